import type { CardDetails } from './gateway/gateway.types';
import type { Day } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { PaymentEntity, PaymentMethodEntity } from '../../database/entities/payment.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto, update } from '../../database/changes';
import { decimal, flag, known, like, orNull } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** A card as those see it who look after the account's cards. */
export interface LockedCard {
  readonly pk: number;
  readonly accountId: number;
  readonly brand: string;
  readonly last4: string;
  readonly expiresOn: Day;
  readonly isDefault: number;
  /** Who can charge it; null for nobody. */
  readonly gateway: string | null;
}

/** A card on file, with what the gateway says of it. */
export interface KnownCard {
  readonly pk: number;
  readonly brand: string;
  readonly last4: string;
  readonly expiresOn: Day;
  readonly reference: string;
}

const PAYMENT_METHODS = table(PaymentMethodEntity);
const LOCK_ALL = select({
  pk: PAYMENT_METHODS.id,
  ...pick(PAYMENT_METHODS, 'accountId', 'brand', 'last4', 'expiresOn', 'isDefault', 'gateway'),
}).from('payment_methods');
const a = table(AccountEntity, 'a');
const KNOWN_CARD = select({
  pk: PAYMENT_METHODS.id,
  ...pick(PAYMENT_METHODS, 'brand', 'last4', 'expiresOn'),
  reference: known(PAYMENT_METHODS.gatewayReference),
}).from('payment_methods');
const RENAME = select({
  gateway: PAYMENT_METHODS.gateway,
  reference: PAYMENT_METHODS.gatewayReference,
}).from('payment_methods');
const d = table(PaymentMethodEntity, 'd');
const y = table(PaymentEntity, 'y');
const IS_ON_TRIAL = select({
  came: orNull(like(y.newCard, 'MAX(y.new_card)')),
  paid: orNull(decimal(`SUM(y.status = 'SUCCEEDED')`)),
}).from('payments y');
const BY_REFERENCE = select({
  pk: PAYMENT_METHODS.id,
  removed: flag('removed_at IS NOT NULL'),
}).from('payment_methods');

/** Cards on file: added, chosen, taken off. The account is locked by whoever calls. */
export class CardRepository {
  constructor(private readonly database: Queries) {}

  /** The cards that are on file, locked, oldest first. */
  lockAll(scope: Scope, accountId: number): Promise<LockedCard[]> {
    return this.database.rows(
      scope,
      sql`${LOCK_ALL} WHERE account_id = ${accountId} AND removed_at IS NULL AND ${reachAccounts('account_id')}
          ORDER BY id FOR UPDATE`,
    );
  }

  /** @returns the key of the new card. @throws a duplicate when it is on file already. */
  add(
    scope: Scope,
    accountId: number,
    gateway: string,
    { reference, brand, last4, expiresOn, fingerprint }: CardDetails,
    now: Date,
  ): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        PaymentMethodEntity,
        {
          accountId: a.id,
          gateway,
          gatewayReference: reference,
          brand,
          last4,
          expiresOn,
          fingerprint,
          isDefault: false,
          createdAt: now,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  /**
   * Writes down how a card is now: banks renew them, and of a renewed one people are told anew when it ends.
   * @returns false when it was known like that.
   */
  async renew(
    scope: Scope,
    key: number,
    { brand, last4, expiresOn, fingerprint }: CardDetails,
  ): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        PAYMENT_METHODS,
        {
          expiryToldAt: sql`IF(expires_on < ${expiresOn}, NULL, expiry_told_at)`,
          brand,
          last4,
          expiresOn,
          fingerprint,
        },
        sql`WHERE id = ${key} AND ${reachAccounts('account_id')}
            AND NOT (brand = ${brand} AND last4 = ${last4} AND expires_on = ${expiresOn}
                     AND fingerprint <=> ${fingerprint})`,
      ),
    );
    return found === 1;
  }

  /** A card with what is known of it; null when it is out of reach, or its gateway has forgotten it. */
  byKey(scope: Scope, key: number): Promise<KnownCard | null> {
    return this.database.row(
      scope,
      sql`${KNOWN_CARD} WHERE id = ${key} AND gateway_reference IS NOT NULL AND ${reachAccounts('account_id')} FOR UPDATE`,
    );
  }

  /** The card on file that is the same one; null when there is none. */
  same(
    scope: Scope,
    accountId: number,
    gateway: string,
    fingerprint: string,
  ): Promise<KnownCard | null> {
    return this.database.row(
      scope,
      sql`${KNOWN_CARD} WHERE account_id = ${accountId} AND gateway = ${gateway} AND fingerprint = ${fingerprint}
            AND removed_at IS NULL AND ${reachAccounts('account_id')} ORDER BY id LIMIT 1 FOR UPDATE`,
    );
  }

  /**
   * The gateway knows a card by another name from now on. The former name stays, with a card that is taken off, until
   * the gateway has forgotten it.
   */
  async rename(scope: Scope, key: number, reference: string, now: Date): Promise<void> {
    const former = await this.database.row(
      scope,
      sql`${RENAME} WHERE id = ${key} AND ${reachAccounts('account_id')}`,
    );
    if (former === null || former.reference === reference) return;
    await this.database.write(
      scope,
      update(
        PAYMENT_METHODS,
        { gatewayReference: reference },
        sql`WHERE id = ${key} AND ${reachAccounts('account_id')}`,
      ),
    );
    await this.database.write(
      scope,
      insertInto(
        PaymentMethodEntity,
        {
          accountId: d.accountId,
          gateway: former.gateway,
          gatewayReference: former.reference,
          brand: d.brand,
          last4: d.last4,
          expiresOn: d.expiresOn,
          fingerprint: d.fingerprint,
          isDefault: false,
          createdAt: now,
          removedAt: now,
        },
        sql`FROM payment_methods d WHERE d.id = ${key} AND ${reachAccounts('d.account_id')}`,
      ),
    );
  }

  /** Makes one card the default, and no other; null: none. */
  async setDefault(scope: Scope, accountId: number, key: number | null): Promise<void> {
    await this.database.write(
      scope,
      update(
        PAYMENT_METHODS,
        { isDefault: sql`(id <=> ${key})` },
        sql`WHERE account_id = ${accountId} AND removed_at IS NULL AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  /** It stays for the payments that were made by it. */
  async remove(scope: Scope, key: number, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        PAYMENT_METHODS,
        { removedAt: now, isDefault: false },
        sql`WHERE id = ${key} AND removed_at IS NULL AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  /** Whether an attempt by this card waits for its outcome. */
  async isInUse(scope: Scope, key: number): Promise<boolean> {
    return this.database.exists(
      scope,
      sql`SELECT 1 FROM payments y JOIN payment_methods d ON d.account_id = y.account_id AND d.id = y.payment_method_id
          WHERE d.id = ${key} AND y.status = 'PENDING' AND ${reachAccounts('y.account_id')} LIMIT 1`,
    );
  }

  /** Whether a card came with an order, and has paid nothing since. */
  async isOnTrial(scope: Scope, accountId: number, key: number): Promise<boolean> {
    const row = await this.database.row(
      scope,
      sql`${IS_ON_TRIAL} WHERE y.account_id = ${accountId} AND y.payment_method_id = ${key} AND ${reachAccounts('y.account_id')}`,
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
      sql`${BY_REFERENCE} WHERE gateway = ${gateway} AND gateway_reference = ${reference} AND account_id = ${accountId}
            AND ${reachAccounts('account_id')} FOR UPDATE`,
    );
  }
}
