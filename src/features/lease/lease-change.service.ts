import { monthOf, type Day } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import {
  chargeIfStopped,
  describeCharge,
  leaseCharge,
  savingIfStopped,
} from '../../domain/billing/lease-charge';
import { formatMinor } from '../../domain/billing/money';
import {
  decideModifyLease,
  decideStopLease,
  STOP_CONFIRMATION_LIFE,
} from '../../domain/leasing/lease-life';
import {
  decideChange,
  monthlyTotal,
  takesAway,
  type LeaseChoice,
} from '../../domain/leasing/lease-terms';
import { Refusal, type Reason, refuse } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import type { Call, Fields, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import { ActivationRepository, PAYING_SIDE } from '../license/activation.repository';
import type { Confirmations } from '../confirmations';
import { changeLicenseTerms, endLicense } from '../license/license-changes';
import { LicenseChangesRepository } from '../license/license-changes.repository';
import { leftToSpend, spend } from '../token/token-spending.repository';
import { keyOf, LeaseOffers } from './lease-offers';
import { priced } from './lease-start.service';
import type {
  ModifyLeaseInput,
  ModifyLeasePayload,
  PrepareStopLeasePayload,
  StopLeasePayload,
} from './lease-writes.mutation-types';
import { LeaseWritesRepository, type LockedLease } from './lease-writes.repository';
import { LeaseRepository } from './lease.repository';
import type { LeaseRow } from './lease.types';
import { ProviderRepository } from './provider.repository';
import type { CustomerNotifier } from './customer-notifier';

/** What changing leases needs of the rest. */
export interface LeaseChangeDeps {
  readonly reading: Queries;
  readonly ids: IdCodec;
  readonly timeZone: string;
  readonly confirmations: Confirmations;
  readonly customerNotifier: CustomerNotifier;
}

const DIFFERS: Reason = {
  code: 'CONFIRMATION_DIFFERS',
  message: 'The final charge has changed: prepare the stop again.',
  field: ['confirmationToken'],
};

/** What whoever confirms was shown. */
const shown = (stopsOn: Day, finalCharge: bigint): Fields => ({
  stopsOn,
  finalCharge: String(finalCharge),
});

const priceOn = ({ terms }: LockedLease, day: Day): bigint =>
  terms.findLast(({ from }) => from <= day)?.monthlyPrice ?? 0n;

const laterOf = (day: Day, other: Day | undefined): Day =>
  other !== undefined && other > day ? other : day;

const recorded = (
  { product, addOns }: LeaseChoice,
  monthlyPrice: bigint,
  { currency }: LockedLease,
): Fields => ({
  product: product.name,
  addOns: addOns.map(({ name }) => name).sort(),
  monthlyPrice: formatMinor(monthlyPrice, currency),
});

/**
 * Changing and stopping leases (R43, R44). Locks are taken in one order: the account, which what bills it locks
 * first as well, the token that spends, the license, the lease.
 */
export class LeaseChangeService {
  constructor(private readonly deps: LeaseChangeDeps) {}

  /** @throws Refusal as `decideModifyLease` and `decideChange` have it, NOT_FOR_LEASE, LICENSE_ENDED, SPENDING_CAP_REACHED. */
  modify(call: Call<LeaseRow>, input: ModifyLeaseInput): Promise<Outcome<ModifyLeasePayload>> {
    const row = call.target;
    const { ids } = this.deps;
    const { productId, addOnIds } = input;
    const wanted = {
      productId: productId === undefined ? null : keyOf(ids, 'Product', productId, ['productId']),
      addOnIds: addOnIds?.map((id) => keyOf(ids, 'AddOn', id, ['addOnIds'])) ?? null,
    };
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const writes = new LeaseWritesRepository(unit.tx);
      const provider = await new ProviderRepository(unit.tx).lock(scope, row.accountId);
      const billable = await this.billableDay(unit.tx, call);
      await this.lockToken(unit, call, row, billable);
      const { terms: has } = await new ActivationRepository(unit.tx, PAYING_SIDE).lock(
        scope,
        row.licenseId,
      );
      const lease = await writes.lock(scope, row.pk);
      refuse(decideModifyLease(lease, provider));
      // Whoever waited past midnight comes after what was changed meanwhile: license and bill say the same.
      const today = laterOf(billable, lease.terms.at(-1)?.from);
      const chosen = [
        { ...has, path: [] },
        {
          productId: wanted.productId ?? has.productId,
          addOnIds: wanted.addOnIds ?? has.addOnIds,
          path: [],
        },
      ];
      const { currency } = lease;
      const days = { from: today, to: today };
      const offers = await LeaseOffers.read(unit.tx, scope, chosen, { currency, ...days });
      const [from, to] = [offers.choice(0), offers.choice(1)];
      refuse(decideChange(from, to));
      const prices = offers.pricesOn(today, 1, lease.agreed);
      if ('code' in prices) throw new Refusal(prices);
      const monthlyPrice = monthlyTotal(prices);
      const before = priceOn(lease, today);
      await this.count(unit, call, row, monthlyPrice - before, today);
      const keys = { productId: to.product.key, addOnIds: to.addOns.map(({ key }) => key) };
      const changed = await changeLicenseTerms(unit, scope, row.licenseId, {
        ...keys,
        downgrade: takesAway(from, to),
        now,
      });
      const term = { productId: to.product.key, prices, validFrom: today, now };
      await writes.setTerms(scope, row.pk, term);
      unit.audit({
        subject: new RowRef('Lease', row.pk),
        accountId: row.accountId,
        before: recorded(from, before, lease),
        after: recorded(to, monthlyPrice, lease),
      });
      const { oldTermsUntil, status } = changed;
      await this.deps.customerNotifier.notify(unit, call, row, 'LICENSE_MODIFIED', (key) => ({
        parameters: {
          ...changed.after,
          by: provider.name,
          change: 'MODIFIED',
          maintenanceTo: null,
          reactivation: status === 'REACTIVATION_REQUIRED',
          oldTermsUntil: oldTermsUntil && dayOf(oldTermsUntil, this.deps.timeZone),
        },
        keys: { key },
      }));
      const terms = [...lease.terms, { from: today, monthlyPrice }];
      const charge = leaseCharge(monthOf(today), { ...lease, terms });
      return {
        lease: new RowRef('Lease', row.pk),
        monthlyPrice: priced(monthlyPrice, currency),
        thisMonth: priced(charge?.amount ?? 0n, currency),
      };
    });
  }

  /** What stopping today means, and what confirms it. @throws Refusal as `decideStopLease` has it. */
  async prepareStop(
    call: Call<LeaseRow>,
    { leaseId }: { readonly leaseId: string },
  ): Promise<Outcome<PrepareStopLeasePayload>> {
    const row = call.target;
    refuse(decideStopLease(row));
    const leases = new LeaseRepository(this.deps.reading);
    const terms = (await leases.terms(call.scope, [row.pk])).map(({ from, price }) => ({
      from,
      monthlyPrice: BigInt(price),
    }));
    const facts = { startedOn: row.startedOn, stoppedOn: null, terms };
    const today = await this.billableDay(this.deps.reading, call);
    const charge = chargeIfStopped(facts, today);
    const until = new Date(call.now.getTime() + STOP_CONFIRMATION_LIFE);
    const amount = charge?.amount ?? 0n;
    return call.withoutWrite({
      lease: new RowRef('Lease', row.pk),
      stopsOn: today,
      finalCharge: priced(amount, row.currency),
      explanation: charge && describeCharge(charge, row.currency),
      saving: priced(savingIfStopped(facts, today), row.currency),
      confirmationToken: this.deps.confirmations.issue(
        leaseId,
        call.actor,
        shown(today, amount),
        until,
      ),
      confirmableUntil: until.toISOString(),
    });
  }

  /**
   * Stops the lease and ends its license; what runs on it learns of that when it checks in.
   * @throws Refusal CONFIRMATION_INVALID, CONFIRMATION_DIFFERS, LEASE_STOPPED.
   */
  stop(
    call: Call<LeaseRow>,
    { confirmationToken }: { readonly confirmationToken: string },
  ): Promise<Outcome<StopLeasePayload>> {
    const row = call.target;
    const { scope, now } = call;
    refuse(decideStopLease(row));
    const confirmed = this.deps.confirmations.read(confirmationToken, call.actor, now);
    return call.commit(async (unit) => {
      const writes = new LeaseWritesRepository(unit.tx);
      const provider = await new ProviderRepository(unit.tx).lock(scope, row.accountId);
      const today = await this.billableDay(unit.tx, call);
      const license = await new ActivationRepository(unit.tx, PAYING_SIDE).lock(
        scope,
        row.licenseId,
      );
      const lease = await writes.lock(scope, row.pk);
      refuse(decideStopLease(lease));
      const amount = chargeIfStopped(lease, today)?.amount ?? 0n;
      if (JSON.stringify(confirmed) !== JSON.stringify(shown(today, amount)))
        throw new Refusal(DIFFERS);
      await endLicense(unit, scope, row.licenseId, now);
      await writes.stop(scope, row.pk, today, now);
      const charged = formatMinor(amount, lease.currency);
      unit.audit({
        subject: new RowRef('Lease', row.pk),
        accountId: row.accountId,
        before: { status: 'ACTIVE', stoppedOn: null, finalCharge: null },
        after: { status: 'STOPPED', stoppedOn: today, finalCharge: charged },
      });
      const named = await new LicenseChangesRepository(unit.tx).named(scope, license);
      await this.deps.customerNotifier.notify(unit, call, row, 'LEASE_STOPPED', (key) => ({
        parameters: { ...named, by: provider.name, stoppedOn: today },
        keys: { key },
      }));
      return {
        lease: new RowRef('Lease', row.pk),
        finalCharge: priced(amount, lease.currency),
      };
    });
  }

  /** A token is locked before the license and the lease that it is spent on. */
  private async lockToken(unit: Unit, call: Call, row: LeaseRow, today: Day): Promise<void> {
    const { actor, scope } = call;
    if (actor.kind !== 'token') return;
    const { accountId } = row;
    const spends = { accountId, tokenId: actor.tokenId, month: monthOf(today) };
    await leftToSpend(unit.tx, scope, spends);
  }

  /** A change counts against a token's cap with what a month costs more; what costs less counts nothing (R59). */
  private async count(
    unit: Unit,
    call: Call,
    row: LeaseRow,
    more: bigint,
    today: Day,
  ): Promise<void> {
    const { actor, scope } = call;
    if (actor.kind !== 'token' || more <= 0n) return;
    await spend(unit.tx, scope, {
      accountId: row.accountId,
      tokenId: actor.tokenId,
      month: monthOf(today),
      amount: more,
    });
  }

  /** The day that a change is dated. */
  private billableDay(queries: Queries, { scope, now }: Call): Promise<Day> {
    return new BillingMonthRepository(queries).billableDay(scope, now, this.deps.timeZone);
  }
}
