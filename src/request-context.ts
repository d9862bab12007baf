import type { FastifyReply, FastifyRequest } from 'fastify';
import { isApiToken } from './auth/api-token';
import { DEVICE_DAYS } from './auth/device-cookie';
import type { Application } from './composition';
import { Context, type SessionCookie } from './features/context';
import type { Device } from './graphql/limits';
import { clientAddress, type AddressRange } from './network/address';

export const SESSION_COOKIE = 'keyhold_session';
export const DEVICE_COOKIE = 'keyhold_device';

const BEARER = /^Bearer ([^\s]+)$/i;

/** The credential of a request: a bearer token, else the cookie. */
function credentialOf(request: FastifyRequest): { token: string | null; byCookie: boolean } {
  const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, byCookie: false };
  const token = request.cookies[SESSION_COOKIE] ?? null;
  return { token, byCookie: token !== null };
}

/** A header's value; null when it was not sent. */
function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
}

/**
 * Who asks, by the credential of a request, whatever it asks for.
 * @param secure - whether cookies are sent over https alone
 * @param trustedProxies - whose word counts on where a request comes from
 */
export function contextOf(
  app: Pick<Application, 'clock' | 'devices' | 'sessions' | 'apiTokens' | 'writes'>,
  secure: boolean,
  trustedProxies: readonly AddressRange[],
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const { token, byCookie } = credentialOf(request);
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
    const cookie: SessionCookie = {
      set: (value, expires) => void reply.setCookie(SESSION_COOKIE, value, { ...options, expires }),
      clear: () => void reply.clearCookie(SESSION_COOKIE, options),
    };
    const former = request.cookies[DEVICE_COOKIE] ?? null;
    const device: Device = {
      nameFor: (email) => app.devices.nameFor(former, email),
      remember: (email, anew) =>
        void reply.setCookie(DEVICE_COOKIE, app.devices.remember(former, email, anew), {
          ...options,
          maxAge: DEVICE_DAYS * 24 * 3_600,
        }),
    };
    const forwarded = headerOf(request, 'x-forwarded-for') ?? undefined;
    const address = clientAddress(request.socket.remoteAddress, forwarded, trustedProxies);
    const isApi = token !== null && !byCookie && isApiToken(token);
    const authentication = token === null || isApi ? null : await app.sessions.authenticate(token);
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
      apiToken: isApi ? await app.apiTokens.authenticate(token, address) : null,
      client: {
        address,
        device,
        userAgent: request.headers['user-agent'] ?? '',
      },
      idempotencyKey: headerOf(request, 'idempotency-key'),
      writes: app.writes,
      cookie,
    });
  };
}
