import { decideReturnIncident, decideUseIncident } from '../../domain/support/support-request';
import type { Scope } from '../../database/scope';
import { refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import { SupportIncidentRepository } from '../purchase/support-incident.repository';
import type { ReturnSupportIncidentInput } from './support.mutation-types';
import type { SupportRequestRow } from './support-request.types';
import { SupportWritesRepository, type LockedSupportRequest } from './support-writes.repository';

/** What using up an incident, or giving one back, answers. */
interface Changed {
  readonly supportRequest: SupportRequestRow | null;
}

/** Locks the account, so that its last incident is used up once. @returns how many it has left. */
export async function lockIncidents(unit: Unit, scope: Scope, account: number): Promise<number> {
  await new BilledAccountRepository(unit.tx).lockOne(scope, account);
  return new SupportIncidentRepository(unit.tx).leftOf(scope, account);
}

/** @param left As `lockIncidents` says. @throws Refusal NO_INCIDENT_LEFT, INCIDENT_ALREADY_USED, SUPPORT_REQUEST_CLOSED. */
export async function useIncidentFor(
  unit: Unit,
  scope: Scope,
  request: LockedSupportRequest,
  left: number,
  now: Date,
): Promise<void> {
  const { pk, accountId } = request;
  refuse(decideUseIncident(request, left));
  const used = await new SupportIncidentRepository(unit.tx).use(scope, accountId, pk, now);
  if (!used) throw new Error('A support incident was used up while its account was locked');
  unit.audit({
    ...{ subject: new RowRef('SupportRequest', pk), accountId },
    before: { incidentUsed: false, supportIncidentsLeft: left },
    after: { incidentUsed: true, supportIncidentsLeft: left - 1 },
  });
}

/** Support requests use up support incidents that were bought; staff give them back (R68). */
export class SupportIncidentService {
  /** @throws Refusal as `useIncidentFor`. */
  use(call: Call<SupportRequestRow>): Promise<Outcome<Changed>> {
    const { scope, now, target } = call;
    return call.commit(async (unit) => {
      const left = await lockIncidents(unit, scope, target.accountId);
      const request = await new SupportWritesRepository(unit.tx).lock(scope, target.pk);
      await useIncidentFor(unit, scope, request, left, now);
      return { supportRequest: new RowRef('SupportRequest', target.pk) };
    });
  }

  /** @throws Refusal NO_INCIDENT_USED. */
  giveBack(
    call: Call<SupportRequestRow>,
    { reason }: ReturnSupportIncidentInput,
  ): Promise<Outcome<Changed>> {
    const { scope, target } = call;
    const { pk, accountId } = target;
    return call.commit(async (unit) => {
      const before = await lockIncidents(unit, scope, accountId);
      refuse(decideReturnIncident(await new SupportWritesRepository(unit.tx).lock(scope, pk)));
      const incidents = new SupportIncidentRepository(unit.tx);
      await incidents.giveBack(scope, accountId, pk);
      const after = await incidents.leftOf(scope, accountId);
      unit.audit({
        ...{ subject: new RowRef('SupportRequest', pk), accountId, reason },
        before: { incidentUsed: true, supportIncidentsLeft: before },
        after: { incidentUsed: false, supportIncidentsLeft: after },
      });
      return { supportRequest: new RowRef('SupportRequest', pk) };
    });
  }
}
