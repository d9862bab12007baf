import type { Day, Month } from '../billing/calendar';
import type { MailedAmount } from './account-mails';
import type { Recovery, RecoveryStage } from './recovery-mails';

/** Which account it is about. */
interface OfAccount {
  /** Name of the account. */
  readonly account: string;
  /** `AC-1001` */
  readonly accountNumber: string;
}

/** What happened to money by itself, or late. */
export type MoneyMovedEvent =
  /** A refund was made at the gateway. */
  | 'REFUND_MADE'
  /** A refund that was asked for here will not be made. */
  | 'REFUND_REFUSED'
  /** A refund was made, and its bank has sent the money back. */
  | 'REFUND_RETURNED'
  | 'DISPUTE_OPENED'
  | 'DISPUTE_CHANGED'
  | 'DISPUTE_WON'
  | 'DISPUTE_LOST'
  /** A payment that had failed, or that nobody waited for any more, was made. */
  | 'PAID_LATE';

/**
 * Mails to the vendor's own people who look after billing. They name amounts: whoever gets them sees those of all
 * accounts. Nobody of an account sees such a mail, not even in its log.
 */
export interface StaffMails {
  /** An invoice that is charged automatically is overdue (R53). */
  'staff-invoice-overdue': {
    readonly parameters: OfAccount & {
      /** Number of the invoice. */
      readonly number: string;
      /** What it still asks for. */
      readonly balance: MailedAmount;
      /** How many automatic payments of it have failed. */
      readonly tries: number;
      /** Why the last of them failed, in words; null when it is not known. */
      readonly failure: string | null;
    };
    readonly secrets: null;
  };
  /** A mail left without the PDF of its invoice, which cannot be made (R17). */
  'staff-pdf-missing': {
    readonly parameters: OfAccount & {
      /** Number of the invoice. */
      readonly number: string;
      /** To whom the mail went. */
      readonly recipientEmail: string;
      /** Why, in words. */
      readonly failure: string;
    };
    readonly secrets: null;
  };
  /** For a day the gateway has not said the outcome of a charge (R56). */
  'staff-charge-unknown': {
    readonly parameters: OfAccount & {
      readonly amount: MailedAmount;
      /** `Visa ending in 4242`; null when it was no card. */
      readonly method: string | null;
      /** When it was tried, as an ISO 8601 instant. */
      readonly attemptedAt: string;
      readonly gateway: string | null;
      /** The gateway's name of the charge; null when it never gave it one. */
      readonly charge: string | null;
      /** Whether it is to pay an order, and not invoices. */
      readonly order: boolean;
    };
    readonly secrets: null;
  };
  /** For a day the gateway has not said the outcome of a refund. */
  'staff-refund-unknown': {
    readonly parameters: OfAccount & {
      readonly amount: MailedAmount;
      /** When it was asked for, as an ISO 8601 instant. */
      readonly askedAt: string;
      readonly gateway: string | null;
      /** The gateway's name of the charge; null when it never gave it one. */
      readonly charge: string | null;
    };
    readonly secrets: null;
  };
  /** Something became of a payment at the gateway that nobody asked for here. */
  'staff-money-moved': {
    readonly parameters: OfAccount & {
      readonly what: MoneyMovedEvent;
      readonly amount: MailedAmount;
      /** What a dispute costs; null when it is none. */
      readonly fee: MailedAmount | null;
      /** `Visa ending in 4242`; null when it was no card. */
      readonly method: string | null;
      readonly gateway: string | null;
      /** The gateway's name of the charge. */
      readonly charge: string | null;
      /** Why, in the gateway's word; null when it says nothing. */
      readonly reason: string | null;
      /** Until when a dispute can be answered, as an ISO 8601 instant; null when it cannot. */
      readonly respondBy: string | null;
      /** Invoices that are owed again by it. */
      readonly owed: readonly { readonly number: string; readonly balance: MailedAmount }[];
      /** What of the payment no invoice asks for; null when they ask for all of it. */
      readonly unasked: MailedAmount | null;
    };
    readonly secrets: null;
  };
  /** A card is at the gateway no more, and was taken off its account. */
  'staff-card-gone': {
    readonly parameters: OfAccount & {
      /** `Visa ending in 4242` */
      readonly card: string;
      /** Whether the account is without a card now, and needs one (R40). */
      readonly needed: boolean;
    };
    readonly secrets: null;
  };
  /** Charges at the gateway that are none of ours. */
  'staff-unknown-charges': {
    readonly parameters: {
      readonly gateway: string;
      readonly charges: readonly {
        readonly charge: string;
        /** `12.50 CHF`: any currency that the gateway knows. */
        readonly amount: string;
        /** The account whose customer was charged; null when it is nobody's. */
        readonly accountNumber: string | null;
      }[];
    };
    readonly secrets: null;
  };
  /** For a day an automatic payment could not be made; it counts as a failed attempt (R53). */
  'staff-charge-unanswered': {
    readonly parameters: OfAccount & {
      /** Number of the invoice. */
      readonly number: string;
      readonly amount: MailedAmount;
      /** When it is tried next; null after the last attempt. */
      readonly nextAttemptOn: Day | null;
    };
    readonly secrets: null;
  };
  /** The payment service refuses what only the vendor can mend, such as a key that was revoked. */
  'staff-gateway-refuses': {
    readonly parameters: {
      /** `stripe` */
      readonly gateway: string;
      /** What it says, by names that are no secrets. */
      readonly fault: string;
    };
    readonly secrets: null;
  };
  /** A member of the staff asked for what changes who controls something, or it was canceled or done. */
  'staff-recovery': {
    readonly parameters: Recovery & {
      readonly what: 'TWO_FACTOR' | 'HOLDER';
      /** Whom it is about, as staff find them. */
      readonly who: string;
    };
    readonly secrets: null;
  };
  /** A member of the staff asked for a license to be taken back, or it was canceled or done. */
  'staff-license-reversal': {
    readonly parameters: {
      readonly stage: RecoveryStage;
      /** As the staff wrote it. */
      readonly reason: string;
      /** Until when it can be confirmed, as an ISO 8601 instant; null when it was canceled or done. */
      readonly until: string | null;
      /** Its opaque id. */
      readonly licenseId: string;
      /** `SmarterMail Enterprise 250` */
      readonly product: string;
      /** Names of the accounts that paid for it, and that have it. */
      readonly payer: string;
      readonly customer: string;
    };
    readonly secrets: null;
  };
  /** A customer opened a support request, or wrote to one. */
  'staff-support-request': {
    readonly parameters: OfAccount & {
      /** `SR-100001` */
      readonly number: string;
      /** As the customer wrote it. */
      readonly subject: string;
      /** As the customer wrote it. */
      readonly message: string;
    };
    readonly secrets: null;
  };
  /** A billing run stopped by itself before it issued anything, because its total is implausible. */
  'staff-billing-run-stopped': {
    readonly parameters: {
      /** Which month it bills. */
      readonly month: Month;
      /** Which documents. */
      readonly kind: 'SUMMARY' | 'LEASE';
      /** How many accounts would be billed. */
      readonly accounts: number;
      readonly total: MailedAmount;
      /** Total of the month before, in the same currency. */
      readonly totalBefore: MailedAmount;
    };
    readonly secrets: null;
  };
  /** A billing run could not bill some accounts; all others were billed. */
  'staff-accounts-not-billed': {
    readonly parameters: {
      /** Which month it bills. */
      readonly month: Month;
      readonly accounts: readonly {
        /** `AC-1001` */
        readonly number: string;
        /** Why, in words. */
        readonly reason: string;
      }[];
      /** How many more there are. */
      readonly more: number;
    };
    readonly secrets: null;
  };
}
export type StaffMailEvent = keyof StaffMails;
