import { StripeGateway } from '../../../src/features/payment/gateway/stripe-gateway';
import { STRIPE_TEST_KEY, TestStripeServer } from '../../support/stripe-server';
import { itKeepsTheContract } from './gateway-contract';

const gatewayAt = (server: TestStripeServer): StripeGateway =>
  new StripeGateway({ secretKey: STRIPE_TEST_KEY, apiUrl: server.url });

describe('Stripe', () => {
  itKeepsTheContract(async () => {
    const server = await TestStripeServer.start();
    const gateway = gatewayAt(server);
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
      deleteCustomer: (customer) => {
        server.books.deleteCustomer(customer);
        return Promise.resolve();
      },
      renewCard: (method, year) => {
        server.books.renewCard(method, year);
        return Promise.resolve();
      },
      taken: (charge) => Promise.resolve(server.books.takenBy(charge)),
      stop: () => server.stop(),
    };
  });
});
