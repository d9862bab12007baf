/**
 * What each person may come to see, by walking everything that the graph leads them to: patterns of
 * names of columns. Nothing else may be met, and every one of them must be, or the walk did not get there.
 */
export interface Sight {
  readonly own: readonly string[];
  /** Of accounts that the person does not belong to. */
  readonly foreign: readonly string[];
}

const INSTALLATION = 'activation.{id,server_name,activated_at,ends_at}';

/** Where one is signed in, nobody else sees. */
const ownSessions = (account: string, login: string): string =>
  `${account}/user:${login}/sessions.{created_at,address,user_agent}`;

/** Every member sees the account's name and number and itself, and is told who can grant more (R7, R63). */
const member = (account: string, login: string): string[] => [
  `${account}/account.{id,name,number}`,
  `${account}/user:${login}.{id,email,full_name,email_verified_at}`,
  ownSessions(account, login),
  `${account}/membership:${login}.id`,
  `${account}/membership:holder.id`,
  `${account}/user:holder.full_name`,
];
/** The offer of the account; nobody sees it but the holder and whom it is made to (R12). */
const offer = (account: string): string => `${account}/account/account_transfers.created_at`;
/** What of API tokens the holder looks after (R59); never the hash. */
const tokens = (account: string): string =>
  `${account}/token*.{id,name,hint,monthly_cap,created_at}`;
/** Whom an invitation went to, as the holder wrote it; the person behind it stays unknown (R10). */
const invitation = (account: string): string =>
  `${account}/membership:invited.{invited_name,invited_email}`;

/** What became of mails; why one fails is for staff alone. */
const mails = (account: string): string[] => [
  `${account}/mail.{id,created_at,settled_at}`,
  `${account}/failing.{id,created_at,failing_since}`,
];

/** What somebody asked the support; who opened it sees it, and the holder. */
const supportRequest = (account: string): string[] => [
  `${account}/{support-request,closed-request}.{id,number,subject,opened_at}`,
  `${account}/closed-request.closed_at`,
  `${account}/account/support_incidents.used_at`,
  `${account}/{support-request,closed-request}/support_messages.{body,sent_at}`,
];

const wholeAccount = (account: string): string[] => [
  `${account}/account.{id,name,number,email,address,vat_number}`,
  `${account}/user:{holder,none,act,buy,pay,res,lea}.{id,email,full_name,email_verified_at}`,
  invitation(account),
  offer(account),
  tokens(account),
  ownSessions(account, 'holder'),
  `${account}/session.id`,
  `${account}/membership:*.id`,
  `${account}/contact.{id,first_name,last_name,email}`,
  ...mails(account),
  ...supportRequest(account),
  ...books(account),
  ...purchases(account, 'own', 'resold'),
  shelf(account),
  ...ownLicenses(account),
  `${account}/${INSTALLATION}`,
];
const wholePartner = (account: string): string[] => [
  ...wholeAccount(account),
  `${account}/account.discount_basis_points`,
];
const backEnd = (account: string, scope: string): string[] => [
  `${account}/account.{id,name,number}`,
  `${account}/membership:holder.id`,
  `${account}/user:holder.full_name`,
  `${account}/token:${scope}.{id,name,hint,monthly_cap,created_at}`,
];
const books = (account: string): string[] => [
  `${account}/{invoice,summary,credited,note}.{id,number,issued_on,due_on,subtotal,tax,total,tax_note}`,
  `${account}/{invoice,summary,credited,note}.{paid,credited,credit_applied,credit_kept,refunded}`,
  `${account}/{invoice,summary,credited,note}.{seller,billed}_{name,address,vat_number}`,
  `${account}/{invoice,summary,credited,note}/invoice_lines.{description,explanation,quantity,amount}`,
  `${account}/{payment,paid,transfer}.{id,amount,refunded,failure,attempted_at}`,
  `${account}/transfer/bank_transfers.{reference,received_on}`,
  `${account}/paid/refunds.{amount,reason,created_at}`,
  `${account}/paid/disputes.{held,reason,opened_at,closed_at}`,
  `${account}/card.{id,brand,last4,expires_on}`,
  `${account}/account/ledger_entries.amount`,
];
const LINES = { own: ['cart-line', 'order'], resold: ['cart-resale', 'order-for-resale'] };
/** What a line is about, and costs (R26). */
const insides = (account: string, [line, order]: readonly string[]): string[] => [
  `${account}/${line}.shown_amount`,
  `${account}/${order}/order_lines.{description,explanation,list_price,discount,discount_reason,amount}`,
];
/** Either of those who buy sees the cart, and every order; the invoice of one needs more (R7). */
const purchases = (account: string, ...inside: (keyof typeof LINES)[]): string[] => [
  `${account}/cart.id`,
  `${account}/{cart-line,cart-resale}.{id,quantity}`,
  ...inside.flatMap((one) => insides(account, LINES[one])),
  `${account}/{order,order-for-resale}.{id,number,subtotal,discount,tax,total,tax_note,placed_at}`,
  `${account}/{order,order-for-resale}/order_lines.quantity`,
];
/** In stock, of whoever may resell. */
const shelf = (account: string): string =>
  `${account}/shelf.{id,key,created_at,maintenance_from,maintenance_to}`;
