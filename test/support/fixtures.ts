import { createHash } from 'node:crypto';
import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';
import { AccountEntity } from '../../src/database/entities/account.entity';
import {
  CartEntity,
  CartLineEntity,
  GuestCartEntity,
} from '../../src/database/entities/cart.entity';
import { ApiTokenEntity } from '../../src/database/entities/api-token.entity';
import { ContactEntity } from '../../src/database/entities/contact.entity';
import { CustomerEntity } from '../../src/database/entities/customer.entity';
import {
  InvoiceEntity,
  InvoiceLineEntity,
  InvoiceLineSegmentEntity,
} from '../../src/database/entities/invoice.entity';
import {
  LeaseEntity,
  LeaseTermAddOnEntity,
  LeaseTermEntity,
} from '../../src/database/entities/lease.entity';
import {
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../src/database/entities/license.entity';
import { LedgerEntryEntity } from '../../src/database/entities/ledger-entry.entity';
import { MailingEntity } from '../../src/database/entities/mailing.entity';
import { MembershipEntity } from '../../src/database/entities/membership.entity';
import {
  OrderedLicenseEntity,
  OrderEntity,
  OrderLineEntity,
} from '../../src/database/entities/order.entity';
import { OutboxMessageEntity } from '../../src/database/entities/outbox-message.entity';
import {
  BankTransferEntity,
  DisputeEntity,
  PaymentAllocationEntity,
  PaymentEntity,
  GatewayCustomerEntity,
  PaymentMethodEntity,
  RefundEntity,
} from '../../src/database/entities/payment.entity';
import {
  AddOnEntity,
  PriceEntity,
  ProductEntity,
  SupportProductEntity,
} from '../../src/database/entities/product.entity';
import {
  SupportMessageEntity,
  SupportRequestEntity,
} from '../../src/database/entities/support-request.entity';
import { LicenseReversalEntity } from '../../src/database/entities/license-reversal.entity';
import { AccountNoteEntity } from '../../src/database/entities/account-note.entity';
import { SupportIncidentEntity } from '../../src/database/entities/support-incident.entity';
import { SessionEntity } from '../../src/database/entities/session.entity';
import { UserEntity } from '../../src/database/entities/user.entity';
import { PERMISSION, type Permission } from '../../src/domain/people/permission';
import { flagsOf } from '../../src/database/flags';
import { ALERT } from '../../src/domain/mail/preferences';
import { hashOfApiToken, hintOf, newApiToken } from '../../src/auth/api-token';
import { hashOfToken } from '../../src/auth/token';
import { Sealer } from '../../src/database/sealing';
import { hashOfKey } from '../../src/features/license/key-hash';
import { KEY_SEAL } from '../../src/features/license/key-hash';
import type { CustomerRelation } from '../../src/domain/reselling/customer';
import { TEST_NOW, type TestApplication } from './test-application';

type New<Entity> = Partial<Omit<Entity, 'id'>>;

/** Makes rows for tests: every column has a plausible value, and a test gives those that it is about. */
export class Fixtures {
  private count = 0;
  private readonly sealer: Sealer;

  constructor(
    test: Pick<TestApplication, 'dataSource' | 'config'>,
    private readonly manager: EntityManager = test.dataSource.manager,
  ) {
    this.sealer = new Sealer(1, test.config.sealKey);
  }

  /** Makes many rows at once: one transaction waits for the disk once. */
  static together<Made>(
    test: Pick<TestApplication, 'dataSource' | 'config'>,
    work: (make: Fixtures) => Promise<Made>,
  ): Promise<Made> {
    return test.dataSource.transaction((manager) => work(new Fixtures(test, manager)));
  }

  async user(given: New<UserEntity> = {}): Promise<number> {
    const n = ++this.count;
    return this.insert(UserEntity, {
      email: `person${n}@example.test`,
      fullName: `Person ${n}`,
      passwordHash: null,
      mustChangePassword: false,
      passwordByHolder: false,
      holderPasswordHash: null,
      rightsChangedAt: null,
      staffRole: null,
      emailVerifiedAt: TEST_NOW,
      createdAt: TEST_NOW,
      ...given,
    });
  }

  /** A session that nobody has the token of. */
  session(userId: number, given: New<SessionEntity> = {}): Promise<number> {
    return this.insert(SessionEntity, {
      userId,
      tokenHash: createHash('sha256').update(`session ${++this.count}`).digest(),
      createdAt: TEST_NOW,
      lastSeenAt: TEST_NOW,
      expiresAt: new Date(TEST_NOW.getTime() + 24 * 3_600_000),
      revokedAt: null,
      address: '127.0.0.1',
      userAgent: 'fixture',
      previousHash: null,
      previousUntil: null,
      rotatedAt: null,
      secondFactor: true,
      ...given,
    });
  }

  /** An account and the membership of its holder. */
  async account(holderUserId: number, given: New<AccountEntity> = {}): Promise<number> {
    const n = ++this.count;
    const id = await this.insert(AccountEntity, {
      number: `AC-${20_000 + n}`,
      name: `Account ${n}`,
      email: `account${n}@example.test`,
      emailVerifiedAt: TEST_NOW,
      address: '1 Main Street\nTown',
      country: 'DE',
      vatNumber: null,
      currency: 'EUR',
      holderUserId,
      mailingPreference: 'ALL',
      reseller: false,
      leaseProvider: false,
      discountBasisPoints: 0,
      createdAt: TEST_NOW,
      ...given,
    });
    await this.membership(id, holderUserId, []);
    return id;
  }

  async membership(
    accountId: number,
    userId: number,
    permissions: readonly Permission[],
    given: New<MembershipEntity> = {},
  ): Promise<number> {
    return this.insert(MembershipEntity, {
      accountId,
      userId,
      status: 'ACTIVE',
      invitedName: null,
      invitedEmail: null,
      ...flagsOf(permissions, PERMISSION),
      ...flagsOf([], ALERT),
      marketingMail: true,
      createdAt: TEST_NOW,
      ...given,
    });
  }

  /** An API token of an account, made by one of its people. */
  async apiToken(
    accountId: number,
    makerUserId: number,
    scopes: string,
    given: New<ApiTokenEntity> = {},
  ): Promise<{ readonly key: number; readonly token: string }> {
    const token = newApiToken();
    const key = await this.insert(ApiTokenEntity, {
      accountId,
      makerUserId,
      name: 'Back end',
      tokenHash: hashOfApiToken(token) as Buffer,
      hint: hintOf(token),
      scopes,
      addressRanges: '',
      monthlyCap: null,
      createdAt: TEST_NOW,
      expiresAt: new Date(TEST_NOW.getTime() + 48 * 3_600_000),
      lastUsedAt: null,
      revokedAt: null,
      ...given,
    });
    return { key, token };
  }

  async contact(accountId: number, given: New<ContactEntity> = {}): Promise<number> {
    const n = ++this.count;
    return this.insert(ContactEntity, {
      accountId,
      firstName: 'Con',
      lastName: `Tact ${n}`,
      email: `contact${n}@example.test`,
      country: 'DE',
      receivesStandardInvoices: true,
      receivesSummaryInvoices: false,
      receivesImportantNotices: true,
      receivesSupport: false,
      supportAuthorized: false,
      createdAt: TEST_NOW,
      ...given,
    });
  }

  /** A support request with a message of who opened it. */
  async supportRequest(
    accountId: number,
    openedBy: number,
    given: New<SupportRequestEntity> = {},
  ): Promise<number> {
    const n = ++this.count;
    const requestId = await this.insert(SupportRequestEntity, {
      accountId,
      number: `SR-${n}`,
      subject: 'It does not start',
      status: 'OPEN',
      openedBy,
      openedAt: TEST_NOW,
      ...given,
    });
    await this.supportMessage(accountId, requestId, openedBy);
    return requestId;
  }

  supportMessage(
    accountId: number,
    requestId: number,
    authorId: number,
    given: New<SupportMessageEntity> = {},
  ): Promise<number> {
    return this.insert(SupportMessageEntity, {
      accountId,
      requestId,
      kind: 'CUSTOMER',
      authorId,
      body: 'The server says nothing.',
      sentAt: TEST_NOW,
      ...given,
    });
  }

  /** A mail without secrets about an account, which was sent. */
  mail(accountId: number, email: string, given: New<OutboxMessageEntity> = {}): Promise<number> {
    const parameters = { to: { email, name: 'Ada' }, account: 'Northwind', holder: 'Grace' };
    return this.insert(OutboxMessageEntity, {
      channel: 'mail',
      event: 'transfer-request',
      accountId,
      parameters: JSON.stringify(parameters),
      secrets: null,
      dueAt: TEST_NOW,
      attempts: 1,
      claimToken: null,
      claimedUntil: null,
      settledAt: TEST_NOW,
      failingSince: null,
      givenUpAt: null,
      resentAt: null,
      failure: null,
      createdAt: TEST_NOW,
      ...given,
    });
  }

  /** A mail about an account that could not be delivered so far. */
  failingMail(accountId: number, email: string): Promise<number> {
    return this.mail(accountId, email, {
      settledAt: null,
      failingSince: new Date(TEST_NOW.getTime() - 2 * 3_600_000),
      failure: '451 come back later',
    });
  }

  /** A mailing to nobody, all written. */
  mailing(createdBy: number, given: New<MailingEntity> = {}): Promise<number> {
    return this.insert(MailingEntity, {
      kind: 'CRITICAL',
      subject: 'Update now',
      paragraphs: JSON.stringify(['One.']),
      filter: JSON.stringify({
        countries: null,
        partners: null,
        families: null,
        accountKeys: null,
      }),
      status: 'WRITTEN',
      lastAccountId: 0,
      cursorAccountId: 0,
      accountCount: 0,
      accountsDone: 0,
      recipients: '{}',
      skipped: '{}',
      lastDueAt: null,
      createdBy,
      createdAt: TEST_NOW,
      writtenAt: TEST_NOW,
      ...given,
    });
  }

  async product(given: New<ProductEntity> = {}): Promise<number> {
    const n = ++this.count;
    return this.insert(ProductEntity, {
      family: 'SMARTERMAIL',
      edition: 'ENTERPRISE',
      level: n,
      name: `SmarterMail Enterprise ${n}`,
      ...given,
    });
  }

  async addOn(given: New<AddOnEntity> = {}): Promise<number> {
    const n = ++this.count;
    return this.insert(AddOnEntity, {
      code: `add-on-${n}`,
      family: 'SMARTERMAIL',
      name: `Add-on ${n}`,
      requiresEnterprise: false,
      ...given,
    });
  }

  async supportProduct(given: New<SupportProductEntity> = {}): Promise<number> {
    const n = ++this.count;
    return this.insert(SupportProductEntity, {
      code: `support-${n}`,
      name: `Support ${n}`,
      ...given,
    });
  }

  price(given: New<PriceEntity>): Promise<number> {
    return this.insert(PriceEntity, {
      productId: null,
      addOnId: null,
      supportProductId: null,
      kind: 'PURCHASE',
      currency: 'EUR',
      amount: 10_000n,
      validFrom: '2020-01-01',
      validTo: null,
      ...given,
    });
  }

  /** A license; its key is `KEY-<n>` unless given. */
  async license(
    accountId: number,
    productId: number,
    given: New<LicenseEntity> & { key?: string } = {},
  ): Promise<number> {
    const n = ++this.count;
    const { key = `KEY-${n}`, ...columns } = given;
    const { origin, customerAccountId = accountId } = columns;
    if ((origin === 'RESOLD' || origin === 'LEASED') && customerAccountId !== null)
      await this.customer(accountId, customerAccountId, origin);
    return this.insert(LicenseEntity, {
      accountId,
      customerAccountId: accountId,
      productId,
      origin: 'PURCHASED',
      status: 'READY',
      keyHash: hashOfKey(key),
      keySealed: this.sealer.seal(key, KEY_SEAL),
      maintenanceFrom: '2026-01-01',
      maintenanceTo: '2026-12-31',
      assignedAt: null,
      createdAt: TEST_NOW,
      ...columns,
    });
  }

  /** An account as the customer of a partner. @returns the key of the row, which is one for the two. */
  async customer(
    accountId: number,
    customerAccountId: number,
    relation: CustomerRelation,
  ): Promise<number> {
    const flag = relation === 'RESOLD' ? 'resold' : 'leased';
    await this.manager.query(
      `INSERT INTO customers (account_id, customer_account_id, resold, leased, created_at) VALUES (?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE ${flag} = 1`,
      [accountId, customerAccountId, relation === 'RESOLD', relation === 'LEASED', TEST_NOW],
    );
    const pair = { accountId, customerAccountId };
    return (await this.manager.findOneByOrFail(CustomerEntity, pair)).id;
  }

  async licenseAddOn(accountId: number, licenseId: number, addOnId: number): Promise<void> {
    await this.manager.insert(LicenseAddOnEntity, { accountId, licenseId, addOnId });
  }

  /** An installation that runs with what the license is for, unless given. */
  async activation(
    accountId: number,
    licenseId: number,
    given: New<ActivationEntity> = {},
  ): Promise<number> {
    const license = await this.manager.findOneByOrFail(LicenseEntity, { id: licenseId });
    return this.insert(ActivationEntity, {
      accountId,
      licenseId,
      productId: license.productId,
      serverName: `server${++this.count}.example.test`,
      activatedAt: TEST_NOW,
      lastSeenAt: TEST_NOW,
      endsAt: null,
      termsUntil: null,
      deactivatedAt: null,
      ...given,
    });
  }

  /** A lease with its license and first terms. */
  async lease(
    accountId: number,
    customerAccountId: number,
    productId: number,
    given: New<LeaseEntity> & { monthlyPrice?: bigint } = {},
  ): Promise<{ leaseId: number; licenseId: number }> {
    const { monthlyPrice = 2_000n, ...columns } = given;
    const licenseId = await this.license(accountId, productId, {
      customerAccountId,
      origin: 'LEASED',
      maintenanceFrom: null,
      maintenanceTo: null,
      assignedAt: TEST_NOW,
    });
    const n = ++this.count;
    const leaseId = await this.insert(LeaseEntity, {
      number: `L-${200_000 + n}`,
      accountId,
      licenseId,
      customerAccountId,
      customerEmail: `lessee${n}@example.test`,
      status: 'ACTIVE',
      currency: 'EUR',
      startedAt: new Date('2026-10-05T09:00:00Z'),
      startedOn: '2026-10-05',
      stoppedAt: null,
      stoppedOn: null,
      ...columns,
    });
    await this.terms(accountId, leaseId, columns.startedOn ?? '2026-10-05', {
      productId,
      monthlyPrice,
    });
    return { leaseId, licenseId };
  }

  /** Terms of a lease from a day on. */
  async terms(
    accountId: number,
    leaseId: number,
    validFrom: string,
    given: {
      readonly productId: number;
      readonly monthlyPrice: bigint;
      readonly addOnIds?: readonly number[];
    },
  ): Promise<void> {
    const { productId, monthlyPrice, addOnIds = [] } = given;
    const leaseTermId = await this.insert(LeaseTermEntity, {
      accountId,
      leaseId,
      validFrom,
      productId,
      monthlyPrice,
      createdAt: TEST_NOW,
    });
    for (const addOnId of addOnIds)
      await this.manager.insert(LeaseTermAddOnEntity, {
        leaseTermId,
        addOnId,
        accountId,
        monthlyPrice: 0n,
      });
  }

  /** @param lines How many, or what each is about. */
  async invoice(
    accountId: number,
    given: New<InvoiceEntity> = {},
    lines: number | readonly New<InvoiceLineEntity>[] = 1,
  ): Promise<number> {
    const n = ++this.count;
    const of = typeof lines === 'number' ? Array.from({ length: lines }, () => ({})) : lines;
    const count = BigInt(of.length);
    const id = await this.insert(InvoiceEntity, {
      number: `INV-2026-${String(n).padStart(6, '0')}`,
      accountId,
      kind: 'STANDARD',
      status: 'OPEN',
      period: null,
      issuedOn: '2026-11-01',
      dueOn: '2026-11-15',
      currency: 'EUR',
      subtotal: count * 10_000n,
      taxRateBasisPoints: 1_900,
      tax: count * 1_900n,
      total: count * 11_900n,
      paid: 0n,
      credited: 0n,
      creditApplied: 0n,
      creditKept: 0n,
      refunded: 0n,
      taxNote: null,
      awaitsSummary: false,
      summaryInvoiceId: null,
      correctsInvoiceId: null,
      billedName: 'Northwind',
      billedAddress: '1 Main Street\nTown',
      billedCountry: 'DE',
      billedVatNumber: null,
      sellerName: 'Keyhold',
      sellerAddress: '1 Vendor Road\nBerlin',
      sellerCountry: 'DE',
      sellerVatNumber: 'DE136695976',
      createdAt: TEST_NOW,
      ...given,
    });
    for (const [index, line] of of.entries())
      await this.insert(InvoiceLineEntity, {
        accountId,
        invoiceId: id,
        position: index + 1,
        description: `Line ${index + 1}`,
        explanation: null,
        quantity: 1,
        amount: 10_000n,
        licenseId: null,
        leaseId: null,
        period: null,
        productId: null,
        summarizedInvoiceId: null,
        ...line,
      });
    return id;
  }

  /** Days of a month under one term, of the first line of an invoice. */
  segment(
    accountId: number,
    invoiceId: number,
    productId: number,
    given: New<InvoiceLineSegmentEntity> = {},
  ): Promise<number> {
    return this.insert(InvoiceLineSegmentEntity, {
      accountId,
      invoiceId,
      linePosition: 1,
      startsOn: '2026-10-05',
      endsOn: '2026-10-31',
      productId,
      monthlyPrice: 2_000n,
      ...given,
    });
  }

  async card(accountId: number, given: New<PaymentMethodEntity> = {}): Promise<number> {
    return this.insert(PaymentMethodEntity, {
      accountId,
      gateway: null,
      gatewayReference: null,
      brand: 'Visa',
      last4: '4242',
      expiresOn: '2028-05-31',
      isDefault: true,
      createdAt: TEST_NOW,
      removedAt: null,
      expiryToldAt: null,
      ...given,
    });
  }

  /** A card that a gateway knows, of a customer that it knows. */
  async chargeable(
    accountId: number,
    gateway: string,
    given: New<PaymentMethodEntity> = {},
  ): Promise<number> {
    const reference = `customer ${accountId}`;
    const customer = { accountId, gateway, reference, createdAt: TEST_NOW };
    await this.manager.upsert(GatewayCustomerEntity, customer, ['accountId', 'gateway']);
    return this.card(accountId, {
      gateway,
      gatewayReference: `card ${++this.count} of ${accountId}`,
      ...given,
    });
  }

  /** A payment by bank transfer that staff recorded. */
  async transfer(accountId: number, invoiceId: number): Promise<number> {
    const paymentId = await this.payment(accountId, invoiceId, { kind: 'BANK_TRANSFER' });
    const reference = `NTRF ${paymentId}`;
    await this.manager.insert(BankTransferEntity, {
      ...{ paymentId, accountId, reference, countedReference: reference },
      ...{ receivedOn: '2026-11-20', reversedAt: null },
    });
    return paymentId;
  }

  async payment(
    accountId: number,
    invoiceId: number,
    given: New<PaymentEntity> = {},
  ): Promise<number> {
    const id = await this.insert(PaymentEntity, {
      accountId,
      paymentMethodId: null,
      orderId: null,
      membershipId: null,
      automatic: false,
      kind: 'CARD',
      status: 'SUCCEEDED',
      currency: 'EUR',
      amount: 11_900n,
      refunded: 0n,
      gateway: null,
      attemptKey: null,
      charge: null,
      chargeReference: null,
      failure: null,
      failureCode: null,
      attemptedAt: TEST_NOW,
      settledAt: TEST_NOW,
      asked: 0,
      askAt: null,
      confirmBy: null,
      staffToldAt: null,
      tokenId: null,
      spentMonth: null,
      newCard: false,
      ...given,
    });
    await this.manager.insert(PaymentAllocationEntity, {
      accountId,
      paymentId: id,
      invoiceId,
      amount: 11_900n,
    });
    return id;
  }

  /** A dispute of a payment that holds 1.00 of it. */
  dispute(accountId: number, paymentId: number): Promise<number> {
    return this.insert(DisputeEntity, {
      ...{ accountId, paymentId, status: 'LOST', currency: 'EUR', held: 100n, fee: 0n },
      ...{ gatewayReference: `dispute ${paymentId}`, reason: 'fraudulent', respondBy: null },
      ...{ postings: 1, openedAt: TEST_NOW, closedAt: TEST_NOW },
    });
  }

  /** The cart of an account. */
  cart(accountId: number): Promise<number> {
    return this.insert(CartEntity, { accountId, createdAt: TEST_NOW });
  }

  /** A line for one new license. */
  cartLine(
    accountId: number,
    cartId: number,
    productId: number,
    given: New<CartLineEntity> = {},
  ): Promise<number> {
    return this.insert(CartLineEntity, {
      accountId,
      cartId,
      kind: 'NEW',
      lineUse: 'PERSONAL',
      productId,
      supportProductId: null,
      licenseId: null,
      quantity: 1,
      shownAmount: 10_000n,
      createdAt: TEST_NOW,
      ...given,
    });
  }

  /** A guest's cart that `token` opens. */
  guestCart(token: string, given: New<GuestCartEntity> = {}): Promise<number> {
    return this.insert(GuestCartEntity, {
      tokenHash: hashOfToken(token) as Buffer,
      country: 'DE',
      wanted: '[]',
      createdAt: TEST_NOW,
      expiresAt: new Date(TEST_NOW.getTime() + 24 * 3_600_000),
      ...given,
    });
  }

  /** An order that was placed, with one line. */
  async order(
    accountId: number,
    given: New<OrderEntity> = {},
    line: New<OrderLineEntity> = {},
  ): Promise<number> {
    const n = ++this.count;
    const orderId = await this.insert(OrderEntity, {
      accountId,
      number: `O-${200_000 + n}`,
      status: 'PLACED',
      billing: 'PAY_ON_ORDER',
      currency: 'EUR',
      subtotal: 9_000n,
      discount: 1_000n,
      taxRateBasisPoints: 1_900,
      tax: 1_710n,
      total: 10_710n,
      taxNote: null,
      invoiceId: null,
      billedName: 'Northwind',
      billedAddress: '1 Main Street\nTown',
      billedCountry: 'DE',
      billedVatNumber: null,
      createdAt: TEST_NOW,
      placedAt: TEST_NOW,
      ...given,
    });
    await this.insert(OrderLineEntity, {
      accountId,
      orderId,
      position: 1,
      kind: 'NEW',
      lineUse: 'PERSONAL',
      productId: null,
      supportProductId: null,
      licenseId: null,
      addOns: '',
      description: 'Something',
      explanation: '100.00 less 10.00 (10 % reseller discount) = 90.00',
      quantity: 1,
      listPrice: 10_000n,
      discount: 1_000n,
      discountReason: '10 % reseller discount',
      amount: 9_000n,
      ...line,
    });
    return orderId;
  }

  /** What the staff note about an account. */
  /** A pending request of staff to take back a license, unless given. */
  async licenseReversal(
    accountId: number,
    licenseId: number,
    requestedBy: number,
    given: New<LicenseReversalEntity> = {},
  ): Promise<void> {
    await this.manager.insert(LicenseReversalEntity, {
      ...{
        accountId,
        licenseId,
        requestedBy,
        toAccountId: null,
        reason: 'The address was mistyped',
      },
      ...{ requestedAt: TEST_NOW, expiresAt: new Date(TEST_NOW.getTime() + 7 * 86_400_000) },
      ...given,
    });
  }

  accountNote(accountId: number, authorId: number): Promise<number> {
    const body = 'Pays late, and always pays.';
    return this.insert(AccountNoteEntity, { accountId, authorId, body, writtenAt: TEST_NOW });
  }

  /** A support incident that an order bought; it is left, unless given otherwise. */
  async supportIncident(
    accountId: number,
    orderId?: number,
    given: New<SupportIncidentEntity> = {},
  ): Promise<number> {
    const bought = orderId ?? (await this.order(accountId, {}, { kind: 'SUPPORT_INCIDENT' }));
    const { id: orderLineId } = await this.manager.findOneByOrFail(OrderLineEntity, {
      accountId,
      orderId: bought,
    });
    return this.insert(SupportIncidentEntity, {
      ...{ accountId, orderLineId, boughtAt: TEST_NOW },
      ...given,
    });
  }

  /** The order that made a license. */
  async orderedLicense(accountId: number, orderId: number, licenseId: number): Promise<void> {
    await this.manager.insert(OrderedLicenseEntity, { accountId, orderId, licenseId });
  }

  /** A refund of a payment; nobody knows yet its outcome, unless given. */
  async refund(
    accountId: number,
    paymentId: number,
    given: New<RefundEntity> = {},
  ): Promise<number> {
    return this.insert(RefundEntity, {
      accountId,
      paymentId,
      status: 'PENDING',
      currency: 'EUR',
      amount: 11_900n,
      reason: 'Paid twice',
      attemptKey: `refund${++this.count}`.padEnd(32, '0'),
      reference: null,
      failure: null,
      createdAt: TEST_NOW,
      settledAt: null,
      asked: 0,
      askAt: null,
      ...given,
    });
  }

  /** So much, in minor units, is credit of an account, as the ledger has it. */
  async credit(accountId: number, amount: bigint): Promise<void> {
    const common = { accountId, posting: `made ${++this.count}`, currency: 'EUR' } as const;
    const sides = [
      { ...common, ledgerAccount: 'RECEIVABLE', amount, createdAt: TEST_NOW },
      { ...common, ledgerAccount: 'CREDIT', amount: -amount, createdAt: TEST_NOW },
    ] as const;
    for (const side of sides) await this.insert(LedgerEntryEntity, side);
  }

  private async insert<Entity extends ObjectLiteral>(
    entity: new () => Entity,
    row: object,
  ): Promise<number> {
    const { identifiers } = await this.manager.insert(entity, row);
    return Number((identifiers[0] as { id: number }).id);
  }
}

/**
 * A checksum of whole tables, to prove that nothing was written: how many rows there are and 64 bits of
 * their hashes. The server hashes where the rows are, in one statement for all tables.
 */
export async function checksum(dataSource: DataSource): Promise<string> {
  const tables = dataSource.entityMetadatas
    // Limits count what was refused as well.
    .filter(({ tableName }) => tableName !== 'rate_limits')
    .map(({ tableName, columns }) => {
      // As bytes: MySQL joins no text with what is none.
      const values = columns
        .map(({ databaseName }) => `COALESCE(HEX(CAST(\`${databaseName}\` AS BINARY)), '-')`)
        .join(', ');
      const hash = `CONV(LEFT(SHA2(CONCAT_WS(',', ${values}), 256), 16), 16, 10)`;
      return `SELECT '${tableName}' AS name, COUNT(*) AS size, BIT_XOR(CAST(${hash} AS UNSIGNED)) AS hash FROM ${tableName}`;
    });
  return JSON.stringify(await dataSource.query(tables.join(' UNION ALL ')));
}
