import { publicAddress } from '../config';
import { InvoiceEmailResolver } from '../features/invoice/invoice-email.resolver';
import { InvoiceEmailService } from '../features/invoice/invoice-email.service';
import { mayRemoveLastCard } from '../features/lease/last-card';
import { CorrectionResolver } from '../features/invoice/correction.resolver';
import { CorrectionService } from '../features/invoice/correction.service';
import { invoiceDecisions } from '../features/invoice/invoice.decisions';
import { AccountInvoicesResolver, InvoiceResolver } from '../features/invoice/invoice.resolver';
import { CardRemoval } from '../features/payment/card-removal';
import { CardResolver } from '../features/payment/card.resolver';
import { CardService } from '../features/payment/card.service';
import type { PaymentGateway } from '../features/payment/gateway/gateway.types';
import { SandboxGateway } from '../features/payment/gateway/sandbox-gateway';
import { StripeGateway } from '../features/payment/gateway/stripe-gateway';
import { PayInvoiceResolver } from '../features/payment/pay-invoice.resolver';
import { PayInvoiceService } from '../features/payment/pay-invoice.service';
import { paymentDecisions } from '../features/payment/payment.decisions';
import { PaymentSettlement, type OrderHooks } from '../features/payment/payment-settlement';
import {
  AccountPaymentsResolver,
  InvoicePaymentsResolver,
  PaymentResolver,
} from '../features/payment/payment.resolver';
import { Payments } from '../features/payment/payments';
import { RefundResolver } from '../features/payment/refund.resolver';
import { Refunds } from '../features/payment/refunds';
import { cardExpiry } from '../jobs/card-expiry';
import { ledgerCheck } from '../jobs/ledger-check';
import { OutboxRunner } from '../jobs/outbox-runner';
import { overdue } from '../jobs/overdue';
import { PaymentAsker } from '../jobs/payment-asker';
import { waysToPay } from './ways-to-pay';
import type { Core, Wiring } from './wiring';

/** Who takes money from cards, as the configuration says; null when it says nothing. */
function gatewayOf({ config: { payments }, database }: Core): PaymentGateway | null {
  if (payments === null) return null;
  return payments.gateway === 'sandbox'
    ? new SandboxGateway(database)
    : new StripeGateway(payments);
}

const publishableKeyOf = ({ config: { payments } }: Core): string | null =>
  payments?.gateway === 'stripe' ? payments.publishableKey : null;

/** What billing brings in, and what others need of it. */
export interface Billing extends Wiring {
  readonly payments: Payments;
  readonly settlement: PaymentSettlement;
  readonly cards: CardService;
  /** Asks what came of payments, once it is started. */
  readonly asking: OutboxRunner;
  readonly asker: PaymentAsker;
}

/** Invoices, and how they are paid. @param given Takes money instead of what the configuration says. */
export function billing(
  core: Core,
  given: PaymentGateway | undefined,
  orders: OrderHooks,
): Billing {
  const { config, clock, database, ids, lists, rows, notifier, staff, work, report } = core;
  const { invoices, payments: paymentRows, methods } = rows;
  const { timeZone } = config;
  const payments = new Payments(given ?? gatewayOf(core), timeZone);
  const removal = new CardRemoval(mayRemoveLastCard);
  const settlement = new PaymentSettlement(notifier, staff, orders, removal, timeZone);
  const cards = new CardService(payments, removal, publishableKeyOf(core));
  const refunds = new Refunds(payments);
  const asker = new PaymentAsker(database, work, payments, settlement, refunds, staff, clock);
  return {
    payments,
    settlement,
    cards,
    asker,
    asking: new OutboxRunner(asker, report),
    resolvers: [
      new InvoiceResolver(
        invoices,
        lists,
        (key) => `${publicAddress(config)}/invoices/${ids.encode('Invoice', key)}.pdf`,
      ),
      new InvoiceEmailResolver(new InvoiceEmailService(notifier, ids, waysToPay(config), timeZone)),
      new AccountInvoicesResolver(invoices, lists),
      new CorrectionResolver(new CorrectionService(notifier, timeZone)),
      new PaymentResolver(paymentRows, methods, invoices),
      new InvoicePaymentsResolver(paymentRows),
      new AccountPaymentsResolver(paymentRows, methods, lists),
      new PayInvoiceResolver(new PayInvoiceService(payments, settlement)),
      new CardResolver(cards),
      new RefundResolver(refunds),
    ],
    decisions: {
      ...invoiceDecisions(invoices),
      ...paymentDecisions(core.reading, methods, mayRemoveLastCard),
    },
    jobs: [
      overdue(database, work, staff, timeZone),
      cardExpiry(database, work, notifier, timeZone),
      ledgerCheck(database, timeZone),
    ],
  };
}
