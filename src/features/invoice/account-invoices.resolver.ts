import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isMonth } from '../../domain/billing/calendar';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import { badInput } from '../../graphql/errors';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Money, money } from '../../graphql/money';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { AccountBalance, type AccountBalanceRow } from './account-balance.resolver';
import type { CarriedInvoicesRepository } from './carried-invoices.repository';
import { carriedLoader } from './invoice.loaders';
import { INVOICE_ORDERS } from './invoice-orders';
import { UNPAID, type InvoiceConditions, type InvoiceRepository } from './invoice.repository';
import { InvoiceConnection, InvoiceFilter, InvoiceSort, type InvoiceRow } from './invoice.types';

/** @throws BAD_USER_INPUT for what is no month. */
function monthIn(period: string | null): string | null {
  if (period === null || isMonth(period)) return period;
  throw badInput('`period` is a month of the years 1000 to 9999, such as 2026-11.');
}

const conditionsOf = (filter: InvoiceFilter | null | undefined): InvoiceConditions => ({
  kind: filter?.kind ?? null,
  status: filter?.status ?? null,
  issuedFrom: filter?.issuedFrom ?? null,
  issuedTo: filter?.issuedTo ?? null,
  period: monthIn(filter?.period ?? null),
  search: filter?.search ?? null,
});

const UNPAID_SUMMARIES: InvoiceConditions = {
  ...conditionsOf(null),
  kind: ['SUMMARY'],
  status: UNPAID,
};

@Resolver(() => Account)
export class AccountInvoicesResolver {
  private readonly list: ListDeclaration<InvoiceRow, InvoiceConditions, InvoiceSort>;

  constructor(
    private readonly carriedInvoices: CarriedInvoicesRepository,
    invoices: InvoiceRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.invoices',
      type: 'Invoice',
      connection: InvoiceConnection,
      orders: INVOICE_ORDERS,
      parentOf: (row) => row.accountId,
      reader: invoices,
    };
  }

  @FieldResolver(() => AccountBalance, {
    nullable: true,
    description: 'Debt and credit of the account.',
  })
  balance(@Root() { pk: accountId, currency, grants }: AccountRow): AccountBalanceRow {
    return { accountId, currency, grants };
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Sum of invoices that are each below the minimum card charge. It is charged together with the next invoice, or once it reaches that minimum.',
  })
  @LooksAt({ always: 100_000 })
  async carried(@Root() { pk, currency }: AccountRow, @Ctx() context: Context): Promise<Money> {
    const found = await carriedLoader(context, this.carriedInvoices).load(pk);
    return money(found?.amount ?? 0, currency);
  }

  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description: 'All invoices of the account.',
  })
  @LooksAt({ searched: 300_000 })
  invoices(
    @Root() account: AccountRow,
    @Arg('filter', () => InvoiceFilter, { nullable: true, description: 'Which invoices.' })
    filter: InvoiceFilter | null | undefined,
    @Arg('orderBy', () => InvoiceSort, {
      defaultValue: 'NEWEST_FIRST',
      description: 'Sort order.',
    })
    orderBy: InvoiceSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(
      context,
      this.list,
      account.pk,
      page,
      orderBy,
      conditionsOf(filter),
    );
  }

  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description: 'Unpaid summary invoices, oldest first.',
  })
  unpaidSummaryInvoices(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(
      context,
      this.list,
      account.pk,
      page,
      'OLDEST_FIRST',
      UNPAID_SUMMARIES,
    );
  }
}
