import { paidFromCredit } from '../../domain/billing/account-credit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { firstDay, lastDay, monthOf, nextMonth, type Day } from '../../domain/billing/calendar';
import { dayOf, startOfDay } from '../../domain/billing/day-of';
import {
  leaseInvoiceOf,
  type InvoicedLease,
  type LeaseInvoiceLine,
} from '../../domain/billing/lease-invoice';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import { taxTermsFor, type TaxRules } from '../../domain/billing/tax';
import { decideChoice, monthlyTotal } from '../../domain/leasing/lease-terms';
import type { Queries } from '../../database/database';
import { LooksAt } from '../../graphql/looks';
import { badInput } from '../../graphql/errors';
import type { IdCodec } from '../../graphql/ids';
import { Money, money } from '../../graphql/money';
import { DateScalar } from '../../graphql/scalars';
import { Account, type AccountRow } from '../account/account.types';
import { FormerTaxFactsRepository } from '../account/former-tax-facts.repository';
import type { Context } from '../context';
import type { CarriedInvoicesRepository } from '../invoice/carried-invoices.repository';
import { carriedLoader, creditLoader } from '../invoice/invoice.loaders';
import type { InvoiceRepository } from '../invoice/invoice.repository';
import { LeaseFactsRepository } from './lease-facts.repository';
import { LeaseOffers } from './lease-offers';
import { ForecastLine, HypotheticalLeases, LeaseForecast } from './report.types';

/** As many starts and stops a forecast takes at most, and as many leases one start stands for. */
const MOST_HYPOTHESES = 100;
const MOST_OF_A_KIND = 1_000;
/** As many lines a forecast shows at once. */
const MOST_LINES = 100;

/** What the next lease invoice comes to, as things stand or as they would be (R46). */
@Resolver(() => Account)
export class AccountForecastResolver {
  private readonly facts: LeaseFactsRepository;

  constructor(
    private readonly reading: Queries,
    private readonly ids: IdCodec,
    private readonly timeZone: string,
    private readonly taxRules: TaxRules,
  ) {
    this.facts = new LeaseFactsRepository(reading);
  }

  @FieldResolver(() => LeaseForecast, {
    nullable: true,
    description:
      'Forecast of the lease invoice of the running month, with optional hypothetical starts and stops.',
  })
  @LooksAt({ always: 400_000 })
  async nextInvoice(
    @Root() account: AccountRow,
    @Arg('hypothetical', () => HypotheticalLeases, {
      nullable: true,
      description: 'Hypothetical starts and stops until the end of the month.',
    })
    hypothetical: HypotheticalLeases | null | undefined,
    @Ctx() { scope, now }: Context,
  ): Promise<LeaseForecast> {
    const { pk, currency, grants } = account;
    const today = dayOf(now, this.timeZone);
    const month = monthOf(today);
    const leases: InvoicedLease[] = this.withStops(
      await this.facts.between(scope, pk, month, month),
      hypothetical,
      today,
    );
    leases.push(...(await this.starts(account, hypothetical, today, { scope, now })));
    const taxedOn = lastDay(month);
    const midnight = startOfDay(taxedOn, this.timeZone);
    const former = new FormerTaxFactsRepository(this.reading);
    // What is still to come, nobody has changed since.
    const facts = now <= midnight ? null : await former.asOf(scope, [account], midnight);
    const tax = taxTermsFor(facts?.get(pk) ?? account, taxedOn, this.taxRules);
    return {
      invoice: leaseInvoiceOf(month, leases, { currency, tax }),
      month: firstDay(month),
      issuedOn: firstDay(nextMonth(month)),
      taxNote: tax.note,
      accountId: pk,
      currency,
      grants,
    };
  }

  private withStops(
    leases: readonly InvoicedLease[],
    hypothetical: HypotheticalLeases | null | undefined,
    today: Day,
  ): InvoicedLease[] {
    const stops = new Map<number | null, Day>();
    for (const { leaseId, on } of within(hypothetical?.stops, 'stops'))
      stops.set(this.ids.keyOf('Lease', leaseId), onDay(on, today));
    const found = leases.map((lease) => {
      const stoppedOn = lease.stoppedOn ?? stops.get(lease.key) ?? null;
      stops.delete(lease.key);
      return { ...lease, stoppedOn };
    });
    if (stops.size > 0) throw badInput('Each of `stops` must be a lease of this month.');
    return found;
  }

  private async starts(
    { currency }: AccountRow,
    hypothetical: HypotheticalLeases | null | undefined,
    today: Day,
    { scope }: Pick<Context, 'scope' | 'now'>,
  ): Promise<InvoicedLease[]> {
    const starts = within(hypothetical?.starts, 'starts');
    if (starts.length === 0) return [];
    const chosen = starts.map(({ productId, addOnIds }) => ({
      productId: this.ids.keyOf('Product', productId) ?? 0,
      addOnIds: (addOnIds ?? []).map((id) => this.ids.keyOf('AddOn', id) ?? 0),
      path: ['hypothetical', 'starts'],
    }));
    const days = { from: today, to: lastDay(monthOf(today)) };
    const offers = await LeaseOffers.read(this.reading, scope, chosen, { currency, ...days });
    // After all that there are.
    const after = Number.MAX_SAFE_INTEGER - starts.length;
    return starts.map(({ on, count }, index) => {
      const choice = offers.choice(index);
      const startedOn = onDay(on, today);
      const prices = decideChoice(choice) ?? offers.pricesOn(startedOn, index);
      if ('code' in prices) throw badInput(prices.message);
      if (count < 1 || count > MOST_OF_A_KIND)
        throw badInput(`\`count\` must be between 1 and ${MOST_OF_A_KIND}.`);
      const term = {
        from: startedOn,
        monthlyPrice: monthlyTotal(prices),
        productName: choice.product.name,
      };
      return {
        key: after + index,
        number: null,
        customerEmail: 'a new customer',
        startedOn,
        stoppedOn: null,
        terms: [term],
        count,
      };
    });
  }
}

/** Those of a page, where one line stands for each of equal leases. */
function page(
  lines: readonly LeaseInvoiceLine[],
  first: number,
  after: number,
): LeaseInvoiceLine[] {
  const found: LeaseInvoiceLine[] = [];
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

/** @throws BAD_USER_INPUT for more than can be asked at once. */
function within<One>(list: readonly One[] | null | undefined, name: string): readonly One[] {
  if ((list?.length ?? 0) > MOST_HYPOTHESES)
    throw badInput(`\`${name}\` can hold at most ${MOST_HYPOTHESES}.`);
  return list ?? [];
}

/** @throws BAD_USER_INPUT for a day that is over, or of another month. */
function onDay(on: Day | null | undefined, today: Day): Day {
  const day = on ?? today;
  if (day < today || day > lastDay(monthOf(today)))
    throw badInput(`\`on\` must be a day from ${today} to ${lastDay(monthOf(today))}.`);
  return day;
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
    @Root() { invoice, currency, grants }: LeaseForecast,
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
  ): readonly object[] {
    if (first < 0 || first > MOST_LINES || after < 0)
      throw badInput(`\`first\` must be between 0 and ${MOST_LINES}, and \`after\` a position.`);
    return page(invoice?.lines ?? [], first, after).map((line, index) => ({
      position: after + index + 1,
      description: line.description,
      explanation: line.explanation,
      amount: money(line.amount, currency),
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
