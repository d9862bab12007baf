import { desksOf, type Desk } from '../features/purchase/checkout-desk';
import type { Shop } from '../features/purchase/shop';
import type { TestApplication } from './test-application';
import { write } from './write';

/** Something that happened to the money of a reseller, as its people were told of it. Amounts as decimals. */
export type Happening =
  | {
      readonly what: 'INVOICED';
      readonly at: string;
      readonly invoice: string;
      readonly order: string;
      readonly monthly: boolean;
      readonly lines: number;
      readonly total: string;
    }
  | { readonly what: 'PAID'; readonly at: string; readonly invoice: string }
  | { readonly what: 'VOIDED'; readonly at: string; readonly invoice: string }
  | {
      readonly what: 'CREDITED';
      readonly at: string;
      readonly invoice: string;
      readonly amount: string;
    };

interface Issued {
  readonly id: string;
  readonly number: string;
  readonly total: { readonly amount: string };
}
interface Placed {
  readonly order: {
    readonly number: string;
    readonly invoice: Issued;
    readonly lines: readonly {
      readonly license: { readonly id: string; readonly key: string } | null;
    }[];
  } | null;
}

const PLACED =
  'order { number invoice { id number total { amount } } lines { license { id key } } }';
const MINUTE = 60_000;

/** Numbers that are as good as by chance, and the same every time. */
const dice = (seed: number): ((sides: number) => number) => {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
};

/** Later orders are for what was bought with invoices that were corrected since. */
const GO_ON = { endLicenses: false };

/** Buys, pays and has things corrected through the graph, a year long, on the clock of the test. */
export class Life {
  readonly happenings: Happening[] = [];
  /** Kinds of the lines that were ordered, and how often each. */
  readonly kinds: Record<string, number> = {};
  private readonly roll = dice(20_270_101);
  /** A session of the holder, of this day. */
  holder = '';
  private staff = '';
  private api = '';
  /** Licenses that were bought before, as lines name them. */
  private readonly owned: {
    use: 'PERSONAL' | 'RESOLD';
    by: object;
    modified: boolean;
    addOn: boolean;
  }[] = [];
  /** Invoices that wait for their summary. */
  private waiting: Issued[] = [];
  private readonly totals = new Map<string, string>();
  private customers = 0;

  constructor(
    private readonly test: TestApplication,
    private readonly shop: Shop,
    readonly desk: Desk,
    private readonly people: { readonly holder: number; readonly staff: number },
  ) {}

  /** What happens between two instants; the last of it in the last minutes, the first in the first. */
  async between(from: Date, to: Date, orders: number): Promise<void> {
    const span = to.getTime() - from.getTime() - MINUTE;
    this.test.now = from;
    // Nobody does in a year of a test what limits are there for.
    await this.test.dataSource.query('DELETE FROM rate_limits');
    const { account } = this.desk.till;
    const scopes = 'RESELLER:WRITE,PAY_INVOICES:READ';
    const expiresAt = new Date(this.test.now.getTime() + 40 * 24 * 60 * MINUTE);
    this.api = (
      await this.shop.make.apiToken(account, this.people.holder, scopes, { expiresAt })
    ).token;
    for (let n = 0; n < orders; n++) {
      this.test.now = new Date(from.getTime() + Math.floor((span * n) / (orders - 1)));
      await this.signIn();
      await this.order();
      if (this.roll(5) === 0) await this.correct();
    }
  }

  /** Pays all of these. */
  async pay(
    ...invoices: readonly { readonly id: string; readonly number: string }[]
  ): Promise<void> {
    const [first, ...further] = invoices;
    const input = { invoiceId: first?.id, furtherInvoiceIds: further.map(({ id }) => id) };
    await this.done('payInvoice', input, this.holder);
    for (const { number } of invoices) this.tell({ what: 'PAID', invoice: number });
  }

  async void({ id, number }: { readonly id: string; readonly number: string }): Promise<void> {
    const input = { invoiceId: id, reason: 'By mistake', ...GO_ON };
    await this.done('voidInvoice', input, this.staff);
    this.tell({ what: 'VOIDED', invoice: number });
  }

  async credit(
    { id, number }: { readonly id: string; readonly number: string },
    amount: string,
  ): Promise<void> {
    const input = { invoiceId: id, amount, reason: 'Goodwill', ...GO_ON };
    await this.done('creditInvoice', input, this.staff);
    this.tell({ what: 'CREDITED', invoice: number, amount });
  }

