import { Fixtures } from '../support/fixtures';
import { sentMails } from '../support/sent-mails';
import { ANY_COST, TEST_NOW, TestApplication } from '../support/test-application';
import { write } from '../support/write';

const ERRORS = 'userErrors { code field }';
const RESULTS = {
  modifyLeases: `results { lease { id monthlyPrice { amount } } monthlyPrice { amount } thisMonth { amount } ${ERRORS} } monthlyChange { amount }`,
  prepareStopLeases: `results { lease { id } finalCharge { amount } saving { amount } ${ERRORS} } stopsOn finalCharge { amount } saving { amount } confirmationToken`,
  stopLeases: `results { lease { id status } finalCharge { amount } ${ERRORS} } finalCharge { amount }`,
  renewLicenses: `results { license { id maintenance { endsOn } } price { amount } maintenanceEndsOn ${ERRORS} } totals { total { amount } } order { lines { license { id } product { name } } invoice { lines { license { id } order { number } product { name } } } }`,
  activateLicenses: `results { license { id status } activation { serverName } entitlement entitlementWithheld ${ERRORS} }`,
} as const;

interface Result {
  readonly price: { readonly amount: string } | null;
  readonly maintenanceEndsOn: string | null;
  readonly lease: { readonly id: string; readonly status?: string } | null;
  readonly license: { readonly id: string; readonly status: string } | null;
  readonly activation: { readonly serverName: string } | null;
  readonly entitlement: string | null;
  readonly entitlementWithheld: boolean | null;
  readonly monthlyPrice: { readonly amount: string } | null;
  readonly finalCharge: { readonly amount: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}
interface Answer {
  readonly totals: { readonly total: { readonly amount: string } } | null;
  readonly order: {
    readonly lines: readonly { readonly license: { readonly id: string } }[];
    readonly invoice: { readonly lines: readonly { readonly license: { readonly id: string } }[] };
  } | null;
  readonly results: readonly Result[] | null;
  readonly monthlyChange: { readonly amount: string };
  readonly finalCharge: { readonly amount: string };
  readonly confirmationToken: string | null;
  readonly effects?: readonly unknown[];
}

interface Sent {
  readonly codes: readonly unknown[];
  readonly payload: Answer;
}

describe('many leases and licenses at once', () => {
  let test: TestApplication;
  let make: Fixtures;
  let small: number;
  let large: number;
  let provider: number;
  let holder: number;
  let customer: number;
  let accountId: string;
  let token: string;

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    make = new Fixtures(test);
    small = await make.product({ level: 250 });
    large = await make.product({ level: 500 });
    await make.price({ productId: small, kind: 'LEASE', amount: 2_000n });
    await make.price({ productId: large, kind: 'LEASE', amount: 5_000n });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    holder = await make.user();
    provider = await make.account(holder, { leaseProvider: true });
    customer = await make.account(await make.user());
    accountId = id('Account', provider);
    token = await test.tokenFor(holder);
  });
  afterEach(() => expect(test.locks.faults.splice(0)).toEqual([]));

  const id = (type: string, key: number): string => test.app.ids.encode(type, key);
  const leases = async (count: number, of = provider): Promise<string[]> => {
    const made: string[] = [];
    for (let n = 0; n < count; n++)
      made.push(id('Lease', (await make.lease(of, customer, small)).leaseId));
    return made;
  };
  const send = async (
    name: keyof typeof RESULTS,
    input: object,
    as = token,
    dryRun = false,
  ): Promise<Sent> => {
    const selection = `${RESULTS[name]}${dryRun ? ' effects { kind }' : ''}`;
    const given = dryRun ? { ...input, dryRun } : input;
    const { codes, payload } = await write<Answer>(test, as, name, given, selection);
    return { codes, payload: payload ?? ({ results: null } as Answer) };
  };
  const upgrade = (ids: readonly string[], more: object = {}) => ({
    accountId,
    leases: ids.map((leaseId) => ({ leaseId, productId: id('Product', large) })),
    ...more,
  });
  const codesOf = ({ payload }: Sent) =>
    payload.results?.map(({ userErrors }) => userErrors.map(({ code }) => code)) ?? null;
  const prepared = async (ids: readonly string[]): Promise<string> =>
    (await send('prepareStopLeases', { accountId, leaseIds: ids })).payload
      .confirmationToken as string;
  const statuses = async (): Promise<string[]> => {
    const rows = await test.dataSource.query<{ status: string }[]>(
      'SELECT status FROM leases WHERE account_id = ? ORDER BY id',
      [provider],
    );
    return rows.map(({ status }) => status);
  };

