import { monthOf, type Day } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import { leaseCharge, termOn } from '../../domain/billing/lease-charge';
import { formatMinor } from '../../domain/billing/money';
import { decideModifyLease } from '../../domain/leasing/lease-life';
import {
  decideChange,
  monthlyTotal,
  takesAway,
  type LeaseChoice,
  type MonthlyPrices,
} from '../../domain/leasing/lease-terms';
import type { Reason } from '../../domain/refusal';
import type { Call, Fields, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import type { BatchResult } from '../batch-result';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import { LockedLicenseRepository, PAYING_SIDE } from '../license/locked-license.repository';
import { changeTermsOfAll, decideTermsChange } from '../license/license-changes';
import { leftToSpend, spend, SPENDING_CAP_REACHED } from '../token/token-spending.repository';
import type { CustomerNotifier } from './customer-notifier';
import { LeaseOffers } from './lease-offers';
import { LeaseWritesRepository, type LockedLease } from './lease-writes.repository';
import type { LeaseRow } from './lease.types';
import { ProviderRepository } from './provider.repository';

/** One lease that is to be changed. */
export interface WantedChange {
  /** Its place among those that were asked for. */
  readonly index: number;
  readonly lease: LeaseRow;
  /** Null where it stays. */
  readonly productId: number | null;
  readonly addOnIds: readonly number[] | null;
  /** Path of the input that names product and add-ons. */
  readonly path: readonly string[];
}

/** What a change comes to, in minor units. */
export interface ChangedLease {
  readonly monthlyPrice: bigint;
  readonly before: bigint;
  readonly thisMonth: bigint;
}

/** A change that nothing is wrong with. */
interface PlannedChange {
  readonly wanted: WantedChange;
  readonly lease: LockedLease;
  readonly from: LeaseChoice;
  readonly to: LeaseChoice;
  readonly prices: MonthlyPrices;
  readonly before: bigint;
  readonly today: Day;
}

const priceOn = ({ terms }: LockedLease, day: Day): bigint =>
  termOn(terms, day)?.monthlyPrice ?? 0n;

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
 * Changes leases of one account (R43), in a number of statements that does not depend on how many they are. Locks are
 * taken in one order: the account, which what bills it locks first as well, the token that spends, the licenses by
 * key, the leases by key. What is wrong with a lease is decided under the locks, before anything is written.
 */
export class LeaseModifier {
  constructor(
    private readonly timeZone: string,
    private readonly customerNotifier: CustomerNotifier,
  ) {}

  /**
   * @param wanted At least one, each lease once.
   * @param refused Is told what is wrong with which: as `decideModifyLease` and `decideChange` have it, NOT_FOR_LEASE,
   *   LICENSE_ENDED, SPENDING_CAP_REACHED. @param proceed Called before anything is written.
   * @returns the result of each, by its place. @throws NOT_FOUND for what the catalog does not have.
   */
  async modify(
    unit: Unit,
    call: Call,
    wanted: readonly WantedChange[],
    refused: BatchResult,
    proceed: () => void,
  ): Promise<Map<number, ChangedLease>> {
    const { scope, now, actor } = call;
    const accountId = wanted[0]?.lease.accountId ?? 0;
    const provider = await new ProviderRepository(unit.tx).lock(scope, accountId);
    const billable = await new BillingMonthRepository(unit.tx).billableDay(
      scope,
      now,
      this.timeZone,
    );
    const spends = actor.kind === 'token' && {
      accountId,
      tokenId: actor.tokenId,
      month: monthOf(billable),
    };
    const left = spends === false ? null : await leftToSpend(unit.tx, scope, spends);
    const licenses = await new LockedLicenseRepository(unit.tx, PAYING_SIDE).lockAll(
      scope,
      wanted.map(({ lease }) => lease.licenseId),
    );
    const writes = new LeaseWritesRepository(unit.tx);
    const leases = await writes.lock(
      scope,
      wanted.map(({ lease }) => lease.pk),
    );
    const leaseOf = new Map(leases.map((one) => [one.pk, one]));
    const licenseOf = new Map(licenses.map((one) => [one.pk, one]));
    const facts = wanted.map((one) => {
      const [lease, license] = [leaseOf.get(one.lease.pk), licenseOf.get(one.lease.licenseId)];
      if (lease === undefined || license === undefined)
        throw new Error('The lease is out of reach');
      // Whoever waited past midnight comes after what was changed meanwhile: license and bill say the same.
      return { wanted: one, lease, license, today: laterOf(billable, lease.terms.at(-1)?.from) };
    });
    const chosen = facts.flatMap(
      ({ wanted: { productId, addOnIds, path }, license: { terms } }) => [
        { ...terms, path: [] },
        { productId: productId ?? terms.productId, addOnIds: addOnIds ?? terms.addOnIds, path },
      ],
    );
    const days = facts.map(({ today }) => today).sort();
    const offers = await LeaseOffers.read(unit.tx, scope, chosen, {
      currency: provider.currency,
      from: days[0] ?? billable,
      to: days.at(-1) ?? billable,
    });
    let spent = 0n;
    const planned: PlannedChange[] = [];
    for (const [at, { wanted: one, lease, license, today }] of facts.entries()) {
      const [from, to] = [offers.choice(2 * at), offers.choice(2 * at + 1)];
      const prices =
        decideModifyLease(lease, provider) ??
        decideTermsChange(license) ??
        decideChange(from, to) ??
        offers.pricesOn(today, 2 * at + 1, lease.agreed);
      const before = priceOn(lease, today);
      const more = 'code' in prices ? 0n : monthlyTotal(prices) - before;
      const refusal: Reason | null =
        'code' in prices
          ? prices
          : // What costs less counts nothing (R59).
            left !== null && more > 0n && spent + more > left
            ? SPENDING_CAP_REACHED
            : null;
      if (refusal !== null || 'code' in prices)
        refused.refuse(one.index, refusal ?? (prices as Reason));
      else {
        planned.push({ wanted: one, lease, from, to, prices, before, today });
        if (more > 0n) spent += more;
      }
    }
    proceed();
    if (spends !== false && spent > 0n) await spend(unit.tx, scope, { ...spends, amount: spent });
    const changed = await changeTermsOfAll(
      unit,
      scope,
      planned.map(({ lease, from, to }) => ({
        license: licenseOf.get(lease.licenseId) as (typeof licenses)[number],
        productId: to.product.key,
        addOnIds: to.addOns.map(({ key }) => key),
        downgrade: takesAway(from, to),
      })),
      now,
    );
    await writes.setTerms(
      scope,
      planned.map(({ lease, to, prices, today }) => ({
        ...{ lease: lease.pk, productId: to.product.key, prices, validFrom: today, now },
        replaces: lease.terms.at(-1)?.from === today,
      })),
    );
    for (const { lease, from, to, prices, before } of planned)
      unit.audit({
        subject: new RowRef('Lease', lease.pk),
        accountId,
        before: recorded(from, before, lease),
        after: recorded(to, monthlyTotal(prices), lease),
      });
    const rows = planned.map((one) => one.wanted.lease);
    await this.customerNotifier.notify(unit, call, rows, 'LICENSE_MODIFIED', (at, key) => {
      const { status, oldTermsUntil, after } = changed[at] as (typeof changed)[number];
      return {
        parameters: {
          ...after,
          by: provider.name,
          change: 'MODIFIED',
          maintenanceTo: null,
          reactivation: status === 'REACTIVATION_REQUIRED',
          oldTermsUntil: oldTermsUntil && dayOf(oldTermsUntil, this.timeZone),
        },
        keys: { key },
      };
    });
    return new Map(planned.map((one) => [one.wanted.index, comesTo(one)]));
  }
}

function comesTo({ lease, prices, before, today }: PlannedChange): ChangedLease {
  const monthlyPrice = monthlyTotal(prices);
  const terms = [...lease.terms, { from: today, monthlyPrice }];
  const charge = leaseCharge(monthOf(today), { ...lease, terms });
  return { monthlyPrice, before, thisMonth: charge?.amount ?? 0n };
}
