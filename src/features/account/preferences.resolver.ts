import { FieldResolver, Resolver, Root } from 'type-graphql';
import { refuse } from '../../domain/refusal';
import { decideOwnAlerts } from '../../domain/people/people';
import { decideAlerts, Alert } from '../../domain/mail/preferences';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { AccountRepository } from './account.repository';
import { Membership, type MembershipRow } from './account.types';
import { MembershipWrites } from './membership-writes.repository';
import { lockMembership } from './people.service';
import {
  UpdateMailingPreferenceInput,
  UpdateMailingPreferencePayload,
  UpdateMyAlertsInput,
  UpdateMyAlertsPayload,
} from './preferences.mutation-types';

/** What people want to be mailed (R3, R14 to R16). */
@Resolver(() => Membership)
export class PreferencesResolver {
  @FieldResolver(() => [Alert], {
    nullable: true,
    description:
      'Alerts that the person can choose: those that the account has events for. A holder can choose only on a partner account; other holders receive invoices as account updates.',
  })
  availableAlerts(@Root() { availableAlerts }: MembershipRow): readonly Alert[] {
    return availableAlerts;
  }

  @Write(() => UpdateMailingPreferenceInput, () => UpdateMailingPreferencePayload, {
    description:
      'Sets what mail the holder receives: all, all except marketing, or transactional mail only, which turns alerts off too.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  updateMailingPreference(
    { mailingPreference }: UpdateMailingPreferenceInput,
    call: Call,
  ): Promise<Outcome<UpdateMailingPreferencePayload>> {
    const accountId = call.target.pk;
    return call.commit(async (unit) => {
      const accounts = new AccountRepository(unit.tx);
      const before = await accounts.lockMailingPreference(call.scope, accountId);
      await accounts.setMailingPreference(call.scope, accountId, mailingPreference);
      const account = new RowRef('Account', accountId);
      unit.audit({
        subject: account,
        accountId,
        before: { mailingPreference: before },
        after: { mailingPreference },
      });
      return { account };
    });
  }

  @Write(() => UpdateMyAlertsInput, () => UpdateMyAlertsPayload, {
    description:
      "Sets the viewer's own alerts and marketing mail on an account. Errors: `ALERT_NOT_AVAILABLE` when the account has no such events, `NOT_ACCEPTED` when the membership is a pending invitation, `GONE` when the membership ended meanwhile.",
    on: { type: 'Membership', id: 'membershipId' },
    dryRun: true,
    decided: true,
  })
  updateMyAlerts(input: UpdateMyAlertsInput, call: Call): Promise<Outcome<UpdateMyAlertsPayload>> {
    return call.commit(async (unit) => {
      const before = await lockMembership(unit, call);
      const after = {
        permissions: before.permissions,
        alerts: input.alerts ?? before.alerts,
        marketingMail: input.marketingMail ?? before.marketingMail,
      };
      const added = after.alerts.filter((one) => !before.alerts.includes(one));
      refuse(decideOwnAlerts(before), decideAlerts(added, before.role, before.capabilities));
      await new MembershipWrites(unit.tx).update(call.scope, call.target.pk, after);
      const membership = new RowRef('Membership', call.target.pk);
      const shown = ({ alerts, marketingMail }: typeof after) => ({
        alerts: [...alerts].sort(),
        marketingMail,
      });
      unit.audit({
        subject: membership,
        accountId: before.accountId,
        before: shown({ ...before }),
        after: shown(after),
      });
      return { membership };
    });
  }
}
