import fc from 'fast-check';
import { Database } from '../../src/database/database';
import { sum } from '../../src/domain/billing/money';
import { SandboxPlays } from '../../src/dev/sandbox-plays';
import { SandboxResolver } from '../../src/dev/sandbox.resolver';
import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';
import { Till } from '../support/till';
import { write } from '../support/write';

/** The demo's mutations have things happen at the sandbox by themselves. */
describe('what happens at the sandbox because somebody plays it', () => {
  let demo: TestApplication;
  let make: Fixtures;
  let till: Till;

  beforeAll(async () => {
    demo = await TestApplication.start(
      { PAYMENT_GATEWAY: 'sandbox' },
      {
        extraResolvers: [
          new SandboxResolver(() => ({
            plays: new SandboxPlays(new Database(demo.dataSource, { statementTimeout: 10_000 })),
            report: async (change) => {
              await demo.app.gatewayReported('sandbox', change);
              await demo.app.reconciling.look();
            },
          })),
        ],
      },
    );
    make = new Fixtures(demo);
  });
  afterAll(() => demo.stop());
  beforeEach(async () => {
    Till.reset(demo);
    till = await Till.open(demo, make);
  });
  afterEach(async () => {
    expect(demo.jobFailures).toEqual([]);
    expect(await till.gaps()).toEqual([]);
  });

  const play = async (paymentId: string, name: string, more: object = {}, token = till.holder) => {
    const { codes, payload } = await write<{ payment: object | null }>(
      demo,
      token,
      'playPayment',
      { paymentId, play: name, ...more },
      'payment { status refunded { amount } disputed { amount } }',
    );
    return codes.length > 0 ? codes : payload?.payment;
  };
  const paid = async (card = 'sandbox:success') => {
    await till.card(card);
    const invoice = await till.issue();
    const { payload } = await till.pay(invoice);
    return { invoice, payment: payload?.payment.id ?? '' };
  };

  it('refunds and disputes are carried to the books at once, as by a webhook', async () => {
    const { invoice, payment } = await paid();
    expect(await play(payment, 'REFUND', { amount: '20.00' })).toMatchObject({
      refunded: { amount: '20.00' },
    });
    expect(await play(payment, 'DISPUTE', { amount: '99.01' })).toEqual(['MORE_THAN_PAID']);
    expect(await play(payment, 'DISPUTE', { amount: '9.00' }, till.billing)).toMatchObject({
      disputed: { amount: '9.00' },
    });
    expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 9_000 });
    expect(await play(payment, 'RETURN_REFUNDS')).toMatchObject({ refunded: { amount: '0.00' } });
    expect(await play(payment, 'WIN_DISPUTE')).toMatchObject({ disputed: { amount: '0.00' } });
    expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', paid: 11_900 });
  });

  it('a declined payment succeeds late', async () => {
    const { invoice, payment } = await paid('sandbox:declined');
    expect(await play(payment, 'REFUND')).toEqual(['NOTHING_TO_PLAY']);
    expect(await play(payment, 'SUCCEED')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await play(payment, 'SUCCEED')).toEqual(['NOTHING_TO_PLAY']);
    expect(await play(payment, 'LOSE_DISPUTE')).toEqual(['NOTHING_TO_PLAY']);
    expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', paid: 11_900 });
  });

  it('what is not told is found by the job of the hour', async () => {
    const { invoice, payment } = await paid();
    await demo.app.jobs.tick();
    await demo.app.reconciling.look();
    expect(await play(payment, 'DISPUTE', { webhookLost: true })).toMatchObject({
      disputed: { amount: '0.00' },
    });
    demo.now = new Date(demo.now.getTime() + 60 * 60_000);
    await demo.app.jobs.tick();
    await demo.app.reconciling.look();
    expect(await till.standing(invoice)).toMatchObject({ status: 'OPEN', paid: 0 });
  });

  it('a card is renewed, and removed', async () => {
    const card = await till.card();
    const playCard = (name: string) =>
      write<{ paymentMethod: object | null }>(
        demo,
        till.holder,
        'playCard',
        { paymentMethodId: card, play: name },
        'paymentMethod { last4 expiresOn }',
      );
    expect(await playCard('RENEW')).toMatchObject({
      codes: [],
      payload: { paymentMethod: { last4: '4243', expiresOn: '2030-11-30' } },
    });
    expect((await playCard('REMOVE')).codes).toEqual([]);
    expect((await till.pay(await till.issue())).codes).toEqual(['NO_CARD']);
  });

  it('is for those who pay, of payments that the sandbox knows', async () => {
    const { payment } = await paid();
    const other = await Till.open(demo, make);
    expect(await play(payment, 'REFUND', {}, other.holder)).toEqual(['NOT_FOUND']);
    const unknown = await make.payment(till.account, await till.issue(), { charge: null });
    expect(await play(till.id('Payment', unknown), 'REFUND')).toEqual(['NOT_AT_GATEWAY']);
    // Without their ledger.
    await demo.dataSource.query('DELETE FROM payment_allocations WHERE payment_id = ?', [unknown]);
    await demo.dataSource.query('DELETE FROM payments WHERE id = ?', [unknown]);
    const production = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    try {
      const fields = production.app.schema.getMutationType()?.getFields();
      for (const name of ['playPayment', 'playCard']) expect(fields).not.toHaveProperty(name);
    } finally {
      await production.stop();
    }
  });

  it('R57 whatever happens to a payment, in whatever order, the books are what the sandbox has', async () => {
    const plays = new SandboxPlays(new Database(demo.dataSource, { statementTimeout: 10_000 }));
    const amount = fc.bigInt(1n, 23_800n);
    const step = fc.record({
      act: fc.oneof(
        fc.record({ what: fc.constantFrom('refund' as const, 'dispute' as const), amount }),
        fc.record({ what: fc.constantFrom('return' as const, 'WON' as const, 'LOST' as const) }),
      ),
      reported: fc.boolean(),
    });
    const number = async (text: string, ...values: unknown[]): Promise<number> => {
      const [row] = await demo.dataSource.query<{ n: unknown }[]>(text, values);
      return Number(row?.n ?? 0);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        till = await Till.open(demo, make);
        await till.card();
        const invoices = [await till.issue(), await till.issue()] as const;
        await till.pay(invoices[0], { furtherInvoiceIds: [till.id('Invoice', invoices[1])] });
        const [payment] = await demo.dataSource.query<{ charge: string }[]>(
          'SELECT charge FROM payments WHERE account_id = ?',
          [till.account],
        );
        const charge = payment?.charge ?? '';
        const act = ({ act: given }: (typeof steps)[number]) => {
          if (given.what === 'refund') return plays.refund(charge, given.amount);
          if (given.what === 'dispute') return plays.dispute(charge, given.amount);
          if (given.what === 'return') return plays.returnRefunds(charge);
          return plays.decideDisputes(charge, given.what);
        };
        for (const [at, one] of steps.entries()) {
          const change = await act(one);
          if (!one.reported && at < steps.length - 1) continue;
          await demo.app.gatewayReported('sandbox', change);
          await demo.app.reconciling.look();
          expect(demo.jobFailures).toEqual([]);
          expect(await till.gaps()).toEqual([]);
          const state = await plays.state(charge);
          const back = (state?.refunds ?? []).filter(({ status }) => status !== 'FAILED');
          const held = (state?.disputes ?? []).map((dispute) => dispute.held);
          const gone = Number(sum([...back.map((refund) => refund.amount), ...held]));
          const fees = Number(sum((state?.disputes ?? []).map(({ fee }) => fee)));
          const ledger = (name: string) =>
            number(
              'SELECT SUM(amount) AS n FROM ledger_entries WHERE account_id = ? AND ledger_account = ?',
              ...[till.account, name],
            );
          expect({
            paid: await number(
              'SELECT SUM(paid) AS n FROM invoices WHERE account_id = ?',
              till.account,
            ),
            cash: await ledger('CASH'),
            fees: await ledger('FEES'),
            credit: await ledger('CREDIT'),
          }).toEqual({
            paid: Math.max(23_800 - gone, 0),
            cash: 23_800 - gone - fees,
            fees: fees + Math.max(gone - 23_800, 0),
            credit: 0,
          });
        }
      }),
      { numRuns: 4 },
    );
  }, 60_000);
});
