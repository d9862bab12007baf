import type { GraphError, TestApplication } from './test-application';

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

/** The outcome of one mutation. */
export interface Written<Payload> {
  readonly payload: (Payload & { readonly userErrors: readonly UserError[] }) | null;
  readonly errors: readonly GraphError[];
  readonly text: string;
  /** Codes of everything that was wrong; empty when it went well. */
  readonly codes: readonly unknown[];
}

/** Sends one mutation with its input as a variable; `selection` is what is asked of the payload. */
export async function write<Payload extends object = object>(
  test: TestApplication,
  token: string | null,
  name: string,
  input: object,
  selection = '',
  key: string | null = null,
): Promise<Written<Payload>> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const answer = await test.graph(
    `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code message field } } }`,
    { input },
    token,
    key,
  );
  const payload = (answer.data?.[name] ?? null) as Written<Payload>['payload'];
  return {
    payload,
    errors: answer.errors,
    text: answer.text,
    codes: [
      ...answer.errors.map(({ extensions }) => extensions['code']),
      ...(payload?.userErrors ?? []).map(({ code }) => code),
    ],
  };
}
