import type { Queries } from '../../database/database';
import { reachBookkeeping } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import type { Sealer } from '../../database/sealing';
import { raw, sql, type Statement } from '../../database/sql';
import type { Clock } from '../../domain/clock';
import type { Fields } from '../../graphql/call';
import type { ClaimedMessage, FailedDelivery, NewOutboxMessage, OutboxClaim } from './outbox.types';
import { OutboxMessageEntity } from '../../database/entities/outbox-message.entity';
import { insertRows, update } from '../../database/changes';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** Where the secrets of messages are sealed; part of what the seal vouches for. */
export const OUTBOX_SEAL = 'outbox_messages.secrets';

const OUTBOX_MESSAGES = table(OutboxMessageEntity);
const CLAIM = select(
  pick(
    OUTBOX_MESSAGES,
    'id',
    'event',
    'accountId',
    'parameters',
    'secrets',
    'attempts',
    'failingSince',
    'createdAt',
  ),
).from('outbox_messages');

/**
 * Messages that wait to be sent. Whoever has a cause adds them, in the transaction of that cause; jobs
 * alone claim and settle them.
 */
export class OutboxRepository {
  constructor(
    private readonly database: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes messages in one statement, their secrets sealed, within the transaction that caused them.
   * @throws when the secrets of one message take more than 2,019 bytes as JSON: what is sealed has 2,048.
   */
  async add(scope: Scope, tx: Queries, messages: readonly NewOutboxMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const createdAt = this.clock.now();
    // Reach stands in a value: a no would be NULL, which the column does not take. A UNION of SELECTs could
    // have a WHERE, but of parameters above 64 KiB in one MariaDB 10.11 cuts some and crashes on others.
    const rows = messages.map(({ channel, event, accountId, parameters, secrets, dueAt }) => ({
      channel,
      event,
      accountId,
      parameters: JSON.stringify(parameters),
      secrets: this.sealed(secrets),
      dueAt,
      attempts: sql`IF(${reachBookkeeping}, 0, NULL)`,
      createdAt,
    }));
    await tx.write(scope, insertRows(OutboxMessageEntity, rows));
  }

  /**
   * Takes what is due on a channel and in nobody's hands, oldest first, in a transaction of its own.
   * What another worker is about to take is passed over, not waited for.
   */
  claim(
    scope: SystemScope,
    { channel, now, until, token, size }: OutboxClaim,
  ): Promise<ClaimedMessage[]> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows(
        scope,
        sql`${CLAIM} WHERE channel = ${channel} AND settled_at IS NULL AND due_at <= ${now}
              AND (claimed_until IS NULL OR claimed_until <= ${now}) AND ${reachBookkeeping}
            ORDER BY due_at, id ${raw(`LIMIT ${size}`)} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length === 0) return [];
      await tx.write(
        scope,
        update(
          OUTBOX_MESSAGES,
          { claimToken: token, claimedUntil: until },
          sql`WHERE id IN (${rows.map(({ id }) => id)}) AND ${reachBookkeeping}`,
        ),
      );
      return rows.map((row) => ({ ...row, parameters: JSON.parse(row.parameters) as Fields }));
    });
  }

  /** Notes that a message was sent and erases its secrets. @returns whether the claim still stood. */
  sent(scope: SystemScope, id: number, token: string, now: Date): Promise<boolean> {
    return this.settle(scope, id, token, sql`settled_at = ${now}, secrets = NULL, failure = NULL`);
  }

  /**
   * Notes why a message could not be sent, and from when it is tried again. One that is given up stays,
   * with its failure and without its secrets, for people to see.
   * @returns whether the claim still stood
   */
  failed(
    scope: SystemScope,
    id: number,
    token: string,
    { failure, now, dueAt, refused }: FailedDelivery,
  ): Promise<boolean> {
    const then =
      dueAt === null
        ? sql`settled_at = ${now}, given_up_at = ${now}, refused_at = ${refused ? now : null}, secrets = NULL`
        : sql`due_at = ${dueAt}`;
    return this.settle(
      scope,
      id,
      token,
      sql`failure = ${failure}, attempts = attempts + 1,
          failing_since = COALESCE(failing_since, ${now}), ${then}`,
    );
  }

  /** Lets go of messages that were not tried, so that nobody waits for the claim to run out. */
  async release(scope: SystemScope, ids: readonly number[], token: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.write(
        scope,
        update(
          OUTBOX_MESSAGES,
          { claimToken: null, claimedUntil: null },
          sql`WHERE id IN (${ids}) AND claim_token = ${token} AND ${reachBookkeeping}`,
        ),
      ),
    );
  }

  private settle(
    scope: SystemScope,
    id: number,
    token: string,
    outcome: Statement,
  ): Promise<boolean> {
    // A transaction, because it is tried again when others are in the way: a message that was sent and
    // not settled would be sent twice.
    return this.database.transaction(async (tx) => {
      const settled = await tx.write(
        scope,
        sql`UPDATE outbox_messages SET ${outcome}, claim_token = NULL, claimed_until = NULL
            WHERE id = ${id} AND claim_token = ${token} AND ${reachBookkeeping}`,
      );
      return settled === 1;
    });
  }

  private sealed(secrets: NewOutboxMessage['secrets']): Buffer | null {
    return secrets === null ? null : this.sealer.seal(JSON.stringify(secrets), OUTBOX_SEAL);
  }
}
