import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { PaymentMethodEntity } from '../../database/entities/payment.entity';
import { update } from '../../database/changes';
import { known } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** A card that was taken off, and that its gateway is still to forget. */
export interface ForgottenCard {
  readonly pk: number;
  readonly reference: string;
}

const PAYMENT_METHODS = table(PaymentMethodEntity);
const d = table(PaymentMethodEntity, 'd');
const TO_FORGET = select({ pk: d.id, reference: known(d.gatewayReference) }).from(
  'payment_methods d',
);

/** Cards that were taken off an account, until their gateway has forgotten them. */
export class ForgottenCardRepository {
  constructor(private readonly database: Queries) {}

  /**
   * Cards that were taken off and that this gateway is still to forget; not while a payment of the account is under
   * way, which may be by a name that its card had before.
   */
  toForget(
    scope: Scope,
    gateway: string,
    { now, size }: { readonly now: Date; readonly size: number },
  ): Promise<ForgottenCard[]> {
    return this.database.rows(
      scope,
      sql`${TO_FORGET} WHERE d.removed_at IS NOT NULL AND d.gateway = ${gateway} AND d.gateway_reference IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM payments y WHERE y.account_id = d.account_id AND y.status = 'PENDING')
            AND (d.forget_at IS NULL OR d.forget_at <= ${now}) AND ${reachAccounts('d.account_id')}
          ORDER BY d.id ${raw(`LIMIT ${size}`)}`,
    );
  }

  /** The gateway could not forget a card: it is asked again from then on. */
  async forgetAt(scope: Scope, key: number, at: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        PAYMENT_METHODS,
        { forgetAt: at },
        sql`WHERE id = ${key} AND removed_at IS NOT NULL AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  async forgotten(scope: Scope, key: number): Promise<void> {
    await this.database.write(
      scope,
      update(
        PAYMENT_METHODS,
        { gateway: null, gatewayReference: null },
        sql`WHERE id = ${key} AND removed_at IS NOT NULL AND ${reachAccounts('account_id')}`,
      ),
    );
  }
}
