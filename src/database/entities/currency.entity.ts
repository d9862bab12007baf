import { Entity } from 'typeorm';
import { Flag, Instant, Name, PrimaryCode, WordColumn } from '../columns';

/** A currency that accounts are billed in (R69, R71). How many decimals it has says ISO 4217. */
@Entity('currencies')
export class CurrencyEntity {
  @PrimaryCode(3) code!: string;
  @Name(120) name!: string;
  /** Countries whose new accounts are billed in it: codes with a space between them. */
  @WordColumn(1_000) countries!: string;
  /** New accounts of all other countries are; one currency is it. */
  @Flag() isDefault!: boolean;
  /** Since when no new account is; null while they are. */
  @Instant({ nullable: true }) withdrawnAt!: Date | null;
}
