/**
 * What buying comes to, written down once more and without a look at how the service does it: prices in cents,
 * days as text. Whoever changes one of the two has to change the other.
 */
export type ProductName = 'pro' | 'proLarge' | 'ent';
export type AddOnName = 'spam' | 'sync';
export type Use = 'PERSONAL' | 'RESOLD';

const SIZE = { pro: 250, proLarge: 500, ent: 250 } as const;
const PRICE = { pro: 10_001, proLarge: 15_000, ent: 20_000 } as const;
const MAINTENANCE = { pro: 2_000, proLarge: 3_000, ent: 4_000 } as const;
const ADD_ON = 3_000;
const MAINTENANCE_OF_ADD_ON = 600;
const SURCHARGE = 500;
const DISCOUNT_PERCENT = 10;
const TAX_PERCENT = 19;
const MOVE_DAYS = 30;
const DAY = 24 * 3_600_000;

export interface Server {
  readonly name: string;
  readonly terms: string;
}
/** A license as it should be. `id` is null while it is only in the cart's arithmetic. */
export interface License {
  readonly id: string;
  readonly use: Use;
  product: ProductName;
  addOns: readonly AddOnName[];
  coveredTo: string;
  assigned: boolean;
  main: Server | null;
  /** The server that it is being moved away from, and when that one ends. */
  older: (Server & { readonly until: number }) | null;
}
export type Line =
  | {
      readonly kind: 'NEW';
      readonly use: Use;
      readonly product: ProductName;
      readonly addOns: readonly AddOnName[];
      readonly quantity: number;
    }
  | { readonly kind: 'MODIFY'; readonly license: License; readonly product: ProductName }
  | { readonly kind: 'ADD_ON'; readonly license: License; readonly addOn: AddOnName }
  | { readonly kind: 'RENEW' | 'REINSTATE'; readonly license: License };

/** The cents of a line before discount, or why it is not sold. */
type Offer = number | string;
type Facts = Pick<License, 'product' | 'addOns' | 'coveredTo'>;

export const terms = ({ product, addOns }: Pick<License, 'product' | 'addOns'>): string =>
  [product, ...[...addOns].sort()].join('+');

const text = (at: number): string => new Date(at).toISOString().slice(0, 10);
const plusDays = (day: string, days: number): string => text(Date.parse(day) + days * DAY);
/** The last of twelve months that begin on a day; the 29th of February has no fellow next year. */
function lastOfYear(from: string): string {
  const [year = '', month = '', day = ''] = from.split('-');
  const next = `${Number(year) + 1}-${month}-${month === '02' && day === '29' ? '28' : day}`;
  return plusDays(next, -1);
}
/** Half a cent counts as one. */
const percent = (cents: number, of: number): number => Math.floor((cents * of + 50) / 100);

export class Model {
  readonly licenses: License[] = [];
  cart: Line[] = [];
  orders = 0;
  charges = 0;

  constructor(public now: number) {}

  get today(): string {
    return text(this.now);
  }

  /** Prices lines one after the other, each finding the licenses as those before it leave them. */
  offers(lines: readonly Line[]): Offer[] {
    const changed = new Map<License, Facts>();
    return lines.map((line) => {
      if (line.kind === 'NEW') {
        if (line.product !== 'ent' && line.addOns.includes('sync')) return 'ENTERPRISE_REQUIRED';
        return (PRICE[line.product] + ADD_ON * line.addOns.length) * line.quantity;
      }
      const facts = changed.get(line.license) ?? line.license;
      const offer = this.offer(line, facts);
      if (typeof offer === 'number') changed.set(line.license, this.after(line, facts));
      return offer;
    });
  }

  /** What the lines come to with discount and tax; the code of the first that is not sold. */
  total(lines: readonly Line[]): Offer {
    const offers = this.offers(lines);
    const problem = offers.find((offer) => typeof offer === 'string');
    if (problem !== undefined) return problem;
    let subtotal = 0;
    for (const offer of offers as number[]) subtotal += offer - percent(offer, DISCOUNT_PERCENT);
    return subtotal + percent(subtotal, TAX_PERCENT);
  }

