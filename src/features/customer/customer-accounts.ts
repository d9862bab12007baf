import { randomBytes } from 'node:crypto';
import type { Passwords } from '../../auth/passwords';
import { PersonRepository, type Credentials } from '../../auth/person.repository';
import type { Queries } from '../../database/database';
import { CredentialScope, type SystemScope } from '../../database/scope';
import { AMBIGUOUS } from '../../domain/reselling/assignment';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { AccountOpeningRepository } from '../account/account-opening.repository';
import { CurrencyRepository } from '../currency/currency.repository';
import type { Notifier } from '../mail/notifier';
import { sendResetLink } from '../user/password.service';
import { CustomerAccountRepository, type PartnerFacts } from './customer-account.repository';
import type { NamedCustomer } from './named-customer';

/** The customer that a license goes to. */
export interface FoundCustomer {
  readonly accountId: number;
  readonly email: string;
  readonly name: string;
  /** Whether the account was made for it. */
  readonly made: boolean;
  /** Of somebody who is new (R32). */
  readonly password: string | null;
}

/** What a customer is told of a license that is theirs now. */
export interface DeliveredLicense {
  readonly product: string;
  readonly addOns: readonly string[];
  readonly key: string;
  /** Name of the partner. */
  readonly by: string;
}

interface OneTimePassword {
  readonly password: string;
  readonly hash: string;
}
/** Passwords for the addresses that nobody has. */
export type OneTimePasswords = ReadonlyMap<string, OneTimePassword>;

/** 96 random bits. */
const newPassword = (): string => randomBytes(12).toString('base64url');

/**
 * The customers whom partners name by an address (R31, R32): found, or made in the transaction of what they
 * are to get. Somebody who signs in already, but holds no account, keeps their password. Where that is one
 * that the holder of another account chose and knows (R10), they are sent a link to choose their own, and
 * the account is closed until they have.
 *
 * @remarks What comes of it must not get into an answer before it is done: a partner does not learn who is
 * a customer of the vendor by asking (R63). Dry runs tell that a mail is sent, and not which.
 */
export class CustomerAccounts {
  /** @param scope The partner does not reach the customer, nor does the customer know of the partner yet. */
  constructor(
    private readonly scope: SystemScope,
    private readonly reading: Queries,
    private readonly passwords: Passwords,
    private readonly notifier: Notifier,
  ) {}

  /** Makes, before the transaction, what takes long: passwords for those who may be new. */
  async prepare(
    by: Pick<Call, 'dryRun'>,
    named: readonly NamedCustomer[],
  ): Promise<OneTimePasswords> {
    const emails = addressesOf(named);
    const made = new Map<string, OneTimePassword>();
    if (emails.length === 0) return made;
    const repository = new CustomerAccountRepository(this.reading);
    const known = await repository.known(this.scope, emails);
    for (const email of new Set(emails))
      if (!known.has(email)) made.set(email, await this.oneTimePassword(by.dryRun));
    return made;
  }

  /**
   * The customer that is named, within the transaction. Locks the person first: of several partners who name
   * somebody new at the same moment one makes the account, and the others, run again after the duplicate,
   * find it. @throws Refusal CUSTOMER_AMBIGUOUS, CUSTOMER_CHANGED; an error of a duplicate key.
   */
  async findOrMake(
    unit: Unit,
    call: Pick<Call, 'now'>,
    named: NamedCustomer,
    partner: PartnerFacts,
    passwords: OneTimePasswords,
  ): Promise<FoundCustomer> {
    const { person, customer } = await this.find(unit, named, call.now);
    if (customer === 'AMBIGUOUS') throw new Refusal(AMBIGUOUS);
    // What was shown, or read a moment ago, is where the key goes.
    if (customer !== null && customer.email !== named.email) throw new Refusal(MOVED);
    if (customer !== null) return customer;
    const password = passwords.get(named.email);
    if (person === null && password === undefined) throw new Refusal(CHANGED);
    return this.make(unit, call.now, named, partner, person, password);
  }

  /**
   * The customer of what is paid already, so that it cannot be refused any more; as `findOrMake`, but null where
   * the address is ambiguous. A password that nobody made before is made here.
   */
  async findOrMakeOfPaid(
    unit: Unit,
    call: Pick<Call, 'now' | 'dryRun'>,
    named: NamedCustomer,
    partner: PartnerFacts,
    passwords: OneTimePasswords | undefined,
  ): Promise<FoundCustomer | null> {
    const { person, customer } = await this.find(unit, named, call.now);
    if (customer === 'AMBIGUOUS') return null;
    if (customer !== null) return customer;
    const password =
      person === null
        ? (passwords?.get(named.email) ?? (await this.oneTimePassword(call.dryRun)))
        : undefined;
    return this.make(unit, call.now, named, partner, person, password);
  }

  /**
   * Which of them are named by an address to which more than one customer answers; asked again within the transaction.
   */
  async ambiguousAmong(
    named: readonly NamedCustomer[],
  ): Promise<(customer: NamedCustomer) => boolean> {
    const emails = addressesOf(named);
    if (emails.length === 0) return () => false;
    const repository = new CustomerAccountRepository(this.reading);
    const ambiguous = await repository.ambiguous(this.scope, emails);
    return ({ email, customer }) => customer === null && ambiguous.has(email);
  }

