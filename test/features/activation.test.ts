import type { LicenseStatus } from '../../src/domain/licensing/license';
import { checksum, Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';
import { write, type Written } from '../support/write';

const DAY = 24 * 3_600_000;
const inDays = (days: number, from = TEST_NOW): Date => new Date(from.getTime() + days * DAY);

interface Activation {
  readonly id: string;
  readonly serverName: string;
  readonly activatedAt: string;
  readonly lastSeenAt: string;
  readonly endsAt: string | null;
  readonly deactivatedAt: string | null;
}
interface License {
  readonly status: LicenseStatus;
  readonly activations: readonly Activation[];
}
interface Payload {
  readonly activation: Activation | null;
  readonly license: License | null;
}

const ACTIVATION = '{ id serverName activatedAt lastSeenAt endsAt deactivatedAt }';
const LICENSE = `license { status activations ${ACTIVATION} }`;

describe('activating, moving and deactivating', () => {
  let test: TestApplication;
  let make: Fixtures;
  let customer: number;
  let partner: number;
  let product: number;
  /** A login of the customer that may activate, the partner's holder, and a login of each that may not. */
  let activator: string;
  let activatorKey: number;
  let partnerHolder: string;
  let buyer: string;
  let reseller: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    const users = {
      holder: await make.user({ fullName: 'Cora Customer' }),
      partner: await make.user({ fullName: 'Paul Partner' }),
      activator: await make.user(),
      buyer: await make.user(),
      reseller: await make.user(),
    };
    customer = await make.account(users.holder);
    partner = await make.account(users.partner, { reseller: true, leaseProvider: true });
    await make.membership(customer, users.activator, ['ACTIVATE_LICENSES']);
    await make.membership(customer, users.buyer, ['MAKE_PURCHASES', 'PAY_INVOICES']);
    await make.membership(partner, users.reseller, ['RESELLER', 'LEASE_PROVIDER']);
    product = await make.product();
    activatorKey = users.activator;
    partnerHolder = await test.tokenFor(users.partner);
    buyer = await test.tokenFor(users.buyer);
    reseller = await test.tokenFor(users.reseller);
  });
  afterAll(() => test.stop());
  beforeEach(() => becomes(TEST_NOW));

  /** Sets the clock; who was signed in long ago signs in anew. */
  async function becomes(time: Date): Promise<void> {
    test.now = time;
    activator = await test.tokenFor(activatorKey);
  }

  const license = (given: Parameters<Fixtures['license']>[2] = {}): Promise<number> =>
    make.license(customer, product, given);
  const idOf = (key: number): string => test.app.ids.encode('License', key);
  const activate = (
    key: number,
    serverName: string,
    given: { move?: boolean; dryRun?: boolean } = {},
    token = activator,
  ): Promise<Written<Payload>> =>
    write<Payload>(
      test,
      token,
      'activateLicense',
      { licenseId: idOf(key), serverName, ...given },
      `activation ${ACTIVATION} ${LICENSE}`,
    );
  const deactivate = (
    key: number,
    activationId?: string,
    token = activator,
    more: object = {},
  ): Promise<Written<Payload>> =>
    write<Payload>(
      test,
      token,
      'deactivateLicense',
      { licenseId: idOf(key), ...(activationId === undefined ? {} : { activationId }), ...more },
      LICENSE,
    );

  /** Which servers run, newest first, and until when. */
  const running = ({ payload }: Written<Payload>): (string | null)[][] =>
    (payload?.license?.activations ?? [])
      .filter(({ deactivatedAt }) => deactivatedAt === null)
      .filter(({ endsAt }) => endsAt === null || new Date(endsAt) > test.now)
      .map(({ serverName, endsAt }) => [serverName, endsAt]);

  /** Runs what is to be refused, and sees that it left nothing behind. */
  async function refused(
    work: () => Promise<Written<Payload>>,
    code: string,
    field: string | null,
  ): Promise<string> {
    const before = await checksum(test.dataSource);
    const { payload, errors } = await work();
    expect(errors).toEqual([]);
    expect(payload?.userErrors).toEqual([
      {
        code,
        message: expect.any(String) as string,
        field: field === null ? null : ['input', field],
      },
    ]);
    expect([payload?.license, payload?.activation ?? null]).toEqual([null, null]);
    expect(await checksum(test.dataSource)).toBe(before);
    return payload?.userErrors[0]?.message ?? '';
  }

  it('R35 the name of the server is recorded, and the license is active', async () => {
    const { payload, codes } = await activate(await license(), '  Mail.Example ');
    expect(codes).toEqual([]);
    const installation = {
      id: expect.stringMatching(/^act_/) as string,
      serverName: 'mail.example',
      activatedAt: TEST_NOW.toISOString(),
      lastSeenAt: TEST_NOW.toISOString(),
      endsAt: null,
      deactivatedAt: null,
    };
    expect(payload).toEqual({
      activation: installation,
      license: { status: 'ACTIVE', activations: [installation] },
      userErrors: [],
    });
  });

  it('R35 the same server in other letters is the same installation, seen again', async () => {
    const key = await license();
    const first = await activate(key, 'mail.example');
    await becomes(inDays(1));
    const second = await activate(key, 'MAIL.Example');
    expect(second.codes).toEqual([]);
    expect(second.payload?.activation).toEqual({
      ...first.payload?.activation,
      lastSeenAt: test.now.toISOString(),
    });
    expect(second.payload?.license?.activations).toHaveLength(1);
  });

  it('R35 another server is refused unless it says move', async () => {
    const key = await license();
    await activate(key, 'one.example');
    const message = await refused(
      () => activate(key, 'two.example'),
      'LICENSE_ACTIVE_ELSEWHERE',
      'serverName',
    );
    expect(message).toContain('one.example');
    await refused(
      () => activate(key, 'two.example', { move: false }),
      'LICENSE_ACTIVE_ELSEWHERE',
      'serverName',
    );
  });

  it('R35 a move runs on both for 30 days, then the older one has ended', async () => {
    const key = await license();
    await activate(key, 'one.example');
    await becomes(inDays(3));
    const moved = await activate(key, 'two.example', { move: true });
    const end = inDays(33);
    expect(running(moved)).toEqual([
      ['two.example', null],
      ['one.example', end.toISOString()],
    ]);
    await refused(
      () => activate(key, 'three.example', { move: true }),
      'LICENSE_MOVE_IN_PROGRESS',
      'serverName',
    );
    await becomes(new Date(end.getTime() - 1));
    await refused(() => activate(key, 'three.example'), 'LICENSE_MOVE_IN_PROGRESS', 'serverName');
    await becomes(end);
    await refused(() => activate(key, 'one.example'), 'LICENSE_ACTIVE_ELSEWHERE', 'serverName');
    const onwards = await activate(key, 'three.example', { move: true });
    expect(running(onwards)).toEqual([
      ['three.example', null],
      ['two.example', inDays(30, end).toISOString()],
    ]);
  });

  it('R35 moving back calls the move off, and the end stays where it was', async () => {
    const key = await license();
    await activate(key, 'one.example');
    await activate(key, 'two.example', { move: true });
    const end = inDays(30).toISOString();
    await becomes(inDays(20));
    expect(running(await activate(key, 'one.example', { move: true }))).toEqual([
      ['two.example', end],
      ['one.example', null],
    ]);
    await becomes(inDays(25));
    expect(running(await activate(key, 'two.example', { move: true }))).toEqual([
      ['two.example', null],
      ['one.example', end],
    ]);
  });

  it('R35 the older server of a move may be activated again, and its end stays', async () => {
    const key = await license();
    await activate(key, 'one.example');
    await activate(key, 'two.example', { move: true });
    await becomes(inDays(5));
    const { payload, codes } = await activate(key, 'one.example');
    expect(codes).toEqual([]);
    expect(payload?.activation).toMatchObject({
      endsAt: inDays(30).toISOString(),
      lastSeenAt: test.now.toISOString(),
    });
  });

  it('R35 deactivated, a license is ready for any server at once', async () => {
    const key = await license();
    await activate(key, 'one.example');
    await activate(key, 'two.example', { move: true });
    const { payload, codes } = await deactivate(key, undefined, activator, { all: true });
    expect(codes).toEqual([]);
    expect(payload?.license?.status).toBe('READY');
    expect(payload?.license?.activations.map(({ deactivatedAt }) => deactivatedAt)).toEqual([
      TEST_NOW.toISOString(),
      TEST_NOW.toISOString(),
    ]);
    await refused(() => deactivate(key), 'LICENSE_NOT_ACTIVE', null);
    const third = await activate(key, 'three.example');
    expect([third.payload?.license?.status, running(third)]).toEqual([
      'ACTIVE',
      [['three.example', null]],
    ]);
  });

  it('R35 of two that run, none ends because nobody said which', async () => {
    const key = await license();
    await activate(key, 'one.example');
    const both = await activate(key, 'two.example', { move: true });
    const { id } = both.payload?.license?.activations[0] as Activation;
    const send = (given: object, activationId?: string) => () =>
      deactivate(key, activationId, activator, given);
    const said = await refused(send({}), 'SEVERAL_RUN', 'activationId');
    expect(said).toMatch(/one\.example/);
    expect(said).toMatch(/two\.example/);
    await refused(send({ all: false }), 'SEVERAL_RUN', 'activationId');
    await refused(send({ activationId: null }), 'BLANK', 'activationId');
    await refused(send({ all: null }), 'BLANK', 'all');
    await refused(send({ all: true }, id), 'ONE_OR_ALL', 'all');
    const one = await license();
    await activate(one, 'one.example');
    expect((await deactivate(one)).payload?.license?.status).toBe('READY');
  });

  it('R35 one of two is deactivated: the other runs on without an end', async () => {
    for (const ended of [0, 1]) {
      const key = await license();
      await activate(key, 'one.example');
      const both = await activate(key, 'two.example', { move: true });
      const installation = both.payload?.license?.activations[ended] as Activation;
      const left = await deactivate(key, installation.id);
      expect(left.payload?.license?.status).toBe('ACTIVE');
      expect(running(left)).toEqual([[ended === 0 ? 'one.example' : 'two.example', null]]);
      await refused(() => deactivate(key, installation.id), 'LICENSE_NOT_ACTIVE', 'activationId');
    }
  });

  it('R35 an installation of another license of ours ends nothing', async () => {
    const key = await license();
    await activate(key, 'one.example');
    const other = await activate(await license(), 'other.example');
    const id = other.payload?.activation?.id as string;
    await refused(() => deactivate(key, id), 'LICENSE_NOT_ACTIVE', 'activationId');
  });

  it('R63 whatever is no installation of ours is not there, and ends nothing', async () => {
    const key = await license();
    await activate(key, 'one.example');
    const foreign = await make.license(partner, product);
    const ids = [
      test.app.ids.encode('Activation', await make.activation(partner, foreign)),
      test.app.ids.encode('Activation', 999_999),
      idOf(key),
      'nonsense',
    ];
    const before = await checksum(test.dataSource);
    const answers = new Set<string>();
    for (const id of ids) answers.add((await deactivate(key, id)).text);
    expect(answers.size).toBe(1);
    expect(JSON.parse([...answers][0] as string)).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND', field: ['input', 'activationId'] } }],
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R34 reactivation on the current server takes over the changed terms', async () => {
    const key = await license({ status: 'REACTIVATION_REQUIRED' });
    const productId = await make.product();
    await make.activation(customer, key, { productId, serverName: 'mail.example' });
    await refused(() => activate(key, 'new.example'), 'LICENSE_ACTIVE_ELSEWHERE', 'serverName');
    const { payload } = await activate(key, 'mail.example');
    expect(payload?.license).toMatchObject({ status: 'ACTIVE', activations: [{ endsAt: null }] });
  });

  it('R34 so does a move, but not the older server of one', async () => {
    const key = await license({ status: 'REACTIVATION_REQUIRED' });
    const former = { productId: await make.product() };
    const endsAt = inDays(9);
    await make.activation(customer, key, { ...former, serverName: 'old.example', endsAt });
    await make.activation(customer, key, { ...former, serverName: 'new.example' });
    const older = await activate(key, 'old.example');
    expect(older.payload?.license?.status).toBe('REACTIVATION_REQUIRED');
    const back = await activate(key, 'old.example', { move: true });
    expect(back.payload?.license?.status).toBe('ACTIVE');
  });

  it.each(['SUSPENDED', 'ENDED', 'UNASSIGNED'] as const)(
    'R29 what is %s cannot be activated, wherever it ran',
    async (status) => {
      const key = await license({ status });
      await make.activation(customer, key, { serverName: 'one.example' });
      for (const server of ['one.example', 'two.example'])
        await refused(() => activate(key, server, { move: true }), `LICENSE_${status}`, null);
    },
  );

  it('R29 in stock a license can be activated by nobody, not even its owner', async () => {
    const stock = await make.license(partner, product, {
      customerAccountId: null,
      origin: 'RESOLD',
      status: 'UNASSIGNED',
    });
    const before = await checksum(test.dataSource);
    for (const token of [partnerHolder, reseller])
      expect((await activate(stock, 'one.example', {}, token)).codes).toEqual(['FORBIDDEN']);
    expect((await activate(stock, 'one.example')).codes).toEqual(['NOT_FOUND']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it.each(['RESOLD', 'LEASED'] as const)(
    'R31 R35 what is %s is activated by the customer, not by the partner',
    async (origin) => {
      const key = await make.license(partner, product, {
        customerAccountId: customer,
        origin,
        assignedAt: TEST_NOW,
      });
      const before = await checksum(test.dataSource);
      for (const token of [partnerHolder, reseller, buyer]) {
        expect((await activate(key, 'one.example', {}, token)).codes).toEqual(['FORBIDDEN']);
        expect((await deactivate(key, undefined, token)).codes).toEqual(['FORBIDDEN']);
      }
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await activate(key, 'one.example')).codes).toEqual([]);
      expect(running(await activate(key, 'two.example', { move: true }))).toHaveLength(2);
      const ended = await deactivate(key, undefined, activator, { all: true });
      expect(ended.payload?.license?.status).toBe('READY');
    },
  );

  it('R63 who may not activate learns which permission is missing, and who can grant it', async () => {
    const { errors } = await activate(await license(), 'one.example', {}, buyer);
    expect(errors[0]?.extensions).toEqual({
      code: 'FORBIDDEN',
      missingPermission: 'ACTIVATE_LICENSES',
      grantableBy: 'Cora Customer',
    });
  });

  it('R36 the history of the license tells who moved it from where to where', async () => {
    const key = await license();
    await activate(key, 'one.example');
    await activate(key, 'two.example', { move: true });
    await refused(() => activate(key, 'three.example'), 'LICENSE_MOVE_IN_PROGRESS', 'serverName');
    await deactivate(key, undefined, activator, { all: true });
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on License {
        history(first: 10) { nodes { action changes { field before after } } } } } }`,
      { id: idOf(key) },
      activator,
    );
    const end = inDays(30).toISOString();
    const change = (field: string, before: unknown, after: unknown): object => ({
      field,
      before: typeof before === 'string' ? before : JSON.stringify(before),
      after: typeof after === 'string' ? after : JSON.stringify(after),
    });
    const both = [`one.example until ${end}`, 'two.example'];
    expect(data?.['node']).toEqual({
      history: {
        nodes: [
          {
            action: 'deactivateLicense',
            changes: [change('status', 'ACTIVE', 'READY'), change('servers', both, [])],
          },
          { action: 'activateLicense', changes: [change('servers', ['one.example'], both)] },
          {
            action: 'activateLicense',
            changes: [change('status', 'READY', 'ACTIVE'), change('servers', [], ['one.example'])],
          },
        ],
      },
    });
  });

  it('R35 of many activations at once without a move exactly one stands', async () => {
    const key = await license();
    const came = await Promise.all(
      Array.from({ length: 200 }, (_, n) => activate(key, `server${n}.example`)),
    );
    expect(came.flatMap(({ errors }) => errors)).toEqual([]);
    const codes = came.map((one) => one.codes[0] ?? 'stands');
    expect(codes.filter((code) => code === 'stands')).toHaveLength(1);
    expect(codes.filter((code) => code === 'LICENSE_ACTIVE_ELSEWHERE')).toHaveLength(199);
    expect(running(await activate(key, serverThatStands(came)))).toHaveLength(1);
  }, 60_000);

  it('R35 of many activations at once with a move exactly two stand, one of them for 30 days', async () => {
    const key = await license();
    const came = await Promise.all(
      Array.from({ length: 200 }, (_, n) => activate(key, `server${n}.example`, { move: true })),
    );
    expect(came.flatMap(({ errors }) => errors)).toEqual([]);
    const codes = came.map((one) => one.codes[0] ?? 'stands');
    expect(codes.filter((code) => code === 'stands')).toHaveLength(2);
    expect(codes.filter((code) => code === 'LICENSE_MOVE_IN_PROGRESS')).toHaveLength(198);
    const both = running(await activate(key, serverThatStands(came)));
    expect(both.map(([, end]) => end)).toEqual([null, inDays(30).toISOString()]);
  }, 60_000);

  const serverThatStands = (came: readonly Written<Payload>[]): string =>
    came.find(({ codes }) => codes.length === 0)?.payload?.activation?.serverName as string;

  it('R65 a dry run of a move says what would change, and changes nothing', async () => {
    const key = await license();
    await activate(key, 'one.example');
    const before = await checksum(test.dataSource);
    const { payload, codes } = await write<{ effects: object[] }>(
      test,
      activator,
      'activateLicense',
      { licenseId: idOf(key), serverName: 'two.example', move: true, dryRun: true },
      'activation { id } effects { kind subject id changes { field before after } }',
    );
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      activation: null,
      effects: [{ kind: 'CHANGE', subject: 'License', id: idOf(key) }],
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('one activation sends these statements, and no other', async () => {
    const key = await license();
    const sent = (await test.countStatements(() => activate(key, 'one.example')))
      .map((text) => /^\w+|(?<=FROM )\w+|(?<=INTO )\w+|(?<=UPDATE )\w+/g[Symbol.match](text))
      .map((words) => words?.slice(0, 2).join(' '));
    // What is locked, and what runs, is read with its add-ons.
    expect(sent.slice(0, 10)).toEqual([
      'SELECT sessions',
      'SELECT licenses',
      'START',
      'SELECT license_add_ons',
      'SELECT activation_add_ons',
      'INSERT activations',
      'UPDATE licenses',
      'SELECT activation_add_ons',
      'SELECT activation_add_ons',
      'INSERT audit_events',
    ]);
    expect(sent[10]).toBe('COMMIT');
    // The answer: the installation, the license, and what runs on it.
    expect(sent.slice(11).sort()).toEqual([
      'SELECT activations',
      'SELECT activations',
      'SELECT licenses',
    ]);
  });
});
