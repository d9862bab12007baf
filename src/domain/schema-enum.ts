/** An enum of the schema: its name there, and what it and each of its values mean. */
export interface SchemaEnum {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<string, string>>;
}

const DESCRIBED = new WeakMap<object, SchemaEnum>();

/**
 * Words that the schema shows as an enum, each by its own name, with all that is said of them: the one place.
 * `registerEnum` brings them into the schema, `EnumColumn` stores them.
 */
export function schemaEnum<const Values extends Readonly<Record<string, string>>>(
  name: string,
  description: string,
  values: Values,
): { readonly [Value in keyof Values]: Value } {
  const words = Object.fromEntries(Object.keys(values).map((word) => [word, word]));
  DESCRIBED.set(words, { name, description, values });
  return words as { readonly [Value in keyof Values]: Value };
}

/** @throws for words that `schemaEnum` did not make. */
export function describedEnum(words: object): SchemaEnum {
  const described = DESCRIBED.get(words);
  if (described === undefined)
    throw new Error(`${Object.keys(words).join(', ')} are described by no schemaEnum`);
  return described;
}
