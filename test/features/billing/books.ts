import type { TestApplication } from '../../support/test-application';

/** A summary or lease invoice as the tables have it. Minor units. */
export interface Billed {
  readonly id: number;
  readonly account: number;
  readonly number: string;
  readonly kind: string;
  readonly period: string;
  readonly status: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly subtotal: number;
  readonly tax: number;
  readonly total: number;
  readonly paid: number;
  readonly credited: number;
  readonly lines: number;
  readonly sum: number;
}

/** What the runs of the 1st have issued, by number. */
export async function billed(test: TestApplication): Promise<Billed[]> {
  const rows = await test.dataSource.query<Record<keyof Billed, unknown>[]>(
    `SELECT i.id, i.account_id AS account, i.number, i.kind, i.period, i.status, i.issued_on AS issuedOn,
       i.due_on AS dueOn, i.subtotal, i.tax, i.total, i.paid, i.credited, COUNT(n.id) AS \`lines\`,
       COALESCE(SUM(n.amount), 0) AS sum
     FROM invoices i LEFT JOIN invoice_lines n ON n.invoice_id = i.id
     WHERE i.kind IN ('SUMMARY', 'LEASE') GROUP BY i.id ORDER BY i.number`,
  );
  return rows.map((row) => ({
    ...(row as unknown as Billed),
    ...Object.fromEntries(
      (['subtotal', 'tax', 'total', 'paid', 'credited', 'lines', 'sum'] as const).map((name) => [
        name,
        Number(row[name]),
      ]),
    ),
  }));
}

/** Numbers of each year's series, as drawn: without a gap (R54). */
export async function gapless(test: TestApplication): Promise<boolean> {
  const rows = await test.dataSource.query<{ number: string }[]>(
    'SELECT number FROM invoices ORDER BY number',
  );
  const drawn = new Map<string, number>();
  return rows.every(({ number }) => {
    const series = number.slice(0, -6);
    drawn.set(series, (drawn.get(series) ?? 0) + 1);
    return Number(number.slice(-6)) === drawn.get(series);
  });
}

/** The user who holds an account. */
export async function holderOf(test: TestApplication, account: number): Promise<number> {
  const [row] = await test.dataSource.query<{ id: number }[]>(
    'SELECT holder_user_id AS id FROM accounts WHERE id = ?',
    [account],
  );
  return row?.id ?? 0;
}
