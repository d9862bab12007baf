import { Entity, Index } from 'typeorm';
import { GatewaySubject } from '../../domain/billing/gateway-subject';
import {
  Code,
  Instant,
  MoneyColumn,
  PrimaryEnum,
  PrimaryWord,
  IntColumn,
  WordColumn,
} from '../columns';

/** Something at the gateway that is to be looked at, because it told so or because it may have changed. */
@Entity('gateway_checks')
@Index('ix_gateway_checks_due', ['gateway', 'dueAt'])
export class GatewayCheckEntity {
  @PrimaryWord(20) gateway!: string;
  @PrimaryEnum(GatewaySubject, 10) subject!: GatewaySubject;
  @PrimaryWord(120) reference!: string;
  /** How often we were told: who was told while it was looked at looks again. */
  @IntColumn() reports!: number;
  /** How often it was looked at in vain. */
  @IntColumn() asked!: number;
  @Instant() dueAt!: Date;
  @Code(36, { nullable: true }) claimToken!: string | null;
}

/** How far the changes at a gateway have been read. */
@Entity('gateway_watermarks')
export class GatewayWatermarkEntity {
  @PrimaryWord(20) gateway!: string;
  /** By the gateway's clock; null when it had nothing to tell yet. */
  @Instant({ nullable: true }) seenUntil!: Date | null;
  /** By ours. */
  @Instant() readAt!: Date;
}

/** A charge at the gateway that took money and is none of ours. */
@Entity('unknown_charges')
@Index('ix_unknown_charges_told', ['toldAt'])
export class UnknownChargeEntity {
  @PrimaryWord(20) gateway!: string;
  @PrimaryWord(120) charge!: string;
  /** The gateway's name of its customer. */
  @WordColumn(120, { nullable: true }) customer!: string | null;
  @MoneyColumn() amount!: bigint;
  /** Any that the gateway knows. */
  @Code(3) currency!: string;
  @Instant() foundAt!: Date;
  @Instant({ nullable: true }) toldAt!: Date | null;
}
