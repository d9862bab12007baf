import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { TEST_CARDS, testCardName, type TestCard } from '../../../src/domain/billing/test-card';
import { GatewayUnavailable } from '../../../src/features/payment/gateway/gateway.types';
import { SandboxPlays } from '../../../src/dev/sandbox-plays';
import { SandboxBank } from '../../../src/features/payment/gateway/sandbox-bank';
import { SandboxGateway } from '../../../src/features/payment/gateway/sandbox-gateway';
import { workerDatabase } from '../../support/test-database';
import { itKeepsTheContract } from './gateway-contract';

const BANK = 'http://keyhold.test/sandbox/bank';
const OPTIONS = { statementTimeout: 10_000 };

/** What was taken by a charge, as the sandbox's books say. */
async function taken(dataSource: DataSource, charge: string): Promise<bigint> {
  const rows: { amount: string | number }[] = await dataSource.query(
    "SELECT amount FROM sandbox_charges WHERE id = ? AND status = 'SUCCEEDED'",
    [Number(charge.replace('sandbox_ch_', ''))],
  );
  return BigInt(rows[0]?.amount ?? 0);
}

describe('the sandbox', () => {
  itKeepsTheContract(async () => {
    const dataSource = await workerDatabase();
    const { url } = dataSource.options as { readonly url: string };
    const second = await createDataSource({ url, poolSize: 8 }).initialize();
    const gateway = new SandboxGateway(new Database(dataSource, OPTIONS), BANK);
    const bank = new SandboxBank(new Database(dataSource, OPTIONS));
    const plays = new SandboxPlays(new Database(dataSource, OPTIONS));
    return {
      gateway,
      another: new SandboxGateway(new Database(second, OPTIONS), BANK),
      finishedSetup: async (customer, card) =>
        card === 'SUCCESS' ? (await gateway.beginSetup(customer)).reference : testCardName(card),
      unfinishedSetup: () => Promise.resolve('sandbox:incomplete'),
      answer: async ({ clientSecret, redirectUrl }, confirmed) => {
        expect(redirectUrl).toBe(`${BANK}/${clientSecret}`);
        await bank.answer(clientSecret, confirmed);
      },
      deleteCustomer: (customer) =>
        dataSource.query('UPDATE sandbox_customers SET deleted = 1 WHERE id = ?', [
          customer.replace('sandbox_cus_', ''),
        ]),
      taken: (charge) => taken(dataSource, charge),
      happens: {
        refund: (charge, amount) => plays.refund(charge, amount),
        refundsReturn: (charge) => plays.returnRefunds(charge),
        dispute: (charge, amount) => plays.dispute(charge, amount),
        decide: (charge, status) => plays.decideDisputes(charge, status),
        succeed: (charge) => plays.succeed(charge),
        renew: (card, last4) => plays.renew(card, last4, '2035-11-30'),
        remove: (card) => plays.remove(card),
      },
      stop: async () => {
        await second.destroy();
        await dataSource.destroy();
      },
    };
  });

  describe('by itself', () => {
    let dataSource: DataSource;
    /** Decides about each statement: what it throws is thrown as if the connection were lost. */
    let onStatement: (text: string) => void = () => undefined;
    let gateway: SandboxGateway;
    beforeAll(async () => {
      dataSource = await workerDatabase();
      gateway = new SandboxGateway(
        new Database(dataSource, { ...OPTIONS, observe: (text) => onStatement(text) }),
        BANK,
      );
    });
    beforeEach(() => {
      onStatement = () => undefined;
    });
    afterAll(() => dataSource.destroy());

    const lost = (word: RegExp) => (text: string) => {
      if (word.test(text))
        throw Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true });
    };
    const open = async (name: string): Promise<string> => {
      const customer = await gateway.customer({ key: randomUUID() });
      const added = await gateway.card(customer, name);
      if (!('reference' in added)) throw new Error('No card');
      const { reference: method } = added;
      const rest = { amount: 500n, currency: 'EUR', description: 'INV-1' } as const;
      return gateway.open({ key: randomUUID(), customer, method, ...rest });
    };

    it('every test card is added by its name, and no two look the same', async () => {
      const customer = await gateway.customer({ key: randomUUID() });
      const looks = await Promise.all(
        (Object.keys(TEST_CARDS) as TestCard[]).map(async (card) => {
          const added = await gateway.card(customer, testCardName(card));
          if ('action' in added) return 'to be confirmed';
          return 'refused' in added ? added.refused : `${added.brand} ${added.last4}`;
        }),
      );
      expect(looks).toEqual([
        'Visa 4242',
        'Mastercard 8210',
        'Visa 0002',
        'Visa 9995',
        'Visa 0069',
        'Visa 3184',
        'to be confirmed',
        'Mastercard 4444',
        'American Express 0005',
      ]);
      expect(testCardName('INSUFFICIENT_FUNDS')).toBe('sandbox:insufficient-funds');
    });

    it('a card that was removed between opening and confirming is declined', async () => {
      const customer = await gateway.customer({ key: randomUUID() });
      const added = await gateway.card(customer, 'sandbox:success');
      if (!('reference' in added)) throw new Error('No card');
      const { reference: method } = added;
      const rest = { amount: 500n, currency: 'EUR', description: 'INV-1' } as const;
      const charge = await gateway.open({ key: randomUUID(), customer, method, ...rest });
      await gateway.forget(method);
      expect(await gateway.confirm(charge)).toMatchObject({
        outcome: 'DECLINED',
        reason: 'CARD_DECLINED',
      });
    });

    it('a store that cannot be reached is a gateway that cannot be reached', async () => {
      const charge = await open('sandbox:success');
      onStatement = lost(/./);
      await expect(open('sandbox:success')).rejects.toThrow(GatewayUnavailable);
      await expect(gateway.beginSetup('sandbox_cus_1')).rejects.toThrow(GatewayUnavailable);
      expect(await gateway.confirm(charge)).toEqual({ outcome: 'UNKNOWN' });
      expect(await gateway.settle(charge)).toEqual({ outcome: 'UNKNOWN' });
      const refund = { key: randomUUID(), charge, amount: 1n, currency: 'EUR' } as const;
      expect(await gateway.refund(refund)).toEqual({ outcome: 'UNKNOWN' });
      onStatement = () => undefined;
      expect(await gateway.settle(charge)).toEqual({ outcome: 'CANCELLED' });
    });

    it('what is wrong in our own code is not taken for an outage', async () => {
      onStatement = () => {
        throw new TypeError('a mistake');
      };
      await expect(gateway.confirm('sandbox_ch_1')).rejects.toThrow('a mistake');
      await expect(gateway.forget('sandbox_card_1')).rejects.toThrow('a mistake');
    });
  });
});
