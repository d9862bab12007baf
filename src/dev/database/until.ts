import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every 10 ms until the answer is yes or the time is over; says which. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  deadlineMs: number,
): Promise<boolean> {
  const end = performance.now() + deadlineMs;
  while (!(await isSo())) {
    if (performance.now() > end) return false;
    await sleep(10);
  }
  return true;
}
