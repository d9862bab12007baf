// A process that is sent one mutation, and kills itself at one of its statements: before it is sent, or
// right after. If it gets to the end it says the answer, and how many statements there were. Built code, because a process of its own has
// nobody to compile it.
require('../support/kept-code.cjs');
const { setImmediate } = require('node:timers');
const { compose } = require('../../dist/src/composition');
const { readConfig } = require('../../dist/src/config');
const { createDataSource } = require('../../dist/src/database/data-source');
const { createServer } = require('../../dist/src/server');

const die = () => process.kill(process.pid, 'SIGKILL');

async function main() {
  const { url, environment, now, headers, payload, at, sent } = JSON.parse(process.argv[2]);
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  const config = readConfig(environment);
  let statements = 0;
  const app = compose(config, {
    dataSource,
    clock: { now: () => new Date(now) },
    passwordCost: { memoryKiB: 64, passes: 1 },
    report: () => undefined,
    observe: (text) => {
      const here = typeof at === 'number' ? statements === at : text.startsWith(at);
      statements++;
      if (here && sent) setImmediate(die);
      else if (here) die();
    },
  });
  const server = await createServer(app, {
    config,
    notReady: () => Promise.resolve(null),
    demo: null,
  });
  const { body } = await server.inject({ method: 'POST', url: '/graphql', headers, payload });
  process.send({ body, statements }, () => process.exit(0));
}

main().catch((error) => {
  process.send(String(error), () => process.exit(1));
});
