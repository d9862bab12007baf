import { Passwords } from '../../src/auth/passwords';
import { deviceOf, isNewPlace, mailedAddress, type EarlierSignIn } from '../../src/auth/device';
import { Fixtures } from '../support/fixtures';
import { Outbox } from '../support/outbox';
import { TEST_NOW, TestApplication, withoutLeft } from '../support/test-application';

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }`;
const DAY = 24 * 3_600_000;
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0';
const FIREFOX_NEXT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const HOME = '203.0.113.7';

describe('a new place', () => {
  const at = (days: number): Date => new Date(TEST_NOW.getTime() - days * DAY);
  const been = (given: Partial<EarlierSignIn> = {}): EarlierSignIn => ({
    address: HOME,
    userAgent: FIREFOX,
    createdAt: at(1),
    ...given,
  });
  const isNew = (
    address: string,
    userAgent: string,
    ...earlier: readonly EarlierSignIn[]
  ): boolean => isNewPlace({ address, userAgent }, earlier, TEST_NOW);

  it.each([
    ['the first sign-in of all', false, isNew(HOME, FIREFOX)],
    ['the same again', false, isNew(HOME, FIREFOX, been())],
    ['the next version of the browser', false, isNew(HOME, FIREFOX_NEXT, been())],
    ['another address of the block', false, isNew('203.0.113.200', FIREFOX, been())],
    ['another block', true, isNew('203.0.114.7', FIREFOX, been())],
    ['another browser at the same address', true, isNew(HOME, SAFARI, been())],
    [
      'a browser from here and a block from there',
      true,
      isNew(HOME, SAFARI, been(), been({ userAgent: SAFARI, address: '198.51.100.1' })),
    ],
    ['one of several known places', false, isNew(HOME, FIREFOX, been({ address: '::1' }), been())],
    ['where one was 90 days ago', false, isNew(HOME, FIREFOX, been({ createdAt: at(90) }))],
    ['where one was 91 days ago', true, isNew(HOME, FIREFOX, been({ createdAt: at(91) }))],
    ['IPv4 seen through IPv6', false, isNew(`::ffff:${HOME}`, FIREFOX, been())],
    [
      'another IPv6 network of a /48',
      false,
      isNew('2001:db8:7:1::1', FIREFOX, been({ address: '2001:db8:7:ffff::9' })),
    ],
    ['another /48', true, isNew('2001:db8:8::1', FIREFOX, been({ address: '2001:db8:7::1' }))],
    ['IPv6 after IPv4', true, isNew('2001:db8:7::1', FIREFOX, been())],
    ['what is no address, again', false, isNew('proxy', FIREFOX, been({ address: 'proxy' }))],
    ['what is no address', true, isNew('proxy', FIREFOX, been())],
    [
      'a link-local address, again',
      false,
      isNew('fe80::1%a', '', been({ address: 'fe80::1%a', userAgent: '' })),
    ],
  ])('%s: %s', (_what, expected, found) => {
    expect(found).toBe(expected);
  });

  it.each([
    [FIREFOX, 'Firefox on Windows'],
    [SAFARI, 'Safari on an iPhone or iPad'],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36', 'Chrome on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0', 'Edge on Windows'],
    ['Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18 Safari/605', 'Safari on a Mac'],
    ['Your account is locked, call https://evil.test', 'Unknown program'],
    ['', 'Unknown program'],
  ])('%s is told as %s, in words of ours', (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });

  it('an address is told, and other text is not', () => {
    expect(mailedAddress('::ffff:203.0.113.7')).toBe(HOME);
    expect(mailedAddress('2001:db8::1')).toBe('2001:db8::1');
    for (const text of ['https://evil.test', '', 'fe80::1%evil.test'])
      expect(mailedAddress(text)).toBeNull();
  });
});

describe('signing in from a new place', () => {
  let test: TestApplication;
  let make: Fixtures;
  let outbox: Outbox;
  let passwordHash: string;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    outbox = new Outbox(test);
    passwordHash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash('correct horse');
  });
  afterAll(() => test.stop());
  beforeEach(() => test.dataSource.query('DELETE FROM outbox_messages'));

  let people = 0;
  const person = async (): Promise<{ key: number; email: string }> => {
    const email = `somebody${++people}@example.test`;
    return { key: await make.user({ email, fullName: 'Some Body', passwordHash }), email };
  };
  const signIn = async (email: string, userAgent: string, password = 'correct horse') => {
    const response = await test
      .http()
      .post('/graphql')
      .set('user-agent', userAgent)
      .send({ query: SIGN_IN, variables: { input: { email, password } } });
    return withoutLeft(response.text);
  };

  it('the person is mailed device, address and time; the first sign-in tells nobody', async () => {
    const { email } = await person();
    await signIn(email, FIREFOX);
    await signIn(email, FIREFOX_NEXT);
    expect(await outbox.rows()).toEqual([]);
    await signIn(email, SAFARI);
    const [row, ...more] = await outbox.rows();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      event: 'new-sign-in',
      accountId: null,
      secrets: null,
      createdAt: TEST_NOW,
    });
    expect(JSON.parse(row?.parameters ?? '')).toEqual({
      to: { email, name: 'Some Body' },
      device: 'Safari on an iPhone or iPad',
      address: '127.0.0.1',
    });
    await signIn(email, SAFARI);
    expect(await outbox.rows()).toHaveLength(1);
  });

  it('who sends the mail cannot tell that it was sent, and a wrong password sends none', async () => {
    const { email } = await person();
    await signIn(email, FIREFOX);
    const known = await signIn(email, FIREFOX);
    expect(await signIn(email, SAFARI)).toBe(known);
    expect(await outbox.rows()).toHaveLength(1);
    const wrong = await signIn(email, 'curl', 'wrong');
    expect(await signIn('nobody@example.test', 'curl', 'wrong')).toBe(wrong);
    expect(await outbox.rows()).toHaveLength(1);
  });

  it('places are of one person, and sessions that have ended count', async () => {
    const [one, other] = [await person(), await person()];
    await make.session(one.key, { userAgent: SAFARI, revokedAt: TEST_NOW });
    await make.session(other.key, { userAgent: FIREFOX });
    await signIn(one.email, SAFARI);
    expect(await outbox.rows()).toEqual([]);
    await signIn(one.email, FIREFOX);
    expect(await outbox.rows()).toHaveLength(1);
  });

  it('costs one statement, which looks at no more than the latest hundred sign-ins', async () => {
    const { key, email } = await person();
    await make.session(key, { userAgent: SAFARI });
    await Fixtures.together(test, async (many) => {
      for (let n = 0; n < 100; n++)
        await many.session(key, {
          userAgent: FIREFOX,
          tokenHash: Buffer.from(`${n}`.padStart(32, '.')),
        });
    });
    const sent = await test.countStatements(() => signIn(email, FIREFOX));
    const looks = sent.filter((text) => text.includes('s.user_agent AS userAgent'));
    expect(looks).toHaveLength(1);
    expect(sent.filter((text) => text.startsWith('INSERT INTO outbox'))).toEqual([]);
    const plan: unknown = await test.dataSource.query(`EXPLAIN ${looks[0]}`, [email]);
    // One server answers with a table, the other may with a tree.
    expect(JSON.stringify(plan)).toContain('ix_sessions_user');
    expect(JSON.stringify(plan)).not.toMatch(/filesort|-> Sort/);
    expect(await outbox.rows()).toEqual([]);
    // The hundred and first is out of sight.
    await signIn(email, SAFARI);
    expect(await outbox.rows()).toHaveLength(1);
  });
});
