import { Field, ObjectType } from 'type-graphql';
import { Currency, formatMinor } from '../domain/billing/money';
import { DecimalScalar } from './scalars';
import { registerEnums } from './register-enum';
import type { OutcomeValue } from './outcome';

registerEnums(Currency);

@ObjectType({ description: 'An exact amount of money.', simpleResolvers: true })
export class Money {
  @Field(() => DecimalScalar, {
    description: 'Amount in units of the currency, with all decimals: `"19.90"`.',
  })
  readonly amount!: string;
  @Field(() => Currency, { description: 'Currency of the amount.' })
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
