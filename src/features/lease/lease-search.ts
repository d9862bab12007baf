import type { Queries } from '../../database/database';
import { pageStatement, unionAll, type Order, type PageRequest } from '../../database/page';
import type { Reach } from '../../database/sql';
import type { Scope } from '../../database/scope';
import { raw, sql, TRUE, type Statement } from '../../database/sql';
import { normalizeEmail } from '../../domain/email';
import { silentBefore, type LeaseStatus } from '../../domain/licensing/lease';
import { hashOfKey } from '../license/key-hash';

/** Which of a provider's leases. */
export interface LeaseSearch {
  readonly status: LeaseStatus | null;
  /** As typed; null and blank find everything. */
  readonly search: string | null;
  /** Only those that are paid for without being used, or only those that are used; null for both. */
  readonly idle: boolean | null;
  /** When it is asked: what runs on a server, and what is idle, depends on it. */
  readonly now: Date;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** An installation `v` that runs at `now`: as `runs` in the domain. */
const running = (now: Date): Statement<false> =>
  sql`v.deactivated_at IS NULL AND (v.ends_at IS NULL OR v.ends_at > ${now})`;

/** As `idleSince` in the domain, which says since when; only what runs can be idle. */
function ofUse({ idle, now }: LeaseSearch): Statement<false> {
  if (idle === null) return TRUE;
  const used = sql`EXISTS (SELECT 1 FROM activations v
    WHERE v.account_id = e.account_id AND v.license_id = e.license_id AND ${running(now)}
      AND v.last_seen_at >= ${silentBefore(now)})`;
  return sql`e.status = 'ACTIVE' AND ${raw(idle ? 'NOT' : '')} ${used}`;
}

/**
 * The statements of a provider's list of leases (R41). What is searched and sorted by stands in covering
 * indexes of the provider's own rows: a page of keys comes from there, and only its rows are read whole.
 */
export class LeaseSearchQuery<Row extends object> {
  /** @param select `SELECT … FROM leases e JOIN …`, to-one joins only. */
  constructor(
    private readonly database: Queries,
    private readonly select: string,
    private readonly reach: Reach,
  ) {}

  rows(
    scope: Scope,
    accounts: readonly number[],
    order: Order,
    request: PageRequest,
    search: LeaseSearch,
  ): Promise<Row[]> {
    const by = order
      .map(
        ({ column, descending }) => `${column} ${descending === request.backward ? 'ASC' : 'DESC'}`,
      )
      .join(', ');
    const pages = accounts.map((account) => {
      const { from, condition } = this.found(account, search);
      const page = pageStatement(sql`SELECT e.id ${from}`, condition, order, request);
      return sql`${raw(this.select)} JOIN (${page}) picked ON picked.id = e.id
        WHERE ${this.reach} ORDER BY ${raw(`${by} LIMIT ${request.size + 1}`)}`;
    });
    return this.database.rows<Row>(scope, unionAll(pages));
  }

  async counts(
    scope: Scope,
    accounts: readonly number[],
    search: LeaseSearch,
  ): Promise<Map<number, number>> {
    const counts = accounts.map((account) => {
      const { from, condition } = this.found(account, search);
      return sql`SELECT ${account} AS parent, COUNT(*) AS count ${from} WHERE ${condition}`;
    });
    const rows = await this.database.rows<{ parent: number | string; count: number }>(
      scope,
      unionAll(counts),
    );
    return new Map(rows.map(({ parent, count }) => [Number(parent), count]));
  }

  private found(
    account: number,
    search: LeaseSearch,
  ): { from: Statement<false>; condition: Statement<true> } {
    const { status, now } = search;
    const text = search.search?.trim() ?? '';
    const ofStatus = status === null ? TRUE : sql`e.status = ${status}`;
    const own = sql`${this.reach} AND e.account_id = ${account} AND ${ofStatus} AND ${ofUse(search)}`;
    if (text === '') return { from: raw('FROM leases e'), condition: own };
    // What runs on servers of that name is found once, not for every lease anew.
    const from = sql`FROM leases e LEFT JOIN (
      SELECT DISTINCT v.license_id FROM activations v
      WHERE v.account_id = ${account} AND v.server_name LIKE ${`${escaped(text)}%`} AND ${running(now)}
    ) served ON served.license_id = e.license_id`;
    const key = sql`(SELECT l.id FROM licenses l WHERE l.key_hash = ${hashOfKey(text)})`;
    const condition = sql`${own} AND (e.customer_email LIKE ${`%${escaped(normalizeEmail(text))}%`}
      OR e.number = ${text.toUpperCase()} OR e.license_id = ${key} OR served.license_id IS NOT NULL)`;
    return { from, condition };
  }
}
