import type { AccountName } from './actors';
import { rows, type Group, type Row } from './matrix.types';

const group = (
  title: string,
  accounts: AccountName[],
  reach: string,
  given: readonly Row[],
): Group => ({ title, accounts, reach, rows: given });

const lease = (field = '#', name = '$-to-customer/lease'): string =>
  `node(id: <${name}>) { ... on Lease { ${field} } }`;

const LEASE = rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Lease                 | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.number          | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.serverName      | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.license         | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.customer        | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.customerEmail   | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.monthlyPrice    | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.savingIfStopped | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.terms           | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.history         | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Lease.thisMonth       | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);

const LEASE_TO_CUSTOMER = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Lease               | n      | n    | n   | n   | n   | n   | n   | n      | n        | n       | +     |
| Lease.number        | n      | n    | n   | n   | n   | n   | n   | n      | n        | n       | +     |
| Lease.customerEmail | n      | n    | n   | n   | n   | n   | n   | n      | n        | n       | +     |
| Lease.monthlyPrice  | n      | n    | n   | n   | n   | n   | n   | n      | n        | n       | +     |
`);

const TERM = rows(`
| field                  | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseTerm.monthlyPrice | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);

const CHARGE = rows(`
| field                | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseCharge.amount   | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| LeaseCharge.segments | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);

const SEGMENT = rows(`
| field                   | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseChargeSegment.rate | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);

const REPORTS = rows(`
| field                       | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseReports.costByCustomer | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
`);

const COSTS = rows(`
| field                        | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseCostOfCustomer.customer | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| LeaseCostOfCustomer.cost     | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| LeaseCostOfCustomer.months   | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
`);

const COST_MONTHS = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseCostMonth.cost | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
`);

const FORECAST = rows(`
| field                  | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseForecast.lines    | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| LeaseForecast.subtotal | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| LeaseForecast.tax      | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| LeaseForecast.total    | u      | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| LeaseForecast.carried  | u      | lea  | lea | lea | lea | lea | pay | +      | n        | -/n     | +     |
| LeaseForecast.toCharge | u      | lea  | lea | lea | lea | lea | pay | +      | n        | -/n     | +     |
`);

const LINE = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| ForecastLine.amount      | u | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| ForecastLine.lease       | u | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
| ForecastLine.leaseCharge | u | lea  | lea | lea | lea | lea | +   | +      | n        | -/n     | +     |
`);

const byAccount = (field: string): string => `account(id: <$/account>) { ${field} }`;

/** What LEASE_PROVIDER opens; the holder of a former provider still sees what is billed (R6). */
const heldByHolder = (missing: 'res' | 'lea', given: readonly Row[]): Row[] =>
  given.map(({ field, cells }) => ({ field, cells: { ...cells, [missing]: missing } }));

/** Who may read what of a lease: the provider, and the customer nothing (R7). */
export const LEASE_GROUPS: readonly Group[] = (
  [
    ['a lease', LEASE, lease()],
    ['terms of a lease', TERM, lease('terms { # }')],
    ['what a lease costs this month', CHARGE, lease('thisMonth { # }')],
    ['days under the same terms', SEGMENT, lease('thisMonth { segments { # } }')],
    ['reports of leases', REPORTS, byAccount('reports { # }')],
    ['what customers cost', COSTS, byAccount('reports { costByCustomer { nodes { # } } }')],
    [
      'what a customer cost in a month',
      COST_MONTHS,
      byAccount('reports { costByCustomer { nodes { months { # } } } }'),
    ],
    ['the next lease invoice', FORECAST, byAccount('nextInvoice { # }')],
    ['a line of the next lease invoice', LINE, byAccount('nextInvoice { lines { # } }')],
  ] as const
).flatMap(([title, given, reach]) => [
  group(title, ['provider', 'both'], reach, given),
  group(`${title}, to a former provider`, ['former'], reach, heldByHolder('lea', given)),
]);

