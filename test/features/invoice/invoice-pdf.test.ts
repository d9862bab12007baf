import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { carriedNote } from '../../../src/domain/billing/charge-limits';
import { AWAITS_SUMMARY_NOTE, SUMMARY_NOTE } from '../../../src/domain/billing/summary';
import { REVERSE_CHARGE_NOTE } from '../../../src/domain/billing/tax';
import type { DocumentLine, InvoiceDocument } from '../../../src/features/invoice/invoice-document';
import { invoicePdf } from '../../../src/features/invoice/invoice-pdf';
import { addedUp, leaseAmount, pdfFigures } from '../../support/document-figures';
import { pdfPages, pdfTexts } from '../../support/pdf-text';
import { byTheClock, slowness } from '../../support/yardstick';

const line = (given: Partial<DocumentLine> = {}): DocumentLine => ({
  description: 'SmarterMail Enterprise 250',
  explanation: null,
  quantity: 1,
  amount: 10_000n,
  ...given,
});
const PAY_AT = 'https://account.keyhold.test/';

const invoice = (given: Partial<InvoiceDocument> = {}): InvoiceDocument => ({
  seller: {
    name: 'Keyhold GmbH',
    address: ['Ring 1', '1010 Wien'],
    country: 'AT',
    vatNumber: 'ATU12345678',
  },
  ways: { payAt: PAY_AT, bank: ['Bank of Wien', 'IBAN AT61 1904 3002 3457 3201'] },
  buyer: {
    name: 'Contoso Ltd',
    number: 'AC-10023',
    address: ['1 Main Street', 'Town'],
    country: 'GB',
    vatNumber: 'GB999999973',
  },
  number: 'INV-2026-000123',
  kind: 'STANDARD',
  status: 'OPEN',
  period: null,
  issuedOn: '2026-11-01',
  dueOn: '2026-11-15',
  currency: 'EUR',
  lines: [line({ explanation: '€100.00 for 3 of them', quantity: 3 })],
  subtotal: 10_000n,
  taxes: [{ rateInBasisPoints: 1_900, note: null, subtotal: 10_000n, tax: 1_900n }],
  total: 11_900n,
  paid: 0n,
  credited: 0n,
  creditApplied: 0n,
  creditKept: 0n,
  refunded: 0n,
  received: given.paid ?? 0n,
  disputed: 0n,
  reversed: 0n,
  creditNotes: [],
  notes: [],
  willBeSummarized: false,
  summaryNumber: null,
  corrects: null,
  correctsIssuedOn: null,
  payments: [],
  chargedToCard: false,
  carried: false,
  ...given,
});

const drawn = (given: Partial<InvoiceDocument> = {}): Promise<Buffer> =>
  buffer(invoicePdf(invoice(given)));
const linesOf = async (given: Partial<InvoiceDocument> = {}): Promise<string[]> =>
  pdfPages(await drawn(given)).flatMap((page) => page.split('\n'));
const flowing = (lines: readonly string[]): string => lines.join(' ');
const named = (name: string, address: readonly string[] = [], country = 'GB') => ({
  buyer: { ...invoice().buyer, name, address, country },
});
const CARRIED = carriedNote('EUR', { least: 50n, greatest: 99_999_999n, step: 1n });
const CARD = { on: '2026-11-01', by: 'Visa ending in 4242' } as const;

