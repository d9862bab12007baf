import { publicAddress, type Config } from '../config';
import type { Database } from '../database/database';
import { SystemScope } from '../database/scope';
import { InvoiceEmailResolver } from '../features/invoice/invoice-email.resolver';
import { InvoiceEmailService } from '../features/invoice/invoice-email.service';
import { formatMinor } from '../domain/billing/money';
import { SandboxBank } from '../features/payment/gateway/sandbox-bank';
import type { Bank } from '../pages/pages';
import { needsACard } from '../features/lease/last-card.repository';
import { CorrectionResolver } from '../features/invoice/correction.resolver';
import { CorrectionService } from '../features/invoice/correction.service';
import { CarriedInvoicesRepository } from '../features/invoice/carried-invoices.repository';
import { invoiceDecisions } from '../features/invoice/invoice.decisions';
import { AccountBalanceResolver } from '../features/invoice/account-balance.resolver';
import { AccountInvoicesResolver } from '../features/invoice/account-invoices.resolver';
import { InvoiceLineResolver } from '../features/invoice/invoice-line.resolver';
import { InvoiceResolver } from '../features/invoice/invoice.resolver';
import { BankTransferResolver } from '../features/payment/bank-transfer.resolver';
import { BankTransfers } from '../features/payment/bank-transfers';
import { CardRemoval } from '../features/payment/card-removal';
import { CardResolver } from '../features/payment/card.resolver';
import { CardService } from '../features/payment/card.service';
import type { GatewayChange, PaymentGateway } from '../features/payment/gateway/gateway.types';
import { SandboxGateway } from '../features/payment/gateway/sandbox-gateway';
import { StripeGateway } from '../features/payment/gateway/stripe-gateway';
import { GatewayCharges } from '../features/payment/gateway-charges';
import { GatewayFaults } from '../features/payment/gateway-faults';
import { PayInvoiceResolver } from '../features/payment/pay-invoice.resolver';
import { PayInvoiceService } from '../features/payment/pay-invoice.service';
import { paymentDecisions } from '../features/payment/payment.decisions';
import type { OrderHooks } from '../features/payment/order-hooks';
import { PaymentSettlement } from '../features/payment/payment-settlement';
import {
  AccountPaymentsResolver,
  InvoicePaymentsResolver,
  PaymentResolver,
} from '../features/payment/payment.resolver';
import { Payments } from '../features/payment/payments';
import { RefundResolver } from '../features/payment/refund.resolver';
import { Refunds } from '../features/payment/refunds';
import { LicenseTakeBack } from '../features/purchase/invoiced-licenses';
import { cardExpiry } from '../jobs/card-expiry';
import { CardReconciler } from '../features/payment/reconciliation/card-reconciler';
import { gatewayChanges } from '../jobs/gateway-changes';
import { ledgerCheck } from '../jobs/ledger-check';
import { OutboxRunner } from '../jobs/outbox-runner';
import { overdue } from '../jobs/overdue';
import { PaymentReconciler } from '../jobs/payment-reconciler';
import { invoiceLinksOf } from './downloads';
import { waysToPay } from './ways-to-pay';
import type { Core, Wiring } from './wiring';

/** Who takes money from cards, as the configuration says; null when it says nothing. */
export function gatewayOf(config: Config, database: Database): PaymentGateway | null {
  const { payments } = config;
  if (payments === null) return null;
  return payments.gateway === 'sandbox'
    ? new SandboxGateway(database, `${publicAddress(config)}/sandbox/bank`)
    : new StripeGateway(payments);
}

/** The sandbox's bank, for pages; whoever charged is told what was answered, as a real gateway tells it. */
export function bankOf(
  database: Database,
  reportChange: (gateway: string, change: GatewayChange) => Promise<void>,
): Bank {
  const bank = new SandboxBank(database);
  return {
    asked: async (token) => {
      const asked = await bank.asked(token);
      if (asked === null) return null;
      const { amount, currency, description } = asked;
      if (amount === null || currency === null) return { charge: null };
      return {
        charge: {
          amount: `${formatMinor(BigInt(amount), currency)} ${currency}`,
          description: description ?? '',
        },
      };
    },
    answer: async (token, confirmed) => {
      const known = (await bank.asked(token)) !== null;
      const charge = await bank.answer(token, confirmed);
      if (charge !== null) await reportChange('sandbox', { subject: 'CHARGE', reference: charge });
      return known;
    },
  };
}

const publishableKeyOf = ({ config: { payments } }: Core): string | null =>
  payments?.gateway === 'stripe' ? payments.publishableKey : null;

/** What billing brings in, and what others need of it. */
export interface Billing extends Wiring {
  readonly payments: Payments;
  readonly charges: GatewayCharges;
  readonly cards: CardService;
  /** Asks for the outcome of payments, once it is started. */
  readonly reconciling: OutboxRunner;
  readonly reconciler: PaymentReconciler;
}

/** Invoices, and how they are paid. */
export function billing(core: Core, orders: OrderHooks): Billing {
  const { config, clock, database, ids, lists, rows, notifier, staff, work, report } = core;
  const { gateway, limits } = core;
  const { invoices, payments: paymentRows, methods } = rows;
  const { timeZone } = config;
  const charges = new GatewayCharges(gateway, {
    returnUrl: `${publicAddress(config)}/payments/return`,
  });
  const needCards = needsACard(limits);
  const carried = new CarriedInvoicesRepository(core.reading, limits);
  const removal = new CardRemoval(needCards);
  const faults = new GatewayFaults(new SystemScope('gateway faults'), staff);
  const settlement = new PaymentSettlement({
    ...{ notifier, staff, orders, removal, faults, limits, timeZone },
  });
  const payments = new Payments(charges, settlement, timeZone);
  const cards = new CardService(charges, removal, faults, publishableKeyOf(core));
  const refunds = new Refunds(charges);
  const knownCards = new CardReconciler(removal, needCards, staff);
  const taking = new LicenseTakeBack(core.sealer, notifier);
  const reconciler = new PaymentReconciler(
    database,
    work,
    charges,
    settlement,
    refunds,
    staff,
    clock,
    knownCards,
  );
  return {
    payments,
    charges,
    cards,
    reconciler,
    reconciling: new OutboxRunner(reconciler, report),
    resolvers: [
      new InvoiceResolver(invoices, rows.invoiceLines, lists, limits, invoiceLinksOf(core)),
      new InvoiceLineResolver(core.nodes),
      new InvoiceEmailResolver(
        new InvoiceEmailService(notifier, ids, waysToPay(config), limits, timeZone),
      ),
      new AccountInvoicesResolver(carried, invoices, lists),
      new AccountBalanceResolver(invoices),
      new CorrectionResolver(new CorrectionService(notifier, taking, ids, limits, timeZone)),
      new PaymentResolver(paymentRows, methods, invoices),
      new InvoicePaymentsResolver(paymentRows),
      new AccountPaymentsResolver(paymentRows, methods, lists),
      new PayInvoiceResolver(new PayInvoiceService(payments, limits)),
      new CardResolver(cards),
      new RefundResolver(refunds),
      new BankTransferResolver(new BankTransfers(payments, notifier, ids, timeZone)),
    ],
    decisions: {
      ...invoiceDecisions(invoices, carried, limits),
      ...paymentDecisions(core.reading, methods, needCards),
    },
    jobs: [
      overdue(database, { work, staff, payments, limits, timeZone }),
      cardExpiry(database, work, notifier, timeZone),
      ledgerCheck(database, timeZone),
      gatewayChanges(database, work, staff, gateway, timeZone),
    ],
  };
}
