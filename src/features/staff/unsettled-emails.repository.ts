import { ownedBy } from '../../domain/people/row-grants';
import { isOnlyOf, type UnsettledSpelling } from '../../domain/people/settle-email';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts, reachPeople, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import type { ListReader } from '../../graphql/lists';
import type { UnsettledEmailRow } from './unsettled-emails.types';
import { UserEntity } from '../../database/entities/user.entity';
import { UnsettledEmailEntity } from '../../database/entities/unsettled-email.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { ContactEntity } from '../../database/entities/contact.entity';
import { LeaseEntity } from '../../database/entities/lease.entity';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { OrderLineEntity } from '../../database/entities/order.entity';
import { type Changes, update } from '../../database/changes';
import { integer, known, orNull } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { type EntityClass, table, tableName } from '../../database/table';

/** A person with the spellings that wait for staff, and which of them could get their normal form. */
export interface PersonSpellings {
  readonly userId: number;
  readonly spellings: readonly (UnsettledSpelling & { readonly free: boolean })[];
}

/** A person's account whose address got its normal form. */
export interface RespelledAccount {
  readonly pk: number;
  readonly name: string;
}

const ownerOf = (email: string): string =>
  `COALESCE((SELECT u.id FROM users u WHERE u.email = ${email}), (SELECT MIN(a.holder_user_id) FROM accounts a WHERE a.email = ${email}))`;

const FROM = 'unsettled_emails e';
/** Spellings that no person and no account has now are not listed. */
const KNOWN = sql`${reachStaff} AND (EXISTS (SELECT 1 FROM users u WHERE u.email = e.spelling)
  OR EXISTS (SELECT 1 FROM accounts a WHERE a.email = e.spelling))`;

const u = table(UserEntity, 'u');
const e = table(UnsettledEmailEntity, 'e');
const a = table(AccountEntity, 'a');
const SELECT = select({
  pk: e.id,
  ...pick(e, 'spelling', 'normalForm', 'foundAt'),
  userId: orNull(integer(ownerOf('e.spelling'))),
  accountId: orNull(integer('(SELECT MIN(a.id) FROM accounts a WHERE a.email = e.spelling)')),
  normalUserId: orNull(integer(ownerOf('e.normal_form'))),
}).from(FROM);
const OF_PEOPLE = select({ userId: u.id, ...pick(e, 'spelling', 'normalForm') }).from(
  'users u JOIN unsettled_emails e ON e.spelling = u.email',
);
const SPELLINGS = select(pick(e, 'spelling', 'normalForm')).from('unsettled_emails e');
const OF_HOLDERS = select({
  userId: known(a.holderUserId),
  ...pick(e, 'spelling', 'normalForm'),
}).from('accounts a JOIN unsettled_emails e ON e.spelling = a.email');
const OWNERS = select({ email: u.email, owner: u.id }).from('users u');
const HOLDERS = select({ email: a.email, owner: known(a.holderUserId) }).from('accounts a');
const LOCK = select(pick(u, 'email', 'fullName')).from('users u');
const USERS = table(UserEntity);
/** Where addresses are written down beside: they follow. */
const mention = <Entity extends { id: number }, Name extends keyof Entity & string>(
  entity: EntityClass<Entity>,
  column: Name,
) => {
  const mentions = table(entity);
  const named = raw(mentions[column].sql as string);
  return {
    found: select({ id: mentions.id }).from(tableName(entity)),
    of: (email: string) => sql`${named} = ${email}`,
    change: (email: string, where: Statement<true>) =>
      update(mentions, { [column]: email } as Changes<Entity>, where),
  };
};
const MENTIONS = [
  mention(ContactEntity, 'email'),
  mention(MembershipEntity, 'invitedEmail'),
  mention(LeaseEntity, 'customerEmail'),
  mention(OrderLineEntity, 'assignEmail'),
];
const GIVE_ACCOUNTS_EMAIL = select({ pk: a.id, name: a.name }).from('accounts a');
const ACCOUNTS = table(AccountEntity);

/** Spellings from before addresses had one normal form, as staff look after them. */
export class UnsettledEmailsRepository {
  private readonly all: ListQuery<RowOf<typeof SELECT>>;

  constructor(private readonly database: Queries) {
    this.all = new ListQuery(database, {
      select: SELECT,
      from: FROM,
      parent: null,
      reach: KNOWN,
    });
  }

