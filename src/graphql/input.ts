import { ArrayMaxSize, ArrayUnique, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { Field, ID, Int, type ClassType } from 'type-graphql';
import { isCountry } from '../domain/country';
import type { ErrorCode } from '../domain/error-code';
import { LONGEST_EMAIL, readEmail } from '../domain/email';
import { readServerName } from '../domain/licensing/server-name';
import { hasUnseen, isLines, isOneLine, isSeen, isUntypeable } from '../domain/text';
import { credentials, emails, mark, secrets, servers, trimmed } from './input-marks';
import { DateTimeScalar, DecimalScalar } from './scalars';

/*
 * Fields of inputs. Each decorator declares the field in the schema and what its value must be like in
 * one, so that a text without a limit cannot be declared at all. Whether a field is given where it must
 * be, and is of its type, graphql-js has seen to before.
 */

export interface InputField {
  readonly description: string;
  /** What leaving it out means; without this it must be given. */
  readonly whenAbsent?: string;
  /** What null means; without this it is refused, for absent and null are two things. */
  readonly nullMeans?: string;
}

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };

const code = (name: ErrorCode, message: string): object => ({ message, context: { code: name } });

/** Null is skipped where it means something, and refused where it does not. */
const presence = ({ nullMeans }: InputField): PropertyDecorator =>
  nullMeans !== undefined
    ? IsOptional()
    : ValidateBy(
        { name: 'given', validator: { validate: (value) => value !== null } },
        code('BLANK', 'Give a value, or omit the field.'),
      );

/** What giving none means, in words: nobody can declare a field that may be left out without saying it. */
const noneOf = ({ whenAbsent, nullMeans }: InputField): readonly string[] =>
  whenAbsent === undefined
    ? []
    : [
        `Left out: ${whenAbsent}.`,
        nullMeans === undefined ? 'Null is refused.' : `Null: ${nullMeans}.`,
      ];

/** The field in the schema, and whether it must be given. */
const Declared = (type: () => object, field: InputField, ...limit: string[]): PropertyDecorator =>
  all(
    Field(type, {
      description: [field.description, ...limit, ...noneOf(field)].join(' '),
      nullable: field.whenAbsent !== undefined,
    }),
    presence(field),
  );

/** A predicate of one's own on a text. */
export const TextIs = (
  name: ErrorCode,
  message: string,
  holds: (value: string) => boolean,
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: { validate: (value) => typeof value !== 'string' || holds(value) },
    },
    code(name, message),
  );

const tooLong = (longest: number): object => code('TOO_LONG', `At most ${longest} characters.`);

/** Characters as the store counts them; class-validator's own limit lets some through uncounted. */
const isAtMost = (longest: number, value: unknown): boolean =>
  typeof value === 'string' && [...value].length <= longest;

const AtMost = (longest: number): PropertyDecorator =>
  ValidateBy(
    {
      name: 'maxLength',
      constraints: [longest],
      validator: { validate: (value) => isAtMost(longest, value) },
    },
    tooLong(longest),
  );

const PeopleText = (
  longest: number,
  field: InputField,
  holds: (value: string) => boolean,
  wrong: string,
): PropertyDecorator =>
  all(
    Declared(() => String, field, `At most ${longest} characters.`),
    (target, name) => mark(trimmed, target, name),
    TextIs('BLANK', 'This cannot be blank.', isSeen),
    TextIs('INVALID_TEXT', wrong, holds),
    AtMost(longest),
  );

const UNREADABLE =
  'The text contains an invisible character, a character that changes the text direction, or half of a character: type it again';

/** Text of one line for people, without the space around it: not blank, readable, and at most `longest` characters. */
export const Text = (longest: number, field: InputField): PropertyDecorator =>
  PeopleText(longest, field, isOneLine, `${UNREADABLE}, on one line.`);

/** The same of several lines. */
export const Lines = (longest: number, field: InputField): PropertyDecorator =>
  PeopleText(longest, field, isLines, `${UNREADABLE}.`);

const UNSEEN_IN_EMAIL =
  'The address contains an invisible character; type it again, without copying.';

const isEmail = (value: string): boolean => readEmail(value) !== null;
const isReadable = (value: string): boolean => !hasUnseen(value);

/** Addresses, one or several; `holds` says whether one is as it must be. */
const AreEmails = (holds: (value: string) => boolean): PropertyDecorator =>
  ValidateBy(
    {
      name: 'areEmails',
      validator: {
        validate: (value) =>
          (Array.isArray(value) ? (value as unknown[]) : [value]).every(
            (one) => typeof one !== 'string' || holds(one),
          ),
      },
    },
    {
      message: ({ value }) =>
        [value].flat().some((one) => typeof one === 'string' && hasUnseen(one))
          ? UNSEEN_IN_EMAIL
          : 'This is not an e-mail address; write it like ada@example.com.',
      context: { code: 'INVALID_EMAIL' },
    },
  );

const EmailText = (field: InputField, holds: (value: string) => boolean): PropertyDecorator =>
  all(
    Declared(() => String, field, `At most ${LONGEST_EMAIL} characters.`),
    (target, name) => mark(trimmed, target, name),
    (target, name) => mark(emails, target, name),
    TextIs('BLANK', 'This cannot be blank.', isSeen),
    AreEmails(holds),
    AtMost(LONGEST_EMAIL),
  );

/** E-mail address, at most 254 characters. The service gets it in its normal form. */
export const Email = (field: InputField): PropertyDecorator => EmailText(field, isEmail);

/**
 * E-mail address that somebody signs in with: one that no address can be is not refused for that, for there may be one
 * from before; whatever is wrong with it, it opens nothing.
 */
