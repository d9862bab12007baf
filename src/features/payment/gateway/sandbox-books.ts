import type { Database, Queries, Transaction } from '../../../database/database';
import { isDuplicate } from '../../../database/failures';
import { reachBookkeeping } from '../../../database/reach';
import { PublicScope } from '../../../database/scope';
import { raw, sql, type Statement } from '../../../database/sql';
import type { DeclineReason } from '../../../domain/billing/decline';
import type { SandboxChargeStatus } from '../../../domain/billing/test-card';
import type { GatewayChange } from './gateway.types';
import type {
  NewSandboxCharge,
  SandboxCard,
  SandboxCharge,
  SandboxDispute,
  SandboxRefund,
  SandboxRequest,
} from './sandbox.types';

/** An outside system knows none of our actors: its tables are nobody's. */
const NOBODY = new PublicScope();

/**
 * The tables of the sandbox gateway. Each row is made once for its key, whichever process is first, and
 * moves on from the state that it is in alone, so that several processes may ask at the same time.
 */
export class SandboxBooks {
  constructor(private readonly database: Database) {}

  /** The customer of a key, made if it is new. */
  async customer(key: string): Promise<number> {
    const find = () =>
      this.database.row<{ id: number }>(
        NOBODY,
        sql`SELECT id FROM sandbox_customers WHERE idempotency_key = ${key} AND ${reachBookkeeping}`,
      );
    const known = await find();
    if (known !== null) return known.id;
    try {
      return await this.database.insert(
        NOBODY,
        sql`INSERT INTO sandbox_customers (idempotency_key, deleted)
            SELECT ${key}, 0 FROM DUAL WHERE ${reachBookkeeping}`,
      );
    } catch (error) {
      const twin = isDuplicate(error) ? await find() : null;
      if (twin === null) throw error;
      return twin.id;
    }
  }

  /** Whether it was made and not deleted since. */
  async isCustomer(key: number): Promise<boolean> {
    const row = await this.database.row(
      NOBODY,
      sql`SELECT id FROM sandbox_customers WHERE id = ${key} AND deleted = 0 AND ${reachBookkeeping}`,
    );
    return row !== null;
  }

  addCard(
    customerId: number,
    {
      testCard,
      status,
      expiresOn,
      actionSecret = null,
    }: Pick<SandboxCard, 'testCard' | 'status' | 'expiresOn'> & {
      readonly actionSecret?: string | null;
    },
  ): Promise<number> {
    return this.database.insert(
      NOBODY,
      sql`INSERT INTO sandbox_cards (customer_id, test_card, status, expires_on, action_secret)
          SELECT ${customerId}, ${testCard}, ${status}, ${expiresOn}, ${actionSecret}
          FROM DUAL WHERE ${reachBookkeeping}`,
    );
  }

  /** The details of a card have been taken; one that is not the customer's, or is to be confirmed, stays what it is. */
  async completeCard(customerId: number, key: number): Promise<void> {
    await this.database.write(
      NOBODY,
      sql`UPDATE sandbox_cards SET status = 'READY'
          WHERE id = ${key} AND customer_id = ${customerId} AND status = 'BEGUN' AND action_secret IS NULL
            AND ${reachBookkeeping}`,
    );
  }

  async forgetCard(key: number): Promise<void> {
    await this.database.write(
      NOBODY,
      sql`UPDATE sandbox_cards SET status = 'FORGOTTEN' WHERE id = ${key} AND ${reachBookkeeping}`,
    );
  }

  /** A card of a customer; null when it is another one's. */
  card(customerId: number, key: number): Promise<SandboxCard | null> {
    return this.database.row<SandboxCard>(
      NOBODY,
      sql`SELECT id, test_card AS testCard, status, brand, last4, expires_on AS expiresOn, action_secret AS actionSecret
          FROM sandbox_cards WHERE customer_id = ${customerId} AND id = ${key} AND ${reachBookkeeping}`,
    );
  }

  /** What waits to be confirmed with a secret; null when nothing does, or it was answered. */
  request(secret: string): Promise<SandboxRequest | null> {
    return this.database.row<SandboxRequest>(
      NOBODY,
      sql`SELECT 'CHARGE' AS what, c.id, c.amount, c.currency, c.description FROM sandbox_charges c
          WHERE c.action_secret = ${secret} AND c.status = 'OPEN' AND ${reachBookkeeping}
          UNION ALL
          SELECT 'CARD', d.id, NULL, NULL, NULL FROM sandbox_cards d
          WHERE d.action_secret = ${secret} AND d.status = 'BEGUN' AND ${reachBookkeeping}`,
    );
  }

  /** The bank wants the payer of an open charge to confirm it. */
  async askPayer(key: number, secret: string): Promise<void> {
    await this.database.write(
      NOBODY,
      sql`UPDATE sandbox_charges SET action_secret = ${secret}
          WHERE id = ${key} AND status = 'OPEN' AND action_secret IS NULL AND ${reachBookkeeping}`,
    );
  }

