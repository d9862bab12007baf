import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { follow } from '../../graphql/follow';
import { rowLoader } from '../../graphql/lists';
import type { NodeRows } from '../../graphql/node-rows';
import type { Context } from '../context';
import {
  Invoice,
  InvoiceLine,
  type InvoiceLineRow,
  type InvoiceRow,
} from '../invoice/invoice.types';
import type { OrderRepository } from './order.repository';
import { Order, type OrderRow } from './order.types';

/** Which order an invoice is for. */
export class InvoiceOrders {
  constructor(
    private readonly rows: NodeRows,
    private readonly orders: OrderRepository,
  ) {}

  async of(context: Context, invoice: number): Promise<OrderRow | null> {
    const ties = rowLoader(
      context,
      'Invoice.order',
      (scope, keys) => this.orders.ofInvoices(scope, keys),
      (row) => row.invoiceId ?? 0,
    );
    const tie = await ties.load(invoice);
    return follow<OrderRow>(this.rows, context, 'Order', tie?.pk ?? null);
  }
}

@Resolver(() => Invoice)
export class InvoiceOrderResolver {
  constructor(private readonly orders: InvoiceOrders) {}

  @FieldResolver(() => Order, {
    nullable: true,
    description:
      'Order that the invoice is for. Null for other kinds of invoices, and, with an error `FORBIDDEN`, for viewers who may not see orders.',
  })
  order(@Root() { pk }: InvoiceRow, @Ctx() context: Context): Promise<OrderRow | null> {
    return this.orders.of(context, pk);
  }
}

@Resolver(() => InvoiceLine)
export class InvoiceLineOrderResolver {
  constructor(private readonly orders: InvoiceOrders) {}

  @FieldResolver(() => Order, {
    nullable: true,
    description:
      'Order that the line is from, at the same position; null for leases, summaries and credit notes, and, with an error `FORBIDDEN`, for viewers who may not see orders.',
  })
  order(@Root() { invoiceId }: InvoiceLineRow, @Ctx() context: Context): Promise<OrderRow | null> {
    return this.orders.of(context, invoiceId);
  }
}
