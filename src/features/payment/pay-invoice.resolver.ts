import type { InvoiceRow } from '../invoice/invoice.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perPerson } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { PayInvoiceInput, PayInvoicePayload } from './pay-invoice.inputs';
import type { PayInvoiceService } from './pay-invoice.service';

@Resolver()
export class PayInvoiceResolver {
  constructor(private readonly service: PayInvoiceService) {}

  @Write(() => PayInvoiceInput, () => PayInvoicePayload, {
    description:
      'Pays what is still to be paid of an invoice, or of several, by card. An invoice that waits for its summary may be paid early; one on a summary is paid through that (`INVOICE_ON_SUMMARY`). Invoices too small for a charge of their own are charged along (`withCarried`); `AMOUNT_TOO_SMALL` when all of it is less than a card is charged, `AMOUNT_TOO_LARGE` above what one charge takes. A card that is refused comes back in `userErrors`: `CARD_DECLINED`, `INSUFFICIENT_FUNDS`, `CARD_EXPIRED`, `AUTHENTICATION_REQUIRED`; `PAYMENT_PENDING` while the outcome is not known; `PAYMENT_ACTION_REQUIRED` while the bank wants the payer to confirm it, as `paymentAction` says. Also `INVOICE_PAID`, `INVOICE_CREDITED`, `INVOICE_VOID`, `NOTHING_TO_PAY` for what is free and for a credit note, `PAYMENT_IN_PROGRESS`, `NO_CARD`, `CARD_REMOVED`, `CARD_UNUSABLE`, `DIFFERENT_ACCOUNTS`, `GATEWAY_UNAVAILABLE`, `PAYMENTS_UNAVAILABLE`. What an API token pays counts against its monthly cap (`SPENDING_CAP_REACHED`).',
    on: { type: 'Invoice', id: 'invoiceId' },
    rehearsable: true,
    decided: true,
    limits: [perPerson(60, 60)],
  })
  payInvoice(input: PayInvoiceInput, call: Call<InvoiceRow>): Promise<Outcome<PayInvoicePayload>> {
    return this.service.pay(call, input);
  }
}
