import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database';
import { reachBookkeeping } from '../database/reach';
import { PublicScope } from '../database/scope';
import { sql, type Statement } from '../database/sql';
import type { Day } from '../domain/billing/calendar';
import type { ChargeState, GatewayChange } from '../features/payment/gateway/gateway.types';
import { SandboxGateway } from '../features/payment/gateway/sandbox-gateway';
import { BY_HAND, keyOf } from '../features/payment/gateway/sandbox-names';

/** Like the gateway's own tables, what is done to them is nobody's. */
const NOBODY = new PublicScope();

/** What a dispute costs, in minor units. */
const DISPUTE_FEE = 1_500n;

/**
 * What happens at the sandbox by itself, as people do it in a gateway's dashboard and banks without being asked. Each is
 * written into its events, which whoever reads its changes finds. Charges and cards by the gateway's names.
 */
export class SandboxPlays {
  constructor(private readonly database: Database) {}

  /** A charge as it stands there; null when there is none of this name. */
  state(charge: string): Promise<ChargeState | null> {
    return new SandboxGateway(this.database, '').lookUpCharge(charge);
  }

  /** Somebody refunds part of a charge. */
  async refund(charge: string, amount: bigint): Promise<GatewayChange> {
    const key = `${BY_HAND}${randomUUID()}`;
    await this.write(
      sql`INSERT INTO sandbox_refunds (idempotency_key, charge_id, amount, failed)
          SELECT ${key}, ${keyOf('ch', charge)}, ${amount}, 0 FROM DUAL WHERE ${reachBookkeeping}`,
    );
    return this.happened({ subject: 'CHARGE', reference: charge });
  }

  /** The bank sends the money of all refunds of a charge back. */
  async returnRefunds(charge: string): Promise<GatewayChange> {
    await this.write(
      sql`UPDATE sandbox_refunds SET failed = 1
          WHERE charge_id = ${keyOf('ch', charge)} AND ${reachBookkeeping}`,
    );
    return this.happened({ subject: 'CHARGE', reference: charge });
  }

  /** The customer's bank takes money back. */
  async dispute(charge: string, amount: bigint): Promise<GatewayChange> {
    await this.write(
      sql`INSERT INTO sandbox_disputes (charge_id, status, reason, held, fee)
          SELECT ${keyOf('ch', charge)}, 'OPEN', 'fraudulent', ${amount}, ${DISPUTE_FEE} FROM DUAL WHERE ${reachBookkeeping}`,
    );
    return this.happened({ subject: 'CHARGE', reference: charge });
  }

  /** The bank decides about disputes that are open: won, the money comes again, without the fee. */
  async decideDisputes(charge: string, status: 'WON' | 'LOST'): Promise<GatewayChange> {
    await this.write(
      sql`UPDATE sandbox_disputes SET status = ${status}, held = IF(${status} = 'WON', 0, held)
          WHERE charge_id = ${keyOf('ch', charge)} AND status = 'OPEN' AND ${reachBookkeeping}`,
    );
    return this.happened({ subject: 'CHARGE', reference: charge });
  }

  /** A charge that was declined is made after all. */
  async succeed(charge: string): Promise<GatewayChange> {
    await this.write(
      sql`UPDATE sandbox_charges SET status = 'SUCCEEDED', reason = NULL
          WHERE id = ${keyOf('ch', charge)} AND status = 'DECLINED' AND ${reachBookkeeping}`,
    );
    return this.happened({ subject: 'CHARGE', reference: charge });
  }

  /** The bank gives out a new card in the place of one. */
  async renew(card: string, last4: string, expiresOn: Day): Promise<GatewayChange> {
    await this.write(
      sql`UPDATE sandbox_cards SET last4 = ${last4}, expires_on = ${expiresOn}
          WHERE id = ${keyOf('card', card)} AND ${reachBookkeeping}`,
    );
    return this.happened({ subject: 'CARD', reference: card });
  }

  /** Somebody removes a card. */
  async remove(card: string): Promise<GatewayChange> {
    await this.write(
      sql`UPDATE sandbox_cards SET status = 'FORGOTTEN'
          WHERE id = ${keyOf('card', card)} AND ${reachBookkeeping}`,
    );
    return this.happened({ subject: 'CARD', reference: card });
  }

  private async happened(change: GatewayChange): Promise<GatewayChange> {
    // By the clock of the machine: an outside system has its own.
    await this.write(
      sql`INSERT INTO sandbox_events (subject, reference, created_at)
          SELECT ${change.subject}, ${change.reference}, ${new Date()} FROM DUAL WHERE ${reachBookkeeping}`,
    );
    return change;
  }

  private write(statement: Statement<true>): Promise<number> {
    return this.database.write(NOBODY, statement);
  }
}
