import fc from 'fast-check';
import {
  documentRows,
  type DocumentRow,
  type DocumentSums,
  type RowKind,
} from '../../../src/domain/billing/document-rows';
import { InvoiceKind, InvoiceStatus } from '../../../src/domain/billing/invoice';
import { balanceOf } from '../../../src/domain/billing/invoice-totals';
import { moneyText, percentOf } from '../../../src/domain/billing/money-text';
import { REVERSE_CHARGE_NOTE } from '../../../src/domain/billing/tax';

const invoice = (given: Partial<DocumentSums> = {}): DocumentSums => ({
  kind: 'STANDARD',
  status: 'OPEN',
  currency: 'EUR',
  subtotal: 34_057n,
  taxes: [{ rateInBasisPoints: 1_900, note: null, subtotal: 34_057n, tax: 6_471n }],
  total: 40_528n,
  paid: 0n,
  credited: 0n,
  received: given.paid ?? 0n,
  disputed: 0n,
  reversed: 0n,
  creditApplied: 0n,
  creditKept: 0n,
  refunded: 0n,
  creditNotes: [],
  summaryNumber: null,
  corrects: null,
  ...given,
});
/** What a row is, by the beginning of its label. */
const KINDS: readonly (readonly [RegExp, RowKind])[] = [
  [/^Credited/, 'CREDITED'],
  [/^Void$/, 'VOID'],
  [/^Set off against/, 'SET_OFF'],
  [/^Paid$/, 'PAID'],
  [/^Paid from the account credit$/, 'PAID_FROM_CREDIT'],
  [/^Paid through/, 'PAID_THROUGH_SUMMARY'],
  [/^Kept as account credit/, 'KEPT_AS_CREDIT'],
  [/^Taken back by the bank$/, 'DISPUTED'],
  [/^Refunded$/, 'REFUNDED'],
  [/^Balance/, 'BALANCE'],
];
const kindOf = (label: string): RowKind | undefined =>
  KINDS.find(([pattern]) => pattern.test(label))?.[1];
const note = (amount: bigint, number = 'INV-2026-9') => ({ number, amount });