  /**
   * The customer that staff found out an ambiguous address to mean, within the transaction.
   * @throws Refusal CUSTOMER_NOT_AMBIGUOUS, ADDRESS_NOT_OF_ACCOUNT.
   */
  async oneOfSeveral(unit: Unit, email: string, accountId: number): Promise<FoundCustomer> {
    await new PersonRepository(unit.tx).lock(new CredentialScope(email));
    const customers = new CustomerAccountRepository(unit.tx);
    if ((await customers.ofAddress(this.scope, email)).length < 2) throw new Refusal(NOT_AMBIGUOUS);
    const name = await customers.nameOfOne(this.scope, email, accountId);
    if (name === null) throw new Refusal(NOT_OF_ACCOUNT);
    return { accountId, email, name, made: false, password: null };
  }

  /** Mails the key, and to whom is new all that they sign in with. */
  async deliver(unit: Unit, customer: FoundCustomer, license: DeliveredLicense): Promise<void> {
    const { accountId, email, made, name, password } = customer;
    const { key, ...parameters } = license;
    const addressee = { email, name };
    const keys = { key };
    const hidden = hiddenUntilDone(unit, email);
    if (!made) {
      const notice = { event: 'LICENSE_KEY_DELIVERY', addressee } as const;
      await this.notifier.notify(hidden, accountId, notice, () => ({ parameters, keys }));
      return;
    }
    const secrets = password === null ? {} : { password };
    const notice = { event: 'ACCOUNT_CREATED', addressee } as const;
    await this.notifier.notify(hidden, accountId, notice, () => ({ parameters, secrets, keys }));
  }

  /**
   * Whoever signs in with the address, locked, and the customer that it stands for, or that is named by its id: then
   * the address is that of its account now.
   */
  private async find(
    unit: Unit,
    named: NamedCustomer,
    now: Date,
  ): Promise<{ person: Credentials | null; customer: FoundCustomer | 'AMBIGUOUS' | null }> {
    const customers = new CustomerAccountRepository(unit.tx);
    const known =
      named.customer && (await customers.ofKey(this.scope, named.customer.customerAccountId));
    const email = known?.email ?? named.email;
    const person = await new PersonRepository(unit.tx).lock(new CredentialScope(email));
    const [found, another] = known ? [known] : await customers.ofAddress(this.scope, email);
    if (another !== undefined) return { person, customer: 'AMBIGUOUS' };
    if (found === undefined) return { person, customer: null };
    // Somebody signed up with the address, perhaps not theirs, and the link of that day would let their password in:
    // it works no more, and whoever reads the address is sent one to choose another.
    if (person !== null && isUnverified(person) && known?.proved !== 0)
      await sendResetLink(hiddenUntilDone(unit, email), person, now);
    const { pk: accountId, name } = found;
    return { person, customer: { accountId, email, name, made: false, password: null } };
  }

  private async oneTimePassword(dryRun: boolean): Promise<OneTimePassword> {
    const password = newPassword();
    // A dry run is undone, and needs no password that anybody could use.
    const hash = dryRun ? 'dry run' : await this.passwords.hashInLine(password);
    return { password, hash };
  }

  private async make(
    unit: Unit,
    now: Date,
    { email, name: given, country: said }: NamedCustomer,
    partner: PartnerFacts,
    person: Credentials | null,
    oneTime: OneTimePassword | undefined,
  ): Promise<FoundCustomer> {
    const scope = new CredentialScope(email);
    const name = given ?? email;
    if (person === null) {
      if (oneTime === undefined) throw new Error('Somebody new has no password');
      const { hash: passwordHash } = oneTime;
      const login = { fullName: name, passwordHash, byHolder: false, oneTime: true };
      await new PersonRepository(unit.tx).add(scope, login, now);
    }
    const country = said ?? partner.country;
    const account = {
      // The person's own name is not the partner's to learn.
      name,
      email,
      address: '',
      country,
      vatNumber: null,
      currency: await new CurrencyRepository(unit.tx).ofCountry(scope, country),
    };
    const accountId = await new AccountOpeningRepository(unit.tx).open(scope, account, now);
    const hidden = hiddenUntilDone(unit, email);
    hidden.audit({
      subject: new RowRef('Account', accountId),
      accountId,
      before: null,
      after: { ...account, openedBy: partner.name },
    });
    if (person?.passwordByHolder === 1) await sendResetLink(hidden, person, now);
    const password = person === null ? (oneTime?.password ?? null) : null;
    return { accountId, email, name, made: true, password };
  }
}

/** Of those who are named by one. */
const addressesOf = (named: readonly NamedCustomer[]): string[] =>
  named.flatMap(({ email, customer }) => (customer === null ? [email] : []));

/** Opens nothing yet: neither proved, nor made by a holder (R5), nor mailed its password (R32). */
const isUnverified = (person: Credentials): boolean =>
  person.emailVerifiedAt === null &&
  person.passwordByHolder === 0 &&
  person.mustChangePassword === 0;

const NOT_AMBIGUOUS: Reason = {
  code: 'CUSTOMER_NOT_AMBIGUOUS',
  message: 'The address is not ambiguous: the reseller assigns the license.',
  field: ['email'],
};
const NOT_OF_ACCOUNT: Reason = {
  code: 'ADDRESS_NOT_OF_ACCOUNT',
  message: 'The address does not stand for this account.',
  field: ['accountId'],
};
const MOVED: Reason = {
  code: 'CUSTOMER_CHANGED',
  message: "The customer's address has just changed; please try again.",
  field: ['customerId'],
};
const CHANGED: Reason = {
  code: 'CUSTOMER_CHANGED',
  message: 'The address has just changed hands; please try again.',
  field: ['email'],
};

/** What is written through it, a dry run does not tell. */
const hiddenUntilDone = (unit: Unit, hiddenUntilDoneFor: string): Unit => ({
  tx: unit.tx,
  audit: (entry) => unit.audit({ ...entry, hiddenUntilDone: true }),
  send: (message) => unit.send({ ...message, hiddenUntilDoneFor }),
});
