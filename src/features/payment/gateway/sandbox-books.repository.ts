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
import {
  SandboxCardEntity,
  SandboxChargeEntity,
  SandboxCustomerEntity,
  SandboxDisputeEntity,
  SandboxEventEntity,
  SandboxRefundEntity,
} from '../../../database/entities/sandbox.entity';
import { insertInto, update } from '../../../database/changes';
import { nothing, word } from '../../../database/computed';
import { pick, select } from '../../../database/select';
import { table } from '../../../database/table';

/** An outside system knows none of our actors: its tables are nobody's. */
const NOBODY = new PublicScope();

const SANDBOX_CUSTOMERS = table(SandboxCustomerEntity);
const CUSTOMER = select({ id: SANDBOX_CUSTOMERS.id }).from('sandbox_customers');
const SANDBOX_CARDS = table(SandboxCardEntity);
const CARD = select(
  pick(SANDBOX_CARDS, 'id', 'testCard', 'status', 'brand', 'last4', 'expiresOn', 'actionSecret'),
).from('sandbox_cards');
const SANDBOX_CHARGES = table(SandboxChargeEntity);
const r = table(SandboxRefundEntity, 'r');
const REFUNDS = select({ id: r.id, key: r.idempotencyKey, ...pick(r, 'amount', 'failed') }).from(
  'sandbox_refunds r',
);
const p = table(SandboxDisputeEntity, 'p');
const DISPUTES = select(pick(p, 'id', 'status', 'reason', 'held', 'fee')).from(
  'sandbox_disputes p',
);
const e = table(SandboxEventEntity, 'e');
const EVENTS = select({ ...pick(e, 'subject', 'reference'), at: e.createdAt }).from(
  'sandbox_events e',
);
const c = table(SandboxChargeEntity, 'c');
const d = table(SandboxCardEntity, 'd');
const FIND_CHARGE = select({
  id: c.id,
  key: c.idempotencyKey,
  ...pick(c, 'customerId', 'cardId', 'amount', 'currency', 'status', 'reason', 'actionSecret'),
  testCard: d.testCard,
  cardStatus: d.status,
  ...pick(d, 'brand', 'last4', 'expiresOn'),
}).from('sandbox_charges c JOIN sandbox_cards d ON d.id = c.card_id');

const ASKED_CHARGE = select({
  what: word('CHARGE'),
  ...pick(c, 'id', 'amount', 'currency', 'description'),
}).from('sandbox_charges c');
const ASKED_CARD = select({
  what: word('CARD'),
  id: d.id,
  amount: nothing,
  currency: nothing,
  description: nothing,
}).from('sandbox_cards d');

/**
 * The tables of the sandbox gateway. Each row is made once for its key, whichever process is first, and
 * moves on from the state that it is in alone, so that several processes may ask at the same time.
 */
export class SandboxBooks {
  constructor(private readonly database: Database) {}

  /** The customer of a key, made if it is new. */
  async customer(key: string): Promise<number> {
    const find = () =>
      this.database.row(
        NOBODY,
        sql`${CUSTOMER} WHERE idempotency_key = ${key} AND ${reachBookkeeping}`,
      );
    const known = await find();
    if (known !== null) return known.id;
    try {
      return await this.database.insert(
        NOBODY,
        insertInto(
          SandboxCustomerEntity,
          { idempotencyKey: key, deleted: false },
          sql`FROM DUAL WHERE ${reachBookkeeping}`,
        ),
      );
    } catch (error) {
      const twin = isDuplicate(error) ? await find() : null;
      if (twin === null) throw error;
      return twin.id;
    }
  }

