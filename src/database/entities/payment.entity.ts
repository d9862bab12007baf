import { Entity, ForeignKey, Index } from 'typeorm';
import type { Currency } from '../../domain/billing/money';
import type { PaymentKind, PaymentStatus } from '../../domain/billing/payment';
import {
  Code,
  DayColumn,
  Flag,
  Instant,
  Key,
  Minor,
  Name,
  PrimaryRef,
  Ref,
  Word,
} from '../columns';

/** A card on file, as far as a person may know it. */
@Entity('payment_methods')
@Index('uq_payment_methods_account_id', ['accountId', 'id'], { unique: true })
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_payment_methods_account' })
export class PaymentMethodEntity {
  @Key() id!: number;
  @Ref() accountId!: number;
  @Word(20) brand!: string;
  @Code(4) last4!: string;
  /** Last day on which the card is good. */
  @DayColumn() expiresOn!: string;
  @Flag() isDefault!: boolean;
  @Instant() createdAt!: Date;
}

/** One attempt to pay, whatever came of it. */
@Entity('payments')
@Index('uq_payments_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_payments_attempted', ['accountId', 'attemptedAt', 'id'])
@Index('ix_payments_method', ['accountId', 'paymentMethodId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_payments_account' })
@ForeignKey('PaymentMethodEntity', ['accountId', 'paymentMethodId'], ['accountId', 'id'], {
  name: 'fk_payments_method',
})
export class PaymentEntity {
  @Key() id!: number;
  @Ref() accountId!: number;
  @Ref({ nullable: true }) paymentMethodId!: number | null;
  @Word(20) kind!: PaymentKind;
  @Word(10) status!: PaymentStatus;
  @Code(3) currency!: Currency;
  @Minor() amount!: bigint;
  /** In words that the payer understands. */
  @Name(255, { nullable: true }) failure!: string | null;
  @Instant() attemptedAt!: Date;
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
  @Ref() accountId!: number;
  @Minor() amount!: bigint;
}
