import type { GraphQLError } from 'graphql';

/*
 * graphql-js repeats in its messages what it was given: a literal, the value of a variable, a word of the
 * document. It may be a password that stands in the wrong place, so every message that leaves is written
 * without it; the location says where it stands.
 */

type Rewrite = readonly [pattern: RegExp, without: string];

const MESSAGES: readonly Rewrite[] = [
  // Values of scalars and enums, in documents and variables alike; what is suggested stands in the schema.
  [
    /^((?:Expected type "[^"]+"\. )?(?:\w+|Enum "\w+") cannot represent [^:]*): [\s\S]*?( Did you mean the enum value [\w", ]+\?)?$/,
    '$1.$2',
  ],
  [/^Value "[\s\S]*" does not exist in ("\w+" enum\.)/, 'The value does not exist in $1'],
  [/^(Expected value of type "[^"]+"), found [\s\S]*$/, '$1.'],
  [/^(Argument "\w+" has invalid value) [\s\S]*$/, '$1.'],
  // Words and characters that a parser stumbles over.
  [/^(Syntax Error: .*?)\b(Name|Int|Float|String|BlockString|Comment) "[\s\S]*"/, '$1$2'],
  [/^(Syntax Error: (?:Invalid|Unexpected character)[^:]*): [\s\S]*$/, '$1.'],
];

const rewritten = (message: string): string => {
  const [pattern, without] = MESSAGES.find(([known]) => known.test(message)) ?? [];
  // What no suggestion was made for leaves an empty group.
  return pattern && without !== undefined ? message.replace(pattern, without) : message;
};

/** The message of an error about a request, without any value that the request brought along. */
export function withoutValues({
  message,
  originalError,
}: Pick<GraphQLError, 'message' | 'originalError'>): string {
  // One that was rewritten before goes on with the place, or with the reason.
  const [start] = /^Variable "\$\w+" got invalid value(?= (?!at "))/.exec(message) ?? [];
  if (start === undefined) return rewritten(message);
  const reason = originalError?.message;
  // Whose reason is not known is told without one.
  if (reason === undefined || !message.endsWith(`; ${reason}`)) return `${start}.`;
  const [place = ''] = / at "[^"]*"$/.exec(message.slice(0, -`; ${reason}`.length)) ?? [];
  return `${start}${place}; ${rewritten(reason)}`;
}

/** Whether an error of the execution is about an argument that the request gave: the client's to mend. */
export const isAboutArgument = ({ message }: Error): boolean =>
  /^Argument "\w+" (has invalid value|of (required|non-null) type) /.test(message);