  /** Everything in the cart is bought. @param ids Of the new licenses, line by line. */
  buy(ids: readonly (readonly string[])[], charged: boolean): void {
    const lines = this.cart;
    this.cart = [];
    this.orders += 1;
    if (charged) this.charges += 1;
    lines.forEach((line, at) => {
      if (line.kind !== 'NEW') {
        Object.assign(line.license, this.after(line, line.license));
        return;
      }
      const { use, product, addOns } = line;
      for (const id of ids[at] ?? [])
        this.licenses.push({
          id,
          use,
          product,
          addOns,
          coveredTo: lastOfYear(this.today),
          assigned: use === 'PERSONAL',
          main: null,
          older: null,
        });
    });
  }

  /** @returns why it is refused, or null. */
  activate(license: License, name: string, move: boolean): string | null {
    // Nobody runs what is in stock (R29).
    if (!license.assigned) return 'FORBIDDEN';
    const { main, older } = license;
    const server = { name, terms: terms(license) };
    if (main === null || main.name === name) license.main = server;
    else if (older?.name === name && !move) license.older = { ...server, until: older.until };
    else if (older?.name === name) {
      license.main = server;
      license.older = { ...main, until: older.until };
    } else if (older !== null) return 'LICENSE_MOVE_IN_PROGRESS';
    else if (!move) return 'LICENSE_ACTIVE_ELSEWHERE';
    else {
      license.main = server;
      license.older = { ...main, until: this.now + MOVE_DAYS * DAY };
    }
    return null;
  }

  /** Ends all servers. @returns why it is refused, or null. */
  deactivate(license: License): string | null {
    if (!license.assigned) return 'FORBIDDEN';
    if (license.main === null) return 'LICENSE_NOT_ACTIVE';
    license.main = license.older = null;
    return null;
  }

  assign(license: License): string | null {
    // What somebody bought for themselves is nobody's to assign.
    if (license.use === 'PERSONAL') return 'FORBIDDEN';
    if (license.assigned) return 'LICENSE_ALREADY_ASSIGNED';
    license.assigned = true;
    return null;
  }

  wait(days: number): void {
    this.now += days * DAY;
    for (const license of this.licenses)
      if (license.older !== null && license.older.until <= this.now) license.older = null;
  }

  status(license: License): string {
    if (!license.assigned) return 'UNASSIGNED';
    if (license.main === null) return 'READY';
    return license.main.terms === terms(license) ? 'ACTIVE' : 'REACTIVATION_REQUIRED';
  }

  private offer(line: Exclude<Line, { kind: 'NEW' }>, has: Facts): Offer {
    const lapsed = has.coveredTo < this.today;
    if (line.kind === 'MODIFY') {
      if (line.product === has.product) return 'NOTHING_CHANGES';
      const smaller = SIZE[line.product] < SIZE[has.product];
      if (smaller || (has.product === 'ent' && line.product !== 'ent')) return 'DOWNGRADE_NOT_SOLD';
      return PRICE[line.product] - PRICE[has.product];
    }
    if (line.kind === 'ADD_ON') {
      if (lapsed) return 'MAINTENANCE_LAPSED';
      if (line.addOn === 'sync' && has.product !== 'ent') return 'ENTERPRISE_REQUIRED';
      return has.addOns.includes(line.addOn) ? 'ADD_ON_THERE' : ADD_ON;
    }
    const year = MAINTENANCE[has.product] + MAINTENANCE_OF_ADD_ON * has.addOns.length;
    if (line.kind === 'RENEW') return lapsed ? 'MAINTENANCE_LAPSED' : year;
    return lapsed ? year + SURCHARGE : 'MAINTENANCE_CURRENT';
  }

  private after(line: Exclude<Line, { kind: 'NEW' }>, has: Facts): Facts {
    const { product, addOns, coveredTo } = has;
    switch (line.kind) {
      case 'MODIFY':
        return { product: line.product, addOns, coveredTo };
      case 'ADD_ON':
        return { product, addOns: [...addOns, line.addOn], coveredTo };
      case 'RENEW':
        return { product, addOns, coveredTo: lastOfYear(plusDays(coveredTo, 1)) };
      case 'REINSTATE':
        return { product, addOns, coveredTo: lastOfYear(this.today) };
    }
  }
}
