import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Scope } from '../../database/scope';
import { LicenseStatus } from '../../domain/licensing/license';
import { KeptReason } from '../../domain/purchasing/taken-back';
import type { Unit } from '../../graphql/call';
import { License, type LicenseRow } from '../license/license.types';
import type { LockedInvoice } from './invoice-change.repository';

registerEnumType(KeptReason, {
  name: 'KeptLicenseReason',
  description: 'Why a license stays as it is when its invoice is taken back.',
  valuesConfig: {
    MODIFIED: { description: 'The invoice was for another edition or level of it.' },
    ADD_ON: { description: 'The invoice was for add-ons to it.' },
    RENEWED: { description: 'The invoice was for more maintenance.' },
    REINSTATED: { description: 'The invoice was for maintenance that had lapsed.' },
    ENDED_BEFORE: { description: 'It was bought new, and had ended already.' },
    KEPT_ON_REQUEST: { description: 'It was bought new, and `endLicenses` was false.' },
  },
});

@ObjectType({ simpleResolvers: true })
abstract class LicenseOfInvoice {
  @Field(() => ID, { description: 'Id of the license.' })
  readonly licenseId!: string;
  @Field(() => License, {
    nullable: true,
    description: 'The license as it is now; null in a dry run.',
  })
  readonly license!: LicenseRow | null;
}

@ObjectType({
  description: 'A license that ended because the invoice that it was bought with was taken back.',
  simpleResolvers: true,
})
export class EndedLicenseResult extends LicenseOfInvoice {
  @Field(() => LicenseStatus, { description: 'What it was before.' })
  readonly statusBefore!: LicenseStatus;
}

@ObjectType({
  description: 'A license of an invoice that was taken back, which stays as it is.',
  simpleResolvers: true,
})
export class KeptLicenseResult extends LicenseOfInvoice {
  @Field(() => KeptReason, { description: 'Why.' })
  readonly reason!: KeptReason;
}

/** What became of the licenses of an invoice, by their keys. */
export interface LicensesTakenBack {
  readonly ended: readonly { readonly key: number; readonly status: LicenseStatus }[];
  readonly kept: readonly {
    readonly license: { readonly key: number };
    readonly reason: KeptReason;
  }[];
}

/** Ends what was bought new with an invoice that was taken back in full; the composition hands it over. */
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
