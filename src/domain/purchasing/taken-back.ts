import type { LicenseStatus } from '../licensing/license';
import type { OrderKind } from './order-line';
import { schemaEnum } from '../schema-enum';

/** Why a license of an invoice that was taken back in full goes on, or is left as it is. */
export const KeptReason = schemaEnum(
  'KeptLicenseReason',
  'Reason why a license stays unchanged when its invoice is voided or credited.',
  {
    MODIFIED: 'The invoice was for another edition or level of the license.',
    ADD_ON: 'The invoice was for add-ons.',
    RENEWED: 'The invoice was for renewal of Maintenance and Support.',
    REINSTATED: 'The invoice was for reinstatement of Maintenance and Support.',
    ENDED_BEFORE: 'The license was bought new, and had ended already.',
    KEPT_ON_REQUEST: 'The license was bought new, and `endLicenses` was false.',
  },
);
export type KeptReason = keyof typeof KeptReason;

/** A license that an invoice was for, and what was bought with it. */
export interface InvoicedLicense {
  readonly key: number;
  readonly kind: Exclude<OrderKind, 'SUPPORT_INCIDENT'>;
  readonly status: LicenseStatus;
}

/** What becomes of the licenses of an invoice that was taken back in full. */
export interface TakenBack<License extends InvoicedLicense> {
  readonly ended: readonly License[];
  readonly kept: readonly { readonly license: License; readonly reason: KeptReason }[];
}

const CHANGES = {
  MODIFY: 'MODIFIED',
  ADD_ON: 'ADD_ON',
  RENEW: 'RENEWED',
  REINSTATE: 'REINSTATED',
} as const satisfies Record<Exclude<InvoicedLicense['kind'], 'NEW'>, KeptReason>;

/** Null for what ends, or why it does not: only what was bought new ends, once, and only if that is wanted. */
function reasonToKeep({ kind, status }: InvoicedLicense, end: boolean): KeptReason | null {
  if (kind !== 'NEW') return CHANGES[kind];
  if (status === 'ENDED') return 'ENDED_BEFORE';
  return end ? null : 'KEPT_ON_REQUEST';
}

/** @param end - whether what was bought new is to end */
export function takenBack<License extends InvoicedLicense>(
  licenses: readonly License[],
  end: boolean,
): TakenBack<License> {
  const decided = licenses.map((license) => ({ license, reason: reasonToKeep(license, end) }));
  return {
    ended: decided.flatMap(({ license, reason }) => (reason === null ? [license] : [])),
    kept: decided.flatMap(({ license, reason }) => (reason === null ? [] : [{ license, reason }])),
  };
}
