import { ownedBy } from '../../domain/people/row-grants';
import { insertInto } from '../../database/changes';
import type { Queries } from '../../database/database';
import { AccountEntity } from '../../database/entities/account.entity';
import { AccountNoteEntity } from '../../database/entities/account-note.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { RowList } from '../../database/list-query';
import { reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { pick, select, type RowOf } from '../../database/select';
import { sql } from '../../database/sql';
import { table } from '../../database/table';
import type { AccountNoteRow } from './account-note.types';

const n = table(AccountNoteEntity, 'n');
const u = table(UserEntity, 'u');
const a = table(AccountEntity, 'a');
const FROM = 'account_notes n JOIN users u ON u.id = n.author_id';
const SELECT = select({
  pk: n.id,
  ...pick(n, 'accountId', 'body', 'writtenAt'),
  author: u.fullName,
}).from(FROM);

/** Notes about accounts: the staff's, and out of reach of everybody else. */
export class AccountNoteRepository {
  readonly ofAccount: RowList<RowOf<typeof SELECT>, AccountNoteRow>;

  constructor(private readonly database: Queries) {
    const source = { select: SELECT, from: FROM, parent: 'n.account_id', reach: reachStaff };
    this.ofAccount = new RowList(database, source, (actor, row) => ({
      ...row,
      grants: ownedBy(actor, row.accountId),
    }));
  }

  async add(
    scope: Scope,
    note: Pick<AccountNoteEntity, 'accountId' | 'authorId' | 'body' | 'writtenAt'>,
  ): Promise<void> {
    const { accountId, authorId, body, writtenAt } = note;
    await this.database.insert(
      scope,
      insertInto(
        AccountNoteEntity,
        { accountId: a.id, authorId, body, writtenAt },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachStaff}`,
      ),
    );
  }
}
