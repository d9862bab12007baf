import { AccountNoteEntity } from './entities/account-note.entity';
import { AccountEntity, FormerTaxFactsEntity } from './entities/account.entity';
import { AccountTransferEntity } from './entities/account-transfer.entity';
import { ApiTokenEntity, ApiTokenSpendingEntity } from './entities/api-token.entity';
import { AuditEventEntity } from './entities/audit-event.entity';
import {
  CartEntity,
  CartLineAddOnEntity,
  CartLineEntity,
  GuestCartEntity,
} from './entities/cart.entity';
import { CurrencyEntity } from './entities/currency.entity';
import { ContactEntity } from './entities/contact.entity';
import { CustomerEntity } from './entities/customer.entity';
import { IdempotencyKeyEntity } from './entities/idempotency-key.entity';
import {
  InvoiceCounterEntity,
  InvoiceEntity,
  InvoiceLineEntity,
  InvoiceLineSegmentEntity,
  InvoiceTaxEntity,
} from './entities/invoice.entity';
import { LedgerEntryEntity } from './entities/ledger-entry.entity';
import { BillingMonthEntity, UnbilledAccountEntity } from './entities/billing-month.entity';
import { FormerLicenseKeyEntity } from './entities/former-license-key.entity';
import { JobRunEntity } from './entities/job-run.entity';
import { LeaseEntity, LeaseTermAddOnEntity, LeaseTermEntity } from './entities/lease.entity';
import {
  ActivationAddOnEntity,
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from './entities/license.entity';
import { LicenseReversalEntity } from './entities/license-reversal.entity';
import { MailingEntity, MailingRecipientEntity } from './entities/mailing.entity';
import { MembershipEntity } from './entities/membership.entity';
import { OneTimeLinkEntity } from './entities/one-time-link.entity';
import {
  NumberCounterEntity,
  OrderedLicenseEntity,
  OrderEntity,
  OrderLineEntity,
} from './entities/order.entity';
import { OutboxMessageEntity } from './entities/outbox-message.entity';
import {
  GatewayCheckEntity,
  GatewayWatermarkEntity,
  UnknownChargeEntity,
} from './entities/gateway.entity';
import {
  BankTransferEntity,
  DisputeEntity,
  GatewayCustomerEntity,
  GatewayFaultEntity,
  PaymentAllocationEntity,
  PaymentEntity,
  PaymentMethodEntity,
  PaymentReturnEntity,
  RefundEntity,
} from './entities/payment.entity';
import {
  AddOnEntity,
  PriceEntity,
  ProductEntity,
  SupportProductEntity,
} from './entities/product.entity';
import { RateLimitEntity } from './entities/rate-limit.entity';
import {
  SandboxCardEntity,
  SandboxChargeEntity,
  SandboxCustomerEntity,
  SandboxDisputeEntity,
  SandboxEventEntity,
  SandboxRefundEntity,
} from './entities/sandbox.entity';
import { SessionEntity } from './entities/session.entity';
import { HolderReplacementEntity, TwoFactorResetEntity } from './entities/recovery.entity';
import { StaffImpersonationEntity } from './entities/staff-impersonation.entity';
import { SupportLinkEntity } from './entities/support-link.entity';
import { SupportIncidentEntity } from './entities/support-incident.entity';
import { SupportMessageEntity, SupportRequestEntity } from './entities/support-request.entity';
import { RecoveryCodeEntity, TwoFactorEntity } from './entities/two-factor.entity';
import { UnsettledEmailEntity } from './entities/unsettled-email.entity';
import { UserEntity } from './entities/user.entity';

/** Every table, parents before children: filling in this order, and emptying in the reverse, breaks no reference. */
export const ENTITIES = [
  CurrencyEntity,
  UserEntity,
  AccountEntity,
  FormerTaxFactsEntity,
  MembershipEntity,
  ContactEntity,
  SessionEntity,
  OneTimeLinkEntity,
  TwoFactorEntity,
  RecoveryCodeEntity,
  AccountTransferEntity,
  ApiTokenEntity,
  ApiTokenSpendingEntity,
  StaffImpersonationEntity,
  TwoFactorResetEntity,
  HolderReplacementEntity,
  ProductEntity,
  AddOnEntity,
  SupportProductEntity,
  PriceEntity,
  CustomerEntity,
  LicenseEntity,
  LicenseReversalEntity,
  FormerLicenseKeyEntity,
  LicenseAddOnEntity,
  ActivationEntity,
  ActivationAddOnEntity,
  LeaseEntity,
  LeaseTermEntity,
  LeaseTermAddOnEntity,
  AccountNoteEntity,
  SupportRequestEntity,
  SupportMessageEntity,
  SupportIncidentEntity,
  SupportLinkEntity,
  InvoiceEntity,
  InvoiceLineEntity,
  InvoiceLineSegmentEntity,
  InvoiceTaxEntity,
  InvoiceCounterEntity,
  LedgerEntryEntity,
  PaymentMethodEntity,
  PaymentEntity,
  BankTransferEntity,
  PaymentAllocationEntity,
  RefundEntity,
  DisputeEntity,
  PaymentReturnEntity,
  GatewayCustomerEntity,
  GatewayCheckEntity,
  GatewayWatermarkEntity,
  UnknownChargeEntity,
  GatewayFaultEntity,
  CartEntity,
  CartLineEntity,
  CartLineAddOnEntity,
  GuestCartEntity,
  NumberCounterEntity,
  OrderedLicenseEntity,
  OrderEntity,
  OrderLineEntity,
  IdempotencyKeyEntity,
  AuditEventEntity,
  OutboxMessageEntity,
  BillingMonthEntity,
  UnbilledAccountEntity,
  JobRunEntity,
  MailingEntity,
  MailingRecipientEntity,
  RateLimitEntity,
  UnsettledEmailEntity,
  SandboxCustomerEntity,
  SandboxCardEntity,
  SandboxChargeEntity,
  SandboxRefundEntity,
  SandboxDisputeEntity,
  SandboxEventEntity,
] as const;
