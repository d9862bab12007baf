import { creditNoteOf, type CreditNote } from '../../domain/billing/credit-note';
import { dayOf } from '../../domain/billing/day-of';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import {
  decideCredit,
  decideResume,
  decideVoid,
  statusOf,
  statusOnceCredited,
} from '../../domain/billing/invoice-life';
import { isUnpaid } from '../../domain/billing/invoice-totals';
import { voidPosting } from '../../domain/billing/ledger';
import { formatMinor } from '../../domain/billing/money';
import { typedAmount } from '../../domain/billing/typed-amount';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { RowRef, type Outcome, type OutcomeValue } from '../../graphql/outcome';
import type { Notifier } from '../mail/notifier';
import { BilledAccountRepository } from './billed-account.repository';
import type {
  CreditInvoiceInput,
  CreditInvoicePayload,
  ResumeCollectionInput,
  ResumeCollectionPayload,
  VoidInvoiceInput,
  VoidInvoicePayload,
} from './correction.mutation-types';
import { InvoiceChangeRepository, recorded, type LockedInvoice } from './invoice-change.repository';
import { spreadSummary } from './invoice-money';
import { InvoiceIssueRepository, type InvoiceDraft } from './invoice-issue.repository';
import type { InvoiceRow } from './invoice.types';
import type { InvoicedLicenses } from './invoiced-licenses.types';
import { LedgerRepository } from './ledger.repository';
import { mailedDraft } from './mailed-invoice';

/** Corrects issued invoices without editing one (R57). */
export class CorrectionService {
  constructor(
    private readonly notifier: Notifier,
    private readonly licenses: InvoicedLicenses,
    private readonly ids: IdCodec,
    private readonly limits: LimitsOf,
    private readonly timeZone: string,
  ) {}

