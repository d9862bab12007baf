import { LicenseEntity } from '../../src/database/entities/license.entity';
import { hashOfKey, KEY_SEAL } from '../../src/features/license/key-hash';
import { Sealer } from '../../src/database/sealing';
import { Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';

const ROWS = 5_000;

describe('R37 a download of many rows', () => {
  let test: TestApplication;
  let token: string;
  let account: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    const make = new Fixtures(test);
    const holder = await make.user();
    const reseller = await make.account(holder, { reseller: true, number: 'AC-30001' });
    const hostile = { name: '=cmd|"/c calc"!A1', email: '+evil@customer.test' };
    const customer = await make.account(await make.user(), hostile);
    const product = await make.product({ name: 'SmarterMail "Große" 250' });
    const sealer = new Sealer(1, test.config.sealKey);
    const licenses = Array.from({ length: ROWS }, (_, at) => ({
      accountId: reseller,
      customerAccountId: customer,
      productId: product,
      origin: 'RESOLD' as const,
      status: 'READY' as const,
      keyHash: hashOfKey(`RESOLD-${at}`),
      keySealed: sealer.seal(`RESOLD-${at}`, KEY_SEAL),
      maintenanceFrom: '2026-01-01' as const,
      maintenanceTo: '2026-12-31' as const,
      assignedAt: TEST_NOW,
      createdAt: TEST_NOW,
    }));
    await test.dataSource.transaction(async (manager) => {
      for (let at = 0; at < ROWS; at += 1_000)
        await manager.insert(LicenseEntity, licenses.slice(at, at + 1_000));
    });
    token = await test.tokenFor(holder);
    account = test.app.ids.encode('Account', reseller);
  });
  afterAll(() => test.stop());

  const fetched = async (query = ''): Promise<string> => {
    const { status, text } = await test
      .http()
      .get(`/accounts/${account}/resold-licenses.csv${query}`)
      .set('authorization', `Bearer ${token}`)
      .buffer(true);
    expect(status).toBe(200);
    return text;
  };

  it('has every row once, in pages that hang on no OFFSET', async () => {
    let text = '';
    const statements = await test.countStatements(async () => (text = await fetched()));
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      'Id,Product,Add-ons,Status,Maintenance until,Key,Customer,Customer e-mail,Assigned at,Active on',
    );
    expect(lines).toHaveLength(ROWS + 2);
    const keys = lines.slice(1, -1).map((line) => /RESOLD-\d+/.exec(line)?.[0]);
    expect(new Set(keys).size).toBe(ROWS);
    expect(keys[0]).toBe(`RESOLD-${ROWS - 1}`);
    // A page of licenses, their add-ons and their servers, ten times; before them who asks, and the account.
    expect(statements.length).toBeLessThanOrEqual(3 * 10 + 6);
    expect(statements.filter((one) => /OFFSET/i.test(one))).toEqual([]);
    const pages = statements.filter((one) => /FROM licenses l\b.*JOIN products/.test(one));
    expect(pages).toHaveLength(10);
    expect(pages.every((one) => one.includes('LIMIT 501'))).toBe(true);
  });

  it('R63 keeps the formula in the name of a customer from being one', async () => {
    const [, line = ''] = (await fetched()).split('\r\n');
    expect(line).toContain(`,"'=cmd|""/c calc""!A1",'+evil@customer.test,`);
    expect(line).toContain('"SmarterMail ""Große"" 250"');
  });

  it('begins with a byte order mark only if asked to', async () => {
    expect((await fetched('?bom=1')).startsWith('\ufeffId,')).toBe(true);
    expect((await fetched('?bom=0')).startsWith('Id,')).toBe(true);
  });
});
