import { rightsOn } from '../../domain/people/row-grants';
import type { Actor } from '../../domain/people/actor';
import type {
  SkippedTally,
  MailingFilter,
  MailingKind,
  MailingStatus,
  RecipientTally,
} from '../../domain/mail/mailing';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import { countsOf, sumOf, type MailingRow } from './mailing.types';
import { MailingEntity } from '../../database/entities/mailing.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto } from '../../database/changes';
import { integer, like, orNull } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const g = table(MailingEntity, 'g');
const u = table(UserEntity, 'u');

const SELECT = select({
  pk: g.id,
  ...pick(
    g,
    'kind',
    'subject',
    'paragraphs',
    'filter',
    'status',
    'accountCount',
    'accountsDone',
    'recipients',
    'skipped',
    'lastDueAt',
  ),
  createdBy: u.fullName,
  ...pick(g, 'createdAt', 'writtenAt'),
}).from('mailings g JOIN users u ON u.id = g.created_by');

function toRow(actor: Actor, row: Stored): MailingRow {
  const recipients = countsOf(JSON.parse(row.recipients) as RecipientTally);
  const skipped = countsOf(JSON.parse(row.skipped) as SkippedTally);
  return {
    __typename: 'Mailing',
    pk: row.pk,
    kind: row.kind,
    subject: row.subject,
    paragraphs: JSON.parse(row.paragraphs) as string[],
    audience: JSON.parse(row.filter) as MailingFilter,
    status: row.status,
    accountCount: row.accountCount,
    accountsDone: row.accountsDone,
    recipients: sumOf(recipients),
    recipientsByKind: recipients,
    skipped: sumOf(skipped),
    skippedByReason: skipped,
    lastDueAt: row.lastDueAt,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    writtenAt: row.writtenAt,
    grants: rightsOn(actor, {}),
  };
}

/** Accounts `a` that a mailing is for. */
export function meant({
  countries,
  partners,
  families,
  accountKeys,
}: MailingFilter): Statement<false> {
  let filter: Statement<false> = sql`a.holder_user_id IS NOT NULL`;
  if (countries !== null) filter = sql`${filter} AND a.country IN (${countries})`;
  if (partners !== null)
    filter = sql`${filter} AND ((${partners.includes('RESELLER')} AND a.reseller = 1)
      OR (${partners.includes('LEASE_PROVIDER')} AND a.lease_provider = 1))`;
  if (families !== null) {
    const license = (tie: string): Statement<false> =>
      sql`EXISTS (SELECT 1 FROM licenses l JOIN products p ON p.id = l.product_id
          WHERE ${raw(tie)} = a.id AND l.status <> 'ENDED' AND p.family IN (${families}))`;
    filter = sql`${filter} AND (${license('l.account_id')} OR ${license('l.customer_account_id')})`;
  }
  if (accountKeys !== null) filter = sql`${filter} AND a.id IN (${accountKeys})`;
  return filter;
}

export interface NewMailing {
  readonly kind: MailingKind;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly filter: MailingFilter;
  readonly status: MailingStatus;
  readonly accountCount: number;
  readonly lastAccountKey: number;
  readonly createdBy: number;
  readonly now: Date;
}

const a = table(AccountEntity, 'a');
const AUDIENCE = select({ count: integer('COUNT(*)'), last: orNull(like(a.id, 'MAX(a.id)')) }).from(
  'accounts a',
);

/** Mailings, which are the vendor's own: none of it is any account's. */
export class MailingRepository {
  readonly all: RowList<Stored, MailingRow>;

  constructor(private readonly database: Queries) {
    const source = { select: SELECT, from: 'mailings g', parent: null, reach: reachStaff };
    this.all = new RowList(database, source, toRow);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<MailingRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE g.id IN (${keys}) AND ${reachStaff}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** How many accounts a mailing is for, and the newest of all accounts. */
  async audience(
    scope: Scope,
    filter: MailingFilter,
  ): Promise<{ readonly count: number; readonly last: number }> {
    const row = await this.database.row(
      scope,
      sql`${AUDIENCE} WHERE ${meant(filter)} AND ${reachAccounts('a.id')}`,
    );
    return { count: row?.count ?? 0, last: row?.last ?? 0 };
  }

  /** @returns its key. */
  add(scope: Scope, mailing: NewMailing): Promise<number> {
    const { kind, subject, paragraphs, filter, status, accountCount, lastAccountKey } = mailing;
    return this.database.insert(
      scope,
      insertInto(
        MailingEntity,
        {
          kind,
          subject,
          paragraphs: JSON.stringify(paragraphs),
          filter: JSON.stringify(filter),
          status,
          lastAccountId: lastAccountKey,
          cursorAccountId: 0,
          accountCount,
          accountsDone: 0,
          recipients: '{}',
          skipped: '{}',
          createdBy: mailing.createdBy,
          createdAt: mailing.now,
        },
        sql`FROM DUAL WHERE ${reachStaff}`,
      ),
    );
  }
}