const ownLicenses = (account: string, ...more: string[]): string[] => [
  `${account}/license.{id,created_at,maintenance_from,maintenance_to}`,
  `${account}/license.key`,
  ...more,
];

/** Product, key, status, activations, maintenance, who sold it; nothing that the partner paid or when it bought. */
const BOUGHT_FROM_PARTNERS = [
  '{reseller,both,former,provider}/account.name',
  '{reseller,both,former}-to-customer/resold.{id,assigned_at,maintenance_from,maintenance_to}',
  '{provider,both,former}-to-customer/leased.{id,assigned_at}',
];
const THEIR_KEYS = [
  '{reseller,both,former}-to-customer/resold.key',
  '{provider,both,former}-to-customer/leased.key',
  `{reseller,both,former}-to-customer/resold/${INSTALLATION}`,
  `{provider,both,former}-to-customer/leased/${INSTALLATION}`,
  // Where it ran before: no partner sees that.
  '{reseller,both,former}-to-customer/resold/ended.{id,server_name,activated_at,ends_at}',
  '{provider,both,former}-to-customer/leased/ended.{id,server_name,activated_at,ends_at}',
];

const STOCK = 'stock.{id,key,created_at,maintenance_from,maintenance_to}';
const RESOLD = 'resold.{id,key,created_at,assigned_at,maintenance_from,maintenance_to}';
const resale = (seller: string, customers: string): string[] => [
  `${seller}/${STOCK}`,
  `${seller}-to-${customers}/${RESOLD}`,
  `${seller}-to-${customers}/customer.id`,
  `${seller}-to-${customers}/resold/${INSTALLATION}`,
];
const leasing = (provider: string, customers: string): string[] => [
  `${provider}-to-${customers}/leased.{id,key,created_at,assigned_at}`,
  `${provider}-to-${customers}/customer.id`,
  `${provider}-to-${customers}/leased/${INSTALLATION}`,
  `${provider}-to-${customers}/lease.{id,number,customer_email,started_at,started_on}`,
  `${provider}-to-${customers}/lease/lease_terms.{valid_from,monthly_price}`,
];
/** Invoices of leases, with the days and prices that their lines were calculated from. */
const leaseInvoices = (provider: string, customers: string): string[] => {
  const invoice = `${provider}-to-${customers}/lease-invoice`;
  return [
    `${invoice}.{id,number,issued_on,due_on,subtotal,tax,total,tax_note}`,
    `${invoice}.{paid,credited,credit_applied,credit_kept,refunded}`,
    `${invoice}.{seller,billed}_{name,address,vat_number}`,
    `${invoice}/invoice_lines.{description,explanation,quantity,amount}`,
    `${invoice}/invoice_line_segments.{starts_on,ends_on,monthly_price}`,
  ];
};
/** Of a customer a partner sees name and e-mail, and what it sold or leased them. */
const customers = (names: string): string[] => [`${names}/account.{name,email}`];

const BOTH = '{customer,neighbour}';

