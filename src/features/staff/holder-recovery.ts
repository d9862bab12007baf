import { PersonRepository } from '../../auth/person.repository';
import { CredentialScope, type Scope } from '../../database/scope';
import { staffRoleOf, userOf } from '../../domain/people/actor';
import {
  decideCancelRecovery,
  decideNewHolder,
  decideReplaceHolder,
  RECOVERY_DELAY,
} from '../../domain/people/recovery';
import type { RecoveryStage } from '../../domain/mail/recovery-mails';
import { refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { AccountRepository } from '../account/account.repository';
import { MembershipWrites } from '../account/membership-writes.repository';
import { TransferRepository } from '../account/transfer.repository';
import type { OnHandOver } from '../account/transfer.service';
import { mail } from '../outbox/mail';
import { HolderReplacementRepository, type HolderFacts } from './holder-replacement.repository';
import type {
  CancelHolderReplacementPayload,
  HolderReplacementRow,
  ReplaceHolderInput,
  ReplaceHolderPayload,
  NotifyStaff,
} from './recovery.types';

type Doing = Pick<Call, 'scope' | 'now'>;
type NewHolder = Pick<HolderReplacementRow, 'toUserId' | 'newHolderName' | 'newHolderEmail'>;

/** The way out for an account whose holder has left (R72): staff ask, and two of them or 48 hours decide. */
export class HolderRecovery {
  /** @param onHandOver What hangs on the holder and lies elsewhere: API tokens. */
  constructor(
    private readonly notifyStaff: NotifyStaff,
    private readonly onHandOver: OnHandOver,
  ) {}

  /** Asks for it, or confirms what a colleague asked for: then it is done at once. @throws Refusal. */
  replace(
    { email, reason }: ReplaceHolderInput,
    call: Call,
  ): Promise<Outcome<ReplaceHolderPayload>> {
    const { scope, now, target } = call;
    const userId = userOf(call.actor);
    return call.commit(async (unit) => {
      const person = await new PersonRepository(unit.tx).lock(new CredentialScope(email));
      const replacements = new HolderReplacementRepository(unit.tx);
      const account = await replacements.lock(scope, target.pk);
      const { holderUserId, pending } = account;
      refuse(
        decideReplaceHolder(account, { userId, role: staffRoleOf(call.actor) }),
        decideNewHolder(person && { pk: person.pk, verified: person.emailVerifiedAt !== null }, {
          holderUserId,
          pendingUserId: pending?.toUserId ?? null,
          staffUserId: userId,
        }),
      );
      if (pending !== null) await this.complete(unit, call, account, pending, reason);
      else if (person !== null) {
        const request = {
          fromUserId: holderUserId,
          toUserId: person.pk,
          newHolderName: person.fullName,
          newHolderEmail: person.email,
          requestedBy: userId ?? 0,
          reason,
          requestedAt: now,
          effectiveAt: new Date(now.getTime() + RECOVERY_DELAY),
        };
        await replacements.put(scope, target.pk, request);
        unit.audit({
          subject: new RowRef('Account', target.pk),
          accountId: target.pk,
          before: { newHolder: null, newHolderFrom: null },
          after: {
            newHolder: person.fullName,
            newHolderFrom: request.effectiveAt.toISOString(),
          },
          reason,
        });
        await this.notify(unit, account, request, 'REQUESTED', reason, request.effectiveAt);
      }
      return { account: new RowRef('Account', target.pk) };
    });
  }

  /** @throws Refusal NOTHING_REQUESTED. */
  cancel(call: Call): Promise<Outcome<CancelHolderReplacementPayload>> {
    const { scope, target } = call;
    return call.commit(async (unit) => {
      const replacements = new HolderReplacementRepository(unit.tx);
      const account = await replacements.lock(scope, target.pk);
      const { pending } = account;
      refuse(decideCancelRecovery(pending));
      await replacements.remove(scope, target.pk);
      unit.audit({
        subject: new RowRef('Account', target.pk),
        accountId: target.pk,
        before: { newHolder: pending?.newHolderName ?? null },
        after: { newHolder: null },
      });
      if (pending !== null)
        await this.notify(unit, account, pending, 'CANCELED', pending.reason, null);
      return { account: new RowRef('Account', target.pk) };
    });
  }

  /** What nobody canceled in time, in a transaction of a job. */
  async completeDue(unit: Unit, scope: Scope, accountKey: number, now: Date): Promise<void> {
    const replacements = new HolderReplacementRepository(unit.tx);
    const account = await replacements.lock(scope, accountKey);
    const { pending } = account;
    // The account changed hands in another way since: what was asked for counts for nothing.
    if (pending === null) await replacements.remove(scope, accountKey);
    else if (pending.effectiveAt.getTime() <= now.getTime())
      await this.complete(unit, { scope, now }, account, pending, pending.reason);
  }

  /** The account changes hands: the former holder keeps a login without permissions, and no API token. */
  private async complete(
    unit: Unit,
    doing: Doing,
    account: HolderFacts,
    pending: HolderReplacementRow,
    reason: string,
  ): Promise<void> {
    const { scope, now } = doing;
    const { accountId, holderUserId: fromUserId } = account;
    const { toUserId } = pending;
    const memberships = new MembershipWrites(unit.tx);
    const replacements = new HolderReplacementRepository(unit.tx);
    const membership = await replacements.membership(scope, accountId, toUserId);
    if (membership === null)
      await memberships.add(
        scope,
        accountId,
        toUserId,
        {
          status: 'ACTIVE',
          permissions: [],
          alerts: [],
          marketingMail: true,
          invitedName: null,
          invitedEmail: null,
        },
        now,
      );
    else if (membership.status === 'INVITED') await memberships.accept(scope, membership.pk);
    const accounts = new AccountRepository(unit.tx);
    if (!(await accounts.hand(scope, accountId, fromUserId, toUserId)))
      throw new Error('The holder changed under the lock');
    await memberships.becomeLogin(scope, accountId, fromUserId, []);
    await memberships.rightsChanged(scope, accountId, [fromUserId, toUserId], now);
    await new TransferRepository(unit.tx).remove(scope, accountId);
    await replacements.remove(scope, accountId);
    await this.onHandOver(unit, doing, { accountId, fromUserId, toUserId, keepTokenIds: [] });
    unit.audit({
      subject: new RowRef('Account', accountId),
      accountId,
      before: { holder: account.holderName },
      after: { holder: pending.newHolderName },
      reason,
    });
    await this.notify(unit, account, pending, 'DONE', reason, null);
  }

  /** Everybody concerned: both holders, whoever reads the account's mail, and the staff. */
  private async notify(
    unit: Unit,
    account: HolderFacts,
    { newHolderName, newHolderEmail }: NewHolder,
    stage: RecoveryStage,
    reason: string,
    effectiveAt: Date | null,
  ): Promise<void> {
    const said = { stage, reason, effectiveAt: effectiveAt?.toISOString() ?? null };
    const { accountId, name, number, email, holderName, holderEmail } = account;
    const readers = new Map<string, string | null>([
      [email, null],
      [newHolderEmail, newHolderName],
      [holderEmail, holderName],
    ]);
    const about = { ...said, account: name, accountNumber: number, newHolder: newHolderName };
    for (const [to, who] of readers)
      unit.send(mail('holder-replacement', { email: to, name: who }, accountId, about, null));
    await this.notifyStaff(unit, {
      ...said,
      what: 'HOLDER',
      who: `${number}, ${name}: ${newHolderName}`,
    });
  }
}
