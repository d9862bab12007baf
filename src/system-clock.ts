import type { Clock } from './domain/clock';

/** The machine's time. Everything else is told the time by a clock that it is given. */
export const systemClock: Clock = { now: () => new Date() };
