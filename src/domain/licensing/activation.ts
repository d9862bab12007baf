import { Refusal, type Reason } from '../refusal';
import type { LicenseStatus } from './license';
import { normalizeServerName } from './server-name';
import { decideEvent, nextStatus, type LicenseEvent, type InstalledVersion } from './license-life';

/** After a move both servers run for this long, then the older one ends (R35). */
export const MOVE_DAYS = 30;
const DAY = 24 * 3_600_000;

/** One installation of a license, as far as its life goes. */
export interface Installation {
  readonly pk: number;
  readonly serverName: string;
  /** Set by a move: it ends then. */
  readonly endsAt: Date | null;
  readonly deactivatedAt: Date | null;
  /** Whether it runs on terms that the license no longer has (R34). */
  readonly outdated: boolean;
}

type Ends = Pick<Installation, 'endsAt' | 'deactivatedAt'>;

/** An installation that was moved away from stops by itself when its time is over. */
export const isRunning = ({ deactivatedAt, endsAt }: Ends, now: Date): boolean =>
  deactivatedAt === null && (endsAt === null || endsAt > now);

/** What runs on a license, as its life sees it: during a move the newer server counts. */
export function whatRuns(installations: readonly Installation[], now: Date): InstalledVersion {
  const running = installations.filter((one) => isRunning(one, now));
  const main = running.find(({ endsAt }) => endsAt === null) ?? running[0];
  return main === undefined ? 'NOTHING' : main.outdated ? 'OUTDATED' : 'CURRENT';
}

/** The installation that runs on a server, however its name is spelled. */
export const runningOn = <Found extends Installation>(
  installations: readonly Found[],
  serverName: string,
  now: Date,
): Found | undefined =>
  installations.find((one) => isRunning(one, now) && sameServer(one.serverName, serverName));

const sameServer = (one: string, other: string): boolean =>
  normalizeServerName(one) === normalizeServerName(other);

/** Can the license be activated at all (R29)? Null, or why not. */
export const decideActivate = ({ status }: { readonly status: LicenseStatus }): Reason | null =>
  decideEvent('ACTIVATE', status);

/** Is there anything to deactivate? Null, or why not. */
export const decideDeactivate = (
  { installations }: { readonly installations: readonly Ends[] },
  now: Date,
): Reason | null =>
  installations.some((one) => isRunning(one, now))
    ? null
    : { code: 'LICENSE_NOT_ACTIVE', message: 'The license is not active on any server.' };

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
 * What happens when a server is activated (R29, R34, R35). On a server that it runs on already a license
 * is activated again, which is how an installation takes over changed terms. Another server is refused
 * unless it says `move`; then both run for 30 days. To move back while both run calls the move off: the
 * other one ends when the first would have. Whatever is activated takes over the terms of the license.
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
  // Nobody activates what is in stock: that was asked above.
  const after = (event: LicenseEvent, running: InstalledVersion): LicenseStatus =>
    nextStatus(event, { status: license.status, assigned: true, running });
  const running = license.installations.filter((one) => isRunning(one, now));
  const here = runningOn(running, serverName, now);
  const elsewhere = running.filter((one) => one !== here);
  if (here !== undefined) {
    const [other] = elsewhere;
    if (here.endsAt === null)
      return { runsAs: here, ends: [], status: after('REACTIVATE', 'CURRENT') };
    // The older one of a move: it stays that, and says nothing about the terms that the newer one runs on.
    if (!move || other === undefined) {
      const running = other?.outdated === true ? 'OUTDATED' : 'CURRENT';
      return { runsAs: here, ends: [], status: after('REACTIVATE', running) };
    }
    return {
      runsAs: here,
      ends: [
        { installation: here, endsAt: null },
        { installation: other, endsAt: here.endsAt },
      ],
      status: after('REACTIVATE', 'CURRENT'),
    };
  }
  const [one, another] = elsewhere;
  if (one === undefined) return { runsAs: null, ends: [], status: after('ACTIVATE', 'CURRENT') };
  if (another !== undefined)
    throw new Refusal({
      code: 'LICENSE_MOVE_IN_PROGRESS',
      message:
        'The license is being moved and is active on two servers; wait until the older one ends, or deactivate one.',
      field: ['serverName'],
    });
  if (!move)
    throw new Refusal({
      code: 'LICENSE_ACTIVE_ELSEWHERE',
      message: `The license is active on ${one.serverName}; set \`move\` to move it. Both then run for ${MOVE_DAYS} days.`,
      field: ['serverName'],
    });
  return {
    runsAs: null,
    ends: [{ installation: one, endsAt: new Date(now.getTime() + MOVE_DAYS * DAY) }],
    status: after('ACTIVATE', 'CURRENT'),
  };
}

/**
 * Whether it is said what to end: one installation, or all. Unsaid, it is the one that runs; two of a move are
 * not ended because somebody forgot to say which.
 */
export function decideWhichEnd(
  { installations }: ActivatableLicense,
  { key, all }: { readonly key: number | null; readonly all: boolean },
  now: Date,
): Reason | null {
  if (key !== null && all)
    return {
      code: 'ONE_OR_ALL',
      message: 'Give either `activationId` or `all: true`, not both.',
      field: ['all'],
    };
  const running = installations.filter((one) => isRunning(one, now));
  if (key !== null || all || running.length < 2) return null;
  const servers = running.map(({ serverName }) => serverName).join(' and ');
  return {
    code: 'SEVERAL_RUN',
    message: `The license is active on ${servers}: give the \`activationId\` to end, or \`all: true\`.`,
    field: ['activationId'],
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
  const left = running.filter((one) => !ended.includes(one));
  const [one] = left;
  return {
    ended,
    runsOn: one !== undefined && one.endsAt !== null ? one : null,
    // Who is called back from a move may run on terms that the other had left behind (R34).
    status: nextStatus('DEACTIVATE', {
      status: license.status,
      // What is in stock stays that, whatever ends on it.
      assigned: true,
      running: whatRuns(left, now),
    }),
  };
}
