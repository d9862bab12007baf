import { ConnectionReset, PlayedGateway } from '../../support/played-gateway';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { desksOf, type Desk } from './checkout-desk';

interface Card {
  readonly last4: string;
  readonly isDefault: number;
  readonly removed: number;
  readonly known: number;
}

describe('a new card that an order comes with', () => {
  let test: TestApplication;
  let desk: Desk;
  let open: (given?: object) => Promise<Desk>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    ({ open } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    desk = await open({ leaseProvider: true });
    await desk.put();
  });
  afterEach(async () => {
    expect(await desk.till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  /** Cards of the account, and whether their gateway still knows them. */
  const cards = (): Promise<Card[]> =>
    test.dataSource.query<Card[]>(
      `SELECT last4, is_default AS isDefault, removed_at IS NOT NULL AS removed,
         gateway_reference IS NOT NULL AS known FROM payment_methods WHERE account_id = ? ORDER BY id`,
      [desk.till.account],
    );
  const forgotten = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ n: unknown }[]>(
      `SELECT COUNT(*) AS n FROM sandbox_cards c JOIN sandbox_customers s ON s.id = c.customer_id
       JOIN gateway_customers g ON g.reference = CONCAT('sandbox_cus_', s.id)
       WHERE g.account_id = ? AND c.status = 'FORGOTTEN'`,
      [desk.till.account],
    );
    return Number(row?.n);
  };

  it.each(['declined', 'insufficient-funds'])(
    'R27 that is %s does not stay on file, and the gateway forgets it',
    async (card) => {
      expect((await desk.order({ cardSetup: `sandbox:${card}` })).codes).toHaveLength(1);
      expect(await cards()).toMatchObject([{ isDefault: 0, removed: 1 }]);
      expect((await desk.order()).codes).toEqual(['NO_CARD']);
      await desk.till.later(1);
      expect([await cards(), await forgotten()]).toMatchObject([[{ known: 0 }], 1]);
      const entries = await test.dataSource.query<{ changes: string }[]>(
        "SELECT changes FROM audit_events WHERE account_id = ? AND subject_type = 'PaymentMethod' ORDER BY id",
        [desk.till.account],
      );
      expect(entries.map(({ changes }) => JSON.parse(changes) as unknown)).toEqual([
        { card: [null, expect.stringContaining('ending in')] },
        { card: [expect.stringContaining('ending in'), null] },
      ]);
    },
  );

  it('that nobody has refused stays when the order was broken off', async () => {
    const cardSetup = 'sandbox:times-out-before-charging';
    expect((await desk.order({ cardSetup })).codes).toEqual(['PAYMENT_PENDING']);
    expect(await cards()).toMatchObject([{ isDefault: 1, removed: 0 }]);
    await desk.till.later(10);
    // The charge was called off: nobody has refused the card.
    expect(await cards()).toMatchObject([{ isDefault: 1, removed: 0, known: 1 }]);
  });

  it('that was saved before stays when it is declined, and so does the default', async () => {
    const saved = await desk.till.card('sandbox:declined');
    expect((await desk.order({ paymentMethodId: saved })).codes).toEqual(['CARD_DECLINED']);
    expect((await desk.order({ cardSetup: 'sandbox:expired' })).codes).toEqual(['CARD_EXPIRED']);
    expect(await cards()).toMatchObject([
      { last4: '0002', isDefault: 1, removed: 0 },
      { last4: '0069', isDefault: 0, removed: 1 },
    ]);
  });

  it('R27 pays though the gateway deleted the customer, whose saved cards go off the account', async () => {
    await desk.till.card('sandbox:success-mastercard');
    await desk.till.deleteCustomer();
    const cart = await desk.cart();
    expect((await desk.order()).codes).toEqual(['CARD_UNUSABLE']);
    expect(await desk.cart()).toEqual(cart);
    expect(await cards()).toMatchObject([{ last4: '8210', removed: 1 }]);
    await desk.placed({ cardSetup: 'sandbox:success' });
    // Deleted once more: this time nobody has met it before the next order.
    await desk.till.deleteCustomer();
    await desk.put();
    await desk.placed({ cardSetup: 'sandbox:success-mastercard' });
    expect(await cards()).toMatchObject([
      { last4: '8210', removed: 1 },
      { last4: '4242', removed: 1 },
      { last4: '8210', removed: 0, isDefault: 1, known: 1 },
    ]);
  });

  it('that has paid stays whatever becomes of it later', async () => {
    await desk.placed({ cardSetup: 'sandbox:success' });
    expect(await cards()).toMatchObject([{ last4: '4242', isDefault: 1, removed: 0, known: 1 }]);
  });

  it('R40 that the account cannot be without any more stays', async () => {
    const cardSetup = 'sandbox:declined';
    const { make } = desk.shop;
    const customer = await make.account(await make.user());
    await make.lease(desk.till.account, customer, await make.product());
    expect((await desk.order({ cardSetup })).codes).toEqual(['CARD_DECLINED']);
    expect(await cards()).toMatchObject([{ isDefault: 1, removed: 0 }]);
  });
});

describe('a new card that could not be charged', () => {
  it('R56 is taken when the order is sent again', async () => {
    const gateway = new PlayedGateway();
    const test = await TestApplication.start({}, { gateway });
    const desk = await (await desksOf(test)).open();
    await desk.put();
    gateway.trouble = () => {
      throw new ConnectionReset();
    };
    expect((await desk.order({ cardSetup: 'one' })).codes).toEqual(['GATEWAY_UNAVAILABLE']);
    gateway.trouble = () => undefined;
    expect((await desk.order({ cardSetup: 'one' })).codes).toEqual([]);
    expect(await desk.till.payments()).toMatchObject([
      { status: 'FAILED' },
      { status: 'SUCCEEDED' },
    ]);
    await test.stop();
  });
});
