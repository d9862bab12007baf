import fc from 'fast-check';
import { divideHalfUp, parseMinor, sum } from '../../../src/domain/billing/money';
import {
  basketTotals,
  priceLines,
  taxesOfLines,
  type Offer,
} from '../../../src/domain/purchasing/basket';
import type { OrderedLine, PricedLine } from '../../../src/domain/purchasing/order-line';
import {
  ENT_250,
  ENT_500,
  INCIDENT,
  LAPSED,
  license,
  PRO_250,
  PRO_500,
  SPAM,
  SYNC,
  terms,
} from './price-list';

const outcomes = (offers: readonly Offer[]) =>
  offers.map(({ priced, problem }) => problem?.code ?? priced?.amount);

const addOn = (...addOns: (typeof SPAM)[]): OrderedLine => ({ kind: 'ADD_ON', license: 7, addOns });
const to = (product: typeof PRO_250): OrderedLine => ({ kind: 'MODIFY', license: 7, product });
const RENEW: OrderedLine = { kind: 'RENEW', license: 7 };
const REINSTATE: OrderedLine = { kind: 'REINSTATE', license: 7 };

describe('R23 lines after one another', () => {
  it.each<[string, OrderedLine[], (bigint | string)[], object]>([
    ['an add-on after its edition', [to(ENT_250), addOn(SYNC)], [30_000n, 34_900n], {}],
    [
      'an add-on before its edition',
      [addOn(SYNC), to(ENT_250)],
      ['ENTERPRISE_REQUIRED', 30_000n],
      {},
    ],
    ['the same add-on twice', [addOn(SPAM), addOn(SPAM)], [19_999n, 'ADD_ON_THERE'], {}],
    ['two steps up', [to(PRO_500), to(ENT_500)], [30_000n, 50_000n], {}],
    ['two years', [RENEW, RENEW], [11_000n, 11_000n], {}],
    ['a renewal of what became larger', [to(ENT_500), RENEW], [80_000n, 28_600n], {}],
    ['what lapsed, then an add-on', [REINSTATE, addOn(SPAM)], [16_000n, 19_999n], LAPSED],
    [
      'what lapsed, the other way round',
      [addOn(SPAM), REINSTATE, REINSTATE],
      ['MAINTENANCE_LAPSED', 16_000n, 'MAINTENANCE_CURRENT'],
      LAPSED,
    ],
  ])('%s', (_what, lines, expected, of) => {
    const licenses = new Map([[7, license(of)]]);
    expect(outcomes(priceLines(lines, licenses, terms()))).toEqual(expected);
    // What is handed over stays as it is.
    expect(licenses.get(7)).toEqual(license(of));
  });

  it('what is no refusal is no problem of a line: it stops all of it', () => {
    expect(() => priceLines([RENEW], new Map(), terms())).toThrow(RangeError);
  });

  it('two years follow one another without a gap', () => {
    const [, second] = priceLines([RENEW, RENEW], new Map([[7, license()]]), terms());
    expect(second?.priced?.license?.maintenance).toEqual({ from: '2026-04-01', to: '2029-03-31' });
  });
});

const products = fc.constantFrom(PRO_250, PRO_500, ENT_250, ENT_500);
const addOns = fc.uniqueArray(fc.constantFrom(SPAM, SYNC), { maxLength: 2 });
const line: fc.Arbitrary<OrderedLine> = fc.oneof(
  fc.record({
    kind: fc.constant('NEW' as const),
    product: products,
    addOns,
    quantity: fc.integer({ min: 1, max: 1_000 }),
  }),
  fc.record({ kind: fc.constant('MODIFY' as const), license: fc.constant(7), product: products }),
  fc.record({ kind: fc.constant('ADD_ON' as const), license: fc.constant(7), addOns }),
  fc.constantFrom(RENEW, REINSTATE),
  fc.record({
    kind: fc.constant('SUPPORT_INCIDENT' as const),
    support: fc.constant(INCIDENT),
    quantity: fc.integer({ min: 1, max: 1_000 }),
  }),
);
const basket = fc.record({
  lines: fc.array(line, { maxLength: 8 }),
  lapsed: fc.boolean(),
  discountBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  rateInBasisPoints: fc.integer({ min: 0, max: 3_000 }),
  prices: fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 5, maxLength: 5 }),
});

