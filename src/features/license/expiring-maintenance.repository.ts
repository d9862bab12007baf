import type { Day } from '../../domain/billing/calendar';
import type { LicenseOrigin } from '../../domain/licensing/license';
import type { StepWindow } from '../../domain/licensing/maintenance-notice';
import { update } from '../../database/changes';
import type { Queries } from '../../database/database';
import { AccountEntity } from '../../database/entities/account.entity';
import { LicenseAddOnEntity, LicenseEntity } from '../../database/entities/license.entity';
import { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { pick, select } from '../../database/select';
import { join, raw, sql, type Statement } from '../../database/sql';
import { outerTable, table } from '../../database/table';

/** Who is mailed: the account that runs a license, or the reseller that sold it or has it in stock. */
export type NotifiedSide = 'CUSTOMER' | 'SELLER';

/** A license of whose maintenance an account is to be mailed. */
export interface DueLicense {
  readonly pk: number;
  readonly accountId: number;
  readonly accountNumber: string;
  readonly endsOn: Day;
}

/** What of it a mail says. */
export interface ExpiringLicense {
  readonly pk: number;
  /** The account that is mailed. */
  readonly accountId: number;
  readonly origin: LicenseOrigin;
  readonly endsOn: Day;
  readonly notifiedOn: Day | null;
  readonly product: string;
  readonly addOns: readonly string[];
  readonly payer: string;
  /** Null in stock. */
  readonly customer: string | null;
}

const l = table(LicenseEntity, 'l');
const p = table(ProductEntity, 'p');
const a = table(AccountEntity, 'a');
const c = outerTable(AccountEntity, 'c');
const la = table(LicenseAddOnEntity, 'la');
const n = table(AddOnEntity, 'n');

/** The account that is mailed, and the day on which it last was, by the side. */
const SIDE = {
  CUSTOMER: { account: 'l.customer_account_id', notified: 'l.customer_notified_on', also: 'TRUE' },
  SELLER: {
    account: 'l.account_id',
    notified: 'l.seller_notified_on',
    also: "l.origin = 'RESOLD'",
  },
} as const;

const FOUND = select({
  pk: l.id,
  accountId: a.id,
  accountNumber: a.number,
  endsOn: l.maintenanceTo,
});
const findOn = (side: NotifiedSide) =>
  FOUND.from(`licenses l JOIN accounts a ON a.id = ${SIDE[side].account}`);
const FIND = { CUSTOMER: findOn('CUSTOMER'), SELLER: findOn('SELLER') } as const;
const LOCK = select({ pk: l.id }).from('licenses l');
const READ = select({
  pk: l.id,
  ...pick(l, 'accountId', 'customerAccountId', 'origin', 'customerNotifiedOn', 'sellerNotifiedOn'),
  endsOn: l.maintenanceTo,
  product: p.name,
  payer: a.name,
  customer: c.name,
}).from(`licenses l JOIN products p ON p.id = l.product_id JOIN accounts a ON a.id = l.account_id
  LEFT JOIN accounts c ON c.id = l.customer_account_id`);
const ADD_ONS = select({ license: la.licenseId, name: n.name }).from(
  'license_add_ons la JOIN add_ons n ON n.id = la.add_on_id',
);
const REACH = reachAccounts('l.account_id', 'l.customer_account_id');

/** Licenses that are at a step of which their account was not mailed yet. */
const due = (side: NotifiedSide, windows: readonly StepWindow[]): Statement<false> => {
  const notified = raw(SIDE[side].notified);
  const steps = windows.map(
    ({ from, to, lead }) =>
      sql`(l.maintenance_to BETWEEN ${from} AND ${to}
           AND (${notified} IS NULL OR ${notified} < l.maintenance_to - INTERVAL ${lead} DAY))`,
  );
  return sql`l.status NOT IN ('SUSPENDED', 'ENDED') AND l.origin <> 'LEASED' AND ${raw(SIDE[side].also)} AND (${join(steps, ' OR ')})`;
};

/** Licenses of whose end of maintenance people are mailed, once for each step. */
export class ExpiringMaintenanceRepository {
  constructor(private readonly database: Queries) {}

  /** Some of those that are due, by last day and key, after one of them: along an index, so that all pages together read it once. */
  async find(
    scope: SystemScope,
    side: NotifiedSide,
    windows: readonly StepWindow[],
    after: { readonly endsOn: Day; readonly pk: number } | null,
    size: number,
  ): Promise<DueLicense[]> {
    const days = windows.flatMap(({ from, to }) => [from, to]).sort();
    const first = after?.endsOn ?? days[0] ?? null;
    const past = after?.pk ?? 0;
    const rows = await this.database.rows(
      scope,
      sql`${FIND[side]}
          WHERE l.maintenance_to BETWEEN ${first} AND ${days.at(-1) ?? null}
            AND (l.maintenance_to > ${first} OR l.id > ${past})
            AND ${due(side, windows)} AND ${REACH}
          ORDER BY l.maintenance_to, l.id ${raw(`LIMIT ${size}`)}`,
    );
    return rows.flatMap(({ endsOn, ...row }) => (endsOn === null ? [] : [{ ...row, endsOn }]));
  }

  /** All of some accounts that are still due, locked until the transaction ends: by account, last day and key. */
  async lockDue(
    scope: SystemScope,
    side: NotifiedSide,
    windows: readonly StepWindow[],
    accounts: readonly number[],
  ): Promise<ExpiringLicense[]> {
    const of = raw(SIDE[side].account);
    const locked = await this.database.rows(
      scope,
      sql`${LOCK} WHERE ${of} IN (${accounts}) AND ${due(side, windows)} AND ${REACH} ORDER BY l.id FOR UPDATE`,
    );
    if (locked.length === 0) return [];
    const keys = locked.map(({ pk }) => pk);
    const rows = await this.database.rows(
      scope,
      sql`${READ} WHERE l.id IN (${keys}) AND ${REACH} ORDER BY ${of}, l.maintenance_to, l.id`,
    );
    const addOns = await this.database.rows(
      scope,
      sql`${ADD_ONS} WHERE la.license_id IN (${keys}) AND ${reachAccounts('la.account_id')} ORDER BY n.id`,
    );
    const namesOf = new Map<number, string[]>();
    for (const { license, name } of addOns)
      namesOf.set(license, [...(namesOf.get(license) ?? []), name]);
    return rows.flatMap(({ pk, origin, endsOn, product, payer, customer, ...row }) => {
      const accountId = side === 'CUSTOMER' ? row.customerAccountId : row.accountId;
      const notifiedOn = side === 'CUSTOMER' ? row.customerNotifiedOn : row.sellerNotifiedOn;
      if (accountId === null || endsOn === null) return [];
      const names = namesOf.get(pk) ?? [];
      return [
        { pk, accountId, origin, endsOn, notifiedOn, product, addOns: names, payer, customer },
      ];
    });
  }

  /** Notes that their account is mailed. */
  async markNotified(
    scope: SystemScope,
    side: NotifiedSide,
    keys: readonly number[],
    today: Day,
  ): Promise<void> {
    await this.database.write(
      scope,
      update(
        l,
        side === 'CUSTOMER' ? { customerNotifiedOn: today } : { sellerNotifiedOn: today },
        sql`WHERE l.id IN (${keys}) AND ${REACH}`,
      ),
    );
  }
}
