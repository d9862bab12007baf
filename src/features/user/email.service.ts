import { PersonRepository, type Credentials, type OpenedLink } from '../../auth/person.repository';
import type { Queries } from '../../database/database';
import { isDuplicate } from '../../database/failures';
import { CredentialScope } from '../../database/scope';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { Context } from '../context';
import { mail } from '../outbox/mail';
import type {
  RequestEmailVerificationInput,
  RequestEmailVerificationPayload,
  UpdateMyselfInput,
  UpdateMyselfPayload,
  VerifyEmailInput,
  VerifyEmailPayload,
} from './credential.mutation-types';
import { LINK_INVALID, newLink, openLink } from './links';
import { ownPerson } from './own-person';
import type { PasswordService } from './password.service';
import { UserRepository } from './user.repository';

/** Notes that the e-mail of an account is proved; the composition hands it over. @returns whether it still has it. */
export type ProveAccountEmail = (
  unit: Unit,
  link: Pick<OpenedLink, 'accountId' | 'sentTo' | 'userKey'>,
  now: Date,
) => Promise<boolean>;

/** Names and addresses of people, and the proof that an address is theirs. */
export class EmailService {
  constructor(
    private readonly database: Queries,
    private readonly passwords: PasswordService,
    private readonly proveAccountEmail: ProveAccountEmail,
  ) {}

  /** Sends another link to one's own address. @throws Refusal ALREADY_VERIFIED. */
  request(
    { clientMutationId }: RequestEmailVerificationInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<RequestEmailVerificationPayload>> {
    const { person } = ownPerson(context);
    if (person.emailVerifiedAt !== null)
      throw new Refusal({ code: 'ALREADY_VERIFIED', message: 'Your address is verified already.' });
    return call.commit(async (unit) => {
      await sendVerification(unit, person, null, call.now, null);
      return { requested: true, clientMutationId: clientMutationId ?? null };
    });
  }

  /** Proves the address that a link was sent to; a new one counts from now on. @throws Refusal. */
  async verify({ token }: VerifyEmailInput, call: Call): Promise<Outcome<VerifyEmailPayload>> {
    try {
      return await call.commit(async (unit) => {
        const link = await openLink(unit.tx, token, PROVING, call.now);
        if (link.purpose === 'ACCOUNT_EMAIL') {
          if (await this.proveAccountEmail(unit, link, call.now)) return { verified: true };
          throw new Refusal(LINK_INVALID);
        }
        const people = new PersonRepository(unit.tx);
        const scope = new CredentialScope(link.email);
        if (link.purpose === 'CHANGE_EMAIL') {
          // Links that went to the former address open nothing any more.
          await people.removeLinks(scope, ['VERIFY_EMAIL', 'RESET_PASSWORD']);
          await people.changeEmail(scope, link.sentTo, call.now);
          const to = { email: link.email, name: link.fullName };
          unit.send(mail('email-changed', to, null, { newEmail: link.sentTo }, null));
        } else await people.verify(scope, call.now);
        unit.audit({
          subject: new RowRef('User', link.userKey),
          accountId: null,
          before: { email: link.email },
          after: { email: link.sentTo, emailVerifiedAt: call.now.toISOString() },
          by: link.userKey,
        });
        return { verified: true };
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Refusal({
        code: 'EMAIL_IN_USE',
        message: 'Another user signs in with this address; use a different one.',
        field: ['token'],
      });
    }
  }

  /** Changes one's own name at once, and one's address once a link sent to the new one was opened. */
  async update(
    { fullName, email: typed, currentPassword }: UpdateMyselfInput,
    call: Call,
    context: Context,
  ): Promise<Outcome<UpdateMyselfPayload>> {
    const { person } = ownPerson(context);
    const email = typed ?? person.email;
    const moves = email !== person.email;
    const verified = moves ? await this.mayMove(person.email, currentPassword ?? '') : null;
    const taken =
      moves &&
      (await new PersonRepository(this.database).credentials(new CredentialScope(email))) !== null;
    return call.commit(async (unit) => {
      const user = new RowRef('User', person.pk);
      const name = fullName ?? person.fullName;
      await new UserRepository(unit.tx).rename(call.scope, person.pk, name);
      if (verified !== null) {
        await this.passwords.requireStillCurrent(unit.tx, verified);
        const sent = { email: person.email, sentTo: email };
        const token = await newLink(unit.tx, 'CHANGE_EMAIL', sent, call.now);
        // Whoever has the address is told, and whoever asked learns nothing of it.
        unit.send(
          taken
            ? mail('already-signed-up', { email, name: null }, null, {}, null)
            : mail('email-verification', { email, name }, null, { account: null }, { token }),
        );
      }
      unit.audit({
        subject: user,
        accountId: null,
        before: { fullName: person.fullName, emailAskedFor: null },
        after: { fullName: name, emailAskedFor: moves ? email : null },
      });
      return { user, confirmationSent: moves };
    });
  }

  /**
   * A password that a holder set is known to the holder: who signs in with it may be the holder, and must
   * not carry the person over to an address of their own (R10).
   */
  private async mayMove(email: string, password: string): Promise<Credentials> {
    const person = await this.passwords.prove(email, password);
    if (person.passwordByHolder === 1) throw passwordByHolder();
    return person;
  }
}

const PROVING = ['VERIFY_EMAIL', 'CHANGE_EMAIL', 'ACCOUNT_EMAIL'] as const;

/** A holder chose the password: the person has to choose one of their own, through a mailed link. */
const passwordByHolder = (): Refusal =>
  new Refusal({
    code: 'PASSWORD_SET_BY_HOLDER',
    message:
      'The holder of an account set your password. Choose your own first: request a link with requestPasswordReset.',
    field: ['email'],
  });

/**
 * Sends a link that proves the address of a person. `account`: name of the one they just signed up with, or
 * were added to. `by`: who did it, where nobody is signed in.
 */
export async function sendVerification(
  unit: Unit,
  person: { readonly pk: number; readonly email: string; readonly fullName: string },
  account: string | null,
  now: Date,
  by: number | null,
): Promise<void> {
  const token = await newLink(unit.tx, 'VERIFY_EMAIL', person, now);
  const to = { email: person.email, name: person.fullName };
  unit.send(mail('email-verification', to, null, { account }, { token }));
  unit.audit({
    subject: new RowRef('User', person.pk),
    accountId: null,
    before: null,
    after: { verificationSentTo: person.email },
    ...(by === null ? {} : { by }),
  });
}
