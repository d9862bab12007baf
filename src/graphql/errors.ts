import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** `extensions.code` of every top-level error. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'IDEMPOTENCY_CONFLICT'
  | 'IDEMPOTENCY_IN_PROGRESS'
  | 'QUERY_TOO_COMPLEX'
  | 'BAD_USER_INPUT'
  | 'INTERNAL_SERVER_ERROR';

export interface Denied {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND';
  readonly missingPermission: string | null;
  readonly grantableBy: string | null;
}

const MESSAGES: Readonly<Record<Denied['code'], string>> = {
  UNAUTHENTICATED: 'Sign in first.',
  FORBIDDEN: 'You may not do this.',
  NOT_FOUND: 'There is no such thing, or it is not yours.',
};

function sentence({ code, missingPermission, grantableBy }: Denied): string {
  if (code !== 'FORBIDDEN' || missingPermission === null) return MESSAGES[code];
  if (missingPermission === 'STAFF') return "Only the vendor's staff may do this.";
  const what =
    missingPermission === 'HOLDER'
      ? 'Only the holder of the account may do this'
      : `This needs the permission ${missingPermission}`;
  return grantableBy === null
    ? `${what}.`
    : missingPermission === 'HOLDER'
      ? `${what}: ${grantableBy}.`
      : `${what}; ${grantableBy} can grant it.`;
}

/** A refusal of the first two gates (R63). */
export class AccessDenied extends GraphQLError {
  constructor(denied: Denied) {
    super(sentence(denied), {
      extensions: {
        code: denied.code,
        ...(denied.code === 'FORBIDDEN' ? { missingPermission: denied.missingPermission } : {}),
        ...(denied.grantableBy === null ? {} : { grantableBy: denied.grantableBy }),
      },
    });
  }
}

/** The one answer for what is not there and for what is not yours (R63). */
export const notFound = (): AccessDenied =>
  new AccessDenied({ code: 'NOT_FOUND', missingPermission: null, grantableBy: null });

/** An argument that cannot be used; the message says what would be right. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const PASSED_ON = new Set<string>([
  'UNAUTHENTICATED',
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

/**
 * The one place where errors become answers. What has a code of ours goes out as it is, without a
 * stack; anything else is ours to mend: it is reported, and the client learns only that it happened.
 */
export const errorFormatter =
  (report: (error: unknown) => void) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { stacktrace: _stack, ...extensions } = (formatted.extensions ?? {}) as Record<string, unknown>;
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    if (PASSED_ON.has(String(extensions['code'])))
      return { message: formatted.message, ...place, extensions };
    report(error);
    return {
      message: 'Something went wrong on our side. It has been recorded; please try again.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
