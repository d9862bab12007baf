import type { Actor } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import { mailStatus, type MailDelivery } from '../../domain/mail/mail-status';
import type { Queries } from '../../database/database';
import { ListQuery, RowList } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type { Fields } from '../../graphql/call';
import type { ListReader } from '../../graphql/lists';
import type { MailRow } from './sent-mail.types';
import { OutboxMessageEntity } from '../../database/entities/outbox-message.entity';
import { update } from '../../database/changes';
import { orNull, text } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

/** A mail under a lock, with what it was written from. */
export interface LockedMail extends MailDelivery {
  readonly accountId: number | null;
  readonly event: string;
  readonly email: string;
  readonly resentAt: Date | null;
  readonly parameters: Fields;
}

/** Mails that fail for so long are for staff to see, in milliseconds: the first tries are over by then. */
const LONG = 3_600_000;
/** For how long one that was given up is listed, in milliseconds: 30 days. */
const LISTED = 30 * 24 * 3_600_000;

const ONLY_MAILS = sql`${reachAccounts('o.account_id')} AND o.channel = 'mail'`;
const FROM = 'outbox_messages o';
const o = table(OutboxMessageEntity, 'o');

/** Neither parameters, which hold whole mailings, nor secrets are read. */
const SELECT = select({
  pk: o.id,
  ...pick(o, 'accountId', 'event'),
  email: text(`JSON_VALUE(o.parameters, '$.to.email')`),
  name: orNull(text(`JSON_VALUE(o.parameters, '$.to.name')`)),
  writtenAt: o.createdAt,
  ...pick(o, 'settledAt', 'failingSince', 'givenUpAt', 'refusedAt', 'resentAt', 'failure'),
}).from('outbox_messages o');

function toRow(actor: Actor, { settledAt, refusedAt, ...row }: Stored): MailRow {
  const status = mailStatus({ ...row, settledAt, refusedAt });
  return {
    ...row,
    __typename: 'Mail',
    status,
    sentAt: status === 'SENT' ? settledAt : null,
    grants: ownedBy(actor, row.accountId),
  };
}

/** Those that have failed for long and still do, and those given up, at once or later, that nobody has dealt with. */
const undelivered = (now: Date): Statement<false> =>
  sql`o.failing_since IS NOT NULL AND ((o.failing_since <= ${new Date(now.getTime() - LONG)} AND o.settled_at IS NULL)
      OR (o.given_up_at > ${new Date(now.getTime() - LISTED)} AND o.resent_at IS NULL))`;

const LOCK = select({
  ...pick(o, 'accountId', 'event'),
  email: text(`JSON_VALUE(o.parameters, '$.to.email')`),
  ...pick(o, 'parameters', 'settledAt', 'failingSince', 'givenUpAt', 'refusedAt', 'resentAt'),
}).from('outbox_messages o');

/** Mails in the outbox, which is their log: what is sent stays. */
export class SentMailRepository {
  readonly ofAccount: RowList<Stored, MailRow>;
  private readonly all: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: FROM,
      parent: 'o.account_id',
      reach: ONLY_MAILS,
    };
    this.ofAccount = new RowList(database, source, toRow);
    this.all = new ListQuery(database, { ...source, parent: null });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<MailRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE o.id IN (${keys}) AND ${ONLY_MAILS}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Mails of all accounts, and of none, that need somebody to look after them; `now` is the filter. */
  readonly undelivered: ListReader<MailRow, Date> = {
    rows: async (
      scope: Scope,
      parents: readonly number[],
      now: Date,
      order: Order,
      request: PageRequest,
    ) => {
      const rows = await this.all.rows(scope, parents, order, request, undelivered(now));
      return rows.map((row) => toRow(scope.actor, row));
    },
    counts: (scope: Scope, parents: readonly number[], now: Date) =>
      this.all.counts(scope, parents, undelivered(now)),
  };

  /** Locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, key: number): Promise<LockedMail> {
    const row = await this.database.row(
      scope,
      sql`${LOCK} WHERE o.id = ${key} AND ${ONLY_MAILS} FOR UPDATE`,
    );
    if (row === null) throw new Error('The mail is out of reach');
    return { ...row, parameters: JSON.parse(row.parameters) as Fields };
  }

  async noteResent(scope: Scope, key: number, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(o, { resentAt: now }, sql`WHERE o.id = ${key} AND ${ONLY_MAILS}`),
    );
  }

  /** Makes a mail that waits for its next try due. */
  async makeDue(scope: Scope, key: number, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(
        o,
        { dueAt: now },
        sql`WHERE o.id = ${key} AND o.settled_at IS NULL AND ${ONLY_MAILS}`,
      ),
    );
  }
}
