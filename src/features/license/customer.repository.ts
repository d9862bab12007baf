import type { Queries } from '../../database/database';
import { licenseGrants } from '../../domain/licensing/license';
import { contains } from '../../database/like';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { AccountEntity } from '../../database/entities/account.entity';
import { LicenseEntity } from '../../database/entities/license.entity';
import { oneOf } from '../../database/computed';
import { type RowOf, select } from '../../database/select';
import { table } from '../../database/table';
import { hasEmailPart } from './license-filter.repository';
import type { CustomerRelation, CustomerRow } from './license.types';

export interface CustomerConditions {
  readonly relations: readonly CustomerRelation[];
  readonly search: string | null;
}

// One row per partner, customer and relation, however many licenses lie between them.
const FROM = 'licenses l JOIN accounts c ON c.id = l.customer_account_id';
const l = table(LicenseEntity, 'l');
const c = table(AccountEntity, 'c');
const SELECT = select(
  {
    partnerAccountId: l.accountId,
    pk: c.id,
    relation: oneOf(l.origin, 'RESOLD', 'LEASED'),
    name: c.name,
    email: c.email,
  },
  'DISTINCT',
).from(FROM);

/** The customers of a partner: names and addresses, and nothing else of their accounts. */
export class CustomerRepository {
  private readonly ofPartner: ListQuery<RowOf<typeof SELECT>>;

  constructor(database: Queries) {
    this.ofPartner = new ListQuery(database, {
      select: SELECT,
      from: FROM,
      count: 'COUNT(DISTINCT l.customer_account_id, l.origin)',
      parent: 'l.account_id',
      reach: reachAccounts('l.account_id'),
    });
  }

  async rows(
    scope: Scope,
    partners: readonly number[],
    conditions: CustomerConditions,
    order: Order,
    request: PageRequest,
  ): Promise<CustomerRow[]> {
    const rows = await this.ofPartner.rows(scope, partners, order, request, matching(conditions));
    return rows.map((row) => ({
      ...row,
      grants: licenseGrants(scope.actor, {
        origin: row.relation,
        accountId: row.partnerAccountId,
        customerAccountId: null,
      }),
    }));
  }

  counts(
    scope: Scope,
    partners: readonly number[],
    conditions: CustomerConditions,
  ): Promise<Map<number, number>> {
    return this.ofPartner.counts(scope, partners, matching(conditions));
  }
}

function matching({ relations, search }: CustomerConditions): Statement<false> {
  const related = sql`l.origin IN (${relations})`;
  if (search === null || search.trim() === '') return related;
  const part = contains(search.trim());
  return sql`${related} AND (c.name LIKE ${part} OR ${hasEmailPart(raw('c.email'), search)})`;
}