  describe('modifyLeases', () => {
    it('R43 changes those that it can, says of each what became of it, in order, and what all come to', async () => {
      const [one, two, stopped] = (await leases(3)) as [string, string, string];
      await send('stopLeases', { confirmationToken: await prepared([stopped]) });
      const before = (await sentMails(test)).length;
      const sent = await send('modifyLeases', upgrade([two, stopped, one, two]));
      expect(sent.codes).toEqual([]);
      expect(codesOf(sent)).toEqual([[], ['LEASE_STOPPED'], [], ['REPEATED']]);
      expect(sent.payload.results?.map(({ lease }) => lease?.id)).toEqual([two, stopped, one, two]);
      expect(sent.payload.results?.[1]?.userErrors[0]?.field).toEqual(['input', 'leases', '1']);
      expect(sent.payload.results?.map(({ monthlyPrice }) => monthlyPrice?.amount)).toEqual([
        ...['50.00', undefined, '50.00', undefined],
      ]);
      expect(sent.payload.monthlyChange.amount).toBe('60.00');
      const mails = (await sentMails(test)).slice(before).map(({ event }) => event);
      expect(mails).toEqual(['license-modified', 'license-modified']);
    });

    it('R43 all or nothing: one that cannot be changed keeps all others as they are', async () => {
      const ids = await leases(2);
      const sent = await send(
        'modifyLeases',
        upgrade([...ids, ids[0] ?? ''], { allOrNothing: true }),
      );
      expect([sent.codes, sent.payload.results]).toEqual([['REPEATED'], null]);
      const again = await send('modifyLeases', upgrade(ids, { allOrNothing: true }));
      expect([again.codes, codesOf(again)]).toEqual([[], [[], []]]);
      const third = await send('modifyLeases', upgrade(ids));
      // All are refused: nothing is written, and each says why.
      expect([third.codes, codesOf(third)]).toEqual([
        [],
        [['NOTHING_CHANGES'], ['NOTHING_CHANGES']],
      ]);
    });

    it('R65 a dry run says what all come to and changes nothing', async () => {
      const ids = await leases(2);
      const { payload } = await send('modifyLeases', upgrade(ids), token, true);
      expect(payload.monthlyChange.amount).toBe('60.00');
      expect(payload.results?.map(({ lease }) => lease)).toEqual([null, null]);
      expect(payload.effects?.length).toBeGreaterThan(3);
      const [row] = await test.dataSource.query<{ count: string }[]>(
        'SELECT COUNT(*) AS count FROM lease_terms WHERE account_id = ? AND product_id = ?',
        [provider, large],
      );
      expect(Number(row?.count)).toBe(0);
    });

    it('R43 a hundred take as many statements as two, a hundred and one are refused', async () => {
      const ids = await leases(102);
      const counts: number[] = [];
      for (const some of [ids.slice(0, 2), ids.slice(2)]) {
        const sent = await test.countStatements(async () => {
          const answer = await send('modifyLeases', upgrade(some));
          expect(answer.codes).toEqual([]);
          expect(codesOf(answer)).toEqual(some.map(() => []));
        });
        counts.push(sent.length);
      }
      expect(counts[1]).toBe(counts[0]);
      // And back again on the same day, which replaces the terms.
      const back = {
        accountId,
        leases: ids.slice(2).map((leaseId) => ({ leaseId, productId: id('Product', small) })),
      };
      const sent = await test.countStatements(async () =>
        expect(codesOf(await send('modifyLeases', back))).toEqual(back.leases.map(() => [])),
      );
      expect(sent.length).toBeLessThanOrEqual((counts[0] ?? 0) + 2);
      const tooMany = await send('modifyLeases', upgrade(ids.slice(0, 101)));
      expect([tooMany.codes, tooMany.payload.results]).toEqual([['TOO_MANY'], null]);
    });

    it('R59 the cap of a token holds over the lot: what is beyond it is refused, the rest counts together', async () => {
      const ids = await leases(4);
      const capped = async (monthlyCap: bigint) =>
        (await make.apiToken(provider, holder, 'LEASE_PROVIDER:WRITE', { monthlyCap })).token;
      const sent = await send('modifyLeases', upgrade(ids), await capped(7_000n));
      expect(codesOf(sent)).toEqual([[], [], ['SPENDING_CAP_REACHED'], ['SPENDING_CAP_REACHED']]);
      const [row] = await test.dataSource.query<{ spent: string }[]>(
        'SELECT s.spent FROM api_token_spending s JOIN api_tokens t ON t.id = s.token_id WHERE t.account_id = ?',
        [provider],
      );
      expect(Number(row?.spent)).toBe(6_000);
      const all = await send(
        'modifyLeases',
        upgrade(ids.slice(2), { allOrNothing: true }),
        await capped(5_999n),
      );
      expect(all.codes).toEqual(['SPENDING_CAP_REACHED']);
    });

    it('R59 R63 a lease of somebody else is not there, and a token that reads changes nothing', async () => {
      const stranger = await make.account(await make.user(), { leaseProvider: true });
      const [foreign] = (await leases(1, stranger)) as [string];
      const [own] = (await leases(1)) as [string];
      const notThere = `${own.slice(0, 4)}${'A'.repeat(own.length - 4)}`;
      const denied: unknown[] = [];
      for (const name of ['modifyLeases', 'prepareStopLeases'] as const)
        for (const other of [foreign, notThere]) {
          const input =
            name === 'modifyLeases' ? upgrade([own, other]) : { accountId, leaseIds: [own, other] };
          const { errors } = await test.graph(
            `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code } } }`,
            { input },
            token,
          );
          denied.push(errors.map(({ message, extensions }) => [message, extensions['code']]));
        }
      expect(new Set(denied.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(JSON.stringify(denied[0])).toContain('NOT_FOUND');
      const reader = await make.apiToken(provider, holder, 'LEASE_PROVIDER:READ');
      expect((await send('modifyLeases', upgrade([own]), reader.token)).codes).toEqual([
        'FORBIDDEN',
      ]);
    });

    it('R43 a lease of another account of the same login is refused by itself', async () => {
      const other = await make.account(await make.user(), { leaseProvider: true });
      await make.membership(other, holder, ['LEASE_PROVIDER']);
      const [own] = (await leases(1)) as [string];
      const [elsewhere] = (await leases(1, other)) as [string];
      const sent = await send('modifyLeases', upgrade([elsewhere, own]));
      expect(codesOf(sent)).toEqual([['OF_ANOTHER_ACCOUNT'], []]);
      const stop = await send('prepareStopLeases', { accountId, leaseIds: [elsewhere, own] });
      expect(codesOf(stop)).toEqual([['OF_ANOTHER_ACCOUNT'], []]);
    });

    it('R43 two lots over the same leases, in any order, are done one after the other', async () => {
      const ids = await leases(6);
      const down = {
        accountId,
        leases: ids.toReversed().map((leaseId) => ({ leaseId, productId: id('Product', small) })),
      };
      const stop = { confirmationToken: await prepared(ids.slice(2)) };
      const [up, again, back, stopped] = await Promise.all([
        send('modifyLeases', upgrade(ids)),
        send('modifyLeases', upgrade(ids.toReversed())),
        send('modifyLeases', down),
        send('stopLeases', stop),
      ]);
      for (const one of [up, again, back, stopped]) expect(one.codes).toEqual([]);
      // Of each lease the upgrade was done by one of the two, unless the way back came between or it was stopped.
      for (const codes of [up, again, back, stopped].flatMap((one) => codesOf(one) ?? []))
        expect([
          [],
          ['NOTHING_CHANGES'],
          ['LEASE_STOPPED'],
          ['CONFIRMATION_DIFFERS'],
          ['LICENSE_ENDED'],
        ]).toContainEqual(codes);
    });
  });

  describe('stopLeases', () => {
    it('R44 the first call tells what stopping costs, all together; the second stops, once', async () => {
      const ids = await leases(3);
      const first = await send('prepareStopLeases', { accountId, leaseIds: ids });
      expect(first.codes).toEqual([]);
      const each = first.payload.results?.map(({ finalCharge }) => finalCharge?.amount) ?? [];
      expect(new Set(each).size).toBe(1);
      expect(Number(first.payload.finalCharge.amount)).toBeCloseTo(3 * Number(each[0]), 2);
      expect(await statuses()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
      const { confirmationToken } = first.payload;
      const dry = await send('stopLeases', { confirmationToken }, token, true);
      expect(dry.payload.finalCharge).toEqual(first.payload.finalCharge);
      expect(await statuses()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
      const second = await send('stopLeases', { confirmationToken });
      expect([second.codes, second.payload.finalCharge]).toEqual([[], first.payload.finalCharge]);
      expect(second.payload.results?.map(({ lease }) => lease?.status)).toEqual([
        ...['STOPPED', 'STOPPED', 'STOPPED'],
      ]);
      expect(second.payload.results?.map(({ lease }) => lease?.id)).toEqual(ids);
      const again = await send('stopLeases', { confirmationToken });
      expect(codesOf(again)).toEqual([['LEASE_STOPPED'], ['LEASE_STOPPED'], ['LEASE_STOPPED']]);
      const ended = await test.dataSource.query<{ status: string }[]>(
        "SELECT status FROM licenses WHERE account_id = ? AND status <> 'ENDED'",
        [provider],
      );
      expect(ended).toEqual([]);
    });

    it('R44 what changed in between is refused: by itself, or all of it', async () => {
      const today = '2026-11-21';
      const made = await make.lease(provider, customer, small, { startedOn: today });
      const [changed, ...others] = [id('Lease', made.leaseId), ...(await leases(2))];
      const input = { confirmationToken: await prepared([changed ?? '', ...others]) };
      // The day on which a lease starts is charged, at the terms of that day.
      await send('modifyLeases', upgrade([changed ?? '']));
      const all = await send('stopLeases', { ...input, allOrNothing: true });
      expect([all.codes, all.payload.results]).toEqual([['CONFIRMATION_DIFFERS'], null]);
      expect(await statuses()).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
      const alone = await send('stopLeases', input);
      expect(codesOf(alone)).toEqual([['CONFIRMATION_DIFFERS'], [], []]);
      expect(await statuses()).toEqual(['ACTIVE', 'STOPPED', 'STOPPED']);
      // Tomorrow all of it is another stop.
      const [left] = [await prepared([changed ?? ''])];
      test.now = new Date(`${today}T23:55:00Z`);
      const late = await prepared([changed ?? '']);
      test.now = new Date(test.now.getTime() + 10 * 60_000);
      expect(codesOf(await send('stopLeases', { confirmationToken: late }))).toEqual([
        ['CONFIRMATION_DIFFERS'],
      ]);
      expect((await send('stopLeases', { confirmationToken: left })).codes).toEqual([
        'CONFIRMATION_INVALID',
      ]);
    });

    it('R44 a token is of its maker, its leases and a quarter of an hour', async () => {
      const [one, two] = (await leases(2)) as [string, string];
      const many = await prepared([one]);
      const single = await write<{ confirmationToken: string }>(
        test,
        token,
        'prepareStopLease',
        { leaseId: two },
        'confirmationToken',
      );
      // Of the other kind, and of another account.
      const [, sealed] = single.payload?.confirmationToken.split('.') ?? [];
      const wrong = [`${accountId}.${sealed}`, `${accountId}.${many.split('.')[1]?.slice(1)}`];
      for (const confirmationToken of wrong)
        expect((await send('stopLeases', { confirmationToken })).codes).toEqual([
          'CONFIRMATION_INVALID',
        ]);
      const login = await make.user();
      await make.membership(provider, login, ['LEASE_PROVIDER']);
      const other = await send(
        'stopLeases',
        { confirmationToken: many },
        await test.tokenFor(login),
      );
      expect(other.codes).toEqual(['CONFIRMATION_INVALID']);
      test.now = new Date(TEST_NOW.getTime() + 15 * 60_000);
      const late = await send('stopLeases', { confirmationToken: many });
      expect(late.codes).toEqual(['CONFIRMATION_INVALID']);
      expect(await statuses()).toEqual(['ACTIVE', 'ACTIVE']);
    });

    it('R44 what cannot be stopped is not confirmed; a hundred take as many statements as two', async () => {
      const ids = await leases(102);
      const counts: number[] = [];
      for (const some of [ids.slice(0, 2), ids.slice(2)]) {
        const confirmationToken = await prepared(some);
        const sent = await test.countStatements(async () =>
          expect(codesOf(await send('stopLeases', { confirmationToken }))).toEqual(
            some.map(() => []),
          ),
        );
        counts.push(sent.length);
      }
      expect(counts[1]).toBe(counts[0]);
      const none = await send('prepareStopLeases', { accountId, leaseIds: ids.slice(0, 2) });
      expect(none.payload.confirmationToken).toBeNull();
      expect(codesOf(none)).toEqual([['LEASE_STOPPED'], ['LEASE_STOPPED']]);
      const twice = await send('prepareStopLeases', { accountId, leaseIds: [ids[0], ids[0]] });
      expect(twice.codes).toEqual(['REPEATED']);
    });
  });

  describe('activateLicenses', () => {
    const own = async (count: number, given: object = {}): Promise<string[]> => {
      const made: string[] = [];
      for (let n = 0; n < count; n++)
        made.push(id('License', await make.license(provider, small, given)));
      return made;
    };
    const on = (ids: readonly string[], more: object = {}) => ({
      accountId,
      activations: ids.map((licenseId, n) => ({ licenseId, serverName: `s${n}.test` })),
      ...more,
    });

    it('R35 activates those that it can, each on its server, with its entitlement', async () => {
      const [one, two] = (await own(2)) as [string, string];
      const [suspended] = (await own(1, { status: 'SUSPENDED' })) as [string];
      const sent = await send('activateLicenses', on([one, suspended, two, one]));
      expect(sent.codes).toEqual([]);
      expect(codesOf(sent)).toEqual([[], ['LICENSE_SUSPENDED'], [], ['REPEATED']]);
      const { results } = sent.payload;
      expect(results?.map(({ activation }) => activation?.serverName)).toEqual([
        ...['s0.test', undefined, 's2.test', undefined],
      ]);
      expect(results?.map(({ license }) => license?.status)).toEqual([
        ...['ACTIVE', 'SUSPENDED', 'ACTIVE', 'ACTIVE'],
      ]);
      expect(results?.map(({ entitlement }) => entitlement?.split('.').length)).toEqual([
        ...[3, undefined, 3, undefined],
      ]);
      const elsewhere = await send('activateLicenses', {
        accountId,
        activations: [{ licenseId: one, serverName: 'other.test' }],
        allOrNothing: true,
      });
      expect(elsewhere.codes).toEqual(['LICENSE_ACTIVE_ELSEWHERE']);
    });

    it('R35 what others run is refused; a hundred take few statements each', async () => {
      const leased = await make.lease(provider, customer, small);
      await make.membership(customer, holder, ['ACTIVATE_LICENSES']);
      const [mine] = (await own(1)) as [string];
      const sent = await send('activateLicenses', on([id('License', leased.licenseId), mine]));
      expect(codesOf(sent)).toEqual([['OF_ANOTHER_ACCOUNT'], []]);
      const ids = await own(102);
      const counts: number[] = [];
      for (const some of [ids.slice(0, 2), ids.slice(2)]) {
        const statements = await test.countStatements(async () =>
          expect(codesOf(await send('activateLicenses', on(some)))).toEqual(some.map(() => [])),
        );
        counts.push(statements.length);
      }
      const [two = 0, hundred = 0] = counts;
      // One statement for each installation, whose key is asked for as it is written.
      expect(hundred - two).toBe(98);
      expect(two).toBeLessThan(25);
    });
  });

  describe('renewLicenses', () => {
    let reseller: number;
    beforeAll(() => make.price({ productId: small, kind: 'MAINTENANCE', amount: 1_000n }));
    beforeEach(async () => {
      reseller = await make.account(holder, { reseller: true });
      accountId = id('Account', reseller);
    });
    const sold = async (count: number, given: object = {}): Promise<string[]> => {
      const made: string[] = [];
      for (let n = 0; n < count; n++)
        made.push(
          id(
            'License',
            await make.license(reseller, small, {
              ...{ origin: 'RESOLD', customerAccountId: customer, assignedAt: TEST_NOW },
              ...given,
            }),
          ),
        );
      return made;
    };
    const renew = (ids: readonly string[], more: object = {}) => ({
      ...{
        accountId,
        billing: 'MONTHLY_SUMMARY',
        licenses: ids.map((licenseId) => ({ licenseId })),
      },
      ...more,
    });

    it('R23 R33 renews in one order those that can be, after a dry run that says what it costs', async () => {
      const [one, two] = (await sold(2)) as [string, string];
      const [lapsed] = (await sold(1, { maintenanceTo: '2026-11-01' })) as [string];
      const ids = [one, lapsed, two, one];
      const dry = await send('renewLicenses', renew(ids), token, true);
      expect(codesOf(dry)).toEqual([[], ['MAINTENANCE_LAPSED'], [], ['REPEATED']]);
      expect(dry.payload.results?.[1]?.userErrors[0]?.field).toEqual([
        ...['input', 'licenses', '1', 'licenseId'],
      ]);
      expect(dry.payload.results?.map(({ price }) => price?.amount)).toEqual([
        ...['10.00', undefined, '10.00', undefined],
      ]);
      const acceptTotal = dry.payload.totals?.total.amount;
      const sent = await send('renewLicenses', renew(ids, { acceptTotal }));
      expect([sent.codes, codesOf(sent)]).toEqual([[], codesOf(dry)]);
      expect(sent.payload.results?.map(({ maintenanceEndsOn }) => maintenanceEndsOn)).toEqual([
        ...['2027-12-31', null, '2027-12-31', null],
      ]);
      expect(sent.payload.results?.[0]?.license).toMatchObject({
        ...{ id: one, maintenance: { endsOn: '2027-12-31' } },
      });
      // One order, whose lines and the lines of its invoice lead to the licenses.
      for (const lines of [sent.payload.order?.lines, sent.payload.order?.invoice.lines])
        expect(lines?.map(({ license }) => license.id)).toEqual([one, two]);
      const { order } = sent.payload;
      expect(order?.invoice.lines[0]).toMatchObject({ product: expect.anything() as unknown });
    });

    it('R23 all or nothing, a changed price, and what is of others', async () => {
      const [one] = (await sold(1)) as [string];
      const [lapsed] = (await sold(1, { maintenanceTo: '2026-11-01' })) as [string];
      const all = await send(
        'renewLicenses',
        renew([one, lapsed], { allOrNothing: true }),
        token,
        true,
      );
      expect([all.codes, all.payload.results]).toEqual([['MAINTENANCE_LAPSED'], null]);
      const none = await send('renewLicenses', renew([lapsed], { acceptTotal: '0.00' }));
      expect([none.codes, codesOf(none)]).toEqual([[], [['MAINTENANCE_LAPSED']]]);
      const dear = await send('renewLicenses', renew([one], { acceptTotal: '9.99' }));
      expect(dear.codes).toEqual(['PRICE_CHANGED']);
      const foreign = id('License', await make.license(customer, small));
      for (const other of [foreign, `${one.slice(0, 4)}${'A'.repeat(one.length - 4)}`])
        expect((await send('renewLicenses', renew([one, other]), token, true)).codes).toEqual([
          'NOT_FOUND',
        ]);
      const reader = await make.apiToken(reseller, holder, 'RESELLER:READ');
      expect((await send('renewLicenses', renew([one]), reader.token, true)).codes).toEqual([
        'FORBIDDEN',
      ]);
    });

    it('R59 the cap of a token holds over all of them, and a hundred are one order', async () => {
      const ids = await sold(101);
      const capped = await make.apiToken(reseller, holder, 'RESELLER:WRITE', {
        monthlyCap: 99_999n,
      });
      const total = { acceptTotal: '1000.00' };
      const refused = await send('renewLicenses', renew(ids.slice(1), total), capped.token);
      expect(refused.codes).toEqual(['SPENDING_CAP_REACHED']);
      const tooMany = await send('renewLicenses', renew(ids, total));
      expect(tooMany.codes).toEqual(['TOO_MANY']);
      const sent = await send('renewLicenses', renew(ids.slice(1), total));
      expect([sent.codes, sent.payload.order?.lines.length]).toEqual([[], 100]);
    });
  });
});
