import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';

/** A card as it is charged. */
export interface ChargeableCard {
  readonly gateway: string | null;
  readonly reference: string | null;
  readonly removed: number;
}

/** Cards on file, as far as a charge needs them, and by what name the gateway knows their account. */
export class ChargeableCardRepository {
  constructor(private readonly database: Queries) {}

  /** A card of the account, locked: it is not removed while an attempt is written down. */
  card(scope: Scope, accountId: number, key: number): Promise<ChargeableCard | null> {
    return this.database.row<ChargeableCard>(
      scope,
      sql`SELECT gateway, gateway_reference AS reference, removed_at IS NOT NULL AS removed FROM payment_methods
          WHERE id = ${key} AND account_id = ${accountId} AND ${reachAccounts('account_id')} FOR UPDATE`,
    );
  }

  /** Key of the card that is charged when nobody chooses; null when there is none. */
  async defaultCard(scope: Scope, accountId: number): Promise<number | null> {
    const row = await this.database.row<{ pk: number }>(
      scope,
      sql`SELECT id AS pk FROM payment_methods
          WHERE account_id = ${accountId} AND removed_at IS NULL AND ${reachAccounts('account_id')}
          ORDER BY is_default DESC, id LIMIT 1`,
    );
    return row?.pk ?? null;
  }

  /** The gateway's name of the account; null when it has none yet. */
  async customer(scope: Scope, accountId: number, gateway: string): Promise<string | null> {
    const row = await this.database.row<{ reference: string }>(
      scope,
      sql`SELECT reference FROM gateway_customers
          WHERE account_id = ${accountId} AND gateway = ${gateway} AND ${reachAccounts('account_id')}`,
    );
    return row?.reference ?? null;
  }
}
