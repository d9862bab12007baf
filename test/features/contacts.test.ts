import { PERMISSIONS } from '../../src/domain/people/permission';
import { checksum, Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';
import { write, type Written } from '../support/write';

interface Contact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly country: string;
  readonly receives: readonly string[];
  readonly supportAuthorized: boolean;
}
interface Payload {
  readonly contact: Contact | null;
}

const FIELDS = 'id firstName lastName email country receives supportAuthorized';
const ADA = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', country: 'GB' };

describe('contacts', () => {
  let test: TestApplication;
  let make: Fixtures;
  let accountKey: number;
  let accountId: string;
  let holder: string;
  /** A login that has every permission there is. */
  let login: string;
  let outsider: string;
  let staff: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    const users = {
      holder: await make.user({ fullName: 'Hilda Holder' }),
      login: await make.user(),
      outsider: await make.user(),
      staff: await make.user({ staffRole: 'ADMIN' }),
    };
    accountKey = await make.account(users.holder, { reseller: true, leaseProvider: true });
    await make.account(users.outsider);
    await make.membership(accountKey, users.login, PERMISSIONS);
    accountId = test.app.ids.encode('Account', accountKey);
    holder = await test.tokenFor(users.holder);
    login = await test.tokenFor(users.login);
    outsider = await test.tokenFor(users.outsider);
    staff = await test.tokenFor(users.staff);
  });
  afterAll(() => test.stop());

  const add = (given: object = {}, token = holder): Promise<Written<Payload>> =>
    write(test, token, 'addContact', { accountId, ...ADA, ...given }, `contact { ${FIELDS} }`);
  const update = (contactId: string, given: object, token = holder): Promise<Written<Payload>> =>
    write(test, token, 'updateContact', { contactId, ...given }, `contact { ${FIELDS} }`);
  const remove = (
    contactId: string,
    token = holder,
  ): Promise<Written<{ removedContactId: string | null }>> =>
    write(test, token, 'removeContact', { contactId }, 'removedContactId');
  const added = async (given: object = {}): Promise<Contact> => {
    const { payload, codes } = await add(given);
    expect(codes).toEqual([]);
    return payload?.contact as Contact;
  };
  const read = async (id: string): Promise<unknown> => {
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on Contact { ${FIELDS} } } }`,
      { id },
      holder,
    );
    return data?.['node'];
  };
  const newContact = async (given: Parameters<Fixtures['contact']>[1] = {}): Promise<string> =>
    test.app.ids.encode('Contact', await make.contact(accountKey, given));

  it('R8 a contact needs a name, an e-mail and a country, and nothing else', async () => {
    const contact = await added();
    expect(contact).toEqual({
      ...ADA,
      id: expect.stringMatching(/^con_/) as string,
      receives: ['IMPORTANT_NOTICES'],
      supportAuthorized: false,
    });
    expect(await read(contact.id)).toEqual(contact);
  });

  it.each(['firstName', 'lastName', 'email', 'country'])('R8 not without %s', async (field) => {
    const before = await checksum(test.dataSource);
    expect((await add({ [field]: undefined })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await add({ [field]: null })).codes).toEqual(['BAD_USER_INPUT']);
    const { payload } = await add({ [field]: ' ' });
    expect(payload?.userErrors).toMatchObject([{ code: 'BLANK', field: ['input', field] }]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R8 there can be any number of contacts, two of one e-mail address among them', async () => {
    const holderKey = await make.user();
    const account = await make.account(holderKey);
    const token = await test.tokenFor(holderKey);
    const id = test.app.ids.encode('Account', account);
    const calls = Array.from(
      { length: 120 },
      (_, n) => `_${n}: addContact(input: { accountId: $id, firstName: "A", lastName: "${n}",
        email: "same@example.com", country: "DE" }) { userErrors { code } }`,
    );
    const { errors } = await test.graph(
      `mutation ($id: ID!) { ${calls.join(' ')} }`,
      { id },
      token,
    );
    expect(errors).toEqual([]);
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { contacts(first: 100) { totalCount nodes { lastName } } } }',
      { id },
      token,
    );
    expect(data?.['account']).toEqual({
      contacts: {
        totalCount: 120,
        nodes: Array.from({ length: 100 }, (_, n) => ({ lastName: String(n) })),
      },
    });
  });

  it('R8 an e-mail address is kept without the space around it, in lower case', async () => {
    const { id, email } = await added({ email: '  Ada.L@Example.COM ' });
    expect(email).toBe('ada.l@example.com');
    const changed = await update(id, { email: 'COUNTESS@example.com\t' });
    expect(changed.payload?.contact?.email).toBe('countess@example.com');
  });

  it('R9 authority for support is given and taken', async () => {
    const { id, supportAuthorized } = await added({ supportAuthorized: true });
    expect(supportAuthorized).toBe(true);
    const taken = await update(id, { supportAuthorized: false });
    expect(taken.payload?.contact?.supportAuthorized).toBe(false);
    expect((await add({})).payload?.contact?.supportAuthorized).toBe(false);
    expect((await add({ supportAuthorized: null })).codes).toEqual(['BLANK']);
  });

  it.each([
    [[]],
    [['STANDARD_INVOICES']],
    [['SUMMARY_INVOICES']],
    [['IMPORTANT_NOTICES']],
    [['STANDARD_INVOICES', 'SUMMARY_INVOICES', 'IMPORTANT_NOTICES']],
  ])('R17 a contact receives %j and nothing else', async (receives) => {
    expect((await added({ receives: [...receives].reverse() })).receives).toEqual(receives);
    const id = await newContact();
    expect((await update(id, { receives })).payload?.contact?.receives).toEqual(receives);
  });

  it('R8 what is left out stays as it is', async () => {
    const before = await added({ receives: ['SUMMARY_INVOICES'], supportAuthorized: true });
    const changes = {
      firstName: 'Augusta',
      lastName: 'King',
      email: 'king@example.com',
      country: 'FR',
      receives: [],
      supportAuthorized: false,
    };
    expect((await update(before.id, {})).payload?.contact).toEqual(before);
    let now: object = before;
    for (const [field, value] of Object.entries(changes)) {
      const { payload, codes } = await update(before.id, { [field]: value });
      now = { ...now, [field]: value };
      expect([codes, payload?.contact]).toEqual([[], now]);
    }
  });

  it('R8 null is refused where there must be a value, all of it at once', async () => {
    const id = await newContact();
    const before = await checksum(test.dataSource);
    const fields = ['firstName', 'lastName', 'email', 'country', 'receives', 'supportAuthorized'];
    const { payload } = await update(id, Object.fromEntries(fields.map((field) => [field, null])));
    expect(payload?.contact).toBeNull();
    expect(payload?.userErrors.map(({ code, field }) => [code, field])).toEqual(
      fields.map((field) => ['BLANK', ['input', field]]),
    );
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R8 what is removed is gone, and the others stay', async () => {
    const [one, other] = [await newContact(), await newContact()];
    const { payload, codes } = await remove(one);
    expect([codes, payload?.removedContactId]).toEqual([[], one]);
    expect(await read(one)).toBeNull();
    expect(await read(other)).toMatchObject({ id: other });
    expect((await remove(one)).codes).toEqual(['NOT_FOUND']);
    expect((await update(one, { firstName: 'A' })).codes).toEqual(['NOT_FOUND']);
  });

  it('R3 only the holder adds, changes and removes; nobody else writes a thing', async () => {
    const id = await newContact();
    const before = await checksum(test.dataSource);
    const ways = [
      (token: string) => add({}, token),
      (token: string) => update(id, { firstName: 'A' }, token),
      (token: string) => remove(id, token),
    ];
    for (const way of ways) {
      const refused = await way(login);
      expect(refused.errors[0]?.extensions).toEqual({
        code: 'FORBIDDEN',
        missingPermission: 'HOLDER',
        grantableBy: 'Hilda Holder',
      });
      expect((await way(outsider)).codes).toEqual(['NOT_FOUND']);
      expect((await way(staff)).codes).toEqual(['FORBIDDEN']);
      expect((await way('nobody')).codes).toEqual(['UNAUTHENTICATED']);
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R8 changes of one contact at once lose nothing that they did not touch', async () => {
    const changes = {
      firstName: 'Augusta',
      lastName: 'King',
      email: 'king@example.com',
      country: 'FR',
      receives: ['IMPORTANT_NOTICES'],
      supportAuthorized: true,
    };
    for (let round = 0; round < 5; round++) {
      const id = await newContact({ receivesImportantNotices: false });
      const came = await Promise.all(
        Object.entries(changes).map(([field, value]) => update(id, { [field]: value })),
      );
      expect(came.flatMap(({ codes }) => codes)).toEqual([]);
      expect(await read(id)).toEqual({ id, ...changes });
    }
  });

  it('R8 of those who remove one contact at once one removes it; no change is half done', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await newContact();
      const came = await Promise.all([
        ...Array.from({ length: 6 }, () => remove(id)),
        ...Array.from({ length: 6 }, () => update(id, { firstName: 'A' })),
      ]);
      const removed = came.slice(0, 6).filter(({ codes }) => codes.length === 0);
      expect(removed).toHaveLength(1);
      const others = new Set(came.flatMap(({ codes }) => codes));
      expect([...others].filter((code) => code !== 'GONE' && code !== 'NOT_FOUND')).toEqual([]);
      expect(await read(id)).toBeNull();
    }
  });

  it('R8 who comes to a contact as it is being removed is told that it is GONE', async () => {
    for (const late of [
      (id: string) => update(id, { firstName: 'A' }),
      (id: string) => remove(id),
    ]) {
      const key = await make.contact(accountKey);
      const id = test.app.ids.encode('Contact', key);
      const runner = test.dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query('DELETE FROM contacts WHERE id = ?', [key]);
      // They have read the contact, past the gates, once they wait for its lock.
      const waiting = new Promise<void>((resolve) => {
        test.onStatement = (text) => {
          if (text.includes('FROM contacts') && text.includes('FOR UPDATE')) resolve();
        };
      });
      const coming = late(id);
      await waiting;
      test.onStatement = null;
      await runner.commitTransaction();
      await runner.release();
      const { payload, errors } = await coming;
      expect(errors).toEqual([]);
      expect(payload?.userErrors).toMatchObject([{ code: 'GONE', field: ['input', 'contactId'] }]);
    }
  });

  it('R61 the history has who did what, with all values of what was added and removed', async () => {
    const id = await added({ receives: ['STANDARD_INVOICES'] }).then((contact) => contact.id);
    await update(id, { country: 'DE' });
    await remove(id);
    const { data } = await test.graph(
      `query ($id: ID!) { account(id: $id) { history(first: 3) { nodes {
        action by recordedAt changes { field before after } } } } }`,
      { id: accountId },
      holder,
    );
    const { nodes } = (data?.['account'] as { history: { nodes: unknown[] } }).history;
    const who = { by: 'Hilda Holder', recordedAt: TEST_NOW.toISOString() };
    const [removal, change, addition] = nodes as { changes: object[] }[];
    expect(change).toEqual({
      ...who,
      action: 'updateContact',
      changes: [{ field: 'country', before: 'GB', after: 'DE' }],
    });
    expect(removal).toMatchObject({ ...who, action: 'removeContact' });
    expect(removal?.changes).toContainEqual({
      field: 'email',
      before: 'ada@example.com',
      after: null,
    });
    expect(addition).toMatchObject({ ...who, action: 'addContact' });
    expect(addition?.changes).toContainEqual({
      field: 'receives',
      before: null,
      after: '["STANDARD_INVOICES"]',
    });
    expect(addition?.changes).toHaveLength(6);
  });

  it('R65 a dry run says what would be there, and writes nothing', async () => {
    const before = await checksum(test.dataSource);
    const { payload } = await write<{ effects: { kind: string; id: string | null }[] }>(
      test,
      holder,
      'addContact',
      { accountId, ...ADA, dryRun: true },
      'contact { id } effects { kind subject id }',
    );
    expect(payload).toEqual({
      contact: null,
      effects: [{ kind: 'CREATE', subject: 'Contact', id: null }],
      userErrors: [],
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });
});
