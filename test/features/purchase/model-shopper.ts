import type { TestApplication } from '../../support/test-application';
import { write } from '../../support/write';
import type { Desk, OrderedLicense } from './checkout-desk';
import type { License, Line } from './shop-model';

/** How an order is paid. */
export type Way = 'CARD' | 'DECLINED' | 'SUMMARY';

/** A license as the graph shows it. */
export interface SeenLicense {
  readonly status: string;
  readonly product: { readonly name: string };
  readonly addOns: readonly { readonly name: string }[];
  readonly maintenance: { readonly endsOn: string };
  readonly activations: readonly {
    readonly serverName: string;
    readonly endsAt: string | null;
    readonly deactivatedAt: string | null;
  }[];
}

/** A reseller and its customer, who do over HTTP what the model's commands say. */
export class Shopper {
  private readonly test: TestApplication;
  private holder = '';
  private runner = '';

  constructor(
    readonly desk: Desk,
    private readonly people: { readonly holder: number; readonly customer: number },
    private readonly email: string,
    private readonly cards: Readonly<Record<'good' | 'bad', string>>,
  ) {
    this.test = desk.till.test;
  }

  /** Time goes by: sessions end, and both sign in again. */
  async wake(now: number): Promise<void> {
    this.test.now = new Date(now);
    this.holder = await this.test.tokenFor(this.people.holder);
    this.runner = await this.test.tokenFor(this.people.customer);
  }

  async put(line: Line): Promise<readonly unknown[]> {
    const { shop } = this.desk;
    const addOnIds = (names: readonly ('spam' | 'sync')[]) => names.map((name) => shop.addOn(name));
    const given = {
      accountId: this.desk.account,
      kind: line.kind,
      use: line.kind === 'NEW' ? line.use : line.license.use,
      ...(line.kind === 'NEW'
        ? { quantity: line.quantity, addOnIds: addOnIds(line.addOns) }
        : { licenseId: line.license.id }),
      ...('product' in line ? { productId: shop.product(line.product) } : {}),
      ...(line.kind === 'ADD_ON' ? { addOnIds: addOnIds([line.addOn]) } : {}),
    };
    return (await shop.add(this.holder, given, 'cartLine { id }')).codes;
  }

  /** @returns what was refused, and the ids of new licenses, line by line. */
  async order(cents: number, way: Way): Promise<{ codes: readonly unknown[]; ids: string[][] }> {
    const input = {
      accountId: this.desk.account,
      billing: way === 'SUMMARY' ? 'MONTHLY_SUMMARY' : 'PAY_ON_ORDER',
      acceptTotal: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
      paymentMethodId: way === 'DECLINED' ? this.cards.bad : this.cards.good,
    };
    const { codes, payload } = await write<{
      order: {
        lines: { kind: string; quantity: number; license: OrderedLicense }[];
        licenses: { nodes: { id: string }[] };
      } | null;
    }>(
      this.test,
      this.holder,
      'checkout',
      input,
      'order { lines { kind quantity license { id } } licenses(first: 100) { nodes { id } } }',
    );
    const made = (payload?.order?.licenses.nodes ?? []).map(({ id }) => id);
    const ids = (payload?.order?.lines ?? []).map(({ kind, quantity }) =>
      kind === 'NEW' ? made.splice(0, quantity) : [],
    );
    return { codes, ids };
  }

  async clear(): Promise<void> {
    const { lines } = await this.desk.shop.cart(this.holder, this.desk.account);
    for (const { id } of lines)
      await write(this.test, this.holder, 'removeCartLine', { cartLineId: id });
  }

  async assign({ id }: License): Promise<readonly unknown[]> {
    const input = { licenseId: id, email: this.email };
    const prepared = await write<{ confirmationToken: string | null }>(
      this.test,
      this.holder,
      'prepareAssignLicense',
      input,
      'confirmationToken',
    );
    if (prepared.codes.length > 0) return prepared.codes;
    const confirmationToken = prepared.payload?.confirmationToken;
    return (await write(this.test, this.holder, 'assignLicense', { confirmationToken })).codes;
  }

  activate(license: License, serverName: string, move: boolean): Promise<readonly unknown[]> {
    return this.run(license, 'activateLicense', { serverName, move });
  }

  deactivate(license: License): Promise<readonly unknown[]> {
    return this.run(license, 'deactivateLicense', { all: true });
  }

  /** Licenses as they are: each by whoever runs it, those in stock by the reseller. */
  async licenses(of: readonly License[]): Promise<SeenLicense[]> {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on License { status product { name }
      addOns { name } maintenance { endsOn } activations { serverName endsAt deactivatedAt } } } }`;
    const ids = of.map(({ id }) => id);
    const { data, errors } = await this.test.graph(query, { ids }, this.holder);
    expect(errors).toEqual([]);
    return data?.['nodes'] as SeenLicense[];
  }

  private async run(license: License, name: string, given: object): Promise<readonly unknown[]> {
    // What was resold is run by its customer, what is in stock by nobody.
    const token = license.use === 'RESOLD' && license.assigned ? this.runner : this.holder;
    return (await write(this.test, token, name, { licenseId: license.id, ...given })).codes;
  }
}
