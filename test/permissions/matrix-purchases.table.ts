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
`);

const LINE = rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| CartLine              | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| CartLine.price        | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| CartLine.priceChanged | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

const PRICE = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LinePrice.listPrice | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| LinePrice.discount  | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| LinePrice.amount    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| LinePrice.tax       | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

const CHANGED = rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| PriceChanged.before | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| PriceChanged.now    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

const ORDER = rows(`
| field          | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Order          | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.lines    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.discount | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.subtotal | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.tax      | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
| Order.total    | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

/** Who buys need not see invoices (R7). */
const INVOICE = rows(`
| field         | nobody | none    | act     | buy | pay     | res     | lea     | holder | outsider | invited | staff |
| Order.invoice | n      | buy/pay | buy/pay | pay | buy/pay | buy/pay | buy/pay | +      | n        | n       | +     |
`);

const ORDER_LINE = rows(`
| field           | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| OrderLine.price | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);

const line = (name: string, inside: string): string =>
  `node(id: <$/${name}>) { ... on CartLine { ${inside} } }`;

/** What the line is about: its own license for whoever buys, a resold one for whoever resells (R26). */
const OWN_LICENSE = rows(`
| field             | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| CartLine.license  | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);
const RESOLD_LICENSE = rows(`
| field             | nobody | none    | act     | buy | pay     | res | lea     | holder | outsider | invited | staff |
| CartLine.license  | n      | buy/res | buy/res | res | buy/res | +   | buy/res | +      | n        | n       | +     |
`);
const ordered = (name: string): string => `node(id: <$/${name}>) { ... on Order { lines { # } } }`;
const OWN_ORDERED = rows(`
| field             | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| OrderLine.license | n      | buy  | buy | +   | buy | buy | buy | +      | n        | n       | +     |
`);
const RESOLD_ORDERED = rows(`
| field             | nobody | none    | act     | buy | pay     | res | lea     | holder | outsider | invited | staff |
| OrderLine.license | n      | buy/res | buy/res | res | buy/res | +   | buy/res | +      | n        | n       | +     |
`);

/** A cart and the orders of an account: MAKE_PURCHASES or, of a reseller, RESELLER (R7, R26). */
export const PURCHASE_GROUPS: readonly Group[] = [
  ...both('what an account buys', 'account(id: <$/account>) { # }', OF_ACCOUNT),
  ...both('a cart', 'node(id: <$/cart>) { ... on Cart { # } }', CART),
  ...both('a line of a cart', line('cart-line', '#'), LINE),
  ...both('the price of a line', line('cart-line', 'price { # }'), PRICE),
  ...both('a price that changed', line('cart-line', 'priceChanged { # }'), CHANGED),
  ...both('an order', 'node(id: <$/order>) { ... on Order { # } }', ORDER),
  ...both('lines of an order', ordered('order'), ORDER_LINE),
  {
    title: 'the invoice of an order',
    accounts: NO_RESELLERS,
    reach: 'node(id: <$/order>) { ... on Order { # } }',
    rows: INVOICE,
  },
  {
    title: 'the license that a line is for',
    accounts: NO_RESELLERS,
    reach: line('cart-line', '#'),
    rows: OWN_LICENSE,
  },
  {
    title: 'the resold license that a line is for',
    accounts: RESELLERS,
    reach: line('cart-resale', '#'),
    rows: RESOLD_LICENSE,
  },
  {
    title: 'the license that was ordered for',
    accounts: NO_RESELLERS,
    reach: ordered('order'),
    rows: OWN_ORDERED,
  },
  {
    title: 'the resold license that was ordered for',
    accounts: RESELLERS,
    reach: ordered('order-for-resale'),
    rows: RESOLD_ORDERED,
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
];
