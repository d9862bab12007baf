import { cardLimits } from '../../src/features/payment/gateway/card-limits';
import {
  GatewayUnavailable,
  type PaymentGateway,
} from '../../src/features/payment/gateway/gateway.types';

const unavailable = (): Promise<never> => Promise.reject(new GatewayUnavailable('Nobody is there'));
const unknown = () => Promise.resolve({ outcome: 'UNKNOWN' } as const);

/** The sandbox by its name, and it never answers: whatever needs it is refused, and nothing is written. */
export const ABSENT_GATEWAY: PaymentGateway = {
  name: 'sandbox',
  limits: (currency) => cardLimits(currency),
  open: unavailable,
  confirm: unknown,
  retrieve: unknown,
  settle: unknown,
  refund: unknown,
  customer: unavailable,
  beginSetup: unavailable,
  card: unavailable,
  forget: unavailable,
  lookUpCharge: unavailable,
  lookUpCard: unavailable,
  // eslint-disable-next-line require-yield -- It never answers.
  changes: async function* () {
    await unavailable();
  },
};
