import { Entity, ForeignKey, Index } from 'typeorm';
import type { Day } from '../../domain/billing/calendar';
import { DeclineReason } from '../../domain/billing/decline';
import { DisputeStatus } from '../../domain/billing/dispute';
import { GatewaySubject } from '../../domain/billing/gateway-subject';
import type { Currency } from '../../domain/billing/money';
import { SandboxCardStatus, SandboxChargeStatus, TestCard } from '../../domain/billing/test-card';
import {
  Code,
  DayColumn,
  EnumColumn,
  Flag,
  Instant,
  Key,
  MoneyColumn,
  Name,
  RefColumn,
  WordColumn,
} from '../columns';

// The books of the sandbox gateway, which plays an outside system: nothing of ours refers to them, and
// they to nothing of ours.

@Entity('sandbox_customers')
@Index('uq_sandbox_customers_key', ['idempotencyKey'], { unique: true })
export class SandboxCustomerEntity {
  @Key() id!: number;
  @WordColumn(255) idempotencyKey!: string;
  /** As somebody can delete a customer at a real gateway. */
  @Flag() deleted!: boolean;
}

/** A test card, from the moment its details are asked for. */
@Entity('sandbox_cards')
@Index('uq_sandbox_cards_customer', ['customerId', 'id'], { unique: true })
@Index('uq_sandbox_cards_action', ['actionSecret'], { unique: true })
@ForeignKey('SandboxCustomerEntity', ['customerId'], ['id'], { name: 'fk_sandbox_cards_customer' })
export class SandboxCardEntity {
  @Key() id!: number;
  @RefColumn() customerId!: number;
  @EnumColumn(TestCard, 30) testCard!: TestCard;
  @EnumColumn(SandboxCardStatus, 10) status!: SandboxCardStatus;
  /** What it looks like where its bank says so; null for what its kind looks like. */
  @WordColumn(20, { nullable: true }) brand!: string | null;
  @Code(4, { nullable: true }) last4!: string | null;
  /** Last day on which it is good; null where the sandbox does not tell. */
  @DayColumn({ nullable: true }) expiresOn!: Day | null;
  /** With which its person confirms it; null where nobody has to. */
  @WordColumn(64, { nullable: true }) actionSecret!: string | null;
}

@Entity('sandbox_charges')
@Index('uq_sandbox_charges_key', ['idempotencyKey'], { unique: true })
@Index('uq_sandbox_charges_action', ['actionSecret'], { unique: true })
@Index('ix_sandbox_charges_card', ['customerId', 'cardId'])
@ForeignKey('SandboxCardEntity', ['customerId', 'cardId'], ['customerId', 'id'], {
  name: 'fk_sandbox_charges_card',
})
export class SandboxChargeEntity {
  @Key() id!: number;
  @WordColumn(255) idempotencyKey!: string;
  @RefColumn() customerId!: number;
  @RefColumn() cardId!: number;
  @MoneyColumn() amount!: bigint;
  @Code(3) currency!: Currency;
  @Name(255) description!: string;
  @EnumColumn(SandboxChargeStatus, 10) status!: SandboxChargeStatus;
  /** Why it was declined. */
  @EnumColumn(DeclineReason, 30, { nullable: true }) reason!: DeclineReason | null;
  /** With which its payer confirms it; null until the bank wants that. */
  @WordColumn(64, { nullable: true }) actionSecret!: string | null;
}

@Entity('sandbox_refunds')
@Index('uq_sandbox_refunds_key', ['idempotencyKey'], { unique: true })
@Index('ix_sandbox_refunds_charge', ['chargeId'])
@ForeignKey('SandboxChargeEntity', ['chargeId'], ['id'], { name: 'fk_sandbox_refunds_charge' })
export class SandboxRefundEntity {
  @Key() id!: number;
  @WordColumn(255) idempotencyKey!: string;
  @RefColumn() chargeId!: number;
  @MoneyColumn() amount!: bigint;
  /** The bank sent the money back. */
  @Flag() failed!: boolean;
}

@Entity('sandbox_disputes')
@Index('ix_sandbox_disputes_charge', ['chargeId'])
@ForeignKey('SandboxChargeEntity', ['chargeId'], ['id'], { name: 'fk_sandbox_disputes_charge' })
export class SandboxDisputeEntity {
  @Key() id!: number;
  @RefColumn() chargeId!: number;
  @EnumColumn(DisputeStatus, 10) status!: DisputeStatus;
  @WordColumn(60) reason!: string;
  @MoneyColumn() held!: bigint;
  @MoneyColumn() fee!: bigint;
}

/** What happened by itself, as a gateway tells it. */
@Entity('sandbox_events')
@Index('ix_sandbox_events_created', ['createdAt'])
export class SandboxEventEntity {
  @Key() id!: number;
  @EnumColumn(GatewaySubject, 10) subject!: GatewaySubject;
  @WordColumn(120) reference!: string;
  @Instant() createdAt!: Date;
}