  /**
   * Voids an invoice that is unpaid or free. A summary lets go of its invoices: each is then to be paid by itself.
   * What was bought new with it ends.
   * @throws Refusal as `decideVoid`, CHECKOUT_IN_PROGRESS.
   */
  withdraw(call: Call<InvoiceRow>, input: VoidInvoiceInput): Promise<Outcome<VoidInvoicePayload>> {
    const { reason } = input;
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const { changes, invoice } = await this.lock(call, unit);
      const refused = decideVoid(invoice);
      if (refused !== null) throw new Refusal(refused);
      const { accountId, pk, currency } = invoice;
      const change = { status: 'VOID', credited: invoice.total } as const;
      const after = await changes.change(scope, invoice, change, now);
      if (invoice.kind === 'SUMMARY') await changes.release(scope, invoice);
      else {
        const posting = { accountId, name: `void ${pk}`, currency, sides: voidPosting(invoice) };
        await new LedgerRepository(unit.tx).post(scope, [posting], now);
      }
      this.record(unit, invoice, after, reason);
      const licenses = await this.takeBack(call, unit, after, input);
      return { invoice: new RowRef('Invoice', pk), ...licenses };
    });
  }

  /**
   * Issues a credit note, and mails it. Of an invoice on a summary, the summary asks for that much less. Once all of it
   * is credited, what was bought new with it ends.
   * @throws Refusal as `decideCredit`, INVALID_AMOUNT, MORE_THAN_INVOICE, CHECKOUT_IN_PROGRESS.
   */
  credit(
    call: Call<InvoiceRow>,
    input: CreditInvoiceInput,
  ): Promise<Outcome<CreditInvoicePayload>> {
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const { changes, invoice, summary } = await this.lock(call, unit);
      const refused = decideCredit(invoice);
      if (refused !== null) throw new Refusal(refused);
      const amount = this.amountOf(invoice, input);
      const note = creditNoteOf(invoice, amount, input.reason);
      const { least } = this.limits(invoice.currency);
      const credited = invoice.credited + amount;
      const status = statusOnceCredited({ ...invoice, credited }, least);
      const after = await changes.change(scope, invoice, { credited, status }, now);
      this.record(unit, invoice, after, input.reason);
      if (summary !== null) {
        const less = { ...summary, credited: summary.credited + amount };
        const change = { credited: less.credited, status: statusOf(less, least) };
        const lowered = await changes.change(scope, summary, change, now);
        this.record(unit, summary, lowered, input.reason);
        // What had been paid of it was all that it asks for now.
        if (isUnpaid(summary.status)) await spreadSummary(unit, scope, lowered, now);
      }
      const licenses = await this.takeBack(call, unit, after, input);
      const draft = this.draftOf(invoice, note, now);
      const issues = new InvoiceIssueRepository(unit.tx);
      const [issued] = await issues.issue(scope, [draft], now, call.dryRun);
      if (issued === undefined) throw new Error('No credit note was issued');
      const creditNote = new RowRef('Invoice', issued.pk);
      unit.audit({
        subject: creditNote,
        accountId: invoice.accountId,
        before: null,
        after: { corrects: invoice.number, amount: formatMinor(note.total, invoice.currency) },
        reason: input.reason,
      });
      const { number } = issued;
      const { accountId } = invoice;
      await this.notifier.notify(unit, accountId, { event: 'CREDIT_NOTE_CREATED' }, () => ({
        parameters: { number, issuedOn: draft.issuedOn, corrects: invoice.number },
        amounts: mailedDraft(draft, { corrects: invoice.number }),
      }));
      return { creditNote, invoice: new RowRef('Invoice', invoice.pk), ...licenses };
    });
  }

  /** Has an invoice collected again whose money went back by itself. @throws Refusal as `decideResume`. */
  resume(
    call: Call<InvoiceRow>,
    { reason }: ResumeCollectionInput,
  ): Promise<Outcome<ResumeCollectionPayload>> {
    return call.commit(async (unit) => {
      const { changes, invoice } = await this.lock(call, unit);
      const refused = decideResume(invoice);
      if (refused !== null) throw new Refusal(refused);
      await changes.resumeCollection(call.scope, invoice);
      unit.audit({
        subject: new RowRef('Invoice', invoice.pk),
        accountId: invoice.accountId,
        before: { collectionHeld: true },
        after: { collectionHeld: false },
        reason,
      });
      return { invoice: new RowRef('Invoice', invoice.pk) };
    });
  }

  /** What becomes of what an invoice was for, as the payload says it: nothing while it asks for anything. */
  private async takeBack(
    call: Call,
    unit: Unit,
    invoice: LockedInvoice,
    { endLicenses = true, reason }: { readonly endLicenses?: boolean; readonly reason: string },
  ): Promise<{
    readonly endedLicenses: readonly OutcomeValue[];
    readonly keptLicenses: readonly OutcomeValue[];
    readonly withdrawnSupportIncidents: number;
    readonly keptSupportIncidents: number;
  }> {
    if (invoice.kind !== 'STANDARD' || invoice.credited < invoice.total)
      return {
        ...{ endedLicenses: [], keptLicenses: [] },
        ...{ withdrawnSupportIncidents: 0, keptSupportIncidents: 0 },
      };
    const { scope, now, dryRun } = call;
    const how = { end: endLicenses, reason, now };
    const { ended, kept, incidents } = await this.licenses.takeBack(unit, scope, invoice, how);
    const named = (key: number) => ({
      licenseId: this.ids.encode('License', key),
      license: dryRun ? null : new RowRef('License', key),
    });
    return {
      endedLicenses: ended.map(({ key, status }) => ({ ...named(key), statusBefore: status })),
      keptLicenses: kept.map(({ license, reason: why }) => ({
        ...named(license.key),
        reason: why,
      })),
      withdrawnSupportIncidents: incidents.withdrawn,
      keptSupportIncidents: incidents.kept,
    };
  }

  private draftOf(invoice: LockedInvoice, note: CreditNote, now: Date): InvoiceDraft {
    const { accountId, seller, buyer, currency, taxRateBasisPoints, taxNote } = invoice;
    const { subtotal, tax, total, description, explanation } = note;
    const today = dayOf(now, this.timeZone);
    const line = { description, explanation, quantity: 1, licenseId: null, leaseId: null };
    return {
      accountId,
      seller,
      buyer,
      kind: 'CREDIT_NOTE',
      period: null,
      issuedOn: today,
      dueOn: today,
      currency,
      taxRateBasisPoints,
      taxNote,
      awaitsSummary: false,
      correctsInvoiceId: invoice.pk,
      subtotal,
      tax,
      total,
      lines: [{ ...line, amount: subtotal }],
    };
  }

  private amountOf(invoice: LockedInvoice, { amount }: CreditInvoiceInput): bigint {
    const left = invoice.total - invoice.credited;
    const given =
      amount === undefined
        ? left
        : typedAmount(amount, invoice.currency, ['amount'], { zero: invoice.total === 0n });
    if (given <= left) return given;
    throw new Refusal({
      code: 'MORE_THAN_INVOICE',
      message: `At most ${formatMinor(left, invoice.currency)} of invoice ${invoice.number} can be credited.`,
      field: ['amount'],
    });
  }

  private async lock(
    call: Call<InvoiceRow>,
    unit: Unit,
  ): Promise<{
    changes: InvoiceChangeRepository;
    invoice: LockedInvoice;
    summary: LockedInvoice | null;
  }> {
    const { pk, accountId } = call.target;
    await new BilledAccountRepository(unit.tx).lockOne(call.scope, accountId);
    const changes = new InvoiceChangeRepository(unit.tx);
    const invoice = await changes.lockOne(call.scope, pk);
    const { summaryInvoiceId } = invoice;
    const summary =
      summaryInvoiceId === null ? null : await changes.lockOne(call.scope, summaryInvoiceId);
    return { changes, invoice, summary };
  }

  private record(unit: Unit, before: LockedInvoice, after: LockedInvoice, reason: string): void {
    const { pk, accountId, currency } = before;
    const shown = (invoice: LockedInvoice) => ({
      ...recorded(invoice),
      credited: formatMinor(invoice.credited, currency),
      keptAsCredit: formatMinor(invoice.creditKept, currency),
    });
    unit.audit({
      subject: new RowRef('Invoice', pk),
      accountId,
      before: shown(before),
      after: shown(after),
      reason,
    });
  }
}
