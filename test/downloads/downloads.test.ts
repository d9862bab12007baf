import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestApplication } from '../support/test-application';
import { ACTORS, type AccountName, type ActorName } from '../permissions/actors';
import { TOKEN_KINDS } from '../permissions/matrix-tokens.table';
import { MISSING } from '../permissions/matrix.types';
import { World } from '../permissions/world';

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** By actor in the order of `ACTORS`: what they meet, in the words of the matrix. */
const TABLE: readonly [path: string, accounts: readonly AccountName[], cells: string][] = [
  [
    '/invoices/<$/invoice>.pdf',
    ['customer', 'reseller', 'former'],
    'u pay pay pay + pay pay + n n +',
  ],
  [
    '/accounts/<$/account>/resold-licenses.csv',
    ['reseller', 'both'],
    'u res res res res + res + n - +',
  ],
  [
    '/accounts/<$/account>/unassigned-products.csv',
    ['reseller', 'both'],
    'u res res res res + res + n - +',
  ],
  ['/accounts/<$/account>/leases.csv', ['provider', 'both'], 'u lea lea lea lea lea + + n - +'],
  ['/accounts/<$/account>/customers.csv', ['reseller'], 'u res res res res + res + n - +'],
  ['/accounts/<$/account>/customers.csv', ['provider'], 'u lea lea lea lea lea + + n - +'],
  [
    '/accounts/<$/account>/customers.csv',
    ['both'],
    'u res/lea res/lea res/lea res/lea + + + n - +',
  ],
  // What winds a former partner down is the holder's (R6).
  ['/accounts/<$/account>/leases.csv', ['former'], 'u lea lea lea lea lea lea + n - +'],
];

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

