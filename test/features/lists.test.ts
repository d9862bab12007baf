import fc from 'fast-check';
import type { Day } from '../../src/domain/billing/calendar';
import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';

interface Page {
  readonly nodes: { number: string }[];
  readonly edges: { cursor: string; node: { number: string } }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  readonly totalCount: number;
}

const PAGE = `nodes { number } edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount`;
const INVOICES = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: InvoiceFilter, $orderBy: InvoiceSort) {
  account(id: $id) { invoices(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) { ${PAGE} } } }`;

/** Days of issue, three invoices to a day, so that the order leans on its last column. */
const issuedOn = (n: number) => `2026-10-${String(1 + Math.floor(n / 3)).padStart(2, '0')}` as Day;
const ALL = 23;

describe('lists', () => {
  let test: TestApplication;
  let account: string;
  let other: string;
  let token: string;
  /** Numbers of all invoices, newest first. */
  let newestFirst: string[];

  beforeAll(async () => {
    test = await TestApplication.start();
    const { holder, key, otherKey } = await Fixtures.together(test, async (make) => {
      const holder = await make.user();
      const key = await make.account(holder);
      const otherKey = await make.account(holder);
      for (let n = 0; n < ALL; n++)
        await make.invoice(key, {
          number: `INV-2026-9${String(n).padStart(5, '0')}`,
          issuedOn: issuedOn(n),
          status: n % 4 === 0 ? 'PAID' : 'OPEN',
          kind: n % 5 === 0 ? 'LEASE' : 'STANDARD',
          period: null,
        });
      await make.invoice(otherKey, { number: 'INV-2026-800000' });
      return { holder, key, otherKey };
    });
    account = test.app.ids.encode('Account', key);
    other = test.app.ids.encode('Account', otherKey);
    token = await test.tokenFor(holder);
    newestFirst = Array.from(
      { length: ALL },
      (_, n) => `INV-2026-9${String(ALL - 1 - n).padStart(5, '0')}`,
    );
  });
  afterAll(() => test.stop());

  const invoices = async (variables: Record<string, unknown>): Promise<Page> => {
    const { data, errors } = await test.graph(INVOICES, { id: account, ...variables }, token);
    expect(errors).toEqual([]);
    return (data as { account: { invoices: Page } }).account.invoices;
  };
  const refusal = async (variables: Record<string, unknown>): Promise<string> => {
    const { errors } = await test.graph(INVOICES, { id: account, ...variables }, token);
    expect(errors.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT']);
    return errors[0]?.message ?? '';
  };

  it('pages of any size, forward, give every row once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('NEWEST_FIRST', 'OLDEST_FIRST'),
        async (first, orderBy) => {
          const found: string[] = [];
          let after: string | null = null;
          for (;;) {
            const page: Page = await invoices({ first, after, orderBy });
            found.push(...page.nodes.map(({ number }) => number));
            expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
            expect(page.totalCount).toBe(ALL);
            if (!page.pageInfo.hasNextPage) break;
            after = page.pageInfo.endCursor;
          }
          expect(found).toEqual(
            orderBy === 'NEWEST_FIRST' ? newestFirst : newestFirst.toReversed(),
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  it('pages backward give the same rows in the same reading order', async () => {
    for (const last of [1, 5, 7, 23, 100]) {
      let found: string[] = [];
      let before: string | null = null;
      for (;;) {
        const page: Page = await invoices({ last, before });
        found = [...page.nodes.map(({ number }) => number), ...found];
        if (!page.pageInfo.hasPreviousPage) break;
        before = page.pageInfo.startCursor;
      }
      expect(found).toEqual(newestFirst);
    }
  });

  it('edges carry the cursors that pageInfo names', async () => {
    const page = await invoices({ first: 4 });
    expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
    expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor);
    expect(page.pageInfo.endCursor).toBe(page.edges[3]?.cursor);
    expect((await invoices({ first: 2, after: page.edges[1]?.cursor })).nodes).toEqual(
      page.nodes.slice(2),
    );
  });

  it('20 rows come when nobody says how many, and none when none are asked for', async () => {
    expect((await invoices({})).nodes).toHaveLength(20);
    expect(await invoices({ first: 0 })).toMatchObject({
      nodes: [],
      pageInfo: { startCursor: null, endCursor: null },
    });
  });

  it('filters narrow both the page and the total', async () => {
    const paid = await invoices({ filter: { status: ['PAID'] }, first: 3 });
    expect([paid.nodes.length, paid.totalCount]).toEqual([3, 6]);
    expect(
      await invoices({ filter: { issuedFrom: '2026-10-03', issuedTo: '2026-10-04' } }),
    ).toMatchObject({ totalCount: 6 });
    expect(await invoices({ filter: { kind: ['LEASE'], status: ['OPEN'] } })).toMatchObject({
      totalCount: 3,
    });
    expect((await invoices({ filter: { search: '900007' } })).nodes).toEqual([
      { number: 'INV-2026-900007' },
    ]);
    expect(await invoices({ filter: { search: '%' } })).toMatchObject({ totalCount: 0 });
    expect(await invoices({ filter: { search: '_' } })).toMatchObject({ totalCount: 0 });
  });

  it.each([
    [{ first: 101 }, '`first` must be between 0 and 100'],
    [{ first: -1 }, '`first` must be between 0 and 100'],
    [{ last: 101 }, '`last` must be between 0 and 100'],
    [{ first: 1, last: 1 }, '`first` or `last`, not both'],
    [{ first: 1, before: 'x' }, '`before` with `last`'],
    [{ last: 1, after: 'x' }, '`after` with `first`'],
    [{ after: 'x', before: 'y' }, 'not both'],
    [{ after: 'nonsense' }, 'not of this list'],
  ])('%j is refused in words that help', async (variables, words) => {
    expect(await refusal(variables)).toContain(words);
  });

  it('a cursor of another order, of another list, or changed by hand, is refused', async () => {
    const { pageInfo } = await invoices({ first: 1 });
    const after = pageInfo.endCursor as string;
    expect(await refusal({ after, orderBy: 'OLDEST_FIRST' })).toContain('not of this list');
    const inside = JSON.parse(
      Buffer.from(after.split('.')[0] as string, 'base64url').toString(),
    ) as unknown[];
    const forged = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    expect(await refusal({ after: forged([inside[0], inside[1], 5]) })).toContain(
      'not of this list',
    );
    expect(await refusal({ after: forged([inside[0], { x: 1 }, inside[2]]) })).toContain(
      'not of this list',
    );
    expect(await refusal({ after: forged([...inside, 1]) })).toContain('not of this list');
  });

  it('a cursor tells no more than an id does: no key of the store is in it', async () => {
    const { pageInfo } = await invoices({ first: 1 });
    expect(
      Buffer.from(String(pageInfo.endCursor).split('.')[0] as string, 'base64url').toString(),
    ).toMatch(/^\["Account\.invoices\.NEWEST_FIRST","2026-10-08","inv_[\w-]{22}"\]$/);
  });

  it("a cursor taken to another account shows that account's rows alone", async () => {
    const { pageInfo } = await invoices({ first: 1 });
    const { data } = await test.graph(
      INVOICES,
      { id: other, after: pageInfo.endCursor, orderBy: 'NEWEST_FIRST' },
      token,
    );
    expect(
      (data as { account: { invoices: Page } }).account.invoices.nodes.filter(
        ({ number }) => number !== 'INV-2026-800000',
      ),
    ).toEqual([]);
  });

  it('two accounts in one document have a page each', async () => {
    const { data } = await test.graph(
      `query ($a: ID!, $b: ID!) { a: account(id: $a) { invoices(first: 2) { nodes { number } } } b: account(id: $b) { invoices(first: 2) { nodes { number } } } }`,
      { a: account, b: other },
      token,
    );
    expect(data).toEqual({
      a: { invoices: { nodes: newestFirst.slice(0, 2).map((number) => ({ number })) } },
      b: { invoices: { nodes: [{ number: 'INV-2026-800000' }] } },
    });
  });
});
