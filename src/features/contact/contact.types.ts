import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CONTACT_MAIL, ContactMail } from '../../domain/mail/preferences';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';

registerEnumType(ContactMail, {
  name: 'ContactMail',
  description: 'Mail that a contact receives.',
  valuesConfig: CONTACT_MAIL,
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A person who receives notifications and does not sign in.',
})
export class Contact extends Node {
  @Field(() => String, { description: 'First name.' })
  readonly firstName!: string;
  @Field(() => String, { description: 'Last name.' })
  readonly lastName!: string;
  @Field(() => String, { description: 'E-mail address.' })
  readonly email!: string;
  @Field(() => String, { description: 'Country, ISO 3166-1 alpha-2: `DE`.' })
  readonly country!: string;
  @Field(() => [ContactMail], { description: 'Mail that the contact receives.' })
  readonly receives!: readonly ContactMail[];
  @Field(() => Boolean, {
    description: 'Whether support may act on instructions of this contact.',
  })
  readonly supportAuthorized!: boolean;
}

export interface ContactRow extends NodeRow {
  readonly __typename: 'Contact';
  readonly accountId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly country: string;
  readonly receives: readonly ContactMail[];
  readonly supportAuthorized: number;
}

export const ContactConnection = connectionOf<ContactRow>('Contact', () => Contact);
