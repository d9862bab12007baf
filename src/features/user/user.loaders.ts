import type DataLoader from 'dataloader';
import { rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { UserRepository } from './user.repository';
import type { UserRow } from './user.types';

export const userLoader = (
  context: Context,
  users: UserRepository,
): DataLoader<number, UserRow | null> =>
  rowLoader(
    context,
    'User',
    (scope, keys) => users.byKeys(scope, keys),
    (row) => row.pk,
  );
