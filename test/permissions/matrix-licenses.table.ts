import type { AccountName } from './actors';
import { rows, type Group } from './matrix.types';

const license = (name: string): string => `node(id: <${name}>) { ... on License { # } }`;
const activation = (name: string): string => `node(id: <${name}>) { ... on Activation { # } }`;

const OWN = rows(`
| field               | nobody | none    | act | buy | pay     | res     | lea     | holder | outsider | invited | staff |
| License             | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.product     | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.status      | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.maintenance | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.key         | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.activations | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.formerKeys  | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.owner       | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.createdAt   | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.customer    | n      | act/buy | 0   | 0   | act/buy | act/buy | act/buy | 0      | n        | n       | 0     |
| License.seller      | n      | act/buy | 0   | 0   | act/buy | act/buy | act/buy | 0      | n        | n       | 0     |
| License.history     | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.lease       | n      | act/buy | 0   | 0   | act/buy | act/buy | act/buy | 0      | n        | n       | 0     |
| License.order       | n      | act/buy | buy | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.reversal    | n      | act/buy | -/stf| -/stf| act/buy | act/buy | act/buy | -/stf  | n        | n       | +     |
| License.replacedBy  | n      | act/buy | 0   | 0   | act/buy | act/buy | act/buy | 0      | n        | n       | 0     |
| License.replaces    | n      | act/buy | 0   | 0   | act/buy | act/buy | act/buy | 0      | n        | n       | 0     |
`);

const STOCK = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| License             | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.product     | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.key         | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.activations | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.formerKeys  | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.owner       | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.createdAt   | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.customer    | n      | res  | res | res | res | 0   | res | 0      | n        | n       | 0     |
| License.seller      | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.history     | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.lease       | n      | res  | res | res | res | 0   | res | 0      | n        | n       | 0     |
| License.order       | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.reversal    | n      | res  | res | res | res | -/stf| res | -/stf  | n        | n       | 0     |
| License.replacedBy  | n      | res  | res | res | res | 0   | res | 0      | n        | n       | 0     |
| License.replaces    | n      | res  | res | res | res | 0   | res | 0      | n        | n       | 0     |
`);

const RESOLD_TO_SELLER = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| License             | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.assignedAt  | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.key         | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.activations | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.formerKeys  | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.owner       | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.createdAt   | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.customer    | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.seller      | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.history     | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.lease       | n      | res  | res | res | res | 0   | res | 0      | n        | n       | 0     |
| License.order       | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| License.reversal    | n      | res  | res | res | res | -/stf| res | -/stf  | n        | n       | 0     |
| License.replacedBy  | n      | res  | res | res | res | 0   | res | 0      | n        | n       | 0     |
| License.replaces    | n      | res  | res | res | res | 0   | res | 0      | n        | n       | 0     |
`);

/** A former partner's people see what it sold no more, and its holder still does (R6). */
const heldByHolder = (missing: string, given: typeof OWN): typeof OWN =>
  given.map(({ field, cells }) => ({ field, cells: { ...cells, [missing]: missing } }));

/** The key and the servers are the customer's to see; what the reseller paid, and to whom else it sells, is not. */
const RESOLD_TO_CUSTOMER = rows(`
| field               | nobody | none    | act | buy | pay     | res     | lea     | holder | outsider | invited | staff |
| License             | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.product     | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.status      | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.maintenance | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.key         | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.activations | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.formerKeys  | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.seller      | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.history     | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.owner       | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.createdAt   | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.customer    | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.lease       | n      | act/buy | 0/- | 0/- | act/buy | act/buy | act/buy | 0/-    | n        | n       | 0     |
| License.order       | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.reversal    | n      | act/buy | -/stf| -/stf| act/buy | act/buy | act/buy | -/stf  | n        | n       | 0     |
| License.replacedBy  | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | 0     |
| License.replaces    | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | 0     |
`);

const LEASED_TO_PROVIDER = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| License             | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.maintenance | n      | lea  | lea | lea | lea | lea | 0   | 0      | n        | n       | 0     |
| License.key         | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.activations | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.formerKeys  | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.owner       | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.createdAt   | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.customer    | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.seller      | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.history     | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.lease       | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| License.order       | n      | lea  | lea | lea | lea | lea | 0   | 0      | n        | n       | 0     |
| License.reversal    | n      | lea  | lea | lea | lea | lea | -/stf| -/stf  | n        | n       | 0     |
| License.replacedBy  | n      | lea  | lea | lea | lea | lea | 0   | 0      | n        | n       | 0     |
| License.replaces    | n      | lea  | lea | lea | lea | lea | 0   | 0      | n        | n       | 0     |
`);

const LEASED_TO_CUSTOMER = rows(`
| field               | nobody | none    | act | buy | pay     | res     | lea     | holder | outsider | invited | staff |
| License             | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.product     | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.key         | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.activations | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.formerKeys  | n      | act/buy | +   | act | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.seller      | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.history     | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
| License.owner       | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.createdAt   | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.customer    | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.lease       | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | +     |
| License.order       | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | 0     |
| License.reversal    | n      | act/buy | -/stf| -/stf| act/buy | act/buy | act/buy | -/stf  | n        | n       | 0     |
| License.replacedBy  | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | 0     |
| License.replaces    | n      | act/buy | -   | -   | act/buy | act/buy | act/buy | -      | n        | n       | 0     |
`);

const SELLER_TO_CUSTOMER = rows(`
| field       | nobody | none    | act | buy | pay     | res     | lea     | holder | outsider | invited | staff |
| Seller.name | n      | act/buy | +   | +   | act/buy | act/buy | act/buy | +      | n        | n       | +     |
`);

const SELLER_TO_SELLER = rows(`
| field       | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Seller.name | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
`);

const SELLER_TO_PROVIDER = rows(`
| field       | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Seller.name | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);

