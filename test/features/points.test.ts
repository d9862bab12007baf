import { createHash } from 'node:crypto';
import { once, EventEmitter } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { HELD_FOR, Holding } from '../../src/holding';
import { countedInRedis, type CountingPlace } from '../../src/points-counter';
import { Fixtures } from '../support/fixtures';
import { RedisServer } from '../support/redis-server';
import { TestApplication } from '../support/test-application';

const CATALOG = '{ products(first: 1) { nodes { id } } }';
const REFUSED = `{ ${'x'.repeat(50)} }`;

interface Answer {
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly extensions: {
    readonly cost: { readonly asked: number | null; readonly limit: number; readonly left: number };
  };
}

/** Only the clock: the database needs its timers. */
const AT = (now: number): void =>
  void jest.useFakeTimers({
    now,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'requestIdleCallback',
      'cancelIdleCallback',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });

describe('R79 points within a window', () => {
  let test: TestApplication;
  let make: Fixtures;
  let person: string;
  let sameElsewhere: string;
  let other: string;
  const now = Date.now();

  beforeAll(async () => {
    test = await TestApplication.start({
      QUERY_COST_LIMIT: '500',
      GUEST_QUERY_COST_LIMIT: '200',
      QUERY_POINTS: '300',
      GUEST_QUERY_POINTS: '100',
      NETWORK_QUERY_POINTS: '3000',
      TRUSTED_PROXIES: '127.0.0.1,::1,::ffff:127.0.0.1',
    });
    make = new Fixtures(test);
    const user = await make.user();
    person = await test.tokenFor(user);
    sameElsewhere = await test.tokenFor(user);
    other = await test.tokenFor(await make.user());
    AT(now);
  });
  afterAll(async () => {
    jest.useRealTimers();
    await test.stop();
  });

  let networks = 0;
  const newNetwork = () => `203.0.113.${++networks}`;
  const ask = async (from: string, query = CATALOG, token: string | null = null) => {
    const request = test.http().post('/graphql').set('x-forwarded-for', from);
    if (token !== null) void request.set('authorization', `Bearer ${token}`);
    const response = await request.send({ query });
    const { errors = [], extensions } = response.body as Answer;
    return {
      status: response.status,
      codes: errors.map((error) => error.extensions['code']),
      cost: extensions.cost,
      wait: response.headers['retry-after'],
    };
  };
  /** Asks until it is refused. @returns the refusal, and how often it was answered */
  const untilRefused = async (from: string, token: string | null = null) => {
    for (let answered = 0; ; answered++) {
      const answer = await ask(from, CATALOG, token);
      if (answer.status !== 200) return { ...answer, answered };
      expect(answered).toBeLessThan(100);
    }
  };

  it('every answer says what it cost, what one may cost, and what is left', async () => {
    const from = newNetwork();
    const first = await ask(from);
    expect(first).toMatchObject({ status: 200, codes: [], cost: { limit: 200 } });
    const asked = Number(first.cost.asked);
    expect(asked).toBeGreaterThan(10);
    expect(first.cost.left).toBe(100 - asked);
    expect((await ask(from)).cost).toEqual({ asked, limit: 200, left: 100 - 2 * asked });
    expect((await ask(newNetwork(), CATALOG, person)).cost).toEqual({
      asked,
      limit: 500,
      left: 300 - asked,
    });
  });

  it('what is refused says it too, and costs as well', async () => {
    const from = newNetwork();
    const dear = await ask(from, '{ products(first: 100) { nodes { id name } } }');
    expect(dear).toMatchObject({ status: 400, codes: ['QUERY_TOO_COMPLEX'] });
    expect(dear.cost.asked).toBeGreaterThan(200);
    expect(dear.cost.left).toBe(0);
    for (const [query, code] of [
      [REFUSED, 'GRAPHQL_VALIDATION_FAILED'],
      ['{', 'GRAPHQL_PARSE_FAILED'],
      [`{ ${'a '.repeat(5_000)} }`, 'QUERY_TOO_COMPLEX'],
      ['query ($n: Int!) { products(first: $n) { nodes { id } } }', 'BAD_USER_INPUT'],
    ] as const)
      expect(await ask(newNetwork(), query)).toMatchObject({
        status: 400,
        codes: [code],
        cost: { asked: null, limit: 200, left: 0 },
      });
  });

  it('guests of a network who have spent theirs wait, and nothing is read for them; nobody else does', async () => {
    const from = newNetwork();
    const refused = await untilRefused(from);
    expect(refused).toMatchObject({
      status: 429,
      codes: ['RATE_LIMITED'],
      wait: '10',
      cost: { left: 0 },
    });
    expect(refused.answered).toBeGreaterThan(2);
    const sent = await test.countStatements(() => ask(from));
    expect(sent).toEqual([]);
    expect((await ask(newNetwork())).status).toBe(200);
    expect((await ask(from, CATALOG, other)).status).toBe(200);
  });

  it('whoever does not wait although told to is answered late, guests and signed in', async () => {
    for (const who of [null, person]) {
      const from = newNetwork();
      await untilRefused(from, who);
      const began = performance.now();
      const answers = await Promise.all([ask(from, CATALOG, who), ask(from, CATALOG, who)]);
      expect(answers.map(({ status }) => status)).toEqual([429, 429]);
      expect(performance.now() - began).toBeGreaterThan(HELD_FOR - 5);
    }
  });

  it('no more are held back at once than there may be', async () => {
    const holding = new Holding(2);
    const all = [holding.hold(), holding.hold(), holding.hold()];
    expect(await Promise.race(all)).toBe(false);
    expect(await Promise.all(all)).toEqual([true, true, false]);
    expect(await holding.hold()).toBe(true);
  });

  it('one person has them once, from wherever and however often signed in', async () => {
    await untilRefused(newNetwork(), person);
    expect(await ask(newNetwork(), CATALOG, sameElsewhere)).toMatchObject({
      status: 429,
      codes: ['RATE_LIMITED'],
    });
    expect((await ask(newNetwork(), CATALOG, other)).status).toBe(200);
  });

  it('whoever has sent too many that were refused is not read at length, whatever credential comes along', async () => {
    const from = newNetwork();
    const long = `{ ${'viewer { staffRole } '.repeat(300)} }`;
    expect((await ask(from, `{ ${'a '.repeat(5_000)} }`, other)).status).toBe(400);
    expect((await ask(from, long, 'x'.repeat(43))).status).toBe(429);
    expect((await ask(from, CATALOG, other)).status).toBe(200);
  });

  it.each([
    ['is announced', { 'content-length': '400000' }],
    ['may be of any length', { 'transfer-encoding': 'chunked' }],
  ])('nor is a body that %s, which is not even waited for', async (_how, length) => {
    const from = newNetwork();
    const token = await test.tokenFor(await make.user());
    expect((await ask(from, `{ ${'a '.repeat(5_000)} }`, token)).status).toBe(400);
    const { port } = test.server.server.address() as AddressInfo;
    const post = request({
      port,
      method: 'POST',
      path: '/graphql',
      headers: {
        ...length,
        'content-type': 'application/json',
        'x-forwarded-for': from,
        authorization: `Bearer ${token}`,
      },
    });
    post.flushHeaders();
    const [answer] = (await once(post, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(429);
    post.destroy();
    expect((await ask(from, CATALOG, token)).status).toBe(200);
  });

  const LUGGAGE = Array.from({ length: 100_000 }, () => 0);
  const hashed = (query: string) => createHash('sha256').update(query).digest('hex');

  it.each<[string, (luggage: readonly number[]) => object]>([
    ['a variable', (luggage) => ({ query: CATALOG, variables: { luggage } })],
    [
      'many variables',
      (luggage) => ({ query: CATALOG, variables: { ...luggage.slice(0, 30_000) } }),
    ],
    [
      'a variable that does not fit',
      (n) => ({
        query: 'query ($n: Int) { products(first: $n) { nodes { id } } }',
        variables: { n },
      }),
    ],
    ['extensions', (luggage) => ({ query: CATALOG, extensions: { luggage } })],
    ['a field of the body that means nothing', (luggage) => ({ query: CATALOG, luggage })],
    ['with a document that is refused', (luggage) => ({ query: REFUSED, variables: { luggage } })],
    [
      'with the hash of a document',
      (luggage) => ({
        extensions: { persistedQuery: { version: 1, sha256Hash: hashed(CATALOG) } },
        variables: { luggage },
      }),
    ],
  ])('what comes beside a document costs by its length: %s', async (_what, bodyOf) => {
    const token = await test.tokenFor(await make.user());
    const after = async (body: object) => {
      const from = newNetwork();
      await test.http().post('/graphql').set('x-forwarded-for', from).send(body);
      return (await ask(from, CATALOG, token)).status;
    };
    expect(await after(bodyOf([]))).toBe(200);
    expect(await after(bodyOf(LUGGAGE))).toBe(429);
  });

  it.each<[string, string, string?]>([
    ['a list', `[${JSON.stringify({ query: CATALOG })}]`],
    ['a text', JSON.stringify(CATALOG)],
    ['nothing', '{}'],
    ['a document that is no text', '{"query":1}'],
    ['variables that are none', JSON.stringify({ query: CATALOG, variables: [1] })],
    ['a name that is none', JSON.stringify({ query: CATALOG, operationName: 1 })],
    ['extensions that are none', JSON.stringify({ query: CATALOG, extensions: 'x' })],
    ['no JSON', '{'],
    ['another type', JSON.stringify({ query: CATALOG }), 'text/plain'],
  ])(
    'a body that is no request costs as well: %s',
    async (_what, body, type = 'application/json') => {
      const from = newNetwork();
      const { status } = await test
        .http()
        .post('/graphql')
        .set('x-forwarded-for', from)
        .type(type)
        .send(body);
      expect(status).toBe(400);
      expect((await ask(from)).status).toBe(429);
    },
  );

  it('they come back with the next window', async () => {
    const from = newNetwork();
    await untilRefused(from);
    AT(now + 9_000);
    expect(await ask(from)).toMatchObject({ status: 429, wait: '1' });
    AT(now + 10_100);
    expect((await ask(from)).status).toBe(200);
    AT(now);
  });
});

describe('R79 points that processes count together', () => {
  let redis: RedisServer;
  const places: CountingPlace[] = [];
  beforeEach(async () => {
    redis = await RedisServer.start();
  });
  afterEach(async () => {
    for (const { close } of places.splice(0)) close();
    await redis.stop().catch(() => undefined);
  });

  const said = new EventEmitter();
  const process = (url = redis.url) => {
    const heard: string[] = [];
    const place = countedInRedis(url, (state, reason) => {
      heard.push(state);
      said.emit(state, reason);
    });
    places.push(place);
    const spend = async (points: number) =>
      (await place.counter.consume('guests 203.0.113.7', points)).consumedPoints;
    return { heard, spend };
  };
  /** Spends nothing until Redis is there. */
  const untilBack = async ({ spend }: ReturnType<typeof process>) => {
    const back = once(said, 'back');
    let there = false;
    void back.then(() => (there = true));
    while (!there) {
      jest.setSystemTime(Date.now() + 5_100);
      await spend(0);
      await new Promise(setImmediate);
    }
  };
  beforeEach(() => AT(Date.now()));
  afterEach(() => jest.useRealTimers());

  it('one goes on where the other is', async () => {
    const [one, two] = [process(), process()];
    // Nobody waits for the connection: at first each counts alone, and says so.
    await Promise.all([one.spend(0), two.spend(0)]);
    await untilBack(one);
    await untilBack(two);
    expect(await one.spend(5)).toBe(5);
    expect(await two.spend(7)).toBe(12);
    expect(await one.spend(1)).toBe(13);
  });

  it('each counts alone while Redis is away, says so once, and comes back to it', async () => {
    const one = process();
    await one.spend(0);
    await untilBack(one);
    expect(await one.spend(5)).toBe(5);
    await redis.stop();
    for (const expected of [3, 6, 9]) expect(await one.spend(3)).toBe(expected);
    expect(one.heard).toEqual(['away', 'back', 'away']);
    await redis.listen();
    await untilBack(one);
    expect(await one.spend(1)).toBe(6);
    expect(one.heard).toEqual(['away', 'back', 'away', 'back']);
  });

  it('one that hangs keeps nobody for long', async () => {
    const one = process();
    await one.spend(0);
    await untilBack(one);
    redis.silent = true;
    expect(await one.spend(2)).toBe(2);
    // It is not asked again for a while.
    expect(await one.spend(2)).toBe(4);
    expect(one.heard).toEqual(['away', 'back', 'away']);
  });

  it('an address at which nothing listens is no reason not to start, and no secret is told', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as { port: number };
    free.close();
    await once(free, 'close');
    const away = once(said, 'away');
    const one = process(`redis://keyhold:verysecret@127.0.0.1:${port}`);
    expect(await one.spend(4)).toBe(4);
    expect(JSON.stringify(await away)).not.toContain('verysecret');
  });
});
