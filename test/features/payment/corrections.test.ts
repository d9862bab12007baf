import { checksum, Fixtures } from '../../support/fixtures';
import { sentMails } from '../../support/sent-mails';
import { TestApplication } from '../../support/test-application';
import { draft, Till } from '../../support/till';

describe('R57 what staff correct', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    till = await Till.open(test, make);
  });
  afterEach(async () => {
    await till.printed();
    expect(await till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  /** What an issued document says: it is never edited. */
  const said = async (invoice: number): Promise<string> => {
    const [row] = await test.dataSource.query<object[]>(
      `SELECT number, kind, issued_on, due_on, currency, subtotal, tax, total, tax_note, awaits_summary,
         (SELECT GROUP_CONCAT(n.description, n.amount, n.quantity) FROM invoice_lines n WHERE n.invoice_id = i.id) AS lines_
       FROM invoices i WHERE i.id = ?`,
      [invoice],
    );
    return JSON.stringify(row);
  };
  const paymentOf = async (invoice: number): Promise<string | undefined> =>
    (await till.pay(invoice)).payload?.payment.id;

  it('R57 an invoice that nobody paid is withdrawn: nothing is owed, and it stays as it was issued', async () => {
    const invoice = await till.issue();
    const before = await said(invoice);
    expect((await till.void(invoice)).codes).toEqual([]);
    expect((await till.standing(invoice)).status).toBe('VOID');
    expect([await till.balance(), await said(invoice)]).toEqual(['0.00', before]);
    const written = await checksum(test.dataSource);
    expect((await till.void(invoice)).codes).toEqual(['INVOICE_VOID']);
    expect((await till.credit(invoice)).codes).toEqual(['INVOICE_VOID']);
    expect(await checksum(test.dataSource)).toBe(written);
  });

  it('R54 R57 a credit note of all that nobody paid settles it, in the series of the invoices', async () => {
    const invoice = await till.issue();
    const before = await said(invoice);
    const { codes, payload } = await till.correct(
      'creditInvoice',
      { invoiceId: till.id('Invoice', invoice) },
      'creditNote { number kind status total { amount } corrects { id } balance { amount } }',
    );
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      creditNote: {
        number: expect.stringMatching(/^INV-2026-\d{6}$/) as string,
        kind: 'CREDIT_NOTE',
        total: { amount: '-119.00' },
        corrects: { id: till.id('Invoice', invoice) },
        balance: { amount: '0.00' },
      },
    });
    expect(await till.standing(invoice)).toMatchObject({ status: 'CREDITED', credited: 11_900 });
    expect([await till.balance(), await said(invoice)]).toEqual(['0.00', before]);
    expect((await till.credit(invoice)).codes).toEqual(['INVOICE_CREDITED']);
  });

  it('R14 R15 R17 R57 a credit note is mailed as invoices are, with amounts for those who may see them', async () => {
    const login = await make.user({ email: 'blind@credit.test' });
    await make.membership(till.account, login, [], { alertInvoiceCreated: true });
    await make.contact(till.account, {
      email: 'contact@credit.test',
      receivesStandardInvoices: true,
    });
    await make.contact(till.account, {
      email: 'none@credit.test',
      receivesStandardInvoices: false,
    });
    const invoice = await till.issue();
    const before = (await sentMails(test)).length;
    const { payload } = await till.correct(
      'creditInvoice',
      { invoiceId: till.id('Invoice', invoice), amount: '11.90' },
      'creditNote { number corrects { number } }',
    );
    const { number, corrects } = (
      payload as unknown as { creditNote: { number: string; corrects: { number: string } } }
    ).creditNote;
    const mails = (await sentMails(test)).slice(before);
    const amounts = {
      lines: [{ amount: { amount: '-10.00', currency: 'EUR' } }],
      rows: [
        { label: 'Subtotal', amount: { amount: '-10.00' } },
        { label: 'Tax (19 %)', amount: { amount: '-1.90' } },
        { label: 'Total', amount: { amount: '-11.90' } },
        { label: `Set off against ${corrects.number}`, amount: { amount: '11.90' } },
        { label: 'Balance', amount: { amount: '0.00' } },
      ],
    };
    expect(mails.map(({ event, accountId }) => [event, accountId])).toEqual(
      mails.map(() => ['credit-note-created', till.account]),
    );
    const said = new Map(mails.map(({ to, parameters }) => [to.split('@')[0], parameters]));
    expect([...said.keys()].slice(1)).toEqual(['blind', 'contact']);
    for (const parameters of said.values())
      expect(parameters).toMatchObject({ number, corrects: corrects.number });
    expect(said.get('contact')).toMatchObject({ amounts });
    expect(said.get('blind')).toMatchObject({ amounts: null });
  });

  it('R57 R58 what is left after part of it was credited is paid, and no more', async () => {
    await till.card();
    const invoice = await till.issue();
    expect((await till.credit(invoice, '18.99')).codes).toEqual([]);
    expect(await till.balance()).toBe('100.01');
    expect((await till.pay(invoice)).codes).toEqual([]);
    expect(await till.payments()).toMatchObject([{ amount: 10_001 }]);
    expect(await till.standing(invoice)).toMatchObject({ status: 'PAID' });
  });

  it('R57 what was paid is credited first, then given back: in part, and then the rest', async () => {
    await till.card();
    const invoice = await till.issue();
    const payment = await paymentOf(invoice);
    expect(await till.refund(payment)).toEqual(['NOTHING_TO_REFUND']);
    expect((await till.credit(invoice, '30.00')).codes).toEqual([]);
    expect(await till.balance()).toBe('-30.00');
    expect(await till.refund(payment, '30.01')).toEqual(['MORE_THAN_PAID']);
    expect(await till.refund(payment, '10.00')).toEqual([]);
    expect(await till.balance()).toBe('-20.00');
    expect(await till.refund(payment)).toEqual([]);
    expect(await till.balance()).toBe('0.00');
    expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', paid: 8_900 });
    expect((await till.credit(invoice)).codes).toEqual([]);
    expect(await till.refund(payment)).toEqual([]);
    expect(await till.standing(invoice)).toMatchObject({ status: 'CREDITED', paid: 0 });
    expect(await till.payments()).toEqual([
      { status: 'SUCCEEDED', amount: 11_900, refunded: 11_900 },
    ]);
    expect(await till.refund(payment)).toEqual(['PAYMENT_REFUNDED']);
    const [taken] = await test.dataSource.query<{ amount: unknown }[]>(
      `SELECT SUM(r.amount) AS amount FROM sandbox_refunds r JOIN sandbox_charges c ON c.id = r.charge_id
       JOIN payments y ON y.attempt_key = c.idempotency_key WHERE y.account_id = ?`,
      [till.account],
    );
    expect(Number(taken?.amount)).toBe(11_900);
  });

  it.each(['0', '-1', '0.001', '119.01'])('R58 %s is not credited', async (amount) => {
    const invoice = await till.issue();
    const before = await checksum(test.dataSource);
    expect((await till.credit(invoice, amount)).codes).toEqual([
      amount === '119.01' ? 'MORE_THAN_INVOICE' : 'INVALID_AMOUNT',
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R49 R57 crediting an invoice on an unpaid summary lowers the summary', async () => {
    await till.card();
    const [one, two] = [await till.waiting(), await till.waiting()];
    const summary = await till.summary(one, two);
    const before = await checksum(test.dataSource);
    expect((await till.void(one)).codes).toEqual(['INVOICE_ON_SUMMARY']);
    expect((await till.credit(summary)).codes).toEqual(['CANNOT_CREDIT']);
    expect(await checksum(test.dataSource)).toBe(before);
    expect((await till.credit(one, '19.00')).codes).toEqual([]);
    expect(await till.balance()).toBe('219.00');
    expect((await till.pay(summary)).codes).toEqual([]);
    expect(await till.payments()).toMatchObject([{ amount: 21_900 }]);
    expect(await till.standing(one)).toMatchObject({ status: 'PAID', paid: 10_000 });
    expect(await till.standing(two)).toMatchObject({ status: 'PAID', paid: 11_900 });
    expect(await till.balance()).toBe('0.00');
  });

  it('R49 R57 crediting all that is on a summary leaves nothing of it to pay', async () => {
    await till.card();
    const one = await till.waiting();
    const summary = await till.summary(one);
    expect((await till.credit(one)).codes).toEqual([]);
    expect((await till.standing(summary)).status).toBe('CREDITED');
    expect(await till.balance()).toBe('0.00');
    expect((await till.pay(summary)).codes).toEqual(['INVOICE_CREDITED']);
  });

  it('R50 R57 of a paid summary an invoice is credited and its money given back, counted once', async () => {
    await till.card();
    const [one, two] = [await till.waiting(), await till.waiting()];
    const summary = await till.summary(one, two);
    const payment = await paymentOf(summary);
    expect((await till.credit(one, '50.00')).codes).toEqual([]);
    expect(await till.balance()).toBe('-50.00');
    expect(await till.refund(payment)).toEqual([]);
    expect(await till.balance()).toBe('0.00');
    expect(await till.standing(summary)).toMatchObject({ paid: 18_800, credited: 5_000 });
    expect(await till.standing(one)).toMatchObject({ status: 'PAID', paid: 6_900 });
    expect(await till.standing(two)).toMatchObject({ status: 'PAID', paid: 11_900 });
  });

  it('R49 R57 a withdrawn summary lets go of its invoices: each is paid by itself, and counts', async () => {
    await till.card();
    const [one, two] = [await till.waiting(), await till.waiting()];
    const summary = await till.summary(one, two);
    expect((await till.void(summary)).codes).toEqual([]);
    expect(await till.balance()).toBe('238.00');
    expect((await till.pay(summary)).codes).toEqual(['INVOICE_VOID']);
    expect((await till.pay(one)).codes).toEqual([]);
    expect(await till.balance()).toBe('119.00');
  });

  it.each(['voidInvoice', 'creditInvoice'])(
    'R57 a free invoice is taken back by %s, once, and never of itself',
    async (name) => {
      const [line] = draft(till.account).lines;
      if (line === undefined) throw new Error('No line');
      const free = { subtotal: 0n, tax: 0n, total: 0n, lines: [{ ...line, amount: 0n }] };
      const invoice = await till.issue(free);
      expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', credited: 0 });
      expect((await till.pay(invoice)).codes).toEqual(['NOTHING_TO_PAY']);
      const invoiceId = till.id('Invoice', invoice);
      if (name === 'creditInvoice')
        expect((await till.credit(invoice, '0.01')).codes).toEqual(['MORE_THAN_INVOICE']);
      expect((await till.correct(name, { invoiceId })).codes).toEqual([]);
      const code = name === 'voidInvoice' ? 'INVOICE_VOID' : 'INVOICE_CREDITED';
      expect(await till.standing(invoice)).toMatchObject({ status: code.slice(8) });
      const before = await checksum(test.dataSource);
      for (const again of [till.pay(invoice), till.void(invoice), till.credit(invoice)])
        expect((await again).codes).toEqual([code]);
      expect(await checksum(test.dataSource)).toBe(before);
    },
  );

  it('R57 two credits and two refunds at once take back no more than there is', async () => {
    await till.card();
    const invoice = await till.issue();
    const payment = await paymentOf(invoice);
    const credits = await Promise.all([till.credit(invoice), till.credit(invoice, '119.00')]);
    expect(credits.map(({ codes }) => codes.length).sort()).toEqual([0, 1]);
    const refunds = await Promise.all([1, 2, 3].map(() => till.refund(payment)));
    expect(refunds.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect(await till.payments()).toMatchObject([{ refunded: 11_900 }]);
    expect(await till.balance()).toBe('0.00');
  });
});
