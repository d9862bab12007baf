import type { Queries } from '../../../database/database';
import { reachAccounts, reachBookkeeping } from '../../../database/reach';
import type { SystemScope } from '../../../database/scope';
import { join, raw, sql } from '../../../database/sql';
import type { ChargeState } from '../gateway/gateway.types';
import { UnknownChargeEntity } from '../../../database/entities/gateway.entity';
import { insertInto, update } from '../../../database/changes';
import { instant, orNull, text } from '../../../database/computed';
import { pick, select } from '../../../database/select';
import { table } from '../../../database/table';

/** A charge that is none of ours. */
export interface UnknownCharge {
  readonly gateway: string;
  readonly charge: string;
  readonly amount: bigint;
  readonly currency: string;
  /** The account whose customer it charges; null when it is nobody's that we know. */
  readonly accountNumber: string | null;
}

const LAST_TOLD = select({ at: orNull(instant('MAX(told_at)')) }).from('unknown_charges');
const u = table(UnknownChargeEntity, 'u');
const TELL = select(pick(u, 'gateway', 'charge', 'amount', 'currency')).fromLike(
  'unknown_charges u',
);
const UNKNOWN_CHARGES = table(UnknownChargeEntity);

/** Charges at the gateway that took money and are none of ours. */
export class UnknownChargeRepository {
  constructor(private readonly database: Queries) {}

  async note(
    scope: SystemScope,
    gateway: string,
    { charge, customer, amount, currency }: ChargeState,
    now: Date,
  ): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        UnknownChargeEntity,
        { gateway, charge, customer, amount, currency, foundAt: now },
        sql`FROM DUAL WHERE ${reachBookkeeping}
          ON DUPLICATE KEY UPDATE charge = unknown_charges.charge`,
      ),
    );
  }

  /** When staff were told last; null when never. */
  async lastReportedAt(scope: SystemScope): Promise<Date | null> {
    const row = await this.database.row(scope, sql`${LAST_TOLD} WHERE ${reachBookkeeping}`);
    return row?.at ?? null;
  }

  /** Those of which staff were not told, locked, and from now on told. */
  async notify(scope: SystemScope, now: Date, size: number): Promise<UnknownCharge[]> {
    const accountNumber = orNull(
      text(sql`(SELECT a.number FROM gateway_customers c JOIN accounts a ON a.id = c.account_id
             WHERE c.gateway = u.gateway AND c.reference = u.customer AND ${reachAccounts('a.id')})`),
    );
    const rows = await this.database.rows(
      scope,
      sql`${TELL.with({ accountNumber })} FROM unknown_charges u WHERE u.told_at IS NULL AND ${reachBookkeeping}
          ORDER BY u.found_at, u.charge ${raw(`LIMIT ${size}`)} FOR UPDATE`,
    );
    const names = rows.map(({ gateway, charge }) => sql`(${gateway}, ${charge})`);
    if (names.length > 0)
      await this.database.write(
        scope,
        update(
          UNKNOWN_CHARGES,
          { toldAt: now },
          sql`WHERE (gateway, charge) IN (${join(names, ', ')}) AND ${reachBookkeeping}`,
        ),
      );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }
}
