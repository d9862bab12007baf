import { parse, print } from 'graphql';

/** What is done to measure a processor: text taken apart and put together again, with its garbage. */
const TEXT = `{ ${Array.from({ length: 1_500 }, (_, n) => `a${n}: node(id: "lic_${n}") { id ... on License { key } }`).join(' ')} }`;

/** Milliseconds of a processor, of this process on all its threads. */
export const byTheProcessor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
/** Milliseconds that pass, for whomever the processors work. */
export const byTheClock = (): number => performance.now();

/** Milliseconds that this takes on the machine for which figures in tests are given, when it is quiet. */
const WHEN_QUIET = 20;

/**
 * How many times slower than that machine this one is now; 1 when it is not slower. Figures of time in tests
 * are multiplied by it: a busy neighbor on the same core, or an older machine, makes the same work take longer.
 */
export const slowness = (now = byTheProcessor): number => {
  let least = Infinity;
  for (let left = 5; left > 0; left--) {
    const before = now();
    print(parse(TEXT));
    least = Math.min(least, now() - before);
  }
  return Math.max(1, least / WHEN_QUIET);
};