describe('R47 an invoice as a PDF', () => {
  it('says who, to whom, what, how much, and how it is paid', async () => {
    const lines = await linesOf({ status: 'OVERDUE', paid: 900n });
    for (const expected of [
      'Keyhold GmbH',
      'Ring 1',
      'Austria',
      'VAT number ATU12345678',
      'Invoice',
      'Contoso Ltd',
      '1 Main Street',
      'United Kingdom',
      'VAT number GB999999973',
      'INV-2026-000123',
      '1 November 2026',
      '15 November 2026',
      'AC-10023',
      'EUR',
      'Overdue',
      '€110.00 overdue since 15 November 2026',
      'SmarterMail Enterprise 250',
      '€100.00 for 3 of them',
      '3',
      'Subtotal',
      'Tax (19 %)',
      '€19.00',
      '€119.00',
      'Paid',
      '−€9.00',
      'Balance due',
      '€110.00',
      '€110.00 was due on 15 November 2026. Please pay it now.',
      `By card: sign in at ${PAY_AT} and pay invoice INV-2026-000123.`,
      'INV-2026-000123 · Page 1 of 1',
    ])
      expect(lines).toContain(expected);
    expect(flowing(lines)).toContain(
      'By bank transfer: Bank of Wien, IBAN AT61 1904 3002 3457 3201. Reference: INV-2026-000123',
    );
    expect(flowing(lines)).not.toMatch(/-€|€-|€−|,\d\d\b/);
  });

  const PAID = { status: 'PAID', paid: 11_900n } as const;
  it.each<[string, Partial<InvoiceDocument>, string, string[]]>([
    [
      'an open invoice',
      {},
      '€119.00 due by 15 November 2026',
      ['Please pay €119.00 by 15 November 2026.'],
    ],
    [
      'one that a bank transfer has paid in part',
      { paid: 3_100n, payments: [{ on: '2026-11-03', by: 'bank transfer' }] },
      '€88.00 due by 15 November 2026',
      [
        'Paid in part on 3 November 2026 by bank transfer.',
        'Please pay €88.00 by 15 November 2026.',
      ],
    ],
    [
      'a paid one',
      { ...PAID, payments: [CARD] },
      'Paid',
      ['Paid on 1 November 2026 by Visa ending in 4242. There is nothing to pay.'],
    ],
    [
      'one of many payments',
      { ...PAID, payments: [CARD, CARD, CARD, { on: '2026-11-04', by: 'bank transfer' }] },
      'Paid',
      ['Paid by 4 payments, the last on 4 November 2026. There is nothing to pay.'],
    ],
    [
      'nothing',
      { lines: [line({ amount: 0n })], total: 0n, subtotal: 0n, taxes: [], status: 'PAID' },
      'Paid',
      ['There is nothing to pay.'],
    ],
    [
      'a void one',
      { status: 'VOID', credited: 11_900n },
      'Void',
      ['This invoice is void. There is nothing to pay.'],
    ],
    [
      'a credited one',
      { status: 'CREDITED', credited: 11_900n },
      'Credited',
      ['There is nothing to pay.'],
    ],
    [
      'one that was paid before it was credited',
      { ...PAID, paid: 9_900n, credited: 2_000n, creditKept: 2_000n, payments: [CARD] },
      'Paid',
      [
        'Paid on 1 November 2026 by Visa ending in 4242. €20.00 was paid in excess and became account credit, which pays the next invoices. There is nothing to pay.',
      ],
    ],
    [
      'a lease invoice',
      { kind: 'LEASE', period: '2026-10', chargedToCard: true },
      'Lease invoice',
      ['€119.00 is charged to the card on file. There is nothing to do.'],
    ],
    [
      'a lease invoice that no card paid',
      { kind: 'LEASE', period: '2026-10', chargedToCard: true, status: 'OVERDUE' },
      'October 2026',
      ['€119.00 was due on 15 November 2026. Please pay it now.'],
    ],
    [
      'a lease invoice that asks for less than a card is charged',
      { kind: 'LEASE', period: '2026-10', chargedToCard: true, carried: true, notes: [CARRIED] },
      'Open, charged with others',
      ['Notes', CARRIED],
    ],
    [
      'one that waits for its summary',
      { willBeSummarized: true, notes: [AWAITS_SUMMARY_NOTE] },
      'Open, will be summarized',
      [],
    ],
    [
      'one on a summary',
      { summaryNumber: 'INV-2026-7' },
      'To be paid through INV-2026-7',
      ['It is paid through the summary invoice INV-2026-7, not separately.'],
    ],
    [
      'one that was paid through a summary',
      { ...PAID, received: 0n, summaryNumber: 'INV-2026-7' },
      'Paid through INV-2026-7',
      ['Paid through INV-2026-7. There is nothing to pay.'],
    ],
    [
      'a summary',
      { kind: 'SUMMARY', period: '2026-10', notes: [SUMMARY_NOTE] },
      'Summary invoice',
      ['Please pay €119.00 by 15 November 2026.'],
    ],
    [
      'a credit note',
      {
        kind: 'CREDIT_NOTE',
        status: 'PAID',
        lines: [line({ amount: -10_000n })],
        subtotal: -10_000n,
        taxes: [{ rateInBasisPoints: 1_900, note: null, subtotal: -10_000n, tax: -1_900n }],
        total: -11_900n,
        credited: -11_900n,
        corrects: 'INV-2026-000120',
        correctsIssuedOn: '2026-10-03',
      },
      'CREDITED TO',
      [
        'This credit note takes back €119.00 of invoice INV-2026-000120 of 3 October 2026. There is nothing to pay.',
      ],
    ],
  ])(
    'R48 R49 R57 of %s it says how it stands and what is to be done',
    async (_, given, said, how) => {
      const lines = await linesOf(given);
      expect(lines).toContain(said);
      for (const sentence of how) expect(flowing(lines)).toContain(sentence);
      for (const note of given.notes ?? []) expect(flowing(lines)).toContain(note);
      const asks = /Please pay|By card|By bank|Due/.test(flowing(lines));
      expect(asks).toBe(how.some((sentence) => /lease pay/.test(sentence)));
      addedUp(pdfFigures(await drawn(given)));
    },
  );

  it('says no word of what the vendor does not offer', async () => {
    const ways = { payAt: null, bank: [] };
    expect(flowing(await linesOf({ ways }))).not.toMatch(/By card|By bank/);
  });

  it('R69 R75 has a row of tax for each rate, and the notes of all', async () => {
    const taxes = [
      { rateInBasisPoints: 1_900, note: null, subtotal: 10_000n, tax: 1_900n },
      { rateInBasisPoints: 550, note: null, subtotal: 123_456n, tax: 6_790n },
      { rateInBasisPoints: 0, note: REVERSE_CHARGE_NOTE, subtotal: 2_000n, tax: 0n },
    ];
    const given = {
      kind: 'SUMMARY',
      lines: taxes.map(({ subtotal }) => line({ amount: subtotal })),
      subtotal: 135_456n,
      taxes,
      total: 144_146n,
      credited: 4_146n,
      notes: [SUMMARY_NOTE, REVERSE_CHARGE_NOTE],
    } as const;
    const lines = await linesOf(given);
    for (const expected of [
      'Tax (19 %) on €100.00',
      'Tax (5.5 %) on €1,234.56',
      'Tax (0 %, reverse charge) on €20.00',
      'Credited on its invoices',
      '−€41.46',
      SUMMARY_NOTE,
      REVERSE_CHARGE_NOTE,
    ])
      expect(lines).toContain(expected);
    expect(addedUp(pdfFigures(await drawn(given)))).toBe(140_000n);
  });

  it('R75 names the country of an address once, however it is written', async () => {
    for (const [last, country, expected] of [
      ['London', 'GB', ['London', 'United Kingdom']],
      ['united kingdom', 'GB', ['united kingdom']],
      ['London, U.K.', 'GB', ['London, U.K.']],
      ['10115 Berlin, Deutschland', 'DE', ['10115 Berlin, Deutschland']],
      ['日本', 'JP', ['日本']],
      ['Alemania', 'DE', ['Alemania']],
      ['Paris, Texas', 'FR', ['Paris, Texas', 'France']],
      ['Neudeutschland', 'DE', ['Neudeutschland', 'Germany']],
    ] as const) {
      const lines = await linesOf(named('Contoso Ltd', ['1 Main Street', last], country));
      const from = lines.indexOf('1 Main Street') + 1;
      expect(lines.slice(from, lines.indexOf('VAT number GB999999973'))).toEqual(expected);
    }
  });

  it('is the same to the byte for the same invoice, whatever was drawn before, and another for another', async () => {
    const given = named('株式会社 שלום ⁄ café ﬁ Å', ['Ω Ω µ μ']);
    const one = await drawn(given);
    // The same pictures, first asked for other characters.
    await drawn(named('Å Ω μ ﬁ', ['⁄ é']));
    const [again, other] = [await drawn(given), await drawn({ ...given, paid: 901n })];
    expect(one.equals(again)).toBe(true);
    expect(one.equals(other)).toBe(false);
    expect(one.toString('latin1')).toContain('(D:20261101000000Z)');
  });

  it('of 2,000 lines repeats the head of the table on numbered pages, and holds nobody up', async () => {
    const lines = Array.from({ length: 2_000 }, (_, at) => line({ description: `Line ${at + 1}` }));
    let longest = 0;
    let before = byTheClock();
    const watch = setInterval(() => {
      longest = Math.max(longest, byTheClock() - before);
      before = byTheClock();
    }, 1);
    const pages = pdfPages(await drawn({ lines, subtotal: 20_000_000n }));
    clearInterval(watch);
    expect(longest).toBeLessThan(2_000 * slowness(byTheClock));
    pages.forEach((page, at) => {
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
      expect(page).toContain('Description');
      if (at > 0) expect(page).toContain('Invoice INV-2026-000123, continued');
    });
    const shown = pages.join('\n').match(/^Line \d+$/gm);
    expect(shown).toEqual(lines.map(({ description }) => description));
  });

  it('R51 R52 200 leases are a few pages, each line with its days and rates, and they add up', async () => {
    const lines = Array.from({ length: 200 }, (_, at) => {
      const several = at % 7 === 3;
      return line({
        description: `Lease L-${100_417 + at}: SmarterMail Enterprise 250 for mail${at}@customer.example`,
        explanation: several
          ? '9 of 31 days at €20.00 (1-9), 12 at €35.00 (10-21), 10 at €1,061.60 (22-31)'
          : '17 of 28 days at €20.00',
        amount: several ? 36_181n : 1_214n,
      });
    });
    const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0n);
    const taxes = [{ rateInBasisPoints: 0, note: null, subtotal, tax: 0n }];
    const pdf = await drawn({ kind: 'LEASE', lines, subtotal, taxes, total: subtotal });
    expect(pdfPages(pdf).length).toBeLessThan(8);
    const figures = pdfFigures(pdf);
    addedUp(figures);
    const explained = pdfTexts(pdf)
      .flat()
      .filter(({ text }) => / days at /.test(text))
      .map(({ text }) => leaseAmount(text));
    expect(explained).toEqual(figures.lines.map(({ amount }) => amount));
  });

  it('breaks no e-mail address where it would fit on a line of its own', async () => {
    const address = 'jean-luc.de-la-tour@a-company-with-hyphens.example.com';
    const description = `Lease L-100417: SmarterMail Enterprise 250 with a good many add-ons for ${address}`;
    expect(await linesOf({ lines: [line({ description })] })).toContain(address);
    const longer = `${'very-'.repeat(8)}long@${'sub-domain.'.repeat(8)}example.com`;
    const lines = await linesOf(named('Contoso Ltd', [longer]));
    const pieces = lines.slice(lines.indexOf('Contoso Ltd') + 1, lines.indexOf('United Kingdom'));
    expect(pieces.join('')).toBe(longer);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.filter((one) => /-$/.test(one) || !/^(very|[@.])/.test(one))).toEqual([]);
  });
});

