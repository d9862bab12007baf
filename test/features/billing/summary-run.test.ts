import { keyhold } from '../../../src/cli/program';
import { REVERSE_CHARGE_NOTE } from '../../../src/domain/billing/tax';
import { checksum, Fixtures } from '../../support/fixtures';
import { TEST_ENVIRONMENT, TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { sentMails } from '../../support/sent-mails';
import { pdfPages } from '../../support/pdf-text';
import { billed, gapless } from './books';

const ENVIRONMENT = { PAYMENT_GATEWAY: 'sandbox', BILLING_TIME_ZONE: 'Europe/Berlin' };

describe('summary invoices of the 1st', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;

  beforeAll(async () => {
    test = await TestApplication.start(ENVIRONMENT);
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.dataSource.query('DELETE FROM job_runs');
    await test.dataSource.query('DELETE FROM billing_months');
    // Nothing of other tests waits.
    await test.dataSource.query('UPDATE invoices SET awaits_summary = 0');
    Till.reset(test);
    till = await Till.open(test, make, { reseller: true });
    await test.app.jobs.tick();
    test.jobFailures.length = 0;
  });

  /** Jobs run at an instant; then it is the day of the tests again, on which the sessions began. */
  const on = async (instant: string): Promise<void> => {
    test.now = new Date(instant);
    await test.app.jobs.tick();
    Till.reset(test);
  };
  const mine = async () => (await billed(test)).filter(({ account }) => account === till.account);
  const waiting = (issuedOn: `${number}-${number}-${number}`): Promise<number> =>
    till.issue({ awaitsSummary: true, issuedOn });
  const numberOf = async ({ account }: Till): Promise<string> => {
    const [row] = await test.dataSource.query<{ number: string }[]>(
      'SELECT number FROM accounts WHERE id = ?',
      [account],
    );
    return row?.number ?? '';
  };
  const worth = (of: Till, total: bigint): Promise<number> =>
    of.issue({
      ...{ awaitsSummary: true, subtotal: total, tax: 0n, total },
      lines: [
        {
          description: 'Much',
          explanation: null,
          quantity: 1,
          amount: total,
          licenseId: null,
          leaseId: null,
        },
      ],
    });
  const reported = async (event: string) =>
    (await sentMails(test)).filter((mail) => mail.event === event);
  const notesOf = async (invoice: number): Promise<unknown> => {
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on Invoice { notes } } }',
      { id: till.id('Invoice', invoice) },
      till.holder,
    );
    return (data as { node: { notes: unknown } }).node.notes;
  };
  const onSummary = async (invoice: number): Promise<number | null> => {
    const [row] = await test.dataSource.query<{ summary: number | null }[]>(
      'SELECT summary_invoice_id AS summary FROM invoices WHERE id = ?',
      [invoice],
    );
    return row?.summary ?? null;
  };

  it('R48 R49 R50 on the 1st a reseller gets one summary of what was invoiced in the month and not paid early', async () => {
    await till.card();
    const [before, first, paid, second, after] = [
      await waiting('2026-10-31'),
      await waiting('2026-11-01'),
      await waiting('2026-11-10'),
      await waiting('2026-11-30'),
      await waiting('2026-12-01'),
    ];
    expect((await till.pay(paid)).codes).toEqual([]);
    expect(await notesOf(first)).toEqual([
      'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.',
    ]);
    await on('2026-11-30T23:00:00Z');
    const [summary, ...more] = await mine();
    expect(more).toEqual([]);
    expect(summary).toMatchObject({
      kind: 'SUMMARY',
      period: '2026-11',
      status: 'OPEN',
      issuedOn: '2026-12-01',
      dueOn: '2026-12-31',
      lines: 2,
      sum: 20_000,
      subtotal: 20_000,
      tax: 3_800,
      total: 23_800,
    });
    expect(await notesOf(summary?.id ?? 0)).toEqual(['Summary Invoice']);
    expect(await notesOf(first)).not.toContainEqual(expect.stringContaining('will be summarized'));
    const collected = await Promise.all([before, first, paid, second, after].map(onSummary));
    expect(collected).toEqual([null, summary?.id, null, summary?.id, null]);
    const lines = await test.dataSource.query<{ description: string }[]>(
      'SELECT description FROM invoice_lines WHERE invoice_id = ? ORDER BY position',
      [summary?.id],
    );
    const numbers = await test.dataSource.query<{ number: string }[]>(
      'SELECT number FROM invoices WHERE id IN (?) ORDER BY id',
      [[first, second]],
    );
    expect(lines.map(({ description }) => description)).toEqual(
      numbers.map(({ number }) => `Invoice ${number}`),
    );
    // Once each: the summary's two, and the two of other months.
    expect(await till.balance()).toBe('476.00');
    expect(await gapless(test)).toBe(true);
    expect(await till.gaps()).toEqual([]);
  });

  it('R49 R50 what is on a summary is paid through it, and paying it pays them', async () => {
    await till.card();
    const invoices = [await waiting('2026-11-02'), await waiting('2026-11-03')];
    await on('2026-12-01T06:00:00Z');
    const [summary] = await mine();
    expect((await till.pay(invoices[0] ?? 0)).codes).toEqual(['INVOICE_ON_SUMMARY']);
    expect((await till.pay(summary?.id ?? 0)).codes).toEqual([]);
    for (const invoice of [...invoices, summary?.id ?? 0])
      expect(await till.standing(invoice)).toMatchObject({ status: 'PAID' });
    expect(await till.gaps()).toEqual([]);
  });

  it('R50 R57 what was credited before the run is not asked for', async () => {
    await make.contact(till.account, { receivesSummaryInvoices: true });
    const credited = await waiting('2026-11-02');
    await waiting('2026-11-03');
    expect((await till.credit(credited, '19.00')).codes).toEqual([]);
    await on('2026-12-01T06:00:00Z');
    const [summary] = await mine();
    expect(summary).toMatchObject({ total: 23_800, credited: 1_900, lines: 2 });
    const [explained] = await test.dataSource.query<{ explanation: string }[]>(
      'SELECT explanation FROM invoice_lines WHERE invoice_id = ? AND explanation IS NOT NULL',
      [summary?.id],
    );
    expect(explained?.explanation).toBe(
      '€19.00 of it, tax included, was credited before and is not charged.',
    );
    expect(await till.balance()).toBe('219.00');
    expect(await till.gaps()).toEqual([]);
    await till.printed();
    expect(await mailedBalance()).toEqual({ label: 'Balance due', amount: amount('219.00') });
  });

  const amount = (text: string) => ({ amount: text, currency: 'EUR' });
  /** What the mail of the newest summary asks for: its last row. */
  const mailedBalance = async (): Promise<unknown> => {
    const mails = await sentMails(test);
    const last = mails.findLast(({ event }) => event === 'summary-invoice-created');
    return (last?.parameters['amounts'] as { rows: readonly unknown[] }).rows.at(-1);
  };
  const taxed = (taxRateBasisPoints: number, tax: bigint, taxNote: string | null = null) =>
    till.issue({
      awaitsSummary: true,
      taxRateBasisPoints,
      taxNote,
      tax,
      total: 10_000n + tax,
    });

  it('R69 R75 a summary of several rates has a row of tax for each, as on the invoices, in mail and PDF', async () => {
    // Rounded on each invoice: 5.5 % of both together would be a cent less.
    await make.contact(till.account, { receivesSummaryInvoices: true });
    await taxed(550, 551n);
    await taxed(1_900, 1_900n);
    await taxed(550, 551n);
    await taxed(0, 0n, REVERSE_CHARGE_NOTE);
    await on('2026-12-01T06:00:00Z');
    const [summary] = await mine();
    expect(summary).toMatchObject({ subtotal: 40_000, tax: 3_002, total: 43_002 });
    const rows = [
      { label: 'Subtotal', amount: amount('400.00') },
      { label: 'Tax (19 %) on €100.00', amount: amount('19.00') },
      { label: 'Tax (5.5 %) on €200.00', amount: amount('11.02') },
      { label: 'Tax (0 %, reverse charge) on €100.00', amount: amount('0.00') },
      { label: 'Total', amount: amount('430.02') },
      { label: 'Balance due', amount: amount('430.02') },
    ];
    const mail = (await sentMails(test)).findLast(
      ({ event }) => event === 'summary-invoice-created',
    );
    expect(mail?.parameters['amounts']).toMatchObject({
      rows,
      taxNotes: ['Tax as on the invoices summarized.', REVERSE_CHARGE_NOTE],
    });
    const printed = async (): Promise<string[]> =>
      pdfPages(await till.pdf(summary?.id ?? 0))
        .join('\n')
        .split('\n');
    await till.printed();
    for (const { label } of rows) expect(await printed()).toContain(label);
    expect(await printed()).toContain(REVERSE_CHARGE_NOTE);
    // It says so still when it has let go of its invoices.
    expect((await till.void(summary?.id ?? 0)).codes).toEqual([]);
    await till.printed();
    for (const { label } of rows.slice(0, -1)) expect(await printed()).toContain(label);
  });

  it('R50 R57 a summary that is withdrawn lets go of its invoices, and is not made anew', async () => {
    const invoices = [await waiting('2026-11-02'), await waiting('2026-11-03')];
    await on('2026-12-01T06:00:00Z');
    const [summary] = await mine();
    expect((await till.void(summary?.id ?? 0)).codes).toEqual([]);
    expect(await Promise.all(invoices.map(onSummary))).toEqual([null, null]);
    await on('2026-12-01T09:00:00Z');
    expect(await mine()).toHaveLength(1);
  });

  it('R49 R56 an early payment whose outcome nobody knows is asked about first', async () => {
    await till.card('sandbox:times-out-after-charging');
    const [paying, other] = [await waiting('2026-11-29'), await waiting('2026-11-30')];
    expect((await till.pay(paying)).codes).toEqual(['PAYMENT_PENDING']);
    await on('2026-12-01T06:00:00Z');
    expect(await Promise.all([paying, other].map(onSummary))).toEqual([
      null,
      (await mine())[0]?.id,
    ]);
    expect(await till.standing(paying)).toMatchObject({ status: 'PAID' });
    expect(test.jobFailures).toEqual([]);
  });

  it('R49 R55 as long as nobody knows, that account waits and all others are billed; then it is billed too', async () => {
    const other = await Till.open(test, make, { reseller: true });
    await other.issue({ awaitsSummary: true });
    const paying = await waiting('2026-11-29');
    await make.payment(till.account, paying, {
      status: 'PENDING',
      gateway: 'gone',
      charge: 'nobody knows',
      settledAt: null,
      askAt: test.now,
    });
    await on('2026-12-01T06:00:00Z');
    expect(await mine()).toEqual([]);
    expect((await billed(test)).some(({ account }) => account === other.account)).toBe(true);
    expect(test.jobFailures.map(({ job, error }) => [job, String(error)])).toEqual([
      [
        'billing run',
        expect.stringMatching(
          new RegExp(
            `^BillingIncomplete: ${await numberOf(till)} is not billed: a payment of invoice INV-\\S+ has not been settled\\.$`,
          ),
        ),
      ],
    ]);
    // A month later it waits still, and holds back nobody's next summary.
    await other.issue({ awaitsSummary: true, issuedOn: '2026-12-10' });
    await on('2027-01-01T06:00:00Z');
    const theirs = (await billed(test)).filter(({ account }) => account === other.account);
    expect(theirs.map(({ period }) => period)).toEqual(['2026-11', '2026-12']);
    await test.dataSource.query(
      "UPDATE payments SET status = 'FAILED', ask_at = NULL WHERE account_id = ?",
      [till.account],
    );
    await on('2027-01-01T07:00:00Z');
    expect(await mine()).toMatchObject([{ period: '2026-11', issuedOn: '2027-01-01' }]);
  });

  it.each([
    ['Europe/Berlin', '2027-03-31T21:59:59Z', '2027-03-31T22:00:00Z', '2027-03', '2027-04-01'],
    ['America/New_York', '2026-12-01T04:59:59Z', '2026-12-01T05:00:00Z', '2026-11', '2026-12-01'],
    ['Pacific/Auckland', '2028-02-29T10:59:59Z', '2028-02-29T11:00:00Z', '2028-02', '2028-03-01'],
    ['Pacific/Auckland', '2027-02-28T10:59:59Z', '2027-02-28T11:00:00Z', '2027-02', '2027-03-01'],
  ] as const)(
    'R50 in %s the month is over at its midnight and not a second before: %s, %s',
    async (BILLING_TIME_ZONE, justBefore, midnight, period, issuedOn) => {
      const there = await test.another({ ...ENVIRONMENT, BILLING_TIME_ZONE });
      try {
        there.now = new Date(Date.parse(justBefore) - 86_400_000);
        await there.app.jobs.tick();
        const last = new Date(Date.parse(justBefore));
        const day = new Intl.DateTimeFormat('sv-SE', { timeZone: BILLING_TIME_ZONE }).format(last);
        await waiting(day as `${number}-${number}-${number}`);
        for (const instant of [justBefore, midnight]) {
          expect(await mine()).toEqual([]);
          there.now = new Date(instant);
          await there.app.jobs.tick();
        }
        expect(await mine()).toMatchObject([{ period, issuedOn }]);
      } finally {
        await there.stop();
      }
    },
  );

  it('a month that comes to too much is billed to nobody, staff are told once, and it is billed when they accept it', async () => {
    await till.issue({ kind: 'SUMMARY', period: '2026-10', issuedOn: '2026-11-01' });
    const others = [await Till.open(test, make, { reseller: true })];
    others.push(await Till.open(test, make, { reseller: true }));
    for (const each of [till, ...others]) await worth(each, 400_000n);
    await on('2026-12-01T06:00:00Z');
    await on('2026-12-01T07:00:00Z');
    expect((await mine()).map(({ period }) => period)).toEqual(['2026-10']);
    const [one, two] = await Promise.all(others.map(numberOf));
    const message = `The SUMMARY documents of 2026-11 are not issued: 12000.00 EUR is more than 3 times the 100.00 EUR of the month before. Largest increases: ${one} 4000.00 after 0.00, ${two} 4000.00 after 0.00, ${await numberOf(till)} 4000.00 after 100.00. If this is right, run the billing with --accept.`;
    expect(test.jobFailures.map(({ error }) => String(error))).toEqual(
      Array(2).fill(`BillingIncomplete: ${message}`),
    );
    const staff = await test.dataSource.query<unknown[]>(
      "SELECT id FROM users WHERE staff_role IN ('BILLING', 'ADMIN')",
    );
    expect(await reported('staff-billing-run-stopped')).toHaveLength(staff.length);
    // What it would issue, and why it does not.
    expect(await byHand('--dry-run', '--as-of', '2026-12-01')).toBe(1);
    expect(said.filter((line) => line.startsWith('SUMMARY'))).toHaveLength(3);
    expect(said.at(-1)).toBe(`A run without --dry-run would halt and issue nothing: ${message}`);
    test.now = new Date('2026-12-01T07:30:00Z');
    await test.app.billing.bill('2026-12-01', { accept: true });
    await on('2026-12-01T08:00:00Z');
    expect((await mine()).map(({ period }) => period)).toEqual(['2026-10', '2026-11']);
    expect(test.jobFailures).toHaveLength(2);
  });

  it('one account that comes to too much is held back by its number, told once, and all others are billed', async () => {
    const other = await Till.open(test, make, { reseller: true });
    await other.issue({ awaitsSummary: true });
    await worth(till, 9_000_000_000n);
    const number = await numberOf(till);
    await on('2026-12-01T06:00:00Z');
    await on('2026-12-01T07:00:00Z');
    expect(await mine()).toEqual([]);
    expect((await billed(test)).some(({ account }) => account === other.account)).toBe(true);
    const reason = `90000000.00 EUR is more than 3 times the 0.00 EUR of the month before; if this is right, bill it with --account ${number}`;
    expect(test.jobFailures.map(({ error }) => String(error))).toEqual(
      Array(2).fill(`BillingIncomplete: ${number} is not billed: ${reason}.`),
    );
    const mails = await reported('staff-accounts-not-billed');
    expect(new Set(mails.map(({ to }) => to)).size).toBe(mails.length);
    expect(mails[0]?.parameters).toMatchObject({
      month: '2026-11',
      accounts: [{ number, reason }],
      more: 0,
    });
    test.now = new Date('2026-12-01T07:30:00Z');
    expect(await byHand('--as-of', '2026-12-01', '--account', number)).toBe(0);
    expect(await mine()).toMatchObject([{ period: '2026-11', total: 9_000_000_000 }]);
  });

  it('R55 an account that the store refuses is named by its number and in words, and all others are billed', async () => {
    const other = await Till.open(test, make, { reseller: true });
    await other.issue({ awaitsSummary: true });
    const [much] = [await worth(till, 5n * 10n ** 18n), await worth(till, 5n * 10n ** 18n)];
    test.now = new Date('2026-12-01T06:00:00Z');
    const words = `${await numberOf(till)} is not billed: an amount is too large to be stored.`;
    for (const more of [['--dry-run'], []]) {
      expect(await byHand('--as-of', '2026-12-01', '--accept', ...more)).toBe(1);
      expect(said.filter((line) => line.includes('not billed'))).toEqual([words]);
    }
    expect((await billed(test)).some(({ account }) => account === other.account)).toBe(true);
    await on('2026-12-01T07:00:00Z');
    expect(test.jobFailures.map(({ error }) => String(error))).toEqual([
      `BillingIncomplete: ${words}`,
    ]);
    expect(await onSummary(much)).toBeNull();
    // Nothing of it is left in the way of other tests' sums.
    await test.dataSource.query('UPDATE invoices SET awaits_summary = 0');
  });

  const said: string[] = [];
  /** @returns the exit code */
  const byHand = (...given: string[]): Promise<number> => {
    said.length = 0;
    const { url } = test.dataSource.options as { readonly url: string };
    const say = (line: string) => void said.push(line);
    return keyhold(
      ['billing', ...given],
      {
        environment: { ...TEST_ENVIRONMENT, ...ENVIRONMENT, DATABASE_URL: url },
        ...{ out: say, err: say, ask: null },
      },
      { clock: { now: () => test.now }, demo: true },
    );
  };

  describe('by hand', () => {
    it('R50 R65 a dry run says what would be issued, writes nothing, and the run issues just that', async () => {
      await waiting('2026-11-02');
      const [{ number } = { number: '' }] = await test.dataSource.query<{ number: string }[]>(
        'SELECT number FROM accounts WHERE id = ?',
        [till.account],
      );
      test.now = new Date('2026-12-03T06:00:00Z');
      const before = await checksum(test.dataSource);
      expect(await byHand('--dry-run', '--as-of', '2026-12-01')).toBe(0);
      expect(await checksum(test.dataSource)).toBe(before);
      expect(said[0]).toBe('Billing of 2026-11, a dry run: nothing is written');
      expect(said.slice(-2)).toEqual([
        expect.stringMatching(new RegExp(`^SUMMARY ${number} +no number +1 line +119.00 EUR `)),
        '1 document: 119.00 EUR',
      ]);
      expect(await byHand('--as-of', '2026-12-01', '--account', number)).toBe(0);
      expect(await mine()).toMatchObject([{ issuedOn: '2026-12-03', total: 11_900 }]);
      expect(said.at(-1)).toBe('Cards: 0 charged, 0 declined, 0 with unknown outcome');
      expect(await byHand()).toBe(0);
      expect(said.at(-2)).toBe('0 documents');
    });

    it('says clearly what is wrong with what it was given, and writes nothing', async () => {
      const before = await checksum(test.dataSource);
      const wrong: [string, ...string[]][] = [
        [
          '1 2027-01-01 is in the future (today is 2026-11-21): only a dry run can look ahead',
          ...['--as-of', '2027-01-01'],
        ],
        ['2 It is not a day such as 2026-12-01.', '--as-of', '2027-02-30'],
        [
          '1 9999-12-31 is not a day from 1970-01-01 to 2199-12-31',
          ...['--as-of', '9999-12-31', '--dry-run'],
        ],
        ['1 There is no account AC-0', '--account', 'AC-0'],
        ['1 applies to a whole month', '--account', 'AC-0', '--accept'],
        ["2 unknown option '--accounts'", '--accounts', 'AC-0'],
      ];
      for (const [answer, ...given] of wrong) {
        const code = await byHand(...given);
        expect(`${code} ${said.join('\n')}`).toContain(answer.slice(2));
        expect(code).toBe(Number(answer[0]));
      }
      expect(await checksum(test.dataSource)).toBe(before);
    });
  });
});
