import { DEFAULT_PASSWORD_COST } from '../src/auth/passwords';
import { compose } from '../src/composition';
import { readConfig } from '../src/config';
import { createDataSource } from '../src/database/data-source';
import { notReady } from '../src/database/readiness';
import { createServer } from '../src/server';
import { systemClock } from '../src/system-clock';
import { answerTheRun } from './child';

/** Keyhold as it is in production; the only addition is that its statements are counted. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const dataSource = createDataSource({ url: config.databaseUrl, poolSize: config.databasePool });
  await dataSource.initialize();
  let statements = 0;
  const app = compose(config, {
    dataSource,
    clock: systemClock,
    passwordCost: DEFAULT_PASSWORD_COST,
    answerAfter: 0,
    report: () => undefined,
    observe: () => statements++,
  });
  const server = await createServer(app, {
    config,
    notReady: () => notReady(dataSource),
    demo: null,
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  answerTheRun(`${address}/graphql`, () => statements);
}

void main();
