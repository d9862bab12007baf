import type { InvoiceRow } from '../invoice/invoice.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perPerson } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { PayInvoiceInput, PayInvoicePayload } from './pay-invoice.mutation-types';
import type { PayInvoiceService } from './pay-invoice.service';

@Resolver()
export class PayInvoiceResolver {
  constructor(private readonly service: PayInvoiceService) {}

  @Write(() => PayInvoiceInput, () => PayInvoicePayload, {
    description:
      'Pays the open balance of one or several invoices by card. An invoice that a summary will collect can be paid early. Carried-over invoices are charged too (`withCarried`). The payment counts against the monthly cap of an API token. Errors: `INVOICE_ON_SUMMARY` when it is paid through a summary, `AMOUNT_TOO_SMALL` when the sum is below the minimum card charge, `AMOUNT_TOO_LARGE` when it is above the maximum, `CARD_DECLINED`, `INSUFFICIENT_FUNDS`, `CARD_EXPIRED`, `AUTHENTICATION_REQUIRED` when the payer did not confirm the payment, `PAYMENT_PENDING` when the outcome is not known yet, `PAYMENT_ACTION_REQUIRED` when the bank requires the payer to confirm it (see `paymentAction`), `INVOICE_PAID`, `INVOICE_CREDITED`, `INVOICE_VOID`, `NOTHING_TO_PAY` when the invoice is free or a credit note, `PAYMENT_IN_PROGRESS`, `NO_CARD`, `CARD_REMOVED`, `CARD_UNUSABLE` when the card was added with another payment service, `DIFFERENT_ACCOUNTS` when the invoices are not of one account, `GATEWAY_UNAVAILABLE` when the payment service does not answer, `PAYMENTS_UNAVAILABLE` when none is set up, or it rejects requests, `SPENDING_CAP_REACHED`.',
    on: { type: 'Invoice', id: 'invoiceId' },
    dryRun: true,
    decided: true,
    limits: [perPerson(60, 60)],
  })
  payInvoice(input: PayInvoiceInput, call: Call<InvoiceRow>): Promise<Outcome<PayInvoicePayload>> {
    return this.service.pay(call, input);
  }
}
