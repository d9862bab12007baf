import { schemaEnum } from '../schema-enum';

export const LeaseStatus = schemaEnum('LeaseStatus', 'Status of a lease.', {
  ACTIVE: 'Running and billed, in use or not.',
  STOPPED: 'Stopped; its license has ended.',
});
export type LeaseStatus = keyof typeof LeaseStatus;

/** An installation that has not checked in for this long counts as gone. */
export const SILENT_AFTER_DAYS = 14;
const DAY = 24 * 60 * 60 * 1_000;

/** What is known of an installation of a leased license. */
export interface Installation {
  readonly lastSeenAt: Date;
  readonly endsAt: Date | null;
  readonly deactivatedAt: Date | null;
}

const endOf = ({ endsAt, deactivatedAt }: Installation): Date | null =>
  endsAt !== null && deactivatedAt !== null
    ? endsAt < deactivatedAt
      ? endsAt
      : deactivatedAt
    : (endsAt ?? deactivatedAt);

/** Does the installation run the license at `now`? It may have fallen silent all the same. */
export const runs = (installation: Installation, now: Date): boolean => {
  const end = endOf(installation);
  return end === null || end > now;
};

/** An installation that was last seen before this has fallen silent. */
export const silentBefore = (now: Date): Date => new Date(now.getTime() - SILENT_AFTER_DAYS * DAY);

/** Until when an installation is known to have been in use; null while it is. */
function usedUntil(installation: Installation, now: Date): Date | null {
  if (!runs(installation, now)) return endOf(installation);
  return installation.lastSeenAt < silentBefore(now) ? installation.lastSeenAt : null;
}

/**
 * Since when a running lease is paid for without being used (R45): its license is active on no
 * server, or the server has not checked in for 14 days. Null while it is used.
 */
export function idleSince(
  startedAt: Date,
  installations: readonly Installation[],
  now: Date,
): Date | null {
  let since = startedAt;
  for (const installation of installations) {
    const until = usedUntil(installation, now);
    if (until === null) return null;
    if (until > since) since = until;
  }
  return since;
}

/** Whole days between two instants, such as how long a lease has been idle (R45). */
export const wholeDays = (from: Date, to: Date): number =>
  Math.floor((to.getTime() - from.getTime()) / DAY);
