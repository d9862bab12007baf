import { addDays } from '../../../src/domain/billing/calendar';
import { RENEW } from '../../../src/pages/assets';
import { Fixtures, checksum } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { write } from '../../support/write';

interface Added {
  readonly added: number | null;
  readonly alreadyInCart: number | null;
  readonly notAdded: number | null;
  readonly cartLines: readonly { kind: string; use: string; license: { id: string } }[] | null;
  readonly cart: { total: { amount: string } } | null;
}
const SHOWN =
  'added alreadyInCart notAdded cartLines { kind use license { id } price { amount { amount } } } cart { total { amount } }';

describe('R23 addRenewalsToCart', () => {
  let test: TestApplication;
  let make: Fixtures;
  let product: number;
  let account: number;
  let holder: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    product = await make.product();
    for (const kind of ['PURCHASE', 'MAINTENANCE', 'REINSTATEMENT'] as const)
      await make.price({ productId: product, kind });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    const key = await make.user();
    account = await make.account(key, { reseller: true });
    holder = await test.tokenFor(key);
  });

  const add = (given: object = {}, as = holder) =>
    write<Added>(
      test,
      as,
      'addRenewalsToCart',
      {
        accountId: test.app.ids.encode('Account', account),
        ...{ endsFrom: '2026-11-01', endsTo: '2026-12-31' },
        ...given,
      },
      SHOWN,
    );
  const license = async (maintenanceTo: string, given: Parameters<Fixtures['license']>[2] = {}) => {
    const day = addDays(maintenanceTo as '2026-12-01', 0);
    return test.app.ids.encode(
      'License',
      await make.license(account, product, { maintenanceTo: day, ...given }),
    );
  };

  it('adds a renewal, or a reinstatement once it has ended, the earliest first, and buys nothing', async () => {
    const later = await license('2026-12-20');
    const ended = await license('2026-11-20');
    const today = await license('2026-11-21');
    await license('2027-01-01');
    await license('2026-10-31');
    await license('2026-12-01', { status: 'SUSPENDED' });
    await license('2026-12-01', { origin: 'RESOLD' });
    const other = await make.account(await make.user());
    await make.license(other, product, { maintenanceTo: '2026-12-01' });
    const { payload, codes } = await add();
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({ added: 3, alreadyInCart: 0, notAdded: 0 });
    expect(payload?.cartLines?.map(({ kind, use, license: { id } }) => [kind, use, id])).toEqual([
      ['REINSTATE', 'PERSONAL', ended],
      ['RENEW', 'PERSONAL', today],
      ['RENEW', 'PERSONAL', later],
    ]);
    const [orders] = await test.dataSource.query<{ n: string }[]>(
      'SELECT COUNT(*) AS n FROM orders WHERE account_id = ?',
      [account],
    );
    expect(Number(orders?.n)).toBe(0);
  });

  it('adds nothing that is in the cart already, however often it is called', async () => {
    await license('2026-12-20');
    const first = await add();
    const again = await add();
    expect(again.payload).toMatchObject({ added: 0, alreadyInCart: 1, cartLines: [] });
    expect(again.payload?.cart).toEqual(first.payload?.cart);
    await license('2026-12-21');
    expect((await add()).payload).toMatchObject({ added: 1, alreadyInCart: 1 });
    const both = await Promise.all([add(), add()]);
    expect(both.map(({ payload }) => payload?.alreadyInCart)).toEqual([2, 2]);
  });

  it('fills the cart and no more, and leaves out what is not sold', async () => {
    const unsold = await make.product();
    await make.license(account, unsold, { maintenanceTo: '2026-11-25' });
    await Fixtures.together(test, async (many) => {
      for (let n = 0; n < 103; n++)
        await many.license(account, product, {
          maintenanceTo: '2026-12-01',
          key: `FULL-${account}-${n}`,
        });
    });
    expect((await add()).payload).toMatchObject({ added: 100, alreadyInCart: 0, notAdded: 4 });
    expect((await add()).payload).toMatchObject({ added: 0, alreadyInCart: 100, notAdded: 4 });
  });

  it('R26 personal licenses need MAKE_PURCHASES, resold ones RESELLER', async () => {
    await license('2026-12-20');
    const resold = await license('2026-12-20', { origin: 'RESOLD' });
    const as = async (permission: 'MAKE_PURCHASES' | 'RESELLER' | 'PAY_INVOICES') => {
      const user = await make.user();
      await make.membership(account, user, [permission]);
      return test.tokenFor(user);
    };
    const [buys, resells, pays] = [
      await as('MAKE_PURCHASES'),
      await as('RESELLER'),
      await as('PAY_INVOICES'),
    ];
    expect((await add({ use: 'RESOLD' }, buys)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await add({ use: 'PERSONAL' }, resells)).errors[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
    expect((await add({}, pays)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    const { payload } = await add({}, resells);
    expect(payload?.cartLines).toMatchObject([{ use: 'RESOLD', license: { id: resold } }]);
    expect((await add({}, buys)).payload).toMatchObject({ added: 1 });
  });

  it('says when there is nothing to renew, and writes nothing then', async () => {
    await license('2026-12-20');
    const before = await checksum(test.dataSource);
    expect((await add({ endsFrom: '2026-12-21' })).codes).toEqual(['NOTHING_TO_RENEW']);
    expect((await add({ endsFrom: '2027-01-01' })).codes).toEqual(['INVALID_RANGE']);
    expect((await add({ dryRun: true })).payload).toMatchObject({ added: 1, notAdded: 0 });
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R15 the page of a mailed link changes nothing when it is opened, and what it asks is a document of the graph', async () => {
    await license('2026-12-20');
    const id = test.app.ids.encode('Account', account);
    const before = await checksum(test.dataSource);
    const path = `/renewals/${id}?use=PERSONAL&from=2026-12-01&to=2026-12-31`;
    const { text, headers } = await test.http().get(path).expect(200);
    expect(text).toContain('Renew Maintenance and Support');
    expect(text).not.toContain(id);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    for (const [, script = ''] of text.matchAll(/<script src="\.\.(\/pages\/[^"]+)"/g))
      await test.http().get(script).expect(200);
    const input = { accountId: id, endsFrom: '2026-12-01', endsTo: '2026-12-31' };
    const nobody = await test.graph(RENEW, { input: { ...input, dryRun: true } });
    expect(nobody.errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const seen = await test.graph(RENEW, { input: { ...input, dryRun: true } }, holder);
    expect(seen.data).toMatchObject({
      addRenewalsToCart: { added: 1, alreadyInCart: 0, notAdded: 0, userErrors: [] },
    });
    const cut = { ...input, endsFrom: null, endsTo: '2026-1' };
    const broken = await test.graph(RENEW, { input: cut }, holder);
    expect(broken.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(await checksum(test.dataSource)).toBe(before);
  });
});
