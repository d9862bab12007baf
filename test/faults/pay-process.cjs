// A process that is sent one call that pays, or told by the gateway that something changed, and kills itself where it is told: `after` statements of ours with
// these beginnings have been sent and answered, one after the other, before it sends `then`. Built code, because a process of its own
// has nobody to compile it.
require('../support/kept-code.cjs');
const { compose } = require('../../dist/src/composition');
const { readConfig } = require('../../dist/src/config');
const { createDataSource } = require('../../dist/src/database/data-source');
const { createServer } = require('../../dist/src/server');

async function main({ url, environment, now, headers, payload, change, at }) {
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  const config = readConfig(environment, { demo: true });
  const awaited = [at.after].flat();
  const app = compose(config, {
    dataSource,
    clock: { now: () => new Date(now) },
    passwordCost: { memoryKiB: 64, passes: 1 },
    answerAfter: 0,
    report: (_job, error) => process.send(`failed: ${error.stack}`),
    observe: (text) => {
      const passed = awaited.length === 0;
      if (passed && text.startsWith(at.then)) process.kill(process.pid, 'SIGKILL');
      if (!passed && text.startsWith(awaited[0])) awaited.shift();
    },
  });
  if (change !== undefined) {
    await app.gatewayReported('sandbox', change);
    await app.reconciling.look();
    process.send('lives', () => process.exit(0));
    return;
  }
  const server = await createServer(app, {
    config,
    notReady: () => Promise.resolve(null),
    demo: null,
  });
  const { body } = await server.inject({ method: 'POST', url: '/graphql', headers, payload });
  process.send(body, () => process.exit(0));
}

// A message from the test starts it; until then it has only loaded what it needs.
process.once('message', (given) =>
  main(given).catch((error) => {
    process.send(`failed: ${error.stack}`, () => process.exit(1));
  }),
);
