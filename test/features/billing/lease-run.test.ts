import { Fixtures } from '../../support/fixtures';
import { letterOf, sentMails } from '../../support/sent-mails';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { billed, gapless } from './books';

describe('lease invoices of the 1st', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;
  let product: number;

  beforeAll(async () => {
    test = await TestApplication.start({
      PAYMENT_GATEWAY: 'sandbox',
      BILLING_TIME_ZONE: 'Europe/Berlin',
      TAX_RATES: 'DE=19',
    });
    make = new Fixtures(test);
    product = await make.product({ name: 'Mail Pro 250' });
    await make.price({ productId: product, kind: 'LEASE', amount: 2_000n });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    await test.dataSource.query('DELETE FROM job_runs');
    await test.dataSource.query('DELETE FROM billing_months');
    Till.reset(test);
    till = await Till.open(test, make, { leaseProvider: true });
    // The months before are billed: a run that was never made begins with the current one.
    await test.app.jobs.tick();
    test.jobFailures.length = 0;
    await test.dataSource.query(
      'UPDATE memberships SET alert_invoice_created = 1 WHERE account_id = ?',
      [till.account],
    );
  });
  afterEach(async () => {
    // Runs bill everybody: no test bills another's accounts.
    await test.dataSource.query(
      "UPDATE leases SET started_on = '2030-01-01' WHERE started_on < '2030-01-01'",
    );
  });

  const lease = (given: object, account = till.account) =>
    make.lease(account, till.account, product, given);
  const on = (instant: string): Promise<void> => {
    test.now = new Date(instant);
    return test.app.jobs.tick();
  };
  /** A session of the holder that is open now. */
  const holder = async (): Promise<string> => {
    const [row] = await test.dataSource.query<{ id: number }[]>(
      'SELECT holder_user_id AS id FROM accounts WHERE id = ?',
      [till.account],
    );
    return test.tokenFor(row?.id ?? 0);
  };
  /** What the people of the account were mailed. */
  const events = async (): Promise<string[]> => {
    const rows = await test.dataSource.query<{ event: string }[]>(
      'SELECT event FROM outbox_messages WHERE account_id = ? ORDER BY id',
      [till.account],
    );
    return rows.map(({ event }) => event);
  };
  const mine = async (account = till.account) =>
    (await billed(test)).filter((one) => one.account === account);

  it('R51 R52 on the 1st a provider gets one invoice for every lease active in the month before, explained and charged', async () => {
    await till.card();
    await lease({ startedOn: '2026-09-01', monthlyPrice: 2_000n });
    await lease({ startedOn: '2026-11-15', monthlyPrice: 2_800n });
    await lease({
      startedOn: '2026-10-05',
      stoppedOn: '2026-11-01',
      stoppedAt: new Date('2026-11-01T08:00:00Z'),
      status: 'STOPPED',
    });
    const changed = await lease({ startedOn: '2026-11-01', monthlyPrice: 3_000n });
    await make.terms(till.account, changed.leaseId, '2026-11-11', {
      productId: product,
      monthlyPrice: 6_000n,
    });
    await lease({ startedOn: '2026-12-01' });

    // Midnight has not passed in Berlin.
    await on('2026-11-30T22:59:59Z');
    expect(await mine()).toEqual([]);
    await on('2026-11-30T23:00:00Z');
    const [invoice, ...more] = await mine();
    expect(more).toEqual([]);
    // 20.00, 16 of 28 days at 28.00, and 10 days at 30.00 with 20 at 60.00 over 30.
    expect(invoice).toMatchObject({
      kind: 'LEASE',
      period: '2026-11',
      issuedOn: '2026-12-01',
      dueOn: '2026-12-08',
      lines: 3,
      sum: 2_000 + 1_600 + 5_000,
      subtotal: 8_600,
      tax: 1_634,
      total: 10_234,
      paid: 10_234,
      status: 'PAID',
    });
    const lines = await test.dataSource.query<{ explanation: string; period: string }[]>(
      'SELECT explanation, period FROM invoice_lines WHERE invoice_id = ? ORDER BY position',
      [invoice?.id],
    );
    expect(lines.map(({ explanation }) => explanation)).toEqual([
      '30 of 30 days at €20.00',
      '16 of 28 days at €28.00',
      '10 of 30 days at €30.00 (1-10), 20 at €60.00 (11-30)',
    ]);
    expect(test.jobFailures).toEqual([]);
    expect(await events()).toEqual(['lease-invoice-created', 'payment-received']);
    await on('2026-12-01T10:00:00Z');
    expect(await mine()).toHaveLength(1);
  });

  it('R75 the invoice keeps buyer and seller of the day of issue', async () => {
    await lease({ startedOn: '2026-11-01' });
    await on('2026-12-01T01:00:00Z');
    await test.dataSource.query("UPDATE accounts SET name = 'Later', country = 'US' WHERE id = ?", [
      till.account,
    ]);
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on Invoice { tax { amount } buyer { name country } seller { name country } } } }',
      { id: till.id('Invoice', (await mine())[0]?.id ?? 0) },
      await holder(),
    );
    expect(data?.['node']).toEqual({
      tax: { amount: '3.80' },
      buyer: { name: expect.not.stringMatching('Later') as string, country: 'DE' },
      seller: { name: 'Keyhold', country: 'DE' },
    });
  });

  it('R69 R75 tax is that of what the buyer was as the last day began, and the invoice says so', async () => {
    await lease({ startedOn: '2026-11-01' });
    await on('2026-11-30T11:00:00Z');
    const { data: moved } = await test.graph(
      `mutation ($id: ID!) { updateAccount(input: { accountId: $id, country: "AT", vatNumber: "ATU13585627" }) {
        account { country } } }`,
      { id: till.id('Account', till.account) },
      await holder(),
    );
    expect(moved?.['updateAccount']).toEqual({ account: { country: 'AT' } });
    await on('2026-12-01T01:00:00Z');
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on Invoice { tax { amount } buyer { country vatNumber } notes } } }',
      { id: till.id('Invoice', (await mine())[0]?.id ?? 0) },
      await holder(),
    );
    expect(data?.['node']).toEqual({
      tax: { amount: '3.80' },
      buyer: { country: 'AT', vatNumber: 'ATU13585627' },
      notes: ['Taxed as what the buyer was on 2026-11-30: in DE, with no VAT number.'],
    });
  });

  it('R51 an account that is both kinds of partner gets two documents', async () => {
    await test.dataSource.query('UPDATE accounts SET reseller = 1 WHERE id = ?', [till.account]);
    await till.card();
    await till.issue({ awaitsSummary: true, issuedOn: '2026-11-20' });
    await lease({ startedOn: '2026-11-01' });
    await on('2026-12-01T01:00:00Z');
    expect((await mine()).map(({ kind, total, status }) => [kind, total, status])).toEqual([
      ['SUMMARY', 11_900, 'OPEN'],
      ['LEASE', 2_380, 'PAID'],
    ]);
    expect(await gapless(test)).toBe(true);
  });

  it('R6 R51 leases of an account that lost the capability stay billed', async () => {
    await till.card();
    await lease({ startedOn: '2026-11-01' });
    await test.dataSource.query('UPDATE accounts SET lease_provider = 0 WHERE id = ?', [
      till.account,
    ]);
    await on('2026-12-01T01:00:00Z');
    expect(await mine()).toMatchObject([{ kind: 'LEASE', status: 'PAID' }]);
  });

  it('R55 whoever was down on the 1st catches up, in order, for every missed month', async () => {
    await till.card();
    await lease({ startedOn: '2026-11-01' });
    await on('2026-12-01T01:00:00Z');
    await on('2027-03-02T01:00:00Z');
    expect((await mine()).map(({ period, issuedOn }) => [period, issuedOn])).toEqual([
      ['2026-11', '2026-12-01'],
      ['2026-12', '2027-03-02'],
      ['2027-01', '2027-03-02'],
      ['2027-02', '2027-03-02'],
    ]);
    expect((await mine()).every(({ status }) => status === 'PAID')).toBe(true);
  });

  it('R53 a refused card is tried 3, 5 and 7 days later, people are told each time; then it is overdue and nothing new starts', async () => {
    await till.card('sandbox:declined');
    await lease({ startedOn: '2026-11-01' });
    const statuses: unknown[] = [];
    for (const day of [1, 2, 3, 4, 5, 6, 7, 8, 9, 15]) {
      await on(`2026-12-${String(day).padStart(2, '0')}T06:00:00Z`);
      const [{ tries } = { tries: 0 }] = await test.dataSource.query<{ tries: number | string }[]>(
        'SELECT COUNT(*) AS tries FROM payments WHERE account_id = ? AND automatic = 1',
        [till.account],
      );
      statuses.push([day, Number(tries), (await mine())[0]?.status]);
    }
    expect(statuses).toEqual([
      [1, 1, 'OPEN'],
      [2, 1, 'OPEN'],
      [3, 1, 'OPEN'],
      [4, 2, 'OPEN'],
      [5, 2, 'OPEN'],
      [6, 3, 'OPEN'],
      [7, 3, 'OPEN'],
      [8, 4, 'OVERDUE'],
      [9, 4, 'OVERDUE'],
      [15, 4, 'OVERDUE'],
    ]);
    expect(await events()).toEqual([
      'lease-invoice-created',
      ...Array<string>(4).fill('payment-failed'),
    ]);
    const started = await write<object>(test, await holder(), 'startLease', {
      accountId: till.id('Account', till.account),
      productId: till.id('Product', product),
      customerEmail: 'new@example.test',
    });
    expect(started.codes).toEqual(['INVOICE_OVERDUE']);
  });

  it('R53 days that were missed are caught up, one attempt a day', async () => {
    await till.card('sandbox:declined');
    await lease({ startedOn: '2026-11-01' });
    const tries: [string, number][] = [];
    for (const hour of ['01T06', '10T06', '10T07', '10T08', '11T06', '11T07', '12T06', '13T06']) {
      await on(`2026-12-${hour}:40:00Z`);
      tries.push([hour, (await till.payments()).length]);
    }
    expect(tries).toEqual([
      ['01T06', 1],
      ['10T06', 2],
      ['10T07', 2],
      ['10T08', 2],
      ['11T06', 3],
      ['11T07', 3],
      ['12T06', 4],
      ['13T06', 4],
    ]);
  });

  it('R53 without a card that can be charged the attempt has failed as well, and another card is charged 3 days later', async () => {
    await lease({ startedOn: '2026-11-01' });
    await on('2026-12-01T06:00:00Z');
    const failed = await test.dataSource.query<{ code: string; status: string }[]>(
      'SELECT failure_code AS code, status FROM payments WHERE account_id = ?',
      [till.account],
    );
    expect(failed).toEqual([{ code: 'NO_CARD', status: 'FAILED' }]);
    till = await Till.reopened(till);
    await till.card();
    await on('2026-12-02T06:00:00Z');
    expect((await mine())[0]?.status).toBe('OPEN');
    await on('2026-12-04T06:00:00Z');
    expect((await mine())[0]?.status).toBe('PAID');
  });

  it('R53 a card whose bank wants a person to confirm counts as refused, and the mail says what to do by hand', async () => {
    await till.card('sandbox:authentication');
    await lease({ startedOn: '2026-11-01' });
    await on('2026-12-01T06:00:00Z');
    expect(await till.payments()).toMatchObject([{ status: 'FAILED' }]);
    const [mail] = await test.dataSource.query<{ parameters: string }[]>(
      "SELECT parameters FROM outbox_messages WHERE account_id = ? AND event = 'payment-failed'",
      [till.account],
    );
    expect(JSON.parse(mail?.parameters ?? '')).toMatchObject({
      ...{ nextAttemptOn: '2026-12-04' },
      reason: expect.stringContaining('requires the cardholder to confirm') as unknown,
    });
    const statuses = async () => (await till.payments()).map(({ status }) => status);
    // While somebody is at it nobody else charges the card; when they go away, it is tried as planned.
    test.now = new Date('2026-12-04T05:59:00Z');
    till = await Till.reopened(till);
    const [invoice] = await mine();
    expect((await till.pay(invoice?.id ?? 0)).codes).toEqual(['PAYMENT_ACTION_REQUIRED']);
    await on('2026-12-04T06:00:00Z');
    expect(await statuses()).toEqual(['FAILED', 'PENDING']);
    await till.later(20);
    await on('2026-12-04T07:40:00Z');
    expect(await statuses()).toEqual(['FAILED', 'FAILED', 'FAILED']);
  });

  it('R53 cards of a customer that the gateway deleted go off the account, the mail says to add one, and it is charged', async () => {
    await till.card();
    await till.deleteCustomer();
    await lease({ startedOn: '2026-11-01' });
    await on('2026-12-01T06:00:00Z');
    const mails = await test.dataSource.query<{ parameters: string }[]>(
      "SELECT parameters FROM outbox_messages WHERE account_id = ? AND event = 'payment-failed'",
      [till.account],
    );
    expect(mails.map(({ parameters }) => JSON.parse(parameters) as object)).toMatchObject([
      { reason: expect.stringContaining('Add it again') as unknown, nextAttemptOn: '2026-12-04' },
    ]);
    till = await Till.reopened(till);
    await till.card();
    // It has ended as far as we know.
    await test.dataSource.query(
      "UPDATE payment_methods SET expires_on = '2026-11-30' WHERE account_id = ?",
      [till.account],
    );
    await on('2026-12-04T06:00:00Z');
    expect((await mine())[0]?.status).toBe('PAID');
  });

  it('R51 R53 what a charge has no room for is charged along with the next', async () => {
    await till.card();
    const issue = (total: bigint, period: `${number}-${number}`) =>
      till.issueOf(total, {
        ...{ kind: 'LEASE', period, issuedOn: '2026-11-01', dueOn: '2026-12-08' },
      });
    await issue(48n, '2026-09');
    await issue(99_999_952n, '2026-10');
    await on('2026-12-01T06:00:00Z');
    expect((await mine()).map(({ status }) => status)).toEqual(['OPEN', 'PAID']);
    await lease({ startedOn: '2026-12-01' });
    await on('2027-01-01T06:00:00Z');
    expect((await mine()).map(({ status }) => status)).toEqual(['PAID', 'PAID', 'PAID']);
    expect((await till.payments()).map(({ amount }) => amount)).toEqual([99_999_952, 2_428]);
  });

  describe('of less than a card is charged', () => {
    /** One day of a month at this price, tax included: 0.36 of 8.40. */
    const oneDay = (month: string, monthlyPrice: bigint) =>
      lease({
        ...{ startedOn: `${month}-01`, stoppedOn: `${month}-02`, monthlyPrice },
        ...{ stoppedAt: new Date(`${month}-02T08:00:00Z`), status: 'STOPPED' },
      });
    /** Invoices of which staff are told that they are overdue. */
    const overdue = async (): Promise<string[]> => {
      const rows = await test.dataSource.query<{ parameters: string }[]>(
        "SELECT parameters FROM outbox_messages WHERE event = 'staff-invoice-overdue'",
      );
      const said = rows.map(
        ({ parameters }) => (JSON.parse(parameters) as { number: string }).number,
      );
      return (await mine()).map(({ number }) => number).filter((one) => said.includes(one));
    };
    const standing = async () =>
      (await mine()).map(({ total, status }) => [total, status] as const);

    it('R53 stays open, is dunned by nobody, and is charged with the next by one charge', async () => {
      await till.card();
      await oneDay('2026-11', 840n);
      await oneDay('2026-12', 840n);
      await on('2026-12-01T06:00:00Z');
      expect(await standing()).toEqual([[36, 'OPEN']]);
      for (const day of ['04', '08', '20']) await on(`2026-12-${day}T06:00:00Z`);
      expect(await standing()).toEqual([[36, 'OPEN']]);
      expect(await till.payments()).toEqual([]);
      expect(await events()).toEqual(['lease-invoice-created']);
      const mails = (await sentMails(test)).filter(({ accountId }) => accountId === till.account);
      const [text = ''] = mails.map((mail) => letterOf(mail).text.replaceAll(/\s+/g, ' '));
      expect(text).toContain('Less than €0.50 is not charged alone');
      expect(text).not.toContain('charged to the card on file');
      till = await Till.reopened(till);
      const { data } = await test.graph(
        `query ($id: ID!) { account(id: $id) { nextInvoice {
           total { amount } carried { amount } toCharge { amount } } } }`,
        { id: till.id('Account', till.account) },
        till.holder,
      );
      expect(data?.['account']).toEqual({
        nextInvoice: {
          ...{
            total: { amount: '0.36' },
            carried: { amount: '0.36' },
            toCharge: { amount: '0.72' },
          },
        },
      });
      await on('2027-01-01T06:00:00Z');
      expect(await standing()).toEqual([
        [36, 'PAID'],
        [36, 'PAID'],
      ]);
      expect(await till.payments()).toEqual([{ status: 'SUCCEEDED', amount: 72, refunded: 0 }]);
      expect(await till.gaps()).toEqual([]);
    });

    it('R40 R53 holds back neither a new lease nor the removal of the last card', async () => {
      const card = await till.card();
      await oneDay('2026-11', 840n);
      await on('2026-12-20T06:00:00Z');
      expect(await standing()).toEqual([[36, 'OPEN']]);
      const started = await write<object>(test, await holder(), 'startLease', {
        ...{ accountId: till.id('Account', till.account), dryRun: true },
        ...{ productId: till.id('Product', product), customerEmail: 'new@example.test' },
      });
      expect(started.codes).toEqual([]);
      const removed = await write(test, await holder(), 'removePaymentMethod', {
        paymentMethodId: card,
      });
      expect(removed.codes).toEqual([]);
    });

    it('R53 is no reason to dun anybody when it is merely carried along, but once it is collected by itself', async () => {
      await till.card('sandbox:declined');
      await till.issueOf(36n, {
        ...{ kind: 'LEASE', period: '2026-10', issuedOn: '2026-11-01', dueOn: '2026-11-08' },
      });
      await lease({
        ...{ startedOn: '2026-11-01', stoppedOn: '2026-12-01', monthlyPrice: 2_000n },
        ...{ stoppedAt: new Date('2026-12-01T08:00:00Z'), status: 'STOPPED' },
      });
      await oneDay('2026-12', 840n);
      for (const day of ['01', '04', '06', '08', '09']) await on(`2026-12-${day}T06:00:00Z`);
      expect(await standing()).toEqual([
        [36, 'OPEN'],
        [2_380, 'OVERDUE'],
      ]);
      const attempts = Array<object>(4).fill({ status: 'FAILED', amount: 2_416 });
      expect(await till.payments()).toMatchObject(attempts);
      expect(await overdue()).toEqual([(await mine())[1]?.number]);
      for (const day of ['01', '04', '06', '08', '09']) await on(`2027-01-${day}T06:00:00Z`);
      expect(await standing()).toEqual([
        [36, 'OVERDUE'],
        [2_380, 'OVERDUE'],
        [36, 'OVERDUE'],
      ]);
      expect(await till.payments()).toMatchObject([
        ...attempts,
        ...Array<object>(4).fill({ status: 'FAILED', amount: 72 }),
      ]);
      expect((await events()).filter((event) => event === 'payment-failed')).toHaveLength(8);
    });
  });

  it('R52 R55 nothing is dated in a month whose billing has begun', async () => {
    await lease({ startedOn: '2026-11-01' });
    await on('2026-12-01T06:00:00Z');
    expect(await mine()).toHaveLength(1);
    const { leaseId } = await lease({ startedOn: '2026-11-02' });
    // A request of before midnight that waited until now.
    test.now = new Date('2026-11-30T22:59:00Z');
    const { payload, codes } = await write<object>(
      test,
      await holder(),
      'prepareStopLease',
      { leaseId: till.id('Lease', leaseId) },
      'stopsOn confirmationToken',
    );
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({ stopsOn: '2026-12-01' });
  });
});
