import type { CardDetails } from './gateway/gateway.types';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';

/** A card as those see it who look after the account's cards. */
export interface LockedCard {
  readonly pk: number;
  readonly accountId: number;
  readonly brand: string;
  readonly last4: string;
  readonly isDefault: number;
}

/** A card that was taken off, and that its gateway is still to forget. */
export interface ForgottenCard {
  readonly pk: number;
  readonly reference: string;
}

/** Cards on file: added, chosen, taken off. The account is locked by whoever calls. */
export class CardRepository {
  constructor(private readonly database: Queries) {}

  /** The cards that are on file, locked, oldest first. */
  lockAll(scope: Scope, accountId: number): Promise<LockedCard[]> {
    return this.database.rows<LockedCard>(
      scope,
      sql`SELECT id AS pk, account_id AS accountId, brand, last4, is_default AS isDefault FROM payment_methods
          WHERE account_id = ${accountId} AND removed_at IS NULL AND ${reachAccounts('account_id')}
          ORDER BY id FOR UPDATE`,
    );
  }

  /** @returns the key of the new card. @throws a duplicate when it is on file already. */
  add(
    scope: Scope,
    accountId: number,
    gateway: string,
    { reference, brand, last4, expiresOn }: CardDetails,
    now: Date,
  ): Promise<number> {
    return this.database.insert(
      scope,
      sql`INSERT INTO payment_methods (account_id, gateway, gateway_reference, brand, last4, expires_on, is_default, created_at)
          SELECT a.id, ${gateway}, ${reference}, ${brand}, ${last4}, ${expiresOn}, 0, ${now}
          FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
    );
  }

  /** Makes one card the default, and no other; null: none. */
  async setDefault(scope: Scope, accountId: number, key: number | null): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE payment_methods SET is_default = (id <=> ${key})
          WHERE account_id = ${accountId} AND removed_at IS NULL AND ${reachAccounts('account_id')}`,
    );
  }

  /** It stays for the payments that were made by it. */
  async remove(scope: Scope, key: number, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE payment_methods SET removed_at = ${now}, is_default = 0
          WHERE id = ${key} AND removed_at IS NULL AND ${reachAccounts('account_id')}`,
    );
  }

  /** Whether an attempt by this card waits for its outcome. */
  async isInUse(scope: Scope, key: number): Promise<boolean> {
    const row = await this.database.row(
      scope,
      sql`SELECT 1 FROM payments y JOIN payment_methods d ON d.account_id = y.account_id AND d.id = y.payment_method_id
          WHERE d.id = ${key} AND y.status = 'PENDING' AND ${reachAccounts('y.account_id')} LIMIT 1`,
    );
    return row !== null;
  }

  /** Whether a card came with an order, and has paid nothing since. */
  async isOnTrial(scope: Scope, accountId: number, key: number): Promise<boolean> {
    const row = await this.database.row<{ came: number | null; paid: string | number | null }>(
      scope,
      sql`SELECT MAX(y.new_card) AS came, SUM(y.status = 'SUCCEEDED') AS paid FROM payments y
          WHERE y.account_id = ${accountId} AND y.payment_method_id = ${key} AND ${reachAccounts('y.account_id')}`,
    );
    return row?.came === 1 && Number(row.paid) === 0;
  }

  /** A card by the gateway's name of it, on file or not; null when the account never had it. */
  byReference(
    scope: Scope,
    accountId: number,
    gateway: string,
    reference: string,
  ): Promise<{ readonly pk: number; readonly removed: number } | null> {
    return this.database.row(
      scope,
      sql`SELECT id AS pk, removed_at IS NOT NULL AS removed FROM payment_methods
          WHERE gateway = ${gateway} AND gateway_reference = ${reference} AND account_id = ${accountId}
            AND ${reachAccounts('account_id')} FOR UPDATE`,
    );
  }

  /** Writes down the gateway's name of the account; what is there already stays. */
  async setCustomer(
    scope: Scope,
    accountId: number,
    gateway: string,
    reference: string,
    now: Date,
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`INSERT INTO gateway_customers (account_id, gateway, reference, created_at)
          SELECT a.id, ${gateway}, ${reference}, ${now} FROM accounts a
          WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}
          ON DUPLICATE KEY UPDATE gateway_customers.reference = gateway_customers.reference`,
    );
  }

  /** Cards that were taken off and that this gateway is still to forget. */
  toForget(
    scope: Scope,
    gateway: string,
    { now, size }: { readonly now: Date; readonly size: number },
  ): Promise<ForgottenCard[]> {
    return this.database.rows<ForgottenCard>(
      scope,
      sql`SELECT id AS pk, gateway_reference AS reference FROM payment_methods
          WHERE removed_at IS NOT NULL AND gateway = ${gateway} AND gateway_reference IS NOT NULL
            AND (forget_at IS NULL OR forget_at <= ${now}) AND ${reachAccounts('account_id')}
          ORDER BY id ${raw(`LIMIT ${size}`)}`,
    );
  }

  /** The gateway could not forget a card: it is asked again from then on. */
  async forgetAt(scope: Scope, key: number, at: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE payment_methods SET forget_at = ${at}
          WHERE id = ${key} AND removed_at IS NOT NULL AND ${reachAccounts('account_id')}`,
    );
  }

  async forgotten(scope: Scope, key: number): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE payment_methods SET gateway = NULL, gateway_reference = NULL
          WHERE id = ${key} AND removed_at IS NOT NULL AND ${reachAccounts('account_id')}`,
    );
  }
}
