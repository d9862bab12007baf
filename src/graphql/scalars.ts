import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isCurrency } from '../domain/billing/money';
import { isDay } from '../domain/billing/calendar';
import { parseInstant } from '../domain/instant';

const text = (name: string, node: ValueNode): string => {
  if (node.kind !== Kind.STRING) throw new GraphQLError(`${name} must be a string.`);
  return node.value;
};

function day(value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new GraphQLError(
    'A Date must be a calendar day of the years 1000 to 9999, such as 2026-11-30.',
  );
}

function instant(value: unknown): Date {
  const parsed = typeof value === 'string' ? parseInstant(value) : null;
  if (parsed !== null) return parsed;
  throw new GraphQLError(
    'A DateTime must be an instant of the years 1000 to 9999, with its offset, such as 2026-11-30T08:15:00Z.',
  );
}

// What a field takes of them, it says itself.
const DECIMAL = /^-?\d{1,40}(\.\d{1,40})?$/;
function decimal(value: unknown): string {
  if (typeof value === 'string' && DECIMAL.test(value)) return value;
  throw new GraphQLError('A Decimal must be an exact number as a string, such as "19.90".');
}

/** A calendar day in the billing time zone. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description:
    'A calendar day in the billing time zone, ISO 8601: `2026-11-30`. The year is 1000 to 9999.',
  serialize: (value) => (typeof value === 'string' ? value : day(value)),
  parseValue: day,
  parseLiteral: (node) => day(text('Date', node)),
});

/** An instant. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'An instant in UTC, ISO 8601 with milliseconds: `2026-11-30T08:15:00.000Z`. Input can have any offset from -12:00 to +14:00. The year is 1000 to 9999.',
  serialize: (value) => {
    // In the outcome of a mutation it is a text, for it is kept.
    return (value instanceof Date ? value : instant(value)).toISOString();
  },
  parseValue: instant,
  parseLiteral: (node) => instant(text('DateTime', node)),
});

/** An exact decimal. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number as a string: `"19.90"`. Never a float.',
  serialize: (value) => (typeof value === 'string' ? value : decimal(value)),
  parseValue: decimal,
  parseLiteral: (node) => decimal(text('Decimal', node)),
});

function currency(value: unknown): string {
  if (typeof value === 'string' && isCurrency(value)) return value;
  throw new GraphQLError('A Currency must be a code of ISO 4217 in capital letters, such as EUR.');
}

/** A currency by its code. */
export const CurrencyScalar = new GraphQLScalarType<string, string>({
  name: 'Currency',
  description:
    'A currency by its ISO 4217 code: `EUR`. Amounts have as many decimals as ISO 4217 gives it: 2 in `EUR`, none in `JPY`, 3 in `KWD`.',
  serialize: (value) => (typeof value === 'string' ? value : currency(value)),
  parseValue: currency,
  parseLiteral: (node) => currency(node.kind === Kind.ENUM ? node.value : text('Currency', node)),
});
