import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import type { DocumentLine, InvoiceDocument } from '../../../src/features/invoice/invoice-document';
import { invoicePdf } from '../../../src/features/invoice/invoice-pdf';
import { percentOf } from '../../../src/features/invoice/invoice-words';
import { pdfPages } from './pdf-text';

const line = (given: Partial<DocumentLine> = {}): DocumentLine => ({
  description: 'SmarterMail Enterprise 250',
  explanation: null,
  quantity: 1,
  amount: 10_000n,
  ...given,
});

const invoice = (given: Partial<InvoiceDocument> = {}): InvoiceDocument => ({
  vendor: { name: 'Keyhold GmbH', address: ['Ring 1', '1010 Wien'], vatNumber: 'ATU12345678' },
  customer: {
    name: 'Contoso Ltd',
    number: 'AC-10023',
    address: ['1 Main Street', 'Town'],
    country: 'GB',
    vatNumber: 'GB999',
  },
  number: 'INV-2026-000123',
  kind: 'STANDARD',
  status: 'OPEN',
  issuedOn: '2026-11-01',
  dueOn: '2026-11-15',
  currency: 'EUR',
  lines: [line({ explanation: '28 days at €100.00', quantity: 3 })],
  subtotal: 10_000n,
  taxRateInBasisPoints: 1_900,
  tax: 1_900n,
  total: 11_900n,
  paid: 900n,
  balance: 11_000n,
  notes: [],
  willBeSummarized: false,
  summaryNumber: null,
  ...given,
});

const drawn = (given: Partial<InvoiceDocument> = {}): Promise<Buffer> =>
  buffer(invoicePdf(invoice(given)));
const textOf = async (given: Partial<InvoiceDocument> = {}): Promise<string> =>
  pdfPages(await drawn(given)).join('\n');

describe('R47 an invoice as a PDF', () => {
  it('says who, to whom, what, how much, and how it stands', async () => {
    const lines = (await textOf()).split('\n');
    for (const expected of [
      'Keyhold GmbH',
      'Ring 1',
      'VAT number ATU12345678',
      'Invoice',
      'Contoso Ltd',
      '1 Main Street',
      'United Kingdom',
      'VAT number GB999',
      'INV-2026-000123',
      '1 November 2026',
      '15 November 2026',
      'AC-10023',
      'Open',
      'SmarterMail Enterprise 250',
      '28 days at €100.00',
      '3',
      'Subtotal',
      'Tax (19 %)',
      '€19.00',
      '€119.00',
      '-€9.00',
      '€110.00',
      'INV-2026-000123 · Page 1 of 1',
    ])
      expect(lines).toContain(expected);
  });

  it.each([
    [{ kind: 'SUMMARY', status: 'PAID', paid: 11_900n, balance: 0n }, 'Summary invoice', 'Paid'],
    [{ kind: 'LEASE', status: 'OVERDUE' }, 'Lease invoice', 'Overdue'],
    [{ kind: 'CREDIT_NOTE' }, 'Credit note', 'CREDITED TO'],
    [{ status: 'VOID' }, 'Invoice', 'Void: nothing is to be paid'],
    [{ status: 'CREDITED' }, 'Invoice', 'Credited: nothing is to be paid'],
    [{ willBeSummarized: true }, 'Invoice', 'Open, will be summarized'],
    [{ summaryNumber: 'INV-2026-7' }, 'Invoice', 'To be paid through INV-2026-7'],
    [{ status: 'PAID', summaryNumber: 'INV-2026-7' }, 'Invoice', 'Paid through INV-2026-7'],
  ] as const)('R48 R49 R57 of %j says %j and %j', async (given, title, status) => {
    const lines = (await textOf(given)).split('\n');
    expect(lines).toContain(title);
    expect(lines).toContain(status);
  });

  it('R48 R49 R69 bears its notes to the letter', async () => {
    const notes = [
      'Summary Invoice',
      'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.',
      'Reverse charge: the recipient accounts for the VAT.',
    ];
    const text = (await textOf({ notes })).replaceAll('\n', ' ');
    for (const note of notes) expect(text).toContain(note);
  });

  it('is the same to the byte for the same invoice, and another for another', async () => {
    const [one, again, other] = [await drawn(), await drawn(), await drawn({ paid: 901n })];
    expect(one.equals(again)).toBe(true);
    expect(one.equals(other)).toBe(false);
    expect(one.toString('latin1')).toContain('(D:20261101000000Z)');
  });

  it('of 2,000 lines repeats the head of the table on numbered pages, and holds nobody up', async () => {
    const lines = Array.from({ length: 2_000 }, (_, at) => line({ description: `Line ${at + 1}` }));
    let longest = 0;
    let before = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }, 1);
    const pages = pdfPages(await drawn({ lines }));
    clearInterval(watch);
    expect(longest).toBeLessThan(2_000);
    pages.forEach((page, at) => {
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
      if (at > 0) expect(page).toContain('Invoice INV-2026-000123, continued');
    });
    const shown = pages.join('\n').match(/^Line \d+$/gm);
    expect(shown).toEqual(lines.map(({ description }) => description));
    expect(pages.filter((page) => page.includes('Description')).length).toBeGreaterThan(40);
  });

  it('R63 what people have typed stays text: letters of many scripts, markup, control characters', async () => {
    const name = 'Łódź Ελληνικά Контосо ) Tj (evil) << /JS (app.alert\\(1\\)) >> <script>';
    const text = await textOf({
      customer: { ...invoice().customer, name, address: ['a\u0000b\u202ec', '漢字 🦊 שלום'] },
    });
    expect(text.replaceAll('\n', ' ')).toContain(name);
    expect(text).toContain('a bc');
    const pdf = (await drawn({ customer: { ...invoice().customer, name } })).toString('latin1');
    expect(pdf).not.toMatch(/\/(JS|JavaScript|OpenAction|Launch|URI|EmbeddedFile)\b/);
  });

  it('can be drawn whatever anybody is called', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 1_000 }),
        async (name, explanation) => {
          const customer = { ...invoice().customer, name, address: name.split('') };
          const pages = pdfPages(
            await drawn({ customer, lines: [line({ description: name, explanation })] }),
          );
          expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
        },
      ),
      { numRuns: process.env['KEYHOLD_LONG'] === '1' ? 500 : 8 },
    );
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
