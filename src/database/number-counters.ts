import type { Queries } from './database';
import type { NumberSeries } from './entities/order.entity';
import { reachBookkeeping } from './reach';
import type { Scope } from './scope';
import { sql } from './sql';

/** The first number of each series. */
const FIRST: Readonly<Record<NumberSeries, number>> = { ORDER: 100_001, LEASE: 100_001 };

/**
 * Draws consecutive numbers of a series. It is among the last things that a transaction does before its commit, for
 * everybody wants the row of the counter; what is rolled back or only rehearsed uses none up. @returns the first.
 */
export async function drawNumbers(
  tx: Queries,
  scope: Scope,
  series: NumberSeries,
  count = 1,
): Promise<number> {
  await tx.write(
    scope,
    sql`INSERT INTO number_counters (series, last)
        SELECT ${series}, ${FIRST[series] - 1 + count} FROM DUAL WHERE ${reachBookkeeping}
        ON DUPLICATE KEY UPDATE last = last + ${count}`,
  );
  const counter = await tx.row<{ last: number }>(
    scope,
    sql`SELECT last FROM number_counters WHERE series = ${series} AND ${reachBookkeeping} FOR UPDATE`,
  );
  if (counter === null) throw new Error(`There is no counter of ${series}`);
  return counter.last - count + 1;
}