  /** Sessions last for a day. */
  async signIn(): Promise<void> {
    this.holder = await this.test.tokenFor(this.people.holder);
    this.staff = await this.test.tokenFor(this.people.staff);
  }

  /** What was on a summary is nobody's to pay by itself. */
  summarised(): void {
    this.waiting = [];
  }

  private async order(): Promise<void> {
    const billing = this.roll(10) < 7 ? 'MONTHLY_SUMMARY' : 'PAY_ON_ORDER';
    const placed =
      this.roll(3) === 0 ? await this.assigned(billing) : await this.checkedOut(billing);
    const { order } = placed.payload;
    if (order === null) throw new Error('Nothing was ordered');
    const { invoice } = order;
    const monthly = billing === 'MONTHLY_SUMMARY';
    this.tell({
      what: 'INVOICED',
      invoice: invoice.number,
      order: order.number,
      monthly,
      lines: placed.lines,
      total: invoice.total.amount,
    });
    if (monthly) this.waiting.push(invoice);
    else this.tell({ what: 'PAID', invoice: invoice.number });
  }

  /** Bought and assigned by a token, in one call. */
  private async assigned(billing: string): Promise<{ payload: Placed; lines: number }> {
    const one = this.product();
    const licenses = Array.from({ length: 1 + this.roll(2) }, () => one);
    const input = {
      accountId: this.desk.account,
      licenses,
      email: `customer${++this.customers}@year.test`,
      billing,
    };
    const acceptTotal = await this.totalOf(input);
    const payload = await this.done<Placed>(
      'purchaseAndAssign',
      { ...input, acceptTotal },
      this.api,
      PLACED,
    );
    this.count('NEW', licenses.length);
    return { payload, lines: licenses.length };
  }

  /** As a dry run tells it: once for all orders of the same. */
  private async totalOf(input: { readonly licenses: readonly object[] }): Promise<string> {
    const wanted = JSON.stringify(input.licenses);
    const known = this.totals.get(wanted);
    if (known !== undefined) return known;
    const { effects } = await this.done<{ effects: Effect[] }>(
      'purchaseAndAssign',
      { ...input, dryRun: true },
      this.api,
      'effects { subject changes { field after } }',
    );
    const order = effects.find(({ subject }) => subject === 'Order');
    const total = order?.changes.find(({ field }) => field === 'total')?.after ?? '';
    this.totals.set(wanted, total);
    return total;
  }

  /** A cart of one to three lines, of any kind. */
  private async checkedOut(billing: string): Promise<{ payload: Placed; lines: number }> {
    const lines = Array.from({ length: 1 + this.roll(3) }, () => this.line());
    const made = lines.map(
      (_, at) =>
        `_${at}: addToCart(input: $i${at}) { cart { total { amount } } userErrors { code } }`,
    );
    const variables = lines.map((line, at) => [
      `i${at}`,
      { accountId: this.desk.account, ...line },
    ]);
    const given = lines.map((_, at) => `$i${at}: AddToCartInput!`).join(', ');
    const { data, text } = await this.test.graph(
      `mutation (${given}) { ${made.join(' ')} }`,
      Object.fromEntries(variables) as Record<string, unknown>,
      this.holder,
    );
    const last = data?.[`_${lines.length - 1}`] as
      { cart: { total: { amount: string } } | null } | null | undefined;
    if (last?.cart === null || last?.cart === undefined || /"code"/.test(text))
      throw new Error(text);
    const acceptTotal = last.cart.total.amount;
    const input = { accountId: this.desk.account, billing, acceptTotal };
    const payload = await this.done<Placed>('checkout', input, this.holder, PLACED);
    for (const [at, { license }] of (payload.order?.lines ?? []).entries()) {
      const line = lines[at];
      if (line?.kind !== 'NEW' || license === null) continue;
      const by = line.use === 'RESOLD' ? { licenseKey: license.key } : { licenseId: license.id };
      this.owned.push({
        use: line.use,
        by,
        modified: line.productId !== this.shop.product('pro'),
        addOn: line.addOnIds !== undefined,
      });
    }
    for (const { kind } of lines) this.count(kind, 1);
    return { payload, lines: lines.length };
  }

