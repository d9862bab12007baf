import {
  firstDay,
  monthOf,
  nextMonth,
  type Day,
  type Month,
} from '../../src/domain/billing/calendar';
import { InvoiceKind, InvoiceStatus } from '../../src/domain/billing/invoice';
import { isUnpaid } from '../../src/domain/billing/invoice-totals';
import { sum } from '../../src/domain/billing/money';
import { demoStory } from '../../src/dev/demo/demo-story';
import {
  allocationRows,
  ledgerRows,
  invoiceLineRows,
  invoiceRows,
  paymentRows,
} from '../../src/dev/demo/invoice-rows';
import { leaseRows, leaseTermRows } from '../../src/dev/demo/lease-rows';
import { slowLeaseCharge } from '../domain/billing/slow-lease-charge';
import { taxRules } from '../support/tax-rules';

const TAX_RULES = taxRules({ DE: 1900, AT: 2000, FR: 550 });

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const totalOf = (rows: readonly { amount: bigint }[] = []): bigint =>
  sum(rows.map(({ amount }) => amount));

/** Tax once more, on the digits: to the nearest cent, halves away from zero. */
function slowTax(subtotal: bigint, basisPoints: number): bigint {
  const scaled = (subtotal < 0n ? -subtotal : subtotal) * BigInt(basisPoints);
  const cents = scaled / 10_000n + (scaled % 10_000n >= 5_000n ? 1n : 0n);
  return subtotal < 0n ? -cents : cents;
}

const ORDINARY: Day = '2026-11-21';

