import type { Readable } from 'node:stream';
import type { SystemScope } from '../../database/scope';
import { PlainError } from '../../domain/plain-error';
import type { Attachment } from '../mail/mail.types';
import type { InvoiceDocumentRepository } from './invoice-document.repository';
import { invoicePdf } from './invoice-pdf';
import type { InvoiceRepository } from './invoice.repository';

/** Most PDFs of one mail. */
const MOST = 10;
/** Largest that a mail carries, all together, in bytes: as text it stays below the 10 MB that mail servers take. */
const LARGEST = 6_000_000;
/** Longest that they may take, in milliseconds: on one core 40,000 lines. What sends the mail takes 50 s at most. */
const LONGEST = 25_000;

/** What it says is kept with the mail, for staff to read. */
class NoPdf extends PlainError {
  override readonly name = 'NoPdf';
}

/** Invoices as mails carry them: made when the mail leaves, the same bytes as the download at that moment. */
export class InvoiceAttachments {
  constructor(
    private readonly scope: SystemScope,
    private readonly invoices: Pick<InvoiceRepository, 'byNumber'>,
    private readonly documents: Pick<InvoiceDocumentRepository, 'of'>,
  ) {}

  /** None of more than a mail is a place for: a receipt of so many is of invoices that were mailed before. @throws NoPdf. */
  async of(accountId: number, numbers: readonly string[]): Promise<Attachment[]> {
    if (numbers.length > MOST) return [];
    const late = AbortSignal.timeout(LONGEST);
    const attachments: Attachment[] = [];
    let room = LARGEST;
    for (const number of numbers) {
      const invoice = await this.invoices.byNumber(this.scope, accountId, number);
      if (invoice === null) throw new NoPdf(`The account has no invoice ${number}`);
      const document = await this.documents.of(this.scope, invoice);
      const content = await whole(invoicePdf(document), number, { most: room, late });
      room -= content.length;
      const filename = `${number.replace(/[^A-Za-z0-9._-]/g, '_')}.pdf`;
      attachments.push({ filename, contentType: 'application/pdf', content });
    }
    return attachments;
  }
}

/** All bytes of a PDF that is being made. @throws NoPdf when it is too large, takes too long, or fails. */
async function whole(
  pdf: Readable,
  number: string,
  { most, late }: { readonly most: number; readonly late: AbortSignal },
): Promise<Buffer> {
  const stop = () => pdf.destroy(new Error('it took too long'));
  late.addEventListener('abort', stop);
  if (late.aborted) stop();
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of pdf) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > most) throw new Error('it is too large for a mail');
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NoPdf(`The PDF of ${number} could not be created: ${why}`, { cause: error });
  } finally {
    late.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks);
}
