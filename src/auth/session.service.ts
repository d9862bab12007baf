import type { Clock } from '../domain/clock';
import { decideOneTimePassword } from '../domain/people/one-time-password';
import { decideSignIn } from '../domain/people/staff';
import type { Reason } from '../domain/refusal';
import type { Queries } from '../database/database';
import { CredentialScope } from '../database/scope';
import { isNewPlace, type Place } from './device';
import type { Passwords } from './passwords';
import { SessionRepository, type Authentication } from './session.repository';
import type { Lane } from './turns';
import { PersonRepository, oneTime } from './person.repository';
import { hashOfToken, newToken } from './token';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A session ends after this long without a request … */
export const SESSION_IDLE_DAYS = 7;
/** … and in any case after this long. */
export const SESSION_LIFE_DAYS = 30;
/** `last_seen` is written at most this often. */
const SEEN_EVERY_MINUTES = 5;

/** How long requests that are under way may still bring the token before, in milliseconds. */
const FORMER_TOKEN_LIFE = 30_000;

/** A session that was last seen before this has ended. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - SESSION_IDLE_DAYS * DAY);

export interface OpenedSession {
  /** Shown to the client once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** How many of a person's latest sign-ins are looked at: what signs in all day, such as a script, costs no more. */
const LATEST = 100;

/** As much of it as a row takes. */
const kept = ({ address, userAgent }: Place): Place => ({
  address,
  userAgent: userAgent.slice(0, 255),
});

/** The outcome of looking at an e-mail and its password. */
export interface Verified {
  readonly pk: number;
  readonly email: string;
  readonly passwordHash: string | null;
  /** The hash to keep instead, where the one so far is of a password that was not normalized; else null. */
  readonly renewedHash: string | null;
  readonly fullName: string;
  /** Why the password opens nothing although it is right; null where it opens. */
  readonly refused: Reason | null;
  /** Whether a code must be shown as well. */
  readonly secondFactor: boolean;
}

export class SessionService {
  constructor(
    private readonly database: Queries,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {}

  /**
   * Whose e-mail and password these are; null when one is wrong, in the same time. An address that
   * nobody has proved yet opens nothing, unless a holder made the login (R5), or the password itself was
   * mailed there (R32): whoever signs up with another's address gains nothing by it.
   */
  async verify(email: string, password: string, lane: Lane): Promise<Verified | null> {
    const scope = new CredentialScope(email);
    const people = new PersonRepository(this.database);
    const matched = await this.passwords.matching(() => people.credentials(scope), password, lane);
    if (matched === null) return null;
    const { person, form } = matched;
    const known =
      person.emailVerifiedAt !== null ||
      person.passwordByHolder === 1 ||
      person.mustChangePassword === 1;
    return known
      ? {
          pk: person.pk,
          email: person.email,
          passwordHash: person.passwordHash,
          renewedHash: form === 'AS_TYPED' ? await this.passwords.hash(password, 'KNOWN') : null,
          fullName: person.fullName,
          refused:
            decideSignIn(person) ??
            decideOneTimePassword(oneTime(person), this.clock.now(), ['password']),
          secondFactor: person.secretSealed !== null,
        }
      : null;
  }

  /**
   * Locks the person within a transaction, and asks whether the password that was verified is theirs
   * still: whoever changed it since has ended the sessions that it opened, and this would be one more.
   */
  stillVerified(tx: Queries, { email, passwordHash }: Verified): Promise<boolean> {
    return new PersonRepository(tx).lockIfStill(new CredentialScope(email), passwordHash);
  }

  /** Keeps the hash of the normalized password, within the transaction that has asked `stillVerified`. */
  async renewHash(tx: Queries, { email, renewedHash }: Verified): Promise<void> {
    if (renewedHash !== null)
      await new PersonRepository(tx).renewHash(new CredentialScope(email), renewedHash);
  }

  /**
   * Whether the user of an e-mail signs in from where they have not been of late (`isNewPlace`); to be asked
   * before the session is opened, within its transaction.
   */
  async isNewPlace(tx: Queries, email: string, client: Place): Promise<boolean> {
    const scope = new CredentialScope(email);
    const earlier = await new SessionRepository(tx).latest(scope, LATEST);
    return isNewPlace(kept(client), earlier, this.clock.now());
  }

  /** Opens a session for the user of an e-mail, within a transaction. Its token is told once. */
  async open(
    tx: Queries,
    email: string,
    client: Place,
    secondFactor: boolean,
  ): Promise<OpenedSession> {
    const token = newToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_LIFE_DAYS * DAY);
    await new SessionRepository(tx).open(new CredentialScope(email), {
      tokenHash: hashOfToken(token) as Buffer,
      now,
      expiresAt,
      ...kept(client),
      secondFactor,
    });
    return { token, expiresAt };
  }

  /** Who a token speaks for, or null when it opens nothing (any more). */
  async authenticate(token: string): Promise<Authentication | null> {
    const hash = hashOfToken(token);
    if (hash === null) return null;
    const scope = new CredentialScope(hash);
    const now = this.clock.now();
    const sessions = new SessionRepository(this.database);
    const authentication =
      (await sessions.authentication(scope, now, idleSince(now))) ??
      (await sessions.authenticationByFormer(scope, now, idleSince(now)));
    const stale = now.getTime() - SEEN_EVERY_MINUTES * MINUTE;
    if (authentication !== null && authentication.lastSeenAt.getTime() < stale)
      await sessions.seen(scope, now);
    return authentication;
  }

  /** The session that a link names which we signed, with what its person may do now; null when it has ended. */
  byKey(key: number): Promise<Authentication | null> {
    const now = this.clock.now();
    return new SessionRepository(this.database).authenticationByKey(
      new CredentialScope(key),
      now,
      idleSince(now),
    );
  }

  /**
   * Gives the session of a token another one; the old one opens nothing any more.
   * @param grace For how long it still does for requests that are under way, in milliseconds.
   * @returns null when the session has ended, or somebody did so before.
   */
  async rotate(tx: Queries, token: string, grace = 0): Promise<OpenedSession | null> {
    const former = hashOfToken(token);
    const next = newToken();
    const now = this.clock.now();
    const until = new Date(now.getTime() + grace);
    const rotated =
      former !== null &&
      (await new SessionRepository(tx).rotate(
        new CredentialScope(former),
        hashOfToken(next) as Buffer,
        now,
        until,
        grace === 0,
      ));
    // The cookie may outlive the session; it opens nothing then.
    return rotated
      ? { token: next, expiresAt: new Date(now.getTime() + SESSION_LIFE_DAYS * DAY) }
      : null;
  }

  /** Renews the token of a session whose rights were changed; null when somebody did so before. */
  renew(token: string): Promise<OpenedSession | null> {
    return this.rotate(this.database, token, FORMER_TOKEN_LIFE);
  }

  /** Notes, within a transaction, that a second factor was shown in the session of a token. */
  async raise(tx: Queries, token: string): Promise<void> {
    const hash = hashOfToken(token);
    if (hash !== null)
      await new SessionRepository(tx).raise(new CredentialScope(hash), this.clock.now());
  }

  /** Takes back, within a transaction, that a second factor was shown in any session of a person. */
  async lower(tx: Queries, email: string): Promise<void> {
    await new SessionRepository(tx).lower(new CredentialScope(email));
  }

  /** Ends the session of a token, within a transaction; nothing happens when it has ended already. */
  async end(tx: Queries, token: string): Promise<void> {
    const hash = hashOfToken(token);
    if (hash !== null)
      await new SessionRepository(tx).end(new CredentialScope(hash), this.clock.now());
  }
}
