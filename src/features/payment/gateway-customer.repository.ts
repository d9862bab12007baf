import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { GatewayCustomerEntity, PaymentMethodEntity } from '../../database/entities/payment.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto, update } from '../../database/changes';
import { known } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** A card on file by the gateway's name of it. */
export interface CardThere {
  readonly pk: number;
  readonly accountId: number;
  /** The gateway's name of the account. */
  readonly customer: string;
}

const a = table(AccountEntity, 'a');
const d = table(PaymentMethodEntity, 'd');
const c = table(GatewayCustomerEntity, 'c');
const ON_FILE = select({ pk: d.id, accountId: d.accountId, customer: c.reference }).from(
  'payment_methods d JOIN gateway_customers c ON c.account_id = d.account_id AND c.gateway = d.gateway',
);
const OF_CUSTOMER = select({ reference: known(d.gatewayReference) }).from(
  'gateway_customers c JOIN payment_methods d ON d.account_id = c.account_id AND d.gateway = c.gateway',
);
const GATEWAY_CUSTOMERS = table(GatewayCustomerEntity);

/** By what names gateways know accounts, and their cards. */
export class GatewayCustomerRepository {
  constructor(private readonly database: Queries) {}

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
      insertInto(
        GatewayCustomerEntity,
        { accountId: a.id, gateway, reference, createdAt: now },
        sql`FROM accounts a
          WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}
          ON DUPLICATE KEY UPDATE gateway_customers.reference = gateway_customers.reference`,
      ),
    );
  }

  /**
   * The account is another customer at the gateway from now on, for the one that it was there was deleted.
   * @returns false when somebody else said so before.
   */
  async replaceCustomer(
    scope: Scope,
    accountId: number,
    { gateway, deleted, made }: { gateway: string; deleted: string; made: string },
  ): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        GATEWAY_CUSTOMERS,
        { reference: made },
        sql`WHERE account_id = ${accountId} AND gateway = ${gateway} AND reference = ${deleted}
            AND ${reachAccounts('account_id')}`,
      ),
    );
    return found === 1;
  }

  /** The card on file that the gateway calls so; null when there is none. */
  onFile(scope: SystemScope, gateway: string, reference: string): Promise<CardThere | null> {
    return this.database.row(
      scope,
      sql`${ON_FILE} WHERE d.gateway = ${gateway} AND d.gateway_reference = ${reference} AND d.removed_at IS NULL
            AND ${reachAccounts('d.account_id')}`,
    );
  }

  /** The gateway's names of the cards on file of a customer. */
  async ofCustomer(scope: SystemScope, gateway: string, customer: string): Promise<string[]> {
    const rows = await this.database.rows(
      scope,
      sql`${OF_CUSTOMER} WHERE c.gateway = ${gateway} AND c.reference = ${customer} AND d.gateway_reference IS NOT NULL
            AND d.removed_at IS NULL AND ${reachAccounts('c.account_id')}`,
    );
    return rows.map(({ reference }) => reference);
  }
}
