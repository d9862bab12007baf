import { DEFAULT_PASSWORD_COST } from './auth/passwords';
import { compose } from './composition';
import { readConfig, type Config } from './config';
import { createDataSource } from './database/data-source';
import { migrate } from './database/migrate';
import { notReady } from './database/readiness';
import { problemOf } from './problems';
import { createServer } from './server';
import { untilStopped } from './signals';
import { systemClock } from './system-clock';

/** Connects, migrates, serves, and stops cleanly at a signal. */
async function main(): Promise<void> {
  const config: Config = readConfig(process.env);
  const dataSource = await createDataSource({
    url: config.databaseUrl,
    poolSize: config.databasePool,
  }).initialize();
  const ran = await migrate(dataSource);
  const app = compose(config, {
    dataSource,
    clock: systemClock,
    passwordCost: DEFAULT_PASSWORD_COST,
  });
  const server = await createServer(app, {
    config,
    notReady: () => notReady(dataSource),
    demo: null,
  });
  const address = await server.listen({ port: config.port, host: config.host });
  server.log.info({ migrations: ran }, `Keyhold serves at ${address}`);
  await untilStopped();
  await server.close();
  await dataSource.destroy();
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
