import fc from 'fast-check';
import { ProductFamily, Edition } from '../../../src/domain/catalog/catalog';
import {
  decideChange,
  decideChoice,
  monthlyPricesOf,
  monthlyTotal,
  notForLease,
  takesAway,
  type LeaseChoice,
  type LeasedAddOn,
  type LeasedProduct,
} from '../../../src/domain/leasing/lease-terms';
import { often } from '../often';
import { codeAt, codeOf } from '../refusals';

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
        expect(codeAt(decideChoice(one))).toBe(code && `${code} at addOnIds`);
      }),
    );
    fc.assert(fc.property(fitting, (one) => decideChoice(one) === null));
  });

  it('R43 within the family every combination becomes every other, but not the same', () => {
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(fitting, fitting, (from, to) => {
        const code = codeAt(decideChange(from, to));
        seen.add(code);
        const same = from.product.key === to.product.key && keys(from).join() === keys(to).join();
        const expected =
          from.product.family !== to.product.family
            ? 'ANOTHER_FAMILY at productId'
            : same
              ? 'NOTHING_CHANGES'
              : null;
        expect(code).toBe(expected);
      }),
      { numRuns: often(2_500) },
    );
    expect(seen.size).toBe(3);
  });

  it('R43 another add-on instead of one is a change', () => {
    const [one, other] = ADD_ONS.slice(0, 2) as [LeasedAddOn, LeasedAddOn];
    const enterprise = { key: 1, family: one.family, edition: 'ENTERPRISE' } as LeasedProduct;
    const of = (...addOns: LeasedAddOn[]) => ({ product: enterprise, addOns });
    expect(decideChange(of(one), of(other))).toBeNull();
    expect(codeOf(decideChange(of(one, other), of(other, one)))).toBe('NOTHING_CHANGES');
  });

  it('R39 what is not for lease is named', () => {
    const reason = notForLease('Mail Ent 900', 'productId');
    expect(codeAt(reason)).toBe('NOT_FOR_LEASE at productId');
    expect(reason.message).toContain('Mail Ent 900');
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
    expect(codeOf(decideChange(from, { product: professional, addOns: [enterpriseOnly] }))).toBe(
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
        const listed = (item: string, key: number) =>
          item === 'addOn' && key === without ? null : item === 'product' ? 2_000n : BigInt(key);
        const prices = monthlyPricesOf(one, listed, null);
        const lacks = one.addOns.some(({ key }) => key === without);
        if (lacks) expect(prices).toMatchObject({ code: 'NOT_FOR_LEASE', field: ['addOnIds'] });
        else
          expect('code' in prices ? prices : monthlyTotal(prices)).toBe(
            2_000n + one.addOns.reduce((a, { key }) => a + BigInt(key), 0n),
          );
      }),
    );
    const free = fc.sample(fitting, 1)[0] as LeaseChoice;
    expect(monthlyPricesOf(free, () => null, null)).toMatchObject({
      code: 'NOT_FOR_LEASE',
      field: ['productId'],
    });
  });

  it('R43 R71 what stays keeps the price that was agreed, in every combination of what the list says by now', () => {
    const LIST = ['AS_AGREED', 'MOVED', 'WITHDRAWN'] as const;
    const FATE = ['NEVER', 'STAYS', 'GOES', 'COMES'] as const;
    const had = { key: 10, name: 'Had' } as LeasedProduct;
    const other = { key: 11, name: 'Other' } as LeasedProduct;
    const addOns = [1, 2].map((key) => ({ key, name: `Add-on ${key}` }) as LeasedAddOn);
    const agreedPrice: Readonly<Record<string, bigint>> = { '10': 10_200n, '1': 1_600n, '2': 800n };
    const moved: Readonly<Record<string, bigint>> = { '10': 13_600n, '11': 20_000n, '1': 900n };
    const seen = new Set<string>();
    for (const product of [had, other])
      for (const productList of LIST)
        for (const fates of FATE.flatMap((one) => FATE.map((two) => [one, two] as const)))
          for (const lists of LIST.flatMap((one) => LIST.map((two) => [one, two] as const))) {
            const listOf = (key: number) => (key >= 10 ? productList : lists[key - 1]);
            const list = (_item: string, key: number): bigint | null =>
              listOf(key) === 'WITHDRAWN'
                ? null
                : ((listOf(key) === 'MOVED' ? moved[key] : agreedPrice[key]) ?? 700n);
            const where = (...wanted: readonly string[]) =>
              addOns.filter(({ key }) => wanted.includes(fates[key - 1] ?? ''));
            const before = new Map(
              where('STAYS', 'GOES').map(({ key }) => [key, agreedPrice[key] ?? 0n]),
            );
            const agreed = { productKey: had.key, prices: { product: 10_200n, addOns: before } };
            const choice = { product, addOns: where('STAYS', 'COMES') };
            const prices = monthlyPricesOf(choice, list, agreed);
            // Only what is new has to be offered.
            const fresh = [...(product === other ? [other] : []), ...where('COMES')];
            const missing = fresh.find(({ key }) => list('', key) === null);
            if (missing !== undefined) {
              expect(prices).toMatchObject({
                code: 'NOT_FOR_LEASE',
                field: [missing === other ? 'productId' : 'addOnIds'],
              });
              seen.add('refused');
              continue;
            }
            // What goes takes along what was agreed for it, and what comes brings what the list says.
            const gone = where('GOES').map(({ key }) => agreedPrice[key] ?? 0n);
            const come = where('COMES').map(({ key }) => list('', key) ?? 0n);
            const swapped = product === other ? [(list('', other.key) ?? 0n) - 10_200n] : [];
            const total = [10_200n, ...before.values(), ...come, ...swapped].reduce(
              (a, b) => a + b,
            );
            const expected = gone.reduce((a, b) => a - b, total);
            expect('code' in prices ? prices : monthlyTotal(prices)).toBe(expected);
            seen.add('priced');
          }
    expect([...seen].sort()).toEqual(['priced', 'refused']);
  });
});
