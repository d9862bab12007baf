import { AuditEventEntity } from '../../../src/database/entities/audit-event.entity';
import { MembershipEntity } from '../../../src/database/entities/membership.entity';
import { OutboxMessageEntity } from '../../../src/database/entities/outbox-message.entity';
import { mailedAmount } from '../../../src/domain/mail/account-mails';
import type { PersonMailEvent, PersonMails } from '../../../src/domain/mail/mails';
import { accountMail, mail } from '../../../src/features/outbox/mail';
import type { Message } from '../../../src/graphql/call';
import { checksum, Fixtures } from '../../support/fixtures';
import { Outbox } from '../../support/outbox';
import { TestApplication, TEST_NOW } from '../../support/test-application';
import { write } from '../../support/write';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (milliseconds: number): Date => new Date(TEST_NOW.getTime() - milliseconds);

/** A mail as staff and holder see it. */
interface Shown {
  readonly id: string;
  readonly event: string;
  readonly email: string;
  readonly status: string;
}

describe('mails of an account', () => {
  let test: TestApplication;
  let make: Fixtures;
  let outbox: Outbox;
  let account: number;
  let other: number;
  let tokens: Record<'holder' | 'login' | 'stranger' | 'support', string>;

  beforeEach(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    outbox = new Outbox(test);
    const holder = await make.user({ email: 'holder@example.test' });
    account = await make.account(holder, { email: 'office@example.test' });
    const login = await make.user({ email: 'login@example.test' });
    await make.membership(account, login, ['PAY_INVOICES', 'MAKE_PURCHASES']);
    await make.contact(account, { email: 'contact@example.test' });
    const stranger = await make.user({ email: 'stranger@example.test' });
    other = await make.account(stranger);
    tokens = {
      holder: await test.tokenFor(holder),
      login: await test.tokenFor(login),
      stranger: await test.tokenFor(stranger),
      support: await test.tokenFor(await make.user({ staffRole: 'SUPPORT' })),
    };
  });
  afterEach(() => test.stop());

  const message = <Event extends PersonMailEvent>(
    event: Event,
    parameters: PersonMails[Event]['parameters'],
    secrets: PersonMails[Event]['secrets'],
    email = 'login@example.test',
    of: number | null = account,
  ): Message => mail(event, { email, name: 'Ada' }, of, parameters, secrets);
  const request = (email?: string, of?: number | null): Message =>
    message('transfer-request', { account: 'Northwind', holder: 'Grace' }, null, email, of);
  /** Writes a message that has come as far as `given` says. */
  const added = async (
    one: Message,
    given: Partial<OutboxMessageEntity> = {},
  ): Promise<OutboxMessageEntity> => {
    await outbox.add(one);
    const row = (await outbox.rows()).at(-1) as OutboxMessageEntity;
    const settled = given.settledAt ? { secrets: null } : {};
    await test.dataSource.manager.update(
      OutboxMessageEntity,
      { id: row.id },
      { attempts: 0, ...given, ...settled },
    );
    return row;
  };
  const SENT = { settledAt: ago(HOUR) };
  const FAILING = { failingSince: ago(2 * HOUR), attempts: 3, failure: '451 come back later' };
  const GIVEN_UP = {
    ...FAILING,
    failingSince: ago(5 * DAY),
    settledAt: ago(2 * DAY),
    givenUpAt: ago(2 * DAY),
  };
  const id = ({ id: key }: { id: number }): string => test.app.ids.encode('Mail', key);
  const FIELDS =
    'id event email name status writtenAt sentAt failingSince givenUpAt resentAt account { name }';
  const mails = async (token: string | null, fields = FIELDS, of = account) => {
    const answer = await test.graph(
      `query ($id: ID!) { account(id: $id) { mails { totalCount nodes { ${fields} } } } }`,
      { id: test.app.ids.encode('Account', of) },
      token,
    );
    const found = answer.data?.['account'] as {
      mails: { totalCount: number; nodes: Shown[] } | null;
    } | null;
    return { ...answer, list: found?.mails ?? null };
  };
  const code = ({ errors }: { errors: readonly { extensions: Record<string, unknown> }[] }) =>
    errors.map(({ extensions }) => extensions['code']);
  const act = (name: 'resendMail' | 'retryMail', row: { id: number }, token: string, more = {}) =>
    write<{ mail: Shown | null; effects: { kind: string; event: string | null }[] | null }>(
      test,
      token,
      name,
      { mailId: id(row), ...more },
      'mail { id status resentAt } effects { kind subject event }',
    );
  const can = async (action: string, row: { id: number }, token: string) => {
    const { data } = await test.graph(
      `query ($id: ID!, $action: Action!) { node(id: $id) { viewerCan(action: $action) { allowed reason message } } }`,
      { id: id(row), action },
      token,
    );
    return (data as { node: { viewerCan: { allowed: boolean; reason: string | null } } }).node
      .viewerCan;
  };

  it('the holder sees what was sent because of the account, newest first, to whom, and what became of it', async () => {
    const failing = await added(request(), FAILING);
    await added(request('stranger@example.test', other), SENT);
    await added(request('stranger@example.test', null), SENT);
    await added({ ...request(), channel: 'webhook' });
    const given = await added(request('contact@example.test'), GIVEN_UP);
    const sent = await added(
      message('password-reset', {}, { token: 'a secret that nobody reads' }),
      { ...SENT, failingSince: ago(3 * HOUR) },
    );
    const waiting = await added(request('office@example.test'));
    const { list, errors, text } = await mails(tokens.holder);
    expect(errors).toEqual([]);
    expect(list?.totalCount).toBe(4);
    expect(list?.nodes).toMatchObject([
      { id: id(waiting), email: 'office@example.test', status: 'WAITING', sentAt: null },
      {
        id: id(sent),
        event: 'password-reset',
        status: 'SENT',
        sentAt: ago(HOUR).toISOString(),
        writtenAt: TEST_NOW.toISOString(),
      },
      {
        id: id(given),
        status: 'GIVEN_UP',
        sentAt: null,
        givenUpAt: ago(2 * DAY).toISOString(),
      },
      {
        id: id(failing),
        name: 'Ada',
        status: 'FAILING',
        account: { name: expect.any(String) as string },
      },
    ]);
    expect(text).not.toContain('secret');
  });

  it('pages of it come in order, and many accounts in one statement', async () => {
    for (let n = 0; n < 5; n++) await added(request(), SENT);
    const page = async (after: string | null) => {
      const { data } = await test.graph(
        `query ($id: ID!, $after: String) { account(id: $id) { mails(first: 2, after: $after) {
          nodes { id } pageInfo { endCursor hasNextPage } } } }`,
        { id: test.app.ids.encode('Account', account), after },
        tokens.holder,
      );
      return (
        data as {
          account: {
            mails: {
              nodes: { id: string }[];
              pageInfo: { endCursor: string; hasNextPage: boolean };
            };
          };
        }
      ).account.mails;
    };
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo } = await page(after);
      seen.push(...nodes.map((one) => one.id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual((await outbox.rows()).map(id).reverse());
    await added(request('stranger@example.test', other), SENT);
    const statements = await test.countStatements(() =>
      test.graph(
        '{ accounts { nodes { mails(first: 3) { nodes { email account { name } } } } } }',
        {},
        tokens.support,
      ),
    );
    expect(statements.filter((one) => one.includes('outbox_messages'))).toHaveLength(1);
  });

  it('R3 nobody else of the account sees it, and why it failed is for staff alone', async () => {
    const failing = await added(request(), FAILING);
    expect(code(await mails(tokens.login))).toEqual(['FORBIDDEN']);
    expect(code(await mails(tokens.stranger))).toEqual(['NOT_FOUND']);
    const node = (token: string, fields: string) =>
      test.graph(`{ node(id: "${id(failing)}") { id ... on Mail { ${fields} } } }`, {}, token);
    expect(code(await node(tokens.login, 'email'))).toEqual(['FORBIDDEN']);
    expect(code(await node(tokens.stranger, 'email'))).toEqual(['NOT_FOUND']);
    const byHolder = await node(tokens.holder, 'email failure');
    expect(code(byHolder)).toEqual(['FORBIDDEN']);
    expect(byHolder.text).not.toContain('451');
    expect((await node(tokens.support, 'failure')).data).toMatchObject({
      node: { failure: '451 come back later' },
    });
  });

  it('a mail about a login alone is seen by staff, not by anybody else', async () => {
    const row = await added(request('holder@example.test', null), SENT);
    const node = (token: string) =>
      test.graph(
        `{ node(id: "${id(row)}") { ... on Mail { email account { name } } } }`,
        {},
        token,
      );
    expect(code(await node(tokens.holder))).toEqual(['NOT_FOUND']);
    expect((await node(tokens.support)).data).toEqual({
      node: { email: 'holder@example.test', account: null },
    });
  });

  describe('sending again', () => {
    it.each(['holder', 'support'] as const)(
      'the %s sends a mail again: the same event to the same address, with an audit event',
      async (who) => {
        const row = await added(request('contact@example.test'), SENT);
        expect(await can('RESEND_MAIL', row, tokens[who])).toMatchObject({ allowed: true });
        const { codes, payload } = await act('resendMail', row, tokens[who]);
        expect(codes).toEqual([]);
        expect(payload?.mail).toMatchObject({
          id: id(row),
          status: 'SENT',
          resentAt: TEST_NOW.toISOString(),
        });
        const [first, again, ...more] = await outbox.rows();
        expect(more).toEqual([]);
        expect(again).toMatchObject({
          event: first?.event,
          parameters: first?.parameters,
          accountId: account,
          channel: 'mail',
          secrets: null,
          settledAt: null,
          attempts: 0,
        });
        expect(await test.dataSource.manager.find(AuditEventEntity)).toMatchObject([
          { accountId: account, action: 'resendMail', subjectType: 'Mail', subjectId: row.id },
        ]);
      },
    );

    it('R65 it has a dry run', async () => {
      const row = await added(request(), SENT);
      const before = await checksum(test.dataSource);
      const { payload } = await act('resendMail', row, tokens.holder, { dryRun: true });
      expect(payload?.effects).toEqual([
        { kind: 'CHANGE', subject: 'Mail', event: null },
        { kind: 'SEND', subject: 'mail', event: 'transfer-request' },
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    const refused: [string, () => Promise<OutboxMessageEntity>, string, RegExp][] = [
      [
        'whose link was erased',
        () => added(message('password-reset', {}, { token: 'x' }), SENT),
        'CANNOT_RESEND',
        /requestPasswordReset/,
      ],
      [
        'whose link was erased when it was given up',
        () => added(message('email-verification', { account: null }, { token: 'x' }), GIVEN_UP),
        'CANNOT_RESEND',
        /requestEmailVerification/,
      ],
      [
        'that was marketing',
        () =>
          added(
            accountMail(
              'marketing-mailing',
              {
                email: 'login@example.test',
                name: 'Ada',
                showsAmounts: false,
                showsKeys: false,
                carriesPdf: false,
              },
              { pk: account, name: 'Northwind' },
              { parameters: { subject: 'a', text: 'b' }, secrets: { unsubscribe: 'x' } },
            ),
            SENT,
          ),
        'CANNOT_RESEND',
        /another mailing/,
      ],
      ['that waits', () => added(request()), 'MAIL_ON_ITS_WAY', /still queued/],
      ['that is tried again', () => added(request(), FAILING), 'MAIL_ON_ITS_WAY', /still queued/],
      [
        'to somebody who left',
        () => added(request('former@example.test'), SENT),
        'CANNOT_RESEND',
        /Nobody on the account/,
      ],
    ];
    it.each(refused)(
      'a mail %s is not sent again, and viewerCan says so',
      async (_what, add, expected, says) => {
        const row = await add();
        const before = await checksum(test.dataSource);
        const { codes, payload } = await act('resendMail', row, tokens.support);
        expect(codes).toEqual([expected]);
        expect(payload?.userErrors[0]?.message).toMatch(says);
        expect(await checksum(test.dataSource)).toBe(before);
        expect(await can('RESEND_MAIL', row, tokens.holder)).toMatchObject({
          allowed: false,
          reason: expected,
          message: expect.stringMatching(says) as string,
        });
      },
    );

    it('who was removed from the account gets nothing of it any more', async () => {
      const row = await added(request(), SENT);
      const { manager } = test.dataSource;
      const { id: membership } = await manager.findOneByOrFail(MembershipEntity, {
        accountId: account,
        mayPayInvoices: true,
      });
      await manager.delete(MembershipEntity, { id: membership });
      expect((await act('resendMail', row, tokens.holder)).codes).toEqual(['CANNOT_RESEND']);
    });

    it.each([
      ['says all again to a login that pays invoices', true],
      [
        'R15 R17 names no amounts, and carries no PDF, to a login that may not see them any more',
        false,
      ],
    ])('%s', async (_what, pays) => {
      const total = mailedAmount(11_900n, 'EUR');
      const rows = [{ label: 'Balance due', amount: total }];
      const amounts = { lines: [], further: null, rows, taxNotes: [] };
      const row = await added(
        accountMail(
          'invoice-created',
          {
            email: 'login@example.test',
            name: 'Ada',
            showsAmounts: true,
            showsKeys: false,
            carriesPdf: true,
          },
          { pk: account, name: 'Northwind' },
          {
            parameters: { number: 'INV-2026-000001', issuedOn: '2026-11-01', dueOn: '2026-11-15' },
            amounts,
          },
        ),
        SENT,
      );
      await test.dataSource.query(
        `UPDATE memberships m JOIN users u ON u.id = m.user_id SET m.may_pay_invoices = ?
         WHERE u.email = 'login@example.test'`,
        [pays],
      );
      const { codes } = await act('resendMail', row, tokens.holder);
      expect(codes).toEqual([]);
      const [first, again] = (await outbox.rows()).map(
        ({ parameters }) => JSON.parse(parameters) as Record<string, unknown>,
      );
      expect(first).toMatchObject({ amounts: { rows: [{ amount: { amount: '119.00' } }] } });
      const { pdf, ...without } = first ?? {};
      expect(pdf).toBe(true);
      expect(again).toEqual(pays ? first : { ...without, amounts: null });
    });

    it('a login may not, nor a stranger, who does not learn that there is a mail', async () => {
      const row = await added(request(), SENT);
      expect((await act('resendMail', row, tokens.login)).codes).toEqual(['FORBIDDEN']);
      expect((await act('resendMail', row, tokens.stranger)).codes).toEqual(['NOT_FOUND']);
      expect(await outbox.rows()).toHaveLength(1);
    });

    it('nobody floods an inbox with it', async () => {
      const row = await added(request(), SENT);
      for (let n = 0; n < 30; n++)
        expect((await act('resendMail', row, tokens.holder)).codes).toEqual([]);
      expect((await act('resendMail', row, tokens.holder)).codes).toEqual(['RATE_LIMITED']);
      expect(await outbox.rows()).toHaveLength(31);
    });
  });

  describe('R20 mails that do not arrive', () => {
    const undelivered = async (token: string | null) => {
      const answer = await test.graph(
        '{ undeliveredMails { totalCount nodes { id status failure account { name } } } }',
        {},
        token,
      );
      const { nodes = [] } = (answer.data?.['undeliveredMails'] ?? {}) as { nodes?: Shown[] };
      return { ...answer, ids: nodes.map((one) => one.id) };
    };

    it('R20 staff see at once what an address was refused for, and its holder that it is undeliverable', async () => {
      const now = ago(0);
      const refused = { failingSince: now, settledAt: now, givenUpAt: now, refusedAt: now };
      const mail = await added(request(), { ...refused, failure: '550 no such mailbox' });
      expect((await undelivered(tokens.support)).ids).toContain(id(mail));
      const { data } = await mails(tokens.holder);
      const shown = JSON.stringify(data);
      expect(shown).toContain(`"id":"${id(mail)}"`);
      expect(shown).toContain('"status":"REFUSED"');
      await test.dataSource.query('DELETE FROM outbox_messages WHERE id = ?', [mail.id]);
    });

    it('staff see those that fail for long and those given up, the oldest first, and nobody else does', async () => {
      const failing = await added(request(), FAILING);
      await added(request(), { ...FAILING, failingSince: ago(HOUR - 1) });
      await added(request(), { ...FAILING, ...SENT });
      const given = await added(request('x@example.test', null), GIVEN_UP);
      await added(request(), {
        ...GIVEN_UP,
        failingSince: ago(40 * DAY),
        givenUpAt: ago(31 * DAY),
      });
      await added(request());
      const { ids, errors, data } = await undelivered(tokens.support);
      expect(errors).toEqual([]);
      expect(ids).toEqual([id(given), id(failing)]);
      expect(data).toMatchObject({ undeliveredMails: { totalCount: 2 } });
      for (const token of [tokens.holder, tokens.login])
        expect(code(await undelivered(token))).toEqual(['FORBIDDEN']);
      expect(code(await undelivered(null))).toEqual(['UNAUTHENTICATED']);
    });

    it('one that was sent again is dealt with', async () => {
      const given = await added(request(), GIVEN_UP);
      expect((await act('resendMail', given, tokens.support)).codes).toEqual([]);
      expect((await undelivered(tokens.support)).ids).toEqual([]);
    });

    it('staff have one that is failing tried now, with an audit event', async () => {
      const failing = await added(request(), {
        ...FAILING,
        dueAt: new Date(TEST_NOW.getTime() + HOUR),
      });
      expect(await can('RETRY_MAIL', failing, tokens.support)).toMatchObject({ allowed: true });
      expect((await act('retryMail', failing, tokens.support, { dryRun: true })).codes).toEqual([]);
      expect((await outbox.rows())[0]?.dueAt).not.toEqual(TEST_NOW);
      expect((await act('retryMail', failing, tokens.support)).codes).toEqual([]);
      expect((await outbox.rows())[0]).toMatchObject({ dueAt: TEST_NOW, settledAt: null });
      expect(await test.dataSource.manager.find(AuditEventEntity)).toMatchObject([
        { accountId: account, action: 'retryMail', subjectId: failing.id, staffRole: 'SUPPORT' },
      ]);
    });

    it('a mail that is not failing is not tried, and a holder does not decide on it', async () => {
      for (const given of [{}, SENT, GIVEN_UP]) {
        const row = await added(request(), given);
        expect((await act('retryMail', row, tokens.support)).codes).toEqual(['MAIL_NOT_FAILING']);
        expect(await can('RETRY_MAIL', row, tokens.support)).toMatchObject({
          reason: 'MAIL_NOT_FAILING',
        });
      }
      const failing = await added(request(), FAILING);
      expect((await act('retryMail', failing, tokens.holder)).codes).toEqual(['FORBIDDEN']);
    });
  });
});
