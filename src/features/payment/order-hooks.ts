import type { Day } from '../../domain/billing/calendar';
import type { Scope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { OneTimePasswords } from '../customer/customer-accounts';

/** How an order is fulfilled. */
export interface FulfilHow {
  /** No number is drawn then. */
  readonly dryRun: boolean;
  /** For a customer who is new and gets what was bought; made within the transaction when left out. */
  readonly passwords?: OneTimePasswords;
  /** The day of an order that is fulfilled as it is written down; today when left out. */
  readonly on?: Day;
}

/** What orders do when their payment is settled; the composition hands it over. */
export interface OrderHooks {
  /** Whether the order waits for its payment still. */
  isPending(unit: Unit, scope: Scope, order: number): Promise<boolean>;
  /** Fulfills the order and issues its invoice, in the transaction that settles the payment. @returns the invoice's key. */
  paid(unit: Unit, scope: Scope, order: number, now: Date, how: FulfilHow): Promise<number>;
  /** Money has come for an account that is not open yet, and for no order that waits for it: it is opened. */
  moneyCame(unit: Unit, scope: Scope, account: BilledAccount, now: Date): Promise<void>;
  /** Nothing was paid: nothing of the order may stay but that it was tried (R27). */
  failed(unit: Unit, scope: Scope, order: number, now: Date): Promise<void>;
}
