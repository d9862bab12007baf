import fc from 'fast-check';
import { cardLimits } from '../../../src/features/payment/gateway/card-limits';
import { fromStripe, toStripe } from '../../../src/features/payment/gateway/stripe-amounts';
import { ISO_4217 } from '../../../src/domain/billing/iso-4217';

describe('R71 amounts as Stripe counts them', () => {
  it.each([
    ['EUR', 1_999n, 1_999],
    ['JPY', 5_000n, 5_000],
    ['KWD', 5_120n, 5_120],
    ['ISK', 5n, 500],
    ['UGX', 5n, 500],
    ['MGA', 500n, 5],
    ['HUF', 1_045n, 1_045],
  ])('%s', (currency, ours, theirs) => {
    expect(toStripe(ours, currency)).toBe(theirs);
    expect(fromStripe(theirs, currency.toLowerCase())).toBe(ours);
  });

  it('come back as they went, for every currency and whatever a card is charged', () => {
    const currencies = fc.constantFrom(...ISO_4217.keys());
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_999_999n }), currencies, (steps, currency) => {
        const amount = steps * cardLimits(currency).step;
        expect(fromStripe(toStripe(amount, currency), currency)).toBe(amount);
      }),
    );
  });

  it('are refused where Stripe has no such amount, and what is no money is as it is', () => {
    expect(() => toStripe(501n, 'MGA')).toThrow(RangeError);
    expect(fromStripe(7, 'usdc')).toBe(7n);
  });
});
