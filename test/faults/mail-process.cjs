// A process that delivers the mails that are due, says how many statements settled one, and ends; or kills
// itself when it is about to note the first one as sent. Built code, because a process of its own has
// nobody to compile it.
require('../support/kept-code.cjs');
const { compose } = require('../../dist/src/composition');
const { readConfig } = require('../../dist/src/config');
const { createDataSource } = require('../../dist/src/database/data-source');

async function main() {
  const { url, environment, now, dies } = JSON.parse(process.argv[2]);
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  let sent = 0;
  const app = compose(readConfig(environment), {
    dataSource,
    clock: { now: () => new Date(now) },
    passwordCost: { memoryKiB: 64, passes: 1 },
    report: (job, error) => process.send({ job, error: String(error) }),
    observe: (text) => {
      if (!text.startsWith('UPDATE outbox_messages SET settled_at')) return;
      if (dies) process.kill(process.pid, 'SIGKILL');
      sent++;
    },
  });
  // Nobody begins before all are there.
  process.send('ready');
  await new Promise((resolve) => process.once('message', resolve));
  await app.mails.look();
  await app.mails.stop();
  await dataSource.destroy();
  process.send({ sent }, () => process.exit(0));
}

main().catch((error) => {
  process.send(String(error), () => process.exit(1));
});
