import { Entity, ForeignKey, Index } from 'typeorm';
import { Instant, PrimaryRef, RefColumn, WordColumn } from '../columns';

/** A holder asked one of the logins to take the account over (R12). At most one for an account. */
@Entity('account_transfers')
@Index('ix_account_transfers_to', ['toUserId'])
@Index('ix_account_transfers_from', ['fromUserId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_account_transfers_account' })
@ForeignKey('UserEntity', ['fromUserId'], ['id'], { name: 'fk_account_transfers_from' })
@ForeignKey('UserEntity', ['toUserId'], ['id'], { name: 'fk_account_transfers_to' })
export class AccountTransferEntity {
  @PrimaryRef() accountId!: number;
  @RefColumn() fromUserId!: number;
  @RefColumn() toUserId!: number;
  /** What the former holder keeps, separated by commas. */
  @WordColumn(120) permissions!: string;
  @Instant() createdAt!: Date;
  @Instant() expiresAt!: Date;
}
