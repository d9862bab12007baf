import type { DataSource, QueryRunner } from 'typeorm';
import { AccountNoteEntity } from '../../database/entities/account-note.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { AuditEventEntity } from '../../database/entities/audit-event.entity';
import { ContactEntity } from '../../database/entities/contact.entity';
import { CustomerEntity } from '../../database/entities/customer.entity';
import {
  InvoiceCounterEntity,
  InvoiceEntity,
  InvoiceLineEntity,
  InvoiceLineSegmentEntity,
} from '../../database/entities/invoice.entity';
import { CurrencyEntity } from '../../database/entities/currency.entity';
import { LedgerEntryEntity } from '../../database/entities/ledger-entry.entity';
import {
  LeaseEntity,
  LeaseTermAddOnEntity,
  LeaseTermEntity,
} from '../../database/entities/lease.entity';
import { FormerLicenseKeyEntity } from '../../database/entities/former-license-key.entity';
import {
  ActivationAddOnEntity,
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../database/entities/license.entity';
import {
  NumberCounterEntity,
  OrderedLicenseEntity,
  OrderEntity,
  OrderLineEntity,
} from '../../database/entities/order.entity';
import { MembershipEntity } from '../../database/entities/membership.entity';
import { OutboxMessageEntity } from '../../database/entities/outbox-message.entity';
import {
  GatewayCustomerEntity,
  PaymentAllocationEntity,
  BankTransferEntity,
  PaymentEntity,
  PaymentMethodEntity,
} from '../../database/entities/payment.entity';
import { SandboxCardEntity, SandboxCustomerEntity } from '../../database/entities/sandbox.entity';
import {
  AddOnEntity,
  PriceEntity,
  ProductEntity,
  SupportProductEntity,
} from '../../database/entities/product.entity';
import { SupportIncidentEntity } from '../../database/entities/support-incident.entity';
import {
  SupportMessageEntity,
  SupportRequestEntity,
} from '../../database/entities/support-request.entity';
import { TwoFactorEntity } from '../../database/entities/two-factor.entity';
import { UserEntity } from '../../database/entities/user.entity';
import type { Sealer } from '../../database/sealing';
import type { Day } from '../../domain/billing/calendar';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { TaxRules } from '../../domain/billing/tax';
import { auditRows } from './audit-rows';
import { TWO_FACTOR_SEAL } from '../../auth/two-factor';
import { customerRows } from './customer-rows';
import { DEMO_CURRENCIES } from './demo-currencies';
import { DEMO_SIGN_INS } from './demo-sign-ins';
import { demoStory, type DemoStory } from './demo-story';
import { insertRows } from './insert-rows';
import {
  allocationRows,
  bankTransferRows,
  invoiceCounterRows,
  invoiceLineRows,
  invoiceLineSegmentRows,
  invoiceRows,
  ledgerRows,
  paymentRows,
} from './invoice-rows';
import { sandboxRows } from './sandbox-rows';
import { leaseCounterRows, leaseRows, leaseTermRows } from './lease-rows';
import { numberCounterRows, orderedLicenseRows, orderLineRows, orderRows } from './order-rows';
import { noteRows, supportRows } from './support-rows';
import { mailRows } from './mail-rows';
import {
  activationAddOnRows,
  activationRows,
  formerKeyRows,
  licenseAddOnRows,
  licenseRows,
} from './license-rows';

export interface DemoDataOptions {
  /** The day on which the demo's story ends. */
  readonly today: Day;
  /** The billing time zone. */
  readonly timeZone: string;
  /** Seals the license keys: the one that the application unseals them with. */
  readonly sealer: Sealer;
  readonly taxRules: TaxRules;
  /** As whom the invoices were issued. */
  readonly seller: InvoiceParty;
}

/**
 * Fills a migrated database that has no users with the demo's data: for the same `today` the same
 * rows, keys included (a sealed license key differs in its nonce, not in what it says). All of it is
 * one transaction: whoever is interrupted leaves an empty database, to be filled next time.
 *
 * @returns whether anything was added; not when there are users, nor when another process was faster
 */
export async function fillDemoData(
  dataSource: DataSource,
  options: DemoDataOptions,
): Promise<boolean> {
  const runner = dataSource.createQueryRunner();
  try {
    if (await hasUsers(runner)) return false;
    const story = demoStory(options.today, options.timeZone, options.taxRules);
    await runner.startTransaction();
    try {
      await insertStory(runner, story, options);
      await runner.commitTransaction();
      return true;
    } catch (error) {
      await runner.rollbackTransaction();
      // Two at once want the same keys: the one that comes second finds the other's users.
      if (await hasUsers(runner)) return false;
      throw error;
    }
  } finally {
    await runner.release();
  }
}

async function hasUsers(runner: QueryRunner): Promise<boolean> {
  const rows = (await runner.query('SELECT id FROM users LIMIT 1')) as unknown[];
  return rows.length > 0;
}

/** Parents before children. Users come first: of two processes only one gets past them. */
async function insertStory(
  runner: QueryRunner,
  story: DemoStory,
  { sealer, seller }: DemoDataOptions,
): Promise<void> {
  const { directory, accounts, catalog } = story;
  await insertRows(runner, UserEntity, directory.users);
  await insertRows(runner, CurrencyEntity, DEMO_CURRENCIES);
  await insertRows(
    runner,
    AccountEntity,
    accounts.all.map(({ row }) => row),
  );
  await insertRows(runner, TwoFactorEntity, twoFactorRows(story, sealer));
  await insertRows(runner, MembershipEntity, directory.memberships);
  await insertRows(runner, ContactEntity, directory.contacts);
  await insertRows(runner, ProductEntity, catalog.products);
  await insertRows(runner, AddOnEntity, catalog.addOns);
  await insertRows(runner, SupportProductEntity, catalog.support);
  await insertRows(runner, PriceEntity, catalog.prices);
  await insertRows(runner, CustomerEntity, customerRows(story));
  await insertRows(runner, LicenseEntity, licenseRows(story, sealer));
  await insertRows(runner, FormerLicenseKeyEntity, formerKeyRows(story));
  await insertRows(runner, LicenseAddOnEntity, licenseAddOnRows(story));
  await insertRows(runner, ActivationEntity, activationRows(story));
  await insertRows(runner, ActivationAddOnEntity, activationAddOnRows(story));
  await insertRows(runner, LeaseEntity, leaseRows(story));
  const { terms, addOns } = leaseTermRows(story);
  await insertRows(runner, LeaseTermEntity, terms);
  await insertRows(runner, LeaseTermAddOnEntity, addOns);
  await insertRows(runner, InvoiceEntity, invoiceRows(story, seller));
  await insertRows(runner, InvoiceLineEntity, invoiceLineRows(story));
  await insertRows(runner, InvoiceLineSegmentEntity, invoiceLineSegmentRows(story));
  await insertRows(runner, OrderEntity, orderRows(story));
  await insertRows(runner, OrderLineEntity, orderLineRows(story));
  await insertRows(runner, OrderedLicenseEntity, orderedLicenseRows(story));
  await insertRows(runner, NumberCounterEntity, numberCounterRows(story));
  await insertRows(runner, NumberCounterEntity, leaseCounterRows(story));
  await insertRows(runner, AccountNoteEntity, noteRows(story));
  const support = supportRows(story);
  await insertRows(runner, SupportRequestEntity, support.requests);
  await insertRows(runner, SupportMessageEntity, support.messages);
  await insertRows(runner, SupportIncidentEntity, support.incidents);
  await insertRows(runner, NumberCounterEntity, support.counters);
  await insertRows(runner, PaymentMethodEntity, accounts.cards);
  const sandbox = sandboxRows(story);
  await insertRows(runner, SandboxCustomerEntity, sandbox.customers);
  await insertRows(runner, SandboxCardEntity, sandbox.cards);
  await insertRows(runner, GatewayCustomerEntity, sandbox.names);
  await insertRows(runner, PaymentEntity, paymentRows(story));
  await insertRows(runner, BankTransferEntity, bankTransferRows(story));
  await insertRows(runner, PaymentAllocationEntity, allocationRows(story));
  await insertRows(runner, InvoiceCounterEntity, invoiceCounterRows(story));
  await insertRows(runner, LedgerEntryEntity, ledgerRows(story));
  await insertRows(runner, AuditEventEntity, auditRows(story));
  await insertRows(runner, OutboxMessageEntity, mailRows(story));
}

/** The second factors of those who are asked for one: staff have no role without (R66). */
const twoFactorRows = ({ directory }: DemoStory, sealer: Sealer): TwoFactorEntity[] =>
  DEMO_SIGN_INS.flatMap(({ email, secret }) => {
    const user = directory.users.find((one) => one.email === email);
    if (user === undefined || secret === undefined) return [];
    const { id: userId, createdAt } = user;
    const secretSealed = sealer.seal(secret, TWO_FACTOR_SEAL);
    return [{ userId, secretSealed, confirmedAt: createdAt, lastStep: null, createdAt }];
  });
