import { Refusal, type Reason } from '../refusal';
import type { LicenseStatus } from './license';

/** After a move both servers run for this long, then the older one ends (R35). */
export const MOVE_DAYS = 30;
const DAY = 24 * 3_600_000;

/** One installation of a licence, as far as its life goes. */
export interface Installation {
  readonly pk: number;
  readonly serverName: string;
  /** Set by a move: it ends then. */
  readonly endsAt: Date | null;
  readonly deactivatedAt: Date | null;
}

/** An installation that was moved away from stops by itself when its time is over. */
export const isRunning = ({ deactivatedAt, endsAt }: Installation, now: Date): boolean =>
  deactivatedAt === null && (endsAt === null || endsAt > now);

const sameServer = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

const CLOSED: Partial<Record<LicenseStatus, Reason>> = {
  UNASSIGNED: {
    code: 'LICENSE_UNASSIGNED',
    message: 'The license is in stock: assign it to a customer first.',
  },
  SUSPENDED: {
    code: 'LICENSE_SUSPENDED',
    message: 'The license is suspended; please ask support.',
  },
  ENDED: { code: 'LICENSE_ENDED', message: 'The license has ended.' },
};

/** Can the licence be activated at all (R29)? Null, or why not. */
export const decideActivate = ({ status }: { readonly status: LicenseStatus }): Reason | null =>
  CLOSED[status] ?? null;

/** Is there anything to deactivate? Null, or why not. */
export const decideDeactivate = (
  { installations }: { readonly installations: readonly Installation[] },
  now: Date,
): Reason | null =>
  installations.some((one) => isRunning(one, now))
    ? null
    : { code: 'LICENSE_NOT_ACTIVE', message: 'The license runs on no server.' };

export interface ActivatableLicense {
  readonly status: LicenseStatus;
  readonly installations: readonly Installation[];
}

/** What an activation comes to. */
export interface ActivationPlan {
  /** The installation that runs there already; null for a new one. */
  readonly runsAs: Installation | null;
  /** Installations whose end changes. */
  readonly ends: readonly { readonly installation: Installation; readonly endsAt: Date | null }[];
  readonly status: LicenseStatus;
}

/**
 * What happens when a server is activated (R29, R34, R35). On a server that it runs on already a licence
 * is activated again, which is how an installation takes over changed terms. Another server is refused
 * unless it says `move`; then both run for 30 days. To move back while both run calls the move off: the
 * other one ends when the first would have.
 * @throws Refusal LICENSE_UNASSIGNED, LICENSE_SUSPENDED, LICENSE_ENDED, LICENSE_ACTIVE_ELSEWHERE,
 *   LICENSE_MOVE_IN_PROGRESS.
 */
export function planActivation(
  license: ActivatableLicense,
  { serverName, move }: { readonly serverName: string; readonly move: boolean },
  now: Date,
): ActivationPlan {
  const closed = decideActivate(license);
  if (closed !== null) throw new Refusal(closed);
  const running = license.installations.filter((one) => isRunning(one, now));
  const here = running.find((one) => sameServer(one.serverName, serverName));
  const elsewhere = running.filter((one) => one !== here);
  if (here !== undefined) {
    const [other] = elsewhere;
    if (here.endsAt === null) return { runsAs: here, ends: [], status: 'ACTIVE' };
    // The older one of a move: it stays that, and says nothing about the terms that the newer one runs on.
    if (!move || other === undefined) return { runsAs: here, ends: [], status: license.status };
    return {
      runsAs: here,
      ends: [
        { installation: here, endsAt: null },
        { installation: other, endsAt: here.endsAt },
      ],
      status: 'ACTIVE',
    };
  }
  const [one, another] = elsewhere;
  if (one === undefined) return { runsAs: null, ends: [], status: 'ACTIVE' };
  if (another !== undefined)
    throw new Refusal({
      code: 'LICENSE_MOVE_IN_PROGRESS',
      message:
        'The license is being moved already and runs on two servers; wait until the older one has ended, or deactivate one.',
      field: ['serverName'],
    });
  if (!move)
    throw new Refusal({
      code: 'LICENSE_ACTIVE_ELSEWHERE',
      message: `The license runs on ${one.serverName}; say \`move\` to move it. Both then run for ${MOVE_DAYS} days.`,
      field: ['serverName'],
    });
  return {
    runsAs: null,
    ends: [{ installation: one, endsAt: new Date(now.getTime() + MOVE_DAYS * DAY) }],
    status: 'ACTIVE',
  };
}

/** What a deactivation comes to. */
export interface DeactivationPlan {
  readonly ended: readonly Installation[];
  /** The older one of a move, when the newer was ended: it runs on. */
  readonly runsOn: Installation | null;
  readonly status: LicenseStatus;
}

/**
 * Ends one installation, or all that run.
 * @param key Key of the installation; null for all.
 * @throws Refusal LICENSE_NOT_ACTIVE.
 */
export function planDeactivation(
  license: ActivatableLicense,
  key: number | null,
  now: Date,
): DeactivationPlan {
  const running = license.installations.filter((one) => isRunning(one, now));
  const ended = running.filter((one) => key === null || one.pk === key);
  if (ended.length === 0) {
    const reason = decideDeactivate(license, now) ?? {
      code: 'LICENSE_NOT_ACTIVE',
      message: 'This installation has ended already.',
    };
    throw new Refusal(key === null ? reason : { ...reason, field: ['activationId'] });
  }
  const [left] = running.filter((one) => !ended.includes(one));
  const idle: LicenseStatus =
    license.status === 'ACTIVE' || license.status === 'REACTIVATION_REQUIRED'
      ? 'READY'
      : license.status;
  return {
    ended,
    runsOn: left !== undefined && left.endsAt !== null ? left : null,
    status: left === undefined ? idle : license.status,
  };
}
