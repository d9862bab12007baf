import { ACCOUNTS } from './actors';
import { rows, type Group } from './matrix.types';

/** Every kind of account; the outsider's own, and the second customer, are like the first. */
const ALL = ACCOUNTS.filter((name) => name !== 'other' && name !== 'neighbour');

const BY_ID = 'account(id: <$/account>) { # }';

/** Who may read what of an account itself (R6, R7). */
export const ACCOUNT_GROUPS: readonly Group[] = [
  {
    title: 'an account of any kind',
    accounts: ALL,
    reach: BY_ID,
    rows: rows(`
| field                         | nobody | none    | act | buy | pay     | res     | lea     | holder | outsider | invited | staff |
| Account.name                  | u      | +       | +   | +   | +       | +       | +       | +      | n        | +       | +     |
| Account.number                | u      | +       | +   | +   | +       | +       | +       | +      | n        | +       | +     |
| Account.viewerPermissions     | u      | +       | +   | +   | +       | +       | +       | +      | n        | +       | +     |
| Account.holder                | u      | +       | +   | +   | +       | +       | +       | +      | n        | -/n     | +     |
| Account.email                 | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.emailVerified           | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.address               | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.country               | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.vatNumber             | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.mailingPreference     | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.contacts              | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.history               | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.apiTokens             | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.mails                 | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.supportRequests       | u      | +       | +   | +   | +       | +       | +       | +      | n        | -/n     | +     |
| Account.supportIncidentsLeft       | u      | +       | +   | +   | +       | +       | +       | +      | n        | -/n     | +     |
| Account.notes                 | u      | -/stf   | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | n        | -/n     | +     |
| Account.whoWouldBeNotified(event: INVOICE_CREATED) | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.memberships           | u      | hol     | hol | hol | hol     | hol     | hol     | +      | n        | -/n     | +     |
| Account.balance               | u      | pay     | pay | pay | +       | pay     | pay     | +      | n        | -/n     | +     |
| Account.carried               | u      | pay     | pay | pay | +       | pay     | pay     | +      | n        | -/n     | +     |
| Account.invoices              | u      | pay     | pay | pay | +       | pay     | pay     | +      | n        | -/n     | +     |
| Account.unpaidSummaryInvoices | u      | pay     | pay | pay | +       | pay     | pay     | +      | n        | -/n     | +     |
| Account.payments              | u      | pay     | pay | pay | +       | pay     | pay     | +      | n        | -/n     | +     |
| Account.paymentMethods        | u      | pay     | pay | pay | +       | pay     | pay     | +      | n        | -/n     | +     |
| Account.licenses              | u      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'the partner side of an account that is no partner, or no longer (R6)',
    accounts: ['customer', 'former'],
    reach: BY_ID,
    rows: rows(`
| field                               | nobody | none    | act     | buy     | pay     | res     | lea     | holder | outsider | invited | staff |
| Account.partner                     | u      | hol     | hol     | hol     | hol     | hol     | hol     | 0      | n        | -/n     | 0     |
| Account.unassignedProducts          | u      | res     | res     | res     | res     | res     | res     | +      | n        | -/n     | +     |
| Account.resoldLicenses              | u      | res     | res     | res     | res     | res     | res     | +      | n        | -/n     | +     |
| Account.leases                      | u      | lea     | lea     | lea     | lea     | lea     | lea     | +      | n        | -/n     | +     |
| Account.reports                     | u      | lea     | lea     | lea     | lea     | lea     | lea     | +      | n        | -/n     | +     |
| Account.nextInvoice                 | u      | lea     | lea     | lea     | lea     | lea     | lea     | +      | n        | -/n     | +     |
| Account.customers                   | u      | res/lea | res/lea | res/lea | res/lea | res/lea | res/lea | +      | n        | -/n     | +     |
| Account.customers(relation: RESOLD) | u      | res     | res     | res     | res     | res     | res     | +      | n        | -/n     | +     |
| Account.customers(relation: LEASED) | u      | lea     | lea     | lea     | lea     | lea     | lea     | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'the partner side of a reseller',
    accounts: ['reseller'],
    reach: BY_ID,
    rows: rows(`
| field                               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Account.partner                     | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.unassignedProducts          | u      | res  | res | res | res | +   | res | +      | n        | -/n     | +     |
| Account.resoldLicenses              | u      | res  | res | res | res | +   | res | +      | n        | -/n     | +     |
| Account.leases                      | u      | lea  | lea | lea | lea | lea | lea | +      | n        | -/n     | +     |
| Account.reports                     | u      | lea  | lea | lea | lea | lea | lea | +      | n        | -/n     | +     |
| Account.nextInvoice                 | u      | lea  | lea | lea | lea | lea | lea | +      | n        | -/n     | +     |
| Account.customers                   | u      | res  | res | res | res | +   | res | +      | n        | -/n     | +     |
| Account.customers(relation: RESOLD) | u      | res  | res | res | res | +   | res | +      | n        | -/n     | +     |
| Account.customers(relation: LEASED) | u      | lea  | lea | lea | lea | lea | lea | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'the partner side of a lease provider, where nobody can be granted RESELLER (R6)',
    accounts: ['provider'],
    reach: BY_ID,
    rows: rows(`
| field                               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Account.partner                     | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.unassignedProducts          | u      | res  | res | res | res | res | res | +      | n        | -/n     | +     |
| Account.resoldLicenses              | u      | res  | res | res | res | res | res | +      | n        | -/n     | +     |
| Account.leases                      | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| Account.reports                     | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| Account.nextInvoice                 | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| Account.customers                   | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| Account.customers(relation: RESOLD) | u      | res  | res | res | res | res | res | +      | n        | -/n     | +     |
| Account.customers(relation: LEASED) | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'the partner side of an account that resells and leases',
    accounts: ['both'],
    reach: BY_ID,
    rows: rows(`
| field                               | nobody | none    | act     | buy     | pay     | res | lea | holder | outsider | invited | staff |
| Account.partner                     | u      | hol     | hol     | hol     | hol     | hol | hol | +      | n        | -/n     | +     |
| Account.unassignedProducts          | u      | res     | res     | res     | res     | +   | res | +      | n        | -/n     | +     |
| Account.resoldLicenses              | u      | res     | res     | res     | res     | +   | res | +      | n        | -/n     | +     |
| Account.leases                      | u      | lea     | lea     | lea     | lea     | lea | +   | +      | n        | -/n     | +     |
| Account.reports                     | u      | lea     | lea     | lea     | lea     | lea | +   | +      | n        | -/n     | +     |
| Account.nextInvoice                 | u      | lea     | lea     | lea     | lea     | lea | +   | +      | n        | -/n     | +     |
| Account.customers                   | u      | res/lea | res/lea | res/lea | res/lea | +   | +   | +      | n        | -/n     | +     |
| Account.customers(relation: RESOLD) | u      | res     | res     | res     | res     | +   | res | +      | n        | -/n     | +     |
| Account.customers(relation: LEASED) | u      | lea     | lea     | lea     | lea     | lea | +   | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'an account, by the id that everything has',
    accounts: ALL,
    reach: 'node(id: <$/account>) { ... on Account { # } }',
    rows: rows(`
| field            | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Account          | n      | +    | +   | +   | +   | +   | +   | +      | n        | +       | +     |
| Account.balance  | n      | pay  | pay | pay | +   | pay | pay | +      | n        | -/n     | +     |
| Account.contacts | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.history  | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.apiTokens | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.mails     | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.supportRequests | n      | +    | +   | +   | +   | +   | +   | +      | n        | -/n     | +     |
| Account.supportIncidentsLeft | n      | +    | +   | +   | +   | +   | +   | +      | n        | -/n     | +     |
| Account.whoWouldBeNotified(event: INVOICE_CREATED) | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
`),
  },
];
