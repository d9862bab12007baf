import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { GatewayChange } from '../../src/features/payment/gateway/gateway.types';
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

/**
 * Sends calls, each in a process of its own that dies of it. A process takes long to start, so the next one does
 * while what became of the last call is looked at.
 */
export class Mortals {
  private next = this.start();

  constructor(
    private readonly test: TestApplication,
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  /** Sends one call, or what the gateway tells, to the end of its process. @returns what it said, and by which signal it died. */
  async call(
    given: { readonly at: Death } & (
      { readonly headers: object; readonly payload: object } | { readonly change: GatewayChange }
    ),
  ): Promise<readonly [string[], string | null]> {
    const { url } = this.test.dataSource.options as { readonly url: string };
    const child = this.next;
    const said: string[] = [];
    child.on('message', (message: string) => said.push(message));
    const exit = once(child, 'exit');
    const environment = { ...TEST_ENVIRONMENT, ...SANDBOX, ...this.environment };
    child.send({ url, environment, now: TEST_NOW, ...given });
    const [, signal] = (await exit) as [number | null, string | null];
    this.next = this.start();
    return [said, signal];
  }

  /** Ends the process that waits. */
  async stop(): Promise<void> {
    const exit = once(this.next, 'exit');
    this.next.kill('SIGKILL');
    await exit;
  }

  private start(): ChildProcess {
    return fork(join(__dirname, 'pay-process.cjs'));
  }
}
