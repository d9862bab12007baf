import type { Queries } from '../../database/database';
import { drawNumbers } from '../../database/number-counters';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { Day } from '../../domain/billing/calendar';
import type { LeaseFacts } from '../../domain/billing/lease-charge';
import { sum, type Currency } from '../../domain/billing/money';
import type { LeaseStatus } from '../../domain/leasing/lease';
import {
  monthlyTotal,
  type AgreedTerms,
  type MonthlyPrices,
} from '../../domain/leasing/lease-terms';
import {
  LeaseEntity,
  LeaseTermAddOnEntity,
  LeaseTermEntity,
} from '../../database/entities/lease.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { insertInto, insertRows, update } from '../../database/changes';
import { type RowOf, pick, select } from '../../database/select';
import { table } from '../../database/table';

const PROVIDER = reachAccounts('e.account_id');

/** Terms from a day on. */
export interface NewTerm {
  readonly validFrom: Day;
  readonly productId: number;
  /** Of the product, and of all add-ons that there are. */
  readonly prices: MonthlyPrices;
  readonly now: Date;
}

/** A lease that is to be started; its terms begin with it. */
export interface NewLease extends Omit<NewTerm, 'validFrom'> {
  readonly accountId: number;
  readonly licenseId: number;
  readonly customerAccountId: number;
  /** Normalized. */
  readonly customerEmail: string;
  readonly currency: Currency;
  readonly startedOn: Day;
}

type StoredTerm = RowOf<typeof TERMS>;

/** A lease as it is changed, locked. */
export interface LockedLease extends LeaseFacts {
  readonly pk: number;
  readonly accountId: number;
  readonly status: LeaseStatus;
  readonly currency: Currency;
  /** What it has by its last terms. */
  readonly agreed: AgreedTerms;
}

const l = table(LicenseEntity, 'l');
const e = table(LeaseEntity, 'e');
const LOCK = select({
  pk: e.id,
  ...pick(e, 'accountId', 'status', 'currency', 'startedOn', 'stoppedOn'),
}).from('leases e');
const t = table(LeaseTermEntity, 't');
const TERMS = select({
  pk: t.id,
  from: t.validFrom,
  productKey: t.productId,
  price: t.monthlyPrice,
}).from('lease_terms t JOIN leases e ON e.id = t.lease_id');
const x = table(LeaseTermAddOnEntity, 'x');
const AGREED = select({ key: x.addOnId, price: x.monthlyPrice }).from(
  'lease_term_add_ons x JOIN lease_terms t ON t.id = x.lease_term_id JOIN leases e ON e.id = t.lease_id',
);

/** What becomes of leases, for the provider. Whoever writes has locked the account. */
export class LeaseWritesRepository {
  constructor(private readonly database: Queries) {}

  /** A lease that has no number yet (`number`). @returns its key. @throws when the license is out of reach. */
  async start(scope: Scope, lease: NewLease): Promise<number> {
    const { customerAccountId, customerEmail, currency, startedOn, now } = lease;
    const pk = await this.database.insert(
      scope,
      insertInto(
        LeaseEntity,
        {
          number: sql`SUBSTRING(REPLACE(UUID(), '-', ''), 1, 20)`,
          accountId: l.accountId,
          licenseId: l.id,
          customerAccountId,
          customerEmail,
          status: 'ACTIVE',
          currency,
          startedAt: now,
          startedOn,
        },
        sql`FROM licenses l WHERE l.id = ${lease.licenseId} AND l.account_id = ${lease.accountId}
            AND ${reachAccounts('l.account_id')}`,
      ),
    );
    await this.setTerms(scope, pk, { ...lease, validFrom: startedOn });
    return pk;
  }

