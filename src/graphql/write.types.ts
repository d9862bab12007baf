import { Field, InputType, ObjectType } from 'type-graphql';
import { Effect } from './effect.types';
import { Yes } from './input';
import { UserError } from './user-error';

/** Input of every mutation that can be rehearsed. */
@InputType()
export abstract class RehearsableInput {
  @Yes({
    description:
      'Rehearse only (R65): answer with the `effects`, and change nothing. It needs the same rights.',
    leftOut: 'it is done',
  })
  readonly dryRun?: boolean;
}

/** Payload of every mutation. */
@ObjectType({ simpleResolvers: true })
export abstract class WritePayload {
  @Field(() => [UserError], {
    description: 'What the person can mend; empty when all went well.',
  })
  readonly userErrors!: readonly UserError[];
}

/** Payload of every mutation that can be rehearsed. */
@ObjectType({ simpleResolvers: true })
export abstract class RehearsablePayload extends WritePayload {
  @Field(() => [Effect], {
    nullable: true,
    description: 'What a rehearsal would do, in order; null when it was done.',
  })
  readonly effects!: readonly Effect[] | null;
}
