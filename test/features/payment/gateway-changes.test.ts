import Stripe from 'stripe';
import { Fixtures } from '../../support/fixtures';
import { sentMails, type SentMail } from '../../support/sent-mails';
import { STRIPE_TEST_KEY, TestStripeServer } from '../../support/stripe-server';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';

const SECRET = 'whsec_only_the_tests_know_this_one';
const DAY = 24 * 60;

/** What the gateway does, and banks do, by themselves (R56): told by webhook, or found by the job. */
describe('what happens at the gateway', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;
  let stripe: TestStripeServer;
  let environment: Record<string, string>;
  /** Of the events, those that were told. */
  let reports = 0;

  beforeAll(async () => {
    stripe = await TestStripeServer.start();
    environment = {
      PAYMENT_GATEWAY: 'stripe',
      STRIPE_SECRET_KEY: STRIPE_TEST_KEY,
      STRIPE_PUBLISHABLE_KEY: 'pk_test',
      STRIPE_WEBHOOK_SECRET: SECRET,
      STRIPE_API_URL: stripe.url,
    };
    test = await TestApplication.start(environment);
    make = new Fixtures(test);
    await make.user({ staffRole: 'BILLING', email: 'billing@vendor.test' });
  });
  afterAll(async () => {
    await test.stop();
    await stripe.stop();
  });
  beforeEach(async () => {
    Till.reset(test);
    till = await Till.open(test, make, { name: 'Northwind' });
    for (const table of ['outbox_messages', 'gateway_checks', 'unknown_charges'])
      await test.dataSource.query(`DELETE FROM ${table}`);
    reports = stripe.books.events.length;
    test.jobFailures.length = 0;
  });
  afterEach(async () => {
    expect(test.jobFailures).toEqual([]);
    expect(await till.gaps()).toEqual([]);
  });

  /** Adds a card as a person does with Stripe's form. */
  const card = async (kind: 'SUCCESS' | 'DECLINED' = 'SUCCESS'): Promise<string> => {
    const { payload } = await write<{ setup: { reference: string } }>(
      test,
      till.holder,
      'preparePaymentMethod',
      { accountId: till.id('Account', till.account) },
      'setup { reference }',
    );
    const reference = payload?.setup.reference ?? '';
    stripe.books.completeSetup(reference, kind);
    return till.card(reference, { makeDefault: true });
  };
  const one = async <Row extends object>(text: string, ...values: unknown[]): Promise<Row> => {
    const [row] = await test.dataSource.query<Row[]>(text, values);
    if (row === undefined) throw new Error(`Nothing: ${text}`);
    return row;
  };
  /** Pays invoices by one charge. @returns the gateway's name of it. */
  const paid = async (...[first, ...further]: number[]): Promise<string> => {
    const furtherInvoiceIds = further.map((invoice) => till.id('Invoice', invoice));
    await till.pay(first ?? 0, { furtherInvoiceIds });
    return lastCharge();
  };
  const lastCharge = async (): Promise<string> =>
    (
      await one<{ charge: string }>(
        'SELECT charge FROM payments WHERE account_id = ? ORDER BY id DESC LIMIT 1',
        till.account,
      )
    ).charge;
  const payment = async (charge: string): Promise<string> =>
    till.id(
      'Payment',
      (await one<{ id: number }>('SELECT id FROM payments WHERE charge = ?', charge)).id,
    );

  /** Stripe tells of what has happened: of everything twice, and the last first. */
  const webhooks = async (): Promise<void> => {
    const events = stripe.books.events.slice(reports).reverse();
    reports = stripe.books.events.length;
    for (const event of [...events, ...events]) {
      const payload = JSON.stringify(event);
      const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET });
      await test
        .http()
        .post('/webhooks/stripe')
        .set('content-type', 'application/json')
        .set('stripe-signature', signature)
        .send(payload)
        .expect(200);
    }
    await test.app.reconciling.look();
  };
  /** The job finds what no webhook told; all others are done for this hour. */
  const job = async (app = test): Promise<void> => {
    await test.dataSource.query("DELETE FROM job_runs WHERE job = 'gateway changes'");
    await app.app.jobs.tick();
    await app.app.reconciling.look();
  };
  const mails = async (): Promise<SentMail['parameters'][]> =>
    (await sentMails(test))
      .filter(({ event, to }) => event === 'staff-money-moved' && to === 'billing@vendor.test')
      .map(({ parameters }) => parameters);
  const eur = (amount: string) => ({ amount, currency: 'EUR' });
  const statuses = async (...invoices: number[]): Promise<string[]> =>
    (await Promise.all(invoices.map((invoice) => till.standing(invoice)))).map(
      ({ status, paid: amount }) => `${status} ${amount}`,
    );
  const money = async (charge: string): Promise<object> => {
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on Payment {
         status refunded { amount } disputed { amount } unallocated { amount }
         refunds { status amount { amount } reason } disputes { status held { amount } reason } } } }`,
      { id: await payment(charge) },
      till.holder,
    );
    return (data as { node: object }).node;
  };
  const actions = async (): Promise<string[]> =>
    (
      await test.dataSource.query<{ action: string }[]>(
        "SELECT DISTINCT action FROM audit_events WHERE account_id = ? AND action LIKE 'reconcile%'",
        [till.account],
      )
    ).map(({ action }) => action);

  it('what the gateway lists no more is found as well, when nobody knows or long ago was read how far', async () => {
    await card('DECLINED');
    const removed = await one<{ reference: string }>(
      'SELECT gateway_reference AS reference FROM payment_methods WHERE account_id = ?',
      till.account,
    );
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    stripe.dashboard.openDispute(charge, 2_000);
    stripe.dashboard.removeCard(removed.reference);
    stripe.books.events.length = 0;
    await job();
    expect(await statuses(invoice)).toEqual(['OPEN 9900']);
    expect(await actions()).toEqual(expect.arrayContaining(['reconcilePayment', 'reconcileCard']));
    stripe.dashboard.openDispute(charge, 1_000);
    stripe.books.events.length = 0;
    await job();
    expect(await statuses(invoice)).toEqual(['OPEN 9900']);
    const long = new Date(test.now.getTime() - 30 * DAY * 60_000);
    await test.dataSource.query('UPDATE gateway_watermarks SET read_at = ?', [long]);
    await job();
    expect(await statuses(invoice)).toEqual(['OPEN 8900']);
  });

  describe.each([
    ['told by webhook, of everything twice and in the wrong order', webhooks],
    ['found by the job, though no webhook came', job],
  ])('%s', (_how, learn) => {
    it('R57 refunds in the dashboard: the invoice is owed again, in the ledger, the history and a mail to staff, and nobody is dunned', async () => {
      await card();
      const invoice = await till.issue({ kind: 'LEASE', period: '2026-10', dueOn: '2026-11-25' });
      const charge = await paid(invoice);
      stripe.dashboard.refundInDashboard(charge, 2_000);
      stripe.dashboard.refundInDashboard(charge, 500);
      await learn();
      await learn();
      expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 9_400 });
      expect(await money(charge)).toMatchObject({
        status: 'SUCCEEDED',
        refunded: { amount: '25.00' },
        refunds: [
          {
            status: 'SUCCEEDED',
            amount: { amount: '20.00' },
            reason: 'Made at the payment service',
          },
          { status: 'SUCCEEDED', amount: { amount: '5.00' } },
        ],
      });
      expect(await mails()).toMatchObject([
        { what: 'REFUND_MADE', amount: eur('20.00'), charge, owed: [{ balance: eur('20.00') }] },
        { what: 'REFUND_MADE', amount: eur('5.00'), charge, owed: [{ balance: eur('25.00') }] },
      ]);
      expect(await actions()).toEqual(['reconcilePayment']);
      // Staff decide: it is neither charged again nor overdue, and can be paid.
      await till.later(5 * DAY);
      await test.app.jobs.tick();
      expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 9_400 });
      Till.reset(test);
      expect((await till.pay(invoice)).codes).toEqual([]);
      expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', paid: 11_900 });
      await till.printed();
    });

    it('R57 a dispute takes the money, won it comes again, and lost it stays away, with its fee either way', async () => {
      await card();
      const invoices = [await till.issue(), await till.issue()];
      const charges = [await paid(invoices[0] ?? 0), await paid(invoices[1] ?? 0)];
      const disputes = charges.map((charge) => stripe.dashboard.openDispute(charge, 11_900));
      await learn();
      expect(await statuses(...invoices)).toEqual(['OPEN 0', 'OPEN 0']);
      expect(await money(charges[0] ?? '')).toMatchObject({
        disputed: { amount: '119.00' },
        disputes: [{ status: 'OPEN', held: { amount: '119.00' }, reason: 'fraudulent' }],
      });
      expect(await mails()).toEqual(
        expect.arrayContaining(
          charges.map((charge): unknown =>
            expect.objectContaining({
              ...{ what: 'DISPUTE_OPENED', amount: eur('119.00'), fee: eur('15.00'), charge },
              ...{
                reason: 'fraudulent',
                owed: [{ number: expect.any(String) as string, balance: eur('119.00') }],
              },
            }),
          ),
        ),
      );
      for (const [at, status] of (['won', 'lost'] as const).entries()) {
        const dispute = disputes[at];
        if (dispute !== undefined) stripe.dashboard.closeDispute(dispute, status);
      }
      await learn();
      await learn();
      expect(await statuses(...invoices)).toEqual(['PAID 11900', 'OPEN 0']);
      const decided = (await mails()).slice(2);
      expect(decided.map(({ what }) => what).sort()).toEqual(['DISPUTE_LOST', 'DISPUTE_WON']);
      const fees = await one<{ fees: string; cash: string }>(
        `SELECT SUM(IF(ledger_account = 'FEES', amount, 0)) AS fees, SUM(IF(ledger_account = 'CASH', amount, 0)) AS cash
         FROM ledger_entries WHERE account_id = ?`,
        till.account,
      );
      expect([Number(fees.fees), Number(fees.cash)]).toEqual([3_000, 11_900 - 3_000]);
      // What is lost is written off by a credit note.
      expect((await till.credit(invoices[1] ?? 0)).codes).toEqual([]);
      expect(await statuses(...invoices)).toEqual(['PAID 11900', 'CREDITED 0']);
      await till.printed();
    });

    it('R56 a charge that had been declined is made late, and pays its invoice', async () => {
      await card('DECLINED');
      const invoice = await till.issue();
      const charge = await paid(invoice);
      expect(await statuses(invoice)).toEqual(['OPEN 0']);
      stripe.dashboard.succeedLate(charge);
      await learn();
      await learn();
      expect(await statuses(invoice)).toEqual(['PAID 11900']);
      expect(await money(charge)).toMatchObject({ status: 'SUCCEEDED' });
      expect(await mails()).toMatchObject([
        { what: 'PAID_LATE', amount: eur('119.00'), charge, owed: [], unasked: null },
      ]);
    });

    it('R4 a card that its bank renews is renewed here, and one that is removed is taken off', async () => {
      const [kept, removed] = [await card(), await card('DECLINED')];
      const references = await test.dataSource.query<{ reference: string }[]>(
        'SELECT gateway_reference AS reference FROM payment_methods WHERE account_id = ? ORDER BY id',
        [till.account],
      );
      const renewed = { last4: '1881', exp_month: 11, exp_year: 2035 };
      stripe.dashboard.renewCard(references[0]?.reference ?? '', renewed);
      stripe.dashboard.removeCard(references[1]?.reference ?? '');
      await learn();
      await learn();
      const { data } = await test.graph(
        `query ($id: ID!) { account(id: $id) {
           paymentMethods { nodes { id last4 expiresOn isDefault } } } }`,
        { id: till.id('Account', till.account) },
        till.holder,
      );
      expect(data).toEqual({
        account: {
          paymentMethods: {
            nodes: [{ id: kept, last4: '1881', expiresOn: '2035-11-30', isDefault: true }],
          },
        },
      });
      expect(removed).not.toBe(kept);
      expect(await actions()).toEqual(['reconcileCard']);
      const gone = (await sentMails(test)).filter(({ event }) => event === 'staff-card-gone');
      expect(gone[0]?.parameters).toMatchObject({
        ...{ card: 'Visa ending in 0002', needed: false },
      });
    });
  });

  it('R57 what was credited is given back first, and then nothing is owed again', async () => {
    await card();
    const invoices = [await till.issue(), await till.issue()];
    const charge = await paid(...invoices);
    await till.credit(invoices[1] ?? 0, '50.00');
    stripe.dashboard.refundInDashboard(charge, 3_000);
    await webhooks();
    expect(await statuses(...invoices)).toEqual(['PAID 11900', 'PAID 6900']);
    expect(await till.balance()).toBe('-20.00');
    expect(await mails()).toMatchObject([{ owed: [] }]);
    expect(await till.refund(await payment(charge))).toEqual([]);
    expect(await statuses(...invoices)).toEqual(['PAID 11900', 'PAID 6900']);
    expect(await till.balance()).toBe('0.00');
    expect(await till.refund(await payment(charge))).toEqual(['NOTHING_TO_REFUND']);
  });

  it.each(['dispute', 'refund'])(
    'R57 of what had become credit and was spent since, a %s has the invoice owed again that it has paid',
    async (what) => {
      await card();
      const first = await till.issue();
      const charge = await paid(first);
      expect((await till.credit(first)).codes).toEqual([]);
      const [bought, other] = [await till.issue(), await till.issue()];
      await till.credit(other, '49.00');
      expect((await till.pay(bought)).codes).toEqual([]);
      expect(await statuses(first, bought)).toEqual(['CREDITED 0', 'PAID 11900']);
      expect(await till.balance()).toBe('70.00');
      const dispute = what === 'dispute' ? stripe.dashboard.openDispute(charge, 11_900) : undefined;
      if (dispute === undefined) stripe.dashboard.refundInDashboard(charge, 11_900);
      await webhooks();
      expect(await statuses(first, bought, other)).toEqual(['CREDITED 0', 'OPEN 0', 'OPEN 0']);
      expect(await till.balance()).toBe('189.00');
      expect(await booked('FEES')).toBe(dispute === undefined ? 0 : 1_500);
      expect(await mails()).toMatchObject([{ owed: [{ balance: eur('119.00') }] }]);
      const { collectionHeld } = await one<{ collectionHeld: Date | null }>(
        'SELECT collection_held_at AS collectionHeld FROM invoices WHERE id = ?',
        bought,
      );
      expect(collectionHeld).not.toBeNull();
      await till.printed();
      if (dispute !== undefined) {
        stripe.dashboard.closeDispute(dispute, 'won');
        await webhooks();
        expect(await statuses(first, bought)).toEqual(['CREDITED 0', 'PAID 11900']);
        await till.printed();
        const again = stripe.dashboard.openDispute(charge, 11_900);
        stripe.dashboard.closeDispute(again, 'lost');
        await webhooks();
      }
      // Nothing is left of the payment, and so nothing becomes credit.
      expect(await statuses(bought)).toEqual(['OPEN 0']);
      expect((await till.credit(bought)).codes).toEqual([]);
      expect(await till.balance()).toBe('70.00');
      expect(await till.refund(await payment(charge))).not.toEqual([]);
      await till.printed();
    },
  );

  it('R57 a refund that its bank sends back was none: the money is the customer’s still', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    await till.credit(invoice);
    expect(await till.refund(await payment(charge))).toEqual([]);
    expect(await statuses(invoice)).toEqual(['CREDITED 0']);
    stripe.dashboard.decideRefunds('failed', charge);
    await webhooks();
    expect([await statuses(invoice), await till.balance()]).toEqual([['CREDITED 0'], '-119.00']);
    await till.printed();
    expect(await money(charge)).toMatchObject({
      refunded: { amount: '0.00' },
      refunds: [{ status: 'FAILED' }],
    });
    expect(await mails()).toMatchObject([{ what: 'REFUND_RETURNED', amount: eur('119.00') }]);
    // It can be tried anew.
    expect(await till.refund(await payment(charge))).toEqual([]);
    expect([await statuses(invoice), await till.balance()]).toEqual([['CREDITED 0'], '0.00']);
    await till.printed();
  });

  it('R57 a refund that the bank thinks about is settled by what it decides, and staff learn that it failed', async () => {
    await card();
    const invoices = [await till.issue(), await till.issue()];
    const charges = [await paid(invoices[0] ?? 0), await paid(invoices[1] ?? 0)];
    stripe.books.refundStatus = 'pending';
    await till.credit(invoices[0] ?? 0);
    expect(await till.refund(await payment(charges[0] ?? ''))).toEqual(['REFUND_PENDING']);
    stripe.dashboard.refundInDashboard(charges[1] ?? '', 11_900);
    stripe.books.refundStatus = 'succeeded';
    await webhooks();
    expect(await statuses(...invoices)).toEqual(['CREDITED 0', 'PAID 11900']);
    expect(await money(charges[1] ?? '')).toMatchObject({ refunds: [{ status: 'PENDING' }] });
    for (const charge of charges) stripe.dashboard.decideRefunds('failed', charge);
    await webhooks();
    expect(await statuses(...invoices)).toEqual(['CREDITED 0', 'PAID 11900']);
    expect(await till.balance()).toBe('-119.00');
    expect((await mails()).map(({ what }) => what)).toEqual(['REFUND_REFUSED', 'REFUND_REFUSED']);
  });

  it('R50 R57 of a paid summary all invoices are owed again by it, and paid again by it', async () => {
    await card();
    const invoices = [await till.waiting(), await till.waiting()];
    const summary = await till.summary(...invoices);
    const charge = await paid(summary);
    stripe.dashboard.refundInDashboard(charge, 1_900);
    await webhooks();
    expect(await statuses(summary, ...invoices)).toEqual(['OPEN 21900', 'OPEN 0', 'OPEN 0']);
    expect(await till.balance()).toBe('19.00');
    expect(await till.gaps()).toEqual([]);
    expect((await till.pay(invoices[0] ?? 0)).codes).toEqual(['INVOICE_ON_SUMMARY']);
    // Part of it is written off, and the rest is paid.
    expect((await till.credit(invoices[0] ?? 0, '9.00')).codes).toEqual([]);
    expect((await till.pay(summary)).codes).toEqual([]);
    expect(await statuses(summary, ...invoices)).toEqual([
      'PAID 22900',
      'PAID 11000',
      'PAID 11900',
    ]);
    stripe.dashboard.refundInDashboard(charge, 1_000);
    await webhooks();
    expect(await till.balance()).toBe('10.00');
    await till.printed();
    // All that is owed is written off.
    expect((await till.credit(invoices[1] ?? 0, '10.00')).codes).toEqual([]);
    expect(await statuses(summary, ...invoices)).toEqual([
      'PAID 21900',
      'PAID 11000',
      'PAID 10900',
    ]);
  });

  it('R57 a dispute that is won after the invoice was paid otherwise leaves the money to be refunded', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    const dispute = stripe.dashboard.openDispute(charge, 5_000);
    await webhooks();
    expect(await statuses(invoice)).toEqual(['OPEN 6900']);
    expect((await till.pay(invoice)).codes).toEqual([]);
    stripe.dashboard.closeDispute(dispute, 'won');
    await webhooks();
    expect([await statuses(invoice), await till.balance()]).toEqual([['PAID 11900'], '-50.00']);
    expect(await till.refund(await payment(charge))).toEqual([]);
    expect([await statuses(invoice), await till.balance()]).toEqual([['PAID 11900'], '0.00']);
  });

  it('an inquiry holds nothing, and is told', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    const inquiry = stripe.dashboard.openDispute(charge, 11_900, 'warning_needs_response');
    await webhooks();
    expect(await statuses(invoice)).toEqual(['PAID 11900']);
    stripe.dashboard.closeDispute(inquiry, 'warning_closed');
    await webhooks();
    expect((await mails()).map(({ what }) => what)).toEqual(['DISPUTE_OPENED', 'DISPUTE_WON']);
  });

  it('R56 money that comes late for what was paid otherwise meanwhile is told, and can be refunded', async () => {
    await card('DECLINED');
    const invoice = await till.issue();
    const charge = await paid(invoice);
    await card();
    expect((await till.pay(invoice)).codes).toEqual([]);
    stripe.dashboard.succeedLate(charge);
    await webhooks();
    expect([await statuses(invoice), await till.balance()]).toEqual([['PAID 11900'], '-119.00']);
    expect(await mails()).toMatchObject([{ what: 'PAID_LATE', unasked: eur('119.00') }]);
    expect(await till.refund(await payment(charge))).toEqual([]);
    expect([await statuses(invoice), await till.balance()]).toEqual([['PAID 11900'], '0.00']);
  });

  it('R49 R56 money that comes late for invoices that are on a summary by now pays that', async () => {
    await card('DECLINED');
    const invoices = [await till.waiting(), await till.waiting()];
    const charge = await paid(invoices[0] ?? 0);
    const summary = await till.summary(...invoices);
    stripe.dashboard.succeedLate(charge);
    await webhooks();
    expect(await statuses(summary, ...invoices)).toEqual(['OPEN 11900', 'OPEN 0', 'OPEN 0']);
    expect(await till.balance()).toBe('119.00');
    await card();
    expect((await till.pay(summary)).codes).toEqual([]);
    expect(await statuses(summary, ...invoices)).toEqual([
      'PAID 23800',
      'PAID 11900',
      'PAID 11900',
    ]);
  });

  it('R40 of a customer who was deleted all cards are gone', async () => {
    await card();
    await card();
    const { reference } = await one<{ reference: string }>(
      'SELECT reference FROM gateway_customers WHERE account_id = ?',
      till.account,
    );
    stripe.dashboard.deleteCustomer(reference);
    await webhooks();
    const { left } = await one<{ left: number | string }>(
      'SELECT COUNT(*) AS `left` FROM payment_methods WHERE account_id = ? AND removed_at IS NULL',
      till.account,
    );
    expect(Number(left)).toBe(0);
  });

  it('charges that are none of ours are told to staff once a day, and nothing is booked', async () => {
    await card();
    const { reference } = await one<{ reference: string }>(
      'SELECT reference FROM gateway_customers WHERE account_id = ?',
      till.account,
    );
    const known = stripe.dashboard.chargeInDashboard(1_250, 'eur', reference);
    const foreign = stripe.dashboard.chargeInDashboard(500, 'jpy');
    await webhooks();
    await job();
    await job();
    const { number } = await one<{ number: string }>(
      'SELECT number FROM accounts WHERE id = ?',
      till.account,
    );
    const said = (await sentMails(test)).filter(
      ({ event, to }) => event === 'staff-unknown-charges' && to === 'billing@vendor.test',
    );
    expect(said).toHaveLength(1);
    const charges = said[0]?.parameters['charges'] as object[];
    expect(charges).toHaveLength(2);
    expect(charges).toEqual(
      expect.arrayContaining([
        { charge: known.id, amount: '12.50 EUR', accountNumber: number },
        { charge: foreign.id, amount: '500 JPY', accountNumber: null },
      ]),
    );
    expect(await till.payments()).toEqual([]);
    await test.dataSource.query('UPDATE unknown_charges SET told_at = ?', [new Date(0)]);
  });

  it('R55 however many processes look at once, everything is booked once', async () => {
    await card();
    const invoices = await Promise.all(Array.from({ length: 4 }, () => till.issue()));
    const charges: string[] = [];
    for (const invoice of invoices) charges.push(await paid(invoice));
    charges.forEach((charge, at) => {
      stripe.dashboard.refundInDashboard(charge, 1_000);
      if (at % 2 === 0) stripe.dashboard.openDispute(charge, 2_000);
    });
    const others = [await test.another(environment)];
    await Promise.all([webhooks(), ...others.map((other) => job(other)), job()]);
    await webhooks();
    expect(others.flatMap(({ jobFailures }) => jobFailures)).toEqual([]);
    await Promise.all(others.map((other) => other.stop()));
    expect(await statuses(...invoices)).toEqual(
      invoices.map((_invoice, at) => (at % 2 === 0 ? 'OPEN 8900' : 'OPEN 10900')),
    );
    expect((await mails()).length).toBe(6);
  });

  it('R56 whoever looked before something changed does not write what he saw after it was written', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    stripe.dashboard.refundInDashboard(charge, 1_000);
    const other = await test.another(environment);
    // This one sees the refund; before it writes it down, its claim has run out and another has seen that it came back.
    let late: (() => Promise<void>) | null = async () => {
      late = null;
      stripe.dashboard.decideRefunds('failed', charge);
      other.now = new Date(test.now.getTime() + 6 * 60_000);
      await other.app.reconciling.look();
    };
    stripe.after = async (request) => {
      if (request.startsWith('GET /disputes') && late !== null) await late();
    };
    await webhooks();
    stripe.after = null;
    expect(late).toBeNull();
    await other.stop();
    expect(await statuses(invoice)).toEqual(['PAID 11900']);
    expect(await money(charge)).toMatchObject({ refunded: { amount: '0.00' } });
    await webhooks();
    expect(await statuses(invoice)).toEqual(['PAID 11900']);
  });

  it('a gateway that does not answer is asked again, and holds nothing back for good', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    stripe.dashboard.refundInDashboard(charge, 1_000);
    stripe.manner = () => 'reset-before';
    await webhooks();
    expect(test.jobFailures).toHaveLength(1);
    test.jobFailures.length = 0;
    stripe.manner = () => 'serve';
    await till.later(3);
    expect(await statuses(invoice)).toEqual(['OPEN 10900']);
  });

  /** What the ledger says of one of its accounts, minor units. */
  const booked = async (ledgerAccount: string): Promise<number> => {
    const { sum } = await one<{ sum: unknown }>(
      'SELECT SUM(amount) AS sum FROM ledger_entries WHERE account_id = ? AND ledger_account = ?',
      ...[till.account, ledgerAccount],
    );
    return Number(sum);
  };

  it('R57 refunded twice in part and then disputed in full: what was never there is our cost, and comes back first', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    for (const amount of [3_001, 2_049]) stripe.dashboard.refundInDashboard(charge, amount);
    await webhooks();
    expect(await statuses(invoice)).toEqual(['OPEN 6850']);
    const dispute = stripe.dashboard.openDispute(charge, 11_900);
    await webhooks();
    expect(await statuses(invoice)).toEqual(['OPEN 0']);
    expect([await booked('FEES'), await booked('CASH')]).toEqual([5_050 + 1_500, -5_050 - 1_500]);
    await till.printed();
    // Decided in part: 60.00 come again, which are less than is missing to us and the invoice.
    const [withdrawn] = dispute['balance_transactions'] as object[];
    const again = { id: 'txn_again', amount: 6_000, fee: 0, currency: 'eur' };
    const decided = (status: string, ...moved: object[]): void => {
      Object.assign(dispute, { status, balance_transactions: [withdrawn, ...moved] });
      stripe.books.happened('charge.dispute.closed', dispute);
    };
    decided('lost', again);
    await webhooks();
    expect(await statuses(invoice)).toEqual(['OPEN 950']);
    expect([await booked('FEES'), await booked('CASH')]).toEqual([1_500, 950 - 1_500]);
    expect((await mails()).map(({ what }) => what)).toEqual([
      ...['REFUND_MADE', 'REFUND_MADE', 'DISPUTE_OPENED', 'DISPUTE_LOST'],
    ]);
    expect(await till.refund(await payment(charge))).toEqual(['NOTHING_TO_REFUND']);
    // The bank thinks better of it.
    decided('won', again, { id: 'txn_rest', amount: 5_900, fee: -1_500, currency: 'eur' });
    await webhooks();
    expect(await statuses(invoice)).toEqual(['OPEN 6850']);
    expect([await booked('FEES'), await booked('CASH')]).toEqual([0, 6_850]);
  });

  it('R57 a refund that took more than there was comes back to us, and one that had come back is made after all', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    stripe.dashboard.refundInDashboard(charge, 11_900);
    await webhooks();
    const dispute = stripe.dashboard.openDispute(charge, 11_900);
    await webhooks();
    expect(await statuses(invoice)).toEqual(['OPEN 0']);
    expect(await booked('FEES')).toBe(11_900 + 1_500);
    stripe.dashboard.decideRefunds('failed', charge);
    await webhooks();
    // The customer has the money, by the dispute: nothing of it is paid, or theirs once more.
    expect(await statuses(invoice)).toEqual(['OPEN 0']);
    expect([await booked('FEES'), await booked('CREDIT')]).toEqual([1_500, 0]);
    expect(await money(charge)).toMatchObject({
      refunded: { amount: '0.00' },
      unallocated: { amount: '0.00' },
    });
    stripe.dashboard.decideRefunds('succeeded', charge);
    await webhooks();
    expect(await booked('FEES')).toBe(11_900 + 1_500);
    expect(await money(charge)).toMatchObject({
      refunded: { amount: '119.00' },
      refunds: [{ status: 'SUCCEEDED' }],
    });
    stripe.dashboard.closeDispute(dispute, 'won');
    await webhooks();
    expect(await statuses(invoice)).toEqual(['OPEN 0']);
    expect([await booked('FEES'), await booked('CASH')]).toEqual([1_500, -1_500]);
  });

  it('R50 R57 of a paid summary a dispute is lost: its invoices are owed by it, are held, and can be collected again', async () => {
    await card();
    const invoices = [await till.waiting(), await till.waiting()];
    const summary = await till.summary(...invoices);
    const dispute = stripe.dashboard.openDispute(await paid(summary), 12_001);
    await webhooks();
    stripe.dashboard.closeDispute(dispute, 'lost');
    await webhooks();
    expect(await statuses(summary, ...invoices)).toEqual(['OPEN 11799', 'OPEN 0', 'OPEN 0']);
    expect(await till.balance()).toBe('120.01');
    await till.printed();
    const resume = (invoice: number) =>
      till.correct('resumeCollection', { invoiceId: till.id('Invoice', invoice) });
    expect((await resume(summary)).codes).toEqual([]);
    expect((await resume(summary)).codes).toEqual(['COLLECTION_NOT_HELD']);
    expect((await till.pay(summary)).codes).toEqual([]);
    expect(await statuses(summary, ...invoices)).toEqual([
      ...['PAID 23800', 'PAID 11900', 'PAID 11900'],
    ]);
    await till.printed();
  });

  it('R53 a lease invoice whose collection is resumed is charged again, by itself', async () => {
    await card();
    const invoice = await till.issue({ kind: 'LEASE', period: '2026-10', dueOn: '2026-11-25' });
    stripe.dashboard.openDispute(await paid(invoice), 4_000);
    await webhooks();
    const jobs = async (): Promise<void> => {
      await test.dataSource.query('DELETE FROM job_runs');
      await test.app.jobs.tick();
    };
    await jobs();
    expect(await statuses(invoice)).toEqual(['OPEN 7900']);
    const { codes } = await till.correct('resumeCollection', {
      invoiceId: till.id('Invoice', invoice),
    });
    expect(codes).toEqual([]);
    await jobs();
    expect(await statuses(invoice)).toEqual(['PAID 11900']);
  });

  it('R57 a dispute that is counted in another currency holds what is disputed, and one of another currency all of it', async () => {
    till = await Till.open(test, make, { name: 'Northwind', currency: 'GBP' });
    await card();
    const invoices = [await till.issue({ currency: 'GBP' }), await till.issue({ currency: 'GBP' })];
    const in_ = (currency: string) => [{ id: 'txn', amount: -13_333, fee: 1_500, currency }];
    const [first, second] = [await paid(invoices[0] ?? 0), await paid(invoices[1] ?? 0)];
    Object.assign(stripe.dashboard.openDispute(first, 5_000), { balance_transactions: in_('eur') });
    Object.assign(stripe.dashboard.openDispute(second, 7_777), {
      ...{ currency: 'usd', balance_transactions: in_('eur') },
    });
    await webhooks();
    expect(await statuses(...invoices)).toEqual(['OPEN 6900', 'OPEN 0']);
    expect(await booked('FEES')).toBe(0);
  });

  it('what is told of things that nobody knows is looked at, and comes to nothing', async () => {
    await card();
    const invoice = await till.issue();
    const charge = await paid(invoice);
    // Somebody copies a charge with all that stands on it, and refunds the copy.
    const { metadata, amount } = stripe.books.get(stripe.books.intents, charge);
    const copy = stripe.dashboard.chargeInDashboard(Number(amount), 'eur');
    Object.assign(copy, { metadata });
    stripe.dashboard.refundInDashboard(copy.id, 1_000);
    for (const [type, id] of [
      ['payment_intent.succeeded', 'pi_nobody'],
      ['payment_method.detached', 'pm_nobody'],
      ['customer.deleted', 'cus_nobody'],
      ['charge.dispute.created', 'pi_neither'],
    ] as const)
      stripe.books.happened(type, { id, object: 'thing', payment_intent: id });
    await webhooks();
    await webhooks();
    expect(await statuses(invoice)).toEqual(['PAID 11900']);
    expect(await money(charge)).toMatchObject({ refunded: { amount: '0.00' }, refunds: [] });
    expect(await mails()).toEqual([]);
    const { waiting } = await one<{ waiting: unknown }>(
      'SELECT COUNT(*) AS waiting FROM gateway_checks',
    );
    expect(Number(waiting)).toBe(0);
    const noted = await one<{ charge: string }>('SELECT charge FROM unknown_charges');
    expect(noted.charge).toBe(copy.id);
    await test.dataSource.query('DELETE FROM unknown_charges');
  });
});
