import type { Order } from '../../database/page';
import type { InvoiceSort } from './invoice.types';

/** How lists of invoices are sorted. */
export const INVOICE_ORDERS: Readonly<Record<InvoiceSort, Order>> = {
  NEWEST_FIRST: [
    { column: 'i.issued_on', property: 'issuedOn', descending: true },
    { column: 'i.id', property: 'pk', descending: true },
  ],
  OLDEST_FIRST: [
    { column: 'i.issued_on', property: 'issuedOn', descending: false },
    { column: 'i.id', property: 'pk', descending: false },
  ],
};
