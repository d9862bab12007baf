import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { firstDay, monthOf } from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import { leaseReport, reportedMonths } from '../../domain/leasing/lease-report';
import type { Queries } from '../../database/database';
import { LooksAt } from '../../graphql/looks';
import { badInput } from '../../graphql/errors';
import { PageArgs } from '../../graphql/connection';
import type { IdCodec } from '../../graphql/ids';
import { money } from '../../graphql/money';
import { RowList } from '../../graphql/row-list';
import { Account, type AccountRow } from '../account/account.types';
import { productLoader } from '../catalog/catalog.loaders';
import type { CatalogRepository } from '../catalog/catalog.repository';
import type { Context } from '../context';
import { customerOfPartnerLoader } from '../customer/customer.loaders';
import type { CustomerRepository } from '../customer/customer.repository';
import { Customer, type CustomerRow } from '../customer/customer.types';
import { LeaseFactsRepository } from './lease-facts.repository';
import {
  LeaseCostOfCustomer,
  LeaseCostOfCustomerConnection,
  LeaseReports,
  LeasesByProductMonth,
  LeaseTurnoverMonth,
  MOST_MONTHS,
  ReportArgs,
  USUAL_MONTHS,
  type LeaseCostOfCustomerRow,
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
    @Args(() => ReportArgs) { from, to }: ReportArgs,
    @Ctx() { scope, now }: Context,
  ): Promise<LeaseReports> {
    const last = monthOf(to ?? dayOf(now, this.timeZone));
    const months = reportedMonths(
      { from: from ? monthOf(from) : null, to: last },
      { most: MOST_MONTHS, byDefault: USUAL_MONTHS },
    );
    if (months === 'BACKWARDS') throw badInput('`from` must come before `to`.');
    if (months === 'TOO_MANY') throw badInput(`At most ${MOST_MONTHS} months at once.`);
    const leases = await this.facts.between(scope, pk, months[0] ?? last, last);
    const report = leaseReport(months, leases);
    return { report, accountId: pk, currency, grants };
  }
}

@Resolver(() => LeaseReports)
export class LeaseReportRowsResolver {
  private readonly costs: RowList<LeaseCostOfCustomerRow>;

  constructor(
    private readonly catalog: CatalogRepository,
    ids: IdCodec,
  ) {
    this.costs = new RowList(ids, {
      name: 'LeaseReports.costByCustomer',
      type: 'Account',
      connection: LeaseCostOfCustomerConnection,
      order: [
        { property: 'total', descending: true },
        { property: 'pk', descending: false },
      ],
    });
  }

  @FieldResolver(() => [LeasesByProductMonth], {
    description: 'Number of leases by month and product.',
  })
  async leasesByProduct(
    @Root() { report }: LeaseReports,
    @Ctx() context: Context,
  ): Promise<readonly object[]> {
    const products = productLoader(context, this.catalog);
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

  @FieldResolver(() => LeaseCostOfCustomerConnection, {
    nullable: true,
    description:
      'Cost of each customer with an active lease in the reported months; the highest cost comes first.',
  })
  costByCustomer(
    @Root() { report, accountId, currency, grants }: LeaseReports,
    @Args(() => PageArgs) page: PageArgs,
  ): object {
    const rows = report.byCustomer.map(
      ({ accountId: pk, leases, cost, months }): LeaseCostOfCustomerRow => ({
        ...{ pk, accountId, leases, cost: money(cost, currency), total: Number(cost), grants },
        months: months.map((of) => ({
          month: firstDay(of.month),
          leases: of.leases,
          cost: money(of.cost, currency),
          grants,
        })),
      }),
    );
    return this.costs.connection(rows, page);
  }
}

@Resolver(() => LeaseCostOfCustomer)
export class LeaseCostOfCustomerResolver {
  constructor(private readonly customers: CustomerRepository) {}

  @FieldResolver(() => Customer, { nullable: true, description: 'The customer.' })
  customer(
    @Root() { pk, accountId }: LeaseCostOfCustomerRow,
    @Ctx() context: Context,
  ): Promise<CustomerRow | null> {
    return customerOfPartnerLoader(context, this.customers, accountId).load(pk);
  }
}
