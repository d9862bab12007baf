import type { InvoiceDocumentRepository } from '../features/invoice/invoice-document.repository';
import type { Clock } from '../domain/clock';
import { LINK, type InvoiceLinks } from '../features/invoice/invoice-links';
import { invoicePdf } from '../features/invoice/invoice-pdf';
import type { InvoiceRow } from '../features/invoice/invoice.types';
import type { DownloadRoute } from './download.types';

/** An invoice as a page that a business files (R47). */
export const invoiceDownload = (
  documents: InvoiceDocumentRepository,
  links: InvoiceLinks,
  clock: Clock,
): DownloadRoute => ({
  path: '/invoices/:id.pdf',
  rule: ['Invoice', 'pdfUrl'],
  linkedBy: (id, query) => links.viewerOf(id, query[LINK], clock.now()),
  async make({ scope }, row) {
    // The rule is one of invoices, and so is the row.
    const document = await documents.of(scope, row as InvoiceRow);
    return {
      fileName: `${document.number}.pdf`,
      contentType: 'application/pdf',
      inline: true,
      body: invoicePdf(document),
    };
  },
});
