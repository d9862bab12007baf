import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { firstDay, lastDay, type Day, type Month } from '../../domain/billing/calendar';
import type { ReportableLease } from '../../domain/billing/lease-report';

interface Stored {
  readonly key: number;
  readonly number: string;
  readonly customerAccountId: number;
  readonly customerEmail: string;
  readonly customerName: string;
  readonly customerAccountEmail: string;
  readonly startedOn: Day;
  readonly stoppedOn: Day | null;
  readonly from: Day;
  readonly price: string | number;
  readonly productId: number;
  readonly productName: string;
}

/** The leases of an account as its invoices and reports see them. */
export class LeaseFactsRepository {
  constructor(private readonly database: Queries) {}

  /** Those that may have been active between the months, both included, by key: one statement. */
  async between(scope: Scope, account: number, from: Month, to: Month): Promise<ReportableLease[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`SELECT e.id AS \`key\`, e.number, e.customer_account_id AS customerAccountId, e.customer_email AS customerEmail,
            c.name AS customerName, c.email AS customerAccountEmail, e.started_on AS startedOn, e.stopped_on AS stoppedOn, t.valid_from AS \`from\`,
            t.monthly_price AS price, t.product_id AS productId, p.name AS productName
          FROM leases e JOIN accounts c ON c.id = e.customer_account_id
          JOIN lease_terms t ON t.account_id = e.account_id AND t.lease_id = e.id
          JOIN products p ON p.id = t.product_id
          WHERE e.account_id = ${account} AND e.started_on <= ${lastDay(to)}
            AND (e.stopped_on IS NULL OR e.stopped_on >= ${firstDay(from)}) AND ${reachAccounts('e.account_id')}
          ORDER BY e.id, t.valid_from`,
    );
    const leases: (ReportableLease & { terms: ReportableLease['terms'][number][] })[] = [];
    for (const { from: since, price, productId, productName, ...lease } of rows) {
      const term = { from: since, monthlyPrice: BigInt(price), productId, productName };
      const last = leases[leases.length - 1];
      if (last?.key === lease.key) last.terms.push(term);
      else leases.push({ ...lease, terms: [term] });
    }
    return leases;
  }
}
