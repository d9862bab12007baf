import type { Actor } from '../../domain/people/actor';
import { ownedBy, type RowGrants } from '../../domain/people/row-grants';
import type { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { contains } from '../../database/like';
import { sql, type Statement } from '../../database/sql';
import { money, type StoredMinor } from '../../graphql/money';
import { AccountCreditRepository } from './account-credit.repository';
import { partiesOf, partyColumns, type Parties } from './invoice-parties.repository';
import type { InvoiceRow } from './invoice.types';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { flag, minorUnits } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const i = table(InvoiceEntity, 'i');

const SELECT = select({
  pk: i.id,
  ...pick(
    i,
    'accountId',
    'number',
    'kind',
    'status',
    'period',
    'issuedOn',
    'dueOn',
    'currency',
    'subtotal',
    'tax',
    'total',
    'paid',
    'credited',
    'creditApplied',
    'creditKept',
    'refunded',
    'taxNote',
    'awaitsSummary',
  ),
  collectionHeld: flag('i.collection_held_at IS NOT NULL'),
  ...pick(i, 'summaryInvoiceId', 'correctsInvoiceId'),
}).from('invoices i');

const OWN = reachAccounts('i.account_id');

const toRow = (row: Stored, grants: RowGrants): InvoiceRow => ({
  __typename: 'Invoice',
  pk: row.pk,
  accountId: row.accountId,
  number: row.number,
  kind: row.kind,
  status: row.status,
  period: row.period,
  issuedOn: row.issuedOn,
  dueOn: row.dueOn,
  currency: row.currency,
  subtotal: money(row.subtotal, row.currency),
  tax: money(row.tax, row.currency),
  total: money(row.total, row.currency),
  totalMinor: row.total,
  paidMinor: row.paid,
  creditedMinor: row.credited,
  creditAppliedMinor: row.creditApplied,
  creditKeptMinor: row.creditKept,
  refundedMinor: row.refunded,
  taxNote: row.taxNote,
  awaitsSummary: row.awaitsSummary,
  collectionHeld: row.collectionHeld === 1,
  summaryInvoiceId: row.summaryInvoiceId,
  correctsInvoiceId: row.correctsInvoiceId,
  grants,
});

function toRows(actor: Actor, rows: readonly Stored[]): InvoiceRow[] {
  return rows.map((row) => toRow(row, ownedBy(actor, row.accountId)));
}

export interface InvoiceConditions {
  readonly kind: readonly InvoiceKind[] | null;
  readonly status: readonly InvoiceStatus[] | null;
  readonly issuedFrom: string | null;
  readonly issuedTo: string | null;
  readonly period: string | null;
  readonly search: string | null;
}

export const UNPAID: readonly InvoiceStatus[] = ['OPEN', 'OVERDUE'];

function matching({
  kind,
  status,
  issuedFrom,
  issuedTo,
  period,
  search,
}: InvoiceConditions): Statement<false> {
  let filter: Statement<false> = sql`TRUE`;
  if (kind !== null) filter = sql`${filter} AND i.kind IN (${kind})`;
  if (status !== null) filter = sql`${filter} AND i.status IN (${status})`;
  if (issuedFrom !== null) filter = sql`${filter} AND i.issued_on >= ${issuedFrom}`;
  if (issuedTo !== null) filter = sql`${filter} AND i.issued_on <= ${issuedTo}`;
  if (period !== null) filter = sql`${filter} AND i.period = ${period}`;
  if (search !== null && search.trim() !== '') {
    const part = contains(search.trim());
    filter = sql`${filter} AND (i.number LIKE ${part.toUpperCase()} OR EXISTS (
      SELECT 1 FROM invoice_lines n WHERE n.account_id = i.account_id AND n.invoice_id = i.id
        AND (n.description LIKE ${part} OR n.explanation LIKE ${part})))`;
  }
  return filter;
}

const PARTIES = select({ pk: i.id, ...partyColumns(i) }).from('invoices i');
const PENDING = select({ pk: i.id }).from('invoices i');
const OWED = select({
  accountId: i.accountId,
  owed: minorUnits('CAST(SUM(i.total - i.paid - i.credited) AS SIGNED)'),
  overdue: minorUnits(
    `CAST(SUM(IF(i.status = 'OVERDUE', i.total - i.paid - i.credited, 0)) AS SIGNED)`,
  ),
}).from('invoices i');

export class InvoiceRepository {
  private readonly ofAccount: ListQuery<Stored>;
  private readonly onSummary: ListQuery<Stored>;
  private readonly correcting: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    const source = { select: SELECT, from: 'invoices i', reach: OWN };
    this.ofAccount = new ListQuery(database, { ...source, parent: 'i.account_id' });
    this.onSummary = new ListQuery(database, { ...source, parent: 'i.summary_invoice_id' });
    this.correcting = new ListQuery(database, { ...source, parent: 'i.corrects_invoice_id' });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<InvoiceRow[]> {
    const rows = await this.database.rows(scope, sql`${SELECT} WHERE i.id IN (${keys}) AND ${OWN}`);
    return toRows(scope.actor, rows);
  }

  /** The document of an account that has a number; null when there is none. */
  async byNumber(scope: Scope, accountId: number, number: string): Promise<InvoiceRow | null> {
    const row = await this.database.row(
      scope,
      sql`${SELECT} WHERE i.number = ${number} AND i.account_id = ${accountId} AND ${OWN}`,
    );
    return row && toRow(row, ownedBy(scope.actor, row.accountId));
  }

  async rows(
    scope: Scope,
    accounts: readonly number[],
    conditions: InvoiceConditions,
    order: Order,
    request: PageRequest,
  ): Promise<InvoiceRow[]> {
    const rows = await this.ofAccount.rows(scope, accounts, order, request, matching(conditions));
    return toRows(scope.actor, rows);
  }

  counts(
    scope: Scope,
    accounts: readonly number[],
    conditions: InvoiceConditions,
  ): Promise<Map<number, number>> {
    return this.ofAccount.counts(scope, accounts, matching(conditions));
  }

  /** Invoices that a summary collects (R50). */
  async summarized(
    scope: Scope,
    summaries: readonly number[],
    order: Order,
    request: PageRequest,
  ): Promise<InvoiceRow[]> {
    const rows = await this.onSummary.rows(scope, summaries, order, request);
    return toRows(scope.actor, rows);
  }

  countsOfSummarized(scope: Scope, summaries: readonly number[]): Promise<Map<number, number>> {
    return this.onSummary.counts(scope, summaries);
  }

  /** Credit notes that correct an invoice (R57). */
  async creditNotes(
    scope: Scope,
    invoices: readonly number[],
    order: Order,
    request: PageRequest,
  ): Promise<InvoiceRow[]> {
    const rows = await this.correcting.rows(scope, invoices, order, request);
    return toRows(scope.actor, rows);
  }

  countsOfCreditNotes(scope: Scope, invoices: readonly number[]): Promise<Map<number, number>> {
    return this.correcting.counts(scope, invoices);
  }

  /** Who sold and who bought, as the invoices have it. */
  async parties(
    scope: Scope,
    keys: readonly number[],
  ): Promise<(Parties & { readonly pk: number })[]> {
    const rows = await this.database.rows(
      scope,
      sql`${PARTIES} WHERE i.id IN (${keys}) AND ${OWN}`,
    );
    return rows.map((row) => ({ pk: row.pk, ...partiesOf(row) }));
  }

  /** Which of the invoices, or the summaries that they are on, have a payment whose outcome is not known (R56). */
  pending(scope: Scope, keys: readonly number[]): Promise<{ pk: number }[]> {
    return this.database.rows(
      scope,
      sql`${PENDING} WHERE i.id IN (${keys}) AND ${OWN} AND EXISTS (
            SELECT 1 FROM payment_allocations o JOIN payments y ON y.id = o.payment_id
            WHERE o.account_id = i.account_id AND o.invoice_id IN (i.id, i.summary_invoice_id)
              AND y.status = 'PENDING')`,
    );
  }

  /** What each account owes, and what of it is overdue. An invoice on a summary counts there alone (R49). */
  async owed(
    scope: Scope,
    accounts: readonly number[],
  ): Promise<{ accountId: number; owed: StoredMinor; overdue: StoredMinor }[]> {
    return this.database.rows(
      scope,
      sql`${OWED} WHERE i.account_id IN (${accounts}) AND i.status IN (${UNPAID}) AND i.summary_invoice_id IS NULL AND ${OWN}
          GROUP BY i.account_id`,
    );
  }

  /** What each account has in credit. */
  async credit(
    scope: Scope,
    accounts: readonly number[],
  ): Promise<{ accountId: number; credit: bigint }[]> {
    const credit = await new AccountCreditRepository(this.database).available(scope, accounts);
    return [...credit].map(([accountId, amount]) => ({ accountId, credit: amount }));
  }
}
