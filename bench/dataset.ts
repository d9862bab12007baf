import type { Day } from '../src/domain/billing/calendar';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { hashOfToken } from '../src/auth/token';
import { AccountEntity } from '../src/database/entities/account.entity';
import { ContactEntity } from '../src/database/entities/contact.entity';
import { InvoiceEntity, InvoiceLineEntity } from '../src/database/entities/invoice.entity';
import { ActivationEntity, LicenseEntity } from '../src/database/entities/license.entity';
import { MembershipEntity } from '../src/database/entities/membership.entity';
import { ProductEntity } from '../src/database/entities/product.entity';
import { PERMISSION } from '../src/domain/people/permission';
import { ALERT } from '../src/domain/mail/preferences';
import { flagsOf } from '../src/database/flags';
import type { PlainRow } from '../src/database/changes';
import { SessionEntity } from '../src/database/entities/session.entity';
import { UserEntity } from '../src/database/entities/user.entity';
import type { Sealer } from '../src/database/sealing';
import { Edition, ProductFamily } from '../src/domain/catalog/catalog';
import { hashOfKey } from '../src/features/license/key-hash';
import { KEY_SEAL } from '../src/features/license/key-hash';

/*
 * The rows that are measured, and so many others around them that an index matters. The same at every
 * run; ids are given, so that rows can name each other. Everything belongs to account number `n` and
 * its holder, user number `n`; the first account is a reseller, and the dashboard is its.
 */

const ACCOUNTS = 1_000;
const DASHBOARD_ACCOUNT = 1;
const CUSTOMERS = 40;
const OF_DASHBOARD = { resold: 120, stock: 20, invoices: 120 };
const OF_OTHERS = { licenses: 20, invoices: 24 };
const CONTACTS = 10;
const LINES = 3;
const LEVELS = [100, 250, 500, 1_000];

export interface Dataset {
  /** Key of the account whose dashboard is asked for. */
  readonly accountKey: number;
  /** Licenses of its own, each active on one server. */
  readonly licenseKeys: readonly number[];
  /** Session token of its holder. */
  readonly token: string;
}

const numbers = (count: number, from = 1): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** What the first account bought for itself comes after what it bought to resell. */
const OWN_LICENSES = numbers(OF_OTHERS.licenses, OF_DASHBOARD.resold + OF_DASHBOARD.stock + 1);

/** A day of 2026, another one for each number. */
const dayOf = (n: number): Day =>
  new Date(Date.UTC(2026, 0, 1 + (n % 330))).toISOString().slice(0, 10) as Day;

const tokenOf = (user: number): string =>
  createHash('sha256').update(`bench session of user ${user}`).digest('base64url');

const keyOf = (license: number): string =>
  createHash('sha256').update(`bench license ${license}`).digest('hex').slice(0, 25).toUpperCase();

/** Fills the empty tables. `now` is when the session was last seen: it must be alive while measuring. */
export async function fill(dataSource: DataSource, sealer: Sealer, now: Date): Promise<Dataset> {
  const rows = new Rows(dataSource);
  const accounts = numbers(ACCOUNTS);
  await rows.insert(ProductEntity, products());
  await rows.insert(
    UserEntity,
    accounts.map((n) => user(n, now)),
  );
  await rows.insert(
    AccountEntity,
    accounts.map((n) => account(n, now)),
  );
  await rows.insert(MembershipEntity, memberships(accounts, now));
  await rows.insert(
    ContactEntity,
    accounts.flatMap((n) => contacts(n, now)),
  );
  await rows.insert(
    SessionEntity,
    accounts.map((n) => session(n, now)),
  );
  await rows.insert(LicenseEntity, licenses(accounts, sealer, now));
  await rows.insert(
    ActivationEntity,
    OWN_LICENSES.map((id) => activation(id, now)),
  );
  const bills = invoices(accounts, now);
  await rows.insert(InvoiceEntity, bills);
  await rows.insert(InvoiceLineEntity, bills.flatMap(lines));
  await rows.analyze([LicenseEntity, InvoiceEntity, InvoiceLineEntity, ContactEntity]);
  return {
    accountKey: DASHBOARD_ACCOUNT,
    licenseKeys: OWN_LICENSES,
    token: tokenOf(DASHBOARD_ACCOUNT),
  };
}

type EntityClass<Entity> = new () => Entity;

