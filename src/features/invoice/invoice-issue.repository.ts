import { randomBytes } from 'node:crypto';
import type { Day, Month } from '../../domain/billing/calendar';
import type { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import type { DocumentTotals } from '../../domain/billing/invoice-totals';
import type { ChargeSegment } from '../../domain/billing/lease-charge';
import { invoiceNumber } from '../../domain/billing/invoice-number';
import { issuePosting } from '../../domain/billing/ledger';
import { sum, type Currency } from '../../domain/billing/money';
import type { TaxTotal } from '../../domain/billing/tax-totals';
import type { Transaction } from '../../database/database';
import { reachAccountKey, reachAccounts, reachBookkeeping } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { Parties } from './invoice-parties.repository';
import { LedgerRepository } from './ledger.repository';
import {
  InvoiceCounterEntity,
  InvoiceEntity,
  InvoiceLineEntity,
  InvoiceLineSegmentEntity,
  InvoiceTaxEntity,
} from '../../database/entities/invoice.entity';
import { insertInto, insertRows } from '../../database/changes';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** A line of a document that is to be issued. */
export interface DraftLine {
  readonly description: string;
  readonly explanation: string | null;
  readonly quantity: number;
  /** Minor units, before tax. */
  readonly amount: bigint;
  readonly licenseId: number | null;
  readonly leaseId: number | null;
  /** What was bought, or was on lease last; left out for what is about no product. */
  readonly productId?: number | null;
  /** The invoice that a line of a summary stands for; left out on other documents. */
  readonly summarizedInvoiceId?: number;
  /** Days and prices that the amount of a lease's month was calculated from; left out for anything else. */
  readonly segments?: readonly DraftSegment[];
}

/** Days of a month under one term of a lease. */
export interface DraftSegment extends Pick<ChargeSegment, 'from' | 'to' | 'rate'> {
  readonly productId: number;
}

/** A document that is to be issued. Amounts in minor units of its currency. */
export interface InvoiceDraft extends DocumentTotals, Parties {
  readonly accountId: number;
  readonly kind: InvoiceKind;
  /** Of summary and lease invoices: the month that they bill, of which there is one each (R50, R51). */
  readonly period: Month | null;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly currency: Currency;
  readonly taxRateBasisPoints: number;
  readonly taxNote: string | null;
  /** What of it is taxed alike, where not all of it is; left out where it is. */
  readonly taxes?: readonly TaxTotal[];
  /** What credit notes took back of the invoices that a summary collects, before it was issued. */
  readonly credited?: bigint;
  readonly awaitsSummary: boolean;
  /** The invoice that a credit note corrects. */
  readonly correctsInvoiceId: number | null;
  readonly lines: readonly DraftLine[];
}

/** A document that has been issued. */
export interface IssuedInvoice<Draft extends InvoiceDraft = InvoiceDraft> {
  readonly pk: number;
  readonly number: string;
  readonly draft: Draft;
}

/** Rows of one statement: enough to save round trips, few enough for any server's packet. */
const ROWS_AT_ONCE = 1_000;

function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += ROWS_AT_ONCE)
    yield items.slice(from, from + ROWS_AT_ONCE);
}

/** A credit note settles itself, and what costs nothing asks for nothing. */
export const statusAtIssue = ({ kind, total }: InvoiceDraft): InvoiceStatus =>
  kind === 'CREDIT_NOTE' || total === 0n ? 'PAID' : 'OPEN';

const INVOICE_COUNTERS = table(InvoiceCounterEntity);
const DRAW = select({ last: INVOICE_COUNTERS.last }).from('invoice_counters');
const INVOICES = table(InvoiceEntity);
const KEYS_OF = select({ pk: INVOICES.id, number: INVOICES.number }).from('invoices');

/**
 * Issues documents. It is the last thing that a transaction does before its commit: the counter's row is the
 * one that everybody wants, and a number that was drawn must not be lost (R54).
 */
