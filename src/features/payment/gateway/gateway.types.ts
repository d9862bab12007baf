import type { Day } from '../../../domain/billing/calendar';
import type { Currency } from '../../../domain/billing/money';
import type { DeclineReason } from '../../../domain/billing/decline';

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

/** What came of a charge, as far as the gateway has said. */
export type ChargeResult =
  /** The money is taken. `reference` is what a refund names. */
  | { readonly outcome: 'SUCCEEDED'; readonly reference: string }
  /** It was not taken and never will be. */
  | { readonly outcome: 'DECLINED'; readonly reason: DeclineReason }
  /** Called off before it was made: it was not taken and never will be. */
  | { readonly outcome: 'CANCELLED' }
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
}

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

/**
 * The gateway was asked and will not do it, however often it is asked: the card is gone or another
 * customer's, the amount is too small for it, or the key was used for something else. Nothing was taken.
 */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
}

/** What a refund came to. */
export type RefundResult =
  | { readonly outcome: 'SUCCEEDED'; readonly reference: string }
  | { readonly outcome: 'REFUSED'; readonly message: string }
  | { readonly outcome: 'UNKNOWN' };

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

  /** Opens a charge and takes nothing. @returns its name. @throws GatewayUnavailable, GatewayRefused. */
  open(request: ChargeRequest): Promise<string>;
  /** Takes the money of an opened charge, once, however often it is asked. */
  confirm(charge: string): Promise<ChargeResult>;
  /** What came of a charge; one that is open still is called off, for good. Never takes money. */
  settle(charge: string): Promise<ChargeResult>;
  /** Gives back part of a charge or all of it, once for each key. */
  refund(request: {
    readonly key: string;
    /** As `SUCCEEDED` named it. */
    readonly charge: string;
    readonly amount: bigint;
    readonly currency: Currency;
  }): Promise<RefundResult>;

  /** The gateway's name of an account, the same for the same key. @throws GatewayUnavailable. */
  customer(request: {
    readonly key: string;
    readonly name: string;
    readonly email: string;
  }): Promise<string>;
  /** Begins to take a card's details. @throws GatewayUnavailable. */
  beginSetup(customer: string): Promise<CardSetup>;
  /**
   * The card that a setup came to, or why there is none: it is not done, was refused, or is another
   * customer's. @throws GatewayUnavailable.
   */
  card(
    customer: string,
    setup: string,
  ): Promise<CardDetails | { readonly refused: DeclineReason | 'SETUP_INCOMPLETE' }>;
  /** Forgets a card. One that is gone already is no error. @throws GatewayUnavailable. */
  forget(method: string): Promise<void>;
}
