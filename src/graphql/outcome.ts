import type { Reason } from '../domain/refusal';

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A row in a payload. It is read when the payload is answered, under the rights of whoever asks then. */
export class Ref {
  constructor(
    readonly type: string,
    readonly key: number,
  ) {}
}

/** The id of what is not there any more, and so cannot be read. */
export class FormerId {
  constructor(
    readonly type: string,
    readonly key: number,
  ) {}
}

/** A secret that is told once and kept nowhere: a repeat of the call gets null in its place (R60). */
export class Once {
  /** @param told Whether it was told at all, here or elsewhere, such as in a cookie. */
  constructor(
    readonly value: string | null,
    readonly told = value !== null,
  ) {}
}

export type OutcomeValue = Ref | FormerId | Once | Json;

/** What a mutation came to, field by field of its payload: ids and plain values, never rows. */
export type Outcome<Payload extends object = object> = {
  readonly [Field in Exclude<keyof Payload, 'userErrors' | 'effects'>]?: OutcomeValue;
} & {
  /** What went wrong though something was written, such as a declined card. */
  readonly userErrors?: readonly Reason[];
};

type Named = Readonly<Record<string, OutcomeValue | readonly Reason[] | undefined>>;

/** An outcome as text, to answer a repeat from. Of a secret only that there was one is kept. */
export function storedOutcome(outcome: Outcome): string {
  const stored = Object.entries(outcome as Named).map(([field, value]) => [
    field,
    value instanceof Ref
      ? { ref: [value.type, value.key] }
      : value instanceof FormerId
        ? { former: [value.type, value.key] }
        : value instanceof Once
          ? { once: value.told }
          : { plain: value ?? null },
  ]);
  return JSON.stringify(Object.fromEntries(stored));
}

type Stored =
  | { readonly ref: readonly [string, number] }
  | { readonly former: readonly [string, number] }
  | { readonly once: boolean }
  | { readonly plain: Json };

/** The outcome that a text was made from. A secret is null; `<field>Withheld` says that there was one. */
export function restoredOutcome(text: string): Outcome {
  const restored: Record<string, OutcomeValue> = {};
  for (const [field, value] of Object.entries(JSON.parse(text) as Record<string, Stored>)) {
    if ('ref' in value) restored[field] = new Ref(...value.ref);
    else if ('former' in value) restored[field] = new FormerId(...value.former);
    else if ('plain' in value) restored[field] = value.plain;
    else {
      restored[field] = null;
      restored[`${field}Withheld`] = value.once;
    }
  }
  return restored;
}
