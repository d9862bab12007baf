// A process that bills a month and charges what it billed, says how that went, and ends; or kills itself when it is
// about to send the statement of that number. Built code, because a process of its own has nobody to compile it.
require('../support/kept-code.cjs');
const { compose } = require('../../dist/src/composition');
const { readConfig } = require('../../dist/src/config');
const { createDataSource } = require('../../dist/src/database/data-source');

async function main() {
  const { url, environment, now, asOf, at = null } = JSON.parse(process.argv[2]);
  const dataSource = await createDataSource({ url, poolSize: 8 }).initialize();
  let statements = 0;
  const app = compose(readConfig(environment, { demo: true }), {
    dataSource,
    clock: { now: () => new Date(now) },
    passwordCost: { memoryKiB: 64, passes: 1 },
    answerAfter: 0,
    report: (_job, error) => process.send({ failures: [String(error)] }),
    observe: () => {
      if (++statements === at) process.kill(process.pid, 'SIGKILL');
    },
  });
  process.send('begun');
  const { failures } = await app.billing.bill(asOf, { accept: true });
  await dataSource.destroy();
  const said = { failures: failures.map(({ error }) => String(error)), statements };
  process.send(said, () => process.exit(0));
}

main().catch((error) => {
  process.send({ failures: [error.stack] }, () => process.exit(1));
});
