import { ANONYMOUS, type Actor } from '../domain/people/actor';
import type { ApiTokenAuthentication } from '../auth/api-token.repository';
import type { Authentication } from '../auth/session.repository';
import { PublicScope, scopeOf, type Scope } from '../database/scope';
import { LoaderRegistry } from '../graphql/context';
import type { WriteContext, WriteRunner } from '../graphql/write';

/** Puts the session into the client's cookie, and takes it out again. */
export interface SessionCookie {
  set(token: string, expiresAt: Date): void;
  clear(): void;
}

/** What a request brings along. */
export interface RequestFacts {
  readonly requestId: string;
  readonly now: Date;
  readonly authentication: Authentication | null;
  /** The credential as it was sent; null when there was none. */
  readonly token: string | null;
  /** Whether it came as the cookie: then another one can be put in its place. */
  readonly byCookie: boolean;
  /** The API token that was sent, if one was (R59). */
  readonly apiToken: ApiTokenAuthentication | null;
  readonly cookie: SessionCookie;
  readonly client: WriteContext['client'] & { readonly userAgent: string };
  /** Length of the body in UTF-16 units; 0 where none was read. */
  readonly size: number;
  /** The header `Idempotency-Key`, or null. */
  readonly idempotencyKey: string | null;
  readonly writes: WriteRunner;
}

/** What resolvers get: the kit's part, and who is signed in. */
export class Context implements WriteContext {
  readonly requestId: string;
  readonly now: Date;
  readonly token: string | null;
  readonly byCookie: boolean;
  readonly apiToken: ApiTokenAuthentication | null;
  readonly cookie: SessionCookie;
  readonly client: RequestFacts['client'];
  readonly size: number;
  readonly idempotencyKey: string | null;
  readonly writes: WriteRunner;
  readonly loaders = new LoaderRegistry();
  authentication: Authentication | null = null;
  actor: Actor = ANONYMOUS;
  scope: Scope = scopeOf(ANONYMOUS);

  constructor(facts: RequestFacts) {
    this.requestId = facts.requestId;
    this.now = facts.now;
    this.token = facts.token;
    this.byCookie = facts.byCookie;
    this.apiToken = facts.apiToken;
    this.cookie = facts.cookie;
    this.client = facts.client;
    this.size = facts.size;
    this.idempotencyKey = facts.idempotencyKey;
    this.writes = facts.writes;
    this.become(facts.authentication);
  }

  /** From here on the request speaks for somebody else: what was read before no longer counts. */
  become(authentication: Authentication | null): void {
    this.authentication = authentication;
    this.actor = authentication?.actor ?? this.apiToken?.actor ?? ANONYMOUS;
    // A one-time password opens its own change, and nothing else (R32).
    this.scope = authentication?.person.mustChangePassword
      ? new PublicScope()
      : scopeOf(this.actor);
    this.loaders.clear();
  }
}
