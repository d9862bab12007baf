import type { Day } from '../../../src/domain/billing/calendar';
import { Fixtures } from '../../support/fixtures';
import { ANY_COST, TEST_NOW, TestApplication } from '../../support/test-application';
import { Resellers, type Reseller } from './reseller';

const LONG = process.env['KEYHOLD_LONG'] === '1';
/** Licenses of the large reseller. */
const MANY = LONG ? 100_000 : 5_000;
/** More than are named one by one in a statement. */
const CUSTOMERS = 600;

interface Found {
  readonly nodes: readonly { readonly key: string; readonly assignedAt: string | null }[];
  readonly totalCount: number;
}

describe('R37 the reselling section', () => {
  let test: TestApplication;
  let world: Resellers;
  let contoso: Reseller;

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    world = await Resellers.over(test);
    contoso = await world.reseller();
  });
  afterAll(() => test.stop());

  const list = async (
    of: Reseller,
    field: 'unassignedProducts' | 'resoldLicenses',
    args: string,
  ): Promise<Found> => {
    const { data, errors } = await test.graph(
      `query ($id: ID!) { account(id: $id) { ${field}(${args}) { totalCount nodes { key assignedAt } } } }`,
      { id: of.id },
      of.holder.token,
    );
    expect(errors).toEqual([]);
    return (data as { account: Record<string, Found> }).account[field] as Found;
  };
  const keys = async (field: 'unassignedProducts' | 'resoldLicenses', search: string) =>
    (await list(contoso, field, `filter: { search: ${JSON.stringify(search)} }`)).nodes
      .map(({ key }) => key)
      .sort();

  it('R15 R37 is filtered by when Maintenance and Support ends, whatever is searched for beside it', async () => {
    const reseller = await world.reseller();
    const customer = await world.people.account({ name: 'Mending' });
    const today = '2026-11-21';
    const ends: readonly (readonly [string, Day | null])[] = [
      ['LAPSE-11111', '2026-11-20'],
      ['TODAY-22222', today],
      ['LATER-33333', '2027-01-19'],
      ['NEVER-44444', null],
    ];
    for (const [key, maintenanceTo] of ends)
      await world.people.make.license(reseller.key, world.product, {
        ...{ origin: 'RESOLD', customerAccountId: customer.key, assignedAt: TEST_NOW, key },
        ...{ maintenanceFrom: maintenanceTo === null ? null : '2026-01-01', maintenanceTo },
      });
    const found = async (
      filter: string,
      of = 'resoldLicenses',
      id: Pick<Reseller, 'id' | 'holder'> = reseller,
    ) => {
      const { data, errors } = await test.graph(
        `query ($id: ID!) { account(id: $id) { ${of}(filter: { ${filter} }, orderBy: OLDEST_FIRST) { totalCount nodes { key } } } }`,
        { id: id.id },
        id.holder.token,
      );
      expect(errors).toEqual([]);
      const { nodes, totalCount } = (data as { account: Record<string, Found> }).account[
        of
      ] as Found;
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ key }) => key.slice(0, 5));
    };
    for (const more of ['', ', search: "Mending"']) {
      expect(await found(`maintenanceLapsed: true${more}`)).toEqual(['LAPSE']);
      expect(await found(`maintenanceLapsed: false${more}`)).toEqual(['TODAY', 'LATER']);
      expect(
        await found(`maintenanceEndsFrom: "2026-11-20", maintenanceEndsTo: "${today}"${more}`),
      ).toEqual([...['LAPSE', 'TODAY']]);
      expect(
        await found(`maintenanceEndsTo: "2027-12-31", maintenanceLapsed: false${more}`),
      ).toEqual([...['TODAY', 'LATER']]);
    }
    expect(await found('maintenanceLapsed: true', 'licenses', customer)).toEqual(['LAPSE']);
    const sent: string[] = [];
    test.onStatement = (text) => {
      if (text.includes('l.maintenance_to')) sent.push(text);
    };
    await found(
      'maintenanceEndsFrom: "2027-01-19", maintenanceEndsTo: "2027-01-20"',
      'licenses',
      customer,
    );
    test.onStatement = null;
    // A page, and its count.
    expect(sent.filter((text) => /maintenance_to >= /.test(text))).toHaveLength(2);
  });

  it('R37 is searched by whole key, product, customer, and the server that it runs on', async () => {
    const northwind = await world.people.account({ name: 'Northwind', email: 'it@nw.test' });
    const fabrikam = await world.people.account({ name: 'Fabrikam', email: 'a_b@fab.test' });
    const stats = await world.people.make.product({ name: 'SmarterStats Professional' });
    const sold = (customer: number, key: string, more: object = {}) =>
      world.people.make.license(contoso.key, world.product, {
        origin: 'RESOLD',
        customerAccountId: customer,
        assignedAt: TEST_NOW,
        key,
        ...more,
      });
    const one = await sold(northwind.key, 'AAAAA-11111');
    const two = await sold(fabrikam.key, 'BBBBB-22222', { productId: stats });
    const { make } = world.people;
    await make.activation(contoso.key, one, { serverName: 'mail.nw.test' });
    await make.activation(contoso.key, two, { serverName: 'old.fab.test', endsAt: TEST_NOW });
    await make.activation(contoso.key, two, { serverName: 'gone.test', deactivatedAt: TEST_NOW });
    await world.stock(contoso, { key: 'CCCCC-33333' });
    await world.stock(contoso, { key: 'DDDDD-44444', productId: stats });
    const A = 'AAAAA-11111';
    const B = 'BBBBB-22222';
    const found: Record<string, string[]> = {};
    for (const search of [
      'aaaaa11111',
      'AAAAA',
      'stats',
      'northw',
      'A_B@fab',
      'a%b',
      'mail.',
      'nw.test',
      'old.',
      'gone',
      ' ',
    ])
      found[search] = await keys('resoldLicenses', search);
    expect(found).toEqual({
      aaaaa11111: [A],
      // Part of a key finds nothing: whoever has it whole may look it up.
      AAAAA: [],
      stats: [B],
      northw: [A],
      'A_B@fab': [B],
      'a%b': [],
      'mail.': [A],
      // By the address of the customer; a server is found by the beginning of its name.
      'nw.test': [A],
      // Where it ran before is nobody's business but the customer's.
      'old.': [],
      gone: [],
      ' ': [A, B],
    });
    expect(await keys('unassignedProducts', 'ccccc33333')).toEqual(['CCCCC-33333']);
    expect(await keys('unassignedProducts', 'stats')).toEqual(['DDDDD-44444']);
    expect(await keys('unassignedProducts', A)).toEqual([]);
    expect(await keys('resoldLicenses', 'CCCCC-33333')).toEqual([]);
  });

  describe('of a large reseller', () => {
    let large: Reseller;

    beforeAll(async () => {
      large = await world.reseller('Large');
      const accounts = await Fixtures.together(test, async (make) => {
        const user = await make.user({ email: 'everybody@large.test' });
        const made: number[] = [];
        for (let n = 0; n < CUSTOMERS; n++)
          made.push(
            await make.account(user, {
              name: `Customer ${n}`,
              number: `AC-5${n}`,
              email: `customer${n}@large.test`,
            }),
          );
        return made;
      });
      const row = '(?, ?, ?, ?, ?, ?, ?, ?, ?)';
      for (let from = 0; from < MANY; from += 1_000)
        await test.dataSource.query(
          `INSERT INTO licenses (account_id, customer_account_id, product_id, origin, status, key_hash,
             key_sealed, assigned_at, created_at) VALUES ${Array.from({ length: 1_000 }, () => row).join(', ')}`,
          Array.from({ length: 1_000 }, (_, at) => {
            const n = from + at;
            const assignedAt = new Date(TEST_NOW.getTime() - ((n * 7_919) % MANY) * 60_000);
            return [
              large.key,
              accounts[n % CUSTOMERS],
              world.product,
              'RESOLD',
              'READY',
              Buffer.from(`${n}`.padStart(32, '.')),
              Buffer.from('sealed'),
              assignedAt,
              TEST_NOW,
            ];
          }).flat(),
        );
      await test.dataSource.query(
        `INSERT INTO customers (account_id, customer_account_id, resold, leased, created_at)
         SELECT DISTINCT account_id, customer_account_id, 1, 0, ? FROM licenses WHERE account_id = ?`,
        [TEST_NOW, large.key],
      );
      await test.dataSource.query(
        `INSERT INTO activations (account_id, license_id, product_id, server_name, activated_at, last_seen_at)
         SELECT account_id, id, product_id, CONCAT('node', id), ?, ? FROM licenses WHERE account_id = ? AND id MOD 3 = 0`,
        [TEST_NOW, TEST_NOW, large.key],
      );
      // Of two products the servers read the whole table rather than look them up.
      await Fixtures.together(test, async (make) => {
        for (let n = 0; n < 100; n++) await make.product({ level: 50_000 + n, name: `Other ${n}` });
      });
      await test.dataSource.query('ANALYZE TABLE licenses, products, activations, accounts');
    }, 300_000);

    /** Plans of the statements over licenses that a list sends. */
    const plansOf = async (args: string): Promise<string[]> => {
      const sent = await test.countStatements(() =>
        test.graph(
          `query ($id: ID!) { account(id: $id) { resoldLicenses(${args}) { nodes { assignedAt } } } }`,
          { id: large.id },
          large.holder.token,
        ),
      );
      const lists = sent.filter((text) => text.includes('FROM licenses l'));
      expect(lists).toHaveLength(1);
      const plans: string[] = [];
      for (const text of lists) {
        const filled = text.replace(/\?/g, () => String(large.key));
        plans.push(JSON.stringify(await test.dataSource.query(`EXPLAIN ${filled}`)));
      }
      return plans;
    };

    it.each(['LAST_ASSIGNED_FIRST', 'FIRST_ASSIGNED_FIRST', 'NEWEST_FIRST'])(
      'a page in the order %s is read along an index, without sorting',
      async (order) => {
        for (const plan of await plansOf(`first: 20, orderBy: ${order}`)) {
          expect(plan).toMatch(
            order.includes('ASSIGNED') ? /ix_licenses_assigned/ : /uq_licenses_account_id/,
          );
          expect(plan).not.toMatch(/filesort|-> Sort/);
        }
      },
    );

    it('R37 the order by assignment holds across pages', async () => {
      const seen: string[] = [];
      let after = '';
      for (let page = 0; page < 3; page++) {
        const { data, errors } = await test.graph(
          `query ($id: ID!) { account(id: $id) { resoldLicenses(first: 50, orderBy: LAST_ASSIGNED_FIRST${after}) { nodes { assignedAt } pageInfo { endCursor } } } }`,
          { id: large.id },
          large.holder.token,
        );
        expect(errors).toEqual([]);
        const { resoldLicenses } = (
          data as {
            account: {
              resoldLicenses: {
                nodes: { assignedAt: string }[];
                pageInfo: { endCursor: string };
              };
            };
          }
        ).account;
        seen.push(...resoldLicenses.nodes.map(({ assignedAt }) => assignedAt));
        after = `, after: "${resoldLicenses.pageInfo.endCursor}"`;
      }
      expect(seen).toEqual(
        Array.from({ length: 150 }, (_, n) =>
          new Date(TEST_NOW.getTime() - n * 60_000).toISOString(),
        ),
      );
    });

    /** Without keys: those of this reseller are not sealed. */
    const searched = async (search: string, orderBy: string): Promise<Found> => {
      const { data, errors } = await test.graph(
        `query ($id: ID!) { account(id: $id) { resoldLicenses(first: 20, filter: { search: "${search}" }, orderBy: ${orderBy}) { totalCount nodes { assignedAt } } } }`,
        { id: large.id },
        large.holder.token,
      );
      expect(errors).toEqual([]);
      return (data as { account: { resoldLicenses: Found } }).account.resoldLicenses;
    };
    const ORDERS = ['NEWEST_FIRST', 'OLDEST_FIRST', 'LAST_ASSIGNED_FIRST', 'FIRST_ASSIGNED_FIRST'];

    it.each(ORDERS)(
      'R37 in the order %s a search finds what it would find without an index',
      async (orderBy) => {
        const [column, way] = {
          NEWEST_FIRST: ['l.id', 'DESC'],
          OLDEST_FIRST: ['l.id', 'ASC'],
          LAST_ASSIGNED_FIRST: ['l.assigned_at', 'DESC'],
          FIRST_ASSIGNED_FIRST: ['l.assigned_at', 'ASC'],
        }[orderBy] as [string, string];
        for (const [text, condition] of [
          ['customer 59', "c.name LIKE '%customer 59%'"],
          ['CUSTOMER', 'TRUE'],
          ['customer7@large', "c.email LIKE '%customer7@large%'"],
          ['enterprise 250', 'TRUE'],
          ['node1', "l.id IN (SELECT license_id FROM activations WHERE server_name LIKE 'node1%')"],
          ['node', 'l.id IN (SELECT license_id FROM activations)'],
          ['nothing of the kind', 'FALSE'],
        ] as const) {
          const rows = await test.dataSource.query<{ at: Date }[]>(
            `SELECT l.assigned_at AS at FROM licenses l JOIN accounts c ON c.id = l.customer_account_id
             WHERE l.account_id = ? AND ${condition} ORDER BY ${column} ${way} LIMIT 20`,
            [large.key],
          );
          const [{ n } = { n: 0 }] = await test.dataSource.query<{ n: unknown }[]>(
            `SELECT COUNT(*) AS n FROM licenses l JOIN accounts c ON c.id = l.customer_account_id
             WHERE l.account_id = ? AND ${condition}`,
            [large.key],
          );
          const found = await searched(text, orderBy);
          expect([text, found.nodes.map(({ assignedAt }) => assignedAt)]).toEqual([
            text,
            rows.map(({ at }) => at.toISOString()),
          ]);
          expect([text, found.totalCount]).toEqual([text, Number(n)]);
        }
      },
    );

    it('R37 stock is searched by product and key, in as good time', async () => {
      const stock = (search: string) =>
        list(large, 'unassignedProducts', `first: 20, filter: { search: "${search}" }`);
      const licenseId = await world.stock(large, { key: 'LARGE-STOCK-1' });
      expect((await stock('enterprise')).nodes.map(({ key }) => key)).toEqual(['LARGE-STOCK-1']);
      expect((await stock('largestock1')).totalCount).toBe(1);
      expect((await stock('customer')).totalCount).toBe(0);
      await test.dataSource.query('DELETE FROM licenses WHERE id = ?', [
        test.app.ids.keyOf('License', licenseId),
      ]);
    });

    it('R37 a search reads an index that covers it, in the order of the list, and the rows of the page alone', async () => {
      for (const [orderBy, index] of [
        ['NEWEST_FIRST', 'ix_licenses_resale'],
        ['LAST_ASSIGNED_FIRST', 'ix_licenses_assigned'],
      ] as const) {
        const sent = await test.countStatements(() =>
          test.graph(
            `query ($id: ID!) { account(id: $id) { resoldLicenses(filter: { search: "customer 59" }, orderBy: ${orderBy}) { nodes { assignedAt } } } }`,
            { id: large.id },
            large.holder.token,
          ),
        );
        const searches = sent.filter((text) => text.includes('licenses l'));
        // What the text means, and the page.
        expect(searches).toHaveLength(2);
        const filled = (searches[1] ?? '').replace(/\?/g, () => String(large.key));
        const plan = JSON.stringify(await test.dataSource.query(`EXPLAIN FORMAT=JSON ${filled}`));
        expect(plan).toContain(index);
        expect(plan).toMatch(/using_index|Covering index|covering/i);
      }
    });

    it('R37 a search takes as many statements for a page of many as for a page of one', async () => {
      const count = async (first: number): Promise<number> => {
        const sent = await test.countStatements(() =>
          test.graph(
            `query ($id: ID!) { account(id: $id) { resoldLicenses(first: ${first}, filter: { search: "customer" }) { nodes { customer { name } product { name } } } } }`,
            { id: large.id },
            large.holder.token,
          ),
        );
        return sent.length;
      };
      expect(await count(100)).toBe(await count(1));
    });

    // The least of several runs, for others share the machine; and where they leave little of it, no more than
    // five times what the bare scan of the index takes in the same seconds.
    (LONG ? it : it.skip)(
      'R37 a search answers within 100 ms, count aside',
      async () => {
        const took = async (work: () => Promise<unknown>): Promise<number> => {
          const start = performance.now();
          await work();
          return performance.now() - start;
        };
        const bare = () =>
          test.dataSource.query(
            "SELECT COUNT(*) FROM licenses FORCE INDEX (ix_licenses_resale) WHERE account_id = ? AND origin = 'RESOLD' AND status = 'NONE'",
            [large.key],
          );
        const times: Record<string, readonly [number, number]> = {};
        for (const search of [
          'nothing of the kind',
          'customer 599',
          'customer',
          'enterprise',
          'node1',
          'node',
        ])
          for (const orderBy of ['NEWEST_FIRST', 'LAST_ASSIGNED_FIRST']) {
            const ask = async () => {
              const { errors } = await test.graph(
                `query ($id: ID!) { account(id: $id) { resoldLicenses(first: 20, filter: { search: "${search}" }, orderBy: ${orderBy}) { nodes { id } } } }`,
                { id: large.id },
                large.holder.token,
              );
              expect(errors).toEqual([]);
            };
            let [least, scan] = [Infinity, Infinity];
            for (let run = 0; run < 9; run++) {
              least = Math.min(least, await took(ask));
              scan = Math.min(scan, await took(bare));
            }
            times[`${search}, ${orderBy}`] = [Math.round(least), Math.round(scan)];
          }
        process.stdout.write(`${JSON.stringify(times)}\n`);
        for (const [least, scan] of Object.values(times))
          expect(least).toBeLessThan(Math.max(100, 5 * scan));
      },
      120_000,
    );
  });
});
