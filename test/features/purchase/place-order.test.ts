import { FillAssignedLinesOfOrders1795370002000 } from '../../../migrations/1795370002000-FillAssignedLinesOfOrders';
import { DropCustomerOfOrders1795370003000 } from '../../../migrations/1795370003000-DropCustomerOfOrders';
import { answerBank, type Action } from '../../support/bank';
import { checksum } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write, type Written } from '../../support/write';
import type { Resellers } from '../reselling/reseller';
import { desksOf, type Desk } from './checkout-desk';
import type { Shop } from './shop';

const MONTHLY = { billing: 'MONTHLY_SUMMARY' };
const TOTALS = 'totals { subtotal { amount } discount { amount } tax { amount } total { amount } }';
const PLACED = `order { number total { amount } invoice { status willBeSummarized }
    lines { kind use quantity license { id status customer { email } maintenance { endsOn } product { name } addOns { name } } }
    licenses(first: 100) { nodes { customer { email } status } } }
  payment { status } paymentAction { paymentId clientSecret redirectUrl }`;
const LAPSED = { maintenanceFrom: '2025-01-01', maintenanceTo: '2025-12-31' };

interface Placed {
  readonly order: {
    readonly number: string;
    readonly total: { readonly amount: string };
    readonly lines: readonly {
      readonly kind: string;
      readonly use: string;
      readonly license: {
        readonly id: string;
        readonly status: string;
        readonly customer: { readonly email: string } | null;
        readonly product: { readonly name: string };
        readonly addOns: readonly { readonly name: string }[];
      } | null;
    }[];
    readonly licenses: {
      readonly nodes: readonly { readonly customer: { readonly email: string } | null }[];
    };
  } | null;
  readonly payment: { readonly status: string } | null;
  readonly paymentAction: Action | null;
}
interface DryRun {
  readonly totals: Readonly<Record<'subtotal' | 'discount' | 'tax' | 'total', { amount: string }>>;
  readonly effects: readonly { readonly subject: string }[];
}

