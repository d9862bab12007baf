import { SEAL_KEY_ID } from '../../src/composition';
import { Sealer } from '../../src/database/sealing';
import { monthBefore, firstDay, nextMonth, type Month } from '../../src/domain/billing/calendar';
import { fillDemoData } from '../../src/dev/demo/fill-demo-data';
import { TestApplication } from '../support/test-application';
import { taxRulesOf } from '../../src/features/account/tax-rules';
import { emptyTables } from '../support/test-database';

/** What a lease invoice says, without what a number or a payment makes of it. */
interface Said {
  readonly account: number;
  readonly period: Month;
  readonly lines: number;
  readonly text: string;
}

jest.setTimeout(120_000);

describe('the lease invoices of the demo', () => {
  let test: TestApplication;
  let months: Month[];

  beforeAll(async () => {
    // Without a gateway nothing is charged: this is about what is billed.
    test = await TestApplication.start({
      BILLING_TIME_ZONE: 'Europe/Berlin',
      TAX_RATES: 'DE=19,AT=20,FR=20,ES=21',
    });
    const { config } = test;
    await emptyTables(test.dataSource);
    await fillDemoData(test.dataSource, {
      today: '2026-11-21',
      timeZone: config.timeZone,
      sealer: new Sealer(SEAL_KEY_ID, config.sealKey),
      taxRules: taxRulesOf(config),
      seller: { name: 'Keyhold', address: '1 Vendor Road', country: 'DE', vatNumber: null },
    });
    const rows = await test.dataSource.query<{ period: Month }[]>(
      "SELECT DISTINCT period FROM invoices WHERE kind = 'LEASE' ORDER BY period",
    );
    months = rows.map(({ period }) => period);
    // And the month before, in which nobody leased yet.
    months.unshift(monthBefore(months[0] as Month));
  });
  afterAll(() => test.stop());

  const said = async (): Promise<Said[]> => {
    // Lines one by one: what is joined in the server has a length at which it is cut.
    const rows = await test.dataSource.query<(Omit<Said, 'lines'> & { words: string })[]>(
      `SELECT i.account_id AS account, i.period, CONCAT_WS(' ', i.issued_on, i.due_on, i.currency, i.subtotal,
         i.tax_rate_basis_points, i.tax, i.total, i.tax_note) AS text,
         CONCAT_WS(' ', n.position, n.description, n.explanation, n.quantity, n.amount, n.lease_id, n.license_id,
           n.period, n.product_id,
           (SELECT GROUP_CONCAT(CONCAT_WS(' ', s.starts_on, s.ends_on, s.product_id, s.monthly_price) ORDER BY s.starts_on)
            FROM invoice_line_segments s WHERE s.invoice_id = n.invoice_id AND s.line_position = n.position)) AS words
       FROM invoices i JOIN invoice_lines n ON n.invoice_id = i.id
       WHERE i.kind = 'LEASE' ORDER BY i.period, i.account_id, n.position`,
    );
    const all = new Map<string, { account: number; period: Month; text: string; lines: number }>();
    for (const { account, period, text, words } of rows) {
      const key = `${period} ${account}`;
      const one = all.get(key) ?? { account, period, text, lines: 0 };
      all.set(key, { ...one, text: `${one.text}\n${words}`, lines: one.lines + 1 });
    }
    return [...all.values()];
  };
  const bill = async (month: Month): Promise<string[]> => {
    const first = firstDay(nextMonth(month));
    test.now = new Date(`${first}T12:00:00Z`);
    const { documents, failures } = await test.app.billing.bill(first, { accept: true });
    expect(failures).toEqual([]);
    return documents.map(({ kind, account }) => `${kind} of ${account.number}`);
  };

  it('R55 a run of the month that was billed last adds nothing', async () => {
    const before = await said();
    expect(await bill('2026-10')).toEqual([]);
    expect(await said()).toEqual(before);
  });

  it('R51 R52 all months, billed once more from scratch, are what the demo says', async () => {
    expect([months.length, months.at(-1)]).toEqual([14, '2026-10']);
    const before = await said();
    const lease = "SELECT id FROM invoices WHERE kind = 'LEASE'";
    for (const statement of [
      `DELETE FROM ledger_entries WHERE posting IN (SELECT CONCAT('issue ', i.id) FROM (${lease}) i)
         OR posting IN (SELECT CONCAT('payment ', o.payment_id) FROM payment_allocations o WHERE o.invoice_id IN (${lease}))`,
      `UPDATE payments y SET y.status = 'FAILED' WHERE y.id IN
         (SELECT o.payment_id FROM payment_allocations o WHERE o.invoice_id IN (${lease}))`,
      `DELETE FROM payment_allocations WHERE invoice_id IN (${lease})`,
      `DELETE s FROM invoice_line_segments s JOIN invoices i ON i.id = s.invoice_id WHERE i.kind = 'LEASE'`,
      `DELETE n FROM invoice_lines n JOIN invoices i ON i.id = n.invoice_id WHERE i.kind = 'LEASE'`,
      `DELETE FROM invoices WHERE kind = 'LEASE'`,
    ])
      await test.dataSource.query(statement);
    expect(await said()).toEqual([]);
    for (const month of months)
      expect((await bill(month)).filter((one) => !one.startsWith('LEASE'))).toEqual([]);
    const after = await said();
    expect(after).toEqual(before);
    expect(after.reduce((so, { lines }) => so + lines, 0)).toBeGreaterThan(5_000);
  });

  it('R55 a second run of all of them adds nothing', async () => {
    for (const month of months) expect(await bill(month)).toEqual([]);
  });
});
