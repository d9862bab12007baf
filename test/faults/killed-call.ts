import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TEST_ENVIRONMENT, TEST_NOW, type TestApplication } from '../support/test-application';

/** Where a process dies: before it sends `then`, once it has sent each of `after`, one after the other. */
export interface Death {
  readonly after: string | readonly string[];
  /** The next statement whatever it is, when empty. */
  readonly then: string;
}

/** The points at which something of a payment has been written down, in their order, and whether money was taken by then. */
export const POINTS_OF_PAYING: readonly (readonly [
  where: string,
  death: Death,
  charged: boolean,
])[] = [
  [
    'once the charge is opened',
    { after: 'INSERT INTO sandbox_charges', then: 'UPDATE payments y SET y.charge' },
    false,
  ],
  [
    'once its name is written down',
    { after: 'UPDATE payments y SET y.charge', then: 'UPDATE sandbox_charges' },
    false,
  ],
  ['once it is confirmed', { after: 'UPDATE sandbox_charges', then: 'START TRANSACTION' }, true],
  ['while it is settled', { after: 'UPDATE payments y SET y.status', then: 'COMMIT' }, true],
];

/** Where cards are charged by the sandbox, in a process of its own as in the test's. */
export const SANDBOX = { PAYMENT_GATEWAY: 'sandbox' };

/** Sends one call in a process of its own, to its end. @returns what it said, and by which signal it died. */
export async function callAndDie(
  test: TestApplication,
  given: { readonly at: Death; readonly headers: object; readonly payload: object },
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly [string[], string | null]> {
  const { url } = test.dataSource.options as { readonly url: string };
  const child = fork(join(__dirname, 'pay-process.cjs'), [
    JSON.stringify({
      url,
      environment: { ...TEST_ENVIRONMENT, ...SANDBOX, ...environment },
      now: TEST_NOW,
      ...given,
    }),
  ]);
  const said: string[] = [];
  child.on('message', (message: string) => said.push(message));
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return [said, signal];
}