describe('ordering any lines in one call', () => {
  let test: TestApplication;
  let shop: Shop;
  let desk: Desk;
  let world: Resellers;
  let token: string;
  let open: (given?: object) => Promise<Desk>;
  let customers = 0;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ shop, open, resellers: world } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    desk = await open({ reseller: true, discountBasisPoints: 1_000, name: 'Contoso' });
    token = await desk.apiToken('100000.00', 'RESELLER', 'MAKE_PURCHASES', 'PAY_INVOICES');
  });
  afterEach(async () => {
    expect(await desk.till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  const address = (): string => `customer${++customers}@placed.test`;
  const pro = (): object => ({ kind: 'NEW', productId: shop.product('pro') });
  /** A new license for a customer. */
  const sold = (email = address(), more: object = {}): object => ({
    ...pro(),
    customer: { email },
    ...more,
  });
  /** A license of the account. @returns its id; its key in clear stands in `key` when given. */
  const owned = async (given: object = {}): Promise<string> =>
    shop.id('License', await shop.make.license(desk.till.account, shop.products.pro, given));
  /** One that was resold. */
  const resold = async (given: object = {}): Promise<string> => {
    const holder = await shop.make.user();
    const customerAccountId = await shop.make.account(holder, { name: 'Lessor' });
    return owned({ origin: 'RESOLD', customerAccountId, assignedAt: test.now, ...given });
  };
  const place = (
    lines: readonly object[],
    more: object = {},
    as = token,
    key: string | null = null,
  ): Promise<Written<Placed>> =>
    write<Placed>(
      test,
      as,
      'placeOrder',
      { accountId: desk.account, lines, billing: 'PAY_ON_ORDER', ...more },
      PLACED,
      key,
    );
  const dryRun = async (lines: readonly object[], more: object = {}, as = token) => {
    const input = { accountId: desk.account, lines, ...MONTHLY, ...more, dryRun: true };
    return write<DryRun>(test, as, 'placeOrder', input, `${TOTALS} effects { subject }`);
  };
  /** Places an order for what a dry run says it costs. @throws when it was refused. */
  const placed = async (lines: readonly object[], more: object = {}, as = token) => {
    const { payload: shown } = await dryRun(lines, more, as);
    const acceptTotal = shown?.totals.total.amount;
    const { payload, text } = await place(lines, { acceptTotal, ...more }, as);
    if (!payload?.order) throw new Error(text);
    return payload.order;
  };
  const refused = async (
    lines: readonly object[],
    codes: readonly string[],
    more: object = {},
    as = token,
  ) => {
    // Tokens remember when they were used last.
    await place([pro()], { acceptTotal: '1.00' }, as);
    const before = await checksum(test.dataSource);
    const came = await place(lines, { acceptTotal: '1.00', ...more }, as);
    expect(came.codes).toEqual(codes);
    expect(await checksum(test.dataSource)).toBe(before);
    expect(await desk.taken()).toBe(0);
    return (came.payload?.userErrors ?? []).map(({ field }) => field?.join('.'));
  };

  it('R38 R23 R26 one order has lines of every kind, for the account and its customers, and leaves the cart alone', async () => {
    const cart = await desk.put();
    const [one, other] = [address(), address()];
    const key = 'KEYHO-LDTES-TPLAC-EORDE-RLINE';
    await resold({ key });
    const changed = await resold();
    const lapsed = await resold(LAPSED);
    const mine = await owned();
    const lines = [
      sold(one, { customer: { email: one, name: 'One', country: 'FR' }, quantity: 2 }),
      sold(other, { productId: shop.product('ent'), addOnIds: [shop.addOn('sync')] }),
      { ...pro(), use: 'RESOLD' },
      { kind: 'MODIFY', licenseKey: key.toLowerCase(), productId: shop.product('proLarge') },
      { kind: 'ADD_ON', licenseId: changed, addOnIds: [shop.addOn('spam')] },
      { kind: 'RENEW', licenseId: changed },
      { kind: 'REINSTATE', licenseId: lapsed },
      { kind: 'RENEW', licenseId: mine },
      { ...pro(), use: 'PERSONAL' },
      { kind: 'SUPPORT_INCIDENT', supportProductId: shop.id('SupportProduct', shop.support) },
    ];
    // Tokens remember when they were used last.
    await dryRun([pro()]);
    const before = await checksum(test.dataSource);
    const { payload: shown } = await dryRun(lines);
    expect(await checksum(test.dataSource)).toBe(before);
    expect(shown?.effects.map(({ subject }) => subject)).toContain('Invoice');
    const order = await placed(lines, MONTHLY);
    expect(order.total).toEqual(shown?.totals.total);
    const { subtotal, tax, total } = shown?.totals ?? {};
    const cents = (one?: { amount: string }) => Math.round(Number(one?.amount) * 100);
    expect(cents(subtotal) + cents(tax)).toBe(cents(total));
    expect(order).toMatchObject({ invoice: { status: 'OPEN', willBeSummarized: true } });
    expect(order.lines.map(({ kind, use }) => `${kind} ${use}`)).toEqual([
      'NEW RESOLD',
      'NEW RESOLD',
      'NEW RESOLD',
      'MODIFY RESOLD',
      'ADD_ON RESOLD',
      'RENEW RESOLD',
      'REINSTATE RESOLD',
      'RENEW PERSONAL',
      'NEW PERSONAL',
      'SUPPORT_INCIDENT PERSONAL',
    ]);
    const licenses = order.lines.map(({ license }) => license);
    expect(licenses.slice(0, 3).map((license) => license?.customer?.email)).toEqual([
      one,
      other,
      undefined,
    ]);
    expect(licenses[2]?.status).toBe('UNASSIGNED');
    expect(licenses[3]?.product.name).toBe('Pro 500');
    expect(licenses[4]?.addOns.map(({ name }) => name)).toEqual(['Antispam']);
    // All of a line, not the first alone.
    const made = order.licenses.nodes.map(({ customer }) => customer?.email);
    expect(made.filter((email) => email === one)).toHaveLength(2);
    const events = async (email: string) => (await world.mails(email)).map(({ event }) => event);
    expect(await events(one)).toEqual(['account-created', 'license-key-delivery']);
    expect(await events(other)).toEqual(['account-created']);
    expect(
      await world.count('accounts', "email = ? AND name = 'One' AND country = 'FR'", [one]),
    ).toBe(1);
    expect((await desk.cart()).lines).toEqual(cart.lines);
    // The cart is ordered apart from it, as if nothing had been.
    expect((await desk.order(MONTHLY)).codes).toEqual([]);
  });

  it('R38 R27 by card it is charged once; a declined card leaves nothing behind', async () => {
    await desk.till.card('sandbox:declined');
    const email = address();
    const before = await desk.stands();
    const total = (await dryRun([sold(email), pro()])).payload?.totals.total.amount;
    const declined = await place([sold(email), pro()], { acceptTotal: total });
    expect(declined.codes).toEqual(['CARD_DECLINED']);
    expect(declined.payload).toMatchObject({ order: null, payment: { status: 'FAILED' } });
    expect(await desk.stands()).toEqual(before);
    expect(await world.mails(email)).toEqual([]);
    const paymentMethodId = await desk.till.card();
    const lines = [sold(email), pro()];
    const first = await place(lines, { acceptTotal: total, paymentMethodId }, token, 'once');
    expect(first.codes).toEqual([]);
    expect(first.payload?.order).toMatchObject({ invoice: { status: 'PAID' } });
    const again = await place(lines, { acceptTotal: total, paymentMethodId }, token, 'once');
    expect(again.payload).toEqual(first.payload);
    expect(await desk.taken()).toBe(1);
    expect(await desk.stands()).toMatchObject({ licenses: 2, orders: 1, invoices: 1 });
  });

  it('R38 a person orders without the cart too, but assigns only in a dry run', async () => {
    const { holder } = desk.till;
    expect((await placed([pro()], MONTHLY, holder)).lines[0]?.use).toBe('PERSONAL');
    expect(await refused([sold()], ['CONFIRMATION_REQUIRED'], MONTHLY, holder)).toEqual([
      undefined,
    ]);
    expect((await dryRun([sold()], {}, holder)).codes).toEqual([]);
  });

  it('R26 R7 a line needs the permission of its use, which follows from the license where nobody says', async () => {
    const [sells, buys] = [await desk.login('RESELLER'), await desk.login('MAKE_PURCHASES')];
    const [mine, theirs] = [await owned(), await resold()];
    const may = async (as: string) => {
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { viewerCan(action: PLACE_ORDER) { allowed } } }',
        { id: desk.account },
        as,
      );
      return (data as { account: { viewerCan: { allowed: boolean } } }).account.viewerCan.allowed;
    };
    const pays = await desk.login('PAY_INVOICES');
    expect([await may(sells), await may(buys), await may(pays)]).toEqual([true, true, false]);
    const renew = (licenseId: string): object => ({ kind: 'RENEW', licenseId });
    const forbidden = ['FORBIDDEN'];
    await refused([{ ...pro(), use: 'PERSONAL' }], forbidden, MONTHLY, sells);
    await refused([pro(), { ...pro(), use: 'PERSONAL' }], forbidden, MONTHLY, sells);
    await refused([{ ...pro(), use: 'RESOLD' }], forbidden, MONTHLY, buys);
    await refused([renew(theirs)], forbidden, MONTHLY, buys);
    await refused([renew(mine)], forbidden, MONTHLY, sells);
    await refused([pro()], forbidden, MONTHLY, pays);
    expect((await placed([pro()], MONTHLY, sells)).lines[0]?.use).toBe('RESOLD');
    expect((await placed([renew(theirs)], MONTHLY, sells)).lines[0]?.use).toBe('RESOLD');
    expect((await placed([renew(mine)], MONTHLY, buys)).lines[0]?.use).toBe('PERSONAL');
    expect(
      await refused([{ ...renew(mine), use: 'RESOLD' }], ['LICENSE_PERSONAL'], MONTHLY),
    ).toEqual(['input.lines.0.use']);
  });

  it('R38 everything that is wrong with the lines is said at once, with its place, and nothing is written', async () => {
    const email = address();
    const license = await owned();
    const wrong = [
      { kind: 'NEW' },
      { kind: 'RENEW', licenseId: license, customer: { email } },
      { ...pro(), use: 'PERSONAL', customer: { email } },
      { kind: 'RENEW', licenseId: license, quantity: 2 },
      { kind: 'RENEW', use: 'PERSONAL', licenseKey: 'KEYHO-LDTES-TPLAC-EORDE-RNONE' },
      sold(email, { customer: { email, name: 'One' } }),
      sold(email, { customer: { email, name: 'Other' } }),
    ];
    const codes = [
      'MISSING',
      'NOT_FOR_THIS_KIND',
      'NOT_FOR_PERSONAL_LINES',
      'NOT_FOR_THIS_KIND',
      'NOT_FOR_PERSONAL_LINES',
      'CUSTOMER_DIFFERS',
    ];
    expect(await refused(wrong, codes)).toEqual([
      'input.lines.0.productId',
      'input.lines.1.customer',
      'input.lines.2.customer',
      'input.lines.3.quantity',
      'input.lines.4.licenseKey',
      'input.lines.6.customer',
    ]);
    expect(await refused([], ['MISSING'])).toEqual(['input.lines']);
    expect(await refused([pro()], ['MISSING'], { acceptTotal: undefined })).toEqual([
      'input.acceptTotal',
    ]);
    expect(
      await refused([pro(), sold(email, { quantity: 101 })], ['TOO_MANY_LICENSES']),
    ).toHaveLength(1);
    const many = [{ ...pro(), quantity: 1000 }, pro()];
    expect(await refused(many, ['TOO_MANY_LICENSES'])).toHaveLength(1);
    expect(await refused([pro()], ['PRICE_CHANGED'])).toEqual(['input.acceptTotal']);
  });

  it('R38 R63 what is not the account’s is not there: by id, by key, of the catalog', async () => {
    const other = await open({ reseller: true });
    const key = 'KEYHO-LDTES-TPLAC-EORDE-ROTHE';
    const foreign = await shop.make.license(other.till.account, shop.products.pro, {
      ...{ origin: 'RESOLD', key, customerAccountId: other.till.account, assignedAt: test.now },
    });
    const missing = ['NOT_FOUND'];
    await refused([pro(), { kind: 'RENEW', licenseId: shop.id('License', foreign) }], missing);
    await refused([{ kind: 'NEW', productId: shop.id('Product', 999_999) }], missing);
    expect(await refused([{ kind: 'RENEW', licenseKey: key }], ['LICENSE_NOT_FOUND'])).toEqual([
      'input.lines.0.licenseKey',
    ]);
  });

  it('R31 R38 an ambiguous address is named with its line, and nothing of the order is bought', async () => {
    const email = address();
    for (const name of ['One', 'Other'])
      await shop.make.account(await shop.make.user(), { name, email });
    for (const billing of ['PAY_ON_ORDER', 'MONTHLY_SUMMARY'])
      expect(
        await refused([sold(), sold(email), sold(email)], ['CUSTOMER_AMBIGUOUS'], { billing }),
      ).toEqual(['input.lines.1.customer.email']);
  });

  it('R38 R27 while its payment waits, an order holds its licenses and customers, and nothing else of the account', async () => {
    await desk.till.card('sandbox:authentication');
    const email = address();
    const [held, free] = [await resold(), await resold()];
    const renew = (licenseId: string): object => ({ kind: 'RENEW', licenseId });
    const lines = [sold(email), renew(held)];
    const total = (await dryRun(lines)).payload?.totals.total.amount;
    const waiting = await place(lines, { acceptTotal: total });
    expect(waiting.codes).toEqual(['PAYMENT_ACTION_REQUIRED']);
    const inProgress = ['CHECKOUT_IN_PROGRESS'];
    const again = async (line: object) =>
      (await place([line], { ...MONTHLY, acceptTotal: '0.01' })).payload?.userErrors;
    expect(await again(renew(held))).toMatchObject([
      { code: 'CHECKOUT_IN_PROGRESS', field: ['input', 'lines', '0'] },
    ]);
    expect(await again(sold(email))).toMatchObject([
      { code: 'CHECKOUT_IN_PROGRESS', field: ['input', 'lines', '0', 'customer', 'email'] },
    ]);
    await placed([sold(), renew(free), pro()], MONTHLY);
    // The cart may be ordered, but not for the license that is held; each button knows.
    const canCheckOut = async () => {
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { viewerCan(action: CHECKOUT) { reason } } }',
        { id: desk.account },
        desk.till.holder,
      );
      return (data as { account: { viewerCan: { reason: string | null } } }).account.viewerCan
        .reason;
    };
    await desk.put();
    expect(await canCheckOut()).toBeNull();
    await desk.put({ ...renew(held), use: 'RESOLD' });
    expect(await canCheckOut()).toBe('CHECKOUT_IN_PROGRESS');
    expect((await desk.order(MONTHLY)).codes).toEqual(inProgress);
    await answerBank(test, waiting.payload?.paymentAction, 'confirm');
    const { paymentId } = waiting.payload?.paymentAction ?? {};
    expect((await write(test, token, 'confirmPayment', { paymentId })).codes).toEqual([]);
    expect(await canCheckOut()).toBeNull();
    expect((await desk.order(MONTHLY)).codes).toEqual([]);
    expect((await world.mails(email)).map(({ event }) => event)).toEqual(['account-created']);
  });

  it('R38 orders from before the lines named customers have theirs on their new licenses', async () => {
    const licenseId = await resold();
    await placed([sold(), { kind: 'RENEW', licenseId }], MONTHLY);
    const customersOf = () =>
      test.dataSource.query<{ email: string | null }[]>(
        'SELECT id, assign_email AS email, assign_name, assign_country FROM order_lines WHERE account_id = ? ORDER BY id',
        [desk.till.account],
      );
    const before = await customersOf();
    expect(before.map(({ email }) => email !== null)).toEqual([true, false]);
    const runner = test.dataSource.createQueryRunner();
    const later = new DropCustomerOfOrders1795370003000();
    await later.down(runner);
    await runner.query(
      `UPDATE orders o JOIN order_lines n ON n.order_id = o.id AND n.assign_email IS NOT NULL
       SET o.assign_email = n.assign_email, o.assign_name = n.assign_name, o.assign_country = n.assign_country`,
    );
    await runner.query('UPDATE order_lines SET assign_email = NULL');
    for (let time = 0; time < 2; time++)
      await new FillAssignedLinesOfOrders1795370002000().up(runner);
    await later.up(runner);
    await runner.release();
    expect(await customersOf()).toEqual(before);
  });

  it('R66 staff extend the maintenance of a license, not while an order for it waits for its payment', async () => {
    await desk.till.card('sandbox:authentication');
    const licenseId = await resold(LAPSED);
    const staff = await test.tokenFor(await shop.make.user({ staffRole: 'SUPPORT' }));
    const extend = (until: string) =>
      write<{ license: { maintenance: object } }>(
        test,
        staff,
        'extendMaintenance',
        { licenseId, until, reason: 'For the outage' },
        'license { maintenance { startsOn endsOn } }',
      );
    const before = await checksum(test.dataSource);
    expect((await extend('2026-11-21')).codes).toEqual(['OUT_OF_RANGE']);
    expect(await checksum(test.dataSource)).toBe(before);
    const lines = [{ kind: 'REINSTATE', licenseId }];
    const total = (await dryRun(lines)).payload?.totals.total.amount;
    const { payload } = await place(lines, { acceptTotal: total });
    expect((await extend('2027-03-31')).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
    // Nor do they take it back.
    const colleague = await test.tokenFor(await shop.make.user({ staffRole: 'SUPPORT' }));
    const request = { licenseId, reason: 'The address was mistyped' };
    expect((await write(test, colleague, 'requestLicenseReversal', request)).codes).toEqual([]);
    expect((await write(test, staff, 'confirmLicenseReversal', request)).codes).toEqual([
      'CHECKOUT_IN_PROGRESS',
    ]);
    const { paymentId } = payload?.paymentAction ?? {};
    expect((await write(test, token, 'cancelPayment', { paymentId })).codes).toEqual([]);
    const mails = (await world.mails()).length;
    expect((await extend('2027-03-31')).payload?.license.maintenance).toEqual({
      startsOn: '2026-11-21',
      endsOn: '2027-03-31',
    });
    const [told, ...others] = (await world.mails()).slice(mails);
    expect([told?.event, others]).toEqual(['license-modified', []]);
    expect(told?.accountId).not.toBe(desk.till.account);
  });

  it('R38 orders for different customers at the same moment are all placed, by card and on the summary', async () => {
    await desk.till.card();
    const licenses = await Promise.all([resold(), resold(), resold()]);
    const orders = [
      ...licenses.map((licenseId) => [{ kind: 'RENEW', licenseId }]),
      ...[1, 2, 3].map(() => [sold()]),
      [pro()],
      [pro()],
    ];
    const totals = await Promise.all(orders.map((lines) => dryRun(lines)));
    const came = await Promise.all(
      orders.map((lines, at) =>
        place(lines, {
          acceptTotal: totals[at]?.payload?.totals.total.amount,
          ...(at % 2 === 0 ? MONTHLY : {}),
        }),
      ),
    );
    expect(came.flatMap(({ codes }) => codes)).toEqual([]);
    expect(new Set(came.map(({ payload }) => payload?.order?.number)).size).toBe(orders.length);
    expect(await desk.taken()).toBe(4);
  });
});
