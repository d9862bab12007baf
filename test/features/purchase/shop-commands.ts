import fc from 'fast-check';
import type { Shopper, SeenLicense, Way } from './model-shopper';
import {
  type AddOnName,
  type License,
  type Line,
  type Model,
  type ProductName,
} from './shop-model';

const NAMES = { pro: 'Pro 250', proLarge: 'Pro 500', ent: 'Ent 250' } as const;
const ADD_ONS = { spam: 'Antispam', sync: 'ActiveSync' } as const;

/** One thing that somebody does, and what the model makes of it. */
class Command implements fc.AsyncCommand<Model, Shopper> {
  constructor(
    private readonly words: string,
    private readonly happen: (model: Model, shopper: Shopper) => Promise<void>,
    private readonly possible: (model: Model) => boolean = () => true,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.possible(model as Model);
  }

  async run(model: Model, shopper: Shopper): Promise<void> {
    await this.happen(model, shopper);
    await assertAlike(model, shopper);
  }

  toString(): string {
    return this.words;
  }
}

async function assertAlike(model: Model, shopper: Shopper): Promise<void> {
  const seen = model.licenses.length === 0 ? [] : await shopper.licenses(model.licenses);
  expect(seen.map((one) => shown(one, model.now))).toEqual(
    model.licenses.map((one) => ({
      status: model.status(one),
      product: NAMES[one.product],
      addOns: one.addOns.map((name) => ADD_ONS[name]).sort(),
      coveredTo: one.coveredTo,
      servers: [
        ...(one.main === null ? [] : [`${one.main.name} on`]),
        ...(one.older === null
          ? []
          : [`${one.older.name} until ${new Date(one.older.until).toISOString()}`]),
      ].sort(),
    })),
  );
}

const shown = (
  { status, product, addOns, maintenance, activations }: SeenLicense,
  now: number,
): object => ({
  status,
  product: product.name,
  addOns: addOns.map(({ name }) => name).sort(),
  coveredTo: maintenance.endsOn,
  servers: activations
    .filter(
      ({ endsAt, deactivatedAt }) =>
        deactivatedAt === null && (endsAt === null || Date.parse(endsAt) > now),
    )
    .map(({ serverName, endsAt }) => `${serverName} ${endsAt === null ? 'on' : `until ${endsAt}`}`)
    .sort(),
});

const codesOf = (code: string | null): string[] => (code === null ? [] : [code]);

const put = (words: string, make: (model: Model) => Line, ofLicense: boolean): Command =>
  new Command(
    `put ${words}`,
    async (model, shopper) => {
      const line = make(model);
      const offer = model.offers([...model.cart, line]).at(-1);
      expect([words, await shopper.put(line)]).toEqual([
        words,
        codesOf(typeof offer === 'string' ? offer : null),
      ]);
      if (typeof offer === 'number') model.cart.push(line);
    },
    (model) => !ofLicense || model.licenses.length > 0,
  );

const chosen = (model: Model, index: number): License =>
  model.licenses[index % model.licenses.length] as License;

const product = fc.constantFrom<ProductName>('pro', 'proLarge', 'ent');
const addOn = fc.constantFrom<AddOnName>('spam', 'sync');
const index = fc.nat(20);

const putNew = fc
  .record({
    use: fc.constantFrom('PERSONAL' as const, 'RESOLD' as const),
    product,
    addOns: fc.uniqueArray(addOn, { maxLength: 2 }),
    quantity: fc.constantFrom(1, 1, 2),
  })
  .map((given) => put(`new ${JSON.stringify(given)}`, () => ({ kind: 'NEW', ...given }), false));
const putChange = fc
  .record({
    kind: fc.constantFrom('MODIFY', 'MODIFY', 'ADD_ON', 'RENEW', 'REINSTATE'),
    index,
    product,
    addOn,
  })
  .map(({ kind, index: at, ...to }) =>
    put(
      `${kind} ${at} ${JSON.stringify(to)}`,
      (model): Line => {
        const license = chosen(model, at);
        if (kind === 'MODIFY') return { kind, license, product: to.product };
        if (kind === 'ADD_ON') return { kind, license, addOn: to.addOn };
        return { kind: kind === 'RENEW' ? kind : 'REINSTATE', license };
      },
      true,
    ),
  );

const order = (way: Way): Command =>
  new Command(`order by ${way}`, async (model, shopper) => {
    const total = model.cart.length === 0 ? 'CART_EMPTY' : model.total(model.cart);
    const { codes, ids } = await shopper.order(typeof total === 'number' ? total : 1, way);
    if (typeof total === 'string') expect(codes).toEqual([total]);
    else if (way === 'DECLINED') expect(codes).toEqual(['CARD_DECLINED']);
    else {
      expect(codes).toEqual([]);
      model.buy(ids, way === 'CARD');
    }
  });

const clear = (): Command =>
  new Command(
    'clear the cart',
    async (model, shopper) => {
      await shopper.clear();
      model.cart = [];
    },
    (model) => model.cart.length > 0,
  );

const withLicense = (
  words: string,
  at: number,
  real: (shopper: Shopper, license: License) => Promise<readonly unknown[]>,
  expected: (model: Model, license: License) => string | null,
): Command =>
  new Command(
    `${words} ${at}`,
    async (model, shopper) => {
      const license = chosen(model, at);
      const codes = await real(shopper, license);
      expect([words, codes]).toEqual([words, codesOf(expected(model, license))]);
    },
    (model) => model.licenses.length > 0,
  );

const activate = fc
  .tuple(index, fc.constantFrom('a.example', 'b.example', 'c.example'), fc.boolean())
  .map(([at, server, move]) =>
    withLicense(
      `activate on ${server}${move ? ', moving,' : ''}`,
      at,
      (shopper, license) => shopper.activate(license, server, move),
      (model, license) => model.activate(license, server, move),
    ),
  );
const deactivate = index.map((at) =>
  withLicense(
    'deactivate',
    at,
    (shopper, license) => shopper.deactivate(license),
    (model, license) => model.deactivate(license),
  ),
);
const assign = index.map((at) =>
  withLicense(
    'assign',
    at,
    (shopper, license) => shopper.assign(license),
    (model, license) => model.assign(license),
  ),
);
const wait = fc.constantFrom(1, 29, 30, 200, 364, 365, 366).map(
  (days) =>
    new Command(`wait ${days} days`, async (model, shopper) => {
      model.wait(days);
      await shopper.wake(model.now);
    }),
);

const often = <Item>(item: Item, times: number): Item[] =>
  Array.from({ length: times }, () => item);

/** Anything that can happen; orders are frequent, so that there is something to change. */
export const commands = [
  ...often(putNew, 2),
  ...often(putChange, 5),
  ...often(fc.constantFrom<Way>('CARD', 'CARD', 'SUMMARY', 'SUMMARY', 'DECLINED').map(order), 5),
  fc.constant(null).map(clear),
  ...often(activate, 4),
  deactivate,
  ...often(assign, 2),
  ...often(wait, 2),
];
