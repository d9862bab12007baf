import { StripeGateway } from '../../../src/features/payment/gateway/stripe-gateway';
import { STRIPE_TEST_KEY, TestStripeServer } from '../../support/stripe-server';
import { itKeepsTheContract } from './gateway-contract';

const gatewayAt = (server: TestStripeServer): StripeGateway =>
  new StripeGateway({ secretKey: STRIPE_TEST_KEY, apiUrl: server.url });

describe('Stripe', () => {
  itKeepsTheContract(async () => {
    const server = await TestStripeServer.start();
    const gateway = gatewayAt(server);
    const { dashboard } = server;
    const now = (work: () => unknown): Promise<unknown> => Promise.resolve(work());
    return {
      gateway,
      another: gatewayAt(server),
      finishedSetup: async (customer, card) => {
        const { reference } = await gateway.beginSetup(customer);
        server.books.completeSetup(reference, card);
        return reference;
      },
      unfinishedSetup: async (customer) => (await gateway.beginSetup(customer)).reference,
      answer: (action, confirmed) => {
        server.books.authenticate(action.clientSecret, confirmed);
        return Promise.resolve();
      },
      deleteCustomer: (customer) => now(() => dashboard.deleteCustomer(customer)),
      taken: (charge) => Promise.resolve(server.books.takenBy(charge)),
      happens: {
        refund: (charge, amount) => now(() => dashboard.refundInDashboard(charge, Number(amount))),
        refundsReturn: (charge) => now(() => dashboard.decideRefunds('failed', charge)),
        dispute: (charge, amount) => now(() => dashboard.openDispute(charge, Number(amount))),
        decide: (charge, status) =>
          now(() => {
            const dispute = server.books.disputes.find((one) => one['payment_intent'] === charge);
            if (dispute === undefined) throw new Error('There is no dispute');
            dashboard.closeDispute(dispute, status === 'WON' ? 'won' : 'lost');
          }),
        succeed: (charge) => now(() => dashboard.succeedLate(charge)),
        renew: (card, last4) =>
          now(() => dashboard.renewCard(card, { last4, exp_month: 11, exp_year: 2035 })),
        remove: (card) => now(() => dashboard.removeCard(card)),
      },
      stop: () => server.stop(),
    };
  });
});
