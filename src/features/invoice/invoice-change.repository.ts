import type { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import { statusOf, type InvoiceStanding } from '../../domain/billing/invoice-life';
import { isUnpaid } from '../../domain/billing/invoice-totals';
import type { Currency } from '../../domain/billing/money';
import type { Day } from '../../domain/billing/calendar';
import type { Transaction } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql, type Statement } from '../../database/sql';
import type { StoredMinor } from '../../graphql/money';
import type { Fields, Unit } from '../../graphql/call';
import { Ref } from '../../graphql/outcome';
import { PARTY_COLUMNS, partiesOf, type Parties, type StoredParties } from './invoice-parties';

/** An invoice as money sees it, under the lock of its account. */
export interface LockedInvoice extends InvoiceStanding, Parties {
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
  /** Nobody is charged for it before staff have decided: its money went back. */
  readonly collectionHeld: boolean;
}

interface Stored extends StoredParties {
  readonly pk: number;
  readonly accountId: number;
  readonly number: string;
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly currency: Currency;
  readonly subtotal: StoredMinor;
  readonly tax: StoredMinor;
  readonly taxRateBasisPoints: number;
  readonly taxNote: string | null;
  readonly total: StoredMinor;
  readonly paid: StoredMinor;
  readonly credited: StoredMinor;
  readonly summaryInvoiceId: number | null;
  readonly onSummary: string | null;
  readonly paymentPending: number;
  readonly collectionHeld: number;
}

/** What changes of an issued invoice: never what it says, only what became of it (R57). */
export interface InvoiceChange {
  readonly paid?: bigint;
  readonly credited?: bigint;
  readonly status?: InvoiceStatus;
  /**
   * Its money goes back now: should the invoice be owed again by that, nobody is charged for it before staff have
   * decided, and it waits for no summary any more.
   */
  readonly heldAt?: Date;
}

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
    subject: new Ref('Invoice', before.pk),
    accountId: before.accountId,
    before: recorded(before),
    after: recorded(after),
  });
}

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

  /** @returns the invoice as it is then; its status follows from what was paid and credited, unless it is given. */
  async change(
    scope: Scope,
    invoice: LockedInvoice,
    { paid = invoice.paid, credited = invoice.credited, status, heldAt }: InvoiceChange,
  ): Promise<LockedInvoice> {
    const after = { ...invoice, paid, credited };
    const becomes = status ?? statusOf(after);
    const held = isUnpaid(becomes) && (heldAt !== undefined || invoice.collectionHeld);
    const hold = !held
      ? raw(', collection_held_at = NULL')
      : heldAt === undefined
        ? raw('')
        : sql`, collection_held_at = ${heldAt}, awaits_summary = 0`;
    const found = await this.tx.write(
      scope,
      sql`UPDATE invoices SET paid = ${paid}, credited = ${credited}, status = ${becomes} ${hold}
          WHERE id = ${invoice.pk} AND status = ${invoice.status} AND paid = ${invoice.paid}
            AND credited = ${invoice.credited} AND ${reachAccounts('account_id')}`,
    );
    if (found !== 1) throw new Error(`Invoice ${invoice.number} changed while it was locked`);
    return { ...after, status: becomes, collectionHeld: held };
  }

  /** From now on it is collected as any other. */
  async resumeCollection(scope: Scope, { pk }: LockedInvoice): Promise<void> {
    await this.tx.write(
      scope,
      sql`UPDATE invoices SET collection_held_at = NULL WHERE id = ${pk} AND ${reachAccounts('account_id')}`,
    );
  }

  /** Lets go of the invoices on a withdrawn summary: from now on each is to be paid by itself. */
  async release(scope: Scope, { accountId, pk }: LockedInvoice): Promise<void> {
    await this.tx.write(
      scope,
      sql`UPDATE invoices SET summary_invoice_id = NULL, awaits_summary = 0
          WHERE account_id = ${accountId} AND summary_invoice_id = ${pk} AND ${reachAccounts('account_id')}`,
    );
  }

  private async locked(scope: Scope, which: Statement<false>): Promise<LockedInvoice[]> {
    const rows = await this.tx.rows<Stored>(
      scope,
      sql`SELECT i.id AS pk, i.account_id AS accountId, i.number, i.kind, i.status, i.issued_on AS issuedOn,
            i.due_on AS dueOn, i.currency, i.subtotal, i.tax, i.tax_rate_basis_points AS taxRateBasisPoints,
            i.tax_note AS taxNote, i.total, i.paid, i.credited, i.summary_invoice_id AS summaryInvoiceId,
            ${raw(PARTY_COLUMNS)}, i.collection_held_at IS NOT NULL AS collectionHeld,
            (SELECT s.number FROM invoices s WHERE s.id = i.summary_invoice_id) AS onSummary,
            EXISTS (SELECT 1 FROM payment_allocations o JOIN payments y ON y.id = o.payment_id
                    WHERE o.account_id = i.account_id AND o.invoice_id IN (i.id, i.summary_invoice_id)
                      AND y.status = 'PENDING') AS paymentPending
          FROM invoices i WHERE ${which} AND ${reachAccounts('i.account_id')} ORDER BY i.id FOR UPDATE`,
    );
    return rows.map((row) => ({
      ...row,
      ...partiesOf(row),
      subtotal: BigInt(row.subtotal),
      tax: BigInt(row.tax),
      total: BigInt(row.total),
      paid: BigInt(row.paid),
      credited: BigInt(row.credited),
      paymentPending: row.paymentPending === 1,
      collectionHeld: row.collectionHeld === 1,
    }));
  }
}
