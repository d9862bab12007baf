import { Field, Int, ObjectType } from 'type-graphql';
import { Currency } from '../../domain/billing/money';
import { OrderKind } from '../../domain/purchasing/order-line';
import { Money } from '../../graphql/money';
import { DateTimeScalar } from '../../graphql/scalars';
import {
  AddOn,
  Product,
  SupportProduct,
  type AddOnRow,
  type ProductRow,
  type SupportProductRow,
} from '../catalogue/catalogue.types';
import { LinePrice, LineProblem } from './line.types';

@ObjectType({ simpleResolvers: true, description: 'One line of what a guest wants to buy.' })
export class GuestCartLine {
  @Field(() => OrderKind, { description: 'NEW or SUPPORT_INCIDENT.' })
  readonly kind!: OrderKind;
  @Field(() => Product, { nullable: true, description: 'Of a new license: its product.' })
  readonly product!: ProductRow | null;
  @Field(() => [AddOn], { description: 'Add-ons of a new license.' })
  readonly addOns!: readonly AddOnRow[];
  @Field(() => SupportProduct, { nullable: true, description: 'Support that is bought.' })
  readonly supportProduct!: SupportProductRow | null;
  @Field(() => Int, { description: 'How many.' })
  readonly quantity!: number;
  @Field(() => LinePrice, {
    nullable: true,
    description: 'What it costs today; null while it has a problem.',
  })
  readonly price!: LinePrice | null;
  @Field(() => LineProblem, {
    nullable: true,
    description: 'Why it cannot be ordered as it stands; null when it can.',
  })
  readonly problem!: LineProblem | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What somebody wants to buy who has no account yet. Whoever has its token has it; `takeGuestCart` puts it into the cart of an account.',
})
export class GuestCart {
  @Field(() => String, {
    description: 'Where the guest buys from, ISO 3166-1 alpha-2; currency and tax follow from it.',
  })
  readonly country!: string;
  @Field(() => Currency, { description: 'What an account from there pays in.' })
  readonly currency!: Currency;
  @Field(() => [GuestCartLine], { description: 'Its lines.' })
  readonly lines!: readonly GuestCartLine[];
  @Field(() => Money, { description: 'Sum of the lines that have a price, before tax.' })
  readonly subtotal!: Money;
  @Field(() => Money, { description: 'Tax on the subtotal.' })
  readonly tax!: Money;
  @Field(() => Money, { description: 'What is to be paid.' })
  readonly total!: Money;
  @Field(() => DateTimeScalar, { description: 'When it is forgotten, unless it is changed.' })
  readonly expiresAt!: Date;
}
