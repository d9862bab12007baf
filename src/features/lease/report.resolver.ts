import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { firstDay, monthOf } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import { leaseReport, reportedMonths } from '../../domain/leasing/lease-report';
import { licenseGrants } from '../../domain/licensing/license';
import type { Queries } from '../../database/database';
import { LooksAt } from '../../graphql/looks';
import { badInput } from '../../graphql/errors';
import { rowLoader } from '../../graphql/lists';
import { money } from '../../graphql/money';
import { Account, type AccountRow } from '../account/account.types';
import type { CatalogRepository } from '../catalog/catalog.repository';
import type { Context } from '../context';
import { LeaseFactsRepository } from './lease-facts.repository';
import {
  LeaseCostMonth,
  LeaseReports,
  LeasesByProductMonth,
  LeaseTurnoverMonth,
  MOST_MONTHS,
  MOST_NAMED,
  ReportArgs,
  USUAL_MONTHS,
} from './report.types';

/** What lease providers look back at (R46). */
@Resolver(() => Account)
export class LeaseReportsResolver {
  private readonly facts: LeaseFactsRepository;

  constructor(
    reading: Queries,
    private readonly timeZone: string,
  ) {
    this.facts = new LeaseFactsRepository(reading);
  }

  @FieldResolver(() => LeaseReports, {
    nullable: true,
    description: 'Leases of the account by month, product and customer.',
  })
  @LooksAt({ always: 400_000 })
  async reports(
    @Root() { pk, currency, grants }: AccountRow,
    @Args(() => ReportArgs) { from, to, customers }: ReportArgs,
    @Ctx() { scope, now }: Context,
  ): Promise<LeaseReports> {
    const last = monthOf(to ?? dayOf(now, this.timeZone));
    const months = reportedMonths(
      { from: from ? monthOf(from) : null, to: last },
      { most: MOST_MONTHS, byDefault: USUAL_MONTHS },
    );
    if (months === 'BACKWARDS') throw badInput('`from` must come before `to`.');
    if (months === 'TOO_MANY') throw badInput(`At most ${MOST_MONTHS} months at once.`);
    if (customers < 0 || customers > MOST_NAMED)
      throw badInput(`\`customers\` must be between 0 and ${MOST_NAMED}.`);
    const leases = await this.facts.between(scope, pk, months[0] ?? last, last);
    const report = leaseReport(months, leases, customers);
    return { report, accountId: pk, currency, grants };
  }
}

@Resolver(() => LeaseReports)
export class LeaseReportRowsResolver {
  constructor(private readonly catalog: CatalogRepository) {}

  @FieldResolver(() => [LeasesByProductMonth], {
    description: 'Number of leases by month and product.',
  })
  async leasesByProduct(
    @Root() { report }: LeaseReports,
    @Ctx() context: Context,
  ): Promise<readonly object[]> {
    const products = rowLoader(
      context,
      'Product of a report',
      (scope, keys) => this.catalog.productsByKeys(scope, keys),
      (row) => row.pk,
    );
    return Promise.all(
      report.byProduct.map(async ({ month, productId, leases }) => ({
        month: firstDay(month),
        product: await products.load(productId),
        leases,
      })),
    );
  }

  @FieldResolver(() => [LeaseTurnoverMonth], {
    description: 'Starts and stops, one row for each month.',
  })
  startsAndStops(@Root() { report }: LeaseReports): readonly object[] {
    return report.turnover.map((row) => ({ ...row, month: firstDay(row.month) }));
  }

  @FieldResolver(() => [LeaseCostMonth], {
    nullable: true,
    description:
      'Cost of customers, by month; customers with the highest cost over all months come first.',
  })
  costByCustomer(
    @Root() { report, accountId, currency, grants }: LeaseReports,
    @Ctx() { actor }: Context,
  ): readonly object[] {
    const leased = licenseGrants(actor, { origin: 'LEASED', accountId, customerAccountId: null });
    return report.byCustomer.map(({ month, customer, leases, cost }) => ({
      month: firstDay(month),
      customer: customer && {
        pk: customer.accountId,
        partnerAccountId: accountId,
        name: customer.name,
        email: customer.email,
        relation: 'LEASED',
        grants: leased,
      },
      leases,
      cost: money(cost, currency),
      grants,
    }));
  }
}
