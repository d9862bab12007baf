import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isApiToken } from './auth/api-token';
import { DEVICE_DAYS } from './auth/device-cookie';
import type { Application } from './composition';
import { DEVICE_COOKIE, SESSION_COOKIE, type Cookies } from './cookies';
import { Context, type SessionCookie } from './features/context';
import type { LinkViewer } from './features/invoice/invoice-links';
import type { Device } from './graphql/limits';
import { clientAddress, type AddressRange } from './network/address';

/**
 * A bearer token, be it empty, and a single word, which forgot to say that it is one. Other schemes are for
 * what stands before the service.
 */
const BEARER = /^(?:Bearer(?:\s+(.*))?|\S+)$/is;

/** The token of a request, by itself or in the cookie. An empty header is none. */
function credentialOf(
  request: FastifyRequest,
  cookie: string | null,
): { token: string | null; byCookie: boolean } {
  const bearer = BEARER.exec(request.headers.authorization?.trim() ?? '');
  if (bearer !== null) return { token: bearer[1] ?? '', byCookie: false };
  return { token: cookie, byCookie: cookie !== null };
}

/** Whatever is wrong with a token that somebody sent: they mean to be somebody, and are not taken for nobody. */
function noSuchBearer(reply: FastifyReply): GraphQLError {
  void reply.header('www-authenticate', 'Bearer error="invalid_token"');
  return new GraphQLError(
    'This token is not valid: it is wrong, has expired, or is not allowed from your network. Sign in again, or send the request without it.',
    { extensions: { code: 'UNAUTHENTICATED' } },
  );
}

/** Whether it brings a credential, be it right or wrong. */
export const isNamed = (request: FastifyRequest, cookies: Cookies): boolean =>
  credentialOf(request, cookies.read(request, SESSION_COOKIE)).token !== null;

declare module 'fastify' {
  interface FastifyRequest {
    /** Length of the body in UTF-16 units; 0 where none was read. */
    size: number;
  }
}

/** The network address that a request comes from. */
export const addressOf = (
  request: FastifyRequest,
  trustedProxies: readonly AddressRange[],
): string =>
  clientAddress(
    request.socket.remoteAddress,
    headerOf(request, 'x-forwarded-for') ?? undefined,
    trustedProxies,
  );

/** A header's value; null when it was not sent. */
function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
}

/**
 * Who asks, by the credential of a request, whatever it asks for. A cookie that opens nothing any more is
 * nobody's: browsers send it all the same.
 * @param trustedProxies - whose word counts on where a request comes from
 */
export function contextOf(
  app: Pick<Application, 'clock' | 'devices' | 'sessions' | 'apiTokens' | 'writes'>,
  cookies: Cookies,
  trustedProxies: readonly AddressRange[],
) {
  /** @throws UNAUTHENTICATED for a bearer that opens nothing. */
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const { token, byCookie } = credentialOf(request, cookies.read(request, SESSION_COOKIE));
    const cookie: SessionCookie = {
      set: (value, expires) => cookies.set(reply, SESSION_COOKIE, value, { expires }),
      clear: () => cookies.clear(reply, SESSION_COOKIE),
    };
    const former = cookies.read(request, DEVICE_COOKIE);
    const device: Device = {
      nameFor: (email) => app.devices.nameFor(former, email),
      remember: (email, anew) =>
        cookies.set(reply, DEVICE_COOKIE, app.devices.remember(former, email, anew), {
          maxAge: DEVICE_DAYS * 24 * 3_600,
        }),
    };
    const address = addressOf(request, trustedProxies);
    const isApi = token !== null && !byCookie && isApiToken(token);
    const authentication = token === null || isApi ? null : await app.sessions.authenticate(token);
    const apiToken = isApi ? await app.apiTokens.authenticate(token, address) : null;
    if (token !== null && !byCookie && authentication === null && apiToken === null)
      throw noSuchBearer(reply);
    // Rights were changed since: the cookie is exchanged, whoever else may know the one so far.
    const renewed =
      byCookie && token !== null && authentication?.outdated === true
        ? await app.sessions.renew(token)
        : null;
    if (renewed !== null) cookie.set(renewed.token, renewed.expiresAt);
    return new Context({
      requestId: request.id,
      now: app.clock.now(),
      token: renewed?.token ?? token,
      byCookie,
      authentication,
      apiToken,
      client: {
        address,
        device,
        userAgent: request.headers['user-agent'] ?? '',
      },
      size: request.size,
      idempotencyKey: headerOf(request, 'idempotency-key'),
      writes: app.writes,
      cookie,
    });
  };
}

const NO_COOKIE: SessionCookie = { set: () => undefined, clear: () => undefined };
const NO_DEVICE: Device = { nameFor: () => null, remember: () => undefined };

/** Who made a link that opens by itself, with what they may do now; whatever else the request brings does not count. */
export function contextOfLink(
  app: Pick<Application, 'clock' | 'sessions' | 'apiTokens' | 'writes'>,
  trustedProxies: readonly AddressRange[],
) {
  /** @returns null when the session, or the token, has ended, or is not allowed from here. */
  return async (request: FastifyRequest, { type, key }: LinkViewer): Promise<Context | null> => {
    const address = addressOf(request, trustedProxies);
    const authentication = type === 'Session' ? await app.sessions.byKey(key) : null;
    const apiToken = type === 'ApiToken' ? await app.apiTokens.byKey(key, address) : null;
    if (authentication === null && apiToken === null) return null;
    return new Context({
      requestId: request.id,
      now: app.clock.now(),
      token: null,
      byCookie: false,
      authentication,
      apiToken,
      client: { address, device: NO_DEVICE, userAgent: request.headers['user-agent'] ?? '' },
      size: request.size,
      idempotencyKey: null,
      writes: app.writes,
      cookie: NO_COOKIE,
    });
  };
}
