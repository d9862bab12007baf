import { NO_LIMITS } from '../../../src/domain/billing/charge-limits';
import { SystemScope } from '../../../src/database/scope';
import { Notifier } from '../../../src/features/mail/notifier';
import { StaffNotifier } from '../../../src/features/mail/staff-notifier';
import { GatewayFaults } from '../../../src/features/payment/gateway-faults';
import { CardRemoval } from '../../../src/features/payment/card-removal';
import { PaymentAttemptRepository } from '../../../src/features/payment/payment-attempt.repository';
import type { Attempt } from '../../../src/features/payment/attempt.types';
import type { OrderHooks } from '../../../src/features/payment/order-hooks';
import { PaymentSettlement } from '../../../src/features/payment/payment-settlement';
import {
  GatewayRefused,
  GatewayUnavailable,
} from '../../../src/features/payment/gateway/gateway.types';
import { GatewayCharges } from '../../../src/features/payment/gateway-charges';
import { WorkUnit } from '../../../src/graphql/unit';
import { Fixtures } from '../../support/fixtures';
import { ConnectionReset, PlayedGateway } from '../../support/played-gateway';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';

const LONG = process.env['KEYHOLD_LONG'] !== undefined;
const INVOICES = LONG ? 200 : 30;
const [CALLS, KEYS, PAYERS] = LONG ? [500, 50, 10] : [60, 12, 3];

const NO_ORDERS: OrderHooks = {
  moneyCame: () => Promise.reject(new Error('no account of a guest')),
  isPending: () => Promise.reject(new Error('There are no orders')),
  paid: () => Promise.reject(new Error('There are no orders')),
  failed: () => Promise.reject(new Error('There are no orders')),
};

/** The same numbers each time, between 0 and 1. */
function* dice(seed: number): Generator<number, never> {
  for (let at = seed; ;) {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield at / 2_147_483_648;
  }
}

