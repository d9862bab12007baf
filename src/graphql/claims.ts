import { randomUUID } from 'node:crypto';
import type { Clock } from '../domain/clock';
import type { Queries } from '../database/database';
import type { Scope } from '../database/scope';
import {
  CLAIM_LIFE,
  conflict,
  inProgress,
  KEY_LIFE,
  type CallFacts,
  type IdempotencyStoreOn,
  type Settled,
} from './idempotency';
import { storedOutcome, textsIn, type JsonValue, type Outcome } from './outcome';

/** A claim that this process holds. */
export interface HeldClaim {
  readonly call: CallFacts;
  readonly token: string;
  /** What an earlier try wrote down before it was cut off. */
  readonly attempt: JsonValue;
}

/** How often a twin looks whether the first has its answer, and after how many milliseconds each time. */
const LOOKS = 60;
const LOOK_EVERY = 100;

const pause = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, LOOK_EVERY * (0.5 + Math.random())));

/** Idempotency as the pipeline uses it: who may run, who waits, and what a repeat is told (R60). */
export class Claims {
  constructor(
    private readonly database: Queries,
    private readonly storeOn: IdempotencyStoreOn,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the key, or brings the answer of the call that took it before. A twin of a running call
   * waits for its answer, without a connection.
   * @param life - milliseconds for which the answer is kept
   * @throws IDEMPOTENCY_CONFLICT for another input, IDEMPOTENCY_IN_PROGRESS when it took too long.
   */
  async take(
    scope: Scope,
    call: CallFacts,
    accountId: number | null,
    life = KEY_LIFE,
  ): Promise<HeldClaim | string> {
    const store = this.storeOn(this.database);
    for (let look = 0; look < LOOKS; look++) {
      const now = this.clock.now();
      const token = randomUUID();
      const claim = await store.claim(scope, {
        ...call,
        accountId,
        token,
        now,
        until: new Date(now.getTime() + CLAIM_LIFE),
        expiresAt: new Date(now.getTime() + life),
      });
      if (claim.kind === 'settled') return claim.answer;
      if (claim.kind === 'conflict') throw conflict();
      if (claim.kind === 'claimed') {
        const attempt = claim.attempt === null ? null : (JSON.parse(claim.attempt) as JsonValue);
        return { call, token, attempt };
      }
      await pause();
    }
    throw inProgress();
  }

  /** The answer of an earlier call with the same input, or null. */
  settled(scope: Scope, call: CallFacts): Promise<Settled | null> {
    return this.storeOn(this.database).settled(scope, call, this.clock.now());
  }

  /** Writes down, within a transaction, what to resume from. @throws when somebody took the claim over. */
  async record(queries: Queries, scope: Scope, held: HeldClaim, attempt: JsonValue): Promise<void> {
    const { call, token } = held;
    const until = new Date(this.clock.now().getTime() + CLAIM_LIFE);
    const written = JSON.stringify(attempt);
    if (!(await this.storeOn(queries).record(scope, call, token, written, until)))
      throw inProgress();
  }

  /** Writes the answer, within the last transaction. @throws when somebody took the claim over. */
  async settle(queries: Queries, scope: Scope, held: HeldClaim, outcome: Outcome): Promise<void> {
    const store = this.storeOn(queries);
    if (held.call.anybodys === true && textsIn(outcome).revealed.length > 0)
      return store.release(scope, held.call, held.token);
    const answer = storedOutcome(outcome);
    if (!(await store.settle(scope, held.call, held.token, answer, this.clock.now())))
      throw inProgress();
  }

  /** Forgets a call that wrote nothing. */
  release(scope: Scope, held: HeldClaim): Promise<void> {
    return this.storeOn(this.database).release(scope, held.call, held.token);
  }
}
