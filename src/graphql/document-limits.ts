import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
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
  characters: 60_000,
  tokens: 4_000,
  nesting: 64,
  depth: 24,
  fields: 4_000,
  pairs: 10_000,
};

const IN_WORDS: Readonly<Record<keyof DocumentLimits, readonly [string, string]>> = {
  characters: ['characters long', 'Send values as variables'],
  tokens: ['tokens long', 'Split it into several requests'],
  nesting: ['brackets deep', 'Send values as variables, and split it into several requests'],
  depth: ['levels deep', 'Split it into several requests'],
  fields: ['fields large with its fragments expanded', 'Split it into several requests'],
  pairs: ['pairs of fields with the same response name large', 'Select each field once'],
};

/** How many texts that were let through are remembered, and how many characters they have together. */
const KNOWN_TEXTS = 1_000;
const KNOWN_CHARACTERS = 4_000_000;

/** So many mistakes of a document are told at once. */
const MOST_ERRORS = 10;

/**
 * Refuses documents by what they are alone, before anybody is asked for: nobody is read from the database, nothing is
 * priced or run for them. What is too much is not validated either. What is let through fits the schema.
 */
export class DocumentGate {
  private readonly known = new LRUCache<string, true>({
    max: KNOWN_TEXTS,
    maxSize: KNOWN_CHARACTERS,
    sizeCalculation: (_value, text) => text.length + 1,
  });

  /** @param hideSuggestions - whether errors keep to themselves what the schema has that is like it */
  constructor(
    private readonly limits: DocumentLimits,
    private readonly schema: GraphQLSchema,
    private readonly hideSuggestions: boolean,
  ) {}

  /** Whether it was let through before. */
  knows(text: string): boolean {
    return this.known.has(text);
  }

  /** @returns why it is refused: QUERY_TOO_COMPLEX, GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED; empty where it is not. */
  refusals(text: string): readonly GraphQLError[] {
    if (this.known.has(text)) return [];
    const { limits } = this;
    if (text.length > limits.characters) return [this.tooMuch('characters', text.length)];
    const { tokens, nesting } = textShapeOf(text, limits.tokens);
    if (nesting > limits.nesting) return [this.tooMuch('nesting', nesting)];
    if (tokens > limits.tokens) return [this.tooMuch('tokens', tokens)];
    let document: DocumentNode;
    try {
      document = parse(text);
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
      throw error;
    }
    const shape = shapeOf(document);
    for (const what of ['depth', 'fields', 'pairs'] as const)
      if (shape[what] > limits[what]) return [this.tooMuch(what, shape[what])];
    const errors = validate(this.schema, document, undefined, {
      maxErrors: MOST_ERRORS,
      hideSuggestions: this.hideSuggestions,
    });
    if (errors.length === 0) this.known.set(text, true);
    return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  }

  private tooMuch(what: keyof DocumentLimits, found: number): GraphQLError {
    const [words, advice] = IN_WORDS[what];
    const limit = this.limits[what];
    return new GraphQLError(`This document is more than ${limit} ${words}. ${advice}.`, {
      extensions: { code: 'QUERY_TOO_COMPLEX', [what]: found, limit },
    });
  }
}

const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    source: error.source ?? null,
    positions: error.positions ?? null,
    nodes: error.nodes ?? null,
    extensions: { code },
  });
