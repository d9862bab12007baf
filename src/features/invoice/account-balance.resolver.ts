import { Ctx, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import type { RowGrants } from '../../domain/people/row-grants';
import { Money, money } from '../../graphql/money';
import type { Context } from '../context';
import { creditLoader, owedLoader } from './invoice.loaders';
import type { InvoiceRepository } from './invoice.repository';

@ObjectType({
  description:
    'Debt and credit of an account. Credit is not subtracted from debt before it is used.',
})
export class AccountBalance {}

/** The account whose balance it is. */
export interface AccountBalanceRow {
  readonly accountId: number;
  readonly currency: Currency;
  readonly grants: RowGrants;
}

@Resolver(() => AccountBalance)
export class AccountBalanceResolver {
  constructor(private readonly invoices: InvoiceRepository) {}

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Open balance of all unpaid invoices. An invoice on a summary counts only through the summary.',
  })
  async owed(@Root() row: AccountBalanceRow, @Ctx() context: Context): Promise<Money> {
    const found = await owedLoader(context, this.invoices).load(row.accountId);
    return money(found?.owed ?? 0, row.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Part of `owed` that is overdue.',
  })
  async overdue(@Root() row: AccountBalanceRow, @Ctx() context: Context): Promise<Money> {
    const found = await owedLoader(context, this.invoices).load(row.accountId);
    return money(found?.overdue ?? 0, row.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Credit of the account: payments beyond what its invoices ask for. It pays the next invoice before a card is charged. Excludes amounts reserved by a refund or a payment in progress.',
  })
  async credit(@Root() row: AccountBalanceRow, @Ctx() context: Context): Promise<Money> {
    const found = await creditLoader(context, this.invoices).load(row.accountId);
    return money(found?.credit ?? 0, row.currency);
  }
}
