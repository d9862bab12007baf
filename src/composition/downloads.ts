import { publicAddress } from '../config';
import { csvDownload } from '../downloads/csv-download';
import { customerTable } from '../downloads/customer-table';
import type { DownloadRoute } from '../downloads/download.types';
import { invoiceDownload } from '../downloads/invoice-download';
import { leaseTable } from '../downloads/lease-table';
import { resoldTable, unassignedTable } from '../downloads/license-tables';
import { InvoiceDocumentRepository } from '../features/invoice/invoice-document.repository';
import { InvoiceLinks } from '../features/invoice/invoice-links';
import { waysToPay } from './ways-to-pay';
import type { Core } from './wiring';

/** Links to the PDF of an invoice, which open by themselves for a while. */
export const invoiceLinksOf = ({ config, ids }: Core): InvoiceLinks =>
  new InvoiceLinks(`${publicAddress(config)}/invoices`, ids, config.linkKey);

/** Everything that can be fetched as a file. */
export function downloads(core: Core): readonly DownloadRoute[] {
  const { config, clock, reading, sealer, ids, rows, limits } = core;
  const { customers, leases, licenses } = rows;
  const { timeZone } = config;
  const documents = new InvoiceDocumentRepository(reading, waysToPay(config), limits, timeZone);
  const customersOf = customerTable(customers, ids);
  const resold = resoldTable({ licenses, sealer, ids });
  const unassigned = unassignedTable({ licenses, sealer, ids });
  const leased = leaseTable({ leases, licenses, ids, timeZone });
  return [
    invoiceDownload(documents, invoiceLinksOf(core), clock),
    csvDownload('customers', 'customers', customersOf),
    csvDownload('resold-licenses', 'resoldLicenses', () => resold),
    csvDownload('unassigned-products', 'unassignedProducts', () => unassigned),
    csvDownload('leases', 'leases', () => leased),
  ];
}
