import { checksum, Fixtures } from '../../support/fixtures';
import { letterOf, sentMails } from '../../support/sent-mails';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write, type Written } from '../../support/write';

type Sum = { readonly amount: string };
interface Totals {
  readonly amount: Sum;
  readonly applied: Sum;
  readonly keptAsCredit: Sum;
  readonly fromCredit: Sum;
  readonly creditLeft: Sum;
  readonly invoices: readonly { readonly amount: Sum; readonly remaining: Sum }[];
}
interface Came {
  readonly payment: { readonly id: string; readonly status: string } | null;
  readonly totals: Totals | null;
}
const SHARES = 'invoices { invoiceId number amount { amount } remaining { amount } }';

describe('money that staff apply', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.dataSource.query('DELETE FROM job_runs');
    await test.dataSource.query('DELETE FROM billing_months');
    Till.reset(test);
    till = await Till.open(test, make);
  });
  afterEach(async () => {
    expect(await till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
    await till.printed();
  });

  const shares = (invoices: readonly (number | readonly [number, string])[]) =>
    invoices.map((one) =>
      typeof one === 'number'
        ? { invoiceId: till.id('Invoice', one) }
        : { invoiceId: till.id('Invoice', one[0]), amount: one[1] },
    );
  const record = (
    amount: string,
    invoices: readonly (number | readonly [number, string])[],
    more: object = {},
  ): Promise<Written<Came>> =>
    write<Came>(
      test,
      till.billing,
      'recordBankTransfer',
      {
        ...{ accountId: till.id('Account', till.account), reference: `NTRF ${++count}` },
        ...{ receivedOn: '2026-11-19', amount, currency: 'EUR', invoices: shares(invoices) },
        ...more,
      },
      `payment { id status } totals { amount { amount } applied { amount } keptAsCredit { amount } ${SHARES} }`,
    );
  const recorded = async (...given: Parameters<typeof record>): Promise<string> => {
    const { codes, payload } = await record(...given);
    expect(codes).toEqual([]);
    return payload?.payment?.id ?? '';
  };
  const reverse = (payment: string, more: object = {}): Promise<Written<Came>> =>
    till.correct(
      'reverseBankTransfer',
      { paymentId: payment, ...more },
      `payment { id status } totals { amount { amount } fromCredit { amount } ${SHARES} }`,
    ) as Promise<Written<Came>>;
  const apply = (
    invoices: readonly (number | readonly [number, string])[],
    more: object = {},
  ): Promise<Written<Came>> =>
    till.correct(
      'applyCredit',
      { accountId: till.id('Account', till.account), invoices: shares(invoices), ...more },
      `payment { id status } totals { applied { amount } creditLeft { amount } ${SHARES} }`,
    ) as Promise<Written<Came>>;
  const numbersOf = (totals: Totals | null | undefined): unknown[] =>
    (totals?.invoices ?? []).map(({ amount, remaining }) => [amount.amount, remaining.amount]);
  const statusOf = async (invoice: number): Promise<unknown> => {
    const { status, paid } = await till.standing(invoice);
    return [status, paid];
  };
  const lastReceipt = async (): Promise<string> => {
    const mail = (await sentMails(test))
      .filter(({ event, accountId }) => event === 'payment-received' && accountId === till.account)
      .pop();
    if (mail === undefined) throw new Error('There is no receipt');
    return letterOf(mail).text;
  };
  const tick = async (at: string): Promise<void> => {
    test.now = new Date(at);
    await test.app.jobs.tick();
  };

  it('R57 R58 a transfer pays invoices, what it leaves open stays so, what it brings beyond is credit, and the dry run says the same', async () => {
    await make.contact(till.account);
    const [one, two] = [await till.issue(), await till.issue()];
    const before = await checksum(test.dataSource);
    const dry = await record('150.00', [one, two], { dryRun: true });
    expect([dry.codes, dry.payload?.payment]).toEqual([[], null]);
    expect(await checksum(test.dataSource)).toBe(before);
    const { payload } = await record('150.00', [one, two]);
    expect(payload?.totals).toEqual(dry.payload?.totals);
    expect(payload?.totals).toMatchObject({
      amount: { amount: '150.00' },
      applied: { amount: '150.00' },
      keptAsCredit: { amount: '0.00' },
    });
    expect(numbersOf(payload?.totals)).toEqual([
      ['119.00', '0.00'],
      ['31.00', '88.00'],
    ]);
    expect([await statusOf(one), await statusOf(two)]).toEqual([
      ['PAID', 11_900],
      ['OPEN', 3_100],
    ]);
    expect(await till.balance()).toBe('88.00');
    const receipt = await lastReceipt();
    expect(receipt).toMatch(/19 November 2026/);
    expect(receipt).toMatch(/bank transfer NTRF \d/i);
    expect(receipt).toMatch(/Still to be paid of INV-2026-\d+\W+€88\.00/);
    const over = await record('100.00', [two]);
    expect(over.payload?.totals).toMatchObject({
      applied: { amount: '88.00' },
      keptAsCredit: { amount: '12.00' },
    });
    expect(await statusOf(two)).toEqual(['PAID', 11_900]);
    expect(await till.balance()).toBe('-12.00');
    expect(await lastReceipt()).toMatch(/Kept as account credit\W+€12\.00/);
    await recorded('5.00', []);
    expect(await till.balance()).toBe('-17.00');
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on Invoice { payments { kind amount { amount } method { id }
        bankTransfer { reference receivedOn reversedAt } } } } }`,
      { id: till.id('Invoice', one) },
      till.holder,
    );
    expect(data?.['node']).toEqual({
      payments: [
        {
          ...{ kind: 'BANK_TRANSFER', amount: { amount: '150.00' }, method: null },
          bankTransfer: {
            reference: expect.stringMatching(/^NTRF \d+$/) as string,
            ...{ receivedOn: '2026-11-19', reversedAt: null },
          },
        },
      ],
    });
  });

  it('R57 a reference is recorded once, however it is written, also by two at the same moment; reversed, it is free again', async () => {
    const invoice = await till.issue();
    const payment = await recorded('19.00', [invoice], { reference: 'ab  12/x' });
    const before = await checksum(test.dataSource);
    for (const reference of ['AB 12/X', 'ａb 12/x', ' ab 12/X'])
      expect((await record('19.00', [invoice], { reference })).codes).toEqual([
        'TRANSFER_RECORDED',
      ]);
    expect(await checksum(test.dataSource)).toBe(before);
    expect((await reverse(payment)).codes).toEqual([]);
    const other = await Till.open(test, make);
    const at = (of: Till) => ({ accountId: of.id('Account', of.account), reference: 'AB 12/X' });
    const came = await Promise.all([
      record('19.00', [], at(till)),
      record('19.00', [], at(other)),
      record('19.00', [], at(other)),
    ]);
    expect(came.map(({ codes }) => codes.join()).sort()).toEqual([
      '',
      'TRANSFER_RECORDED',
      'TRANSFER_RECORDED',
    ]);
  });

  it('R56 R57 of a transfer and a card at the same moment one pays the invoice, and the other is refused', async () => {
    await till.card();
    const invoice = await till.issue();
    const came = await Promise.all([record('119.00', [invoice]), till.pay(invoice)]);
    const codes = came.map((one) => one.codes.join());
    expect(codes.filter((code) => code === '')).toHaveLength(1);
    expect(['INVOICE_PAID', 'PAYMENT_IN_PROGRESS']).toContain(codes.find((code) => code !== ''));
    expect([await statusOf(invoice), await till.balance()]).toEqual([['PAID', 11_900], '0.00']);
  });

  it('R49 R57 what cannot be paid by it is refused with its place, and nothing is written', async () => {
    const invoice = await till.issue();
    const [paid, void_, credited] = [await till.issue(), await till.issue(), await till.issue()];
    await recorded('119.00', [paid]);
    await till.void(void_);
    await till.credit(credited);
    const other = await Till.open(test, make);
    const foreign = await other.issue();
    const waiting = await till.waiting();
    const onSummary = await till.waiting();
    await till.summary(onSummary);
    const before = await checksum(test.dataSource);
    const refused = async (...given: Parameters<typeof record>): Promise<unknown> => {
      const { codes, payload } = await record(...given);
      expect(payload?.totals ?? null).toBeNull();
      return codes.join();
    };
    expect([
      await refused('10.00', [paid]),
      await refused('10.00', [void_]),
      await refused('10.00', [credited]),
      await refused('10.00', [onSummary]),
      await refused('10.00', [foreign]),
      await refused('10.00', [invoice, invoice]),
      await refused('10.00', [waiting]),
      await refused('200.00', [[invoice, '119.01']]),
      await refused('10.00', [[invoice, '10.01']]),
      await refused('0.00', [invoice]),
      await refused('10.001', [invoice]),
      await refused('10.00', [invoice], { currency: 'USD' }),
      await refused('10.00', [invoice], { receivedOn: '2026-11-22' }),
      await refused('10.00', [invoice], { receivedOn: '2025-11-19' }),
    ]).toEqual([
      'INVOICE_PAID',
      'INVOICE_VOID',
      'INVOICE_CREDITED',
      'INVOICE_ON_SUMMARY',
      'OF_ANOTHER_ACCOUNT',
      'REPEATED',
      'PAID_IN_FULL_ONLY',
      'MORE_THAN_OWED',
      'MORE_THAN_RECEIVED',
      'INVALID_AMOUNT',
      'INVALID_AMOUNT',
      'CURRENCY_DIFFERS',
      'DAY_OUT_OF_RANGE',
      'DAY_OUT_OF_RANGE',
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
    expect((await record('119.00', [waiting])).codes).toEqual([]);
  });

  it('R51 R53 of a lease invoice that is partly paid the card is charged the rest alone, and once all is paid nothing more', async () => {
    await till.card('sandbox:declined');
    const lease = { kind: 'LEASE', dueOn: '2026-11-30', period: '2026-10' } as const;
    const invoice = await till.issue(lease);
    await tick('2026-11-21T12:10:00Z');
    await recorded('100.00', [invoice]);
    await till.card('sandbox:success', { makeDefault: true });
    await tick('2026-11-24T12:10:00Z');
    expect(await statusOf(invoice)).toEqual(['PAID', 11_900]);
    expect(await till.payments()).toEqual([
      { status: 'FAILED', amount: 11_900, refunded: 0 },
      { status: 'SUCCEEDED', amount: 10_000, refunded: 0 },
      { status: 'SUCCEEDED', amount: 1_900, refunded: 0 },
    ]);
    Till.reset(test);
    const late = await till.issue({ ...lease, period: '2026-09', dueOn: '2026-11-20' });
    await test.dataSource.query("UPDATE invoices SET status = 'OVERDUE' WHERE id = ?", [late]);
    await recorded('118.80', [late]);
    // Too little for a card: carried, and not overdue.
    expect(await statusOf(late)).toEqual(['OPEN', 11_880]);
    await recorded('0.20', [late]);
    expect(await statusOf(late)).toEqual(['PAID', 11_900]);
    await tick('2026-12-01T12:10:00Z');
    expect(await till.payments()).toHaveLength(5);
    Till.reset(test);
  });

  it('R57 a record that was a mistake is taken back: invoices are open again, also those that its credit has paid, and all is as before', async () => {
    const [one, two, three] = [await till.issue(), await till.issue(), await till.issue()];
    await recorded('19.00', [three]);
    const before = [await till.balance(), await till.standing(three)];
    const payment = await recorded('200.00', [one]);
    expect(await till.balance()).toBe('219.00 and 81.00 in credit');
    expect((await till.credit(one, '19.00')).codes).toEqual([]);
    expect((await apply([two])).payload?.totals).toMatchObject({
      applied: { amount: '100.00' },
      creditLeft: { amount: '0.00' },
    });
    expect(await statusOf(two)).toEqual(['OPEN', 10_000]);
    const written = await checksum(test.dataSource);
    const dry = await reverse(payment, { dryRun: true });
    expect(await checksum(test.dataSource)).toBe(written);
    const { codes, payload } = await reverse(payment);
    expect(codes).toEqual([]);
    expect(payload?.totals).toEqual(dry.payload?.totals);
    expect(payload).toMatchObject({
      payment: { status: 'FAILED' },
      totals: { amount: { amount: '200.00' }, fromCredit: { amount: '0.00' } },
    });
    expect(numbersOf(payload?.totals)).toEqual([
      ['100.00', '100.00'],
      ['100.00', '119.00'],
    ]);
    expect([await statusOf(one), await statusOf(two)]).toEqual([
      ['OPEN', 0],
      ['OPEN', 0],
    ]);
    const withdrawn = await lastReceipt();
    expect(withdrawn).toMatch(/recorded by mistake/);
    expect(withdrawn).toMatch(/Still to be paid of INV-2026-\d+\W+€119\.00/);
    expect((await reverse(payment)).codes).toEqual(['TRANSFER_REVERSED']);
    expect(await till.refund(payment)).toEqual(['NOT_PAID']);
    // But for the credit note it is as if nothing had been.
    expect([await till.balance(), await till.standing(three)]).toEqual(['319.00', before[1]]);
    expect(before[0]).toBe('338.00');
    expect((await till.credit(one)).codes).toEqual([]);
    expect(await till.balance()).toBe('219.00');
  });

  it('R50 R57 through a summary likewise, and what was paid early waits for its summary again unless that was made without it', async () => {
    const [one, two] = [await till.waiting(), await till.waiting()];
    const summary = await till.summary(one, two);
    const payment = await recorded('300.00', [summary]);
    for (const invoice of [summary, one, two])
      expect((await till.standing(invoice)).status).toBe('PAID');
    expect((await till.credit(two)).codes).toEqual([]);
    expect(await till.balance()).toBe('-181.00');
    expect((await reverse(payment)).payload?.totals).toMatchObject({
      fromCredit: { amount: '181.00' },
    });
    expect([await statusOf(summary), await statusOf(one)]).toEqual([
      ['OPEN', 0],
      ['OPEN', 0],
    ]);
    expect(await till.balance()).toBe('119.00');
    const waits = async (invoice: number): Promise<number> => {
      const [row] = await test.dataSource.query<{ n: number }[]>(
        'SELECT awaits_summary AS n FROM invoices WHERE id = ?',
        [invoice],
      );
      return Number(row?.n);
    };
    const [early, later] = [await till.waiting(), await till.waiting()];
    expect((await reverse(await recorded('119.00', [early]))).codes).toEqual([]);
    expect(await waits(early)).toBe(1);
    // Of one that stays paid in part, a summary would ask for all.
    const part = await recorded('19.00', []);
    await recorded('100.00', []);
    const inPart = await till.waiting();
    expect((await apply([inPart])).codes).toEqual([]);
    expect((await reverse(part)).codes).toEqual([]);
    expect([await waits(inPart), await statusOf(inPart)]).toEqual([0, ['OPEN', 10_000]]);
    const mistaken = await recorded('119.00', [later]);
    await test.dataSource.query(
      "INSERT INTO billing_months (month, closed_at) VALUES ('2026-11', NOW(3))",
    );
    expect((await reverse(mistaken)).codes).toEqual([]);
    expect([await waits(later), await statusOf(later)]).toEqual([0, ['OPEN', 0]]);
  });

  it('R57 what came by bank goes back by bank, not to a card; what was paid out is not reversed', async () => {
    await till.card();
    const [carded, banked] = [await till.issue(), await till.issue()];
    const card = (await till.pay(carded)).payload?.payment.id;
    const bank = await recorded('119.00', [banked]);
    expect((await till.credit(banked, '19.00')).codes).toEqual([]);
    expect(await till.refund(card)).toEqual(['CREDIT_CAME_BY_BANK']);
    expect(await till.refund(bank, '9.00')).toEqual([]);
    expect(await till.refund(card)).toEqual(['CREDIT_CAME_BY_BANK']);
    expect((await reverse(bank)).codes).toEqual(['PAYMENT_REFUNDED']);
    expect((await reverse(card ?? '')).codes).toEqual(['NOT_A_BANK_TRANSFER']);
    // What the card paid goes back to it, though there is credit of the bank as well.
    expect((await till.credit(carded, '30.00')).codes).toEqual([]);
    expect(await till.refund(card)).toEqual([]);
    expect(await till.payments()).toEqual([
      { status: 'SUCCEEDED', amount: 11_900, refunded: 3_000 },
      { status: 'SUCCEEDED', amount: 11_900, refunded: 900 },
    ]);
    expect(await till.balance()).toBe('-10.00');
    // Credit that a payment under way keeps is not taken from it.
    const other = await recorded('50.00', []);
    const slow = await till.card('sandbox:times-out-after-charging');
    const big = await till.issueOf(20_000n);
    expect((await till.pay(big, { paymentMethodId: slow })).codes).toEqual(['PAYMENT_PENDING']);
    expect((await reverse(other)).codes).toEqual(['CREDIT_PAID_OUT']);
    expect((await record('10.00', [big])).codes).toEqual(['PAYMENT_IN_PROGRESS']);
    await till.later(10);
    expect((await reverse(other)).codes).toEqual([]);
    expect(await till.balance()).toBe('50.00');
  });

  it('R57 credit is applied as staff say: within it, to what is named, and as far as it goes', async () => {
    const [one, two] = [await till.issue(), await till.issue()];
    const told = async (): Promise<unknown> => {
      const { data } = await test.graph(
        'query ($id: ID!) { node(id: $id) { viewerCan(action: APPLY_CREDIT) { allowed reason } } }',
        { id: till.id('Account', till.account) },
        till.billing,
      );
      return data?.['node'];
    };
    expect(await told()).toEqual({ viewerCan: { allowed: false, reason: 'NO_CREDIT' } });
    expect((await apply([one])).codes).toEqual(['NO_CREDIT']);
    await recorded('150.00', []);
    expect(await told()).toEqual({ viewerCan: { allowed: true, reason: null } });
    const unchanged = await checksum(test.dataSource);
    expect((await apply([one], { amount: '150.01' })).codes).toEqual(['MORE_THAN_CREDIT']);
    expect((await apply([])).codes).toEqual(['EMPTY']);
    expect((await apply([[one, '119.01']])).codes).toEqual(['MORE_THAN_OWED']);
    expect((await apply([[one, '60.00']], { amount: '50.00' })).codes).toEqual([
      'MORE_THAN_RECEIVED',
    ]);
    expect(await checksum(test.dataSource)).toBe(unchanged);
    const part = await apply([one, [two, '20.00']], { amount: '50.00' });
    expect(numbersOf(part.payload?.totals)).toEqual([
      ['30.00', '89.00'],
      ['20.00', '99.00'],
    ]);
    expect(part.payload?.totals).toMatchObject({ creditLeft: { amount: '100.00' } });
    expect(await lastReceipt()).toMatch(/From account credit\W+€50\.00/);
    const all = await apply([one, two]);
    expect(numbersOf(all.payload?.totals)).toEqual([
      ['89.00', '0.00'],
      ['11.00', '88.00'],
    ]);
    expect([await statusOf(one), await till.balance()]).toEqual([['PAID', 11_900], '88.00']);
  });
});
