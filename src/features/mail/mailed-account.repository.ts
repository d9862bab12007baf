import { grantsOf, type Capabilities } from '../../domain/access/actor';
import {
  PERMISSIONS,
  type MembershipStatus,
  type Permission,
} from '../../domain/access/permission';
import { Alert, ContactMail, type MailingPreference } from '../../domain/mail/preferences';
import type { ContactFacts, HolderFacts, LoginFacts, MailedAccount } from '../../domain/mail/told';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';

interface AccountColumns {
  readonly pk: number;
  readonly name: string;
  readonly email: string;
  readonly holderUserId: number;
  readonly mailingPreference: MailingPreference;
  readonly reseller: number;
  readonly leaseProvider: number;
}
interface PersonColumns
  extends Readonly<Record<Permission, number>>, Readonly<Record<Alert, number>> {
  readonly key: number;
  readonly accountId: number;
  readonly userId: number;
  readonly email: string;
  readonly name: string;
  readonly status: MembershipStatus;
  readonly marketingMail: number;
}
interface ContactColumns extends Readonly<Record<ContactMail, number>> {
  readonly key: number;
  readonly accountId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** An account with everybody whom mail about it can go to, and its key. */
export interface MailedAccountRow extends MailedAccount {
  readonly pk: number;
  readonly name: string;
}

const ALERTS = Object.keys(Alert) as readonly Alert[];
const CONTACT_MAILS = Object.keys(ContactMail) as readonly ContactMail[];

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
    granted: new Set(PERMISSIONS.filter((one) => person[one] === 1)),
    capabilities: capabilitiesOf(account),
    holderName: '',
  });
  return [...(grants?.permissions ?? [])];
}

const alertsOf = (person: PersonColumns): Alert[] => ALERTS.filter((one) => person[one] === 1);

const login = (person: PersonColumns, account: AccountColumns): LoginFacts => ({
  key: person.key,
  email: person.email,
  name: person.name,
  status: person.status,
  permissions: counting(person, account),
  alerts: alertsOf(person),
  marketingMail: person.marketingMail === 1,
});

const holder = (person: PersonColumns, account: AccountColumns): HolderFacts => ({
  key: person.key,
  email: person.email,
  name: person.name,
  mailingPreference: account.mailingPreference,
  alerts: alertsOf(person),
});

const contact = (row: ContactColumns): ContactFacts => ({
  key: row.key,
  email: row.email,
  name: `${row.firstName} ${row.lastName}`,
  receives: CONTACT_MAILS.filter((one) => row[one] === 1),
});

/** What decides who is told of an event of an account: three statements, however many accounts. */
export class MailedAccountRepository {
  constructor(private readonly database: Queries) {}

  /** Accounts in reach, by their keys. */
  async byKeys(scope: Scope, keys: readonly number[]): Promise<MailedAccountRow[]> {
    if (keys.length === 0) return [];
    const accounts = await this.database.rows<AccountColumns>(
      scope,
      sql`SELECT a.id AS pk, a.name, a.email, a.holder_user_id AS holderUserId,
            a.mailing_preference AS mailingPreference, a.reseller, a.lease_provider AS leaseProvider
          FROM accounts a WHERE a.id IN (${keys}) AND ${reachAccounts('a.id')} ORDER BY a.id`,
    );
    const people = await this.database.rows<PersonColumns>(
      scope,
      sql`SELECT m.id AS \`key\`, m.account_id AS accountId, m.user_id AS userId, u.email, u.full_name AS name,
            m.status, m.may_activate_licenses AS ACTIVATE_LICENSES, m.may_make_purchases AS MAKE_PURCHASES,
            m.may_pay_invoices AS PAY_INVOICES, m.may_resell AS RESELLER, m.may_provide_leases AS LEASE_PROVIDER,
            m.alert_invoice_created AS INVOICE_CREATED,
            m.alert_summary_invoice_created AS SUMMARY_INVOICE_CREATED,
            m.alert_lease_assigned AS LEASE_ASSIGNED,
            m.alert_resold_license_assigned AS RESOLD_LICENSE_ASSIGNED, m.marketing_mail AS marketingMail
          FROM memberships m JOIN users u ON u.id = m.user_id
          WHERE m.account_id IN (${keys}) AND ${reachAccounts('m.account_id')}`,
    );
    const contacts = await this.database.rows<ContactColumns>(
      scope,
      sql`SELECT c.id AS \`key\`, c.account_id AS accountId, c.email, c.first_name AS firstName,
            c.last_name AS lastName, c.receives_standard_invoices AS STANDARD_INVOICES,
            c.receives_summary_invoices AS SUMMARY_INVOICES,
            c.receives_important_notices AS IMPORTANT_NOTICES
          FROM contacts c WHERE c.account_id IN (${keys}) AND ${reachAccounts('c.account_id')}`,
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
