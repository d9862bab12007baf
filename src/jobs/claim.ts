import { randomUUID } from 'node:crypto';

/**
 * How long a claim stands unless it is extended, in milliseconds. Long enough for any one step of a
 * job, short enough that what a killed process left behind does not wait for long.
 */
export const CLAIM_LENGTH = 5 * 60_000;

/** Tells one claim from all others. */
export const newClaimToken = (): string => randomUUID();

/** Until when a claim made now stands. */
export const claimEnd = (now: Date): Date => new Date(now.getTime() + CLAIM_LENGTH);
