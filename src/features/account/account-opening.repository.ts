import { randomInt } from 'node:crypto';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachCredential } from '../../database/reach';
import type { CredentialScope } from '../../database/scope';
import { sql } from '../../database/sql';

export interface NewAccount {
  readonly name: string;
  /** Normalised. */
  readonly email: string;
  readonly address: string;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly currency: Currency;
}

/**
 * Eight digits drawn by chance: an attempt that is undone or rehearsed uses none up, accounts that are opened at once
 * wait for no counter, and nobody reads from two of them how many customers there are. Of two equal ones the second is
 * a duplicate, and its transaction runs again.
 */
const newNumber = (): string => `AC-${randomInt(10_000_000, 100_000_000)}`;

/** Opens accounts for a person, who is named by their address and becomes the holder (R1, R2). */
export class AccountOpeningRepository {
  constructor(private readonly database: Queries) {}

  /** @returns the key of the new account. @throws when nobody has the address. */
  async open(scope: CredentialScope, account: NewAccount, now: Date): Promise<number> {
    const { name, email, address, country, vatNumber, currency } = account;
    const key = await this.database.insert(
      scope,
      sql`INSERT INTO accounts (number, name, email, address, country, vat_number, currency, holder_user_id,
            mailing_preference, reseller, lease_provider, discount_basis_points, created_at)
          SELECT ${newNumber()}, ${name}, ${email}, ${address}, ${country}, ${vatNumber},
            ${currency}, u.id, 'ALL', 0, 0, 0, ${now}
          FROM users u WHERE ${reachCredential('u.email')}`,
    );
    await this.database.insert(
      scope,
      sql`INSERT INTO memberships (account_id, user_id, status, may_activate_licenses, may_make_purchases,
            may_pay_invoices, may_resell, may_provide_leases, alert_invoice_created,
            alert_summary_invoice_created, alert_lease_assigned, alert_resold_license_assigned,
            marketing_mail, created_at)
          SELECT a.id, u.id, 'ACTIVE', 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ${now}
          FROM accounts a JOIN users u ON u.id = a.holder_user_id
          WHERE a.id = ${key} AND ${reachCredential('u.email')}`,
    );
    return key;
  }
}
