import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, separateOperations, type DocumentNode } from 'graphql';
import { Shop } from '../features/purchase/shop';
import { answerBank, type Action } from '../support/bank';
import { PASSWORD } from '../support/people';
import { TestApplication } from '../support/test-application';
import { act, signedIn, STORY_ENVIRONMENT } from './acts';
import { Mailbox, read } from './mailbox';

const DOCUMENTS = separateOperations(
  parse(readFileSync(join(__dirname, '../../schema/operations/guest.graphql'), 'utf8')),
);
const KEY = /License key\W+([A-Z0-9]{4,}(?:-[A-Z0-9]{2,})+)/;
const LINK = /reset-password\?token=(\S+)/;
const GRACE = 'grace@hopper.test';
const ADA = 'ada@lovelace.test';

interface Order {
  readonly status: string;
  readonly number: string | null;
  readonly total: { readonly amount: string };
}
interface Cart {
  readonly total: { readonly amount: string };
  readonly taxNote: string | null;
  readonly order: Order | null;
}
interface Answered {
  readonly token?: string;
  readonly cart?: Cart;
  readonly totals?: { readonly total: { readonly amount: string } } | null;
  readonly paymentAction?: Action | null;
  readonly setup?: { readonly reference: string };
  readonly userErrors: readonly { readonly code: string }[];
}
/** An account as its holder finds it. */
interface Found {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly licenses: { readonly nodes: readonly { readonly key: string }[] };
  readonly orders: { readonly nodes: readonly { readonly number: string }[] };
  readonly invoices: { readonly nodes: readonly object[] };
  readonly paymentMethods: { readonly nodes: readonly object[] };
}

