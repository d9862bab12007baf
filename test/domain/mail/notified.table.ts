/*
 * Who is told of what, written by hand from R14 to R18, R31 to R33, R47 and R53, and from docs/adr/0005 where they
 * leave it open. It is compared with what the function answers, and is derived from nothing.
 *
 * Told: `update` as an account update, `cards` for looking after cards, `renews` for buying renewals, `keys` for seeing keys, `alert`, `holder` as the holder, `invoices` for getting such invoices,
 * `payer`, `choice` of the contact, `critical`, `marketing`; `$` sees amounts, `k` sees keys,
 * `p` is sent the PDF.
 * Left out: `pref` by the mailing preference, `off` the alert is not chosen, `n/a` the alert does not apply,
 * `right` is missing to do anything about it, `pending` the invitation is, `optout` of marketing, `unchosen` by the contact, `never` for contacts.
 */

export type AccountKind = 'plain' | 'reseller' | 'provider' | 'both';
const EVERY: readonly AccountKind[] = ['plain', 'reseller', 'provider', 'both'];

/** Rows of text, for accounts on which they are the same. */
export interface Group {
  readonly title: string;
  readonly accounts: readonly AccountKind[];
  readonly rows: string;
}

/** By the holder's preference; `a / b`: with the alert of the second column, and without. Other alerts: no matter. */
export const HOLDERS: readonly Group[] = [
  {
    title: 'R14 the holder of an account that is no partner gets invoices as account updates',
    accounts: ['plain'],
    rows: `
| event                    | alert | ALL      | CRITICAL_ONLY | NONE |
| INVOICE_CREATED          |       | update $ | update $      | pref |
| INVOICE_AWAITING_SUMMARY |       | update $ | update $      | pref |
| SUMMARY_INVOICE_CREATED  |       | update $ | update $      | pref |
| LEASE_INVOICE_CREATED    |       | update $ | update $      | pref |
| CREDIT_NOTE_CREATED      |       | update $ | update $      | pref |
| LEASE_ASSIGNED           |       | n/a      | n/a           | n/a  |
| RESOLD_LICENSE_ASSIGNED  |       | n/a      | n/a           | n/a  |
`,
  },
  {
    title: 'R15 the holder of any partner is told of invoices by the alert, and NONE silences it',
    accounts: ['reseller', 'provider', 'both'],
    rows: `
| event                    | alert           | ALL           | CRITICAL_ONLY | NONE |
| INVOICE_CREATED          | INVOICE_CREATED | alert $ / off | alert $ / off | pref |
| INVOICE_AWAITING_SUMMARY | INVOICE_CREATED | alert $ / off | alert $ / off | pref |
| LEASE_INVOICE_CREATED    | INVOICE_CREATED | alert $ / off | alert $ / off | pref |
| CREDIT_NOTE_CREATED      | INVOICE_CREATED | alert $ / off | alert $ / off | pref |
`,
  },
  {
    title: 'R15 the holder of a reseller has the alerts of resellers',
    accounts: ['reseller', 'both'],
    rows: `
| event                   | alert                   | ALL            | CRITICAL_ONLY  | NONE |
| SUMMARY_INVOICE_CREATED | SUMMARY_INVOICE_CREATED | alert $ / off  | alert $ / off  | pref |
| RESOLD_LICENSE_ASSIGNED | RESOLD_LICENSE_ASSIGNED | alert $k / off | alert $k / off | pref |
`,
  },
  {
    title: 'R15 the holder of a lease provider has its alert',
    accounts: ['provider', 'both'],
    rows: `
| event          | alert          | ALL            | CRITICAL_ONLY  | NONE |
| LEASE_ASSIGNED | LEASE_ASSIGNED | alert $k / off | alert $k / off | pref |
`,
  },
  {
    title: 'R15 what does not apply to a partner; a last summary comes as an update',
    accounts: ['provider'],
    rows: `
| event                   | alert | ALL      | CRITICAL_ONLY | NONE |
| SUMMARY_INVOICE_CREATED |       | update $ | update $      | pref |
| RESOLD_LICENSE_ASSIGNED |       | n/a      | n/a           | n/a  |
`,
  },
  {
    title: 'R15 the alert of lease providers does not apply to a mere reseller',
    accounts: ['reseller'],
    rows: `
| event          | alert | ALL | CRITICAL_ONLY | NONE |
| LEASE_ASSIGNED |       | n/a | n/a           | n/a  |
`,
  },
  {
    title: 'R18 R53 the holder is told of payments whatever the preference',
    accounts: EVERY,
    rows: `
| event                               | alert | ALL      | CRITICAL_ONLY | NONE     |
| PAYMENT_FAILED                      |       | holder $ | holder $      | holder $ |
| PAYMENT_FAILED, summary             |       | holder $ | holder $      | holder $ |
| PAYMENT_RECEIVED                    |       | holder $ | holder $      | holder $ |
| PAYMENT_RECEIVED, summary           |       | holder $ | holder $      | holder $ |
| PAYMENT_RECEIVED, by them           |       | holder $ | holder $      | holder $ |
| PAYMENT_RECEIVED, summary, by them  |       | holder $ | holder $      | holder $ |
`,
  },
  {
    title: 'R18 the holder is mailed a new key whatever the preference',
    accounts: EVERY,
    rows: `
| event                        | alert | ALL      | CRITICAL_ONLY | NONE     |
| LICENSE_KEY_REPLACED         |       | holder k | holder k      | holder k |
| LICENSE_KEY_REPLACED, resold |       | holder k | holder k      | holder k |
| LICENSE_KEY_REPLACED, leased |       | holder k | holder k      | holder k |
| LICENSE_REPLACED             |       | holder k | holder k      | holder k |
`,
  },
  {
    title: 'R14 the holder is told of a card that expires as an account update',
    accounts: EVERY,
    rows: `
| event         | alert | ALL    | CRITICAL_ONLY | NONE |
| CARD_EXPIRING |       | update | update        | pref |
`,
  },
  {
    title: 'R14 R15 the holder is told of maintenance that ends as an account update',
    accounts: EVERY,
    rows: `
| event              | alert | ALL    | CRITICAL_ONLY | NONE |
| MAINTENANCE_ENDING |       | update | update        | pref |
`,
  },
  {
    title: 'R15 the holder of a reseller is told of the maintenance of its customers',
    accounts: ['reseller', 'both'],
    rows: `
| event                     | alert | ALL    | CRITICAL_ONLY | NONE |
| RESOLD_MAINTENANCE_ENDING |       | update | update        | pref |
`,
  },
  {
    title: 'R6 R15 of what others sold nobody is told',
    accounts: ['plain', 'provider'],
    rows: `
| event                     | alert | ALL | CRITICAL_ONLY | NONE |
| RESOLD_MAINTENANCE_ENDING |       | n/a | n/a           | n/a  |
`,
  },
  {
    title: 'R14 the holder receives all mailings, all but marketing, or none',
    accounts: EVERY,
    rows: `
| event             | alert | ALL       | CRITICAL_ONLY | NONE |
| CRITICAL_MAILING  |       | critical  | critical      | pref |
| MARKETING_MAILING |       | marketing | pref          | pref |
`,
  },
];

