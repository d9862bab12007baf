import { Field, InputType, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import type { UnsettledSpelling } from '../../domain/people/settle-email';
import { connectionOf } from '../../graphql/connection';
import { Id, Text } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { User, type UserRow } from '../user/user.types';

@ObjectType({
  simpleResolvers: true,
  description:
    'An address in a spelling from before addresses had a normal form. It is still in use, because somebody else has the same address in another spelling, or because it is not a valid address any more.',
})
export class UnsettledEmail {
  @Field(() => String, { description: 'The exact spelling that works.' })
  readonly spelling!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its normal form; null when it is not a valid address any more.',
  })
  readonly normalForm!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it was found.' })
  readonly foundAt!: Date;
}

export interface UnsettledEmailRow extends UnsettledSpelling {
  readonly pk: number;
  /** The actor's rights on it; rules are judged by them. */
  readonly grants: RowGrants;
  readonly foundAt: Date;
  /** Who signs in with it, or else holds the first account that has it. */
  readonly userId: number | null;
  readonly accountId: number | null;
  /** The same of the normal form. */
  readonly normalUserId: number | null;
}

export const UnsettledEmailConnection = connectionOf<UnsettledEmailRow>(
  'UnsettledEmail',
  () => UnsettledEmail,
);

@InputType({ description: 'Changes the addresses of a person to their normal form.' })
export class SettleEmailInput extends DryRunInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
  @Text(500, {
    description: 'Reason. It is shown in the history, and the person concerned can read it.',
  })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `settleEmail`.', simpleResolvers: true })
export class SettleEmailPayload extends DryRunPayload {
  @Field(() => User, { nullable: true, description: 'The person, with the updated address.' })
  readonly user!: UserRow | null;
}
