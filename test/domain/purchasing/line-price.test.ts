import { LARGEST_PRICE } from '../../../src/domain/billing/typed-amount';
import { priceLine } from '../../../src/domain/purchasing/line-price';
import type {
  ChangeableLicense,
  OrderedLine,
  PricedLine,
  PurchaseTerms,
} from '../../../src/domain/purchasing/order-line';
import { Refusal } from '../../../src/domain/refusal';
import {
  CHAT,
  ENT_250,
  ENT_500,
  INCIDENT,
  LAPSED,
  license,
  PRO_250,
  PRO_500,
  priceOf,
  SPAM,
  STATS,
  SYNC,
  terms,
  UNPRICED,
} from './price-list';
import { codeAt, codeOf } from '../refusals';

const priced = (
  line: OrderedLine,
  of: Partial<ChangeableLicense> = {},
  given: Partial<PurchaseTerms> = {},
): PricedLine => priceLine(line, new Map([[7, license(of)]]), terms(given));

const comesTo = (line: OrderedLine, of: Partial<ChangeableLicense> = {}): string => {
  try {
    return `priced at ${priced(line, of).amount}`;
  } catch (error) {
    if (error instanceof Refusal) return codeOf(error.reasons[0]) ?? 'no reason';
    throw error;
  }
};

const NEW = { kind: 'NEW', product: PRO_250, addOns: [], quantity: 1 } as const;
const modify = (product: typeof PRO_250): OrderedLine => ({ kind: 'MODIFY', license: 7, product });
const addOns = (...all: (typeof SPAM)[]): OrderedLine => ({
  kind: 'ADD_ON',
  license: 7,
  addOns: all,
});
const RENEW: OrderedLine = { kind: 'RENEW', license: 7 };
const MANY_ADD_ONS = Array.from({ length: 19 }, (_, at) => ({ ...SPAM, key: 100 + at }));
const REINSTATE: OrderedLine = { kind: 'REINSTATE', license: 7 };

describe('R23 what a line costs', () => {
  it.each<[string, OrderedLine, Partial<ChangeableLicense>, bigint, string]>([
    [
      'a new license, with Maintenance and Support for its first year',
      NEW,
      {},
      49_900n,
      '€499.00 for SmarterMail Professional 250; Maintenance and Support for 12 months is included',
    ],
    [
      'several, with add-ons',
      { kind: 'NEW', product: ENT_250, addOns: [SPAM, SYNC], quantity: 3 },
      {},
      404_397n,
      '€799.00 for Mail Ent 250 + €199.99 for Antispam + €349.00 for ActiveSync = €1,347.99; × 3 = €4,043.97; Maintenance and Support for 12 months is included',
    ],
    [
      'a larger level: the difference',
      modify(PRO_500),
      {},
      30_000n,
      '€799.00 for Mail Pro 500 less €499.00 for SmarterMail Professional 250 = €300.00',
    ],
    [
      'a larger edition: the difference',
      modify(ENT_250),
      { addOns: [SPAM] },
      30_000n,
      '€799.00 for Mail Ent 250 less €499.00 for SmarterMail Professional 250 = €300.00',
    ],
    [
      'what is larger and no dearer: nothing',
      modify(ENT_500),
      { product: { ...ENT_250, key: 4 } },
      0n,
      '€1,299.00 for Mail Ent 500 less €1,299.00 for Mail Ent 250 = €0.00',
    ],
    [
      'an add-on while Maintenance and Support is current',
      addOns(SPAM),
      {},
      19_999n,
      '€199.99 for Antispam',
    ],
    [
      'an early renewal, which extends from the old end, add-ons included',
      RENEW,
      { addOns: [SPAM] },
      15_400n,
      '€110.00 for SmarterMail Professional 250 + €44.00 for Antispam = €154.00; covers 2027-04-01 to 2028-03-31',
    ],
    [
      'a renewal on the last day',
      RENEW,
      { maintenance: { from: '2025-11-22', to: '2026-11-21' } },
      11_000n,
      '€110.00 for SmarterMail Professional 250; covers 2026-11-22 to 2027-11-21',
    ],
    [
      'a reinstatement, from today and with the surcharge',
      REINSTATE,
      LAPSED,
      16_000n,
      '€110.00 for SmarterMail Professional 250 + €50.00 surcharge after a lapse = €160.00; covers 2026-11-21 to 2027-11-20',
    ],
    [
      'support incidents',
      { kind: 'SUPPORT_INCIDENT', support: INCIDENT, quantity: 5 },
      {},
      74_500n,
      '€149.00 for Support Incident; × 5 = €745.00',
    ],
  ])('%s', (_what, line, of, amount, explanation) => {
    const found = priced(line, of);
    expect([found.amount, found.explanation]).toEqual([amount, explanation]);
    expect([found.listPrice, found.discount, found.discountReason]).toEqual([amount, 0n, null]);
  });

  it('R23 what is larger and cheaper costs nothing, and nothing is paid back', () => {
    const odd = terms({ price: (_item, key) => (key === 1 ? 500n : 400n) });
    const line = priceLine(modify(PRO_500), new Map([[7, license()]]), odd);
    expect([line.amount, line.explanation]).toEqual([
      0n,
      '€4.00 for Mail Pro 500 less €5.00 for SmarterMail Professional 250 = −€1.00; no charge, no refund',
    ]);
  });

  it('R24 a discount is rounded half up on the line, and is explained', () => {
    // 12.5 % of 199.99 is 24.99875.
    const line = priced(addOns(SPAM), {}, { discountBasisPoints: 1_250 });
    expect(line).toMatchObject({
      listPrice: 19_999n,
      discount: 2_500n,
      discountReason: '12.5 % reseller discount',
      amount: 17_499n,
      explanation: '€199.99 for Antispam; less €25.00 (12.5 % reseller discount) = €174.99',
    });
    // 0.5 of a cent goes up: 5 % of 0.10.
    const cheap = terms({ price: () => 10n, discountBasisPoints: 500 });
    expect(priceLine(NEW, new Map(), cheap).discount).toBe(1n);
  });

  it('a sum of many add-ons is told shorter, and fits on an invoice', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      ...SPAM,
      key: at + 10,
      name: `Add-on ${'x'.repeat(100)} ${at}`,
    }));
    const price = () => 1_000n;
    const line = priced({ ...NEW, addOns: many }, {}, { price, discountBasisPoints: 3_333 });
    expect(line.explanation).toBe(
      '€10.00 for SmarterMail Professional 250 + €400.00 for 40 more = €410.00; less €136.65 (33.33 % reseller discount) = €273.35; Maintenance and Support for 12 months is included',
    );
    expect(line.description.length).toBeLessThanOrEqual(255);
  });

  it('R23 what the license is afterwards', () => {
    expect(priced(modify(ENT_500), { addOns: [SPAM] }).license).toEqual(
      license({ product: ENT_500, addOns: [SPAM] }),
    );
    expect(priced(addOns(SPAM)).license).toEqual(license({ addOns: [SPAM] }));
    expect(priced(RENEW).license?.maintenance).toEqual({ from: '2026-04-01', to: '2028-03-31' });
    expect(priced(REINSTATE, LAPSED).license?.maintenance).toEqual({
      from: '2026-11-21',
      to: '2027-11-20',
    });
    expect(priced(NEW)).toMatchObject({
      license: null,
      cover: { from: '2026-11-21', to: '2027-11-20' },
    });
  });
});

