import { Entity, ForeignKey, Index } from 'typeorm';
import type { Day, Month } from '../../domain/billing/calendar';
import { DisputeStatus } from '../../domain/billing/dispute';
import type { Currency } from '../../domain/billing/money';
import { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import {
  Code,
  DayColumn,
  EnumColumn,
  Flag,
  Instant,
  Key,
  MoneyColumn,
  Name,
  PrimaryRef,
  PrimaryWord,
  RefColumn,
  IntColumn,
  WordColumn,
} from '../columns';

/** A card on file, as far as a person may know it. */
@Entity('payment_methods')
@Index('uq_payment_methods_account_id', ['accountId', 'id'], { unique: true })
@Index('uq_payment_methods_gateway', ['gateway', 'gatewayReference'], { unique: true })
@Index('ix_payment_methods_expires', ['removedAt', 'expiresOn'])
@Index('ix_payment_methods_forget', ['removedAt', 'gatewayReference'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_payment_methods_account' })
export class PaymentMethodEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  /** Who can charge it; null with its name once it was forgotten. */
  @WordColumn(20, { nullable: true }) gateway!: string | null;
  @WordColumn(120, { nullable: true }) gatewayReference!: string | null;
  @WordColumn(20) brand!: string;
  @Code(4) last4!: string;
  /** The same for the same card; null where the gateway has not told. */
  @WordColumn(120, { nullable: true }) fingerprint!: string | null;
  /** Last day on which the card is good. */
  @DayColumn() expiresOn!: Day;
  @Flag() isDefault!: boolean;
  @Instant() createdAt!: Date;
  /** It stays for the payments that were made by it. */
  @Instant({ nullable: true }) removedAt!: Date | null;
  /** When people were told that it is about to expire. */
  @Instant({ nullable: true }) expiryToldAt!: Date | null;
  /** From when the gateway is asked again to forget it, after it could not. */
  @Instant({ nullable: true }) forgetAt!: Date | null;
}

/** One attempt to pay, whatever came of it. */
@Entity('payments')
@Index('uq_payments_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_payments_attempted', ['accountId', 'attemptedAt', 'id'])
@Index('ix_payments_method', ['accountId', 'paymentMethodId'])
@Index('ix_payments_order', ['accountId', 'orderId'])
@Index('uq_payments_attempt_key', ['attemptKey'], { unique: true })
@Index('uq_payments_charge', ['gateway', 'charge'], { unique: true })
@Index('ix_payments_ask', ['askAt', 'id'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_payments_account' })
@Index('ix_payments_status', ['accountId', 'status', 'kind', 'amount'])
@Index('ix_payments_with', ['accountId', 'withPaymentId'])
@ForeignKey('PaymentMethodEntity', ['accountId', 'paymentMethodId'], ['accountId', 'id'], {
  name: 'fk_payments_method',
})
@ForeignKey('PaymentEntity', ['accountId', 'withPaymentId'], ['accountId', 'id'], {
  name: 'fk_payments_with',
})
export class PaymentEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn({ nullable: true }) paymentMethodId!: number | null;
  /** The order that it is to pay; null when it pays invoices. */
  @RefColumn({ nullable: true }) orderId!: number | null;
  /** Who pays, by their membership; null for jobs, tokens and staff. */
  @RefColumn({ nullable: true }) membershipId!: number | null;
  /** Charged by the billing run, not by a person (R51, R53). */
  @Flag() automatic!: boolean;
  @EnumColumn(PaymentKind, 20) kind!: PaymentKind;
  @EnumColumn(PaymentStatus, 10) status!: PaymentStatus;
  @Code(3) currency!: Currency;
  @MoneyColumn() amount!: bigint;
  /** What was given back of it. */
  @MoneyColumn() refunded!: bigint;
  @WordColumn(20, { nullable: true }) gateway!: string | null;
  /** Under which the gateway hears of it, once and for all. */
  @Code(32, { nullable: true }) attemptKey!: string | null;
  /** The gateway's name of it; null while it has not heard of it, so that nothing can have been taken. */
  @WordColumn(120, { nullable: true }) charge!: string | null;
  /** What a refund names. */
  @WordColumn(120, { nullable: true }) chargeReference!: string | null;
  /** In words that the payer understands. */
  @Name(255, { nullable: true }) failure!: string | null;
  @WordColumn(40, { nullable: true }) failureCode!: string | null;
  @Instant() attemptedAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  /** How often the gateway was asked for the outcome of it. */
  @IntColumn() asked!: number;
  /** From when it is asked; null once it is known. */
  @Instant({ nullable: true }) askAt!: Date | null;
  /** Until when it waits for its payer to confirm it with their bank; null where nobody has to. */
  @Instant({ nullable: true }) confirmBy!: Date | null;
  /** When staff were told that nobody knows its outcome. */
  @Instant({ nullable: true }) staffToldAt!: Date | null;
  /** The API token that pays invoices, and the month whose cap it counts against (R59); an order keeps its own. */
  @RefColumn({ nullable: true }) tokenId!: number | null;
  @Code(7, { nullable: true }) spentMonth!: Month | null;
  /** The card was put on file to be charged by this attempt: it does not stay when it is declined. */
  @Flag() newCard!: boolean;
  /** The charge of a card that a payment from credit goes with: it is settled as that is. */
  @RefColumn({ nullable: true }) withPaymentId!: number | null;
}

/** How much of a payment went to which invoice. */
@Entity('payment_allocations')
@Index('ix_payment_allocations_payment', ['accountId', 'paymentId'])
@Index('ix_payment_allocations_invoice', ['accountId', 'invoiceId'])
@ForeignKey('PaymentEntity', ['accountId', 'paymentId'], ['accountId', 'id'], {
  name: 'fk_payment_allocations_payment',
})
@ForeignKey('InvoiceEntity', ['accountId', 'invoiceId'], ['accountId', 'id'], {
  name: 'fk_payment_allocations_invoice',
})
export class PaymentAllocationEntity {
  @PrimaryRef() paymentId!: number;
  @PrimaryRef() invoiceId!: number;
  @RefColumn() accountId!: number;
  @MoneyColumn() amount!: bigint;
}

/** What the bank says of a payment by bank transfer that staff recorded. */
@Entity('bank_transfers')
@Index('uq_bank_transfers_counted', ['countedReference'], { unique: true })
@Index('ix_bank_transfers_payment', ['accountId', 'paymentId'])
@ForeignKey('PaymentEntity', ['accountId', 'paymentId'], ['accountId', 'id'], {
  name: 'fk_bank_transfers_payment',
})
export class BankTransferEntity {
  @PrimaryRef() paymentId!: number;
  @RefColumn() accountId!: number;
  /** The bank's, as `bankReference` writes it. */
  @WordColumn(140) reference!: string;
  /** Day of value. */
  @DayColumn() receivedOn!: Day;
  /** When staff took the record back; null while it counts. */
  @Instant({ nullable: true }) reversedAt!: Date | null;
  /** The reference as long as it counts, so that no transfer counts twice; null once it was reversed. */
  @WordColumn(140, { nullable: true }) countedReference!: string | null;
}

/** What of a payment is given back (R57). */
@Entity('refunds')
@Index('uq_refunds_attempt_key', ['attemptKey'], { unique: true })
@Index('uq_refunds_gateway_reference', ['paymentId', 'gatewayReference'], { unique: true })
@Index('ix_refunds_payment', ['accountId', 'paymentId'])
@Index('ix_refunds_ask', ['askAt', 'id'])
@ForeignKey('PaymentEntity', ['accountId', 'paymentId'], ['accountId', 'id'], {
  name: 'fk_refunds_payment',
})
export class RefundEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() paymentId!: number;
  @EnumColumn(PaymentStatus, 10) status!: PaymentStatus;
  @Code(3) currency!: Currency;
  @MoneyColumn() amount!: bigint;
  @Name(500) reason!: string;
  /** Under which the gateway hears of it; null when it was made there, and not asked for here. */
  @Code(32, { nullable: true }) attemptKey!: string | null;
  @WordColumn(120, { nullable: true }) reference!: string | null;
  @Name(255, { nullable: true }) failure!: string | null;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @IntColumn() asked!: number;
  @Instant({ nullable: true }) askAt!: Date | null;
  /** When staff were told that nobody knows its outcome. */
  @Instant({ nullable: true }) staffToldAt!: Date | null;
  /** The gateway's name of one that was made there; null for one that was asked for here. */
  @WordColumn(120, { nullable: true }) gatewayReference!: string | null;
}

/** A bank takes a payment back, or asks about it. */
@Entity('disputes')
@Index('uq_disputes_account_id', ['accountId', 'id'], { unique: true })
@Index('uq_disputes_reference', ['paymentId', 'gatewayReference'], { unique: true })
@Index('ix_disputes_payment', ['accountId', 'paymentId'])
@ForeignKey('PaymentEntity', ['accountId', 'paymentId'], ['accountId', 'id'], {
  name: 'fk_disputes_payment',
})
export class DisputeEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() paymentId!: number;
  @WordColumn(120) gatewayReference!: string;
  @EnumColumn(DisputeStatus, 10) status!: DisputeStatus;
  @Code(3) currency!: Currency;
  /** What it holds of the payment at this moment. */
  @MoneyColumn() held!: bigint;
  /** What the gateway asks for it. */
  @MoneyColumn() fee!: bigint;
  /** In the gateway's word. */
  @WordColumn(60) reason!: string;
  @Instant({ nullable: true }) respondBy!: Date | null;
  /** How often it was posted: each posting has a name of its own. */
  @IntColumn() postings!: number;
  @Instant() openedAt!: Date;
  @Instant({ nullable: true }) closedAt!: Date | null;
}

/** What of a payment went back from where, by a refund or a dispute; below zero, what came again. */
@Entity('payment_returns')
@Index('ix_payment_returns_payment', ['accountId', 'paymentId'])
@Index('ix_payment_returns_invoice', ['accountId', 'invoiceId'])
@Index('ix_payment_returns_refund', ['refundId'])
@Index('ix_payment_returns_dispute', ['disputeId'])
@ForeignKey('PaymentEntity', ['accountId', 'paymentId'], ['accountId', 'id'], {
  name: 'fk_payment_returns_payment',
})
@ForeignKey('InvoiceEntity', ['accountId', 'invoiceId'], ['accountId', 'id'], {
  name: 'fk_payment_returns_invoice',
})
@ForeignKey('RefundEntity', ['refundId'], ['id'], { name: 'fk_payment_returns_refund' })
@ForeignKey('DisputeEntity', ['disputeId'], ['id'], { name: 'fk_payment_returns_dispute' })
export class PaymentReturnEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() paymentId!: number;
  /** Null for money that was for no invoice, and for what is ours. */
  @RefColumn({ nullable: true }) invoiceId!: number | null;
  @RefColumn({ nullable: true }) refundId!: number | null;
  @RefColumn({ nullable: true }) disputeId!: number | null;
  /** Whether it was more than the payment had brought, and so took from nobody but the vendor. */
  @Flag() ours!: boolean;
  @MoneyColumn() amount!: bigint;
  @Instant() createdAt!: Date;
}

/** The gateway's name of an account. */
@Entity('gateway_customers')
@Index('uq_gateway_customers_reference', ['gateway', 'reference'], { unique: true })
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_gateway_customers_account' })
export class GatewayCustomerEntity {
  @PrimaryRef() accountId!: number;
  @PrimaryWord(20) gateway!: string;
  @WordColumn(120) reference!: string;
  @Instant() createdAt!: Date;
}

/** When staff were last told that a gateway refuses something that they alone can mend. */
@Entity('gateway_faults')
export class GatewayFaultEntity {
  @PrimaryWord(20) gateway!: string;
  @Instant() toldAt!: Date;
}
