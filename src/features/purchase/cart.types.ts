import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { Country } from '../../graphql/input';
import { Money, type StoredMinor } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { VatNumber } from '../account/account.mutation-types';
import type { WantedLine } from './basket.types';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Shopping cart of an account. Prices are those of today; tax and total are those of the order and the invoice.',
})
export class Cart extends Node {}

export interface CartRow extends NodeRow {
  readonly __typename: 'Cart';
  readonly accountId: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Total of an order whose invoice is issued to somebody else.',
})
export class CartQuote {
  @Field(() => Money, { nullable: true, description: 'Sum of the lines, before tax.' })
  readonly subtotal!: Money;
  @Field(() => Money, { nullable: true, description: 'Tax on the subtotal.' })
  readonly tax!: Money;
  @Field(() => Money, {
    nullable: true,
    description: 'Subtotal and tax; pass it as `acceptTotal`, with the same `billTo`.',
  })
  readonly total!: Money;
  @Field(() => String, {
    nullable: true,
    description: 'Tax note of the invoice; null when there is none.',
  })
  readonly taxNote!: string | null;
}

@ArgsType()
export class QuoteArgs {
  @Country({ description: 'Country of the buyer, ISO 3166-1 alpha-2: `DE`.' })
  readonly country!: string;
  @VatNumber('none')
  readonly vatNumber?: string | null;
}

@ObjectType({ implements: Node, simpleResolvers: true, description: 'One line of a cart.' })
export class CartLine extends Node {
  @Field(() => OrderKind, { description: 'Kind of the line.' })
  readonly kind!: OrderKind;
  @Field(() => LineUse, { description: 'Purpose of the purchase.' })
  readonly use!: LineUse;
  @Field(() => Int, { description: 'Quantity; 1 when the line changes a license.' })
  readonly quantity!: number;
}

export interface CartLineRow extends NodeRow, WantedLine {
  readonly __typename: 'CartLine';
  readonly accountId: number;
  readonly cartId: number;
  /** The amount that it was last written with; null when it had none. */
  readonly shownAmount: StoredMinor | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A price that differs from the one when the line was added or last changed.',
})
export class PriceChanged {
  @Field(() => Money, { nullable: true, description: 'Former price; null when there was none.' })
  readonly before!: Money | null;
  @Field(() => Money, { nullable: true, description: 'Price of today; null when there is none.' })
  readonly now!: Money | null;
}
