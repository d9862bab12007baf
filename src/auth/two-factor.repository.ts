import type { Queries } from '../database/database';
import { reachCredential } from '../database/reach';
import type { CredentialScope } from '../database/scope';
import { sql } from '../database/sql';
import { RecoveryCodeEntity, TwoFactorEntity } from '../database/entities/two-factor.entity';
import { UserEntity } from '../database/entities/user.entity';
import { insertInto, insertRows, update } from '../database/changes';
import { pick, select } from '../database/select';
import { table } from '../database/table';

/** The second factor of a person, who is named by their address. */
export interface SecondFactor {
  readonly secretSealed: Buffer;
  readonly confirmedAt: Date | null;
}

const OWNER = sql`(SELECT u.id FROM users u WHERE ${reachCredential('u.email')})`;

const f = table(TwoFactorEntity, 'f');
const LOCK = select(pick(f, 'secretSealed', 'confirmedAt')).from('two_factors f');
const u = table(UserEntity, 'u');
const TWO_FACTORS = table(TwoFactorEntity);

export class TwoFactorRepository {
  constructor(private readonly database: Queries) {}

  /** Locked until the transaction ends: of two that confirm, or begin, at once the second sees the first. */
  lock(scope: CredentialScope): Promise<SecondFactor | null> {
    return this.database.row(scope, sql`${LOCK} WHERE f.user_id = ${OWNER} FOR UPDATE`);
  }

  /** Keeps a secret that waits for its first code; one that waits already is replaced. */
  async put(scope: CredentialScope, secretSealed: Buffer, now: Date): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        TwoFactorEntity,
        { userId: u.id, secretSealed, createdAt: now },
        sql`FROM users u WHERE ${reachCredential('u.email')}
          ON DUPLICATE KEY UPDATE secret_sealed = ${secretSealed}, created_at = ${now}, last_step = NULL`,
      ),
    );
  }

  async confirm(scope: CredentialScope, now: Date): Promise<void> {
    await this.database.write(
      scope,
      update(TWO_FACTORS, { confirmedAt: now }, sql`WHERE user_id = ${OWNER}`),
    );
  }

  /** Takes the code of these 30 seconds. @returns false when it, or a later one, was taken before. */
  async takeStep(scope: CredentialScope, step: number): Promise<boolean> {
    const taken = await this.database.write(
      scope,
      update(
        TWO_FACTORS,
        { lastStep: step },
        sql`WHERE user_id = ${OWNER} AND (last_step IS NULL OR last_step < ${step})`,
      ),
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
    const rows = hashes.map((codeHash) => ({ userId: OWNER, codeHash }));
    await this.database.write(scope, insertRows(RecoveryCodeEntity, rows));
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
