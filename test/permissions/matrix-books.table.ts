import type { AccountName } from './actors';
import { rows, type Group } from './matrix.types';

const KINDS: readonly AccountName[] = ['customer', 'reseller', 'provider', 'former'];

/** Who may read invoices, payments and cards: PAY_INVOICES, whatever kind of account it is (R7). */
export const BOOKS_GROUPS: readonly Group[] = [
  {
    title: 'an invoice',
    accounts: KINDS,
    reach: 'node(id: <$/invoice>) { ... on Invoice { # } }',
    rows: rows(`
| field                      | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Invoice                    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.number             | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.status             | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.balance            | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.subtotal           | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.tax                | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.total              | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.paid               | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.credited           | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.creditApplied      | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.keptAsCredit       | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.refunded           | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.seller              | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.buyer               | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.lines              | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.payments           | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.pdfUrl             | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.summaryInvoice     | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.summarizedInvoices | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.creditNotes        | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.order              | n      | pay  | pay | pay | buy | pay | pay | +      | n        | n       | +     |
| Invoice.corrects           | n      | pay  | pay | pay | 0   | pay | pay | 0      | n        | n       | 0     |
`),
  },
  {
    title: 'the balance of an account',
    accounts: KINDS,
    reach: 'node(id: <$/account>) { ... on Account { balance { # } } }',
    rows: rows(`
| field                  | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| AccountBalance.owed    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | -/n     | +     |
| AccountBalance.overdue | n      | pay  | pay | pay | +   | pay | pay | +      | n        | -/n     | +     |
| AccountBalance.credit  | n      | pay  | pay | pay | +   | pay | pay | +      | n        | -/n     | +     |
`),
  },
  {
    title: 'a credit note',
    accounts: KINDS,
    reach: 'node(id: <$/note>) { ... on Invoice { # } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Invoice             | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.corrects    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.creditNotes | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.total       | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
  {
    title: 'a summary invoice',
    accounts: KINDS,
    reach: 'node(id: <$/summary>) { ... on Invoice { # } }',
    rows: rows(`
| field                      | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Invoice                    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Invoice.summaryInvoice     | n      | pay  | pay | pay | 0   | pay | pay | 0      | n        | n       | 0     |
| Invoice.summarizedInvoices | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
  {
    title: 'the seller of an invoice',
    accounts: KINDS,
    reach: 'node(id: <$/invoice>) { ... on Invoice { seller { # } } }',
    rows: rows(`
| field                  | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| InvoiceParty.address   | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| InvoiceParty.vatNumber | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
  {
    title: 'lines of an invoice',
    accounts: KINDS,
    reach: 'node(id: <$/invoice>) { ... on Invoice { lines { # } } }',
    rows: rows(`
| field                   | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| InvoiceLine.amount      | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| InvoiceLine.description | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| InvoiceLine.product     | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| InvoiceLine.license     | n      | pay  | pay | pay | act | pay | pay | +      | n        | n       | +     |
| InvoiceLine.order       | n      | pay  | pay | pay | buy | pay | pay | +      | n        | n       | +     |
| InvoiceLine.lease       | n      | pay  | pay | pay | 0   | pay | pay | 0      | n        | n       | 0     |
| InvoiceLine.leaseCharge | n      | pay  | pay | pay | 0   | pay | pay | 0      | n        | n       | 0     |
`),
  },
  {
    title: 'a line of a summary invoice',
    accounts: KINDS,
    reach: 'node(id: <$/summary>) { ... on Invoice { lines { # } } }',
    rows: rows(`
| field                         | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| InvoiceLine.summarizedInvoice | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| InvoiceLine.license           | n      | pay  | pay | pay | 0   | pay | pay | 0      | n        | n       | 0     |
`),
  },
  {
    title: 'a line of a lease invoice',
    accounts: ['provider', 'former'],
    reach: 'node(id: <$-to-customer/lease-invoice>) { ... on Invoice { lines { # } } }',
    rows: rows(`
| field                   | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| InvoiceLine.lease       | n      | pay  | pay | pay | lea | pay | pay | +      | n        | n       | +     |
| InvoiceLine.license     | n      | pay  | pay | pay | lea | pay | pay | +      | n        | n       | +     |
| InvoiceLine.leaseCharge | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| InvoiceLine.product     | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| InvoiceLine.order       | n      | pay  | pay | pay | 0   | pay | pay | 0      | n        | n       | 0     |
`),
  },
  {
    title: 'what a line of a lease invoice was calculated from',
    accounts: ['provider', 'former'],
    reach:
      'node(id: <$-to-customer/lease-invoice>) { ... on Invoice { lines { leaseCharge { # } } } }',
    rows: rows(`
| field                | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| LeaseCharge.amount   | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| LeaseCharge.segments | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
  {
    title: 'a payment',
    accounts: KINDS,
    reach: 'node(id: <$/payment>) { ... on Payment { # } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| Payment             | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.amount      | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.refunded    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.disputed    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.bankTransfer | n      | pay  | pay | pay | 0   | pay | pay | 0      | n        | n       | 0     |
| Payment.unallocated | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.invoices    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.refunds     | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.disputes    | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.method      | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| Payment.failure     | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
  {
    title: 'what went back of a payment',
    accounts: KINDS,
    reach: 'node(id: <$/paid>) { ... on Payment { refunds { # } } }',
    rows: rows(`
| field                | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| PaymentRefund.amount | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| PaymentRefund.reason | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
  {
    title: 'a dispute of a payment',
    accounts: KINDS,
    reach: 'node(id: <$/paid>) { ... on Payment { disputes { # } } }',
    rows: rows(`
| field                 | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| PaymentDispute.held   | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| PaymentDispute.reason | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
  {
    title: 'a card on file',
    accounts: KINDS,
    reach: 'node(id: <$/card>) { ... on PaymentMethod { # } }',
    rows: rows(`
| field               | nobody | none | act | buy | pay | res | lea | holder | outsider | invited | staff |
| PaymentMethod       | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| PaymentMethod.last4 | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
| PaymentMethod.brand | n      | pay  | pay | pay | +   | pay | pay | +      | n        | n       | +     |
`),
  },
];
