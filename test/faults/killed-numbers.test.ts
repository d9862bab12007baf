import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SystemScope } from '../../src/database/scope';
import { InvoiceIssueRepository } from '../../src/features/invoice/invoice-issue.repository';
import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';
import { draft, Till } from '../support/till';

const LONG = process.env['KEYHOLD_LONG'] !== undefined;
const [PROCESSES, INVOICES, EVERY] = LONG ? [8, 5_000, 150] : [2, 100, 20];

describe('R54 the numbers of invoices', () => {
  let test: TestApplication;
  let till: Till;
  beforeAll(async () => {
    test = await TestApplication.start();
    till = await Till.open(test, new Fixtures(test));
  });
  afterAll(() => test.stop());

  const numbers = async (): Promise<string[]> => {
    const rows = await test.dataSource.query<{ number: string }[]>(
      'SELECT number FROM invoices ORDER BY number',
    );
    return rows.map(({ number }) => number);
  };

  it(`R54 have no gap and no twin when ${PROCESSES} processes issue ${INVOICES} and are killed on the way`, async () => {
    const { url } = test.dataSource.options as { readonly url: string };
    const { lines, subtotal: _s, tax: _t, total: _o, ...said } = draft(till.account);
    const [{ amount: _a, ...line }] = lines as [(typeof lines)[number]];
    const reported: string[] = [];
    const failures: string[] = [];
    let kills = 0;
    const start = (): ChildProcess => {
      const child = fork(join(__dirname, 'numbers-process.cjs'), [
        JSON.stringify({
          url,
          accountId: till.account,
          draft: { ...said, line },
          count: INVOICES,
        }),
      ]);
      let own = 0;
      child.on('message', (message: string) => {
        if (message === 'ready') return;
        if (message.startsWith('failed')) failures.push(message);
        else reported.push(message);
        // In the midst of the next one, wherever that is.
        if (++own % EVERY === 0 || reported.length >= INVOICES) child.kill('SIGKILL');
      });
      return child;
    };
    const oneAfterTheOther = async (): Promise<void> => {
      while (reported.length < INVOICES && failures.length === 0) {
        const [, signal] = (await once(start(), 'exit')) as [number | null, string | null];
        if (signal === 'SIGKILL') kills++;
      }
    };
    await Promise.all(Array.from({ length: PROCESSES }, oneAfterTheOther));
    expect(failures).toEqual([]);
    expect(kills).toBeGreaterThan(PROCESSES);
    const all = await numbers();
    expect(all.length).toBeGreaterThanOrEqual(INVOICES);
    expect(all).toEqual(all.map((_, at) => `INV-2026-${String(at + 1).padStart(6, '0')}`));
    // What was told stands: nobody was told a number that another one has.
    expect(new Set(reported).size).toBe(reported.length);
    expect(reported.filter((number) => !all.includes(number))).toEqual([]);
    expect(await till.gaps()).toEqual([]);
  }, 900_000);

  it('R54 a transaction that is undone leaves its number to the next one', async () => {
    const before = await numbers();
    const undone = till.database.transaction(async (tx) => {
      const scope = new SystemScope('test');
      await new InvoiceIssueRepository(tx).issue(scope, [draft(till.account)], test.now);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await numbers()).toEqual(before);
    await till.issue();
    const after = await numbers();
    expect(after.at(-1)).toBe(`INV-2026-${String(before.length + 1).padStart(6, '0')}`);
  });

  it('R54 each calendar year has a series of its own', async () => {
    await till.issue({ issuedOn: '2027-01-01', dueOn: '2027-01-15' });
    await till.issue({ issuedOn: '2026-12-31', dueOn: '2027-01-15' });
    await till.issue({ issuedOn: '2027-01-02', dueOn: '2027-01-15' });
    const all = await numbers();
    expect(all.filter((number) => number.startsWith('INV-2027'))).toEqual([
      'INV-2027-000001',
      'INV-2027-000002',
    ]);
  });
});
