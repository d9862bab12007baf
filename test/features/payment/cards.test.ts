import { answerBank, type Action } from '../../support/bank';
import { checksum, Fixtures } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';

interface Card {
  readonly id: string;
  readonly isDefault: boolean;
  readonly last4: string;
}

describe('R4 cards on file', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    till = await Till.open(test, make, { leaseProvider: true });
  });

  const cards = async (): Promise<Card[]> => {
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { paymentMethods { nodes { id isDefault last4 } } } }',
      { id: till.id('Account', till.account) },
      till.holder,
    );
    return (data as { account: { paymentMethods: { nodes: Card[] } } }).account.paymentMethods
      .nodes;
  };
  const remove = async (paymentMethodId: string) =>
    (await write(test, till.holder, 'removePaymentMethod', { paymentMethodId })).codes;
  const setDefault = async (paymentMethodId: string) =>
    (await write(test, till.holder, 'setDefaultPaymentMethod', { paymentMethodId })).codes;

  /** A refusal, which has written nothing. */
  const refused = async (act: Promise<readonly unknown[]>, before: string): Promise<unknown> => {
    const codes = await act;
    expect(await checksum(test.dataSource)).toBe(before);
    return codes.join();
  };

  it('R4 the first is the default, another one when chosen, and the oldest left when that goes', async () => {
    const first = await till.card('sandbox:success');
    const second = await till.card('sandbox:declined');
    const third = await till.card('sandbox:expired', { makeDefault: true });
    const defaults = async () =>
      (await cards()).filter(({ isDefault }) => isDefault).map(({ id }) => id);
    expect(await defaults()).toEqual([third]);
    expect(await setDefault(second)).toEqual([]);
    expect(await defaults()).toEqual([second]);
    expect(await remove(second)).toEqual([]);
    expect(await defaults()).toEqual([first]);
    expect((await cards()).map(({ id }) => id)).toEqual([first, third]);
    const before = await checksum(test.dataSource);
    expect(await refused(setDefault(second), before)).toBe('GONE');
    expect(await refused(remove(second), before)).toBe('GONE');
    expect(await remove(first)).toEqual([]);
    expect(await remove(third)).toEqual([]);
    expect(await cards()).toEqual([]);
  });

  it('R4 a card begun with preparePaymentMethod is added once, and by its own account alone', async () => {
    const begin = async (by: Till): Promise<string> => {
      const { payload } = await write<{ setup: { reference: string } }>(
        test,
        by.holder,
        'preparePaymentMethod',
        { accountId: by.id('Account', by.account) },
        'setup { gateway reference publishableKey } secret',
      );
      return payload?.setup.reference ?? '';
    };
    const other = await Till.open(test, make);
    await till.card();
    const [mine, theirs] = [await begin(till), await begin(other)];
    const before = await checksum(test.dataSource);
    const add = async (setup: string) =>
      (
        await write(test, till.holder, 'addPaymentMethod', {
          accountId: till.id('Account', till.account),
          setup,
        })
      ).codes;
    for (const setup of [theirs, 'sandbox:no-such-card', 'sandbox_card_999999', "' OR 1=1"])
      expect([setup, await refused(add(setup), before)]).toEqual([setup, 'SETUP_INCOMPLETE']);
    expect(await add(mine)).toEqual([]);
    expect(await add(mine)).toEqual([]);
    // It is the card that was there already.
    expect(await cards()).toHaveLength(1);
  });

  it('R4 the same card added twice is one card, charged by its new setup; the gateway forgets the old one', async () => {
    const first = await till.card();
    const other = await till.card('sandbox:success-mastercard', { makeDefault: true });
    expect(await till.card('sandbox:success', { makeDefault: true })).toBe(first);
    expect(await cards()).toEqual([
      { id: first, isDefault: true, last4: '4242' },
      { id: other, isDefault: false, last4: '8210' },
    ]);
    await till.later(1);
    const kept = await test.dataSource.query<{ status: string }[]>(
      `SELECT d.status FROM sandbox_cards d JOIN gateway_customers g
         ON g.reference = CONCAT('sandbox_cus_', d.customer_id)
       WHERE g.account_id = ? ORDER BY d.id`,
      [till.account],
    );
    expect(kept.map(({ status }) => status)).toEqual(['FORGOTTEN', 'READY', 'READY']);
    expect((await till.pay(await till.issue())).codes).toEqual([]);
    expect(await remove(first)).toEqual([]);
    expect(await till.card()).not.toBe(first);
  });

  it('R4 R60 the same card by a setup that was replaced since, or by two setups at once, is the card on file', async () => {
    const begin = async (): Promise<string> => {
      const { payload } = await write<{ setup: { reference: string } }>(
        test,
        till.holder,
        'preparePaymentMethod',
        { accountId: till.id('Account', till.account) },
        'setup { reference }',
      );
      return payload?.setup.reference ?? '';
    };
    const setups = [await begin(), await begin(), await begin()];
    const ids = await Promise.all(setups.map((setup) => till.card(setup)));
    for (const setup of setups) ids.push(await till.card(setup));
    expect(new Set(ids).size).toBe(1);
    expect(await cards()).toHaveLength(1);
    expect((await till.pay(await till.issue())).codes).toEqual([]);
    // Once the gateway has forgotten it, an older setup names no card.
    await till.later(1);
    expect(await cards()).toHaveLength(1);
    expect((await till.pay(await till.issue())).codes).toEqual([]);
  });

  it('R4 a card that its bank wants confirmed is added once its person has', async () => {
    const add = (setup: string) =>
      write<{ paymentMethod: Card | null; cardAction: (Action & { setup: string }) | null }>(
        test,
        till.holder,
        'addPaymentMethod',
        { accountId: till.id('Account', till.account), setup },
        'paymentMethod { last4 } cardAction { setup clientSecret redirectUrl }',
      );
    const { payload, codes } = await add('sandbox:authentication-on-setup');
    expect([codes, payload?.paymentMethod]).toEqual([['AUTHENTICATION_REQUIRED'], null]);
    const { setup } = payload?.cardAction ?? { setup: '' };
    expect((await add(setup)).codes).toEqual(['AUTHENTICATION_REQUIRED']);
    expect(await cards()).toEqual([]);
    expect(await answerBank(test, payload?.cardAction, 'confirm')).toBe(200);
    expect((await add(setup)).payload?.paymentMethod).toEqual({ last4: '3155' });
    // From then on its bank asks no more.
    expect((await till.pay(await till.issue())).codes).toEqual([]);
    const again = (await add('sandbox:authentication-on-setup')).payload?.cardAction;
    await answerBank(test, again, 'refuse');
    expect((await add(again?.setup ?? '')).codes).toEqual(['SETUP_INCOMPLETE']);
  });

  it('a customer that was deleted at the gateway costs the account its cards, and the next card is added', async () => {
    await till.card();
    const invoice = await till.issue();
    const customer = async (): Promise<string> => {
      const [row] = await test.dataSource.query<{ reference: string }[]>(
        'SELECT reference FROM gateway_customers WHERE account_id = ?',
        [till.account],
      );
      return row?.reference ?? '';
    };
    const deleted = await till.deleteCustomer();
    expect((await till.pay(invoice)).codes).toEqual(['CARD_UNUSABLE']);
    expect(await cards()).toEqual([]);
    expect((await till.pay(invoice)).codes).toEqual(['NO_CARD']);
    await till.card('sandbox:success-mastercard');
    expect(await customer()).not.toBe(deleted);
    expect((await cards()).map(({ last4, isDefault }) => [last4, isDefault])).toEqual([
      ['8210', true],
    ]);
    expect((await till.pay(invoice)).codes).toEqual([]);
  });

  it('R56 a card that the gateway forgot goes off the account when it is charged, and the next one is the default', async () => {
    const gone = await till.card();
    const next = await till.card('sandbox:success-mastercard');
    await test.dataSource.query(
      `UPDATE sandbox_cards d JOIN payment_methods m
         ON m.gateway_reference = CONCAT('sandbox_card_', d.id) AND m.gateway = 'sandbox'
       SET d.status = 'FORGOTTEN' WHERE m.account_id = ? AND m.last4 = '4242'`,
      [till.account],
    );
    const invoice = await till.issue();
    expect((await till.pay(invoice, { paymentMethodId: gone })).codes).toEqual(['CARD_UNUSABLE']);
    expect(await cards()).toEqual([{ id: next, isDefault: true, last4: '8210' }]);
    expect((await till.pay(invoice)).codes).toEqual([]);
  });

  it('R4 a card that was taken off is forgotten by its gateway, and charges nothing any more', async () => {
    const card = await till.card();
    const invoice = await till.issue();
    expect(await remove(card)).toEqual([]);
    expect((await till.pay(invoice, { paymentMethodId: card })).codes).toEqual(['CARD_REMOVED']);
    await till.later(1);
    const [row] = await test.dataSource.query<{ status: string }[]>(
      `SELECT d.status FROM sandbox_cards d JOIN sandbox_customers c ON c.id = d.customer_id
       WHERE c.idempotency_key = (SELECT CONCAT('account-', number) FROM accounts WHERE id = ?)`,
      [till.account],
    );
    expect(row?.status).toBe('FORGOTTEN');
  });

  it('R56 a card with a payment under way stays until its outcome is known', async () => {
    const lost = await till.card('sandbox:times-out-before-charging');
    await till.card();
    await till.pay(await till.issue(), { paymentMethodId: lost });
    expect(await refused(remove(lost), await checksum(test.dataSource))).toBe(
      'PAYMENT_IN_PROGRESS',
    );
    await till.later(3);
    expect(await remove(lost)).toEqual([]);
  });

  describe('R40 the last card of a lease provider', () => {
    const lease = async (given: object = {}) => {
      const customer = await make.account(await make.user());
      return make.lease(till.account, customer, await make.product(), given);
    };
    const stopped = (on: string) => ({
      status: 'STOPPED',
      stoppedAt: new Date(`${on}T10:00:00Z`),
      stoppedOn: on,
    });

    it('R40 stays while a lease is active, and another card may go', async () => {
      const [first, second] = [await till.card(), await till.card('sandbox:declined')];
      await lease();
      expect(await remove(first)).toEqual([]);
      expect(await refused(remove(second), await checksum(test.dataSource))).toBe('LAST_CARD');
    });

    it('R40 stays while usage of a stopped lease is not billed, and goes once it is', async () => {
      const card = await till.card();
      const { leaseId } = await lease(stopped('2026-11-10'));
      expect(await refused(remove(card), await checksum(test.dataSource))).toBe('LAST_CARD');
      const billed = await till.issue({
        kind: 'LEASE',
        period: '2026-11',
        lines: [
          {
            description: 'Lease',
            explanation: null,
            quantity: 1,
            amount: 10_000n,
            licenseId: null,
            leaseId,
          },
        ],
      });
      expect(await refused(remove(card), await checksum(test.dataSource))).toBe('LAST_CARD');
      await till.pay(billed);
      expect(await remove(card)).toEqual([]);
    });

    it('R40 R52 the day of a stop is not active: a lease stopped on the 1st was billed with the month before', async () => {
      const card = await till.card();
      const { leaseId } = await lease(stopped('2026-11-01'));
      const [line] = [
        {
          description: 'Lease',
          explanation: null,
          quantity: 1,
          amount: 10_000n,
          licenseId: null,
          leaseId,
        },
      ];
      await till.pay(await till.issue({ kind: 'LEASE', period: '2026-10', lines: [line] }));
      expect(await remove(card)).toEqual([]);
    });

    it('R40 goes when there is nothing of leases', async () => {
      const card = await till.card();
      await till.issue();
      expect(await remove(card)).toEqual([]);
    });
  });
});
