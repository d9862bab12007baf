import type { Actor } from '../../domain/access/actor';
import { ownedBy } from '../../domain/access/row-grants';
import type { ContactMail } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
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

/** What can be written of a contact. */
export interface ContactValues {
  readonly firstName: string;
  readonly lastName: string;
  /** Normalised. */
  readonly email: string;
  readonly country: string;
  readonly receives: readonly ContactMail[];
  readonly supportAuthorized: boolean;
}

function received({ standard, summary, notices }: Stored): ContactMail[] {
  const receives: ContactMail[] = [];
  if (standard === 1) receives.push('STANDARD_INVOICES');
  if (summary === 1) receives.push('SUMMARY_INVOICES');
  if (notices === 1) receives.push('IMPORTANT_NOTICES');
  return receives;
}

// Field by field: a rest and a spread of every row cost more than all else here.
function toRow(actor: Actor, row: Stored): ContactRow {
  return {
    __typename: 'Contact',
    pk: row.pk,
    accountId: row.accountId,
    firstName: row.firstName,
    lastName: row.lastName,
    email: row.email,
    country: row.country,
    receives: received(row),
    supportAuthorized: row.supportAuthorized,
    grants: ownedBy(actor, row.accountId),
  };
}

export class ContactRepository {
  readonly ofAccount: RowList<Stored, ContactRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'FROM contacts c',
      parent: 'c.account_id',
      reach: reachAccounts('c.account_id'),
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<ContactRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE c.id IN (${keys}) AND ${reachAccounts('c.account_id')}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Adds a contact to an account. @returns its key. @throws when the account is out of reach. */
  add(scope: Scope, accountId: number, contact: ContactValues, now: Date): Promise<number> {
    const { firstName, lastName, email, country, receives, supportAuthorized } = contact;
    return this.database.insert(
      scope,
      sql`INSERT INTO contacts (account_id, first_name, last_name, email, country, receives_standard_invoices,
            receives_summary_invoices, receives_important_notices, support_authorized, created_at)
          SELECT a.id, ${firstName}, ${lastName}, ${email}, ${country}, ${receives.includes('STANDARD_INVOICES')},
            ${receives.includes('SUMMARY_INVOICES')}, ${receives.includes('IMPORTANT_NOTICES')},
            ${supportAuthorized}, ${now}
          FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
    );
  }

  /** The contact as it is, locked until the transaction ends; null when it is gone. */
  async lock(scope: Scope, key: number): Promise<(ContactValues & { accountId: number }) | null> {
    const row = await this.database.row<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE c.id = ${key} AND ${reachAccounts('c.account_id')} FOR UPDATE`,
    );
    return (
      row && {
        accountId: row.accountId,
        firstName: row.firstName,
        lastName: row.lastName,
        email: row.email,
        country: row.country,
        receives: received(row),
        supportAuthorized: row.supportAuthorized === 1,
      }
    );
  }

  async update(scope: Scope, key: number, contact: ContactValues): Promise<void> {
    const { firstName, lastName, email, country, receives, supportAuthorized } = contact;
    await this.database.write(
      scope,
      sql`UPDATE contacts SET first_name = ${firstName}, last_name = ${lastName}, email = ${email},
            country = ${country}, receives_standard_invoices = ${receives.includes('STANDARD_INVOICES')},
            receives_summary_invoices = ${receives.includes('SUMMARY_INVOICES')},
            receives_important_notices = ${receives.includes('IMPORTANT_NOTICES')},
            support_authorized = ${supportAuthorized}
          WHERE id = ${key} AND ${reachAccounts('account_id')}`,
    );
  }

  async remove(scope: Scope, key: number): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM contacts WHERE id = ${key} AND ${reachAccounts('account_id')}`,
    );
  }
}