const group = (
  title: string,
  accounts: AccountName[],
  reach: string,
  given: typeof OWN,
): Group => ({
  title,
  accounts,
  reach,
  rows: given,
});

const seller = (name: string): string => `node(id: <${name}>) { ... on License { seller { # } } }`;

const REVERSAL = rows(`
| field                     | nobody | none    | act   | buy   | pay     | res     | lea     | holder | outsider | invited | staff |
| LicenseReversal.toAccount | n      | act/buy | -/stf | -/stf | act/buy | act/buy | act/buy | -/stf  | n        | n       | +     |
`);

/** Who may read what of a license, from each side of it (R6, R7). */
export const LICENSE_GROUPS: readonly Group[] = [
  group(
    'a license that the account bought for itself',
    ['customer', 'reseller', 'provider', 'both', 'former'],
    license('$/license'),
    OWN,
  ),
  group(
    'what staff requested about a license',
    ['customer', 'reseller'],
    'node(id: <$/license>) { ... on License { reversal { # } } }',
    REVERSAL,
  ),
  group('stock', ['reseller', 'both'], license('$/stock'), STOCK),
  group('stock of a former partner', ['former'], license('$/stock'), heldByHolder('res', STOCK)),
  group(
    'a resold license, to the reseller',
    ['reseller', 'both'],
    license('$-to-customer/resold'),
    RESOLD_TO_SELLER,
  ),
  group(
    'a resold license, to a former partner',
    ['former'],
    license('$-to-customer/resold'),
    heldByHolder('res', RESOLD_TO_SELLER),
  ),
  ...(['reseller', 'both', 'former'] as const).flatMap((from) => [
    group(
      `a license resold by ${from}, to its customer`,
      ['customer'],
      license(`${from}-to-customer/resold`),
      RESOLD_TO_CUSTOMER,
    ),
    group(
      `the seller of a license resold by ${from}, to its customer`,
      ['customer'],
      seller(`${from}-to-customer/resold`),
      SELLER_TO_CUSTOMER,
    ),
  ]),
  group('the seller, to itself', ['reseller'], seller('$-to-customer/resold'), SELLER_TO_SELLER),
  group(
    'a leased license, to the provider',
    ['provider', 'both'],
    license('$-to-customer/leased'),
    LEASED_TO_PROVIDER,
  ),
  group(
    'a leased license, to a former provider',
    ['former'],
    license('$-to-customer/leased'),
    heldByHolder('lea', LEASED_TO_PROVIDER),
  ),
  ...(['provider', 'both', 'former'] as const).flatMap((from) => [
    group(
      `a license leased by ${from}, to its customer`,
      ['customer'],
      license(`${from}-to-customer/leased`),
      LEASED_TO_CUSTOMER,
    ),
    group(
      `the provider of a license leased by ${from}, to its customer`,
      ['customer'],
      seller(`${from}-to-customer/leased`),
      SELLER_TO_CUSTOMER,
    ),
  ]),
  group(
    'the provider, to itself',
    ['provider'],
    seller('$-to-customer/leased'),
    SELLER_TO_PROVIDER,
  ),
];

const ACTIVATION_TO_CUSTOMER = rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Activation            | n      | act  | +   | act | act | act | act | +      | n        | n       | +     |
| Activation.serverName | n      | act  | +   | act | act | act | act | +      | n        | n       | +     |
| Activation.license    | n      | act  | +   | act | act | act | act | +      | n        | n       | +     |
`);

const ACTIVATION_TO_SELLER = rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Activation            | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| Activation.serverName | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
| Activation.license    | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
`);

const ACTIVATION_TO_PROVIDER = rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Activation            | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Activation.serverName | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Activation.license    | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);

/** Who may see the installations of a license. */
export const ACTIVATION_GROUPS: readonly Group[] = [
  group(
    "an installation of the account's own license",
    ['customer', 'reseller', 'provider', 'both', 'former'],
    activation('$/activation'),
    ACTIVATION_TO_CUSTOMER,
  ),
  ...[
    'reseller-to-customer/resold',
    'former-to-customer/resold',
    'provider-to-customer/leased',
    'former-to-customer/leased',
  ].map((name) =>
    group(
      `an installation of ${name}, to the customer`,
      ['customer'],
      activation(`${name}/activation`),
      ACTIVATION_TO_CUSTOMER,
    ),
  ),
  group(
    'an installation of a resold license, to the reseller',
    ['reseller', 'both'],
    activation('$-to-customer/resold/activation'),
    ACTIVATION_TO_SELLER,
  ),
  group(
    'an installation of a resold license, to a former partner',
    ['former'],
    activation('$-to-customer/resold/activation'),
    heldByHolder('res', ACTIVATION_TO_SELLER),
  ),
  group(
    'an installation of a leased license, to the provider',
    ['provider', 'both'],
    activation('$-to-customer/leased/activation'),
    ACTIVATION_TO_PROVIDER,
  ),
  group(
    'an installation of a leased license, to a former partner',
    ['former'],
    activation('$-to-customer/leased/activation'),
    heldByHolder('lea', ACTIVATION_TO_PROVIDER),
  ),
];
