import { TestApplication } from '../../support/test-application';
import { Buyer } from './buyer';
import { Shop } from './shop';

describe('many licenses of one line', () => {
  let test: TestApplication;
  let shop: Shop;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    shop = await Shop.over(test);
  });
  afterAll(() => test.stop());

  /** Statements in which so many are ordered, and the key mails that it sends. */
  const ordered = async (quantity: number): Promise<{ statements: number; mails: number }> => {
    const buyer = await Buyer.of(shop);
    await buyer.card();
    await buyer.addNew({ quantity });
    const { total } = await shop.cart(buyer.token, buyer.id);
    const sent = await test.countStatements(() =>
      test.graph(
        'mutation ($input: CheckoutInput!) { checkout(input: $input) { userErrors { code } } }',
        { input: { accountId: buyer.id, billing: 'PAY_ON_ORDER', acceptTotal: total.amount } },
        buyer.token,
      ),
    );
    expect((await buyer.books()).licenses).toBe(quantity);
    const [row] = await test.dataSource.query<{ mails: number | string }[]>(
      `SELECT COUNT(*) AS mails FROM outbox_messages
       WHERE account_id = ? AND event = 'license-key-delivery'`,
      [buyer.account],
    );
    return { statements: sent.length, mails: Number(row?.mails) };
  };

  it('R18 R22 cost as many statements as two, and each key is mailed', async () => {
    const [two, twenty] = [await ordered(2), await ordered(20)];
    expect([two.mails, twenty.mails]).toEqual([2, 20]);
    expect(twenty.statements).toBe(two.statements);
  });
});
