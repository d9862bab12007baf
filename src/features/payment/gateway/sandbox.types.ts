import type { StoredMinor } from '../../../graphql/money';
import type { Day } from '../../../domain/billing/calendar';
import type { DeclineReason } from '../../../domain/billing/decline';
import type { DisputeStatus } from '../../../domain/billing/dispute';
import type { Currency } from '../../../domain/billing/money';
import type {
  SandboxCardStatus,
  SandboxChargeStatus,
  TestCard,
} from '../../../domain/billing/test-card';

/** A charge of the sandbox, with what its card does. */
export interface SandboxCharge extends CardLook {
  readonly id: number;
  readonly key: string;
  readonly customerId: number;
  readonly cardId: number;
  readonly amount: StoredMinor;
  readonly currency: Currency;
  readonly status: SandboxChargeStatus;
  readonly reason: DeclineReason | null;
  /** With which its payer confirms it; null until the bank wants that. */
  readonly actionSecret: string | null;
  readonly cardStatus: SandboxCardStatus;
}

/** What a card of the sandbox looks like, as its bank has it now. */
export interface CardLook {
  readonly testCard: TestCard;
  /** Where its bank says so; null for what its kind looks like. */
  readonly brand: string | null;
  readonly last4: string | null;
  /** Last day on which it is good; null where the sandbox does not tell. */
  readonly expiresOn: Day | null;
}

/** A card of the sandbox. */
export interface SandboxCard extends CardLook {
  readonly id: number;
  readonly status: SandboxCardStatus;
  readonly actionSecret: string | null;
}

/** What a person is asked to confirm. */
export interface SandboxRequest {
  readonly what: 'CHARGE' | 'CARD';
  readonly id: number;
  /** Minor units, of a charge. */
  readonly amount: StoredMinor | null;
  readonly currency: Currency | null;
  readonly description: string | null;
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
  readonly amount: StoredMinor;
  readonly failed: number;
}

/** A dispute of the sandbox. */
export interface SandboxDispute {
  readonly id: number;
  readonly status: DisputeStatus;
  readonly reason: string;
  readonly held: StoredMinor;
  readonly fee: StoredMinor;
}
