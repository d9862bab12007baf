import type { InvoiceAmounts } from '../../../src/domain/mail/account-mails';
import { Fixtures, checksum } from '../../support/fixtures';
import { sentMails } from '../../support/sent-mails';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { desksOf, type Desk } from '../purchase/checkout-desk';

describe('what an account has in credit', () => {
  let test: TestApplication;
  let make: Fixtures;
  let desk: Desk;
  let till: Till;
  let open: (given?: object) => Promise<Desk>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    make = new Fixtures(test);
    ({ open } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.dataSource.query('DELETE FROM job_runs');
    await test.dataSource.query('DELETE FROM billing_months');
    Till.reset(test);
    await begin();
  });
  afterEach(async () => {
    expect(await till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
    await till.printed();
  });

  const begin = async (given: object = {}): Promise<void> => {
    desk = await open(given);
    ({ till } = desk);
  };
  /** An invoice without tax. */
  const issueOf = (minor: bigint, more: object = {}): Promise<number> => {
    const line = { description: 'Paid', explanation: null, quantity: 1, amount: minor };
    const lines = [{ ...line, licenseId: null, leaseId: null }];
    return till.issue({ subtotal: minor, tax: 0n, total: minor, lines, ...more });
  };
  /** So much, in whole euros, comes into credit: it was paid by card, and credited since. */
  const inCredit = async (euros: number): Promise<string> => {
    const minor = BigInt(euros) * 100n;
    const card = await till.card();
    const invoice = await issueOf(minor);
    const payment = (await till.pay(invoice)).payload?.payment.id ?? '';
    expect((await till.credit(invoice)).codes).toEqual([]);
    await test.dataSource.query(
      'UPDATE payment_methods SET removed_at = NOW(3), is_default = 0 WHERE account_id = ?',
      [till.account],
    );
    expect(card).not.toBe('');
    expect(await till.balance()).toMatch(new RegExp(`(^-| and )${euros}\\.00`));
    return payment;
  };
  /** Minor units that the sandbox took from cards of the account. */
  const taken = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ n: unknown }[]>(
      `SELECT COALESCE(SUM(c.amount), 0) AS n FROM sandbox_charges c JOIN payments y ON y.attempt_key = c.idempotency_key
       WHERE y.account_id = ? AND c.status = 'SUCCEEDED'`,
      [till.account],
    );
    return Number(row?.n);
  };
  /** What the invoice says became of it. */
  const sums = async (invoice: number): Promise<unknown> => {
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on Invoice { status total { amount } paid { amount } credited { amount }
        creditApplied { amount } keptAsCredit { amount } refunded { amount } balance { amount } } } }`,
      { id: till.id('Invoice', invoice) },
      till.holder,
    );
    const { status, ...rest } = data?.['node'] as Record<string, { amount: string }>;
    const amounts = Object.entries(rest).map(([name, { amount }]) => [name, amount]);
    return { status, ...(Object.fromEntries(amounts) as object) };
  };
  const onThe1st = async (): Promise<void> => {
    test.now = new Date('2026-12-01T06:00:00Z');
    await test.app.jobs.tick();
    Till.reset(test);
  };
  const lastOf = async (kind: string): Promise<number> => {
    const [row] = await test.dataSource.query<{ id: number }[]>(
      'SELECT MAX(id) AS id FROM invoices WHERE account_id = ? AND kind = ?',
      [till.account, kind],
    );
    return Number(row?.id);
  };

  it('R57 debt and credit stand apart, and none is taken from the other silently', async () => {
    await inCredit(400);
    const invoice = await till.issue({ status: undefined } as object);
    expect(await till.balance()).toBe('119.00 and 400.00 in credit');
    await test.dataSource.query("UPDATE invoices SET status = 'OVERDUE' WHERE id = ?", [invoice]);
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { balance { owed { amount } overdue { amount } credit { amount currency } } } }',
      { id: desk.account },
      till.holder,
    );
    expect(data).toEqual({
      account: {
        balance: {
          owed: { amount: '119.00' },
          overdue: { amount: '119.00' },
          credit: { amount: '400.00', currency: 'EUR' },
        },
      },
    });
  });

  it.each([
    [400, '0.00', '-281.00', 0],
    [100, '0.00', '0.00', 1_900],
  ])(
    'R51 R57 with %s.00 in credit a lease invoice is paid from it on the 1st, and a card is charged the rest alone',
    async (euros, balance, after, charged) => {
      await begin({ leaseProvider: true });
      await make.contact(till.account);
      await inCredit(euros);
      const before = await taken();
      await till.card('sandbox:success', { makeDefault: true });
      const product = await make.product({ name: 'Mail Pro 250', level: euros + 1_000 });
      await make.lease(till.account, till.account, product, {
        startedOn: '2026-11-01',
        monthlyPrice: 10_000n,
      });
      const mailed = (await sentMails(test)).length;
      await onThe1st();
      const invoice = await lastOf('LEASE');
      expect(await sums(invoice)).toMatchObject({ status: 'PAID', paid: '119.00', balance });
      expect([await till.balance(), (await taken()) - before]).toEqual([after, charged]);
      const mail = (await sentMails(test))
        .slice(mailed)
        .find(
          ({ event, accountId }) => event === 'lease-invoice-created' && accountId === till.account,
        );
      const { rows } = (mail?.parameters as { amounts: InvoiceAmounts }).amounts;
      expect(rows.slice(-3).map(({ label, amount }) => [label, amount.amount])).toEqual([
        ['Total', '119.00'],
        ['Paid from the account credit', charged === 0 ? '-119.00' : '-100.00'],
        charged === 0 ? ['Balance', '0.00'] : ['Balance due', '19.00'],
      ]);
      await test.dataSource.query("UPDATE leases SET started_on = '2030-01-01'");
    },
  );

  it('R50 R57 a summary is paid from credit as far as it goes; what credit notes take back since settles what is on it', async () => {
    await begin({ reseller: true });
    await inCredit(100);
    const [one, two] = [await till.waiting(), await till.waiting()];
    expect(await till.balance()).toBe('238.00 and 100.00 in credit');
    await onThe1st();
    const summary = await lastOf('SUMMARY');
    expect(await sums(summary)).toMatchObject({
      status: 'OPEN',
      creditApplied: '100.00',
      balance: '138.00',
    });
    expect(await till.balance()).toBe('138.00');
    expect((await till.credit(one)).codes).toEqual([]);
    expect((await till.credit(two, '19.00')).codes).toEqual([]);
    for (const invoice of [summary, two])
      expect(await sums(invoice)).toMatchObject({ status: 'PAID', balance: '0.00' });
    expect(await till.balance()).toBe('0.00');
    expect((await till.credit(two)).codes).toEqual([]);
    expect(await sums(summary)).toMatchObject({ status: 'CREDITED', keptAsCredit: '100.00' });
    expect(await till.balance()).toBe('-100.00');
  });

  it('R57 an invoice that was paid from credit alone can be voided while it asks for more, and gives it back', async () => {
    await begin({ reseller: true });
    await inCredit(100);
    const one = await till.waiting();
    await onThe1st();
    const summary = await lastOf('SUMMARY');
    expect(await till.balance()).toBe('19.00');
    expect((await till.void(summary)).codes).toEqual([]);
    expect(await sums(summary)).toMatchObject({
      status: 'VOID',
      paid: '0.00',
      keptAsCredit: '100.00',
    });
    expect(await till.balance()).toBe('119.00 and 100.00 in credit');
    expect((await till.void(one)).codes).toEqual([]);
    expect(await till.balance()).toBe('-100.00');
  });

  it('R47 R57 `payInvoice` uses credit first: no card is needed where it is enough, and a dry run uses nothing', async () => {
    await inCredit(400);
    const before = await taken();
    const invoice = await till.issue();
    const unchanged = await checksum(test.dataSource);
    const totals = async (...invoices: number[]) => {
      const [first = 0, ...further] = invoices;
      const input = {
        invoiceId: till.id('Invoice', first),
        furtherInvoiceIds: further.map((one) => till.id('Invoice', one)),
        dryRun: true,
      };
      const sums = 'totals { amount { amount } fromCredit { amount } charged { amount } }';
      const came = await write<{ totals: Record<string, { amount: string }> }>(
        test,
        till.holder,
        'payInvoice',
        input,
        sums,
      );
      expect(came.codes).toEqual([]);
      return Object.values(came.payload?.totals ?? {}).map(({ amount }) => amount);
    };
    expect(await totals(invoice)).toEqual(['119.00', '119.00', '0.00']);
    expect(await checksum(test.dataSource)).toBe(unchanged);
    const { codes, payload } = await till.pay(invoice);
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      payment: { status: 'SUCCEEDED' },
      invoice: { status: 'PAID' },
    });
    expect(await sums(invoice)).toMatchObject({ creditApplied: '119.00', balance: '0.00' });
    expect([await till.balance(), (await taken()) - before]).toEqual(['-281.00', 0]);
    const receipt = (await sentMails(test))
      .filter(({ accountId }) => accountId === till.account)
      .pop();
    expect(receipt).toMatchObject({
      event: 'payment-received',
      parameters: {
        amounts: { amount: { amount: '119.00' }, fromCredit: { amount: '119.00' }, method: null },
      },
    });
    expect(await till.refund(payload?.payment.id)).toEqual(['PAID_FROM_CREDIT']);
    await till.card();
    const [one = 0, ...more] = [await till.issue(), await till.issue(), await till.issue()];
    expect(await totals(one, ...more)).toEqual(['357.00', '281.00', '76.00']);
  });

  it('R57 what credit leaves is charged, and never so little that no card takes it', async () => {
    await inCredit(118);
    const before = await taken();
    await till.card('sandbox:success', { makeDefault: true });
    const cents = await issueOf(11_840n);
    expect((await till.pay(cents)).codes).toEqual([]);
    expect(await sums(cents)).toMatchObject({ status: 'PAID', creditApplied: '117.90' });
    expect([await till.balance(), (await taken()) - before]).toEqual(['-0.10', 50]);
    const less = await issueOf(30n);
    expect((await till.pay(less)).codes).toEqual(['AMOUNT_TOO_SMALL']);
    expect(await till.balance()).toBe('0.30 and 0.10 in credit');
  });

  it('R53 R57 what is due is paid from credit; what that leaves too small is carried, and not overdue', async () => {
    await inCredit(118);
    const invoice = await issueOf(11_820n, { dueOn: '2026-11-10' });
    const late = await till.issue({ dueOn: '2026-11-11' });
    await test.dataSource.query("UPDATE invoices SET status = 'OVERDUE' WHERE id = ?", [invoice]);
    await test.app.jobs.tick();
    expect(await sums(invoice)).toMatchObject({ status: 'OPEN', balance: '0.20' });
    expect(await sums(late)).toMatchObject({ status: 'OVERDUE', balance: '119.00' });
    expect(await till.balance()).toBe('119.20');
  });

  it('R56 R57 beside a card credit is kept until its outcome is known: used once, or there again', async () => {
    const payment = await inCredit(100);
    await till.card('sandbox:declined');
    const invoice = await till.issue();
    expect((await till.pay(invoice)).codes).toEqual(['CARD_DECLINED']);
    expect(await till.balance()).toBe('119.00 and 100.00 in credit');
    const slow = await till.card('sandbox:times-out-after-charging');
    expect((await till.pay(invoice, { paymentMethodId: slow })).codes).toEqual(['PAYMENT_PENDING']);
    // It is neither refunded nor used for another invoice meanwhile.
    expect(await till.balance()).toBe('119.00');
    expect(await till.refund(payment)).toEqual(['CREDIT_APPLIED']);
    const before = await taken();
    await till.later(10);
    expect(await sums(invoice)).toMatchObject({
      status: 'PAID',
      creditApplied: '100.00',
      paid: '119.00',
    });
    expect([await till.balance(), before]).toEqual(['0.00', 10_000 + 1_900]);
    expect(await till.refund(payment)).toEqual(['CREDIT_APPLIED']);
  });

  it('R57 a chain of credits ends with the card that was charged, and no further', async () => {
    const payment = await inCredit(119);
    const invoice = await till.issue();
    expect((await till.pay(invoice)).codes).toEqual([]);
    expect(await till.refund(payment)).toEqual(['CREDIT_APPLIED']);
    expect((await till.credit(invoice)).codes).toEqual([]);
    expect(await sums(invoice)).toMatchObject({
      status: 'CREDITED',
      keptAsCredit: '119.00',
      paid: '0.00',
    });
    expect(await till.refund(payment)).toEqual([]);
    expect(await till.balance()).toBe('0.00');
    expect(await till.refund(payment)).toEqual(['PAYMENT_REFUNDED']);
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on Payment { refunded { amount } unallocated { amount } } } }',
      { id: payment },
      till.holder,
    );
    expect(data?.['node']).toEqual({
      refunded: { amount: '119.00' },
      unallocated: { amount: '0.00' },
    });
  });

  it('R27 R57 an order is paid from credit first: all of it without a card, or what a declined card leaves alone', async () => {
    await inCredit(130);
    const before = await taken();
    await desk.put();
    const { invoice } = await desk.placed();
    expect(invoice.status).toBe('PAID');
    expect([await till.balance(), await taken()]).toEqual(['-10.99', before]);
    await desk.put();
    expect((await desk.order()).codes).toEqual(['NO_CARD']);
    await till.card('sandbox:declined');
    expect((await desk.order()).codes).toEqual(['CARD_DECLINED']);
    expect(await till.balance()).toBe('-10.99');
    await desk.placed({ cardSetup: 'sandbox:success' });
    expect([await till.balance(), (await taken()) - before]).toEqual(['0.00', 11_901 - 1_099]);
    expect(await sums(await lastOf('STANDARD'))).toMatchObject({
      status: 'PAID',
      creditApplied: '10.99',
      paid: '119.01',
    });
  });

  it('R53 R57 what is due is paid from credit before it is called overdue, and what is overdue as well', async () => {
    const [due, late] = [
      await till.issue({ dueOn: '2026-11-10' }),
      await till.issue({ dueOn: '2026-11-10' }),
    ];
    await test.dataSource.query("UPDATE invoices SET status = 'OVERDUE' WHERE id = ?", [late]);
    await inCredit(200);
    await test.app.jobs.tick();
    expect(await sums(due)).toMatchObject({ status: 'PAID', creditApplied: '119.00' });
    expect(await sums(late)).toMatchObject({ status: 'OVERDUE', creditApplied: '81.00' });
    expect(await till.balance()).toBe('38.00');
  });

  it('R57 three who pay at once use the credit once, and the cards for the rest', async () => {
    await inCredit(150);
    const before = await taken();
    await till.card('sandbox:success', { makeDefault: true });
    const invoices = [await till.issue(), await till.issue(), await till.issue()];
    const came = await Promise.all(invoices.map((invoice) => till.pay(invoice)));
    expect(came.map(({ codes }) => codes)).toEqual([[], [], []]);
    expect([await till.balance(), (await taken()) - before]).toEqual(['0.00', 3 * 11_900 - 15_000]);
  });
});
