import { Field, ID, ObjectType } from 'type-graphql';
import type { Scope } from '../../database/scope';
import { LicenseStatus } from '../../domain/licensing/license';
import { KeptReason } from '../../domain/purchasing/taken-back';
import type { Unit } from '../../graphql/call';
import { License, type LicenseRow } from '../license/license.types';
import type { LockedInvoice } from './invoice-change.repository';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(KeptReason);

@ObjectType({ simpleResolvers: true })
abstract class LicenseOfInvoice {
  @Field(() => ID, { description: 'Id of the license.' })
  readonly licenseId!: string;
  @Field(() => License, {
    nullable: true,
    description: 'The updated license; null in a dry run.',
  })
  readonly license!: LicenseRow | null;
}

@ObjectType({
  description: 'A license that ended because its invoice was voided or fully credited.',
  simpleResolvers: true,
})
export class EndedLicenseResult extends LicenseOfInvoice {
  @Field(() => LicenseStatus, { description: 'Status before.' })
  readonly statusBefore!: LicenseStatus;
}

@ObjectType({
  description: 'A license of a voided or credited invoice that stays unchanged.',
  simpleResolvers: true,
})
export class KeptLicenseResult extends LicenseOfInvoice {
  @Field(() => KeptReason, { description: 'Why.' })
  readonly reason!: KeptReason;
}

/** What became of what an invoice was for: its licenses, by their keys, and its support incidents. */
export interface LicensesTakenBack {
  readonly ended: readonly { readonly key: number; readonly status: LicenseStatus }[];
  readonly kept: readonly {
    readonly license: { readonly key: number };
    readonly reason: KeptReason;
  }[];
  /** How many support incidents were withdrawn, and how many stay: they were used up, or are kept on request. */
  readonly incidents: { readonly withdrawn: number; readonly kept: number };
}

/** Takes back what was bought new with an invoice that was taken back in full; the composition hands it over. */
export interface InvoicedLicenses {
  /**
   * In the transaction of `unit`, under the lock of the account.
   * @throws Refusal CHECKOUT_IN_PROGRESS while an order that waits for its payment is for one that would end.
   */
  takeBack(
    unit: Unit,
    scope: Scope,
    invoice: LockedInvoice,
    how: { readonly end: boolean; readonly reason: string; readonly now: Date },
  ): Promise<LicensesTakenBack>;
}
