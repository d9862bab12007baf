import type { TaxedParty } from '../../domain/billing/tax';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { AccountEntity, FormerTaxFactsEntity } from '../../database/entities/account.entity';
import { insertInto } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

const a = table(AccountEntity, 'a');
const f = table(FormerTaxFactsEntity, 'f');
const AS_OF = select(pick(f, 'accountId', 'country', 'vatNumber')).from('former_tax_facts f');

/** What the tax of accounts depended on before it changed: their country and VAT number (R69). */
export class FormerTaxFactsRepository {
  constructor(private readonly database: Queries) {}

  /**
   * Keeps what is there until now, if it is to become something else. The account is locked; where the clocks of two
   * processes differ, a later change is dated after the one before.
   */
  async keep(
    scope: Scope,
    account: number,
    { country, vatNumber }: TaxedParty,
    now: Date,
  ): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        FormerTaxFactsEntity,
        {
          accountId: a.id,
          validUntil: sql`GREATEST(${now}, COALESCE((SELECT MAX(f.valid_until) FROM former_tax_facts f
            WHERE f.account_id = a.id), ${now}))`,
          country: a.country,
          vatNumber: a.vatNumber,
        },
        sql`FROM accounts a WHERE a.id = ${account} AND NOT (a.country = ${country} AND a.vat_number <=> ${vatNumber})
            AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  /** Country and VAT number of accounts as they stood at an instant. */
  async asOf<Account extends TaxedParty & { readonly pk: number }>(
    scope: Scope,
    accounts: readonly Account[],
    instant: Date,
  ): Promise<Map<number, TaxedParty>> {
    const facts = new Map<number, TaxedParty>(accounts.map((account) => [account.pk, account]));
    const rows = await this.database.rows(
      scope,
      sql`${AS_OF} WHERE f.account_id IN (${[...facts.keys()]}) AND f.valid_until > ${instant}
            AND ${reachAccounts('f.account_id')}
          ORDER BY f.valid_until DESC, f.id DESC`,
    );
    // The one that was left first after the instant is what stood then: it comes last.
    for (const { accountId, country, vatNumber } of rows)
      facts.set(accountId, { country, vatNumber });
    return facts;
  }
}
