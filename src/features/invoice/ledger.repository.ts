import type { Posting } from '../../domain/billing/ledger';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { LedgerEntryEntity } from '../../database/entities/ledger-entry.entity';
import { insertRows } from '../../database/changes';
import { text } from '../../database/computed';
import { select } from '../../database/select';

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

const CURRENCY_GAPS = select({
  place: text(`CONCAT('all entries in ', currency)`),
  amount: text('CAST(SUM(amount) AS CHAR)'),
}).from('ledger_entries');

/** The double-entry ledger under invoices and payments. */
export class LedgerRepository {
  constructor(private readonly database: Queries) {}

  /** Writes postings, in the transaction of what they tell of. @throws RangeError for one that does not add up to nothing. */
  async post(scope: Scope, postings: readonly NewPosting[], now: Date): Promise<void> {
    const rows = postings.flatMap(({ accountId, name, currency, sides }) => {
      if (sides.reduce((left, { amount }) => left + amount, 0n) !== 0n)
        throw new RangeError(`Posting ${name} does not add up to nothing`);
      const own = sql`IF(${reachAccountKey(accountId)}, ${accountId}, NULL)`;
      return sides.map(({ account, amount }) => ({
        accountId: own,
        posting: name,
        ledgerAccount: account,
        currency,
        amount,
        createdAt: now,
      }));
    });
    if (rows.length === 0) return;
    await this.database.write(scope, insertRows(LedgerEntryEntity, rows));
  }

  /**
   * What does not add up: a currency whose entries are not zero together; accounts whose receivables are not what their
   * invoices ask for, or whose credit is not what payments brought beyond what invoices were paid; credit that was used
   * twice; invoices that were paid too much. Empty when all is well.
   */
  async gaps(scope: Scope): Promise<LedgerGap[]> {
    return this.database.rows(
      scope,
      sql`${CURRENCY_GAPS} WHERE ${reachAccounts('account_id')} GROUP BY currency HAVING SUM(amount) <> 0
          UNION ALL
          SELECT CONCAT(b.what, ' of ', a.number), CAST(SUM(b.amount) AS CHAR) FROM (
            SELECT 'receivables' AS what, e.account_id, e.amount FROM ledger_entries e
            WHERE e.ledger_account = 'RECEIVABLE'
            UNION ALL
            SELECT 'receivables', i.account_id, i.paid + i.credited - i.total FROM invoices i
            WHERE i.kind <> 'SUMMARY'
            UNION ALL
            SELECT 'receivables', i.account_id, i.paid FROM invoices i
            WHERE i.kind = 'SUMMARY' AND i.status IN ('OPEN', 'OVERDUE')
            UNION ALL
            SELECT 'credit', e.account_id, e.amount FROM ledger_entries e WHERE e.ledger_account = 'CREDIT'
            UNION ALL
            SELECT 'credit', y.account_id, y.amount - y.refunded FROM payments y
            WHERE y.status = 'SUCCEEDED' AND y.kind <> 'CREDIT'
            UNION ALL
            SELECT 'credit', p.account_id, -p.held FROM disputes p
            UNION ALL
            SELECT 'credit', r.account_id, r.amount FROM payment_returns r WHERE r.ours = 1
            UNION ALL
            SELECT 'credit', i.account_id, -i.paid FROM invoices i
            WHERE i.kind <> 'SUMMARY' OR i.status IN ('OPEN', 'OVERDUE')
          ) b JOIN accounts a ON a.id = b.account_id WHERE ${reachAccounts('a.id')}
          GROUP BY a.id, a.number, b.what HAVING SUM(b.amount) <> 0
          UNION ALL
          SELECT CONCAT('credit used twice by ', a.number), CAST(SUM(e.amount) AS CHAR)
            FROM ledger_entries e JOIN accounts a ON a.id = e.account_id
            WHERE e.ledger_account = 'CREDIT' AND ${reachAccounts('a.id')}
            GROUP BY a.id, a.number HAVING SUM(e.amount) > 0
          UNION ALL
          SELECT CONCAT('paid too much: ', i.number), CAST(i.paid + i.credited - i.total AS CHAR) FROM invoices i
            WHERE i.paid + i.credited > i.total AND ${reachAccounts('i.account_id')}
          LIMIT 20`,
    );
  }
}
