import type { Queries } from '../database/database';
import { reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import { join, sql } from '../database/sql';

/** The second factor of a person, who is named by their address. */
export interface SecondFactor {
  readonly secretSealed: Buffer;
  readonly confirmedAt: Date | null;
}

const OWNER = sql`(SELECT u.id FROM users u WHERE ${reachCredential('u.email')})`;

export class TwoFactorRepository {
  constructor(private readonly database: Queries) {}

  /** Locked until the transaction ends: of two that confirm, or begin, at once the second sees the first. */
  lock(scope: CredentialScope): Promise<SecondFactor | null> {
    return this.database.row<SecondFactor>(
      scope,
      sql`SELECT f.secret_sealed AS secretSealed, f.confirmed_at AS confirmedAt FROM two_factors f
          WHERE f.user_id = ${OWNER} FOR UPDATE`,
    );
  }

  /** Keeps a secret that waits for its first code; one that waits already is replaced. */
  async put(scope: CredentialScope, secretSealed: Buffer, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`INSERT INTO two_factors (user_id, secret_sealed, created_at)
          SELECT u.id, ${secretSealed}, ${now} FROM users u WHERE ${reachCredential('u.email')}
          ON DUPLICATE KEY UPDATE secret_sealed = ${secretSealed}, created_at = ${now}, last_step = NULL`,
    );
  }

  async confirm(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      sql`UPDATE two_factors SET confirmed_at = ${now} WHERE user_id = ${OWNER}`,
    );
  }

  /** Takes the code of these 30 seconds. @returns false when it, or a later one, was taken before. */
  async takeStep(scope: CredentialScope, step: number): Promise<boolean> {
    const taken = await this.database.write(
      scope,
      sql`UPDATE two_factors SET last_step = ${step}
          WHERE user_id = ${OWNER} AND (last_step IS NULL OR last_step < ${step})`,
    );
    return taken === 1;
  }

  /** Takes a recovery code. @returns false when there is none such (any more). */
  async takeRecoveryCode(scope: CredentialScope, codeHash: Buffer): Promise<boolean> {
    const taken = await this.database.write(
      scope,
      sql`DELETE FROM recovery_codes WHERE user_id = ${OWNER} AND code_hash = ${codeHash}`,
    );
    return taken === 1;
  }

  /** Puts new recovery codes in the place of all others. */
  async putRecoveryCodes(scope: CredentialScope, hashes: readonly Buffer[]): Promise<void> {
    await this.removeRecoveryCodes(scope);
    await this.database.write(
      scope,
      sql`INSERT INTO recovery_codes (user_id, code_hash)
          VALUES ${join(
            hashes.map((hash) => sql`(${OWNER}, ${hash})`),
            ', ',
          )}`,
    );
  }

  /** The second factor was shown, so it is not lost: what staff were asked to do about it is off. */
  async cancelReset(scope: CredentialScope): Promise<void> {
    await this.database.write(scope, sql`DELETE FROM two_factor_resets WHERE user_id = ${OWNER}`);
  }

  /** Takes the second factor away, with its recovery codes. */
  async remove(scope: CredentialScope): Promise<void> {
    await this.removeRecoveryCodes(scope);
    await this.database.write(scope, sql`DELETE FROM two_factors WHERE user_id = ${OWNER}`);
  }

  private async removeRecoveryCodes(scope: CredentialScope): Promise<void> {
    await this.database.write(scope, sql`DELETE FROM recovery_codes WHERE user_id = ${OWNER}`);
  }
}
