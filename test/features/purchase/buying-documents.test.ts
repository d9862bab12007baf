import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, separateOperations } from 'graphql';
import { TestApplication } from '../../support/test-application';
import { Buyer } from './buyer';
import { Shop } from './shop';

const FILE = join(__dirname, '../../../schema/operations/buying.graphql');

describe('the documents for buying', () => {
  let test: TestApplication;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
  });
  afterAll(() => test.stop());

  it('R22 lead from the product to the key', async () => {
    const buyer = await Buyer.of(await Shop.over(test));
    await buyer.card();
    const documents = separateOperations(parse(readFileSync(FILE, 'utf8')));
    const run = async <Data>(name: string, variables: Record<string, unknown>): Promise<Data> => {
      const document = documents[name];
      if (document === undefined) throw new Error(`There is no document ${name}`);
      const { data, errors } = await test.graph(print(document), variables, buyer.token);
      expect(errors).toEqual([]);
      return data as Data;
    };
    const accountId = buyer.id;
    const { products } = await run<{ products: { nodes: { id: string; price: unknown }[] } }>(
      'ProductsToBuy',
      { family: 'SMARTERMAIL', currency: 'EUR' },
    );
    const product = products.nodes.find(({ price }) => price !== null);
    const added = await run<{ addToCart: { userErrors: unknown[] } }>('AddToCart', {
      input: { accountId, kind: 'NEW', productId: product?.id },
    });
    expect(added.addToCart.userErrors).toEqual([]);
    const { account } = await run<{ account: { cart: { total: { amount: string } } } }>('Cart', {
      accountId,
    });
    const { checkout } = await run<{
      checkout: { order: { lines: { license: { id: string } }[] }; userErrors: unknown[] };
    }>('Checkout', {
      input: { accountId, billing: 'PAY_ON_ORDER', acceptTotal: account.cart.total.amount },
    });
    expect(checkout.userErrors).toEqual([]);
    const license = await run<{ node: unknown }>('LicenseKey', {
      id: checkout.order.lines[0]?.license.id,
    });
    expect(license.node).toMatchObject({
      status: 'READY',
      key: expect.stringMatching(/^[0-9A-Z-]{30,}$/) as unknown,
    });
  });
});
