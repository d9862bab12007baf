import { sum } from '../../src/domain/billing/money';
import { demoStory } from '../../src/dev/demo/demo-story';
import { invoiceLineRows, invoiceRows } from '../../src/dev/demo/invoice-rows';
import {
  numberCounterRows,
  orderedLicenseRows,
  orderLineRows,
  orderRows,
} from '../../src/dev/demo/order-rows';
import { taxRules } from '../support/tax-rules';

const TAX_RULES = taxRules({ DE: 1900 });

describe('orders of the demo', () => {
  const story = demoStory('2026-11-21', 'Europe/Berlin', TAX_RULES);
  const orders = orderRows(story);
  const lines = orderLineRows(story);
  const invoices = new Map(invoiceRows(story).map((invoice) => [invoice.id, invoice]));

  it('R69 each invoice of a purchase is that of one order, with its sums and its lines', () => {
    const standard = [...invoices.values()].filter(({ kind }) => kind === 'STANDARD');
    expect(orders.length).toBeGreaterThan(1_000);
    expect(new Set(orders.map(({ invoiceId }) => invoiceId))).toEqual(
      new Set(standard.map(({ id }) => id)),
    );
    const billed = invoiceLineRows(story);
    for (const order of orders) {
      const invoice = invoices.get(order.invoiceId ?? 0);
      const { accountId, subtotal, tax, total, currency, awaitsSummary } = { ...invoice };
      expect(order).toMatchObject({ accountId, subtotal, tax, total, currency });
      expect(order.billing === 'MONTHLY_SUMMARY').toBe(awaitsSummary);
    }
    const reported = (rows: readonly { description: string; amount: bigint }[]) =>
      rows.map(({ description, amount }) => `${description} ${amount}`).sort();
    const orderly = new Set(orders.map(({ invoiceId }) => invoiceId));
    expect(reported(lines)).toEqual(
      reported(billed.filter(({ invoiceId }) => orderly.has(invoiceId))),
    );
  });

  it('R24 the lines of each add up, and so do their discounts', () => {
    const discounts = new Map<number, bigint[]>();
    const amounts = new Map<number, bigint[]>();
    for (const { orderId, discount, amount, listPrice } of lines) {
      expect(listPrice - discount).toBe(amount);
      discounts.set(orderId, [...(discounts.get(orderId) ?? []), discount]);
      amounts.set(orderId, [...(amounts.get(orderId) ?? []), amount]);
    }
    for (const { id, subtotal, discount } of orders)
      expect([sum(amounts.get(id) ?? []), sum(discounts.get(id) ?? [])]).toEqual([
        subtotal,
        discount,
      ]);
    expect(lines.some(({ discount }) => discount > 0n)).toBe(true);
  });

  it('R27 their numbers follow one another in the order of time, and go on where they end', () => {
    const times = orders.map(({ placedAt }) => placedAt?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(orders.map(({ number }) => number)).toEqual(
      orders.map((_, index) => `O-${100_001 + index}`),
    );
    expect(numberCounterRows(story)).toEqual([{ series: 'ORDER', last: 100_000 + orders.length }]);
  });

  it('every license that was not leased came of one order of the account that paid', () => {
    const made = orderedLicenseRows(story);
    const bought = story.licenses.filter(({ origin }) => origin !== 'LEASED');
    expect(made.map(({ licenseId }) => licenseId).sort((a, b) => a - b)).toEqual(
      bought.map(({ id }) => id),
    );
    const payers = new Map(bought.map(({ id, payer }) => [id, payer.id]));
    const accounts = new Map(orders.map(({ id, accountId }) => [id, accountId]));
    for (const { licenseId, orderId, accountId } of made)
      expect([payers.get(licenseId), accounts.get(orderId)]).toEqual([accountId, accountId]);
  });
});
