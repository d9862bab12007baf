import type { Currency } from '../../domain/billing/money';
import type { GuestOrderStatus } from '../../domain/purchasing/guest-order';
import type { Queries } from '../../database/database';
import { reachAccounts, reachCredential } from '../../database/reach';
import type { CredentialScope, Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { WantedLine } from './basket.types';
import { AccountEntity } from '../../database/entities/account.entity';
import { GuestCartEntity } from '../../database/entities/cart.entity';
import { OrderEntity } from '../../database/entities/order.entity';
import { PaymentEntity } from '../../database/entities/payment.entity';
import { insertInto, update } from '../../database/changes';
import { known } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

/** A line that a guest wants, with the amount that it was shown with: minor units, null for none. */
export interface GuestLine extends WantedLine {
  readonly shown: string | null;
}

/** What was ordered of a guest's cart last. */
export interface GuestOrderRow {
  readonly pk: number;
  readonly status: GuestOrderStatus;
  readonly number: string | null;
  readonly currency: Currency;
  /** Minor units. */
  readonly total: bigint;
  readonly placedAt: Date | null;
  /** The payment, and until when it can be confirmed; null where there is none, and where nobody has to. */
  readonly paymentKey: number | null;
  readonly confirmBy: Date | null;
}

export interface GuestCartRow {
  readonly pk: number;
  readonly country: string;
  readonly lines: readonly GuestLine[];
  readonly expiresAt: Date;
  /** The account that is bought for; null while nobody has said who buys. */
  readonly accountId: number | null;
  /** Of the buyer, until the order is paid. */
  readonly vatNumber: string | null;
  readonly order: GuestOrderRow | null;
}

/** Who buys, beside what the account says. */
export interface GuestBuyer {
  readonly accountId: number;
  readonly fullName: string;
  readonly country: string;
  readonly expiresAt: Date;
}

const g = table(GuestCartEntity, 'g');
const a = outerTable(AccountEntity, 'a');
const o = outerTable(OrderEntity, 'o');
const y = outerTable(PaymentEntity, 'y');
const CART = select({
  pk: g.id,
  ...pick(g, 'country', 'wanted', 'expiresAt', 'accountId'),
  vatNumber: a.vatNumber,
  orderKey: o.id,
  ...pick(o, 'status', 'number', 'currency', 'total', 'placedAt'),
  paymentKey: y.id,
  confirmBy: y.confirmBy,
}).from(
  `guest_carts g LEFT JOIN accounts a ON a.id = g.account_id AND a.holder_user_id IS NULL
    LEFT JOIN orders o ON o.account_id = g.account_id AND o.id = g.order_id
    LEFT JOIN payments y ON y.account_id = o.account_id AND y.order_id = o.id AND y.kind = 'CARD'`,
);
const GUEST_CARTS = table(GuestCartEntity);
const BUYER = select({ fullName: known(GUEST_CARTS.buyerName) }).from('guest_carts');

function toRow({
  wanted,
  orderKey,
  status,
  number,
  currency,
  total,
  placedAt,
  paymentKey,
  confirmBy,
  ...row
}: RowOf<typeof CART>): GuestCartRow {
  const order =
    orderKey === null || status === null || currency === null
      ? null
      : { pk: orderKey, status, number, currency, total: BigInt(total ?? 0), placedAt };
  return {
    ...row,
    lines: JSON.parse(wanted) as GuestLine[],
    order: order && { ...order, paymentKey, confirmBy },
  };
}

/** Carts of guests. The scope is the hash of the token that opens one, or, for who has just opened it, its key. */
export class GuestCartRepository {
  constructor(private readonly database: Queries) {}

  /** The cart that a token opens; null when there is none, or none any more. */
  async byToken(scope: CredentialScope, now: Date): Promise<GuestCartRow | null> {
    const row = await this.database.row(
      scope,
      sql`${CART} WHERE ${reachCredential('g.token_hash')} AND g.expires_at > ${now}`,
    );
    return row && toRow(row);
  }

  /** The same, locked until the transaction ends. */
  async lock(scope: CredentialScope, now: Date): Promise<GuestCartRow | null> {
    const found = await this.database.exists(
      scope,
      sql`SELECT id FROM guest_carts WHERE ${reachCredential('token_hash')} FOR UPDATE`,
    );
    return found ? this.byToken(scope, now) : null;
  }

  /** The cart that was just filled; null when it is gone. */
  async byKey(scope: CredentialScope): Promise<GuestCartRow | null> {
    const row = await this.database.row(scope, sql`${CART} WHERE ${reachCredential('g.id')}`);
    return row && toRow(row);
  }

  /** @returns its key. */
  add(
    scope: CredentialScope,
    country: string,
    lines: readonly GuestLine[],
    now: Date,
    expiresAt: Date,
  ): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        GuestCartEntity,
        {
          tokenHash: sql`t.token_hash`,
          country,
          wanted: JSON.stringify(lines),
          createdAt: now,
          expiresAt,
        },
        sql`FROM (SELECT CAST(${scope.credential} AS BINARY(32)) AS token_hash) t WHERE ${reachCredential('t.token_hash')}`,
      ),
    );
  }

  async change(
    scope: CredentialScope,
    country: string,
    lines: readonly GuestLine[],
    expiresAt: Date,
  ): Promise<void> {
    await this.database.write(
      scope,
      update(
        GUEST_CARTS,
        {
          // From left to right: who buys is forgotten before the country is another one.
          orderId: sql`IF(country = ${country}, order_id, NULL)`,
          buyerName: sql`IF(country = ${country}, buyer_name, NULL)`,
          accountId: sql`IF(country = ${country}, account_id, NULL)`,
          country,
          wanted: JSON.stringify(lines),
          expiresAt,
        },
        sql`WHERE ${reachCredential('token_hash')}`,
      ),
    );
  }

  /** Notes who buys. What was ordered for another account before is not tied to the cart any more. */
  async setBuyer(
    scope: CredentialScope,
    { accountId, fullName, country, expiresAt }: GuestBuyer,
  ): Promise<void> {
    await this.database.write(
      scope,
      update(
        GUEST_CARTS,
        {
          orderId: sql`IF(account_id <=> ${accountId}, order_id, NULL)`,
          accountId,
          buyerName: fullName,
          country,
          expiresAt,
        },
        sql`WHERE ${reachCredential('token_hash')}`,
      ),
    );
  }

  /** Notes what was ordered of it. */
  async setOrder(scope: CredentialScope, orderId: number, expiresAt: Date): Promise<void> {
    await this.database.write(
      scope,
      update(GUEST_CARTS, { orderId, expiresAt }, sql`WHERE ${reachCredential('token_hash')}`),
    );
  }

  /** Full name of who buys for an account; null when the cart is gone. */
  async buyerOf(scope: Scope, accountId: number): Promise<string | null> {
    const row = await this.database.row(
      scope,
      sql`${BUYER} WHERE account_id = ${accountId} AND buyer_name IS NOT NULL AND ${reachAccounts('account_id')}`,
    );
    return row?.fullName ?? null;
  }

  /** What was ordered leaves the cart, and who has bought is known no more by it. */
  async empty(scope: Scope, accountId: number): Promise<void> {
    await this.database.write(
      scope,
      update(
        GUEST_CARTS,
        { wanted: '[]', buyerName: null },
        sql`WHERE account_id = ${accountId} AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  async remove(scope: CredentialScope): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM guest_carts WHERE ${reachCredential('token_hash')}`,
    );
  }
}
