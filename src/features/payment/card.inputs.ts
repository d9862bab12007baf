import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Id, Text, Yes } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload, WritePayload } from '../../graphql/write.types';
import { PaymentMethod, type PaymentMethodRow } from './payment.types';

@InputType({ description: 'Begins to add a card.' })
export class PreparePaymentMethodInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
}

@ObjectType({
  description: "What a client needs to take a card's details; they never pass through this graph.",
  simpleResolvers: true,
})
export class CardSetupFields {
  @Field(() => String, {
    description: 'Who takes the details: `stripe` or `sandbox`.',
  })
  readonly gateway!: string;
  @Field(() => String, {
    description: 'Name of the setup, to be given to `addPaymentMethod` once the person is done.',
  })
  readonly reference!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "Key of the vendor's account there that may be shown to everybody; null where none is needed.",
  })
  readonly publishableKey!: string | null;
}

@ObjectType({ description: 'Result of `preparePaymentMethod`.', simpleResolvers: true })
export class PreparePaymentMethodPayload extends WritePayload {
  @Field(() => CardSetupFields, { nullable: true, description: 'What to add the card with.' })
  readonly setup!: CardSetupFields | null;
  @Field(() => String, {
    nullable: true,
    description: "Secret of this one setup, for the gateway's form in the client. Told once.",
  })
  readonly secret!: string | null;
}

@InputType({ description: 'Adds a card that the gateway has taken the details of.' })
export class AddPaymentMethodInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Text(120, {
    description:
      'Name of the setup, as `preparePaymentMethod` gave it. In the demo also a test card: `sandbox:success`, `sandbox:success-mastercard`, `sandbox:declined`, `sandbox:insufficient-funds`, `sandbox:expired`, `sandbox:authentication` (its bank wants every payment confirmed), `sandbox:authentication-on-setup` (its bank wants it confirmed when it is added), `sandbox:times-out-after-charging`, `sandbox:times-out-before-charging`.',
  })
  readonly setup!: string;
  @Yes({ description: 'Make it the default. The first card is that anyhow.', leftOut: 'no' })
  readonly makeDefault?: boolean;
}

@ObjectType({
  description:
    'What a person does to confirm a card with their bank (3-D Secure) before it is added.',
  simpleResolvers: true,
})
export class CardAction {
  @Field(() => String, {
    description: 'Name of the setup, to be given to `addPaymentMethod` again afterwards.',
  })
  readonly setup!: string;
  @Field(() => String, {
    nullable: true,
    description: "For the payment service's library in the client. Told once.",
  })
  readonly clientSecret!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Where to send the person's browser instead; null where the library alone can do it. Told once.",
  })
  readonly redirectUrl!: string | null;
}

@ObjectType({ description: 'Result of `addPaymentMethod`.', simpleResolvers: true })
export class AddPaymentMethodPayload extends WritePayload {
  @Field(() => PaymentMethod, { nullable: true, description: 'The card.' })
  readonly paymentMethod!: PaymentMethodRow | null;
  @Field(() => CardAction, {
    nullable: true,
    description: 'With `AUTHENTICATION_REQUIRED`: what the person does before the card is added.',
  })
  readonly cardAction!: CardAction | null;
}

@InputType({ description: 'Chooses the card that is charged when nobody chooses another one.' })
export class SetDefaultPaymentMethodInput extends RehearsableInput {
  @Id({ description: 'The card.' })
  readonly paymentMethodId!: string;
}

@ObjectType({ description: 'Result of `setDefaultPaymentMethod`.', simpleResolvers: true })
export class SetDefaultPaymentMethodPayload extends RehearsablePayload {
  @Field(() => PaymentMethod, { nullable: true, description: 'The card as it is now.' })
  readonly paymentMethod!: PaymentMethodRow | null;
}

@InputType({ description: 'Takes a card off the account.' })
export class RemovePaymentMethodInput extends RehearsableInput {
  @Id({ description: 'The card.' })
  readonly paymentMethodId!: string;
}

@ObjectType({ description: 'Result of `removePaymentMethod`.', simpleResolvers: true })
export class RemovePaymentMethodPayload extends RehearsablePayload {
  @Field(() => ID, { nullable: true, description: 'Id of the card that is gone.' })
  readonly removedPaymentMethodId!: string | null;
}
