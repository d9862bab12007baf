import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isAboutArgument, withoutValues } from './messages-without-values';

/** An argument that cannot be used; the message says what would be right. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** An error of graphql-js about the request itself: the client's to mend. */
export const asBadInput = (error: GraphQLError): GraphQLError =>
  new GraphQLError(withoutValues(error), {
    nodes: error.nodes ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });

/** Of requests that are refused whole, by code; 400 for any other. */
export const STATUS: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, RATE_LIMITED: 429 };

/** The same error for a request that was refused whole, before anything ran: not status 500. */
export const refusedWhole = (
  error: GraphQLError,
  headers: readonly (readonly [string, string])[] = [],
): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: {
      ...error.extensions,
      http: {
        status: STATUS[String(error.extensions['code'])] ?? 400,
        headers: new Map(headers),
      },
    },
  });

const PASSED_ON = new Set<string>([
  'UNAUTHENTICATED',
  'PASSWORD_CHANGE_REQUIRED',
  'SECOND_FACTOR_REQUIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'IDEMPOTENCY_CONFLICT',
  'IDEMPOTENCY_IN_PROGRESS',
  'QUERY_TOO_COMPLEX',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const FAILED = 'Internal error. It has been logged; please try again.';
const UNKNOWN =
  'The database connection was lost before the outcome was known: check whether the change was made before you try again. A call with an idempotency key can be repeated safely.';

const isCommitUnknown = (error: unknown): boolean =>
  (error as { originalError?: Error } | null)?.originalError?.name === 'CommitUnknown';

/**
 * The one place where errors become answers. What has a code of ours goes out as it is, without a
 * stack; anything else is ours to mend: it is reported, and the client learns only that it happened.
 */
export const errorFormatter =
  (report: (error: unknown) => void) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { stacktrace: _stack, ...extensions } = (formatted.extensions ?? {}) as Record<
      string,
      unknown
    >;
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    if (PASSED_ON.has(String(extensions['code'])))
      return { message: withoutValues(formatted as GraphQLError), ...place, extensions };
    if (error instanceof GraphQLError && isAboutArgument(error)) {
      const { message } = asBadInput(error);
      return { message, ...place, extensions: { code: 'BAD_USER_INPUT' } };
    }
    report(error);
    return {
      message: isCommitUnknown(error) ? UNKNOWN : FAILED,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
