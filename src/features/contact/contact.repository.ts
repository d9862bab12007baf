import type { Actor } from '../../domain/access/actor';
import { ownedBy } from '../../domain/access/row-grants';
import type { ContactMail } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { ContactRow } from './contact.types';

interface Stored extends Omit<ContactRow, '__typename' | 'grants' | 'receives'> {
  readonly standard: number;
  readonly summary: number;
  readonly notices: number;
}

const SELECT = `SELECT c.id AS pk, c.account_id AS accountId, c.first_name AS firstName,
  c.last_name AS lastName, c.email, c.country, c.receives_standard_invoices AS standard,
  c.receives_summary_invoices AS summary, c.receives_important_notices AS notices,
  c.support_authorized AS supportAuthorized FROM contacts c`;

// Field by field: a rest and a spread of every row cost more than all else here.
function toRow(actor: Actor, row: Stored): ContactRow {
  const receives: ContactMail[] = [];
  if (row.standard === 1) receives.push('STANDARD_INVOICES');
  if (row.summary === 1) receives.push('SUMMARY_INVOICES');
  if (row.notices === 1) receives.push('IMPORTANT_NOTICES');
  return {
    __typename: 'Contact',
    pk: row.pk,
    accountId: row.accountId,
    firstName: row.firstName,
    lastName: row.lastName,
    email: row.email,
    country: row.country,
    receives,
    supportAuthorized: row.supportAuthorized,
    grants: ownedBy(actor, row.accountId),
  };
}

export class ContactRepository {
  private readonly ofAccount: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    this.ofAccount = new ListQuery(database, {
      select: SELECT,
      from: 'FROM contacts c',
      parent: 'c.account_id',
      reach: reachAccounts('c.account_id'),
    });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<ContactRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE c.id IN (${keys}) AND ${reachAccounts('c.account_id')}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  async rows(
    scope: Scope,
    parents: readonly number[],
    _filter: null,
    order: Order,
    request: PageRequest,
  ): Promise<ContactRow[]> {
    const rows = await this.ofAccount.rows(scope, parents, order, request);
    return rows.map((row) => toRow(scope.actor, row));
  }

  counts(scope: Scope, parents: readonly number[], _filter: null): Promise<Map<number, number>> {
    return this.ofAccount.counts(scope, parents);
  }
}
