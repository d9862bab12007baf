import type { Queries } from '../../database/database';
import { hasEmailPart } from '../../database/like';
import { pageStatement, unionAll, type Order, type PageRequest } from '../../database/page';
import type { Scope } from '../../database/scope';
import { join, raw, sql, TRUE, type Reach, type Statement } from '../../database/sql';
import type { Day } from '../../domain/billing/calendar';
import { given, integer } from '../../database/computed';
import { select, type Select } from '../../database/select';
import { normalizeServerName } from '../../domain/licensing/server-name';
import { silentBefore, type LeaseStatus } from '../../domain/leasing/lease';
import { licenseOfKey } from '../license/former-key.repository';

export interface Between<Value> {
  readonly from: Value | null;
  readonly to: Value | null;
}

const ANY = { from: null, to: null };

/** Finds every lease. */
export const EVERY_LEASE = {
  ...{ status: null, search: null, idle: null, products: null },
  ...{ started: ANY, stopped: ANY, monthlyPrice: null },
} as const;

/** Which of a provider's leases. */
export interface LeaseSearch {
  readonly status: LeaseStatus | null;
  /** As typed; null and blank find everything. */
  readonly search: string | null;
  /** Only those that are paid for without being used, or only those that are used; null for both. */
  readonly idle: boolean | null;
  /** Keys of products, of which it is for one; null for any. */
  readonly products: readonly number[] | null;
  /** Days between which it was started, and stopped, both included; null for any. */
  readonly started: Between<Day>;
  readonly stopped: Between<Day>;
  /** What a month costs on a day, in minor units, both included; null for any. */
  readonly monthlyPrice: (Between<number> & { readonly on: Day }) | null;
  /** When it is asked: what runs on a server, and what is idle, depends on it. */
  readonly now: Date;
}

const COUNTED = select({ count: integer('COUNT(*)') }).fromLike('leases e');

/** An installation `v` that runs at `now`: as `runs` in the domain. */
const running = (now: Date): Statement<false> =>
  sql`v.deactivated_at IS NULL AND (v.ends_at IS NULL OR v.ends_at > ${now})`;

/**
 * As `idleSince` in the domain, which says since when; only what runs can be idle. A value, for of an EXISTS the
 * servers make a join with all that runs anywhere.
 */
function ofUse({ idle, now }: LeaseSearch): Statement<false> {
  if (idle === null) return TRUE;
  const used = sql`(SELECT 1 FROM activations v
    WHERE v.account_id = e.account_id AND v.license_id = e.license_id AND ${running(now)}
      AND v.last_seen_at >= ${silentBefore(now)} LIMIT 1)`;
  return sql`e.status = 'ACTIVE' AND COALESCE(${used}, 0) = ${idle ? 0 : 1}`;
}

const within = (column: Statement<false>, { from, to }: Between<Day | number>): Statement<false> =>
  sql`${from === null ? TRUE : sql`${column} >= ${from}`} AND ${to === null ? TRUE : sql`${column} <= ${to}`}`;

const isOpen = ({ from, to }: Between<Day | number>): boolean => from === null && to === null;

/** What is on lease, since and until when, and what a month of it costs by the terms that hold, or held last. */
function ofTerms({ products, started, stopped, monthlyPrice }: LeaseSearch): Statement<false> {
  const price = sql`(SELECT t.monthly_price FROM lease_terms t
    WHERE t.lease_id = e.id AND t.valid_from <= ${monthlyPrice?.on ?? null} ORDER BY t.valid_from DESC LIMIT 1)`;
  // A value, as in `ofUse`.
  const product = sql`COALESCE((SELECT 1 FROM licenses k
    WHERE k.id = e.license_id AND k.product_id IN (${products ?? []}) LIMIT 1), 0) = 1`;
  return sql`${products === null ? TRUE : products.length === 0 ? raw('FALSE') : product}
    AND ${isOpen(started) ? TRUE : within(raw('e.started_on'), started)}
    AND ${isOpen(stopped) ? TRUE : within(raw('e.stopped_on'), stopped)}
    AND ${monthlyPrice === null ? TRUE : within(price, monthlyPrice)}`;
}

/** Where leases that are looked for come from, and what they must be like. */
interface Way {
  readonly from: Statement<false>;
  readonly condition: Statement<true>;
  /** That no way before finds the lease. */
  readonly others: Statement<false>;
}

/**
 * The statements of a provider's list of leases (R41). What is searched and sorted by stands in covering
 * indexes of the provider's own rows: a page of keys comes from there, and only its rows are read whole.
 */
export class LeaseSearchQuery<Row extends object> {
  /** @param select From leases `e`, with to-one joins only. */
  constructor(
    private readonly database: Queries,
    private readonly select: Select<Row>,
    private readonly reach: Reach,
  ) {}

  /** The rows of each account's page, account after account, one row more than the page has. */
  rows(
    scope: Scope,
    accounts: readonly number[],
    order: Order,
    request: PageRequest,
    search: LeaseSearch,
  ): Promise<Row[]> {
    const pages = accounts.map((account) => {
      // The first rows of each way in; among them are the first of all.
      const picked = join(
        this.waysIn(account, search).map(
          ({ from, condition }) =>
            sql`(${pageStatement(sql`SELECT e.id ${from}`, condition, order, request)})`,
        ),
        ' UNION ',
      );
      const joined: Statement = sql`${this.select} JOIN (${picked}) picked ON picked.id = e.id`;
      return pageStatement(joined as Statement<true, Row>, sql`${this.reach}`, order, request);
    });
    return this.database.rows(scope, unionAll(pages));
  }

  async counts(
    scope: Scope,
    accounts: readonly number[],
    search: LeaseSearch,
  ): Promise<Map<number, number>> {
    const counts = accounts.flatMap((account) =>
      this.waysIn(account, search).map(
        ({ from, condition, others }) =>
          sql`${COUNTED.with({ parent: given(sql`${account}`) })} ${from} WHERE ${condition} AND ${others}`,
      ),
    );
    const rows = await this.database.rows(scope, unionAll(counts));
    const found = new Map<number, number>();
    for (const { parent, count } of rows)
      found.set(Number(parent), (found.get(Number(parent)) ?? 0) + count);
    return found;
  }

  private waysIn(account: number, search: LeaseSearch): readonly Way[] {
    const { status, now } = search;
    const text = search.search?.trim() ?? '';
    const ofStatus = status === null ? TRUE : sql`e.status = ${status}`;
    const own = sql`${this.reach} AND e.account_id = ${account} AND ${ofStatus}`;
    const ofIdleness = sql`${ofUse(search)} AND ${ofTerms(search)}`;
    const all = raw('FROM leases e');
    if (text === '') return [{ from: all, condition: sql`${own} AND ${ofIdleness}`, others: TRUE }];
    const itself = sql`(${hasEmailPart(raw('e.customer_email'), text)}
      OR e.number = ${text.toUpperCase()} OR e.license_id = ${licenseOfKey(text, now)})`;
    // From the few servers of that name to their leases, never the other way round.
    const served = sql`FROM (
      SELECT DISTINCT v.license_id FROM activations v
      WHERE v.account_id = ${account} AND v.server_name = ${normalizeServerName(text)} AND ${running(now)}
    ) served STRAIGHT_JOIN leases e ON e.account_id = ${account} AND e.license_id = served.license_id`;
    return [
      { from: all, condition: sql`${own} AND ${itself} AND ${ofIdleness}`, others: TRUE },
      { from: served, condition: sql`${own} AND ${ofIdleness}`, others: sql`NOT ${itself}` },
    ];
  }
}
