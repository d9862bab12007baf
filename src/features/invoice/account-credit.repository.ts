import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { integer, minorUnits } from '../../database/computed';
import { select } from '../../database/select';

const TAKEN = select({
  accountId: integer('t.accountId'),
  taken: minorUnits('CAST(SUM(t.amount) AS SIGNED)'),
}).fromLike('(SELECT account_id AS accountId, amount FROM ledger_entries) t');

/** What accounts have in credit. Whoever is about to use it has locked the account. */
export class AccountCreditRepository {
  constructor(private readonly database: Queries) {}

  /**
   * What each account can use, in minor units: what the ledger says, less what refunds and payments that are under way
   * are about to take. Every account is in it.
   */
  async available(scope: Scope, accounts: readonly number[]): Promise<Map<number, bigint>> {
    const rows = await this.database.rows(
      scope,
      sql`${TAKEN} FROM (
            SELECT e.account_id AS accountId, e.amount FROM ledger_entries e
            WHERE e.account_id IN (${accounts}) AND e.ledger_account = 'CREDIT' AND ${reachAccounts('e.account_id')}
            UNION ALL
            SELECT f.account_id, f.amount FROM refunds f
            WHERE f.account_id IN (${accounts}) AND f.status = 'PENDING' AND ${reachAccounts('f.account_id')}
            UNION ALL
            SELECT y.account_id, y.amount FROM payments y
            WHERE y.account_id IN (${accounts}) AND y.status = 'PENDING' AND y.kind = 'CREDIT'
              AND ${reachAccounts('y.account_id')}
          ) t GROUP BY t.accountId`,
    );
    const credit = new Map(accounts.map((key) => [key, 0n]));
    for (const { accountId, taken } of rows) credit.set(accountId, -BigInt(taken));
    return credit;
  }

  /** What one account can use. */
  async of(scope: Scope, account: number): Promise<bigint> {
    return (await this.available(scope, [account])).get(account) ?? 0n;
  }
}
