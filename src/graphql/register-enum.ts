import { registerEnumType } from 'type-graphql';
import { describedEnum } from '../domain/schema-enum';

/** Brings enums into the schema, as `schemaEnum` describes them. */
export function registerEnums(...enums: readonly Readonly<Record<string, string>>[]): void {
  for (const words of enums) {
    const { name, description, values } = describedEnum(words);
    const valuesConfig = Object.fromEntries(
      Object.entries(values).map(([word, meaning]) => [word, { description: meaning }]),
    );
    registerEnumType(words, { name, description, valuesConfig });
  }
}
