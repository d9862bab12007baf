import { Entity, ForeignKey, Index } from 'typeorm';
import type { Currency } from '../../domain/billing/money';
import { MailingPreference } from '../../domain/mail/preferences';
import {
  Code,
  EnumColumn,
  Flag,
  Instant,
  Key,
  Name,
  RefColumn,
  IntColumn,
  WordColumn,
} from '../columns';

/**
 * A customer of the vendor, which may also be a partner. `holderUserId` is the holder: never two (R2, R12). One without is
 * not open yet: it waits for the payment of a guest's order (R1), and is nobody's.
 */
@Entity('accounts')
@Index('uq_accounts_number', ['number'], { unique: true })
@Index('ix_accounts_email', ['email'])
@Index('ix_accounts_name', ['name'])
@Index('ix_accounts_holder', ['holderUserId'])
@ForeignKey('CurrencyEntity', ['currency'], ['code'], { name: 'fk_accounts_currency' })
@ForeignKey('UserEntity', ['holderUserId'], ['id'], { name: 'fk_accounts_holder' })
export class AccountEntity {
  @Key() id!: number;
  /** `AC-10023`. */
  @WordColumn(20) number!: string;
  @Name(200) name!: string;
  @WordColumn(254) email!: string;
  /** When a link that was mailed there was opened; null since it changed. The holder's own address needs none (R31). */
  @Instant({ nullable: true }) emailVerifiedAt!: Date | null;
  /** Postal address, several lines. */
  @Name(500) address!: string;
  /** ISO 3166-1 alpha-2. */
  @Code(2) country!: string;
  /** Set for businesses; decides the reverse-charge note (R69). */
  @WordColumn(20, { nullable: true }) vatNumber!: string | null;
  @Code(3) currency!: Currency;
  @RefColumn({ nullable: true }) holderUserId!: number | null;
  @EnumColumn(MailingPreference, 20) mailingPreference!: MailingPreference;
  @Flag() reseller!: boolean;
  @Flag() leaseProvider!: boolean;
  /** Hundredths of a percent. */
  @IntColumn() discountBasisPoints!: number;
  @Instant() createdAt!: Date;
}

/** What an account's tax depended on until it changed: kept for months that are over (R69). */
@Entity('former_tax_facts')
@Index('ix_former_tax_facts_account', ['accountId', 'validUntil'])
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_former_tax_facts_account' })
export class FormerTaxFactsEntity {
  @Key() id!: number;
  @RefColumn() accountId!: number;
  @Instant() validUntil!: Date;
  /** ISO 3166-1 alpha-2. */
  @Code(2) country!: string;
  @WordColumn(20, { nullable: true }) vatNumber!: string | null;
}
