import { checksum } from '../support/fixtures';
import { lastLink } from '../support/senders';
import { OWN, type OfAccount, type People } from '../support/people';
import { TEST_NOW, TestApplication } from '../support/test-application';
import { Resellers, type Reseller } from './reselling/reseller';

interface Updated {
  readonly account: { readonly email: string; readonly emailVerified: boolean } | null;
  readonly confirmationSent: boolean | null;
}
const UPDATED = 'account { email emailVerified } confirmationSent';

describe('R31 the e-mail of an account', () => {
  let test: TestApplication;
  let world: Resellers;
  let people: People;
  let contoso: Reseller;
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start();
    world = await Resellers.over(test);
    ({ people } = world);
    contoso = await world.reseller();
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.now = TEST_NOW;
  });

  /** The service numbers accounts by their keys; those of the tests keep clear of them. */
  const account = (given: object = {}): Promise<OfAccount> =>
    people.account({ number: `AC-8${(++count).toString().padStart(5, '0')}`, ...given });
  const address = (): string => `purchasing${++count}@someone.test`;
  const update = (of: OfAccount, input: object) =>
    people.send<Updated>(of.holder, 'updateAccount', { accountId: of.id, ...input }, UPDATED);
  const linkTo = (email: string) => lastLink(test, email, 'account-email-verification');
  const verify = (token: string) => people.send(null, 'verifyEmail', { token });
  /** Assigns a license to the address. @returns the account that got it. */
  const assigned = async (email: string): Promise<number> => {
    const licenseId = await world.stock(contoso);
    const { codes } = await world.assign(contoso.token, licenseId, email);
    expect(codes).toEqual([]);
    const [row] = await test.dataSource.query<{ customer: string }[]>(
      'SELECT customer_account_id AS customer FROM licenses ORDER BY id DESC LIMIT 1',
    );
    return Number(row?.customer);
  };

  it('R31 that somebody sets to the address of another is not theirs: a license goes past it', async () => {
    const thief = await account();
    const email = address();
    const { payload, codes } = await update(thief, { email });
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      account: { email, emailVerified: false },
      confirmationSent: true,
    });
    const got = await assigned(email);
    expect(got).not.toBe(thief.key);
    expect(await world.count('accounts', 'email = ?', [email])).toBe(2);
    // And of the two only the one whose holder it is answers to it: nothing is ambiguous.
    expect(await assigned(email)).toBe(got);
  });

  it('R31 once the link that was mailed there is opened, a license goes to the account', async () => {
    const customer = await account();
    const email = address();
    await update(customer, { email });
    expect((await verify(await linkTo(email))).codes).toEqual([]);
    expect(await assigned(email)).toBe(customer.key);
    const { payload } = await update(customer, { email });
    expect(payload).toMatchObject({ account: { emailVerified: true }, confirmationSent: false });
  });

  it('R31 a proof that stood ends with the next change, and the link of an address that was given up opens nothing', async () => {
    const customer = await account();
    const [first, second] = [address(), address()];
    await update(customer, { email: first });
    const link = await linkTo(first);
    await update(customer, { email: second });
    expect((await verify(link)).codes).toEqual(['LINK_INVALID']);
    expect((await verify(await linkTo(second))).codes).toEqual([]);
    expect(await assigned(second)).toBe(customer.key);
    await update(customer, { email: first });
    expect(await assigned(first)).not.toBe(customer.key);
    expect(await assigned(second)).not.toBe(customer.key);
  });

  it('R31 given back before its link is opened, it is proved by that link; used once, and for 30 minutes', async () => {
    const customer = await account();
    const email = address();
    await update(customer, { email });
    const late = await linkTo(email);
    test.now = new Date(TEST_NOW.getTime() + 30 * 60_000);
    expect((await verify(late)).codes).toEqual(['LINK_INVALID']);
    await update(customer, { email });
    const again = await linkTo(email);
    const both = await Promise.all([verify(again), verify(again)]);
    expect(both.map(({ codes }) => codes.join()).sort()).toEqual(['', 'LINK_INVALID']);
    expect(await assigned(email)).toBe(customer.key);
  });

  it("R31 the holder's own needs no link, and counts while it is theirs", async () => {
    const customer = await account();
    const { email } = customer.holder;
    const { payload } = await update(customer, { email });
    expect(payload).toMatchObject({ account: { emailVerified: true }, confirmationSent: false });
    expect(await assigned(email)).toBe(customer.key);
    const other = await people.person();
    // The account is handed over: its e-mail is that of somebody else now.
    await test.dataSource.query('UPDATE accounts SET holder_user_id = ? WHERE id = ?', [
      other.key,
      customer.key,
    ]);
    expect(await assigned(email)).not.toBe(customer.key);
  });

  it('R31 R32 whoever signed up with the address of another and never proved it gains nothing by an assignment', async () => {
    const email = address();
    const theirs = 'mauve lantern harbour quiet 77';
    await people.send(null, 'signUp', {
      email,
      password: theirs,
      fullName: 'Somebody Else',
      address: 'A',
      country: 'DE',
    });
    const oldLink = await lastLink(test, email, 'email-verification');
    await assigned(email);
    // The link of the sign-up would bring their password into force.
    expect((await verify(oldLink)).codes).toEqual(['LINK_INVALID']);
    expect(await people.signIn(email, theirs)).toEqual({ code: 'INVALID_CREDENTIALS' });
    const token = await lastLink(test, email, 'password-reset');
    const chosen = await people.send(null, 'resetPassword', { token, newPassword: OWN });
    expect(chosen.codes).toEqual([]);
    const opened = await people.signIn(email, OWN);
    const { data } = await test.graph(
      '{ viewer { memberships { account { licenses { nodes { seller { name } } } } } } }',
      {},
      'token' in opened ? opened.token : '',
    );
    expect(JSON.stringify(data)).toContain('Contoso');
    expect(await people.signIn(email, theirs)).toEqual({ code: 'INVALID_CREDENTIALS' });
  });

  it('R31 two accounts that proved the same address are ambiguous; one that did not does not make it so', async () => {
    const [one, other] = [await account(), await account()];
    const email = address();
    await update(one, { email });
    await verify(await linkTo(email));
    await update(other, { email });
    expect(await assigned(email)).toBe(one.key);
    await verify(await linkTo(email));
    const licenseId = await world.stock(contoso);
    const before = await checksum(test.dataSource);
    const { codes } = await world.assign(contoso.token, licenseId, email);
    expect(codes).toEqual(['CUSTOMER_AMBIGUOUS']);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R65 a dry run says that a link would be mailed, and mails none', async () => {
    const customer = await account();
    const email = address();
    const before = await checksum(test.dataSource);
    const { data } = await test.graph(
      'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { confirmationSent effects { kind event } } }',
      { input: { accountId: customer.id, email, dryRun: true } },
      customer.holder.token,
    );
    expect(data?.['updateAccount']).toMatchObject({
      confirmationSent: true,
      effects: [{ kind: 'CHANGE' }, { kind: 'SEND', event: 'account-email-verification' }],
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });
});
