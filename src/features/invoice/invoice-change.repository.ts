import { keptAsCredit, type CreditSums } from '../../domain/billing/account-credit';
import { statusOf, type InvoiceStanding } from '../../domain/billing/invoice-life';
import { isUnpaid } from '../../domain/billing/invoice-totals';
import { creditPosting } from '../../domain/billing/ledger';
import type { Currency } from '../../domain/billing/money';
import type { Day } from '../../domain/billing/calendar';
import type { Transaction } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import type { Fields, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { partiesOf, partyColumns, type Parties } from './invoice-parties.repository';
import { LedgerRepository } from './ledger.repository';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { update } from '../../database/changes';
import { flag, orNull, text } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** An invoice as money sees it, under the lock of its account. */
export interface LockedInvoice extends InvoiceStanding, CreditSums, Parties {
  readonly pk: number;
  readonly accountId: number;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly currency: Currency;
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly taxRateBasisPoints: number;
  readonly taxNote: string | null;
  readonly summaryInvoiceId: number | null;
  /** Whether its summary is to collect it, unless it is paid before (R49). */
  readonly awaitsSummary: boolean;
  /** Nobody is charged for it before staff have decided: its money went back. */
  readonly collectionHeld: boolean;
}

/** What changes of an issued invoice: never what it says, only what became of it (R57). */
export type InvoiceChange = Partial<
  Pick<LockedInvoice, 'paid' | 'credited' | 'creditApplied' | 'creditKept' | 'refunded' | 'status'>
> & {
  /**
   * Its money goes back now: should the invoice be owed again by that, nobody is charged for it before staff have
   * decided, and it waits for no summary any more.
   */
  readonly heldAt?: Date;
};

/** An invoice as the history tells it. */
export const recorded = ({ status }: Pick<LockedInvoice, 'status'>): Fields => ({ status });

/** Leaves the change of an invoice's status in the history (R61); nothing where it stayed as it was. */
export function recordStatus(
  unit: Pick<Unit, 'audit'>,
  before: LockedInvoice,
  after: LockedInvoice,
): void {
  if (before.status === after.status) return;
  unit.audit({
    subject: new RowRef('Invoice', before.pk),
    accountId: before.accountId,
    before: recorded(before),
    after: recorded(after),
  });
}

const INVOICES = table(InvoiceEntity);
const i = table(InvoiceEntity, 'i');
const LOCKED = select({
  pk: i.id,
  ...pick(
    i,
    'accountId',
    'number',
    'kind',
    'status',
    'issuedOn',
    'dueOn',
    'currency',
    'subtotal',
    'tax',
    'taxRateBasisPoints',
    'taxNote',
    'total',
    'paid',
    'credited',
    'creditApplied',
    'creditKept',
    'refunded',
    'summaryInvoiceId',
    'awaitsSummary',
  ),
  ...partyColumns(i),
  collectionHeld: flag('i.collection_held_at IS NOT NULL'),
  onSummary: orNull(text('(SELECT s.number FROM invoices s WHERE s.id = i.summary_invoice_id)')),
  paymentPending: flag(
    `EXISTS (SELECT 1 FROM payment_allocations o JOIN payments y ON y.id = o.payment_id
             WHERE o.account_id = i.account_id AND o.invoice_id IN (i.id, i.summary_invoice_id)
               AND y.status = 'PENDING')`,
  ),
}).from('invoices i');

/** What becomes of issued invoices. The account is locked by whoever calls. */
export class InvoiceChangeRepository {
  constructor(private readonly tx: Transaction) {}

  /** Invoices by their keys, locked, oldest first; those out of reach are not there. */
  async lock(scope: Scope, keys: readonly number[]): Promise<LockedInvoice[]> {
    return this.locked(scope, sql`i.id IN (${keys})`);
  }

  /** One invoice, locked. @throws when it is out of reach. */
  async lockOne(scope: Scope, key: number): Promise<LockedInvoice> {
    const [invoice] = await this.lock(scope, [key]);
    if (invoice === undefined) throw new Error('The invoice is out of reach');
    return invoice;
  }

  /** Invoices that a summary collects, locked (R50). */
  collectedBy(scope: Scope, { accountId, pk }: LockedInvoice): Promise<LockedInvoice[]> {
    return this.locked(scope, sql`i.account_id = ${accountId} AND i.summary_invoice_id = ${pk}`);
  }

  /**
   * What is paid beyond what it asks for then becomes credit of the account, with its entries in the ledger.
   * @returns the invoice as it is then; its status follows from what was paid and credited, unless it is given.
   */
  async change(
    scope: Scope,
    before: LockedInvoice,
    { heldAt, ...change }: InvoiceChange,
    now: Date,
  ): Promise<LockedInvoice> {
    const { invoice, kept } = keptAsCredit({ ...before, ...change });
    const status = change.status ?? statusOf(invoice);
    const held = isUnpaid(status) && (heldAt !== undefined || before.collectionHeld);
    const hold = !held
      ? raw(', collection_held_at = NULL')
      : heldAt === undefined
        ? raw('')
        : sql`, collection_held_at = ${heldAt}, awaits_summary = 0`;
    const after = { ...invoice, status, collectionHeld: held };
    const { pk, number, accountId, currency } = after;
    const found = await this.tx.write(
      scope,
      update(
        INVOICES,
        {
          paid: after.paid,
          credited: after.credited,
          creditApplied: after.creditApplied,
          creditKept: after.creditKept,
          refunded: after.refunded,
          status: sql`${after.status} ${hold}`,
        },
        sql`WHERE id = ${pk} AND status = ${before.status} AND paid = ${before.paid}
            AND credited = ${before.credited} AND credit_kept = ${before.creditKept}
            AND ${reachAccounts('account_id')}`,
      ),
    );
    if (found !== 1) throw new Error(`Invoice ${number} changed while it was locked`);
    // Of what is on a summary the summary says it, once for both.
    if (kept > 0n && after.summaryInvoiceId === null) {
      // What left it only grows, so the name comes once.
      const name = `credit ${pk} ${after.creditKept + after.refunded}`;
      const posting = { accountId, name, currency, sides: creditPosting(kept) };
      await new LedgerRepository(this.tx).post(scope, [posting], now);
    }
    return after;
  }

  /** From now on it is collected as any other. */
  async resumeCollection(scope: Scope, { pk }: LockedInvoice): Promise<void> {
    await this.tx.write(
      scope,
      update(
        INVOICES,
        { collectionHeldAt: null },
        sql`WHERE id = ${pk} AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  /** No summary will collect it: from now on it is to be paid by itself. */
  async leavesSummary(scope: Scope, { pk }: LockedInvoice): Promise<void> {
    await this.tx.write(
      scope,
      update(
        INVOICES,
        { awaitsSummary: false },
        sql`WHERE id = ${pk} AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  /** Lets go of the invoices on a withdrawn summary: from now on each is to be paid by itself. */
  async release(scope: Scope, { accountId, pk }: LockedInvoice): Promise<void> {
    await this.tx.write(
      scope,
      update(
        INVOICES,
        { summaryInvoiceId: null, awaitsSummary: false },
        sql`WHERE account_id = ${accountId} AND summary_invoice_id = ${pk} AND ${reachAccounts('account_id')}`,
      ),
    );
  }

  private async locked(scope: Scope, which: Statement<false>): Promise<LockedInvoice[]> {
    const rows = await this.tx.rows(
      scope,
      sql`${LOCKED} WHERE ${which} AND ${reachAccounts('i.account_id')} ORDER BY i.id FOR UPDATE`,
    );
    return rows.map((row) => ({
      ...row,
      ...partiesOf(row),
      subtotal: BigInt(row.subtotal),
      tax: BigInt(row.tax),
      total: BigInt(row.total),
      paid: BigInt(row.paid),
      credited: BigInt(row.credited),
      creditApplied: BigInt(row.creditApplied),
      creditKept: BigInt(row.creditKept),
      refunded: BigInt(row.refunded),
      paymentPending: row.paymentPending === 1,
      awaitsSummary: row.awaitsSummary === 1,
      collectionHeld: row.collectionHeld === 1,
    }));
  }
}
