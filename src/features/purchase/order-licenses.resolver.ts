import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { LineUse } from '../../domain/purchasing/order-line';
import { PageArgs } from '../../graphql/connection';
import { rowLoader, type ListDeclaration, type Lists } from '../../graphql/lists';
import { LooksAt } from '../../graphql/looks';
import { authorize } from '../../permissions/authorize';
import type { Context } from '../context';
import { License, LicenseConnection, type LicenseRow } from '../license/license.types';
import { lineGrants } from './cart.repository';
import type {
  OrderedLicenseRow,
  OrderLicenseRepository,
  SeenUses,
} from './order-license.repository';
import type { OrderRepository } from './order.repository';
import { Order, type OrderRow } from './order.types';

@Resolver(() => License)
export class LicenseOrderResolver {
  constructor(
    private readonly orders: OrderRepository,
    private readonly made: OrderLicenseRepository,
  ) {}

  @FieldResolver(() => Order, {
    nullable: true,
    description:
      'The order that the license was bought with. Visible to the paying account, for members who may buy; null for others and for leased licenses.',
  })
  async order(@Root() { pk }: LicenseRow, @Ctx() context: Context): Promise<OrderRow | null> {
    const ties = rowLoader(
      context,
      'License.order',
      (scope, keys) => this.made.ordersOf(scope, keys),
      (row) => row.licenseId,
    );
    const tie = await ties.load(pk);
    if (tie === null) return null;
    const orders = rowLoader(
      context,
      'Order',
      (scope, keys) => this.orders.byKeys(scope, keys),
      (row) => row.pk,
    );
    return orders.load(tie.orderId);
  }
}

@Resolver(() => Order)
export class OrderLicensesResolver {
  private readonly list: ListDeclaration<LicenseRow, SeenUses, 'OLDEST_FIRST'>;

  constructor(
    made: OrderLicenseRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Order.licenses',
      type: 'License',
      connection: LicenseConnection,
      orders: { OLDEST_FIRST: [{ column: 'x.license_id', property: 'pk', descending: false }] },
      // Its own reader gives nothing else.
      parentOf: (row) => (row as OrderedLicenseRow).orderId,
      reader: made,
    };
  }

  @FieldResolver(() => LicenseConnection, {
    nullable: true,
    description:
      'Licenses that the order created, in the order of its lines. Licenses for resale need `RESELLER`, others `MAKE_PURCHASES`. See `lines` for changes to existing licenses.',
  })
  @LooksAt({ counted: 200_000 })
  licenses(
    @Root() { pk, accountId }: OrderRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const { actor } = context;
    // Whoever may see the license of a line may see all that the line made.
    const uses = Object.values(LineUse).filter(
      (use) => authorize(actor, 'OrderLine', 'license', lineGrants(actor, accountId, use)) === null,
    );
    return this.lists.connection(context, this.list, pk, page, 'OLDEST_FIRST', uses);
  }
}
