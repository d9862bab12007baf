import { Entity, ForeignKey } from 'typeorm';
import type { Month } from '../../domain/billing/calendar';
import { Instant, PrimaryCode, PrimaryRef } from '../columns';

/** A month whose billing has begun: nothing is dated in it any more (R50, R51). */
@Entity('billing_months')
export class BillingMonthEntity {
  /** `2026-11` */
  @PrimaryCode(7) month!: Month;
  @Instant() closedAt!: Date;
  /** When it was found implausible, and staff were told; it waits for their word. */
  @Instant({ nullable: true }) haltedAt!: Date | null;
  /** When they gave it. */
  @Instant({ nullable: true }) acceptedAt!: Date | null;
}

/** An account that a run could not bill, and of which people were told. */
@Entity('unbilled_accounts')
@ForeignKey('AccountEntity', ['accountId'], ['id'], { name: 'fk_unbilled_accounts_account' })
export class UnbilledAccountEntity {
  /** `2026-11` */
  @PrimaryCode(7) month!: Month;
  @PrimaryRef() accountId!: number;
  @Instant() toldAt!: Date;
}
