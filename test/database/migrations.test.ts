import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { FillWhatWasRefunded1795253413000 } from '../../migrations/1795253413000-FillWhatWasRefunded';
import { PostWhatIsInCredit1795253414000 } from '../../migrations/1795253414000-PostWhatIsInCredit';
import { KeepWhatIsInCredit1795253415000 } from '../../migrations/1795253415000-KeepWhatIsInCredit';
import { GiveBackTheDayBefore29February1795253700000 } from '../../migrations/1795253700000-GiveBackTheDayBefore29February';
import { FillSupportIncidents1795340002000 } from '../../migrations/1795340002000-FillSupportIncidents';
import { FillFormerTaxFacts1795253700021 } from '../../migrations/1795253700021-FillFormerTaxFacts';
import { createDataSource } from '../../src/database/data-source';
import { enumColumns, storedWords } from '../../src/database/enum-columns';
import { migrationsIn } from '../../src/database/migrations';
import { migrate } from '../../src/database/migrate';
import { MailingKind, MailingStatus } from '../../src/domain/mail/mailing';
import { MailingPreference } from '../../src/domain/mail/preferences';
import { LinkPurpose } from '../../src/domain/people/one-time-link';
import { MembershipStatus, StaffRole } from '../../src/domain/people/permission';
import { DeclineReason } from '../../src/domain/billing/decline';
import { DisputeStatus } from '../../src/domain/billing/dispute';
import { GatewaySubject } from '../../src/domain/billing/gateway-subject';
import { InvoiceKind, InvoiceStatus } from '../../src/domain/billing/invoice';
import { LedgerAccount } from '../../src/domain/billing/ledger';
import { PaymentKind, PaymentStatus } from '../../src/domain/billing/payment';
import {
  SandboxCardStatus,
  SandboxChargeStatus,
  TestCard,
} from '../../src/domain/billing/test-card';
import { Edition, PriceKind, ProductFamily } from '../../src/domain/catalog/catalog';
import { LeaseStatus } from '../../src/domain/leasing/lease';
import { LicenseOrigin, LicenseStatus } from '../../src/domain/licensing/license';
import { BillingChoice, OrderStatus } from '../../src/domain/purchasing/order';
import { LineUse, OrderKind } from '../../src/domain/purchasing/order-line';
import { SupportMessageKind, SupportRequestStatus } from '../../src/domain/support/support-request';
import { NumberSeries } from '../../src/database/entities/order.entity';
import { emptyDatabase } from '../support/test-database';

async function open(url: string): Promise<DataSource> {
  const connection = await createConnection(url);
  const [rows] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  await connection.end();
  const flavour = /mariadb/i.test(String(rows[0]?.['version'])) ? 'mariadb' : 'mysql';
  return createDataSource({ url, poolSize: 3, flavour }).initialize();
}