// The others are the first of a year, with its billing run, and a leap day.
describe.each<[Day, string]>([
  [ORDINARY, 'Europe/Berlin'],
  ['2027-01-01', 'America/New_York'],
  ['2028-02-29', 'Pacific/Auckland'],
])('invoices of the demo on %s in %s', (today, timeZone) => {
  const story = demoStory(today, timeZone, TAX_RULES);
  const invoices = invoiceRows(story).sort((a, b) => a.id - b.id);
  const linesOf = grouped(invoiceLineRows(story), ({ invoiceId }) => invoiceId);
  const payments = paymentRows(story);
  const allocations = allocationRows(story);
  const ofKind = (kind: InvoiceKind) => invoices.filter((invoice) => invoice.kind === kind);
  const numbersOf = (rows: typeof invoices) => rows.map(({ number }) => number);

  it('R58 the lines, the tax and the total of each add up, to the cent', () => {
    const wrong = invoices.filter(({ id, kind, subtotal, taxRateBasisPoints, tax, total }) => {
      const lines = linesOf.get(id) ?? [];
      const numbered = lines.every(({ position }, index) => position === index + 1);
      const taxed = kind === 'SUMMARY' || tax === slowTax(subtotal, taxRateBasisPoints);
      const sane = kind === 'CREDIT_NOTE' ? total < 0n : total > 0n;
      return (
        !numbered || !taxed || !sane || totalOf(lines) !== subtotal || subtotal + tax !== total
      );
    });
    expect(numbersOf(wrong)).toEqual([]);
  });

  it('R58 what is paid and what is owed of each are its total less its credits, and the ledger says so', () => {
    const owed = (one: (typeof invoices)[number]): bigint => one.total - one.paid - one.credited;
    expect(numbersOf(invoices.filter((one) => owed(one) > 0n !== isUnpaid(one.status)))).toEqual(
      [],
    );
    const entries = ledgerRows(story);
    for (const [, sides] of grouped(entries, ({ posting }) => posting))
      expect(totalOf(sides)).toBe(0n);
    const receivables = entries.filter(({ ledgerAccount }) => ledgerAccount === 'RECEIVABLE');
    const posted = invoices.filter(({ kind }) => kind !== 'SUMMARY');
    expect(receivables.length).toBeGreaterThan(posted.length);
    expect(totalOf(receivables)).toBe(sum(posted.map(owed)));
  });

  it('each has been paid what successful payments gave it, and says so', () => {
    const succeeded = new Set(
      payments.filter(({ status }) => status === 'SUCCEEDED').map(({ id }) => id),
    );
    const paying = allocations.filter(({ paymentId }) => succeeded.has(paymentId));
    const paidTo = grouped(paying, ({ invoiceId }) => invoiceId);
    const wrong = invoices.filter((invoice) => {
      const { id, kind, status, paid, total, credited, creditKept } = invoice;
      const { dueOn, summaryInvoiceId } = invoice;
      const throughSummary = status === 'PAID' && summaryInvoiceId !== null;
      const brought = throughSummary ? total : totalOf(paidTo.get(id));
      if (paid + creditKept !== brought) return true;
      if (isUnpaid(status)) return paid >= total || (status === 'OVERDUE') !== dueOn < today;
      return paid !== (status === 'PAID' && kind !== 'CREDIT_NOTE' ? total - credited : 0n);
    });
    expect(numbersOf(wrong)).toEqual([]);
    expect(invoices.filter(({ creditKept }) => creditKept > 0n)).not.toEqual([]);
    const given = grouped(allocations, ({ paymentId }) => paymentId);
    expect(payments.filter(({ id, amount }) => amount !== totalOf(given.get(id)))).toEqual([]);
    expect(
      payments.filter(({ failure, status }) => (failure === null) !== (status === 'SUCCEEDED')),
    ).toEqual([]);
  });

  it('R54 one series a year, without gaps, in the order of issue', () => {
    for (const [year, ofYear] of grouped(invoices, ({ issuedOn }) => issuedOn.slice(0, 4)))
      expect(numbersOf(ofYear)).toEqual(
        ofYear.map((_, index) => `INV-${year}-${String(index + 1).padStart(6, '0')}`),
      );
    const early = invoices.filter(({ issuedOn, createdAt }, index) => {
      const before = invoices[index - 1];
      return before && (before.issuedOn > issuedOn || before.createdAt > createdAt);
    });
    expect(numbersOf(early)).toEqual([]);
  });

  it('every kind and every status occurs', () => {
    expect(new Set(invoices.map(({ kind }) => kind))).toEqual(new Set(Object.keys(InvoiceKind)));
    const statuses = new Set(Object.keys(InvoiceStatus));
    expect(new Set(invoices.map(({ status }) => status))).toEqual(statuses);
    expect(new Set(payments.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED', 'FAILED']));
  });

  it('R50 a summary equals the invoices that are on it', () => {
    const onSummary = grouped(invoices, ({ summaryInvoiceId }) => summaryInvoiceId);
    const summaries = ofKind('SUMMARY');
    const wrong = summaries.filter(({ id, accountId, period, status, subtotal, tax, issuedOn }) => {
      const collected = onSummary.get(id) ?? [];
      const lines = linesOf.get(id) ?? [];
      return (
        collected.length === 0 ||
        collected.length !== lines.length ||
        subtotal !== sum(collected.map((one) => one.subtotal)) ||
        tax !== sum(collected.map((one) => one.tax)) ||
        issuedOn !== firstDay(nextMonth(period as Month)) ||
        collected.some(
          (one, index) =>
            one.accountId !== accountId ||
            one.status !== status ||
            !one.awaitsSummary ||
            one.kind !== 'STANDARD' ||
            one.issuedOn.slice(0, 7) !== period ||
            lines[index]?.description !== `Invoice ${one.number}` ||
            lines[index].amount !== one.subtotal,
        )
      );
    });
    expect(numbersOf(wrong)).toEqual([]);
    expect(new Set(summaries.map(({ status }) => status)).size).toBeGreaterThan(1);
    const others = invoices.filter(({ kind }) => kind !== 'SUMMARY');
    const known = new Set<number | null>([null, ...summaries.map(({ id }) => id)]);
    expect(numbersOf(others.filter((one) => !known.has(one.summaryInvoiceId)))).toEqual([]);
  });

  it('R49 in the running month alone invoices wait; one that was paid early is on no summary', () => {
    const loose = invoices.filter(
      ({ awaitsSummary, summaryInvoiceId }) => awaitsSummary && summaryInvoiceId === null,
    );
    const waiting = loose.filter(({ status }) => isUnpaid(status));
    expect(waiting.filter(({ issuedOn }) => issuedOn < firstDay(monthOf(today)))).toEqual([]);
    const { contoso } = story.accounts;
    const ofContoso = waiting.filter(({ accountId }) => accountId === contoso.id);
    expect(ofContoso.length).toBeGreaterThanOrEqual(5);
    expect(loose.filter(({ status }) => status === 'PAID')).not.toEqual([]);
  });

  it('R51 R52 each lease and month is billed once, as a slow calculation says', () => {
    // The slow calculation takes its time: on the other days some of the leases will do.
    const isChecked = (leaseId: number) => today === ORDINARY || leaseId % 10 === 0;
    const termsOf = grouped(leaseTermRows(story).terms, ({ leaseId }) => leaseId);
    const expected: string[] = [];
    for (const { id, accountId, ...lease } of leaseRows(story)) {
      if (!isChecked(id)) continue;
      const facts = {
        startedOn: lease.startedOn,
        stoppedOn: lease.stoppedOn,
        terms: (termsOf.get(id) ?? []).map((term) => ({
          from: term.validFrom,
          monthlyPrice: term.monthlyPrice,
        })),
      };
      const end = monthOf(facts.stoppedOn ?? today);
      for (let month = monthOf(facts.startedOn); month <= end; month = nextMonth(month)) {
        const charge = month < monthOf(today) ? slowLeaseCharge(month, facts) : null;
        if (charge) expected.push(`${accountId} ${id} ${month} ${charge.amount}`);
      }
    }
    const leaseInvoices = ofKind('LEASE');
    const billed = leaseInvoices.flatMap(({ id, accountId }) =>
      (linesOf.get(id) ?? [])
        .filter(({ leaseId }) => isChecked(leaseId ?? 0))
        .map((line) => `${accountId} ${line.leaseId} ${line.period} ${line.amount}`),
    );
    expect(expected.length).toBeGreaterThan(500);
    expect(billed.sort()).toEqual(expected.sort());
    const late = leaseInvoices.filter(
      ({ issuedOn, period }) => issuedOn !== firstDay(nextMonth(period as Month)),
    );
    expect(numbersOf(late)).toEqual([]);
  });
});
