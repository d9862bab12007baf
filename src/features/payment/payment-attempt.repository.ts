import type { Currency } from '../../domain/billing/money';
import type { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import type { Month } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { PaymentAllocationEntity, PaymentEntity } from '../../database/entities/payment.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto, insertRows, update } from '../../database/changes';
import { orNull, text } from '../../database/computed';
import { type RowOf, pick, select } from '../../database/select';
import { table } from '../../database/table';

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

type Stored = RowOf<typeof SELECT>;

const y = table(PaymentEntity, 'y');

const SELECT = select({
  pk: y.id,
  ...pick(y, 'accountId', 'kind'),
  methodKey: y.paymentMethodId,
  ...pick(
    y,
    'membershipId',
    'automatic',
    'orderId',
    'status',
    'currency',
    'amount',
    'gateway',
    'attemptKey',
    'charge',
    'failureCode',
    'failure',
    'attemptedAt',
    'asked',
    'tokenId',
    'spentMonth',
    'confirmBy',
  ),
  card: orNull(
    text(
      `(SELECT CONCAT(d.brand, ' ending in ', d.last4) FROM payment_methods d WHERE d.id = y.payment_method_id)`,
    ),
  ),
}).from('payments y');

const OWN = reachAccounts('y.account_id');

const toAttempt = (row: Stored): Attempt => ({
  ...row,
  amount: BigInt(row.amount),
  automatic: row.automatic === 1,
});

const a = table(AccountEntity, 'a');
const o = table(PaymentAllocationEntity, 'o');
const SHARES = select(pick(o, 'invoiceId', 'amount')).from('payment_allocations o');

/** Attempts to pay, from being written down to their outcome (R56). */
export class PaymentAttemptRepository {
  constructor(private readonly database: Queries) {}

  /** Writes an attempt down. @returns its key. */
  add(scope: Scope, attempt: NewAttempt): Promise<number> {
    const { accountId, userId, now, spends } = attempt;
    return this.database.insert(
      scope,
      insertInto(
        PaymentEntity,
        {
          accountId: a.id,
          paymentMethodId: attempt.methodKey,
          orderId: attempt.orderId,
          membershipId: sql`(SELECT m.id FROM memberships m WHERE m.account_id = a.id AND m.user_id = ${userId})`,
          automatic: attempt.automatic,
          kind: attempt.kind,
          status: 'PENDING',
          currency: attempt.currency,
          amount: attempt.amount,
          refunded: 0n,
          gateway: attempt.gateway,
          attemptKey: attempt.attemptKey,
          attemptedAt: now,
          asked: 0,
          askAt: attempt.askAt,
          tokenId: spends?.tokenId ?? null,
          spentMonth: spends?.month ?? null,
          newCard: attempt.newCard,
          withPaymentId: attempt.withPayment ?? null,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  /** Says how much of a payment is for which invoices. */
  async allocate(
    scope: Scope,
    { pk, accountId }: Pick<Attempt, 'pk' | 'accountId'>,
    shares: readonly { readonly invoiceId: number; readonly amount: bigint }[],
  ): Promise<void> {
    const rows = shares.map(({ invoiceId, amount }) => ({
      accountId: sql`IF(${reachAccountKey(accountId)}, ${accountId}, NULL)`,
      paymentId: pk,
      invoiceId,
      amount,
    }));
    await this.database.write(scope, insertRows(PaymentAllocationEntity, rows));
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
    const rows = await this.database.rows(
      scope,
      sql`${SHARES} WHERE o.payment_id = ${payment} AND ${reachAccounts('o.account_id')} ORDER BY o.invoice_id`,
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
    const row = await this.database.row(
      scope,
      sql`${SELECT} WHERE y.account_id = ${accountId} AND y.with_payment_id = ${pk} AND ${OWN} FOR UPDATE`,
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
      update(y, { charge }, sql`WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`),
    );
    return found === 1;
  }

  /** It waits for its payer to confirm it; the gateway is asked about it once their time is over. */
  async confirmBy(scope: Scope, key: number, until: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        y,
        { confirmBy: until, askAt: until },
        sql`WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`,
      ),
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
      update(
        y,
        {
          status: result.status,
          chargeReference: result.chargeReference,
          failureCode: result.failureCode,
          failure: result.failure,
          settledAt: result.now,
          askAt: null,
        },
        sql`WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`,
      ),
    );
    if (found !== 1) throw new Error('The payment was settled while it was locked');
  }

  /** It had failed, and was made after all. @throws when it has not failed. */
  async madeLate(scope: Scope, key: number, reference: string, now: Date): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        y,
        {
          status: 'SUCCEEDED',
          charge: sql`COALESCE(y.charge, ${reference})`,
          chargeReference: reference,
          failureCode: null,
          failure: null,
          settledAt: now,
        },
        sql`WHERE y.id = ${key} AND y.status = 'FAILED' AND ${OWN}`,
      ),
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
    const row = await this.database.row(
      scope,
      sql`${SELECT} WHERE y.gateway = ${gateway} AND (y.charge = ${charge} OR (y.charge IS NULL AND y.attempt_key = ${key})) AND ${OWN}
          ORDER BY y.charge <=> ${charge} DESC LIMIT 1`,
    );
    return row && toAttempt(row);
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
      const rows = await tx.rows(
        scope,
        sql`${SELECT} WHERE y.ask_at <= ${now} AND ${OWN} ORDER BY y.ask_at, y.id
            ${raw(`LIMIT ${size}`)} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length > 0)
        await tx.write(
          scope,
          update(
            y,
            { askAt: until, asked: sql`y.asked + 1` },
            sql`WHERE y.id IN (${rows.map(({ pk }) => pk)}) AND ${OWN}`,
          ),
        );
      return rows.map(toAttempt);
    });
  }

  /** Asks again from then on. */
  async askAt(scope: Scope, key: number, at: Date): Promise<void> {
    await this.database.write(
      scope,
      update(y, { askAt: at }, sql`WHERE y.id = ${key} AND y.status = 'PENDING' AND ${OWN}`),
    );
  }

  /** Notes that staff were told that nobody knows its outcome. @returns false when they had been, or it was settled. */
  async staffTold(scope: SystemScope, key: number, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        y,
        { staffToldAt: now },
        sql`WHERE y.id = ${key} AND y.status = 'PENDING' AND y.staff_told_at IS NULL AND ${OWN}`,
      ),
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
      update(
        y,
        { askAt: now },
        sql`WHERE y.account_id IN (${accounts}) AND y.status = 'PENDING' AND y.with_payment_id IS NULL
            AND y.attempted_at <= ${before} AND ${OWN}`,
      ),
    );
  }

  private async one(
    scope: Scope,
    which: Statement<false>,
    lock: Statement<false>,
  ): Promise<Attempt> {
    const row = await this.database.row(scope, sql`${SELECT} WHERE ${which} AND ${OWN} ${lock}`);
    if (row === null) throw new Error('The payment is out of reach');
    return toAttempt(row);
  }
}
