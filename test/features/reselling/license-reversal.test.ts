import { checksum } from '../../support/fixtures';
import { send } from '../../support/senders';
import { ANY_COST, TEST_NOW, TestApplication } from '../../support/test-application';
import { write } from '../../support/write';
import { Resellers, type Reseller } from './reseller';

const DAY = 24 * 3_600_000;
const REASON = 'The address was mistyped';

interface Replaced {
  readonly license: { readonly status: string } | null;
  readonly replacement: {
    readonly id: string;
    readonly key: string;
    readonly status: string;
    readonly origin: string;
    readonly maintenance: { readonly endsOn: string };
    readonly addOns: readonly object[];
    readonly replaces: { readonly id: string } | null;
  } | null;
}

describe('licenses that were assigned or bought by mistake', () => {
  let test: TestApplication;
  let world: Resellers;
  let contoso: Reseller;
  let staff: [first: string, second: string, third: string];
  let addOn: number;

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    world = await Resellers.over(test);
    contoso = await world.reseller();
    addOn = await world.people.make.addOn({ name: 'Message Archiving' });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    await test.dataSource.query('UPDATE users SET staff_role = NULL');
    staff = [await employed(), await employed(), await employed()];
  });

  const employed = async (): Promise<string> =>
    test.tokenFor(await world.people.make.user({ staffRole: 'SUPPORT' }));
  const id = (license: number): string => test.app.ids.encode('License', license);
  let count = 0;
  /** A license that was assigned to the wrong customer, who runs it. */
  const mistaken = async () => {
    const customer = await world.people.account({ name: 'Mistyped' });
    const key = `MISTAKE-${++count}`;
    const pk = await world.people.make.license(contoso.key, world.product, {
      ...{ origin: 'RESOLD', customerAccountId: customer.key, assignedAt: TEST_NOW, key },
      ...{ status: 'ACTIVE', maintenanceTo: '2027-03-31' },
    });
    await world.people.make.licenseAddOn(contoso.key, pk, addOn);
    await world.people.make.activation(contoso.key, pk, { serverName: 'mail.example' });
    return { customer, key, pk, licenseId: id(pk) };
  };
  const request = async (by: string, licenseId: string, more: object = {}) =>
    (await write(test, by, 'requestLicenseReversal', { licenseId, reason: REASON, ...more })).codes;
  const confirm = (by: string, licenseId: string, more: object = {}) =>
    write<Replaced>(
      test,
      by,
      'confirmLicenseReversal',
      { licenseId, reason: 'Checked', ...more },
      'license { status } replacement { id key status origin maintenance { endsOn } addOns { name } replaces { id } }',
    );
  const cancel = async (by: string, licenseId: string) =>
    (await write(test, by, 'cancelLicenseReversal', { licenseId })).codes;
  const replacements = async (pk: number): Promise<number> => {
    const [row] = await test.dataSource.query<{ n: string }[]>(
      'SELECT COUNT(*) AS n FROM licenses l JOIN license_reversals r ON r.replacement_id = l.id WHERE r.license_id = ?',
      [pk],
    );
    return Number(row?.n);
  };

  it('R30 R72 two of the staff end an assignment, and its replacement is in stock, to be assigned once', async () => {
    const { customer, key, licenseId } = await mistaken();
    const [first, second] = staff;
    expect(await request(first, licenseId)).toEqual([]);
    expect((await confirm(first, licenseId)).codes).toEqual(['SECOND_PERSON_NEEDED']);
    const before = await checksum(test.dataSource);
    const dryRun = await confirm(second, licenseId, { dryRun: true });
    expect([dryRun.codes, dryRun.payload?.replacement]).toEqual([[], null]);
    expect(await checksum(test.dataSource)).toBe(before);

    const mails = (await world.mails()).length;
    const { codes, payload } = await confirm(second, licenseId);
    expect(codes).toEqual([]);
    expect(payload?.license?.status).toBe('ENDED');
    const { replacement } = payload ?? {};
    expect(replacement).toMatchObject({
      ...{ status: 'UNASSIGNED', origin: 'RESOLD', maintenance: { endsOn: '2027-03-31' } },
      ...{ addOns: [{ name: 'Message Archiving' }], replaces: { id: licenseId } },
    });
    expect(replacement?.key).not.toBe(key);
    const told = (await world.mails()).slice(mails);
    expect(told.map(({ event, accountId }) => [event, accountId])).toEqual([
      ['license-modified', customer.key],
      ['license-replaced', contoso.key],
      ...staff.map(() => ['staff-license-reversal', null]),
    ]);
    expect(told[0]?.text).toContain('REVERSED');
    expect(told[1]?.secrets.key).toBe(replacement?.key);

    // The server learns that it is over; nobody is charged; the right customer gets the replacement, for good.
    const seen = await send<{ status: string; entitlement: string | null }>(
      test,
      'checkIn',
      { key, serverName: 'mail.example' },
      'status entitlement',
    );
    expect(seen.payload).toMatchObject({ status: 'ENDED', entitlement: null });
    const right = await world.people.account({ email: 'right@reversal.test' });
    const bulk = {
      accountId: contoso.id,
      assignments: [{ licenseId: replacement?.id, email: 'right@reversal.test' }],
    };
    const assigned = await write(
      test,
      contoso.token.token,
      'assignLicenses',
      bulk,
      'results { userErrors { code } }',
    );
    expect(assigned.codes).toEqual([]);
    const [row] = await test.dataSource.query<{ customer_account_id: number }[]>(
      'SELECT customer_account_id FROM licenses WHERE id = ?',
      [test.app.ids.decode(replacement?.id ?? '')?.key],
    );
    expect(Number(row?.customer_account_id)).toBe(right.key);
    const [charged] = await test.dataSource.query<{ n: string }[]>(
      'SELECT (SELECT COUNT(*) FROM invoices) + (SELECT COUNT(*) FROM ledger_entries) AS n',
    );
    expect(Number(charged?.n)).toBe(0);
    expect((await confirm(staff[2], licenseId)).codes).toEqual(['LICENSE_ENDED']);
    expect(await request(first, licenseId)).toEqual(['LICENSE_ENDED']);
  });

  it('R72 a request is one, can be canceled by anybody of the staff, and counts for nothing after seven days', async () => {
    const { licenseId, pk } = await mistaken();
    const [first, second, third] = staff;
    expect(await cancel(first, licenseId)).toEqual(['NOTHING_REQUESTED']);
    expect((await confirm(first, licenseId)).codes).toEqual(['NOTHING_REQUESTED']);
    expect(await request(first, licenseId)).toEqual([]);
    expect(await request(second, licenseId)).toEqual(['ALREADY_REQUESTED']);
    expect(await cancel(third, licenseId)).toEqual([]);
    expect((await confirm(second, licenseId)).codes).toEqual(['NOTHING_REQUESTED']);
    expect(await request(second, licenseId)).toEqual([]);
    // Of somebody who is no staff any more it counts for nothing either.
    await test.dataSource.query(
      'UPDATE users SET staff_role = NULL WHERE id = (SELECT requested_by FROM license_reversals WHERE license_id = ?)',
      [pk],
    );
    expect((await confirm(first, licenseId)).codes).toEqual(['NOTHING_REQUESTED']);
    expect(await request(first, licenseId)).toEqual([]);
    test.now = new Date(TEST_NOW.getTime() + 7 * DAY);
    staff = [await employed(), await employed(), await employed()];
    expect((await confirm(staff[0], licenseId)).codes).toEqual(['NOTHING_REQUESTED']);
    expect(await request(staff[0], licenseId)).toEqual([]);
    expect((await confirm(staff[1], licenseId)).codes).toEqual([]);
    expect(await replacements(pk)).toBe(1);
  });

  it('R72 what was bought on a wrong account is given to the one that both named', async () => {
    const [wrong, right, other] = [
      await world.people.account(),
      await world.people.account(),
      await world.people.account(),
    ];
    const pk = await world.people.make.license(wrong.key, world.product, {
      maintenanceTo: '2027-03-31',
    });
    const licenseId = id(pk);
    const [first, second] = staff;
    expect(await request(first, licenseId)).toEqual(['MISSING']);
    expect(await request(first, licenseId, { toAccountId: wrong.id })).toEqual(['SAME_ACCOUNT']);
    expect(await request(first, licenseId, { toAccountId: right.id })).toEqual([]);
    for (const more of [{}, { toAccountId: other.id }])
      expect((await confirm(second, licenseId, more)).codes).toEqual(['CONFIRMATION_DIFFERS']);
    const mails = (await world.mails()).length;
    const { payload } = await confirm(second, licenseId, { toAccountId: right.id });
    expect(payload?.replacement).toMatchObject({
      status: 'READY',
      origin: 'PURCHASED',
      maintenance: { endsOn: '2027-03-31' },
    });
    const told = (await world.mails()).slice(mails).filter(({ accountId }) => accountId !== null);
    expect(told.map(({ event, accountId }) => [event, accountId])).toEqual([
      ['license-modified', wrong.key],
      ['license-key-delivery', right.key],
    ]);
    // Neither account learns of the other; staff see both.
    const ties = async (of: string, token: string) => {
      const { data } = await test.graph(
        'query ($id: ID!) { node(id: $id) { ... on License { replacedBy { id } replaces { id } history(first: 9) { nodes { changes { field } } } } } }',
        { id: of },
        token,
      );
      const { history, ...rest } = (
        data as { node: { history: { nodes: { changes: { field: string }[] }[] } } }
      ).node;
      const fields = history.nodes.flatMap(({ changes }) => changes.map(({ field }) => field));
      return { ...rest, names: fields.includes('reversalTo') };
    };
    const replacement = payload?.replacement?.id ?? '';
    expect(await ties(licenseId, wrong.holder.token)).toEqual({
      replacedBy: null,
      replaces: null,
      names: false,
    });
    expect(await ties(replacement, right.holder.token)).toEqual({
      replacedBy: null,
      replaces: null,
      names: false,
    });
    expect(await ties(licenseId, first)).toEqual({
      replacedBy: { id: replacement },
      replaces: null,
      names: true,
    });
    const { licenseId: resold } = await mistaken();
    expect(await request(first, resold, { toAccountId: right.id })).toEqual(['LICENSE_RESOLD']);
  });

  it('R72 confirmed by two at one moment, canceled and changed meanwhile, it is replaced once or not at all', async () => {
    const { licenseId, pk } = await mistaken();
    const [first, second, third] = staff;
    expect(await request(first, licenseId)).toEqual([]);
    const suspended = await world.people.make.user({ staffRole: 'SUPPORT' });
    const outcomes = await Promise.all([
      confirm(second, licenseId).then(({ codes }) => codes),
      confirm(third, licenseId).then(({ codes }) => codes),
      cancel(await test.tokenFor(suspended), licenseId),
    ]);
    const canceled = outcomes[2].length === 0;
    const went = outcomes.slice(0, 2).filter((codes) => codes.length === 0);
    expect(went).toHaveLength(canceled ? 0 : 1);
    expect(await replacements(pk)).toBe(canceled ? 0 : 1);
    const [row] = await test.dataSource.query<{ status: string }[]>(
      'SELECT status FROM licenses WHERE id = ?',
      [pk],
    );
    expect(row?.status).toBe(canceled ? 'ACTIVE' : 'ENDED');

    const { licenseId: other, pk: key } = await mistaken();
    expect(await request(first, other)).toEqual([]);
    const [confirmed, suspends] = await Promise.all([
      confirm(second, other).then(({ codes }) => codes),
      write(test, third, 'suspendLicense', { licenseId: other, reason: 'R' }).then(
        ({ codes }) => codes,
      ),
    ]);
    expect([
      [[], ['LICENSE_ENDED']],
      [['LICENSE_SUSPENDED'], []],
    ]).toContainEqual([confirmed, suspends]);
    expect(await replacements(key)).toBe(confirmed.length === 0 ? 1 : 0);
  });

  it('R30 nobody else takes an assignment back, and a customer is told no more of it', async () => {
    const { customer, licenseId } = await mistaken();
    for (const token of [contoso.holder.token, contoso.token.token, customer.holder.token])
      for (const name of [
        'requestLicenseReversal',
        'confirmLicenseReversal',
        'cancelLicenseReversal',
      ])
        expect(
          (
            await write(test, token, name, {
              licenseId,
              ...(name !== 'cancelLicenseReversal' ? { reason: REASON } : {}),
            })
          ).codes,
        ).toEqual(['FORBIDDEN']);
    expect(await request(staff[0], licenseId)).toEqual([]);
    const { data, errors } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on License { reversal { reason } } } }',
      { id: licenseId },
      customer.holder.token,
    );
    expect(data).toEqual({ node: { reversal: null } });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
  });
});
