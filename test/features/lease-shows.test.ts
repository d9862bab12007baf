import { LicenseAddOnEntity } from '../../src/database/entities/license.entity';
import { type Fixtures } from '../support/fixtures';
import { People, type OfAccount } from '../support/people';
import { TEST_NOW, TestApplication } from '../support/test-application';

const MONEY = '{ amount currency }';
const LEASE = `query ($id: ID!) { node(id: $id) { ... on Lease {
  number status customerEmail startedAt stoppedAt product { name } addOns { name } license { status key }
  serverName monthlyPrice ${MONEY} thisMonth { days divisor amount ${MONEY} }
  terms { from product { name } addOns { name } monthlyPrice ${MONEY} } } } }`;
const euros = (amount: string) => ({ amount, currency: 'EUR' });

describe('a lease', () => {
  let test: TestApplication;
  let people: People;
  let make: Fixtures;
  let provider: OfAccount;

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
    ({ make } = people);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    provider = await people.account({ leaseProvider: true });
  });

  const shown = async (leaseId: number) => {
    const { data } = await test.graph(
      LEASE,
      { id: test.app.ids.encode('Lease', leaseId) },
      provider.holder.token,
    );
    return data?.['node'] as Record<string, unknown>;
  };

  it('R42 shows license, product, add-ons, server, start, every change of terms, and what this month costs', async () => {
    const customer = (await people.account()).key;
    const small = await make.product({ name: 'Mail Pro 250' });
    const large = await make.product({ name: 'Mail Ent 500', edition: 'ENTERPRISE', level: 500 });
    const sync = await make.addOn({ name: 'Sync', requiresEnterprise: true });
    const { leaseId, licenseId } = await make.lease(provider.key, customer, small, {
      number: 'L-42',
      customerEmail: 'lessee@example.test',
      startedAt: new Date('2026-10-05T09:00:00Z'),
      startedOn: '2026-10-05',
    });
    await make.terms(provider.key, leaseId, '2026-11-16', {
      productId: large,
      monthlyPrice: 5_600n,
      addOnIds: [sync],
    });
    await test.dataSource.query('UPDATE licenses SET product_id = ? WHERE id = ?', [
      large,
      licenseId,
    ]);
    await test.dataSource.manager.insert(LicenseAddOnEntity, {
      accountId: provider.key,
      licenseId,
      addOnId: sync,
    });
    await make.activation(provider.key, licenseId, { serverName: 'mail.lessee.test' });

    const lease = await shown(leaseId);
    expect(lease).toMatchObject({
      number: 'L-42',
      status: 'ACTIVE',
      customerEmail: 'lessee@example.test',
      startedAt: '2026-10-05T09:00:00.000Z',
      stoppedAt: null,
      product: { name: 'Mail Ent 500' },
      addOns: [{ name: 'Sync' }],
      license: { status: 'READY', key: expect.any(String) as string },
      serverName: 'mail.lessee.test',
      monthlyPrice: euros('56.00'),
      // 15 days at 20.00 and 15 days at 56.00, over the 30 days of November.
      thisMonth: { days: 30, divisor: 30, amount: euros('38.00') },
    });
    expect(lease['terms']).toEqual([
      {
        from: '2026-10-05',
        product: { name: 'Mail Pro 250' },
        addOns: [],
        monthlyPrice: euros('20.00'),
      },
      {
        from: '2026-11-16',
        product: { name: 'Mail Ent 500' },
        addOns: [{ name: 'Sync' }],
        monthlyPrice: euros('56.00'),
      },
    ]);
  });

  it('R42 R52 shows when it stopped, and what its last days cost', async () => {
    const customer = (await people.account()).key;
    const product = await make.product();
    const { leaseId } = await make.lease(provider.key, customer, product, {
      status: 'STOPPED',
      stoppedAt: new Date('2026-11-15T10:00:00Z'),
      stoppedOn: '2026-11-15',
    });
    // 14 days, the day of the stop not among them, over 28.
    expect(await shown(leaseId)).toMatchObject({
      status: 'STOPPED',
      stoppedAt: '2026-11-15T10:00:00.000Z',
      serverName: null,
      thisMonth: { days: 14, divisor: 28, amount: euros('10.00') },
    });
  });
});
