import { rows, type Group } from './matrix.types';

/** Who may read what of people: everybody of themselves, the holder of all, nobody else (R7). */
export const PEOPLE_GROUPS: readonly Group[] = [
  {
    title: "a login's membership, which is its own for the first login",
    accounts: ['customer', 'reseller'],
    reach: 'node(id: <$/membership:none>) { ... on Membership { # } }',
    rows: rows(`
| field                    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Membership               | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.role          | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.status        | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.account       | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.user          | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.permissions   | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.alerts        | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.availableAlerts | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.marketingMail | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Membership.invitation    | n      | 0    | hol | hol | hol | hol | hol | 0      | n        | n       | 0     |
| Membership.transfer      | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
`),
  },
  {
    title: 'an invitation that waits (R10)',
    accounts: ['customer', 'provider'],
    reach: 'node(id: <$/membership:invited>) { ... on Membership { # } }',
    rows: rows(`
| field                    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Membership               | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.account       | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.user          | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | +       | +     |
| Membership.permissions   | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.alerts        | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.availableAlerts | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.marketingMail | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.invitation    | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.transfer      | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | 0       | 0     |
`),
  },
  {
    title:
      'the account that an invitation is for: name and number, and nothing before it is accepted (R10)',
    accounts: ['customer', 'both'],
    reach: 'node(id: <$/membership:invited>) { ... on Membership { account { # } } }',
    rows: rows(`
| field                         | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Account.name                  | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Account.number                | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Account.viewerPermissions     | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Account.holder                | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.email                 | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.address               | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.country               | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.vatNumber             | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.mailingPreference     | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.contacts              | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.history               | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.apiTokens             | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.mails                 | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.whoWouldBeNotified(event: INVOICE_CREATED) | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.memberships           | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.balance               | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.invoices              | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.unpaidSummaryInvoices | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.payments              | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.paymentMethods        | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.licenses              | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.unassignedProducts    | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.resoldLicenses        | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.leases                | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.customers             | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
`),
  },
  {
    title: "the holder's membership, of which others learn that it is there and whose role it is",
    accounts: ['customer'],
    reach: 'account(id: <$/account>) { holder { # } }',
    rows: rows(`
| field                    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Membership.role          | u      | +    | +   | +   | +   | +   | +   | +      | n        | -/n     | +     |
| Membership.account       | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Membership.user          | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Membership.permissions   | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Membership.alerts        | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Membership.availableAlerts | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Membership.marketingMail | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Membership.invitation    | u      | hol  | hol | hol | hol | hol | hol | 0      | n        | -/n     | 0     |
| Membership.transfer      | u      | hol  | hol | hol | hol | hol | hol | 0      | n        | -/n     | 0     |
`),
  },
  {
    title: 'a login as a person, who is oneself for the first login',
    accounts: ['customer', 'former'],
    reach: 'node(id: <$/user:none>) { ... on User { # } }',
    rows: rows(`
| field                | nobody | none | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff |
| User                 | n      | +    | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.email           | n      | +    | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.fullName        | n      | +    | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.twoFactorEnabled | n      | +    | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.emailVerifiedAt | n      | +    | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
`),
  },
  {
    title: "a session, which is its person's alone",
    accounts: ['customer'],
    reach: 'node(id: <$/session>) { ... on Session { # } }',
    rows: rows(`
| field           | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Session         | n      | n    | n   | n   | n   | n   | n   | +      | n        | n       | n     |
| Session.address | n      | n    | n   | n   | n   | n   | n   | +      | n        | n       | n     |
`),
  },
  {
    title: 'the holder as a person',
    accounts: ['customer'],
    reach: 'node(id: <$/user:holder>) { ... on User { # } }',
    rows: rows(`
| field         | nobody | none  | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff |
| User          | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.email    | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.fullName | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.twoFactorEnabled | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
`),
  },
  {
    title: 'the person behind an invitation, whom the holder does not come to know by it (R10)',
    accounts: ['customer'],
    reach: 'node(id: <$/membership:invited>) { ... on Membership { user { # } } }',
    rows: rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| User.email            | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | +       | +     |
| User.fullName         | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | +       | +     |
| User.emailVerifiedAt  | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | +       | +     |
| User.twoFactorEnabled | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | +       | +     |
`),
  },
  {
    title: 'that person, by the id (R10)',
    accounts: ['customer', 'both'],
    reach: 'node(id: <$/user:invited>) { ... on User { # } }',
    rows: rows(`
| field      | nobody | none  | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff |
| User       | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | n      | n        | +       | +     |
| User.email | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | n      | n        | +       | +     |
`),
  },
  {
    title: 'what the holder wrote when they invited somebody (R10)',
    accounts: ['customer', 'reseller'],
    reach: 'node(id: <$/membership:invited>) { ... on Membership { invitation { # } } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Invitation.email    | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Invitation.fullName | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
`),
  },
  {
    title: 'the offer of the account to the first login, who is to know what comes along (R12)',
    accounts: ['customer', 'former'],
    reach: 'node(id: <$/membership:none>) { ... on Membership { transfer { # } } }',
    rows: rows(`
| field                     | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| AccountTransfer.offeredAt | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| AccountTransfer.tokens    | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
`),
  },
  {
    title: "an API token, which is the holder's to look after (R59)",
    accounts: ['customer', 'reseller', 'former'],
    reach: 'node(id: <$/token>) { ... on ApiToken { # } }',
    rows: rows(`
| field                       | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| ApiToken                    | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| ApiToken.name               | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| ApiToken.hint               | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| ApiToken.scopes             | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| ApiToken.monthlySpendingCap | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| ApiToken.createdBy          | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
`),
  },
  {
    title: 'who would be told of something',
    accounts: ['customer'],
    reach:
      'account(id: <$/account>) { whoWouldBeNotified(event: CRITICAL_MAILING) { told { # } } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| ToldPerson.email    | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| ToldPerson.name     | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'who would not be told of something',
    accounts: ['customer'],
    reach:
      'account(id: <$/account>) { whoWouldBeNotified(event: CRITICAL_MAILING) { leftOut { # } } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeftOutPerson.email | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| LeftOutPerson.name  | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'a contact',
    accounts: ['customer', 'reseller', 'provider'],
    reach: 'node(id: <$/contact>) { ... on Contact { # } }',
    rows: rows(`
| field                     | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Contact                   | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Contact.firstName         | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Contact.lastName          | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Contact.email             | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Contact.country           | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Contact.receives          | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Contact.supportAuthorized | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
`),
  },
];
