import type {
  SupportMessageKind,
  SupportRequestStatus,
} from '../../domain/support/support-request';
import { insertInto, update, type Changes } from '../../database/changes';
import { flag, orNull, text } from '../../database/computed';
import type { Queries } from '../../database/database';
import { drawNumbers } from '../../database/number-counters';
import { AccountEntity } from '../../database/entities/account.entity';
import {
  SupportMessageEntity,
  SupportRequestEntity,
} from '../../database/entities/support-request.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { reachAccounts, reachOpened, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { pick, select } from '../../database/select';
import { sql } from '../../database/sql';
import { table } from '../../database/table';

/** A request as it is, locked until the transaction ends. */
export interface LockedSupportRequest {
  readonly pk: number;
  readonly accountId: number;
  readonly number: string;
  readonly subject: string;
  readonly status: SupportRequestStatus;
  readonly licenseId: number | null;
  readonly leaseId: number | null;
  readonly assignedTo: number | null;
  readonly firstAnsweredAt: Date | null;
  readonly incidentUsed: boolean;
  readonly account: string;
  readonly accountNumber: string;
  /** The contact that it came from; null for none, and once it is removed. */
  readonly contactId: number | null;
  /** Null where a user opened it. */
  readonly contactName: string | null;
  /** The user who opened it; null for a contact's, and once the user has left the account. */
  readonly openerEmail: string | null;
  readonly openerName: string | null;
  readonly holderEmail: string;
  readonly holderName: string;
}

/** What somebody asks. */
export interface NewSupportRequest {
  readonly accountId: number;
  readonly subject: string;
  /** Null for the holder, in whose place staff act; left out for a contact. */
  readonly openedBy?: number | null;
  /** The contact that it comes from. */
  readonly contact?: ContactAuthor;
  readonly licenseId: number | null;
  readonly leaseId: number | null;
  readonly now: Date;
}

/** A contact, as the author of a request. */
export interface ContactAuthor {
  readonly key: number;
  readonly name: string;
}

/** Somebody of the staff who can look after requests. */
export interface Assignee {
  readonly pk: number;
  readonly fullName: string;
}

const a = table(AccountEntity, 'a');
const r = table(SupportRequestEntity, 'r');
const u = table(UserEntity, 'u');
/** Whoever left the account is told no more of it. */
const OPENER = `memberships b JOIN users u ON u.id = b.user_id
  WHERE b.account_id = r.account_id AND b.user_id = r.opened_by AND b.status = 'ACTIVE'`;
const HOLDER = 'accounts a JOIN users u ON u.id = a.holder_user_id WHERE a.id = r.account_id';
const LOCK = select({
  pk: r.id,
  ...pick(r, 'accountId', 'number', 'subject', 'status', 'licenseId', 'leaseId', 'assignedTo'),
  firstAnsweredAt: r.firstAnsweredAt,
  incidentUsed: flag(
    'EXISTS (SELECT 1 FROM support_incidents i WHERE i.account_id = r.account_id AND i.request_id = r.id)',
  ),
  account: text('(SELECT a.name FROM accounts a WHERE a.id = r.account_id)'),
  accountNumber: text('(SELECT a.number FROM accounts a WHERE a.id = r.account_id)'),
  ...pick(r, 'contactId', 'contactName'),
  openerEmail: orNull(text(`(SELECT u.email FROM ${OPENER})`)),
  openerName: orNull(text(`(SELECT u.full_name FROM ${OPENER})`)),
  holderEmail: text(`(SELECT u.email FROM ${HOLDER})`),
  holderName: text(`(SELECT u.full_name FROM ${HOLDER})`),
}).from('support_requests r');
const OWN = reachOpened('r.account_id', 'r.opened_by');
const STAFF = select({ pk: u.id, fullName: u.fullName }).from('users u');

/** Support requests, as they are opened, answered and closed (R68). */
export class SupportWritesRepository {
  constructor(private readonly tx: Queries) {}

  /** @returns its key. @throws when the account is out of reach. */
  async open(scope: Scope, request: NewSupportRequest): Promise<number> {
    const { accountId, subject, openedBy, contact, licenseId, leaseId, now } = request;
    const number = `SR-${await drawNumbers(this.tx, scope, 'SUPPORT')}`;
    return this.tx.insert(
      scope,
      insertInto(
        SupportRequestEntity,
        {
          accountId: a.id,
          number,
          subject,
          status: 'OPEN',
          openedBy: contact === undefined ? (openedBy ?? a.holderUserId) : null,
          contactId: contact?.key ?? null,
          contactName: contact?.name ?? null,
          licenseId,
          leaseId,
          openedAt: now,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
      ),
    );
  }

  /** @throws when it is out of reach. */
  async lock(scope: Scope, key: number): Promise<LockedSupportRequest> {
    const row = await this.tx.row(scope, sql`${LOCK} WHERE r.id = ${key} AND ${OWN} FOR UPDATE`);
    if (row === null) throw new Error('The support request is out of reach');
    return { ...row, incidentUsed: row.incidentUsed === 1 };
  }

  async say(
    scope: Scope,
    request: number,
    message: {
      readonly kind: SupportMessageKind;
      /** A user, or a contact. */
      readonly by: number | ContactAuthor;
      readonly body: string;
      readonly now: Date;
    },
  ): Promise<void> {
    const { kind, by, body, now } = message;
    const author =
      typeof by === 'number'
        ? { authorId: by, contactName: null }
        : { authorId: null, contactName: by.name };
    await this.tx.insert(
      scope,
      insertInto(
        SupportMessageEntity,
        { accountId: r.accountId, requestId: r.id, kind, ...author, body, sentAt: now },
        sql`FROM support_requests r WHERE r.id = ${request} AND ${OWN}`,
      ),
    );
  }

  async change(scope: Scope, key: number, changes: Changes<SupportRequestEntity>): Promise<void> {
    await this.tx.write(scope, update(r, changes, sql`WHERE r.id = ${key} AND ${OWN}`));
  }

  /** Somebody of the staff; null for whoever is none. */
  staff(scope: Scope, user: number): Promise<Assignee | null> {
    return this.tx.row(
      scope,
      sql`${STAFF} WHERE u.id = ${user} AND u.staff_role IS NOT NULL AND ${reachStaff}`,
    );
  }
}
