import type { Queries } from '../../database/database';
import { drawNumbers } from '../../database/number-counters';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, sql, type Statement } from '../../database/sql';
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

/** Terms that a lease gets. */
export interface LeaseTermChange extends NewTerm {
  readonly lease: number;
  /** Whether there are terms of that day, which they replace. */
  readonly replaces: boolean;
}

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
  readonly licenseId: number;
  readonly status: LeaseStatus;
  readonly currency: Currency;
  /** What it has by its last terms. */
  readonly agreed: AgreedTerms;
}

const l = table(LicenseEntity, 'l');
const e = table(LeaseEntity, 'e');
const LOCK = select({
  pk: e.id,
  ...pick(e, 'accountId', 'licenseId', 'status', 'currency', 'startedOn', 'stoppedOn'),
}).from('leases e');
const t = table(LeaseTermEntity, 't');
const TERMS = select({
  pk: t.id,
  leaseId: t.leaseId,
  from: t.validFrom,
  productKey: t.productId,
  price: t.monthlyPrice,
}).from('lease_terms t JOIN leases e ON e.id = t.lease_id');
const x = table(LeaseTermAddOnEntity, 'x');
const AGREED = select({ leaseTermId: x.leaseTermId, key: x.addOnId, price: x.monthlyPrice }).from(
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
    await this.setTerms(scope, [{ ...lease, lease: pk, validFrom: startedOn, replaces: false }]);
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

  /**
   * Leases with their terms, locked until the transaction ends, in the order of their keys: three statements, however
   * many. @throws when one is out of reach.
   */
  async lock(scope: Scope, leases: readonly number[]): Promise<LockedLease[]> {
    const found = await this.database.rows(
      scope,
      sql`${LOCK} WHERE e.id IN (${leases}) AND ${PROVIDER} ORDER BY e.id FOR UPDATE`,
    );
    if (found.length !== new Set(leases).size) throw new Error('The lease is out of reach');
    const rows = await this.database.rows(
      scope,
      sql`${TERMS} WHERE t.lease_id IN (${leases}) AND ${PROVIDER} ORDER BY t.lease_id, t.valid_from`,
    );
    const termsOf = new Map<number, StoredTerm[]>(found.map(({ pk }) => [pk, []]));
    for (const row of rows) termsOf.get(row.leaseId)?.push(row);
    const last = [...termsOf.values()].map((terms) => terms.at(-1));
    const agreed = await this.agreed(scope, last);
    return found.map((lease) => {
      const terms = termsOf.get(lease.pk) ?? [];
      return {
        ...lease,
        terms: terms.map(({ from, price }) => ({ from, monthlyPrice: BigInt(price) })),
        agreed: agreed.get(terms.at(-1)?.pk ?? 0) as AgreedTerms,
      };
    });
  }

  /** What the product of terms costs is what their add-ons leave of the whole. By the key of the terms. */
  private async agreed(
    scope: Scope,
    last: readonly (StoredTerm | undefined)[],
  ): Promise<Map<number, AgreedTerms>> {
    const terms = last.map((one) => {
      if (one === undefined) throw new Error('The lease has no terms');
      return one;
    });
    const rows = await this.database.rows(
      scope,
      sql`${AGREED} WHERE x.lease_term_id IN (${terms.map(({ pk }) => pk)}) AND ${PROVIDER}`,
    );
    return new Map(
      terms.map(({ pk, productKey, price }) => {
        const of = rows.filter(({ leaseTermId }) => leaseTermId === pk);
        const addOns = new Map(of.map((row) => [row.key, BigInt(row.price)]));
        const product = BigInt(price) - sum(addOns.values());
        return [pk, { productKey, prices: { product, addOns } }];
      }),
    );
  }

  /** Terms from a day on; those that began on the same day are replaced (R43). Four statements, however many leases. */
  async setTerms(scope: Scope, changes: readonly LeaseTermChange[]): Promise<void> {
    const [replaced, added] = [
      changes.filter(({ replaces }) => replaces),
      changes.filter(({ replaces }) => !replaces),
    ];
    if (added.length > 0)
      await this.database.write(
        scope,
        insertRows(
          LeaseTermEntity,
          added.map(({ lease, validFrom, productId, prices, now }) => ({
            accountId: sql`(SELECT e.account_id FROM leases e WHERE e.id = ${lease} AND ${PROVIDER})`,
            leaseId: lease,
            validFrom,
            productId,
            monthlyPrice: monthlyTotal(prices),
            createdAt: now,
          })),
        ),
      );
    if (replaced.length > 0) await this.replace(scope, replaced);
    const addOns = changes.flatMap(({ lease, validFrom, prices }) => {
      const term = sql`FROM lease_terms t JOIN leases e ON e.id = t.lease_id
        WHERE t.lease_id = ${lease} AND t.valid_from = ${validFrom} AND ${PROVIDER}`;
      return [...prices.addOns].map(([addOnId, price]) => ({
        leaseTermId: sql`(SELECT t.id ${term})`,
        addOnId,
        accountId: sql`(SELECT t.account_id ${term})`,
        monthlyPrice: price,
      }));
    });
    if (addOns.length > 0)
      await this.database.write(scope, insertRows(LeaseTermAddOnEntity, addOns));
  }

  private async replace(scope: Scope, changes: readonly LeaseTermChange[]): Promise<void> {
    const days = join(
      changes.map(
        ({ lease, validFrom }) => sql`(t.lease_id = ${lease} AND t.valid_from = ${validFrom})`,
      ),
      ' OR ',
    );
    const each = (value: (change: LeaseTermChange) => Statement<false>) =>
      join(
        changes.map((change) => sql`WHEN ${change.lease} THEN ${value(change)}`),
        ' ',
      );
    const products = each(({ productId }) => sql`${productId}`);
    const prices = each((change) => sql`${monthlyTotal(change.prices)}`);
    const found = await this.database.write(
      scope,
      sql`UPDATE lease_terms t JOIN leases e ON e.id = t.lease_id
          SET t.product_id = CASE t.lease_id ${products} END, t.monthly_price = CASE t.lease_id ${prices} END,
            t.created_at = ${changes[0]?.now ?? null}
          WHERE (${days}) AND ${PROVIDER}`,
    );
    if (found !== changes.length) throw new Error('The lease changed while it was locked');
    await this.database.write(
      scope,
      sql`DELETE x FROM lease_term_add_ons x JOIN lease_terms t ON t.id = x.lease_term_id
          JOIN leases e ON e.id = t.lease_id WHERE (${days}) AND ${PROVIDER}`,
    );
  }

  /** @throws when one does not run. */
  async stop(scope: Scope, leases: readonly number[], stoppedOn: Day, now: Date): Promise<void> {
    const found = await this.database.write(
      scope,
      update(
        e,
        { status: 'STOPPED', stoppedAt: now, stoppedOn },
        sql`WHERE e.id IN (${leases}) AND e.status = 'ACTIVE' AND ${PROVIDER}`,
      ),
    );
    if (found !== leases.length) throw new Error('The lease changed while it was locked');
  }
}
