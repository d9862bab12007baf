import type { Passwords } from '../../auth/passwords';
import { PersonRepository, oneTime, type Credentials } from '../../auth/person.repository';
import { inSameTime } from '../../auth/same-time';
import type { SessionService } from '../../auth/session.service';
import type { Lane } from '../../auth/turns';
import { TwoFactorRepository } from '../../auth/two-factor.repository';
import type { Queries } from '../../database/database';
import { CredentialScope } from '../../database/scope';
import { decideOneTimePassword } from '../../domain/people/one-time-password';
import { normalizePassword } from '../../domain/people/password';
import type { LinkPurpose } from '../../domain/people/one-time-link';
import { Refusal, refuse, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import type { Context } from '../context';
import { mail } from '../outbox/mail';
import type {
  ChangePasswordInput,
  ChangePasswordPayload,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
} from './credential.mutation-types';
import { newLink, openLink, peekLink } from './links';
import { LINK_KEPT, type MailThrottle } from './mail-throttle';
import { ownPerson } from './own-person';
import type { SignInLimits } from './sign-in-limits';

/** Links by which their reader chooses a password. */
const CHOOSES_PASSWORD: readonly LinkPurpose[] = ['RESET_PASSWORD', 'STAFF_INVITATION'];

/** For the audit: that it was changed, and by which way. */
const changed = (key: number, way: string, by: number) => ({
  subject: new RowRef('User', key),
  accountId: null,
  before: { password: 'former' },
  after: { password: way },
  by,
});

const unchanged = (): Refusal =>
  new Refusal({
    code: 'PASSWORD_UNCHANGED',
    message: 'This is the present password; choose another one.',
    field: ['newPassword'],
  });

const notTheirs = (): Refusal =>
  new Refusal({
    code: 'INVALID_CREDENTIALS',
    message: 'The password is wrong.',
    field: ['currentPassword'],
  });

const holders = (): Refusal =>
  new Refusal({
    code: 'PASSWORD_SET_BY_HOLDER',
    message: 'The holder of an account set this password and knows it; choose another one.',
    field: ['newPassword'],
  });

/** Passwords of people: changed by themselves, or through a mailed link (R11). */
export class PasswordService {
  /** @param answerAfter Milliseconds after which a request for a link is answered at the earliest. */
  constructor(
    private readonly database: Queries,
    private readonly passwords: Passwords,
    private readonly sessions: SessionService,
    private readonly throttle: MailThrottle,
    private readonly signIns: SignInLimits,
    private readonly answerAfter: number,
  ) {}

  /** Changes one's own password and ends one's other sessions. @throws Refusal. */
  async change(
    { currentPassword, newPassword, returnToken }: ChangePasswordInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<ChangePasswordPayload>> {
    const { person, sessionKey } = ownPerson(context);
    const verified = await this.prove(person.email, currentPassword);
    refuse(decideOneTimePassword(oneTime(verified), call.now, ['currentPassword']));
    if (normalizePassword(newPassword) === normalizePassword(currentPassword)) throw unchanged();
    await this.refuseHolders(verified.holderPasswordHash, newPassword);
    const hash = await this.newHash(newPassword, [person.email, person.fullName]);
    const scope = new CredentialScope(person.email);
    let next: { readonly token: string; readonly expiresAt: Date } | null = null;
    const outcome = await call.commit(async (unit) => {
      const people = new PersonRepository(unit.tx);
      await this.requireStillCurrent(unit.tx, verified);
      // A password that a holder set stays one, until it is replaced through a mailed link (R10).
      const byHolder = verified.passwordByHolder === 1;
      await people.setPassword(scope, { hash, byHolder });
      // A one-time password was mailed: who has it reads the mail of the address.
      if (verified.mustChangePassword === 1) await people.verify(scope, call.now);
      // Whoever knew the former password may have asked for the change to an address of theirs.
      await people.removeLinks(scope, ['RESET_PASSWORD', 'CHANGE_EMAIL']);
      await people.endSessions(scope, sessionKey, call.now);
      next = await this.rotated(unit, context, returnToken);
      unit.audit(changed(person.pk, 'changed', person.pk));
      return { changed: true, token: tokenFor(next, returnToken) };
    });
    await this.continueSession(context, next, returnToken);
    return outcome;
  }

  /** Sends a link to whoever has the address; the answer is the same for whoever has not. */
  request(
    { email }: RequestPasswordResetInput,
    call: Call,
  ): Promise<Outcome<RequestPasswordResetPayload>> {
    return inSameTime(this.answerAfter, async () => {
      const person = await new PersonRepository(this.database).credentials(
        new CredentialScope(email),
      );
      const answer = { requested: true };
      const often = await this.throttle.tooOften(email);
      if (
        person === null ||
        person.disabledAt !== null ||
        (often && (await hasFreshLink(this.database, person.email, call.now)))
      )
        return call.withoutWrite(answer);
      return call.commit(async (unit) => {
        await sendResetLink(unit, person, call.now);
        return answer;
      });
    });
  }

  /**
   * Chooses a new password by a link, which proves the address too, and ends every session. Where a
   * holder had set the password, the second factor goes as well: the holder may have enrolled it.
   */
  async reset(
    { token, newPassword }: ResetPasswordInput,
    call: Call,
    { client }: Context,
  ): Promise<Outcome<ResetPasswordPayload>> {
    // Looked at before the link is used up: a weak password must not cost the link.
    const owner = await peekLink(this.database, token, CHOOSES_PASSWORD, call.now);
    if (
      owner.passwordByHolder === 1 &&
      (await this.passwords.matches(owner.passwordHash, newPassword, 'KNOWN'))
    )
      throw unchanged();
    await this.refuseHolders(owner.holderPasswordHash, newPassword);
    const hash = await this.newHash(newPassword, [owner.email, owner.fullName]);
    const outcome = await call.commit(async (unit) => {
      const link = await openLink(unit.tx, token, CHOOSES_PASSWORD, call.now);
      const scope = new CredentialScope(link.email);
      const people = new PersonRepository(unit.tx);
      await people.setPassword(scope, { hash, byHolder: false });
      await people.verify(scope, call.now);
      await people.removeLinks(scope, ['VERIFY_EMAIL', 'CHANGE_EMAIL']);
      await people.endSessions(scope, null, call.now);
      if (link.passwordByHolder === 1) await new TwoFactorRepository(unit.tx).remove(scope);
      const joins = link.purpose === 'STAFF_INVITATION';
      if (joins) await people.acceptStaffRole(scope, call.now);
      const way = joins ? 'chosen by an invitation to the staff' : 'chosen by a mailed link';
      unit.audit(changed(link.userKey, way, link.userKey));
      return { reset: true };
    });
    await this.signIns.wasReset(owner.email, client);
    return outcome;
  }

  /** Whoever goes back to what a holder chose lets that holder in wherever they belong (R10). */
  private async refuseHolders(chosen: string | null, newPassword: string): Promise<void> {
    if (chosen !== null && (await this.passwords.matches(chosen, newPassword, 'KNOWN')))
      throw holders();
  }

  /** @throws Refusal INVALID_CREDENTIALS when it is not the person's password. */
  async prove(email: string, password: string): Promise<Credentials> {
    const people = new PersonRepository(this.database);
    const person = await people.credentials(new CredentialScope(email));
    const right = await this.passwords.matches(person?.passwordHash ?? null, password, 'KNOWN');
    if (person !== null && right) return person;
    throw notTheirs();
  }

  /**
   * Locks a person whose password was proved, and asks whether it is the password still: whoever changed
   * it meanwhile has ended what the former one opened. @throws Refusal INVALID_CREDENTIALS.
   */
  async requireStillCurrent(tx: Queries, { email, passwordHash }: Credentials): Promise<void> {
    const people = new PersonRepository(tx);
    if (!(await people.lockIfStill(new CredentialScope(email), passwordHash))) throw notTheirs();
  }

  /** The hash of a new password. @throws Refusal WEAK_PASSWORD. */
  async newHash(
    password: string,
    about: readonly string[],
    field: readonly string[] = ['newPassword'],
    lane: Lane = 'KNOWN',
  ): Promise<string> {
    refuse(await this.weakness(password, about, field, lane));
    return this.passwords.hash(password, lane);
  }

  /** Why a password is too easy to guess; null when it will do. */
  weakness(
    password: string,
    about: readonly string[],
    field: readonly string[] = ['newPassword'],
    lane: Lane = 'KNOWN',
  ): Promise<Reason | null> {
    return this.passwords.weakness(password, about, field, lane);
  }

  /** Another token for the session that asks, where its client can be given one. */
  rotated(
    unit: Unit,
    context: Context,
    returnToken: boolean | null | undefined,
  ): Promise<{ readonly token: string; readonly expiresAt: Date } | null> {
    return context.token !== null && (context.byCookie || returnToken === true)
      ? this.sessions.rotate(unit.tx, context.token)
      : Promise.resolve(null);
  }

  /** Answers the rest of the request under the new token. */
  async continueSession(
    context: Context,
    next: { readonly token: string; readonly expiresAt: Date } | null,
    returnToken: boolean | null | undefined,
  ): Promise<void> {
    if (next !== null && returnToken !== true) context.cookie.set(next.token, next.expiresAt);
    const token = next?.token ?? context.token;
    if (token !== null) context.become(await this.sessions.authenticate(token));
  }
}

/** The token as a payload tells it. */
export const tokenFor = (
  next: { readonly token: string } | null,
  returnToken: boolean | null | undefined,
): OneTimeSecret =>
  new OneTimeSecret(returnToken === true ? (next?.token ?? null) : null, next !== null);

/** Whether a link that was mailed to the person of an address goes on working for a while. */
export function hasFreshLink(queries: Queries, email: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - LINK_KEPT);
  const people = new PersonRepository(queries);
  return people.hasLinkSince(new CredentialScope(email), 'RESET_PASSWORD', since);
}

/** Sends a link by which its reader chooses a password. Whoever has proved the address is greeted: others may have named them. */
export async function sendResetLink(
  unit: Unit,
  person: Pick<Credentials, 'pk' | 'email' | 'fullName' | 'emailVerifiedAt'>,
  now: Date,
): Promise<void> {
  // Whoever signed up with the address before may have been somebody else: no link of theirs may still
  // bring the password into force that they chose.
  await new PersonRepository(unit.tx).removeLinks(new CredentialScope(person.email), [
    'VERIFY_EMAIL',
  ]);
  const token = await newLink(unit.tx, 'RESET_PASSWORD', person, now);
  const name = person.emailVerifiedAt === null ? null : person.fullName;
  unit.send(mail('password-reset', { email: person.email, name }, null, {}, { token }));
  unit.audit({
    subject: new RowRef('User', person.pk),
    accountId: null,
    before: null,
    after: { passwordLinkSentTo: person.email },
  });
}
