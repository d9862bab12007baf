import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { firstDay, lastDay, monthOf, nextMonth, type Day } from '../../domain/billing/calendar';
import { dayOf, startOfDay } from '../../domain/billing/day-of';
import { leaseInvoiceOf } from '../../domain/billing/lease-invoice';
import { taxTermsFor, type TaxRules } from '../../domain/billing/tax';
import { decideChoice, monthlyTotal } from '../../domain/leasing/lease-terms';
import type { Queries } from '../../database/database';
import { LooksAt } from '../../graphql/looks';
import { badInput } from '../../graphql/errors';
import type { IdCodec } from '../../graphql/ids';
import { Account, type AccountRow } from '../account/account.types';
import { FormerTaxFactsRepository } from '../account/former-tax-facts.repository';
import type { Context } from '../context';
import { LeaseFactsRepository } from './lease-facts.repository';
import { LeaseOffers } from './lease-offers';
import { HypotheticalLeases, LeaseForecast, type ForecastLease } from './report.types';

/** As many starts and stops a forecast takes at most, and as many leases one start stands for. */
const MOST_HYPOTHESES = 100;
const MOST_OF_A_KIND = 1_000;

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
    const leases: ForecastLease[] = this.withStops(
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
    leases: readonly ForecastLease[],
    hypothetical: HypotheticalLeases | null | undefined,
    today: Day,
  ): ForecastLease[] {
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
  ): Promise<ForecastLease[]> {
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
        productId: choice.product.key,
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
