import { Field, InputType, ObjectType } from 'type-graphql';
import { OrderKind } from '../../domain/purchasing/order-line';
import { Country, Credential, Id, NestedList, IntField } from '../../graphql/input';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import { AddOnIds, MOST_PIECES } from './cart.mutation-types';
import { Cart, type CartRow } from './cart.types';

/** Most lines of a guest's cart. */
const MOST_GUEST_LINES = 20;

@InputType({ description: "A line of a guest's cart." })
export class GuestLineInput {
  @Field(() => OrderKind, { description: 'NEW or SUPPORT_INCIDENT.' })
  readonly kind!: OrderKind;
  @Id({ description: 'For NEW: the product.', whenAbsent: 'none, for the other kind' })
  readonly productId?: string;
  @AddOnIds('For NEW (optional): the add-ons.')
  readonly addOnIds?: readonly string[];
  @Id({
    description: 'For SUPPORT_INCIDENT: the support product.',
    whenAbsent: 'none, for the other kind',
  })
  readonly supportProductId?: string;
  @IntField(1, MOST_PIECES, { description: 'Quantity.', whenAbsent: '1' })
  readonly quantity?: number;
}

@InputType({
  description: "The whole content of a guest's cart, which replaces the former content.",
})
export class SetGuestCartInput {
  @Credential(100, {
    description: 'Token of the cart to change.',
    whenAbsent: 'a new cart is created',
  })
  readonly cartToken?: string;
  @Country({ description: 'Country that the guest buys from, ISO 3166-1 alpha-2: `DE`.' })
  readonly country!: string;
  @NestedList(() => GuestLineInput, MOST_GUEST_LINES, { description: 'All lines of the cart.' })
  readonly lines!: readonly GuestLineInput[];
}

@ObjectType({ description: 'Result of `setGuestCart`.', simpleResolvers: true })
export class SetGuestCartPayload extends WritePayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Token of a new cart. Shown only once; keep it. Null when the cart exists already.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when this is a repeat of an earlier call: the token was returned then.',
  })
  readonly tokenWithheld!: boolean | null;
  /** Key of the cart, from which it is shown. */
  readonly guestCart?: number;
}

@InputType({ description: "Moves a guest's cart into the cart of an account." })
export class TakeGuestCartInput extends DryRunInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Credential(100, { description: "Token of the guest's cart." })
  readonly cartToken!: string;
}

@ObjectType({ description: 'Result of `takeGuestCart`.', simpleResolvers: true })
export class TakeGuestCartPayload extends DryRunPayload {
  @Field(() => Cart, { nullable: true, description: 'The cart of the account.' })
  readonly cart!: CartRow | null;
}
