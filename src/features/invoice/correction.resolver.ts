import type { InvoiceRow } from './invoice.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  CreditInvoiceInput,
  CreditInvoicePayload,
  ResumeCollectionInput,
  ResumeCollectionPayload,
  VoidInvoiceInput,
  VoidInvoicePayload,
} from './correction.inputs';
import type { CorrectionService } from './correction.service';

/** What billing staff do to issued invoices (R57, R66). */
@Resolver()
export class CorrectionResolver {
  constructor(private readonly corrections: CorrectionService) {}

  @Write(() => VoidInvoiceInput, () => VoidInvoicePayload, {
    description:
      'Voids an invoice of which nothing was paid or credited; a free one too. A summary lets go of its invoices: each is then to be paid by itself. Licenses that were bought new with it end. `CANNOT_VOID` for a credit note, `INVOICE_VOID`, `INVOICE_CREDITED`, `INVOICE_PAID`, `INVOICE_PARTLY_CREDITED`, `INVOICE_PARTLY_PAID`, `INVOICE_ON_SUMMARY`, `PAYMENT_IN_PROGRESS`, `CHECKOUT_IN_PROGRESS` while an order for a license that would end waits for its payment.',
    on: { type: 'Invoice', id: 'invoiceId' },
    rehearsable: true,
    decided: true,
  })
  voidInvoice(
    input: VoidInvoiceInput,
    call: Call<InvoiceRow>,
  ): Promise<Outcome<VoidInvoicePayload>> {
    return this.corrections.withdraw(call, input);
  }

  @Write(() => CreditInvoiceInput, () => CreditInvoicePayload, {
    description:
      'Takes an invoice, or a part of it, back by a credit note of the same series. What was paid already can then be refunded. Crediting an invoice on a summary lowers the summary. A free invoice is credited by a note of 0.00. Once all of it is credited, licenses that were bought new with it end. `CANNOT_CREDIT` for a credit note and a summary, `INVOICE_VOID`, `INVOICE_CREDITED`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`, `MORE_THAN_INVOICE`, `PAYMENT_IN_PROGRESS`, `CHECKOUT_IN_PROGRESS` while an order for a license that would end waits for its payment.',
    on: { type: 'Invoice', id: 'invoiceId' },
    rehearsable: true,
    decided: true,
  })
  creditInvoice(
    input: CreditInvoiceInput,
    call: Call<InvoiceRow>,
  ): Promise<Outcome<CreditInvoicePayload>> {
    return this.corrections.credit(call, input);
  }

  @Write(() => ResumeCollectionInput, () => ResumeCollectionPayload, {
    description:
      'Has an invoice collected again whose money the bank or the payment service took back (`Invoice.collectionHeld`): from now on it is charged automatically and called overdue as any other. To give it up, credit it instead. `COLLECTION_NOT_HELD`.',
    on: { type: 'Invoice', id: 'invoiceId' },
    rehearsable: true,
    decided: true,
  })
  resumeCollection(
    input: ResumeCollectionInput,
    call: Call<InvoiceRow>,
  ): Promise<Outcome<ResumeCollectionPayload>> {
    return this.corrections.resume(call, input);
  }
}
