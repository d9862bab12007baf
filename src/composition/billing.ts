import { publicAddress } from '../config';
import { SystemScope } from '../database/scope';
import { InvoiceEmailResolver } from '../features/invoice/invoice-email.resolver';
import { InvoiceEmailService } from '../features/invoice/invoice-email.service';
import { AccountInvoicesResolver, InvoiceResolver } from '../features/invoice/invoice.resolver';
import { Notifier } from '../features/mail/notifier';
import {
  AccountPaymentsResolver,
  InvoicePaymentsResolver,
  PaymentResolver,
} from '../features/payment/payment.resolver';
import type { Core, Wiring } from './wiring';

/** Invoices, and how they are paid. */
export function billing({ config, ids, lists, rows }: Core): Wiring {
  const { invoices, payments, methods } = rows;
  return {
    resolvers: [
      new InvoiceResolver(
        invoices,
        lists,
        (key) => `${publicAddress(config)}/invoices/${ids.encode('Invoice', key)}.pdf`,
      ),
      new InvoiceEmailResolver(
        new InvoiceEmailService(new Notifier(new SystemScope('notify')), ids),
      ),
      new AccountInvoicesResolver(invoices, lists),
      new PaymentResolver(payments, methods, invoices),
      new InvoicePaymentsResolver(payments),
      new AccountPaymentsResolver(payments, methods, lists),
    ],
  };
}