/** Multi-row inserts by the entities' own names for tables and columns. */
class Rows {
  constructor(private readonly dataSource: DataSource) {}

  async insert<Entity extends object>(
    entity: EntityClass<Entity>,
    rows: PlainRow<Entity>[],
  ): Promise<void> {
    const { tableName, columns } = this.dataSource.getMetadata(entity);
    const names = columns.map((column) => column.databaseName).join(', ');
    const text = `INSERT INTO ${tableName} (${names}) VALUES ?`;
    for (let start = 0; start < rows.length; start += 1_000) {
      const values = rows
        .slice(start, start + 1_000)
        .map((row) => columns.map((column) => row[column.propertyName as keyof PlainRow<Entity>]));
      await this.dataSource.query(text, [values]);
    }
  }

  /** So that the optimizer knows what was filled in, in every run alike. */
  async analyze(entities: readonly EntityClass<object>[]): Promise<void> {
    for (const entity of entities)
      await this.dataSource.query(`ANALYZE TABLE ${this.dataSource.getMetadata(entity).tableName}`);
  }
}

const products = (): ProductEntity[] =>
  Object.values(ProductFamily).flatMap((family, f) =>
    Object.values(Edition).flatMap((edition, e) =>
      LEVELS.map((level, l) => ({
        id: 1 + l + LEVELS.length * (e + 2 * f),
        family,
        edition,
        level,
        name: `${family} ${edition} ${level}`,
      })),
    ),
  );

const user = (n: number, now: Date): UserEntity => ({
  id: n,
  email: `holder.${n}@example.test`,
  fullName: `Holder Number ${n}`,
  passwordHash: null,
  mustChangePassword: false,
  passwordByHolder: false,
  holderPasswordHash: null,
  staffInvitedRole: null,
  disabledAt: null,
  rightsChangedAt: null,
  staffRole: null,
  emailVerifiedAt: now,
  createdAt: now,
});

const account = (n: number, now: Date): AccountEntity => ({
  id: n,
  number: `AC-${10_000 + n}`,
  name: `Company ${n} of the Benchmark`,
  email: `office.${n}@example.test`,
  emailVerifiedAt: now,
  address: `${n} Main Street\n10115 Berlin`,
  country: 'DE',
  vatNumber: null,
  currency: 'EUR',
  holderUserId: n,
  mailingPreference: 'ALL',
  reseller: n === DASHBOARD_ACCOUNT,
  leaseProvider: false,
  discountBasisPoints: 1_250,
  createdAt: now,
});

/** Every account has its holder and two logins, so every user belongs to three accounts. */
function memberships(accounts: readonly number[], now: Date): MembershipEntity[] {
  const pairs = accounts.flatMap((n) =>
    [n, (n % ACCOUNTS) + 1, ((n + 1) % ACCOUNTS) + 1].map((userId) => ({ accountId: n, userId })),
  );
  return pairs.map(({ accountId, userId }, index) => ({
    id: index + 1,
    accountId,
    userId,
    status: 'ACTIVE',
    invitedName: null,
    invitedEmail: null,
    ...flagsOf<typeof PERMISSION>(
      index % 2 === 0 ? ['ACTIVATE_LICENSES', 'PAY_INVOICES'] : ['ACTIVATE_LICENSES'],
      PERMISSION,
    ),
    ...flagsOf([], ALERT),
    marketingMail: true,
    createdAt: now,
  }));
}

const contacts = (accountId: number, now: Date): ContactEntity[] =>
  numbers(CONTACTS).map((n) => ({
    id: (accountId - 1) * CONTACTS + n,
    accountId,
    firstName: `First${n}`,
    lastName: `Last ${n} of ${accountId}`,
    email: `contact.${accountId}.${n}@example.test`,
    country: 'DE',
    receivesStandardInvoices: true,
    receivesSummaryInvoices: false,
    receivesImportantNotices: true,
    receivesSupport: false,
    supportAuthorized: false,
    createdAt: now,
  }));

const session = (userId: number, now: Date): SessionEntity => ({
  id: userId,
  userId,
  tokenHash: hashOfToken(tokenOf(userId)) as Buffer,
  createdAt: now,
  lastSeenAt: now,
  expiresAt: new Date(now.getTime() + 24 * 3_600_000),
  previousHash: null,
  previousUntil: null,
  rotatedAt: null,
  secondFactor: false,
  revokedAt: null,
  address: '127.0.0.1',
  userAgent: 'bench',
});

