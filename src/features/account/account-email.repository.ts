import type { Queries } from '../../database/database';
import { reachAccounts, reachCredential } from '../../database/reach';
import type { CredentialScope, Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { AccountEntity } from '../../database/entities/account.entity';
import { UserEntity } from '../../database/entities/user.entity';
import { update } from '../../database/changes';
import { flag } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** The e-mail of an account, and what makes it count. */
export interface AccountEmail {
  readonly number: string;
  readonly email: string;
  readonly verified: number;
  /** The holder's own address, which proves itself. */
  readonly holderEmail: string;
}

const a = table(AccountEntity, 'a');
const u = table(UserEntity, 'u');
const OF = select({
  ...pick(a, 'number', 'email'),
  verified: flag('a.email_verified_at IS NOT NULL'),
  holderEmail: u.email,
}).from('accounts a JOIN users u ON u.id = a.holder_user_id');
const ACCOUNTS = table(AccountEntity);

/** E-mails of accounts, and the proof that they are theirs (R31). */
export class AccountEmailRepository {
  constructor(private readonly database: Queries) {}

  /** @throws when it is out of reach. */
  async of(scope: Scope, account: number): Promise<AccountEmail> {
    const found = await this.database.row(
      scope,
      sql`${OF} WHERE a.id = ${account} AND ${reachAccounts('a.id')}`,
    );
    if (found === null) throw new Error('The account is out of reach');
    return found;
  }

  /** Whoever has read a mail at the address has proved it. @returns whether the account still has it. */
  async prove(scope: CredentialScope, account: number, now: Date): Promise<boolean> {
    const found = await this.database.exists(
      scope,
      sql`SELECT id FROM accounts WHERE id = ${account} AND ${reachCredential('email')} FOR UPDATE`,
    );
    if (!found) return false;
    await this.database.write(
      scope,
      update(
        ACCOUNTS,
        { emailVerifiedAt: now },
        sql`WHERE id = ${account} AND ${reachCredential('email')}`,
      ),
    );
    return true;
  }
}