const LEASE_TO_CUSTOMER_GROUPS: readonly Group[] = ['provider', 'both', 'former'].map((from) =>
  group(
    `a lease of ${from}, to its customer`,
    ['customer'],
    lease('#', `${from}-to-customer/lease`),
    LEASE_TO_CUSTOMER,
  ),
);

const RESOLD = rows(`
| field             | nobody | none | act | buy | pay | res   | lea | holder | outsider | invited | staff |
| Customer.name     | n      | res  | res | res | res | +     | res | +      | n        | n       | +     |
| Customer.email    | n      | res  | res | res | res | +     | res | +      | n        | n       | +     |
| Customer.relations | n      | res  | res | res | res | +     | res | +      | n        | n       | +     |
| Customer.licenses | n      | res  | res | res | res | +     | res | +      | n        | n       | +     |
| Customer.leases   | n      | res  | res | res | res | +/lea | res | +      | n        | n       | +     |
`);

const LEASED = rows(`
| field             | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Customer.name     | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Customer.email    | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Customer.relations | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Customer.licenses | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
| Customer.leases   | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);

/** A customer of both kinds: what it leases is told to whoever leases out, and what was resold to whoever resells. */
const RESOLD_AND_LEASED = rows(`
| field              | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Customer           | n      | res  | res | res | res | +   | +   | +      | n        | n       | +     |
| Customer.name      | n      | res  | res | res | res | +   | +   | +      | n        | n       | +     |
| Customer.relations | n      | res  | res | res | res | +   | +   | +      | n        | n       | +     |
| Customer.licenses  | n      | res  | res | res | res | +   | +   | +      | n        | n       | +     |
| Customer.leases    | n      | res  | res | res | res | +   | +   | +      | n        | n       | +     |
`);
const RESOLD_NODE = rows(`
| field    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Customer | n      | res  | res | res | res | +   | res | +      | n        | n       | +     |
`);
const LEASED_NODE = rows(`
| field    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Customer | n      | lea  | lea | lea | lea | lea | +   | +      | n        | n       | +     |
`);
/** No partner any more: the holder alone. */
const FORMER_NODE = rows(`
| field    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Customer | n      | res  | res | res | res | res | res | +      | n        | n       | +     |
`);
/** The customer learns nothing of what it is to a partner. */
const NODE_TO_CUSTOMER = rows(`
| field    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Customer | n      | n    | n   | n   | n   | n   | n   | n      | n        | n       | +     |
`);

const customer = (name = '$-to-customer/customer'): string =>
  `node(id: <${name}>) { ... on Customer { # } }`;
const RESOLD_BY_ID = 'node(id: <$-to-customer/resold>) { ... on License { customer { # } } }';
const LEASED_BY_ID = 'node(id: <$-to-customer/leased>) { ... on License { customer { # } } }';

/** What a partner sees of a customer (R7). */
export const CUSTOMER_GROUPS: readonly Group[] = [
  ...LEASE_TO_CUSTOMER_GROUPS,
  group('the customer of a resold license', ['reseller', 'both'], RESOLD_BY_ID, RESOLD),
  group(
    'the customer of a resold license, to a former reseller',
    ['former'],
    RESOLD_BY_ID,
    heldByHolder('res', RESOLD),
  ),
  group('the customer of a leased license', ['provider', 'both'], LEASED_BY_ID, LEASED),
  group(
    'the customer of a leased license, to a former provider',
    ['former'],
    LEASED_BY_ID,
    heldByHolder('lea', LEASED),
  ),
  group('a customer of both kinds', ['both'], customer(), RESOLD_AND_LEASED),
  group('a customer of a reseller', ['reseller'], customer(), RESOLD_NODE),
  group('a customer of a lease provider', ['provider'], customer(), LEASED_NODE),
  group('a customer of a former partner', ['former'], customer(), FORMER_NODE),
  ...['reseller', 'provider', 'both', 'former'].map((from) =>
    group(
      `what ${from} knows of a customer, to that customer`,
      ['customer'],
      customer(`${from}-to-customer/customer`),
      NODE_TO_CUSTOMER,
    ),
  ),
  group('the customer of a lease', ['provider', 'both'], lease('customer { # }'), LEASED),
];
