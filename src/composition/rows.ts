import type { Queries } from '../database/database';
import type { Clock } from '../domain/clock';
import { AccountRepository } from '../features/account/account.repository';
import { MembershipRepository } from '../features/account/membership.repository';
import { TransferRepository } from '../features/account/transfer.repository';
import { CatalogRepository } from '../features/catalog/catalog.repository';
import { PriceRepository } from '../features/catalog/price.repository';
import { ContactRepository } from '../features/contact/contact.repository';
import { InvoiceLineRepository } from '../features/invoice/invoice-line.repository';
import { InvoiceRepository } from '../features/invoice/invoice.repository';
import { LeaseRepository } from '../features/lease/lease.repository';
import { CustomerRepository } from '../features/customer/customer.repository';
import { LicenseRepository } from '../features/license/license.repository';
import { SentMailRepository } from '../features/mail/sent-mail.repository';
import { MailingRepository } from '../features/mailing/mailing.repository';
import type { NODE_PREFIXES } from '../features/node-prefixes';
import { PaymentMethodRepository } from '../features/payment/payment-method.repository';
import { PaymentRepository } from '../features/payment/payment.repository';
import { CartRepository } from '../features/purchase/cart.repository';
import { OrderRepository } from '../features/purchase/order.repository';
import { HolderReplacementRepository } from '../features/staff/holder-replacement.repository';
import { StaffMemberRepository } from '../features/staff/staff-member.repository';
import { TwoFactorResetRepository } from '../features/staff/two-factor-reset.repository';
import { UnsettledEmailsRepository } from '../features/staff/unsettled-emails.repository';
import { SupportRequestRepository } from '../features/support/support-request.repository';
import { ApiTokenRepository } from '../features/token/token.repository';
import { OwnSessionRepository } from '../features/user/own-session.repository';
import { UserRepository } from '../features/user/user.repository';
import type { NodeReader } from '../graphql/node-rows';

/** The repositories that resolvers read through. */
export const rowsOf = (reading: Queries, clock: Clock) => ({
  users: new UserRepository(reading),
  ownSessions: new OwnSessionRepository(reading),
  accounts: new AccountRepository(reading),
  memberships: new MembershipRepository(reading),
  transfers: new TransferRepository(reading),
  staff: new StaffMemberRepository(reading),
  twoFactorResets: new TwoFactorResetRepository(reading),
  holderReplacements: new HolderReplacementRepository(reading),
  unsettledEmails: new UnsettledEmailsRepository(reading),
  tokens: new ApiTokenRepository(reading),
  contacts: new ContactRepository(reading),
  catalog: new CatalogRepository(reading),
  prices: new PriceRepository(reading),
  licenses: new LicenseRepository(reading, clock),
  customers: new CustomerRepository(reading),
  leases: new LeaseRepository(reading),
  invoices: new InvoiceRepository(reading),
  invoiceLines: new InvoiceLineRepository(reading),
  payments: new PaymentRepository(reading),
  methods: new PaymentMethodRepository(reading),
  carts: new CartRepository(reading),
  orders: new OrderRepository(reading),
  sentMails: new SentMailRepository(reading),
  mailings: new MailingRepository(reading),
  supportRequests: new SupportRequestRepository(reading),
});
export type Rows = ReturnType<typeof rowsOf>;

/** Who reads the rows of each node. */
export const readersOf = (rows: Rows): Record<keyof typeof NODE_PREFIXES, NodeReader> => ({
  Account: (scope, keys) => rows.accounts.byKeys(scope, keys),
  User: (scope, keys) => rows.users.byKeys(scope, keys),
  Session: (scope, keys) => rows.ownSessions.byKeys(scope, keys),
  Membership: (scope, keys) => rows.memberships.byKeys(scope, keys),
  Contact: (scope, keys) => rows.contacts.byKeys(scope, keys),
  ApiToken: (scope, keys) => rows.tokens.byKeys(scope, keys),
  Product: (scope, keys) => rows.catalog.productsByKeys(scope, keys),
  AddOn: (scope, keys) => rows.catalog.addOnsByKeys(scope, keys),
  SupportProduct: (scope, keys) => rows.catalog.supportByKeys(scope, keys),
  Customer: (scope, keys) => rows.customers.byKeys(scope, keys),
  License: (scope, keys) => rows.licenses.byKeys(scope, keys),
  Activation: (scope, keys) => rows.licenses.activationsByKeys(scope, keys),
  Lease: (scope, keys) => rows.leases.byKeys(scope, keys),
  Invoice: (scope, keys) => rows.invoices.byKeys(scope, keys),
  Payment: (scope, keys) => rows.payments.byKeys(scope, keys),
  PaymentMethod: (scope, keys) => rows.methods.byKeys(scope, keys),
  Cart: (scope, keys) => rows.carts.byKeys(scope, keys),
  CartLine: (scope, keys) => rows.carts.linesByKeys(scope, keys),
  Order: (scope, keys) => rows.orders.byKeys(scope, keys),
  SupportRequest: (scope, keys) => rows.supportRequests.byKeys(scope, keys),
  Mail: (scope, keys) => rows.sentMails.byKeys(scope, keys),
  Mailing: (scope, keys) => rows.mailings.byKeys(scope, keys),
});
