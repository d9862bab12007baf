// A process that writes the mails of mailings, says how much it has done and what heap it took, and ends; or
// kills itself at one of its statements: before it is sent, or right after. Built code, because a process of
// its own has nobody to compile it.
require('../support/kept-code.cjs');
const { setImmediate } = require('node:timers');
const { compose } = require('../../dist/src/composition');
const { readConfig } = require('../../dist/src/config');
const { createDataSource } = require('../../dist/src/database/data-source');

const die = () => process.kill(process.pid, 'SIGKILL');

async function main() {
  const { url, environment, now, at = null, sent = false } = JSON.parse(process.argv[2]);
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  const failures = [];
  let [statements, batches, heap] = [0, 0, 0];
  const app = compose(readConfig(environment), {
    dataSource,
    clock: { now: () => new Date(now) },
    passwordCost: { memoryKiB: 64, passes: 1 },
    answerAfter: 0,
    report: (job, error) => failures.push(`${job}: ${error}`),
    observe: (text) => {
      const here = typeof at === 'number' ? statements === at : at !== null && text.startsWith(at);
      statements++;
      if (text.startsWith('UPDATE mailings')) batches++;
      heap = Math.max(heap, process.memoryUsage().heapUsed);
      if (here && sent) setImmediate(die);
      else if (here) die();
    },
  });
  // Nobody begins before all are there.
  process.send('ready');
  await new Promise((resolve) => process.once('message', resolve));
  await app.mailings.look();
  await app.mailings.stop();
  await dataSource.destroy();
  process.send({ statements, batches, heap, failures }, () => process.exit(0));
}

main().catch((error) => {
  process.send(String(error), () => process.exit(1));
});
