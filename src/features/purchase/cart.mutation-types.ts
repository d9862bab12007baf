import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../domain/billing/calendar';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { Id, Ids, EnumField, Secret, IntField } from '../../graphql/input';
import { DateScalar } from '../../graphql/scalars';
import { DryRun, DryRunInput, DryRunPayload } from '../../graphql/write.types';
import { Cart, CartLine, type CartLineRow, type CartRow } from './cart.types';

/** Most pieces of one line, and most add-ons on it. */
export const MOST_PIECES = 1_000;
const MOST_ADD_ONS = 20;

/** Ids of add-ons, each named once in what follows. */
export const AddOnIds = (description: string, whenAbsent = 'none'): PropertyDecorator =>
  Ids(MOST_ADD_ONS, { description, whenAbsent });

/** What a line that is to be ordered has, wherever it is given. */
@InputType()
export abstract class LineInput {
  @Field(() => OrderKind, { description: 'Kind of the line.' })
  readonly kind!: OrderKind;
  @Id({
    description: 'For NEW: the product. For MODIFY: the new product of the license.',
    whenAbsent: 'none, for other kinds',
  })
  readonly productId?: string;
  @AddOnIds('For NEW (optional) and ADD_ON: the add-ons.')
  readonly addOnIds?: readonly string[];
  @Id({
    description: 'For SUPPORT_INCIDENT: the support product.',
    whenAbsent: 'none, for other kinds',
  })
  readonly supportProductId?: string;
  @Id({
    description: 'For MODIFY, ADD_ON, RENEW and REINSTATE: the license.',
    whenAbsent: 'none, for other kinds or with `licenseKey`',
  })
  readonly licenseId?: string;
  @Secret(100, {
    description:
      'Replaces `licenseId` on a RESOLD line: the key of a license that the account bought for resale.',
    whenAbsent: '`licenseId` is used',
  })
  readonly licenseKey?: string;
  @IntField(1, MOST_PIECES, {
    description: 'For NEW and SUPPORT_INCIDENT: the quantity.',
    whenAbsent: '1',
  })
  readonly quantity?: number;
}

@InputType({ description: 'A new cart line. Its kind decides which fields are required.' })
export class AddToCartInput extends LineInput {
  @Id({ description: 'Buying account.' })
  readonly accountId!: string;
  @EnumField(() => LineUse, {
    description: 'Purpose of the purchase.',
    whenAbsent: 'for the account itself, or for resale when the caller has only `RESELLER`',
  })
  readonly use?: LineUse;
  @DryRun()
  readonly dryRun?: boolean;
}

@ObjectType({ description: 'Result of `addToCart`.', simpleResolvers: true })
export class AddToCartPayload extends DryRunPayload {
  @Field(() => CartLine, { nullable: true, description: 'The new line.' })
  readonly cartLine!: CartLineRow | null;
  @Field(() => Cart, { nullable: true, description: 'The updated cart.' })
  readonly cart!: CartRow | null;
}

@InputType({
  description:
    'Renewals of licenses whose Maintenance and Support ends, or ended, in a range of days.',
})
export class AddRenewalsToCartInput extends DryRunInput {
  @Id({ description: 'Buying account.' })
  readonly accountId!: string;
  @EnumField(() => LineUse, {
    description: "PERSONAL for the account's own licenses, RESOLD for those that it resells.",
    whenAbsent: 'PERSONAL, or RESOLD when the caller has only `RESELLER`',
  })
  readonly use?: LineUse;
  @Field(() => DateScalar, { description: 'First day on which Maintenance and Support ends.' })
  readonly endsFrom!: Day;
  @Field(() => DateScalar, { description: 'Last such day, included.' })
  readonly endsTo!: Day;
}

@ObjectType({ description: 'Result of `addRenewalsToCart`.', simpleResolvers: true })
export class AddRenewalsToCartPayload extends DryRunPayload {
  @Field(() => [CartLine], { nullable: true, description: 'The new lines.' })
  readonly cartLines!: readonly CartLineRow[] | null;
  @Field(() => Int, { nullable: true, description: 'Number of the new lines.' })
  readonly added!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Number of the licenses whose renewal was in the cart already.',
  })
  readonly alreadyInCart!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of the licenses that were not added: the cart is full, or the renewal is not sold at present.',
  })
  readonly notAdded!: number | null;
  @Field(() => Cart, { nullable: true, description: 'The updated cart.' })
  readonly cart!: CartRow | null;
}

@InputType({
  description:
    'Changes a cart line. Omitted fields stay unchanged. The call accepts the price of today, even when nothing is changed.',
})
export class UpdateCartLineInput extends DryRunInput {
  @Id({ description: 'The line.' })
  readonly cartLineId!: string;
  @Id({ description: 'Another product: edition or level.', whenAbsent: 'as it is' })
  readonly productId?: string;
  @AddOnIds('Add-ons that replace the present ones.', 'as they are')
  readonly addOnIds?: readonly string[];
  @IntField(1, MOST_PIECES, { description: 'Quantity.', whenAbsent: 'as it is' })
  readonly quantity?: number;
}

@ObjectType({ description: 'Result of `updateCartLine`.', simpleResolvers: true })
export class UpdateCartLinePayload extends DryRunPayload {
  @Field(() => CartLine, { nullable: true, description: 'The line as it is now.' })
  readonly cartLine!: CartLineRow | null;
  @Field(() => Cart, { nullable: true, description: 'The updated cart.' })
  readonly cart!: CartRow | null;
}

@InputType({ description: 'Removes a line from the cart.' })
export class RemoveCartLineInput extends DryRunInput {
  @Id({ description: 'The line.' })
  readonly cartLineId!: string;
}

@ObjectType({ description: 'Result of `removeCartLine`.', simpleResolvers: true })
export class RemoveCartLinePayload extends DryRunPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the removed line.' })
  readonly removedCartLineId!: string | null;
  @Field(() => Cart, { nullable: true, description: 'The updated cart.' })
  readonly cart!: CartRow | null;
}
