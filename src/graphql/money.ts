import { Field, ObjectType } from 'type-graphql';
import { formatMinor, type Currency } from '../domain/billing/money';
import { CurrencyScalar, DecimalScalar } from './scalars';
import type { OutcomeValue } from './outcome';

@ObjectType({ description: 'An exact amount of money.', simpleResolvers: true })
export class Money {
  @Field(() => DecimalScalar, {
    description:
      'Amount in units of the currency, with all decimals of the currency: `"19.90"` in `EUR`, `"1990"` in `JPY`.',
  })
  readonly amount!: string;
  @Field(() => CurrencyScalar, { description: 'Currency of the amount.' })
  readonly currency!: Currency;
}

/** Minor units as the driver reads them: a number, and beyond 2^53 a string. */
export type StoredMinor = number | string | bigint;

export const money = (minor: StoredMinor, currency: Currency): Money => ({
  amount: formatMinor(typeof minor === 'string' ? BigInt(minor) : minor, currency),
  currency,
});

/** The same as a plain value of an outcome. */
export const plainMoney = (minor: StoredMinor, currency: Currency): OutcomeValue => ({
  ...money(minor, currency),
});
