import { publicAddress } from '../config';
import { AccountInvoicesResolver, InvoiceResolver } from '../features/invoice/invoice.resolver';
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
      new AccountInvoicesResolver(invoices, lists),
      new PaymentResolver(payments, methods, invoices),
      new InvoicePaymentsResolver(payments),
      new AccountPaymentsResolver(payments, methods, lists),
    ],
  };
}
