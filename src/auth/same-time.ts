/**
 * Does the work, and answers no sooner than `floor` milliseconds after it began, so that how long it took
 * tells nothing of what was found.
 */
export async function inSameTime<Result>(
  floor: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const [result] = await Promise.allSettled([
    work(),
    new Promise<void>((resolve) => setTimeout(resolve, floor)),
  ]);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
