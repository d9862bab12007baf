import type { CustomerRelation } from '../../domain/reselling/customer';
import type { Transaction } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { CustomerEntity } from '../../database/entities/customer.entity';
import { insertRows } from '../../database/changes';
import { select } from '../../database/select';
import { table } from '../../database/table';

const FLAG = { RESOLD: 'resold', LEASED: 'leased' } as const;

const k = table(CustomerEntity, 'k');
const KNOWN = select({ customerAccountId: k.customerAccountId }).from('customers k');

/** Writes down who becomes whose customer. */
export class CustomerWritesRepository {
  constructor(private readonly tx: Transaction) {}

  /**
   * Within the transaction that gives the accounts a license of the partner. Who has the relation already is left alone,
   * so that nobody waits for their rows.
   */
  async relate(
    scope: Scope,
    partner: number,
    accounts: readonly number[],
    relation: CustomerRelation,
    now: Date,
  ): Promise<void> {
    const flag = FLAG[relation];
    const known = await this.tx.rows(
      scope,
      sql`${KNOWN} WHERE k.account_id = ${partner} AND k.customer_account_id IN (${accounts})
          AND ${raw(`k.${flag}`)} = 1 AND ${reachAccounts('k.account_id')}`,
    );
    const there = new Set(known.map(({ customerAccountId }) => customerAccountId));
    const rows = [...new Set(accounts)]
      .filter((account) => !there.has(account))
      // In the order in which everybody makes them.
      .toSorted((one, other) => one - other)
      .map((customerAccountId) => ({
        accountId: sql`IF(${reachAccountKey(partner)}, ${partner}, NULL)`,
        customerAccountId,
        resold: relation === 'RESOLD',
        leased: relation === 'LEASED',
        createdAt: now,
      }));
    if (rows.length === 0) return;
    await this.tx.write(
      scope,
      sql`${insertRows(CustomerEntity, rows)} ON DUPLICATE KEY UPDATE ${raw(`${flag} = 1`)}`,
    );
  }
}
