import { accountCurrency, type OfferedCurrency } from '../../domain/billing/account-currency';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { CurrencyEntity } from '../../database/entities/currency.entity';
import { reachEveryone } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { pick, select } from '../../database/select';
import { sql } from '../../database/sql';
import { table } from '../../database/table';

/** A currency of the vendor, as it is stored. */
export interface StoredCurrency extends OfferedCurrency {
  readonly name: string;
}

const c = table(CurrencyEntity, 'c');
const CURRENCIES = select(pick(c, 'code', 'name', 'countries', 'isDefault', 'withdrawnAt')).from(
  'currencies c',
);

/** Currencies are published: every scope reaches all of them. */
export class CurrencyRepository {
  constructor(private readonly database: Queries) {}

  /** All that are or were sold in, the default first, then by code. */
  async all(scope: Scope): Promise<StoredCurrency[]> {
    const rows = await this.database.rows(
      scope,
      sql`${CURRENCIES} WHERE ${reachEveryone} ORDER BY c.is_default DESC, c.code`,
    );
    return rows.map(({ code, name, countries, isDefault, withdrawnAt }) => ({
      code,
      name,
      countries: countries === '' ? [] : countries.split(' '),
      isDefault: isDefault === 1,
      withdrawn: withdrawnAt !== null,
    }));
  }

  /** The currency of an account that is opened from a country. @throws Refusal NO_CURRENCY. */
  async ofCountry(scope: Scope, country: string): Promise<Currency> {
    return accountCurrency(country, await this.all(scope));
  }
}
