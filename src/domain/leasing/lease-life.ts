import type { Reason } from '../refusal';
import type { LeaseStatus } from './lease';

/** For how long somebody may take to confirm that a lease stops, in milliseconds (R44). */
export const STOP_CONFIRMATION_LIFE = 15 * 60_000;

/** What decides whether an account may start leases. */
export interface ProviderFacts {
  /** Whether the account is a lease provider now. */
  readonly leaseProvider: boolean;
  readonly hasCard: boolean;
  /** Whether an invoice of the account is overdue. */
  readonly overdue: boolean;
}

const NO_PROVIDER: Reason = {
  code: 'NOT_A_LEASE_PROVIDER',
  message:
    'The account is no longer a lease provider: leases can be stopped, but not started or changed.',
};

/** May the account start leases now (R6, R40, R53)? Null, or why not. */
export function decideStartLease({
  leaseProvider,
  hasCard,
  overdue,
}: ProviderFacts): Reason | null {
  if (!leaseProvider) return NO_PROVIDER;
  if (!hasCard)
    return {
      code: 'NO_CARD_ON_FILE',
      message: 'Leases are charged to a card every month: add a card first.',
    };
  return overdue
    ? {
        code: 'INVOICE_OVERDUE',
        message: 'An invoice is overdue: new leases can be started once it is paid.',
      }
    : null;
}

const STOPPED: Reason = { code: 'LEASE_STOPPED', message: 'The lease is stopped already.' };

/** Can the lease be stopped (R44)? Null, or why not: whatever became of the account (R6). */
export const decideStopLease = ({ status }: { readonly status: LeaseStatus }): Reason | null =>
  status === 'ACTIVE' ? null : STOPPED;

/** Can the lease be changed (R43)? Null, or why not. */
export const decideModifyLease = (
  lease: { readonly status: LeaseStatus },
  { leaseProvider }: Pick<ProviderFacts, 'leaseProvider'>,
): Reason | null => decideStopLease(lease) ?? (leaseProvider ? null : NO_PROVIDER);
