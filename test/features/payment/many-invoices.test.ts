import { Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';

const MANY = process.env['KEYHOLD_LONG'] === undefined ? 20_000 : 100_000;

const DIGITS = Array.from({ length: 10 }, (_, d) => `SELECT ${d} AS d`).join(' UNION ALL ');

describe(`an account with ${MANY} invoices`, () => {
  let test: TestApplication;
  let till: Till;

  beforeAll(async () => {
    test = await TestApplication.start();
    till = await Till.open(test, new Fixtures(test));
    await test.dataSource.query(
      `INSERT INTO invoices (number, account_id, kind, status, period, issued_on, due_on, currency, subtotal,
         tax_rate_basis_points, tax, total, paid, credited, tax_note, awaits_summary, corrects_invoice_id,
         billed_name, billed_address, billed_country, created_at)
       SELECT CONCAT('INV-2025-', LPAD(n.n, 6, '0')), ?, 'STANDARD', IF(n.n % 1000 = 0, 'OPEN', 'PAID'), NULL,
         DATE_ADD('2020-01-01', INTERVAL n.n DIV 50 DAY), DATE_ADD('2020-01-15', INTERVAL n.n DIV 50 DAY), 'EUR',
         100, 0, 0, 100, IF(n.n % 1000 = 0, 0, 100), 0, NULL, 0, NULL,
         'Payers Ltd', '1 Main Street', 'DE', '2025-01-01'
       FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 1 AS n FROM
         (${DIGITS}) a, (${DIGITS}) b, (${DIGITS}) c, (${DIGITS}) e, (${DIGITS}) f) n WHERE n.n <= ? ORDER BY n.n`,
      [till.account, MANY],
    );
    await test.dataSource.query('ANALYZE TABLE invoices');
  }, 120_000);
  afterAll(() => test.stop());

  const page = async (args: string): Promise<{ numbers: string[]; sent: string[] }> => {
    let numbers: string[] = [];
    const sent = await test.countStatements(async () => {
      const { data, errors } = await test.graph(
        `query ($id: ID!) { account(id: $id) { invoices(${args}) { nodes { number } } } }`,
        { id: till.id('Account', till.account) },
        till.holder,
      );
      expect(errors).toEqual([]);
      const { nodes } = (data as { account: { invoices: { nodes: { number: string }[] } } }).account
        .invoices;
      numbers = nodes.map(({ number }) => number);
    });
    return { numbers, sent };
  };

  const last = `INV-2025-${String(MANY).padStart(6, '0')}`;

  it.each([
    ['first', 'first: 20', last, 20],
    ['last', 'last: 20', 'INV-2025-000020', 20],
    ['filtered', 'first: 10, filter: { status: [OPEN] }', last, 10],
  ])(
    'R48 the %s page comes in as many statements as any, and reads few rows',
    async (_which, args, newest, size) => {
      const { numbers, sent } = await page(args);
      expect([numbers.length, numbers[0]]).toEqual([size, newest]);
      // The session, the account, the page.
      expect(sent).toHaveLength(3);
      const [list = ''] = sent.filter((text) => text.includes('FROM invoices i'));
      const given = (list.match(/\?/g) ?? []).map(() => 'OPEN');
      const plan = JSON.stringify(await test.dataSource.query(`EXPLAIN ${list}`, given));
      // One server answers with a table, the other may with a tree.
      expect(plan).toContain('ix_invoices_');
      expect(plan).not.toMatch(/"ALL"|Table scan on i|filesort|-> Sort/);
    },
  );
});
