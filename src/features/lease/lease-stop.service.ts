import type { Day } from '../../domain/billing/calendar';
import {
  chargeIfStopped,
  describeCharge,
  savingIfStopped,
  type LeaseCharge,
} from '../../domain/billing/lease-charge';
import { sum } from '../../domain/billing/money';
import { decideStopLease, STOP_CONFIRMATION_LIFE } from '../../domain/leasing/lease-life';
import { refuse } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import type { Call } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { plainMoney } from '../../graphql/money';
import { RowRef, type Outcome, type OutcomeValue } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { BatchResult, commitBatch } from '../batch-result';
import type { Confirmations } from '../confirmations';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import type {
  PrepareStopLeasesInput,
  PrepareStopLeasesPayload,
  StopLeasesInput,
  StopLeasesPayload,
} from './lease-batch.mutation-types';
import type { ConfirmedStop, LeaseStopper } from './lease-stopper';
import type { PrepareStopLeasePayload, StopLeasePayload } from './lease-writes.mutation-types';
import { LeaseRepository } from './lease.repository';
import type { LeaseRow } from './lease.types';
import { leasesOf, shownLease } from './named-leases';

/** What stopping leases needs of the rest. */
export interface LeaseStopDeps {
  readonly reading: Queries;
  readonly ids: IdCodec;
  readonly timeZone: string;
  /** Of one lease, and of many: a token of the one is none of the other. */
  readonly confirmations: { readonly one: Confirmations; readonly many: Confirmations };
  readonly stopper: LeaseStopper;
}

/** What stopping a lease today comes to. */
interface IfStopped {
  readonly charge: LeaseCharge | null;
  readonly amount: bigint;
  readonly saving: bigint;
}

/** Stopping leases (R44): one, or up to a hundred of one account. */
export class LeaseStopService {
  constructor(private readonly deps: LeaseStopDeps) {}

  /** What stopping today means, and what confirms it. @throws Refusal as `decideStopLease` has it. */
  async prepareStop(
    call: Call<LeaseRow>,
    { leaseId }: { readonly leaseId: string },
  ): Promise<Outcome<PrepareStopLeasePayload>> {
    const row = call.target;
    refuse(decideStopLease(row));
    const { today, stops } = await this.ifStopped(call, [row]);
    const { charge, amount, saving } = stops.get(row.pk) as IfStopped;
    const until = new Date(call.now.getTime() + STOP_CONFIRMATION_LIFE);
    return call.withoutWrite({
      lease: new RowRef('Lease', row.pk),
      stopsOn: today,
      finalCharge: plainMoney(amount, row.currency),
      explanation: charge && describeCharge(charge, row.currency),
      saving: plainMoney(saving, row.currency),
      confirmationToken: this.deps.confirmations.one.issue(
        leaseId,
        call.actor,
        { stopsOn: today, finalCharge: String(amount) },
        until,
      ),
      confirmableUntil: until.toISOString(),
    });
  }

  /** What stopping several today means, and the one token that confirms it. */
  async prepareStops(
    call: Call<AccountRow>,
    { accountId, leaseIds }: PrepareStopLeasesInput,
  ): Promise<Outcome<PrepareStopLeasesPayload>> {
    const { currency } = call.target;
    const refused = new BatchResult('leaseIds');
    const rows = await leasesOf(call, leaseIds, ['leaseIds'], refused);
    for (const [index, row] of rows.entries()) {
      const reason = refused.isRefused(index) ? null : decideStopLease(row);
      if (reason !== null) refused.refuse(index, reason);
    }
    const left = rows.filter((_, index) => !refused.isRefused(index));
    const { today, stops } = await this.ifStopped(call, left);
    const until = new Date(call.now.getTime() + STOP_CONFIRMATION_LIFE);
    const charges = left.map(({ pk }): [number, string] => [pk, String(stops.get(pk)?.amount)]);
    const total = (of: (one: IfStopped) => bigint): OutcomeValue =>
      plainMoney(sum([...stops.values()].map(of)), currency);
    return call.withoutWrite({
      results: rows.map((row, index) => {
        const of = refused.isRefused(index) ? undefined : stops.get(row.pk);
        return {
          lease: new RowRef('Lease', row.pk),
          finalCharge: of ? plainMoney(of.amount, currency) : null,
          explanation: of?.charge ? describeCharge(of.charge, currency) : null,
          saving: of ? plainMoney(of.saving, currency) : null,
          userErrors: refused.userErrorsOf(index),
        };
      }),
      stopsOn: today,
      finalCharge: total(({ amount }) => amount),
      saving: total(({ saving }) => saving),
      confirmationToken:
        left.length === 0
          ? null
          : this.deps.confirmations.many.issue(
              accountId,
              call.actor,
              { stopsOn: today, charges },
              until,
            ),
      confirmableUntil: left.length === 0 ? null : until.toISOString(),
    });
  }

