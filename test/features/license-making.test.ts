import { AccountScope, SystemScope, type Scope } from '../../src/database/scope';
import { Database } from '../../src/database/database';
import { Sealer } from '../../src/database/sealing';
import { normalizeLicenseKey } from '../../src/domain/licensing/license-key';
import { hashOfKey, newLicenseKey } from '../../src/features/license/key-hash';
import {
  LicenseMakingRepository,
  type NewLicense,
} from '../../src/features/license/license-making.repository';
import { checksum, Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';

describe('making licenses', () => {
  let test: TestApplication;
  let make: Fixtures;
  let database: Database;
  let sealer: Sealer;
  let [payer, customer, product, addOn] = [0, 0, 0, 0];
  const scope = new SystemScope('test');

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    database = new Database(test.dataSource, { statementTimeout: 10_000 });
    sealer = new Sealer(1, test.config.sealKey);
    payer = await make.account(await make.user(), { reseller: true });
    customer = await make.account(await make.user());
    product = await make.product();
    addOn = await make.addOn();
  });
  afterAll(() => test.stop());

  const wanted = (given: Partial<NewLicense> = {}): NewLicense => ({
    accountId: payer,
    customerAccountId: payer,
    productId: product,
    addOnIds: [],
    origin: 'PURCHASED',
    status: 'READY',
    maintenanceFrom: '2026-11-21',
    maintenanceTo: '2027-11-20',
    now: TEST_NOW,
    ...given,
  });
  const made = (licenses: readonly NewLicense[], within: Scope = scope) =>
    database.transaction((tx) => new LicenseMakingRepository(tx, sealer).make(within, licenses));

  it('gives each its own key, which opens it, and which nothing keeps in clear', async () => {
    const leased = { origin: 'LEASED', maintenanceFrom: null, maintenanceTo: null } as const;
    const stock = { origin: 'RESOLD', status: 'UNASSIGNED', customerAccountId: null } as const;
    const came = await made([
      wanted({ addOnIds: [addOn, addOn] }),
      wanted(stock),
      wanted({ ...leased, customerAccountId: customer }),
      ...Array.from({ length: 200 }, () => wanted(stock)),
    ]);
    expect(new Set(came.map(({ key }) => key)).size).toBe(203);
    const rows = await test.dataSource.query<Record<string, unknown>[]>(
      `SELECT l.id, l.customer_account_id AS customer, l.origin, l.status, l.key_hash AS hash, l.assigned_at AS assigned,
         (SELECT COUNT(*) FROM license_add_ons a WHERE a.license_id = l.id) AS addOns
       FROM licenses l ORDER BY l.id`,
    );
    expect(rows).toHaveLength(203);
    for (const { pk, key } of came) {
      const row = rows.find(({ id }) => Number(id) === pk);
      expect(row?.['hash']).toEqual(hashOfKey(key));
    }
    const reported = came.slice(0, 3).map(({ pk }) => {
      const {
        customer: of,
        origin,
        status,
        assigned,
        addOns,
      } = rows.find(({ id }) => Number(id) === pk) ?? {};
      return [of === null ? null : Number(of), origin, status, assigned, Number(addOns)];
    });
    expect(reported).toEqual([
      [payer, 'PURCHASED', 'READY', null, 1],
      [null, 'RESOLD', 'UNASSIGNED', null, 0],
      [customer, 'LEASED', 'READY', TEST_NOW, 0],
    ]);
    const everything = JSON.stringify(await test.dataSource.query('SELECT * FROM licenses'));
    for (const { key } of came) expect(everything).not.toContain(key);
  });

  it('makes none, and leaves nothing, for an account out of reach or without sense', async () => {
    const before = await checksum(test.dataSource);
    const outsider = new AccountScope({
      kind: 'user',
      accounts: new Map(),
    } as never);
    await expect(made([wanted()], outsider)).rejects.toThrow();
    await expect(made([wanted({ status: 'UNASSIGNED' })])).rejects.toThrow(/nobody has it/);
    await expect(made([wanted({ customerAccountId: null })])).rejects.toThrow(/nobody has it/);
    await expect(made([wanted(), wanted({ productId: 999_999 })])).rejects.toThrow();
    expect(await made([])).toEqual([]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('keys have 128 bits in groups of five and a check sign', () => {
    const keys = Array.from({ length: 1_000 }, newLicenseKey);
    for (const key of keys) {
      expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{2}$/);
      expect(normalizeLicenseKey(key)).toHaveLength(27);
    }
    expect(new Set(keys).size).toBe(1_000);
  });
});
