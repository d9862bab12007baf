import { PersonRepository, type Credentials } from '../../auth/person.repository';
import { inSameTime } from '../../auth/same-time';
import { isDuplicate } from '../../database/failures';
import { CredentialScope } from '../../database/scope';
import { refuse } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { CurrencyRepository } from '../currency/currency.repository';
import { mail } from '../outbox/mail';
import type { MailThrottle } from '../user/mail-throttle';
import { sendVerification } from '../user/email.service';
import { hasFreshLink, sendResetLink, type PasswordService } from '../user/password.service';
import { normalizeVatNumber } from './account.mutation-types';
import { AccountOpeningRepository } from './account-opening.repository';
import { decideVatNumber } from './vat-number';
import type { SignUpInput, SignUpPayload } from './sign-up.mutation-types';

/** Opening an account by oneself (R1). */
export class SignUpService {
  /** @param answerAfter Milliseconds after which it is answered at the earliest. */
  constructor(
    private readonly passwords: PasswordService,
    private readonly throttle: MailThrottle,
    private readonly answerAfter: number,
  ) {}

  /**
   * Makes a user, an account and its holder; the user signs in once the mailed link was opened. Whoever
   * has the address already is told by mail, and the answer is the same. @throws Refusal WEAK_PASSWORD.
   */
  signUp(input: SignUpInput, call: Call): Promise<Outcome<SignUpPayload>> {
    const { email } = input;
    const vatNumber = input.vatNumber ? normalizeVatNumber(input.vatNumber) : null;
    refuse(decideVatNumber(input.country, vatNumber));
    return inSameTime(this.answerAfter, async () => {
      const about = [email, input.fullName, input.accountName ?? ''];
      const hash = await this.passwords.newHash(input.password, about, ['password'], 'STRANGER');
      const often = await this.throttle.tooOften(email);
      const work = (unit: Unit) => this.within(unit, call, input, { email, hash, often });
      try {
        return await call.commit(work);
      } catch (error) {
        // Somebody signed up with it a moment ago: now they are to be found.
        if (!isDuplicate(error)) throw error;
        return call.commit(work);
      }
    });
  }

  private async within(
    unit: Unit,
    call: Call,
    input: SignUpInput,
    {
      email,
      hash,
      often,
    }: { readonly email: string; readonly hash: string; readonly often: boolean },
  ): Promise<Outcome<SignUpPayload>> {
    const scope = new CredentialScope(email);
    const people = new PersonRepository(unit.tx);
    const known = await people.lock(scope);
    if (known !== null) {
      await this.notify(unit, known, call.now, often);
      return { requested: true };
    }
    const { fullName } = input;
    const user = await people.add(
      scope,
      { fullName, passwordHash: hash, byHolder: false },
      call.now,
    );
    const account = {
      name: input.accountName ?? fullName,
      email,
      address: input.address,
      country: input.country,
      vatNumber: input.vatNumber ? normalizeVatNumber(input.vatNumber) : null,
      currency: await new CurrencyRepository(unit.tx).ofCountry(scope, input.country),
    };
    const accountId = await new AccountOpeningRepository(unit.tx).open(scope, account, call.now);
    unit.audit({
      subject: new RowRef('Account', accountId),
      accountId,
      before: null,
      after: { ...account, holder: fullName },
      by: user,
    });
    await sendVerification(unit, { pk: user, email, fullName }, account.name, call.now, user);
    return { requested: true };
  }

  /**
   * Whoever signs up with a known address proves nothing. One that nobody has proved yet may have been
   * signed up by somebody else, with a password of theirs: its reader is let choose another.
   */
  private async notify(unit: Unit, known: Credentials, now: Date, often: boolean): Promise<void> {
    const fresh = often && (await hasFreshLink(unit.tx, known.email, now));
    if (known.emailVerifiedAt === null && !fresh) return sendResetLink(unit, known, now);
    const to = { email: known.email, name: known.fullName };
    if (!often) unit.send(mail('already-signed-up', to, null, {}, null));
    unit.audit({
      subject: new RowRef('User', known.pk),
      accountId: null,
      before: null,
      after: { signedUpAgain: now.toISOString() },
    });
  }
}
