import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { desksOf, type Desk } from './checkout-desk';

const AT_ONCE = 50;
/** One Pro 250 comes to 119.01: the cap is enough for three. */
const [ONE, CAP, FIT] = ['119.01', '400.00', 3];
/** What those meet who come while somebody else's order is under way, or took what was in the cart. */
const OTHERS = ['CHECKOUT_IN_PROGRESS', 'CART_EMPTY'];

describe("a token's spending cap", () => {
  let test: TestApplication;
  let desk: Desk;
  let open: (given?: object) => Promise<Desk>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ open } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    desk = await open({ reseller: true });
  });

  /** Waits until somebody's order has come to its end. */
  class Turns {
    private tell: () => void = () => undefined;
    next = this.following();

    over(): void {
      this.tell();
      this.next = this.following();
    }

    private following(): Promise<void> {
      return new Promise((resolve) => (this.tell = resolve));
    }
  }

  it.each([
    ['on the summary', 'MONTHLY_SUMMARY', 0],
    ['by card, every tenth of which is declined', 'PAY_ON_ORDER', 10],
  ])(
    'R59 lets %s of fifty orders at once as many through as it is enough for, and no other',
    async (_, billing, declines) => {
      const token = await desk.apiToken(CAP, 'MAKE_PURCHASES');
      const bad = await desk.till.card('sandbox:declined');
      const good = await desk.till.card();
      await desk.put();
      const turns = new Turns();
      const orderUntilTold = async (_one: unknown, at: number): Promise<unknown> => {
        const declined = declines > 0 && at % declines === 0;
        const paymentMethodId = declined ? bad : good;
        for (;;) {
          const { next } = turns;
          const { codes } = await desk.order(
            { billing, acceptTotal: ONE, paymentMethodId },
            { token, little: true },
          );
          const [code = null] = codes;
          if (code === null) await desk.put();
          if (!OTHERS.includes(code as string)) {
            turns.over();
            return code;
          }
          await next;
        }
      };
      const met = await Promise.all(Array.from({ length: AT_ONCE }, orderUntilTold));
      expect(met.filter((code) => code === null)).toHaveLength(FIT);
      const refused = new Set(met.filter((code) => code !== null && code !== 'CARD_DECLINED'));
      expect([...refused]).toEqual(['SPENDING_CAP_REACHED']);
      expect(await desk.spent()).toBe(11_901 * FIT);
      expect(await desk.stands()).toMatchObject({ licenses: FIT, invoices: FIT, orders: FIT });
      expect(await desk.taken()).toBe(billing === 'PAY_ON_ORDER' ? FIT : 0);
      expect(await desk.till.gaps()).toEqual([]);
    },
    30_000,
  );
});
