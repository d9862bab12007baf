import { newId, type StripeBooks, type Thing } from './stripe-books';

/** What people do in Stripe's dashboard, and banks by themselves: it stands in the books, and events tell of it. */
export class StripeDashboard {
  constructor(private readonly books: StripeBooks) {}

  /** What became of the refunds of a charge that were put off; or its bank sends their money back. */
  decideRefunds(status: 'succeeded' | 'failed', intent: string): void {
    for (const refund of this.books.refunds) {
      if (refund['status'] === status || refund['payment_intent'] !== intent) continue;
      Object.assign(refund, { status, ...(status === 'failed' && { failure_reason: 'declined' }) });
      this.books.happened('refund.updated', refund);
      this.books.happened('charge.refund.updated', refund);
      if (status === 'failed') this.books.happened('refund.failed', refund);
    }
  }

  /** Somebody refunds a charge in the dashboard. */
  refundInDashboard(intent: string, amount: number): Thing {
    return this.books.refund(
      new URLSearchParams({ payment_intent: intent, amount: String(amount) }),
    );
  }

  /** A customer's bank takes money back, or merely asks (`warning_needs_response`); the gateway asks 15.00 for the former. */
  openDispute(intent: string, amount: number, status = 'needs_response'): Thing {
    const { currency } = this.books.get(this.books.intents, intent);
    const asks = status === 'warning_needs_response';
    const dispute: Thing = {
      ...{ id: newId('dp'), object: 'dispute', payment_intent: intent, charge: newId('ch') },
      ...{ amount, currency, reason: 'fraudulent', status, is_charge_refundable: asks },
      evidence_details: { due_by: 1_796_083_199, has_evidence: false },
      balance_transactions: asks
        ? []
        : [{ id: newId('txn'), amount: -amount, fee: 1_500, currency }],
    };
    this.books.disputes.push(dispute);
    this.books.happened('charge.dispute.created', dispute);
    if (!asks) this.books.happened('charge.dispute.funds_withdrawn', dispute);
    return dispute;
  }

  /** The bank decides; won, the money comes again, without the fee. */
  closeDispute(dispute: Thing, status: 'won' | 'lost' | 'warning_closed'): void {
    const [withdrawn] = dispute['balance_transactions'] as { amount: number; currency: string }[];
    const again =
      status === 'won' && withdrawn !== undefined
        ? [{ ...withdrawn, id: newId('txn'), amount: -withdrawn.amount, fee: 0 }]
        : [];
    Object.assign(dispute, {
      status,
      balance_transactions: [...(withdrawn ? [withdrawn] : []), ...again],
    });
    if (again.length > 0) this.books.happened('charge.dispute.funds_reinstated', dispute);
    this.books.happened('charge.dispute.closed', dispute);
  }

  /** A charge that was declined is confirmed with another card, by whoever has its client secret. */
  succeedLate(intent: string): void {
    const late = this.books.get(this.books.intents, intent);
    Object.assign(late, { status: 'succeeded', amount_received: late['amount'] });
    this.books.taken.push(intent);
    this.books.happened('payment_intent.succeeded', late);
  }

  /** A charge that somebody makes in the dashboard, with nothing of ours on it. */
  chargeInDashboard(amount: number, currency: string, customer: string | null = null): Thing {
    const intent = this.books.add(this.books.intents, 'pi', {
      ...{ object: 'payment_intent', amount, currency, customer, metadata: {} },
      ...{ status: 'succeeded', last_payment_error: null },
    });
    this.books.happened('payment_intent.succeeded', intent);
    return intent;
  }

  /** A bank renews a card. */
  renewCard(method: string, card: { last4: string; exp_month: number; exp_year: number }): void {
    const renewed = this.books.get(this.books.methods, method);
    Object.assign(renewed['card'] as object, card);
    this.books.happened('payment_method.automatically_updated', renewed);
  }

  /** Somebody removes a card in the dashboard. */
  removeCard(method: string): void {
    this.books.happened(
      'payment_method.detached',
      Object.assign(this.books.get(this.books.methods, method), { customer: null }),
    );
  }

  /** Somebody deletes a customer in the dashboard, and with it its cards. */
  deleteCustomer(customer: string): void {
    for (const method of this.books.methods.values())
      if (method['customer'] === customer) method['customer'] = null;
    this.books.customers.delete(customer);
    this.books.happened('customer.deleted', { id: customer, object: 'customer', deleted: true });
  }
}
