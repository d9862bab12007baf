import type { Queries } from '../../database/database';
import { reachAccounts, reachCredential } from '../../database/reach';
import type { CredentialScope, Scope } from '../../database/scope';
import { sql } from '../../database/sql';

/** The e-mail of an account, and what makes it count. */
export interface AccountEmail {
  readonly number: string;
  readonly email: string;
  readonly verified: number;
  /** The holder's own address, which proves itself. */
  readonly holderEmail: string;
}

/** E-mails of accounts, and the proof that they are theirs (R31). */
export class AccountEmailRepository {
  constructor(private readonly database: Queries) {}

  /** @throws when it is out of reach. */
  async of(scope: Scope, account: number): Promise<AccountEmail> {
    const found = await this.database.row<AccountEmail>(
      scope,
      sql`SELECT a.number, a.email, a.email_verified_at IS NOT NULL AS verified, u.email AS holderEmail
          FROM accounts a JOIN users u ON u.id = a.holder_user_id
          WHERE a.id = ${account} AND ${reachAccounts('a.id')}`,
    );
    if (found === null) throw new Error('The account is out of reach');
    return found;
  }

  /** Whoever has read a mail at the address has proved it. @returns whether the account still has it. */
  async prove(scope: CredentialScope, account: number, now: Date): Promise<boolean> {
    const found = await this.database.row(
      scope,
      sql`SELECT id FROM accounts WHERE id = ${account} AND ${reachCredential('email')} FOR UPDATE`,
    );
    if (found === null) return false;
    await this.database.write(
      scope,
      sql`UPDATE accounts SET email_verified_at = ${now} WHERE id = ${account} AND ${reachCredential('email')}`,
    );
    return true;
  }
}
