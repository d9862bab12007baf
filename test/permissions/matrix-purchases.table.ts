import type { AccountName } from './actors';
import { rows, type Group, type Row } from './matrix.types';

/** Where nobody can be granted RESELLER, and where somebody is. */
const NO_RESELLERS: readonly AccountName[] = ['customer', 'provider', 'former'];
const RESELLERS: readonly AccountName[] = ['reseller', 'both'];

/** As for an account that is no reseller; where there is one, RESELLER opens it too, and either may be missing. */
const alsoForResellers = (given: readonly Row[]): Row[] =>
  given.map(({ field, cells }) => ({
    field,
    cells: Object.fromEntries(
      Object.entries(cells).map(([actor, cell]) => [
        actor,
        cell === 'buy' ? (actor === 'res' ? (cells.buy ?? '') : 'buy/res') : cell,
      ]),
    ) as Row['cells'],
  }));

const both = (title: string, reach: string, given: Row[]): Group[] => [
  { title, accounts: NO_RESELLERS, reach, rows: given },
  { title: `${title} of a reseller`, accounts: RESELLERS, reach, rows: alsoForResellers(given) },
];

const OF_ACCOUNT = rows(`
| field          | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Account.cart   | u      | buy  | buy | +   | buy | buy | buy | +      | n        | -/n     | +     |
| Account.orders | u      | buy  | buy | +   | buy | buy | buy | +      | n        | -/n     | +     |
`);

const CART = rows(`
| field         | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Cart          | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.lines    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.discount | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.subtotal | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.tax      | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.total    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.totalToOrder | n  | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.quote(country: "DE") | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Cart.linesLeft | n     | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

const QUOTE = rows(`
| field         | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| CartQuote.subtotal | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| CartQuote.tax | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| CartQuote.total | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

const LINE = rows(`
| field    | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| CartLine | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

const ORDER = rows(`
| field          | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Order          | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.lines    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.discount | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.subtotal | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.tax      | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.total    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.licenses | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

/** Who buys need not see invoices (R7). */
const INVOICE = rows(`
| field         | nobody | none    | act     | buy | pay     | res     | lea     | holder | outsider | invited | staff |
| Order.invoice | n      | buy/pay | buy/pay | pay | buy/pay | buy/pay | buy/pay | +      | n        | n       | +     |
`);

const line = (name: string, inside: string): string =>
  `node(id: <$/${name}>) { ... on CartLine { ${inside} } }`;
const ordered = (name: string, inside: string): string =>
  `node(id: <$/${name}>) { ... on Order { lines { ${inside} } } }`;

/** What a line of one's own is about, and costs, for whoever buys (R26). */
const own = (fields: readonly string[]): Row[] =>
  rows(`
| field | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
${fields.map((field) => `| ${field} | n | buy | buy | + | buy | buy | buy | + | n | n | + |`).join('\n')}
`);
/** The same of what is resold, for whoever resells. */
const resold = (fields: readonly string[]): Row[] =>
  rows(`
| field | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
${fields.map((field) => `| ${field} | n | buy/res | buy/res | res | buy/res | + | buy/res | + | n | n | + |`).join('\n')}
`);

const SIDES = [
  { title: 'of its own', accounts: [...NO_RESELLERS, ...RESELLERS], suffix: 'own', table: own },
  { title: 'to resell', accounts: RESELLERS, suffix: 'resale', table: resold },
] as const;
const CART_LINES = { own: 'cart-line', resale: 'cart-resale' } as const;
const ORDERS = { own: 'order', resale: 'order-for-resale' } as const;

/** What lines are about, and cost. */
const LINES: readonly Group[] = SIDES.flatMap(({ title, accounts, suffix, table }): Group[] => {
  const group = (what: string, reach: string, fields: readonly string[]): Group => ({
    title: `${what} of a line ${title}`,
    accounts,
    reach,
    rows: table(fields),
  });
  const cart = (inside: string) => line(CART_LINES[suffix], inside);
  return [
    group('the inside', cart('#'), ['CartLine.price', 'CartLine.priceChanged', 'CartLine.license']),
    group('the price', cart('price { # }'), [
      'LinePrice.listPrice',
      'LinePrice.discount',
      'LinePrice.amount',
      'LinePrice.tax',
    ]),
    group('the change of the price', cart('priceChanged { # }'), [
      'PriceChanged.before',
      'PriceChanged.now',
    ]),
    group('what was ordered', ordered(ORDERS[suffix], '#'), [
      'OrderLine.price',
      'OrderLine.license',
      'OrderLine.product',
      'OrderLine.addOns',
    ]),
  ];
});
const without = (given: readonly Row[]): Row[] =>
  given.map(({ field, cells }) => ({
    field,
    cells: Object.fromEntries(
      Object.entries(cells).map(([actor, cell]) => [actor, cell.replace('+', '0')]),
    ) as Row['cells'],
  }));
const NO_PROBLEM = SIDES.flatMap(({ title, accounts, suffix, table }): Group[] => [
  {
    title: `the problem of a line ${title} that has none`,
    accounts,
    reach: line(CART_LINES[suffix], '#'),
    rows: without(table(['CartLine.problem'])),
  },
  {
    title: `what was not ordered of a line ${title}`,
    accounts,
    reach: ordered(ORDERS[suffix], '#'),
    rows: without(table(['OrderLine.supportProduct'])),
  },
]);

/** A cart and the orders of an account: MAKE_PURCHASES or, of a reseller, RESELLER (R7, R26). */
export const PURCHASE_GROUPS: readonly Group[] = [
  ...both('what an account buys', 'account(id: <$/account>) { # }', OF_ACCOUNT),
  ...both('a cart', 'node(id: <$/cart>) { ... on Cart { # } }', CART),
  ...both(
    'the quote of a cart',
    'node(id: <$/cart>) { ... on Cart { quote(country: "DE") { # } } }',
    QUOTE,
  ),
  ...both('a line of a cart', line('cart-line', '#'), LINE),
  ...both('an order', 'node(id: <$/order>) { ... on Order { # } }', ORDER),
  ...LINES,
  ...NO_PROBLEM,
  {
    title: 'the invoice of an order',
    accounts: NO_RESELLERS,
    reach: 'node(id: <$/order>) { ... on Order { # } }',
    rows: INVOICE,
  },
  {
    title: 'the way to a cart of a guest, which its token opens (R1)',
    accounts: ['customer'],
    reach: '#',
    rows: rows(`
| field                            | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Query.guestCart(cartToken: "no") | 0      | 0    | 0   | 0   | 0   | 0   | 0   | 0      | 0        | 0       | 0     |
`),
  },
  {
    title: 'a cart of a guest',
    accounts: ['customer'],
    reach: 'guestCart(cartToken: "TheTokenOfAGuestThatTheTestsKnowAndNobody01") { # }',
    rows: rows(`
| field              | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| GuestCart.subtotal | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| GuestCart.tax      | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
| GuestCart.total    | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
`),
  },
  {
    title: 'what was ordered of a cart of a guest',
    accounts: ['customer'],
    reach: 'guestCart(cartToken: "TheTokenOfAGuestThatTheTestsKnowAndNobody02") { order { # } }',
    rows: rows(`
| field            | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| GuestOrder.total | +      | +    | +   | +   | +   | +   | +   | +      | +        | +       | +     |
`),
  },
];
