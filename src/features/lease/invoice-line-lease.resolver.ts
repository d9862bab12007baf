import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOfMonth } from '../../domain/billing/calendar';
import { divisorOf } from '../../domain/billing/lease-charge';
import { follow } from '../../graphql/follow';
import { money } from '../../graphql/money';
import type { NodeRows } from '../../graphql/node-rows';
import type { Context } from '../context';
import { segmentsLoader } from '../invoice/invoice.loaders';
import type { InvoiceLineRepository } from '../invoice/invoice-line.repository';
import { InvoiceLine, type InvoiceLineRow } from '../invoice/invoice.types';
import { Lease, LeaseCharge, type LeaseChargeRow, type LeaseRow } from './lease.types';

/** The lease that a line of an invoice bills, and how its amount was calculated. */
@Resolver(() => InvoiceLine)
export class InvoiceLineLeaseResolver {
  constructor(
    private readonly rows: NodeRows,
    private readonly invoiceLines: InvoiceLineRepository,
  ) {}

  @FieldResolver(() => Lease, {
    nullable: true,
    description:
      'Lease that the line bills, as it is now. Null for other lines, and, with an error `FORBIDDEN`, for viewers who may not see leases.',
  })
  lease(@Root() { leaseId }: InvoiceLineRow, @Ctx() context: Context): Promise<LeaseRow | null> {
    return follow<LeaseRow>(this.rows, context, 'Lease', leaseId);
  }

  @FieldResolver(() => LeaseCharge, {
    nullable: true,
    description:
      'Days and monthly prices that the amount was calculated from, as of the day of issue; null for lines that bill no lease.',
  })
  async leaseCharge(
    @Root() { invoiceId, position, leaseId, amount, currency, grants }: InvoiceLineRow,
    @Ctx() context: Context,
  ): Promise<LeaseChargeRow | null> {
    if (leaseId === null) return null;
    const all = await segmentsLoader(context, this.invoiceLines).load(invoiceId);
    const segments = all
      .filter(({ linePosition }) => linePosition === position)
      .map(({ from, to, productId, rate }) => ({
        from,
        to,
        days: dayOfMonth(to) - dayOfMonth(from) + 1,
        rate: money(rate, currency),
        productId,
        grants,
      }));
    const days = segments.reduce((sum, segment) => sum + segment.days, 0);
    return { segments, days, divisor: divisorOf(days), amount, grants };
  }
}
