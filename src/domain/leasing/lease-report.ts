import { monthBefore, monthOf, type Month } from '../billing/calendar';
import { lastTermOf, leaseCharge } from '../billing/lease-charge';
import type { InvoicedLease, InvoicedTerm } from '../billing/lease-invoice';

/** A lease, as far as reports are concerned. */
export interface ReportableLease extends InvoicedLease {
  readonly customerAccountId: number;
  readonly customerName: string;
  /** Of the customer's account. */
  readonly customerAccountEmail: string;
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
/** What the leases of a customer cost in a month; null for all customers that are not named. */
export interface CustomerMonth {
  readonly month: Month;
  readonly customer: {
    readonly accountId: number;
    readonly name: string;
    readonly email: string;
  } | null;
  readonly leases: number;
  /** Minor units, before tax. */
  readonly cost: bigint;
}
export interface LeaseReport {
  readonly byProduct: readonly ProductMonth[];
  readonly turnover: readonly TurnoverMonth[];
  readonly byCustomer: readonly CustomerMonth[];
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
  readonly name: string;
  readonly email: string;
  total: bigint;
  readonly byMonth: Map<Month, { leases: number; cost: bigint }>;
}

/**
 * What an account leased in some months (R46): rows by month, months without any among the turnover too, the
 * products in the order of their keys, the customers that cost most first, and whoever is not named last. Costs
 * are those of the lease invoices, line by line (R52).
 *
 * @param leases - of one account, each once
 * @param named - how many customers are named; the others are summed up
 */
export function leaseReport(
  months: readonly Month[],
  leases: Iterable<ReportableLease>,
  named: number,
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
    for (const month of months) {
      const charge = leaseCharge(month, lease);
      if (charge === null) continue;
      const of = turnover.get(month);
      if (of !== undefined) of.active += 1;
      const product = lastTermOf(lease.terms, charge)?.productId;
      if (product !== undefined) count(products, product, month);
      add(customers, lease, month, charge.amount);
    }
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
    byCustomer: customerRows(months, [...customers.values()], named),
  };
}

function count(products: Map<number, Map<Month, number>>, product: number, month: Month): void {
  const byMonth = products.get(product) ?? new Map<Month, number>();
  products.set(product, byMonth.set(month, (byMonth.get(month) ?? 0) + 1));
}

function add(
  customers: Map<number, CustomerSums>,
  {
    customerAccountId: accountId,
    customerName: name,
    customerAccountEmail: email,
  }: ReportableLease,
  month: Month,
  amount: bigint,
): void {
  const sums = customers.get(accountId) ?? {
    accountId,
    name,
    email,
    total: 0n,
    byMonth: new Map<Month, { leases: number; cost: bigint }>(),
  };
  customers.set(accountId, sums);
  sums.total += amount;
  const { leases, cost } = sums.byMonth.get(month) ?? { leases: 0, cost: 0n };
  sums.byMonth.set(month, { leases: leases + 1, cost: cost + amount });
}

function customerRows(
  months: readonly Month[],
  customers: CustomerSums[],
  named: number,
): CustomerMonth[] {
  customers.sort((one, other) =>
    one.total === other.total ? one.accountId - other.accountId : one.total > other.total ? -1 : 1,
  );
  return months.flatMap((month) => {
    const rows = customers.slice(0, named).flatMap(({ accountId, name, email, byMonth }) => {
      const sums = byMonth.get(month);
      return sums === undefined ? [] : [{ month, customer: { accountId, name, email }, ...sums }];
    });
    let [leases, cost] = [0, 0n];
    for (const { byMonth } of customers.slice(named)) {
      const sums = byMonth.get(month);
      leases += sums?.leases ?? 0;
      cost += sums?.cost ?? 0n;
    }
    return leases === 0 ? rows : [...rows, { month, customer: null, leases, cost }];
  });
}
