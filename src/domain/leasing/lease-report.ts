import { monthBefore, monthOf, type Month } from '../billing/calendar';
import { lastTermOf, leaseCharge } from '../billing/lease-charge';
import type { InvoicedLease, InvoicedTerm } from '../billing/lease-invoice';

/** A lease, as far as reports are concerned. */
export interface ReportableLease extends InvoicedLease {
  readonly customerAccountId: number;
  readonly terms: readonly (InvoicedTerm & { readonly productId: number })[];
}

/** How many leases of a product were active in a month; one that changed counts for what it was last. */
export interface ProductMonth {
  readonly month: Month;
  readonly productId: number;
  readonly leases: number;
}
/** How many leases were started and stopped in a month, and were active in it. */
export interface TurnoverMonth {
  readonly month: Month;
  readonly starts: number;
  readonly stops: number;
  readonly active: number;
}
/** What the leases of a customer cost in a month, in minor units before tax. */
export interface CostMonth {
  readonly month: Month;
  readonly leases: number;
  readonly cost: bigint;
}
/** What the leases of a customer cost in all months together. */
export interface CustomerCost {
  readonly accountId: number;
  /** How many leases were active in any of the months. */
  readonly leases: number;
  /** Minor units, before tax: the sum of the months. */
  readonly cost: bigint;
  /** In order of time, those alone in which a lease was active. */
  readonly months: readonly CostMonth[];
}
export interface LeaseReport {
  readonly byProduct: readonly ProductMonth[];
  readonly turnover: readonly TurnoverMonth[];
  /** Those that cost most first, and by their accounts where they cost the same. */
  readonly byCustomer: readonly CustomerCost[];
}

const EARLIEST_MONTH: Month = '1000-01';

/** Why months cannot be reported on together. */
export type NoMonths = 'BACKWARDS' | 'TOO_MANY';

/**
 * The months from one to another, both included; or why there are none: `to` comes before `from`, or there are
 * more than `most`.
 *
 * @param from - null for `byDefault` months, or as many as the calendar has before `to`
 * @throws RangeError for a malformed month
 */
export function reportedMonths(
  { from, to }: { readonly from: Month | null; readonly to: Month },
  { most, byDefault }: { readonly most: number; readonly byDefault: number },
): readonly Month[] | NoMonths {
  if (from !== null && from > to) return 'BACKWARDS';
  const enough = from === null ? byDefault : most;
  const months = [to];
  for (let first = to; first !== (from ?? EARLIEST_MONTH);) {
    if (months.length === enough) return from === null ? months : 'TOO_MANY';
    first = monthBefore(first);
    months.unshift(first);
  }
  return months;
}

interface CustomerSums {
  readonly accountId: number;
  leases: number;
  cost: bigint;
  readonly byMonth: Map<Month, { leases: number; cost: bigint }>;
}

/**
 * What an account leased in some months (R46): rows by month, months without any among the turnover too, the
 * products in the order of their keys, the customers that cost most first. Costs are those of the lease invoices,
 * line by line (R52).
 *
 * @param leases - of one account, each once
 */
export function leaseReport(
  months: readonly Month[],
  leases: Iterable<ReportableLease>,
): LeaseReport {
  const products = new Map<number, Map<Month, number>>();
  const turnover = new Map(
    months.map((month) => [month, { month, starts: 0, stops: 0, active: 0 }]),
  );
  const customers = new Map<number, CustomerSums>();
  for (const lease of leases) {
    const started = turnover.get(monthOf(lease.startedOn));
    if (started !== undefined) started.starts += 1;
    const stopped = lease.stoppedOn === null ? null : turnover.get(monthOf(lease.stoppedOn));
    if (stopped) stopped.stops += 1;
    const costs: CostMonth[] = [];
    for (const month of months) {
      const charge = leaseCharge(month, lease);
      if (charge === null) continue;
      const of = turnover.get(month);
      if (of !== undefined) of.active += 1;
      const product = lastTermOf(lease.terms, charge)?.productId;
      if (product !== undefined) count(products, product, month);
      costs.push({ month, leases: 1, cost: charge.amount });
    }
    if (costs.length > 0) add(customers, lease, costs);
  }
  return {
    byProduct: months.flatMap((month) =>
      [...products]
        .sort(([one], [other]) => one - other)
        .flatMap(([productId, byMonth]) => {
          const count = byMonth.get(month);
          return count === undefined ? [] : [{ month, productId, leases: count }];
        }),
    ),
    turnover: [...turnover.values()],
    byCustomer: [...customers.values()].map(costOf).sort(dearestFirst),
  };
}

function count(products: Map<number, Map<Month, number>>, product: number, month: Month): void {
  const byMonth = products.get(product) ?? new Map<Month, number>();
  products.set(product, byMonth.set(month, (byMonth.get(month) ?? 0) + 1));
}

function add(
  customers: Map<number, CustomerSums>,
  { customerAccountId: accountId }: ReportableLease,
  costs: readonly CostMonth[],
): void {
  const byMonth = new Map<Month, { leases: number; cost: bigint }>();
  const sums = customers.get(accountId) ?? {
    ...{ accountId, leases: 0, cost: 0n, byMonth },
  };
  customers.set(accountId, sums);
  sums.leases += 1;
  for (const { month, cost } of costs) {
    const before = sums.byMonth.get(month) ?? { leases: 0, cost: 0n };
    sums.byMonth.set(month, { leases: before.leases + 1, cost: before.cost + cost });
    sums.cost += cost;
  }
}

const costOf = ({ byMonth, ...sums }: CustomerSums): CustomerCost => ({
  ...sums,
  months: [...byMonth]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, of]) => ({ month, ...of })),
});

const dearestFirst = (one: CustomerCost, other: CustomerCost): number =>
  one.cost === other.cost ? one.accountId - other.accountId : one.cost > other.cost ? -1 : 1;
