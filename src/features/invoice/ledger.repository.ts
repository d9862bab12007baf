import type { Posting } from '../../domain/billing/ledger';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, sql } from '../../database/sql';

/** A posting that is to be written. */
export interface NewPosting {
  readonly accountId: number;
  /** What is posted, once: `issue 4711`. A second posting of the same name is refused by the store. */
  readonly name: string;
  readonly currency: Currency;
  readonly sides: Posting;
}

/** How far apart the two sides of the ledger are, and where. */
export interface LedgerGap {
  readonly place: string;
  readonly amount: string;
}

/** The double-entry ledger under invoices and payments. */
export class LedgerRepository {
  constructor(private readonly database: Queries) {}

  /** Writes postings, in the transaction of what they tell of. @throws RangeError for one that does not add up to nothing. */
  async post(scope: Scope, postings: readonly NewPosting[], now: Date): Promise<void> {
    const rows = postings.flatMap(({ accountId, name, currency, sides }) => {
      if (sides.reduce((left, { amount }) => left + amount, 0n) !== 0n)
        throw new RangeError(`Posting ${name} does not add up to nothing`);
      return sides.map(
        ({ account, amount }) =>
          sql`(IF(${reachAccountKey(accountId)}, ${accountId}, NULL), ${name}, ${account}, ${currency}, ${amount}, ${now})`,
      );
    });
    if (rows.length === 0) return;
    await this.database.write(
      scope,
      sql`INSERT INTO ledger_entries (account_id, posting, ledger_account, currency, amount, created_at)
          VALUES ${join(rows, ', ')}`,
    );
  }

  /**
   * What does not add up: a currency whose entries are not zero together, and accounts whose receivables are
   * not what their invoices ask for, or whose credit is not what of their payments is for no invoice. Empty when all is
   * well.
   */
  async gaps(scope: Scope): Promise<LedgerGap[]> {
    return this.database.rows<LedgerGap>(
      scope,
      sql`SELECT CONCAT('all entries in ', currency) AS place, CAST(SUM(amount) AS CHAR) AS amount
            FROM ledger_entries WHERE ${reachAccounts('account_id')} GROUP BY currency HAVING SUM(amount) <> 0
          UNION ALL
          SELECT CONCAT('receivables of ', a.number), CAST(SUM(b.amount) AS CHAR) FROM (
            SELECT e.account_id, e.amount FROM ledger_entries e WHERE e.ledger_account = 'RECEIVABLE'
            UNION ALL
            SELECT i.account_id, i.paid + i.credited - i.total FROM invoices i WHERE i.kind <> 'SUMMARY'
            UNION ALL
            SELECT i.account_id, i.paid FROM invoices i
            WHERE i.kind = 'SUMMARY' AND i.status IN ('OPEN', 'OVERDUE')
          ) b JOIN accounts a ON a.id = b.account_id WHERE ${reachAccounts('a.id')}
          GROUP BY a.id, a.number HAVING SUM(b.amount) <> 0
          UNION ALL
          SELECT CONCAT('credit of ', a.number), CAST(SUM(b.amount) AS CHAR) FROM (
            SELECT e.account_id, e.amount FROM ledger_entries e WHERE e.ledger_account = 'CREDIT'
            UNION ALL
            SELECT y.account_id, y.amount FROM payments y WHERE y.status = 'SUCCEEDED'
            UNION ALL
            SELECT o.account_id, -o.amount FROM payment_allocations o JOIN payments y ON y.id = o.payment_id
            WHERE y.status = 'SUCCEEDED'
            UNION ALL
            SELECT r.account_id, -r.amount FROM payment_returns r
            WHERE r.invoice_id IS NULL AND r.ours = 0
          ) b JOIN accounts a ON a.id = b.account_id WHERE ${reachAccounts('a.id')}
          GROUP BY a.id, a.number HAVING SUM(b.amount) <> 0 LIMIT 20`,
    );
  }
}
