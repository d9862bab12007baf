/** Three letters that start the id of each node. Clients keep ids, so a prefix is never given to another type. */
export const NODE_PREFIXES = {
  Account: 'acc',
  User: 'usr',
  Session: 'ses',
  Membership: 'mem',
  Contact: 'con',
  ApiToken: 'tok',
  Product: 'prd',
  AddOn: 'add',
  SupportProduct: 'sup',
  Customer: 'cus',
  License: 'lic',
  Activation: 'act',
  Lease: 'lse',
  Invoice: 'inv',
  Payment: 'pay',
  PaymentMethod: 'pmt',
  Cart: 'crt',
  CartLine: 'crl',
  Order: 'ord',
  SupportRequest: 'sre',
  Mail: 'mai',
  Mailing: 'mlg',
} as const;

/** The same for rows that are no nodes, whose keys stand in cursors. */
export const CURSOR_PREFIXES = {
  ...NODE_PREFIXES,
  HistoryEntry: 'hst',
  UnsettledEmail: 'uns',
  SupportMessage: 'sme',
  AccountNote: 'not',
} as const;
