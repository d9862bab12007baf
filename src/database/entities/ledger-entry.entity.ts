import { Entity, ForeignKey, Index } from 'typeorm';
import { LedgerAccount } from '../../domain/billing/ledger';
import type { Currency } from '../../domain/billing/money';
import { Code, EnumColumn, Instant, Key, MoneyColumn, RefColumn, WordColumn } from '../columns';

/** One side of a posting. */
@Entity('ledger_entries')
@Index('uq_ledger_entries_posting', ['posting', 'ledgerAccount'], { unique: true })
@Index('ix_ledger_entries_account', ['accountId', 'ledgerAccount', 'amount'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_ledger_entries_account' })
export class LedgerEntryEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  /** What was posted, once: `issue 4711`, `payment 12`. */
  @WordColumn(40) posting!: string;
  @EnumColumn(LedgerAccount, 12) ledgerAccount!: LedgerAccount;
  @Code(3) currency!: Currency;
  /** A debit is above zero, a credit below. */
  @MoneyColumn() amount!: bigint;
  @Instant() createdAt!: Date;
}
