import type { Day, Month } from '../billing/calendar';
import { formatMinor, type Currency } from '../billing/money';
import type { MaintenanceStep } from '../licensing/maintenance-notice';
import type { LineUse } from '../purchasing/order-line';

/** An amount in a mail: a decimal string (R58), for parameters are JSON. */
export interface MailedAmount {
  readonly amount: string;
  readonly currency: Currency;
}

/** @param minor - minor units (cents) */
export const mailedAmount = (minor: bigint, currency: Currency): MailedAmount => ({
  amount: formatMinor(minor, currency),
  currency,
});

interface Invoice {
  readonly number: string;
  readonly issuedOn: Day;
  readonly dueOn: Day;
}
interface PeriodInvoice extends Invoice {
  /** Whose purchases or leases it bills. */
  readonly month: Month;
}

/** What an invoice says of money. */
export interface InvoiceAmounts {
  /** Before tax. */
  readonly lines: readonly { readonly description: string; readonly amount: MailedAmount }[];
  /** Lines that are left out, as a mail is no place for thousands, and their sum; null when none is. */
  readonly further: { readonly lines: number; readonly amount: MailedAmount } | null;
  /** From the sum of the lines to what is still to be paid. */
  readonly rows: readonly { readonly label: string; readonly amount: MailedAmount }[];
  /** What the document must say about its tax. */
  readonly taxNotes: readonly string[];
  /** What a card is charged at least, of an invoice that asks for less and is carried; left out of all others. */
  readonly leastCharge?: MailedAmount;
}

/** The same as mails bore it that did not say yet what is still to be paid: some may wait, or be sent again. */
export interface FormerInvoiceAmounts {
  readonly lines: InvoiceAmounts['lines'];
  /** How many lines are left out. */
  readonly further: number;
  readonly subtotal: MailedAmount;
  readonly tax: MailedAmount;
  readonly taxNote: string | null;
  readonly total: MailedAmount;
}

/** A payment as those see it who see the account's payments. */
export interface PaymentAmounts {
  readonly amount: MailedAmount;
  /** What of it went to which invoice, by number; left out where that is not told. */
  readonly shares?: readonly { readonly number: string; readonly amount: MailedAmount }[];
  /** `Visa ending in 4242`; null when it was no card, or is not known. */
  readonly method: string | null;
  /** What of the amount came out of the account's credit; left out for nothing. */
  readonly fromCredit?: MailedAmount;
  /** Invoices that it paid in part, by number, with what is still to be paid of each; left out for none. */
  readonly remaining?: readonly { readonly number: string; readonly amount: MailedAmount }[];
  /** What of it became credit of the account; left out for nothing. */
  readonly keptAsCredit?: MailedAmount;
}

/** What a license is for. */
interface Licensed {
  /** `SmarterMail Enterprise 250` */
  readonly product: string;
  /** By name. */
  readonly addOns: readonly string[];
}
interface LicenseForCustomer extends Licensed {
  /** Name of the partner whose doing it is; null when it is the customer's own, or the vendor's. */
  readonly by: string | null;
}
interface Assigned extends Licensed {
  /** As it was given. */
  readonly customerEmail: string;
}

/** License keys in a mail. They are sealed like everything that opens something. */
interface Keys {
  readonly key: string;
}

/** What was done to a license (R33, R43); `REVERSED`: it was given by mistake, and ended (R72). */
export type LicenseChange = 'MODIFIED' | 'RENEWED' | 'REINSTATED' | 'ENDED' | 'REVERSED';

/** Licenses whose maintenance ends, that are alike. */
export interface MaintainedLicense extends Licensed {
  /** How many. */
  readonly count: number;
  /** Last day of maintenance. */
  readonly endsOn: Day;
  /** Name of the partner who sold it, and renews it; null when the account renews it itself. */
  readonly by: string | null;
  /** Name of the customer; null in stock, and to the customer itself. */
  readonly customerName: string | null;
}
export interface MaintenanceSaid {
  readonly parameters: {
    readonly step: MaintenanceStep;
    readonly licenses: readonly MaintainedLicense[];
    /** How many licenses more there are, which are left out. */
    readonly further: number;
    /** What the account can renew, for the link; null where that is nothing. */
    readonly renewal: Renewal | null;
  };
}
/** What a link puts into the cart: licenses of an account whose maintenance ends on one of these days. */
export interface Renewal {
  /** Opaque id of the account. */
  readonly accountId: string;
  readonly use: LineUse;
  readonly from: Day;
  readonly to: Day;
}

/** A text of the vendor's, with empty lines between its paragraphs. */
interface Mailing {
  readonly subject: string;
  readonly text: string;
}

/** What stands in every marketing mail: a token that unsubscribes and nothing else (R19). */
export interface Marketing {
  readonly secrets: { readonly unsubscribe: string };
}

/**
 * What mails about an account say, apart by who may read it: `parameters` and `secrets` go to everybody who is
 * told, `amounts` and `keys` to those alone who may see them (R15). Who writes such a mail gives all of it; what
 * somebody may not see is left out by `accountMail`, and by nobody else.
 */
