import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { PaymentEntity } from '../../database/entities/payment.entity';
import { update } from '../../database/changes';
import { table } from '../../database/table';
import type { Attempt } from './attempt.types';
import { SELECT_ATTEMPT, toAttempt } from './payment-attempt.repository';

const y = table(PaymentEntity, 'y');
const OWN = reachAccounts('y.account_id');

/** Attempts to pay whose outcome the gateway is asked for. */
export class UnsettledAttemptRepository {
  constructor(private readonly database: Queries) {}

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
      sql`${SELECT_ATTEMPT} WHERE y.gateway = ${gateway} AND (y.charge = ${charge} OR (y.charge IS NULL AND y.attempt_key = ${key})) AND ${OWN}
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
        sql`${SELECT_ATTEMPT} WHERE y.ask_at <= ${now} AND ${OWN} ORDER BY y.ask_at, y.id
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
}
