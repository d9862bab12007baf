import {
  decideAcceptTransfer,
  decideCancelTransfer,
  decideGrant,
  decideLogin,
} from '../../domain/people/people';
import { userOf } from '../../domain/people/actor';
import { Refusal, refuse, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { Context } from '../context';
import { mail } from '../outbox/mail';
import { ownPerson } from '../user/own-person';
import { AccountRepository, type AccountForPeople } from './account.repository';
import type { MembershipRow } from './account.types';
import { MembershipWrites } from './membership-writes.repository';
import type {
  AcceptTransferInput,
  AcceptTransferPayload,
  CancelTransferPayload,
  TransferAccountInput,
  TransferAccountPayload,
  TransferRow,
} from './transfer.mutation-types';
import { TransferRepository } from './transfer.repository';

/** How long an offer stands, in milliseconds. */
const OFFER_LIFE = 14 * 24 * 3_600_000;

/** The account changes hands: what else has to follow, in the same transaction. */
export interface HandOver {
  readonly accountId: number;
  readonly fromUserId: number;
  readonly toUserId: number;
  /** Ids of the former holder's API tokens that go on. */
  readonly keepTokenIds: readonly string[];
}
export type OnHandOver = (
  unit: Unit,
  call: Pick<Call, 'scope' | 'now'>,
  change: HandOver,
) => Promise<void>;

/** Handing an account over: the holder offers, a login accepts (R12). */
export class TransferService {
  /** @param onHandOver Filled by what hangs on the holder and lies above: API tokens. */
  constructor(private readonly onHandOver: OnHandOver) {}

  /** Offers the account to one of its logins, in place of any offer before. @throws Refusal. */
  async offer(
    call: Call,
    input: TransferAccountInput,
    context: Context,
  ): Promise<Outcome<TransferAccountPayload>> {
    const { person } = ownPerson(context);
    const accountId = call.target.pk;
    const login = (await call.row('Membership', input.membershipId, [
      'membershipId',
    ])) as MembershipRow;
    const permissions = input.formerHolderPermissions ?? [];
    return call.commit(async (unit) => {
      const account = await new AccountRepository(unit.tx).lockForPeople(call.scope, accountId);
      const to = await new MembershipWrites(unit.tx).lock(call.scope, login.pk);
      if (to === null || to.accountId !== accountId || to.status !== 'ACTIVE')
        throw new Refusal({
          code: 'NOT_A_LOGIN',
          message: 'Only a login that has accepted can become the holder.',
          field: ['membershipId'],
        });
      refuse(stillHolder(account, person.pk), decideLogin(to), decideGrant(permissions, account));
      await new TransferRepository(unit.tx).put(call.scope, {
        accountId,
        fromUserId: person.pk,
        toUserId: to.userId,
        permissions,
        now: call.now,
        expiresAt: new Date(call.now.getTime() + OFFER_LIFE),
      });
      const recipient = { email: to.email, name: to.fullName };
      const about = { account: account.name, holder: account.holderName };
      unit.send(mail('transfer-request', recipient, accountId, about, null));
      unit.audit({
        subject: new RowRef('Account', accountId),
        accountId,
        before: { offeredTo: null, formerHolderPermissions: null },
        after: { offeredTo: to.fullName, formerHolderPermissions: [...permissions] },
      });
      return { membership: new RowRef('Membership', login.pk) };
    });
  }

  /**
   * Takes the account over. The former holder becomes a login in the same moment; there is never none
   * and never two (R2). @throws Refusal NO_TRANSFER.
   */
  accept(
    call: Call,
    { keepTokenIds }: AcceptTransferInput,
  ): Promise<Outcome<AcceptTransferPayload>> {
    const accountId = call.target.pk;
    return call.commit(async (unit) => {
      const accounts = new AccountRepository(unit.tx);
      const account = await accounts.lockForPeople(call.scope, accountId);
      const transfer = await this.transferOf(unit, call);
      const { holderUserId } = account;
      const userId = userOf(call.actor);
      refuse(decideAcceptTransfer(transfer, { userId, holderUserId, now: call.now }));
      const { fromUserId, toUserId, formerHolderPermissions } = transfer as TransferRow;
      if (!(await accounts.hand(call.scope, accountId, fromUserId, toUserId)))
        throw new Error('The holder changed under the lock');
      const memberships = new MembershipWrites(unit.tx);
      await memberships.becomeLogin(call.scope, accountId, fromUserId, formerHolderPermissions);
      await memberships.rightsChanged(call.scope, accountId, [fromUserId, toUserId], call.now);
      await new TransferRepository(unit.tx).remove(call.scope, accountId);
      await this.onHandOver(unit, call, {
        accountId,
        fromUserId,
        toUserId,
        keepTokenIds: keepTokenIds ?? [],
      });
      unit.audit({
        subject: new RowRef('Account', accountId),
        accountId,
        before: { holder: account.holderName },
        after: {
          holder: (await accounts.lockForPeople(call.scope, accountId)).holderName,
          formerHolderPermissions: [...formerHolderPermissions],
        },
      });
      return { account: new RowRef('Account', accountId) };
    });
  }

  /** Calls the offer off. @throws Refusal NO_TRANSFER. */
  cancel(call: Call): Promise<Outcome<CancelTransferPayload>> {
    const accountId = call.target.pk;
    return call.commit(async (unit) => {
      const { holderName } = await new AccountRepository(unit.tx).lockForPeople(
        call.scope,
        accountId,
      );
      refuse(decideCancelTransfer(await this.transferOf(unit, call), userOf(call.actor)));
      await new TransferRepository(unit.tx).remove(call.scope, accountId);
      unit.audit({
        subject: new RowRef('Account', accountId),
        accountId,
        before: { offeredBy: holderName },
        after: { offeredBy: null },
      });
      return { account: new RowRef('Account', accountId) };
    });
  }

  private async transferOf(unit: Unit, call: Call): Promise<TransferRow | null> {
    const [transfer] = await new TransferRepository(unit.tx).ofAccounts(call.scope, [
      call.target.pk,
    ]);
    return transfer ?? null;
  }
}

/** The gates were passed before the lock: somebody may have accepted the account since. */
const stillHolder = ({ holderUserId }: AccountForPeople, userId: number): Reason | null =>
  holderUserId === userId
    ? null
    : { code: 'NO_HOLDER_ANY_MORE', message: 'The account has just changed hands.' };
