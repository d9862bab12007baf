import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import { connectionOf } from '../../graphql/connection';
import { FieldChange } from '../../graphql/effect.types';
import { DateTimeScalar } from '../../graphql/scalars';
import { schemaEnum } from '../../domain/schema-enum';
import { registerEnums } from '../../graphql/register-enum';

/** In what capacity something was done. */
export const HistoryActor = schemaEnum('HistoryActor', 'Kind of actor.', {
  USER: 'A signed-in person.',
  TOKEN: "A partner's back end, by an API token.",
  STAFF: "A member of the vendor's staff, on behalf of the customer.",
  SYSTEM:
    'A scheduled job, an installation that has the license key, or a contact that follows its support request by a mailed link.',
});
export type HistoryActor = keyof typeof HistoryActor;

registerEnums(HistoryActor);

@ObjectType({
  description: 'One recorded action: who did it, when, and what it changed.',
  simpleResolvers: true,
})
export class HistoryEntry {
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly recordedAt!: Date;
  @Field(() => String, { description: 'Action, by the name of its mutation: `addContact`.' })
  readonly action!: string;
  @Field(() => String, { description: 'Type of the affected object: `Contact`.' })
  readonly subjectType!: string;
  @Field(() => ID, {
    description: 'Id of the affected object. A removed object can no longer be fetched by it.',
  })
  readonly subjectId!: string;
  @Field(() => [FieldChange], { description: 'Changed fields; secrets are never shown.' })
  readonly changes!: readonly FieldChange[];
  @Field(() => HistoryActor, { description: 'Kind of actor.' })
  readonly actor!: HistoryActor;
  @Field(() => String, {
    nullable: true,
    description:
      'Full name of the actor; null for jobs, and for people of an account that the viewer does not belong to.',
  })
  readonly by!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'IP address of the request. Visible to the holder of the account and to staff; null for others.',
  })
  readonly from!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Reason that a member of the staff gave; null when the actor is not staff.',
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

@InputType({ description: 'Filter for a history.' })
export class HistoryFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Only these actions: `["addContact"]`.',
  })
  readonly action?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Only actions on objects of these types: `["License"]`.',
  })
  readonly subjectType?: string[] | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only from this instant on.' })
  readonly recordedFrom?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only before this instant.' })
  readonly recordedBefore?: Date | null;
}

export const HistoryConnection = connectionOf<HistoryRow>('HistoryEntry', () => HistoryEntry);
