// A process with one job whose run never ends: it says that it is in the middle, and waits to be killed.
// Built code, because a process of its own has nobody to compile it.
require('../support/kept-code.cjs');
const { createDataSource } = require('../../dist/src/database/data-source');
const { Database } = require('../../dist/src/database/database');
const { JobRunRepository } = require('../../dist/src/jobs/job-run.repository');
const { daily } = require('../../dist/src/jobs/periods');
const { JobRunner } = require('../../dist/src/jobs/runner');

async function main() {
  const { url, now } = JSON.parse(process.argv[2]);
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  const job = {
    name: 'endless',
    cron: '0 0 1 1 *',
    ...daily('UTC'),
    run: ({ period }) => {
      process.send(period);
      return new Promise(() => undefined);
    },
  };
  const runs = new JobRunRepository(new Database(dataSource, { statementTimeout: 10_000 }));
  await new JobRunner([job], runs, { now: () => new Date(now) }, () => undefined).tick();
}

main().catch((error) => {
  process.send(String(error));
  process.exitCode = 1;
});
