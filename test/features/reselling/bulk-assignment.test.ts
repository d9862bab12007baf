import { checksum } from '../../support/fixtures';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { LICENSE, Resellers, type Assigned, type Reseller } from './reseller';

const LONG = process.env['KEYHOLD_LONG'] === '1';
/** Each license is assigned twice at once, to different addresses. */
const LICENSES = LONG ? 100 : 12;

interface Result extends Assigned {
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

describe('assigning many licenses', () => {
  let test: TestApplication;
  let world: Resellers;
  let contoso: Reseller;

  beforeAll(async () => {
    test = await TestApplication.start();
    world = await Resellers.over(test);
    contoso = await world.reseller();
  });
  afterAll(() => test.stop());

  const bulk = (as: { token: string }, assignments: readonly object[], more: object = {}) =>
    world.people.send<{ results: readonly Result[] | null }>(
      as,
      'assignLicenses',
      { accountId: contoso.id, assignments, ...more },
      `results { ${LICENSE} userErrors { code field } }`,
    );
  const stock = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => world.stock(contoso)));

  it('R30 of many who assign the same licenses at once to different addresses each has one winner', async () => {
    const licenses = await stock(LICENSES);
    const tries = licenses.flatMap((licenseId, n) =>
      ['one', 'other'].map((who) => ({ licenseId, email: `${who}${n}@race.test` })),
    );
    const came = await Promise.all(
      tries.map(async (one) => ({
        ...one,
        ...(await world.assign(contoso.token, one.licenseId, one.email)),
      })),
    );
    for (const licenseId of licenses) {
      const ofOne = came.filter((one) => one.licenseId === licenseId);
      expect(ofOne.map(({ codes }) => codes.join()).sort()).toEqual([
        '',
        'LICENSE_ALREADY_ASSIGNED',
      ]);
      const winner = ofOne.find(({ codes }) => codes.length === 0);
      expect(winner?.payload?.license?.customer?.email).toBe(winner?.email);
    }
    const events = await test.dataSource.query<{ n: string; licenses: string }[]>(
      "SELECT COUNT(*) AS n, COUNT(DISTINCT subject_id) AS licenses FROM audit_events WHERE action = 'assignLicense' AND subject_type = 'License'",
    );
    expect(events.map(({ n, licenses: of }) => [Number(n), Number(of)])).toEqual([
      [LICENSES, LICENSES],
    ]);
    // Whoever lost left nothing behind: no account, no user, no mail.
    expect(await world.count('accounts', "email LIKE '%@race.test'")).toBe(LICENSES);
    expect(await world.count('users', "email LIKE '%@race.test'")).toBe(LICENSES);
    const mails = (await world.mails()).filter(({ to }) => to.endsWith('@race.test'));
    expect(mails).toHaveLength(LICENSES);
  }, 120_000);

  it('R38 each for itself: results in order, the refused with why, the others assigned', async () => {
    const [free = '', gone = '', twice = ''] = await stock(3);
    const elsewhere = await world.stock(await world.reseller('Elsewhere'));
    await world.assign(contoso.token, gone, 'first@bulk.test');
    const { payload, codes } = await bulk(contoso.token, [
      { licenseId: gone, email: 'second@bulk.test' },
      { licenseId: free, email: 'second@bulk.test', customerName: 'Second' },
      { licenseId: twice, email: 'second@bulk.test' },
      { licenseId: twice, email: 'third@bulk.test' },
      { licenseId: free },
    ]);
    expect(codes).toEqual([]);
    expect(
      payload?.results?.map(({ license, userErrors }) => [
        license?.customer?.name ?? null,
        userErrors.map(({ code, field }) => [code, field.join('.')]),
      ]),
    ).toEqual([
      [null, [['LICENSE_ALREADY_ASSIGNED', 'input.assignments.0']]],
      ['Second', []],
      ['Second', []],
      [null, [['REPEATED', 'input.assignments.3.licenseId']]],
      [null, [['REPEATED', 'input.assignments.4.licenseId']]],
    ]);
    const mails = await world.mails('second@bulk.test');
    expect(mails.map(({ event, secrets }) => [event, 'password' in secrets])).toEqual([
      ['account-created', true],
      ['license-key-delivery', false],
    ]);
    const missing = await bulk(contoso.token, [{ licenseId: elsewhere, email: 'a@b.test' }]);
    expect(missing.codes).toEqual(['NOT_FOUND']);
    expect(missing.errors[0]?.extensions['field']).toEqual([
      'input',
      'assignments',
      '0',
      'licenseId',
    ]);
  });

