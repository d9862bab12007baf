import type { LicenseStatus } from '../licensing/license';
import type { OrderKind } from './order-line';

/** Why a license of an invoice that was taken back in full goes on, or is left as it is. */
export const KeptReason = {
  MODIFIED: 'MODIFIED',
  ADD_ON: 'ADD_ON',
  RENEWED: 'RENEWED',
  REINSTATED: 'REINSTATED',
  ENDED_BEFORE: 'ENDED_BEFORE',
  KEPT_ON_REQUEST: 'KEPT_ON_REQUEST',
} as const;
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
