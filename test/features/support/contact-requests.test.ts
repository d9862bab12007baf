import { checksum, Fixtures } from '../../support/fixtures';
import { letterOf, mailedToken, sentMails } from '../../support/sent-mails';
import { TEST_NOW, TestApplication } from '../../support/test-application';
import { write } from '../../support/write';

const DAY = 24 * 3_600_000;
const MAIL = 'support-contact';
const FOLLOW = `query ($token: String!) { supportRequestByLink(token: $token) {
  number subject status messages { kind author body } } }`;

interface Followed {
  readonly number: string;
  readonly status: string;
  readonly messages: readonly { readonly author: string; readonly body: string }[];
}
interface Shown {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly openedBy: string;
  readonly contact: { readonly id: string } | null;
}

describe('support requests of contacts', () => {
  let test: TestApplication;
  let make: Fixtures;
  let accountKey: number;
  let accountId: string;
  let tokens: Record<'holder' | 'login' | 'staff', string>;
  let holderEmail: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    holderEmail = 'holder@contacts.test';
    const holder = await make.user({ fullName: 'Hilda Holder', email: holderEmail });
    const login = await make.user();
    accountKey = await make.account(holder);
    accountId = test.app.ids.encode('Account', accountKey);
    await make.membership(accountKey, login, ['ACTIVATE_LICENSES']);
    tokens = {
      holder: await test.tokenFor(holder),
      login: await test.tokenFor(login),
      staff: await test.tokenFor(
        await make.user({ fullName: 'Sue Support', staffRole: 'SUPPORT', email: 'sue@staff.test' }),
      ),
    };
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    await test.dataSource.query('DELETE FROM outbox_messages');
    await test.dataSource.query('DELETE FROM rate_limits');
  });

  let people = 0;
  /** A contact that is authorized for support and wants its mails, unless given otherwise. */
  const contact = async (given: Parameters<Fixtures['contact']>[1] = {}) => {
    const email = `carla${++people}@contacts.test`;
    const words = { firstName: 'Carla', lastName: 'Contact', email };
    const all = { ...words, supportAuthorized: true, receivesSupport: true, ...given };
    const id = test.app.ids.encode('Contact', await make.contact(accountKey, all));
    return { id, email: all.email };
  };
  const call = async (name: string, input: object, token: string | null = tokens.staff) => {
    const selection = 'supportRequest { id number status openedBy contact { id } }';
    const { payload, codes } = await write<{ supportRequest: Shown }>(
      test,
      token,
      name,
      input,
      selection,
    );
    return { request: payload?.supportRequest ?? null, codes };
  };
  const recorded = async (contactId: string, more: object = {}): Promise<Shown> => {
    const input = { contactId, subject: 'No start', message: 'It says nothing.', ...more };
    const { request, codes } = await call('recordSupportRequest', input);
    if (request === null) throw new Error(codes.join());
    return request;
  };
  const linkTo = (email: string): Promise<string> => mailedToken(test, MAIL, email);
  const follow = async (token: string, as: string | null = null): Promise<Followed | null> => {
    const { data } = await test.graph(FOLLOW, { token }, as);
    return (data as { supportRequestByLink: Followed | null }).supportRequestByLink;
  };
  const replied = async (token: string, message = 'Still nothing.') =>
    (await write(test, null, 'replyBySupportLink', { token, message })).codes;
  const answered = ({ id }: Shown, message: string, as = tokens.staff) =>
    call('replyToSupportRequest', { supportRequestId: id, message }, as);
  const mails = async (): Promise<(string | null)[][]> =>
    (await sentMails(test)).map(({ event, to }) => [event, to]);
  const update = (contactId: string, more: object) =>
    write(test, tokens.holder, 'updateContact', { contactId, ...more });

  it('R9 R68 staff record one on the word of a contact: it is the contact’s, and the holder reads it', async () => {
    const { id, email } = await contact();
    const request = await recorded(id);
    expect(request).toMatchObject({
      status: 'OPEN',
      openedBy: 'Carla Contact',
      contact: { id },
    });
    expect(await mails()).toEqual([[MAIL, email]]);
    const { data } = await test.graph(
      `query ($id: ID!, $account: ID!) {
        node(id: $id) { ... on SupportRequest { openedBy contact { id } messages { nodes { kind author } } } }
        account(id: $account) { history(first: 1) { nodes { action actor by changes { field after } } } } }`,
      { id: request.id, account: accountId },
      tokens.holder,
    );
    expect(data).toMatchObject({
      node: {
        contact: { id },
        messages: { nodes: [{ kind: 'CUSTOMER', author: 'Carla Contact' }] },
      },
      account: {
        history: {
          nodes: [{ action: 'recordSupportRequest', actor: 'STAFF', by: 'Sue Support' }],
        },
      },
    });
    expect(JSON.stringify(data)).toContain('{"field":"contact","after":"Carla Contact"}');
    // To a login it does not exist.
    expect((await answered(request, 'Mine?', tokens.login)).codes).toEqual(['NOT_FOUND']);
    const asLogin = { contactId: id, subject: 'S', message: 'M' };
    for (const token of [tokens.holder, tokens.login])
      expect((await call('recordSupportRequest', asLogin, token)).codes).toEqual(['FORBIDDEN']);
  });

  it('R9 R68 of a contact that is not authorized, or about what is another account’s, nothing is recorded', async () => {
    const { id } = await contact({ supportAuthorized: false });
    const authorized = await contact();
    const stranger = await make.account(await make.user());
    const foreign = await make.license(stranger, await make.product());
    const text = { subject: 'S', message: 'M' };
    const licenseId = test.app.ids.encode('License', foreign);
    const before = await checksum(test.dataSource);
    for (const [input, code] of [
      [{ contactId: id, ...text }, 'CONTACT_NOT_AUTHORIZED'],
      [{ contactId: authorized.id, ...text, licenseId }, 'NOT_OF_ACCOUNT'],
      [{ contactId: authorized.id, ...text, useIncident: true }, 'NO_INCIDENT_LEFT'],
      [{ contactId: accountId, ...text }, 'NOT_FOUND'],
    ] as const)
      expect((await call('recordSupportRequest', input)).codes).toEqual([code]);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R17 R68 the contact follows it by mails, each with a link that opens this request alone, without notes', async () => {
    const { id, email } = await contact();
    const request = await recorded(id);
    const other = await contact();
    const another = await recorded(other.id, { message: 'Zebra.' });
    const token = await linkTo(email);
    const note = { supportRequestId: request.id, note: 'Internal.' };
    expect((await call('addSupportNote', note)).codes).toEqual([]);
    expect(await replied(token)).toEqual([]);
    expect((await mails()).at(-1)).toEqual(['staff-support-request', 'sue@staff.test']);
    expect((await answered(request, 'Restart it.')).codes).toEqual([]);
    const mail = (await sentMails(test)).at(-1);
    expect(mail).toMatchObject({ event: MAIL, to: email });
    const { subject, text } = letterOf(mail as never);
    expect(subject).toBe(`Support answered your request ${request.number}`);
    expect(text).toContain('Restart it.');
    expect(text).toContain(`/support-request?token=${mail?.token}`);
    // The link of each mail opens the same.
    for (const one of [token, mail?.token ?? ''])
      expect(await follow(one)).toEqual({
        number: request.number,
        subject: 'No start',
        status: 'ANSWERED',
        messages: [
          { kind: 'CUSTOMER', author: 'Carla Contact', body: 'It says nothing.' },
          { kind: 'CUSTOMER', author: 'Carla Contact', body: 'Still nothing.' },
          { kind: 'STAFF', author: 'Sue Support', body: 'Restart it.' },
        ],
      });
    expect((await follow(await linkTo(other.email)))?.number).toBe(another.number);
    // It is no session, no API token and no other link.
    const asSession = await test.graph(
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: request.id },
      token,
    );
    expect(asSession.data?.['node'] ?? null).toBeNull();
    expect((await write(test, null, 'verifyEmail', { token })).codes).toEqual(['LINK_INVALID']);
    for (const no of ['', 'no', request.id, `${token}A`, token.slice(1)])
      expect([await follow(no), await replied(no)]).toEqual([null, ['LINK_INVALID']]);
    // Whoever reads it by its link may be signed in as anybody.
    expect((await follow(token, tokens.login))?.number).toBe(request.number);
  });

  it('R9 R68 staff write down what a contact says later as its message, and only while they may act on its word', async () => {
    const { id } = await contact();
    const request = await recorded(id);
    await answered(request, 'Restart it.');
    const sent = (await mails()).length;
    const said = { supportRequestId: request.id, message: 'Done, it runs.', onWordOfContact: true };
    const refused = ['CONTACT_NOT_AUTHORIZED'];
    expect((await call('replyToSupportRequest', said, tokens.holder)).codes).toEqual(refused);
    const { request: now, codes } = await call('replyToSupportRequest', said);
    expect([codes, now?.status, (await mails()).length]).toEqual([[], 'OPEN', sent]);
    const { data } = await test.graph(
      'query ($id: ID!) { node(id: $id) { ... on SupportRequest { messages(last: 1) { nodes { kind author body } } } } }',
      { id: request.id },
      tokens.holder,
    );
    const last = { kind: 'CUSTOMER', author: 'Carla Contact', body: 'Done, it runs.' };
    expect(data).toMatchObject({ node: { messages: { nodes: [last] } } });
    await update(id, { supportAuthorized: false });
    expect((await call('replyToSupportRequest', said)).codes).toEqual(refused);
  });

  it('R68 by the link nothing is written to a closed request, and it is not reopened', async () => {
    const { id, email } = await contact();
    const request = await recorded(id);
    const token = await linkTo(email);
    await call('closeSupportRequest', { supportRequestId: request.id });
    expect((await mails()).at(-1)).toEqual([MAIL, email]);
    expect(await replied(token)).toEqual(['SUPPORT_REQUEST_CLOSED']);
    expect((await follow(token))?.status).toBe('CLOSED');
  });

  it('R68 a link works for 30 days, and the next mail has a new one', async () => {
    const { id, email } = await contact();
    const request = await recorded(id);
    const token = await linkTo(email);
    test.now = new Date(TEST_NOW.getTime() + 30 * DAY - 1);
    expect((await follow(token))?.number).toBe(request.number);
    test.now = new Date(TEST_NOW.getTime() + 30 * DAY);
    expect([await follow(token), await replied(token)]).toEqual([null, ['LINK_INVALID']]);
    const staff = await test.tokenFor(await make.user({ staffRole: 'SUPPORT' }));
    await answered(request, 'And now?', staff);
    expect((await follow(await linkTo(email)))?.number).toBe(request.number);
  });

  it.each<[string, (contactId: string) => Promise<{ codes: unknown }>]>([
    ['it is not authorized any more', (id) => update(id, { supportAuthorized: false })],
    ['it has another address', (id) => update(id, { email: `moved${++people}@contacts.test` })],
    ['it is removed', (id) => write(test, tokens.holder, 'removeContact', { contactId: id })],
  ])('R9 R68 its links end at once when %s, and do not come back', async (what, end) => {
    const { id, email } = await contact();
    const request = await recorded(id);
    const token = await linkTo(email);
    expect((await end(id)).codes).toEqual([]);
    // What had not left does not leave any more.
    expect(await mails()).toEqual([]);
    expect([await follow(token), await replied(token)]).toEqual([null, ['LINK_INVALID']]);
    await test.dataSource.query('DELETE FROM outbox_messages');
    const { request: now } = await answered(request, 'Anybody there?');
    expect(now).toMatchObject({ status: 'ANSWERED', openedBy: 'Carla Contact' });
    const [told] = await mails();
    if (what === 'it has another address')
      expect(told).toEqual([MAIL, `moved${people}@contacts.test`]);
    // The holder follows all, and is told where nobody else can be.
    else expect(told).toEqual(['support-answer', holderEmail]);
    if (what === 'it is removed') expect(now?.contact).toBeNull();
    else await update(id, { supportAuthorized: true, email });
    expect(await follow(token)).toBeNull();
  });

  it('R9 R68 a reply and the end of the authorization at once: the one is written before, or not at all', async () => {
    for (let times = 0; times < 5; times += 1) {
      const { id, email } = await contact();
      const request = await recorded(id);
      const token = await linkTo(email);
      const [codes, ended, answer] = await Promise.all([
        replied(token, 'At the last moment.'),
        update(id, { supportAuthorized: false }),
        answered(request, 'Hm.'),
      ]);
      expect([ended.codes, answer.codes]).toEqual([[], []]);
      expect([[], ['LINK_INVALID']]).toContainEqual(codes);
      const [row] = await test.dataSource.query<{ said: string; links: string }[]>(
        `SELECT (SELECT COUNT(*) FROM support_messages m WHERE m.request_id = r.id AND m.body LIKE 'At the last%') AS said,
           (SELECT COUNT(*) FROM support_links l WHERE l.request_id = r.id) AS links
         FROM support_requests r WHERE r.number = ?`,
        [request.number],
      );
      expect([Number(row?.said), Number(row?.links)]).toEqual([codes.length === 0 ? 1 : 0, 0]);
    }
  });

  it('R17 a contact that does not receive SUPPORT is sent none; who is added authorized receives it unless the holder says otherwise', async () => {
    const { id } = await contact({ receivesSupport: false });
    const request = await recorded(id);
    await answered(request, 'By phone.');
    expect(await mails()).toEqual([]);
    const about = { accountId, firstName: 'A', lastName: 'B', email: 'ab@contacts.test' };
    const added = async (more: object): Promise<unknown> => {
      const input = { ...about, country: 'DE', ...more };
      const { payload } = await write<{ contact: { receives: string[] } }>(
        test,
        tokens.holder,
        'addContact',
        input,
        'contact { receives }',
      );
      return payload?.contact.receives;
    };
    expect(await added({ supportAuthorized: true })).toEqual(['IMPORTANT_NOTICES', 'SUPPORT']);
    expect(await added({})).toEqual(['IMPORTANT_NOTICES']);
    expect(await added({ supportAuthorized: true, receives: [] })).toEqual([]);
  });

  it('R13 R68 a login that left the account is told no more of what it asked; the holder is', async () => {
    const user = await make.user();
    const membership = await make.membership(accountKey, user, []);
    const token = await test.tokenFor(user);
    const input = { accountId, subject: 'S', message: 'M' };
    const { request } = await call('openSupportRequest', input, token);
    if (request === null) throw new Error('Not opened');
    const membershipId = test.app.ids.encode('Membership', membership);
    expect(
      (await write(test, tokens.holder, 'removeAuthorizedLogin', { membershipId })).codes,
    ).toEqual([]);
    await test.dataSource.query('DELETE FROM outbox_messages');
    expect((await answered(request, 'Done.')).codes).toEqual([]);
    expect(await mails()).toEqual([['support-answer', holderEmail]]);
  });
});
