import type { OutgoingMail } from '../../src/features/mail/mail.types';
import { Shop } from '../features/purchase/shop';
import { HOLDERS, OWN, PASSWORD } from '../support/people';
import { TestApplication } from '../support/test-application';
import { write } from '../support/write';
import { act, signedIn, STORY_ENVIRONMENT } from './acts';
import { Mailbox, read } from './mailbox';

const DEVELOPER = 'dora@two.test';
const KEY = /License key +(\S+)/;

interface Holder {
  readonly token: string;
  readonly account: string;
}
interface Membership {
  readonly id: string;
  readonly status: string;
  readonly permissions: readonly string[];
  readonly account: { readonly id: string; readonly name: string };
}

describe('one developer on two accounts', () => {
  let test: TestApplication;
  let shop: Shop;
  let [first, second]: (Holder | undefined)[] = [];
  let developer = '';
  const mailbox = new Mailbox();

  beforeAll(async () => {
    test = await TestApplication.start(STORY_ENVIRONMENT, { mailTransport: mailbox });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());

  const codes = async (token: string, name: string, input: object) =>
    (await write(test, token, name, input)).codes;
  const lastMail = async (address: string, about: RegExp): Promise<OutgoingMail> => {
    const mail = (await mailbox.of(test, address)).findLast(({ text }) => about.test(text));
    if (mail === undefined) throw new Error(`${address} got no mail with ${about}`);
    return mail;
  };
  const tokenIn = (mail: OutgoingMail): string => decodeURIComponent(read(mail, /token=(\S+)/));
  const memberships = async (token: string): Promise<readonly Membership[]> => {
    const { data, text } = await test.graph(
      '{ viewer { memberships { id status permissions account { id name } } } }',
      {},
      token,
    );
    const viewer = (data as { viewer: { memberships: Membership[] } | null } | undefined)?.viewer;
    if (!viewer) throw new Error(text);
    return viewer.memberships;
  };
  /** Somebody signs up, proves the address, puts a card on file and buys one license. */
  const opens = async (email: string, accountName: string): Promise<Holder> => {
    const who = { email, fullName: `Holder of ${accountName}`, accountName };
    const where = { address: 'Two Street 2, Berlin', country: 'DE' };
    await act(test, null, 'signUp', { ...who, ...where, password: PASSWORD }, 'requested');
    const token = tokenIn(await lastMail(email, /token=/));
    await act(test, null, 'verifyEmail', { token }, 'verified');
    const session = await signedIn(test, email, PASSWORD);
    const account = (await memberships(session))[0]?.account.id ?? '';
    const card = { accountId: account, setup: 'sandbox:success' };
    await act(test, session, 'addPaymentMethod', card, 'paymentMethod { id }');
    const lines = [{ kind: 'NEW', productId: shop.product('pro') }];
    const order = { accountId: account, lines, billing: 'PAY_ON_ORDER' };
    const { totals } = await act<{ totals: { total: { amount: string } } }>(
      test,
      session,
      'placeOrder',
      { ...order, dryRun: true },
      'totals { total { amount } }',
    );
    await act(
      test,
      session,
      'placeOrder',
      { ...order, acceptTotal: totals.total.amount },
      'order { number }',
    );
    return { token: session, account };
  };
  const adds = ({ token, account: accountId }: Holder, preset: string) =>
    act<{ membership: { id: string; status: string } }>(
      test,
      token,
      'addAuthorizedLogin',
      {
        ...{ accountId, email: DEVELOPER, fullName: 'Dora Developer', alerts: [], preset },
        ...{ password: HOLDERS, passwordConfirmation: HOLDERS },
      },
      'membership { id status }',
    );
  /** What the developer is answered of licenses and invoices of an account: data, or the code. */
  const sees = async (account: string) => {
    const { data, errors } = await test.graph(
      'query ($id: ID!) { account(id: $id) { licenses { nodes { id key } } invoices { nodes { number } } } }',
      { id: account },
      developer,
    );
    const seen = (data?.['account'] ?? {}) as {
      licenses?: { nodes: { id: string; key: string | null }[] } | null;
      invoices?: { nodes: object[] } | null;
    };
    return {
      license: seen.licenses?.nodes[0],
      invoices: seen.invoices?.nodes.length ?? null,
      missing: errors.map(
        ({ extensions }) => extensions['missingPermission'] ?? extensions['code'],
      ),
    };
  };

  it('R6 R10 is added to one, is invited to the other, and chooses a password of their own before accepting', async () => {
    first = await opens('hanna@two.test', 'First Ltd');
    second = await opens('hugo@two.test', 'Second Ltd');
    expect((await adds(first, 'LICENSES')).membership.status).toBe('ACTIVE');
    developer = await signedIn(test, DEVELOPER, HOLDERS);
    expect((await adds(second, 'BILLING')).membership.status).toBe('INVITED');
    const invited = (await memberships(developer)).find(({ status }) => status === 'INVITED');
    const membershipId = invited?.id ?? '';
    expect(invited?.account.name).toBe('Second Ltd');
    // The first holder knows the password: it opens nothing of the second account.
    expect(await codes(developer, 'acceptInvitation', { membershipId })).toEqual([
      'PASSWORD_SET_BY_HOLDER',
    ]);
    expect(await sees(second.account)).toEqual({
      ...{ license: undefined, invoices: null },
      missing: ['FORBIDDEN', 'FORBIDDEN'],
    });
    await act(test, null, 'requestPasswordReset', { email: DEVELOPER }, 'requested');
    const token = tokenIn(await lastMail(DEVELOPER, /reset-password\?token=/));
    await act(test, null, 'resetPassword', { token, newPassword: OWN }, 'reset');
    developer = await signedIn(test, DEVELOPER, OWN);
    await act(test, developer, 'acceptInvitation', { membershipId }, 'membership { id }');
    expect(
      Object.fromEntries(
        (await memberships(developer)).map(({ account, permissions }) => [
          account.name,
          permissions,
        ]),
      ),
    ).toEqual({ 'First Ltd': ['ACTIVATE_LICENSES'], 'Second Ltd': ['PAY_INVOICES'] });
  });

  it('R7 R10 may do on each what its holder granted there, in one session, and nothing else', async () => {
    if (first === undefined || second === undefined) throw new Error('There are no accounts');
    const here = await sees(first.account);
    const [bought] = await mailbox
      .of(test, 'hanna@two.test')
      .then((mails) => mails.filter(({ text }) => KEY.test(text)));
    expect(here).toEqual({
      license: { id: expect.any(String) as string, key: read(bought as OutgoingMail, KEY) },
      invoices: null,
      missing: ['PAY_INVOICES'],
    });
    const there = await sees(second.account);
    expect([there.invoices, there.missing]).toEqual([1, ['ACTIVATE_LICENSES']]);
    const serverName = 'mail.first.test';
    const licenseId = here.license?.id;
    expect(await codes(developer, 'activateLicense', { licenseId, serverName })).toEqual([]);
    const support = { subject: 'A question', message: 'How?' };
    for (const { account: accountId } of [first, second])
      expect(await codes(developer, 'openSupportRequest', { accountId, ...support })).toEqual([]);
  });

  it('R13 what one holder takes away ends at once, in the same session; the other account stays', async () => {
    if (first === undefined || second === undefined) throw new Error('There are no accounts');
    const mine = (await memberships(developer)).find(({ account }) => account.name === 'First Ltd');
    await act(
      test,
      first.token,
      'removeAuthorizedLogin',
      { membershipId: mine?.id },
      'removedMembershipId',
    );
    expect((await sees(first.account)).missing).toEqual(['NOT_FOUND']);
    expect((await sees(second.account)).invoices).toBe(1);
    expect((await memberships(developer)).map(({ account }) => account.name)).toEqual([
      'Second Ltd',
    ]);
  });
});
