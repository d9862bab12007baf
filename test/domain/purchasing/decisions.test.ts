import { LARGEST_AMOUNT } from '../../../src/domain/billing/typed-amount';
import {
  decideAssignments,
  decideSize,
  decideTotal,
  MOST_LICENSES,
  MOST_LINES,
} from '../../../src/domain/purchasing/decisions';
import { OrderKind } from '../../../src/domain/purchasing/order-line';
import { codeOf } from '../refusals';

const lines = (count: number, quantity = 1, kind: OrderKind = 'NEW') =>
  Array.from({ length: count }, () => ({ kind, quantity }));

describe('R22 how much fits into a cart', () => {
  it('is so many lines', () => {
    expect(MOST_LINES).toBe(100);
    expect([0, 1, 100].map((count) => decideSize(lines(count)))).toEqual([null, null, null]);
    expect(codeOf(decideSize(lines(101)))).toBe('CART_FULL');
  });

  it('is so many new licenses, over all lines', () => {
    expect(MOST_LICENSES).toBe(1_000);
    expect(decideSize(lines(10, 100))).toBeNull();
    expect(codeOf(decideSize([...lines(10, 100), ...lines(1)]))).toBe('TOO_MANY_LICENSES');
    expect(codeOf(decideSize(lines(1, 1_001)))).toBe('TOO_MANY_LICENSES');
  });

  it.each(Object.values(OrderKind).filter((kind) => kind !== 'NEW'))(
    'counts no license for a line of %s',
    (kind) => {
      expect(decideSize([...lines(10, 100), ...lines(10, 999, kind)])).toBeNull();
    },
  );
});

describe('R38 how many licenses one order assigns', () => {
  const assigning = (quantity: number, assigned = true) => ({ quantity, assigned });

  it('is a hundred over all lines, however many go into stock', () => {
    expect(decideAssignments([])).toBeNull();
    expect(decideAssignments([assigning(60), assigning(40), assigning(900, false)])).toBeNull();
    expect(codeOf(decideAssignments([assigning(60), assigning(41)]))).toBe('TOO_MANY_LICENSES');
  });
});

describe('R58 how much an order comes to', () => {
  it('is what a column holds, and not a cent more', () => {
    expect(decideTotal(0n, 'EUR')).toBeNull();
    expect(decideTotal(LARGEST_AMOUNT, 'EUR')).toBeNull();
    expect(codeOf(decideTotal(LARGEST_AMOUNT + 1n, 'EUR'))).toBe('AMOUNT_TOO_LARGE');
  });
});
