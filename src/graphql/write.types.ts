import { Field, InputType, ObjectType } from 'type-graphql';
import { Effect } from './effect.types';
import { Yes } from './input';
import { UserError } from './user-error';

/** Input of every mutation that can be rehearsed. */
@InputType()
export abstract class RehearsableInput {
  @Yes({
    description:
      'Dry run: answers with the `effects` and changes nothing. It needs the same permissions.',
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
    description: 'What the mutation would do, in order, for a dry run; null otherwise.',
  })
  readonly effects!: readonly Effect[] | null;
}