export const SIGHTS: Readonly<Record<string, Sight>> = {
  'customer:holder': {
    own: wholeAccount('customer'),
    foreign: [...BOUGHT_FROM_PARTNERS, ...THEIR_KEYS],
  },
  'customer:act': {
    own: [...member('customer', 'act'), ...ownLicenses('customer', `customer/${INSTALLATION}`)],
    foreign: [...BOUGHT_FROM_PARTNERS, ...THEIR_KEYS],
  },
  'customer:buy': {
    own: [
      ...member('customer', 'buy'),
      ...ownLicenses('customer').filter((pattern) => !pattern.endsWith('.key')),
      ...purchases('customer', 'own'),
    ],
    foreign: BOUGHT_FROM_PARTNERS,
  },
  'customer:pay': { own: [...member('customer', 'pay'), ...books('customer')], foreign: [] },
  'customer:res': { own: member('customer', 'res'), foreign: [] },
  // Who is to take an account over learns which tokens come along.
  'customer:none': {
    own: [
      ...member('customer', 'none'),
      ...supportRequest('customer'),
      offer('customer'),
      'customer/token*.{id,name}',
    ],
    foreign: [],
  },
  'customer:invited': {
    own: [
      'customer/user:invited.{id,email,full_name,email_verified_at}',
      ownSessions('customer', 'invited'),
      'customer/membership:invited.id',
      invitation('customer'),
    ],
    foreign: ['customer/account.{id,name,number}'],
  },
  'reseller:holder': {
    own: [...wholePartner('reseller'), ...resale('reseller', BOTH)],
    foreign: customers(BOTH),
  },
  'reseller:res': {
    own: [
      ...member('reseller', 'res'),
      ...resale('reseller', BOTH),
      'reseller/account.name',
      ...purchases('reseller', 'resold'),
      shelf('reseller'),
    ],
    foreign: customers(BOTH),
  },
  'reseller:lea': { own: member('reseller', 'lea'), foreign: [] },
  'reseller:act': {
    own: [...member('reseller', 'act'), ...ownLicenses('reseller', `reseller/${INSTALLATION}`)],
    foreign: [],
  },
  'provider:holder': {
    own: [
      ...wholePartner('provider'),
      ...leasing('provider', BOTH),
      ...leaseInvoices('provider', BOTH),
    ],
    foreign: customers(BOTH),
  },
  'provider:lea': {
    own: [...member('provider', 'lea'), ...leasing('provider', BOTH)],
    foreign: customers(BOTH),
  },
  'both:res': {
    own: [
      ...member('both', 'res'),
      ...resale('both', 'customer'),
      ...purchases('both', 'resold'),
      shelf('both'),
    ],
    foreign: customers('customer'),
  },
  'both:lea': {
    own: [...member('both', 'lea'), ...leasing('both', 'customer')],
    foreign: customers('customer'),
  },
  'former:holder': {
    own: [
      ...wholeAccount('former'),
      ...resale('former', 'customer'),
      ...leasing('former', 'customer'),
      ...leaseInvoices('former', 'customer'),
    ],
    foreign: customers('customer'),
  },
  'former:res': { own: member('former', 'res'), foreign: [] },
  'former:lea': { own: member('former', 'lea'), foreign: [] },
  'other:holder': { own: wholeAccount('other'), foreign: [] },
  nobody: { own: [], foreign: [] },
  // API tokens see what the permission opens, and themselves; nobody's person but the holder's name (R59).
  'customer:ACTIVATE_LICENSES:READ': {
    own: [
      ...backEnd('customer', 'ACTIVATE_LICENSES:READ'),
      ...ownLicenses('customer', `customer/${INSTALLATION}`),
    ],
    foreign: [...BOUGHT_FROM_PARTNERS, ...THEIR_KEYS],
  },
  'customer:PAY_INVOICES:WRITE': {
    own: [...backEnd('customer', 'PAY_INVOICES:WRITE'), ...books('customer')],
    foreign: [],
  },
  'customer:RESELLER:WRITE': { own: backEnd('customer', 'RESELLER:WRITE'), foreign: [] },
  'reseller:RESELLER:READ': {
    own: [
      ...backEnd('reseller', 'RESELLER:READ'),
      ...resale('reseller', BOTH),
      ...purchases('reseller', 'resold'),
      shelf('reseller'),
    ],
    foreign: customers(BOTH),
  },
  'provider:LEASE_PROVIDER:WRITE': {
    own: [...backEnd('provider', 'LEASE_PROVIDER:WRITE'), ...leasing('provider', BOTH)],
    foreign: customers(BOTH),
  },
};
