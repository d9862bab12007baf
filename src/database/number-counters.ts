import type { Queries } from './database';
import type { NumberSeries } from './entities/order.entity';
import { reachBookkeeping } from './reach';
import type { Scope } from './scope';
import { sql } from './sql';
import { NumberCounterEntity } from './entities/order.entity';
import { insertInto } from './changes';
import { select } from './select';
import { table } from './table';

/** The first number of each series. */
const FIRST: Readonly<Record<NumberSeries, number>> = {
  ORDER: 100_001,
  LEASE: 100_001,
  SUPPORT: 100_001,
};

const NUMBER_COUNTERS = table(NumberCounterEntity);
const DRAW_NUMBERS = select({ last: NUMBER_COUNTERS.last }).from('number_counters');

/**
 * Draws consecutive numbers of a series. It is among the last things that a transaction does before its commit, for
 * everybody wants the row of the counter; what is rolled back, as every dry run is, uses none up. @returns the first.
 */
export async function drawNumbers(
  tx: Queries,
  scope: Scope,
  series: NumberSeries,
  count = 1,
): Promise<number> {
  await tx.write(
    scope,
    insertInto(
      NumberCounterEntity,
      { series, last: FIRST[series] - 1 + count },
      sql`FROM DUAL WHERE ${reachBookkeeping}
        ON DUPLICATE KEY UPDATE last = last + ${count}`,
    ),
  );
  const counter = await tx.row(
    scope,
    sql`${DRAW_NUMBERS} WHERE series = ${series} AND ${reachBookkeeping} FOR UPDATE`,
  );
  if (counter === null) throw new Error(`There is no counter for ${series}`);
  return counter.last - count + 1;
}
