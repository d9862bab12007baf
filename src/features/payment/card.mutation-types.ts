import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Id, Text, BooleanField } from '../../graphql/input';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import { PaymentMethod, type PaymentMethodRow } from './payment.types';

@InputType({ description: 'Starts adding a card.' })
export class PreparePaymentMethodInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
}

@ObjectType({
  description:
    'Data that a client needs to collect card details. Card details never pass through this API.',
  simpleResolvers: true,
})
export class CardSetupFields {
  @Field(() => String, {
    description: 'Payment service that collects the details: `stripe` or `sandbox`.',
  })
  readonly gateway!: string;
  @Field(() => String, {
    description:
      'Id of the setup. Pass it to `addPaymentMethod` once the person has entered the card.',
  })
  readonly reference!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "Publishable key of the vendor's account at the payment service; null where none is needed.",
  })
  readonly publishableKey!: string | null;
}

@ObjectType({ description: 'Result of `preparePaymentMethod`.', simpleResolvers: true })
export class PreparePaymentMethodPayload extends WritePayload {
  @Field(() => CardSetupFields, { nullable: true, description: 'Data to add the card with.' })
  readonly setup!: CardSetupFields | null;
  @Field(() => String, {
    nullable: true,
    description:
      "Secret of this setup, for the payment service's form in the client. Shown only once.",
  })
  readonly secret!: string | null;
}

@InputType({ description: 'Adds a card whose details the payment service has collected.' })
export class AddPaymentMethodInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Text(120, {
    description:
      'Id of the setup, from `preparePaymentMethod`. In the demo also a test card: `sandbox:success`, `sandbox:success-mastercard`, `sandbox:declined`, `sandbox:insufficient-funds`, `sandbox:expired`, `sandbox:authentication` (every payment must be confirmed), `sandbox:authentication-on-setup` (adding it must be confirmed), `sandbox:times-out-after-charging`, `sandbox:times-out-before-charging`.',
  })
  readonly setup!: string;
  @BooleanField({
    description:
      'Whether to make it the default card. The first card becomes the default in any case.',
    whenAbsent: 'no',
  })
  readonly makeDefault?: boolean;
}

@ObjectType({
  description: 'How the person confirms a card with their bank (3-D Secure) before it is added.',
  simpleResolvers: true,
})
export class CardAction {
  @Field(() => String, {
    description: 'Id of the setup. Pass it to `addPaymentMethod` again after the confirmation.',
  })
  readonly setup!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "For the payment service's library in the client. Shown only once; null in a repeat.",
  })
  readonly clientSecret!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      "URL to open in the person's browser instead; null when only the library can be used. Shown only once.",
  })
  readonly redirectUrl!: string | null;
}

@ObjectType({ description: 'Result of `addPaymentMethod`.', simpleResolvers: true })
export class AddPaymentMethodPayload extends WritePayload {
  @Field(() => PaymentMethod, { nullable: true, description: 'The card.' })
  readonly paymentMethod!: PaymentMethodRow | null;
  @Field(() => CardAction, {
    nullable: true,
    description:
      'With `AUTHENTICATION_REQUIRED`: how the person confirms the card; null otherwise.',
  })
  readonly cardAction!: CardAction | null;
}

@InputType({ description: 'Sets the default card of an account.' })
export class SetDefaultPaymentMethodInput extends DryRunInput {
  @Id({ description: 'The card.' })
  readonly paymentMethodId!: string;
}

@ObjectType({ description: 'Result of `setDefaultPaymentMethod`.', simpleResolvers: true })
export class SetDefaultPaymentMethodPayload extends DryRunPayload {
  @Field(() => PaymentMethod, { nullable: true, description: 'The card as it is now.' })
  readonly paymentMethod!: PaymentMethodRow | null;
}

@InputType({ description: 'Removes a card from the account.' })
export class RemovePaymentMethodInput extends DryRunInput {
  @Id({ description: 'The card.' })
  readonly paymentMethodId!: string;
}

@ObjectType({ description: 'Result of `removePaymentMethod`.', simpleResolvers: true })
export class RemovePaymentMethodPayload extends DryRunPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the removed card.' })
  readonly removedPaymentMethodId!: string | null;
}