  readonly unsettled: ListReader<UnsettledEmailRow, null> = {
    rows: async (
      scope: Scope,
      parents: readonly number[],
      _filter: null,
      order: Order,
      request: PageRequest,
    ) => {
      const rows = await this.all.rows(scope, parents, order, request);
      return rows.map((row) => ({ ...row, grants: ownedBy(scope.actor, null) }));
    },
    counts: (scope: Scope, parents: readonly number[]) => this.all.counts(scope, parents),
  };

  /** Only people who have a spelling that waits for staff. */
  async ofPeople(scope: Scope, userKeys: readonly number[]): Promise<PersonSpellings[]> {
    const own = await this.database.rows(
      scope,
      sql`${OF_PEOPLE} WHERE u.id IN (${userKeys}) AND ${reachStaff}
          UNION ${OF_HOLDERS} WHERE a.holder_user_id IN (${userKeys}) AND ${reachStaff} ORDER BY userId, spelling`,
    );
    if (own.length === 0) return [];
    const normals = own.flatMap(({ normalForm }) => normalForm ?? []);
    const unsettled = await this.database.rows(
      scope,
      sql`${SPELLINGS} WHERE e.normal_form IN (${[...normals, '']}) AND ${reachStaff}`,
    );
    const forms = [...new Set([...normals, ...[...own, ...unsettled].map((one) => one.spelling)])];
    const owners = await this.database.rows(
      scope,
      sql`${OWNERS} WHERE u.email IN (${forms}) AND ${reachStaff}
          UNION ALL ${HOLDERS} WHERE a.email IN (${forms}) AND a.holder_user_id IS NOT NULL AND ${reachStaff}`,
    );
    return [...new Set(own.map(({ userId }) => userId))].map((userId) => ({
      userId,
      spellings: own
        .filter((one) => one.userId === userId)
        .map(({ spelling, normalForm }) => {
          const one = { spelling, normalForm };
          return { ...one, free: isOnlyOf(userId, one, unsettled, owners) };
        }),
    }));
  }

  /** Locks the person until the transaction ends. @throws when they are out of reach. */
  async lock(scope: Scope, userKey: number): Promise<{ email: string; fullName: string }> {
    const found = await this.database.row(
      scope,
      sql`${LOCK} WHERE u.id = ${userKey} AND ${reachPeople('u.id')} FOR UPDATE`,
    );
    if (found === null) throw new Error('The person is out of reach');
    return found;
  }

  /** A person signs in with another address, which nobody has proved. @throws when somebody has it. */
  async giveEmail(scope: Scope, userKey: number, email: string): Promise<void> {
    await this.database.write(
      scope,
      update(
        USERS,
        { email, emailVerifiedAt: null },
        sql`WHERE id = ${userKey} AND ${reachPeople('id')}`,
      ),
    );
  }

  /** The same for the accounts that the person holds. @returns those that had the former one. */
  async giveAccountsEmail(
    scope: Scope,
    userKey: number,
    former: string,
    email: string,
  ): Promise<readonly RespelledAccount[]> {
    const accounts = await this.database.rows(
      scope,
      sql`${GIVE_ACCOUNTS_EMAIL} WHERE a.holder_user_id = ${userKey}
          AND a.email = ${former} AND ${reachAccounts('a.id')} ORDER BY a.id FOR UPDATE`,
    );
    if (accounts.length > 0)
      await this.database.write(
        scope,
        update(
          ACCOUNTS,
          { email, emailVerifiedAt: null },
          sql`WHERE id IN (${accounts.map(({ pk }) => pk)}) AND ${reachAccounts('id')}`,
        ),
      );
    return accounts;
  }

  /** Nobody is known by a spelling any more: what mentions it follows, and it waits for nobody. */
  async settled(scope: Scope, former: string, email: string): Promise<void> {
    for (const { found, of, change } of MENTIONS) {
      // Found first, so that no other row is locked.
      const rows = await this.database.rows(
        scope,
        sql`${found} WHERE ${of(former)} AND ${reachStaff}`,
      );
      const keys = rows.map(({ id }) => id);
      if (keys.length > 0)
        await this.database.write(
          scope,
          change(email, sql`WHERE id IN (${keys}) AND ${of(former)} AND ${reachStaff}`),
        );
    }
    await this.database.write(
      scope,
      sql`DELETE FROM unsettled_emails WHERE spelling = ${former} AND ${reachStaff}`,
    );
  }
}
