import { Field, InputType, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/access/row-grants';
import type { UnsettledSpelling } from '../../domain/access/settle-email';
import { connectionOf } from '../../graphql/connection';
import { Id, Text } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { User, type UserRow } from '../user/user.types';

@ObjectType({
  simpleResolvers: true,
  description:
    'A spelling from before addresses had one normal form. Somebody is still known by it, because somebody else has the same address in another spelling, or because it is no address any more.',
})
export class UnsettledEmail {
  @Field(() => String, { description: 'The exact spelling that works.' })
  readonly spelling!: string;
  @Field(() => String, {
    nullable: true,
    description: 'What it would be in its normal form; null when it is no address any more.',
  })
  readonly normalForm!: string | null;
  @Field(() => DateTimeScalar, { description: 'Since when it waits for staff.' })
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

@InputType({ description: 'Gives the addresses of a person their normal form.' })
export class SettleEmailInput extends RehearsableInput {
  @Id({ description: 'The person.' })
  readonly userId!: string;
  @Text(500, {
    description: 'Why. It stands in the history, and the person concerned reads it.',
  })
  readonly reason!: string;
}

@ObjectType({ description: 'Result of `settleEmail`.', simpleResolvers: true })
export class SettleEmailPayload extends RehearsablePayload {
  @Field(() => User, { nullable: true, description: 'The person, with the address as it is now.' })
  readonly user!: UserRow | null;
}
