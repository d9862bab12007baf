import { Entity, ForeignKey, Index } from 'typeorm';
import type { Month } from '../../domain/billing/calendar';
import {
  Code,
  Hash,
  Instant,
  Key,
  MoneyColumn,
  Name,
  PrimaryCode,
  PrimaryRef,
  RefColumn,
  WordColumn,
} from '../columns';

/** Lets a partner's back end in, as far as its scopes and its maker's rights go (R59). */
@Entity('api_tokens')
@Index('uq_api_tokens_token', ['tokenHash'], { unique: true })
@Index('uq_api_tokens_account', ['accountId', 'id'], { unique: true })
@Index('ix_api_tokens_maker', ['makerUserId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_api_tokens_account' })
@ForeignKey('UserEntity', ['makerUserId'], ['id'], { name: 'fk_api_tokens_maker' })
export class ApiTokenEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() makerUserId!: number;
  @Name(100) name!: string;
  @Hash() tokenHash!: Buffer;
  /** Its last four characters, to tell it by. */
  @Code(4) hint!: string;
  /** `RESELLER:WRITE,PAY_INVOICES:READ` */
  @WordColumn(200) scopes!: string;
  /** CIDR ranges separated by commas; empty for everywhere. */
  @WordColumn(1000) addressRanges!: string;
  /** Most that it may spend in a calendar month, in minor units of the account's currency. */
  @MoneyColumn({ nullable: true }) monthlyCap!: bigint | null;
  @Instant() createdAt!: Date;
  @Instant() expiresAt!: Date;
  @Instant({ nullable: true }) lastUsedAt!: Date | null;
  @Instant({ nullable: true }) revokedAt!: Date | null;
}

/** What a token spent in a calendar month of the billing time zone. */
@Entity('api_token_spending')
@Index('ix_api_token_spending_token', ['accountId', 'tokenId'])
@ForeignKey('ApiTokenEntity', ['accountId', 'tokenId'], ['accountId', 'id'], {
  name: 'fk_api_token_spending_token',
})
export class ApiTokenSpendingEntity {
  @RefColumn() accountId!: number;
  @PrimaryRef() tokenId!: number;
  @PrimaryCode(7) month!: Month;
  @MoneyColumn() spent!: bigint;
}