  it('R38 all or nothing: one that is refused keeps all of them from being assigned', async () => {
    const [free = '', gone = '', more = ''] = await stock(3);
    await world.assign(contoso.token, gone, 'first@bulk.test');
    const person = await world.people.person();
    for (const name of ['One', 'Other']) await world.people.make.account(person.key, { name });
    const before = await checksum(test.dataSource);
    const { payload, codes } = await bulk(
      contoso.token,
      [
        { licenseId: free, email: 'fine@bulk.test' },
        { licenseId: gone, email: 'fine@bulk.test' },
        { licenseId: more, email: person.email },
      ],
      { allOrNothing: true },
    );
    expect([codes, payload?.results]).toEqual([
      ['LICENSE_ALREADY_ASSIGNED', 'CUSTOMER_AMBIGUOUS'],
      null,
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
    const all = [free, more].map((licenseId) => ({ licenseId, email: 'fine@bulk.test' }));
    const done = await bulk(contoso.token, all, { allOrNothing: true });
    expect(done.payload?.results?.map(({ license }) => license?.status)).toEqual([
      'READY',
      'READY',
    ]);
  });

  it('R30 a person confirms each of them', async () => {
    const [licenseId = ''] = await stock(1);
    const refused = await bulk(contoso.holder, [{ licenseId, email: 'a@bulk.test' }]);
    expect(refused.payload?.results?.[0]?.userErrors[0]?.code).toBe('CONFIRMATION_REQUIRED');
    const { payload } = await world.people.send<{ confirmationToken: string }>(
      contoso.holder,
      'prepareAssignLicense',
      { licenseId, email: 'a@bulk.test' },
      'confirmationToken',
    );
    const { confirmationToken } = payload ?? {};
    const done = await bulk(contoso.holder, [{ confirmationToken }]);
    expect(done.payload?.results?.[0]?.license?.status).toBe('READY');
  });

  it('R65 a dry run says what would be refused, and assigns nothing', async () => {
    const [free = '', gone = ''] = await stock(2);
    await world.assign(contoso.token, gone, 'first@bulk.test');
    const before = await checksum(test.dataSource);
    const { payload, codes } = await bulk(
      contoso.token,
      [free, gone].map((licenseId) => ({ licenseId, email: 'dry-run@bulk.test' })),
      { dryRun: true },
    );
    expect(codes).toEqual([]);
    expect(payload?.results?.map(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      [],
      ['LICENSE_ALREADY_ASSIGNED'],
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R30 two lists with the same licenses at once: each license once, whichever list it is of', async () => {
    const licenses = await stock(LONG ? 50 : 8);
    const list = (who: string) =>
      licenses.map((licenseId, n) => ({ licenseId, email: `${who}${n}@lists.test` }));
    const came = await Promise.all([
      bulk(contoso.token, list('a')),
      bulk(contoso.token, list('b').reverse()),
    ]);
    const winners = came
      .flatMap(({ payload }) => payload?.results ?? [])
      .filter(({ license }) => license !== null);
    expect(came.flatMap(({ codes }) => codes)).toEqual([]);
    expect(winners).toHaveLength(licenses.length);
    expect(winners.every(({ license }) => license?.assignedAt === TEST_NOW.toISOString())).toBe(
      true,
    );
    expect(await world.count('accounts', "email LIKE '%@lists.test'")).toBe(licenses.length);
  }, 120_000);

  it('a hundred at once at most', async () => {
    const [licenseId = ''] = await stock(1);
    const many = Array.from({ length: 101 }, (_, n) => ({ licenseId, email: `n${n}@bulk.test` }));
    expect((await bulk(contoso.token, many)).codes).toEqual(['TOO_MANY']);
  });
});
