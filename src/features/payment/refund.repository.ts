import type { Currency } from '../../domain/billing/money';
import type { PaymentStatus } from '../../domain/billing/payment';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { PaymentEntity, RefundEntity } from '../../database/entities/payment.entity';
import { insertInto, update } from '../../database/changes';
import { type RowOf, pick, select } from '../../database/select';
import { table } from '../../database/table';
import type { LockedPayment } from './refundable-payment.repository';

/** A refund as it was written down. */
export interface RefundRow {
  readonly pk: number;
  readonly accountId: number;
  readonly paymentId: number;
  readonly status: PaymentStatus;
  readonly currency: Currency;
  readonly amount: bigint;
  /** Why, as staff gave it. */
  readonly reason: string;
  /** Null for one that was made at the gateway. */
  readonly attemptKey: string | null;
  readonly gateway: string | null;
  readonly chargeReference: string | null;
  /** The gateway's name of one that was made there; null for one that was asked for here. */
  readonly gatewayReference: string | null;
  /** The gateway's name of it; null until it is settled. */
  readonly reference: string | null;
  readonly asked: number;
  readonly createdAt: Date;
}

type Stored = RowOf<typeof SELECT>;

const y = table(PaymentEntity, 'y');

/** Why a refund was made that nobody asked for here. */
const MADE_THERE = 'Made at the payment service';

const f = table(RefundEntity, 'f');

const SELECT = select({
  pk: f.id,
  ...pick(
    f,
    'accountId',
    'paymentId',
    'status',
    'currency',
    'amount',
    'reason',
    'attemptKey',
    'gatewayReference',
    'reference',
    'asked',
    'createdAt',
  ),
  ...pick(y, 'gateway', 'chargeReference'),
}).from('refunds f JOIN payments y ON y.id = f.payment_id');

const OWN = reachAccounts('f.account_id');

const toRow = (row: Stored): RefundRow => ({ ...row, amount: BigInt(row.amount) });

/** What of payments is given back, from being written down to its outcome (R57). */
export class RefundRepository {
  constructor(private readonly database: Queries) {}

  /** Writes a refund down before the gateway hears of it. @returns its key. */
  add(
    scope: Scope,
    { pk, currency }: LockedPayment,
    refund: {
      readonly amount: bigint;
      readonly reason: string;
      readonly attemptKey: string;
      readonly now: Date;
      readonly askAt: Date;
    },
  ): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        RefundEntity,
        {
          accountId: y.accountId,
          paymentId: y.id,
          status: 'PENDING',
          currency,
          amount: refund.amount,
          reason: refund.reason,
          attemptKey: refund.attemptKey,
          createdAt: refund.now,
          asked: 0,
          askAt: refund.askAt,
        },
        sql`FROM payments y WHERE y.id = ${pk} AND ${reachAccounts('y.account_id')}`,
      ),
    );
  }

  /** Writes down a refund that was made at the gateway. @returns its key. */
  addMadeThere(
    scope: Scope,
    { pk, currency }: LockedPayment,
    { reference, amount }: { readonly reference: string; readonly amount: bigint },
    now: Date,
  ): Promise<number> {
    return this.database.insert(
      scope,
      insertInto(
        RefundEntity,
        {
          accountId: y.accountId,
          paymentId: y.id,
          status: 'PENDING',
          currency,
          amount,
          reason: MADE_THERE,
          gatewayReference: reference,
          createdAt: now,
          asked: 0,
        },
        sql`FROM payments y WHERE y.id = ${pk} AND ${reachAccounts('y.account_id')}`,
      ),
    );
  }

  /** All refunds of a payment, locked, oldest first. */
  async ofPayment(scope: Scope, payment: number): Promise<RefundRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE f.payment_id = ${payment} AND ${OWN} ORDER BY f.id FOR UPDATE`,
    );
    return rows.map(toRow);
  }

  /** @throws when it is out of reach. */
  async byKey(scope: Scope, key: number, lock: boolean): Promise<RefundRow> {
    const row = await this.database.row(
      scope,
      sql`${SELECT} WHERE f.id = ${key} AND ${OWN} ${raw(lock ? 'FOR UPDATE' : '')}`,
    );
    if (row === null) throw new Error('The refund is out of reach');
    return toRow(row);
  }

  /** @throws when somebody else settled it. */
  async settle(
    scope: Scope,
    key: number,
    result: {
      readonly status: 'SUCCEEDED' | 'FAILED';
      readonly reference: string | null;
      readonly failure: string | null;
      readonly now: Date;
    },
  ): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        f,
        {
          status: result.status,
          reference: result.reference,
          failure: result.failure,
          settledAt: result.now,
          askAt: null,
        },
        sql`WHERE f.id = ${key} AND f.status = 'PENDING' AND ${OWN}`,
      ),
    );
    if (found !== 1) throw new Error('The refund was settled while it was locked');
  }

  /** It was made after all. @throws when it had not come to nothing. */
  async reopen(scope: Scope, key: number): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        f,
        { status: 'PENDING', failure: null },
        sql`WHERE f.id = ${key} AND f.status = 'FAILED' AND ${OWN}`,
      ),
    );
    if (found !== 1) throw new Error('The refund changed while it was locked');
  }

  /** The bank sent the money back. @throws when it had not been given back. */
  async bounced(scope: Scope, key: number, failure: string): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        f,
        { status: 'FAILED', failure },
        sql`WHERE f.id = ${key} AND f.status = 'SUCCEEDED' AND ${OWN}`,
      ),
    );
    if (found !== 1) throw new Error('The refund changed while it was locked');
  }

  /** Asks again from then on. */
  async askAt(scope: Scope, key: number, at: Date): Promise<void> {
    await this.database.write(
      scope,
      update(f, { askAt: at }, sql`WHERE f.id = ${key} AND f.status = 'PENDING' AND ${OWN}`),
    );
  }

  /** Notes that staff were told that nobody knows its outcome. @returns false when they had been, or it was settled. */
  async staffTold(scope: SystemScope, key: number, now: Date): Promise<boolean> {
    const found = await this.database.write(
      scope,
      update(
        f,
        { staffToldAt: now },
        sql`WHERE f.id = ${key} AND f.status = 'PENDING' AND f.staff_told_at IS NULL AND ${OWN}`,
      ),
    );
    return found === 1;
  }

  /** Takes refunds whose outcome is to be asked for; nobody else asks before `until`. */
  async claim(
    scope: SystemScope,
    { now, until, size }: { readonly now: Date; readonly until: Date; readonly size: number },
  ): Promise<RefundRow[]> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows(
        scope,
        sql`${SELECT} WHERE f.ask_at <= ${now} AND ${OWN} ORDER BY f.ask_at, f.id
            ${raw(`LIMIT ${size}`)} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length > 0)
        await tx.write(
          scope,
          update(
            f,
            { askAt: until, asked: sql`f.asked + 1` },
            sql`WHERE f.id IN (${rows.map(({ pk }) => pk)}) AND ${OWN}`,
          ),
        );
      return rows.map(toRow);
    });
  }
}
