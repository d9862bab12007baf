import supertest from 'supertest';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { hashOfToken, newToken } from '../../src/auth/token';
import { compose, type Application, type Deps } from '../../src/composition';
import { readConfig, type Config } from '../../src/config';
import { createDataSource } from '../../src/database/data-source';
import { SessionEntity } from '../../src/database/entities/session.entity';
import { notReady } from '../../src/database/readiness';
import { createServer } from '../../src/server';
import { LockOrder } from './lock-order';
import { postDocument } from './post';
import { SPARE_SCHEMAS } from './spare-schemas';
import { workerDatabase } from './test-database';

/** The day on which the tests live, unless they move the clock. */
export const TEST_NOW = new Date('2026-11-21T12:00:00.000Z');

/** What the tests' configuration is read from. */
export const TEST_ENVIRONMENT = {
  DATABASE_URL: 'mysql://given@by/test',
  KEYHOLD_SECRET: 'a secret that only the tests know, long enough',
  LOG_LEVEL: 'silent',
  QUERY_POINTS: '1000000000',
  GUEST_QUERY_POINTS: '1000000000',
  NETWORK_QUERY_POINTS: '1000000000',
};

/** For tests that ask for more at once than anybody would. */
export const ANY_COST = { QUERY_COST_LIMIT: '10000000', GUEST_QUERY_COST_LIMIT: '10000000' };

/** What is left of the points gets less from answer to answer; all else of two may have to be the same. */
export const withoutLeft = (text: string): string => text.replace(/,"left":\d+/, '');

export interface GraphAnswer {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphError[];
  readonly status: number;
  readonly text: string;
}
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What a request is answered whose bearer token opens nothing: it is not taken for nobody's. */
export const NO_SUCH_BEARER = {
  status: 401,
  errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
};

/** The real server over the worker's real database, with a clock that the test sets. */
export class TestApplication {
  /** Statements sent since `countStatements` began. */
  private statements: string[] | null = null;
  /** What jobs failed with; nothing but a test's own `app.jobs.tick()` runs them. */
  readonly jobFailures: { readonly job: string; readonly error: unknown }[] = [];
  /** Told of every statement before it is sent; what it throws is thrown where the statement is. */
  onStatement: ((text: string) => void) | null = null;
  /** In which order rows are locked: tests look whether any was out of it. */
  readonly locks = new LockOrder();
  now = TEST_NOW;

  private constructor(
    readonly dataSource: DataSource,
    readonly config: Config,
  ) {}

  app!: Application;
  server!: FastifyInstance;

  static async start(
    environment: Record<string, string> = {},
    more: Partial<Deps> = {},
  ): Promise<TestApplication> {
    const dataSource = await workerDatabase();
    try {
      return await TestApplication.over(dataSource, environment, more);
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
  }

  /** Another instance of the service on the same database, with connections of its own. */
  async another(
    environment: Record<string, string> = {},
    more: Partial<Deps> = {},
  ): Promise<TestApplication> {
    const { url } = this.dataSource.options as { readonly url: string };
    const dataSource = await createDataSource({ url, poolSize: 8 }).initialize();
    return TestApplication.over(dataSource, environment, more);
  }

  private static async over(
    dataSource: DataSource,
    environment: Record<string, string>,
    more: Partial<Deps>,
  ): Promise<TestApplication> {
    const config = readConfig({ ...TEST_ENVIRONMENT, ...environment }, { demo: true });
    const test = new TestApplication(dataSource, config);
    test.app = compose(config, {
      dataSource,
      clock: { now: () => test.now },
      passwordCost: { memoryKiB: 64, passes: 1 },
      answerAfter: 0,
      spareSchemas: SPARE_SCHEMAS,
      report: (job, error) => test.jobFailures.push({ job, error }),
      observe: (text) => {
        if (!text.startsWith('SET SESSION ')) test.statements?.push(text);
        test.locks.watch(text);
        test.onStatement?.(text);
      },
      ...more,
    });
    test.server = await createServer(test.app, {
      config,
      notReady: () => notReady(dataSource),
      demo: null,
    });
    // Listening from the start, or each request would open a port of its own.
    await test.server.listen({ port: 0, host: '127.0.0.1' });
    return test;
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.dataSource.destroy();
  }

  http(): ReturnType<typeof supertest> {
    return supertest(this.server.server);
  }

  /** Opens a session without a password, as a sign-in would have. */
  async tokenFor(userId: number): Promise<string> {
    const token = newToken();
    await this.dataSource.manager.insert(SessionEntity, {
      userId,
      tokenHash: hashOfToken(token) as Buffer,
      createdAt: this.now,
      lastSeenAt: this.now,
      expiresAt: new Date(this.now.getTime() + 24 * 3_600_000),
      revokedAt: null,
      address: '127.0.0.1',
      userAgent: 'test',
      previousHash: null,
      previousUntil: null,
      rotatedAt: null,
      secondFactor: true,
    });
    return token;
  }

  /** Sends a document as the owner of `token`, or as nobody; with an idempotency key if there is one. */
  async graph(
    query: string,
    variables: Record<string, unknown> = {},
    token: string | null = null,
    key: string | null = null,
  ): Promise<GraphAnswer> {
    const { status, text } = await postDocument(
      this.server,
      { query, variables },
      {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(key === null ? {} : { 'idempotency-key': key }),
      },
    );
    const body = JSON.parse(text) as {
      data?: Record<string, unknown> | null;
      errors?: GraphError[];
    };
    return {
      data: body.data,
      errors: body.errors ?? [],
      status,
      text: withoutLeft(text),
    };
  }

  /**
   * Runs something and says which statements it sent. What sets up a connection is the pool's, which
   * opens one when the machine is slow enough to need it: no part of the work.
   */
  async countStatements(work: () => Promise<unknown>): Promise<string[]> {
    this.statements = [];
    await work();
    const sent = this.statements;
    this.statements = null;
    return sent;
  }
}
