import type { ChargeLimits } from '../../../domain/billing/charge-limits';
import type { Day } from '../../../domain/billing/calendar';
import type { Currency } from '../../../domain/billing/money';
import type { DeclineReason } from '../../../domain/billing/decline';
import type { DisputeStatus } from '../../../domain/billing/dispute';
import type { GatewaySubject } from '../../../domain/billing/gateway-subject';
import type { PaymentStatus } from '../../../domain/billing/payment';

/** A charge that is about to be made. */
export interface ChargeRequest {
  /** Of the attempt, and of no other: the same key opens the same charge. */
  readonly key: string;
  /** Minor units; above zero. */
  readonly amount: bigint;
  readonly currency: Currency;
  /** The gateway's names of the customer and of the card. */
  readonly customer: string;
  readonly method: string;
  /** What the payer reads on their statement, such as the invoice's number. */
  readonly description: string;
}

/** Somebody who is there while a charge is confirmed, so that their bank can ask them. */
export interface Payer {
  /** Where their browser goes once they have answered the bank. */
  readonly returnUrl: string;
}

/** What the payer does to confirm a charge or a card with their bank (3-D Secure). Both are secrets of theirs. */
export interface PayerAction {
  /** For the gateway's own library in the client. */
  readonly clientSecret: string;
  /** Where the payer's browser is sent instead; null where the library alone can do it. */
  readonly redirectUrl: string | null;
}

/** The outcome of a charge, as far as the gateway has said. */
export type ChargeResult =
  /** The money is taken. `reference` is what a refund names; `card` is the card as the gateway knows it now. */
  | {
      readonly outcome: 'SUCCEEDED';
      readonly reference: string;
      readonly card: CardDetails | null;
    }
  /** It was not taken and never will be. */
  | {
      readonly outcome: 'DECLINED';
      readonly reason: DeclineReason;
      readonly card: CardDetails | null;
    }
  /** Called off before it was made: it was not taken and never will be. */
  | { readonly outcome: 'CANCELLED' }
  /** The bank wants the payer to confirm it; nothing is taken before. */
  | { readonly outcome: 'ACTION_REQUIRED'; readonly action: PayerAction }
  /** No answer, or none that says it: ask again before anything else (R56). */
  | { readonly outcome: 'UNKNOWN' };

/** A card, as far as a person may know it. */
export interface CardDetails {
  /** The gateway's name of it. */
  readonly reference: string;
  readonly brand: string;
  readonly last4: string;
  /** Last day on which the card is good. */
  readonly expiresOn: Day;
  /** The same for the same card, however often it is added; null where the gateway does not tell. */
  readonly fingerprint: string | null;
}

/** What a setup came to. */
export type SetupResult =
  | CardDetails
  /** It is not done, was refused, or is another customer's. */
  | { readonly refused: DeclineReason | 'SETUP_INCOMPLETE' }
  /** The bank wants the person to confirm the card; then the setup is given back once more. */
  | { readonly setup: string; readonly action: PayerAction };

/** What a client needs to take a card's details from a person; they never pass through here. */
export interface CardSetup {
  /** The gateway's name of the setup, to be given back once the person is done. */
  readonly reference: string;
  /** For the gateway's own form in the client; a secret of this one setup. */
  readonly clientSecret: string;
}

/** The gateway could not be asked, and nothing was taken. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
}

/** Why the gateway will not do something, and so who can mend it. */
export type RefusedBecause =
  /** The card is gone, or another customer's: the person adds one. */
  | 'CARD_GONE'
  /** The customer was deleted at the gateway, and all cards of it: a new customer is made with the next card. */
  | 'CUSTOMER_GONE'
  /** It takes no such amount. */
  | 'AMOUNT_TOO_SMALL'
  | 'AMOUNT_TOO_LARGE'
  | 'AMOUNT_NOT_CHARGEABLE'
  /** What the vendor alone can mend: the key of the account there, a right, a setting, a mistake of ours. */
  | 'OURS';

/** The gateway was asked and will not do it, however often it is asked. Nothing was taken. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
  constructor(
    readonly because: RefusedBecause,
    message: string,
  ) {
    super(message);
  }
}

/** What a refund came to. */
export type RefundResult =
  | { readonly outcome: 'SUCCEEDED'; readonly reference: string }
  | { readonly outcome: 'REFUSED'; readonly message: string }
  | { readonly outcome: 'UNKNOWN' };

