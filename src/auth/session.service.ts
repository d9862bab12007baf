import { normalizeEmail } from '../domain/email';
import type { Clock } from '../domain/clock';
import type { Queries } from '../database/database';
import { CredentialScope } from '../database/scope';
import type { Passwords } from './passwords';
import { SessionRepository, type Authentication } from './session.repository';
import { hashOfToken, newSessionToken } from './session-token';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A session ends after this long without a request … */
export const SESSION_IDLE_DAYS = 7;
/** … and in any case after this long. */
export const SESSION_LIFE_DAYS = 30;
/** `last_seen` is written at most this often. */
const SEEN_EVERY_MINUTES = 5;

/** A session that was last seen before this has ended. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - SESSION_IDLE_DAYS * DAY);

export interface OpenedSession {
  /** Shown to the client once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Where a sign-in came from, for the person to recognise it later. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

export class SessionService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {}

  /** The key of the user whose e-mail and password these are; null when one is wrong, in the same time. */
  async verify(email: string, password: string): Promise<number | null> {
    const user = await this.sessions.forSignIn(new CredentialScope(normalizeEmail(email)));
    return (await this.passwords.matches(user?.passwordHash ?? null, password))
      ? (user?.pk ?? null)
      : null;
  }

  /** Opens a session for the user of an e-mail, within a transaction. Its token is told once. */
  async open(tx: Queries, email: string, client: Client): Promise<OpenedSession> {
    const token = newSessionToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_LIFE_DAYS * DAY);
    await new SessionRepository(tx).open(new CredentialScope(normalizeEmail(email)), {
      tokenHash: hashOfToken(token) as Buffer,
      now,
      expiresAt,
      address: client.address,
      userAgent: client.userAgent.slice(0, 255),
    });
    return { token, expiresAt };
  }

  /** Who a token speaks for, or null when it opens nothing (any more). */
  async authenticate(token: string): Promise<Authentication | null> {
    const hash = hashOfToken(token);
    if (hash === null) return null;
    const scope = new CredentialScope(hash);
    const now = this.clock.now();
    const authentication = await this.sessions.authentication(scope, now, idleSince(now));
    const stale = now.getTime() - SEEN_EVERY_MINUTES * MINUTE;
    if (authentication !== null && authentication.lastSeenAt.getTime() < stale)
      await this.sessions.seen(scope, now);
    return authentication;
  }

  /** Ends the session of a token, within a transaction; nothing happens when it has ended already. */
  async end(tx: Queries, token: string): Promise<void> {
    const hash = hashOfToken(token);
    if (hash !== null)
      await new SessionRepository(tx).end(new CredentialScope(hash), this.clock.now());
  }
}
