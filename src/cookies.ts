import type { FastifyReply, FastifyRequest } from 'fastify';

/** Opens the session of whoever is signed in. */
export const SESSION_COOKIE = 'keyhold_session';
/** Names the browsers that somebody has signed in with. */
export const DEVICE_COOKIE = 'keyhold_device';

/**
 * The cookies of the service, all of them: of this name and path alone, and out of the reach of scripts. Where
 * people come over https they are called `__Host-…`, which browsers take from nobody but this very host; what has
 * the bare name is not read then, for a neighbor under the same domain could have put it there.
 */
export class Cookies {
  private readonly options;

  /** @param secure - whether people reach the service over https */
  constructor(private readonly secure: boolean) {
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  }

  read(request: FastifyRequest, name: string): string | null {
    return request.cookies[this.called(name)] ?? null;
  }

  /** @param until - when it ends, as a date or in seconds from now */
  set(
    reply: FastifyReply,
    name: string,
    value: string,
    until: { readonly expires: Date } | { readonly maxAge: number },
  ): void {
    void reply.setCookie(this.called(name), value, { ...this.options, ...until });
  }

  /** Takes it out, and what is left of it from before the service was reached over https. */
  clear(reply: FastifyReply, name: string): void {
    for (const one of new Set([this.called(name), name])) void reply.clearCookie(one, this.options);
  }

  private called(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }
}
