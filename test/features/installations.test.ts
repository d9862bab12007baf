import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RewriteServerNames1795310002000 } from '../../migrations/1795310002000-RewriteServerNames';
import { changeLicenseTerms, endLicense } from '../../src/features/license/license-changes';
import { checksum, Fixtures } from '../support/fixtures';
import { runWork } from '../support/run-work';
import { BEHIND_A_PROXY, send, type Done } from '../support/senders';
import { TEST_NOW, TestApplication } from '../support/test-application';
import { write } from '../support/write';

const DAY = 24 * 3_600_000;
const SERVER = 'mail.example';

interface Answer {
  readonly status: string | null;
  readonly entitlement?: string | null;
  readonly entitlementWithheld?: boolean | null;
  readonly termsChanged?: boolean | null;
  readonly receipt?: string | null;
}

const SELECTIONS: Readonly<Record<string, string>> = {
  activateInstallation: 'status entitlement entitlementWithheld',
  checkIn: 'status entitlement termsChanged',
  deactivateInstallation: 'status receipt',
};

interface Claims extends Record<string, unknown> {
  readonly exp?: number;
  readonly product?: { readonly edition: string; readonly level: number };
}
const part = (document: string | null | undefined, at: number): Claims =>
  JSON.parse(Buffer.from((document ?? '').split('.')[at] ?? '', 'base64url').toString()) as Claims;
const claimsOf = (document: string | null | undefined): Claims => part(document, 1);
const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

