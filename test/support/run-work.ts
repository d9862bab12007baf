import type { GraphQLResolveInfo } from 'graphql';
import { Context } from '../../src/features/context';
import type { Call } from '../../src/graphql/call';
import type { Outcome } from '../../src/graphql/outcome';
import { declarationNamed } from '../../src/graphql/write';
import type { TestApplication } from './test-application';

export type Work = (call: Call) => Promise<Outcome>;

export interface WorkRequest {
  readonly token: string;
  readonly key: string | null;
  /** Whose gates the work stands behind. */
  readonly mutation: string;
  readonly input: object;
}

/** Runs work of a test's own in the pipeline, in place of what a mutation does. */
export async function runWork(
  test: TestApplication,
  { token, key, mutation, input }: WorkRequest,
  work: Work,
): Promise<object> {
  const context = new Context({
    requestId: 'req-of-a-test',
    now: test.now,
    token,
    byCookie: false,
    apiToken: null,
    authentication: await test.app.sessions.authenticate(token),
    client: {
      address: '192.0.2.7',
      userAgent: 'test',
      device: { nameFor: () => null, remember: () => undefined },
    },
    size: 0,
    idempotencyKey: key,
    writes: test.app.writes,
    cookie: { set: () => undefined, clear: () => undefined },
  });
  const info = { fieldNodes: [], variableValues: {} } as unknown as GraphQLResolveInfo;
  return test.app.writes.run(declarationNamed(mutation), { context, info, input }, work);
}
