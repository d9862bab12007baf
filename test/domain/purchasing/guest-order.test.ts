import {
  decideBuyer,
  decideGuestChange,
  decideGuestConfirmation,
  decideGuestOrder,
} from '../../../src/domain/purchasing/guest-order';

const PENDING = { status: 'PENDING' } as const;
const PLACED = { status: 'PLACED' } as const;
const FAILED = { status: 'FAILED' } as const;

describe('R1 the cart of a guest', () => {
  it.each([
    [null, undefined],
    [FAILED, undefined],
    [PENDING, 'CHECKOUT_IN_PROGRESS'],
    [PLACED, 'CART_ORDERED'],
  ])('can be changed after %j: refused with %s', (order, code) => {
    expect(decideGuestChange({ order })?.code).toBe(code);
    expect(decideGuestOrder({ order, hasBuyer: true, lines: 1 })?.code).toBe(code);
  });

  it.each([
    [{ hasBuyer: false, lines: 1 }, 'BUYER_MISSING'],
    [{ hasBuyer: true, lines: 0 }, 'CART_EMPTY'],
    [{ hasBuyer: true, lines: 1 }, undefined],
  ])('can be ordered with %j: refused with %s', (given, code) => {
    expect(decideGuestOrder({ order: null, ...given })?.code).toBe(code);
  });

  it('has a payment to be confirmed once it was ordered, and a buyer once one is named', () => {
    expect(decideGuestConfirmation({ order: null })?.code).toBe('CART_NOT_ORDERED');
    for (const order of [PENDING, PLACED, FAILED])
      expect(decideGuestConfirmation({ order })).toBeNull();
    expect(decideBuyer({ hasBuyer: false })?.code).toBe('BUYER_MISSING');
    expect(decideBuyer({ hasBuyer: true })).toBeNull();
  });
});