  /** A person has confirmed a card that waited for it, or refused to. */
  async answerCard(key: number, confirmed: boolean): Promise<void> {
    await this.database.write(
      NOBODY,
      sql`UPDATE sandbox_cards SET status = ${confirmed ? 'READY' : 'FORGOTTEN'}
          WHERE id = ${key} AND status = 'BEGUN' AND ${reachBookkeeping}`,
    );
  }

  charge(key: number): Promise<SandboxCharge | null> {
    return this.findCharge(this.database, sql`c.id = ${key}`);
  }

  chargeOfKey(key: string): Promise<SandboxCharge | null> {
    return this.findCharge(this.database, sql`c.idempotency_key = ${key}`);
  }

  /** Writes an open charge down. @returns the charge of that key, which may be an earlier one. */
  async addCharge(charge: NewSandboxCharge): Promise<SandboxCharge> {
    try {
      await this.database.insert(
        NOBODY,
        sql`INSERT INTO sandbox_charges
              (idempotency_key, customer_id, card_id, amount, currency, description, status)
            SELECT ${charge.key}, ${charge.customerId}, ${charge.cardId}, ${charge.amount},
              ${charge.currency}, ${charge.description.slice(0, 255)}, 'OPEN'
            FROM DUAL WHERE ${reachBookkeeping}`,
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const added = await this.chargeOfKey(charge.key);
    if (added === null) throw new Error('A charge that was just written is not there');
    return added;
  }

  /** An open charge is taken, or declined; one that is no longer open stays what it is. */
  finish(key: number, declined: DeclineReason | null): Promise<void> {
    return this.moveOn(key, declined === null ? 'SUCCEEDED' : 'DECLINED', declined);
  }

  /** Calls an open charge off. */
  cancel(key: number): Promise<void> {
    return this.moveOn(key, 'CANCELLED', null);
  }

  /** Runs `work` while nobody else refunds the charge. */
  refunding<Result>(
    chargeKey: number,
    work: (
      tx: Transaction,
      charge: SandboxCharge | null,
      refunds: readonly SandboxRefund[],
    ) => Promise<Result>,
  ): Promise<Result> {
    return this.database.transaction(async (tx) => {
      const charge = await this.findCharge(tx, sql`c.id = ${chargeKey}`, raw('FOR UPDATE'));
      return work(tx, charge, await this.refunds(chargeKey, tx));
    });
  }

  /** Refunds of a charge, oldest first. */
  refunds(chargeKey: number, queries: Queries = this.database): Promise<SandboxRefund[]> {
    return queries.rows(
      NOBODY,
      sql`SELECT r.id, r.idempotency_key AS \`key\`, r.amount, r.failed FROM sandbox_refunds r
          WHERE r.charge_id = ${chargeKey} AND ${reachBookkeeping} ORDER BY r.id`,
    );
  }

  /** Disputes of a charge, oldest first. */
  disputes(chargeKey: number): Promise<SandboxDispute[]> {
    return this.database.rows(
      NOBODY,
      sql`SELECT p.id, p.status, p.reason, p.held, p.fee FROM sandbox_disputes p
          WHERE p.charge_id = ${chargeKey} AND ${reachBookkeeping} ORDER BY p.id`,
    );
  }

  /** What happened by itself since an instant, oldest first. */
  events(since: Date): Promise<(GatewayChange & { readonly at: Date })[]> {
    return this.database.rows(
      NOBODY,
      sql`SELECT e.subject, e.reference, e.created_at AS at FROM sandbox_events e
          WHERE e.created_at >= ${since} AND ${reachBookkeeping} ORDER BY e.id`,
    );
  }

  /** @throws a duplicate's error when the key is another charge's. */
  addRefund(tx: Transaction, chargeKey: number, key: string, amount: bigint): Promise<number> {
    return tx.insert(
      NOBODY,
      sql`INSERT INTO sandbox_refunds (idempotency_key, charge_id, amount, failed)
          SELECT ${key}, ${chargeKey}, ${amount}, 0 FROM DUAL WHERE ${reachBookkeeping}`,
    );
  }

  private async moveOn(
    key: number,
    status: SandboxChargeStatus,
    reason: DeclineReason | null,
  ): Promise<void> {
    await this.database.write(
      NOBODY,
      sql`UPDATE sandbox_charges SET status = ${status}, reason = ${reason}
          WHERE id = ${key} AND status = 'OPEN' AND ${reachBookkeeping}`,
    );
  }

  private findCharge(
    queries: Queries,
    which: Statement<false>,
    lock: Statement<false> = raw(''),
  ): Promise<SandboxCharge | null> {
    return queries.row<SandboxCharge>(
      NOBODY,
      sql`SELECT c.id, c.idempotency_key AS \`key\`, c.customer_id AS customerId, c.card_id AS cardId, c.amount, c.currency,
            c.status, c.reason, c.action_secret AS actionSecret, d.test_card AS testCard,
            d.status AS cardStatus, d.brand, d.last4, d.expires_on AS expiresOn
          FROM sandbox_charges c JOIN sandbox_cards d ON d.id = c.card_id
          WHERE ${which} AND ${reachBookkeeping} ${lock}`,
    );
  }
}
