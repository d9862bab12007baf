import type { Capabilities } from '../../../src/domain/people/actor';
import { MembershipStatus, PERMISSIONS } from '../../../src/domain/people/permission';
import type { Recipient } from '../../../src/domain/mail/mails';
import { Alert, ContactMail, MailingPreference } from '../../../src/domain/mail/preferences';
import type {
  ContactFacts,
  HolderFacts,
  LoginFacts,
  MailedAccount,
} from '../../../src/domain/mail/recipients';
import type { AccountKind } from './notified.table';

export const CAPABILITIES: Readonly<Record<AccountKind, Capabilities>> = {
  plain: { reseller: false, leaseProvider: false },
  reseller: { reseller: true, leaseProvider: false },
  provider: { reseller: false, leaseProvider: true },
  both: { reseller: true, leaseProvider: true },
};
export const ACCOUNT_KINDS = Object.keys(CAPABILITIES) as AccountKind[];
export const PREFERENCES = Object.keys(MailingPreference) as MailingPreference[];
export const ALERTS = Object.keys(Alert) as Alert[];
export const CONTACT_MAILS = Object.keys(ContactMail) as ContactMail[];
export const STATUSES = Object.keys(MembershipStatus) as MembershipStatus[];

/** Every set that can be made of the words, the empty one first. */
function subsets<TextField>(words: readonly TextField[]): TextField[][] {
  return words.reduce<TextField[][]>(
    (all, word) => [...all, ...all.map((one) => [...one, word])],
    [[]],
  );
}

const HOLDER_KEY = 1;
export const holder = (given: Partial<HolderFacts> = {}): HolderFacts => ({
  key: HOLDER_KEY,
  email: 'holder@example.com',
  name: 'Hanna Holder',
  mailingPreference: 'ALL',
  alerts: [],
  ...given,
});
export const login = (key: number, given: Partial<LoginFacts> = {}): LoginFacts => ({
  key,
  email: `login${key}@example.com`,
  name: `Login ${key}`,
  status: 'ACTIVE',
  permissions: [],
  alerts: [],
  marketingMail: true,
  ...given,
});
export const contact = (key: number, given: Partial<ContactFacts> = {}): ContactFacts => ({
  key,
  email: `contact${key}@example.com`,
  name: `Contact ${key}`,
  receives: [],
  ...given,
});
export const account = (given: Partial<MailedAccount> = {}): MailedAccount => ({
  email: 'office@example.com',
  capabilities: CAPABILITIES.both,
  holder: holder(),
  logins: [],
  contacts: [],
  ...given,
});
export const recipient = (email: string): Recipient => ({ email, name: null });

/** A holder with each preference and each set of alerts: 48. */
export const EVERY_HOLDER: readonly HolderFacts[] = PREFERENCES.flatMap((mailingPreference) =>
  subsets(ALERTS).map((alerts) => holder({ mailingPreference, alerts })),
);

/** A login with each status, set of alerts, set of permissions and answer to marketing: 2,048. */
export const EVERY_LOGIN: readonly LoginFacts[] = STATUSES.flatMap((status) =>
  subsets(ALERTS).flatMap((alerts) =>
    subsets(PERMISSIONS).flatMap((permissions) =>
      [true, false].map((marketingMail) => ({ status, alerts, permissions, marketingMail })),
    ),
  ),
).map((settings, index) => login(100 + index, settings));

/** A contact with each set of what contacts receive: 16. */
export const EVERY_CONTACT: readonly ContactFacts[] = subsets(CONTACT_MAILS).map(
  (receives, index) => contact(1 + index, { receives }),
);
