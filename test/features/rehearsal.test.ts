import { isInputObjectType, getNullableType, type GraphQLSchema } from 'graphql';
import { reachAccounts } from '../../src/database/reach';
import { sql } from '../../src/database/sql';
import type { Changes } from '../../src/graphql/unit';
import { Ref } from '../../src/graphql/outcome';
import { checksum, Fixtures } from '../support/fixtures';
import { runWork } from '../support/run-work';
import { TestApplication } from '../support/test-application';

const LATER = new Date('2026-12-10T00:00:00.000Z');

/** What a case can be about. Ids as the client knows them. */
interface Rows {
  readonly account: string;
  readonly contact: string;
  /** Runs nowhere. */
  readonly fresh: string;
  /** Runs on `old.example.test`. */
  readonly running: string;
  /** Moves from `old.example.test` to `new.example.test`. */
  readonly moving: string;
  readonly movedTo: string;
}

/** A call that does something. */
interface Case {
  readonly mutation: string;
  readonly what: string;
  readonly input: (rows: Rows) => object;
  /** Kinds and subjects that it announces. */
  readonly effects: readonly string[];
  /** Fields that would be changed, in the order of their names. */
  readonly fields: readonly string[];
}

const CONTACT_FIELDS = [
  'country',
  'email',
  'firstName',
  'lastName',
  'receives',
  'supportAuthorized',
];

const CASES: readonly Case[] = [
  {
    mutation: 'updateAccount',
    what: 'of everything',
    input: ({ account: accountId }) => ({
      accountId,
      name: 'Analytical Engines',
      email: ' Office@Engines.Example ',
      address: 'St James Square\nLondon',
      country: 'FR',
      vatNumber: 'fr 12.345-678',
    }),
    effects: ['CHANGE Account'],
    fields: ['address', 'country', 'email', 'name', 'vatNumber'],
  },
  {
    mutation: 'updateAccount',
    what: 'of nothing',
    input: ({ account: accountId }) => ({ accountId }),
    effects: [],
    fields: [],
  },
  {
    mutation: 'addContact',
    what: 'with all that can be said',
    input: ({ account: accountId }) => ({
      accountId,
      firstName: 'Grace',
      lastName: 'Hopper',
      email: 'Grace@Navy.Example',
      country: 'US',
      receives: ['IMPORTANT_NOTICES', 'STANDARD_INVOICES'],
      supportAuthorized: true,
    }),
    effects: ['CREATE Contact'],
    fields: CONTACT_FIELDS,
  },
  {
    mutation: 'updateContact',
    what: 'of two fields',
    input: ({ contact: contactId }) => ({ contactId, firstName: 'Ada', receives: [] }),
    effects: ['CHANGE Contact'],
    fields: ['firstName', 'receives'],
  },
  {
    mutation: 'removeContact',
    what: 'with all that it was',
    input: ({ contact: contactId }) => ({ contactId }),
    effects: ['REMOVE Contact'],
    fields: CONTACT_FIELDS,
  },
  {
    mutation: 'activateLicense',
    what: 'for the first time',
    input: ({ fresh: licenseId }) => ({ licenseId, serverName: 'mail.example.test' }),
    effects: ['CHANGE License'],
    fields: ['servers', 'status'],
  },
  {
    mutation: 'activateLicense',
    what: 'on another server',
    input: ({ running: licenseId }) => ({ licenseId, serverName: 'new.example.test', move: true }),
    effects: ['CHANGE License'],
    fields: ['servers'],
  },
  {
    mutation: 'deactivateLicense',
    what: 'altogether',
    input: ({ moving: licenseId }) => ({ licenseId }),
    effects: ['CHANGE License'],
    fields: ['servers', 'status'],
  },
  {
    mutation: 'deactivateLicense',
    what: 'of the newer server of a move',
    input: ({ moving: licenseId, movedTo: activationId }) => ({ licenseId, activationId }),
    effects: ['CHANGE License'],
    fields: ['servers'],
  },
];

/** A call that its state refuses. */
const REFUSED: readonly (readonly [string, string, (rows: Rows) => object])[] = [
  [
    'activateLicense',
    'LICENSE_ACTIVE_ELSEWHERE',
    ({ running: licenseId }) => ({ licenseId, serverName: 'new.example.test' }),
  ],
  ['deactivateLicense', 'LICENSE_NOT_ACTIVE', ({ fresh: licenseId }) => ({ licenseId })],
  ['updateAccount', 'INVALID_COUNTRY', ({ account: accountId }) => ({ accountId, country: 'XX' })],
];

