import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CustomerRelation } from '../../domain/reselling/customer';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { CUSTOMER_ORDER, relationsSeen } from './customer.lists';
import type { CustomerConditions, CustomerRepository } from './customer.repository';
import { CustomerConnection, type CustomerRow } from './customer.types';

@Resolver(() => Account)
export class AccountCustomersResolver {
  private readonly list: ListDeclaration<CustomerRow, CustomerConditions, 'BY_NAME'>;

  constructor(
    customers: CustomerRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.customers',
      type: 'Customer',
      connection: CustomerConnection,
      orders: { BY_NAME: CUSTOMER_ORDER },
      parentOf: (row) => row.accountId,
      reader: customers,
    };
  }

  @FieldResolver(() => CustomerConnection, {
    nullable: true,
    description:
      'Customers of a partner, by name, each once. Without `relation`, all that the viewer may see: resold customers need RESELLER, leased ones LEASE_PROVIDER.',
  })
  @LooksAt({ always: 300_000, searched: 300_000, counted: 200_000 })
  customers(
    @Root() account: AccountRow,
    @Arg('relation', () => CustomerRelation, {
      nullable: true,
      description: 'Only customers that have this relation, whatever else they have.',
    })
    relation: CustomerRelation | null | undefined,
    @Arg('search', () => String, {
      nullable: true,
      description: 'Part of the name or e-mail address.',
    })
    search: string | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    // The rule of the field has seen to `relation`; without it, each kind needs its own permission.
    const relations = relation ? [relation] : relationsSeen(context.actor, account);
    const conditions = { relations, search: search ?? null };
    return this.lists.connection(context, this.list, account.pk, page, 'BY_NAME', conditions);
  }
}
