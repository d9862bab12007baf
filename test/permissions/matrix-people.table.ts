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
| Membership.role          | "      |
| Membership.status        | "      |
| Membership.account       | "      |
| Membership.user          | "      |
| Membership.permissions   | "      |
| Membership.alerts        | "      |
| Membership.availableAlerts | "      |
| Membership.marketingMail | "      |
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
| Membership.account       | "      |
| Membership.user          | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | +       | +     |
| Membership.permissions   | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Membership.alerts        | "      |
| Membership.availableAlerts | "      |
| Membership.marketingMail | "      |
| Membership.invitation    | "      |
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
| Account.number                | "      |
| Account.viewerPermissions     | "      |
| Account.holder                | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.email                 | "      |
| Account.address               | "      |
| Account.country               | "      |
| Account.vatNumber             | "      |
| Account.mailingPreference     | "      |
| Account.contacts              | "      |
| Account.history               | "      |
| Account.apiTokens             | "      |
| Account.mails                 | "      |
| Account.whoWouldBeNotified(event: INVOICE_CREATED) | "      |
| Account.memberships           | "      |
| Account.balance               | "      |
| Account.carried               | "      |
| Account.invoices              | "      |
| Account.unpaidSummaryInvoices | "      |
| Account.payments              | "      |
| Account.paymentMethods        | "      |
| Account.licenses              | "      |
| Account.unassignedProducts    | "      |
| Account.resoldLicenses        | "      |
| Account.leases                | "      |
| Account.customers             | "      |
| Account.holderReplacement     | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | -/n     | 0     |
| Account.supportRequests       | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| Account.supportIncidentsLeft       | n      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
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
| Membership.user          | "      |
| Membership.permissions   | "      |
| Membership.alerts        | "      |
| Membership.availableAlerts | "      |
| Membership.marketingMail | "      |
| Membership.invitation    | u      | hol  | hol | hol | hol | hol | hol | 0      | n        | -/n     | 0     |
| Membership.transfer      | "      |
`),
  },
  {
    title: 'a login as a person, who is oneself for the first login',
    accounts: ['customer', 'former'],
    reach: 'node(id: <$/user:none>) { ... on User { # } }',
    rows: rows(`
| field                | nobody | none | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff |
| User                 | n      | +    | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.email           | "      |
| User.fullName        | "      |
| User.twoFactorEnabled | "      |
| User.emailVerifiedAt | "      |
| User.twoFactorReset  | n      | 0    | hol/n | hol/n | hol/n | hol/n | hol/n | -      | n        | n       | 0     |
| User.staffMembership | n      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf | n        | n       | 0     |
| User.disabledAt      | "      |
`),
  },
  {
    title: "a session, which is its person's alone",
    accounts: ['customer'],
    reach: 'node(id: <$/session>) { ... on Session { # } }',
    rows: rows(`
| field           | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Session         | n      | n    | n   | n   | n   | n   | n   | +      | n        | n       | n     |
| Session.address | "      |
`),
  },
  {
    title: 'the holder as a person',
    accounts: ['customer'],
    reach: 'node(id: <$/user:holder>) { ... on User { # } }',
    rows: rows(`
| field         | nobody | none  | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff |
| User          | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | +      | n        | n       | +     |
| User.email    | "      |
| User.fullName | "      |
| User.twoFactorEnabled | "      |
`),
  },
  {
    title: 'the person behind an invitation, whom the holder does not come to know by it (R10)',
    accounts: ['customer'],
    reach: 'node(id: <$/membership:invited>) { ... on Membership { user { # } } }',
    rows: rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| User.email            | n      | hol  | hol | hol | hol | hol | hol | 0      | n        | +       | +     |
| User.fullName         | "      |
| User.emailVerifiedAt  | "      |
| User.twoFactorEnabled | "      |
`),
  },
  {
    title: 'that person, by the id (R10)',
    accounts: ['customer', 'both'],
    reach: 'node(id: <$/user:invited>) { ... on User { # } }',
    rows: rows(`
| field      | nobody | none  | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff |
| User       | n      | hol/n | hol/n | hol/n | hol/n | hol/n | hol/n | n      | n        | +       | +     |
| User.email | "      |
`),
  },
  {
    title: 'what the holder wrote when they invited somebody (R10)',
    accounts: ['customer', 'reseller'],
    reach: 'node(id: <$/membership:invited>) { ... on Membership { invitation { # } } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Invitation.email    | n      | hol  | hol | hol | hol | hol | hol | +      | n        | +       | +     |
| Invitation.fullName | "      |
`),
  },
  {
    title: 'the offer of the account to the first login, who is to know what comes along (R12)',
    accounts: ['customer', 'former'],
    reach: 'node(id: <$/membership:none>) { ... on Membership { transfer { # } } }',
    rows: rows(`
| field                     | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| AccountTransfer.offeredAt | n      | +    | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| AccountTransfer.tokens    | "      |
`),
  },
  {
    title: "an API token, which is the holder's to look after (R59)",
    accounts: ['customer', 'reseller', 'former'],
    reach: 'node(id: <$/token>) { ... on ApiToken { # } }',
    rows: rows(`
| field                       | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| ApiToken                    | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| ApiToken.name               | "      |
| ApiToken.hint               | "      |
| ApiToken.scopes             | "      |
| ApiToken.monthlySpendingCap | "      |
| ApiToken.createdBy          | "      |
`),
  },
  {
    title: 'an address in a spelling that staff have to settle',
    accounts: ['customer'],
    reach: 'unsettledEmails { nodes { # } }',
    rows: rows(`
| field                         | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| UnsettledEmail.user           | u      | stf  | stf | stf | stf | stf | stf | stf    | stf      | stf     | +     |
| UnsettledEmail.account        | u      | stf  | stf | stf | stf | stf | stf | stf    | stf      | stf     | 0     |
| UnsettledEmail.normalFormUser | "      |
`),
  },
  {
    title: 'who would be told of something',
    accounts: ['customer'],
    reach:
      'account(id: <$/account>) { whoWouldBeNotified(event: CRITICAL_MAILING) { recipients { # } } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| MailRecipient.email    | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| MailRecipient.name     | "      |
`),
  },
  {
    title: 'who would not be told of something',
    accounts: ['customer'],
    reach:
      'account(id: <$/account>) { whoWouldBeNotified(event: CRITICAL_MAILING) { skipped { # } } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| SkippedRecipient.email | u      | hol  | hol | hol | hol | hol | hol | +      | n        | -/n     | +     |
| SkippedRecipient.name  | "      |
`),
  },
  {
    title: 'a contact',
    accounts: ['customer', 'reseller', 'provider'],
    reach: 'node(id: <$/contact>) { ... on Contact { # } }',
    rows: rows(`
| field                     | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Contact                   | n      | hol  | hol | hol | hol | hol | hol | +      | n        | n       | +     |
| Contact.firstName         | "      |
| Contact.lastName          | "      |
| Contact.email             | "      |
| Contact.country           | "      |
| Contact.receives          | "      |
| Contact.supportAuthorized | "      |
`),
  },
];
