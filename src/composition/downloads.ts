import { csvDownload } from '../downloads/csv-download';
import { customerTable } from '../downloads/customer-table';
import type { DownloadRoute } from '../downloads/download.types';
import { invoiceDownload } from '../downloads/invoice-download';
import { leaseTable } from '../downloads/lease-table';
import { resoldTable, unassignedTable } from '../downloads/license-tables';
import { InvoiceDocumentRepository } from '../features/invoice/invoice-document.repository';
import { waysToPay } from './ways-to-pay';
import type { Core } from './wiring';

/** Everything that can be fetched as a file. */
export function downloads({
  config,
  reading,
  sealer,
  ids,
  rows,
  limits,
}: Core): readonly DownloadRoute[] {
  const { customers, invoices, leases, licenses } = rows;
  const { timeZone } = config;
  const documents = new InvoiceDocumentRepository(
    reading,
    invoices,
    waysToPay(config),
    limits,
    timeZone,
  );
  const customersOf = customerTable(customers);
  const resold = resoldTable({ licenses, sealer, ids });
  const unassigned = unassignedTable({ licenses, sealer, ids });
  const leased = leaseTable({ leases, licenses, ids, timeZone });
  return [
    invoiceDownload(documents),
    csvDownload('customers', 'customers', customersOf),
    csvDownload('resold-licenses', 'resoldLicenses', () => resold),
    csvDownload('unassigned-products', 'unassignedProducts', () => unassigned),
    csvDownload('leases', 'leases', () => leased),
  ];
}
