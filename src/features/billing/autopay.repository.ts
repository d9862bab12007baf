import { NOT_TRIED, type FailedAttempts } from '../../domain/billing/dunning';
import { isCarried, type CarriedStanding, type LimitsOf } from '../../domain/billing/charge-limits';
import type { InvoiceKind, InvoiceStatus } from '../../domain/billing/invoice';
import type { Currency } from '../../domain/billing/money';
import { addDays, type Day } from '../../domain/billing/calendar';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { StoredMinor } from '../../graphql/money';
import { InvoiceEntity } from '../../database/entities/invoice.entity';
import { PaymentEntity } from '../../database/entities/payment.entity';
import { integer, like } from '../../database/computed';
import { pick, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

/** A lease invoice that is charged by itself, as long as attempts are left. */
export interface ChargeableInvoice extends FailedAttempts<Date> {
  readonly pk: number;
  readonly accountId: number;
  /** Number of the invoice. */
  readonly number: string;
  /** Whether it is too small for a charge of its own. */
  readonly carried: boolean;
}

/** What was due longer ago is no matter for a job any more, in days. */
const LONGEST_DUE = 60;

interface Stored extends Record<'total' | 'paid' | 'credited', StoredMinor> {
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly currency: Currency;
}

/** Lease invoices are on no summary (R51), and none that is held is read. */
const standingOf = ({ total, paid, credited, ...row }: Stored): CarriedStanding => ({
  ...row,
  ...{ total: BigInt(total), paid: BigInt(paid), credited: BigInt(credited) },
  throughSummary: false,
  collectionHeld: false,
});

const i = table(InvoiceEntity, 'i');
const y = outerTable(PaymentEntity, 'y');
const UNPAID = select({
  pk: i.id,
  ...pick(i, 'accountId', 'number', 'kind', 'status', 'currency', 'total', 'paid', 'credited'),
  failed: integer('COUNT(y.id)'),
  firstAt: like(y.attemptedAt, 'MIN(y.attempted_at)'),
  lastAt: like(y.attemptedAt, 'MAX(y.attempted_at)'),
}).fromLike(
  `invoices i LEFT JOIN payment_allocations s ON s.account_id = i.account_id AND s.invoice_id = i.id
   LEFT JOIN payments y ON y.id = s.payment_id`,
);

/** Lease invoices that nobody has paid. */
export class AutopayRepository {
  constructor(
    private readonly database: Queries,
    private readonly limits: LimitsOf,
  ) {}

  /** Unpaid ones without a payment under way, oldest first, with what was tried (R53). */
  async unpaid(scope: SystemScope, today: Day): Promise<ChargeableInvoice[]> {
    const rows = await this.database.rows(
      scope,
      sql`${UNPAID} FROM invoices i
          LEFT JOIN payment_allocations s ON s.account_id = i.account_id AND s.invoice_id = i.id
          LEFT JOIN payments y ON y.id = s.payment_id AND y.automatic = 1 AND y.status = 'FAILED'
            AND COALESCE(y.failure_code, '') NOT IN (${NOT_TRIED})
          WHERE i.status IN ('OPEN', 'OVERDUE') AND i.due_on >= ${addDays(today, -LONGEST_DUE)} AND i.kind = 'LEASE'
            AND i.collection_held_at IS NULL
            AND ${reachAccounts('i.account_id')}
          GROUP BY i.id ORDER BY i.id`,
    );
    return rows.map((row) => ({ ...row, carried: isCarried(standingOf(row), this.limits) }));
  }
}
