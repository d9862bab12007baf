import { grantsOf, type Capabilities } from '../../domain/people/actor';
import { PERMISSION, type Permission } from '../../domain/people/permission';
import { ALERT, CONTACT_MAIL } from '../../domain/mail/preferences';
import type {
  ContactFacts,
  HolderFacts,
  LoginFacts,
  MailedAccount,
} from '../../domain/mail/recipients';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { AccountEntity } from '../../database/entities/account.entity';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { ContactEntity } from '../../database/entities/contact.entity';
import { flagColumns, flagged } from '../../database/flags';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type AccountColumns = RowOf<typeof ACCOUNTS>;
type PersonColumns = RowOf<typeof PEOPLE>;
type ContactColumns = RowOf<typeof CONTACTS>;

/** An account with everybody whom mail about it can go to, and its key. */
export interface MailedAccountRow extends MailedAccount {
  readonly pk: number;
  readonly name: string;
}

const capabilitiesOf = ({ reseller, leaseProvider }: AccountColumns): Capabilities => ({
  reseller: reseller === 1,
  leaseProvider: leaseProvider === 1,
});

/** Permissions as they count now (R6). */
function counting(person: PersonColumns, account: AccountColumns): readonly Permission[] {
  const grants = grantsOf({
    accountId: person.accountId,
    role: 'AUTHORIZED_LOGIN',
    status: 'ACTIVE',
    granted: new Set(flagged(person, PERMISSION)),
    capabilities: capabilitiesOf(account),
    holderName: '',
  });
  return [...(grants?.permissions ?? [])];
}

const login = (person: PersonColumns, account: AccountColumns): LoginFacts => ({
  key: person.key,
  email: person.email,
  name: person.name,
  status: person.status,
  permissions: counting(person, account),
  alerts: flagged(person, ALERT),
  marketingMail: person.marketingMail === 1,
});

const holder = (person: PersonColumns, account: AccountColumns): HolderFacts => ({
  key: person.key,
  email: person.email,
  name: person.name,
  mailingPreference: account.mailingPreference,
  alerts: flagged(person, ALERT),
});

const contact = (row: ContactColumns): ContactFacts => ({
  key: row.key,
  email: row.email,
  name: `${row.firstName} ${row.lastName}`,
  receives: flagged(row, CONTACT_MAIL),
});

const a = table(AccountEntity, 'a');
const ACCOUNTS = select({
  pk: a.id,
  ...pick(a, 'name', 'email', 'holderUserId', 'mailingPreference', 'reseller', 'leaseProvider'),
}).from('accounts a');
const m = table(MembershipEntity, 'm');
const u = table(UserEntity, 'u');
const PEOPLE = select({
  key: m.id,
  ...pick(m, 'accountId', 'userId'),
  email: u.email,
  name: u.fullName,
  status: m.status,
  ...flagColumns(m, PERMISSION),
  ...flagColumns(m, ALERT),
  marketingMail: m.marketingMail,
}).from('memberships m JOIN users u ON u.id = m.user_id');
const c = table(ContactEntity, 'c');
const CONTACTS = select({
  key: c.id,
  ...pick(c, 'accountId', 'email', 'firstName', 'lastName'),
  ...flagColumns(c, CONTACT_MAIL),
}).from('contacts c');

/** What decides who is told of an event of an account: three statements, however many accounts. */
export class MailedAccountRepository {
  constructor(private readonly database: Queries) {}

  /** Accounts in reach, by their keys. */
  async byKeys(scope: Scope, keys: readonly number[]): Promise<MailedAccountRow[]> {
    if (keys.length === 0) return [];
    const accounts = await this.database.rows(
      scope,
      sql`${ACCOUNTS} WHERE a.id IN (${keys}) AND ${reachAccounts('a.id')} ORDER BY a.id`,
    );
    const people = await this.database.rows(
      scope,
      sql`${PEOPLE} WHERE m.account_id IN (${keys}) AND ${reachAccounts('m.account_id')}`,
    );
    const contacts = await this.database.rows(
      scope,
      sql`${CONTACTS} WHERE c.account_id IN (${keys}) AND ${reachAccounts('c.account_id')}`,
    );
    const peopleOf = grouped(people);
    const contactsOf = grouped(contacts);
    return accounts.flatMap((account) => {
      const here = peopleOf.get(account.pk) ?? [];
      const head = here.find(({ userId }) => userId === account.holderUserId);
      if (head === undefined) return [];
      return [
        {
          pk: account.pk,
          name: account.name,
          email: account.email,
          capabilities: capabilitiesOf(account),
          holder: holder(head, account),
          logins: here.filter((one) => one !== head).map((one) => login(one, account)),
          contacts: (contactsOf.get(account.pk) ?? []).map(contact),
        },
      ];
    });
  }
}

/** Rows by their account. */
export function grouped<Row extends { readonly accountId: number }>(
  rows: readonly Row[],
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.accountId);
    if (group === undefined) groups.set(row.accountId, [row]);
    else group.push(row);
  }
  return groups;
}
