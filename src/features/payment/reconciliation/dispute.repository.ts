import type { DisputeStatus } from '../../../domain/billing/dispute';
import type { Queries } from '../../../database/database';
import { reachAccounts } from '../../../database/reach';
import type { Scope } from '../../../database/scope';
import { sql } from '../../../database/sql';
import type { StoredMinor } from '../../../graphql/money';
import type { GatewayDispute } from '../gateway/gateway.types';
import type { LockedPayment } from '../refund.repository';

/** A dispute as it was written down last. Amounts in minor units. */
export interface DisputeRow {
  readonly pk: number;
  readonly status: DisputeStatus;
  readonly held: bigint;
  readonly fee: bigint;
  readonly postings: number;
}

/** Disputes of payments. The account is locked by whoever calls. */
export class DisputeRepository {
  constructor(private readonly database: Queries) {}

  async find(scope: Scope, payment: number, reference: string): Promise<DisputeRow | null> {
    const row = await this.database.row<
      Omit<DisputeRow, 'held' | 'fee'> & Record<'held' | 'fee', StoredMinor>
    >(
      scope,
      sql`SELECT p.id AS pk, p.status, p.held, p.fee, p.postings FROM disputes p
          WHERE p.payment_id = ${payment} AND p.gateway_reference = ${reference}
            AND ${reachAccounts('p.account_id')} FOR UPDATE`,
    );
    return row && { ...row, held: BigInt(row.held), fee: BigInt(row.fee) };
  }

  /** Writes down a dispute that is new, which holds nothing yet. */
  async add(
    scope: Scope,
    { pk: payment, currency }: LockedPayment,
    { reference, status, reason }: GatewayDispute,
    now: Date,
  ): Promise<DisputeRow> {
    const pk = await this.database.insert(
      scope,
      sql`INSERT INTO disputes (account_id, payment_id, gateway_reference, status, currency, held, fee, reason,
            postings, opened_at)
          SELECT y.account_id, y.id, ${reference}, ${status}, ${currency}, 0, 0, ${reason.slice(0, 60)}, 0, ${now}
          FROM payments y WHERE y.id = ${payment} AND ${reachAccounts('y.account_id')}`,
    );
    return { pk, status, held: 0n, fee: 0n, postings: 0 };
  }

  /** How it stands now. */
  async change(
    scope: Scope,
    { pk }: DisputeRow,
    { status, held, fee, respondBy }: GatewayDispute,
    { posted, now }: { readonly posted: boolean; readonly now: Date },
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE disputes p SET p.status = ${status}, p.held = ${held}, p.fee = ${fee}, p.respond_by = ${respondBy},
            p.postings = p.postings + ${posted ? 1 : 0},
            p.closed_at = IF(${status} = 'OPEN', NULL, COALESCE(p.closed_at, ${now}))
          WHERE p.id = ${pk} AND ${reachAccounts('p.account_id')}`,
    );
  }
}
