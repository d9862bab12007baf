import { isInputObjectType, getNullableType } from 'graphql';
import { checksum, Fixtures } from '../support/fixtures';
import { sentMails } from '../support/sent-mails';
import { ANY_COST, TEST_NOW, TestApplication, type GraphAnswer } from '../support/test-application';
import { LEAVES, MUTATIONS, NAMES } from './catalog';
import { nameOf, type Mutation } from './mutation';
import { REFUSED } from './refused.table';
import { Stage, type Staged } from './stage';

/** Of no account: people and what they do, mailings, the catalog, carts of guests. */
/** The history of an account, which its holder reads, has none of these. */
const INTERNAL = ['addSupportNote', 'addAccountNote', 'assignSupportRequest'];
const OF_NO_ACCOUNT = [
  'User',
  'Session',
  'Mailing',
  'Product',
  'AddOn',
  'SupportProduct',
  'GuestCart',
];
/** A dry run of these says less than is then done (R63): test/features/reselling and leasing.test.ts ask what. */
const ANNOUNCED_IN_PART = [
  'assignLicense',
  'assignLicenses',
  'settleAssignment',
  'purchaseAndAssign',
  'startLease',
  'startLeases',
  'modifyLease',
  'modifyLeases',
  'stopLease',
  'stopLeases',
  'guestCheckout',
  'confirmGuestPayment',
];

/** They are not about the business, or make secrets (R65). */
const WITHOUT_DRY_RUN = [
  'actAs',
  'activateInstallation',
  'addPaymentMethod',
  'changePassword',
  'checkIn',
  'confirmTwoFactor',
  'createApiToken',
  'deactivateInstallation',
  'disableTwoFactor',
  'enableTwoFactor',
  'prepareAssignLicense',
  'prepareGuestPayment',
  'preparePaymentMethod',
  'prepareStopLease',
  'prepareStopLeases',
  'replyBySupportLink',
  'requestEmailVerification',
  'requestPasswordReset',
  'resetPassword',
  'revokeSession',
  'setAuthorizedLoginPassword',
  'setGuestBuyer',
  'setGuestCart',
  'signIn',
  'signOut',
  'signUp',
  'updateMyself',
  'verifyEmail',
];
/** The session or the membership that sent them is gone afterwards: a repeat is nobody's. */
const REPEATED_BY_NOBODY: Readonly<Record<string, string>> = {
  signOut: 'UNAUTHENTICATED',
  declineInvitation: 'NOT_FOUND',
  leaveAccount: 'NOT_FOUND',
};

/** Whoever sends it is nobody, and sends nothing that others do not know: their keys are no promise. */
const ANYBODYS: readonly string[] = ['setGuestCart'];

interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}
interface Effect {
  readonly kind: string;
  readonly subject: string;
  readonly id: string | null;
  readonly event: string | null;
  readonly changes: readonly Change[];
}
interface Answered {
  readonly effects?: readonly Effect[] | null;
  readonly userErrors: readonly { readonly code: string }[];
}
/** What the audit and the outbox have of one call. */
interface Kept {
  readonly events: readonly (Record<string, unknown> & {
    readonly subject_type: string;
    readonly subject_id: number;
    readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  })[];
  readonly mails: readonly { event: string; to: string; parameters: object }[];
}

const EVERY = Object.entries(MUTATIONS);
const text = (value: unknown): string | null =>
  value === null || typeof value === 'string' ? value : JSON.stringify(value);
/** A dry run draws no number, neither of an invoice nor of a lease (R54). */
const unnumbered = (changes: readonly Change[]): unknown =>
  JSON.parse(
    JSON.stringify(changes).replace(
      /INV-\d{4}-\d{6}|L-(?:\d{6}|…)|DRY-RUN-[0-9a-f]{8}/g,
      'a number',
    ),
  );
const fieldsOf = (changes: readonly { field: string }[]): string =>
  changes
    .map(({ field }) => field)
    .sort()
    .join(', ');