describe('R23 what a line is called', () => {
  it.each<[string, OrderedLine, Partial<ChangeableLicense>]>([
    ['SmarterMail Professional 250', NEW, {}],
    [
      'Mail Ent 250 with Antispam, ActiveSync',
      { ...NEW, product: ENT_250, addOns: [SPAM, SYNC] },
      {},
    ],
    ['Change of SmarterMail Professional 250 to Mail Ent 500', modify(ENT_500), {}],
    ['Antispam for SmarterMail Professional 250', addOns(SPAM), {}],
    ['Antispam, ActiveSync for Mail Ent 250', addOns(SPAM, SYNC), { product: ENT_250 }],
    ['Maintenance and Support for SmarterMail Professional 250', RENEW, {}],
    [
      'Reinstatement of Maintenance and Support for SmarterMail Professional 250',
      REINSTATE,
      LAPSED,
    ],
    ['Support Incident', { kind: 'SUPPORT_INCIDENT', support: INCIDENT, quantity: 5 }, {}],
  ])('%s', (description, line, of) => {
    expect(priced(line, of).description).toBe(description);
  });

  it('fits into its column', () => {
    const long = { ...NEW, product: { ...PRO_250, name: 'x'.repeat(300) } };
    expect(priced(long).description).toBe('x'.repeat(255));
  });
});