/** `chosen`: the one setting that matters, if any; then with it, without it, and what it takes to see what. */
export const LOGINS: readonly Group[] = [
  {
    title: 'R15 a login is told of invoices by its alert',
    accounts: EVERY,
    rows: `
| event                    | chosen          | with  | without | invited | $ with       | k with |
| INVOICE_CREATED          | INVOICE_CREATED | alert | off     | pending | PAY_INVOICES |        |
| INVOICE_AWAITING_SUMMARY | INVOICE_CREATED | alert | off     | pending | PAY_INVOICES |        |
| LEASE_INVOICE_CREATED    | INVOICE_CREATED | alert | off     | pending | PAY_INVOICES |        |
| CREDIT_NOTE_CREATED      | INVOICE_CREATED | alert | off     | pending | PAY_INVOICES |        |
`,
  },
  {
    title: 'R15 a login of a reseller has the alerts of resellers',
    accounts: ['reseller', 'both'],
    rows: `
| event                   | chosen                  | with  | without | invited | $ with       | k with   |
| SUMMARY_INVOICE_CREATED | SUMMARY_INVOICE_CREATED | alert | off     | pending | PAY_INVOICES |          |
| RESOLD_LICENSE_ASSIGNED | RESOLD_LICENSE_ASSIGNED | alert | off     | pending | RESELLER     | RESELLER |
`,
  },
  {
    title: 'R15 the alerts of resellers do not count on other accounts',
    accounts: ['plain', 'provider'],
    rows: `
| event                   | chosen | with | without | invited | $ with | k with |
| SUMMARY_INVOICE_CREATED |        | n/a  |         | pending |        |        |
| RESOLD_LICENSE_ASSIGNED |        | n/a  |         | pending |        |        |
`,
  },
  {
    title: 'R15 a login of a lease provider has its alert',
    accounts: ['provider', 'both'],
    rows: `
| event          | chosen         | with  | without | invited | $ with         | k with         |
| LEASE_ASSIGNED | LEASE_ASSIGNED | alert | off     | pending | LEASE_PROVIDER | LEASE_PROVIDER |
`,
  },
  {
    title: 'R15 the alert of lease providers does not count on other accounts',
    accounts: ['plain', 'reseller'],
    rows: `
| event          | chosen | with | without | invited | $ with | k with |
| LEASE_ASSIGNED |        | n/a  |         | pending |        |        |
`,
  },
  {
    title: 'R18 R53 the logins that get invoices are told how they were paid, and whoever paid',
    accounts: EVERY,
    rows: `
| event                              | chosen          | with     | without | invited | $ with       | k with |
| PAYMENT_FAILED                     | INVOICE_CREATED | invoices | off     | pending | PAY_INVOICES |        |
| PAYMENT_RECEIVED                   | INVOICE_CREATED | invoices | off     | pending | PAY_INVOICES |        |
| PAYMENT_RECEIVED, by them          |                 | payer $  |         | pending |              |        |
| PAYMENT_RECEIVED, summary, by them |                 | payer $  |         | pending |              |        |
`,
  },
  {
    title: 'R18 R53 and the logins that get the summaries of a reseller',
    accounts: ['reseller', 'both'],
    rows: `
| event                     | chosen                  | with     | without | invited | $ with       | k with |
| PAYMENT_FAILED, summary   | SUMMARY_INVOICE_CREATED | invoices | off     | pending | PAY_INVOICES |        |
| PAYMENT_RECEIVED, summary | SUMMARY_INVOICE_CREATED | invoices | off     | pending | PAY_INVOICES |        |
`,
  },
  {
    title: 'R15 R53 no login gets the summaries of what is no reseller',
    accounts: ['plain', 'provider'],
    rows: `
| event                     | chosen | with | without | invited | $ with | k with |
| PAYMENT_FAILED, summary   |        | n/a  |         | pending |        |        |
| PAYMENT_RECEIVED, summary |        | n/a  |         | pending |        |        |
`,
  },
  {
    title: 'R7 R18 a login is mailed the new keys that it may see',
    accounts: EVERY,
    rows: `
| event                        | chosen            | with   | without | invited | $ with | k with |
| LICENSE_KEY_REPLACED         | ACTIVATE_LICENSES | keys k | right   | pending |        |        |
| LICENSE_KEY_REPLACED, resold | RESELLER          | keys k | right   | pending |        |        |
| LICENSE_KEY_REPLACED, leased | LEASE_PROVIDER    | keys k | right   | pending |        |        |
| LICENSE_REPLACED             | RESELLER          | keys k | right   | pending |        |        |
`,
  },
  {
    title: 'R7 a login that looks after the cards is told of one that expires',
    accounts: EVERY,
    rows: `
| event         | chosen       | with  | without | invited | $ with | k with |
| CARD_EXPIRING | PAY_INVOICES | cards | right   | pending |        |        |
`,
  },
  {
    title: 'R7 R15 a login that buys is told of maintenance that ends',
    accounts: EVERY,
    rows: `
| event              | chosen         | with   | without | invited | $ with | k with |
| MAINTENANCE_ENDING | MAKE_PURCHASES | renews | right   | pending |        |        |
`,
  },
  {
    title: 'R7 R15 a login that resells is told of that of customers',
    accounts: ['reseller', 'both'],
    rows: `
| event                     | chosen   | with   | without | invited | $ with | k with |
| RESOLD_MAINTENANCE_ENDING | RESELLER | renews | right   | pending |        |        |
`,
  },
  {
    title: 'R6 R15 no login is told of what others sold',
    accounts: ['plain', 'provider'],
    rows: `
| event                     | chosen | with | without | invited | $ with | k with |
| RESOLD_MAINTENANCE_ENDING |        | n/a  |         | pending |        |        |
`,
  },
  {
    title: 'R16 a login receives every critical mailing, and marketing unless it opted out',
    accounts: EVERY,
    rows: `
| event             | chosen    | with      | without | invited | $ with | k with |
| CRITICAL_MAILING  |           | critical  |         | pending |        |        |
| MARKETING_MAILING | marketing | marketing | optout  | pending |        |        |
`,
  },
];

