import { Ctx, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import type { RowGrants } from '../../domain/access/row-grants';
import { Money, money } from '../../graphql/money';
import type { Context } from '../context';
import { creditLoader, owedLoader } from './invoice.loaders';
import type { InvoiceRepository } from './invoice.repository';

@ObjectType({
  description:
    'How an account stands. Debt and credit stand apart: none is taken from the other before it is used.',
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
      'What unpaid invoices still ask for. An invoice that is on a summary counts there alone.',
  })
  async owed(@Root() row: AccountBalanceRow, @Ctx() context: Context): Promise<Money> {
    const found = await owedLoader(context, this.invoices).load(row.accountId);
    return money(found?.owed ?? 0, row.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What of `owed` is overdue.',
  })
  async overdue(@Root() row: AccountBalanceRow, @Ctx() context: Context): Promise<Money> {
    const found = await owedLoader(context, this.invoices).load(row.accountId);
    return money(found?.overdue ?? 0, row.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'What the account has in credit, because more was paid than its invoices ask for. It pays the next invoice before a card is charged. What a refund or a payment under way is about to use is not in it.',
  })
  async credit(@Root() row: AccountBalanceRow, @Ctx() context: Context): Promise<Money> {
    const found = await creditLoader(context, this.invoices).load(row.accountId);
    return money(found?.credit ?? 0, row.currency);
  }
}