describe('installations by themselves', () => {
  let test: TestApplication;
  let make: Fixtures;
  let holder: string;
  let account: number;
  let user: number;
  let staff: string;
  let [small, large] = [0, 0];
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start(BEHIND_A_PROXY);
    make = new Fixtures(test);
    user = await make.user();
    account = await make.account(user, { leaseProvider: true });
    holder = await test.tokenFor(user);
    staff = await test.tokenFor(await make.user({ staffRole: 'SUPPORT' }));
    small = await make.product({ edition: 'PROFESSIONAL', level: 250 });
    large = await make.product({ edition: 'ENTERPRISE', level: 1_000 });
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    test.now = TEST_NOW;
  });

  const license = async (given: object = {}, product = large) => {
    const key = `RUNS-${++count}`;
    return { pk: await make.license(account, product, { key, ...given }), key };
  };
  type Made = Awaited<ReturnType<typeof license>>;
  const ask = (name: string, key: string, more: object = {}): Promise<Done<Answer>> =>
    send<Answer>(test, name, { key, serverName: SERVER, ...more }, SELECTIONS[name]);
  const activate = (key: string, more: object = {}) => ask('activateInstallation', key, more);
  const checkIn = (key: string, more: object = {}) => ask('checkIn', key, more);
  /** What the purchase, or the lease, of somebody else does to a license. */
  const done = async (work: Parameters<typeof runWork>[2]) =>
    runWork(
      test,
      {
        // A session ends after a day, and these stories are longer.
        token: await test.tokenFor(user),
        key: null,
        mutation: 'updateAccount',
        input: { accountId: test.app.ids.encode('Account', account) },
      },
      work,
    );
  const become = ({ pk }: Made, productId: number, downgrade: boolean, addOnIds: number[] = []) =>
    done((call) =>
      call.commit(async (unit) => {
        const terms = { productId, addOnIds, downgrade };
        await changeLicenseTerms(unit, call.scope, pk, terms, test.now);
        return {};
      }),
    );
  const later = (days: number): Date => (test.now = new Date(TEST_NOW.getTime() + days * DAY));

  it('R35 a server is one, however its name is spelled, and the key may be copied from anywhere', async () => {
    const { pk, key } = await license();
    const first = await activate(`“${key.replace('-', '\u2011')}”.`, {
      serverName: 'MÜNCHEN.Example.',
    });
    expect(first.codes).toEqual([]);
    expect(claimsOf(first.payload?.entitlement)['server']).toBe('xn--mnchen-3ya.example');
    for (const serverName of [
      'xn--mnchen-3ya.example',
      'mu\u0308nchen.example',
      'münchen.example.',
    ])
      expect((await checkIn(key.replace('-', '–'), { serverName })).codes).toEqual([]);
    expect((await activate(key, { serverName: 'munchen.example' })).codes).toEqual([
      'LICENSE_ACTIVE_ELSEWHERE',
    ]);
    for (const serverName of ['mai\u200Bl.example', 'ma\u00ADil.example'])
      expect((await activate(key, { serverName })).codes).toEqual(['INVALID_SERVER_NAME']);
    expect((await activate(key, { serverName: 'mail\nexample' })).codes).toEqual(['INVALID_TEXT']);
    const stored = () =>
      test.dataSource.query('SELECT server_name AS name FROM activations WHERE license_id = ?', [
        pk,
      ]);
    expect(await stored()).toEqual([{ name: 'xn--mnchen-3ya.example' }]);
  });

  it('R35 names from before get their one form, unless two of a license that run would have the same', async () => {
    const [one, two] = [await license(), await license()];
    await make.activation(account, one.pk, { serverName: 'MAIL.Münster.example.' });
    await make.activation(account, two.pk, { serverName: 'Mail.example.' });
    await make.activation(account, two.pk, { serverName: 'mail.example', endsAt: later(3) });
    const names = () =>
      test.dataSource.query<{ name: string }[]>(
        'SELECT server_name AS name FROM activations WHERE license_id IN (?, ?) ORDER BY id',
        [one.pk, two.pk],
      );
    for (const _again of [1, 2]) {
      await new RewriteServerNames1795310002000().up(test.dataSource.createQueryRunner());
      expect(await names()).toEqual([
        { name: 'mail.xn--mnster-3ya.example' },
        { name: 'Mail.example.' },
        { name: 'mail.example' },
      ]);
    }
  });

  it('R35 an installation activates itself with its key, however that is typed', async () => {
    const { pk, key } = await license();
    const { payload, codes } = await activate(` ${key.toLowerCase().replace('-', ' ')}`);
    expect([codes, payload?.status]).toEqual([[], 'ACTIVE']);
    expect(part(payload?.entitlement, 0)).toEqual({
      alg: 'EdDSA',
      typ: 'keyhold-entitlement+jwt',
      kid: test.app.signer.keys[0]?.kid,
    });
    expect(claimsOf(payload?.entitlement)).toMatchObject({
      sub: test.app.ids.encode('License', pk),
      server: SERVER,
      activatedAt: seconds(TEST_NOW),
      iat: seconds(TEST_NOW),
      product: { family: 'SMARTERMAIL', edition: 'ENTERPRISE', level: 1_000, unit: 'MAILBOXES' },
      addOns: [],
      origin: 'PURCHASED',
      maintenanceEndsOn: '2026-12-31',
    });
    expect(claimsOf(payload?.entitlement)).not.toHaveProperty('exp');
    expect((await activate(key, { serverName: 'other.example' })).codes).toEqual([
      'LICENSE_ACTIVE_ELSEWHERE',
    ]);
  });

  it('R36 the history says that an installation did it, and nobody by name', async () => {
    const { pk, key } = await license();
    await activate(key);
    await ask('deactivateInstallation', key);
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on License { history { nodes { action actor by } } } } }',
      { id: test.app.ids.encode('License', pk) },
      holder,
    );
    const by = { actor: 'SYSTEM', by: null };
    expect(data?.['node']).toEqual({
      history: {
        nodes: [
          { action: 'deactivateInstallation', ...by },
          { action: 'activateInstallation', ...by },
        ],
      },
    });
  });

  it('R35 a move by key gives 30 days on both, and the older entitlement says so', async () => {
    const { key } = await license();
    await activate(key, { serverName: 'old.example' });
    expect((await activate(key, { move: true })).codes).toEqual([]);
    const older = await checkIn(key, { serverName: 'OLD.example' });
    expect(claimsOf(older.payload?.entitlement).exp).toBe(seconds(later(30)));
    expect((await checkIn(key, { serverName: 'old.example' })).codes).toEqual([
      'LICENSE_NOT_ACTIVE',
    ]);
    expect((await checkIn(key)).codes).toEqual([]);
  });

  it('R35 a sign of life is noted, at most every five minutes, and leaves no audit event', async () => {
    const { pk, key } = await license();
    await activate(key);
    const seenAt = async (minutes: number) => {
      test.now = new Date(TEST_NOW.getTime() + minutes * 60_000);
      expect((await checkIn(key)).codes).toEqual([]);
      const [row] = await test.dataSource.query<{ seen: Date; events: string }[]>(
        `SELECT last_seen_at AS seen, (SELECT COUNT(*) FROM audit_events WHERE action = 'checkIn') AS events
         FROM activations WHERE license_id = ?`,
        [pk],
      );
      expect(Number(row?.events)).toBe(0);
      return (new Date(row?.seen as Date).getTime() - TEST_NOW.getTime()) / 60_000;
    };
    expect([await seenAt(4), await seenAt(5), await seenAt(9), await seenAt(11)]).toEqual([
      0, 5, 5, 11,
    ]);
  });

  it('R35 what is leased is good for 14 days, and every check-in renews it', async () => {
    const { key } = await license({
      origin: 'LEASED',
      customerAccountId: account,
      assignedAt: TEST_NOW,
      maintenanceFrom: null,
      maintenanceTo: null,
    });
    const first = await activate(key);
    expect(claimsOf(first.payload?.entitlement)).toMatchObject({
      exp: seconds(new Date(TEST_NOW.getTime() + 14 * DAY)),
      origin: 'LEASED',
      maintenanceEndsOn: null,
    });
    const renewed = await (later(10), checkIn(key));
    expect(claimsOf(renewed.payload?.entitlement).exp).toBe(
      seconds(new Date(TEST_NOW.getTime() + 24 * DAY)),
    );
  });

  it('R34 after an upgrade the former terms hold until the installation is activated again', async () => {
    const made = await license({}, small);
    const addOn = await make.addOn({ code: `encryption-${count}` });
    await activate(made.key);
    await become(made, large, false, [addOn]);
    const waiting = await (later(100), checkIn(made.key));
    expect(waiting.payload).toMatchObject({ status: 'REACTIVATION_REQUIRED', termsChanged: true });
    expect(claimsOf(waiting.payload?.entitlement)).toMatchObject({
      product: { edition: 'PROFESSIONAL', level: 250 },
      addOns: [],
    });
    expect(claimsOf(waiting.payload?.entitlement)).not.toHaveProperty('exp');
    const again = await activate(made.key);
    expect(again.payload?.status).toBe('ACTIVE');
    expect(claimsOf(again.payload?.entitlement)).toMatchObject({
      product: { edition: 'ENTERPRISE', level: 1_000 },
      addOns: [`encryption-${count}`],
    });
    expect((await checkIn(made.key)).payload).toMatchObject({
      status: 'ACTIVE',
      termsChanged: false,
    });
  });

  it('R34 after a downgrade they hold for seven days, and then there is nothing until it is activated again', async () => {
    const made = await license();
    await activate(made.key);
    await become(made, small, true);
    const end = TEST_NOW.getTime() + 7 * DAY;
    const waiting = await (later(3), checkIn(made.key));
    expect(claimsOf(waiting.payload?.entitlement)).toMatchObject({
      exp: end / 1_000,
      product: { edition: 'ENTERPRISE', level: 1_000 },
    });
    // Another downgrade gives no other seven days.
    await become(made, await make.product({ edition: 'PROFESSIONAL', level: 100 }), true);
    test.now = new Date(end - 1_000);
    expect(claimsOf((await checkIn(made.key)).payload?.entitlement).exp).toBe(end / 1_000);
    test.now = new Date(end);
    expect((await checkIn(made.key)).payload).toMatchObject({
      status: 'REACTIVATION_REQUIRED',
      entitlement: null,
      termsChanged: true,
    });
    const again = await activate(made.key);
    expect(claimsOf(again.payload?.entitlement)).toMatchObject({ product: { level: 100 } });
    expect(claimsOf(again.payload?.entitlement)).not.toHaveProperty('exp');
  });

  it('R34 changed back before it was activated again, all is as it was', async () => {
    const made = await license();
    await activate(made.key);
    await become(made, small, true);
    await become(made, large, false);
    const { payload } = await checkIn(made.key);
    expect(payload).toMatchObject({ status: 'ACTIVE', termsChanged: false });
    expect(claimsOf(payload?.entitlement)).not.toHaveProperty('exp');
  });

  it('R34 R36 a change stands in the history, and what runs nowhere stays ready', async () => {
    const made = await license({}, small);
    await become(made, large, false);
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on License { status history { nodes { changes { field } } } } } }',
      { id: test.app.ids.encode('License', made.pk) },
      holder,
    );
    expect(data?.['node']).toEqual({
      status: 'READY',
      history: { nodes: [{ changes: [{ field: 'product' }] }] },
    });
  });

  it('R34 called back from a move, a server with former terms has to be activated again', async () => {
    const made = await license({}, small);
    await activate(made.key, { serverName: 'old.example' });
    await become(made, large, false);
    await activate(made.key, { move: true });
    const { payload } = await ask('deactivateInstallation', made.key);
    expect(payload?.status).toBe('REACTIVATION_REQUIRED');
    const older = await checkIn(made.key, { serverName: 'old.example' });
    expect(older.payload).toMatchObject({ termsChanged: true });
    expect(claimsOf(older.payload?.entitlement)).toMatchObject({ product: { level: 250 } });
  });

  it('R44 when a license ends, what runs on it is told so and entitled to nothing', async () => {
    const made = await license();
    await activate(made.key);
    await done((call) =>
      call.commit(async (unit) => {
        await endLicense(unit, call.scope, made.pk, test.now);
        return {};
      }),
    );
    const { payload, codes } = await checkIn(made.key);
    expect([codes, payload]).toMatchObject([[], { status: 'ENDED', entitlement: null }]);
    expect((await activate(made.key)).codes).toEqual(['LICENSE_ENDED']);
    const [row] = await test.dataSource.query<{ at: Date }[]>(
      'SELECT deactivated_at AS at FROM activations WHERE license_id = ?',
      [made.pk],
    );
    expect(row?.at).toEqual(TEST_NOW);
    await expect(become(made, small, true)).resolves.toMatchObject({
      userErrors: [{ code: 'LICENSE_ENDED' }],
    });
  });

  it('R66 R36 staff suspend with a reason, installations are told, and resumed it is what runs', async () => {
    const made = await license({}, small);
    const licenseId = test.app.ids.encode('License', made.pk);
    await activate(made.key);
    await become(made, large, false);
    const suspend = { licenseId, reason: 'Reported as stolen' };
    expect((await write(test, staff, 'suspendLicense', suspend)).codes).toEqual([]);
    expect((await checkIn(made.key)).payload).toMatchObject({
      status: 'SUSPENDED',
      entitlement: null,
    });
    const before = await checksum(test.dataSource);
    expect((await activate(made.key)).codes).toEqual(['LICENSE_SUSPENDED']);
    expect((await write(test, staff, 'suspendLicense', suspend)).codes).toEqual([
      'LICENSE_SUSPENDED',
    ]);
    expect((await write(test, holder, 'resumeLicense', suspend)).codes).toEqual(['FORBIDDEN']);
    expect(await checksum(test.dataSource)).toBe(before);
    const { payload } = await write<{ license: object }>(
      test,
      staff,
      'resumeLicense',
      { licenseId, reason: 'It was a mistake' },
      'license { status history(first: 1) { nodes { action actor reason } } }',
    );
    expect(payload?.license).toEqual({
      status: 'REACTIVATION_REQUIRED',
      history: {
        nodes: [{ action: 'resumeLicense', actor: 'STAFF', reason: 'It was a mistake' }],
      },
    });
  });

  it('R60 a repeat is not told the entitlement again, and whoever activates gets another', async () => {
    const { key } = await license();
    const once = () =>
      send<Answer>(
        test,
        'activateInstallation',
        { key, serverName: SERVER },
        SELECTIONS['activateInstallation'],
        { key: `once ${key}`, from: '192.0.2.44' },
      );
    expect((await once()).payload?.entitlement).toEqual(expect.any(String));
    expect((await once()).payload).toMatchObject({
      status: 'ACTIVE',
      entitlement: null,
      entitlementWithheld: true,
    });
    expect((await activate(key)).payload?.entitlement).toEqual(expect.any(String));
  });

  it('R35 a person who activates and deactivates is given the same documents', async () => {
    const { pk } = await license();
    const licenseId = test.app.ids.encode('License', pk);
    const input = { licenseId, serverName: SERVER };
    const dryRun = await write<Answer>(
      test,
      holder,
      'activateLicense',
      { ...input, dryRun: true },
      'entitlement',
    );
    expect(dryRun.payload?.entitlement).toBeNull();
    const activated = await write<Answer>(test, holder, 'activateLicense', input, 'entitlement');
    expect(claimsOf(activated.payload?.entitlement)).toMatchObject({
      sub: licenseId,
      server: SERVER,
    });
    const ended = await write<{ receipts: string[] }>(
      test,
      holder,
      'deactivateLicense',
      { licenseId },
      'receipts',
    );
    const [receipt] = ended.payload?.receipts ?? [];
    expect(part(receipt, 0)).toMatchObject({ typ: 'keyhold-receipt+jwt' });
    expect(claimsOf(receipt)).toMatchObject({
      sub: licenseId,
      server: SERVER,
      deactivatedAt: seconds(TEST_NOW),
    });
  });

  describe('the verifier in the docs', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'keyhold-verifier-'));
      const docs = readFileSync(join(__dirname, '../../docs/entitlements.md'), 'utf8');
      const [, source = ''] = /```js\n([\s\S]*?)```/.exec(docs) ?? [];
      await writeFile(join(folder, 'verifier.mjs'), source);
      await writeFile(
        join(folder, 'run.mjs'),
        `import { readFileSync } from 'node:fs';
         import { entitlementOf } from './verifier.mjs';
         const { document, keys, server, now } = JSON.parse(readFileSync(0, 'utf8'));
         try { console.log(JSON.stringify(entitlementOf(document, keys, server, now))); }
         catch (error) { console.log(JSON.stringify({ refused: error.message })); }`,
      );
    });
    afterAll(() => rm(folder, { recursive: true }));

    const verified = async (given: object): Promise<unknown> => {
      const ran = promisify(execFile)(process.execPath, [join(folder, 'run.mjs')]);
      ran.child.stdin?.end(JSON.stringify(given));
      return JSON.parse((await ran).stdout) as unknown;
    };

    it('R35 takes what we sign, for its server and its time, and nothing else', async () => {
      const { key } = await license({ origin: 'LEASED', assignedAt: TEST_NOW });
      const document = (await activate(key)).payload?.entitlement as string;
      const published = await test.http().get('/.well-known/keyhold-keys.json').expect(200);
      const given = { document, keys: published.body as object, server: SERVER };
      const now = TEST_NOW.getTime();
      expect(await verified({ ...given, now })).toEqual(claimsOf(document));
      const [head = '', , signature = ''] = document.split('.');
      const claims = { ...claimsOf(document), exp: seconds(TEST_NOW) + 10 ** 9 };
      const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature];
      const { payload } = await ask('deactivateInstallation', key);
      const refused = [
        { ...given, now: now + 14 * DAY },
        { ...given, now, server: 'other.example' },
        { ...given, now, document: forged.join('.') },
        { ...given, now, document: payload?.receipt },
        { ...given, now, keys: { keys: [] } },
      ];
      expect(await Promise.all(refused.map(verified))).toEqual(
        ['expired', 'another server', 'forged', 'not ours', 'not ours'].map((reason) => ({
          refused: reason,
        })),
      );
    });
  });
});
