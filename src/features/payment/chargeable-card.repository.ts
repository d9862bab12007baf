import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { GatewayCustomerEntity, PaymentMethodEntity } from '../../database/entities/payment.entity';
import { flag } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** A card as it is charged. */
export interface ChargeableCard {
  readonly gateway: string | null;
  readonly reference: string | null;
  readonly removed: number;
}

const PAYMENT_METHODS = table(PaymentMethodEntity);
const CARD = select({
  gateway: PAYMENT_METHODS.gateway,
  reference: PAYMENT_METHODS.gatewayReference,
  removed: flag('removed_at IS NOT NULL'),
}).from('payment_methods');
const DEFAULT_CARD = select({ pk: PAYMENT_METHODS.id }).from('payment_methods');
const GATEWAY_CUSTOMERS = table(GatewayCustomerEntity);
const CUSTOMER = select({ reference: GATEWAY_CUSTOMERS.reference }).from('gateway_customers');

/** Cards on file, as far as a charge needs them, and by what name the gateway knows their account. */
export class ChargeableCardRepository {
  constructor(private readonly database: Queries) {}

  /** A card of the account, locked: it is not removed while an attempt is written down. */
  card(scope: Scope, accountId: number, key: number): Promise<ChargeableCard | null> {
    return this.database.row(
      scope,
      sql`${CARD} WHERE id = ${key} AND account_id = ${accountId} AND ${reachAccounts('account_id')} FOR UPDATE`,
    );
  }

  /** Key of the card that is charged when nobody chooses; null when there is none. */
  async defaultCard(scope: Scope, accountId: number): Promise<number | null> {
    const row = await this.database.row(
      scope,
      sql`${DEFAULT_CARD} WHERE account_id = ${accountId} AND removed_at IS NULL AND ${reachAccounts('account_id')}
          ORDER BY is_default DESC, id LIMIT 1`,
    );
    return row?.pk ?? null;
  }

  /** The gateway's name of the account; null when it has none yet. */
  async customer(scope: Scope, accountId: number, gateway: string): Promise<string | null> {
    const row = await this.database.row(
      scope,
      sql`${CUSTOMER} WHERE account_id = ${accountId} AND gateway = ${gateway} AND ${reachAccounts('account_id')}`,
    );
    return row?.reference ?? null;
  }
}
