import { isDeepStrictEqual, parseArgs } from 'node:util';
import { performance } from 'node:perf_hooks';
import { readConfig } from '../src/config';
import { NODE_PREFIXES } from '../src/features/node-prefixes';
import { IdCodec } from '../src/graphql/ids';
import { problemOf } from '../src/problems';
import { Client, type Requests } from './client';
import { emptyDatabase, migrateAndFill } from './database';
import {
  DASHBOARD_PAGE,
  isWrite,
  OPERATIONS,
  requestBodies,
  type Operation,
  type Subjects,
} from './operations';
import { table, verdict, type Round } from './report';
import { ServerProcess } from './server-process';
import { percentile } from './statistics';

/*
 * Three servers on one database, asked the same in turn (a, b, c, a, b, c, …), so that whatever else
 * the machine does meets all of them. What counts is the user CPU of the server process; the other
 * figures depend on the machine and on this client, which runs beside it.
 */

const SERVERS = [
  { name: '(a) by hand', script: 'by-hand' },
  { name: '(b) ordinary', script: 'ordinary/server' },
  { name: '(c) Keyhold', script: 'keyhold' },
] as const;
const CONCURRENCY = 8;
const WARM_UP_ROUNDS = 5;
/** For this run alone: it seals invented keys in a database that is thrown away. */
const UNLIMITED_POINTS = '1000000000';
const SECRET = 'keyhold bench: this secret protects nothing';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One of the servers, with what is sent to it and how long its answer must be. */
interface Contender {
  readonly name: string;
  readonly server: ServerProcess;
  readonly client: Client;
  readonly subjects: Subjects;
  readonly requests: Map<Operation, Requests>;
}

async function oneRound(
  { server, client, requests }: Contender,
  operation: Operation,
): Promise<Round> {
  const request = requests.get(operation);
  if (request === undefined) throw new Error(`${operation.name} was not asked before`);
  const { requests: count } = operation;
  const before = await server.usage();
  const started = performance.now();
  const took = await client.load(request, count);
  const seconds = (performance.now() - started) / 1_000;
  const after = await server.usage();
  return {
    requestsPerSecond: count / seconds,
    p50: percentile(took, 50),
    p99: percentile(took, 99),
    userCpu: (after.user - before.user) / 1_000 / count,
    systemCpu: (after.system - before.system) / 1_000 / count,
    statements: (after.statements - before.statements) / count,
  };
}

/** Ids are written differently by every server: each becomes the key that it stands for. */
function withoutIds(value: unknown, ids: IdCodec): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutIds(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === 'id' ? Number(ids.decode(String(one))?.key ?? one) : withoutIds(one, ids),
    ]),
  );
}

interface DashboardAnswer {
  readonly account: Record<
    'resoldLicenses' | 'invoices' | 'contacts',
    { readonly nodes: readonly object[] }
  >;
}

/** Nothing is measured before all give the same answer, and a whole one. */
async function checkAnswers(
  contenders: readonly Contender[],
  operation: Operation,
  ids: IdCodec,
): Promise<void> {
  const answers: unknown[] = [];
  for (const contender of contenders) {
    const bodies = requestBodies(operation, contender.subjects);
    const keyed = isWrite(operation);
    const answer = await contender.client.ask(bodies[0] as string, keyed);
    const text = answer.body.toString();
    const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
    if (answer.status !== 200 || errors !== undefined)
      throw new Error(`${contender.name} answers ${operation.name} with ${text.slice(0, 500)}`);
    contender.requests.set(operation, { bodies, length: answer.body.length, keyed });
    answers.push(withoutIds(data, ids));
  }
  if (!answers.every((answer) => isDeepStrictEqual(answer, answers[0])))
    throw new Error(`The servers do not give the same answer to ${operation.name}`);
  if (operation.name !== 'Dashboard') return;
  const { account } = answers[0] as DashboardAnswer;
  const sizes = [account.resoldLicenses, account.invoices, account.contacts].map(
    ({ nodes }) => nodes.length,
  );
  if (!isDeepStrictEqual(sizes, Object.values(DASHBOARD_PAGE)))
    throw new Error(`The dashboard has ${sizes.join(', ')} rows`);
}

async function measure(contenders: readonly Contender[], operation: Operation, rounds: number) {
  const results = new Map(contenders.map(({ name }) => [name, [] as Round[]]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++)
    for (const contender of contenders) {
      const result = await oneRound(contender, operation);
      if (round >= 0) results.get(contender.name)?.push(result);
    }
  return results;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '15' } },
  });
  const rounds = Number(values.rounds);
  const database = await emptyDatabase(say);
  const contenders: Contender[] = [];
  try {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      KEYHOLD_SECRET: SECRET,
      // One person asks as often as all others together.
      QUERY_POINTS: UNLIMITED_POINTS,
      NETWORK_QUERY_POINTS: UNLIMITED_POINTS,
    };
    const config = readConfig(env);
    const { accountKey, licenseKeys, token } = await migrateAndFill(config);
    const ids = new IdCodec(config.idKey, NODE_PREFIXES);
    for (const { name, script } of SERVERS) {
      const server = await ServerProcess.start(script, env);
      const client = new Client(server.url, token, CONCURRENCY);
      const idOf = (type: string, key: number): string =>
        name === '(c) Keyhold' ? ids.encode(type, key) : String(key);
      const subjects = {
        account: idOf('Account', accountKey),
        licenses: licenseKeys.map((key) => idOf('License', key)),
      };
      contenders.push({ name, server, client, subjects, requests: new Map() });
    }
    let missed = 0;
    for (const operation of OPERATIONS) {
      // The ordinary server only reads: a write is compared with the transaction written by hand.
      const asked = isWrite(operation)
        ? contenders.filter(({ name }) => name !== '(b) ordinary')
        : contenders;
      await checkAnswers(asked, operation, ids);
      const results = await measure(asked, operation, rounds);
      const { text, holds } = verdict(operation, results);
      if (!holds) missed++;
      say('');
      say(
        `${operation.name}: ${rounds} rounds of ${operation.requests} requests, ${CONCURRENCY} at once; medians, in relation to (a) with the least and the most of the rounds`,
      );
      say(table(results));
      say(text);
    }
    process.exitCode = missed === 0 ? 0 : 1;
  } finally {
    for (const { server, client } of contenders) {
      client.close();
      await server.stop();
    }
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
