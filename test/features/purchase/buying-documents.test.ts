import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, separateOperations } from 'graphql';
import { answerBank, type Action } from '../../support/bank';
import { lastLink, STRONG } from '../../support/senders';
import { TestApplication } from '../../support/test-application';
import { Buyer } from './buyer';
import { Shop } from './shop';

const FOLDER = join(__dirname, '../../../schema/operations');
/** All of them: fragments are shared. */
const DOCUMENTS = separateOperations(
  parse(
    ['buying', 'guest', 'partners', 'paying', 'sign-in']
      .map((name) => readFileSync(join(FOLDER, `${name}.graphql`), 'utf8'))
      .join('\n'),
  ),
);

interface Refusable {
  readonly userErrors: readonly unknown[];
}
interface Ordered extends Refusable {
  readonly order: { readonly lines: readonly { readonly license: { readonly id: string } }[] };
}

describe('the documents for buying', () => {
  let test: TestApplication;
  let shop: Shop;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());

  const run = async <Data>(
    name: string,
    variables: Record<string, unknown>,
    token: string | null,
  ): Promise<Data> => {
    const document = DOCUMENTS[name];
    if (document === undefined) throw new Error(`There is no document ${name}`);
    const { data, errors } = await test.graph(print(document), variables, token);
    expect([name, errors]).toEqual([name, []]);
    for (const came of Object.values(data ?? {}))
      if (came !== null && typeof came === 'object' && 'userErrors' in came)
        expect([name, came.userErrors]).toEqual([name, []]);
    return data as Data;
  };
  const readKey = async (checkout: Ordered, token: string): Promise<void> => {
    const id = checkout.order.lines[0]?.license.id;
    const license = await run<{ node: unknown }>('LicenseKey', { id }, token);
    expect(license.node).toMatchObject({
      status: 'READY',
      key: expect.stringMatching(/^[0-9A-Z-]{30,}$/) as unknown,
    });
  };
  const someProduct = async (token: string | null): Promise<string> => {
    const { products } = await run<{ products: { nodes: { id: string; price: unknown }[] } }>(
      'ProductsToBuy',
      { family: 'SMARTERMAIL', currency: 'EUR' },
      token,
    );
    const product = products.nodes.find(({ price }) => price !== null);
    if (product === undefined) throw new Error('Nothing is sold');
    return product.id;
  };

  it('R22 lead from the product to the key', async () => {
    const buyer = await Buyer.of(shop);
    const { id: accountId, token } = buyer;
    await buyer.card();
    const productId = await someProduct(token);
    await run('AddToCart', { input: { accountId, kind: 'NEW', productId } }, token);
    const { account } = await run<{ account: { cart: { totalToOrder: { amount: string } } } }>(
      'Cart',
      { accountId },
      token,
    );
    const acceptTotal = account.cart.totalToOrder.amount;
    const { checkout } = await run<{ checkout: Ordered }>(
      'Checkout',
      { input: { accountId, billing: 'PAY_ON_ORDER', acceptTotal } },
      token,
    );
    await readKey(checkout, token);
  });

  it('R22 lead over the bank of a card that wants to be asked', async () => {
    const buyer = await Buyer.of(shop);
    const { id: accountId, token } = buyer;
    const add = { input: { accountId, setup: 'sandbox:authentication' } };
    await run('AddCard', add, token);
    await buyer.addNew();
    const { total } = await shop.cart(token, accountId);
    const input = { accountId, billing: 'PAY_ON_ORDER', acceptTotal: total.amount };
    const asked = await test.graph(
      print(DOCUMENTS['Checkout'] ?? parse('{ x }')),
      { input },
      token,
    );
    const { paymentAction } = asked.data?.['checkout'] as { paymentAction: Action };
    await answerBank(test, paymentAction, 'confirm');
    const { paymentId } = paymentAction;
    const { confirmPayment } = await run<{ confirmPayment: Ordered }>(
      'ConfirmPayment',
      { input: { paymentId } },
      token,
    );
    await readKey(confirmPayment, token);
  });

  it('R1 lead a guest from the product over the account to the key', async () => {
    const productId = await someProduct(null);
    const input = { country: 'DE', lines: [{ kind: 'NEW', productId }] };
    const { setGuestCart } = await run<{ setGuestCart: { token: string } }>(
      'SetGuestCart',
      { input },
      null,
    );
    const cartToken = setGuestCart.token;
    const { guestCart } = await run<{ guestCart: { total: { amount: string } } }>(
      'GuestCart',
      { cartToken },
      null,
    );

    const email = 'guest@buying.test';
    const person = { fullName: 'Grace Hopper', address: '1 Mill Lane', country: 'DE' };
    await run('SignUp', { input: { email, password: STRONG, ...person } }, null);
    const signIn = { input: { email, password: STRONG, returnToken: true } };
    // Whoever has not proved their address does not get in.
    const early = await test.graph(print(DOCUMENTS['SignIn'] ?? parse('{ x }')), signIn);
    expect(early.data).toMatchObject({ signIn: { token: null } });
    const link = await lastLink(test, email, 'email-verification');
    await run('VerifyEmail', { input: { token: link } }, null);
    const { signIn: entered } = await run<{ signIn: { token: string } }>('SignIn', signIn, null);
    const { token } = entered;
    const { viewer } = await run<{
      viewer: { memberships: { role: string; account: { id: string; cart: unknown } }[] };
    }>('MyAccounts', {}, token);
    expect(viewer.memberships).toMatchObject([{ role: 'HOLDER', account: { cart: null } }]);
    const accountId = viewer.memberships[0]?.account.id;

    await run('TakeGuestCart', { input: { accountId, cartToken } }, token);
    const { preparePaymentMethod } = await run<{
      preparePaymentMethod: { setup: { reference: string } };
    }>('PreparePaymentMethod', { input: { accountId } }, token);
    // What the guest was shown is what is paid.
    const { checkout } = await run<{ checkout: Ordered }>(
      'Checkout',
      {
        input: {
          accountId,
          billing: 'PAY_ON_ORDER',
          acceptTotal: guestCart.total.amount,
          cardSetup: preparePaymentMethod.setup.reference,
        },
      },
      token,
    );
    await readKey(checkout, token);
  });
});
