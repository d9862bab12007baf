import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { userOf } from '../../domain/people/actor';
import type { Call } from '../../graphql/call';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { Account, type AccountRow } from '../account/account.types';
import type { Context } from '../context';
import { AccountNoteRepository } from './account-note.repository';
import {
  AccountNoteConnection,
  AddAccountNoteInput,
  AddAccountNotePayload,
  type AccountNoteRow,
} from './account-note.types';

@Resolver(() => Account)
export class AccountNotesResolver {
  private readonly list: ListDeclaration<AccountNoteRow, null, 'NEWEST_FIRST'>;

  constructor(
    notes: AccountNoteRepository,
    private readonly lists: Lists,
  ) {
    this.list = {
      name: 'Account.notes',
      type: 'AccountNote',
      connection: AccountNoteConnection,
      orders: { NEWEST_FIRST: [{ column: 'n.id', property: 'pk', descending: true }] },
      parentOf: (row) => row.accountId,
      reader: notes.ofAccount,
    };
  }

  @FieldResolver(() => AccountNoteConnection, {
    nullable: true,
    description: 'Notes of the staff about the account, newest first. Staff only.',
  })
  notes(
    @Root() { pk }: AccountRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.list, pk, page, 'NEWEST_FIRST', null);
  }

  @Write(() => AddAccountNoteInput, () => AddAccountNotePayload, {
    description:
      'Adds a note about an account for the staff. Nobody of the account sees it, nor that there is one. A note cannot be changed or removed: add another one.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  addAccountNote(
    { note: body }: AddAccountNoteInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<AddAccountNotePayload>> {
    const { scope, now, target } = call;
    const authorId = userOf(call.actor);
    if (authorId === null) throw new Error('A note is written by a person');
    const account = new RowRef('Account', target.pk);
    return call.commit(async (unit) => {
      const note = { accountId: target.pk, authorId, body, writtenAt: now };
      await new AccountNoteRepository(unit.tx).add(scope, note);
      // For the staff: the history of the account, which its holder reads, has none of it.
      unit.audit({ subject: account, accountId: null, before: {}, after: { note: 'ADDED' } });
      return { account };
    });
  }
}
