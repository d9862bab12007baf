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
} from './correction.mutation-types';
import type { CorrectionService } from './correction.service';

/** What billing staff do to issued invoices (R57, R66). */
@Resolver()
export class CorrectionResolver {
  constructor(private readonly corrections: CorrectionService) {}

  @Write(() => VoidInvoiceInput, () => VoidInvoicePayload, {
    description:
      'Voids an invoice, paid or free, of which nothing was paid or credited. Invoices on a voided summary become payable one by one. Licenses that were bought new with it end, and support incidents that are not used up are withdrawn. Errors: `CANNOT_VOID` when it is a credit note, `INVOICE_VOID`, `INVOICE_CREDITED`, `INVOICE_PAID`, `INVOICE_PARTLY_CREDITED`, `INVOICE_PARTLY_PAID`, `INVOICE_ON_SUMMARY` when it is on a summary, `PAYMENT_IN_PROGRESS` when a payment of it is in progress, `CHECKOUT_IN_PROGRESS` when payment is pending for an order for a license that would end.',
    on: { type: 'Invoice', id: 'invoiceId' },
    dryRun: true,
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
      'Credits an invoice, fully or in part, by a credit note of the same number series. What was paid can then be refunded. Crediting an invoice on a summary lowers the summary. A free invoice is credited by a note of 0.00. Once the invoice is fully credited, licenses that were bought new with it end, and support incidents that are not used up are withdrawn. Errors: `CANNOT_CREDIT` when it is a credit note or a summary, `INVOICE_VOID`, `INVOICE_CREDITED`, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`, `MORE_THAN_INVOICE` when the amount exceeds what is not credited yet, `PAYMENT_IN_PROGRESS` when a payment of it is in progress, `CHECKOUT_IN_PROGRESS` when payment is pending for an order for a license that would end.',
    on: { type: 'Invoice', id: 'invoiceId' },
    dryRun: true,
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
      'Resumes collection of an invoice whose payment the bank or the payment service took back (`Invoice.collectionHeld`): it is charged automatically and can become overdue again. To waive it, credit it instead. Errors: `COLLECTION_NOT_HELD` when its collection is not held.',
    on: { type: 'Invoice', id: 'invoiceId' },
    dryRun: true,
    decided: true,
  })
  resumeCollection(
    input: ResumeCollectionInput,
    call: Call<InvoiceRow>,
  ): Promise<Outcome<ResumeCollectionPayload>> {
    return this.corrections.resume(call, input);
  }
}