describe('names in the letters of their owners', () => {
  const reversed = (text: string): string => [...text].reverse().join('');

  it.each([
    ['Japanese', '株式会社サンプル 東京'],
    ['simplified Chinese', '上海软件有限公司'],
    ['traditional Chinese', '臺灣積體電路'],
    ['Korean', '주식회사 한국'],
    ['Thai', 'บริษัทไทย'],
    ['Hindi', 'टाटा'],
    ['Greek and Cyrillic', 'Ελληνικά Контосо'],
    ['Armenian', 'Հայաստան'],
    ['Georgian', 'საქართველო'],
    ['Amharic', 'ኢትዮጵያ'],
    ['combining marks', 'x̧̌ ẍ̂'.normalize('NFC')],
    ['Korean with a sign that its bold face lacks', '한국 ℓ'],
    ['emoji', '🦊🚀'],
    ['symbols', '☎ → ✓ ☯'],
    ['letters of several scripts', 'Acme 東京 ไทย'],
  ])('R20 %s are on the page as they were typed', async (_, name) => {
    expect(await linesOf(named(name))).toContain(name);
  });

  it.each([
    ['Hebrew', 'חברה', reversed('חברה')],
    ['Hebrew with a number and brackets', 'חברה (12)', `(12) ${reversed('חברה')}`],
    ['Hebrew and Latin', 'חברה Ltd. א', `א .Ltd ${reversed('חברה')}`],
    ['Latin and Hebrew', 'Acme חברה (Ltd)', `Acme ${reversed('חברה')} (Ltd)`],
    ['Arabic', 'شركة', reversed('شركة')],
    ['Arabic with digits of its own', 'شركة ١٢٣', `١٢٣ ${reversed('شركة')}`],
    ['Persian digits', 'شرکت ۱۲۳', `۱۲۳ ${reversed('شرکت')}`],
  ])('R20 %s is drawn from right to left', async (_, name, seen) => {
    expect(await linesOf(named(name))).toContain(seen);
  });

  it('what is around such a name keeps its own order', async () => {
    const seller = { ...invoice().seller, name: 'חברה (בע)' };
    expect(await linesOf({ seller })).toContain(
      `${reversed('חברה )בע(')} · VAT number ATU12345678`,
    );
  });

  it('what no typeface has is told by its number, and no box', async () => {
    const lines = await linesOf(named('Ꮳ 🦊 \ue000', ['\u{10ffff}', 'α\u0378']));
    expect(lines).toContain('[U+13E3] 🦊 [U+E000]');
    expect(lines).toContain('α[U+0378]');
    expect(lines).toContain('[U+10FFFF]');
  });

  it('is broken between words where there are no spaces, and never before a full stop', async () => {
    const japanese = await linesOf(named('株式会社サンプル、'.repeat(8)));
    const broken = japanese.filter((one) => one.includes('株'));
    expect(broken.length).toBeGreaterThan(2);
    expect(broken.filter((one) => one.startsWith('、'))).toEqual([]);
    const thai = await linesOf(named('ประเทศไทย'.repeat(10)));
    for (const one of thai.filter((text) => text.includes('ไทย')))
      expect(one).toMatch(/^(ประเทศ|ไทย).*(ประเทศ|ไทย)$/);
  });

  it('R63 what people have typed stays text: letters of many scripts, markup, control characters', async () => {
    const name = 'Łódź Ελληνικά Контосо ) Tj (evil) << /JS (app.alert\\(1\\)) >> <script>';
    const lines = await linesOf(named(name, ['a\u0000b\u202ec', '漢字 🦊 שלום']));
    expect(flowing(lines)).toContain(name);
    expect(lines).toContain('a bc');
    const pdf = (await drawn(named(`${name} https://evil.test/`))).toString('latin1');
    expect(pdf).not.toMatch(/\/(JS|JavaScript|OpenAction|Launch|EmbeddedFile)\b/);
    // One place opens an address, and it is ours.
    expect(pdf.match(/\/URI \(([^)]*)\)/g)).toEqual([`/URI (${PAY_AT})`]);
  });

  it('can be drawn whatever anybody is called', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        async (name, explanation) => {
          const given = named(name, name.split(''));
          const pdf = await drawn({ ...given, lines: [line({ description: name, explanation })] });
          const pages = pdfPages(pdf);
          expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
          expect(pages.join('')).not.toContain('\u25a1');
        },
      ),
      { numRuns: process.env['KEYHOLD_LONG'] === '1' ? 500 : 8 },
    );
  });
});