describe('every mutation', () => {
  let test: TestApplication;
  let make: Fixtures;
  let product: number;
  let stage: Stage;
  let keys = 0;

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST, PAYMENT_GATEWAY: 'sandbox' });
    make = new Fixtures(test);
    product = await make.product();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    stage = await Stage.set(test, make, product);
  });
  afterEach(() => {
    test.now = TEST_NOW;
    // Each locks its rows in the one order.
    expect(test.locks.faults.splice(0)).toEqual([]);
  });

  const mutations = () => Object.values(test.app.schema.getMutationType()?.getFields() ?? {});
  const typeOf = (name: string): string =>
    String(mutations().find((one) => one.name === name)?.args[0]?.type);
  const offersDryRun = (name: string): boolean => {
    const type = getNullableType(mutations().find((one) => one.name === name)?.args[0]?.type);
    return isInputObjectType(type) && 'dryRun' in type.getFields();
  };

  const send = (
    { name, as }: Pick<Staged, 'name' | 'as'>,
    input: object,
    key: string | null = null,
  ): Promise<GraphAnswer> => {
    const effects = offersDryRun(name)
      ? 'effects { kind subject id event changes { field before after } }'
      : '';
    const document = `mutation ($input: ${typeOf(name)}) { ${name}(input: $input) {
      ${effects} userErrors { code } } }`;
    return test.graph(document, { input }, as, key);
  };
  const answered = ({ data, errors }: GraphAnswer, name: string): Answered => {
    expect(errors).toEqual([]);
    return data?.[name] as Answered;
  };

  const newest = async (table: string): Promise<number> => {
    const [row] = await stage.rows<{ id: number | null }>(`SELECT MAX(id) AS id FROM ${table}`, []);
    return Number(row?.id ?? 0);
  };
  const soFar = async () => ({
    events: await newest('audit_events'),
    mails: (await sentMails(test)).length,
  });
  const keptSince = async ({ events, mails }: { events: number; mails: number }): Promise<Kept> => {
    const rows = await stage.rows<Record<string, unknown>>(
      'SELECT * FROM audit_events WHERE id > ? ORDER BY id',
      [events],
    );
    return {
      events: rows.map(
        ({ changes, ...row }) =>
          ({
            ...row,
            changes: typeof changes === 'string' ? (JSON.parse(changes) as object) : changes,
          }) as Kept['events'][number],
      ),
      mails: (await sentMails(test)).slice(mails),
    };
  };

  const whom = (to: string): string =>
    stage.people.get(to) ?? (to === `new${stage.account}@staged.test` ? 'somebody new' : to);
  const events = (title: string) => (LEAVES[title] ?? []).filter((one) => !/^MAIL/.test(one));
  /** What changes nothing is no effect, and yet it was done. */
  const effects = (title: string) => events(title).filter((one) => !/: nothing$/.test(one));
  const mails = (title: string) => (LEAVES[title] ?? []).filter((one) => /^MAIL/.test(one));
  const mailed = (kept: Kept) => kept.mails.map(({ event, to }) => `MAIL ${event} to ${whom(to)}`);

  it('R60 R61 R65 has a case in test/mutations', () => {
    const offered = mutations().map(({ name }) => name);
    expect(offered.filter((name) => !NAMES.includes(name))).toEqual([]);
    expect(NAMES.filter((name) => !offered.includes(name))).toEqual([]);
  });

  it('R61 R65 has a line that says what it leaves', () => {
    const titles = Object.keys(MUTATIONS);
    expect(titles.filter((title) => LEAVES[title] === undefined)).toEqual([]);
    expect(Object.keys(LEAVES).filter((title) => !titles.includes(title))).toEqual([]);
    expect(Object.keys(REFUSED).filter((name) => !NAMES.includes(name))).toEqual([]);
  });

  it.each(EVERY)(
    'R61 %s leaves its events: who, from where, what; and R60 once, however often it is repeated',
    async (title, one) => {
      const staged = await stage.ready(title, one);
      const { name, input } = staged;
      const since = await soFar();
      const key = `every ${++keys}`;
      const first = await send(staged, input, key);
      expect(answered(first, name)).toEqual({
        ...(offersDryRun(name) ? { effects: null } : {}),
        userErrors: [],
      });
      const kept = await keptSince(since);
      // Whoever signs up is somebody from now on, and an account with them.
      const newAccount = name === 'signUp' ? await newest('accounts') : null;
      const newUser = name === 'signUp' ? await newest('users') : null;
      const reason = (input as { reason?: string }).reason ?? null;
      expect(kept.events).toMatchObject(
        events(title).map((line) => ({
          action: name,
          subject_type: /^\w+ (\w+)/.exec(line)?.[1],
          account_id:
            INTERNAL.includes(name) || OF_NO_ACCOUNT.includes(/^\w+ (\w+)/.exec(line)?.[1] ?? '')
              ? null
              : (newAccount ?? staged.account),
          user_id: newUser ?? staged.user,
          token_id: staged.apiToken,
          staff_role: staged.staffRole,
          reason,
          address: expect.stringMatching(/127\.0\.0\.1$/) as unknown,
          request_id: expect.stringMatching(/\S/) as unknown,
          created_at: test.now,
        })),
      );
      expect(kept.events.map(({ changes }) => Object.keys(changes).sort().join(', '))).toEqual(
        events(title).map((line) => line.replace(/^.*: /, '').replace(/^nothing$/, '')),
      );
      for (const [was, is] of kept.events.flatMap(({ changes }) => Object.values(changes)))
        expect(was).not.toEqual(is);
      expect(mailed(kept)).toEqual(mails(title));

      const before = await checksum(test.dataSource);
      const again = await send(staged, input, key);
      const refused = REPEATED_BY_NOBODY[name];
      expect([
        again.errors.map(({ extensions }) => extensions['code']),
        again.data?.[name] ?? null,
      ]).toEqual(refused === undefined ? [[], first.data?.[name]] : [[refused], null]);
      if (!ANYBODYS.includes(name)) expect(await checksum(test.dataSource)).toBe(before);
    },
  );

  const withDryRun = EVERY.filter(([title]) => WITHOUT_DRY_RUN.includes(nameOf(title)) === false);
  it('R65 has no dry run only where that is said', () => {
    const without = NAMES.filter((name) => !offersDryRun(name));
    expect(without.sort()).toEqual([...WITHOUT_DRY_RUN].sort());
  });

  it.each(withDryRun)(
    'R65 of %s: a dry run announces what the act then does, and changes nothing itself',
    async (title, one) => {
      const staged = await stage.ready(title, one);
      const { name, input } = staged;
      const before = await checksum(test.dataSource);
      const dryRun = answered(await send(staged, { ...input, dryRun: true }), name);
      // A token notes when it was used.
      if (staged.apiToken === null) expect(await checksum(test.dataSource)).toBe(before);
      expect(dryRun.userErrors).toEqual([]);
      if (ANNOUNCED_IN_PART.includes(name)) return;
      const announced = dryRun.effects ?? [];
      const said = announced.filter(({ kind }) => kind !== 'SEND');
      expect(
        said.map(({ kind, subject, changes }) => `${kind} ${subject}: ${fieldsOf(changes)}`),
      ).toEqual(effects(title));
      const leaving = announced.filter(({ kind }) => kind === 'SEND');
      expect(leaving.map(({ event }) => event)).toEqual(
        mails(title).map((line) => line.split(' ')[1]),
      );

      const since = await soFar();
      expect(answered(await send(staged, { ...input, dryRun: false }), name)).toEqual({
        effects: null,
        userErrors: [],
      });
      const { events: all, mails: sent } = await keptSince(since);
      const did = {
        events: all.filter(({ changes }) => Object.keys(changes).length > 0),
        mails: sent,
      };
      const idOf = (at: number) => {
        const { subject_type: type, subject_id: key } = did.events[at] as Kept['events'][number];
        return test.app.ids.encode(type, Number(key));
      };
      expect(said.map(({ subject, changes }) => [subject, unnumbered(changes)])).toEqual(
        did.events.map(({ subject_type, changes }) => [
          subject_type,
          unnumbered(
            Object.entries(changes).map(([field, [was, is]]) => ({
              field,
              before: text(was),
              after: text(is),
            })),
          ),
        ]),
      );
      // Nobody knows the id of what is not there yet, nor of what a step before has just made.
      const made = said.flatMap(({ kind }, at) => (kind === 'CREATE' ? [idOf(at)] : []));
      expect(said.map(({ id }) => id)).toEqual(
        said.map((_, at) => (made.includes(idOf(at)) ? null : idOf(at))),
      );
      expect(mailed(did)).toEqual(mails(title));
      expect(leaving.map(({ changes }) => unnumbered(changes))).toEqual(
        did.mails.map(({ parameters }) =>
          unnumbered(
            Object.entries(parameters).flatMap(([field, value]) =>
              field === 'to' || value === null ? [] : [{ field, before: null, after: text(value) }],
            ),
          ),
        ),
      );
      // Not to whom: whoever acts need not know who gets them.
      for (const { to } of did.mails) expect(JSON.stringify(leaving)).not.toContain(to);
    },
  );

  const refusable = EVERY.filter(([title]) => REFUSED[nameOf(title)] !== null);
  it.each(refusable)(
    'R61 R63 R65 of %s: whoever may not is refused, a dry run like the act, and nothing is left',
    async (title: string, one: Mutation) => {
      const staged = await stage.ready(title, one);
      const { name, input } = staged;
      const [login, stranger] = [await make.user(), await make.user()];
      await make.membership(stage.account, login, []);
      await make.account(stranger, { leaseProvider: true, reseller: true });
      const tokens = [null, await test.tokenFor(login), await test.tokenFor(stranger)];
      const before = await checksum(test.dataSource);
      const met: unknown[] = [];
      for (const as of tokens) {
        // Whoever asks, it counts; that is not what is asked here.
        await test.dataSource.query('DELETE FROM rate_limits');
        const real = await send({ name, as }, input);
        if (offersDryRun(name))
          expect((await send({ name, as }, { ...input, dryRun: true })).text).toBe(real.text);
        const payload = real.data?.[name] as Answered | null;
        met.push(real.errors[0]?.extensions['code'] ?? payload?.userErrors[0]?.code);
      }
      expect(met).toEqual(['UNAUTHENTICATED', ...(REFUSED[name] ?? ['FORBIDDEN', 'NOT_FOUND'])]);
      expect(await checksum(test.dataSource)).toBe(before);
    },
  );
});
