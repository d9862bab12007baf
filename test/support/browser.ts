import { chromium, type Browser } from 'playwright-core';

const { KEYHOLD_BROWSER: path, KEYHOLD_BROWSER_OBSTACLE: obstacle = 'none was looked for' } =
  process.env;

/** A test in a browser; where there is none it is not run, and `not-run.cjs` names it at the end. */
export const inBrowser: jest.It = path ? it : it.skip;

/** Quiet, with a profile of its own, and as little of the machine's as it can do without. */
const SWITCHES = [
  // Root, of a container most likely, has no other choice.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  if (!path) throw new Error(`There is no browser: ${obstacle}.`);
  return chromium.launch({ executablePath: path, args: SWITCHES });
}
