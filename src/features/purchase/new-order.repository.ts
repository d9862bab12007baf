import type { Month } from '../../domain/billing/calendar';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { Currency } from '../../domain/billing/money';
import type { TaxTerms } from '../../domain/billing/tax';
import type { BasketTotals } from '../../domain/purchasing/basket';
import type { BillingChoice } from '../../domain/purchasing/order';
import type { PricedLine } from '../../domain/purchasing/order-line';
import type { Transaction } from '../../database/database';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { NamedCustomer } from '../customer/named-customer';
import type { WantedLine } from './basket.types';
import { OrderEntity, OrderLineEntity } from '../../database/entities/order.entity';
import { AccountEntity } from '../../database/entities/account.entity';
import { insertInto, insertRows } from '../../database/changes';
import { table } from '../../database/table';

/** An order that is about to be written down. */
export interface NewOrder {
  readonly accountId: number;
  readonly billing: BillingChoice;
  readonly currency: Currency;
  readonly totals: BasketTotals;
  readonly tax: TaxTerms;
  /** Whom the invoice is made out to; the tax follows from it. */
  readonly buyer: InvoiceParty;
  /** The API token that orders, and the month that it counts in. */
  readonly spends: { readonly tokenId: number; readonly month: Month } | null;
  readonly lines: readonly {
    readonly wanted: WantedLine;
    readonly priced: PricedLine;
    readonly cartLineId: number | null;
    readonly assignTo: NamedCustomer | null;
  }[];
  readonly now: Date;
}

const a = table(AccountEntity, 'a');

/** Writes orders down. The account is locked by whoever calls. */
export class NewOrderRepository {
  constructor(private readonly tx: Transaction) {}

  /** Writes an order down: nobody sees it before it is placed. @returns its key. */
  async add(scope: Scope, order: NewOrder): Promise<number> {
    const { accountId, totals, tax, buyer, spends } = order;
    const pk = await this.tx.insert(
      scope,
      insertInto(
        OrderEntity,
        {
          accountId: a.id,
          status: 'PENDING',
          billing: order.billing,
          currency: order.currency,
          subtotal: totals.subtotal,
          discount: totals.discount,
          taxRateBasisPoints: tax.rateInBasisPoints,
          tax: totals.tax,
          total: totals.total,
          taxNote: tax.note,
          createdAt: order.now,
          tokenId: spends?.tokenId ?? null,
          spentMonth: spends?.month ?? null,
          billedName: buyer.name,
          billedAddress: buyer.address,
          billedCountry: buyer.country,
          billedVatNumber: buyer.vatNumber,
        },
        sql`FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
      ),
    );
    const rows = order.lines.map(({ wanted, priced, cartLineId, assignTo }, index) => ({
      accountId: sql`IF(${reachAccountKey(accountId)}, ${accountId}, NULL)`,
      orderId: pk,
      position: index + 1,
      kind: wanted.kind,
      lineUse: wanted.use,
      // Of a change that keeps the product, the one that the license has.
      productId: wanted.product ?? priced.license?.product.key ?? null,
      supportProductId: wanted.support,
      licenseId: wanted.license,
      addOns: wanted.addOns.join(','),
      description: priced.description,
      explanation: priced.explanation,
      quantity: priced.quantity,
      listPrice: priced.listPrice,
      discount: priced.discount,
      discountReason: priced.discountReason,
      amount: priced.amount,
      cartLineId,
      assignEmail: assignTo?.email ?? null,
      assignName: assignTo?.name ?? null,
      assignCountry: assignTo?.country ?? null,
      assignCustomerId: assignTo?.customer?.pk ?? null,
    }));
    await this.tx.write(scope, insertRows(OrderLineEntity, rows));
    return pk;
  }
}
