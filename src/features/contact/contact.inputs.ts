import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ContactMail } from '../../domain/mail/preferences';
import { Country, Email, Id, Text, Words, Yes } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Contact, type ContactRow } from './contact.types';

const FIRST_NAME = 'First name.';
const LAST_NAME = 'Last name.';
const EMAIL = 'E-mail address.';
const COUNTRY = 'Country, ISO 3166-1 alpha-2: `DE`.';
const RECEIVES = 'What the contact receives.';
const SUPPORT =
  'Whether support may act on the word of this contact. It gives no access to the graph.';

@InputType({ description: 'Somebody to be told of things.' })
export class AddContactInput extends RehearsableInput {
  @Id({ description: 'Account that the contact is for.' })
  readonly accountId!: string;
  @Text(100, { description: FIRST_NAME })
  readonly firstName!: string;
  @Text(100, { description: LAST_NAME })
  readonly lastName!: string;
  @Email({ description: EMAIL })
  readonly email!: string;
  @Country({ description: COUNTRY })
  readonly country!: string;
  @Words(() => ContactMail, {
    description: RECEIVES,
    leftOut: 'important notices alone',
  })
  readonly receives?: readonly ContactMail[];
  @Yes({ description: SUPPORT, leftOut: 'no' })
  readonly supportAuthorized?: boolean;
}

@ObjectType({ description: 'Result of `addContact`.', simpleResolvers: true })
export class AddContactPayload extends RehearsablePayload {
  @Field(() => Contact, { nullable: true, description: 'The new contact.' })
  readonly contact!: ContactRow | null;
}

@InputType({ description: 'Changes a contact; what is left out stays as it is.' })
export class UpdateContactInput extends RehearsableInput {
  @Id({ description: 'The contact.' })
  readonly contactId!: string;
  @Text(100, { description: FIRST_NAME, leftOut: 'as it is' })
  readonly firstName?: string;
  @Text(100, { description: LAST_NAME, leftOut: 'as it is' })
  readonly lastName?: string;
  @Email({ description: EMAIL, leftOut: 'as it is' })
  readonly email?: string;
  @Country({ description: COUNTRY, leftOut: 'as it is' })
  readonly country?: string;
  @Words(() => ContactMail, { description: RECEIVES, leftOut: 'as it is' })
  readonly receives?: readonly ContactMail[];
  @Yes({ description: SUPPORT, leftOut: 'as it is' })
  readonly supportAuthorized?: boolean;
}

@ObjectType({ description: 'Result of `updateContact`.', simpleResolvers: true })
export class UpdateContactPayload extends RehearsablePayload {
  @Field(() => Contact, { nullable: true, description: 'The contact as it is now.' })
  readonly contact!: ContactRow | null;
}

@InputType({ description: 'Removes a contact.' })
export class RemoveContactInput extends RehearsableInput {
  @Id({ description: 'The contact.' })
  readonly contactId!: string;
}

@ObjectType({ description: 'Result of `removeContact`.', simpleResolvers: true })
export class RemoveContactPayload extends RehearsablePayload {
  @Field(() => ID, { nullable: true, description: 'Id of the contact that is gone.' })
  readonly removedContactId!: string | null;
}