export const EmailToSignIn = (field: InputField): PropertyDecorator => EmailText(field, isReadable);

/** Several e-mail addresses, at most `most`; which of them are somebody's, the service says. */
export const EmailList = (most: number, field: InputField): PropertyDecorator =>
  all(
    Texts(most, LONGEST_EMAIL, field),
    (target, name) => mark(emails, target, name),
    AreEmails(isReadable),
  );

/** Name of a server, at most 255 characters. The service gets it in its one form. */
export const ServerName = (field: InputField): PropertyDecorator =>
  all(
    Text(255, field),
    (target, name) => mark(servers, target, name),
    TextIs(
      'INVALID_SERVER_NAME',
      'This is no name of a server: it is nothing but dots, or contains an invisible character. Type it again.',
      (value) => readServerName(value) !== null,
    ),
  );

/** Country, ISO 3166-1 alpha-2. */
export const Country = (field: InputField): PropertyDecorator =>
  all(
    Text(2, field),
    TextIs(
      'INVALID_COUNTRY',
      'This is not a country code; write two letters, such as DE.',
      isCountry,
    ),
  );

/** What must never be written down: kept out of logs, errors and the audit, and not trimmed. */
export const Secret = (longest: number, field: InputField): PropertyDecorator =>
  all(
    Declared(() => String, field, `At most ${longest} characters.`),
    (target, name) => mark(secrets, target, name),
    AtMost(longest),
  );

/** A secret that was made here and told to one alone, such as a token: whoever is not signed in is known by it. */
export const Credential = (longest: number, field: InputField): PropertyDecorator =>
  all(Secret(longest, field), (target, name) => mark(credentials, target, name));

/** A password to be set, at most 1,000 characters: a secret that its person can type again. */
export const NewPassword = (field: InputField): PropertyDecorator =>
  all(
    Secret(1_000, field),
    TextIs(
      'INVALID_TEXT',
      'The text contains a character that cannot be seen or typed; remove it.',
      (value) => !isUntypeable(value),
    ),
  );

/** Id of a node. That it is one, and the caller's, is asked where the row is read. */
export const Id = (field: InputField): PropertyDecorator => Declared(() => ID, field);

/** Ids of several nodes, at most `most`. */
export const Ids = (most: number, field: InputField): PropertyDecorator =>
  all(
    Declared(() => [ID], field, `At most ${most}.`),
    ArrayMaxSize(most, code('TOO_MANY', `At most ${most} at once.`)),
  );

/** Ids of several nodes, at most `most`, each at most once. */
export const IdList = (most: number, field: InputField): PropertyDecorator =>
  all(Ids(most, field), ArrayUnique(code('REPEATED', 'Give each id once.')));

export const BooleanField = (field: InputField): PropertyDecorator =>
  Declared(() => Boolean, field);

/** Exact decimal. What it may be depends on what it is: its service says. */
export const Decimal = (field: InputField): PropertyDecorator =>
  Declared(() => DecimalScalar, field);

/** Instant. */
export const Instant = (field: InputField): PropertyDecorator =>
  Declared(() => DateTimeScalar, field);

/** Whole number, from `least` to `most`. */
export const IntField = (least: number, most: number, field: InputField): PropertyDecorator =>
  all(
    Declared(() => Int, field, `From ${least} to ${most}.`),
    ValidateBy(
      {
        name: 'within',
        validator: {
          validate: (value) => typeof value !== 'number' || (least <= value && value <= most),
        },
      },
      code('OUT_OF_RANGE', `Give a whole number from ${least} to ${most}.`),
    ),
  );

/** One word of an enum. */
export const EnumField = (words: () => object, field: InputField): PropertyDecorator =>
  Declared(words, field);

/** Several words of an enum, each at most once. */
export const EnumListField = (words: () => object, field: InputField): PropertyDecorator =>
  all(
    Declared(() => [words()], field),
    ValidateBy(
      {
        name: 'unique',
        validator: {
          validate: (value) => !Array.isArray(value) || new Set(value).size === value.length,
        },
      },
      code('REPEATED', 'Give each value once.'),
    ),
  );

const Texts = (most: number, longest: number, field: InputField): PropertyDecorator =>
  all(
    Declared(() => [String], field, `At most ${most}.`),
    ArrayMaxSize(most, code('TOO_MANY', `At most ${most} at once.`)),
    ValidateBy(
      {
        name: 'eachMaxLength',
        constraints: [longest],
        validator: {
          validate: (value) =>
            !Array.isArray(value) || value.every((one: unknown) => isAtMost(longest, one)),
        },
      },
      tooLong(longest),
    ),
  );

/** Several texts of one line, at most `most`, each at most `longest` characters. */
export const TextList = (most: number, longest: number, field: InputField): PropertyDecorator =>
  all(
    Texts(most, longest, field),
    ValidateBy(
      {
        name: 'INVALID_TEXT',
        validator: {
          validate: (value) =>
            !Array.isArray(value) ||
            value.every((one: unknown) => typeof one !== 'string' || isOneLine(one)),
        },
      },
      code('INVALID_TEXT', `${UNREADABLE}, each on one line.`),
    ),
  );

/** An input inside the input; its fields are checked too. */
export const Nested = (type: () => ClassType, field: InputField): PropertyDecorator =>
  all(Declared(type, field), ValidateNested());

/** Several inputs inside the input, at most `most`. */
export const NestedList = (
  type: () => ClassType,
  most: number,
  field: InputField,
): PropertyDecorator =>
  all(
    Declared(() => [type()], field, `At most ${most}.`),
    ArrayMaxSize(most, code('TOO_MANY', `At most ${most} at once.`)),
    ValidateNested({ each: true }),
  );
