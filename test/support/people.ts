import { Passwords } from '../../src/auth/passwords';
import type { AccountEntity } from '../../src/database/entities/account.entity';
import type { UserEntity } from '../../src/database/entities/user.entity';
import type { Permission } from '../../src/domain/people/permission';
import { Fixtures } from './fixtures';
import type { TestApplication } from './test-application';
import { write, type Written } from './write';

export const PASSWORD = 'correct horse battery staple';
/** What a holder types for a login. */
export const HOLDERS = 'seventeen purple cranes at dawn';
/** What the login would choose. */
export const OWN = 'quiet harbour lantern mosaic 42';

export interface Person {
  readonly key: number;
  readonly email: string;
  readonly fullName: string;
  /** Of a session that is open. */
  readonly token: string;
}

export interface OfAccount {
  readonly key: number;
  readonly id: string;
  readonly holder: Person;
}

/** People and accounts for tests about them: everybody signs in with `PASSWORD`. */
export class People {
  readonly make: Fixtures;
  private count = 0;
  private hash: string | null = null;

  constructor(readonly test: TestApplication) {
    this.make = new Fixtures(test);
  }

  /** An address that nobody has yet. */
  address(): string {
    return `someone${++this.count}@people.test`;
  }

  async person(given: Partial<Omit<UserEntity, 'id'>> = {}): Promise<Person> {
    this.hash ??= await new Passwords({ memoryKiB: 64, passes: 1 }).hash(PASSWORD);
    const email = given.email ?? this.address();
    const fullName = given.fullName ?? `Person of ${email}`;
    const key = await this.make.user({ passwordHash: this.hash, ...given, email, fullName });
    return { key, email, fullName, token: await this.test.tokenFor(key) };
  }

  async account(given: Partial<Omit<AccountEntity, 'id'>> = {}): Promise<OfAccount> {
    const holder = await this.person();
    const key = await this.make.account(holder.key, given);
    return { key, id: this.test.app.ids.encode('Account', key), holder };
  }

  /** A person with a membership of the account, and its id. */
  async login(
    account: OfAccount,
    permissions: readonly Permission[] = [],
    status: 'ACTIVE' | 'INVITED' = 'ACTIVE',
  ): Promise<Person & { readonly membershipId: string }> {
    const person = await this.person();
    await this.make.membership(account.key, person.key, permissions, { status });
    return { ...person, membershipId: await this.membershipId(account, person.key) };
  }

  async membershipId(account: OfAccount, user: number): Promise<string> {
    const [row] = await this.test.dataSource.query<{ id: number }[]>(
      'SELECT id FROM memberships WHERE account_id = ? AND user_id = ?',
      [account.key, user],
    );
    return this.test.app.ids.encode('Membership', Number(row?.id));
  }

  /** Sends a mutation as somebody; null for nobody. */
  send<Payload extends object = object>(
    as: Pick<Person, 'token'> | null,
    name: string,
    input: object,
    selection = '',
  ): Promise<Written<Payload>> {
    return write<Payload>(this.test, as?.token ?? null, name, input, selection);
  }

  /** Signs in with the address and a password. @returns the session's token, or the code of the refusal. */
  async signIn(email: string, password: string): Promise<{ token: string } | { code: string }> {
    const { payload, codes } = await this.send<{ token: string | null }>(
      null,
      'signIn',
      { email, password, returnToken: true },
      'token',
    );
    const token = payload?.token ?? null;
    return token === null ? { code: String(codes[0]) } : { token };
  }

  /** Sets the password of a user aside from any mutation, as one that a holder chose. */
  async byHolder(user: number, password: string): Promise<void> {
    const hash = await new Passwords({ memoryKiB: 64, passes: 1 }).hash(password);
    await this.test.dataSource.query(
      'UPDATE users SET password_hash = ?, holder_password_hash = ?, password_by_holder = 1 WHERE id = ?',
      [hash, hash, user],
    );
  }
}
