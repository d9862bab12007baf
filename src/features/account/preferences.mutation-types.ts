import { Field, InputType, ObjectType } from 'type-graphql';
import { Alert, MailingPreference } from '../../domain/mail/preferences';
import { Id, EnumListField, BooleanField } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Account, Membership, type AccountRow, type MembershipRow } from './account.types';

@InputType({ description: 'Sets what mail the holder receives.' })
export class UpdateMailingPreferenceInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Field(() => MailingPreference, { description: 'Mail that the holder receives from now on.' })
  readonly mailingPreference!: MailingPreference;
}

@ObjectType({ description: 'Result of `updateMailingPreference`.', simpleResolvers: true })
export class UpdateMailingPreferencePayload extends DryRunPayload {
  @Field(() => Account, { nullable: true, description: 'The account as it is now.' })
  readonly account!: AccountRow | null;
}

@InputType({
  description:
    "Sets the viewer's own alerts and marketing mail on an account. Omitted fields stay unchanged.",
})
export class UpdateMyAlertsInput extends DryRunInput {
  @Id({ description: "The viewer's own membership of the account." })
  readonly membershipId!: string;
  @EnumListField(() => Alert, {
    description: 'Alerts to receive; each one of `availableAlerts`.',
    whenAbsent: 'as they are',
  })
  readonly alerts?: readonly Alert[];
  @BooleanField({
    description:
      'Whether to receive marketing mail. The holder uses `updateMailingPreference` for that.',
    whenAbsent: 'as it is',
  })
  readonly marketingMail?: boolean;
}

@ObjectType({ description: 'Result of `updateMyAlerts`.', simpleResolvers: true })
export class UpdateMyAlertsPayload extends DryRunPayload {
  @Field(() => Membership, { nullable: true, description: 'The membership as it is now.' })
  readonly membership!: MembershipRow | null;
}
