import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { compose, type Application } from '../src/composition';
import { readConfig } from '../src/config';
import { createDataSource } from '../src/database/data-source';
import { migrate } from '../src/database/migrate';
import { firstDay, nextMonth, type Month } from '../src/domain/billing/calendar';
import { problemOf } from '../src/problems';
import { emptyDatabase } from './database';
import { billBySelect, fillLeases, fillProviders, PROVIDERS } from './lease-dataset';
import { median } from './statistics';

/*
 * The run of the 1st beside statements that write the same invoices, lines and ledger entries: one month by the one,
 * the next month by the other, in turn, in the same tables, so that whatever else the machine does meets both.
 */

const SIZES = [1_000, 10_000, 100_000] as const;
/** At the most leases the run is to have so much of the other's speed. */
const TARGET = 0.4;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function timed(work: () => Promise<unknown>): Promise<{ seconds: number; cpu: number }> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - started) / 1_000, cpu: (user + system) / 1e6 };
}

async function billByRun({ billing }: Application, month: Month, leases: number): Promise<void> {
  const { documents, failures } = await billing.bill(firstDay(nextMonth(month)), { accept: true });
  const lines = documents.reduce((so, { draft }) => so + draft.lines.length, 0);
  if (failures.length > 0 || lines !== leases)
    throw new Error(`${lines} of ${leases} leases were billed: ${String(failures[0]?.error)}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      leases: { type: 'string', default: String(SIZES.at(-1)) },
    },
  });
  const database = await emptyDatabase(say);
  const dataSource = createDataSource({ url: database.url, poolSize: 4 });
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    const config = readConfig({
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      KEYHOLD_SECRET: 'keyhold bench: this secret protects nothing',
      BILLING_TIME_ZONE: 'Europe/Berlin',
    });
    const app = compose(config, {
      dataSource,
      clock: { now: () => new Date('2099-01-01T12:00:00Z') },
      passwordCost: { memoryKiB: 64, passes: 1 },
      answerAfter: 0,
      report: (job, error) => say(`${job}: ${String(error)}`),
    });
    await fillProviders(dataSource);
    let month: Month = '2026-11';
    let filled = 0;
    let holds = true;
    for (const leases of SIZES.filter((size) => size <= Number(values.leases))) {
      await fillLeases(dataSource, filled + 1, leases);
      filled = leases;
      const rounds: { run: number; select: number; cpu: number }[] = [];
      // The first round warms both up.
      for (let round = -1; round < Number(values.rounds); round++) {
        const [own, theirs] = [month, nextMonth(month)];
        const run = await timed(() => billByRun(app, own, leases));
        const on = firstDay(nextMonth(theirs));
        const select = await timed(() => billBySelect(dataSource, theirs, on));
        if (round >= 0) rounds.push({ run: run.seconds, select: select.seconds, cpu: run.cpu });
        month = nextMonth(theirs);
      }
      const of = (figure: (round: (typeof rounds)[number]) => number): number =>
        median(rounds.map(figure));
      const ratios = rounds.map(({ run, select }) => select / run);
      const seconds = of(({ run }) => run);
      say(
        [
          `${leases} leases of ${Math.min(leases, PROVIDERS)} accounts:`,
          `run ${seconds.toFixed(2)} s (${((seconds * 1e6) / leases).toFixed(0)} µs a lease, CPU ${of(({ cpu }) => cpu).toFixed(2)} s),`,
          `INSERT … SELECT ${of(({ select }) => select).toFixed(2)} s,`,
          `${median(ratios).toFixed(2)} of its speed (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
        ].join(' '),
      );
      holds = median(ratios) >= TARGET;
    }
    say(`Target at the most leases ≥ ${TARGET}: ${holds ? 'holds' : 'MISSED'}`);
    process.exitCode = holds ? 0 : 1;
  } finally {
    await dataSource.destroy();
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
