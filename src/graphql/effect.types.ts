import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** What a rehearsal can announce. */
export const EffectKind = {
  CREATE: 'CREATE',
  CHANGE: 'CHANGE',
  REMOVE: 'REMOVE',
  SEND: 'SEND',
} as const;
export type EffectKind = keyof typeof EffectKind;
registerEnumType(EffectKind, {
  name: 'EffectKind',
  description: 'What would happen.',
  valuesConfig: {
    CREATE: { description: 'Something new would be there.' },
    CHANGE: { description: 'Something would be changed.' },
    REMOVE: { description: 'Something would be gone.' },
    SEND: { description: 'Something would leave for the outside, such as a mail.' },
  },
});

@ObjectType({ description: 'One field that was, or would be, changed.', simpleResolvers: true })
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
  description: 'One thing that a mutation would do, as its dry run reports it.',
  simpleResolvers: true,
})
export class Effect {
  @Field(() => EffectKind, { description: 'What would happen.' })
  readonly kind!: EffectKind;
  @Field(() => String, { description: 'Type of what it would happen to: `Contact`; or `mail`.' })
  readonly subject!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'Id of what it would happen to; null for what is not there yet.',
  })
  readonly id!: string | null;
  @Field(() => [FieldChange], {
    description:
      'Fields that would change; of a mail what it would say, but not to whom it would go.',
  })
  readonly changes!: readonly FieldChange[];
  @Field(() => String, {
    nullable: true,
    description:
      'What would be told to the outside: `license.assigned`; null for changes, and where that may not be told before it is done.',
  })
  readonly event!: string | null;
}
