import { Passwords } from '../../src/auth/passwords';
import { checksum, Fixtures } from '../support/fixtures';
import { ANY_COST, type GraphAnswer, TEST_NOW, TestApplication } from '../support/test-application';

const PASSWORD = 'correct horse battery';
const DAY = 24 * 3_600_000;
const ENTRY = `recordedAt action subjectType subjectId actor by from reason
  changes { field before after }`;

const codes = ({ errors }: GraphAnswer) => errors.map(({ extensions }) => extensions['code']);

interface Entry {
  readonly action: string;
  readonly by: string | null;
  readonly from: string | null;
  readonly actor: string;
  readonly recordedAt: string;
}
interface History {
  readonly nodes: readonly Entry[];
  readonly totalCount?: number;
  readonly pageInfo?: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** What each mutation leaves says test/mutations/every.test.ts. */
describe('R61 the audit', () => {
  let test: TestApplication;
  let make: Fixtures;
  let product: number;
  let holder: number;
  let account: number;
  let token: string;
  let ids: { account: string; contact: string; license: string };

  beforeAll(async () => {
    test = await TestApplication.start({
      ...ANY_COST,
      PAYMENT_GATEWAY: 'sandbox',
    });
    make = new Fixtures(test);
    product = await make.product();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(PASSWORD);
    holder = await make.user({ fullName: 'Hedy Holder', passwordHash });
    account = await make.account(holder);
    token = await test.tokenFor(holder);
    ids = {
      account: test.app.ids.encode('Account', account),
      contact: test.app.ids.encode('Contact', await make.contact(account)),
      license: test.app.ids.encode('License', await make.license(account, product)),
    };
  });
  afterEach(() => {
    test.now = TEST_NOW;
  });

  const send = (call: string, as: string | null = token) =>
    test.graph(`mutation { ${call} { userErrors { code } } }`, {}, as);
  const events = async () => {
    const rows = await test.dataSource.query<Record<string, unknown>[]>(
      'SELECT * FROM audit_events ORDER BY id',
    );
    return rows.map(({ changes, ...row }) => ({
      ...row,
      changes: typeof changes === 'string' ? (JSON.parse(changes) as unknown) : changes,
    }));
  };
  const emailOf = async (user: number) => {
    const [row] = await test.dataSource.query<{ email: string }[]>(
      'SELECT email FROM users WHERE id = ?',
      [user],
    );
    return row?.email ?? '';
  };

  it('R61 a person who signs in over the session of another one ends that, and both are told of', async () => {
    const other = await make.user();
    const before = (await events()).length;
    const call = `signIn(input: { email: "${await emailOf(holder)}", password: "${PASSWORD}" })`;
    expect(codes(await send(call, await test.tokenFor(other)))).toEqual([]);
    expect((await events()).slice(before)).toMatchObject([
      { subject_id: other, user_id: other, changes: { signedIn: [true, false] } },
      {
        subject_id: holder,
        user_id: holder,
        changes: { sessionUntil: [null, expect.anything() as unknown] },
      },
    ]);
  });

  it('R61 no two requests have the same id, on whatever instance', async () => {
    const instances = [await test.another(), await test.another()];
    try {
      const before = (await events()).length;
      const call = `updateAccount(input: { accountId: "${ids.account}", name: "N" })`;
      for (const one of [...instances, ...instances])
        await one.graph(`mutation { ${call} { userErrors { code } } }`, {}, token);
      const asked = (await events())
        .slice(before)
        .map((row) => (row as { request_id?: string }).request_id);
      expect(new Set(asked).size).toBe(4);
    } finally {
      for (const one of instances) await one.stop();
    }
  });

  it('R61 what is refused leaves none, and nothing else either', async () => {
    const before = await checksum(test.dataSource);
    const refused = [
      `deactivateLicense(input: { licenseId: "${ids.license}" })`,
      `updateAccount(input: { accountId: "${ids.account}", name: " " })`,
      'signIn(input: { email: "nobody@example.test", password: "wrong" })',
    ];
    for (const call of refused)
      expect(JSON.stringify((await send(call)).data)).toMatch(/"userErrors":\[\{/);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  describe('the history', () => {
    /** Events as they would have been left, `minutes` after the start of the tests' day. */
    const past = async (
      rows: readonly { on: string; key: number; action: string; minutes: number }[],
    ) => {
      await test.dataSource.query(
        `INSERT INTO audit_events (account_id, subject_type, subject_id, action, user_id, address,
           request_id, changes, created_at) VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
        rows.flatMap(({ on, key, action, minutes }) => [
          account,
          on,
          key,
          action,
          holder,
          '192.0.2.1',
          'req',
          '{"n":[null,1]}',
          new Date(TEST_NOW.getTime() + minutes * 60_000),
        ]),
      );
    };
    const history = async (args: string, as = token): Promise<History> => {
      const { data, errors } = await test.graph(
        `query ($id: ID!) { account(id: $id) { history(${args}) {
           totalCount nodes { ${ENTRY} } pageInfo { endCursor hasNextPage } } } }`,
        { id: ids.account },
        as,
      );
      expect(errors).toEqual([]);
      return (data as { account: { history: History } }).account.history;
    };
    const some = () =>
      past(
        [0, 1, 2, 3, 4, 5, 6].map((n) => ({
          on: n % 2 === 0 ? 'Contact' : 'License',
          key: 1,
          action: n < 4 ? `early${n}` : 'late',
          minutes: n,
        })),
      );
    const actions = ({ nodes }: History) => nodes.map(({ action }) => action);

    it.each([
      ['all, newest first', '', ['late', 'late', 'late', 'early3', 'early2', 'early1', 'early0']],
      ['by action', 'action: ["late", "early1"]', ['late', 'late', 'late', 'early1']],
      ['by no action', 'action: []', []],
      ['by type', 'subjectType: ["License"]', ['late', 'early3', 'early1']],
      ['from an instant on', 'recordedFrom: "2026-11-21T12:05:00Z"', ['late', 'late']],
      ['before an instant', 'recordedBefore: "2026-11-21T12:02:00Z"', ['early1', 'early0']],
      [
        'by all of these',
        'action: ["late"], subjectType: ["Contact"], recordedFrom: "2026-11-21T12:04:00Z", recordedBefore: "2026-11-21T12:06:00Z"',
        ['late'],
      ],
      ['by what was never done', `action: ["' OR 1=1 -- "]`, []],
    ])('R61 %s', async (_how: string, filter: string, expected: string[]) => {
      await some();
      const found = await history(`filter: { ${filter} }`);
      expect(actions(found)).toEqual(expected);
      expect(found.totalCount).toBe(expected.length);
    });

    it('R61 is walked by cursors, each entry once, though new ones come meanwhile', async () => {
      await some();
      const met: string[] = [];
      let after = '';
      for (let page = 0; page < 9; page++) {
        const found = await history(`first: 2${after}`);
        met.push(...found.nodes.map(({ recordedAt }) => recordedAt));
        await send(`updateContact(input: { contactId: "${ids.contact}", firstName: "${page}" })`);
        if (found.pageInfo?.hasNextPage !== true) break;
        after = `, after: "${found.pageInfo.endCursor}"`;
      }
      expect(met).toHaveLength(7);
      expect(new Set(met).size).toBe(7);
      expect([...met].sort().reverse()).toEqual(met);
    });

    it('R61 takes at most 20 words in a filter, and says so', async () => {
      const most = Array.from({ length: 20 }, (_, n) => `action${n}`);
      for (const field of ['action', 'subjectType'])
        for (const [words, met] of [
          [most, []],
          [[...most, 'one more'], ['BAD_USER_INPUT']],
        ] as const) {
          const answer = await test.graph(
            'query ($id: ID!, $filter: HistoryFilter) { account(id: $id) { history(filter: $filter) { totalCount } } }',
            { id: ids.account, filter: { [field]: words } },
            token,
          );
          expect([field, codes(answer)]).toEqual([field, met]);
        }
    });

    it('R61 of one account holds nothing of another', async () => {
      await some();
      const other = await make.user();
      const elsewhere = await make.account(other);
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { history { totalCount nodes { action } } } }',
        { id: test.app.ids.encode('Account', elsewhere) },
        await test.tokenFor(other),
      );
      expect(data).toEqual({ account: { history: { totalCount: 0, nodes: [] } } });
    });

    it('R36 R61 of a license tells people to their own account alone, and addresses to its holder', async () => {
      const [seller, login, staff] = [
        await make.user(),
        await make.user(),
        await make.user({ staffRole: 'SUPPORT' }),
      ];
      const shop = await make.account(seller, { reseller: true });
      await make.membership(account, login, ['ACTIVATE_LICENSES']);
      const license = test.app.ids.encode(
        'License',
        await make.license(shop, product, {
          origin: 'RESOLD',
          customerAccountId: account,
          assignedAt: TEST_NOW,
        }),
      );
      const answer = await send(
        `activateLicense(input: { licenseId: "${license}", serverName: "s.test" })`,
      );
      expect(codes(answer)).toEqual([]);
      const seen: Record<string, unknown> = {};
      for (const [who, user] of Object.entries({ holder, login, seller, staff })) {
        const { data, errors } = await test.graph(
          `query ($id: ID!) { node(id: $id) { ... on License { history { nodes { ${ENTRY} } } } } }`,
          { id: license },
          await test.tokenFor(user),
        );
        expect(errors).toEqual([]);
        const { nodes } = (data as { node: { history: History } }).node.history;
        seen[who] = nodes.map(({ action, actor, by, from }) => [action, actor, by, from]);
      }
      const entry = (by: string | null, from: string | null) => [
        ['activateLicense', 'USER', by, from],
      ];
      const here = expect.stringMatching(/127\.0\.0\.1$/) as unknown as string;
      expect(seen).toEqual({
        holder: entry('Hedy Holder', here),
        login: entry('Hedy Holder', null),
        seller: entry(null, null),
        staff: entry('Hedy Holder', here),
      });
    });

    it('R36 what the seller did before it was assigned, and what it paid, is not for the customer', async () => {
      const [seller, buyer] = [await make.user(), await make.user()];
      const shop = await make.account(seller, { reseller: true });
      await make.membership(account, buyer, ['MAKE_PURCHASES']);
      const key = await make.license(shop, product, {
        origin: 'RESOLD',
        customerAccountId: account,
        assignedAt: TEST_NOW,
      });
      const reported = async (action: string, at: Date, changes: object): Promise<unknown> =>
        test.dataSource.query(
          `INSERT INTO audit_events (account_id, subject_type, subject_id, action, user_id, staff_role, reason,
             request_id, changes, created_at) VALUES (?, 'License', ?, ?, ?, 'SUPPORT', 'Asked on the phone', 'r', ?, ?)`,
          [shop, key, action, seller, JSON.stringify(changes), at],
        );
      const before = new Date(TEST_NOW.getTime() - 1_000);
      await reported('checkout', before, { status: [null, 'UNASSIGNED'], price: [null, '10.00'] });
      await reported('assignLicense', TEST_NOW, {
        status: ['UNASSIGNED', 'READY'],
        price: ['10.00', '9.00'],
        servers: [[], ['s.test']],
      });
      const seen: Record<string, unknown> = {};
      for (const [who, user] of Object.entries({ seller, holder, buyer })) {
        const { data, errors } = await test.graph(
          `query ($id: ID!) { node(id: $id) { ... on License { history { totalCount nodes { action reason changes { field } } } } } }`,
          { id: test.app.ids.encode('License', key) },
          await test.tokenFor(user),
        );
        expect(errors).toEqual([]);
        const { nodes, totalCount } = (
          data as {
            node: {
              history: {
                totalCount: number;
                nodes: { action: string; reason: string | null; changes: { field: string }[] }[];
              };
            };
          }
        ).node.history;
        expect(totalCount).toBe(nodes.length);
        seen[who] = nodes.map(({ action, reason, changes }) => [
          action,
          reason,
          ...changes.map(({ field }) => field),
        ]);
      }
      expect(seen).toEqual({
        // Where it runs, and ran, is the customer's to tell.
        seller: [
          ['assignLicense', 'Asked on the phone', 'status', 'price'],
          ['checkout', 'Asked on the phone', 'status', 'price'],
        ],
        holder: [['assignLicense', null, 'status', 'servers']],
        // Who merely buys sees neither keys nor servers.
        buyer: [['assignLicense', null, 'status']],
      });
    });

    it('R61 costs the same number of statements for pages of 1, 10 and 100, and for 100 licenses', async () => {
      const licenses = await Fixtures.together(test, async (more) => {
        const made: number[] = [];
        for (let n = 0; n < 100; n++)
          made.push(await more.license(account, product, { key: `HISTORY-${n}` }));
        return made;
      });
      const row = (key: number, minutes: number) => ({
        on: 'License',
        key,
        action: 'activateLicense',
        minutes,
      });
      await past(licenses.flatMap((key) => [row(key, 1), row(key, 2)]));
      await past(Array.from({ length: 101 }, (_, n) => row(licenses[0] as number, n)));
      const FIELD = `history(first: $n) { totalCount nodes { ${ENTRY} } }`;
      const documents = [
        `query ($id: ID!, $n: Int) { account(id: $id) { ${FIELD} } }`,
        `query ($id: ID!, $n: Int, $first: ID!) { account(id: $id) { id } node(id: $first) { ... on License { ${FIELD} } } }`,
        `query ($id: ID!, $n: Int) { account(id: $id) { licenses(first: $n) { nodes { ${FIELD.replace('$n', '2')} } } } }`,
      ];
      const first = test.app.ids.encode('License', licenses[0] as number);
      for (const document of documents) {
        const counts: number[] = [];
        for (const n of [1, 10, 100])
          counts.push(
            (
              await test.countStatements(async () => {
                const variables = {
                  id: ids.account,
                  n,
                  ...(document.includes('$first') ? { first } : {}),
                };
                const { data, errors } = await test.graph(document, variables, token);
                expect(errors).toEqual([]);
                expect(JSON.stringify(data).match(/"recordedAt"/g)?.length).toBeGreaterThanOrEqual(
                  n,
                );
              })
            ).length,
          );
        expect(new Set(counts).size).toBe(1);
        expect(counts[0]).toBeLessThanOrEqual(5);
      }
    });

    it('R61 an event outlives what it tells of, and who did it', async () => {
      await send(`removeContact(input: { contactId: "${ids.contact}" })`);
      test.now = new Date(TEST_NOW.getTime() + DAY / 2);
      const [entry] = (await history('first: 1')).nodes;
      expect(entry).toMatchObject({ action: 'removeContact', subjectId: ids.contact });
    });
  });
});
