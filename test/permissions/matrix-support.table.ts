import { rows, type Group } from './matrix.types';

/** Who may read what was asked of the support: who opened it, the holder, and staff (R68). */
export const SUPPORT_GROUPS: readonly Group[] = [
  {
    title: 'what all accounts asked of the support',
    accounts: ['customer'],
    reach: '#',
    rows: rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Query.supportRequests | u      | stf  | stf | stf | stf | stf | stf | stf    | stf      | stf     | +     |
| Query.supportRequestByLink(token: "no") | 0      | 0    | 0   | 0   | 0   | 0   | 0   | 0      | 0        | 0       | 0     |
`),
  },
  {
    title: 'a support request, which the first login opened (R68)',
    accounts: ['customer', 'reseller', 'former'],
    reach: 'node(id: <$/support-request>) { ... on SupportRequest { # } }',
    rows: rows(`
| field                      | nobody | none            | act | buy | pay | res | lea | holder | outsider | invited | staff |
| SupportRequest             | n      | +               | n   | n   | n   | n   | n   | +      | n        | n       | +     |
| SupportRequest.subject     | "      |
| SupportRequest.openedBy    | "      |
| SupportRequest.messages    | "      |
| SupportRequest.account     | "      |
| SupportRequest.contact     | n      | hol             | n   | n   | n   | n   | n   | 0      | n        | n       | 0     |
| SupportRequest.license     | n      | act/buy/res/lea | n   | n   | n   | n   | n   | +      | n        | n       | +     |
| SupportRequest.lease       | n      | lea             | n   | n   | n   | n   | n   | 0      | n        | n       | 0     |
| SupportRequest.assignedTo  | n      | -/stf           | n   | n   | n   | n   | n   | -/stf  | n        | n       | 0     |
`),
  },
  {
    title: 'a note of the staff about an account',
    accounts: ['customer', 'former'],
    reach: 'account(id: <$/account>) { notes { nodes { # } } }',
    rows: rows(`
| field              | nobody | none  | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff |
| AccountNote.author | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n        | -/n     | +     |
| AccountNote.body   | "      |
`),
  },
  {
    title: 'a message of a support request (R68)',
    accounts: ['customer', 'reseller', 'former'],
    reach: 'node(id: <$/support-request>) { ... on SupportRequest { messages { nodes { # } } } }',
    rows: rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| SupportMessage.author | n      | +    | n   | n   | n   | n   | n   | +      | n        | n       | +     |
| SupportMessage.body   | "      |
`),
  },
];
