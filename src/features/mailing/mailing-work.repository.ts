import type {
  SkippedTally,
  MailingFilter,
  MailingKind,
  RecipientTally,
} from '../../domain/mail/mailing';
import type { Transaction } from '../../database/database';
import { reachAccounts, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { meant } from './mailing.repository';
import { MailingEntity, MailingRecipientEntity } from '../../database/entities/mailing.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertRows, update } from '../../database/changes';
import { like } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** How far a mailing is. */
export interface MailingProgress {
  /** The account up to which it is written. */
  readonly cursor: number;
  readonly accountsDone: number;
  readonly recipients: RecipientTally;
  readonly skipped: SkippedTally;
}

/** A mailing that is to be written. */
export interface MailingWork extends MailingProgress {
  readonly pk: number;
  readonly kind: MailingKind;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly filter: MailingFilter;
  /** The newest account that it is for. */
  readonly lastAccountKey: number;
}

const g = table(MailingEntity, 'g');
const LOCK_OLDEST = select({
  pk: g.id,
  ...pick(g, 'kind', 'subject', 'paragraphs', 'filter', 'recipients', 'skipped'),
  lastAccountKey: g.lastAccountId,
  cursor: g.cursorAccountId,
  accountsDone: g.accountsDone,
}).from('mailings g FORCE INDEX (ix_mailings_status)');
const a = table(AccountEntity, 'a');
const NEXT_ACCOUNTS = select({ pk: a.id }).from('accounts a');
const r = table(MailingRecipientEntity, 'r');
const KNOWN = select({ email: r.email }).from('mailing_recipients r');
const LAST_DUE = select({ at: like(g.lastDueAt, 'MAX(g.last_due_at)') }).from('mailings g');

/** What writes the messages of mailings keeps, all of it within one transaction. */
export class MailingWorkRepository {
  constructor(private readonly tx: Transaction) {}

  /** The oldest mailing that is not all written, locked until the transaction ends; others wait for it. */
  async lockOldest(scope: Scope): Promise<MailingWork | null> {
    // By the index: rows of other mailings, and of one that is being made, are not even looked at.
    const row = await this.tx.row(
      scope,
      sql`${LOCK_OLDEST} WHERE g.status = 'WRITING' AND ${reachStaff} ORDER BY g.id LIMIT 1 FOR UPDATE`,
    );
    return (
      row && {
        ...row,
        paragraphs: JSON.parse(row.paragraphs) as string[],
        filter: JSON.parse(row.filter) as MailingFilter,
        recipients: JSON.parse(row.recipients) as RecipientTally,
        skipped: JSON.parse(row.skipped) as SkippedTally,
      }
    );
  }

  /** Keys of the next accounts, in order. */
  async nextAccounts(
    scope: Scope,
    { filter, cursor, lastAccountKey }: MailingWork,
    most: number,
  ): Promise<number[]> {
    const rows = await this.tx.rows(
      scope,
      sql`${NEXT_ACCOUNTS} WHERE a.id > ${cursor} AND a.id <= ${lastAccountKey} AND ${meant(filter)} AND ${reachAccounts('a.id')}
          ORDER BY a.id ${raw(`LIMIT ${most}`)}`,
    );
    return rows.map(({ pk }) => pk);
  }

  /** Which of these addresses the mailing goes to already. */
  async known(scope: Scope, mailing: number, emails: readonly string[]): Promise<Set<string>> {
    const rows = await this.tx.rows(
      scope,
      sql`${KNOWN} WHERE r.mailing_id = ${mailing} AND r.email IN (${emails}) AND ${reachStaff}`,
    );
    return new Set(rows.map(({ email }) => email));
  }

  /** @throws when the mailing goes to one of the addresses already. */
  async addRecipients(
    scope: Scope,
    mailing: number,
    recipients: readonly { readonly email: string; readonly account: { readonly pk: number } }[],
  ): Promise<void> {
    const rows = recipients.map(({ email, account }) => ({
      mailingId: mailing,
      email,
      accountId: sql`IF(${reachStaff}, ${account.pk}, NULL)`,
    }));
    await this.tx.write(scope, insertRows(MailingRecipientEntity, rows));
  }

  /** When the last message of any mailing may leave; null when there was none. */
  async lastDue(scope: Scope): Promise<Date | null> {
    const row = await this.tx.row(scope, sql`${LAST_DUE} WHERE ${reachStaff}`);
    return row?.at ?? null;
  }

  /** Notes how far a mailing is. `writtenAt`: when all of it is written, else null. */
  async advance(
    scope: Scope,
    mailing: number,
    { cursor, accountsDone, recipients, skipped }: MailingProgress,
    { lastDueAt, writtenAt }: { readonly lastDueAt: Date | null; readonly writtenAt: Date | null },
  ): Promise<void> {
    await this.tx.write(
      scope,
      update(
        g,
        {
          cursorAccountId: cursor,
          accountsDone,
          recipients: JSON.stringify(recipients),
          skipped: JSON.stringify(skipped),
          lastDueAt: sql`COALESCE(${lastDueAt}, g.last_due_at)`,
          writtenAt,
          status: writtenAt === null ? 'WRITING' : 'WRITTEN',
        },
        sql`WHERE g.id = ${mailing} AND ${reachStaff}`,
      ),
    );
  }
}
