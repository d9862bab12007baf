import { Database } from '../../../src/database/database';
import { SandboxPlays } from '../../../src/dev/sandbox-plays';
import { checksum, Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';

/** What one invoice of the till asks for, in minor units. */
const ONE = 11_900;

describe('R59 an API token that pays invoices', () => {
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

  const capped = async (monthlySpendingCap: string | null): Promise<string> => {
    const { payload, codes } = await write<{ token: string }>(
      test,
      till.holder,
      'createApiToken',
      {
        accountId: till.id('Account', till.account),
        name: 'Back end',
        scopes: [{ permission: 'PAY_INVOICES', access: 'WRITE' }],
        expiresAt: '2027-06-01T00:00:00Z',
        monthlySpendingCap,
      },
      'token',
    );
    if (codes.length > 0) throw new Error(`No token: ${codes.join()}`);
    return payload?.token ?? '';
  };
  const pay = async (token: string, invoice: number, more: object = {}): Promise<unknown[]> => {
    const input = { invoiceId: till.id('Invoice', invoice), ...more };
    return [...(await write(test, token, 'payInvoice', input)).codes];
  };
  const spent = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ n: unknown }[]>(
      'SELECT SUM(spent) AS n FROM api_token_spending WHERE account_id = ?',
      [till.account],
    );
    return Number(row?.n ?? 0);
  };
  const taken = async (): Promise<number> =>
    (await till.payments()).filter(({ status }) => status === 'SUCCEEDED').length;

  it('R59 of 50 invoices that are paid at the same time as many are as the cap pays for', async () => {
    await till.card();
    const token = await capped('1300.00');
    const invoices: number[] = [];
    for (let n = 0; n < 50; n++) invoices.push(await till.issue());
    const all = await Promise.all(invoices.map((one) => pay(token, one)));
    const codes = all.map((one) => one.join());
    expect(codes.filter((one) => one === '')).toHaveLength(10);
    expect(new Set(codes)).toEqual(new Set(['', 'SPENDING_CAP_REACHED']));
    expect([await taken(), await spent()]).toEqual([10, 10 * ONE]);
  });

  it('R59 who has reached the cap has written nothing; a person pays all the same', async () => {
    await till.card();
    const token = await capped('119.00');
    const [first, second, third] = [await till.issue(), await till.issue(), await till.issue()];
    const together = { furtherInvoiceIds: [till.id('Invoice', second)] };
    // A token that is used for the first time is noted.
    expect(await pay(token, first, { dryRun: true })).toEqual([]);
    const before = await checksum(test.dataSource);
    expect(await pay(token, first, together)).toEqual(['SPENDING_CAP_REACHED']);
    expect(await checksum(test.dataSource)).toBe(before);
    expect(await pay(token, first)).toEqual([]);
    expect(await pay(token, second)).toEqual(['SPENDING_CAP_REACHED']);
    expect((await till.pay(second)).codes).toEqual([]);
    expect(await spent()).toBe(ONE);
    // The next month begins anew.
    test.now = new Date('2026-12-02T12:00:00Z');
    expect(await pay(token, third)).toEqual([]);
  });

  it('R59 what is too small for a charge is charged along as far as the cap has room', async () => {
    await till.card();
    const small = [await till.issueOf(36n), await till.issueOf(1n)];
    expect(await pay(await capped('119.36'), await till.issue())).toEqual([]);
    expect(await spent()).toBe(ONE + 36);
    // This cap pays the invoice alone, to the cent.
    expect(await pay(await capped('119.00'), await till.issue())).toEqual([]);
    expect(await spent()).toBe(2 * ONE + 36);
    const standing = await Promise.all(small.map((one) => till.standing(one)));
    expect(standing.map(({ status }) => status)).toEqual(['PAID', 'OPEN']);
  });

  it('R59 what was declined, or broken off, is given back, and what a dry run would spend is not spent', async () => {
    const bad = await till.card('sandbox:declined');
    const lost = await till.card('sandbox:times-out-before-charging');
    const token = await capped('119.00');
    const invoice = await till.issue();
    expect(await pay(token, invoice, { paymentMethodId: bad })).toEqual(['CARD_DECLINED']);
    expect(await spent()).toBe(0);
    expect(await pay(token, invoice, { paymentMethodId: lost })).toEqual(['PAYMENT_PENDING']);
    // While nobody knows it counts.
    expect(await spent()).toBe(ONE);
    await till.later(10);
    expect([await till.payments(), await spent()]).toMatchObject([
      [{ status: 'FAILED' }, { status: 'FAILED' }],
      0,
    ]);
    const good = await till.card();
    expect(await pay(token, invoice, { paymentMethodId: good, dryRun: true })).toEqual([]);
    expect(await spent()).toBe(0);
    expect(await pay(token, invoice, { paymentMethodId: good })).toEqual([]);
    expect([await taken(), await spent()]).toEqual([1, ONE]);
  });

  it('R57 R59 what a card was to pay beside credit counts whole, and is given back whole when the card is declined', async () => {
    const good = await till.card();
    const paid = await till.issue();
    expect((await till.pay(paid)).codes).toEqual([]);
    expect((await till.credit(paid)).codes).toEqual([]);
    const token = await capped('200.00');
    const invoice = await till.issueOf(20_000n);
    const bad = await till.card('sandbox:declined');
    expect(await pay(token, invoice, { paymentMethodId: bad })).toEqual(['CARD_DECLINED']);
    expect(await spent()).toBe(0);
    expect(await pay(token, invoice, { paymentMethodId: good })).toEqual([]);
    expect(await spent()).toBe(20_000);
  });

  it('R59 what is given back goes to the month that it was taken from', async () => {
    const lost = await till.card('sandbox:times-out-before-charging');
    const token = await capped('119.00');
    const invoice = await till.issue();
    test.now = new Date('2026-11-30T22:55:00Z');
    expect(await pay(token, invoice, { paymentMethodId: lost })).toEqual(['PAYMENT_PENDING']);
    await till.later(60 * 24);
    const rows = await test.dataSource.query<{ month: string; spent: unknown }[]>(
      'SELECT month, spent FROM api_token_spending WHERE account_id = ?',
      [till.account],
    );
    expect(rows.map(({ month, spent: n }) => [month, Number(n)])).toEqual([['2026-11', 0]]);
  });

  it('R56 R59 what was declined is given back, and counts after all when it is made late', async () => {
    await till.card('sandbox:declined');
    const token = await capped('200.00');
    const invoice = await till.issue();
    await pay(token, invoice);
    expect([await taken(), await spent()]).toEqual([0, 0]);
    const [row] = await test.dataSource.query<{ charge: string }[]>(
      'SELECT charge FROM payments WHERE account_id = ?',
      [till.account],
    );
    const plays = new SandboxPlays(new Database(test.dataSource, { statementTimeout: 10_000 }));
    await test.app.gatewayReported('sandbox', await plays.succeed(row?.charge ?? ''));
    await test.app.reconciling.look();
    expect([await taken(), await spent()]).toEqual([1, ONE]);
    expect(await pay(token, await till.issue())).toEqual(['SPENDING_CAP_REACHED']);
  });
});