  /** Whether it was made and not deleted since. */
  async isCustomer(key: number): Promise<boolean> {
    return this.database.exists(
      NOBODY,
      sql`SELECT id FROM sandbox_customers WHERE id = ${key} AND deleted = 0 AND ${reachBookkeeping}`,
    );
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
      insertInto(
        SandboxCardEntity,
        { customerId, testCard, status, expiresOn, actionSecret },
        sql`FROM DUAL WHERE ${reachBookkeeping}`,
      ),
    );
  }

  /** The details of a card have been taken; one that is not the customer's, or is to be confirmed, stays what it is. */
  async completeCard(customerId: number, key: number): Promise<void> {
    await this.database.write(
      NOBODY,
      update(
        SANDBOX_CARDS,
        { status: 'READY' },
        sql`WHERE id = ${key} AND customer_id = ${customerId} AND status = 'BEGUN' AND action_secret IS NULL
            AND ${reachBookkeeping}`,
      ),
    );
  }

  async forgetCard(key: number): Promise<void> {
    await this.database.write(
      NOBODY,
      update(
        SANDBOX_CARDS,
        { status: 'FORGOTTEN' },
        sql`WHERE id = ${key} AND ${reachBookkeeping}`,
      ),
    );
  }

  /** A card of a customer; null when it is another one's. */
  card(customerId: number, key: number): Promise<SandboxCard | null> {
    return this.database.row(
      NOBODY,
      sql`${CARD} WHERE customer_id = ${customerId} AND id = ${key} AND ${reachBookkeeping}`,
    );
  }

  /** What waits to be confirmed with a secret; null when nothing does, or it was answered. */
  request(secret: string): Promise<SandboxRequest | null> {
    return this.database.row(
      NOBODY,
      sql`${ASKED_CHARGE} WHERE c.action_secret = ${secret} AND c.status = 'OPEN' AND ${reachBookkeeping}
          UNION ALL
          ${ASKED_CARD} WHERE d.action_secret = ${secret} AND d.status = 'BEGUN' AND ${reachBookkeeping}`,
    );
  }

  /** The bank wants the payer of an open charge to confirm it. */
  async askPayer(key: number, secret: string): Promise<void> {
    await this.database.write(
      NOBODY,
      update(
        SANDBOX_CHARGES,
        { actionSecret: secret },
        sql`WHERE id = ${key} AND status = 'OPEN' AND action_secret IS NULL AND ${reachBookkeeping}`,
      ),
    );
  }

  /** A person has confirmed a card that waited for it, or refused to. */
  async answerCard(key: number, confirmed: boolean): Promise<void> {
    await this.database.write(
      NOBODY,
      update(
        SANDBOX_CARDS,
        { status: confirmed ? 'READY' : 'FORGOTTEN' },
        sql`WHERE id = ${key} AND status = 'BEGUN' AND ${reachBookkeeping}`,
      ),
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
        insertInto(
          SandboxChargeEntity,
          {
            idempotencyKey: charge.key,
            customerId: charge.customerId,
            cardId: charge.cardId,
            amount: charge.amount,
            currency: charge.currency,
            description: charge.description.slice(0, 255),
            status: 'OPEN',
          },
          sql`FROM DUAL WHERE ${reachBookkeeping}`,
        ),
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const added = await this.chargeOfKey(charge.key);
    if (added === null) throw new Error('A charge that was just written is missing');
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
      sql`${REFUNDS} WHERE r.charge_id = ${chargeKey} AND ${reachBookkeeping} ORDER BY r.id`,
    );
  }

  /** Disputes of a charge, oldest first. */
  disputes(chargeKey: number): Promise<SandboxDispute[]> {
    return this.database.rows(
      NOBODY,
      sql`${DISPUTES} WHERE p.charge_id = ${chargeKey} AND ${reachBookkeeping} ORDER BY p.id`,
    );
  }

  /** What happened by itself since an instant, oldest first. */
  events(since: Date): Promise<(GatewayChange & { readonly at: Date })[]> {
    return this.database.rows(
      NOBODY,
      sql`${EVENTS} WHERE e.created_at >= ${since} AND ${reachBookkeeping} ORDER BY e.id`,
    );
  }

  /** @throws a duplicate's error when the key is another charge's. */
  addRefund(tx: Transaction, chargeKey: number, key: string, amount: bigint): Promise<number> {
    return tx.insert(
      NOBODY,
      insertInto(
        SandboxRefundEntity,
        { idempotencyKey: key, chargeId: chargeKey, amount, failed: false },
        sql`FROM DUAL WHERE ${reachBookkeeping}`,
      ),
    );
  }

  private async moveOn(
    key: number,
    status: SandboxChargeStatus,
    reason: DeclineReason | null,
  ): Promise<void> {
    await this.database.write(
      NOBODY,
      update(
        SANDBOX_CHARGES,
        { status, reason },
        sql`WHERE id = ${key} AND status = 'OPEN' AND ${reachBookkeeping}`,
      ),
    );
  }

  private findCharge(
    queries: Queries,
    which: Statement<false>,
    lock: Statement<false> = raw(''),
  ): Promise<SandboxCharge | null> {
    return queries.row(NOBODY, sql`${FIND_CHARGE} WHERE ${which} AND ${reachBookkeeping} ${lock}`);
  }
}
