import type { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import { addDays, type Day } from '../../domain/billing/calendar';
import { sum } from '../../domain/billing/money';
import type { DemoAccount } from './demo-account';
import type { DemoCatalog } from './demo-catalog';
import type { DemoLicense, DemoTerm } from './demo-license';
import type { DemoTime } from './demo-time';
import { someProduct } from './order-book';
import type { Random } from './random';

interface Wanted {
  readonly product: ProductEntity;
  readonly addOns: readonly AddOnEntity[];
}

/** Terms of leases: what was leased first, and every change after that (R43). */
export class LeaseTerms {
  constructor(
    private readonly time: DemoTime,
    private readonly catalog: DemoCatalog,
    private readonly random: Random,
  ) {}

  from(
    provider: DemoAccount,
    startedOn: Day,
    startedAt: Date,
    stoppedOn: Day | null,
  ): { history: readonly DemoTerm[]; lastChange: DemoLicense['lastChange'] } {
    const { random, time } = this;
    const product = someProduct(this.catalog, random);
    const addOns = random.chance(0.25) ? random.some(this.catalog.addOnsFor(product), 1) : [];
    let term = this.term(provider, { product, addOns }, startedOn, startedAt, null);
    const history = [term];
    let lastChange: DemoLicense['lastChange'] = null;
    // A change is valid from its own day, and there is no more than one a day.
    let day = startedOn;
    for (let changes = this.changes(); changes > 0; changes -= 1) {
      day = addDays(day, random.whole(4, 150));
      if (day > time.yesterday || (stoppedOn !== null && day >= stoppedOn)) break;
      const at = time.morning(day, random);
      const next = this.term(provider, this.changed(term), day, at, term);
      const to = next.monthlyPrice < term.monthlyPrice ? 'LESS' : 'MORE';
      lastChange = { at, to, from: term };
      history.push(next);
      term = next;
    }
    return { history, lastChange };
  }

  private changes(): number {
    const share = this.random.fraction();
    return share < 0.6 ? 0 : share < 0.88 ? 1 : share < 0.96 ? 2 : this.random.whole(3, 5);
  }

  /** What is agreed for a part holds as long as the lease has it, whatever the list says meanwhile. */
  private term(
    { currency }: DemoAccount,
    wanted: Wanted,
    validFrom: Day,
    createdAt: Date,
    before: DemoTerm | null,
  ): DemoTerm {
    const components = [wanted.product, ...wanted.addOns];
    const prices = new Map(
      components.map((part) => [
        part,
        before?.prices.get(part) ?? this.catalog.price(part, 'LEASE', currency, validFrom),
      ]),
    );
    return { ...wanted, validFrom, createdAt, prices, monthlyPrice: sum(prices.values()) };
  }

  /** Level, edition or add-ons, sometimes all at once; never nothing. */
  private changed({ product, addOns }: Wanted): Wanted {
    const { random, catalog } = this;
    const share = random.fraction();
    const other =
      share < 0.45
        ? catalog.nextLevel(product, 1)
        : share < 0.65
          ? catalog.nextLevel(product, -1)
          : share < 0.85
            ? catalog.otherEdition(product)
            : null;
    const next = other ?? product;
    const offered = catalog.addOnsFor(next);
    const kept = addOns.filter((addOn) => offered.includes(addOn));
    if (other !== null && !random.chance(0.2)) return { product: next, addOns: kept };
    const toggled = random.pick(offered);
    const without = kept.filter((addOn) => addOn !== toggled);
    return { product: next, addOns: kept.includes(toggled) ? without : [...kept, toggled] };
  }
}
