import { checksum, Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';
import { write, type Written } from '../support/write';

interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly address: string;
  readonly country: string;
  readonly vatNumber: string | null;
}
interface Payload {
  readonly account: Account | null;
}

const FIELDS = 'id name email address country vatNumber';

describe('the profile', () => {
  let test: TestApplication;
  let make: Fixtures;
  let holderKey: number;
  let holder: string;
  let accountKey: number;
  let accountId: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    holderKey = await make.user({ fullName: 'Hilda Holder' });
    holder = await test.tokenFor(holderKey);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    accountKey = await make.account(holderKey, {
      name: 'Northwind',
      email: 'office@northwind.example',
      address: '1 Main Street\nTown',
      country: 'DE',
      vatNumber: 'DE123456788',
    });
    accountId = test.app.ids.encode('Account', accountKey);
  });

  const update = (given: object, token = holder): Promise<Written<Payload>> =>
    write(test, token, 'updateAccount', { accountId, ...given }, `account { ${FIELDS} }`);
  const stored = async (): Promise<unknown> => {
    const { data } = await test.graph(
      `query ($id: ID!) { account(id: $id) { ${FIELDS} } }`,
      { id: accountId },
      holder,
    );
    return data?.['account'];
  };
  const BEFORE = {
    name: 'Northwind',
    email: 'office@northwind.example',
    address: '1 Main Street\nTown',
    country: 'DE',
    vatNumber: 'DE123456788',
  };
  const CHANGES = {
    name: 'Southwind',
    email: 'purchasing@southwind.example',
    address: '2 Side Street\r\nCity',
    country: 'AT',
    vatNumber: 'ATU12345675',
  };

  it('R4 what is given is changed, and what is left out stays as it is', async () => {
    let now = { id: accountId, ...BEFORE };
    expect((await update({})).payload?.account).toEqual(now);
    for (const [field, value] of Object.entries(CHANGES)) {
      now = { ...now, [field]: value };
      const { payload, codes } = await update({ [field]: value });
      expect([codes, payload?.account]).toEqual([[], now]);
      expect(await stored()).toEqual(now);
    }
  });

  it('R4 null is refused where there must be a value', async () => {
    const before = await checksum(test.dataSource);
    const { payload } = await update({ name: null, email: null, address: null, country: null });
    expect(payload?.userErrors.map(({ code, field }) => [code, field?.[1]])).toEqual([
      ['BLANK', 'name'],
      ['BLANK', 'email'],
      ['BLANK', 'address'],
      ['BLANK', 'country'],
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R4 a variable that is left out of the input is left out, and one that is null is null', async () => {
    const document = `mutation ($id: ID!, $name: String, $vat: String) {
      updateAccount(input: { accountId: $id, name: $name, vatNumber: $vat }) {
        account { name vatNumber } userErrors { code field } } }`;
    const send = async (given: object): Promise<unknown> => {
      const { data, errors } = await test.graph(document, { id: accountId, ...given }, holder);
      expect(errors).toEqual([]);
      return data?.['updateAccount'];
    };
    const { name, vatNumber } = BEFORE;
    const now = { name, vatNumber };
    const done = (account: object): object => ({ account, userErrors: [] });
    const blank = [{ code: 'BLANK', field: ['input', 'name'] }];
    expect(await send({})).toEqual(done(now));
    expect(await send({ name: 'N' })).toEqual(done({ ...now, name: 'N' }));
    expect(await send({ vat: 'DE136695976' })).toEqual(
      done({ name: 'N', vatNumber: 'DE136695976' }),
    );
    expect(await send({ name: null })).toEqual({ account: null, userErrors: blank });
    expect(await send({ vat: null })).toEqual(done({ name: 'N', vatNumber: null }));
    expect(await stored()).toMatchObject({ ...BEFORE, name: 'N', vatNumber: null });
  });

  it('R69 the VAT number is cleared by null', async () => {
    expect((await update({ vatNumber: null })).payload?.account?.vatNumber).toBeNull();
    expect(await stored()).toEqual({ id: accountId, ...BEFORE, vatNumber: null });
  });

  it.each([
    ['DE', 'DE 123.456-788', 'DE123456788'],
    ['AT', ' atu12345675 ', 'ATU12345675'],
    ['FR', 'fr 40 303 265 045', 'FR40303265045'],
    ['GR', 'gr 094259216', 'EL094259216'],
    ['CH', 'CHE-100.155.212 MWST', 'CHE100155212MWST'],
    ['GB', 'GB 980 7806 84', 'GB980780684'],
  ])('R69 the VAT number of %s "%s" is kept as %s', async (country, typed, kept) => {
    const { payload } = await update({ country, vatNumber: typed });
    expect(payload?.account?.vatNumber).toBe(kept);
  });

  it('R69 a VAT number is of the country of the account', async () => {
    const before = await checksum(test.dataSource);
    for (const given of [
      { vatNumber: 'ATU12345675' },
      { country: 'AT', vatNumber: 'DE123456788' },
      { country: 'US', vatNumber: 'DE123456788' },
    ])
      expect((await update(given)).payload?.userErrors).toMatchObject([
        { code: 'VAT_NUMBER_OF_ANOTHER_COUNTRY', field: ['input', 'vatNumber'] },
      ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it.each([
    ['123456788', 'INVALID_VAT_NUMBER'],
    ['DE123456789', 'INVALID_VAT_NUMBER'],
    ['XX12', 'INVALID_VAT_NUMBER'],
    ['US12', 'INVALID_VAT_NUMBER'],
    ['EU372008134', 'INVALID_VAT_NUMBER'],
    ['DE', 'INVALID_VAT_NUMBER'],
    ['DE1', 'INVALID_VAT_NUMBER'],
    ['D€123', 'INVALID_VAT_NUMBER'],
    ['DE12345678901234567890', 'INVALID_VAT_NUMBER'],
    ['  ', 'BLANK'],
    [`DE${'1'.repeat(29)}`, 'TOO_LONG'],
  ])('R69 "%s" is no VAT number', async (vatNumber, code) => {
    const before = await checksum(test.dataSource);
    const { payload } = await update({ vatNumber });
    expect(payload?.userErrors).toMatchObject([{ code, field: ['input', 'vatNumber'] }]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R2 the e-mail is kept without the space around it, in lower case', async () => {
    const { payload } = await update({ email: ' Purchasing@Northwind.EXAMPLE\n' });
    expect(payload?.account?.email).toBe('purchasing@northwind.example');
  });

  it('R3 only the holder changes it; the answer to anybody else gives nothing away', async () => {
    const login = await make.user();
    await make.membership(accountKey, login, ['MAKE_PURCHASES', 'PAY_INVOICES']);
    const guest = await make.user();
    await make.membership(accountKey, guest, ['PAY_INVOICES'], { status: 'INVITED' });
    const outsider = await make.user();
    await make.account(outsider);
    const staff = await make.user({ staffRole: 'ADMIN' });
    const tokens = await Promise.all(
      [login, guest, outsider, staff].map((user) => test.tokenFor(user)),
    );
    const before = await checksum(test.dataSource);
    const refusals = [];
    for (const token of [...tokens, 'nobody'])
      refusals.push((await update({ name: 'Mine' }, token)).errors[0]?.extensions);
    expect(refusals).toEqual([
      { code: 'FORBIDDEN', missingPermission: 'HOLDER', grantableBy: 'Hilda Holder' },
      { code: 'FORBIDDEN', missingPermission: null },
      { code: 'NOT_FOUND', field: ['input', 'accountId'] },
      { code: 'FORBIDDEN', missingPermission: null },
      { code: 'UNAUTHENTICATED' },
    ]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R4 changes at once lose nothing that they did not touch', async () => {
    // A VAT number is one of the country's.
    const { country, vatNumber, ...others } = CHANGES;
    const changes: object[] = Object.entries(others).map(([field, value]) => ({ [field]: value }));
    const came = await Promise.all(
      [...changes, { country, vatNumber }].map((change) => update(change)),
    );
    expect(came.flatMap(({ codes }) => codes)).toEqual([]);
    expect(await stored()).toEqual({ id: accountId, ...CHANGES });
  });

  it('R61 the history has what changed, and nothing of what did not', async () => {
    await update({ name: 'Northwind', country: 'AT', vatNumber: null });
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { history { nodes { action by changes { field before after } } } } }',
      { id: accountId },
      holder,
    );
    expect(data?.['account']).toEqual({
      history: {
        nodes: [
          {
            action: 'updateAccount',
            by: 'Hilda Holder',
            changes: [
              { field: 'country', before: 'DE', after: 'AT' },
              { field: 'vatNumber', before: 'DE123456788', after: null },
            ],
          },
        ],
      },
    });
  });

  it('R65 a dry run says what would change, and changes nothing', async () => {
    const before = await checksum(test.dataSource);
    const { payload } = await write(
      test,
      holder,
      'updateAccount',
      { accountId, name: 'Southwind', country: 'DE', dryRun: true },
      'account { id } effects { kind subject id changes { field before after } }',
    );
    expect(payload).toEqual({
      account: null,
      effects: [
        {
          kind: 'CHANGE',
          subject: 'Account',
          id: accountId,
          changes: [{ field: 'name', before: 'Northwind', after: 'Southwind' }],
        },
      ],
      userErrors: [],
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });
});
