import { emailSearchTexts } from '../../domain/email';
import { grantsOn, type Actor, type Capabilities } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import type { MailingPreference } from '../../domain/mail/preferences';
import type { Queries } from '../../database/database';
import { startsWith } from '../../database/like';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccountItself, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, sql, type Statement } from '../../database/sql';
import type { AccountRow } from './account.types';
import { FormerTaxFactsRepository } from './former-tax-facts.repository';
import { AccountEntity } from '../../database/entities/account.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { update } from '../../database/changes';
import { flag, known } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const a = table(AccountEntity, 'a');

const SELECT = select({
  pk: a.id,
  ...pick(
    a,
    'number',
    'name',
    'email',
    'address',
    'country',
    'vatNumber',
    'currency',
    'mailingPreference',
    'reseller',
    'leaseProvider',
    'discountBasisPoints',
  ),
  holderUserId: known(a.holderUserId),
  emailVerified: flag(
    'a.email_verified_at IS NOT NULL OR EXISTS (SELECT 1 FROM users h WHERE h.id = a.holder_user_id AND h.email = a.email AND h.email_verified_at IS NOT NULL)',
  ),
}).from('accounts a');

/** An account that waits for the payment of a guest's order is there for nobody. */
const OPEN = sql`a.holder_user_id IS NOT NULL`;

/** `self` on an account's row: the actor was invited to it, and may know which account asks. */
const toRow = (actor: Actor, row: Stored): AccountRow => ({
  ...row,
  __typename: 'Account',
  grants: ownedBy(
    actor,
    row.pk,
    actor.kind === 'user' && grantsOn(actor, row.pk) === null && actor.invitedBy.includes(row.pk),
  ),
});

/** The e-mail of an account `a` begins with the text, however its domain is spelled. */
const emailStarts = (text: string): Statement<false> =>
  join(
    emailSearchTexts(text).map((part) => sql`a.email LIKE ${startsWith(part)}`),
    ' OR ',
  );

/** What the holder may change of an account. */
export interface Profile {
  readonly name: string;
  /** Normalized. */
  readonly email: string;
  readonly address: string;
  readonly country: string;
  readonly vatNumber: string | null;
}

/** What decides about the people of an account. */
export interface AccountForPeople extends Capabilities {
  readonly name: string;
  readonly holderUserId: number;
  readonly holderName: string;
}

/** What staff set of a partner. */
export interface PartnerTerms extends Capabilities {
  readonly discountBasisPoints: number;
}

export interface AccountFilter {
  readonly search: string | null;
}

const ACCOUNTS = table(AccountEntity);
const LOCK = select(pick(ACCOUNTS, 'name', 'email', 'address', 'country', 'vatNumber')).from(
  'accounts',
);
const LOCK_FOR_PEOPLE = select({
  ...pick(ACCOUNTS, 'name', 'reseller', 'leaseProvider'),
  holderUserId: known(ACCOUNTS.holderUserId),
}).from('accounts');
const u = table(UserEntity, 'u');
const HOLDER_NAME = select({ fullName: u.fullName }).from(
  'accounts a JOIN users u ON u.id = a.holder_user_id',
);
const LOCK_MAILING_PREFERENCE = select({ preference: ACCOUNTS.mailingPreference }).from('accounts');
const LOCK_PARTNER = select(
  pick(ACCOUNTS, 'reseller', 'leaseProvider', 'discountBasisPoints'),
).from('accounts');

export class AccountRepository {
  private readonly all: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    this.all = new ListQuery(database, {
      select: SELECT,
      from: 'accounts a',
      parent: null,
      reach: reachAccounts('a.id'),
    });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<AccountRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${SELECT} WHERE a.id IN (${keys}) AND ${OPEN} AND ${reachAccountItself('a.id')}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  async rows(
    scope: Scope,
    parents: readonly number[],
    filter: AccountFilter,
    order: Order,
    request: PageRequest,
  ): Promise<AccountRow[]> {
    const rows = await this.all.rows(scope, parents, order, request, this.matching(filter));
    return rows.map((row) => toRow(scope.actor, row));
  }

  counts(
    scope: Scope,
    parents: readonly number[],
    filter: AccountFilter,
  ): Promise<Map<number, number>> {
    return this.all.counts(scope, parents, this.matching(filter));
  }