describe('a gateway in trouble', () => {
  let test: TestApplication;
  let make: Fixtures;
  let till: Till;
  let gateway: PlayedGateway;

  beforeAll(async () => {
    gateway = new PlayedGateway();
    test = await TestApplication.start({}, { gateway });
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    gateway.trouble = () => undefined;
    till = await Till.open(test, make);
    await till.card('one');
  });
  afterEach(async () => {
    expect(await till.gaps()).toEqual([]);
  });

  const numberOf = async (invoice: number): Promise<string> => {
    const [row] = await test.dataSource.query<{ number: string }[]>(
      'SELECT number FROM invoices WHERE id = ?',
      [invoice],
    );
    return row?.number ?? '';
  };
  const takenFor = async (invoice: number): Promise<number> =>
    gateway.taken(await numberOf(invoice)).length;

  it('R56 a gateway that is not there took nothing: the invoice can be paid again at once', async () => {
    const invoice = await till.issue();
    gateway.trouble = () => {
      throw new ConnectionReset();
    };
    expect((await till.pay(invoice)).codes).toEqual(['GATEWAY_UNAVAILABLE']);
    gateway.trouble = () => undefined;
    expect((await till.pay(invoice)).codes).toEqual([]);
    expect(await takenFor(invoice)).toBe(1);
  });

  it('R56 who is slower than the one who asks is not charged behind its back', async () => {
    const invoice = await till.issue();
    // The gateway takes so long to open the charge that it is asked about meanwhile.
    gateway.trouble = (call, moment) =>
      call === 'open' && moment === 'after' ? till.later(3) : undefined;
    expect((await till.pay(invoice)).codes).toEqual(['PAYMENT_CANCELED']);
    expect(await takenFor(invoice)).toBe(0);
    expect((await till.standing(invoice)).status).toBe('OPEN');
  });

  it('R56 who asked before a charge was opened does not call it off once it has been taken', async () => {
    const invoice = await till.issue();
    const { database } = till;
    const scope = new SystemScope('test');
    let before: Attempt | null = null;
    gateway.trouble = async (call, moment) => {
      if (call !== 'open' || moment !== 'before') return;
      const [row] = await test.dataSource.query<{ id: number }[]>(
        'SELECT id FROM payments WHERE account_id = ?',
        [till.account],
      );
      before = await new PaymentAttemptRepository(database).byKey(scope, Number(row?.id));
    };
    // It is taken, and its answer is lost.
    const confirm = gateway.confirm.bind(gateway);
    gateway.confirm = async (name) => {
      await confirm(name);
      return { outcome: 'UNKNOWN' };
    };
    expect((await till.pay(invoice)).codes).toEqual(['PAYMENT_PENDING']);
    gateway.confirm = confirm;
    const asked = before as Attempt | null;
    if (asked === null) throw new Error('No attempt was opened');
    // What was read of it before says: nobody opened it, so nothing was taken.
    const end = await new GatewayCharges(gateway, { returnUrl: 'http://keyhold.test/' }).ask(
      asked,
      test.now,
    );
    expect(end.status).toBe('FAILED');
    const settlement = new PaymentSettlement({
      notifier: new Notifier(scope),
      staff: new StaffNotifier(scope),
      orders: NO_ORDERS,
      removal: new CardRemoval(() => Promise.resolve([])),
      faults: new GatewayFaults(scope, new StaffNotifier(scope)),
      limits: () => NO_LIMITS,
      timeZone: 'UTC',
    });
    const came = await database.transaction((tx) =>
      settlement.settle(new WorkUnit(tx), scope, asked.pk, end, test.now, { asked }),
    );
    expect([came.first, came.end.status]).toEqual([false, 'PENDING']);
    await till.later(10);
    expect([(await till.standing(invoice)).status, await takenFor(invoice)]).toEqual(['PAID', 1]);
  });

  it('a card that was added while the charge of a deleted customer was refused stays', async () => {
    const invoice = await till.issue();
    const card = gateway.card.bind(gateway);
    const gone = `customer account-${await accountNumber()}`;
    gateway.card = (name, setup) =>
      name === gone
        ? Promise.reject(new GatewayRefused('CUSTOMER_GONE', 'It was deleted'))
        : card(name, setup);
    const open = gateway.open.bind(gateway);
    let added = '';
    gateway.open = async () => {
      added = await till.card('new');
      throw new GatewayRefused('CUSTOMER_GONE', 'It was deleted');
    };
    expect((await till.pay(invoice)).codes).toEqual(['CARD_UNUSABLE']);
    Object.assign(gateway, { card, open });
    expect((await till.pay(invoice, { paymentMethodId: added })).codes).toEqual([]);
    const [row] = await test.dataSource.query<{ n: unknown }[]>(
      'SELECT COUNT(*) AS n FROM payment_methods WHERE account_id = ? AND removed_at IS NULL',
      [till.account],
    );
    expect(Number(row?.n)).toBe(1);
    // The gateway forgets the other one.
    await till.later(1);
  });

  const accountNumber = async (): Promise<string> => {
    const [row] = await test.dataSource.query<{ number: string }[]>(
      'SELECT number FROM accounts WHERE id = ?',
      [till.account],
    );
    return row?.number ?? '';
  };

  it('a card that the gateway cannot forget holds back no other, and is tried again later', async () => {
    const cards = [await till.card('stuck'), await till.card('two'), await till.card('three')];
    for (const paymentMethodId of cards)
      await write(test, till.holder, 'removePaymentMethod', { paymentMethodId });
    let stuck = true;
    const asked: string[] = [];
    gateway.forget = (reference) => {
      asked.push(reference.split(' ').at(-1) ?? '');
      return stuck && reference.endsWith('stuck')
        ? Promise.reject(new GatewayUnavailable('It says no'))
        : Promise.resolve();
    };
    await till.later(1);
    await till.later(1);
    expect(asked).toEqual(['stuck', 'two', 'three']);
    stuck = false;
    await till.later(60);
    await till.later(60);
    expect(asked.slice(3)).toEqual(['stuck']);
    test.jobFailures.length = 0;
  });

  it(`R56 R60 ${CALLS} calls with ${KEYS} keys pay one invoice by one charge`, async () => {
    const invoice = await till.issue();
    const people = await Promise.all(
      Array.from({ length: PAYERS }, async () => {
        const user = await make.user();
        await make.membership(till.account, user, ['PAY_INVOICES']);
        return test.tokenFor(user);
      }),
    );
    const document = `mutation { payInvoice(input: { invoiceId: "${till.id('Invoice', invoice)}" }) {
      payment { id status } userErrors { code } } }`;
    const answers = await Promise.all(
      Array.from({ length: CALLS }, (_, n) => {
        const person = people[n % PAYERS] ?? null;
        return test.graph(document, {}, person, `pay ${n % KEYS}`);
      }),
    );
    const met = new Map<string, number>();
    for (const { data, errors } of answers) {
      const payload = data?.['payInvoice'] as { userErrors: { code: string }[] } | null;
      const [error] = errors;
      const code =
        (error?.extensions['code'] as string | undefined) ?? payload?.userErrors[0]?.code ?? 'paid';
      met.set(code, (met.get(code) ?? 0) + 1);
    }
    expect(
      [...met.keys()].filter(
        (code) =>
          !['paid', 'INVOICE_PAID', 'PAYMENT_IN_PROGRESS', 'IDEMPOTENCY_IN_PROGRESS'].includes(
            code,
          ),
      ),
    ).toEqual([]);
    expect(met.get('paid')).toBeGreaterThan(0);
    expect(await takenFor(invoice)).toBe(1);
    expect(await till.payments()).toEqual([{ status: 'SUCCEEDED', amount: 11_900, refunded: 0 }]);
    expect(await till.standing(invoice)).toMatchObject({ status: 'PAID', paid: 11_900 });
  }, 120_000);

  it(`R55 R56 ${INVOICES} invoices by a gateway that resets, delays and lies are charged at most once each`, async () => {
    const roll = dice(7);
    gateway.trouble = async () => {
      const fate = roll.next().value;
      if (fate < 0.25) throw new ConnectionReset();
      if (fate < 0.4) await new Promise((resolve) => setImmediate(resolve));
    };
    const invoices: number[] = [];
    for (let n = 0; n < INVOICES; n++) invoices.push(await till.issue());
    const met = new Set<unknown>();
    const tries = async (): Promise<void> => {
      for (let from = 0; from < invoices.length; from += 10) {
        // It is one person that pays them all.
        await test.dataSource.query('DELETE FROM rate_limits');
        const came = await Promise.all(invoices.slice(from, from + 10).map((one) => till.pay(one)));
        for (const { codes } of came) for (const code of codes) met.add(code);
      }
    };
    await tries();
    await tries();
    expect(met).toContain('PAYMENT_PENDING');
    expect(met).toContain('GATEWAY_UNAVAILABLE');
    expect(met).not.toContain('RATE_LIMITED');
    for (let hour = 0; hour < 12; hour++) await till.later(61);
    const left = (await till.payments()).filter(({ status }) => status === 'PENDING');
    expect(left).toEqual([]);
    const counts = await Promise.all(
      invoices.map(async (one) => [(await till.standing(one)).status, await takenFor(one)]),
    );
    for (const [status, taken] of counts)
      expect([status, taken]).toEqual(status === 'PAID' ? ['PAID', 1] : ['OPEN', 0]);
    expect(counts.filter(([status]) => status === 'PAID').length).toBeGreaterThan(INVOICES / 2);
    expect(test.jobFailures).toEqual([]);
  }, 300_000);
});
