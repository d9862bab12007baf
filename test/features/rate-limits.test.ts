import type { Pool } from 'mysql2';
import * as argon from '../../src/auth/argon2';
import { poolBeside, poolOf } from '../../src/database/data-source';
import { RateLimits } from '../../src/database/rate-limits';
import { Fixtures, checksum } from '../support/fixtures';
import {
  BEHIND_A_PROXY,
  OTHER,
  STRONG,
  THIRD,
  ask,
  hashed,
  lastLink,
  letters,
  minutes,
  send,
  signIn,
  type Sender,
} from '../support/senders';
import { TEST_NOW, TestApplication } from '../support/test-application';

const verify = jest.spyOn(argon, 'verify');

const PARALLEL = process.env['KEYHOLD_LONG'] === '1' ? 1_000 : 300;

describe('limits against guessing', () => {
  let test: TestApplication;
  let make: Fixtures;
  let strong: string;
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start(BEHIND_A_PROXY);
    make = new Fixtures(test);
    strong = await hashed(STRONG);
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    verify.mockClear();
  });

  const person = async () => {
    const email = `limit-${++count}@example.test`;
    await make.user({ email, passwordHash: strong });
    return email;
  };
  /** How often each code was met. */
  const counted = (codes: readonly unknown[]) =>
    Object.fromEntries(
      [...new Set(codes)].map((code): [string, number] => [
        String(code),
        codes.filter((one) => one === code).length,
      ]),
    );
  /** Wrong passwords one after the other, each from another place. */
  const wrong = async (on: TestApplication, email: string, times: number) => {
    const codes: unknown[] = [];
    for (let n = 0; n < times; n++) codes.push(...(await signIn(on, email, OTHER)).codes);
    return codes;
  };

  it(`${PARALLEL} parallel wrong passwords against one account cost 50 hashes, wherever they come from`, async () => {
    const email = await person();
    const spellings = [email, email.toUpperCase(), ` ${email} `];
    const all = await Promise.all(
      Array.from({ length: PARALLEL }, (_, n) => signIn(test, spellings[n % 3] ?? '', OTHER)),
    );
    expect(counted(all.flatMap(({ codes }) => codes))).toEqual({
      INVALID_CREDENTIALS: 50,
      RATE_LIMITED: PARALLEL - 50,
    });
    expect(verify).toHaveBeenCalledTimes(50);
    // The right one does not open either where nobody knows the browser, before the window is over.
    const right = await signIn(test, email, STRONG);
    expect(right.codes).toEqual(['RATE_LIMITED']);
    expect(verify).toHaveBeenCalledTimes(50);
    const wait = Number(right.errors[0]?.extensions['retryAfter']);
    expect(wait).toBeGreaterThan(600);
    expect(wait).toBeLessThanOrEqual(900);
  });

  it('10 wrong passwords for one address from one network are all, whoever has the address', async () => {
    for (const email of [await person(), `nobody-${++count}@example.test`]) {
      const from = `198.51.100.${100 + count}`;
      const codes: unknown[] = [];
      for (let n = 0; n < 12; n++)
        codes.push(...(await signIn(test, email, OTHER, {}, { from })).codes);
      expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 10, RATE_LIMITED: 2 });
    }
  });

  it('60 aliased sign-ins in one document count as 60', async () => {
    const email = await person();
    const fields = Array.from(
      { length: 60 },
      (_, n) =>
        `a${n}: signIn(input: { email: "${email}", password: "${n === 59 ? STRONG : OTHER}" }) { userErrors { code } }`,
    );
    const { data, errors } = await ask(test, `mutation { ${fields.join(' ')} }`);
    expect(verify).toHaveBeenCalledTimes(10);
    expect(counted(errors.map(({ extensions }) => extensions['code']))).toEqual({
      RATE_LIMITED: 50,
    });
    expect(JSON.stringify(data).match(/INVALID_CREDENTIALS/g)).toHaveLength(10);
  });

  it('are shared by the instances of the service', async () => {
    const other = await test.another(BEHIND_A_PROXY);
    try {
      const email = await person();
      const codes = [...(await wrong(test, email, 25)), ...(await wrong(other, email, 25))];
      expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 50 });
      for (const on of [test, other])
        expect((await signIn(on, email, STRONG)).codes).toEqual(['RATE_LIMITED']);
    } finally {
      await other.stop();
    }
  });

  it('forget the tries on an address from a network once its owner has signed in there', async () => {
    const email = await person();
    const sender = { from: '198.51.100.61' };
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 9; n++)
        expect((await signIn(test, email, OTHER, {}, sender)).codes).toEqual([
          'INVALID_CREDENTIALS',
        ]);
      expect((await signIn(test, email, STRONG, {}, sender)).codes).toEqual([]);
    }
  });

  it('count what comes from one network address, whomever it is about, and nobody else', async () => {
    const from = '198.51.100.7';
    const codes: unknown[] = [];
    for (let n = 0; n < 102; n++)
      codes.push(...(await signIn(test, `spray-${n}@example.test`, OTHER, {}, { from })).codes);
    expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 100, RATE_LIMITED: 2 });
    const email = await person();
    expect((await signIn(test, email, STRONG, {}, { from })).codes).toEqual(['RATE_LIMITED']);
    expect((await signIn(test, email, STRONG, {}, { from: '198.51.100.8' })).codes).toEqual([]);
  });

  it('count a network of IPv6 as one address: whoever has one address there has all of it', async () => {
    const codes: unknown[] = [];
    for (let n = 0; n < 101; n++)
      codes.push(
        ...(
          await signIn(test, `six-${n}@example.test`, OTHER, {}, { from: `2001:db8:0:7::${n + 1}` })
        ).codes,
      );
    expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 100, RATE_LIMITED: 1 });
    const next = await signIn(test, await person(), STRONG, {}, { from: '2001:db8:0:8::1' });
    expect(next.codes).toEqual([]);
  });

  it('R79 count a client as one, whatever port its proxy tells along', async () => {
    for (const spelling of [
      (port: number) => `192.0.2.77:${port}`,
      (port: number) => `[2001:db8:0:77::${port}]:${port}`,
    ]) {
      const codes: unknown[] = [];
      for (let n = 0; n < 25; n++) {
        const given = { email: `port-${n}@example.test`, password: STRONG, fullName: 'N' };
        const input = { ...given, address: 'A', country: 'DE' };
        codes.push(...(await send(test, 'signUp', input, '', { from: spelling(5_000 + n) })).codes);
      }
      expect(counted(codes)).toEqual({ RATE_LIMITED: 5 });
    }
  });

  it('cannot be got round by a forwarded address that nobody trusted wrote', async () => {
    const open = await TestApplication.start();
    try {
      const codes: unknown[] = [];
      for (let n = 0; n < 101; n++)
        codes.push(
          ...(await signIn(open, `xff-${n}@example.test`, OTHER, {}, { from: `192.0.2.${n}` }))
            .codes,
        );
      expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 100, RATE_LIMITED: 1 });
    } finally {
      await open.stop();
    }
  });

  it('hold for the codes of a second factor and for passwords that a session proves', async () => {
    const id = await make.user({ passwordHash: strong });
    const bearer = await test.tokenFor(id);
    const codes: unknown[] = [];
    for (let n = 0; n < 12; n++)
      codes.push(
        ...(
          await send(
            test,
            'changePassword',
            { currentPassword: OTHER, newPassword: 'nine geese in a row' },
            '',
            { bearer },
          )
        ).codes,
      );
    expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 10, RATE_LIMITED: 2 });
    expect(verify).toHaveBeenCalledTimes(10);
  });

  it('R65 count dry runs as well', async () => {
    const holder = await make.user();
    const account = await make.account(holder);
    const bearer = await test.tokenFor(holder);
    const codes: unknown[] = [];
    for (let n = 0; n < 61; n++)
      codes.push(
        ...(
          await send(
            test,
            'addAuthorizedLogin',
            {
              accountId: test.app.ids.encode('Account', account),
              email: `dry-run-${n}@example.test`,
              fullName: 'R',
              password: 'weak',
              passwordConfirmation: 'weak',
              permissions: [],
              alerts: [],
              dryRun: true,
            },
            '',
            { bearer },
          )
        ).codes,
      );
    expect(counted(codes)).toEqual({ WEAK_PASSWORD: 60, RATE_LIMITED: 1 });
  });

  it('let nobody in while they cannot count', async () => {
    const email = await person();
    const before = await checksum(test.dataSource);
    await test.dataSource.query('RENAME TABLE rate_limits TO rate_limits_away');
    try {
      const { codes, text } = await signIn(test, email, STRONG);
      expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
      expect(text).not.toContain('rate_limits');
      const reset = await send(test, 'requestPasswordReset', { email });
      expect(reset.codes).toEqual(['INTERNAL_SERVER_ERROR']);
    } finally {
      await test.dataSource.query('RENAME TABLE rate_limits_away TO rate_limits');
    }
    expect(verify).not.toHaveBeenCalled();
    expect(await checksum(test.dataSource)).toBe(before);
    expect((await signIn(test, email, STRONG)).codes).toEqual([]);
  });

  describe('R72 nobody locks another person out', () => {
    /** A browser that the person of an address signed in with. */
    const browserOf = async (email: string): Promise<string> => {
      const { device } = await signIn(test, email, STRONG);
      return device ?? '';
    };
    const resetBy = async (email: string, sender: Sender, newPassword = THIRD) => {
      await send(test, 'requestPasswordReset', { email });
      const token = await lastLink(test, email, 'password-reset');
      return send(test, 'resetPassword', { token, newPassword }, '', sender);
    };

    it.each([
      ['anybody', null],
      ['staff', 'ADMIN'],
    ])(
      'R72 by failing in their name: a known browser of %s has a counter of its own',
      async (_who, staffRole) => {
        const email = `owner-${++count}@example.test`;
        await make.user({ email, passwordHash: strong, staffRole: staffRole as 'ADMIN' | null });
        const device = await browserOf(email);
        await wrong(test, email, 51);
        expect((await signIn(test, email, STRONG)).codes).toEqual(['RATE_LIMITED']);
        // From wherever it comes, and be its network full of strangers.
        for (let n = 0; n < 3; n++)
          expect((await signIn(test, email, STRONG, {}, { device })).codes).toEqual([]);
      },
    );

    it('R72 a known browser may fail ten times, of which its owner alone suffers', async () => {
      const email = await person();
      const [one, other] = [await browserOf(email), await browserOf(email)];
      const codes: unknown[] = [];
      for (let n = 0; n < 11; n++)
        codes.push(...(await signIn(test, email, OTHER, {}, { device: one })).codes);
      expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 10, RATE_LIMITED: 1 });
      expect((await signIn(test, email, STRONG, {}, { device: one })).codes).toEqual([
        'RATE_LIMITED',
      ]);
      expect((await signIn(test, email, STRONG, {}, { device: other })).codes).toEqual([]);
    });

    it("R72 a browser is known for its own people alone, and nobody's cookie can be made up", async () => {
      const [mine, theirs] = [await person(), await person()];
      const device = await browserOf(mine);
      await wrong(test, theirs, 51);
      for (const made of [device, '', 'x', `${device}x`, device.replace(/.$/, 'A'), '~~~', 'é'])
        expect([made, (await signIn(test, theirs, STRONG, {}, { device: made })).codes]).toEqual([
          made,
          ['RATE_LIMITED'],
        ]);
      // Two people may share a browser.
      const other = await person();
      const shared = (await signIn(test, other, STRONG, {}, { device })).device ?? '';
      await wrong(test, mine, 51);
      expect((await signIn(test, mine, STRONG, {}, { device: shared })).codes).toEqual([]);
    });

    it('R72 a completed reset ends the lock, in every browser of theirs and where it was made', async () => {
      const email = await person();
      const locked = await browserOf(email);
      for (let n = 0; n < 10; n++) await signIn(test, email, OTHER, {}, { device: locked });
      await wrong(test, email, 51);
      const home = { from: '198.51.100.62' };
      for (let n = 0; n < 11; n++) await signIn(test, email, OTHER, {}, home);
      expect((await signIn(test, email, STRONG, {}, home)).codes).toEqual(['RATE_LIMITED']);
      const done = await resetBy(email, home);
      expect(done.codes).toEqual([]);
      expect((await signIn(test, email, THIRD, {}, home)).codes).toEqual([]);
      expect((await signIn(test, email, THIRD, {}, { device: locked })).codes).toEqual([]);
      expect((await signIn(test, email, THIRD, {}, { device: done.device })).codes).toEqual([]);
      // Strangers go on as they were: they learn nothing of it.
      expect((await signIn(test, email, OTHER)).codes).toEqual(['RATE_LIMITED']);
    });

    it.each(['requestPasswordReset', 'signUp'])(
      "R72 by asking in their name: %s of a stranger does not stop the owner's",
      async (name) => {
        const [known, unknown] = [await person(), `nobody-${++count}@example.test`];
        const input = (email: string) =>
          name === 'signUp'
            ? { email, password: STRONG, fullName: 'A', address: 'A', country: 'DE' }
            : { email };
        const asked = async (email: string) => {
          const codes: unknown[] = [];
          const from = `203.0.113.${100 + count}`;
          for (let n = 0; n < 6; n++)
            codes.push(...(await send(test, name, input(email), '', { from })).codes);
          return [codes, (await send(test, name, input(email))).codes];
        };
        expect(await asked(known)).toEqual([['RATE_LIMITED'], []]);
        count++;
        expect(await asked(unknown)).toEqual([['RATE_LIMITED'], []]);
      },
    );

    it('R72 a mailbox gets ten mails an hour, whoever asks, and the last link goes on working', async () => {
      const email = await person();
      const answers: string[] = [];
      for (let n = 0; n < 14; n++)
        answers.push((await send(test, 'requestPasswordReset', { email }, 'requested')).text);
      expect(new Set(answers).size).toBe(1);
      expect(await letters(test, email)).toHaveLength(10);
      const link = await lastLink(test, email, 'password-reset');
      // Once it is old, it is replaced: nobody is left without one.
      test.now = new Date(test.now.getTime() + minutes(16));
      await send(test, 'requestPasswordReset', { email });
      expect(await letters(test, email)).toHaveLength(11);
      const newest = await lastLink(test, email, 'password-reset');
      await send(test, 'requestPasswordReset', { email });
      expect([newest === link, await lastLink(test, email, 'password-reset')]).toEqual([
        false,
        newest,
      ]);
      const reset = { token: newest, newPassword: THIRD };
      expect((await send(test, 'resetPassword', reset)).codes).toEqual([]);
      test.now = TEST_NOW;
      for (let n = 0; n < 4; n++)
        expect(
          (
            await send(test, 'signUp', {
              email,
              password: STRONG,
              fullName: 'A',
              address: 'A',
              country: 'DE',
            })
          ).codes,
        ).toEqual([]);
      expect(await letters(test, email)).toHaveLength(11);
    });
  });

  it('R79 a flood of strangers keeps those waiting who are strangers too, and writes nothing', async () => {
    const home = { from: '198.51.100.31' };
    const [email, stranger] = [await person(), await person()];
    const newcomer = 'newcomer-in-a-flood@example.test';
    expect((await signIn(test, email, STRONG, {}, home)).codes).toEqual([]);
    let letGo = (): void => undefined;
    const held = new Promise<boolean>((resolve) => (letGo = () => resolve(false)));
    for (let n = 1; n < argon.PASSWORDS_AT_ONCE; n++) verify.mockImplementationOnce(() => held);
    const flood = Array.from({ length: 130 }, (_, n) =>
      signIn(test, `flood-${n}@example.test`, OTHER),
    );
    // Those that find no place come back first.
    const refused = await Promise.race(flood);
    expect(refused.codes).toEqual(['RATE_LIMITED']);
    expect(refused.errors[0]?.extensions['retryAfter']).toBe(5);
    try {
      expect((await signIn(test, email, STRONG, {}, home)).codes).toEqual([]);
      const before = await checksum(test.dataSource);
      // Nothing is counted of whoever is refused for want of a turn.
      const counting = jest.spyOn(RateLimits.prototype, 'count');
      expect((await signIn(test, stranger, STRONG)).codes).toEqual(['RATE_LIMITED']);
      const about = { fullName: 'F', address: 'A', country: 'DE' };
      const signUp = { email: newcomer, password: STRONG, ...about };
      expect((await send(test, 'signUp', signUp)).codes).toEqual(['RATE_LIMITED']);
      const counts = counting.mock.calls.map((call) => JSON.stringify(call));
      for (const who of [stranger, newcomer])
        expect(counts.filter((one) => one.includes(who))).toEqual([]);
      counting.mockRestore();
      expect(await checksum(test.dataSource)).toBe(before);
    } finally {
      letGo();
    }
    const codes = (await Promise.all(flood)).flatMap((one) => one.codes);
    expect(counted(codes)).toEqual({
      INVALID_CREDENTIALS: argon.PASSWORDS_AT_ONCE - 1 + 100,
      RATE_LIMITED: 30 - (argon.PASSWORDS_AT_ONCE - 1),
    });
  });

  it("R79 are counted on connections of their own: neither waits for the other's", async () => {
    const email = await person();
    await wrong(test, email, 50);
    const pool = poolOf(test.dataSource).promise();
    const size = Number(test.dataSource.options.poolSize);
    const all = await Promise.all(Array.from({ length: size }, () => pool.getConnection()));
    try {
      expect((await signIn(test, email, OTHER)).codes).toEqual(['RATE_LIMITED']);
    } finally {
      for (const one of all) one.release();
    }
    const lock = await pool.getConnection();
    await lock.query('LOCK TABLES rate_limits WRITE');
    const flood = Array.from({ length: 50 }, (_, n) =>
      signIn(test, `locked-${n}@example.test`, OTHER),
    );
    try {
      const { data } = await ask(test, '{ products(first: 1) { nodes { name } } }');
      expect(data).toEqual({ products: { nodes: [] } });
    } finally {
      await lock.query('UNLOCK TABLES');
      lock.release();
    }
    const codes = (await Promise.all(flood)).flatMap((one) => one.codes);
    expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 50 });
  });

  describe('of their own', () => {
    let pool: Pool;
    let limits: RateLimits;
    let now: number;
    beforeEach(() => {
      pool = poolBeside(test.dataSource, 2);
      now = TEST_NOW.getTime();
      limits = new RateLimits(pool, { now: () => new Date(now) });
    });
    afterEach(() => limits.close());

    it('R72 count in one statement, and ask nothing any more of whoever is beyond', async () => {
      const said = jest.spyOn(pool, 'query');
      const quota = { most: 3, seconds: 60 };
      const waits = async (times: number) => {
        const all: (number | null)[] = [];
        for (let n = 0; n < times; n++) all.push(await limits.count('test.limit', 'one', quota));
        return all;
      };
      expect(await waits(3)).toEqual([null, null, null]);
      expect(said).toHaveBeenCalledTimes(3);
      now += 20_000;
      expect(await waits(2)).toEqual([40, 40]);
      // The one that went beyond, and when the window ends.
      expect(said).toHaveBeenCalledTimes(5);
      now += 41_000;
      expect(await waits(4)).toEqual([null, null, null, 60]);
    });

    it('R79 believe for ten seconds that a value is not noted, unless it is noted here', async () => {
      const said = jest.spyOn(pool, 'query');
      const known = () => limits.wasMarked('test.known', 'one');
      expect([await known(), await known()]).toEqual([false, false]);
      expect(said).toHaveBeenCalledTimes(1);
      now += 10_001;
      expect(await known()).toBe(false);
      expect(said).toHaveBeenCalledTimes(2);
      await limits.mark('test.known', 'one', 60);
      expect(await known()).toBe(true);
    });
  });

  it('keep no e-mail address and no network address in clear', async () => {
    const email = await person();
    await signIn(test, email, OTHER, {}, { from: '198.51.100.99' });
    const rows = await test.dataSource.query<{ key: string }[]>('SELECT `key` FROM rate_limits');
    expect(rows.length).toBeGreaterThan(0);
    const kept = JSON.stringify(rows);
    for (const plain of [email, '198.51.100.99']) expect(kept).not.toContain(plain);
  });
});
