import type { Queries } from '../../database/database';
import { isDuplicate, isRetryable } from '../../database/failures';
import { reachBookkeeping } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql, type Statement } from '../../database/sql';
import type {
  CallFacts,
  CallKey,
  Claim,
  IdempotencyStore,
  NewClaim,
  Settled,
} from '../../graphql/idempotency';
import { IdempotencyKeyEntity } from '../../database/entities/idempotency-key.entity';
import { insertInto, update } from '../../database/changes';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof FIND>;

const sameCall = (stored: Stored, { mutation, inputHash }: CallFacts): boolean =>
  stored.mutation === mutation && stored.inputHash.equals(inputHash);

const IDEMPOTENCY_KEYS = table(IdempotencyKeyEntity);
const FIND = select(
  pick(
    IDEMPOTENCY_KEYS,
    'mutation',
    'inputHash',
    'accountId',
    'claimToken',
    'claimedUntil',
    'attempt',
    'answer',
    'expiresAt',
  ),
).from('idempotency_keys');

/** Idempotency keys: one row per call, found by who called and the hash of their key (R60). */
export class IdempotencyRepository implements IdempotencyStore {
  constructor(private readonly database: Queries) {}

  async claim(scope: Scope, claim: NewClaim): Promise<Claim> {
    try {
      return await this.look(scope, claim);
    } catch (error) {
      // Twins that all wait for the row of a refused call get in each other's way when it goes.
      if (isRetryable(error)) return { kind: 'busy' };
      throw error;
    }
  }

  async settled(scope: Scope, call: CallFacts, now: Date): Promise<Settled | null> {
    const stored = await this.find(scope, call);
    const counts = stored !== null && stored.expiresAt > now && sameCall(stored, call);
    return counts && stored.answer !== null
      ? { accountId: stored.accountId, answer: stored.answer }
      : null;
  }

  async record(
    scope: Scope,
    key: CallKey,
    token: string,
    attempt: string,
    until: Date,
  ): Promise<boolean> {
    const { actor, keyHash } = key;
    const found = await this.database.write(
      scope,
      update(
        IDEMPOTENCY_KEYS,
        { attempt, claimedUntil: until },
        sql`WHERE actor = ${actor} AND key_hash = ${keyHash} AND claim_token = ${token}
            AND answer IS NULL AND ${reachBookkeeping}`,
      ),
    );
    return found === 1;
  }

  async settle(
    scope: Scope,
    key: CallKey,
    token: string,
    answer: string,
    now: Date,
  ): Promise<boolean> {
    const { actor, keyHash } = key;
    const found = await this.database.write(
      scope,
      update(
        IDEMPOTENCY_KEYS,
        { answer, settledAt: now },
        sql`WHERE actor = ${actor} AND key_hash = ${keyHash} AND claim_token = ${token}
            AND answer IS NULL AND ${reachBookkeeping}`,
      ),
    );
    return found === 1;
  }

  release(scope: Scope, key: CallKey, token: string): Promise<void> {
    // A transaction, for that is what is run again when twins are in its way.
    return this.database.transaction(async (tx) => {
      const removed = await new IdempotencyRepository(tx).remove(
        scope,
        key,
        sql`claim_token = ${token} AND attempt IS NULL AND answer IS NULL`,
      );
      if (removed > 0) return;
      // What was written down stays; whoever repeats the call may go on from it at once.
      const { actor, keyHash } = key;
      await tx.write(
        scope,
        update(
          IDEMPOTENCY_KEYS,
          { claimedUntil: sql`created_at` },
          sql`WHERE actor = ${actor} AND key_hash = ${keyHash} AND claim_token = ${token}
              AND answer IS NULL AND ${reachBookkeeping}`,
        ),
      );
    });
  }

  private async look(scope: Scope, claim: NewClaim): Promise<Claim> {
    if (await this.insert(scope, claim)) return { kind: 'claimed', attempt: null };
    const stored = await this.find(scope, claim);
    // It went away between the two: whoever held it wrote nothing. The next look will find it free.
    if (stored === null) return { kind: 'busy' };
    if (stored.expiresAt <= claim.now) {
      await this.remove(scope, claim, sql`expires_at <= ${claim.now}`);
      return { kind: 'busy' };
    }
    if (!sameCall(stored, claim)) return { kind: 'conflict' };
    if (stored.answer !== null) return { kind: 'settled', answer: stored.answer };
    if (stored.claimedUntil > claim.now) return { kind: 'busy' };
    return (await this.takeOver(scope, claim, stored))
      ? { kind: 'claimed', attempt: stored.attempt }
      : { kind: 'busy' };
  }

  private async insert(scope: Scope, claim: NewClaim): Promise<boolean> {
    const { actor, keyHash, mutation, inputHash, accountId, token, now, until, expiresAt } = claim;
    try {
      await this.database.write(
        scope,
        insertInto(
          IdempotencyKeyEntity,
          {
            actor,
            keyHash,
            mutation,
            inputHash,
            accountId,
            claimToken: token,
            claimedUntil: until,
            createdAt: now,
            expiresAt,
          },
          sql`FROM DUAL WHERE ${reachBookkeeping}`,
        ),
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private find(scope: Scope, { actor, keyHash }: CallKey): Promise<Stored | null> {
    return this.database.row(
      scope,
      sql`${FIND} WHERE actor = ${actor} AND key_hash = ${keyHash} AND ${reachBookkeeping}`,
    );
  }

  /** A call that was cut off, and has written down nothing since it was read, goes to one of those who repeat it. */
  private async takeOver(scope: Scope, claim: NewClaim, from: Stored): Promise<boolean> {
    const { actor, keyHash, token, until } = claim;
    const found = await this.database.write(
      scope,
      update(
        IDEMPOTENCY_KEYS,
        { claimToken: token, claimedUntil: until },
        sql`WHERE actor = ${actor} AND key_hash = ${keyHash} AND claim_token = ${from.claimToken}
            AND attempt <=> ${from.attempt} AND answer IS NULL AND ${reachBookkeeping}`,
      ),
    );
    return found === 1;
  }

  private remove(
    scope: Scope,
    { actor, keyHash }: CallKey,
    condition: Statement<false>,
  ): Promise<number> {
    return this.database.write(
      scope,
      sql`DELETE FROM idempotency_keys
          WHERE actor = ${actor} AND key_hash = ${keyHash} AND ${condition} AND ${reachBookkeeping}`,
    );
  }
}