describe('R58 the figures of a document lead from its lines to its balance', () => {
  it('shows subtotal, tax, total and balance always', () => {
    expect(documentRows(invoice()).map(({ kind, label, amount }) => [kind, label, amount])).toEqual(
      [
        ['SUBTOTAL', 'Subtotal', 34_057n],
        ['TAX', 'Tax (19 %)', 6_471n],
        ['TOTAL', 'Total', 40_528n],
        ['BALANCE', 'Balance due', 40_528n],
      ],
    );
  });

  it.each<[string, Partial<DocumentSums>, string[]]>([
    ['paid', { status: 'PAID', paid: 40_528n }, ['Paid −€405.28', 'Balance €0.00']],
    ['part paid', { paid: 20_000n }, ['Paid −€200.00', 'Balance due €205.28']],
    [
      'paid and then credited in part',
      {
        status: 'PAID',
        received: 40_528n,
        paid: 15_625n,
        credited: 24_903n,
        creditKept: 24_903n,
        creditNotes: [note(24_903n)],
      },
      [
        'Credited by INV-2026-9 −€249.03',
        'Paid −€405.28',
        'Kept as account credit €249.03',
        'Balance €0.00',
      ],
    ],
    [
      'paid, credited in part and refunded',
      {
        status: 'PAID',
        received: 40_528n,
        paid: 15_625n,
        credited: 24_903n,
        refunded: 24_903n,
        creditNotes: [note(24_903n)],
      },
      ['Credited by INV-2026-9 −€249.03', 'Paid −€405.28', 'Refunded €249.03', 'Balance €0.00'],
    ],
    [
      'paid, then disputed in part',
      { received: 40_528n, paid: 30_528n, disputed: 10_000n },
      ['Paid −€405.28', 'Taken back by the bank €100.00', 'Balance due €100.00'],
    ],
    [
      'paid, then disputed and refunded in part',
      { received: 40_528n, paid: 20_000n, disputed: 10_000n },
      [
        'Paid −€405.28',
        'Taken back by the bank €100.00',
        'Refunded €105.28',
        'Balance due €205.28',
      ],
    ],
    [
      'disputed and paid again otherwise',
      { status: 'PAID', received: 81_056n, paid: 40_528n, disputed: 40_528n },
      ['Paid −€810.56', 'Taken back by the bank €405.28', 'Balance €0.00'],
    ],
    [
      'paid, credited in full, and then taken by the bank out of what had become credit',
      {
        status: 'CREDITED',
        received: 40_528n,
        creditKept: 10_000n,
        refunded: 30_528n,
        disputed: 20_000n,
        credited: 40_528n,
        creditNotes: [note(40_528n)],
      },
      [
        'Credited by INV-2026-9 −€405.28',
        'Paid −€405.28',
        'Kept as account credit €100.00',
        'Taken back by the bank €200.00',
        'Refunded €105.28',
        'Balance €0.00',
      ],
    ],
    [
      'paid from credit that the bank took since',
      { received: 12_345n, creditApplied: 12_345n, disputed: 12_345n },
      [
        'Paid from the account credit −€123.45',
        'Taken back by the bank €123.45',
        'Balance due €405.28',
      ],
    ],
    [
      'paid from credit in part',
      { paid: 12_345n, creditApplied: 12_345n },
      ['Paid from the account credit −€123.45', 'Balance due €281.83'],
    ],
    [
      'paid by card and from credit, credited in full, and refunded in part',
      {
        status: 'CREDITED',
        received: 40_528n,
        creditApplied: 12_345n,
        creditKept: 10_000n,
        refunded: 30_528n,
        credited: 40_528n,
        creditNotes: [note(40_528n)],
      },
      [
        'Credited by INV-2026-9 −€405.28',
        'Paid −€281.83',
        'Paid from the account credit −€123.45',
        'Kept as account credit €100.00',
        'Refunded €305.28',
        'Balance €0.00',
      ],
    ],
    [
      'paid through its summary, credited since, and refunded',
      {
        status: 'PAID',
        received: 0n,
        paid: 528n,
        credited: 40_000n,
        creditKept: 30_000n,
        refunded: 10_000n,
        creditNotes: [note(40_000n)],
        summaryNumber: 'INV-2026-10',
      },
      [
        'Credited by INV-2026-9 −€400.00',
        'Paid through INV-2026-10 −€405.28',
        'Kept as account credit €300.00',
        'Refunded €100.00',
        'Balance €0.00',
      ],
    ],
    [
      'refunded before that was written down apart',
      { status: 'PAID', received: 40_528n, paid: 15_625n, credited: 24_903n },
      ['Credited −€249.03', 'Paid −€405.28', 'Refunded €249.03', 'Balance €0.00'],
    ],
    [
      'credited in part, the rest paid through its summary',
      {
        status: 'PAID',
        received: 0n,
        paid: 528n,
        credited: 40_000n,
        creditNotes: [note(30_000n), note(10_000n, 'INV-2026-12')],
        summaryNumber: 'INV-2026-10',
      },
      [
        'Credited by INV-2026-9 −€300.00',
        'Credited by INV-2026-12 −€100.00',
        'Paid through INV-2026-10 −€5.28',
        'Balance €0.00',
      ],
    ],
    [
      'paid in part by itself, the rest through its summary',
      { status: 'PAID', received: 528n, paid: 40_528n, summaryNumber: 'INV-2026-10' },
      ['Paid −€5.28', 'Paid through INV-2026-10 −€400.00', 'Balance €0.00'],
    ],
    [
      'paid by more than its payments brought, on no summary',
      { status: 'PAID', received: 500n, paid: 40_528n },
      ['Paid −€405.28', 'Balance €0.00'],
    ],
    ['void', { status: 'VOID', credited: 40_528n }, ['Void −€405.28', 'Balance €0.00']],
    [
      'credited in part, then void',
      { status: 'VOID', credited: 40_528n, creditNotes: [note(528n)] },
      ['Credited by INV-2026-9 −€5.28', 'Void −€400.00', 'Balance €0.00'],
    ],
    [
      'a summary with credits on its invoices',
      { kind: 'SUMMARY', credited: 10_528n },
      ['Credited on its invoices −€105.28', 'Balance due €300.00'],
    ],
    [
      'a credit note',
      { kind: 'CREDIT_NOTE', total: -40_528n, credited: -40_528n, corrects: 'INV-2026-3' },
      ['Set off against INV-2026-3 €405.28', 'Balance €0.00'],
    ],
    [
      'as many credit notes as are read',
      { credited: 5n, creditNotes: [1, 2, 3, 4, 5].map((n) => note(1n, `INV-2026-${n}`)) },
      [...[1, 2, 3, 4, 5].map((n) => `Credited by INV-2026-${n} −€0.01`), 'Balance due €405.23'],
    ],
    [
      'more credit notes than anybody reads, some of it credited otherwise',
      { credited: 8n, creditNotes: [1, 2, 3, 4, 5, 6].map((n) => note(1n, `INV-2026-${n}`)) },
      ['Credited by 6 credit notes −€0.06', 'Credited −€0.02', 'Balance due €405.20'],
    ],
    [
      'more credit notes than anybody reads',
      { credited: 6n, creditNotes: [1, 2, 3, 4, 5, 6].map((n) => note(1n, `INV-2026-${n}`)) },
      ['Credited by 6 credit notes −€0.06', 'Balance due €405.22'],
    ],
    ['nothing', { subtotal: 0n, taxes: [], total: 0n, status: 'PAID' }, ['Balance €0.00']],
  ])('R57 of what is %s', (_, given, expected) => {
    const rows = documentRows(invoice(given));
    const after = rows.slice(rows.findIndex(({ kind }) => kind === 'TOTAL') + 1);
    expect(after.map(({ label, amount }) => `${label} ${moneyText(amount, 'EUR')}`)).toEqual(
      expected,
    );
    expect(after.map(({ kind }) => kind)).toEqual(after.map(({ label }) => kindOf(label)));
  });

  it('R69 R75 has a row for each rate, which says what it is on', () => {
    const taxes = [
      { rateInBasisPoints: 1_900, note: null, subtotal: 10_000n, tax: 1_900n },
      { rateInBasisPoints: 550, note: null, subtotal: 123_456n, tax: 6_790n },
      { rateInBasisPoints: 0, note: REVERSE_CHARGE_NOTE, subtotal: 2_000n, tax: 0n },
    ];
    const rows = documentRows(invoice({ subtotal: 135_456n, taxes, total: 144_146n }));
    expect(rows.filter(({ kind }) => kind === 'TAX').map(({ label }) => label)).toEqual([
      'Tax (19 %) on €100.00',
      'Tax (5.5 %) on €1,234.56',
      'Tax (0 %, reverse charge) on €20.00',
    ]);
  });

  it('adds up whatever the sums are, and shows no row of nothing', () => {
    const amount = fc.bigInt(-(10n ** 12n), 10n ** 12n);
    const word = fc.option(fc.constant('INV-2026-10'), { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          kind: fc.constantFrom(...Object.values(InvoiceKind)),
          status: fc.constantFrom(...Object.values(InvoiceStatus)),
          taxed: fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 4 }),
          paid: amount,
          credited: amount,
          received: amount,
          disputed: amount,
          creditApplied: amount,
          creditKept: amount,
          refunded: amount,
          creditNotes: fc.array(amount, { maxLength: 8 }),
          summaryNumber: word,
        }),
        ({ taxed, creditNotes, ...given }) => {
          const taxes = taxed.map(([subtotal, tax]) => ({
            rateInBasisPoints: 1_900,
            note: null,
            subtotal,
            tax,
          }));
          const subtotal = taxes.reduce((sum, one) => sum + one.subtotal, 0n);
          const total = taxes.reduce((sum, one) => sum + one.tax, subtotal);
          const document = invoice({
            ...given,
            taxes,
            subtotal,
            total,
            corrects: 'INV-2026-3',
            creditNotes: creditNotes.map((one) => note(one)),
          });
          const rows = documentRows(document);
          const at = rows.findIndex(({ kind }) => kind === 'TOTAL');
          const add = (some: readonly DocumentRow[]): bigint =>
            some.reduce((sum, one) => sum + one.amount, 0n);
          expect(add(rows.slice(0, at))).toBe(total);
          expect(add(rows.slice(at, -1))).toBe(balanceOf(document));
          expect(rows.at(-1)).toMatchObject({ kind: 'BALANCE', amount: balanceOf(document) });
          const kept: RowKind[] = ['SUBTOTAL', 'TAX', 'TOTAL', 'BALANCE'];
          expect(rows.filter(({ kind, amount: of }) => of === 0n && !kept.includes(kind))).toEqual(
            [],
          );
        },
      ),
    );
  });
});

describe('amounts in words', () => {
  it('R58 writes an amount alike everywhere, exactly, with all its decimals and a minus sign before it', () => {
    expect(moneyText(900_719_925_474_099_301n, 'GBP')).toBe('£9,007,199,254,740,993.01');
    expect(moneyText(-30_300n, 'EUR')).toBe('−€303.00');
    expect(moneyText(-5n, 'USD')).toBe('−$0.05');
    expect(moneyText(0n, 'EUR')).toBe('€0.00');
  });

  it('R69 writes rates as people do', () => {
    expect([0, 1_900, 550, 2_025, 5].map(percentOf)).toEqual([
      '0 %',
      '19 %',
      '5.5 %',
      '20.25 %',
      '0.05 %',
    ]);
  });
});
