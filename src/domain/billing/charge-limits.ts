import type { Reason } from '../refusal';
import type { InvoiceKind, InvoiceStatus } from './invoice';
import { balanceOf, isUnpaid, type InvoiceSums } from './invoice-totals';
import { formatMinor, sum, type Currency } from './money';
import { LARGEST_AMOUNT } from './typed-amount';

/** What one charge of a card takes, in minor units. */
export interface ChargeLimits {
  readonly least: bigint;
  readonly greatest: bigint;
  /** Every charge is a multiple of it. */
  readonly step: bigint;
}

/** The limits of each currency. */
export type LimitsOf = (currency: Currency) => ChargeLimits;

/** Where no card is charged, no amount is too small to be asked for. */
export const NO_LIMITS: ChargeLimits = { least: 0n, greatest: LARGEST_AMOUNT, step: 1n };

const shown = (amount: bigint, currency: Currency): string =>
  `${formatMinor(amount, currency)} ${currency}`;

/** Null, or why no card is charged so much at once. @param instead What to do about an amount that is too small. */
function decideCharge(
  amount: bigint,
  currency: Currency,
  { least, greatest, step }: ChargeLimits,
  instead: string,
): Reason | null {
  if (amount < least)
    return {
      code: 'AMOUNT_TOO_SMALL',
      message: `A card charge is at least ${shown(least, currency)}, and this is ${shown(amount, currency)}. ${instead}`,
    };
  if (amount % step !== 0n)
    return {
      code: 'AMOUNT_NOT_CHARGEABLE',
      message: `Cards are charged in steps of ${shown(step, currency)}, and this is ${shown(amount, currency)}. Ask the vendor for another way to pay.`,
    };
  if (amount <= greatest) return null;
  return {
    code: 'AMOUNT_TOO_LARGE',
    message: `A card charge is at most ${shown(greatest, currency)}, and this is ${shown(amount, currency)}. Ask the vendor for another way to pay.`,
  };
}

/** Can a card be charged what invoices ask for together? Null, or why not. */
export const decideInvoiceCharge = (
  amount: bigint,
  currency: Currency,
  limits: ChargeLimits,
): Reason | null =>
  decideCharge(
    amount,
    currency,
    limits,
    'It is carried over: it is charged together with other invoices, once they reach that amount.',
  );

/**
 * Can a card be charged what an order comes to? Null, or why not.
 * @param reseller - whether the account may be invoiced monthly instead
 */
export const decideOrderCharge = (
  amount: bigint,
  currency: Currency,
  limits: ChargeLimits,
  reseller: boolean,
): Reason | null =>
  decideCharge(
    amount,
    currency,
    limits,
    reseller
      ? 'Order more at once, or be invoiced monthly (MONTHLY_SUMMARY).'
      : 'Order more at once.',
  );

/** An invoice, as far as it may be too small to be charged by itself. */
export interface CarriedStanding extends InvoiceSums {
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly currency: Currency;
  /** Whether its summary asks for it, or will (R49). */
  readonly throughSummary: boolean;
  /** Whether nobody is charged for it before staff have decided. */
  readonly collectionHeld: boolean;
}

/**
 * Whether an invoice asks for less than a card is charged. It stays open then, blocks nothing, and is charged
 * together with others.
 */
export function isCarried(invoice: CarriedStanding, limits: LimitsOf): boolean {
  const { kind, status, currency, throughSummary, collectionHeld } = invoice;
  if (kind === 'CREDIT_NOTE' || throughSummary || collectionHeld || !isUnpaid(status)) return false;
  const balance = balanceOf(invoice);
  return balance > 0n && balance < limits(currency).least;
}

/**
 * What is charged at once: all that was asked for, and of what is carried as many as there is room for, so that nothing
 * becomes unpayable by what is charged along.
 *
 * @param carried - the oldest first
 * @param room - what all of it may come to, in minor units
 */
export function chargedTogether<Invoice extends InvoiceSums>(
  asked: readonly Invoice[],
  carried: readonly Invoice[],
  room: bigint,
): Invoice[] {
  const together = [...asked];
  let amount = sum(asked.map(balanceOf));
  for (const one of carried) {
    amount += balanceOf(one);
    if (amount > room) break;
    together.push(one);
  }
  return together;
}

/** What an invoice says that is carried. */
export const carriedNote = (currency: Currency, { least }: ChargeLimits): string =>
  `Less than ${shown(least, currency)} is not charged alone: this amount is charged together with others. There is nothing to do.`;
