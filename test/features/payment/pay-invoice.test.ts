import { declineMessage } from '../../../src/domain/billing/decline';
import { answerBank, type Action } from '../../support/bank';
import { checksum, Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';

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
    await test.dataSource.query('UPDATE payment_methods SET removed_at = NOW(3) WHERE id = ?', [
      key,
    ]);
    const paymentMethodId = till.id('PaymentMethod', key);
    expect((await till.pay(invoice, { paymentMethodId })).codes).toEqual(['CARD_REMOVED']);
    expect(await till.payments()).toEqual([]);
  });

  it('a card that has ended as far as we know is charged all the same, and its new end is written down', async () => {
    await till.card();
    const ended = "UPDATE payment_methods SET expires_on = '2026-11-20' WHERE account_id = ?";
    await test.dataSource.query(ended, [till.account]);
    expect((await till.pay(await till.issue())).codes).toEqual([]);
    const { data } = await test.graph(
      `query ($id: ID!) { account(id: $id) {
         paymentMethods { nodes { expiresOn } }
         history { nodes { action subjectType changes { field before after } } } } }`,
      { id: till.id('Account', till.account) },
      till.holder,
    );
    expect(data?.['account']).toMatchObject({
      paymentMethods: { nodes: [{ expiresOn: '2039-12-31' }] },
      history: {
        nodes: expect.arrayContaining([
          {
            action: 'payInvoice',
            subjectType: 'PaymentMethod',
            changes: [{ field: 'expiresOn', before: '2026-11-20', after: '2039-12-31' }],
          },
        ]) as unknown,
      },
    });
  });

  describe('a card whose bank wants each payment confirmed (3-D Secure)', () => {
    const ACTION = `paymentAction { paymentId gateway clientSecret redirectUrl confirmBy }`;
    interface PayAnswer {
      readonly payment: { readonly id: string; readonly status: string };
      readonly paymentAction: Action;
    }
    const send = (name: string, input: object, as = till.holder) =>
      write<PayAnswer>(test, as, name, input, `payment { id status confirmBy } ${ACTION}`);
    const pay = async (invoice: number): Promise<Action> => {
      const { codes, payload } = await send('payInvoice', {
        invoiceId: till.id('Invoice', invoice),
      });
      expect(codes).toEqual(['PAYMENT_ACTION_REQUIRED']);
      expect(payload).toMatchObject({
        payment: { status: 'PENDING', confirmBy: '2026-11-21T12:15:00.000Z' },
        paymentAction: { gateway: 'sandbox', confirmBy: '2026-11-21T12:15:00.000Z' },
      });
      return payload?.paymentAction as Action;
    };
    const confirm = ({ paymentId }: Action, as?: string) =>
      send('confirmPayment', { paymentId }, as);
    let invoice: number;
    beforeEach(async () => {
      await till.card('sandbox:authentication');
      invoice = await till.issue();
    });

    it('is charged once its payer has confirmed, and not before', async () => {
      const action = await pay(invoice);
      expect(await confirm(action)).toMatchObject({
        codes: ['PAYMENT_ACTION_REQUIRED'],
        payload: { paymentAction: { redirectUrl: action.redirectUrl } },
      });
      expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 0 });
      expect((await till.pay(invoice)).codes).toEqual(['PAYMENT_IN_PROGRESS']);
      const dryRun = { paymentId: action.paymentId, dryRun: true };
      expect(
        (await write(test, till.holder, 'confirmPayment', dryRun, 'effects { kind }')).payload,
      ).toMatchObject({ effects: expect.arrayContaining([{ kind: 'CHANGE' }]) as unknown });
      expect(await answerBank(test, action, 'confirm')).toBe(200);
      const done = {
        codes: [],
        payload: { payment: { status: 'SUCCEEDED' }, paymentAction: null },
      };
      expect(await confirm(action)).toMatchObject(done);
      expect(await confirm(action)).toMatchObject(done);
      expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', paid: 11_900 });
      // The bank was answered before.
      expect(await answerBank(test, action, 'refuse')).toBe(404);
    });

    it('is settled without anybody asking, as the gateway tells of it', async () => {
      await answerBank(test, await pay(invoice), 'confirm');
      await test.app.reconciling.look();
      expect((await till.standing(invoice)).status).toBe('PAID');
    });

    it('says that its payer refused, whoever learned of it first', async () => {
      const action = await pay(invoice);
      await answerBank(test, action, 'refuse');
      await test.app.reconciling.look();
      expect((await till.payments()).map(({ status }) => status)).toEqual(['FAILED']);
      expect(await confirm(action)).toMatchObject({
        codes: ['AUTHENTICATION_REQUIRED'],
        payload: { payment: { status: 'FAILED' }, paymentAction: null },
      });
    });

    it('is settled once, however many tabs confirm, call off and pay it at the same moment', async () => {
      const action = await pay(invoice);
      await answerBank(test, action, 'confirm');
      const { paymentId } = action;
      const answers = await Promise.all([
        ...[1, 2, 3].map(() => confirm(action)),
        write<PayAnswer>(test, till.holder, 'cancelPayment', { paymentId }),
        till.pay(invoice),
        test.app.reconciling.look(),
      ]);
      for (const { payload } of answers.slice(0, 3) as Awaited<ReturnType<typeof confirm>>[])
        expect(payload?.payment.status).toBe('SUCCEEDED');
      expect(await till.payments()).toEqual([{ status: 'SUCCEEDED', amount: 11_900, refunded: 0 }]);
      expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', paid: 11_900 });
    });

    it('keeps the invoice from being withdrawn or credited until it is called off, and the card on file', async () => {
      const { paymentId } = await pay(invoice);
      expect((await till.void(invoice)).codes).toEqual(['PAYMENT_IN_PROGRESS']);
      expect((await till.credit(invoice, '1.00')).codes).toEqual(['PAYMENT_IN_PROGRESS']);
      expect((await write(test, till.holder, 'cancelPayment', { paymentId })).codes).toEqual([]);
      expect((await till.void(invoice)).codes).toEqual([]);
    });

    it('takes nothing when its payer refuses, takes too long, or calls it off', async () => {
      const refused = await pay(invoice);
      await answerBank(test, refused, 'refuse');
      expect((await confirm(refused)).codes).toEqual(['AUTHENTICATION_REQUIRED']);
      const late = await pay(invoice);
      await till.later(14);
      expect((await confirm(late)).codes).toEqual(['PAYMENT_ACTION_REQUIRED']);
      await till.later(2);
      expect((await confirm(late)).payload?.payment.status).toBe('FAILED');
      expect(await answerBank(test, late, 'confirm')).toBe(404);
      Till.reset(test);
      const given = { paymentId: (await pay(invoice)).paymentId };
      const before = await checksum(test.dataSource);
      const dryRun = await write(test, till.holder, 'cancelPayment', { ...given, dryRun: true });
      expect(dryRun.codes).toEqual([]);
      expect(await checksum(test.dataSource)).toBe(before);
      const cancel = async () =>
        write<PayAnswer>(test, till.holder, 'cancelPayment', given, 'payment { id status }');
      expect(await cancel()).toMatchObject({
        codes: [],
        payload: { payment: { status: 'FAILED' } },
      });
      expect((await cancel()).codes).toEqual(['NOTHING_TO_CANCEL']);
      expect((await till.payments()).map(({ status }) => status)).toEqual(
        Array<string>(3).fill('FAILED'),
      );
      expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 0 });
    });

    it('calling off what was confirmed meanwhile says that it is paid', async () => {
      const action = await pay(invoice);
      await answerBank(test, action, 'confirm');
      const { paymentId } = action;
      const late = await write(test, till.holder, 'cancelPayment', { paymentId });
      expect(['PAYMENT_SUCCEEDED', 'NOTHING_TO_CANCEL']).toContain(late.codes.join());
      expect((await till.standing(invoice)).status).toBe('PAID');
    });

    it('R60 a repeat of the call tells no secret again, and says so', async () => {
      const document = `mutation { payInvoice(input: { invoiceId: "${till.id('Invoice', invoice)}" }) {
        ${ACTION} userErrors { code } } }`;
      const tell = async () =>
        (await test.graph(document, {}, till.holder, 'pay once')).data?.['payInvoice'] as {
          paymentAction: Action;
        };
      const [first, again] = [await tell(), await tell()];
      expect(first.paymentAction.clientSecret).toEqual(expect.any(String));
      expect(again).toEqual({
        ...first,
        paymentAction: { ...first.paymentAction, clientSecret: null, redirectUrl: null },
      });
      const { payload } = await confirm(first.paymentAction);
      expect(payload?.paymentAction.redirectUrl).toBe(first.paymentAction.redirectUrl);
      const kept = await test.dataSource.query<{ answer: string }[]>(
        'SELECT answer FROM idempotency_keys',
      );
      expect(JSON.stringify(kept)).not.toContain(first.paymentAction.clientSecret);
    });

    it('R7 R63 is confirmed by who pays invoices, and is not there for anybody else', async () => {
      const action = await pay(invoice);
      const other = await Till.open(test, make);
      expect((await confirm(action, other.holder)).codes).toEqual(['NOT_FOUND']);
      const buyer = await make.user();
      await make.membership(till.account, buyer, ['MAKE_PURCHASES']);
      const asBuyer = await confirm(action, await test.tokenFor(buyer));
      expect(asBuyer.codes).toEqual(['FORBIDDEN']);
      expect(asBuyer.errors[0]?.extensions).toMatchObject({ missingPermission: 'PAY_INVOICES' });
    });
  });

  describe('less than a card is charged', () => {
    const small = (total: bigint, more: object = {}) => till.issueOf(total, more);
    const shown = async (invoice: number): Promise<unknown> => {
      const { data } = await test.graph(
        `query ($id: ID!, $account: ID!) {
           node(id: $id) { ... on Invoice { status carried notes viewerCan(action: PAY_INVOICE) { allowed } } }
           account(id: $account) { carried { amount } } }`,
        { id: till.id('Invoice', invoice), account: till.id('Account', till.account) },
        till.holder,
      );
      return data;
    };

    it('is refused by hand, carried, and charged along with what is paid next', async () => {
      await till.card();
      const first = await small(36n);
      const { payload } = await till.pay(first);
      expect(payload?.userErrors).toMatchObject([
        {
          code: 'AMOUNT_TOO_SMALL',
          message: expect.stringContaining('at least 0.50 EUR, and this is 0.36 EUR') as unknown,
        },
      ]);
      expect(await shown(first)).toEqual({
        node: {
          status: 'OPEN',
          carried: true,
          notes: [
            'Less than 0.50 EUR is not charged alone: this amount is charged together with others. There is nothing to do.',
          ],
          viewerCan: { allowed: false },
        },
        account: { carried: { amount: '0.36' } },
      });
      const large = await till.issue();
      expect((await till.pay(large, { withCarried: false })).codes).toEqual([]);
      expect((await till.standing(first)).status).toBe('OPEN');
      const second = await small(1n);
      const next = await till.issue();
      expect((await till.pay(next)).codes).toEqual([]);
      expect((await till.payments()).map(({ amount }) => amount)).toEqual([11_900, 11_937]);
      for (const one of [first, second, next])
        expect((await till.standing(one)).status).toBe('PAID');
      expect(await till.balance()).toBe('0.00');
    });

    it('is charged as soon as all of it comes to enough, by one charge for all', async () => {
      await till.card();
      const invoices = [await small(20n), await small(29n)];
      expect((await till.pay(invoices[0] ?? 0)).codes).toEqual(['AMOUNT_TOO_SMALL']);
      invoices.push(await small(1n));
      expect(await shown(invoices[0] ?? 0)).toMatchObject({
        node: { viewerCan: { allowed: true } },
      });
      expect((await till.pay(invoices[0] ?? 0)).codes).toEqual([]);
      expect(await till.payments()).toEqual([{ status: 'SUCCEEDED', amount: 50, refunded: 0 }]);
      for (const one of invoices) expect((await till.standing(one)).status).toBe('PAID');
    });

    it('is what a credit leaves of an overdue invoice: it is not overdue any more, and never again', async () => {
      await till.card();
      const invoice = await till.issue({ kind: 'LEASE', period: '2026-10', dueOn: '2026-11-09' });
      await test.dataSource.query("UPDATE invoices SET status = 'OVERDUE' WHERE id = ?", [invoice]);
      await till.credit(invoice, '118.99');
      expect((await till.standing(invoice)).status).toBe('OPEN');
      await test.app.jobs.tick();
      expect((await till.standing(invoice)).status).toBe('OPEN');
    });

    it('makes nothing unpayable: what the greatest charge has no room for waits for the next one', async () => {
      await till.card();
      const carried = [await small(30n), await small(19n)];
      const large = await small(99_999_969n);
      expect(await shown(large)).toMatchObject({ node: { viewerCan: { allowed: true } } });
      expect((await till.pay(large)).codes).toEqual([]);
      expect((await till.payments()).map(({ amount }) => amount)).toEqual([99_999_999]);
      for (const [at, status] of ['PAID', 'OPEN'].entries())
        expect((await till.standing(carried[at] ?? 0)).status).toBe(status);
      const greatest = await small(99_999_999n);
      expect((await till.pay(greatest)).codes).toEqual([]);
      expect((await till.payments()).map(({ amount }) => amount)).toEqual([99_999_999, 99_999_999]);
      expect((await till.pay(await till.issue())).codes).toEqual([]);
      expect((await till.payments()).at(-1)?.amount).toBe(11_919);
    });

    it.each([
      ['GBP', 29n, 30n],
      ['USD', 49n, 50n],
    ] as const)(
      'of %s is its own: %d is carried, %d is charged',
      async (currency, under, least) => {
        till = await Till.open(test, make, { currency });
        await till.card();
        const carried = await small(under, { currency });
        expect((await till.pay(carried)).codes).toEqual(['AMOUNT_TOO_SMALL']);
        const enough = await small(least, { currency });
        expect(await shown(enough)).toMatchObject({
          node: { carried: false, viewerCan: { allowed: true } },
        });
        expect((await till.pay(enough, { withCarried: false })).codes).toEqual([]);
        const another = await small(1n, { currency });
        expect(await shown(another)).toMatchObject({
          node: { carried: true, viewerCan: { allowed: true } },
        });
        expect((await till.pay(another)).codes).toEqual([]);
        expect((await till.standing(carried)).status).toBe('PAID');
      },
    );

    it('is nobody’s to charge along while its collection is held', async () => {
      await till.card();
      const held = await small(36n);
      await test.dataSource.query('UPDATE invoices SET collection_held_at = NOW(3) WHERE id = ?', [
        held,
      ]);
      expect(await shown(held)).toMatchObject({
        node: { carried: false, notes: [], viewerCan: { allowed: false } },
        account: { carried: { amount: '0.00' } },
      });
      expect((await till.pay(await till.issue())).codes).toEqual([]);
      expect((await till.standing(held)).status).toBe('OPEN');
      await small(14n);
      expect(await shown(held)).toMatchObject({ node: { viewerCan: { allowed: true } } });
      // Who names it pays it.
      expect((await till.pay(held)).codes).toEqual([]);
      expect((await till.payments()).map(({ amount }) => amount)).toEqual([11_900, 50]);
    });

    it('of a summary carries the summary, and pays what is on it once it is charged along', async () => {
      await till.card();
      const inside = await small(36n, { awaitsSummary: true });
      expect(await shown(inside)).toMatchObject({
        node: { carried: false, viewerCan: { allowed: false } },
        account: { carried: { amount: '0.00' } },
      });
      const summary = await small(36n, { kind: 'SUMMARY', period: '2026-10' });
      await test.dataSource.query('UPDATE invoices SET summary_invoice_id = ? WHERE id = ?', [
        summary,
        inside,
      ]);
      expect(await shown(summary)).toMatchObject({
        node: { carried: true, viewerCan: { allowed: false } },
        account: { carried: { amount: '0.36' } },
      });
      const others = [await small(13n), await small(49n)];
      expect((await till.pay(others[1] ?? 0)).codes).toEqual([]);
      expect((await till.payments()).map(({ amount }) => amount)).toEqual([98]);
      for (const one of [inside, summary, ...others])
        expect((await till.standing(one)).status).toBe('PAID');
    });

    it('more than a card is charged is refused, and the card stays', async () => {
      await till.card();
      const invoice = await small(100_000_000n);
      const { payload } = await till.pay(invoice);
      expect(payload?.userErrors).toMatchObject([
        {
          code: 'AMOUNT_TOO_LARGE',
          message: expect.stringContaining('at most 999999.99 EUR') as unknown,
        },
      ]);
      expect(await shown(invoice)).toMatchObject({ node: { viewerCan: { allowed: false } } });
      expect(await till.payments()).toEqual([]);
      expect((await till.pay(await till.issue())).codes).toEqual([]);
    });
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