  /**
   * Gives new leases their numbers, `L-100001`, which are drawn last: what comes to nothing uses none.
   * @param dryRun No number is drawn then. @returns them, in the order of the leases.
   */
  async number(scope: Scope, leases: readonly number[], dryRun: boolean): Promise<string[]> {
    if (dryRun) return leases.map(() => 'L-…');
    const first = await drawNumbers(this.database, scope, 'LEASE', leases.length);
    await this.database.write(
      scope,
      update(
        e,
        { number: sql`CONCAT('L-', ${first - 1} + FIELD(e.id, ${leases}))` },
        sql`WHERE e.id IN (${leases}) AND ${PROVIDER}`,
      ),
    );
    return leases.map((_, at) => `L-${first + at}`);
  }

  /** The lease with its terms, locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, lease: number): Promise<LockedLease> {
    const found = await this.database.row(
      scope,
      sql`${LOCK} WHERE e.id = ${lease} AND ${PROVIDER} FOR UPDATE`,
    );
    if (found === null) throw new Error('The lease is out of reach');
    const terms = await this.database.rows(
      scope,
      sql`${TERMS} WHERE t.lease_id = ${lease} AND ${PROVIDER} ORDER BY t.valid_from`,
    );
    const last = terms.at(-1);
    if (last === undefined) throw new Error('The lease has no terms');
    return {
      ...found,
      terms: terms.map(({ from, price }) => ({ from, monthlyPrice: BigInt(price) })),
      agreed: await this.agreed(scope, last),
    };
  }

  /** What the product of terms costs is what their add-ons leave of the whole. */
  private async agreed(scope: Scope, { pk, productKey, price }: StoredTerm): Promise<AgreedTerms> {
    const rows = await this.database.rows(
      scope,
      sql`${AGREED} WHERE x.lease_term_id = ${pk} AND ${PROVIDER}`,
    );
    const addOns = new Map(rows.map((row) => [row.key, BigInt(row.price)]));
    return { productKey, prices: { product: BigInt(price) - sum(addOns.values()), addOns } };
  }

  /** Terms from a day on; those that began on the same day are replaced (R43). */
  async setTerms(scope: Scope, lease: number, term: NewTerm): Promise<void> {
    const { validFrom, productId, prices, now } = term;
    const monthlyPrice = monthlyTotal(prices);
    await this.database.write(
      scope,
      insertInto(
        LeaseTermEntity,
        {
          accountId: e.accountId,
          leaseId: e.id,
          validFrom,
          productId,
          monthlyPrice,
          createdAt: now,
        },
        sql`FROM leases e
          WHERE e.id = ${lease} AND ${PROVIDER}
          ON DUPLICATE KEY UPDATE product_id = ${productId}, monthly_price = ${monthlyPrice}, created_at = ${now}`,
      ),
    );
    const ofTerm = sql`t.lease_id = ${lease} AND t.valid_from = ${validFrom} AND ${PROVIDER}`;
    await this.database.write(
      scope,
      sql`DELETE x FROM lease_term_add_ons x JOIN lease_terms t ON t.id = x.lease_term_id
          JOIN leases e ON e.id = t.lease_id WHERE ${ofTerm}`,
    );
    if (prices.addOns.size === 0) return;
    const written = sql`FROM lease_terms t JOIN leases e ON e.id = t.lease_id WHERE ${ofTerm}`;
    const rows = [...prices.addOns].map(([addOnId, price]) => ({
      leaseTermId: sql`(SELECT t.id ${written})`,
      addOnId,
      accountId: sql`(SELECT t.account_id ${written})`,
      monthlyPrice: price,
    }));
    await this.database.write(scope, insertRows(LeaseTermAddOnEntity, rows));
  }

  /** @throws when it does not run. */
  async stop(scope: Scope, lease: number, stoppedOn: Day, now: Date): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        e,
        { status: 'STOPPED', stoppedAt: now, stoppedOn },
        sql`WHERE e.id = ${lease} AND e.status = 'ACTIVE' AND ${PROVIDER}`,
      ),
    );
    if (found !== 1) throw new Error('The lease changed while it was locked');
  }
}
