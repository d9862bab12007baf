import { Field, InputType, ObjectType } from 'type-graphql';
import { Effect } from './effect.types';
import { BooleanField } from './input';
import { UserError } from './user-error';

/** The field that asks for a dry run, for inputs that have other fields in common. */
export const DryRun = (): PropertyDecorator =>
  BooleanField({
    description:
      'Dry run: returns the `effects` and changes nothing. It needs the same permissions.',
    whenAbsent: 'the mutation is executed',
  });

/** Input of every mutation that has a dry run. */
@InputType()
export abstract class DryRunInput {
  @DryRun()
  readonly dryRun?: boolean;
}

/** Payload of every mutation. */
@ObjectType({ simpleResolvers: true })
export abstract class WritePayload {
  @Field(() => [UserError], {
    description: 'Errors that the caller can fix; empty on success.',
  })
  readonly userErrors!: readonly UserError[];
}

/** Payload of every mutation that has a dry run. */
@ObjectType({ simpleResolvers: true })
export abstract class DryRunPayload extends WritePayload {
  @Field(() => [Effect], {
    nullable: true,
    description: 'Effects that the mutation would have, in order; null unless it is a dry run.',
  })
  readonly effects!: readonly Effect[] | null;
}
