import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { Currency } from '../../domain/billing/money';
import { firstDay, lastDay, type Month } from '../../domain/billing/calendar';
import type { InvoicedLease, InvoicedTerm } from '../../domain/billing/lease-invoice';
import type { ReportableLease } from '../../domain/leasing/lease-report';
import { LeaseEntity, LeaseTermEntity } from '../../database/entities/lease.entity';
import { ProductEntity } from '../../database/entities/product.entity';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** A lease as the run of the 1st sees it. */
export interface BilledLease extends InvoicedLease {
  readonly accountId: number;
  readonly licenseId: number;
  readonly currency: Currency;
  readonly terms: readonly (InvoicedTerm & { readonly productId: number })[];
}

const e = table(LeaseEntity, 'e');
const t = table(LeaseTermEntity, 't');
const p = table(ProductEntity, 'p');
const BETWEEN = select({
  key: e.id,
  ...pick(e, 'number', 'customerAccountId', 'customerEmail'),
  ...pick(e, 'startedOn', 'stoppedOn'),
  from: t.validFrom,
  price: t.monthlyPrice,
  productId: t.productId,
  productName: p.name,
}).from(
  'leases e JOIN lease_terms t ON t.account_id = e.account_id AND t.lease_id = e.id JOIN products p ON p.id = t.product_id',
);
const OF_MONTH = select({
  key: e.id,
  ...pick(
    e,
    'number',
    'accountId',
    'licenseId',
    'currency',
    'customerEmail',
    'startedOn',
    'stoppedOn',
  ),
  from: t.validFrom,
  price: t.monthlyPrice,
  productId: t.productId,
  productName: p.name,
}).from(
  'leases e JOIN lease_terms t ON t.account_id = e.account_id AND t.lease_id = e.id JOIN products p ON p.id = t.product_id',
);

/** The leases of an account as its invoices and reports see them. */
export class LeaseFactsRepository {
  constructor(private readonly database: Queries) {}

  /** Those that may have been active between the months, both included, by key: one statement. */
  async between(scope: Scope, account: number, from: Month, to: Month): Promise<ReportableLease[]> {
    const rows = await this.database.rows(
      scope,
      sql`${BETWEEN} WHERE e.account_id = ${account} AND e.started_on <= ${lastDay(to)}
            AND (e.stopped_on IS NULL OR e.stopped_on >= ${firstDay(from)}) AND ${reachAccounts('e.account_id')}
          ORDER BY e.id, t.valid_from`,
    );
    return withTerms(rows, ({ from: since, price, productId, productName, ...lease }) => ({
      lease,
      term: { from: since, monthlyPrice: BigInt(price), productId, productName },
    }));
  }

  /** The leases of accounts that may have been active in a month, by account and key: one statement. */
  async ofMonth(scope: Scope, accounts: readonly number[], month: Month): Promise<BilledLease[]> {
    const rows = await this.database.rows(
      scope,
      sql`${OF_MONTH} WHERE e.account_id IN (${accounts}) AND e.started_on <= ${lastDay(month)}
            AND (e.stopped_on IS NULL OR e.stopped_on >= ${firstDay(month)}) AND ${reachAccounts('e.account_id')}
          ORDER BY e.account_id, e.id, t.valid_from`,
    );
    return withTerms(rows, ({ from, price, productId, productName, ...lease }) => ({
      lease,
      term: { from, monthlyPrice: BigInt(price), productId, productName },
    }));
  }
}

/** Leases of rows that bring one term each, a lease's rows after each other. */
function withTerms<Row, Lease extends { readonly key: number }, Term>(
  rows: readonly Row[],
  split: (row: Row) => { readonly lease: Lease; readonly term: Term },
): (Lease & { terms: Term[] })[] {
  const leases: (Lease & { terms: Term[] })[] = [];
  for (const row of rows) {
    const { lease, term } = split(row);
    const last = leases[leases.length - 1];
    if (last?.key === lease.key) last.terms.push(term);
    else leases.push({ ...lease, terms: [term] });
  }
  return leases;
}
