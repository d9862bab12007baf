import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { RowGrants } from '../../domain/access/row-grants';
import { connectionOf } from '../../graphql/connection';
import { FieldChange } from '../../graphql/effect.types';
import { DateTimeScalar } from '../../graphql/scalars';

/** In what capacity something was done. */
export const HistoryActor = {
  USER: 'USER',
  TOKEN: 'TOKEN',
  STAFF: 'STAFF',
  SYSTEM: 'SYSTEM',
} as const;
export type HistoryActor = keyof typeof HistoryActor;
registerEnumType(HistoryActor, {
  name: 'HistoryActor',
  description: 'In what capacity something was done.',
  valuesConfig: {
    USER: { description: 'Somebody who was signed in.' },
    TOKEN: { description: "A partner's back end, by a token." },
    STAFF: { description: "A member of the vendor's staff, for the customer." },
    SYSTEM: { description: 'A job that runs by the clock, or an installation that has its key.' },
  },
});

@ObjectType({
  description: 'One thing that was done: by whom, when, and what it changed.',
  simpleResolvers: true,
})
export class HistoryEntry {
  @Field(() => DateTimeScalar, { description: 'When it was done.' })
  readonly recordedAt!: Date;
  @Field(() => String, { description: 'What was done, as the mutation is called: `addContact`.' })
  readonly action!: string;
  @Field(() => String, { description: 'Type of what it was done to: `Contact`.' })
  readonly subjectType!: string;
  @Field(() => ID, {
    description: 'Id of what it was done to; what was removed cannot be fetched by it any more.',
  })
  readonly subjectId!: string;
  @Field(() => [FieldChange], { description: 'Fields that it changed; never a secret.' })
  readonly changes!: readonly FieldChange[];
  @Field(() => HistoryActor, { description: 'In what capacity it was done.' })
  readonly actor!: HistoryActor;
  @Field(() => String, {
    nullable: true,
    description:
      'Full name of who did it; null for jobs, and for people of an account that the viewer does not belong to.',
  })
  readonly by!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Network address that it came from, for the holder of the account and for staff.',
  })
  readonly from!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why a member of the staff did it; null for everybody else.',
  })
  readonly reason!: string | null;
}

export interface HistoryRow {
  readonly pk: number;
  /** Key of what the list hangs on. */
  readonly parent: number;
  readonly recordedAt: Date;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectKey: number;
  readonly changes: readonly FieldChange[];
  readonly actor: HistoryActor;
  readonly by: string | null;
  readonly from: string | null;
  readonly reason: string | null;
  readonly grants: RowGrants;
}

@InputType({ description: 'Which entries of a history.' })
export class HistoryFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Only these actions: `["addContact"]`.',
  })
  readonly action?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Only what was done to things of these types: `["License"]`.',
  })
  readonly subjectType?: string[] | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only from this instant on.' })
  readonly recordedFrom?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only before this instant.' })
  readonly recordedBefore?: Date | null;
}

export const HistoryConnection = connectionOf<HistoryRow>('HistoryEntry', () => HistoryEntry);