/** Statements that would bring the tables to what the entities say. */
const difference = async (dataSource: DataSource): Promise<string[]> =>
  (await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

interface Column {
  readonly name: string;
  readonly collation: string | null;
}

/** Words that each column of an enum may hold; written by hand beside the migrations. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'users.staff_role': StaffRole,
  'users.staff_invited_role': StaffRole,
  'accounts.mailing_preference': MailingPreference,
  'memberships.status': MembershipStatus,
  'number_counters.series': NumberSeries,
  'one_time_links.purpose': LinkPurpose,
  'products.family': ProductFamily,
  'products.edition': Edition,
  'add_ons.family': ProductFamily,
  'prices.kind': PriceKind,
  'licenses.origin': LicenseOrigin,
  'licenses.status': LicenseStatus,
  'leases.status': LeaseStatus,
  'invoices.kind': InvoiceKind,
  'invoices.status': InvoiceStatus,
  'payments.kind': PaymentKind,
  'payments.status': PaymentStatus,
  'mailings.kind': MailingKind,
  'mailings.status': MailingStatus,
  'refunds.status': PaymentStatus,
  'disputes.status': DisputeStatus,
  'gateway_checks.subject': GatewaySubject,
  'sandbox_disputes.status': DisputeStatus,
  'sandbox_events.subject': GatewaySubject,
  'ledger_entries.ledger_account': LedgerAccount,
  'sandbox_cards.test_card': TestCard,
  'sandbox_cards.status': SandboxCardStatus,
  'sandbox_charges.status': SandboxChargeStatus,
  'sandbox_charges.reason': DeclineReason,
  'cart_lines.kind': OrderKind,
  'cart_lines.line_use': LineUse,
  'orders.status': OrderStatus,
  'orders.billing': BillingChoice,
  'order_lines.kind': OrderKind,
  'order_lines.line_use': LineUse,
  'support_requests.status': SupportRequestStatus,
  'support_messages.kind': SupportMessageKind,
};

describe('migrations', () => {
  it('are found by their directory, each by its own name, in the order of their timestamps', () => {
    const directory = join(__dirname, '../../migrations');
    const files = readdirSync(directory).filter((name) => name.endsWith('.ts'));
    const names = files.sort().map((file) => file.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'));
    expect(migrationsIn().map(({ name }) => name)).toEqual(names);
    expect(names.length).toBeGreaterThan(100);
    const misnamed = mkdtempSync(join(tmpdir(), 'migrations-'));
    writeFileSync(
      join(misnamed, '1800000000000-CreateThings.js'),
      'exports.CreateThing1 = class {};',
    );
    expect(() => migrationsIn(misnamed)).toThrow(
      'migrations/1800000000000-CreateThings.js does not export CreateThings1800000000000',
    );
    rmSync(misnamed, { recursive: true });
  });

  let url: string;
  let dataSource: DataSource;

  beforeAll(async () => {
    url = await emptyDatabase('_migrations');
    dataSource = await open(url);
    await migrate(dataSource);
  });
  afterAll(() => dataSource.destroy());

  it('make of an empty database exactly what the entities say', async () => {
    expect(await difference(dataSource)).toEqual([]);
  });

  it('each goes down and up again', async () => {
    for (let undone = 0; undone < dataSource.migrations.length; undone++)
      await dataSource.undoLastMigration({ transaction: 'none' });
    const tables: object[] = await dataSource.query(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> 'migrations'",
    );
    expect(tables).toEqual([]);
    expect(await migrate(dataSource)).toBe(dataSource.migrations.length);
    expect(await difference(dataSource)).toEqual([]);
  });

  it('run once, however many processes start together', async () => {
    const fresh = await emptyDatabase('_together');
    const together = await Promise.all([open(fresh), open(fresh), open(fresh), open(fresh)]);
    const ran = await Promise.all(together.map((one) => migrate(one)));
    expect(ran.sort((a, b) => a - b)).toEqual([0, 0, 0, dataSource.migrations.length]);
    await Promise.all(together.map((one) => one.destroy()));
  });

  it('go on where a run was cut off between a table and its record', async () => {
    const fresh = await emptyDatabase('_cut');
    const cut = await open(fresh);
    await migrate(cut);
    const { affectedRows } = await cut.query<{ affectedRows: number }>(
      'DELETE FROM migrations WHERE timestamp >= 1795251633000',
    );
    await cut.query('DROP TABLE rate_limits');
    expect(affectedRows).toBeGreaterThan(1);
    expect(await migrate(cut)).toBe(affectedRows);
    expect(await difference(cut)).toEqual([]);
    await cut.destroy();
  });

  it('refuse in one line a database whose tables are not what its record says', async () => {
    const fresh = await emptyDatabase('_half');
    const half = await open(fresh);
    await migrate(half);
    await half.query('ALTER TABLE contacts DROP COLUMN country');
    await expect(migrate(half)).rejects.toThrow(
      /^The database is half migrated: contacts\.country missing[^\n]*restore it/,
    );
    await half.destroy();
  });

  it('refuse in one line a database of a newer version, and change nothing in it', async () => {
    const fresh = await emptyDatabase('_newer');
    const newer = await open(fresh);
    await migrate(newer);
    await newer.query(
      "INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'CreateTomorrow9999999999999')",
    );
    await newer.query('DELETE FROM migrations WHERE name LIKE ?', ['CreatePayments%']);
    await expect(migrate(newer)).rejects.toThrow(
      /^The database was migrated by a newer Keyhold \(CreateTomorrow/,
    );
    const [row] = await newer.query<{ n: number }[]>(
      "SELECT COUNT(*) AS n FROM migrations WHERE name LIKE 'CreatePayments%'",
    );
    expect(row?.n).toBe(0);
    await newer.destroy();
  });

  it('give every column of text the collation that its entity names', async () => {
    const rows: Column[] = await dataSource.query(
      "SELECT CONCAT(table_name, '.', column_name) AS name, collation_name AS collation FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name <> 'migrations' AND collation_name IS NOT NULL",
    );
    const made = Object.fromEntries(rows.map(({ name, collation }) => [name, collation]));
    const wanted = Object.fromEntries(
      dataSource.entityMetadatas.flatMap((entity) =>
        entity.columns
          .filter((column) => column.collation)
          .map((column) => [`${entity.tableName}.${column.databaseName}`, column.collation]),
      ),
    );
    expect(Object.keys(wanted).length).toBeGreaterThan(40);
    expect(made).toEqual(wanted);
  });

  it('allow each enum column its words, and no other', async () => {
    const found = Object.fromEntries(await storedWords((statement) => dataSource.query(statement)));
    const wanted = Object.fromEntries(
      Object.entries(WORDS).map(([column, words]) => [
        column,
        Object.keys(words).sort().join(', '),
      ]),
    );
    expect(found).toEqual(wanted);
  });

  it('refuse in one line a database whose CHECK lists other words than the enum', async () => {
    const fresh = await emptyDatabase('_words');
    const wrong = await open(fresh);
    await migrate(wrong);
    await wrong.query('ALTER TABLE disputes DROP CONSTRAINT ck_disputes_status');
    await wrong.query(
      "ALTER TABLE disputes ADD CONSTRAINT ck_disputes_status CHECK (status IN ('OPEN', 'WON'))",
    );
    await expect(migrate(wrong)).rejects.toThrow(
      /^The CHECK of disputes\.status differs from the enum[^\n]*add a migration/,
    );
    await wrong.destroy();
  });

  it('every column with a CHECK of words is declared with its enum, and compared at the start', () => {
    expect(enumColumns()).toHaveLength(Object.keys(WORDS).length);
  });

  it('a word that is none, and a price of nothing or of two things, are refused by the server itself', async () => {
    const connection = await createConnection(url);
    const refused = (statement: string) =>
      expect(connection.query(statement)).rejects.toThrow(/constraint/i);
    await refused(
      "INSERT INTO products (family, edition, level, name) VALUES ('SMARTERPHONE', 'ENTERPRISE', 1, 'x')",
    );
    await refused(
      "INSERT INTO prices (kind, currency, amount, valid_from) VALUES ('PURCHASE', 'EUR', 1, '2026-01-01')",
    );
    await connection.end();
  });

  it("keep children in the account of their parent: a line cannot hang on another account's invoice", async () => {
    const connection = await createConnection(url);
    await connection.query(
      "INSERT INTO users (id, email, full_name, must_change_password, password_by_holder, created_at) VALUES (1, 'a', 'A', 0, 0, '2026-01-01')",
    );
    await connection.query(
      "INSERT INTO currencies (code, name, countries, is_default) VALUES ('EUR', 'Euro', '', 1)",
    );
    for (const id of [1, 2])
      await connection.query(
        "INSERT INTO accounts (id, number, name, email, address, country, currency, holder_user_id, mailing_preference, reseller, lease_provider, discount_basis_points, created_at) VALUES (?, ?, 'x', 'x', 'x', 'DE', 'EUR', 1, 'ALL', 0, 0, 0, '2026-01-01')",
        [id, `AC-${id}`],
      );
    await connection.query(
      "INSERT INTO invoices (id, number, account_id, kind, status, issued_on, due_on, currency, subtotal, tax_rate_basis_points, tax, total, paid, credited, awaits_summary, billed_name, billed_address, billed_country, created_at) VALUES (1, 'INV-1', 1, 'STANDARD', 'OPEN', '2026-01-01', '2026-01-01', 'EUR', 1, 0, 0, 1, 0, 0, 0, 'x', 'x', 'DE', '2026-01-01')",
    );
    const line = (account: number) =>
      connection.query(
        "INSERT INTO invoice_lines (account_id, invoice_id, position, description, quantity, amount) VALUES (?, 1, ?, 'x', 1, 1)",
        [account, account],
      );
    await expect(line(2)).rejects.toThrow(/foreign key/i);
    await line(1);
    await connection.end();
  });

  it('R69 what an account was taxed by is read from its history, at the end of each time', async () => {
    const changes = (given: object) => JSON.stringify(given);
    const history: [string, string][] = [
      ['2026-02-01', changes({ country: ['DE', 'AT'], vatNumber: ['DE136695976', null] })],
      ['2026-03-01', changes({ name: ['a', 'b'] })],
      ['2026-04-01', changes({ vatNumber: [null, 'ATU13585627'] })],
    ];
    await dataSource.query("UPDATE accounts SET country = 'AT' WHERE id = 2");
    for (const [at, text] of history)
      await dataSource.query(
        "INSERT INTO audit_events (account_id, subject_type, subject_id, action, request_id, changes, created_at) VALUES (2, 'Account', 2, 'updateAccount', 'r', ?, ?)",
        [text, at],
      );
    const runner = dataSource.createQueryRunner();
    await new FillFormerTaxFacts1795253700021().up(runner);
    await runner.release();
    expect(
      await dataSource.query(
        "SELECT DATE_FORMAT(valid_until, '%Y-%m-%d') AS until, country, vat_number AS vatNumber FROM former_tax_facts ORDER BY id",
      ),
    ).toEqual([
      { until: '2026-02-01', country: 'DE', vatNumber: 'DE136695976' },
      { until: '2026-04-01', country: 'AT', vatNumber: null },
    ]);
  });

  it('R21 a license whose support began on a 29 February gets its last day back', async () => {
    await dataSource.query(
      "INSERT INTO products (id, family, edition, level, name) VALUES (1, 'SMARTERTRACK', 'ENTERPRISE', 1, 'x')",
    );
    const days: [string, string][] = [
      ['2024-02-29', '2025-02-27'],
      ['2024-02-28', '2025-02-27'],
      ['2024-02-29', '2025-02-28'],
    ];
    for (const [n, [from, to]] of days.entries())
      await dataSource.query(
        "INSERT INTO licenses (account_id, product_id, origin, status, key_hash, key_sealed, maintenance_from, maintenance_to, created_at) VALUES (1, 1, 'PURCHASED', 'READY', ?, 'x', ?, ?, ?)",
        [`${n}`.repeat(32), from, to, from],
      );
    const runner = dataSource.createQueryRunner();
    await new GiveBackTheDayBefore29February1795253700000().up(runner);
    await runner.release();
    const rows = await dataSource.query<{ to: string }[]>(
      "SELECT DATE_FORMAT(maintenance_to, '%Y-%m-%d') AS 'to' FROM licenses ORDER BY id",
    );
    expect(rows.map(({ to }) => to)).toEqual(['2025-02-28', '2025-02-27', '2025-02-28']);
  });

  it('R68 each support incident that was bought and not taken back is a credit, once', async () => {
    const order = async (status: string, placedAt: string | null, quantity: number) => {
      await dataSource.query(
        `INSERT INTO orders (account_id, number, status, billing, currency, subtotal, discount, tax_rate_basis_points, tax, total, created_at, placed_at)
         VALUES (1, ?, ?, 'PAY_ON_ORDER', 'EUR', 0, 0, 0, 0, 0, '2026-01-01', ?)`,
        [placedAt === null ? null : `O-${quantity}`, status, placedAt],
      );
      await dataSource.query(
        `INSERT INTO order_lines (account_id, order_id, position, kind, line_use, add_ons, description, explanation, quantity, list_price, discount, amount)
         SELECT 1, MAX(id), 1, 'SUPPORT_INCIDENT', 'PERSONAL', '', 'x', 'x', ?, 0, 0, 0 FROM orders`,
        [quantity],
      );
    };
    await order('PLACED', '2026-01-02', 1_000);
    await order('FAILED', null, 3);
    await order('PLACED', '2026-01-03', 2);
    const runner = dataSource.createQueryRunner();
    for (let times = 0; times < 2; times += 1)
      await new FillSupportIncidents1795340002000().up(runner);
    await runner.release();
    const rows = await dataSource.query<{ day: string; count: unknown }[]>(
      `SELECT DATE_FORMAT(bought_at, '%m-%d') AS day, COUNT(*) AS count FROM support_incidents
       WHERE account_id = 1 AND request_id IS NULL AND withdrawn_at IS NULL GROUP BY bought_at ORDER BY bought_at`,
    );
    expect(rows.map(({ day, count }) => [day, Number(count)])).toEqual([
      ['01-02', 1_000],
      ['01-03', 2],
    ]);
  });

  it('R57 what was paid beyond what invoices ask for becomes credit once, and what was refunded is told', async () => {
    const insert = (table: string, row: object) =>
      dataSource.query(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (?)`, [
        Object.values(row),
      ]);
    const invoice = (id: number, paid: number, credited: number, more: object = {}) =>
      insert('invoices', {
        ...{ id, number: `INV-${id}`, account_id: 2, kind: 'STANDARD', status: 'PAID' },
        ...{
          issued_on: '2026-01-01',
          due_on: '2026-01-01',
          currency: 'EUR',
          created_at: '2026-01-01',
        },
        ...{
          subtotal: 100,
          tax_rate_basis_points: 1_900,
          tax: 19,
          total: 119,
          awaits_summary: 0,
        },
        ...{
          billed_name: 'x',
          billed_address: 'x',
          billed_country: 'DE',
          paid,
          credited,
          ...more,
        },
      });
    const payment = async (id: number, invoiceId: number, status = 'SUCCEEDED') => {
      await insert('payments', {
        ...{ id, account_id: 2, kind: 'CARD', currency: 'EUR', amount: 119, refunded: 0, status },
        ...{ automatic: 0, attempted_at: '2026-01-01', asked: 0, new_card: 0 },
      });
      await insert('payment_allocations', {
        account_id: 2,
        payment_id: id,
        invoice_id: invoiceId,
        amount: 119,
      });
    };
    await invoice(11, 119, 50);
    await invoice(12, 69, 50);
    await invoice(13, 80, 50);
    await invoice(14, 119, 119, { kind: 'SUMMARY', status: 'CREDITED' });
    await invoice(15, 119, 119, { summary_invoice_id: 14, status: 'CREDITED' });
    await invoice(16, 0, 119, { status: 'VOID' });
    for (const key of [11, 12, 13, 14]) await payment(key, key);
    await payment(17, 12, 'FAILED');
    const runner = dataSource.createQueryRunner();
    for (let run = 0; run < 2; run++)
      for (const one of [
        new FillWhatWasRefunded1795253413000(),
        new PostWhatIsInCredit1795253414000(),
        new KeepWhatIsInCredit1795253415000(),
      ])
        await one.up(runner);
    await runner.release();
    const rows = await dataSource.query<Record<string, unknown>[]>(
      'SELECT id, paid, credit_kept AS kept, refunded FROM invoices WHERE account_id = 2 ORDER BY id',
    );
    expect(rows.map((row) => Object.values(row).map(Number))).toEqual([
      [11, 69, 50, 0],
      [12, 69, 0, 50],
      [13, 69, 11, 39],
      [14, 0, 119, 0],
      [15, 0, 119, 0],
      [16, 0, 0, 0],
    ]);
    const posted = await dataSource.query<Record<string, unknown>[]>(
      "SELECT posting, ledger_account AS account, amount FROM ledger_entries WHERE account_id = 2 AND ledger_account = 'CREDIT' ORDER BY posting",
    );
    expect(posted.map(({ posting, amount }) => [posting, Number(amount)])).toEqual([
      ['credit 11', -50],
      ['credit 13', -11],
      ['credit 14', -119],
    ]);
    const [sum] = await dataSource.query<{ n: unknown }[]>(
      'SELECT SUM(amount) AS n FROM ledger_entries WHERE account_id = 2',
    );
    expect(Number(sum?.n)).toBe(0);
  });
});
