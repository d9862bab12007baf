import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { follow } from '../../graphql/follow';
import type { NodeRows } from '../../graphql/node-rows';
import { Product, type ProductRow } from '../catalog/catalog.types';
import type { Context } from '../context';
import { License, type LicenseRow } from '../license/license.types';
import { Invoice, InvoiceLine, type InvoiceLineRow, type InvoiceRow } from './invoice.types';

/** What a line is about: the line stays as it was issued, what it leads to lives on. */
@Resolver(() => InvoiceLine)
export class InvoiceLineResolver {
  constructor(private readonly rows: NodeRows) {}

  @FieldResolver(() => License, {
    nullable: true,
    description:
      'License that was bought, changed or leased, as it is now; of several new ones the first (see `order` for all). Null for summaries, credit notes and support, and, with an error `FORBIDDEN`, for viewers who may not see the license.',
  })
  license(
    @Root() { licenseId }: InvoiceLineRow,
    @Ctx() context: Context,
  ): Promise<LicenseRow | null> {
    return follow<LicenseRow>(this.rows, context, 'License', licenseId);
  }

  @FieldResolver(() => Product, {
    nullable: true,
    description:
      'Product on the day of issue: the one that was bought, or the last one of a leased month. Null for summaries, credit notes and support.',
  })
  product(
    @Root() { productId }: InvoiceLineRow,
    @Ctx() context: Context,
  ): Promise<ProductRow | null> {
    return follow<ProductRow>(this.rows, context, 'Product', productId);
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'Invoice that the line of a summary invoice stands for; null for other kinds.',
  })
  summarizedInvoice(
    @Root() { summarizedInvoiceId }: InvoiceLineRow,
    @Ctx() context: Context,
  ): Promise<InvoiceRow | null> {
    return follow<InvoiceRow>(this.rows, context, 'Invoice', summarizedInvoiceId);
  }
}
