import type { TestApplication } from '../../support/test-application';

/** Days of UTC calendars, by their dates alone. */
const DAY = 86_400_000;
const written = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** What a lease cost on each day that it was active, as its rows say: the day, and minor units a month. */
export type ActiveDays = ReadonlyMap<string, bigint>;

/**
 * Every day until `until`, itself included, on which a lease was active, with what it cost a month that day: from
 * its start to the day before its stop, or the start alone (R52). By lease.
 */
export async function activeDays(
  test: TestApplication,
  until: string,
): Promise<Map<number, ActiveDays>> {
  const leases = await test.dataSource.query<{ id: number; start: string; stop: string | null }[]>(
    'SELECT id, started_on AS start, stopped_on AS stop FROM leases WHERE started_on <= ?',
    [until],
  );
  const terms = await test.dataSource.query<{ lease: number; day: string; price: string }[]>(
    'SELECT lease_id AS lease, valid_from AS day, monthly_price AS price FROM lease_terms',
  );
  const changes = new Map(terms.map(({ lease, day, price }) => [`${lease} ${day}`, BigInt(price)]));
  return new Map(
    leases.map(({ id, start, stop }) => {
      const days = new Map<string, bigint>();
      let price: bigint | undefined;
      for (let at = Date.parse(start); written(at) <= until; at += DAY) {
        const day = written(at);
        if (stop !== null && day >= stop && day !== start) break;
        price = changes.get(`${id} ${day}`) ?? price;
        if (price === undefined) throw new Error(`Lease ${id} has no price on ${day}`);
        days.set(day, price);
      }
      return [id, days];
    }),
  );
}

/** What a month of those days costs, as an exact fraction brought to the cent at its end (R52); null for none. */
export function costOf(days: ActiveDays, month: string): { days: number; amount: bigint } | null {
  const prices = [...days].filter(([day]) => day.startsWith(`${month}-`)).map(([, price]) => price);
  if (prices.length === 0) return null;
  const over = BigInt(Math.max(28, prices.length));
  // Each day costs its price over the divisor; numerators add up.
  const above = prices.reduce((so, price) => so + price, 0n);
  const [whole, rest] = [above / over, above % over];
  return { days: prices.length, amount: rest + rest >= over ? whole + 1n : whole };
}