export class InvoiceIssueRepository {
  constructor(private readonly tx: Transaction) {}

  /**
   * Issues documents in the order given, and posts them to the ledger.
   * @param dryRun No number is drawn then: the documents bear none that stays.
   * @throws RangeError for a document whose lines, tax and total do not add up (R58).
   */
  async issue<Draft extends InvoiceDraft>(
    scope: Scope,
    drafts: readonly Draft[],
    now: Date,
    dryRun = false,
  ): Promise<IssuedInvoice<Draft>[]> {
    if (drafts.length === 0) return [];
    for (const draft of drafts) assertAddsUp(draft);
    const numbers = dryRun
      ? drafts.map(() => `DRY-RUN-${randomBytes(4).toString('hex')}`)
      : await this.draw(scope, drafts);
    for (const part of chunks(
      drafts.map((draft, index) => ({ draft, number: numbers[index] ?? '' })),
    ))
      await this.insert(scope, part, now);
    const keys = await this.keysOf(scope, numbers);
    const issued = drafts.map((draft, index) => {
      const number = numbers[index] ?? '';
      const pk = keys.get(number);
      if (pk === undefined) throw new Error(`Invoice ${number} is out of reach`);
      return { pk, number, draft };
    });
    await this.insertLines(scope, issued);
    await this.insertSegments(scope, issued);
    await this.insertTaxes(scope, issued);
    await new LedgerRepository(this.tx).post(
      scope,
      issued
        .filter(({ draft }) => draft.kind !== 'SUMMARY')
        .map(({ pk, draft }) => ({
          accountId: draft.accountId,
          name: `issue ${pk}`,
          currency: draft.currency,
          sides: issuePosting(draft),
        })),
      now,
    );
    return issued;
  }

  /** Numbers for documents, in their order, each of the year of its issue. */
  private async draw(scope: Scope, drafts: readonly InvoiceDraft[]): Promise<string[]> {
    const years = drafts.map(({ issuedOn }) => issuedOn.slice(0, 4));
    const next = new Map<string, number>();
    // In the order of the years, so that two who want several do not wait for each other.
    for (const year of [...new Set(years)].sort()) {
      const count = years.filter((one) => one === year).length;
      await this.tx.write(
        scope,
        insertInto(
          InvoiceCounterEntity,
          { year, last: count },
          sql`FROM DUAL WHERE ${reachBookkeeping}
            ON DUPLICATE KEY UPDATE last = last + ${count}`,
        ),
      );
      const counter = await this.tx.row(
        scope,
        sql`${DRAW} WHERE year = ${year} AND ${reachBookkeeping} FOR UPDATE`,
      );
      if (counter === null) throw new Error(`There is no counter of ${year}`);
      next.set(year, counter.last - count + 1);
    }
    return years.map((year) => {
      const count = next.get(year) ?? 0;
      next.set(year, count + 1);
      return invoiceNumber(Number(year), count);
    });
  }

  private async insert(
    scope: Scope,
    documents: readonly { readonly draft: InvoiceDraft; readonly number: string }[],
    now: Date,
  ): Promise<void> {
    const rows = documents.map(({ draft, number }) => ({
      number,
      accountId: own(draft),
      kind: draft.kind,
      status: statusAtIssue(draft),
      period: draft.period,
      issuedOn: draft.issuedOn,
      dueOn: draft.dueOn,
      currency: draft.currency,
      subtotal: draft.subtotal,
      taxRateBasisPoints: draft.taxRateBasisPoints,
      tax: draft.tax,
      total: draft.total,
      paid: 0n,
      credited: draft.kind === 'CREDIT_NOTE' ? draft.total : (draft.credited ?? 0n),
      taxNote: draft.taxNote,
      awaitsSummary: draft.awaitsSummary,
      correctsInvoiceId: draft.correctsInvoiceId,
      billedName: draft.buyer.name,
      billedAddress: draft.buyer.address,
      billedCountry: draft.buyer.country,
      billedVatNumber: draft.buyer.vatNumber,
      sellerName: draft.seller.name,
      sellerAddress: draft.seller.address,
      sellerCountry: draft.seller.country,
      sellerVatNumber: draft.seller.vatNumber,
      creditApplied: 0n,
      creditKept: 0n,
      refunded: 0n,
      createdAt: now,
    }));
    await this.tx.write(scope, insertRows(InvoiceEntity, rows));
  }

