import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import type { Offer } from '../../domain/purchasing/basket';
import { LineUse, OrderKind } from '../../domain/purchasing/order-line';
import { Money, money } from '../../graphql/money';

registerEnumType(OrderKind, {
  name: 'OrderKind',
  description: 'What a line of a cart or an order buys.',
  valuesConfig: {
    NEW: { description: 'New licenses, with 12 months of Maintenance and Support.' },
    MODIFY: { description: 'A larger edition or level for the difference in price.' },
    ADD_ON: { description: 'Add-ons; Maintenance and Support must be current.' },
    RENEW: { description: 'Twelve more months of Maintenance and Support, from its end.' },
    REINSTATE: {
      description: 'Twelve months of lapsed Maintenance and Support, from today, at a surcharge.',
    },
    SUPPORT_INCIDENT: { description: 'Support by the piece.' },
  },
});
registerEnumType(LineUse, {
  name: 'LineUse',
  description: 'For whom a line is bought.',
  valuesConfig: {
    PERSONAL: { description: 'For the account itself: needs MAKE_PURCHASES.' },
    RESOLD: { description: 'To be resold, or for what was resold: needs RESELLER.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'What a line costs, and why. All amounts are of its whole quantity.',
})
export class LinePrice {
  @Field(() => String, { description: 'What is bought, for people.' })
  readonly description!: string;
  @Field(() => String, { description: 'The arithmetic in words, from list prices to the amount.' })
  readonly explanation!: string;
  @Field(() => Money, { description: 'List price, before discount and tax.' })
  readonly listPrice!: Money;
  @Field(() => Money, { description: 'What the discount takes off; zero for none.' })
  readonly discount!: Money;
  @Field(() => String, {
    nullable: true,
    description: 'Why there is a discount: `12.5 % reseller discount`; null for none.',
  })
  readonly discountReason!: string | null;
  @Field(() => Money, { description: 'List price less discount, before tax.' })
  readonly amount!: Money;
  @Field(() => Money, {
    description:
      'What of the tax of the whole falls on this line: those of all lines add up to it.',
  })
  readonly tax!: Money;
}

@ObjectType({ simpleResolvers: true, description: 'Why a line cannot be ordered as it stands.' })
export class LineProblem {
  @Field(() => String, { description: 'Stable, for programs: `MAINTENANCE_LAPSED`.' })
  readonly code!: string;
  @Field(() => String, { description: 'In words, for the person.' })
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