  /**
   * Stops the lease and ends its license; what runs on it learns of that when it checks in.
   * @throws Refusal CONFIRMATION_INVALID, CONFIRMATION_DIFFERS, LEASE_STOPPED.
   */
  async stop(
    call: Call<LeaseRow>,
    { confirmationToken }: { readonly confirmationToken: string },
  ): Promise<Outcome<StopLeasePayload>> {
    const lease = call.target;
    refuse(decideStopLease(lease));
    const { one } = this.deps.confirmations;
    const { stopsOn, finalCharge } = one.read(confirmationToken, call.actor, call.now);
    return call.commit(async (unit) => {
      const refused = new BatchResult('');
      const stopped = await this.deps.stopper.stop(
        unit,
        call,
        [{ index: 0, lease, stopsOn, finalCharge }],
        refused,
        () => refused.throwOne(0),
      );
      return {
        lease: new RowRef('Lease', lease.pk),
        finalCharge: plainMoney(stopped.get(0) ?? 0n, lease.currency),
      };
    });
  }

  /**
   * Stops the leases that were confirmed together.
   * @throws Refusal CONFIRMATION_INVALID, and everything that is wrong when all were to be stopped.
   */
  async stopSeveral(
    call: Call<AccountRow>,
    { confirmationToken, allOrNothing }: StopLeasesInput,
  ): Promise<Outcome<StopLeasesPayload>> {
    const { currency } = call.target;
    const { many } = this.deps.confirmations;
    const { stopsOn, charges } = many.read(confirmationToken, call.actor, call.now);
    const shown = charges as readonly (readonly [number, string])[];
    const confirmed = await Promise.all(
      shown.map(async ([key, finalCharge], index): Promise<ConfirmedStop> => {
        const id = this.deps.ids.encode('Lease', key);
        const lease = (await call.row('Lease', id, ['confirmationToken'])) as LeaseRow;
        return { index, lease, stopsOn, finalCharge };
      }),
    );
    const refused = new BatchResult('leases');
    let stopped = new Map<number, bigint>();
    return commitBatch<Outcome<StopLeasesPayload>>(call, {
      ...{ refused, size: confirmed.length, allOrNothing },
      work: async (unit, decided, proceed) => {
        stopped = await this.deps.stopper.stop(unit, call, confirmed, decided, proceed);
      },
      answer: (decided) => {
        const amountOf = (index: number) =>
          decided.isRefused(index) ? undefined : stopped.get(index);
        return {
          results: confirmed.map(({ lease }, index) => {
            const amount = amountOf(index);
            return {
              lease: shownLease(call, lease),
              finalCharge: amount === undefined ? null : plainMoney(amount, currency),
              userErrors: decided.userErrorsOf(index),
            };
          }),
          finalCharge: plainMoney(
            sum(confirmed.map((_, index) => amountOf(index) ?? 0n)),
            currency,
          ),
        };
      },
    });
  }

  /** What stopping running leases today comes to, by their keys: two statements. */
  private async ifStopped(
    call: Call,
    leases: readonly LeaseRow[],
  ): Promise<{ readonly today: Day; readonly stops: Map<number, IfStopped> }> {
    const { reading, timeZone } = this.deps;
    const today = await new BillingMonthRepository(reading).billableDay(
      call.scope,
      call.now,
      timeZone,
    );
    const keys = leases.map(({ pk }) => pk);
    const terms =
      keys.length === 0 ? [] : await new LeaseRepository(reading).terms(call.scope, keys);
    const stops = leases.map(({ pk, startedOn }): [number, IfStopped] => {
      const own = terms
        .filter(({ leaseId }) => leaseId === pk)
        .map(({ from, price }) => ({ from, monthlyPrice: BigInt(price) }));
      const facts = { startedOn, stoppedOn: null, terms: own };
      const charge = chargeIfStopped(facts, today);
      return [pk, { charge, amount: charge?.amount ?? 0n, saving: savingIfStopped(facts, today) }];
    });
    return { today, stops: new Map(stops) };
  }
}
