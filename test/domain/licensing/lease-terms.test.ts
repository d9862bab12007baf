import fc from 'fast-check';
import { ProductFamily, Edition } from '../../../src/domain/licensing/catalogue';
import {
  decideChange,
  decideChoice,
  monthlyPriceOf,
  takesAway,
  type LeaseChoice,
  type LeasedAddOn,
  type LeasedProduct,
} from '../../../src/domain/licensing/lease-terms';

const product: fc.Arbitrary<LeasedProduct> = fc
  .record({
    family: fc.constantFrom(...Object.values(ProductFamily)),
    edition: fc.constantFrom(...Object.values(Edition)),
    level: fc.constantFrom(250, 500),
  })
  .map(({ family, edition, level }) => {
    const name = `${family} ${edition} ${level}`;
    return {
      key: [...name].reduce((a, sign) => (a * 31 + sign.charCodeAt(0)) | 0, 7),
      family,
      edition,
      level,
      name,
    };
  });
const ADD_ONS: readonly LeasedAddOn[] = Object.values(ProductFamily).flatMap((family, index) =>
  [false, true].map((requiresEnterprise, at) => ({
    key: index * 2 + at + 1,
    family,
    name: `Add-on ${index}${at}`,
    requiresEnterprise,
  })),
);
const choice: fc.Arbitrary<LeaseChoice> = fc.record({
  product,
  addOns: fc.shuffledSubarray([...ADD_ONS]),
});
const fitting = choice.map(({ product: one, addOns }) => ({
  product: one,
  addOns: addOns.filter(
    (addOn) =>
      addOn.family === one.family && (!addOn.requiresEnterprise || one.edition === 'ENTERPRISE'),
  ),
}));
const keys = ({ addOns }: LeaseChoice) => addOns.map(({ key }) => key).sort();

describe('terms of a lease', () => {
  it('R21, R39 add-ons go with a product of their family, and some with Enterprise alone', () => {
    fc.assert(
      fc.property(choice, (one) => {
        const wrong = one.addOns.find(
          ({ family, requiresEnterprise }) =>
            family !== one.product.family ||
            (requiresEnterprise && one.product.edition === 'PROFESSIONAL'),
        );
        const code =
          wrong === undefined
            ? null
            : wrong.family !== one.product.family
              ? 'ANOTHER_FAMILY'
              : 'ENTERPRISE_REQUIRED';
        expect(decideChoice(one)?.code ?? null).toBe(code);
      }),
    );
    fc.assert(fc.property(fitting, (one) => decideChoice(one) === null));
  });

  it('R43 within the family every combination becomes every other, but not the same', () => {
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(fitting, fitting, (from, to) => {
        const code = decideChange(from, to)?.code ?? null;
        seen.add(code);
        const same = from.product.key === to.product.key && keys(from).join() === keys(to).join();
        const expected =
          from.product.family !== to.product.family
            ? 'ANOTHER_FAMILY'
            : same
              ? 'NOTHING_CHANGES'
              : null;
        expect(code).toBe(expected);
      }),
      { numRuns: 500 },
    );
    expect(seen.size).toBe(3);
  });

  it('R43 a change has to leave add-ons out that do not go with the new edition', () => {
    const [, enterpriseOnly] = ADD_ONS as [LeasedAddOn, LeasedAddOn];
    const enterprise: LeasedProduct = {
      key: 1,
      family: 'SMARTERMAIL',
      edition: 'ENTERPRISE',
      level: 250,
      name: 'SmarterMail Enterprise 250',
    };
    const professional: LeasedProduct = { ...enterprise, key: 2, edition: 'PROFESSIONAL' };
    const from = { product: enterprise, addOns: [enterpriseOnly] };
    expect(decideChange(from, { product: professional, addOns: [enterpriseOnly] })?.code).toBe(
      'ENTERPRISE_REQUIRED',
    );
    expect(decideChange(from, { product: professional, addOns: [] })).toBeNull();
  });

  it('R34 takes something away exactly if the way back does not only add', () => {
    fc.assert(
      fc.property(fitting, (from) => {
        expect(takesAway(from, from)).toBe(false);
        for (const addOn of from.addOns)
          expect(
            takesAway(from, { ...from, addOns: from.addOns.filter((one) => one !== addOn) }),
          ).toBe(true);
        const { level, edition } = from.product;
        expect(takesAway(from, { ...from, product: { ...from.product, level: level - 1 } })).toBe(
          true,
        );
        expect(takesAway(from, { ...from, product: { ...from.product, level: level + 1 } })).toBe(
          false,
        );
        const professional = { ...from.product, edition: Edition.PROFESSIONAL };
        expect(takesAway(from, { ...from, product: professional })).toBe(edition === 'ENTERPRISE');
      }),
    );
  });

  it('R52 costs what product and add-ons cost together, and nothing without a price is leased', () => {
    fc.assert(
      fc.property(fitting, fc.option(fc.nat({ max: 6 }), { nil: null }), (one, without) => {
        const price = monthlyPriceOf(one, (item, key) =>
          item === 'addOn' && key === without ? null : item === 'product' ? 2_000n : BigInt(key),
        );
        const lacks = one.addOns.some(({ key }) => key === without);
        if (lacks) expect(price).toMatchObject({ code: 'NOT_FOR_LEASE', field: ['addOnIds'] });
        else expect(price).toBe(2_000n + one.addOns.reduce((a, { key }) => a + BigInt(key), 0n));
      }),
    );
    const free = fc.sample(fitting, 1)[0] as LeaseChoice;
    expect(monthlyPriceOf(free, () => null)).toMatchObject({
      code: 'NOT_FOR_LEASE',
      field: ['productId'],
    });
  });
});