/** A refund as the gateway has it, whoever made it. */
export interface GatewayRefund {
  /** The gateway's name of it. */
  readonly reference: string;
  /** The key under which it was made; null when it was not made by us. */
  readonly key: string | null;
  /** Minor units of the charge's currency. */
  readonly amount: bigint;
  readonly status: PaymentStatus;
}

/** A customer's bank takes money back. Amounts in minor units of the charge's currency. */
export interface GatewayDispute {
  readonly reference: string;
  readonly status: DisputeStatus;
  /** Why, in the gateway's word, such as `fraudulent`. */
  readonly reason: string;
  /** What it holds of the charge at this moment: taken, and not given back. */
  readonly held: bigint;
  /** What the gateway asks for it, as far as it does so in the charge's currency. */
  readonly fee: bigint;
  /** Until when it can be answered; null when it cannot. */
  readonly respondBy: Date | null;
}

/** All that the gateway knows of a charge. */
export interface ChargeState {
  /** Its name. */
  readonly charge: string;
  /** The key under which it was opened; null when it was not opened by us. */
  readonly key: string | null;
  /** Minor units. */
  readonly amount: bigint;
  /** ISO 4217, in capitals; one that we may not know when the charge is not ours. */
  readonly currency: string;
  /** The gateway's name of its customer. */
  readonly customer: string | null;
  readonly result: ChargeResult;
  /** Oldest first. */
  readonly refunds: readonly GatewayRefund[];
  readonly disputes: readonly GatewayDispute[];
}

/** Something changed at the gateway: what, and nothing of how. */
export interface GatewayChange {
  readonly subject: GatewaySubject;
  /** The gateway's name of it. */
  readonly reference: string;
}

/**
 * Who takes money from cards. A charge is opened first, which takes nothing and gives it a name that is
 * written down; then it is confirmed. So whatever is lost on the way, one can ask by the name, and an open
 * charge can be called off for good (R56).
 *
 * Nothing here throws because of what the network or the other side does, unless it is said.
 */
export interface PaymentGateway {
  /** `stripe`, `sandbox`; it is kept with every charge and card. */
  readonly name: string;

  /** What one charge takes. */
  limits(currency: Currency): ChargeLimits;
  /** Opens a charge and takes nothing. @returns its name. @throws GatewayUnavailable, GatewayRefused. */
  open(request: ChargeRequest): Promise<string>;
  /**
   * Takes the money of an opened charge, once, however often it is asked.
   * @param payer Who can confirm it with their bank; null when nobody is there: what would need it is declined.
   */
  confirm(charge: string, payer?: Payer | null): Promise<ChargeResult>;
  /** What has come of a charge so far. Changes nothing; one that was not confirmed is `UNKNOWN`. */
  retrieve(charge: string): Promise<ChargeResult>;
  /** The outcome of a charge; one that is open still is called off, for good. Never takes money. */
  settle(charge: string): Promise<ChargeResult>;
  /** Gives back part of a charge or all of it, once for each key. */
  refund(request: {
    readonly key: string;
    /** As `SUCCEEDED` named it. */
    readonly charge: string;
    readonly amount: bigint;
    readonly currency: Currency;
  }): Promise<RefundResult>;

  /** The gateway's name of an account, the same for the same key. @throws GatewayUnavailable, GatewayRefused. */
  customer(request: {
    readonly key: string;
    readonly name: string;
    readonly email: string;
  }): Promise<string>;
  /** Begins to take a card's details. @throws GatewayUnavailable, GatewayRefused. */
  beginSetup(customer: string): Promise<CardSetup>;
  /** The card that a setup came to, or why there is none. @throws GatewayUnavailable, GatewayRefused. */
  card(customer: string, setup: string): Promise<SetupResult>;
  /** Forgets a card. One that is gone already is no error. @throws GatewayUnavailable, GatewayRefused. */
  forget(method: string): Promise<void>;

  /** All that is known of a charge, whoever made it; null when there is none. Changes nothing. @throws GatewayUnavailable. */
  lookUpCharge(charge: string): Promise<ChargeState | null>;
  /** A customer's card as it is now; null when it is theirs no more. @throws GatewayUnavailable. */
  lookUpCard(customer: string, method: string): Promise<CardDetails | null>;
  /**
   * What has changed since an instant of the gateway's own clock, in any order, more than once perhaps; all that the
   * gateway remembers when it is null. @throws GatewayUnavailable.
   */
  changes(since: Date | null): AsyncIterable<GatewayChange & { readonly at: Date }>;
}
