import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { Country } from '../../graphql/input';
import { Money, type StoredMinor } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { VatNumber } from '../account/account.inputs';
import type { WantedLine } from './basket.types';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'What an account is about to buy. Prices are those of today; tax and total are what order and invoice will show.',
})
export class Cart extends Node {}

export interface CartRow extends NodeRow {
  readonly __typename: 'Cart';
  readonly accountId: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What an order comes to whose invoice is made out to somebody else.',
})
export class CartQuote {
  @Field(() => Money, { nullable: true, description: 'Sum of the lines, before tax.' })
  readonly subtotal!: Money;
  @Field(() => Money, { nullable: true, description: 'Tax on the subtotal.' })
  readonly tax!: Money;
  @Field(() => Money, {
    nullable: true,
    description: 'Subtotal and tax: give it as `acceptTotal`, with the same `billTo`.',
  })
  readonly total!: Money;
  @Field(() => String, {
    nullable: true,
    description: 'What the invoice must say about its tax; null for nothing.',
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
  @Field(() => OrderKind, { description: 'What it buys.' })
  readonly kind!: OrderKind;
  @Field(() => LineUse, { description: 'For whom.' })
  readonly use!: LineUse;
  @Field(() => Int, { description: 'How many; 1 of what is done to a license.' })
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
  description: 'A price that is not what it was when the line was put in or last changed.',
})
export class PriceChanged {
  @Field(() => Money, { nullable: true, description: 'What it was; null when it had none.' })
  readonly before!: Money | null;
  @Field(() => Money, { nullable: true, description: 'What it is; null when it has none.' })
  readonly now!: Money | null;
}