export interface AccountMails {
  'invoice-created': { readonly parameters: Invoice; readonly amounts: InvoiceAmounts };
  'invoice-awaiting-summary': { readonly parameters: Invoice; readonly amounts: InvoiceAmounts };
  'summary-invoice-created': {
    readonly parameters: PeriodInvoice;
    readonly amounts: InvoiceAmounts;
  };
  'lease-invoice-created': {
    readonly parameters: PeriodInvoice;
    readonly amounts: InvoiceAmounts;
  };
  'credit-note-created': {
    readonly parameters: {
      /** Number of the credit note. */
      readonly number: string;
      readonly issuedOn: Day;
      /** Number of the invoice that it corrects. */
      readonly corrects: string;
    };
    /** They are below zero. */
    readonly amounts: InvoiceAmounts;
  };
  'invoice-emailed': {
    readonly parameters: Invoice & {
      /** Its opaque id: the mail links to its PDF, for those who may fetch it. */
      readonly invoiceId: string;
      /** Who asked for it; null for a token. */
      readonly sentBy: string | null;
      /** As the invoice bears them. */
      readonly notes: readonly string[];
      /** Whether it is to be paid by itself, by its day; left out by mails of before. */
      readonly toPay?: boolean;
    };
    readonly amounts: InvoiceAmounts;
  };
  'payment-failed': {
    readonly parameters: {
      /** Number of the invoice; of several that were charged together, all of them. */
      readonly number: string;
      /** When it is tried again; null after the last attempt: the invoice is overdue (R53). */
      readonly nextAttemptOn: Day | null;
      /** Why it failed, in words; null when it is not known. */
      readonly reason: string | null;
    };
    readonly amounts: PaymentAmounts;
  };
  'payment-received': {
    readonly parameters: {
      /** Numbers of the invoices that it paid. */
      readonly numbers: readonly string[];
      readonly receivedOn: Day;
      /** Its record was a mistake: the receipt is withdrawn, and these invoices are open again. */
      readonly withdrawn?: boolean;
    };
    readonly amounts: PaymentAmounts;
  };
  'card-expiring': {
    readonly parameters: {
      /** `Visa ending in 4242` */
      readonly card: string;
      /** Last day on which it is good. */
      readonly expiresOn: Day;
    };
  };
  /** To the account that runs the licenses. */
  'maintenance-ending': MaintenanceSaid;
  /** To the reseller that sold them: of all its customers. */
  'resold-maintenance-ending': MaintenanceSaid;
  'lease-assigned': {
    readonly parameters: Assigned & { readonly number: string; readonly startedOn: Day };
    readonly amounts: { readonly monthlyPrice: MailedAmount };
    readonly keys: Keys;
  };
  'resold-license-assigned': { readonly parameters: Assigned; readonly keys: Keys };
  'lease-stopped': {
    readonly parameters: LicenseForCustomer & { readonly stoppedOn: Day };
    readonly keys: Keys;
  };
  'license-key-delivery': { readonly parameters: LicenseForCustomer; readonly keys: Keys };
  'license-modified': {
    /** The product and add-ons are the new ones. */
    readonly parameters: LicenseForCustomer & {
      readonly change: LicenseChange;
      /** Last day of maintenance; null for a leased license. */
      readonly maintenanceTo: Day | null;
      /** The installation must be activated again (R34). */
      readonly reactivation: boolean;
      /** Until when the old entitlements hold at most: after a downgrade (R34); null without an end. */
      readonly oldTermsUntil: Day | null;
    };
    readonly keys: Keys;
  };
  /** To the reseller: what was assigned by mistake ended, and its replacement is in stock. */
  'license-replaced': {
    readonly parameters: Licensed & {
      /** Name of the account that had it by mistake. */
      readonly customerName: string;
      /** Last day of maintenance; null without. */
      readonly maintenanceTo: Day | null;
    };
    /** That of the replacement. */
    readonly keys: Keys;
  };
  /** The former key is known to others. */
  'license-key-replaced': {
    readonly parameters: Licensed & {
      /** Last day of the former key. */
      readonly formerKeyEndsOn: Day;
      /** Of whom a partner sold or leased it to; null in stock, and to the customer itself. */
      readonly customerEmail: string | null;
    };
    /** The new one. */
    readonly keys: Keys;
  };
  /**
   * The user name is the address that it goes to. Without a partner it is for the order of a guest (R1); `keyless`: what
   * was bought has no key.
   */
  'account-created': {
    readonly parameters: LicenseForCustomer & { readonly keyless?: true };
    /** One-time password, or token of a link to choose one; none for somebody who signs in already (R32). */
    readonly secrets: { readonly password?: string; readonly token?: string };
    readonly keys: Partial<Keys>;
  };
  'critical-mailing': { readonly parameters: Mailing };
  'marketing-mailing': { readonly parameters: Mailing } & Marketing;
}
export type AccountMailEvent = keyof AccountMails;

type AmountsOf<Said> = Said extends { readonly amounts: infer Amounts }
  ? { readonly amounts: Amounts | null }
  : unknown;
type SecretsOf<Said> = Said extends { readonly secrets: infer Secrets } ? Secrets : unknown;
type KeysOf<Said> = Said extends { readonly keys: infer Keys } ? Partial<Keys> : unknown;

/** Such a mail as it is written down for one person. Without what they may not see. */
export type WrittenAccountMails = {
  readonly [Event in AccountMailEvent]: {
    readonly parameters: AccountMails[Event]['parameters'] &
      AmountsOf<AccountMails[Event]> & {
        /** Name of the account. */
        readonly account: string;
        /** Whether the invoice that it is about is attached, as the row of its number is when it leaves. */
        readonly pdf?: true;
      };
    readonly secrets: AccountMails[Event] extends { secrets: unknown } | { keys: unknown }
      ? SecretsOf<AccountMails[Event]> & KeysOf<AccountMails[Event]>
      : null;
  };
};
