import type { GatewaySubject } from '../../../domain/billing/gateway-subject';
import type { Queries } from '../../../database/database';
import { reachAccounts, reachBookkeeping } from '../../../database/reach';
import type { SystemScope } from '../../../database/scope';
import { join, raw, sql } from '../../../database/sql';
import type { GatewayChange } from '../gateway/gateway.types';
import {
  GatewayCheckEntity,
  GatewayWatermarkEntity,
} from '../../../database/entities/gateway.entity';
import { PaymentEntity, PaymentMethodEntity } from '../../../database/entities/payment.entity';
import { insertInto, insertRows, update } from '../../../database/changes';
import { known } from '../../../database/computed';
import { pick, select } from '../../../database/select';
import { table } from '../../../database/table';

/** Something to be looked at, claimed. */
export interface GatewayCheck {
  readonly gateway: string;
  readonly subject: GatewaySubject;
  readonly reference: string;
  readonly reports: number;
  readonly asked: number;
  readonly token: string;
}

/** So much earlier is due what we were told of than what merely may have changed, of which there may be very much. */
const AHEAD = 24 * 60 * 60_000;

const y = table(PaymentEntity, 'y');
const d = table(PaymentMethodEntity, 'd');
const GATEWAY_CHECKS = table(GatewayCheckEntity);
const CLAIM = select(
  pick(GATEWAY_CHECKS, 'gateway', 'subject', 'reference', 'reports', 'asked'),
).from('gateway_checks');
const GATEWAY_WATERMARKS = table(GatewayWatermarkEntity);
const WATERMARK = select(pick(GATEWAY_WATERMARKS, 'seenUntil', 'readAt')).from(
  'gateway_watermarks',
);

/** What of the gateway is to be looked at, each thing once, however often we were told of it. */
export class GatewayCheckRepository {
  constructor(private readonly database: Queries) {}

  /** Writes down what is to be looked at now. What is being looked at is looked at again. */
  async add(
    scope: SystemScope,
    gateway: string,
    changes: readonly GatewayChange[],
    now: Date,
  ): Promise<void> {
    if (changes.length === 0) return;
    const due = new Date(now.getTime() - AHEAD);
    const rows = changes.map(({ subject, reference }) => ({
      gateway: sql`IF(${reachBookkeeping}, ${gateway}, NULL)`,
      subject,
      reference,
      reports: 1,
      asked: 0,
      dueAt: due,
    }));
    await this.database.write(
      scope,
      sql`${insertRows(GatewayCheckEntity, rows)}
          ON DUPLICATE KEY UPDATE reports = reports + 1, due_at = LEAST(due_at, ${due})`,
    );
  }

  /**
   * Writes down all charges and cards that we know of: nobody knows what of them has changed. Charges that are being made
   * are left to those who make them.
   */
  async addAll(scope: SystemScope, gateway: string, now: Date): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        GatewayCheckEntity,
        {
          gateway: known(y.gateway),
          subject: 'CHARGE',
          reference: known(y.charge),
          reports: 1,
          asked: 0,
          dueAt: now,
        },
        sql`FROM payments y
          WHERE y.gateway = ${gateway} AND y.charge IS NOT NULL AND y.status <> 'PENDING' AND ${reachAccounts('y.account_id')}
          ON DUPLICATE KEY UPDATE reports = reports + 1`,
      ),
    );
    await this.database.write(
      scope,
      insertInto(
        GatewayCheckEntity,
        {
          gateway: known(d.gateway),
          subject: 'CARD',
          reference: known(d.gatewayReference),
          reports: 1,
          asked: 0,
          dueAt: now,
        },
        sql`FROM payment_methods d
          WHERE d.gateway = ${gateway} AND d.gateway_reference IS NOT NULL AND d.removed_at IS NULL
            AND ${reachAccounts('d.account_id')}
          ON DUPLICATE KEY UPDATE reports = reports + 1`,
      ),
    );
  }

  /** Takes what is due, in a short transaction; what another process is about to take is passed over. */
  async claim(
    scope: SystemScope,
    gateway: string,
    claim: {
      readonly now: Date;
      readonly until: Date;
      readonly token: string;
      readonly size: number;
    },
  ): Promise<GatewayCheck[]> {
    const { now, until, token, size } = claim;
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows(
        scope,
        sql`${CLAIM} WHERE gateway = ${gateway} AND due_at <= ${now} AND ${reachBookkeeping}
            ORDER BY due_at ${raw(`LIMIT ${size}`)} FOR UPDATE SKIP LOCKED`,
      );
      const names = rows.map(({ subject, reference }) => sql`(${subject}, ${reference})`);
      if (names.length > 0)
        await tx.write(
          scope,
          update(
            GATEWAY_CHECKS,
            { claimToken: token, dueAt: until, asked: sql`asked + 1` },
            sql`WHERE gateway = ${gateway} AND (subject, reference) IN (${join(names, ', ')}) AND ${reachBookkeeping}`,
          ),
        );
      return rows.map((row) => ({ ...row, token }));
    });
  }

  /**
   * It was looked at; unless we were told of it meanwhile, it is done. In the transaction of its outcome.
   * @returns false when another process has taken it over, which has seen more: then nothing may come of it here.
   */
  async finish(scope: SystemScope, check: GatewayCheck, now: Date): Promise<boolean> {
    const { gateway, subject, reference, reports, token } = check;
    const mine = sql`gateway = ${gateway} AND subject = ${subject} AND reference = ${reference}
      AND claim_token = ${token} AND ${reachBookkeeping}`;
    const done = await this.database.write(
      scope,
      sql`DELETE FROM gateway_checks WHERE reports = ${reports} AND ${mine}`,
    );
    if (done === 1) return true;
    const again = await this.database.write(
      scope,
      update(GATEWAY_CHECKS, { claimToken: null, asked: 0, dueAt: now }, sql`WHERE ${mine}`),
    );
    return again === 1;
  }

  /** Nothing could be learned: it is looked at again from then on. */
  async later(scope: SystemScope, check: GatewayCheck, at: Date): Promise<void> {
    const { gateway, subject, reference, token } = check;
    await this.database.write(
      scope,
      update(
        GATEWAY_CHECKS,
        { claimToken: null, dueAt: at },
        sql`WHERE gateway = ${gateway} AND subject = ${subject} AND reference = ${reference}
            AND claim_token = ${token} AND ${reachBookkeeping}`,
      ),
    );
  }

  /** How far the gateway's changes have been read, by its clock, and when, by ours; null when never. */
  watermark(
    scope: SystemScope,
    gateway: string,
  ): Promise<{ readonly seenUntil: Date | null; readonly readAt: Date } | null> {
    return this.database.row(
      scope,
      sql`${WATERMARK} WHERE gateway = ${gateway} AND ${reachBookkeeping}`,
    );
  }

  /** Notes how far they have been read; never back. */
  async read(
    scope: SystemScope,
    gateway: string,
    seenUntil: Date | null,
    now: Date,
  ): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        GatewayWatermarkEntity,
        { gateway, seenUntil, readAt: now },
        sql`FROM DUAL WHERE ${reachBookkeeping}
          ON DUPLICATE KEY UPDATE
            seen_until = GREATEST(COALESCE(seen_until, ${seenUntil}), COALESCE(${seenUntil}, seen_until)),
            read_at = GREATEST(read_at, ${now})`,
      ),
    );
  }
}
