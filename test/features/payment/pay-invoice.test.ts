import { declineMessage } from '../../../src/domain/billing/decline';
import { checksum, Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';

describe('paying invoices by card', () => {
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
    expect(await till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  it('R47 pays all that is asked for, once, and nothing is owed any more', async () => {
    await till.card();
    const invoice = await till.issue();
    expect(await till.balance()).toBe('119.00');
    const { codes, payload } = await till.pay(invoice);
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      payment: { status: 'SUCCEEDED', failure: null },
      invoice: { status: 'PAID' },
    });
    expect(await till.standing(invoice)).toMatchObject({ paid: 11_900, credited: 0 });
    expect(await till.balance()).toBe('0.00');
    const before = await checksum(test.dataSource);
    expect((await till.pay(invoice)).codes).toEqual(['INVOICE_PAID']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it.each([
    ['declined', 'CARD_DECLINED'],
    ['insufficient-funds', 'INSUFFICIENT_FUNDS'],
    ['expired', 'CARD_EXPIRED'],
    ['authentication', 'AUTHENTICATION_REQUIRED'],
  ] as const)(
    'R27 R53 a card that is %s leaves the invoice open, and says so in words',
    async (card, code) => {
      await till.card(`sandbox:${card}`);
      const invoice = await till.issue();
      const { payload, errors } = await till.pay(invoice);
      expect(errors).toEqual([]);
      expect(payload?.userErrors).toEqual([
        { code, message: declineMessage(code), field: ['input', 'paymentMethodId'] },
      ]);
      expect(payload?.payment).toMatchObject({ status: 'FAILED', failure: declineMessage(code) });
      expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 0 });
      expect(await till.balance()).toBe('119.00');
      // Another card pays it.
      const paymentMethodId = await till.card();
      expect((await till.pay(invoice, { paymentMethodId })).codes).toEqual([]);
      expect(await till.payments()).toMatchObject([{ status: 'FAILED' }, { status: 'SUCCEEDED' }]);
    },
  );

  it.each([
    ['after', 'SUCCEEDED', 'PAID'],
    ['before', 'FAILED', 'OPEN'],
  ])(
    'R56 an answer that is lost %s charging is asked for before anything else',
    async (moment, status, becomes) => {
      const lost = await till.card(`sandbox:times-out-${moment}-charging`);
      const good = await till.card();
      const invoice = await till.issue();
      const { codes, payload } = await till.pay(invoice, { paymentMethodId: lost });
      expect(codes).toEqual(['PAYMENT_PENDING']);
      expect(payload?.payment.status).toBe('PENDING');
      const before = await checksum(test.dataSource);
      // Neither paid anew, nor withdrawn, nor credited, and the card stays.
      expect((await till.pay(invoice, { paymentMethodId: good })).codes).toEqual([
        'PAYMENT_IN_PROGRESS',
      ]);
      expect((await till.void(invoice)).codes).toEqual(['PAYMENT_IN_PROGRESS']);
      expect((await till.credit(invoice)).codes).toEqual(['PAYMENT_IN_PROGRESS']);
      expect(await checksum(test.dataSource)).toBe(before);
      // Whoever charged may still be at it.
      await till.later(1);
      expect(await till.payments()).toMatchObject([{ status: 'PENDING' }]);
      await till.later(2);
      expect(await till.payments()).toEqual([{ status, amount: 11_900, refunded: 0 }]);
      expect(await till.standing(invoice)).toMatchObject({ status: becomes });
      expect((await till.pay(invoice, { paymentMethodId: good })).codes).toEqual(
        becomes === 'PAID' ? ['INVOICE_PAID'] : [],
      );
      const taken = await test.dataSource.query<unknown[]>(
        `SELECT c.id FROM sandbox_charges c JOIN payments y ON y.attempt_key = c.idempotency_key
         WHERE y.account_id = ? AND c.status = 'SUCCEEDED'`,
        [till.account],
      );
      expect(taken).toHaveLength(1);
    },
  );

  it('R47 pays several at once by one charge, named twice or not', async () => {
    await till.card();
    const [one, two] = [await till.issue(), await till.issue()];
    const furtherInvoiceIds = [two, one].map((key) => till.id('Invoice', key));
    expect((await till.pay(one, { furtherInvoiceIds })).codes).toEqual([]);
    expect(await till.payments()).toEqual([{ status: 'SUCCEEDED', amount: 23_800, refunded: 0 }]);
    for (const key of [one, two]) expect((await till.standing(key)).status).toBe('PAID');
  });

  it('R27 several of which one cannot be paid are not paid at all', async () => {
    await till.card();
    const [one, two] = [await till.issue(), await till.issue()];
    await till.void(two);
    const before = await checksum(test.dataSource);
    const furtherInvoiceIds = [till.id('Invoice', two)];
    expect((await till.pay(one, { furtherInvoiceIds })).codes).toEqual(['INVOICE_VOID']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R63 an invoice or a card of another account is not there', async () => {
    const other = await Till.open(test, make);
    const theirs = { card: await other.card(), invoice: await other.issue() };
    await till.card();
    const invoice = await till.issue();
    const before = await checksum(test.dataSource);
    const further = { furtherInvoiceIds: [till.id('Invoice', theirs.invoice)] };
    for (const more of [{ paymentMethodId: theirs.card }, further])
      expect((await till.pay(invoice, more)).codes).toEqual(['NOT_FOUND']);
    expect((await till.pay(theirs.invoice)).codes).toEqual(['NOT_FOUND']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R7 who pays two accounts pays neither with the card of the other, nor both at once', async () => {
    const other = await Till.open(test, make);
    const [user] = await test.dataSource.query<{ id: number }[]>(
      'SELECT holder_user_id AS id FROM accounts WHERE id = ?',
      [till.account],
    );
    await make.membership(other.account, Number(user?.id), ['PAY_INVOICES']);
    const card = await other.card();
    await till.card();
    const [invoice, theirs] = [await till.issue(), await other.issue()];
    const before = await checksum(test.dataSource);
    expect((await till.pay(invoice, { paymentMethodId: card })).codes).toEqual(['CARD_REMOVED']);
    const furtherInvoiceIds = [till.id('Invoice', theirs)];
    expect((await till.pay(invoice, { furtherInvoiceIds })).codes).toEqual(['DIFFERENT_ACCOUNTS']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R47 without a card, or with one that is gone or of another gateway, nothing is begun', async () => {
    const invoice = await till.issue();
    expect((await till.pay(invoice)).codes).toEqual(['NO_CARD']);
    const key = await make.card(till.account);
    expect((await till.pay(invoice)).codes).toEqual(['CARD_UNUSABLE']);
    await test.dataSource.query('UPDATE payment_methods SET expires_on = ? WHERE id = ?', [
      '2026-11-20',
      key,
    ]);
    expect((await till.pay(invoice)).codes).toEqual(['CARD_EXPIRED']);
    await test.dataSource.query('UPDATE payment_methods SET removed_at = NOW(3) WHERE id = ?', [
      key,
    ]);
    const paymentMethodId = till.id('PaymentMethod', key);
    expect((await till.pay(invoice, { paymentMethodId })).codes).toEqual(['CARD_REMOVED']);
    expect(await till.payments()).toEqual([]);
  });

  describe('R49 R50 of a reseller that is invoiced monthly', () => {
    it('an invoice that waits for its summary is paid early, and says then that it does not wait', async () => {
      await till.card();
      const invoice = await till.waiting();
      const notes = async () => {
        const document = '{ node(id: "ID") { ... on Invoice { notes willBeSummarized } } }';
        const asked = document.replace('ID', till.id('Invoice', invoice));
        return (await test.graph(asked, {}, till.holder)).data?.['node'];
      };
      expect(await notes()).toEqual({
        notes: [
          'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.',
        ],
        willBeSummarized: true,
      });
      expect((await till.pay(invoice)).codes).toEqual([]);
      expect(await notes()).toEqual({ notes: [], willBeSummarized: false });
    });

    it('one on a summary is paid only through that, which pays it, and counts once', async () => {
      await till.card();
      const [one, two] = [await till.waiting(), await till.waiting()];
      expect(await till.balance()).toBe('238.00');
      const summary = await till.summary(one, two);
      expect(await till.balance()).toBe('238.00');
      const before = await checksum(test.dataSource);
      expect((await till.pay(one)).codes).toEqual(['INVOICE_ON_SUMMARY']);
      const furtherInvoiceIds = [till.id('Invoice', one)];
      expect((await till.pay(summary, { furtherInvoiceIds })).codes).toEqual([
        'INVOICE_ON_SUMMARY',
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await till.pay(summary)).codes).toEqual([]);
      for (const key of [one, two])
        expect(await till.standing(key)).toMatchObject({ status: 'PAID', paid: 11_900 });
      expect(await till.standing(summary)).toMatchObject({ status: 'PAID', paid: 23_800 });
      expect(await till.balance()).toBe('0.00');
      expect((await till.pay(one)).codes).toEqual(['INVOICE_PAID']);
    });
  });
});