describe('R23 what is refused', () => {
  it.each<[string, OrderedLine, Partial<ChangeableLicense>]>([
    ['ANOTHER_FAMILY at productId', modify(STATS), {}],
    ['NOTHING_CHANGES at productId', modify(PRO_250), {}],
    ['DOWNGRADE_NOT_SOLD at productId', modify(PRO_250), { product: PRO_500 }],
    ['ANOTHER_FAMILY at addOnIds', addOns(CHAT), {}],
    ['ENTERPRISE_REQUIRED at addOnIds', addOns(SYNC), {}],
    ['ADD_ON_THERE at addOnIds', addOns(SPAM), { addOns: [SPAM] }],
    ['NO_ADD_ONS at addOnIds', addOns(), {}],
    ['LICENSE_LEASED', RENEW, { origin: 'LEASED' }],
  ])('says what is to be put right: %s', (code, line, of) => {
    try {
      priced(line, of);
      throw new Error('It was priced');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(codeAt(error.reasons[0])).toBe(code);
    }
  });

  it('R71 says how the thing is not sold', () => {
    const only = (kind: string): PurchaseTerms['price'] => {
      return (item, key, of) => (of === kind ? null : priceOf(item, key, of));
    };
    const message = (line: OrderedLine, kind: string): string => {
      try {
        priceLine(line, new Map([[7, license(LAPSED)]]), terms({ price: only(kind) }));
        return 'priced';
      } catch (error) {
        return error instanceof Refusal ? error.reasons[0].message : String(error);
      }
    };
    expect(message(NEW, 'PURCHASE')).toBe('SmarterMail Professional 250 is not sold in EUR today.');
    expect(message(REINSTATE, 'REINSTATEMENT')).toContain(
      '250 is not sold for REINSTATEMENT in EUR',
    );
  });

  it.each<[string, OrderedLine, Partial<ChangeableLicense>]>([
    ['DOWNGRADE_NOT_SOLD', modify(PRO_250), { product: PRO_500 }],
    ['DOWNGRADE_NOT_SOLD', modify(PRO_500), { product: ENT_500 }],
    ['DOWNGRADE_NOT_SOLD', modify(ENT_250), { product: PRO_500 }],
    ['DOWNGRADE_NOT_SOLD', modify(PRO_500), { product: ENT_250 }],
    ['NOTHING_CHANGES', modify(PRO_250), {}],
    ['ANOTHER_FAMILY', modify(STATS), {}],
    ['NOT_SOLD', modify(UNPRICED), {}],
    ['NOT_SOLD', { ...NEW, product: UNPRICED }, {}],
    ['NOT_SOLD', { kind: 'SUPPORT_INCIDENT', support: { key: 2, name: 'X' }, quantity: 1 }, {}],
    ['ENTERPRISE_REQUIRED', addOns(SYNC), {}],
    ['ENTERPRISE_REQUIRED', { ...NEW, addOns: [SYNC] }, {}],
    ['ANOTHER_FAMILY', addOns(CHAT), {}],
    ['ANOTHER_FAMILY', { ...NEW, addOns: [CHAT] }, {}],
    ['ADD_ON_THERE', addOns(SPAM), { addOns: [SPAM] }],
    ['ADD_ON_THERE', addOns(SPAM, SPAM), {}],
    ['NO_ADD_ONS', addOns(), {}],
    ['MAINTENANCE_LAPSED', addOns(SPAM), LAPSED],
    ['MAINTENANCE_LAPSED', RENEW, LAPSED],
    ['MAINTENANCE_CURRENT', REINSTATE, {}],
    ['MAINTENANCE_CURRENT', REINSTATE, { maintenance: { from: '2025-11-22', to: '2026-11-21' } }],
    ['NO_MAINTENANCE', RENEW, { maintenance: null }],
    ['LICENSE_LEASED', RENEW, { origin: 'LEASED' }],
    ['LICENSE_ENDED', modify(PRO_500), { status: 'ENDED' }],
    ['LICENSE_SUSPENDED', RENEW, { status: 'SUSPENDED' }],
  ])('%s', (code, line, of) => {
    expect(comesTo(line, of)).toBe(code);
  });

  it('R71 what is withdrawn is not bought anew; whoever has it renews, reinstates and changes away at its last price', () => {
    const things = ['PRODUCT 1', 'PRODUCT 3', 'ADD_ON 1', 'ADD_ON 2'] as const;
    const has = { addOns: [SPAM] };
    const buys: readonly (readonly [OrderedLine, Partial<ChangeableLicense>, readonly string[]])[] =
      [
        [NEW, {}, ['PRODUCT 1']],
        [{ ...NEW, product: ENT_250, addOns: [SPAM, SYNC] }, {}, things.slice(1)],
        [modify(ENT_250), has, ['PRODUCT 3']],
        [addOns(SPAM), {}, ['ADD_ON 1']],
        [addOns(SYNC), { product: ENT_250, addOns: [SPAM] }, ['ADD_ON 2']],
        [RENEW, has, []],
        [RENEW, { product: ENT_250, addOns: [SPAM, SYNC] }, []],
        [REINSTATE, { ...LAPSED, ...has }, []],
      ];
    for (let which = 0; which < 2 ** things.length; which += 1) {
      const withdrawn = things.filter((_, at) => (which >> at) % 2 === 1) as readonly string[];
      const price: PurchaseTerms['price'] = (item, key, kind) =>
        withdrawn.includes(`${item} ${key}`) ? null : priceOf(item, key, kind);
      for (const [line, of, needs] of buys) {
        const list = terms({ price, latestPrice: priceOf });
        const priceNow = () => priceLine(line, new Map([[7, license(of)]]), list);
        if (needs.some((one) => withdrawn.includes(one))) expect(priceNow).toThrow('NOT_SOLD');
        else expect(priceNow()).toEqual(priced(line, of));
      }
    }
  });

  it('R58 what many dear pieces come to is refused before it leaves its range', () => {
    const dear = { price: () => LARGEST_PRICE };
    const refused = () =>
      priced({ ...NEW, addOns: [SPAM, ...MANY_ADD_ONS], quantity: 1_000 }, {}, dear);
    expect(refused).toThrow('AMOUNT_TOO_LARGE');
    expect(priced({ ...NEW, quantity: 1_000 }, {}, dear).amount).toBe(LARGEST_PRICE * 1_000n);
  });

  it('R23 a modification does not ask for Maintenance and Support', () => {
    expect(comesTo(modify(PRO_500), LAPSED)).toBe('priced at 30000');
  });
});
