import { Field, InputType, ObjectType } from 'type-graphql';
import { OrderKind } from '../../domain/purchasing/order-line';
import { Country, Credential, Id, NestedList, Whole } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload, WritePayload } from '../../graphql/write.types';
import { AddOnIds, MOST_PIECES } from './cart.inputs';
import { Cart, type CartRow } from './cart.types';

/** Most lines of a guest's cart. */
const MOST_GUEST_LINES = 20;

@InputType({ description: 'A line that a guest wants.' })
export class GuestLineInput {
  @Field(() => OrderKind, { description: 'NEW or SUPPORT_INCIDENT.' })
  readonly kind!: OrderKind;
  @Id({ description: 'Of NEW: the product.', leftOut: 'none, for the other kind' })
  readonly productId?: string;
  @AddOnIds('Of NEW, where wanted: the add-ons.')
  readonly addOnIds?: readonly string[];
  @Id({
    description: 'Of SUPPORT_INCIDENT: what kind of support.',
    leftOut: 'none, for the other kind',
  })
  readonly supportProductId?: string;
  @Whole(1, MOST_PIECES, { description: 'How many.', leftOut: '1' })
  readonly quantity?: number;
}

@InputType({ description: 'All that a guest wants to buy, in place of what was wanted before.' })
export class SetGuestCartInput {
  @Credential(100, {
    description: 'Token of the cart that is changed.',
    leftOut: 'a new cart',
  })
  readonly cartToken?: string;
  @Country({ description: 'Country that the guest buys from, ISO 3166-1 alpha-2: `DE`.' })
  readonly country!: string;
  @NestedList(() => GuestLineInput, MOST_GUEST_LINES, { description: 'Everything in the cart.' })
  readonly lines!: readonly GuestLineInput[];
}

@ObjectType({ description: 'Result of `setGuestCart`.', simpleResolvers: true })
export class SetGuestCartPayload extends WritePayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Token of a new cart: keep it, it is told once. Null when the cart was there already.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Set by a repeat of the call: a token was told the first time.',
  })
  readonly tokenWithheld!: boolean | null;
  /** Key of the cart, from which it is shown. */
  readonly guestCart?: number;
}

@InputType({ description: "Puts a guest's cart into the cart of an account." })
export class TakeGuestCartInput extends RehearsableInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Credential(100, { description: "Token of the guest's cart." })
  readonly cartToken!: string;
}

@ObjectType({ description: 'Result of `takeGuestCart`.', simpleResolvers: true })
export class TakeGuestCartPayload extends RehearsablePayload {
  @Field(() => Cart, { nullable: true, description: 'The cart of the account.' })
  readonly cart!: CartRow | null;
}
