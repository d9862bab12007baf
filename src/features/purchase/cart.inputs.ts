import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { Id, Ids, OneWord, Secret, Whole } from '../../graphql/input';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import { Cart, CartLine, type CartLineRow, type CartRow } from './cart.types';

/** Most pieces of one line, and most add-ons on it. */
export const MOST_PIECES = 1_000;
const MOST_ADD_ONS = 20;

/** Ids of add-ons, each named once in what follows. */
export const AddOnIds = (description: string, leftOut = 'none'): PropertyDecorator =>
  Ids(MOST_ADD_ONS, { description, leftOut });

@InputType({ description: 'A line for the cart; which fields it needs depends on its kind.' })
export class AddToCartInput extends RehearsableInput {
  @Id({ description: 'Account that buys.' })
  readonly accountId!: string;
  @Field(() => OrderKind, { description: 'What to buy.' })
  readonly kind!: OrderKind;
  @OneWord(() => LineUse, {
    description: 'For whom.',
    leftOut: 'for the account itself, or to be resold by whoever may only resell',
  })
  readonly use?: LineUse;
  @Id({
    description: 'Of NEW: the product. Of MODIFY: what the license is to become.',
    leftOut: 'none, for the other kinds',
  })
  readonly productId?: string;
  @AddOnIds('Of NEW, where wanted, and of ADD_ON: the add-ons.')
  readonly addOnIds?: readonly string[];
  @Id({
    description: 'Of SUPPORT_INCIDENT: what kind of support.',
    leftOut: 'none, for the other kinds',
  })
  readonly supportProductId?: string;
  @Id({
    description: 'License that it is bought for, of MODIFY, ADD_ON, RENEW and REINSTATE.',
    leftOut: 'none, for the other kinds, or where `licenseKey` names it',
  })
  readonly licenseId?: string;
  @Secret(100, {
    description:
      'In place of `licenseId`, of a line that is RESOLD: the key of a license that the account bought to resell.',
    leftOut: '`licenseId` names it',
  })
  readonly licenseKey?: string;
  @Whole(1, MOST_PIECES, {
    description: 'Of NEW and SUPPORT_INCIDENT: how many.',
    leftOut: '1',
  })
  readonly quantity?: number;
}

@ObjectType({ description: 'Result of `addToCart`.', simpleResolvers: true })
export class AddToCartPayload extends RehearsablePayload {
  @Field(() => CartLine, { nullable: true, description: 'The new line.' })
  readonly cartLine!: CartLineRow | null;
  @Field(() => Cart, { nullable: true, description: 'The cart with it.' })
  readonly cart!: CartRow | null;
}

@InputType({
  description:
    'Changes a line; what is left out stays as it is. Even if nothing is given, its price of today is accepted.',
})
export class UpdateCartLineInput extends RehearsableInput {
  @Id({ description: 'The line.' })
  readonly cartLineId!: string;
  @Id({ description: 'Another product: edition or level.', leftOut: 'as it is' })
  readonly productId?: string;
  @AddOnIds('Other add-ons, in place of those that it has.', 'as they are')
  readonly addOnIds?: readonly string[];
  @Whole(1, MOST_PIECES, { description: 'How many.', leftOut: 'as it is' })
  readonly quantity?: number;
}

@ObjectType({ description: 'Result of `updateCartLine`.', simpleResolvers: true })
export class UpdateCartLinePayload extends RehearsablePayload {
  @Field(() => CartLine, { nullable: true, description: 'The line as it is now.' })
  readonly cartLine!: CartLineRow | null;
  @Field(() => Cart, { nullable: true, description: 'The cart with it.' })
  readonly cart!: CartRow | null;
}

@InputType({ description: 'Takes a line out of the cart.' })
export class RemoveCartLineInput extends RehearsableInput {
  @Id({ description: 'The line.' })
  readonly cartLineId!: string;
}

@ObjectType({ description: 'Result of `removeCartLine`.', simpleResolvers: true })
export class RemoveCartLinePayload extends RehearsablePayload {
  @Field(() => ID, { nullable: true, description: 'Id of the line that is gone.' })
  readonly removedCartLineId!: string | null;
  @Field(() => Cart, { nullable: true, description: 'The cart without it.' })
  readonly cart!: CartRow | null;
}
