import { Refusal, type Reason } from '../domain/refusal';

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A row in a payload. It is read when the payload is answered, under the rights of whoever asks then. */
export class RowRef {
  constructor(
    readonly type: string,
    readonly key: number,
  ) {}
}

/** The id of what is not there any more, and so cannot be read. */
export class DeletedId {
  constructor(
    readonly type: string,
    readonly key: number,
  ) {}
}

/** A secret that is told once and kept nowhere: a repeat of the call gets null in its place (R60). */
export class OneTimeSecret {
  /** @param revealed Whether it was told at all, here or elsewhere, such as in a cookie. */
  constructor(
    readonly value: string | readonly string[] | null,
    readonly revealed = value !== null,
  ) {}
}

export type OutcomeValue =
  | RowRef
  | DeletedId
  | OneTimeSecret
  | string
  | number
  | boolean
  | null
  | readonly OutcomeValue[]
  | { readonly [field: string]: OutcomeValue };

/** What a mutation came to, field by field of its payload: ids and plain values, never rows. */
export type Outcome<Payload extends object = object> = {
  readonly [Field in Exclude<keyof Payload, 'userErrors' | 'effects'>]?: OutcomeValue;
} & {
  /** What went wrong though something was written, such as a declined card. */
  readonly userErrors?: readonly Reason[];
};

/** A refusal that leads to what is there already: the payload has it, as far as the caller may see it. */
export class RefusalWith<Payload extends object = object> extends Refusal {
  constructor(
    readonly fields: Outcome<Payload>,
    ...reasons: ConstructorParameters<typeof Refusal>
  ) {
    super(...reasons);
  }
}

type Stored =
  | { readonly ref: readonly [string, number] }
  | { readonly former: readonly [string, number] }
  | { readonly once: boolean }
  | { readonly plain: string | number | boolean | null }
  | { readonly list: readonly Stored[] }
  | { readonly fields: Readonly<Record<string, Stored>> };

function stored(value: OutcomeValue): Stored {
  if (value instanceof RowRef) return { ref: [value.type, value.key] };
  if (value instanceof DeletedId) return { former: [value.type, value.key] };
  if (value instanceof OneTimeSecret) return { once: value.revealed };
  if (Array.isArray(value)) return { list: value.map(stored) };
  if (typeof value !== 'object' || value === null) return { plain: value };
  const fields = Object.entries(value as Readonly<Record<string, OutcomeValue>>);
  return { fields: Object.fromEntries(fields.map(([name, one]) => [name, stored(one)])) };
}

function restored(value: Stored): OutcomeValue {
  if ('ref' in value) return new RowRef(...value.ref);
  if ('former' in value) return new DeletedId(...value.former);
  if ('once' in value) return null;
  if ('list' in value) return value.list.map(restored);
  if ('plain' in value) return value.plain;
  const fields = Object.entries(value.fields).flatMap(([name, one]) => [
    [name, restored(one)] as const,
    ...('once' in one ? [[`${name}Withheld`, one.once] as const] : []),
  ]);
  return Object.fromEntries(fields);
}

/** An outcome as text, to answer a repeat from. Of a secret only that there was one is kept. */
export const storedOutcome = (outcome: Outcome): string =>
  JSON.stringify(stored(withoutNothing(outcome)));

/** The outcome that a text was made from. A secret is null; `<field>Withheld` says that there was one. */
export const restoredOutcome = (text: string): Outcome =>
  restored(JSON.parse(text) as Stored) as Outcome;

const withoutNothing = (outcome: Outcome): OutcomeValue =>
  Object.fromEntries(
    Object.entries(outcome).filter(([, value]) => value !== undefined),
  ) as unknown as OutcomeValue;

const isPlain = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (value instanceof RowRef || value instanceof DeletedId || value instanceof OneTimeSecret)
    return false;
  return Object.values(value).every(isPlain);
};

/** Fields of an outcome that are neither rows nor ids nor secrets: what is true of a dry run too. */
export function plainFields({ userErrors: _reasons, ...fields }: Outcome): object {
  const values = Object.entries(fields);
  return Object.fromEntries(values.filter(([, value]) => isPlain(value)));
}

/** Every text in an outcome that would be kept, and every secret in it that is not. */
export function textsIn(value: unknown): { kept: string[]; revealed: string[] } {
  if (typeof value === 'string') return { kept: [value], revealed: [] };
  if (value instanceof OneTimeSecret)
    return { kept: [], revealed: value.value === null ? [] : [value.value].flat() };
  if (typeof value !== 'object' || value === null) return { kept: [], revealed: [] };
  const all = Object.values(value).map(textsIn);
  return {
    kept: all.flatMap(({ kept }) => kept),
    revealed: all.flatMap(({ revealed }) => revealed),
  };
}
