import { FillCustomers1795380002000 } from '../../migrations/1795380002000-FillCustomers';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { migrate } from '../../src/database/migrate';
import { Sealer } from '../../src/database/sealing';
import type { Day } from '../../src/domain/billing/calendar';
import { fillDemoData } from '../../src/dev/demo/fill-demo-data';
import { hashOfKey } from '../../src/features/license/key-hash';
import { KEY_SEAL } from '../../src/features/license/key-hash';
import { emptyDatabase } from '../support/test-database';
import { taxRules } from '../support/tax-rules';

const TODAY: Day = '2026-11-21';
const TIME_ZONE = 'Europe/Berlin';
/** 01:00 in Berlin: the demo's story ends with the first hour of its day. */
const STORY_END = '2026-11-21 00:00:00.000';
const SEALER = new Sealer(1, Buffer.alloc(32, 7));
const OPTIONS = {
  today: TODAY,
  timeZone: TIME_ZONE,
  sealer: SEALER,
  taxRules: taxRules({ DE: 1900, AT: 2000, FR: 2000, ES: 2100 }),
  seller: { name: 'Keyhold', address: '1 Vendor Road', country: 'DE', vatNumber: null },
};

/** A sealer that gives up after some licenses, when the people are in their tables already. */
class BrokenSealer extends Sealer {
  private left = 1_000;
  override seal(plain: string, context: string): Buffer {
    if (--this.left < 0) throw new Error('interrupted');
    return super.seal(plain, context);
  }
}

async function migratedDatabase(suffix: string): Promise<DataSource> {
  const url = await emptyDatabase(suffix);
  const dataSource = await createDataSource({ url, poolSize: 4 }).initialize();
  await migrate(dataSource);
  return dataSource;
}

/** SHA-256 of every row of every table, but for sealed keys, which no two fillings seal alike. */
async function checksums(dataSource: DataSource): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const { tableName, columns, primaryColumns } of dataSource.entityMetadatas) {
    const names = columns
      .map(({ databaseName }) => databaseName)
      .filter((name) => !name.endsWith('_sealed'))
      .map((name) => `\`${name}\``);
    const order = primaryColumns.map(({ databaseName }) => `\`${databaseName}\``).join(', ');
    const rows: unknown = await dataSource.query(
      `SELECT ${names.join(', ')} FROM ${tableName} ORDER BY ${order}`,
    );
    sums[tableName] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }
  return sums;
}

// Filling takes seconds, and more on a machine that does other things at the same time.
jest.setTimeout(120_000);

