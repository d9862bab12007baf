import type { Actor } from '../../domain/people/actor';
import { rightsOn } from '../../domain/people/row-grants';
import type { CustomerRelation } from '../../domain/reselling/customer';
import type { Queries } from '../../database/database';
import { contains, hasEmailPart } from '../../database/like';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, raw, sql, type Statement } from '../../database/sql';
import { AccountEntity } from '../../database/entities/account.entity';
import { CustomerEntity } from '../../database/entities/customer.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';
import { seesRelation } from './customer.lists';
import type { CustomerRow } from './customer.types';

export interface CustomerConditions {
  /** One of these at least. */
  readonly relations: readonly CustomerRelation[];
  readonly search: string | null;
}

const FROM = 'customers k JOIN accounts c ON c.id = k.customer_account_id';
const k = table(CustomerEntity, 'k');
const c = table(AccountEntity, 'c');
const l = table(LicenseEntity, 'l');
const COLUMNS = {
  pk: k.id,
  ...pick(k, 'accountId', 'customerAccountId', 'resold', 'leased'),
  ...pick(c, 'name', 'email'),
};
const SELECT = select(COLUMNS).from(FROM);
const OF_LICENSES = select({ licenseId: l.id, ...COLUMNS }).from(
  `licenses l JOIN customers k ON k.account_id = l.account_id AND k.customer_account_id = l.customer_account_id
     JOIN accounts c ON c.id = k.customer_account_id`,
);
const PARTNER = reachAccounts('k.account_id');

function toRow(actor: Actor, { resold, leased, ...row }: RowOf<typeof SELECT>): CustomerRow {
  const grants = rightsOn(actor, {
    SELLER: resold === 1 ? row.accountId : null,
    PROVIDER: leased === 1 ? row.accountId : null,
  });
  const relations: CustomerRelation[] = [];
  if (resold === 1 && seesRelation(actor, 'RESOLD', grants.SELLER)) relations.push('RESOLD');
  if (leased === 1 && seesRelation(actor, 'LEASED', grants.PROVIDER)) relations.push('LEASED');
  return { __typename: 'Customer', ...row, relations, grants };
}

/** The customers of a partner: names and addresses, and nothing else of their accounts. */
export class CustomerRepository {
  private readonly ofPartner: ListQuery<RowOf<typeof SELECT>>;

  constructor(private readonly database: Queries) {
    this.ofPartner = new ListQuery(database, {
      select: SELECT,
      from: FROM,
      parent: 'k.account_id',
      reach: PARTNER,
    });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<CustomerRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE k.id IN (${keys}) AND ${PARTNER}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** The customers to whom a partner resold or leased licenses, each with the license. */
  async ofLicenses(
    scope: Scope,
    licenses: readonly number[],
  ): Promise<(CustomerRow & { readonly licenseId: number })[]> {
    const rows = await this.database.rows(
      scope,
      sql`${OF_LICENSES} WHERE l.id IN (${licenses}) AND l.origin <> 'PURCHASED' AND ${PARTNER}`,
    );
    return rows.map(({ licenseId, ...row }) => ({ ...toRow(scope.actor, row), licenseId }));
  }

  /** Those customers of a partner that are these accounts. */
  async ofAccounts(
    scope: Scope,
    partner: number,
    accounts: readonly number[],
  ): Promise<CustomerRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE k.account_id = ${partner} AND k.customer_account_id IN (${accounts}) AND ${PARTNER}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  async rows(
    scope: Scope,
    partners: readonly number[],
    conditions: CustomerConditions,
    order: Order,
    request: PageRequest,
  ): Promise<CustomerRow[]> {
    const rows = await this.ofPartner.rows(scope, partners, order, request, matching(conditions));
    return rows.map((row) => toRow(scope.actor, row));
  }

  counts(
    scope: Scope,
    partners: readonly number[],
    conditions: CustomerConditions,
  ): Promise<Map<number, number>> {
    return this.ofPartner.counts(scope, partners, matching(conditions));
  }
}

const RELATED = { RESOLD: sql`k.resold = 1`, LEASED: sql`k.leased = 1` } as const;

function matching({ relations, search }: CustomerConditions): Statement<false> {
  const related =
    relations.length === 0
      ? raw('FALSE')
      : sql`(${join(
          relations.map((relation) => RELATED[relation]),
          ' OR ',
        )})`;
  if (search === null || search.trim() === '') return related;
  const part = contains(search.trim());
  return sql`${related} AND (c.name LIKE ${part} OR ${hasEmailPart(raw('c.email'), search)})`;
}
