import { Field, ObjectType } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import type { Offer } from '../../domain/purchasing/basket';
import { ErrorCode } from '../../domain/error-code';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { Money, money } from '../../graphql/money';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(OrderKind, LineUse);

@ObjectType({
  simpleResolvers: true,
  description: 'Price of a line, with its calculation. All amounts are for the whole quantity.',
})
export class LinePrice {
  @Field(() => String, { description: 'Description of the item, for people to read.' })
  readonly description!: string;
  @Field(() => String, { description: 'Calculation in words, from list prices to the amount.' })
  readonly explanation!: string;
  @Field(() => Money, { description: 'List price, before discount and tax.' })
  readonly listPrice!: Money;
  @Field(() => Money, { description: 'Discount on the list price; zero when there is none.' })
  readonly discount!: Money;
  @Field(() => String, {
    nullable: true,
    description: 'Reason for the discount: `12.5 % reseller discount`; null when there is none.',
  })
  readonly discountReason!: string | null;
  @Field(() => Money, { description: 'List price less discount, before tax.' })
  readonly amount!: Money;
  @Field(() => Money, {
    description: 'Share of the line in the tax of the whole; all shares add up to it.',
  })
  readonly tax!: Money;
}

@ObjectType({ simpleResolvers: true, description: 'Why a line cannot be ordered.' })
export class LineProblem {
  @Field(() => ErrorCode, { description: 'Why, for programs: `MAINTENANCE_LAPSED`.' })
  readonly code!: ErrorCode;
  @Field(() => String, { description: 'Message for people to read.' })
  readonly message!: string;
}

/** A line's price as the graph shows it; null where the line has none. */
export function shownPrice(
  { priced }: Offer,
  tax: bigint | null,
  currency: Currency,
): LinePrice | null {
  if (priced === null) return null;
  const { description, explanation, discountReason } = priced;
  return {
    description,
    explanation,
    discountReason,
    listPrice: money(priced.listPrice, currency),
    discount: money(priced.discount, currency),
    amount: money(priced.amount, currency),
    tax: money(tax ?? 0n, currency),
  };
}