  /** The profile as it is, locked until the transaction ends. @throws when it is out of reach. */
  async lock(scope: Scope, key: number): Promise<Profile> {
    const profile = await this.database.row(
      scope,
      sql`${LOCK} WHERE id = ${key} AND ${reachAccounts('id')} FOR UPDATE`,
    );
    if (profile === null) throw new Error('The account is out of reach');
    return profile;
  }

  /** What matters to its people, locked until the transaction ends. @throws when it is out of reach. */
  async lockForPeople(scope: Scope, key: number): Promise<AccountForPeople> {
    const row = await this.database.row(
      scope,
      sql`${LOCK_FOR_PEOPLE} WHERE id = ${key} AND holder_user_id IS NOT NULL AND ${reachAccounts('id')} FOR UPDATE`,
    );
    const holder =
      row &&
      (await this.database.row(
        scope,
        sql`${HOLDER_NAME} WHERE a.id = ${key} AND ${reachAccounts('a.id')}`,
      ));
    if (row === null || holder === null) throw new Error('The account is out of reach');
    return {
      name: row.name,
      holderUserId: row.holderUserId,
      holderName: holder.fullName,
      reseller: row.reseller === 1,
      leaseProvider: row.leaseProvider === 1,
    };
  }

  /** What the holder receives, locked until the transaction ends. @throws when it is out of reach. */
  async lockMailingPreference(scope: Scope, key: number): Promise<MailingPreference> {
    const row = await this.database.row(
      scope,
      sql`${LOCK_MAILING_PREFERENCE} WHERE id = ${key} AND ${reachAccounts('id')} FOR UPDATE`,
    );
    if (row === null) throw new Error('The account is out of reach');
    return row.preference;
  }

  async setMailingPreference(
    scope: Scope,
    key: number,
    preference: MailingPreference,
  ): Promise<void> {
    await this.database.write(
      scope,
      update(
        ACCOUNTS,
        { mailingPreference: preference },
        sql`WHERE id = ${key} AND ${reachAccounts('id')}`,
      ),
    );
  }

  /** What kind of partner the account is, locked until the transaction ends. @throws when out of reach. */
  async lockPartner(scope: Scope, key: number): Promise<PartnerTerms> {
    const row = await this.database.row(
      scope,
      sql`${LOCK_PARTNER} WHERE id = ${key} AND ${reachAccounts('id')} FOR UPDATE`,
    );
    if (row === null) throw new Error('The account is out of reach');
    return {
      reseller: row.reseller === 1,
      leaseProvider: row.leaseProvider === 1,
      discountBasisPoints: row.discountBasisPoints,
    };
  }

  async setPartner(scope: Scope, key: number, terms: PartnerTerms): Promise<void> {
    const { reseller, leaseProvider, discountBasisPoints } = terms;
    await this.database.write(
      scope,
      update(
        ACCOUNTS,
        { reseller, leaseProvider, discountBasisPoints },
        sql`WHERE id = ${key} AND ${reachAccounts('id')}`,
      ),
    );
  }

  /** Makes another person the holder. @returns false when somebody else did so before (R12). */
  async hand(scope: Scope, key: number, from: number, to: number): Promise<boolean> {
    const handed = await this.database.write(
      scope,
      update(
        ACCOUNTS,
        { holderUserId: to },
        sql`WHERE id = ${key} AND holder_user_id = ${from} AND ${reachAccounts('id')}`,
      ),
    );
    return handed === 1;
  }

  /** The row is locked. What its tax depended on until now is kept: a month that is over is taxed by it. */
  async update(scope: Scope, key: number, profile: Profile, now: Date): Promise<void> {
    const { name, email, address, country, vatNumber } = profile;
    await new FormerTaxFactsRepository(this.database).keep(scope, key, { country, vatNumber }, now);
    await this.database.write(
      scope,
      // From left to right: what was proved is compared with before it is another one.
      update(
        ACCOUNTS,
        {
          emailVerifiedAt: sql`IF(email = ${email}, email_verified_at, NULL)`,
          name,
          email,
          address,
          country,
          vatNumber,
        },
        sql`WHERE id = ${key} AND ${reachAccounts('id')}`,
      ),
    );
  }

  private matching({ search }: AccountFilter): Statement<false> {
    const text = search?.trim() ?? '';
    return text === ''
      ? OPEN
      : sql`${OPEN} AND (a.number = ${text.toUpperCase()} OR ${emailStarts(text)} OR a.name LIKE ${startsWith(text)})`;
  }
}