describe('the demo data', () => {
  let first: DataSource;
  let second: DataSource;

  beforeAll(async () => {
    [first, second] = [await migratedDatabase('_demo'), await migratedDatabase('_demo_again')];
  });
  afterAll(async () => {
    await first.destroy();
    await second.destroy();
  });

  const query = <Row extends object>(sql: string): Promise<Row[]> => first.query(sql);
  const words = async (sql: string): Promise<string[]> =>
    (await query<{ word: string }>(sql)).map(({ word }) => word);
  const count = async (table: string): Promise<number> =>
    Number((await query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);

  it('leaves nothing behind when it is interrupted', async () => {
    const options = { ...OPTIONS, sealer: new BrokenSealer(1, Buffer.alloc(32, 7)) };
    await expect(fillDemoData(first, options)).rejects.toThrow('interrupted');
    for (const { tableName } of first.entityMetadatas)
      expect([tableName, await count(tableName)]).toEqual([tableName, 0]);
  });

  it('fills an empty database once, though two processes try', async () => {
    const filled = await Promise.all([fillDemoData(first, OPTIONS), fillDemoData(first, OPTIONS)]);
    expect(filled.sort()).toEqual([false, true]);
  });

  it('is the same every time, keys included', async () => {
    expect(await fillDemoData(second, OPTIONS)).toBe(true);
    expect(await checksums(second)).toEqual(await checksums(first));
  });

  it('seals the keys so that the application can show them', async () => {
    const rows = await query<{ keyHash: Buffer; keySealed: Buffer }>(
      'SELECT key_hash AS keyHash, key_sealed AS keySealed FROM licenses WHERE id % 100 = 0',
    );
    expect(rows).toHaveLength(50);
    for (const { keyHash, keySealed } of rows)
      expect(hashOfKey(SEALER.unseal(keySealed, KEY_SEAL))).toEqual(keyHash);
  });

  it('adds nothing to a database that has users', async () => {
    const before = await count('licenses');
    expect(await fillDemoData(first, { ...OPTIONS, today: '2026-12-01' })).toBe(false);
    expect(await count('licenses')).toBe(before);
  });

  it('has as much of everything as promised', async () => {
    expect(await count('accounts')).toBe(300);
    expect(await count('accounts WHERE reseller = 1')).toBe(12);
    expect(await count('accounts WHERE lease_provider = 1')).toBe(10);
    expect(await count('accounts WHERE reseller = 1 AND lease_provider = 1')).toBe(3);
    expect(await count('licenses')).toBe(5_000);
    expect(await count('leases')).toBe(1_500);
    expect(await count("leases WHERE status = 'ACTIVE'")).toBeGreaterThan(800);
    expect(await count('invoices')).toBeGreaterThan(2_000);
    expect(await count('payments')).toBeGreaterThan(1_500);
    expect(await count("memberships WHERE status = 'INVITED'")).toBeGreaterThan(5);
    expect(await count('contacts')).toBeGreaterThan(200);
    expect(await count("audit_events WHERE subject_type = 'License'")).toBeGreaterThan(10_000);
    const [starts] = await query<{ first: string; last: string }>(
      'SELECT MIN(started_on) AS first, MAX(started_on) AS last FROM leases',
    );
    expect(starts?.first.slice(0, 7)).toBe('2025-10');
    expect(starts?.last.slice(0, 7)).toBe('2026-11');
  });

  it('shows every status and every kind', async () => {
    expect(await words('SELECT DISTINCT status AS word FROM licenses ORDER BY 1')).toEqual([
      'ACTIVE',
      'ENDED',
      'REACTIVATION_REQUIRED',
      'READY',
      'SUSPENDED',
      'UNASSIGNED',
    ]);
    expect(await words('SELECT DISTINCT origin AS word FROM licenses ORDER BY 1')).toEqual([
      'LEASED',
      'PURCHASED',
      'RESOLD',
    ]);
    expect(await words('SELECT DISTINCT status AS word FROM leases ORDER BY 1')).toEqual([
      'ACTIVE',
      'STOPPED',
    ]);
    expect(await words('SELECT DISTINCT kind AS word FROM invoices ORDER BY 1')).toEqual([
      'CREDIT_NOTE',
      'LEASE',
      'STANDARD',
      'SUMMARY',
    ]);
    expect(await words('SELECT DISTINCT status AS word FROM invoices ORDER BY 1')).toEqual([
      'CREDITED',
      'OPEN',
      'OVERDUE',
      'PAID',
      'VOID',
    ]);
    expect(
      await words("SELECT DISTINCT CONCAT(kind, ' ', status) AS word FROM payments ORDER BY 1"),
    ).toEqual(['BANK_TRANSFER SUCCEEDED', 'CARD FAILED', 'CARD SUCCEEDED']);
    expect(
      await count("licenses WHERE origin <> 'LEASED' AND maintenance_to < '2026-11-21'"),
    ).toBeGreaterThan(100);
    expect(await count("licenses WHERE maintenance_to >= '2026-11-21'")).toBeGreaterThan(1_000);
    expect(
      await count("activations WHERE deactivated_at IS NULL AND last_seen_at < '2026-11-06'"),
    ).toBeGreaterThan(50);
    expect(
      await count('activations WHERE ends_at IS NOT NULL AND deactivated_at IS NULL'),
    ).toBeGreaterThan(5);
    expect(
      await count(
        "invoices WHERE awaits_summary = 1 AND status = 'PAID' AND summary_invoice_id IS NULL",
      ),
    ).toBeGreaterThan(5);
  });

  it('knows nothing of the future', async () => {
    for (const { tableName, columns } of first.entityMetadatas)
      for (const { databaseName, type } of columns.filter(
        ({ databaseName: name }) => name !== 'ends_at' && name !== 'terms_until',
      ))
        if (type === 'datetime')
          expect([
            tableName,
            databaseName,
            await count(`${tableName} WHERE ${databaseName} > '${STORY_END}'`),
          ]).toEqual([tableName, databaseName, 0]);
  });

  it('R46 its customers are those of whom its licenses tell, and some are so in both ways', async () => {
    const rows = () =>
      query(
        'SELECT account_id, customer_account_id, resold, leased, created_at FROM customers ORDER BY account_id, customer_account_id',
      );
    const told = await rows();
    await first.query('DELETE FROM customers');
    const runner = first.createQueryRunner();
    await new FillCustomers1795380002000().up(runner);
    await runner.release();
    expect(told).toEqual(await rows());
    expect(await count('customers WHERE resold = 1 AND leased = 1')).toBeGreaterThan(0);
  });
});
