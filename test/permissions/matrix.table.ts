import { ACCOUNT_GROUPS } from './matrix-account.table';
import { BOOKS_GROUPS } from './matrix-books.table';
import { CUSTOMER_GROUPS, LEASE_GROUPS } from './matrix-leases.table';
import { ACTIVATION_GROUPS, LICENSE_GROUPS } from './matrix-licenses.table';
import { MAIL_GROUPS } from './matrix-mails.table';
import { SUPPORT_GROUPS } from './matrix-support.table';
import { PEOPLE_GROUPS } from './matrix-people.table';
import { PURCHASE_GROUPS } from './matrix-purchases.table';
import { rows, type Group } from './matrix.types';

/**
 * Who may what, written by hand from R7. It is compared with what the server answers, and never with
 * the table that the server decides by.
 */
export const MATRIX: readonly Group[] = [
  {
    title: 'the ways in',
    accounts: ['customer', 'reseller', 'provider', 'both', 'former'],
    reach: '#',
    rows: rows(`
| field                          | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Query.viewer                   | 0      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Query.node(id: <product>)      | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Query.nodes(ids: [<product>])  | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Query.products                 | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Query.currencies               | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Query.addOns(family: SMARTERMAIL) | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Query.supportProducts          | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Query.account(id: <$/account>) | u      | +    | +   | +   | +   | +   | +   | +      | n        | +       | +     |
| Query.accounts                 | u      | stf  | stf | stf | stf | stf | stf | stf    | stf      | stf     | +     |
| Query.unsettledEmails          | "      |
| Query.staff                    | "      |
`),
  },
  {
    title: 'oneself',
    accounts: ['customer'],
    reach: 'viewer { # }',
    rows: rows(`
| field              | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Viewer.user        | 0      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Viewer.memberships | 0      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Viewer.sessions    | 0      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Viewer.token       | 0      | 0    | 0   | 0   | 0   | 0   | 0   | 0      | 0        | 0       | 0     |
| Viewer.staffRole   | 0      | 0    | 0   | 0   | 0   | 0   | 0   | 0      | 0        | 0       | +     |
`),
  },
  {
    title: 'the catalogue, which guests buy from (R1)',
    accounts: ['customer'],
    reach: 'node(id: <product>) { ... on Product { # } }',
    rows: rows(`
| field                    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Product                  | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Product.price            | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Product.leasePrice       | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Product.maintenancePrice | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Product.reinstatementPrice | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| Product.priceHistory     | u      | -    | -   | -   | -   | -   | -   | -      | -        | -       | +     |
`),
  },
  {
    title: 'add-ons',
    accounts: ['customer'],
    reach: 'node(id: <add-on>) { ... on AddOn { # } }',
    rows: rows(`
| field            | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| AddOn            | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| AddOn.price      | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| AddOn.leasePrice | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| AddOn.maintenancePrice | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| AddOn.priceHistory | u      | -    | -   | -   | -   | -   | -   | -      | -        | -       | +     |
`),
  },
  {
    title: 'support by the piece',
    accounts: ['customer'],
    reach: 'node(id: <support>) { ... on SupportProduct { # } }',
    rows: rows(`
| field                       | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| SupportProduct              | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| SupportProduct.price        | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| SupportProduct.priceHistory | u      | -    | -   | -   | -   | -   | -   | -      | -        | -       | +     |
`),
  },
  {
    title: 'former, present and announced prices',
    accounts: ['customer'],
    reach: 'node(id: <product>) { ... on Product { priceHistory { # } } }',
    rows: rows(`
| field        | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Price.amount | u      | -    | -   | -   | -   | -   | -   | -      | -        | -       | +     |
`),
  },
  ...ACCOUNT_GROUPS,
  ...PEOPLE_GROUPS,
  ...MAIL_GROUPS,
  ...SUPPORT_GROUPS,
  ...BOOKS_GROUPS,
  ...PURCHASE_GROUPS,
  ...LICENSE_GROUPS,
  ...ACTIVATION_GROUPS,
  ...LEASE_GROUPS,
  ...CUSTOMER_GROUPS,
];
