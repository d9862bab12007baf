import { PersonRepository } from '../../auth/person.repository';
import { TwoFactorRepository } from '../../auth/two-factor.repository';
import { CredentialScope, type Scope } from '../../database/scope';
import { staffRoleOf, userOf } from '../../domain/people/actor';
import {
  decideCancelRecovery,
  decideTwoFactorReset,
  RECOVERY_DELAY,
} from '../../domain/people/recovery';
import type { RecoveryStage } from '../../domain/mail/recovery-mails';
import { refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { mail } from '../outbox/mail';
import type {
  CancelTwoFactorResetPayload,
  ResetTwoFactorInput,
  ResetTwoFactorPayload,
  NotifyStaff,
} from './recovery.types';
import { TwoFactorResetRepository, type TwoFactorFacts } from './two-factor-reset.repository';

/** The way out for who has lost the second factor (R72): staff ask, and two of them or 48 hours decide. */
export class TwoFactorRecovery {
  constructor(private readonly notifyStaff: NotifyStaff) {}

  /** Asks for it, or confirms what a colleague asked for: then it is done at once. @throws Refusal. */
  reset({ reason }: ResetTwoFactorInput, call: Call): Promise<Outcome<ResetTwoFactorPayload>> {
    const { scope, now, target } = call;
    const userId = userOf(call.actor);
    return call.commit(async (unit) => {
      const resets = new TwoFactorResetRepository(unit.tx);
      const person = await resets.lock(scope, target.pk);
      refuse(decideTwoFactorReset(person, { userId, role: staffRoleOf(call.actor) }));
      if (person.pending !== null) await this.complete(unit, scope, person, now, reason);
      else {
        const effectiveAt = new Date(now.getTime() + RECOVERY_DELAY);
        const requestedBy = userId ?? 0;
        await resets.add(scope, target.pk, { requestedBy, reason, requestedAt: now, effectiveAt });
        unit.audit({
          subject: new RowRef('User', target.pk),
          accountId: null,
          before: { twoFactorResetAt: null },
          after: { twoFactorResetAt: effectiveAt.toISOString() },
          reason,
        });
        await this.notify(unit, person, 'REQUESTED', reason, effectiveAt);
      }
      return { user: new RowRef('User', target.pk) };
    });
  }

  /** @throws Refusal NOTHING_REQUESTED. */
  cancel(call: Call): Promise<Outcome<CancelTwoFactorResetPayload>> {
    const { scope, target } = call;
    return call.commit(async (unit) => {
      const resets = new TwoFactorResetRepository(unit.tx);
      const person = await resets.lock(scope, target.pk);
      refuse(decideCancelRecovery(person.pending));
      await resets.remove(scope, target.pk);
      unit.audit({
        subject: new RowRef('User', target.pk),
        accountId: null,
        before: { twoFactorResetAt: person.pending?.effectiveAt.toISOString() ?? null },
        after: { twoFactorResetAt: null },
      });
      await this.notify(unit, person, 'CANCELED', person.pending?.reason ?? '', null);
      return { user: new RowRef('User', target.pk) };
    });
  }

  /** What nobody canceled in time, in a transaction of a job. */
  async completeDue(unit: Unit, scope: Scope, userKey: number, now: Date): Promise<void> {
    const person = await new TwoFactorResetRepository(unit.tx).lock(scope, userKey);
    const { pending } = person;
    // It may have been canceled, or asked for anew, since it was found.
    if (pending !== null && pending.effectiveAt.getTime() <= now.getTime())
      await this.complete(unit, scope, person, now, pending.reason);
  }

  /** Removes the second factor, and ends every session: whoever has one may be somebody else. */
  private async complete(
    unit: Unit,
    scope: Scope,
    person: TwoFactorFacts,
    now: Date,
    reason: string,
  ): Promise<void> {
    const credential = new CredentialScope(person.email);
    await new TwoFactorRepository(unit.tx).remove(credential);
    await new PersonRepository(unit.tx).endSessions(credential, null, now);
    await new TwoFactorResetRepository(unit.tx).remove(scope, person.userId);
    unit.audit({
      subject: new RowRef('User', person.userId),
      accountId: null,
      before: { twoFactor: 'on' },
      after: { twoFactor: 'off' },
      reason,
    });
    await this.notify(unit, person, 'DONE', reason, null);
  }

  private async notify(
    unit: Unit,
    { email, fullName }: TwoFactorFacts,
    stage: RecoveryStage,
    reason: string,
    effectiveAt: Date | null,
  ): Promise<void> {
    const at = effectiveAt?.toISOString() ?? null;
    const said = { stage, reason, effectiveAt: at };
    unit.send(mail('two-factor-reset', { email, name: fullName }, null, said, null));
    await this.notifyStaff(unit, {
      ...said,
      what: 'TWO_FACTOR',
      who: fullName,
    });
  }
}
