import { ownedBy } from '../../domain/access/row-grants';
import {
  isOnlyOf,
  type EmailOwner,
  type UnsettledSpelling,
} from '../../domain/access/settle-email';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts, reachPeople, reachStaff } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { ListReader } from '../../graphql/lists';
import type { UnsettledEmailRow } from './unsettled-emails.types';

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

type Stored = Omit<UnsettledEmailRow, 'grants'>;

const ownerOf = (email: string): string =>
  `COALESCE((SELECT u.id FROM users u WHERE u.email = ${email}), (SELECT MIN(a.holder_user_id) FROM accounts a WHERE a.email = ${email}))`;

const FROM = 'FROM unsettled_emails e';
/** Whom nobody is known by any more is not listed. */
const KNOWN = sql`${reachStaff} AND (EXISTS (SELECT 1 FROM users u WHERE u.email = e.spelling)
  OR EXISTS (SELECT 1 FROM accounts a WHERE a.email = e.spelling))`;

/** Where addresses are written down beside: they follow. */
const MENTIONS = [
  ['contacts', 'email'],
  ['memberships', 'invited_email'],
  ['leases', 'customer_email'],
  ['orders', 'assign_email'],
] as const;

/** Spellings from before addresses had one normal form, as staff look after them. */
export class UnsettledEmailsRepository {
  private readonly all: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    this.all = new ListQuery(database, {
      select: `SELECT e.id AS pk, e.spelling, e.normal_form AS normalForm, e.found_at AS foundAt,
        ${ownerOf('e.spelling')} AS userId, (SELECT MIN(a.id) FROM accounts a WHERE a.email = e.spelling) AS accountId,
        ${ownerOf('e.normal_form')} AS normalUserId ${FROM}`,
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
    const own = await this.database.rows<UnsettledSpelling & { userId: number }>(
      scope,
      sql`SELECT u.id AS userId, e.spelling, e.normal_form AS normalForm
          FROM users u JOIN unsettled_emails e ON e.spelling = u.email
          WHERE u.id IN (${userKeys}) AND ${reachStaff}
          UNION SELECT a.holder_user_id, e.spelling, e.normal_form
          FROM accounts a JOIN unsettled_emails e ON e.spelling = a.email
          WHERE a.holder_user_id IN (${userKeys}) AND ${reachStaff} ORDER BY userId, spelling`,
    );
    if (own.length === 0) return [];
    const normals = own.flatMap(({ normalForm }) => normalForm ?? []);
    const unsettled = await this.database.rows<UnsettledSpelling>(
      scope,
      sql`SELECT e.spelling, e.normal_form AS normalForm FROM unsettled_emails e
          WHERE e.normal_form IN (${[...normals, '']}) AND ${reachStaff}`,
    );
    const forms = [...new Set([...normals, ...[...own, ...unsettled].map((one) => one.spelling)])];
    const owners = await this.database.rows<EmailOwner>(
      scope,
      sql`SELECT u.email, u.id AS owner FROM users u WHERE u.email IN (${forms}) AND ${reachStaff}
          UNION ALL SELECT a.email, a.holder_user_id FROM accounts a
          WHERE a.email IN (${forms}) AND ${reachStaff}`,
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
    const found = await this.database.row<{ email: string; fullName: string }>(
      scope,
      sql`SELECT u.email, u.full_name AS fullName FROM users u
          WHERE u.id = ${userKey} AND ${reachPeople('u.id')} FOR UPDATE`,
    );
    if (found === null) throw new Error('The person is out of reach');
    return found;
  }

  /** A person signs in with another address, which nobody has proved. @throws when somebody has it. */
  async giveEmail(scope: Scope, userKey: number, email: string): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE users SET email = ${email}, email_verified_at = NULL
          WHERE id = ${userKey} AND ${reachPeople('id')}`,
    );
  }

  /** The same for the accounts that the person holds. @returns those that had the former one. */
  async giveAccountsEmail(
    scope: Scope,
    userKey: number,
    former: string,
    email: string,
  ): Promise<readonly RespelledAccount[]> {
    const accounts = await this.database.rows<RespelledAccount>(
      scope,
      sql`SELECT a.id AS pk, a.name FROM accounts a WHERE a.holder_user_id = ${userKey}
          AND a.email = ${former} AND ${reachAccounts('a.id')} ORDER BY a.id FOR UPDATE`,
    );
    if (accounts.length > 0)
      await this.database.write(
        scope,
        sql`UPDATE accounts SET email = ${email}, email_verified_at = NULL
            WHERE id IN (${accounts.map(({ pk }) => pk)}) AND ${reachAccounts('id')}`,
      );
    return accounts;
  }

  /** Nobody is known by a spelling any more: what mentions it follows, and it waits for nobody. */
  async settled(scope: Scope, former: string, email: string): Promise<void> {
    for (const [table, column] of MENTIONS) {
      // Found first, so that no other row is locked.
      const rows = await this.database.rows<{ id: number }>(
        scope,
        sql`SELECT id FROM ${raw(table)} WHERE ${raw(column)} = ${former} AND ${reachStaff}`,
      );
      if (rows.length > 0)
        await this.database.write(
          scope,
          sql`UPDATE ${raw(table)} SET ${raw(column)} = ${email}
              WHERE id IN (${rows.map(({ id }) => id)}) AND ${raw(column)} = ${former} AND ${reachStaff}`,
        );
    }
    await this.database.write(
      scope,
      sql`DELETE FROM unsettled_emails WHERE spelling = ${former} AND ${reachStaff}`,
    );
  }
}
