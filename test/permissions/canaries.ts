import type { EntityMetadata } from 'typeorm';
import { Sealer } from '../../src/database/sealing';
import { hashOfKey } from '../../src/features/license/key-hash';
import { KEY_SEAL } from '../../src/features/license/key-hash';
import type { World } from './world';

type Columns = EntityMetadata['columns'];
type Column = Columns[number];
type StoredRow = Record<string, unknown>;

/** The catalog is everybody's. */
const COMMON = ['products', 'add_ons', 'support_products', 'prices', 'guest_carts', 'currencies'];
/** Words of an enum and the like, which are not the row's own, and instants that would end things. */
const LEFT = new Set(
  `family edition kind status channel event origin currency country mailing_preference staff_role staff_invited_role period scopes permissions address_ranges
   contact_name line_use billing add_ons ledger_account position line_position
   stopped_at stopped_on deactivated_at revoked_at expires_at last_seen_at`.split(/\s+/),
);
const TABLES: Readonly<Record<string, string>> = {
  Account: 'accounts',
  User: 'users',
  Membership: 'memberships',
  Contact: 'contacts',
  Customer: 'customers',
  License: 'licenses',
  Activation: 'activations',
  Lease: 'leases',
  Invoice: 'invoices',
  Session: 'sessions',
  ApiToken: 'api_tokens',
  Payment: 'payments',
  PaymentMethod: 'payment_methods',
  Cart: 'carts',
  CartLine: 'cart_lines',
  Order: 'orders',
  SupportRequest: 'support_requests',
  Mail: 'outbox_messages',
  Mailing: 'mailings',
};
/** Rows that are part of another one are named by it. */
const PARTS: Readonly<Record<string, readonly [column: string, whole: string]>> = {
  sessions: ['user_id', 'users'],
  account_transfers: ['account_id', 'accounts'],
  support_incidents: ['account_id', 'accounts'],
  account_notes: ['account_id', 'accounts'],
  support_messages: ['request_id', 'support_requests'],
  invoice_lines: ['invoice_id', 'invoices'],
  invoice_line_segments: ['invoice_id', 'invoices'],
  ledger_entries: ['account_id', 'accounts'],
  order_lines: ['order_id', 'orders'],
  ordered_licenses: ['order_id', 'orders'],
  lease_terms: ['lease_id', 'leases'],
  payment_allocations: ['payment_id', 'payments'],
  bank_transfers: ['payment_id', 'payments'],
  refunds: ['payment_id', 'payments'],
  disputes: ['payment_id', 'payments'],
  license_add_ons: ['license_id', 'licenses'],
  license_reversals: ['license_id', 'licenses'],
  lease_term_add_ons: ['lease_term_id', 'lease_terms'],
};

const DAY = 86_400_000;
const day = (n: number) => new Date(Date.UTC(2012, 0, 1) + n * DAY).toISOString().slice(0, 10);
/** Any instant is unlike all others by its seconds and milliseconds. */
const instant = (n: number, future: boolean) =>
  new Date(Date.UTC(2026, future ? 11 : 8, 1) + n * 61_001);

/** Everything that could be told by a value that occurs nowhere else: what the value is called. */
const TRACES =
  /cny\d{5}|\bk\d{3}\b|\b7\d{7}\.\d\d\b|\b71\d{5}\b|\b71\d{3}\.\d\d\b|\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?|\b[a-z]{3}_[\w-]{22}/g;

/** Values that occur nowhere else, in every column of every row of every account, under their names. */
export class Canaries {
  private readonly byValue = new Map<string, string>();
  private readonly names = new Map<string, string>();
  private count = 0;

  private constructor(private readonly world: World) {
    for (const [name, { type, key }] of world.nodes) {
      this.names.set(`${TABLES[type]}:${key}`, name);
      if (TABLES[type] !== undefined) this.byValue.set(world.id(name), `${name}.id`);
    }
    this.names.set(`users:${world.userKey('staff')}`, 'staff');
  }

  static async plant(world: World): Promise<Canaries> {
    const canaries = new Canaries(world);
    // A database that was used before counts on.
    const rows = await world.test.dataSource.query<{ id: number }[]>(
      'SELECT id FROM unsettled_emails',
    );
    for (const { id } of rows) canaries.names.set(`unsettled_emails:${id}`, 'unsettled');
    for (const meta of world.test.dataSource.entityMetadatas)
      if (!COMMON.includes(meta.tableName)) await canaries.plantTable(meta);
    return canaries;
  }

