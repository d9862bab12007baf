import { insertInto, update } from '../../database/changes';
import { text } from '../../database/computed';
import type { Queries } from '../../database/database';
import { ContactEntity } from '../../database/entities/contact.entity';
import { SupportLinkEntity } from '../../database/entities/support-link.entity';
import {
  SupportMessageEntity,
  SupportRequestEntity,
} from '../../database/entities/support-request.entity';
import { reachAccounts, reachCredential, reachOpened } from '../../database/reach';
import type { CredentialScope, Scope } from '../../database/scope';
import { pick, select, type RowOf } from '../../database/select';
import { raw, sql, type Statement } from '../../database/sql';
import { table } from '../../database/table';
import type { FollowedSupportMessage } from './support-link.types';

/** Most messages that are read at once: the newest. */
export const MOST_MESSAGES = 100;

const c = table(ContactEntity, 'c');
const l = table(SupportLinkEntity, 'l');
const m = table(SupportMessageEntity, 'm');
const r = table(SupportRequestEntity, 'r');

/** A link works while it has not expired, and while support may act on the word of its contact. */
const OPEN = `support_links l
  JOIN contacts c ON c.account_id = l.account_id AND c.id = l.contact_id AND c.support_authorized = 1
  JOIN support_requests r ON r.account_id = l.account_id AND r.id = l.request_id AND r.contact_id = l.contact_id`;
const FOLLOWED = select({
  link: l.id,
  pk: r.id,
  ...pick(r, 'accountId', 'number', 'subject', 'status', 'openedAt'),
  contactId: l.contactId,
  contactName: text("CONCAT(c.first_name, ' ', c.last_name)"),
  account: text('(SELECT a.name FROM accounts a WHERE a.id = r.account_id)'),
  accountNumber: text('(SELECT a.number FROM accounts a WHERE a.id = r.account_id)'),
}).from(OPEN);
const SAID = select({
  pk: m.id,
  ...pick(m, 'kind', 'body', 'sentAt'),
  author: text(
    'COALESCE((SELECT u.full_name FROM users u WHERE u.id = m.author_id), m.contact_name)',
  ),
}).from(`${OPEN}
  JOIN support_messages m ON m.account_id = r.account_id AND m.request_id = r.id`);
const CONTACT = select({
  key: c.id,
  ...pick(c, 'email', 'receivesSupport'),
  name: text("CONCAT(c.first_name, ' ', c.last_name)"),
}).from(
  'support_requests r JOIN contacts c ON c.account_id = r.account_id AND c.id = r.contact_id',
);
const LOCK = select({ key: c.id }).from('contacts c');
const OWN = reachOpened('r.account_id', 'r.opened_by');

/** A request, as a link opens it. */
export type FollowedRow = RowOf<typeof FOLLOWED>;
/** A contact on whose word support may act. */
export interface MailedContact {
  readonly key: number;
  readonly email: string;
  readonly name: string;
  readonly receivesSupport: boolean;
}

const live = (now: Date): Statement<false> => sql`l.expires_at > ${now}`;

/**
 * Links by which contacts follow their support requests. The scope of what is read through one is the hash of its token
 * or, for who has just opened it, its key: it reaches that request and nothing else.
 */
export class SupportLinkRepository {
  constructor(private readonly database: Queries) {}

  /** The request that a token opens; null when it opens none, or none any more. */
  byToken(scope: CredentialScope, now: Date, lock = false): Promise<FollowedRow | null> {
    const open = sql`${FOLLOWED} WHERE ${reachCredential('l.token_hash')} AND ${live(now)}`;
    return this.database.row(scope, lock ? sql`${open} FOR UPDATE` : open);
  }

  /** The request of a link that was just used; null when it works no more. */
  byKey(scope: CredentialScope, now: Date): Promise<FollowedRow | null> {
    return this.database.row(
      scope,
      sql`${FOLLOWED} WHERE ${reachCredential('l.id')} AND ${live(now)}`,
    );
  }

  /** The newest messages of the request of a link, oldest first, without notes. @param scope The key of the link. */
  async messages(scope: CredentialScope, now: Date): Promise<FollowedSupportMessage[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SAID} WHERE ${reachCredential('l.id')} AND ${live(now)} AND m.kind <> 'NOTE'
          ORDER BY m.id DESC ${raw(`LIMIT ${MOST_MESSAGES}`)}`,
    );
    return rows.reverse();
  }

  /** Locks a contact, so that nobody ends its authorization meanwhile. @returns whether it is there. */
  async lockContact(scope: Scope, key: number): Promise<boolean> {
    const locked = await this.database.row(
      scope,
      sql`${LOCK} WHERE c.id = ${key} AND ${scope.kind === 'credential' ? reachCredential('c.id') : reachAccounts('c.account_id')} FOR UPDATE`,
    );
    return locked !== null;
  }

  /** Writes what the contact says by its link. */
  async say(scope: CredentialScope, body: string, now: Date): Promise<void> {
    await this.database.insert(
      scope,
      insertInto(
        SupportMessageEntity,
        {
          ...{ accountId: r.accountId, requestId: r.id, kind: 'CUSTOMER', authorId: null },
          contactName: sql`CONCAT(c.first_name, ' ', c.last_name)`,
          ...{ body, sentAt: now },
        },
        sql`FROM ${raw(OPEN)} WHERE ${reachCredential('l.token_hash')}`,
      ),
    );
    await this.database.write(
      scope,
      update(
        r,
        { status: 'OPEN' },
        sql`WHERE r.id = (SELECT l.request_id FROM support_links l WHERE ${reachCredential('l.token_hash')})`,
      ),
    );
  }

  /** The contact that a request came from; null when it is gone, or support may not act on its word. */
  async contactOf(scope: Scope, request: number): Promise<MailedContact | null> {
    const row = await this.database.row(
      scope,
      sql`${CONTACT} WHERE r.id = ${request} AND c.support_authorized = 1 AND ${OWN}`,
    );
    return row && { ...row, receivesSupport: row.receivesSupport === 1 };
  }

  /** Keeps a link by which the contact of a request follows it. */
  async add(
    scope: Scope,
    request: number,
    { tokenHash, now, expiresAt }: { tokenHash: Buffer; now: Date; expiresAt: Date },
  ): Promise<void> {
    await this.database.insert(
      scope,
      insertInto(
        SupportLinkEntity,
        {
          ...{ accountId: r.accountId, requestId: r.id, contactId: c.id },
          ...{ tokenHash, createdAt: now, expiresAt },
        },
        sql`FROM support_requests r JOIN contacts c ON c.account_id = r.account_id AND c.id = r.contact_id
            WHERE r.id = ${request} AND c.support_authorized = 1 AND ${OWN}`,
      ),
    );
  }
}
