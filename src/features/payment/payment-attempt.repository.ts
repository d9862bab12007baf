import type { Currency } from '../../domain/billing/money';
import { NOT_TRIED, type FailedAttempts } from '../../domain/billing/dunning';
import type { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import type { Day, Month } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { join, raw, sql, type Statement } from '../../database/sql';
import type { StoredMinor } from '../../graphql/money';

/** A card as it is charged. */
export interface ChargeableCard {
  readonly pk: number;
  readonly gateway: string | null;
  readonly reference: string | null;
  readonly brand: string;
  readonly last4: string;
  readonly expiresOn: Day;
  readonly removed: number;
}

/** An attempt that is about to be written down. */
export interface NewAttempt {
  readonly accountId: number;
  readonly kind: Extract<PaymentKind, 'CARD' | 'CREDIT'>;
  /** Of a card; null when there is none: the attempt has failed then. */
  readonly methodKey: number | null;
  /** Person who pays; null for a job and for a token. */
  readonly userId: number | null;
  readonly automatic: boolean;
  readonly orderId: number | null;
  readonly currency: Currency;
  readonly amount: bigint;
  /** Null for what no gateway hears of. */
  readonly gateway: string | null;
  readonly attemptKey: string | null;
  readonly now: Date;
  /** Null for what is settled together with `withPayment`. */
  readonly askAt: Date | null;
  /** The API token that spends by it, and against which month's cap (R59). */
  readonly spends: { readonly tokenId: number; readonly month: Month } | null;
  /** Whether the card was put on file for this attempt alone. */
  readonly newCard: boolean;
  /** The charge of a card that this payment from credit goes with. */
  readonly withPayment?: number;
}

/** An attempt as it stands. */
export interface Attempt {
  readonly pk: number;
  readonly accountId: number;
  readonly kind: PaymentKind;
  readonly methodKey: number | null;
  readonly membershipId: number | null;
  readonly automatic: boolean;
  readonly orderId: number | null;
  readonly status: PaymentStatus;
  readonly currency: Currency;
  readonly amount: bigint;
  readonly gateway: string | null;
  readonly attemptKey: string | null;
  readonly charge: string | null;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly attemptedAt: Date;
  readonly asked: number;
  /** `Visa ending in 4242`; null when it was no card. */
  readonly card: string | null;
  readonly tokenId: number | null;
  readonly spentMonth: Month | null;
  /** Until when its payer may confirm it with their bank; null where nobody has to. */
  readonly confirmBy: Date | null;
}

type Stored = Omit<Attempt, 'amount' | 'automatic'> & {
  readonly amount: StoredMinor;
  readonly automatic: number;
};

const SELECT = `SELECT y.id AS pk, y.account_id AS accountId, y.kind, y.payment_method_id AS methodKey,
  y.membership_id AS membershipId, y.automatic, y.order_id AS orderId, y.status, y.currency, y.amount,
  y.gateway, y.attempt_key AS attemptKey, y.charge, y.failure_code AS failureCode, y.failure,
  y.attempted_at AS attemptedAt, y.asked, y.token_id AS tokenId, y.spent_month AS spentMonth,
  y.confirm_by AS confirmBy,
  (SELECT CONCAT(d.brand, ' ending in ', d.last4) FROM payment_methods d WHERE d.id = y.payment_method_id) AS card
  FROM payments y`;

const OWN = reachAccounts('y.account_id');

const toAttempt = (row: Stored): Attempt => ({
  ...row,
  amount: BigInt(row.amount),
  automatic: row.automatic === 1,
});

/** Attempts to pay, from being written down to what came of them (R56). */
export class PaymentAttemptRepository {
  constructor(private readonly database: Queries) {}

  /** A card of the account, locked: it is not removed while an attempt is written down. */
  card(scope: Scope, accountId: number, key: number): Promise<ChargeableCard | null> {
    return this.database.row<ChargeableCard>(
      scope,
      sql`SELECT id AS pk, gateway, gateway_reference AS reference, brand, last4, expires_on AS expiresOn,
            removed_at IS NOT NULL AS removed
          FROM payment_methods
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

  /** Writes an attempt down. @returns its key. */
  add(scope: Scope, attempt: NewAttempt): Promise<number> {
    const { accountId, userId, now, spends } = attempt;
    return this.database.insert(
      scope,
      sql`INSERT INTO payments (account_id, payment_method_id, order_id, membership_id, automatic, kind, status,
            currency, amount, refunded, gateway, attempt_key, attempted_at, asked, ask_at, token_id, spent_month, new_card,
            with_payment_id)
          SELECT a.id, ${attempt.methodKey}, ${attempt.orderId},
            (SELECT m.id FROM memberships m WHERE m.account_id = a.id AND m.user_id = ${userId}),
            ${attempt.automatic}, ${attempt.kind}, 'PENDING', ${attempt.currency}, ${attempt.amount}, 0,
            ${attempt.gateway}, ${attempt.attemptKey}, ${now}, 0, ${attempt.askAt},
            ${spends?.tokenId ?? null}, ${spends?.month ?? null}, ${attempt.newCard}, ${attempt.withPayment ?? null}
          FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
    );
  }

  /** Says how much of a payment is for which invoices. */
  async allocate(
    scope: Scope,
    { pk, accountId }: Pick<Attempt, 'pk' | 'accountId'>,
    shares: readonly { readonly invoiceId: number; readonly amount: bigint }[],
  ): Promise<void> {
    const rows = shares.map(
      ({ invoiceId, amount }) =>
        sql`(IF(${reachAccountKey(accountId)}, ${accountId}, NULL), ${pk}, ${invoiceId}, ${amount})`,
    );
    await this.database.write(
      scope,
      sql`INSERT INTO payment_allocations (account_id, payment_id, invoice_id, amount) VALUES ${join(rows, ', ')}`,
    );
  }

  /** Says it anew: what of it was said before is no more. */
  async reallocate(
    scope: Scope,
    attempt: Pick<Attempt, 'pk' | 'accountId'>,
    shares: readonly { readonly invoiceId: number; readonly amount: bigint }[],
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM payment_allocations WHERE payment_id = ${attempt.pk} AND ${reachAccounts('account_id')}`,
    );
    await this.allocate(scope, attempt, shares);
  }

  /** How much of a payment is for which invoices, in the order of their keys. */
  async shares(scope: Scope, payment: number): Promise<{ invoiceId: number; amount: bigint }[]> {
    const rows = await this.database.rows<{ invoiceId: number; amount: StoredMinor }>(
      scope,
      sql`SELECT o.invoice_id AS invoiceId, o.amount FROM payment_allocations o
          WHERE o.payment_id = ${payment} AND ${reachAccounts('o.account_id')} ORDER BY o.invoice_id`,
    );
    return rows.map(({ invoiceId, amount }) => ({ invoiceId, amount: BigInt(amount) }));
  }

  /** @throws when it is out of reach. */
  async byKey(scope: Scope, key: number): Promise<Attempt> {
    return this.one(scope, sql`y.id = ${key}`, raw(''));
  }

  /** The attempt, locked until the transaction ends. @throws when it is out of reach. */
  lock(scope: Scope, key: number): Promise<Attempt> {
    return this.one(scope, sql`y.id = ${key}`, raw('FOR UPDATE'));
  }

  /** The payment from credit that goes with the charge of a card, locked; null when there is none. */
  async creditWith(
    scope: Scope,
    { accountId, pk }: Pick<Attempt, 'accountId' | 'pk'>,
  ): Promise<Attempt | null> {
    const row = await this.database.row<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE y.account_id = ${accountId} AND y.with_payment_id = ${pk} AND ${OWN} FOR UPDATE`,
    );
    return row && toAttempt(row);
  }

  /**
   * The gateway has opened the charge: whatever is lost from now on, it can be asked by this name.
   * @returns false when the attempt was settled meanwhile: then the charge must not be confirmed.
   */
  async opened(scope: Scope, key: number, charge: string): Promise<boolean> {
    const found = await this.database.write(
      scope,
      sql`UPDATE payments y SET y.charge = ${charge} WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`,
    );
    return found === 1;
  }

  /** It waits for its payer to confirm it; the gateway is asked about it once their time is over. */
  async confirmBy(scope: Scope, key: number, until: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE payments y SET y.confirm_by = ${until}, y.ask_at = ${until}
          WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`,
    );
  }

  /** @throws when somebody else settled it. */
  async settle(
    scope: Scope,
    key: number,
    result: {
      readonly status: 'SUCCEEDED' | 'FAILED';
      readonly chargeReference: string | null;
      readonly failureCode: string | null;
      readonly failure: string | null;
      readonly now: Date;
    },
  ): Promise<void> {
    const found = await this.database.write(
      scope,
      sql`UPDATE payments y SET y.status = ${result.status}, y.charge_reference = ${result.chargeReference},
            y.failure_code = ${result.failureCode}, y.failure = ${result.failure},
            y.settled_at = ${result.now}, y.ask_at = NULL
          WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`,
    );
    if (found !== 1) throw new Error('The payment was settled while it was locked');
  }

  /** It had failed, and was made after all. @throws when it has not failed. */
  async madeLate(scope: Scope, key: number, reference: string, now: Date): Promise<void> {
    const found = await this.database.write(
      scope,
      sql`UPDATE payments y SET y.status = 'SUCCEEDED', y.charge = COALESCE(y.charge, ${reference}),
            y.charge_reference = ${reference}, y.failure_code = NULL, y.failure = NULL, y.settled_at = ${now}
          WHERE y.id = ${key} AND y.status = 'FAILED' AND ${OWN}`,
    );
    if (found !== 1) throw new Error('The payment changed while it was locked');
  }

  /**
   * The attempt of a charge, by the gateway's name of it, or by the key under which it was opened where that name was
   * never written down; null when there is none. A key alone proves nothing: whoever copies a charge copies it.
   */
  async ofCharge(
    scope: SystemScope,
    gateway: string,
    { charge, key }: { readonly charge: string; readonly key: string | null },
  ): Promise<Attempt | null> {
    const row = await this.database.row<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE y.gateway = ${gateway} AND (y.charge = ${charge} OR (y.charge IS NULL AND y.attempt_key = ${key})) AND ${OWN}
          ORDER BY y.charge <=> ${charge} DESC LIMIT 1`,
    );
    return row && toAttempt(row);
  }

  /** How many automatic attempts on an invoice have failed, and when (R53). */
  async failedAutomatically(scope: Scope, invoice: number): Promise<FailedAttempts<Date>> {
    const row = await this.database.row<FailedAttempts<Date>>(
      scope,
      sql`SELECT COUNT(*) AS failed, MIN(y.attempted_at) AS firstAt, MAX(y.attempted_at) AS lastAt
          FROM invoices i JOIN payment_allocations o ON o.account_id = i.account_id AND o.invoice_id = i.id
          JOIN payments y ON y.id = o.payment_id
          WHERE i.id = ${invoice} AND y.automatic = 1 AND y.status = 'FAILED'
            AND COALESCE(y.failure_code, '') NOT IN (${NOT_TRIED}) AND ${OWN}`,
    );
    return row ?? { failed: 0, firstAt: null, lastAt: null };
  }

  /** Since when an invoice was tried automatically in vain, without an attempt that counts (R53); null when it was not. */
  async untriedSince(scope: Scope, invoice: number): Promise<Date | null> {
    const failed = sql`o.invoice_id = ${invoice} AND y.automatic = 1 AND y.status = 'FAILED'`;
    const notTried = sql`COALESCE(y.failure_code, '') IN (${NOT_TRIED})`;
    const row = await this.database.row<{ since: Date | null }>(
      scope,
      sql`SELECT MIN(y.attempted_at) AS since FROM payment_allocations o JOIN payments y ON y.id = o.payment_id
          WHERE ${failed} AND ${notTried} AND ${OWN} AND NOT EXISTS (
            SELECT 1 FROM payment_allocations p JOIN payments c ON c.id = p.payment_id
            WHERE p.account_id = o.account_id AND p.invoice_id = o.invoice_id AND c.automatic = 1
              AND c.status = 'FAILED' AND COALESCE(c.failure_code, '') NOT IN (${NOT_TRIED})
              AND c.attempted_at >= y.attempted_at)`,
    );
    return row?.since ?? null;
  }

  /**
   * Takes attempts whose outcome is to be asked for, in a short transaction: nobody else asks before `until`.
   * What another process is about to take is passed over.
   */
  async claim(
    scope: SystemScope,
    { now, until, size }: { readonly now: Date; readonly until: Date; readonly size: number },
  ): Promise<Attempt[]> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows<Stored>(
        scope,
        sql`${raw(SELECT)} WHERE y.ask_at <= ${now} AND ${OWN} ORDER BY y.ask_at, y.id
            ${raw(`LIMIT ${size}`)} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length > 0)
        await tx.write(
          scope,
          sql`UPDATE payments y SET y.ask_at = ${until}, y.asked = y.asked + 1
              WHERE y.id IN (${rows.map(({ pk }) => pk)}) AND ${OWN}`,
        );
      return rows.map(toAttempt);
    });
  }

  /** Asks again from then on. */
  async askAt(scope: Scope, key: number, at: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE payments y SET y.ask_at = ${at} WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`,
    );
  }

  /** Notes that staff were told that nobody knows what came of it. @returns false when they had been, or it was settled. */
  async staffTold(scope: SystemScope, key: number, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      sql`UPDATE payments y SET y.staff_told_at = ${now}
          WHERE y.id = ${key} AND y.status = 'PENDING' AND y.staff_told_at IS NULL AND ${OWN}`,
    );
    return found === 1;
  }

  /** Attempts of accounts, made before a moment, that nobody has settled: they are asked about now. */
  async hurry(
    scope: SystemScope,
    accounts: readonly number[],
    before: Date,
    now: Date,
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE payments y SET y.ask_at = ${now}
          WHERE y.account_id IN (${accounts}) AND y.status = 'PENDING' AND y.with_payment_id IS NULL
            AND y.attempted_at <= ${before} AND ${OWN}`,
    );
  }

  private async one(
    scope: Scope,
    which: Statement<false>,
    lock: Statement<false>,
  ): Promise<Attempt> {
    const row = await this.database.row<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE ${which} AND ${OWN} ${lock}`,
    );
    if (row === null) throw new Error('The payment is out of reach');
    return toAttempt(row);
  }
}
