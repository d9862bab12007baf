import { GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { shapeOf, textShapeOf } from './document-shape';

/** What a document may be at most, whoever sends it and whatever it asks for. */
export interface DocumentLimits {
  /** UTF-16 units of its text. */
  readonly characters: number;
  readonly tokens: number;
  /** Brackets within each other. */
  readonly nesting: number;
  /** Selection sets within each other. */
  readonly depth: number;
  readonly fields: number;
  /** Pairs of fields of one name at one place. */
  readonly pairs: number;
}

/** Real documents have fewer than 300 fields, 10 levels; the introspection of tools 16 levels. */
export const DOCUMENT_LIMITS: DocumentLimits = {
  characters: 100_000,
  tokens: 8_000,
  nesting: 64,
  depth: 24,
  fields: 8_000,
  pairs: 20_000,
};

const IN_WORDS: Readonly<Record<keyof DocumentLimits, readonly [string, string]>> = {
  characters: ['characters long', 'Send values as variables'],
  tokens: ['tokens long', 'Ask in several requests'],
  nesting: ['brackets deep', 'Send values as variables, and ask in several requests'],
  depth: ['levels deep', 'Ask in several requests'],
  fields: ['fields large with its fragments where they stand', 'Ask in several requests'],
  pairs: ['pairs of fields of one name at one place large', 'Name each field once'],
};

/** How many texts that were let through are remembered, and how many characters they have together. */
const KNOWN_TEXTS = 1_000;
const KNOWN_CHARACTERS = 4_000_000;

/**
 * Refuses documents by what they are alone, before anybody is asked for: nobody is read from the database, nothing is
 * validated, priced or run for them.
 */
export class DocumentGate {
  private readonly known = new LRUCache<string, true>({
    max: KNOWN_TEXTS,
    maxSize: KNOWN_CHARACTERS,
    sizeCalculation: (_value, text) => text.length + 1,
  });

  constructor(private readonly limits: DocumentLimits) {}

  /** @returns why it is refused, QUERY_TOO_COMPLEX; null where it is not, or where the parser will. */
  refusal(text: string): GraphQLError | null {
    if (this.known.has(text)) return null;
    const { limits } = this;
    if (text.length > limits.characters) return this.tooMuch('characters', text.length);
    const { tokens, nesting } = textShapeOf(text, limits.tokens);
    if (tokens > limits.tokens) return this.tooMuch('tokens', tokens);
    if (nesting > limits.nesting) return this.tooMuch('nesting', nesting);
    try {
      const shape = shapeOf(parse(text, { noLocation: true }));
      for (const what of ['depth', 'fields', 'pairs'] as const)
        if (shape[what] > limits[what]) return this.tooMuch(what, shape[what]);
    } catch (error) {
      if (error instanceof GraphQLError) return null;
      throw error;
    }
    this.known.set(text, true);
    return null;
  }

  private tooMuch(what: keyof DocumentLimits, found: number): GraphQLError {
    const [words, advice] = IN_WORDS[what];
    const limit = this.limits[what];
    return new GraphQLError(
      `This document is more than ${limit} ${words}, which nothing needs. ${advice}.`,
      { extensions: { code: 'QUERY_TOO_COMPLEX', [what]: found, limit } },
    );
  }
}
