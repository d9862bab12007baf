import * as argon from '@node-rs/argon2';
import { PASSWORDS_AT_ONCE } from '../../src/auth/passwords';
import { poolOf } from '../../src/database/data-source';
import { Fixtures, checksum } from '../support/fixtures';
import { BEHIND_A_PROXY, OTHER, STRONG, ask, hashed, send, signIn } from '../support/senders';
import { TestApplication } from '../support/test-application';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof argon>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
});
const verify = jest.mocked(argon.verify);

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

  it('1,000 parallel wrong passwords against one account cost 10 hashes, wherever they come from', async () => {
    const email = await person();
    const spellings = [email, email.toUpperCase(), ` ${email} `];
    const all = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => signIn(test, spellings[n % 3] ?? '', OTHER)),
    );
    expect(counted(all.flatMap(({ codes }) => codes))).toEqual({
      INVALID_CREDENTIALS: 10,
      RATE_LIMITED: 990,
    });
    expect(verify).toHaveBeenCalledTimes(10);
    // The right one does not open either, before the window is over.
    const right = await signIn(test, email, STRONG);
    expect(right.codes).toEqual(['RATE_LIMITED']);
    expect(verify).toHaveBeenCalledTimes(10);
    const wait = Number(right.errors[0]?.extensions['retryAfter']);
    expect(wait).toBeGreaterThan(600);
    expect(wait).toBeLessThanOrEqual(900);
  });

  it('count alike for an address that nobody has', async () => {
    const email = `nobody-${++count}@example.test`;
    expect(counted(await wrong(test, email, 12))).toEqual({
      INVALID_CREDENTIALS: 10,
      RATE_LIMITED: 2,
    });
  });

  it('100 aliased sign-ins in one document count as 100', async () => {
    const email = await person();
    const fields = Array.from(
      { length: 100 },
      (_, n) =>
        `a${n}: signIn(input: { email: "${email}", password: "${n === 99 ? STRONG : OTHER}" }) { userErrors { code } }`,
    );
    const { data, errors } = await ask(test, `mutation { ${fields.join(' ')} }`);
    expect(verify).toHaveBeenCalledTimes(10);
    expect(counted(errors.map(({ extensions }) => extensions['code']))).toEqual({
      RATE_LIMITED: 90,
    });
    expect(JSON.stringify(data).match(/INVALID_CREDENTIALS/g)).toHaveLength(10);
  });

  it('are shared by the instances of the service', async () => {
    const other = await test.another(BEHIND_A_PROXY);
    try {
      const email = await person();
      const codes = [...(await wrong(test, email, 5)), ...(await wrong(other, email, 5))];
      expect(counted(codes)).toEqual({ INVALID_CREDENTIALS: 10 });
      for (const on of [test, other])
        expect((await signIn(on, email, STRONG)).codes).toEqual(['RATE_LIMITED']);
    } finally {
      await other.stop();
    }
  });

  it('forget the tries on an address once its owner has signed in', async () => {
    const email = await person();
    for (let round = 0; round < 3; round++) {
      expect(counted(await wrong(test, email, 9))).toEqual({ INVALID_CREDENTIALS: 9 });
      expect((await signIn(test, email, STRONG)).codes).toEqual([]);
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

  it('R65 count rehearsals as well', async () => {
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
              email: `rehearsed-${n}@example.test`,
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

  it('R79 a flood of strangers keeps those waiting who are strangers too, and writes nothing', async () => {
    const home = { from: '198.51.100.31' };
    const [email, stranger] = [await person(), await person()];
    expect((await signIn(test, email, STRONG, {}, home)).codes).toEqual([]);
    let letGo = (): void => undefined;
    const held = new Promise<boolean>((resolve) => (letGo = () => resolve(false)));
    for (let n = 1; n < PASSWORDS_AT_ONCE; n++) verify.mockImplementationOnce(() => held);
    const flood = Array.from({ length: 130 }, (_, n) =>
      signIn(test, `flood-${n}@example.test`, OTHER),
    );
    // Those that find no place come back first.
    const refused = await Promise.race(flood);
    expect(refused.codes).toEqual(['RATE_LIMITED']);
    expect(refused.errors[0]?.extensions['retryAfter']).toBe(5);
    const known = await signIn(test, email, STRONG, {}, home);
    expect(known.codes).toEqual([]);
    const before = await checksum(test.dataSource);
    expect((await signIn(test, stranger, STRONG)).codes).toEqual(['RATE_LIMITED']);
    letGo();
    const codes = (await Promise.all(flood)).flatMap((one) => one.codes);
    expect(counted(codes)).toEqual({
      INVALID_CREDENTIALS: PASSWORDS_AT_ONCE - 1 + 100,
      RATE_LIMITED: 30 - (PASSWORDS_AT_ONCE - 1),
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it("R79 are counted on connections of their own: neither waits for the other's", async () => {
    const email = await person();
    await wrong(test, email, 10);
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

  it('keep no e-mail address and no network address in clear', async () => {
    const email = await person();
    await signIn(test, email, OTHER, {}, { from: '198.51.100.99' });
    const rows = await test.dataSource.query<{ key: string }[]>('SELECT `key` FROM rate_limits');
    expect(rows.length).toBeGreaterThan(0);
    const kept = JSON.stringify(rows);
    for (const plain of [email, '198.51.100.99']) expect(kept).not.toContain(plain);
  });
});
