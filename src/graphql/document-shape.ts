import { Kind, Lexer, Source, TokenKind, type DocumentNode, type SelectionSetNode } from 'graphql';

/** What a text is before anybody parses it. */
export interface TextShape {
  readonly tokens: number;
  /** Brackets of any kind within each other. */
  readonly nesting: number;
}

/** What a document asks for, fragments counted where they stand. */
export interface DocumentShape {
  /** Selection sets within each other. */
  readonly depth: number;
  readonly fields: number;
  /** Pairs of fields of one name at one place, each of which validation compares with the other. */
  readonly pairs: number;
}

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);

/**
 * Reads tokens one after the other: the parser calls itself for every bracket, and must not be given too many. It
 * stops past `most` tokens, and at what is no token, as the parser does.
 */
export function textShapeOf(text: string, most: number): TextShape {
  const lexer = new Lexer(new Source(text));
  let [tokens, open, nesting] = [0, 0, 0];
  try {
    while (tokens <= most && lexer.advance().kind !== TokenKind.EOF) {
      tokens += 1;
      const { kind } = lexer.token;
      if (OPENING.has(kind)) nesting = Math.max(nesting, ++open);
      else if (CLOSING.has(kind)) open -= 1;
    }
  } catch {
    // The parser says what is wrong with it.
  }
  return { tokens, nesting };
}

/** More fields than this are counted as this: fragments that double would pass every number. */
const COUNTLESS = 1e9;

interface Measured {
  readonly depth: number;
  readonly fields: number;
}
const NOTHING: Measured = { depth: 0, fields: 0 };

/** How often each name stands at one place. */
type Place = Map<string, { count: number; readonly below: Place }>;

/** Measures a document whose text is not nested too much. */
export const shapeOf = (document: DocumentNode): DocumentShape => new Measuring(document).shape;

/**
 * Each fragment is measured once, however often it stands somewhere; what stands in fragments is held to be at one
 * place. One that contains itself is measured without that, and left to validation.
 */
class Measuring {
  readonly shape: DocumentShape;
  private readonly fragments = new Map<string, SelectionSetNode>();
  private readonly known = new Map<string, Measured>();
  private readonly inFragments: Place = new Map();
  private pairs = 0;

  constructor({ definitions }: DocumentNode) {
    for (const one of definitions)
      if (one.kind === Kind.FRAGMENT_DEFINITION)
        this.fragments.set(one.name.value, one.selectionSet);
    let [depth, fields] = [0, 0];
    for (const one of definitions) {
      if (one.kind !== Kind.OPERATION_DEFINITION) continue;
      const measured = this.measured(one.selectionSet, new Map());
      depth = Math.max(depth, measured.depth);
      fields += measured.fields;
    }
    // Validation looks at those that stand nowhere as well.
    for (const name of this.fragments.keys()) depth = Math.max(depth, this.fragment(name).depth);
    this.shape = { depth, fields, pairs: this.pairs };
  }

  private measured({ selections }: SelectionSetNode, place: Place | null): Measured {
    let [below, fields] = [0, 0];
    const add = (part: Measured): void => {
      below = Math.max(below, part.depth);
      fields = Math.min(fields + part.fields, COUNTLESS);
    };
    for (const one of selections) {
      if (one.kind === Kind.FRAGMENT_SPREAD) {
        const { depth, ...rest } = this.fragment(one.name.value);
        // It stands in this selection set, not in one of its own.
        add({ ...rest, depth: depth - 1 });
      } else if (one.kind === Kind.INLINE_FRAGMENT) add(this.measured(one.selectionSet, place));
      else {
        const under = this.count(one.alias?.value ?? one.name.value, place);
        fields += 1;
        if (one.selectionSet !== undefined) add(this.measured(one.selectionSet, under));
      }
    }
    return { depth: below + 1, fields };
  }

  /** Null as the place is within a fragment: there every name counts wherever it stands. */
  private count(name: string, place: Place | null): Place | null {
    const here = place ?? this.inFragments;
    let named = here.get(name);
    if (named === undefined) here.set(name, (named = { count: 0, below: new Map() }));
    this.pairs += named.count++;
    return place === null ? null : named.below;
  }

  private fragment(name: string): Measured {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const selectionSet = this.fragments.get(name);
    if (selectionSet === undefined) return NOTHING;
    this.known.set(name, NOTHING);
    const measured = this.measured(selectionSet, null);
    this.known.set(name, measured);
    return measured;
  }
}
