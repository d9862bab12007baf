import { normalizeEmail } from '../domain/email';
import type { Clock } from '../domain/clock';
import { CredentialScope } from '../database/scope';
import type { Passwords } from './passwords';
import type { Authentication, SessionRepository } from './session.repository';
import { hashOfToken, newSessionToken } from './session-token';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A session ends after this long without a request … */
export const SESSION_IDLE_DAYS = 7;
/** … and in any case after this long. */
export const SESSION_LIFE_DAYS = 30;
/** `last_seen` is written at most this often. */
const SEEN_EVERY_MINUTES = 5;

export interface OpenedSession {
  /** Shown to the client once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly authentication: Authentication;
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

  /** Opens a session, or answers null for a wrong e-mail or password, in the same time. */
  async signIn(email: string, password: string, client: Client): Promise<OpenedSession | null> {
    const scope = new CredentialScope(normalizeEmail(email));
    const user = await this.sessions.forSignIn(scope);
    if (!(await this.passwords.matches(user?.passwordHash ?? null, password))) return null;
    const token = newSessionToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_LIFE_DAYS * DAY);
    await this.sessions.open(scope, {
      tokenHash: hashOfToken(token) as Buffer,
      now,
      expiresAt,
      address: client.address.slice(0, 45),
      userAgent: client.userAgent.slice(0, 255),
    });
    const authentication = await this.authenticate(token);
    return authentication === null ? null : { token, expiresAt, authentication };
  }

  /** Who a token speaks for, or null when it opens nothing (any more). */
  async authenticate(token: string): Promise<Authentication | null> {
    const hash = hashOfToken(token);
    if (hash === null) return null;
    const scope = new CredentialScope(hash);
    const now = this.clock.now();
    const idleSince = new Date(now.getTime() - SESSION_IDLE_DAYS * DAY);
    const authentication = await this.sessions.authentication(scope, now, idleSince);
    const stale = now.getTime() - SEEN_EVERY_MINUTES * MINUTE;
    if (authentication !== null && authentication.lastSeenAt.getTime() < stale)
      await this.sessions.seen(scope, now);
    return authentication;
  }

  async signOut(token: string): Promise<void> {
    const hash = hashOfToken(token);
    if (hash !== null) await this.sessions.end(new CredentialScope(hash), this.clock.now());
  }
}