type LicenseOf = Pick<LicenseEntity, 'accountId' | 'customerAccountId' | 'origin' | 'status'>;

function licenses(
  accounts: readonly number[],
  sealer: Sealer,
  now: Date,
): PlainRow<LicenseEntity>[] {
  const { resold, stock } = OF_DASHBOARD;
  const reseller = { accountId: DASHBOARD_ACCOUNT, origin: 'RESOLD' } as const;
  const all: LicenseOf[] = [
    ...numbers(resold).map((n): LicenseOf => {
      const customerAccountId = DASHBOARD_ACCOUNT + 1 + (n % CUSTOMERS);
      return { ...reseller, customerAccountId, status: n % 3 === 0 ? 'ACTIVE' : 'READY' };
    }),
    ...numbers(stock).map((): LicenseOf => {
      return { ...reseller, customerAccountId: null, status: 'UNASSIGNED' };
    }),
    ...accounts.flatMap((accountId) =>
      numbers(OF_OTHERS.licenses).map((): LicenseOf => {
        return { accountId, customerAccountId: accountId, origin: 'PURCHASED', status: 'ACTIVE' };
      }),
    ),
  ];
  return all.map((license, index) => ({
    ...license,
    id: index + 1,
    productId: productOf(index + 1),
    keyHash: hashOfKey(keyOf(index + 1)),
    keySealed: sealer.seal(keyOf(index + 1), KEY_SEAL),
    maintenanceFrom: '2026-01-01',
    maintenanceTo: '2026-12-31',
    assignedAt: license.origin === 'RESOLD' && license.customerAccountId !== null ? now : null,
    createdAt: now,
  }));
}

const KINDS = products().length;
/** Licenses are for one product after the other. */
const productOf = (licenseId: number): number => 1 + ((licenseId - 1) % KINDS);

const activation = (licenseId: number, now: Date): ActivationEntity => ({
  id: licenseId,
  accountId: DASHBOARD_ACCOUNT,
  licenseId,
  productId: productOf(licenseId),
  serverName: 'bench.example.test',
  activatedAt: now,
  lastSeenAt: now,
  endsAt: null,
  termsUntil: null,
  deactivatedAt: null,
});

function invoices(accounts: readonly number[], now: Date): InvoiceEntity[] {
  const owners = accounts.flatMap((n) =>
    Array<number>(n === DASHBOARD_ACCOUNT ? OF_DASHBOARD.invoices : OF_OTHERS.invoices).fill(n),
  );
  return owners.map((accountId, index) => {
    const subtotal = BigInt(LINES * (5_000 + (index % 700) * 10));
    const tax = (subtotal * 19n) / 100n;
    const paid = index % 4 !== 0;
    return {
      id: index + 1,
      number: `INV-2026-${String(index + 1).padStart(6, '0')}`,
      accountId,
      kind: 'STANDARD',
      status: paid ? 'PAID' : 'OPEN',
      period: null,
      issuedOn: dayOf(index * 7),
      dueOn: dayOf(index * 7 + 14),
      currency: 'EUR',
      subtotal,
      taxRateBasisPoints: 1_900,
      tax,
      total: subtotal + tax,
      paid: paid ? subtotal + tax : 0n,
      credited: 0n,
      creditApplied: 0n,
      creditKept: 0n,
      refunded: 0n,
      taxNote: null,
      awaitsSummary: false,
      summaryInvoiceId: null,
      correctsInvoiceId: null,
      collectionHeldAt: null,
      billedName: 'Bench',
      billedAddress: '1 Main Street',
      billedCountry: 'DE',
      billedVatNumber: null,
      sellerName: 'Keyhold',
      sellerAddress: '',
      sellerCountry: 'DE',
      sellerVatNumber: null,
      createdAt: now,
    };
  });
}

const lines = ({ id, accountId, subtotal }: InvoiceEntity): InvoiceLineEntity[] =>
  numbers(LINES).map((position) => ({
    id: (id - 1) * LINES + position,
    accountId,
    invoiceId: id,
    position,
    description: `SmarterMail Enterprise ${position * 100} mailboxes, invoice ${id}`,
    explanation: null,
    quantity: position,
    amount: subtotal / BigInt(LINES),
    licenseId: null,
    leaseId: null,
    period: null,
    productId: null,
    summarizedInvoiceId: null,
  }));