  private async keysOf(scope: Scope, numbers: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.tx.rows(
      scope,
      sql`${KEYS_OF} WHERE number IN (${numbers}) AND ${reachAccounts('account_id')}`,
    );
    return new Map(rows.map(({ pk, number }) => [number, pk]));
  }

  private async insertTaxes(scope: Scope, issued: readonly IssuedInvoice[]): Promise<void> {
    const taxes = issued.flatMap(({ pk, draft }) =>
      (draft.taxes ?? []).map((part, index) => ({ pk, draft, part, position: index + 1 })),
    );
    for (const some of chunks(taxes)) {
      const rows = some.map(({ pk, draft, part, position }) => ({
        accountId: own(draft),
        invoiceId: pk,
        position,
        rateBasisPoints: part.rateInBasisPoints,
        note: part.note,
        subtotal: part.subtotal,
        tax: part.tax,
      }));
      await this.tx.write(scope, insertRows(InvoiceTaxEntity, rows));
    }
  }

  private async insertLines(scope: Scope, issued: readonly IssuedInvoice[]): Promise<void> {
    const lines = issued.flatMap(({ pk, draft }) =>
      draft.lines.map((line, index) => ({ pk, draft, line, position: index + 1 })),
    );
    for (const part of chunks(lines)) {
      const rows = part.map(({ pk, draft, line, position }) => ({
        accountId: own(draft),
        invoiceId: pk,
        position,
        description: line.description,
        explanation: line.explanation,
        quantity: line.quantity,
        amount: line.amount,
        licenseId: line.licenseId,
        leaseId: line.leaseId,
        period: line.leaseId === null ? null : draft.period,
        productId: line.productId ?? null,
        summarizedInvoiceId: line.summarizedInvoiceId ?? null,
      }));
      await this.tx.write(scope, insertRows(InvoiceLineEntity, rows));
    }
  }

  private async insertSegments(scope: Scope, issued: readonly IssuedInvoice[]): Promise<void> {
    const segments = issued.flatMap(({ pk, draft }) =>
      draft.lines.flatMap(({ segments: of = [] }, index) =>
        of.map((segment) => ({ pk, draft, segment, linePosition: index + 1 })),
      ),
    );
    for (const part of chunks(segments)) {
      const rows = part.map(({ pk, draft, segment, linePosition }) => ({
        accountId: own(draft),
        invoiceId: pk,
        linePosition,
        startsOn: segment.from,
        endsOn: segment.to,
        productId: segment.productId,
        monthlyPrice: segment.rate,
      }));
      await this.tx.write(scope, insertRows(InvoiceLineSegmentEntity, rows));
    }
  }
}

/** The account of a document; null, which no row takes, where it is out of reach. */
const own = ({ accountId }: Pick<InvoiceDraft, 'accountId'>) =>
  sql`IF(${reachAccountKey(accountId)}, ${accountId}, NULL)`;

function assertAddsUp({ kind, lines, subtotal, tax, total, taxes }: InvoiceDraft): void {
  const ofLines = sum(lines.map(({ amount }) => amount));
  if (ofLines !== subtotal || subtotal + tax !== total)
    throw new RangeError(
      `A ${kind} does not add up: lines ${ofLines}, ${subtotal} + ${tax} = ${total}`,
    );
  if (taxes === undefined) return;
  const [of, taxed] = [sum(taxes.map((part) => part.subtotal)), sum(taxes.map((part) => part.tax))];
  if (of !== subtotal || taxed !== tax)
    throw new RangeError(`A ${kind} does not add up: ${taxed} of tax on ${of}`);
}
