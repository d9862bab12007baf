import type { DisputeStatus } from '../../../domain/billing/dispute';
import type { Queries } from '../../../database/database';
import { reachAccounts } from '../../../database/reach';
import type { Scope } from '../../../database/scope';
import { sql } from '../../../database/sql';
import type { GatewayDispute } from '../gateway/gateway.types';
import type { LockedPayment } from '../refundable-payment.repository';
import { DisputeEntity, PaymentEntity } from '../../../database/entities/payment.entity';
import { insertInto, update } from '../../../database/changes';
import { pick, select } from '../../../database/select';
import { table } from '../../../database/table';

/** A dispute as it was written down last. Amounts in minor units. */
export interface DisputeRow {
  readonly pk: number;
  readonly status: DisputeStatus;
  readonly held: bigint;
  readonly fee: bigint;
  readonly postings: number;
}

const p = table(DisputeEntity, 'p');
const FIND = select({ pk: p.id, ...pick(p, 'status', 'held', 'fee', 'postings') }).from(
  'disputes p',
);
const y = table(PaymentEntity, 'y');

/** Disputes of payments. The account is locked by whoever calls. */
export class DisputeRepository {
  constructor(private readonly database: Queries) {}

  async find(scope: Scope, payment: number, reference: string): Promise<DisputeRow | null> {
    const row = await this.database.row(
      scope,
      sql`${FIND} WHERE p.payment_id = ${payment} AND p.gateway_reference = ${reference}
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
      insertInto(
        DisputeEntity,
        {
          accountId: y.accountId,
          paymentId: y.id,
          gatewayReference: reference,
          status,
          currency,
          held: 0n,
          fee: 0n,
          reason: reason.slice(0, 60),
          postings: 0,
          openedAt: now,
        },
        sql`FROM payments y WHERE y.id = ${payment} AND ${reachAccounts('y.account_id')}`,
      ),
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
      update(
        p,
        {
          status,
          held,
          fee,
          respondBy,
          postings: sql`p.postings + ${posted ? 1 : 0}`,
          closedAt: sql`IF(${status} = 'OPEN', NULL, COALESCE(p.closed_at, ${now}))`,
        },
        sql`WHERE p.id = ${pk} AND ${reachAccounts('p.account_id')}`,
      ),
    );
  }
}