  /** All names, as `customer/invoice.number`. */
  get labels(): string[] {
    return [...this.byValue.values()];
  }

  /**
   * Names of the canaries that sing in a text; what is wrapped in a cursor is heard as well, all but the
   * opaque id of its row, which opens nothing.
   */
  heardIn(text: string): Set<string> {
    const cursors = [...text.matchAll(/ursor":"([\w-]+)/g)]
      .map(([, cursor]) => Buffer.from(cursor ?? '', 'base64url').toString())
      .map((inside) =>
        inside
          .replaceAll(/"[a-z]{3}_[\w-]{22}"/g, '')
          .replaceAll(/"instant":(\d+)/g, (_, at) => new Date(Number(at)).toISOString()),
      );
    const heard = new Set<string>();
    for (const [trace] of [text, ...cursors].join('\n').matchAll(TRACES)) {
      const label = this.byValue.get(trace);
      if (label !== undefined) heard.add(label);
    }
    return heard;
  }

  private async plantTable({ tableName, columns }: EntityMetadata): Promise<void> {
    const { dataSource } = this.world.test;
    const rows: StoredRow[] = await dataSource.query(`SELECT * FROM ${tableName}`);
    const keys = columns
      .filter(({ isPrimary }) => isPrimary)
      .map(({ databaseName }) => databaseName);
    for (const row of rows) {
      const name = this.nameOf(tableName, row);
      const given = this.valuesFor(name, columns, row);
      if (given.size === 0) continue;
      await dataSource.query(
        `UPDATE ${tableName} SET ${[...given.keys()].map((column) => `${column} = ?`).join(', ')}
         WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')}`,
        [...given.values(), ...keys.map((key) => row[key])],
      );
    }
  }

  private nameOf(table: string, row: StoredRow): string {
    // It is the one row of its table, whatever its key.
    if (table === 'unsettled_emails') return 'unsettled';
    const part = PARTS[table];
    const at = part ? `${part[1]}:${Number(row[part[0]])}` : `${table}:${Number(row['id'])}`;
    const name = this.names.get(at);
    if (name === undefined) throw new Error(`The world made a row of ${table} that has no name`);
    const own = part ? `${name}/${table}` : name;
    if (part && row['id'] !== undefined) this.names.set(`${table}:${Number(row['id'])}`, own);
    return own;
  }

  private valuesFor(name: string, columns: Columns, row: StoredRow): Map<string, unknown> {
    const given = new Map<string, unknown>();
    for (const column of columns) {
      const { databaseName } = column;
      if (databaseName === 'key_sealed') {
        const key = this.word(`${name}.key`);
        const { sealKey } = this.world.test.config;
        given
          .set('key_sealed', new Sealer(1, sealKey).seal(key, KEY_SEAL))
          .set('key_hash', hashOfKey(key));
      } else if (!LEFT.has(databaseName) && !(this.isTime(column) && row[databaseName] === null)) {
        const value = this.valueFor(`${name}.${databaseName}`, column);
        if (value !== undefined) given.set(databaseName, value);
      }
    }
    return given;
  }

  private isTime = ({ type, databaseName }: Column): boolean =>
    (type === 'datetime' || type === 'date') && databaseName !== 'ends_at';

  private valueFor(
    label: string,
    { type, databaseName, length, isPrimary, unsigned }: Column,
  ): unknown {
    const n = this.count + 1;
    if (type === 'varchar') return this.word(label, databaseName === 'email' ? '@c.test' : '');
    if (type === 'char' && length === '4')
      return this.plant(label, `k${String(n % 1000).padStart(3, '0')}`);
    if (type === 'date') return this.plant(label, day(n));
    if (type === 'datetime') {
      const at = this.plant(label, instant(n, databaseName === 'ends_at').toISOString());
      return at.replace('T', ' ').replace('Z', '');
    }
    if (type === 'bigint' && !isPrimary && unsigned !== true)
      return this.plant(label, `${70_000_000 + n}.37`).replace('.', '');
    if (type !== 'int') return undefined;
    if (databaseName === 'discount_basis_points')
      return this.plant(label, ((7_100_000 + n) / 100).toFixed(2)).replace('.', '');
    return this.plant(label, String(7_100_000 + n));
  }

  private word(label: string, end = ''): string {
    return `${this.plant(label, `cny${String(this.count + 1).padStart(5, '0')}`)}${end}`;
  }

  private plant(label: string, value: string): string {
    this.count += 1;
    if (this.byValue.has(value))
      throw new Error(`${value} would stand for ${label} and for another one`);
    this.byValue.set(value, label);
    return value;
  }
}
