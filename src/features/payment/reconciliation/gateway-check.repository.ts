import type { GatewaySubject } from '../../../domain/billing/gateway-subject';
import type { Queries } from '../../../database/database';
import { reachAccounts, reachBookkeeping } from '../../../database/reach';
import type { SystemScope } from '../../../database/scope';
import { join, raw, sql } from '../../../database/sql';
import type { GatewayChange } from '../gateway/gateway.types';

/** Something to be looked at, claimed. */
export interface GatewayCheck {
  readonly gateway: string;
  readonly subject: GatewaySubject;
  readonly reference: string;
  readonly told: number;
  readonly asked: number;
  readonly token: string;
}

/** So much earlier is due what we were told of than what merely may have changed, of which there may be very much. */
const AHEAD = 24 * 60 * 60_000;

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
    const rows = changes.map(
      ({ subject, reference }) =>
        sql`(IF(${reachBookkeeping}, ${gateway}, NULL), ${subject}, ${reference}, 1, 0, ${due})`,
    );
    await this.database.write(
      scope,
      sql`INSERT INTO gateway_checks (gateway, subject, reference, told, asked, due_at) VALUES ${join(rows, ', ')}
          ON DUPLICATE KEY UPDATE told = told + 1, due_at = LEAST(due_at, ${due})`,
    );
  }

  /**
   * Writes down all charges and cards that we know of: nobody knows what of them has changed. Charges that are being made
   * are left to those who make them.
   */
  async addAll(scope: SystemScope, gateway: string, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`INSERT INTO gateway_checks (gateway, subject, reference, told, asked, due_at)
          SELECT y.gateway, 'CHARGE', y.charge, 1, 0, ${now} FROM payments y
          WHERE y.gateway = ${gateway} AND y.charge IS NOT NULL AND y.status <> 'PENDING' AND ${reachAccounts('y.account_id')}
          ON DUPLICATE KEY UPDATE told = told + 1`,
    );
    await this.database.write(
      scope,
      sql`INSERT INTO gateway_checks (gateway, subject, reference, told, asked, due_at)
          SELECT d.gateway, 'CARD', d.gateway_reference, 1, 0, ${now} FROM payment_methods d
          WHERE d.gateway = ${gateway} AND d.gateway_reference IS NOT NULL AND d.removed_at IS NULL
            AND ${reachAccounts('d.account_id')}
          ON DUPLICATE KEY UPDATE told = told + 1`,
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
      const rows = await tx.rows<Omit<GatewayCheck, 'token'>>(
        scope,
        sql`SELECT gateway, subject, reference, told, asked FROM gateway_checks
            WHERE gateway = ${gateway} AND due_at <= ${now} AND ${reachBookkeeping}
            ORDER BY due_at ${raw(`LIMIT ${size}`)} FOR UPDATE SKIP LOCKED`,
      );
      const names = rows.map(({ subject, reference }) => sql`(${subject}, ${reference})`);
      if (names.length > 0)
        await tx.write(
          scope,
          sql`UPDATE gateway_checks SET claim_token = ${token}, due_at = ${until}, asked = asked + 1
              WHERE gateway = ${gateway} AND (subject, reference) IN (${join(names, ', ')}) AND ${reachBookkeeping}`,
        );
      return rows.map((row) => ({ ...row, token }));
    });
  }

  /**
   * It was looked at; unless we were told of it meanwhile, it is done. In the transaction of its outcome.
   * @returns false when another process has taken it over, which has seen more: then nothing may come of it here.
   */
  async finish(scope: SystemScope, check: GatewayCheck, now: Date): Promise<boolean> {
    const { gateway, subject, reference, told, token } = check;
    const mine = sql`gateway = ${gateway} AND subject = ${subject} AND reference = ${reference}
      AND claim_token = ${token} AND ${reachBookkeeping}`;
    const done = await this.database.write(
      scope,
      sql`DELETE FROM gateway_checks WHERE told = ${told} AND ${mine}`,
    );
    if (done === 1) return true;
    const again = await this.database.write(
      scope,
      sql`UPDATE gateway_checks SET claim_token = NULL, asked = 0, due_at = ${now} WHERE ${mine}`,
    );
    return again === 1;
  }

  /** Nothing could be learned: it is looked at again from then on. */
  async later(scope: SystemScope, check: GatewayCheck, at: Date): Promise<void> {
    const { gateway, subject, reference, token } = check;
    await this.database.write(
      scope,
      sql`UPDATE gateway_checks SET claim_token = NULL, due_at = ${at}
          WHERE gateway = ${gateway} AND subject = ${subject} AND reference = ${reference}
            AND claim_token = ${token} AND ${reachBookkeeping}`,
    );
  }

  /** How far the gateway's changes have been read, by its clock, and when, by ours; null when never. */
  watermark(
    scope: SystemScope,
    gateway: string,
  ): Promise<{ readonly seenUntil: Date | null; readonly readAt: Date } | null> {
    return this.database.row(
      scope,
      sql`SELECT seen_until AS seenUntil, read_at AS readAt FROM gateway_watermarks
          WHERE gateway = ${gateway} AND ${reachBookkeeping}`,
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
      sql`INSERT INTO gateway_watermarks (gateway, seen_until, read_at)
          SELECT ${gateway}, ${seenUntil}, ${now} FROM DUAL WHERE ${reachBookkeeping}
          ON DUPLICATE KEY UPDATE
            seen_until = GREATEST(COALESCE(seen_until, ${seenUntil}), COALESCE(${seenUntil}, seen_until)),
            read_at = GREATEST(read_at, ${now})`,
    );
  }
}
