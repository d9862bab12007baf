import type { Day } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { PaymentMethodEntity } from '../../database/entities/payment.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { update } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** A card that is about to expire. */
export interface ExpiringCard {
  readonly pk: number;
  readonly accountId: number;
  readonly accountNumber: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiresOn: Day;
}

const d = table(PaymentMethodEntity, 'd');
const a = table(AccountEntity, 'a');
const FIND = select({
  pk: d.id,
  accountId: d.accountId,
  accountNumber: a.number,
  ...pick(d, 'brand', 'last4', 'expiresOn'),
}).from('payment_methods d JOIN accounts a ON a.id = d.account_id');
const PAYMENT_METHODS = table(PaymentMethodEntity);

/** Cards of which people are told that they expire, once each. */
export class ExpiringCardRepository {
  constructor(private readonly database: Queries) {}

  /**
   * Some of the cards, by key after a key, that end within these days and of which nobody was told yet; of each account
   * none but the one that is charged when nobody chooses.
   */
  find(
    scope: SystemScope,
    page: {
      readonly from: Day;
      readonly to: Day;
      readonly after: number;
      readonly size: number;
    },
  ): Promise<ExpiringCard[]> {
    const { from, to, after, size } = page;
    return this.database.rows(
      scope,
      sql`${FIND} WHERE d.id > ${after} AND d.removed_at IS NULL AND d.expires_on BETWEEN ${from} AND ${to} AND d.expiry_told_at IS NULL
            AND a.holder_user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment_methods o
                            WHERE o.account_id = d.account_id AND o.removed_at IS NULL
                              AND (o.is_default > d.is_default OR (o.is_default = d.is_default AND o.id < d.id)))
            AND ${reachAccounts('d.account_id')}
          ORDER BY d.id ${raw(`LIMIT ${size}`)}`,
    );
  }

  /** Notes that people are told. @returns false when they were, or the card was taken off. */
  async markNotified(scope: SystemScope, { pk }: ExpiringCard, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        PAYMENT_METHODS,
        { expiryToldAt: now },
        sql`WHERE id = ${pk} AND expiry_told_at IS NULL AND removed_at IS NULL AND ${reachAccounts('account_id')}`,
      ),
    );
    return found === 1;
  }
}
