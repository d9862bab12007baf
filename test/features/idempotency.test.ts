import { createHash, createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { QueryRunner } from 'typeorm';
import { Passwords } from '../../src/auth/passwords';
import { Transaction } from '../../src/database/database';
import { CommitUnknown } from '../../src/database/failures';
import { ANONYMOUS } from '../../src/domain/people/actor';
import { reachAccounts } from '../../src/database/reach';
import { scopeOf } from '../../src/database/scope';
import { sql } from '../../src/database/sql';
import { Refusal } from '../../src/domain/refusal';
import type { Call } from '../../src/graphql/call';
import { Claims } from '../../src/graphql/claims';
import { CLAIM_LIFE, KEY_LIFE, type IdempotencyStore } from '../../src/graphql/idempotency';
import { RowRef, type Outcome } from '../../src/graphql/outcome';
import { checksum, Fixtures } from '../support/fixtures';
import { runWork, type Work } from '../support/run-work';
import { TEST_NOW, TestApplication, type GraphAnswer } from '../support/test-application';

const ADD = `mutation ($input: AddContactInput!) { addContact(input: $input) {
  contact { id firstName } userErrors { code field } } }`;
const UPDATE = `mutation ($input: UpdateContactInput!) { updateContact(input: $input) {
  contact { id firstName } userErrors { code } } }`;
const REMOVE = `mutation ($input: RemoveContactInput!) { removeContact(input: $input) {
  removedContactId userErrors { code } } }`;
const ACTIVATE = `mutation ($input: ActivateLicenseInput!) { activateLicense(input: $input) {
  activation { id } license { status } userErrors { code } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  token tokenWithheld viewer { user { email } } userErrors { code } } }`;
const PASSWORD = 'correct horse battery';

const codes = ({ errors }: GraphAnswer) => errors.map(({ extensions }) => extensions['code']);

describe('R60 idempotency keys', () => {
  let test: TestApplication;
  let make: Fixtures;
  let holder: number;
  let account: number;
  let accountId: string;
  let token: string;
  let keys = 0;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    holder = await make.user();
    account = await make.account(holder);
    accountId = test.app.ids.encode('Account', account);
    token = await test.tokenFor(holder);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    test.now = TEST_NOW;
    test.onStatement = null;
  });

  const newKey = () => `key ${++keys}`;
  const contact = (given: object = {}) => ({
    accountId,
    firstName: 'Grace',
    lastName: 'Hopper',
    email: 'grace@example.test',
    country: 'US',
    ...given,
  });
  const add = (key: string | null, given: object = {}, as = token, on = test) =>
    on.graph(ADD, { input: contact(given) }, as, key);
  const pass = (milliseconds: number) => {
    test.now = new Date(test.now.getTime() + milliseconds);
  };
  const count = async (table: string, where = 'account_id = ?', value: unknown = account) => {
    const [row] = await test.dataSource.query<{ n: string }[]>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`,
      [value],
    );
    return Number(row?.n);
  };
  /** How often the call ran: contacts, and what the audit says of them. */
  const ran = async () => [await count('contacts'), await count('audit_events')];
  const claim = async (key: string) => {
    const rows = await test.dataSource.query<Record<string, unknown>[]>(
      'SELECT * FROM idempotency_keys WHERE key_hash = ?',
      [createHash('sha256').update(key).digest()],
    );
    expect(rows).toHaveLength(1);
    return rows[0] as Record<string, unknown>;
  };
  const claims = () => count('idempotency_keys', 'actor = ?', `user:${holder}`);
  const idOfContact = async () => {
    const { data } = await add(null);
    return (data as { addContact: { contact: { id: string } } }).addContact.contact.id;
  };
  /** Holds a row in a transaction of its own, so that a call about it stops in the middle. */
  const holding = async (sql: string, work: (holder: QueryRunner) => Promise<void>) => {
    const runner = test.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(sql);
      await work(runner);
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  };
  /** Resolves once so many statements with `part` in them were sent. */
  const sent = (part: string, times = 1): Promise<unknown> => {
    const events = new EventEmitter();
    const seen = once(events, 'enough');
    let left = times;
    test.onStatement = (text) => {
      if (text.includes(part) && --left === 0) events.emit('enough');
    };
    return seen;
  };

  describe('a repeat', () => {
    it('R60 returns the first answer, and nothing is written', async () => {
      const key = newKey();
      const first = await add(key);
      expect(first.data).toMatchObject({ addContact: { contact: { firstName: 'Grace' } } });
      const before = await checksum(test.dataSource);
      expect((await add(key)).text).toBe(first.text);
      expect(await checksum(test.dataSource)).toBe(before);
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 without a key runs again', async () => {
      await add(null);
      await add(null);
      expect(await ran()).toEqual([2, 2]);
      expect(await claims()).toBe(0);
    });

    it('R60 is the same whatever the order of its fields and the space around its texts', async () => {
      const key = newKey();
      const first = await add(key);
      const { country, ...rest } = contact();
      const again = await test.graph(
        ADD,
        { input: { country, ...rest, firstName: '  Grace ' } },
        token,
        key,
      );
      expect(again.text).toBe(first.text);
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 reads its rows anew', async () => {
      const key = newKey();
      await add(key);
      await test.dataSource.query('UPDATE contacts SET first_name = ? WHERE account_id = ?', [
        'Amazing Grace',
        account,
      ]);
      expect((await add(key)).data).toMatchObject({
        addContact: { contact: { firstName: 'Amazing Grace' }, userErrors: [] },
      });
    });

    it('R60 with another input is refused with IDEMPOTENCY_CONFLICT, and nothing is written', async () => {
      const key = newKey();
      await add(key);
      const before = await checksum(test.dataSource);
      expect(codes(await add(key, { firstName: 'Ada' }))).toEqual(['IDEMPOTENCY_CONFLICT']);
      expect(codes(await add(key, { receives: ['STANDARD_INVOICES'] }))).toEqual([
        'IDEMPOTENCY_CONFLICT',
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R60 absent and null are two inputs, and so are what a variable was left out of and what it gave', async () => {
      const change = `mutation ($id: ID!, $name: String, $vat: String) {
        updateAccount(input: { accountId: $id, name: $name, vatNumber: $vat }) { userErrors { code } } }`;
      const send = (key: string, given: object) =>
        test.graph(change, { id: accountId, ...given }, token, key);
      const key = newKey();
      const first = await send(key, { name: 'N' });
      expect(first.errors).toEqual([]);
      expect((await send(key, { name: 'N' })).text).toBe(first.text);
      const before = await checksum(test.dataSource);
      expect(codes(await send(key, { name: 'N', vat: null }))).toEqual(['IDEMPOTENCY_CONFLICT']);
      expect(codes(await send(key, {}))).toEqual(['IDEMPOTENCY_CONFLICT']);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R60 of another mutation under the same key is refused with IDEMPOTENCY_CONFLICT', async () => {
      const key = newKey();
      await add(key);
      const update = `mutation ($id: ID!) { updateAccount(input: { accountId: $id }) { userErrors { code } } }`;
      expect(codes(await test.graph(update, { id: accountId }, token, key))).toEqual([
        'IDEMPOTENCY_CONFLICT',
      ]);
    });

    it('R60 by somebody else is a call of their own, even on the same account', async () => {
      const key = newKey();
      const license = await make.license(account, await make.product());
      const input = {
        licenseId: test.app.ids.encode('License', license),
        serverName: 'mail.example.test',
      };
      const other = await make.user();
      await make.membership(account, other, ['ACTIVATE_LICENSES']);
      const activate = (as: string) => test.graph(ACTIVATE, { input }, as, key);
      expect(codes(await activate(token))).toEqual([]);
      const again = await activate(await test.tokenFor(other));
      expect([codes(again), again.data]).toMatchObject([[], { activateLicense: {} }]);
      expect(await count('audit_events')).toBe(2);
      expect(await count('idempotency_keys', 'account_id = ?')).toBe(2);
    });

    it('R60 after 24 hours is a new call', async () => {
      const key = newKey();
      await add(key);
      pass(KEY_LIFE - 1);
      token = await test.tokenFor(holder);
      await add(key);
      expect(await ran()).toEqual([1, 1]);
      pass(1);
      expect(codes(await add(key, { firstName: 'Another' }))).toEqual([]);
      expect(await ran()).toEqual([2, 2]);
      expect((await claim(key))['answer']).not.toBeNull();
    });

    it('R13 R60 is judged by the rights of today: what was revoked is refused, and nothing is written', async () => {
      const key = newKey();
      const license = await make.license(account, await make.product());
      const login = await make.user();
      const membership = await make.membership(account, login, ['ACTIVATE_LICENSES']);
      const own = await test.tokenFor(login);
      const activate = () =>
        test.graph(
          ACTIVATE,
          {
            input: {
              licenseId: test.app.ids.encode('License', license),
              serverName: 'mail.example.test',
            },
          },
          own,
          key,
        );
      const first = await activate();
      expect(first.data).toMatchObject({ activateLicense: { license: { status: 'ACTIVE' } } });
      expect((await activate()).text).toBe(first.text);
      await test.dataSource.query('UPDATE memberships SET may_activate_licenses = 0 WHERE id = ?', [
        membership,
      ]);
      const before = await checksum(test.dataSource);
      const refused = await activate();
      expect(codes(refused)).toEqual(['FORBIDDEN']);
      expect(refused.data).toEqual({ activateLicense: null });
      await test.dataSource.query('UPDATE memberships SET may_activate_licenses = 1 WHERE id = ?', [
        membership,
      ]);
      expect((await activate()).text).toBe(first.text);
      await test.dataSource.query('UPDATE memberships SET may_activate_licenses = 0 WHERE id = ?', [
        membership,
      ]);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R60 of a removal still gets its answer, though there is nothing left to remove', async () => {
      const [contactId, key] = [await idOfContact(), newKey()];
      const remove = (with_: string) => test.graph(REMOVE, { input: { contactId } }, token, with_);
      const first = await remove(key);
      expect(first.data).toEqual({
        removeContact: { removedContactId: contactId, userErrors: [] },
      });
      expect((await remove(key)).text).toBe(first.text);
      expect(codes(await remove(newKey()))).toEqual(['NOT_FOUND']);
      expect(await ran()).toEqual([0, 2]);
    });

    it.each([
      ['stays as a login', true],
      ['leaves', false],
    ])(
      'R13 R60 of a removal tells nothing to a former holder who %s',
      async (_what: string, stays: boolean) => {
        const [contactId, key] = [await idOfContact(), newKey()];
        const remove = () => test.graph(REMOVE, { input: { contactId } }, token, key);
        expect(codes(await remove())).toEqual([]);
        await test.dataSource.query('UPDATE accounts SET holder_user_id = ? WHERE id = ?', [
          await make.user(),
          account,
        ]);
        if (!stays)
          await test.dataSource.query('DELETE FROM memberships WHERE account_id = ?', [account]);
        const before = await checksum(test.dataSource);
        const refused = await remove();
        expect(codes(refused)).toEqual([expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)]);
        expect(refused.data).toEqual({ removeContact: null });
        expect(await checksum(test.dataSource)).toBe(before);
      },
    );
  });

  describe('a refusal that wrote nothing is not remembered', () => {
    it.each([
      ['by what is wrong with the input', { country: 'XX' }, 'INVALID_COUNTRY'],
      ['by a blank name', { firstName: ' ' }, 'BLANK'],
    ])('R60 %s', async (_how: string, wrong: object, code: string) => {
      const key = newKey();
      const before = await checksum(test.dataSource);
      expect((await add(key, wrong)).data).toMatchObject({
        addContact: { contact: null, userErrors: [{ code }] },
      });
      expect(await checksum(test.dataSource)).toBe(before);
      expect((await add(key)).data).toMatchObject({ addContact: { userErrors: [] } });
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 by the state of what it is about', async () => {
      const key = newKey();
      const license = await make.license(account, await make.product(), { status: 'SUSPENDED' });
      const input = { licenseId: test.app.ids.encode('License', license), serverName: 's.test' };
      const activate = () => test.graph(ACTIVATE, { input }, token, key);
      const before = await checksum(test.dataSource);
      expect((await activate()).data).toMatchObject({
        activateLicense: { userErrors: [{ code: 'LICENSE_SUSPENDED' }] },
      });
      expect(await checksum(test.dataSource)).toBe(before);
      await test.dataSource.query("UPDATE licenses SET status = 'READY' WHERE id = ?", [license]);
      expect((await activate()).data).toMatchObject({
        activateLicense: { license: { status: 'ACTIVE' }, userErrors: [] },
      });
    });

    it('R60 by the gates', async () => {
      const key = newKey();
      const login = await make.user();
      await make.membership(account, login, []);
      const before = await count('idempotency_keys', '1 = ?', 1);
      expect(codes(await add(key, {}, await test.tokenFor(login)))).toEqual(['FORBIDDEN']);
      const stranger = await make.user();
      await make.account(stranger);
      expect(codes(await add(key, {}, await test.tokenFor(stranger)))).toEqual(['NOT_FOUND']);
      expect(await count('idempotency_keys', '1 = ?', 1)).toBe(before);
      expect(await ran()).toEqual([0, 0]);
    });

    it('R60 by an error of ours, which leaves no claim behind', async () => {
      const key = newKey();
      test.onStatement = (text) => {
        if (text.includes('INSERT INTO audit_events')) throw new Error('broken');
      };
      expect(codes(await add(key))).toEqual(['INTERNAL_SERVER_ERROR']);
      test.onStatement = null;
      expect(await claims()).toBe(0);
      expect(codes(await add(key))).toEqual([]);
      expect(await ran()).toEqual([1, 1]);
    });
  });

  describe('where the key stands', () => {
    const TWO = (first: string, second: string) =>
      `mutation ($one: AddContactInput!, $two: AddContactInput!) {
        one: addContact(input: $one) ${first} { contact { id } userErrors { code } }
        two: addContact(input: $two) ${second} { contact { id } userErrors { code } } }`;
    const two = (document: string, key: string | null = null) =>
      test.graph(document, { one: contact(), two: contact({ firstName: 'Ada' }) }, token, key);

    it('R60 each of several mutations has its own, in the document', async () => {
      const [one, other] = [newKey(), newKey()];
      const document = TWO(`@idempotent(key: "${one}")`, `@idempotent(key: "${other}")`);
      const first = await two(document);
      expect(codes(first)).toEqual([]);
      expect((await two(document)).text).toBe(first.text);
      expect(await ran()).toEqual([2, 2]);
    });

    it('R60 it can be a variable, and one key for two inputs is a conflict', async () => {
      const document = TWO('@idempotent(key: $key)', '@idempotent(key: $key)').replace(
        '($one',
        '($key: String!, $one',
      );
      const answer = await test.graph(
        document,
        { key: newKey(), one: contact(), two: contact({ firstName: 'Ada' }) },
        token,
      );
      expect(codes(answer)).toEqual(['IDEMPOTENCY_CONFLICT']);
      expect(answer.data).toMatchObject({ one: { userErrors: [] }, two: null });
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 a mutation that is selected twice has one key, wherever it is written', async () => {
      const document = `mutation ($input: AddContactInput!) {
        addContact(input: $input) { contact { id } }
        addContact(input: $input) @idempotent(key: "${newKey()}") { userErrors { code } } }`;
      const ask = () => test.graph(document, { input: contact() }, token);
      const first = await ask();
      expect(codes(first)).toEqual([]);
      expect((await ask()).text).toBe(first.text);
      expect(await ran()).toEqual([1, 1]);
    });

    it.each([
      ['with keys of their own', '@idempotent(key: "a")', '@idempotent(key: "b")'],
      ['without', '', ''],
    ])(
      'R60 a header on a document with two mutations %s is refused before anything runs',
      async (_how: string, one: string, other: string) => {
        const before = await checksum(test.dataSource);
        const answer = await two(TWO(one, other), newKey());
        expect([answer.status, codes(answer), answer.data]).toEqual([
          400,
          ['BAD_USER_INPUT'],
          undefined,
        ]);
        expect(await checksum(test.dataSource)).toBe(before);
      },
    );

    it('R60 two mutations in fragments are two all the same', async () => {
      const document = `mutation ($one: AddContactInput!, $two: AddContactInput!) { ...A ... { ...B } }
        fragment A on Mutation { one: addContact(input: $one) { userErrors { code } } }
        fragment B on Mutation { two: addContact(input: $two) { userErrors { code } } }`;
      expect(codes(await two(document, newKey()))).toEqual(['BAD_USER_INPUT']);
      expect(await ran()).toEqual([0, 0]);
    });

    it('R60 the key of the field goes before the header', async () => {
      const [inField, inHeader] = [newKey(), newKey()];
      const document = ADD.replace(
        'addContact(input: $input)',
        `addContact(input: $input) @idempotent(key: "${inField}")`,
      );
      await test.graph(document, { input: contact() }, token, inHeader);
      expect((await claim(inField))['answer']).not.toBeNull();
      expect(codes(await add(inHeader, { firstName: 'Ada' }))).toEqual([]);
    });

    it.each([
      ['none', '', ['BAD_USER_INPUT']],
      ['one', 'k', []],
      ['255', 'k'.repeat(255), []],
      ['256', 'k'.repeat(256), ['BAD_USER_INPUT']],
    ])(
      'R60 of %s characters, in the header and in the document',
      async (_n: string, key: string, expected: string[]) => {
        expect(codes(await add(key))).toEqual(expected);
        const document = ADD.replace('!)', '!, $key: String!)').replace(
          'input: $input)',
          'input: $input) @idempotent(key: $key)',
        );
        expect(codes(await test.graph(document, { input: contact(), key }, token))).toEqual(
          expected,
        );
        expect(await ran()).toEqual(expected.length === 0 ? [1, 1] : [0, 0]);
      },
    );
  });

  describe('twins', () => {
    it('R60 of a hundred at once one runs, and all get its answer', async () => {
      const key = newKey();
      const answers = await Promise.all(Array.from({ length: 100 }, () => add(key)));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(codes(answers[0] as GraphAnswer)).toEqual([]);
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 on two instances of the service run once', async () => {
      const other = await test.another();
      try {
        const key = newKey();
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) => add(key, {}, token, n % 2 === 0 ? test : other)),
        );
        expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
        expect(codes(answers[0] as GraphAnswer)).toEqual([]);
        expect(await ran()).toEqual([1, 1]);
      } finally {
        await other.stop();
      }
    });

    it('R60 that are refused are all refused alike', async () => {
      const license = await make.license(account, await make.product(), { status: 'SUSPENDED' });
      const input = { licenseId: test.app.ids.encode('License', license), serverName: 's.test' };
      for (let round = 0; round < 6; round++) {
        const key = newKey();
        const answers = await Promise.all(
          Array.from({ length: 12 }, () => test.graph(ACTIVATE, { input }, token, key)),
        );
        expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([answers[0]?.text]));
        expect(answers[0]?.data).toMatchObject({
          activateLicense: { userErrors: [{ code: 'LICENSE_SUSPENDED' }] },
        });
      }
      expect(await claims()).toBe(0);
    });

    it('R60 wait without a connection, and are answered with what the first has written', async () => {
      const contactId = await idOfContact();
      const key = newKey();
      const update = () =>
        test.graph(UPDATE, { input: { contactId, firstName: 'Augusta' } }, token, key);
      await holding(
        `SELECT * FROM contacts WHERE account_id = ${account} FOR UPDATE`,
        async (own) => {
          const locking = sent('FOR UPDATE');
          const first = update();
          await locking;
          // More than there are connections, and each has looked in vain.
          const looked = sent('SELECT mutation, input_hash', 30);
          const twins = Array.from({ length: 30 }, update);
          await looked;
          expect(codes(await test.graph('{ viewer { staffRole } }', {}, token))).toEqual([]);
          await own.rollbackTransaction();
          const answer = await first;
          expect(answer.data).toMatchObject({
            updateContact: { contact: { firstName: 'Augusta' } },
          });
          for (const twin of await Promise.all(twins)) expect(twin.text).toBe(answer.text);
        },
      );
      expect(await ran()).toEqual([1, 2]);
    });

    it('R60 that waited in vain are told IDEMPOTENCY_IN_PROGRESS', async () => {
      jest.useFakeTimers();
      try {
        let looks = 0;
        const busy = {
          claim: () => {
            looks++;
            return Promise.resolve({ kind: 'busy' });
          },
        } as unknown as IdempotencyStore;
        const call = { actor: 'a', keyHash: Buffer.of(1), mutation: 'm', inputHash: Buffer.of(2) };
        const taken = new Claims(null as never, () => busy, { now: () => TEST_NOW })
          .take(scopeOf(ANONYMOUS), call, null)
          .catch((error: unknown) => error);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(await taken).toMatchObject({ extensions: { code: 'IDEMPOTENCY_IN_PROGRESS' } });
        expect(looks).toBeGreaterThan(10);
      } finally {
        jest.useRealTimers();
      }
    });
  });

  describe('a call that was cut off', () => {
    /** Leaves the claim of a call whose process is gone. */
    const cutOff = async (key: string) => {
      await add(key);
      await test.dataSource.query('DELETE FROM contacts WHERE account_id = ?', [account]);
      await test.dataSource.query('DELETE FROM audit_events WHERE account_id = ?', [account]);
      await test.dataSource.query(
        'UPDATE idempotency_keys SET answer = NULL, settled_at = NULL WHERE actor = ?',
        [`user:${holder}`],
      );
    };

    it('R60 is taken over once its claim has run out, by one of those who repeat it', async () => {
      const key = newKey();
      await cutOff(key);
      pass(CLAIM_LIFE);
      const answers = await Promise.all(Array.from({ length: 8 }, () => add(key)));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(codes(answers[0] as GraphAnswer)).toEqual([]);
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 is not taken over before, nor for another input', async () => {
      const key = newKey();
      await cutOff(key);
      pass(CLAIM_LIFE - 1);
      const looked = sent('SELECT mutation, input_hash', 3);
      const waiting = add(key);
      await looked;
      expect(await ran()).toEqual([0, 0]);
      expect(codes(await add(key, { firstName: 'Ada' }))).toEqual(['IDEMPOTENCY_CONFLICT']);
      pass(1);
      expect(codes(await waiting)).toEqual([]);
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 and goes on after it was taken over writes nothing', async () => {
      const contactId = await idOfContact();
      const key = newKey();
      const update = () =>
        test.graph(UPDATE, { input: { contactId, firstName: 'Augusta' } }, token, key);
      let slow: Promise<GraphAnswer> | undefined;
      await holding(`SELECT * FROM contacts WHERE account_id = ${account} FOR UPDATE`, async () => {
        const locking = sent('FOR UPDATE');
        slow = update();
        await locking;
        // Somebody else has taken it over, and is not done yet.
        await test.dataSource.query(
          "UPDATE idempotency_keys SET claim_token = 'another' WHERE actor = ?",
          [`user:${holder}`],
        );
      });
      expect(codes(await (slow as Promise<GraphAnswer>))).toEqual(['IDEMPOTENCY_IN_PROGRESS']);
      expect(await ran()).toEqual([1, 1]);
      expect(await claim(key)).toMatchObject({ claim_token: 'another', answer: null });
    });

    it('R60 whose COMMIT stood though its answer was lost gives its answer to a repeat', async () => {
      const key = newKey();
      jest.spyOn(Transaction.prototype, 'commit').mockImplementationOnce(async function (
        this: Transaction,
      ) {
        await this.say('COMMIT');
        throw new CommitUnknown(new Error('lost'));
      });
      const lost = await add(key);
      expect(codes(lost)).toEqual(['INTERNAL_SERVER_ERROR']);
      expect(lost.errors[0]?.message).toContain(
        'check whether the change was made before you try again',
      );
      expect((await add(key)).data).toMatchObject({
        addContact: { contact: { firstName: 'Grace' } },
      });
      expect(await ran()).toEqual([1, 1]);
    });

    it('R60 whose COMMIT was lost keeps its claim, and runs again once that has run out', async () => {
      const key = newKey();
      jest
        .spyOn(Transaction.prototype, 'commit')
        .mockImplementationOnce(() => Promise.reject(new CommitUnknown(new Error('lost'))));
      expect(codes(await add(key))).toEqual(['INTERNAL_SERVER_ERROR']);
      expect(await ran()).toEqual([0, 0]);
      expect(await claim(key)).toMatchObject({ answer: null });
      pass(CLAIM_LIFE);
      expect(codes(await add(key))).toEqual([]);
      expect(await ran()).toEqual([1, 1]);
    });
  });

  describe('a call in several steps', () => {
    const run = (key: string, work: Work) =>
      runWork(test, { token, key, mutation: 'addContact', input: contact() }, work);
    const finish = (call: Call): Promise<Outcome> =>
      call.commit((unit) => {
        unit.audit({
          subject: new RowRef('Account', call.target.pk),
          accountId: call.target.pk,
          before: null,
          after: { charged: call.attempt },
        });
        return Promise.resolve({ charged: call.attempt });
      });
    const nothing = () => Promise.reject(new Error('must not run'));

    it('R60 is resumed from what it wrote down before it died', async () => {
      const key = newKey();
      const tried: unknown[] = [];
      const work: Work = async (call) => {
        tried.push(call.attempt);
        if (call.attempt !== null) return finish(call);
        await call.prepare((_unit, record) => Promise.resolve(record({ charge: 'ch_1' })));
        throw new Error('died');
      };
      await expect(run(key, work)).rejects.toThrow('died');
      expect(await claim(key)).toMatchObject({ answer: null });
      const answer = await run(key, work);
      expect(answer).toMatchObject({ charged: { charge: 'ch_1' } });
      expect(await run(key, nothing)).toEqual(answer);
      expect(tried).toEqual([null, { charge: 'ch_1' }]);
      expect(await count('audit_events')).toBe(1);
    });

    it('R60 is resumed from it by whoever takes the claim over', async () => {
      const key = newKey();
      const died = new CommitUnknown(new Error('died'));
      await expect(
        run(key, async (call) => {
          await call.prepare((_unit, record) => Promise.resolve(record('ch_2')));
          throw died;
        }),
      ).rejects.toBe(died);
      pass(CLAIM_LIFE);
      expect(await run(key, finish)).toMatchObject({ charged: 'ch_2' });
    });

    it('R60 keeps what it wrote down when a later step writes down nothing', async () => {
      const key = newKey();
      await expect(
        run(key, async (call) => {
          await call.prepare((_unit, record) => Promise.resolve(record('ch_3')));
          await call.prepare(() => Promise.resolve());
          throw new Error('died');
        }),
      ).rejects.toThrow('died');
      expect(await run(key, finish)).toMatchObject({ charged: 'ch_3' });
    });

    it('R60 that is refused after it wrote something down keeps that for the repeat', async () => {
      const key = newKey();
      const refused = await run(key, async (call) => {
        await call.prepare((_unit, record) => Promise.resolve(record('ch_4')));
        throw new Refusal({ code: 'DECLINED', message: 'No.' });
      });
      expect(refused).toMatchObject({ userErrors: [{ code: 'DECLINED' }] });
      expect(await run(key, finish)).toMatchObject({ charged: 'ch_4' });
    });

    it('R60 and R61 settles once when its transaction is run again after a deadlock', async () => {
      const key = newKey();
      const [mine, theirs] = [await make.contact(account), await make.contact(account)];
      const heavy = await make.account(await make.user());
      await Fixtures.together(test, async (more) => {
        for (let n = 0; n < 40; n++) await more.contact(heavy);
      });
      let tries = 0;
      let closing: Promise<unknown> | undefined;
      // Whoever wrote less is the victim: the other transaction has written forty rows before.
      await holding(
        `UPDATE contacts SET country = 'FR' WHERE id = ${theirs} OR account_id = ${heavy}`,
        async (own) => {
          const answer = await run(key, (call) =>
            call.commit(async (unit) => {
              const set = (id: number) =>
                unit.tx.write(
                  call.scope,
                  sql`UPDATE contacts SET last_name = ${`try ${tries}`} WHERE id = ${id} AND ${reachAccounts('account_id')}`,
                );
              tries++;
              await set(mine);
              closing ??= own
                .query(`UPDATE contacts SET country = 'FR' WHERE id = ${mine}`)
                .then(() => own.commitTransaction());
              await set(theirs);
              unit.audit({
                subject: new RowRef('Account', account),
                accountId: account,
                before: null,
                after: { tries },
              });
              return { tries };
            }),
          );
          await closing;
          expect(answer).toMatchObject({ tries: 2 });
        },
      );
      expect(await run(key, nothing)).toMatchObject({ tries: 2 });
      expect(await count('audit_events')).toBe(1);
    });
  });

  describe('secrets', () => {
    const signIn = (key: string, returnToken: boolean) =>
      test.graph(
        SIGN_IN,
        { input: { email: 'ida@example.test', password: PASSWORD, returnToken } },
        null,
        key,
      );
    let user: number;
    beforeAll(async () => {
      const passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(PASSWORD);
      user = await make.user({ email: 'ida@example.test', passwordHash });
    });

    it('R60 a token is told once; a repeat says that it is withheld, and opens no session', async () => {
      const key = newKey();
      const first = await signIn(key, true);
      expect(first.data).toMatchObject({
        signIn: {
          token: expect.stringMatching(/^[\w-]{43}$/) as unknown,
          tokenWithheld: null,
          viewer: { user: { email: 'ida@example.test' } },
        },
      });
      const before = await checksum(test.dataSource);
      expect((await signIn(key, true)).data).toEqual({
        signIn: { token: null, tokenWithheld: true, viewer: null, userErrors: [] },
      });
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('R60 a repeat of a sign-in by cookie says that its session is withheld', async () => {
      const key = newKey();
      const first = await signIn(key, false);
      expect(first.data).toMatchObject({ signIn: { token: null, tokenWithheld: null } });
      expect((await signIn(key, false)).data).toEqual({
        signIn: { token: null, tokenWithheld: true, viewer: null, userErrors: [] },
      });
      expect(await count('sessions', 'user_id = ?', user)).toBe(2);
    });

    it('R60 nothing of key or input is kept but hashes, and the hash of the input is keyed', async () => {
      const key = newKey();
      await signIn(key, true);
      const row = await claim(key);
      const input = { email: 'ida@example.test', password: PASSWORD, returnToken: true };
      const text = JSON.stringify(['signIn', Object.entries(input)]);
      const kept = (row['input_hash'] as Buffer).toString('hex');
      expect(kept).toBe(createHmac('sha256', test.config.inputKey).update(text).digest('hex'));
      expect(kept).not.toBe(createHash('sha256').update(text).digest('hex'));
      const shown = JSON.stringify(row);
      for (const secret of [key, PASSWORD, 'ida@example.test']) expect(shown).not.toContain(secret);
    });
  });
});
