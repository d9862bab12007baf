import type { LicenseOrigin, LicenseStatus } from '../licensing/license';
import type { Reason } from '../refusal';

/** For how long a second member of the staff may confirm a request, in milliseconds. */
export const REVERSAL_LIFE = 7 * 24 * 3_600_000;

/** A license, as far as it can be taken back from where it was put by mistake. */
export interface ReversibleLicense {
  readonly origin: LicenseOrigin;
  readonly status: LicenseStatus;
  readonly accountId: number;
}

/** What one member of the staff requested, and no other has confirmed. */
export interface PendingReversal {
  readonly requestedBy: number;
  /** The account that it should have been bought on; null for what goes back into the stock of its reseller. */
  readonly toAccountId: number | null;
}

/** Can the license be taken back at all? Null, or why not. */
export function decideReversible({ origin, status }: ReversibleLicense): Reason | null {
  if (origin === 'LEASED')
    return {
      code: 'LICENSE_LEASED',
      message: 'The license is leased: its provider stops the lease and starts another one.',
    };
  switch (status) {
    case 'UNASSIGNED':
      return {
        code: 'LICENSE_UNASSIGNED',
        message: 'The license is in stock: nobody was given it by mistake.',
      };
    case 'ENDED':
      return { code: 'LICENSE_ENDED', message: 'The license has ended.' };
    case 'SUSPENDED':
      return {
        code: 'LICENSE_SUSPENDED',
        message: 'The license is suspended: resume it first, for its replacement is not.',
      };
    case 'READY':
    case 'ACTIVE':
    case 'REACTIVATION_REQUIRED':
      return null;
  }
}

/** Can it be requested? Null, or why not. */
export const decideRequestReversal = (
  license: ReversibleLicense,
  pending: PendingReversal | null,
): Reason | null =>
  decideReversible(license) ??
  (pending === null
    ? null
    : {
        code: 'ALREADY_REQUESTED',
        message: 'It was requested already. Another member of the staff confirms it, or cancel it.',
      });

/** Is the account named that the license should have been on, where it needs one? Null, or what is wrong. */
export function decideReversalTarget(
  { origin, accountId }: ReversibleLicense,
  toAccountId: number | null,
): Reason | null {
  const field = ['toAccountId'];
  if (origin === 'RESOLD')
    return toAccountId === null
      ? null
      : {
          code: 'LICENSE_RESOLD',
          message: 'The replacement goes into the stock of the reseller: name no account.',
          field,
        };
  if (toAccountId === null)
    return {
      code: 'MISSING',
      message: 'Name the account that the license should have been bought on.',
      field,
    };
  return toAccountId === accountId
    ? { code: 'SAME_ACCOUNT', message: 'The license is on this account already.', field }
    : null;
}

/** Can it be confirmed by this member of the staff? Null, or why not. */
export function decideConfirmReversal(
  license: ReversibleLicense,
  pending: PendingReversal | null,
  staffUserId: number | null,
): Reason | null {
  const refused = decideReversible(license) ?? decideCancelReversal(pending);
  if (refused !== null) return refused;
  return staffUserId === null || pending?.requestedBy === staffUserId
    ? {
        code: 'SECOND_PERSON_NEEDED',
        message: 'You requested it yourself: another member of the staff has to confirm it.',
      }
    : null;
}

/** Is what is confirmed what was requested? Null, or why not. */
export const decideConfirmedTarget = (
  pending: PendingReversal,
  toAccountId: number | null,
): Reason | null =>
  pending.toAccountId === toAccountId
    ? null
    : {
        code: 'CONFIRMATION_DIFFERS',
        message: 'Another account was requested: look at the request again.',
        field: ['toAccountId'],
      };

/** Is there a request to cancel? Null, or why not. */
export const decideCancelReversal = (pending: PendingReversal | null): Reason | null =>
  pending === null
    ? {
        code: 'NOTHING_REQUESTED',
        message:
          'There is no pending request: none was made, or it was confirmed, canceled, or has expired.',
      }
    : null;
