import type { Database, Queries, Transaction } from '../../../database/database';
import { isDuplicate } from '../../../database/failures';
import { reachBookkeeping } from '../../../database/reach';
import { PublicScope } from '../../../database/scope';
import { raw, sql, type Statement } from '../../../database/sql';
import type { DeclineReason } from '../../../domain/billing/decline';
import type { Currency } from '../../../domain/billing/money';
import type {
  SandboxCardStatus,
  SandboxChargeStatus,
  TestCard,
} from '../../../domain/billing/test-card';

/** An outside system knows none of our actors: its tables are nobody's. */
const NOBODY = new PublicScope();

/** A charge of the sandbox, with what its card does. */
export interface SandboxCharge {
  readonly id: number;
  readonly customerId: number;
  readonly cardId: number;
  readonly amount: number | bigint;
  readonly currency: Currency;
  readonly status: SandboxChargeStatus;
  readonly reason: DeclineReason | null;
  readonly testCard: TestCard;
  readonly cardStatus: SandboxCardStatus;
}

/** A charge to be written down. */
export interface NewSandboxCharge {
  readonly key: string;
  readonly customerId: number;
  readonly cardId: number;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly description: string;
}

/** A refund of the sandbox. */
export interface SandboxRefund {
  readonly id: number;
  readonly key: string;
  readonly amount: number | bigint;
}

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
        sql`INSERT INTO sandbox_customers (idempotency_key)
            SELECT ${key} FROM DUAL WHERE ${reachBookkeeping}`,
      );
    } catch (error) {
      const twin = isDuplicate(error) ? await find() : null;
      if (twin === null) throw error;
      return twin.id;
    }
  }

  addCard(customerId: number, card: TestCard, status: SandboxCardStatus): Promise<number> {
    return this.database.insert(
      NOBODY,
      sql`INSERT INTO sandbox_cards (customer_id, test_card, status)
          SELECT ${customerId}, ${card}, ${status} FROM DUAL WHERE ${reachBookkeeping}`,
    );
  }

  /** The details of a card have been taken; a card that is not of the customer stays what it is. */
  async completeCard(customerId: number, key: number): Promise<void> {
    await this.database.write(
      NOBODY,
      sql`UPDATE sandbox_cards SET status = 'READY'
          WHERE id = ${key} AND customer_id = ${customerId} AND status = 'BEGUN'
            AND ${reachBookkeeping}`,
    );
  }

  async forgetCard(key: number): Promise<void> {
    await this.database.write(
      NOBODY,
      sql`UPDATE sandbox_cards SET status = 'FORGOTTEN' WHERE id = ${key} AND ${reachBookkeeping}`,
    );
  }

  /** What kind of card it is; null unless it is good and the customer's. */
  async readyCard(customerId: number, key: number): Promise<TestCard | null> {
    const row = await this.database.row<{ testCard: TestCard }>(
      NOBODY,
      sql`SELECT test_card AS testCard FROM sandbox_cards
          WHERE customer_id = ${customerId} AND id = ${key} AND status = 'READY'
            AND ${reachBookkeeping}`,
    );
    return row?.testCard ?? null;
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

  /** Moves an open charge on; one that is no longer open stays what it is. */
  async finishCharge(
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
      const refunds = await tx.rows<SandboxRefund>(
        NOBODY,
        sql`SELECT r.id, r.idempotency_key AS \`key\`, r.amount FROM sandbox_refunds r
            WHERE r.charge_id = ${chargeKey} AND ${reachBookkeeping}`,
      );
      return work(tx, charge, refunds);
    });
  }

  /** @throws a duplicate's error when the key is another charge's. */
  addRefund(tx: Transaction, chargeKey: number, key: string, amount: bigint): Promise<number> {
    return tx.insert(
      NOBODY,
      sql`INSERT INTO sandbox_refunds (idempotency_key, charge_id, amount)
          SELECT ${key}, ${chargeKey}, ${amount} FROM DUAL WHERE ${reachBookkeeping}`,
    );
  }

  private findCharge(
    queries: Queries,
    which: Statement<false>,
    lock: Statement<false> = raw(''),
  ): Promise<SandboxCharge | null> {
    return queries.row<SandboxCharge>(
      NOBODY,
      sql`SELECT c.id, c.customer_id AS customerId, c.card_id AS cardId, c.amount, c.currency,
            c.status, c.reason, d.test_card AS testCard, d.status AS cardStatus
          FROM sandbox_charges c JOIN sandbox_cards d ON d.id = c.card_id
          WHERE ${which} AND ${reachBookkeeping} ${lock}`,
    );
  }
}
