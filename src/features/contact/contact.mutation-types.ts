import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ContactMail } from '../../domain/mail/preferences';
import { Country, Email, Id, Text, EnumListField, BooleanField } from '../../graphql/input';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Contact, type ContactRow } from './contact.types';

const FIRST_NAME = 'First name.';
const LAST_NAME = 'Last name.';
const EMAIL = 'E-mail address.';
const COUNTRY = 'Country, ISO 3166-1 alpha-2: `DE`.';
const RECEIVES = 'Mail that the contact receives.';
const SUPPORT =
  'Whether support may act on instructions of this contact. It gives no access to the graph.';

@InputType({ description: 'A person who receives notifications and does not sign in.' })
export class AddContactInput extends DryRunInput {
  @Id({ description: 'Account of the contact.' })
  readonly accountId!: string;
  @Text(100, { description: FIRST_NAME })
  readonly firstName!: string;
  @Text(100, { description: LAST_NAME })
  readonly lastName!: string;
  @Email({ description: EMAIL })
  readonly email!: string;
  @Country({ description: COUNTRY })
  readonly country!: string;
  @EnumListField(() => ContactMail, {
    description: RECEIVES,
    whenAbsent: 'important notices, and `SUPPORT` when it is authorized for support',
  })
  readonly receives?: readonly ContactMail[];
  @BooleanField({ description: SUPPORT, whenAbsent: 'no' })
  readonly supportAuthorized?: boolean;
}

@ObjectType({ description: 'Result of `addContact`.', simpleResolvers: true })
export class AddContactPayload extends DryRunPayload {
  @Field(() => Contact, { nullable: true, description: 'The new contact.' })
  readonly contact!: ContactRow | null;
}

@InputType({ description: 'Changes a contact. Omitted fields stay unchanged.' })
export class UpdateContactInput extends DryRunInput {
  @Id({ description: 'The contact.' })
  readonly contactId!: string;
  @Text(100, { description: FIRST_NAME, whenAbsent: 'as it is' })
  readonly firstName?: string;
  @Text(100, { description: LAST_NAME, whenAbsent: 'as it is' })
  readonly lastName?: string;
  @Email({ description: EMAIL, whenAbsent: 'as it is' })
  readonly email?: string;
  @Country({ description: COUNTRY, whenAbsent: 'as it is' })
  readonly country?: string;
  @EnumListField(() => ContactMail, { description: RECEIVES, whenAbsent: 'as it is' })
  readonly receives?: readonly ContactMail[];
  @BooleanField({ description: SUPPORT, whenAbsent: 'as it is' })
  readonly supportAuthorized?: boolean;
}

@ObjectType({ description: 'Result of `updateContact`.', simpleResolvers: true })
export class UpdateContactPayload extends DryRunPayload {
  @Field(() => Contact, { nullable: true, description: 'The contact as it is now.' })
  readonly contact!: ContactRow | null;
}

@InputType({ description: 'Removes a contact.' })
export class RemoveContactInput extends DryRunInput {
  @Id({ description: 'The contact.' })
  readonly contactId!: string;
}

@ObjectType({ description: 'Result of `removeContact`.', simpleResolvers: true })
export class RemoveContactPayload extends DryRunPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the removed contact.' })
  readonly removedContactId!: string | null;
}
