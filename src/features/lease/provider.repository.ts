import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { Currency } from '../../domain/billing/money';
import type { ProviderFacts } from '../../domain/leasing/lease-life';
import { AccountEntity } from '../../database/entities/account.entity';
import { flag } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** A lease provider, as its leases see it. */
export interface Provider extends ProviderFacts {
  readonly pk: number;
  readonly name: string;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly currency: Currency;
}

const a = table(AccountEntity, 'a');
const FACTS = select({
  pk: a.id,
  ...pick(a, 'name', 'country', 'vatNumber', 'currency', 'leaseProvider'),
  hasCard: flag(
    'EXISTS (SELECT 1 FROM payment_methods m WHERE m.account_id = a.id AND m.removed_at IS NULL)',
  ),
  overdue: flag(
    `EXISTS (SELECT 1 FROM invoices i WHERE i.account_id = a.id AND i.status = 'OVERDUE')`,
  ),
}).from('accounts a');

/** What decides about the leases that an account may start. */
export class ProviderRepository {
  constructor(private readonly database: Queries) {}

  async facts(scope: Scope, accounts: readonly number[]): Promise<Provider[]> {
    const rows = await this.database.rows(
      scope,
      sql`${FACTS} WHERE a.id IN (${accounts}) AND ${reachAccounts('a.id')}`,
    );
    return rows.map((row) => ({
      ...row,
      leaseProvider: row.leaseProvider === 1,
      hasCard: row.hasCard === 1,
      overdue: row.overdue === 1,
    }));
  }

  /**
   * The account, locked until the transaction ends: everything that changes its leases waits for each other,
   * and for what bills them. @throws when it is out of reach.
   */
  async lock(scope: Scope, account: number): Promise<Provider> {
    await this.database.exists(
      scope,
      sql`SELECT id FROM accounts WHERE id = ${account} AND ${reachAccounts('id')} FOR UPDATE`,
    );
    const [provider] = await this.facts(scope, [account]);
    if (provider === undefined) throw new Error('The account is out of reach');
    return provider;
  }
}
