import DataLoader from 'dataloader';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import { addOnLoader, productLoader, supportProductLoader } from '../catalog/catalog.loaders';
import type { CatalogRepository } from '../catalog/catalog.repository';
import {
  AddOn,
  Product,
  SupportProduct,
  type AddOnRow,
  type ProductRow,
  type SupportProductRow,
} from '../catalog/catalog.types';
import type { Context } from '../context';
import { invoiceLoader } from '../invoice/invoice.loaders';
import type { InvoiceRepository } from '../invoice/invoice.repository';
import { Invoice, type InvoiceRow } from '../invoice/invoice.types';
import { licenseLoader } from '../license/license.loaders';
import type { LicenseRepository } from '../license/license.repository';
import { License, type LicenseRow } from '../license/license.types';
import type { OrderRepository } from './order.repository';
import { Order, OrderConnection, OrderLine, type OrderLineRow, type OrderRow } from './order.types';

/** Lines by the order itself, which knows their currency and whose they are. */
const linesLoader = (
  { loaders, scope }: Context,
  orders: OrderRepository,
): DataLoader<OrderRow, readonly OrderLineRow[], number> =>
  loaders.get(
    'Order.lines',
    () =>
      new DataLoader<OrderRow, readonly OrderLineRow[], number>(
        async (rows) => {
          const lines = await orders.lines(scope, rows);
          return rows.map(({ pk }) => lines.get(pk) ?? []);
        },
        { cacheKeyFn: ({ pk }) => pk },
      ),
  );

@Resolver(() => Account)
export class AccountOrdersResolver {
  private readonly list: ListDeclaration<OrderRow, null, 'NEWEST_FIRST'>;

  constructor(
    orders: OrderRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.orders',
      type: 'Order',
      connection: OrderConnection,
      orders: {
        NEWEST_FIRST: [
          { column: 'o.placed_at', property: 'placedAt', descending: true },
          { column: 'o.id', property: 'pk', descending: true },
        ],
      },
      parentOf: (row) => row.accountId,
      reader: orders,
    };
  }

  @FieldResolver(() => OrderConnection, {
    nullable: true,
    description: 'Orders of the account, newest first.',
  })
  orders(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.list, account.pk, page, 'NEWEST_FIRST', null);
  }
}

@Resolver(() => Order)
export class OrderResolver {
  constructor(
    private readonly orders: OrderRepository,
    private readonly invoices: InvoiceRepository,
  ) {}

  @FieldResolver(() => [OrderLine], { nullable: true, description: 'Lines, in order of position.' })
  lines(@Root() order: OrderRow, @Ctx() context: Context): Promise<readonly OrderLineRow[]> {
    return linesLoader(context, this.orders).load(order);
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description:
      'The invoice of the order, for people with permission to see invoices; null for others.',
  })
  async invoice(
    @Root() { invoiceId }: OrderRow,
    @Ctx() context: Context,
  ): Promise<InvoiceRow | null> {
    return invoiceId === null ? null : invoiceLoader(context, this.invoices).load(invoiceId);
  }
}

@Resolver(() => OrderLine)
export class OrderLineResolver {
  constructor(
    private readonly licenses: LicenseRepository,
    private readonly catalog: CatalogRepository,
  ) {}

  @FieldResolver(() => Product, {
    nullable: true,
    description:
      'Product that was bought, or that the license was for when something was bought for it; null for support.',
  })
  async product(
    @Root() { productId }: OrderLineRow,
    @Ctx() context: Context,
  ): Promise<ProductRow | null> {
    return productId === null ? null : productLoader(context, this.catalog).load(productId);
  }

  @FieldResolver(() => [AddOn], {
    nullable: true,
    description: 'Add-ons that were bought; empty for kinds without any.',
  })
  async addOns(
    @Root() { addOnIds }: OrderLineRow,
    @Ctx() context: Context,
  ): Promise<readonly AddOnRow[]> {
    const rows = await Promise.all(
      addOnIds.map((key) => addOnLoader(context, this.catalog).load(key)),
    );
    return rows.filter((row) => row !== null);
  }

  @FieldResolver(() => SupportProduct, {
    nullable: true,
    description: 'Support product that was bought; null for other kinds.',
  })
  async supportProduct(
    @Root() { supportProductId }: OrderLineRow,
    @Ctx() context: Context,
  ): Promise<SupportProductRow | null> {
    return supportProductId === null
      ? null
      : supportProductLoader(context, this.catalog).load(supportProductId);
  }

  @FieldResolver(() => License, {
    nullable: true,
    description:
      'License that was bought or changed, as it is now; of several new ones the first (see `Order.licenses` for all). Null for support.',
  })
  async license(
    @Root() { licenseId }: OrderLineRow,
    @Ctx() context: Context,
  ): Promise<LicenseRow | null> {
    return licenseId === null ? null : licenseLoader(context, this.licenses).load(licenseId);
  }
}
