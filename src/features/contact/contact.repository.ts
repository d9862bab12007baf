import type { Actor } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import { CONTACT_MAIL, type ContactMail } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { ContactRow } from './contact.types';
import { ContactEntity } from '../../database/entities/contact.entity';
import { SupportRequestEntity } from '../../database/entities/support-request.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { flagColumns, flagged, flagsOf } from '../../database/flags';
import { insertInto, update } from '../../database/changes';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const c = table(ContactEntity, 'c');

const SELECT = select({
  pk: c.id,
  ...pick(c, 'accountId', 'firstName', 'lastName', 'email', 'country'),
  ...flagColumns(c, CONTACT_MAIL),
  supportAuthorized: c.supportAuthorized,
}).from('contacts c');

/** What can be written of a contact. */
export interface ContactValues {
  readonly firstName: string;
  readonly lastName: string;
  /** Normalized. */
  readonly email: string;
  readonly country: string;
  readonly receives: readonly ContactMail[];
  readonly supportAuthorized: boolean;
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
    receives: flagged(row, CONTACT_MAIL),
    supportAuthorized: row.supportAuthorized,
    grants: ownedBy(actor, row.accountId),
  };
}

const a = table(AccountEntity, 'a');
const CONTACTS = table(ContactEntity);
const REQUESTS = table(SupportRequestEntity);

export class ContactRepository {
  readonly ofAccount: RowList<Stored, ContactRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'contacts c',
      parent: 'c.account_id',
      reach: reachAccounts('c.account_id'),
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<ContactRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE c.id IN (${keys}) AND ${reachAccounts('c.account_id')}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Adds a contact to an account. @returns its key. @throws when the account is out of reach. */
  add(scope: Scope, accountId: number, contact: ContactValues, now: Date): Promise<number> {
    const { firstName, lastName, email, country, receives, supportAuthorized } = contact;
    return this.database.insert(
      scope,
      insertInto(
        ContactEntity,
        {
          accountId: a.id,
          firstName,
          lastName,
          email,
          country,
          ...flagsOf(receives, CONTACT_MAIL),
          supportAuthorized,
          createdAt: now,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  /** The contact as it is, locked until the transaction ends; null when it is gone. */
  async lock(scope: Scope, key: number): Promise<(ContactValues & { accountId: number }) | null> {
    const row = await this.database.row(
      scope,
      sql`${SELECT} WHERE c.id = ${key} AND ${reachAccounts('c.account_id')} FOR UPDATE`,
    );
    return (
      row && {
        accountId: row.accountId,
        firstName: row.firstName,
        lastName: row.lastName,
        email: row.email,
        country: row.country,
        receives: flagged(row, CONTACT_MAIL),
        supportAuthorized: row.supportAuthorized === 1,
      }
    );
  }

  async update(scope: Scope, key: number, contact: ContactValues): Promise<void> {
    const { firstName, lastName, email, country, receives, supportAuthorized } = contact;
    await this.database.write(
      scope,
      update(
        CONTACTS,
        {
          firstName,
          lastName,
          email,
          country,
          ...flagsOf(receives, CONTACT_MAIL),
          supportAuthorized,
        },
        sql`WHERE id = ${key} AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  /**
   * Ends the links by which a contact follows its support requests, and takes back mails about them that have not left,
   * unless somebody else of the account gets such mails at that address. The contact is locked by whoever calls.
   */
  async endSupportLinks(
    scope: Scope,
    key: number,
    { accountId, email }: { readonly accountId: number; readonly email: string },
  ): Promise<void> {
    await this.database.write(
      scope,
      sql`DELETE FROM support_links WHERE contact_id = ${key} AND ${reachAccounts('account_id')}`,
    );
    await this.database.write(
      scope,
      sql`DELETE FROM outbox_messages WHERE account_id = ${accountId} AND channel = 'mail' AND settled_at IS NULL
            AND event = 'support-contact' AND JSON_VALUE(parameters, '$.to.email') = ${email}
            AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.account_id = ${accountId} AND c.id <> ${key}
              AND c.email = ${email} AND c.support_authorized = 1)
            AND ${reachAccounts('account_id')}`,
    );
  }

  /** Removes a contact; its support requests keep its name. */
  async remove(scope: Scope, key: number): Promise<void> {
    await this.database.write(
      scope,
      update(
        REQUESTS,
        { contactId: null },
        sql`WHERE contact_id = ${key} AND ${reachAccounts('account_id')}`,
      ),
    );
    await this.database.write(
      scope,
      sql`DELETE FROM contacts WHERE id = ${key} AND ${reachAccounts('account_id')}`,
    );
  }
}
