import { Field, ID, ObjectType } from 'type-graphql';
import { schemaEnum } from '../domain/schema-enum';
import { registerEnums } from './register-enum';

/** What a dry run can announce. */
export const EffectKind = schemaEnum('EffectKind', 'Kind of an effect.', {
  CREATE: 'An object would be created.',
  CHANGE: 'An object would be changed.',
  REMOVE: 'An object would be removed.',
  SEND: 'Something would be sent, such as a mail.',
});
export type EffectKind = keyof typeof EffectKind;

registerEnums(EffectKind);

@ObjectType({
  description: 'A changed field, of the history or of a dry run.',
  simpleResolvers: true,
})
export class FieldChange {
  @Field(() => String, { description: 'Name of the field: `serverName`.' })
  readonly field!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Value before, as text; null when there was none.',
  })
  readonly before!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Value after, as text; null when there is none.',
  })
  readonly after!: string | null;
}

@ObjectType({
  description: 'One effect of a mutation, as reported by its dry run.',
  simpleResolvers: true,
})
export class Effect {
  @Field(() => EffectKind, { description: 'Kind of an effect.' })
  readonly kind!: EffectKind;
  @Field(() => String, { description: 'Type of the affected object: `Contact`; or `mail`.' })
  readonly subject!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the affected object; null when it does not exist yet.',
  })
  readonly id!: string | null;
  @Field(() => [FieldChange], {
    description: 'Fields that would change; for a mail its content, without recipients.',
  })
  readonly changes!: readonly FieldChange[];
  @Field(() => String, {
    nullable: true,
    description:
      'Event that would be sent: `license.assigned`; null for changes, and where it is confidential before the mutation is done.',
  })
  readonly event!: string | null;
}
