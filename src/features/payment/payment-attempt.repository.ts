import type { Currency } from '../../domain/billing/money';
import type { PaymentKind } from '../../domain/billing/payment';
import type { Month } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { PaymentEntity } from '../../database/entities/payment.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto, update } from '../../database/changes';
import { orNull, text } from '../../database/computed';
import { pick, select, type RowOf } from '../../database/select';
import { table } from '../../database/table';
import type { Attempt } from './attempt.types';

/** An attempt that is about to be written down. */
export interface NewAttempt {
  readonly accountId: number;
  readonly kind: PaymentKind;
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

const y = table(PaymentEntity, 'y');

export const SELECT_ATTEMPT = select({
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

export const toAttempt = (row: RowOf<typeof SELECT_ATTEMPT>): Attempt => ({
  ...row,
  amount: BigInt(row.amount),
  automatic: row.automatic === 1,
});

const OWN = reachAccounts('y.account_id');
const a = table(AccountEntity, 'a');

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
      sql`${SELECT_ATTEMPT} WHERE y.account_id = ${accountId} AND y.with_payment_id = ${pk} AND ${OWN} FOR UPDATE`,
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

  /** It was recorded by mistake. @throws when it has not succeeded. */
  async reversed(scope: Scope, key: number, failure: string): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        y,
        { status: 'FAILED', failure },
        sql`WHERE y.id = ${key} AND y.status = 'SUCCEEDED' AND y.kind = 'BANK_TRANSFER' AND ${OWN}`,
      ),
    );
    if (found !== 1) throw new Error('The payment changed while it was locked');
  }

  private async one(
    scope: Scope,
    which: Statement<false>,
    lock: Statement<false>,
  ): Promise<Attempt> {
    const row = await this.database.row(
      scope,
      sql`${SELECT_ATTEMPT} WHERE ${which} AND ${OWN} ${lock}`,
    );
    if (row === null) throw new Error('The payment is out of reach');
    return toAttempt(row);
  }
}
