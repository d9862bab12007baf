import { rows, type Group } from './matrix.types';

/** Who may read what of mails that were sent: the holder those of the account, staff all of them (R7, R20). */
export const MAIL_GROUPS: readonly Group[] = [
  {
    title: 'mails of the vendor to many, and those that do not arrive',
    accounts: ['customer'],
    reach: '#',
    rows: rows(`
| field                  | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Query.mailings         | u      | stf  | stf | stf | stf | stf | stf | stf    | stf      | stf     | +     |
| Query.undeliveredMails | "      |
`),
  },
  {
    title: 'a mail because of an account',
    accounts: ['customer', 'reseller', 'former'],
    reach: 'node(id: <$/failing>) { ... on Mail { # } }',
    rows: rows(`
| field        | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Mail         | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Mail.account | "      |
| Mail.email   | "      |
| Mail.name    | "      |
| Mail.failure | n      | hol  | hol | hol | hol | hol | hol | -/stf  | n        | n       | +     |
`),
  },
  {
    title: "a mailing, which is the vendor's own",
    accounts: ['customer'],
    reach: 'node(id: <mailing>) { ... on Mailing { # } }',
    rows: rows(`
| field             | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Mailing           | n      | n    | n   | n   | n   | n   | n   | n      | n        | n       | +     |
| Mailing.createdBy | "      |
`),
  },
];