  private line(): Line {
    const use = this.roll(2) === 0 ? 'PERSONAL' : 'RESOLD';
    const chosen = this.roll(7);
    if (chosen === 0)
      return {
        kind: 'SUPPORT_INCIDENT',
        use: 'PERSONAL',
        supportProductId: this.shop.id('SupportProduct', this.shop.support),
        quantity: 1 + this.roll(3),
      };
    const before = chosen < 4 ? this.owned.shift() : undefined;
    if (before === undefined)
      return { kind: 'NEW', use, ...this.product(), quantity: 1 + this.roll(3) };
    const { by } = before;
    if (chosen === 1 && !before.modified)
      return { kind: 'MODIFY', use: before.use, ...by, productId: this.shop.product('ent') };
    if (chosen === 2 && !before.addOn)
      return { kind: 'ADD_ON', use: before.use, ...by, addOnIds: [this.shop.addOn('spam')] };
    return { kind: 'RENEW', use: before.use, ...by };
  }

  private product(): { productId: string; addOnIds?: string[] } {
    const name = (['pro', 'proLarge', 'ent'] as const)[this.roll(3)] ?? 'pro';
    const more = this.roll(3) === 0 ? { addOnIds: [this.shop.addOn('spam')] } : {};
    return { productId: this.shop.product(name), ...more };
  }

  /** Something becomes of an invoice before its summary: it is paid early, withdrawn, or credited. */
  private async correct(): Promise<void> {
    const [invoice] = this.waiting.splice(this.roll(this.waiting.length), 1);
    if (invoice === undefined) return;
    const what = this.roll(4);
    if (what === 0) return this.void(invoice);
    if (what === 1) return this.credit(invoice, invoice.total.amount);
    if (what === 2) return this.credit(invoice, '1.00');
    const [another] = this.waiting.splice(0, this.roll(2));
    return this.pay(invoice, ...(another === undefined ? [] : [another]));
  }

  private tell(happening: DistributiveOmit<Happening, 'at'>): void {
    this.happenings.push({ ...happening, at: this.test.now.toISOString() });
  }

  private count(kind: string, times: number): void {
    this.kinds[kind] = (this.kinds[kind] ?? 0) + times;
  }

  /** @throws when it was refused. */
  private async done<Payload extends object>(
    name: string,
    input: object,
    token: string,
    selection = '',
  ): Promise<Payload> {
    const { payload, codes, text } = await write<Payload>(this.test, token, name, input, selection);
    if (payload === null || codes.length > 0) throw new Error(`${name}: ${text}`);
    return payload;
  }
}

type DistributiveOmit<Type, Key extends PropertyKey> = Type extends unknown
  ? Omit<Type, Key>
  : never;
interface Effect {
  readonly subject: string;
  readonly changes: readonly { readonly field: string; readonly after: string | null }[];
}
interface Line {
  readonly kind: string;
  readonly use: 'PERSONAL' | 'RESOLD';
  readonly productId?: string;
  readonly addOnIds?: readonly string[];
  readonly supportProductId?: string;
  readonly quantity?: number;
}

/** What the year is made of. */
export interface YearOfOrders {
  /** Instants at which the months of the billing time zone begin, one more than there are months. */
  readonly edges: readonly Date[];
  readonly ordersAMonth: number;
  /** The run of the 1st, at the given instant. */
  readonly run: (life: Life, asOf: Date) => Promise<void>;
  /** What is looked at, and done, after the run of each month, counted from 0. */
  readonly afterRun: (life: Life, month: number) => Promise<void>;
}

/**
 * Lives a year of a reseller through the graph: orders of every kind, by people and by a token, paid on order and
 * monthly; some invoices paid early, withdrawn or credited before their summary.
 */
export async function liveAYear(
  test: TestApplication,
  { edges, ordersAMonth, run, afterRun }: YearOfOrders,
): Promise<Life> {
  const { shop, open } = await desksOf(test);
  const desk = await open({ reseller: true, discountBasisPoints: 1_250, name: 'Contoso' });
  await desk.till.card();
  const [row] = await test.dataSource.query<{ holder: number }[]>(
    'SELECT holder_user_id AS holder FROM accounts WHERE id = ?',
    [desk.till.account],
  );
  const staff = await shop.make.user({ staffRole: 'BILLING' });
  const life = new Life(test, shop, desk, { holder: Number(row?.holder), staff });
  for (const [month, from] of edges.slice(0, -1).entries()) {
    const to = edges[month + 1] as Date;
    await life.between(from, to, ordersAMonth);
    test.now = to;
    await run(life, to);
    life.summarised();
    await life.signIn();
    await afterRun(life, month);
  }
  return life;
}
