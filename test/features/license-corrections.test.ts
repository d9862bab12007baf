import { hashOfKey } from '../../src/features/license/key-hash';
import { BEHIND_A_PROXY, send, type Done } from '../support/senders';
import { ANY_COST, TEST_NOW, TestApplication } from '../support/test-application';
import { write } from '../support/write';
import { Resellers, type Reseller } from './reselling/reseller';

const DAY = 24 * 3_600_000;
const SERVER = 'mail.example';
const REASON = 'Posted in a forum';

interface Answer {
  readonly status: string | null;
  readonly entitlement: string | null;
  readonly keyEndsAt: string | null;
}
interface Replaced {
  readonly license: { readonly key: string; readonly formerKeys: readonly object[] } | null;
}

describe('what staff correct about licenses', () => {
  let test: TestApplication;
  let world: Resellers;
  let contoso: Reseller;
  let staff: string;

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST, ...BEHIND_A_PROXY });
    world = await Resellers.over(test);
    contoso = await world.reseller();
    staff = await test.tokenFor(await world.people.make.user({ staffRole: 'SUPPORT' }));
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    test.now = TEST_NOW;
  });

  const at = async (days: number): Promise<void> => {
    test.now = new Date(TEST_NOW.getTime() + days * DAY);
    staff = await test.tokenFor(await world.people.make.user({ staffRole: 'SUPPORT' }));
  };
  const id = (license: number): string => test.app.ids.encode('License', license);
  let count = 0;
  /** A license of its customer, which runs on a server. */
  const running = async () => {
    const customer = await world.people.account({ name: 'Northwind' });
    const key = `LEAKED-${++count}`;
    const pk = await world.people.make.license(contoso.key, world.product, {
      ...{ origin: 'RESOLD', customerAccountId: customer.key, assignedAt: TEST_NOW, key },
    });
    expect((await install('activateInstallation', key)).codes).toEqual([]);
    return { customer, key, pk };
  };
  const SELECTIONS: Readonly<Record<string, string>> = {
    activateInstallation: 'status entitlement keyEndsAt',
    checkIn: 'status entitlement keyEndsAt',
    deactivateInstallation: 'status',
  };
  const install = (name: string, key: string, more: object = {}): Promise<Done<Answer>> =>
    send<Answer>(test, name, { key, serverName: SERVER, ...more }, SELECTIONS[name]);
  const replace = (pk: number, more: object = {}) =>
    write<Replaced>(
      test,
      staff,
      'replaceLicenseKey',
      { licenseId: id(pk), reason: REASON, ...more },
      'license { key formerKeys { replacedAt endsAt } }',
    );
  const newKey = async (pk: number): Promise<string> => {
    const { codes, payload } = await replace(pk);
    expect(codes).toEqual([]);
    return payload?.license?.key ?? '';
  };

  describe('a key that others know', () => {
    it('R72 the former key starts nothing more, and a server that is active runs with it for 30 days', async () => {
      const { key, pk } = await running();
      const fresh = await newKey(pk);
      expect(fresh).not.toBe(key);
      const ends = new Date(TEST_NOW.getTime() + 30 * DAY).toISOString();
      expect((await install('checkIn', key)).payload).toMatchObject({
        ...{ status: 'ACTIVE', keyEndsAt: ends, entitlement: expect.any(String) as string },
      });
      expect((await install('activateInstallation', key)).payload?.keyEndsAt).toBe(ends);
      for (const more of [
        { serverName: 'thief.example' },
        { serverName: 'thief.example', move: true },
      ])
        expect((await install('activateInstallation', key, more)).codes).toEqual([
          'LICENSE_KEY_REPLACED',
        ]);
      expect((await install('deactivateInstallation', key)).codes).toEqual([
        'LICENSE_KEY_REPLACED',
      ]);
      expect((await install('checkIn', fresh)).payload).toMatchObject({
        ...{ status: 'ACTIVE', keyEndsAt: null, entitlement: expect.any(String) as string },
      });
      // With the new key it moves; then the former one takes nothing back.
      const moved = { serverName: 'new.example', move: true };
      expect((await install('activateInstallation', fresh, moved)).codes).toEqual([]);
      expect((await install('activateInstallation', key, { move: true })).codes).toEqual([
        'LICENSE_KEY_REPLACED',
      ]);
      expect((await install('checkIn', key)).codes).toEqual([]);
      test.now = new Date(TEST_NOW.getTime() + 30 * DAY - 1);
      expect((await install('checkIn', key, { serverName: 'new.example' })).codes).toEqual([]);
      test.now = new Date(TEST_NOW.getTime() + 30 * DAY);
      expect((await install('checkIn', key, { serverName: 'new.example' })).codes).toEqual([
        'LICENSE_KEY_INVALID',
      ]);
      expect((await install('checkIn', fresh, { serverName: 'new.example' })).codes).toEqual([]);
    });

    it('R72 a key that is replaced again has an end of its own, and what has ended is forgotten', async () => {
      const { key: first, pk } = await running();
      const second = await newKey(pk);
      await at(10);
      const third = await newKey(pk);
      const { payload } = await replace(pk, { dryRun: true });
      expect(payload?.license).toBeNull();
      const { data } = await test.graph(
        'query ($id: ID!) { node(id: $id) { ... on License { key formerKeys { endsAt } } } }',
        { id: id(pk) },
        staff,
      );
      const end = (days: number) => new Date(TEST_NOW.getTime() + days * DAY).toISOString();
      expect(data).toEqual({
        node: { key: third, formerKeys: [{ endsAt: end(40) }, { endsAt: end(30) }] },
      });
      const seen = async () =>
        Promise.all(
          [first, second, third].map(
            async (key) => (await install('checkIn', key)).codes[0] ?? 'OK',
          ),
        );
      expect(await seen()).toEqual(['OK', 'OK', 'OK']);
      await at(30);
      expect(await seen()).toEqual(['LICENSE_KEY_INVALID', 'OK', 'OK']);
      await at(40);
      expect(await seen()).toEqual(['LICENSE_KEY_INVALID', 'LICENSE_KEY_INVALID', 'OK']);
      await test.app.jobs.tick();
      const left = await test.dataSource.query<object[]>(
        'SELECT key_hash FROM former_license_keys WHERE license_id = ?',
        [pk],
      );
      expect(left).toEqual([]);
    });

    it('R26 R37 the license is found by both keys while both live', async () => {
      const { key, pk } = await running();
      const fresh = await newKey(pk);
      const found = async (search: string): Promise<string[]> => {
        const { data } = await test.graph(
          'query ($id: ID!, $search: String!) { account(id: $id) { resoldLicenses(filter: { search: $search }) { nodes { id } } } }',
          { id: contoso.id, search },
          await test.tokenFor(contoso.holder.key),
        );
        const { account } = data as { account: { resoldLicenses: { nodes: { id: string }[] } } };
        return account.resoldLicenses.nodes.map((one) => one.id);
      };
      const renewed = async (licenseKey: string) => {
        const line = {
          accountId: contoso.id,
          kind: 'RENEW',
          use: 'RESOLD',
          licenseKey,
          dryRun: true,
        };
        return (await write(test, await test.tokenFor(contoso.holder.key), 'addToCart', line))
          .codes;
      };
      expect(await found(key)).toEqual([id(pk)]);
      expect(await found(fresh.toLowerCase())).toEqual([id(pk)]);
      // Nothing has a price here: the license was found.
      expect([await renewed(key), await renewed(fresh)]).toEqual([['NOT_SOLD'], ['NOT_SOLD']]);
      await at(30);
      expect([await found(key), await found(fresh)]).toEqual([[], [id(pk)]]);
      expect([await renewed(key), await renewed(fresh)]).toEqual([
        ['LICENSE_NOT_FOUND'],
        ['NOT_SOLD'],
      ]);
    });

    it('R18 R61 whoever sees the key is mailed it, others are mailed without it, and nothing else has it', async () => {
      const { customer, key, pk } = await running();
      const { make } = world.people;
      const people = async (permission: 'ACTIVATE_LICENSES' | 'MAKE_PURCHASES', email: string) =>
        make.membership(customer.key, await make.user({ email }), [permission]);
      await people('ACTIVATE_LICENSES', 'activator@leak.test');
      await people('MAKE_PURCHASES', 'buyer@leak.test');
      await make.contact(customer.key, {
        email: 'notices@leak.test',
        receivesImportantNotices: true,
      });
      await make.contact(customer.key, {
        email: 'quiet@leak.test',
        receivesImportantNotices: false,
      });
      const before = (await world.mails()).length;
      const { payload } = await replace(pk);
      const fresh = payload?.license?.key;
      const mails = (await world.mails()).slice(before);
      const told = new Map(mails.map(({ to, secrets }) => [to, secrets.key ?? null]));
      const holder = customer.holder.email;
      expect(new Set(mails.map(({ event }) => event))).toEqual(new Set(['license-key-replaced']));
      expect(told.get('activator@leak.test')).toBe(fresh);
      expect(told.get('notices@leak.test')).toBeNull();
      expect([told.has('buyer@leak.test'), told.has('quiet@leak.test')]).toEqual([false, false]);
      expect(told.get(holder)).toBe(fresh);
      expect(told.get(contoso.holder.email)).toBe(fresh);
      expect(mails.map(({ text }) => text).join()).not.toContain(fresh);
      const events = await test.dataSource.query<object[]>(
        "SELECT * FROM audit_events WHERE action = 'replaceLicenseKey' AND subject_id = ?",
        [pk],
      );
      expect(events).toHaveLength(1);
      for (const secret of [key, fresh ?? '']) expect(JSON.stringify(events)).not.toContain(secret);
      const [row] = await test.dataSource.query<{ key_hash: Buffer }[]>(
        'SELECT key_hash FROM former_license_keys WHERE license_id = ?',
        [pk],
      );
      expect(row?.key_hash.equals(hashOfKey(key))).toBe(true);
    });

    it('R29 a key that leaked in stock activates nothing once the license is assigned', async () => {
      const licenseId = await world.stock(contoso, { key: 'STOCK-LEAK' });
      const { payload } = await write<Replaced>(
        test,
        staff,
        'replaceLicenseKey',
        { licenseId, reason: REASON },
        'license { key }',
      );
      const customer = await world.people.account({ name: 'Late' });
      expect((await install('activateInstallation', 'STOCK-LEAK')).codes).toEqual([
        'LICENSE_KEY_INVALID',
      ]);
      await test.dataSource.query(
        "UPDATE licenses SET customer_account_id = ?, status = 'READY', assigned_at = ? WHERE id = ?",
        [customer.key, TEST_NOW, test.app.ids.decode(licenseId)?.key],
      );
      expect((await install('activateInstallation', 'STOCK-LEAK')).codes).toEqual([
        'LICENSE_KEY_REPLACED',
      ]);
      const { key = '' } = payload?.license ?? {};
      expect((await install('activateInstallation', key)).codes).toEqual([]);
    });

    it('R35 a server that is activated at the very moment is active, or refused', async () => {
      const customer = await world.people.account();
      const pk = await world.people.make.license(customer.key, world.product, { key: 'RACE-KEY' });
      const [activated, first, second] = await Promise.all([
        install('activateInstallation', 'RACE-KEY'),
        replace(pk),
        replace(pk),
      ]);
      expect([first.codes, second.codes]).toEqual([[], []]);
      const [row] = await test.dataSource.query<{ n: string }[]>(
        'SELECT COUNT(*) AS n FROM activations WHERE license_id = ?',
        [pk],
      );
      expect([[], ['LICENSE_KEY_REPLACED']]).toContainEqual(activated.codes);
      expect(Number(row?.n)).toBe(activated.codes.length === 0 ? 1 : 0);
      const keys = await test.dataSource.query<object[]>(
        'SELECT key_hash FROM former_license_keys WHERE license_id = ?',
        [pk],
      );
      expect(keys).toHaveLength(2);
    });
  });
});
