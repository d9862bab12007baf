import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, separateOperations, type DocumentNode } from 'graphql';
import { desksOf, type Desk } from '../features/purchase/checkout-desk';
import type { Shop } from '../features/purchase/shop';
import { TestApplication } from '../support/test-application';
import { STORY_ENVIRONMENT } from './acts';
import { Mailbox, read } from './mailbox';

const FOLDER = join(__dirname, '../../schema/operations');
const { PlaceOrder: DOCUMENT } = separateOperations(
  parse(
    ['partners', 'paying']
      .map((name) => readFileSync(join(FOLDER, `${name}.graphql`), 'utf8'))
      .join(),
  ),
);
const KEY = /License key +(\S+)/;
const WAITS =
  'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.';

interface Money {
  readonly amount: string;
}
interface PlaceOrder {
  readonly order: { readonly number: string; readonly lines: readonly object[] } | null;
  readonly totals: { readonly total: Money } | null;
  readonly userErrors: readonly { readonly code: string }[];
}
interface Invoice {
  readonly number: string;
  readonly status: string;
  readonly notes: readonly string[];
  readonly total: Money;
  readonly balance: Money;
  readonly summarizedInvoices: { readonly nodes: readonly { readonly number: string }[] };
}

const cents = (amount: string): number => Number(amount.replace('.', ''));

describe('the shop of a partner', () => {
  let test: TestApplication;
  let shop: Shop;
  let desk: Desk;
  let token: string;
  const mailbox = new Mailbox();
  const CUSTOMERS = Array.from({ length: 20 }, (_, n) => `customer${n}@shop.test`);

  beforeAll(async () => {
    test = await TestApplication.start(STORY_ENVIRONMENT, { mailTransport: mailbox });
    const desks = await desksOf(test);
    ({ shop } = desks);
    desk = await desks.open({ reseller: true, discountBasisPoints: 1_250, name: 'Contoso' });
    token = await desk.apiToken('100000.00', 'RESELLER');
  });
  afterAll(() => test.stop());

  const send = async (input: object, key: string | null = null): Promise<PlaceOrder> => {
    const { data, text } = await test.graph(
      print(DOCUMENT as DocumentNode),
      { input: { accountId: desk.account, billing: 'MONTHLY_SUMMARY', ...input } },
      token,
      key,
    );
    const { placeOrder } = (data ?? {}) as { placeOrder?: PlaceOrder };
    if (placeOrder === undefined) throw new Error(text);
    return placeOrder;
  };
  const invoices = async (kind: 'STANDARD' | 'SUMMARY'): Promise<readonly Invoice[]> => {
    const { data, text } = await test.graph(
      `query ($id: ID!) { account(id: $id) { invoices(filter: { kind: [${kind}] }, first: 100) { nodes {
        number status notes total { amount } balance { amount }
        summarizedInvoices(first: 100) { nodes { number } } } } } }`,
      { id: desk.account },
      await test.tokenFor(await holder()),
    );
    const found = data as { account: { invoices: { nodes: Invoice[] } } } | undefined;
    if (!found?.account) throw new Error(text);
    return found.account.invoices.nodes;
  };
  /** Sessions of weeks ago have ended by the 1st. */
  const holder = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ id: number }[]>(
      'SELECT holder_user_id AS id FROM accounts WHERE id = ?',
      [desk.till.account],
    );
    return Number(row?.id);
  };
  /** The key that somebody read in the first mail they got. */
  const keyOf = async (address: string): Promise<string> => {
    const [first] = await mailbox.of(test, address);
    if (first === undefined) throw new Error(`${address} got no mail`);
    return read(first, KEY);
  };

  it('R38 R31 R50 twenty customers buy, upgrade, add on and renew at the same moment, half of them twice, and the 1st asks for the sum', async () => {
    // The month begins: each of them buys a license, all in one order.
    const firsts = CUSTOMERS.map((email) => ({
      kind: 'NEW',
      productId: shop.product('pro'),
      customer: { email },
    }));
    const opening = await send({ lines: firsts, dryRun: true });
    const total = opening.totals?.total.amount ?? '';
    const opened = await send({ lines: firsts, acceptTotal: total });
    expect(opened.userErrors).toEqual([]);
    expect(opened.order?.lines).toHaveLength(20);

    // Each reads their key in their mailbox, and comes to the shop with it.
    const wishes = await Promise.all(
      CUSTOMERS.map(async (email, n): Promise<object> => {
        const licenseKey = await keyOf(email);
        return [
          { kind: 'NEW', productId: shop.product('ent'), customer: { email } },
          { kind: 'MODIFY', licenseKey, productId: shop.product('proLarge') },
          { kind: 'ADD_ON', licenseKey, addOnIds: [shop.addOn('spam')] },
          { kind: 'RENEW', licenseKey },
        ][n % 4] as object;
      }),
    );
    const totals = new Map<number, string>();
    for (const kind of [0, 1, 2, 3]) {
      const { totals: shown, userErrors } = await send({ lines: [wishes[kind]], dryRun: true });
      expect(userErrors).toEqual([]);
      totals.set(kind, shown?.total.amount ?? '');
    }
    const calls = wishes.flatMap((line, n) => {
      const input = { lines: [line], acceptTotal: totals.get(n % 4) };
      const call = () => send(input, `order of customer ${n}`);
      return n % 2 === 0 ? [call, call] : [call];
    });
    const answers = await Promise.all(calls.map((call) => call()));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(answers.map(({ order }) => order?.number)).size).toBe(20);

    // Those who bought another license have two keys, and nobody was told twice.
    for (const [n, address] of CUSTOMERS.entries()) {
      const mails = await mailbox.of(test, address);
      expect([address, mails.length]).toEqual([address, 2]);
      if (n % 4 === 0)
        expect(read(mails[1] as (typeof mails)[number], KEY)).not.toBe(await keyOf(address));
    }

    // 21 invoices wait, and say so; together they come to what was accepted.
    const waiting = await invoices('STANDARD');
    expect(waiting).toHaveLength(21);
    for (const { status, notes } of waiting) expect([status, notes]).toEqual(['OPEN', [WAITS]]);
    const accepted = [total, ...wishes.map((_, n) => totals.get(n % 4) ?? '')].map(cents);
    const sum = accepted.reduce((one, other) => one + other, 0);
    expect(waiting.map((one) => cents(one.total.amount)).reduce((one, other) => one + other)).toBe(
      sum,
    );

    // The 1st, three times over.
    test.now = new Date('2026-12-01T06:00:00.000Z');
    for (const _ of [1, 2, 3]) await test.app.jobs.tick();
    expect(test.jobFailures).toEqual([]);
    const [summary, ...others] = await invoices('SUMMARY');
    expect(others).toEqual([]);
    expect(summary).toMatchObject({ status: 'OPEN', notes: ['Summary Invoice'] });
    expect(cents(summary?.balance.amount ?? '')).toBe(sum);
    expect(summary?.summarizedInvoices.nodes.map(({ number }) => number).sort()).toEqual(
      waiting.map(({ number }) => number).sort(),
    );
    expect(await desk.till.gaps()).toEqual([]);
  });
});
