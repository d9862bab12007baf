import type DataLoader from 'dataloader';
import { childLoader, rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { AccountRepository } from './account.repository';
import type { AccountRow, MembershipRow } from './account.types';
import type { MembershipRepository } from './membership.repository';

export const accountLoader = (
  context: Context,
  accounts: AccountRepository,
): DataLoader<number, AccountRow | null> =>
  rowLoader(
    context,
    'Account',
    (scope, keys) => accounts.byKeys(scope, keys),
    (row) => row.pk,
  );

/** The holder's membership, by the account's key. */
export const holderLoader = (
  context: Context,
  memberships: MembershipRepository,
): DataLoader<number, MembershipRow | null> =>
  rowLoader(
    context,
    'Account.holder',
    (scope, keys) => memberships.holders(scope, keys),
    (row) => row.accountId,
  );

/** A user's memberships, by the user's key. */
export const membershipsOfUserLoader = (
  context: Context,
  memberships: MembershipRepository,
): DataLoader<number, readonly MembershipRow[]> =>
  childLoader(
    context,
    'User.memberships',
    (scope, keys) => memberships.byUsers(scope, keys),
    (row) => row.userId,
  );
