import { addDays, type Day } from '../../domain/billing/calendar';
import { twelveMonths } from '../../domain/licensing/maintenance';
import type { ProductEntity } from '../../database/entities/product.entity';
import type { DemoAccount } from './demo-account';
import type { DemoCatalog } from './demo-catalog';
import type { DemoLicense } from './demo-license';
import type { DemoOrder, OrderLine, Settlement } from './demo-order';
import type { DemoSetting } from './demo-setting';
import { OrderLines } from './order-lines';
import type { Random } from './random';

/** An unpaid order suspends its licenses after so many days. */
const SUSPENDED_AFTER_DAYS = 60;

interface Purchase {
  readonly account: DemoAccount;
  readonly placedOn: Day;
  readonly placedAt: Date;
  readonly licenses: number;
  readonly monthly: boolean;
  readonly settlement: Settlement;
}

/** Every order, and every license that was bought. */
export class OrderBook {
  readonly orders: DemoOrder[] = [];
  readonly licenses: DemoLicense[] = [];
  readonly lines: OrderLines;

  constructor(
    private readonly setting: DemoSetting,
    private readonly random: Random,
  ) {
    this.lines = new OrderLines(setting.catalog);
  }

  /** Buys licenses; `assign` says whom each goes to, and when. */
  purchase(
    purchase: Purchase,
    assign: (placedOn: Day) => Pick<DemoLicense, 'customer' | 'assignedAt' | 'origin' | 'status'>,
  ): void {
    const { account, placedOn, placedAt, settlement } = purchase;
    const lines: OrderLine[] = [];
    for (let count = 0; count < purchase.licenses; count += 1) {
      const license = this.license(purchase, assign(placedOn));
      this.licenses.push(license);
      lines.push(...this.lines.purchase(license, placedOn));
    }
    this.orders.push({ account, placedOn, placedAt, lines, monthly: purchase.monthly, settlement });
  }

  private license(
    { account, placedOn, placedAt, settlement }: Purchase,
    assigned: Pick<DemoLicense, 'customer' | 'assignedAt' | 'origin' | 'status'>,
  ): DemoLicense {
    const { time, catalog } = this.setting;
    const product = someProduct(catalog, this.random);
    const addOns = catalog.addOnsFor(product);
    const withdrawn = settlement.how === 'VOID' || settlement.how === 'CREDITED';
    const suspended =
      settlement.how === 'UNPAID' && placedOn < addDays(time.today, -SUSPENDED_AFTER_DAYS);
    const assignedStatus = suspended && assigned.customer ? 'SUSPENDED' : assigned.status;
    return {
      ...assigned,
      id: 0,
      payer: account,
      product,
      addOns: this.random.chance(0.2) ? this.random.some(addOns, this.random.whole(1, 2)) : [],
      status: withdrawn ? 'ENDED' : assignedStatus,
      createdOn: placedOn,
      createdAt: placedAt,
      maintenance: twelveMonths(placedOn),
      endedAt: withdrawn
        ? time.afternoon(addDays(placedOn, settlement.afterDays), this.random)
        : null,
      lastChange: null,
      keyReplacedAt: null,
      changes: [],
    };
  }
}

/** Mostly mail, mostly small. */
export function someProduct(catalog: DemoCatalog, random: Random): ProductEntity {
  const share = random.fraction();
  const family = share < 0.6 ? 'SMARTERMAIL' : share < 0.82 ? 'SMARTERTRACK' : 'SMARTERSTATS';
  const edition = random.chance(0.55) ? 'PROFESSIONAL' : 'ENTERPRISE';
  return random.pickEarly(catalog.ladder(family, edition));
}
