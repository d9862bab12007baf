import { Field, InputType, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import { connectionOf } from '../../graphql/connection';
import { Id, Lines } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Account, type AccountRow } from '../account/account.types';

@ObjectType({
  simpleResolvers: true,
  description: 'A note of the staff about an account. It stays as it was written.',
})
export class AccountNote {
  @Field(() => String, { description: 'Full name of its author.' })
  readonly author!: string;
  @Field(() => String, { description: 'Text, of several lines.' })
  readonly body!: string;
  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  readonly writtenAt!: Date;
}

export interface AccountNoteRow {
  readonly pk: number;
  readonly accountId: number;
  readonly author: string;
  readonly body: string;
  readonly writtenAt: Date;
  readonly grants: RowGrants;
}

export const AccountNoteConnection = connectionOf<AccountNoteRow>('AccountNote', () => AccountNote);

@InputType({ description: 'A note of the staff about an account.' })
export class AddAccountNoteInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Lines(5000, { description: 'The note. Nobody of the account ever sees it.' })
  readonly note!: string;
}

@ObjectType({ description: 'Result of `addAccountNote`.', simpleResolvers: true })
export class AddAccountNotePayload extends DryRunPayload {
  @Field(() => Account, { nullable: true, description: 'The account.' })
  readonly account!: AccountRow | null;
}