export const CONTACTS: readonly Group[] = [
  {
    title: 'R17 a contact is sent the invoices that it is set to, and told how they were paid',
    accounts: EVERY,
    rows: `
| event                              | chosen            | with       | without  |
| INVOICE_CREATED                    | STANDARD_INVOICES | choice $p  | unchosen |
| INVOICE_AWAITING_SUMMARY           | STANDARD_INVOICES | choice $p  | unchosen |
| LEASE_INVOICE_CREATED              | STANDARD_INVOICES | choice $p  | unchosen |
| CREDIT_NOTE_CREATED                | STANDARD_INVOICES | choice $p  | unchosen |
| SUMMARY_INVOICE_CREATED            | SUMMARY_INVOICES  | choice $p  | unchosen |
| PAYMENT_FAILED                     | STANDARD_INVOICES | invoices $ | unchosen |
| PAYMENT_FAILED, summary            | SUMMARY_INVOICES  | invoices $ | unchosen |
| PAYMENT_RECEIVED                   | STANDARD_INVOICES | invoices $p | unchosen |
| PAYMENT_RECEIVED, summary          | SUMMARY_INVOICES  | invoices $p | unchosen |
| PAYMENT_RECEIVED, by them          | STANDARD_INVOICES | invoices $p | unchosen |
| PAYMENT_RECEIVED, summary, by them | SUMMARY_INVOICES  | invoices $p | unchosen |
`,
  },
  {
    title:
      'R17 a contact gets critical mailings unless it opted out, and never marketing or alerts',
    accounts: EVERY,
    rows: `
| event                   | chosen            | with     | without  |
| CRITICAL_MAILING        | IMPORTANT_NOTICES | critical | unchosen |
| LICENSE_KEY_REPLACED    | IMPORTANT_NOTICES | critical | unchosen |
| LICENSE_KEY_REPLACED, resold | IMPORTANT_NOTICES | critical | unchosen |
| LICENSE_KEY_REPLACED, leased | IMPORTANT_NOTICES | critical | unchosen |
| LICENSE_REPLACED        | IMPORTANT_NOTICES | critical | unchosen |
| MARKETING_MAILING       |                   | never    |          |
| LEASE_ASSIGNED          |                   | never    |          |
| CARD_EXPIRING           |                   | never    |          |
| MAINTENANCE_ENDING      |                   | never    |          |
| RESOLD_MAINTENANCE_ENDING |                 | never    |          |
| RESOLD_LICENSE_ASSIGNED |                   | never    |          |
`,
  },
];
