import type DataLoader from 'dataloader';
import {
  decideAcceptInvitation,
  decideAcceptTransfer,
  decideCancelTransfer,
  decideInvitation,
  decideLogin,
  decideOwnAlerts,
  decideSetPassword,
} from '../../domain/people/people';
import { userOf } from '../../domain/people/actor';
import type { Reason } from '../../domain/refusal';
import { rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { AccountRow, MembershipRow } from './account.types';
import type { Elsewhere, MembershipRepository } from './membership.repository';
import type { TransferRepository } from './transfer.repository';
import { transferLoader } from './transfer.resolver';

const elsewhereLoader = (
  context: Context,
  memberships: MembershipRepository,
): DataLoader<number, Elsewhere | null> =>
  rowLoader(
    context,
    'Membership.elsewhere',
    (scope, keys) => memberships.othersOf(scope, keys),
    (row) => row.pk,
  );

/** What `viewerCan` asks of the people of an account; the mutations ask the same under the lock. */
export const membershipDecisions = (
  memberships: MembershipRepository,
  transfers: TransferRepository,
) => ({
  acceptInvitation: async (row: MembershipRow, context: Context): Promise<Reason | null> => {
    const person = await elsewhereLoader(context, memberships).load(row.pk);
    return decideAcceptInvitation({ ...row, passwordByHolder: person?.passwordByHolder ?? true });
  },
  updateMyAlerts: (row: MembershipRow): Reason | null => decideOwnAlerts(row),
  declineInvitation: (row: MembershipRow): Reason | null => decideInvitation(row),
  resendInvitation: (row: MembershipRow): Reason | null => decideInvitation(row),
  removeAuthorizedLogin: (row: MembershipRow): Reason | null => decideLogin(row),
  leaveAccount: (row: MembershipRow): Reason | null => decideLogin(row),
  setAuthorizedLoginPassword: async (
    row: MembershipRow,
    context: Context,
  ): Promise<Reason | null> => {
    const others = await elsewhereLoader(context, memberships).load(row.pk);
    // Nothing known of them: as if they were somebody's.
    return decideSetPassword({ ...row, ...(others ?? { elsewhere: 1, isStaff: false }) });
  },
  acceptTransfer: async (row: AccountRow, context: Context): Promise<Reason | null> =>
    decideAcceptTransfer(await transferLoader(context, transfers).load(row.pk), {
      userId: userOf(context.actor),
      holderUserId: row.holderUserId,
      now: context.now,
    }),
  cancelTransfer: async (row: AccountRow, context: Context): Promise<Reason | null> =>
    decideCancelTransfer(
      await transferLoader(context, transfers).load(row.pk),
      userOf(context.actor),
    ),
});