describe('R7 downloads, asked over HTTP', () => {
  let test: TestApplication;
  let world: World;
  let port: number;
  const agent = new Agent({ keepAlive: true });

  beforeAll(async () => {
    test = await TestApplication.start();
    port = (test.server.server.address() as AddressInfo).port;
    world = await World.over(test);
  });
  afterAll(async () => {
    agent.destroy();
    await test.stop();
  });

  const fetched = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      get({ port, path, headers, agent, host: '127.0.0.1' }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      }).on('error', reject);
    });
  const bearer = (token: string | null) =>
    token === null ? {} : { authorization: `Bearer ${token}` };
  const filled = (path: string, account: AccountName) =>
    path.replaceAll('$', account).replace(/<([^>]+)>/, (_, row: string) => world.id(row));

  function wordFor(answer: Answer, account: AccountName): string {
    if (answer.status === 200) return '+';
    const { code, message, missingPermission, grantableBy, ...more } = JSON.parse(
      answer.text,
    ) as Record<string, string | null>;
    expect([more, typeof message]).toEqual([{}, 'string']);
    expect(answer.headers['content-type']).toBe(JSON_TYPE);
    if (answer.status === 401 && code === 'UNAUTHENTICATED') return 'u';
    if (answer.status === 404 && code === 'NOT_FOUND') return 'n';
    if (answer.status !== 403 || code !== 'FORBIDDEN') return answer.text;
    if (missingPermission === null) return '-';
    const [word] = Object.entries(MISSING).find(([, name]) => name === missingPermission) ?? [];
    if (grantableBy === undefined) return '-';
    return grantableBy === world.holderOf(account) ? String(word) : answer.text;
  }

  it.each(
    TABLE.flatMap(([path, accounts, cells]) => accounts.map((one) => [path, one, cells] as const)),
  )(
    'R63 %s of %s opens to whom the field opens, and to nobody else',
    async (path, account, cells) => {
      const came: Partial<Record<ActorName, string>> = {};
      const expected: Partial<Record<ActorName, string>> = {};
      const words = cells.split(' ');
      for (const [at, actor] of ACTORS.entries()) {
        const token = await world.tokenOf(actor, account);
        const word = wordFor(await fetched(filled(path, account), bearer(token)), account);
        const cell = words[at] ?? '';
        expected[actor] = cell;
        came[actor] = cell.split('/').includes(word) ? cell : word;
      }
      expect(came).toEqual(expected);
    },
  );

  it('R59 an API token of each scope fetches what its scope reads, whether it may write or not', async () => {
    const opened: Record<string, string[]> = {};
    for (const { permission, access } of TOKEN_KINDS) {
      const token = await world.apiToken('both', permission, access);
      for (const name of ['customers', 'resold-licenses', 'unassigned-products', 'leases']) {
        const { status } = await fetched(
          filled(`/accounts/<$/account>/${name}.csv`, 'both'),
          bearer(token),
        );
        if (status === 200) (opened[`${permission}:${access}`] ??= []).push(name);
      }
      const { status } = await fetched(filled('/invoices/<$/invoice>.pdf', 'both'), bearer(token));
      if (status === 200) (opened[`${permission}:${access}`] ??= []).push('invoice');
    }
    const reselling = ['customers', 'resold-licenses', 'unassigned-products'];
    expect(opened).toEqual({
      'PAY_INVOICES:READ': ['invoice'],
      'PAY_INVOICES:WRITE': ['invoice'],
      'RESELLER:READ': reselling,
      'RESELLER:WRITE': reselling,
      'LEASE_PROVIDER:READ': ['customers', 'leases'],
      'LEASE_PROVIDER:WRITE': ['customers', 'leases'],
    });
  });

  it('R63 what is not one’s own is answered as what never was, to the byte', async () => {
    const token = await world.tokenOf('outsider', 'customer');
    const never = (type: 'Invoice' | 'Account') => test.app.ids.encode(type, 999_999);
    for (const [mine, nothing] of [
      [filled('/invoices/<$/invoice>.pdf', 'customer'), `/invoices/${never('Invoice')}.pdf`],
      [filled('/invoices/<$/invoice>.pdf', 'customer'), `/invoices/${never('Account')}.pdf`],
      [filled('/invoices/<$/invoice>.pdf', 'customer'), '/invoices/nonsense.pdf'],
      [
        filled('/accounts/<$/account>/leases.csv', 'customer'),
        `/accounts/${never('Account')}/leases.csv`,
      ],
    ] as const) {
      const [one, other] = [
        await fetched(mine, bearer(token)),
        await fetched(nothing, bearer(token)),
      ];
      // Each answer has its own time and name.
      const itself = { date: undefined, 'x-request-id': undefined };
      expect({ ...other, headers: { ...other.headers, ...itself } }).toEqual({
        ...one,
        headers: { ...one.headers, ...itself },
      });
      expect(one.status).toBe(404);
      // Without a credential not even that much.
      const [anyone, anything] = [await fetched(mine), await fetched(nothing)];
      expect([anyone.status, anyone.text]).toEqual([anything.status, anything.text]);
      expect(anyone.status).toBe(401);
    }
  });

  it('R63 a browser is shown a page in place of each refusal, a program what is wrong in JSON', async () => {
    const page = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    for (const [route, [account = 'both']] of TABLE) {
      const path = filled(route, account);
      const as = async (actor: ActorName) => bearer(await world.tokenOf(actor, account));
      const nothing = path.replace(/^(\/\w+\/)[^./]+/, '$1nonsense');
      const shown = async (who: Record<string, string>, at: string, status: number) => {
        const answer = await fetched(at, { ...who, accept: page, host: `localhost:${port}` });
        const { 'content-type': type, 'cache-control': kept } = answer.headers;
        expect([at, answer.status, type, kept]).toEqual([at, status, HTML, 'no-store']);
        expect(answer.text).toContain('name="password"');
        for (const accept of ['*/*', 'application/json', 'application/pdf, text/csv']) {
          const answer = await fetched(at, { ...who, accept });
          expect([answer.status, answer.headers['content-type']]).toEqual([status, JSON_TYPE]);
        }
        return answer.text;
      };
      expect(await shown({}, path, 401)).toBe(await shown({}, nothing, 401));
      const outsider = await as('outsider');
      expect(await shown(outsider, path, 404)).toBe(await shown(outsider, nothing, 404));
      expect(await shown(await as('act'), path, 403)).toContain(world.holderOf(account));
    }
  });

  it('R79 files cost points, of whoever asks and of their network, whether they get them or not', async () => {
    const path = filled('/invoices/<$/invoice>.pdf', 'customer');
    const limited = await test.another({ QUERY_POINTS: '50000', GUEST_QUERY_POINTS: '250' });
    try {
      const ask = (who: Record<string, string>, at = path) => limited.http().get(at).set(who);
      const payer = bearer(await world.tokenOf('pay', 'customer'));
      expect((await ask(payer)).status).toBe(200);
      expect((await ask(payer, '/invoices/nonsense.pdf')).status).toBe(404);
      const { status, headers, text } = await ask(payer);
      expect([status, JSON.parse(text)]).toEqual([
        429,
        {
          code: 'RATE_LIMITED',
          message: expect.any(String) as string,
          retryAfter: Number(headers['retry-after']),
        },
      ]);
      expect(headers['retry-after']).toMatch(/^([1-9]|10)$/);
      const { port: at } = limited.server.server.address() as AddressInfo;
      const shown = await ask({ ...payer, accept: 'text/html', host: `localhost:${at}` });
      expect([shown.status, shown.type]).toEqual([429, 'text/html']);
      expect((await ask(bearer(await world.tokenOf('holder', 'customer')))).status).toBe(200);
      // Nobody in particular, and whoever only claims to be somebody.
      expect((await ask({})).status).toBe(401);
      expect((await ask(bearer('x'.repeat(43)))).status).toBe(401);
      const asked = await limited.countStatements(async () =>
        expect((await ask({ cookie: 'keyhold_device=x' })).status).toBe(429),
      );
      expect(asked).toEqual([]);
    } finally {
      await limited.stop();
    }
  });

  it('R79 a bearer that opens nothing is told so, whatever cookie comes along; a stale cookie is nobody', async () => {
    const cookie = { cookie: `keyhold_session=${await world.tokenOf('holder', 'customer')}` };
    const path = filled('/invoices/<$/invoice>.pdf', 'customer');
    for (const headers of [bearer('x'.repeat(43)), bearer(''), { ...bearer('null'), ...cookie }]) {
      const { status, headers: answer, text } = await fetched(path, headers);
      expect([status, answer['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
      expect(JSON.parse(text)).toEqual({
        code: 'UNAUTHENTICATED',
        message: expect.stringMatching(/^This token is not valid/) as string,
      });
    }
    const stale = await fetched(path, { cookie: `keyhold_session=${'x'.repeat(43)}` });
    expect([stale.status, stale.text]).toEqual([401, (await fetched(path, {})).text]);
    expect(stale.headers).not.toHaveProperty('www-authenticate');
  });

  it('the session cookie opens them as a bearer token does, and nothing may keep or reuse them', async () => {
    const token = await world.tokenOf('holder', 'reseller');
    const path = filled('/accounts/<$/account>/resold-licenses.csv', 'reseller');
    const { status, headers, text } = await fetched(path, { cookie: `keyhold_session=${token}` });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="AC-\d+-resold-licenses\.csv"$/,
    );
    expect(text.split('\r\n')).toHaveLength(4);
    const pdf = await fetched(filled('/invoices/<$/invoice>.pdf', 'customer'), {
      cookie: `keyhold_session=${await world.tokenOf('holder', 'customer')}`,
    });
    expect(pdf.headers['content-disposition']).toMatch(/^inline; filename="INV-2026-\d+\.pdf"$/);
    expect(pdf.headers['cache-control']).toBe('private, no-store');
  });

  it('R13 a grant that is taken away closes them at the next request', async () => {
    const token = await world.join('Petra', { customer: ['PAY_INVOICES'] });
    const path = filled('/invoices/<$/invoice>.pdf', 'customer');
    expect((await fetched(path, bearer(token))).status).toBe(200);
    await test.dataSource.query('UPDATE memberships SET may_pay_invoices = 0 WHERE user_id = ?', [
      world.userKey('Petra'),
    ]);
    expect((await fetched(path, bearer(token))).status).toBe(403);
  });

  it('R32 a one-time password opens none of them', async () => {
    const token = await world.join('Otto', { customer: ['PAY_INVOICES'] });
    await test.dataSource.query('UPDATE users SET must_change_password = 1 WHERE id = ?', [
      world.userKey('Otto'),
    ]);
    const path = filled('/invoices/<$/invoice>.pdf', 'customer');
    expect((await fetched(path, bearer(token))).status).toBe(403);
  });

  it('R7 customers of both kinds come to whom both open, else those of one', async () => {
    const lines = async (actor: ActorName) => {
      const path = filled('/accounts/<$/account>/customers.csv', 'both');
      const { text } = await fetched(path, bearer(await world.tokenOf(actor, 'both')));
      return text
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',').at(-1));
    };
    expect(await lines('holder')).toEqual(['RESOLD LEASED']);
    expect(await lines('res')).toEqual(['RESOLD']);
    expect(await lines('lea')).toEqual(['LEASED']);
  });

  describe('R47 Invoice.pdfUrl', () => {
    const MINUTE = 60_000;
    const NOW = new Date('2026-11-21T12:00:00Z');
    const invoice = () => world.id('customer/invoice');

    beforeEach(() => {
      test.now = NOW;
    });
    afterAll(() => {
      test.now = NOW;
    });

    /** Path and query of the link that somebody is given; null when none. */
    async function linkOf(token: string | null, id = invoice()): Promise<string | null> {
      const query = `{ node(id: "${id}") { ... on Invoice { pdfUrl } } }`;
      const { data } = await test.graph(query, {}, token);
      const { node } = data as { node: { pdfUrl: string | null } | null };
      const pdfUrl = node?.pdfUrl ?? null;
      if (pdfUrl === null) return null;
      const { pathname, search } = new URL(pdfUrl);
      return pathname + search;
    }
    const statusOf = async (path: string, headers = {}) => (await fetched(path, headers)).status;
    const linkOfPayer = async () => (await linkOf(await world.tokenOf('pay', 'customer'))) ?? '';

    it('opens this PDF without a session, and no cache keeps it, and no page is told of it', async () => {
      const token = await world.tokenOf('pay', 'customer');
      const link = await linkOfPayer();
      const { status, headers, text } = await fetched(link);
      expect(status).toBe(200);
      expect(text).toBe((await fetched(`/invoices/${invoice()}.pdf`, bearer(token))).text);
      expect(headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': expect.stringMatching(/^inline; filename="INV-/) as string,
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(headers).not.toHaveProperty('set-cookie');
      // What else the request brings opens nothing more, and takes nothing away.
      const nobody = { cookie: `keyhold_session=${'x'.repeat(43)}` };
      expect(await statusOf(link, nobody)).toBe(200);
      const stranger = bearer(await world.tokenOf('outsider', 'customer'));
      expect(await statusOf(link, stranger)).toBe(200);
    });

    it('is refused like the address without it when it is over, altered, or of something else', async () => {
      const link = await linkOfPayer();
      const [path = '', query = ''] = link.split('?');
      const { status, text } = await fetched(path);
      expect(status).toBe(401);
      const other = world.id('reseller/invoice');
      const paths = [
        `/invoices/${other}.pdf?${query}`,
        `${filled('/accounts/<$/account>/customers.csv', 'reseller')}?${query}`,
        `${path}?${query}&${query}`,
        `${path}?${query.slice(0, -1)}`,
        ...['link='.length, 'link='.length + 8, query.length - 1].map(
          (at) =>
            `${path}?${query.slice(0, at)}${query[at] === 'b' ? 'c' : 'b'}${query.slice(at + 1)}`,
        ),
      ];
      for (const refused of paths) {
        const answer = await fetched(refused);
        expect([refused, answer.status, answer.text]).toEqual([refused, 401, text]);
      }
      test.now = new Date(NOW.getTime() + 10 * MINUTE);
      expect(await fetched(link)).toMatchObject({ status: 401, text });
      // Whoever may see it by themself still does, and a person is asked to sign in.
      const token = await world.tokenOf('holder', 'customer');
      expect(await statusOf(link, bearer(token))).toBe(200);
      const page = await fetched(link, { accept: 'text/html', host: `localhost:${port}` });
      expect([page.status, page.headers['referrer-policy']]).toEqual([401, 'no-referrer']);
      expect(page.text).toContain('Sign in');
    });

    it.each<[string, (user: number) => [sql: string, params: number[]]]>([
      [
        'the permission is withdrawn',
        (user) => ['UPDATE memberships SET may_pay_invoices = 0 WHERE user_id = ?', [user]],
      ],
      ['the login is removed', (user) => ['DELETE FROM memberships WHERE user_id = ?', [user]]],
      [
        'the session is ended',
        (user) => ['UPDATE sessions SET revoked_at = created_at WHERE user_id = ?', [user]],
      ],
      [
        'the password has to be changed first',
        (user) => ['UPDATE users SET must_change_password = 1 WHERE id = ?', [user]],
      ],
    ])('R13 opens nothing more once %s', async (what, change) => {
      const name = `Linked ${what}`;
      const link = (await linkOf(await world.join(name, { customer: ['PAY_INVOICES'] }))) ?? '';
      expect(await statusOf(link)).toBe(200);
      await test.dataSource.query(...change(world.userKey(name)));
      const refused = await fetched(link);
      expect([refused.status, refused.text]).toEqual([
        401,
        (await fetched(`/invoices/${invoice()}.pdf`)).text,
      ]);
    });

    it('R59 of an API token opens from where the token may be used, until it is revoked', async () => {
      const token = await world.apiToken('customer', 'PAY_INVOICES', 'READ');
      const link = (await linkOf(token)) ?? '';
      expect(await statusOf(link)).toBe(200);
      await test.dataSource.query("UPDATE api_tokens SET address_ranges = '198.51.100.0/24'");
      expect(await statusOf(link)).toBe(401);
      await test.dataSource.query("UPDATE api_tokens SET address_ranges = ''");
      expect(await statusOf(link)).toBe(200);
      await test.dataSource.query('UPDATE api_tokens SET revoked_at = created_at');
      expect(await statusOf(link)).toBe(401);
    });

    it('R7 is given to nobody else', async () => {
      expect(await linkOf(await world.tokenOf('buy', 'customer'))).toBeNull();
    });
  });
});