describe('a guest who buys without an account', () => {
  let test: TestApplication;
  let shop: Shop;
  const mailbox = new Mailbox();
  /** All that the guest was answered. */
  let heard: string[] = [];

  beforeAll(async () => {
    test = await TestApplication.start(STORY_ENVIRONMENT, { mailTransport: mailbox });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());

  /** Sends a document that clients are given, as somebody without a session. */
  async function send(name: string, variables: Record<string, unknown>): Promise<Answered> {
    const { data, errors, text } = await test.graph(
      print(DOCUMENTS[name] as DocumentNode),
      variables,
    );
    if (errors.length > 0) throw new Error(text);
    heard.push(text);
    return Object.values(data ?? {})[0] as Answered;
  }
  const codes = ({ userErrors }: Answered) => userErrors.map(({ code }) => code);
  async function sends(name: string, input: object): Promise<Answered> {
    const answer = await send(name, { input });
    if (codes(answer).length > 0) throw new Error(`${name}: ${codes(answer).join()}`);
    return answer;
  }
  const look = async (cartToken: string): Promise<Cart> =>
    (await send('GuestCart', { cartToken })) as unknown as Cart;

  async function filled(): Promise<string> {
    const lines = [{ kind: 'NEW', productId: shop.product('pro') }];
    return (await sends('SetGuestCart', { country: 'DE', lines })).token ?? '';
  }
  const named = (cartToken: string, email: string) =>
    sends('SetGuestBuyer', {
      ...{ cartToken, email, fullName: 'Somebody Else', accountName: 'Mill Works' },
      ...{ address: '1 Mill Lane\n10115 Berlin', country: 'DE' },
    });
  const orders = (cartToken: string, cardSetup: string, acceptTotal = '119.01') =>
    send('GuestCheckout', { input: { cartToken, cardSetup, acceptTotal } });

  /** Everything that is on the accounts of somebody who has signed in, the newest last. */
  async function accountsOf(session: string): Promise<readonly Found[]> {
    const list = await test.graph(
      '{ viewer { memberships { role account { id } } } }',
      {},
      session,
    );
    const { viewer } = list.data as {
      viewer: { memberships: { role: string; account: { id: string } }[] };
    };
    expect(viewer.memberships.map(({ role }) => role)).not.toContain('AUTHORIZED_LOGIN');
    const ids = viewer.memberships.map(({ account }) => account.id);
    const { data, text } = await test.graph(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Account { id name address
        licenses { nodes { key } } orders { nodes { number } } paymentMethods { nodes { id } }
        invoices { nodes { status total { amount } } } } } }`,
      { ids },
      session,
    );
    if (data === null) throw new Error(text);
    return (data as { nodes: Found[] }).nodes;
  }
  /** The one mail with the key, of those that an address has got since. */
  async function delivered(email: string, since: number) {
    const mails = (await mailbox.of(test, email)).slice(since);
    const [keyed, receipt, ...more] = [...mails].sort((one) => (KEY.test(one.text) ? -1 : 1));
    expect(more).toEqual([]);
    if (keyed === undefined || receipt === undefined) throw new Error(`${mails.length} mails`);
    return { keyed, receipt, key: read(keyed, KEY) };
  }

  it('R1 R27 whose card is refused has bought nothing, and is nobody: no mail, no user', async () => {
    const cartToken = await filled();
    expect((await named(cartToken, GRACE)).cart?.total.amount).toBe('119.01');
    const before = await send('GuestCheckout', { input: { cartToken, dryRun: true } });
    expect(before.totals?.total.amount).toBe('119.01');

    expect(codes(await orders(cartToken, 'sandbox:declined'))).toEqual(['CARD_DECLINED']);
    expect((await look(cartToken)).order).toMatchObject({ status: 'FAILED', number: null });
    const refused = await orders(cartToken, 'sandbox:authentication');
    expect(codes(refused)).toEqual(['PAYMENT_ACTION_REQUIRED']);
    expect(await answerBank(test, refused.paymentAction, 'refuse')).toBe(200);
    const confirmed = await send('ConfirmGuestPayment', { input: { cartToken } });
    expect(codes(confirmed)).toEqual(['AUTHENTICATION_REQUIRED']);
    const given = await orders(cartToken, 'sandbox:authentication');
    expect(codes(given)).toEqual(['PAYMENT_ACTION_REQUIRED']);
    // Whoever comes back without having confirmed can still go on, or give it up.
    const waiting = await send('ConfirmGuestPayment', { input: { cartToken } });
    expect(codes(waiting)).toEqual(['PAYMENT_ACTION_REQUIRED']);
    expect((await sends('CancelGuestPayment', { cartToken })).cart?.order?.status).toBe('FAILED');

    await act(test, null, 'requestPasswordReset', { email: GRACE }, 'requested');
    expect(await mailbox.of(test, GRACE)).toEqual([]);
  });

  it('R1 confirms with the bank, is sent key and link, chooses a password, and finds license, order and invoice', async () => {
    heard = [];
    const cartToken = await filled();
    await named(cartToken, GRACE);
    const { setup } = await sends('PrepareGuestPayment', { cartToken });
    expect(setup?.reference).toMatch(/\S/);
    const asked = await orders(cartToken, 'sandbox:authentication');
    expect(codes(asked)).toEqual(['PAYMENT_ACTION_REQUIRED']);
    expect(await look(cartToken)).toMatchObject({ order: { status: 'PENDING', number: null } });
    expect(await mailbox.of(test, GRACE)).toEqual([]);
    expect(await answerBank(test, asked.paymentAction, 'confirm')).toBe(200);
    const { cart } = await sends('ConfirmGuestPayment', { cartToken });
    expect(cart?.order).toMatchObject({ status: 'PLACED', total: { amount: '119.01' } });
    const number = cart?.order?.number ?? '';

    const { keyed, receipt, key } = await delivered(GRACE, 0);
    expect(receipt.text).toContain('119.01');
    // Neither by an answer, nor by what the cart's token opens.
    await look(cartToken);
    expect(heard.join()).not.toContain(key);
    expect(heard.join()).not.toContain('acc_');

    const reset = { token: read(keyed, LINK), newPassword: PASSWORD };
    await act(test, null, 'resetPassword', reset, 'reset');
    const session = await signedIn(test, GRACE, PASSWORD);
    expect(await accountsOf(session)).toMatchObject([
      {
        name: 'Mill Works',
        address: '1 Mill Lane\n10115 Berlin',
        licenses: { nodes: [{ key }] },
        orders: { nodes: [{ number }] },
        invoices: { nodes: [{ status: 'PAID', total: { amount: '119.01' } }] },
        paymentMethods: { nodes: [] },
      },
    ]);
  });

  it('R1 is answered the same whether or not the address is known, and signs in to a second account', async () => {
    const before = (await mailbox.of(test, GRACE)).length;
    const met: { readonly of: string; readonly answers: string }[] = [];
    for (const email of [ADA, GRACE]) {
      heard = [];
      const cartToken = await filled();
      await named(cartToken, email);
      await send('GuestCheckout', { input: { cartToken, dryRun: true } });
      await sends('PrepareGuestPayment', { cartToken });
      expect(codes(await orders(cartToken, 'sandbox:declined'))).toEqual(['CARD_DECLINED']);
      expect(codes(await orders(cartToken, 'sandbox:success'))).toEqual([]);
      expect(codes(await orders(cartToken, 'sandbox:success'))).toEqual(['CART_ORDERED']);
      await sends('ConfirmGuestPayment', { cartToken });
      await look(cartToken);
      // What is of this one order, or drawn by chance, differs.
      const answers = heard
        .join('\n')
        .replaceAll(/O-\d+/g, 'a number')
        .replaceAll(/"(token|reference|secret)":"[^"]+"/g, '"$1":"drawn"');
      met.push({ of: email, answers: answers.replaceAll(email, 'the address') });
    }
    expect(met[1]?.answers).toBe(met[0]?.answers);

    const stranger = await delivered(ADA, 0);
    expect(stranger.keyed.text).toMatch(LINK);
    const { keyed, key } = await delivered(GRACE, before);
    expect(keyed.text).not.toMatch(LINK);
    expect(keyed.text).toMatch(/new account/);
    expect(keyed.text).toMatch(/Sign in with your present password/);
    expect(keyed.subject).toBe(stranger.keyed.subject);

    const session = await signedIn(test, GRACE, PASSWORD);
    const found = await accountsOf(session);
    expect(found).toHaveLength(2);
    expect(found.flatMap(({ licenses }) => licenses.nodes.map((one) => one.key))).toContain(key);
    expect(found.map(({ orders: { nodes } }) => nodes.length)).toEqual([1, 1]);
    expect(found.map(({ invoices: { nodes } }) => nodes)).toEqual([
      [{ status: 'PAID', total: { amount: '119.01' } }],
      [{ status: 'PAID', total: { amount: '119.01' } }],
    ]);
  });
});