/** What the words of an explanation come to, step by step. @throws where a step is wrong. */
function reckoned(explanation: string): bigint {
  const amount = (text = ''): bigint =>
    parseMinor(text.replace('−', '-').replace(/[€,]/g, ''), 'EUR');
  const [first = '', ...steps] = explanation.split('; ');
  const [, added = '', , less = '€0.00', equals] =
    /^(.*?)( less (€[\d,]+\.\d\d) for [^=]*)?(?: = (−?€[\d,]+\.\d\d))?$/.exec(first) ?? [];
  let now =
    sum([...added.matchAll(/(€[\d,]+\.\d\d) /g)].map(([, one]) => amount(one))) - amount(less);
  if (equals !== undefined) expect(amount(equals)).toBe(now);
  for (const step of steps) {
    if (step.startsWith('no charge')) now = 0n;
    const [, times, product] = /^× (\d+) = (.*)$/.exec(step) ?? [];
    if (times !== undefined) expect((now *= BigInt(times))).toBe(amount(product));
    const [, off, left] = /^less (€[\d,]+\.\d\d) \(.*\) = (.*)$/.exec(step) ?? [];
    if (off !== undefined) expect((now -= amount(off))).toBe(amount(left));
  }
  return now;
}

describe('whatever is in the basket', () => {
  it('R24 R69 discounts are of each line by itself, and all adds up', () => {
    fc.assert(
      fc.property(basket, ({ lines, lapsed, discountBasisPoints, rateInBasisPoints, prices }) => {
        const price = (_item: string, key: number, kind: string) =>
          prices[(key + kind.length) % 5] ?? 0n;
        const licenses = new Map([[7, license(lapsed ? LAPSED : {})]]);
        const offers = priceLines(lines, licenses, terms({ discountBasisPoints, price }));
        const all = offers.flatMap(({ priced }): PricedLine[] => (priced ? [priced] : []));
        for (const { listPrice, discount, amount, explanation } of all) {
          expect(discount).toBe(divideHalfUp(listPrice * BigInt(discountBasisPoints), 10_000n));
          expect(amount).toBe(listPrice - discount);
          expect(amount >= 0n).toBe(true);
          expect(reckoned(explanation)).toBe(amount);
          expect(explanation.length).toBeLessThanOrEqual(1_000);
        }
        const totals = basketTotals(all, { rateInBasisPoints });
        expect(totals.subtotal).toBe(sum(all.map(({ amount }) => amount)));
        expect(totals.discount + totals.subtotal).toBe(sum(all.map((one) => one.listPrice)));
        expect(totals.subtotal + totals.tax).toBe(totals.total);
        const taxes = taxesOfLines(all, { rateInBasisPoints });
        expect(sum(taxes)).toBe(totals.tax);
        expect(taxes.every((tax) => tax >= 0n)).toBe(true);
      }),
    );
  });

  it('R23 a license only ever goes up, and its cover only ever further', () => {
    fc.assert(
      fc.property(basket, ({ lines, lapsed }) => {
        let now = license(lapsed ? LAPSED : {});
        for (const { priced } of priceLines(lines, new Map([[7, now]]), terms())) {
          const next = priced?.license;
          if (next === null || next === undefined) continue;
          expect(next.product.level).toBeGreaterThanOrEqual(now.product.level);
          expect(
            now.product.edition === 'ENTERPRISE' && next.product.edition !== 'ENTERPRISE',
          ).toBe(false);
          expect(next.addOns).toEqual(expect.arrayContaining([...now.addOns]));
          expect(next.addOns.some((one) => one.requiresEnterprise)).toBe(
            next.addOns.some((one) => one.requiresEnterprise) &&
              next.product.edition === 'ENTERPRISE',
          );
          expect((next.maintenance?.to ?? '') >= (now.maintenance?.to ?? '')).toBe(true);
          now = next;
        }
      }),
    );
  });
});
