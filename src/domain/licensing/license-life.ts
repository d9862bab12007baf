import type { ErrorCode } from '../error-code';
import { Refusal, type Reason } from '../refusal';
import type { LicenseStatus } from './license';

/** What can happen to a license. */
export const LicenseEvent = {
  /** A customer gets it out of the stock (R30). */
  ASSIGN: 'ASSIGN',
  /** A server is activated, for the first time or by a move (R35). */
  ACTIVATE: 'ACTIVATE',
  /** A server that runs it takes over the terms as they are now (R34). */
  REACTIVATE: 'REACTIVATE',
  /** A server, or every server, ends. */
  DEACTIVATE: 'DEACTIVATE',
  /** Edition, level or add-ons become others (R34). */
  CHANGE_TERMS: 'CHANGE_TERMS',
  /** Staff stop it for the time being. */
  SUSPEND: 'SUSPEND',
  /** Staff let it go on. */
  RESUME: 'RESUME',
  /** For good, for instance because its lease was stopped (R44). */
  END: 'END',
} as const;
export type LicenseEvent = keyof typeof LicenseEvent;

/**
 * What runs: nothing; a server on the terms of the license; a server on other, older terms. During a move
 * it is the newer server that counts.
 */
export type InstalledVersion = 'NOTHING' | 'CURRENT' | 'OUTDATED';

export interface LifeFacts {
  /** Before the event. */
  readonly status: LicenseStatus;
  /** Whether somebody has it, after the event. */
  readonly assigned: boolean;
  /** After the event. */
  readonly running: InstalledVersion;
}

const reason = (code: ErrorCode, message: string): Reason => ({ code, message });

const UNASSIGNED = reason(
  'LICENSE_UNASSIGNED',
  'The license is in stock: assign it to a customer first.',
);
const ASSIGNED = reason(
  'LICENSE_ASSIGNED',
  'The license is assigned already, and an assignment is final.',
);
const SUSPENDED = reason('LICENSE_SUSPENDED', 'The license is suspended; contact support.');
const NOT_SUSPENDED = reason('LICENSE_NOT_SUSPENDED', 'The license is not suspended.');
const ENDED = reason('LICENSE_ENDED', 'The license has ended.');

/** `FACTS`: whatever the facts make of it. `STAYS`: as it is. A reason: the event is not allowed. */
type Step = 'FACTS' | 'STAYS' | 'SUSPENDED' | 'ENDED' | Reason;

const steps = (
  UNASSIGNED: Step,
  READY: Step,
  ACTIVE: Step,
  REACTIVATION_REQUIRED: Step,
  SUSPENDED: Step,
  ENDED: Step,
): Readonly<Record<LicenseStatus, Step>> => ({
  UNASSIGNED,
  READY,
  ACTIVE,
  REACTIVATION_REQUIRED,
  SUSPENDED,
  ENDED,
});

/** The whole life of a license. What runs on a suspended one may still be ended, and its terms may change. */
// prettier-ignore
const LIFE: Readonly<Record<LicenseEvent, Readonly<Record<LicenseStatus, Step>>>> = {
  //                  UNASSIGNED     READY          ACTIVE         REACTIVATION_… SUSPENDED  ENDED
  ASSIGN:       steps('FACTS',       ASSIGNED,      ASSIGNED,      ASSIGNED,      SUSPENDED, ENDED),
  ACTIVATE:     steps(UNASSIGNED,    'FACTS',       'FACTS',       'FACTS',       SUSPENDED, ENDED),
  REACTIVATE:   steps(UNASSIGNED,    'FACTS',       'FACTS',       'FACTS',       SUSPENDED, ENDED),
  DEACTIVATE:   steps('STAYS',       'FACTS',       'FACTS',       'FACTS',       'STAYS',   'STAYS'),
  CHANGE_TERMS: steps('STAYS',       'FACTS',       'FACTS',       'FACTS',       'STAYS',   ENDED),
  SUSPEND:      steps('SUSPENDED',   'SUSPENDED',   'SUSPENDED',   'SUSPENDED',   SUSPENDED, ENDED),
  RESUME:       steps(NOT_SUSPENDED, NOT_SUSPENDED, NOT_SUSPENDED, NOT_SUSPENDED, 'FACTS',   ENDED),
  END:          steps('ENDED',       'ENDED',       'ENDED',       'ENDED',       'ENDED',   ENDED),
};

const BY_WHAT_RUNS = {
  NOTHING: 'READY',
  CURRENT: 'ACTIVE',
  OUTDATED: 'REACTIVATION_REQUIRED',
} as const satisfies Record<InstalledVersion, LicenseStatus>;

/** May this happen to a license in this status? Null, or why not. What `viewerCan` asks. */
export function decideEvent(event: LicenseEvent, status: LicenseStatus): Reason | null {
  const step = LIFE[event][status];
  return typeof step === 'string' ? null : step;
}

/**
 * The status of a license after an event.
 * @throws Refusal LICENSE_UNASSIGNED, LICENSE_ASSIGNED, LICENSE_SUSPENDED, LICENSE_NOT_SUSPENDED,
 *   LICENSE_ENDED for what cannot happen to it.
 */
export function nextStatus(
  event: LicenseEvent,
  { status, assigned, running }: LifeFacts,
): LicenseStatus {
  const step = LIFE[event][status];
  if (typeof step !== 'string') throw new Refusal(step);
  if (step === 'STAYS') return status;
  if (step !== 'FACTS') return step;
  // In stock nothing runs (R29).
  return assigned ? BY_WHAT_RUNS[running] : 'UNASSIGNED';
}
