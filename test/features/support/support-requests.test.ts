import { Fixtures } from '../../support/fixtures';
import { Outbox } from '../../support/outbox';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { write } from '../../support/write';

interface Shown {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly firstResponseMinutes: number | null;
  readonly resolutionMinutes: number | null;
  readonly license: { readonly id: string } | null;
  readonly messages: { readonly totalCount: number; readonly nodes: readonly Message[] };
}
interface Message {
  readonly kind: string;
  readonly author: string;
  readonly body: string;
}

const FIELDS = `id number status firstResponseMinutes resolutionMinutes license { id }
  messages(first: 20) { totalCount nodes { kind author body } }`;

describe('support requests', () => {
  let test: TestApplication;
  let make: Fixtures;
  let accountKey: number;
  let accountId: string;
  let licenseId: string;
  let openerEmail: string;
  let staffId: string;
  let tokens: Record<'holder' | 'opener' | 'other' | 'stranger' | 'staff', string>;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    openerEmail = 'opener@support.test';
    const users = {
      holder: await make.user({ fullName: 'Hilda Holder' }),
      opener: await make.user({ fullName: 'Otto Opener', email: openerEmail }),
      other: await make.user(),
      stranger: await make.user(),
      staff: await make.user({ fullName: 'Sue Support', staffRole: 'SUPPORT' }),
    };
    accountKey = await make.account(users.holder);
    await make.account(users.stranger);
    await make.membership(accountKey, users.opener, ['ACTIVATE_LICENSES']);
    await make.membership(accountKey, users.other, ['ACTIVATE_LICENSES', 'PAY_INVOICES']);
    accountId = test.app.ids.encode('Account', accountKey);
    const license = await make.license(accountKey, await make.product());
    licenseId = test.app.ids.encode('License', license);
    staffId = test.app.ids.encode('User', users.staff);
    tokens = {
      holder: await test.tokenFor(users.holder),
      opener: await test.tokenFor(users.opener),
      other: await test.tokenFor(users.other),
      stranger: await test.tokenFor(users.stranger),
      staff: await test.tokenFor(users.staff),
    };
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    await test.dataSource.query('DELETE FROM outbox_messages');
  });

  const call = async (name: string, input: object, token: string) => {
    const { payload, codes } = await write<{ supportRequest: Shown | null }>(
      test,
      token,
      name,
      input,
      `supportRequest { ${FIELDS} }`,
    );
    return { request: payload?.supportRequest ?? null, codes };
  };
  const opened = async (given: object = {}, token = tokens.opener): Promise<Shown> => {
    const input = { accountId, subject: 'It does not start', message: 'Help 100% now.', ...given };
    const { request, codes } = await call('openSupportRequest', input, token);
    if (request === null) throw new Error(codes.join());
    return request;
  };
  const on = (name: string, { id }: Shown, token: string, more: object = {}) =>
    call(name, { supportRequestId: id, ...more }, token);
  const after = (minutes: number): void => {
    test.now = new Date(TEST_NOW.getTime() + minutes * 60_000);
  };
  const mails = async (): Promise<(string | null)[][]> =>
    (await new Outbox(test).rows()).map(({ event, parameters }) => {
      const { to } = JSON.parse(parameters) as { to: { email: string } };
      return [event, to.email];
    });
  const found = async (token: string, filter: string): Promise<unknown> => {
    const { data } = await test.graph(
      `query ($id: ID!) { account(id: $id) { supportRequests(filter: ${filter}) { totalCount nodes { number } } } }`,
      { id: accountId },
      token,
    );
    return (data as { account: { supportRequests: unknown } }).account.supportRequests;
  };

  it('R68 a login opens one, support answers, the login replies, support closes, and the times are kept', async () => {
    const request = await opened({ licenseId });
    expect(request).toMatchObject({
      status: 'OPEN',
      firstResponseMinutes: null,
      license: { id: licenseId },
      messages: {
        totalCount: 1,
        nodes: [{ kind: 'CUSTOMER', author: 'Otto Opener', body: 'Help 100% now.' }],
      },
    });
    expect((await mails()).map(([event]) => event)).toEqual(['staff-support-request']);
    after(90);
    const answer = { message: 'Restart it.' };
    const answered = await on('replyToSupportRequest', request, tokens.staff, answer);
    expect(answered.request).toMatchObject({ status: 'ANSWERED', firstResponseMinutes: 90 });
    expect((await mails()).at(-1)).toEqual(['support-answer', openerEmail]);
    after(100);
    const reply = await on('replyToSupportRequest', request, tokens.opener, { message: 'Done.' });
    expect(reply.request).toMatchObject({ status: 'OPEN', firstResponseMinutes: 90 });
    after(120);
    await on('replyToSupportRequest', request, tokens.staff, { message: 'Good.' });
    const closed = await on('closeSupportRequest', request, tokens.staff);
    expect(closed.request).toMatchObject({
      status: 'CLOSED',
      firstResponseMinutes: 90,
      resolutionMinutes: 120,
    });
    expect(closed.request?.messages.nodes.map(({ kind }) => kind)).toEqual([
      'CUSTOMER',
      'STAFF',
      'CUSTOMER',
      'STAFF',
    ]);
  });

  it('R68 a closed one takes no message before it is reopened', async () => {
    const request = await opened();
    await on('closeSupportRequest', request, tokens.opener);
    const message = { message: 'More.' };
    const refused = await on('replyToSupportRequest', request, tokens.opener, message);
    expect(refused.codes).toEqual(['SUPPORT_REQUEST_CLOSED']);
    expect((await on('closeSupportRequest', request, tokens.opener)).codes).toEqual([
      'SUPPORT_REQUEST_CLOSED',
    ]);
    const reopened = await on('reopenSupportRequest', request, tokens.opener);
    expect(reopened.request).toMatchObject({ status: 'OPEN', resolutionMinutes: null });
    expect((await on('replyToSupportRequest', request, tokens.opener, message)).codes).toEqual([]);
  });

  it('R68 the holder has all of them, a login its own, and to others they never were', async () => {
    const request = await opened({ subject: 'Mine alone' });
    expect(
      (await on('replyToSupportRequest', request, tokens.holder, { message: 'And?' })).codes,
    ).toEqual([]);
    for (const token of [tokens.other, tokens.stranger])
      expect((await on('closeSupportRequest', request, token)).codes).toEqual(['NOT_FOUND']);
    const search = '{ search: "mine alone" }';
    const one = { totalCount: 1, nodes: [{ number: request.number }] };
    expect(await found(tokens.holder, search)).toEqual(one);
    expect(await found(tokens.opener, search)).toEqual(one);
    expect(await found(tokens.staff, search)).toEqual(one);
    expect(await found(tokens.other, search)).toEqual({ totalCount: 0, nodes: [] });
  });

  it('R68 it is found by number, subject, text and status, and text is taken as it is typed', async () => {
    const request = await opened({ subject: 'Printer', message: 'Toner at 5%.' });
    const one = { totalCount: 1, nodes: [{ number: request.number }] };
    for (const filter of [
      `{ search: "${request.number.toLowerCase()}" }`,
      '{ search: "PRINT" }',
      '{ search: "5%." }',
      '{ search: "printer", status: [OPEN] }',
    ])
      expect(await found(tokens.holder, filter)).toEqual(one);
    for (const filter of ['{ search: "Pr_nter" }', '{ search: "printer", status: [CLOSED] }'])
      expect(await found(tokens.holder, filter)).toEqual({ totalCount: 0, nodes: [] });
  });

  it('R68 a note is for the staff alone: not read, not counted, not found, not in the history, not mailed', async () => {
    const request = await opened();
    const sent = (await mails()).length;
    const noted = await on('addSupportNote', request, tokens.staff, { note: 'Zebrafish bug.' });
    expect(noted.request).toMatchObject({ status: 'OPEN', messages: { totalCount: 2 } });
    expect(await mails()).toHaveLength(sent);
    const { data, text } = await test.graph(
      `query ($id: ID!, $account: ID!) {
        node(id: $id) { ... on SupportRequest { messages { totalCount nodes { body } } } }
        account(id: $account) { history(first: 50) { nodes { action changes { field before after } } } } }`,
      { id: request.id, account: accountId },
      tokens.holder,
    );
    expect(data).toMatchObject({ node: { messages: { totalCount: 1 } } });
    expect(text).not.toMatch(/Zebrafish|addSupportNote/);
    expect(await found(tokens.holder, '{ search: "zebrafish" }')).toMatchObject({ totalCount: 0 });
    expect((await on('addSupportNote', request, tokens.holder, { note: 'N' })).codes).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('R61 R68 a note about the account is for the staff alone: not in the account, its history or a mail', async () => {
    const note = 'Their director is\nQuagga Smith.';
    const sent = (await mails()).length;
    const add = (token: string) => write(test, token, 'addAccountNote', { accountId, note });
    const read = (token: string) =>
      test.graph(
        `query ($id: ID!) { account(id: $id) { notes { totalCount nodes { author body writtenAt } } } }`,
        { id: accountId },
        token,
      );
    after(5);
    expect((await add(tokens.staff)).codes).toEqual([]);
    after(10);
    expect((await add(tokens.staff)).codes).toEqual([]);
    const [second, first] = ['10', '05'].map((minute) => ({
      ...{ author: 'Sue Support', body: note },
      writtenAt: `${TEST_NOW.toISOString().slice(0, 14)}${minute}:00.000Z`,
    }));
    const { data } = await read(tokens.staff);
    expect(data).toEqual({ account: { notes: { totalCount: 2, nodes: [second, first] } } });
    const { text } = await test.graph(
      `query ($account: ID!) { account(id: $account) { history(first: 50) { nodes { action changes { field before after } } } } }`,
      { account: accountId },
      tokens.holder,
    );
    expect(text).not.toMatch(/Quagga|addAccountNote/);
    expect(await mails()).toHaveLength(sent);
    for (const token of [tokens.holder, tokens.other, tokens.stranger]) {
      const seen = await read(token);
      expect(seen.text).not.toContain('Quagga');
      const nothing = token === tokens.stranger ? { account: null } : { account: { notes: null } };
      expect(seen.data).toEqual(nothing);
      expect((await add(token)).codes).toEqual(['FORBIDDEN']);
    }
  });

  it('R68 staff take it, give it to a colleague, and list what is theirs', async () => {
    const request = await opened({ subject: 'To be taken' });
    const assigned = async (): Promise<unknown> => {
      const { data } = await test.graph(
        '{ supportRequests(mine: true, filter: { search: "to be taken" }) { nodes { assignedTo { id } } } }',
        {},
        tokens.staff,
      );
      return (data as { supportRequests: { nodes: unknown } }).supportRequests.nodes;
    };
    expect((await on('assignSupportRequest', request, tokens.staff)).codes).toEqual([]);
    expect(await assigned()).toEqual([{ assignedTo: { id: staffId } }]);
    const nobody = test.app.ids.encode('User', await make.user());
    expect(
      (await on('assignSupportRequest', request, tokens.staff, { userId: nobody })).codes,
    ).toEqual(['NOT_STAFF']);
    await on('assignSupportRequest', request, tokens.staff, { userId: null });
    expect(await assigned()).toEqual([]);
  });

  it('R68 only a license or a lease of the account is attached, and it can be taken off', async () => {
    const request = await opened();
    const stranger = await make.account(await make.user());
    const foreign = test.app.ids.encode(
      'License',
      await make.license(stranger, await make.product()),
    );
    const attach = (more: object, token = tokens.opener) =>
      on('attachToSupportRequest', request, token, more);
    expect((await attach({ licenseId: foreign })).codes).toEqual(['NOT_FOUND']);
    // An empty id names nothing; it does not leave things as they are.
    expect((await attach({ licenseId: '' })).codes).toEqual(['NOT_FOUND']);
    expect((await attach({ leaseId: '' })).codes).toEqual(['NOT_FOUND']);
    // Staff reach it, and are told that it is another account's.
    expect((await attach({ licenseId: foreign }, tokens.staff)).codes).toEqual(['NOT_OF_ACCOUNT']);
    expect(await attach({ licenseId })).toMatchObject({
      codes: [],
      request: { license: { id: licenseId } },
    });
    expect((await attach({})).request?.license).toEqual({ id: licenseId });
    expect((await attach({ licenseId: null })).request?.license).toBeNull();
    const without = await make.user();
    await make.membership(accountKey, without, ['PAY_INVOICES']);
    const input = { accountId, subject: 'S', message: 'M', licenseId };
    const token = await test.tokenFor(without);
    // A login attaches what it may see.
    expect((await call('openSupportRequest', input, token)).codes).toEqual(['FORBIDDEN']);
  });

  describe('support incidents', () => {
    const USE = 'useSupportIncident';
    const RETURN = 'returnSupportIncident';
    const reason = 'A fault of ours';
    const left = async (token = tokens.holder): Promise<unknown> => {
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { supportIncidentsLeft } }',
        { id: accountId },
        token,
      );
      return (data as { account: { supportIncidentsLeft: unknown } }).account.supportIncidentsLeft;
    };
    beforeEach(() => test.dataSource.query('DELETE FROM support_incidents'));

    it('R21 R68 one is used up by a request, which the history of the account says, and staff give it back', async () => {
      await make.supportIncident(accountKey);
      const request = await opened();
      expect([await left(), await left(tokens.opener), await left(tokens.staff)]).toEqual([
        1, 1, 1,
      ]);
      after(5);
      expect((await on(USE, request, tokens.opener)).codes).toEqual([]);
      expect((await on(USE, request, tokens.opener)).codes).toEqual(['INCIDENT_ALREADY_USED']);
      expect((await on(USE, await opened(), tokens.opener)).codes).toEqual(['NO_INCIDENT_LEFT']);
      expect(await left()).toBe(0);
      const used = { totalCount: 1, nodes: [{ number: request.number }] };
      expect(await found(tokens.holder, '{ incidentUsed: true }')).toEqual(used);
      const rest = { search: request.number, incidentUsed: false };
      const filter = `{ search: "${rest.search}", incidentUsed: false }`;
      expect(await found(tokens.holder, filter)).toEqual({ totalCount: 0, nodes: [] });
      // Who opened it does not give it back to themselves.
      expect((await on(RETURN, request, tokens.opener, { reason })).codes).toEqual(['FORBIDDEN']);
      expect((await on(RETURN, request, tokens.staff, { reason })).codes).toEqual([]);
      expect((await on(RETURN, request, tokens.staff, { reason })).codes).toEqual([
        'NO_INCIDENT_USED',
      ]);
      expect(await left()).toBe(1);
      const { data } = await test.graph(
        `query ($id: ID!) { account(id: $id) { history(first: 2) { nodes { action by reason
          changes { field before after } } } } }`,
        { id: accountId },
        tokens.holder,
      );
      const changes = [
        { field: 'incidentUsed', before: 'true', after: 'false' },
        { field: 'supportIncidentsLeft', before: '0', after: '1' },
      ];
      expect(data).toMatchObject({
        account: {
          history: { nodes: [{ action: RETURN, by: 'Sue Support', reason, changes }, {}] },
        },
      });
    });

    it('R68 of many requests at once, one has the last incident, be it used by opening one or later', async () => {
      await make.supportIncident(accountKey);
      const requests = await Promise.all([opened(), opened(), opened()]);
      const input = { accountId, subject: 'S', message: 'M', useIncident: true };
      const [before] = await test.dataSource.query<{ count: string }[]>(
        'SELECT COUNT(*) AS count FROM support_requests',
      );
      const answers = await Promise.all([
        ...requests.map((request) => on(USE, request, tokens.opener)),
        call('openSupportRequest', input, tokens.opener),
        call('openSupportRequest', input, tokens.holder),
      ]);
      expect(answers.map(({ codes }) => codes.join()).sort()).toEqual([
        '',
        ...Array.from({ length: 4 }, () => 'NO_INCIDENT_LEFT'),
      ]);
      expect(await left()).toBe(0);
      const [now] = await test.dataSource.query<{ count: string; used: string }[]>(
        `SELECT (SELECT COUNT(*) FROM support_requests) AS count,
          (SELECT COUNT(*) FROM support_incidents WHERE request_id IS NOT NULL) AS used`,
      );
      expect(Number(now?.used)).toBe(1);
      // A request that wanted an incident and found none was not opened.
      const made = answers.slice(3).filter(({ codes }) => codes.length === 0).length;
      expect(Number(now?.count) - Number(before?.count)).toBe(made);
    });

    it('R68 an incident of another account is out of reach, and a dry run uses none', async () => {
      const stranger = await make.account(await make.user());
      await make.supportIncident(stranger);
      const request = await opened();
      expect((await on(USE, request, tokens.opener)).codes).toEqual(['NO_INCIDENT_LEFT']);
      expect((await on(USE, request, tokens.staff)).codes).toEqual(['NO_INCIDENT_LEFT']);
      expect((await on(USE, request, tokens.other)).codes).toEqual(['NOT_FOUND']);
      await make.supportIncident(accountKey);
      expect((await on(USE, request, tokens.opener, { dryRun: true })).codes).toEqual([]);
      expect(await left()).toBe(1);
    });
  });

  it('R66 what staff open for a customer is of the holder, who sees the reason', async () => {
    const staff = await make.user({ staffRole: 'SUPPORT' });
    const token = await test.tokenFor(staff);
    const acting = await write(test, token, 'actAs', { accountId, reason: 'Asked by phone' });
    expect(acting.codes).toEqual([]);
    const request = await opened({ subject: 'By phone' }, token);
    const [row] = await test.dataSource.query<{ openedBy: string }[]>(
      `SELECT u.full_name AS openedBy FROM support_requests r JOIN users u ON u.id = r.opened_by WHERE r.number = ?`,
      [request.number],
    );
    expect(row).toEqual({ openedBy: 'Hilda Holder' });
  });
});
