import type { ErrorCode } from '../domain/error-code';
import { validateSync, type ValidationError } from 'class-validator';
import { formerSpelling, readEmail, type TypedEmail } from '../domain/email';
import { normalizeServerName } from '../domain/licensing/server-name';
import type { Reason } from '../domain/refusal';
import { credentials, emails, marked, secrets, servers, textsOf, trimmed } from './input-marks';

/* What inputs hold once they came, by what their fields were declared as (`input.ts`). */

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The inputs inside an input, and itself. */
function* inputsOf(input: object): Generator<object> {
  yield input;
  for (const value of Object.values(input))
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value as unknown])
      if (isObject(one) && !(one instanceof Date)) yield* inputsOf(one);
}

/** Takes the space around texts away, and gives servers' names their one form, in place. */
export function tidyInput(input: object): void {
  for (const one of inputsOf(input) as Iterable<Record<string, unknown>>) {
    for (const name of marked(trimmed, one))
      if (typeof one[name] === 'string') one[name] = one[name].trim();
    for (const name of marked(servers, one))
      if (typeof one[name] === 'string') one[name] = normalizeServerName(one[name]);
  }
}

/** The addresses of an input, each with a way to write it anew. */
function* emailsIn(input: object): Generator<{ typed: string; write: (email: string) => void }> {
  for (const one of inputsOf(input) as Iterable<Record<string, unknown>>)
    for (const name of marked(emails, one)) {
      const value = one[name];
      if (typeof value === 'string') yield { typed: value, write: (email) => (one[name] = email) };
      if (!Array.isArray(value)) continue;
      const list = [...(value as unknown[])];
      one[name] = list;
      for (const [at, typed] of list.entries())
        if (typeof typed === 'string') yield { typed, write: (email) => (list[at] = email) };
    }
}

/** The addresses that somebody may still have under a spelling of their own, by what was typed. */
export type ExactSpellings = (typed: readonly TypedEmail[]) => Promise<ReadonlyMap<string, string>>;

/** Writes the addresses of an input in their normal form, in place; what is none stays, for `inputProblems` to name. */
export async function settleEmails(input: object, exact: ExactSpellings): Promise<void> {
  const found = [...emailsIn(input)].map(({ typed, write }) => ({
    write,
    former: formerSpelling(typed),
    normal: readEmail(typed),
  }));
  const kept = await exact(found);
  for (const { write, former, normal } of found) write(kept.get(former) ?? normal ?? former);
}

/** Whether a field of an input is one that must never be written down. */
export const isSecret = (input: object, name: string): boolean =>
  marked(secrets, input).includes(name);

/** Every secret that an input brings along. */
export const secretsIn = (input: object): string[] => textsOf(secrets, inputsOf(input));

/** Those of them that were made here. */
export const credentialsIn = (input: object): string[] => textsOf(credentials, inputsOf(input));

function* reasons(errors: readonly ValidationError[], path: readonly string[]): Generator<Reason> {
  for (const { property, constraints = {}, contexts = {}, children = [] } of errors) {
    const field = [...path, property];
    const found = Object.entries(constraints).map(([constraint, message]): Reason => {
      const known = contexts[constraint] as { code?: ErrorCode } | undefined;
      return { code: known?.code ?? 'INVALID_TEXT', message, field };
    });
    // What is blank or too long is so first of all, in whatever order the decorators stand.
    const [first] = ['BLANK', 'TOO_LONG']
      .flatMap((code) => found.filter((reason) => reason.code === code))
      .concat(found);
    if (first !== undefined) yield first;
    yield* reasons(children, field);
  }
}

/** Everything that is wrong with an input, one reason for each field; nothing when it can be used. */
export const inputProblems = (input: object): Reason[] => [
  ...reasons(
    validateSync(input, { skipUndefinedProperties: true, forbidUnknownValues: false }),
    [],
  ),
];