/** Mutations that offer a rehearsal, by their input type. */
function rehearsable(schema: GraphQLSchema): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, args } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const type = args[0] && getNullableType(args[0].type);
    if (isInputObjectType(type) && 'dryRun' in type.getFields()) found.set(name, type.name);
  }
  return found;
}

interface Effect {
  readonly kind: string;
  readonly subject: string;
  readonly id: string | null;
  readonly event: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}
interface Answered {
  readonly effects: readonly Effect[] | null;
  readonly userErrors: readonly object[];
}

const text = (value: unknown): string | null =>
  value === null || typeof value === 'string' ? value : JSON.stringify(value);

describe('R65 a rehearsal', () => {
  let test: TestApplication;
  let make: Fixtures;
  let rows: Rows;
  let token: string;
  let account: number;
  let product: number;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    product = await make.product();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    const holder = await make.user();
    account = await make.account(holder);
    token = await test.tokenFor(holder);
    const contact = await make.contact(account);
    const license = () => make.license(account, product);
    const [fresh, running, moving] = [await license(), await license(), await license()];
    await test.dataSource.query("UPDATE licenses SET status = 'ACTIVE' WHERE id IN (?, ?)", [
      running,
      moving,
    ]);
    const on = (serverName: string, of: number, endsAt: Date | null = null) =>
      make.activation(account, of, { serverName, endsAt });
    await on('old.example.test', running);
    await on('old.example.test', moving, LATER);
    const movedTo = await on('new.example.test', moving);
    const { ids } = test.app;
    rows = {
      account: ids.encode('Account', account),
      contact: ids.encode('Contact', contact),
      fresh: ids.encode('License', fresh),
      running: ids.encode('License', running),
      moving: ids.encode('License', moving),
      movedTo: ids.encode('Activation', movedTo),
    };
  });

  const call = (mutation: string, input: object, as: string | null = token, key?: string) => {
    const type = rehearsable(test.app.schema).get(mutation);
    const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      effects { kind subject id event changes { field before after } } userErrors { code field message } } }`;
    return test.graph(document, { input }, as, key ?? null);
  };
  const done = async (mutation: string, input: object, key?: string): Promise<Answered> => {
    const { data, errors } = await call(mutation, input, token, key);
    expect(errors).toEqual([]);
    return (data as Record<string, Answered>)[mutation] as Answered;
  };

  /** What the audit and the outbox have kept of the account, in the words of a rehearsal. */
  const kept = async (): Promise<object[]> => {
    const events = await test.dataSource.query<
      { subject_type: string; subject_id: number; changes: string | Changes }[]
    >('SELECT * FROM audit_events WHERE account_id = ? ORDER BY id', [account]);
    const shown = (changes: Changes) =>
      Object.entries(changes).map(([field, [before, after]]) => ({
        field,
        before: text(before),
        after: text(after),
      }));
    const parsed = (changes: string | Changes): Changes =>
      typeof changes === 'string' ? (JSON.parse(changes) as Changes) : changes;
    const messages = await test.dataSource.query<object[]>(
      'SELECT * FROM outbox_messages WHERE account_id = ?',
      [account],
    );
    // No mutation sends anything yet; the first one that does has to be compared here too.
    expect(messages).toEqual([]);
    return events
      .map(({ subject_type, subject_id, changes }) => ({
        subject: subject_type,
        id: test.app.ids.encode(subject_type, Number(subject_id)),
        changes: shown(parsed(changes)),
      }))
      .filter(({ changes }) => changes.length > 0);
  };

  it('R65 every mutation that can be rehearsed has a case here', () => {
    const offered = [...rehearsable(test.app.schema).keys()].sort();
    expect(offered.length).toBeGreaterThan(0);
    expect([...new Set(CASES.map(({ mutation }) => mutation))].sort()).toEqual(offered);
  });

  it.each(CASES.map((one) => [one.mutation, one.what, one] as const))(
    'R65 of %s %s announces what the act then does, and changes nothing itself',
    async (mutation: string, _what: string, { input, effects: expected, fields }: Case) => {
      const given = input(rows);
      const before = await checksum(test.dataSource);
      const rehearsed = await done(mutation, { ...given, dryRun: true });
      expect(await checksum(test.dataSource)).toBe(before);
      expect(rehearsed.userErrors).toEqual([]);
      const announced = rehearsed.effects ?? [];
      expect(announced.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(expected);
      const named = announced.flatMap(({ changes }) => changes.map(({ field }) => field));
      expect(named.sort()).toEqual(fields);

      expect(await done(mutation, { ...given, dryRun: false })).toEqual({
        effects: null,
        userErrors: [],
      });
      const did = await kept();
      expect(
        announced.map(({ subject, id, changes }, at) => ({
          subject,
          // Nobody knows the id of what is not there yet.
          id: id ?? (did[at] as { id: string }).id,
          changes,
        })),
      ).toEqual(did);
      expect(announced.map(({ kind, id }) => (kind === 'CREATE') === (id === null))).toEqual(
        announced.map(() => true),
      );
    },
  );

  it('R65 can be repeated, and says the same each time', async () => {
    const input = { contactId: rows.contact, dryRun: true };
    const first = await done('removeContact', input);
    expect(await done('removeContact', input)).toEqual(first);
  });

  it.each(REFUSED.map((one) => [...one] as const))(
    'R65 of %s is refused with %s like the act',
    async (mutation: string, code: string, input: (rows: Rows) => object) => {
      const before = await checksum(test.dataSource);
      const rehearsed = await done(mutation, { ...input(rows), dryRun: true });
      expect(rehearsed).toMatchObject({ effects: null, userErrors: [{ code }] });
      expect(await done(mutation, input(rows))).toEqual(rehearsed);
      expect(await checksum(test.dataSource)).toBe(before);
    },
  );

  it.each(CASES.map((one) => [one.mutation, one.what, one] as const))(
    'R65 of %s %s needs the rights of the act',
    async (mutation: string, _what: string, { input }: Case) => {
      const [login, stranger] = [await make.user(), await make.user()];
      await make.membership(account, login, ['PAY_INVOICES']);
      await make.account(stranger);
      const tokens = [null, await test.tokenFor(login), await test.tokenFor(stranger)];
      const before = await checksum(test.dataSource);
      const met: unknown[] = [];
      for (const as of tokens) {
        const rehearsed = await call(mutation, { ...input(rows), dryRun: true }, as);
        expect((await call(mutation, input(rows), as)).text).toBe(rehearsed.text);
        met.push(rehearsed.errors[0]?.extensions['code']);
      }
      expect(met).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);
      expect(await checksum(test.dataSource)).toBe(before);
    },
  );

  it('R60 R65 takes no idempotency key: the act under the same key runs', async () => {
    const input = { contactId: rows.contact, firstName: 'Ada' };
    const before = await checksum(test.dataSource);
    await done('updateContact', { ...input, dryRun: true }, 'one key');
    expect(await checksum(test.dataSource)).toBe(before);
    expect(await done('updateContact', input, 'one key')).toMatchObject({ effects: null });
    expect(await kept()).toHaveLength(1);
  });

  it('R65 of a call in several steps announces all of them, and its outside calls are not made', async () => {
    const input = { accountId: rows.account, dryRun: true, firstName: 'A', lastName: 'B' };
    const before = await checksum(test.dataSource);
    const rename = (name: string) =>
      sql`UPDATE accounts SET name = ${name} WHERE id = ${account} AND ${reachAccounts('id')}`;
    const entry = (was: string, is: string) => ({
      subject: new Ref('Account', account),
      accountId: account,
      before: { name: was },
      after: { name: is },
    });
    let outside = 0;
    const answer = await runWork(
      test,
      {
        token,
        key: 'in steps',
        mutation: 'addContact',
        input: { ...input, email: 'a@b.example', country: 'DE' },
      },
      async (step) => {
        await step.prepare(async (unit, record) => {
          await unit.tx.write(step.scope, rename('one'));
          unit.audit(entry('none', 'one'));
          record('before the outside call');
        });
        if (!step.rehearsal) outside++;
        return step.commit(async (unit) => {
          await unit.tx.write(step.scope, rename('two'));
          unit.audit(entry('one', 'two'));
          unit.send({
            channel: 'mail',
            event: 'account.renamed',
            accountId: account,
            parameters: { to: 'two' },
            secrets: { link: 'only the recipient reads this' },
          });
          return {};
        });
      },
    );
    expect(outside).toBe(0);
    const change = (was: string, is: string) => ({
      kind: 'CHANGE',
      subject: 'Account',
      id: rows.account,
      event: null,
      changes: [{ field: 'name', before: was, after: is }],
    });
    expect(answer).toEqual({
      userErrors: [],
      effects: [
        change('none', 'one'),
        change('one', 'two'),
        {
          kind: 'SEND',
          subject: 'mail',
          id: null,
          event: 'account.renamed',
          changes: [{ field: 'to', before: null, after: 'two' }],
        },
      ],
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R65 that breaks leaves nothing behind either', async () => {
    const before = await checksum(test.dataSource);
    test.onStatement = (statement) => {
      if (statement.includes('INSERT INTO audit_events')) throw new Error('broken');
    };
    const { errors } = await call('removeContact', { contactId: rows.contact, dryRun: true });
    test.onStatement = null;
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(await checksum(test.dataSource)).toBe(before);
  });
});
