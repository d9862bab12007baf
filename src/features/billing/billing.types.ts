import type { Day, Month } from '../../domain/billing/calendar';
import type { AccountTotal } from '../../domain/billing/billing-month';
import type { Transaction } from '../../database/database';
import type { Scope, SystemScope } from '../../database/scope';
import type { AccountNotice } from '../mail/notifier';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { InvoiceDraft, IssuedInvoice } from '../invoice/invoice-issue.repository';
import type { Unit } from '../../graphql/call';

/** What is billed, and how it is dated. */
export interface BilledMonth {
  readonly month: Month;
  /** Day of issue. */
  readonly on: Day;
}

/** A document of a month: one per account and kind. */
export interface MonthlyDraft extends InvoiceDraft {
  readonly kind: 'SUMMARY' | 'LEASE';
  readonly period: Month;
}

/** An account that cannot be billed yet, and why. */
export interface Waiting {
  readonly accountId: number;
  readonly why: string;
}

/** What an account is about to be billed. */
export interface DueTotal extends AccountTotal {
  /** `AC-10042` */
  readonly number: string;
}

/** So many accounts after a key. */
export interface AccountPage {
  readonly after: number;
  readonly size: number;
}

/** One kind of document that the run of the 1st issues. */
export interface Biller<Draft extends MonthlyDraft = MonthlyDraft> {
  readonly kind: Draft['kind'];
  readonly event: AccountNotice<'SUMMARY_INVOICE_CREATED' | 'LEASE_INVOICE_CREATED'>['event'];
  /**
   * Keys of accounts that may get a document, by key: all that could be writing something of the month at this
   * moment among them, for what they write shows only under the lock of their account.
   */
  candidates(scope: SystemScope, month: Month, page: AccountPage): Promise<number[]>;
  /** What the month comes to for each account, before tax, roughly: for the bounds of what is plausible. */
  totals(scope: SystemScope, month: Month): Promise<DueTotal[]>;
  /** The documents of locked accounts. */
  drafts(
    tx: Transaction,
    scope: Scope,
    accounts: readonly BilledAccount[],
    billed: BilledMonth,
  ): Promise<{ readonly drafts: readonly Draft[]; readonly waiting: readonly Waiting[] }>;
  /** What follows once they are issued. */
  issued?(unit: Unit, scope: Scope, issued: readonly IssuedInvoice<Draft>[]): Promise<void>;
}

/** A document that the run issued, or would issue. Amounts in minor units. */
export interface RunDocument {
  readonly kind: MonthlyDraft['kind'];
  readonly account: Pick<BilledAccount, 'pk' | 'number' | 'name'>;
  /** Key and number; null in a dry run. */
  readonly issued: { readonly pk: number; readonly number: string } | null;
  readonly draft: MonthlyDraft;
}

/** An account that a run could not bill. */
export interface Unbilled {
  readonly accountId: number;
  /** Why, in words for people. */
  readonly reason: string;
  /** What was thrown, for the log; null when nothing was. */
  readonly error: unknown;
  /** Whether a person has to do something about it, and so is told by mail. */
  readonly needsSomebody: boolean;
}

/** The outcome of a run. */
export interface RunReport {
  readonly month: Month;
  readonly documents: readonly RunDocument[];
  /** Accounts that could not be billed; the others were. */
  readonly failures: readonly (Unbilled & {
    /** `AC-10042` */
    readonly number: string;
  })[];
  /** Of a dry run: why the run itself would bill nobody; empty when it would. */
  readonly halts: readonly string[];
}
