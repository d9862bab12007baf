import { Entity, ForeignKey, Index } from 'typeorm';
import { Flag, Instant, Key, RefColumn } from '../columns';

/**
 * That an account is the customer of a partner, `accountId`: one row for the two, made with the first license that is
 * resold or leased to it, and never removed.
 */
@Entity('customers')
@Index('uq_customers_pair', ['accountId', 'customerAccountId'], { unique: true })
@Index('uq_customers_account_id', ['accountId', 'id'], { unique: true })
@Index('ix_customers_customer', ['customerAccountId'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_customers_account' })
@ForeignKey('AccountEntity', ['customerAccountId'], ['id'], { name: 'fk_customers_customer' })
export class CustomerEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @RefColumn() customerAccountId!: number;
  /** Whether a license was ever resold to it. */
  @Flag() resold!: boolean;
  /** Whether a license was ever leased to it. */
  @Flag() leased!: boolean;
  @Instant() createdAt!: Date;
}
