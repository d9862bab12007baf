import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { paidFromCredit } from '../../domain/billing/account-credit';
import type { Day } from '../../domain/billing/calendar';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import type { LeaseInvoiceLine } from '../../domain/billing/lease-invoice';
import { badInput } from '../../graphql/errors';
import { Money, money } from '../../graphql/money';
import { DateScalar } from '../../graphql/scalars';
import type { Context } from '../context';
import type { CarriedInvoicesRepository } from '../invoice/carried-invoices.repository';
import { carriedLoader, creditLoader } from '../invoice/invoice.loaders';
import type { InvoiceRepository } from '../invoice/invoice.repository';
import { leaseLoader } from './lease.loaders';
import { providerGrants, type LeaseRepository } from './lease.repository';
import { shownCharge } from './lease.resolver';
import { Lease, type LeaseRow } from './lease.types';
import {
  ForecastLine,
  LeaseForecast,
  type ForecastLease,
  type ForecastLineRow,
} from './report.types';

/** As many lines a forecast shows at once. */
const MOST_LINES = 100;

type ForecastedLine = LeaseInvoiceLine<ForecastLease>;

/** Those of a page, where one line stands for each of equal leases. */
function page(lines: readonly ForecastedLine[], first: number, after: number): ForecastedLine[] {
  const found: ForecastedLine[] = [];
  let before = 0;
  for (const line of lines) {
    const { count = 1 } = line.lease;
    const from = Math.max(after - before, 0);
    const room = first - found.length;
    for (let n = 0; n < Math.min(count - from, room); n++) found.push(line);
    if (found.length >= first) break;
    before += count;
  }
  return found;
}

@Resolver(() => LeaseForecast)
export class LeaseForecastResolver {
  constructor(
    private readonly carriedInvoices: CarriedInvoicesRepository,
    private readonly invoices: InvoiceRepository,
    private readonly limits: LimitsOf,
  ) {}

  @FieldResolver(() => DateScalar, { description: 'First day of the billed month.' })
  month(@Root() { month }: LeaseForecast): Day {
    return month;
  }

  @FieldResolver(() => DateScalar, { description: 'When it will be issued and charged.' })
  issuedOn(@Root() { issuedOn }: LeaseForecast): Day {
    return issuedOn;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Tax note, such as reverse charge; null when there is none.',
  })
  taxNote(@Root() { taxNote }: LeaseForecast): string | null {
    return taxNote;
  }

  @FieldResolver(() => Int, { description: 'Number of billed leases.' })
  lineCount(@Root() { invoice }: LeaseForecast): number {
    return (invoice?.lines ?? []).reduce((sum, { lease: { count = 1 } }) => sum + count, 0);
  }

  @FieldResolver(() => [ForecastLine], {
    nullable: true,
    description: 'Lines, in order; lines of hypothetical leases come last.',
  })
  lines(
    @Root() { invoice, accountId, currency, grants }: LeaseForecast,
    @Arg('first', () => Int, {
      defaultValue: 20,
      description: `Number of lines; at most ${MOST_LINES}.`,
    })
    first: number,
    @Arg('after', () => Int, {
      defaultValue: 0,
      description: 'Position after which the lines start.',
    })
    after: number,
    @Ctx() { actor }: Context,
  ): readonly ForecastLineRow[] {
    if (first < 0 || first > MOST_LINES || after < 0)
      throw badInput(`\`first\` must be between 0 and ${MOST_LINES}, and \`after\` a position.`);
    return page(invoice?.lines ?? [], first, after).map((line, index) => ({
      position: after + index + 1,
      description: line.description,
      explanation: line.explanation,
      amount: money(line.amount, currency),
      leaseKey: line.lease.number === null ? null : line.lease.key,
      leaseCharge: shownCharge(line.charge, line.lease.terms, {
        currency,
        grants: providerGrants(actor, accountId),
      }),
      grants,
    }));
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Sum of the lines, before tax.' })
  subtotal(@Root() { invoice, currency }: LeaseForecast): Money {
    return money(invoice?.subtotal ?? 0n, currency);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Tax.' })
  tax(@Root() { invoice, currency }: LeaseForecast): Money {
    return money(invoice?.tax ?? 0n, currency);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Subtotal and tax.' })
  total(@Root() { invoice, currency }: LeaseForecast): Money {
    return money(invoice?.total ?? 0n, currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Sum of earlier invoices that are each below the minimum card charge. It is charged together with this invoice.',
  })
  async carried(@Root() forecast: LeaseForecast, @Ctx() context: Context): Promise<Money> {
    return money(await this.carriedBy(forecast, context), forecast.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Amount that the card will be charged: `total` and `carried`, less account credit. Zero when that is below the minimum card charge; the rest is carried over.',
  })
  async toCharge(@Root() forecast: LeaseForecast, @Ctx() context: Context): Promise<Money> {
    const { accountId, invoice, currency } = forecast;
    const all = (invoice?.total ?? 0n) + (await this.carriedBy(forecast, context));
    const credit = (await creditLoader(context, this.invoices).load(accountId))?.credit ?? 0n;
    const { rest } = paidFromCredit(all, credit);
    return money(rest < this.limits(currency).least ? 0n : rest, currency);
  }

  private async carriedBy({ accountId }: LeaseForecast, context: Context): Promise<bigint> {
    const found = await carriedLoader(context, this.carriedInvoices).load(accountId);
    return BigInt(found?.amount ?? 0);
  }
}

@Resolver(() => ForecastLine)
export class ForecastLineResolver {
  constructor(private readonly leases: LeaseRepository) {}

  @FieldResolver(() => Lease, {
    nullable: true,
    description: 'Lease that the line bills; null for a hypothetical one.',
  })
  async lease(
    @Root() { leaseKey }: ForecastLineRow,
    @Ctx() context: Context,
  ): Promise<LeaseRow | null> {
    return leaseKey === null ? null : leaseLoader(context, this.leases).load(leaseKey);
  }
}
