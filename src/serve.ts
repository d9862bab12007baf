import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { DEFAULT_PASSWORD_COST } from './auth/passwords';
import { compose, type Application } from './composition';
import type { Config } from './config';
import { createDataSource } from './database/data-source';
import { migrate } from './database/migrate';
import { notReady } from './database/readiness';
import { requireSuitable } from './database/suitability';
import type { Clock } from './domain/clock';
import type { Demo } from './explorer/explorer';
import type { MailTransport } from './features/mail/mail.types';
import { listen } from './localhost';
import { createServer } from './server';
import { untilStopped } from './signals';
import { systemClock } from './system-clock';

export interface ServeOptions {
  readonly config: Config;
  /** People to offer for sign-in by one click; null outside demo mode. */
  readonly demo: Demo | null;
  /** The machine's time unless the demo has a clock of its own. */
  readonly clock?: Clock;
  readonly extraResolvers?: readonly object[];
  /** By what mails leave instead of MAIL_URL's server. */
  readonly mailTransport?: MailTransport;
  /** More routes, of what is no part of the service. */
  readonly extraRoutes?: (server: FastifyInstance) => void;
  /** Runs once the tables are up to date, before anybody is served. */
  readonly prepare?: (dataSource: DataSource) => Promise<void>;
  /** Told of everything that runs, once jobs have been started. */
  readonly started?: (app: Application) => void;
  readonly announce: (address: string) => void;
}

/** Connects, migrates, serves, and at a signal stops: ends what it has begun, then lets go. */
export async function serve(options: ServeOptions): Promise<void> {
  const { config, demo, prepare, started, announce } = options;
  const { clock = systemClock, extraResolvers = [], mailTransport } = options;
  const dataSource = createDataSource({ url: config.databaseUrl, poolSize: config.databasePool });
  await dataSource.initialize();
  try {
    await requireSuitable(dataSource, config.acceptedSettings);
    await migrate(dataSource);
    await prepare?.(dataSource);
    const app = compose(config, {
      dataSource,
      clock,
      extraResolvers,
      ...(mailTransport ? { mailTransport } : {}),
      passwordCost: DEFAULT_PASSWORD_COST,
      answerAfter: 400,
      // Nothing is reported before jobs are started, and by then there is a server.
      report: (job, error) => server.log.error({ err: error, job }, 'job failed'),
    });
    await app.nameSeller();
    const server = await createServer(app, { config, notReady: () => notReady(dataSource), demo });
    options.extraRoutes?.(server);
    try {
      app.jobs.start();
      app.mails?.start();
      app.mailings.start();
      app.reconciling.start();
      if (app.mails === null)
        server.log.warn('MAIL_URL is not set: mails stay in the outbox until it is.');
      started?.(app);
      const address = await listen(server, config.host, config.port);
      // Listening for the signal before saying that we are there: who reads that may send it at once.
      const stopped = untilStopped();
      announce(address);
      await stopped;
    } finally {
      await server
        .close()
        .finally(() =>
          Promise.all([
            app.jobs.stop(),
            app.mails?.stop(),
            app.mailings.stop(),
            app.reconciling.stop(),
          ]),
        );
    }
  } finally {
    await dataSource.destroy();
  }
}

/** The service as it runs in production. */
export const serveForReal = (config: Config, say: (line: string) => void): Promise<void> =>
  serve({ config, demo: null, announce: (address) => say(`Keyhold serves at ${address}`) });
