import { Field, Int, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import type { Currency } from '../../domain/billing/money';
import { BillingChoice } from '../../domain/purchasing/order';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { connectionOf } from '../../graphql/connection';
import { Money } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { LinePrice } from './line.types';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(BillingChoice);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A purchase. Its prices are those of the day of the order.',
})
export class Order extends Node {
  @Field(() => String, { description: 'Number for people to read: `O-100234`.' })
  readonly number!: string;
  @Field(() => BillingChoice, { description: 'How it is paid.' })
  readonly billing!: BillingChoice;
  @Field(() => Money, { nullable: true, description: 'Sum of all discounts on list prices.' })
  readonly discount!: Money;
  @Field(() => Money, { nullable: true, description: 'Sum of the lines, before tax.' })
  readonly subtotal!: Money;
  @Field(() => Money, { nullable: true, description: 'Tax on the subtotal.' })
  readonly tax!: Money;
  @Field(() => Money, { nullable: true, description: 'Subtotal and tax.' })
  readonly total!: Money;
  @Field(() => String, {
    nullable: true,
    description: 'Tax note; null when there is none.',
  })
  readonly taxNote!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it was placed.' })
  readonly placedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'What an order costs, as its dry run tells.' })
export class OrderTotals {
  @Field(() => Money, { description: 'Sum of the lines, after discounts, before tax.' })
  readonly subtotal!: Money;
  @Field(() => Money, { description: 'Sum of all discounts on list prices.' })
  readonly discount!: Money;
  @Field(() => Money, { description: 'Tax on the subtotal.' })
  readonly tax!: Money;
  @Field(() => Money, {
    description: 'Subtotal and tax; pass it as `acceptTotal`.',
  })
  readonly total!: Money;
  @Field(() => Money, { description: 'Of the total, paid from the credit of the account.' })
  readonly fromCredit!: Money;
  @Field(() => Money, {
    description: 'Of the total, charged to the card at once; zero on the monthly summary.',
  })
  readonly charged!: Money;
  @Field(() => String, {
    nullable: true,
    description: 'Tax note of the invoice; null when there is none.',
  })
  readonly taxNote!: string | null;
}

export interface OrderRow extends NodeRow {
  readonly __typename: 'Order';
  readonly accountId: number;
  readonly number: string;
  readonly billing: BillingChoice;
  readonly currency: Currency;
  readonly discount: Money;
  readonly subtotal: Money;
  readonly taxRateInBasisPoints: number;
  readonly tax: Money;
  readonly total: Money;
  readonly taxNote: string | null;
  readonly invoiceId: number | null;
  readonly placedAt: Date;
}

@ObjectType({ simpleResolvers: true, description: 'One line of an order.' })
export class OrderLine {
  @Field(() => Int, { description: 'Position, from 1.' })
  readonly position!: number;
  @Field(() => OrderKind, { description: 'Kind of the line.' })
  readonly kind!: OrderKind;
  @Field(() => LineUse, { description: 'Purpose of the purchase.' })
  readonly use!: LineUse;
  @Field(() => Int, { description: 'Quantity; 1 when the line changes a license.' })
  readonly quantity!: number;
  @Field(() => LinePrice, {
    nullable: true,
    description: 'Price of the line, with its calculation.',
  })
  readonly price!: LinePrice;
}

export interface OrderLineRow {
  readonly orderId: number;
  readonly position: number;
  readonly kind: OrderKind;
  readonly use: LineUse;
  readonly quantity: number;
  readonly productId: number | null;
  readonly supportProductId: number | null;
  readonly licenseId: number | null;
  readonly addOnIds: readonly number[];
  readonly price: LinePrice;
  readonly grants: RowGrants;
}

export const OrderConnection = connectionOf<OrderRow>('Order', () => Order);
