import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as until } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { readConfig } from '../src/config';
import { NODE_PREFIXES } from '../src/features/node-prefixes';
import { IdCodec } from '../src/graphql/ids';
import { problemOf } from '../src/problems';
import { Client } from './client';
import { emptyDatabase, migrateAndFill } from './database';
import type { FloodOrder, Heard } from './flood-sender';
import { floodsOn, type Targets } from './floods';
import { ServerProcess } from './server-process';
import { median, percentile } from './statistics';

/*
 * What other people notice while somebody floods the service: a probe of 20 requests a second, with a flood and
 * without, in turn, so that whatever else the machine does meets both. What counts is the ratio.
 */

const PROBES_A_SECOND = 20;
/** The probe's p99 beside a flood is to stay below so many times that of the quiet round before. */
const GOAL = 2;
/** Milliseconds in which the probe is answered by a server that has nothing else to do … */
const AT_REST = 50;
/** … and for how long that is waited for. */
const LONGEST_REST = 60_000;
/** For this run alone: it seals invented keys in a database that is thrown away. */
const SECRET = 'keyhold bench: this secret protects nothing';
const PROBE = JSON.stringify({ query: '{ viewer { user { id email } } }' });

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Round {
  readonly p50: number;
  readonly p99: number;
  /** Probes that were not answered. */
  readonly lost: number;
}

/** Sends at fixed times, whether the answers before are there or not: whoever waits is counted as waiting. */
async function probe(client: Client, seconds: number): Promise<Round> {
  const count = seconds * PROBES_A_SECOND;
  const started = performance.now();
  let lost = 0;
  const took = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const due = (n * 1_000) / PROBES_A_SECOND;
      await until(due);
      const { status, body } = await client
        .ask(PROBE, false)
        .catch(() => ({ status: 0, body: Buffer.of() }));
      if (status !== 200 || !body.includes('"email"')) lost++;
      return performance.now() - started - due;
    }),
  );
  return { p50: percentile(took, 50), p99: percentile(took, 99), lost };
}

/** Waits until what a flood left behind is worked off: the next quiet round is to be quiet. */
async function calm(client: Client): Promise<void> {
  const end = performance.now() + LONGEST_REST;
  for (let calmly = 0; calmly < 10 && performance.now() < end;) {
    const started = performance.now();
    const { status } = await client.ask(PROBE, false).catch(() => ({ status: 0 }));
    calmly = status === 200 && performance.now() - started < AT_REST ? calmly + 1 : 0;
  }
}

/** The probe beside a flood that began a second before. */
async function beside(
  client: Client,
  order: FloodOrder,
  seconds: number,
): Promise<{ round: Round; heard: Heard }> {
  const sender = fork(join(__dirname, 'flood-sender.js'));
  try {
    sender.send(order);
    await until(1_000);
    const round = await probe(client, seconds);
    const answer = once(sender, 'message') as Promise<[Heard]>;
    sender.send('stop');
    const [heard] = await answer;
    return { round, heard };
  } finally {
    sender.kill();
  }
}

/** Has the account lease as well, so that the forecast has something to reckon. */
async function makeLeaseProvider(url: string, account: number): Promise<void> {
  const connection = await createConnection(url);
  await connection.query('UPDATE accounts SET lease_provider = 1 WHERE id = ?', [account]);
  await connection.query(
    "INSERT INTO prices (product_id, kind, currency, amount, valid_from) SELECT id, 'LEASE', 'EUR', 1000, '2020-01-01' FROM products",
  );
  await connection.end();
}

const figures = (rounds: readonly Round[]): string => {
  const [p50, p99] = [median(rounds.map((one) => one.p50)), median(rounds.map((one) => one.p99))];
  return `p50 ${p50.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)}`;
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '10' },
      only: { type: 'string' },
      /** One short round of each, to see that all of it works. */
      short: { type: 'boolean', default: false },
    },
  });
  const [rounds, seconds] = values.short ? [1, 3] : [Number(values.rounds), Number(values.seconds)];
  const database = await emptyDatabase(say);
  let server: ServerProcess | null = null;
  let client: Client | null = null;
  try {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      KEYHOLD_SECRET: SECRET,
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'silent',
    };
    const config = readConfig(env);
    const { accountKey, licenseKeys, token } = await migrateAndFill(config);
    await makeLeaseProvider(database.url, accountKey);
    const ids = new IdCodec(config.idKey, NODE_PREFIXES);
    const licenses = licenseKeys.map((key) => ids.encode('License', key));
    const targets: Targets = {
      account: ids.encode('Account', accountKey),
      license: licenses[0] ?? '',
      licenses,
      product: ids.encode('Product', 1),
    };
    server = await ServerProcess.start('keyhold', env);
    client = new Client(server.url, token, 50);
    await probe(client, 3);
    say(
      `${rounds} rounds of ${seconds} s, ${PROBES_A_SECOND} probes a second; medians, in ms; goal: p99 below ${GOAL} × quiet`,
    );
    let missed = 0;
    for (const { name } of floodsOn(targets).filter(
      (one) => values.only === undefined || one.name.includes(values.only),
    )) {
      const quiet: Round[] = [];
      const flooded: Round[] = [];
      const heard: Heard = {};
      for (let round = 0; round < rounds; round++) {
        quiet.push(await probe(client, seconds));
        const order = { url: server.url, token, flood: name, targets };
        const came = await beside(client, order, seconds);
        flooded.push(came.round);
        await calm(client);
        for (const [how, count] of Object.entries(came.heard))
          heard[how] = (heard[how] ?? 0) + count;
      }
      const ratio = median(
        flooded.map(({ p99 }, round) => p99 / (quiet[round]?.p99 ?? Number.NaN)),
      );
      const lost = flooded.reduce((so, one) => so + one.lost, 0);
      const holds = ratio < GOAL && lost === 0;
      if (!holds) missed++;
      const answers = Object.entries(heard).map(([how, count]) => `${how}: ${count}`);
      if (lost > 0) answers.push(`${lost} probes lost`);
      say(
        `${name.padEnd(26)} quiet ${figures(quiet)}   flood ${figures(flooded)}   ${ratio.toFixed(2).padStart(6)} × ${holds ? 'holds ' : 'MISSED'}   ${answers.join(', ')}`,
      );
    }
    process.exitCode = missed === 0 ? 0 : 1;
  } finally {
    client?.close();
    await server?.stop();
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
