/** How often something is tried: as often as asked under KEYHOLD_LONG, and a fifth of that otherwise. */
export const often = (count: number): number =>
  process.env['KEYHOLD_LONG'] === undefined ? Math.ceil(count / 5) : count;
