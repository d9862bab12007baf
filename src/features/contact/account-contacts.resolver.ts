import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import type { ContactRepository } from './contact.repository';
import { ContactConnection, type ContactRow } from './contact.types';

@Resolver(() => Account)
export class AccountContactsResolver {
  private readonly list: ListDeclaration<ContactRow, null, 'OLDEST_FIRST'>;

  constructor(
    contacts: ContactRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.contacts',
      type: 'Contact',
      connection: ContactConnection,
      orders: { OLDEST_FIRST: [{ column: 'c.id', property: 'pk', descending: false }] },
      parentOf: (row) => row.accountId,
      reader: contacts.ofAccount,
    };
  }

  @FieldResolver(() => ContactConnection, {
    nullable: true,
    description: 'People who receive notifications and do not sign in, oldest first.',
  })
  contacts(
    @Root() account: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.list, account.pk, page, 'OLDEST_FIRST', null);
  }
}
