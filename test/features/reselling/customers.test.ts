import { FillCustomers1795380002000 } from '../../../migrations/1795380002000-FillCustomers';
import { CustomerEntity } from '../../../src/database/entities/customer.entity';
import { LicenseEntity } from '../../../src/database/entities/license.entity';
import { TestApplication } from '../../support/test-application';
import { write } from '../../support/write';
import { Partner } from './partner';

/** A row of the table, as it is and as licenses say it must be. */
interface Pair {
  readonly partner: number;
  readonly customer: number;
  readonly resold: boolean;
  readonly leased: boolean;
  /** In milliseconds. */
  readonly since: number;
}

describe('customers of a partner', () => {
  let test: TestApplication;
  let partner: Partner;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    partner = await Partner.open(test);
  });
  afterAll(() => test.stop());

  it('R37 R46 an account is one customer, whatever was sold and leased to it, from the first of it on', async () => {
    const email = 'first@customers.test';
    // At the same moment: whoever comes second finds the row, and adds what it is.
    const [sold, leased, again] = await Promise.all([
      partner.assign({ licenseId: await partner.stock(), email, customerName: 'First' }),
      partner.lease({ customerEmail: email }),
      partner.assign({ licenseId: await partner.stock(), email }),
    ]);
    expect([sold.codes, leased.codes, again.codes]).toEqual([[], [], []]);
    const [one, ...more] = (await partner.list(partner.holder)).filter(
      (each) => each.email === email,
    );
    expect(more).toEqual([]);
    expect(one).toMatchObject({ relations: ['RESOLD', 'LEASED'] });
    expect(one?.id).toMatch(/^cus_/);
    const customerId = one?.id ?? '';
    for (const { payload } of [sold, again])
      expect(payload?.license?.customer?.id).toBe(customerId);
    expect(leased.payload?.lease?.customer.id).toBe(customerId);
    expect(await partner.node(customerId, partner.holder)).toMatchObject({
      email,
      licenses: { nodes: [{ origin: 'LEASED' }, { origin: 'RESOLD' }, { origin: 'RESOLD' }] },
      leases: { nodes: [{ number: expect.any(String) as unknown }] },
    });
    // Another partner's customer is another one, though it is the same account.
    const licenseId = await partner.stock(partner.other);
    const theirs = await partner.prepare({ licenseId, email }, partner.other.holder.token);
    const confirmed = { confirmationToken: theirs.payload?.confirmationToken };
    const { payload } = await partner.assign(confirmed, partner.other.holder.token);
    expect(payload?.license?.customer).toMatchObject({ email, relations: ['RESOLD'] });
    expect(payload?.license?.customer?.id).not.toBe(customerId);
  });

  it('R7 R46 each login sees the relations that it has the permission for, and what came of them', async () => {
    const { key, customerId } = await partner.customer({ name: 'Twofold' });
    const only = await partner.customer({ name: 'Resold alone' });
    const login = async (...permissions: ('RESELLER' | 'LEASE_PROVIDER')[]) =>
      (await partner.world.people.login(partner.account, permissions)).token;
    const [sells, leases] = [await login('RESELLER'), await login('LEASE_PROVIDER')];
    await partner.world.people.make.lease(partner.account.key, key, partner.shop.products.pro);
    const seen = async (as: string) => {
      const row = await partner.node(customerId, as);
      const leased = row?.leases?.nodes.length;
      return [row?.relations, row?.licenses?.nodes.map(({ origin }) => origin), leased];
    };
    expect(await seen(sells)).toEqual([['RESOLD'], ['RESOLD'], 0]);
    expect(await seen(leases)).toEqual([['LEASED'], ['LEASED'], 1]);
    expect(await seen(partner.holder)).toEqual([['RESOLD', 'LEASED'], ['LEASED', 'RESOLD'], 1]);
    const names = async (as: string, args?: string) =>
      (await partner.list(as, args))
        .map(({ name }) => name)
        .filter((name) => /Two|alone/.test(name));
    expect(await names(sells)).toEqual(['Resold alone', 'Twofold']);
    expect(await names(leases)).toEqual(['Twofold']);
    expect(await names(partner.holder, ', relation: LEASED')).toEqual(['Twofold']);
    expect(await names(partner.holder, ', relation: RESOLD')).toEqual(['Resold alone', 'Twofold']);
    expect(await partner.node(only.customerId, leases)).toBeNull();
    // What it is to a partner is not the customer's to see, nor another partner's.
    expect(await partner.node(customerId, partner.other.holder.token)).toBeNull();
    expect(await partner.node(only.customerId, only.holder.token)).toBeNull();
    const { data } = await test.graph(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { id name } } }',
      { ids: [customerId, partner.id('Customer', 999_999), only.customerId] },
      partner.holder,
    );
    expect(data?.['nodes']).toEqual([
      { id: customerId, name: 'Twofold' },
      null,
      { id: only.customerId, name: 'Resold alone' },
    ]);
  });

  it('R46 a cursor goes on where it stood when a customer is leased to in between', async () => {
    const made = [];
    for (const name of ['Cursor A', 'Cursor B', 'Cursor C'])
      made.push(await partner.customer({ name }));
    const page = async (after: string | null) => {
      const { data } = await test.graph(
        'query ($id: ID!, $after: String) { account(id: $id) { customers(search: "Cursor", first: 1, after: $after) { nodes { name } pageInfo { endCursor } } } }',
        { id: partner.account.id, after },
        partner.holder,
      );
      const { customers } = data?.['account'] as {
        customers: { nodes: { name: string }[]; pageInfo: { endCursor: string | null } };
      };
      return { name: customers.nodes[0]?.name, after: customers.pageInfo.endCursor };
    };
    const first = await page(null);
    for (const { key } of made)
      await partner.world.people.make.lease(partner.account.key, key, partner.shop.products.pro);
    const second = await page(first.after);
    const third = await page(second.after);
    expect([first.name, second.name, third.name]).toEqual(['Cursor A', 'Cursor B', 'Cursor C']);
    expect((await page(third.after)).name).toBeUndefined();
  });

  it('R31 R72 whom staff find an ambiguous address to mean is a customer from then on', async () => {
    const email = 'unsettled@customers.test';
    const [one] = [
      await partner.world.people.account({ email }),
      await partner.world.people.account({ email }),
    ];
    const staff = await test.tokenFor(
      await partner.world.people.make.user({ staffRole: 'SUPPORT' }),
    );
    const { codes } = await write(test, staff, 'settleAssignment', {
      ...{ licenseId: await partner.stock(), email, accountId: one.id, reason: 'They called' },
    });
    expect(codes).toEqual([]);
    const [found] = (await partner.list(partner.holder)).filter((each) => each.email === email);
    expect(found?.relations).toEqual(['RESOLD']);
  });

  it('R46 the table says what licenses say, and what the migration makes of them', async () => {
    const rows = await stored();
    expect(rows.filter(({ resold, leased }) => resold && leased).length).toBeGreaterThan(2);
    expect(rows).toEqual(await derived());
    await test.dataSource.query('UPDATE order_lines SET assign_customer_id = NULL');
    await test.dataSource.query('DELETE FROM customers');
    const runner = test.dataSource.createQueryRunner();
    // Again after it was cut off before its record: nothing comes of it.
    for (let time = 1; time <= 2; time++) await new FillCustomers1795380002000().up(runner);
    await runner.release();
    expect(await stored()).toEqual(rows);
  });

  const byPair = (one: Pair, two: Pair): number =>
    one.partner - two.partner || one.customer - two.customer;
  const stored = async (): Promise<Pair[]> => {
    const found = await test.dataSource.manager.find(CustomerEntity);
    return found
      .map(({ accountId, customerAccountId, resold, leased, createdAt }) => ({
        partner: Number(accountId),
        customer: Number(customerAccountId),
        resold: Boolean(resold),
        leased: Boolean(leased),
        since: createdAt.getTime(),
      }))
      .sort(byPair);
  };
  /** One after the other, as people would. */
  const derived = async (): Promise<Pair[]> => {
    const pairs = new Map<string, Pair>();
    for (const one of await test.dataSource.manager.find(LicenseEntity)) {
      if (one.origin === 'PURCHASED' || one.customerAccountId === null) continue;
      const [partner, of] = [Number(one.accountId), Number(one.customerAccountId)];
      const before = pairs.get(`${partner} ${of}`);
      const since = (one.assignedAt ?? one.createdAt).getTime();
      pairs.set(`${partner} ${of}`, {
        ...{ partner, customer: of, since: Math.min(since, before?.since ?? since) },
        resold: one.origin === 'RESOLD' || before?.resold === true,
        leased: one.origin === 'LEASED' || before?.leased === true,
      });
    }
    return [...pairs.values()].sort(byPair);
  };
});
