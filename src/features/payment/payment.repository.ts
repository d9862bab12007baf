import type { Actor } from '../../domain/access/actor';
import { ownedBy } from '../../domain/access/row-grants';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { money, type StoredMinor } from '../../graphql/money';
import type { PaymentDisputeRow, PaymentRefundRow, PaymentRow } from './payment.types';

type Amounts = 'amount' | 'refunded' | 'disputed' | 'unallocated';

interface Stored
  extends
    Omit<PaymentRow, '__typename' | 'grants' | Amounts>,
    Readonly<Record<Amounts, StoredMinor>> {
  readonly currency: Currency;
}

const SELECT = `SELECT y.id AS pk, y.account_id AS accountId, y.payment_method_id AS paymentMethodId,
  y.amount, y.refunded, y.currency,
  CAST(COALESCE((SELECT SUM(p.held) FROM disputes p
                 WHERE p.account_id = y.account_id AND p.payment_id = y.id), 0) AS SIGNED) AS disputed,
  CAST(IF(y.status = 'SUCCEEDED', GREATEST(y.amount
    - COALESCE((SELECT SUM(o.amount) FROM payment_allocations o
                WHERE o.account_id = y.account_id AND o.payment_id = y.id), 0)
    - COALESCE((SELECT SUM(r.amount) FROM payment_returns r WHERE r.account_id = y.account_id
                AND r.payment_id = y.id AND r.invoice_id IS NULL AND r.ours = 0), 0), 0), 0) AS SIGNED) AS unallocated,
  y.status, y.kind, y.attempted_at AS attemptedAt, y.failure,
  IF(y.status = 'PENDING', y.confirm_by, NULL) AS confirmBy FROM payments y`;

const OWN = reachAccounts('y.account_id');

const toRow = (
  actor: Actor,
  { amount, refunded, disputed, unallocated, currency, ...row }: Stored,
): PaymentRow => ({
  ...row,
  __typename: 'Payment',
  amount: money(amount, currency),
  refunded: money(refunded, currency),
  disputed: money(disputed, currency),
  unallocated: money(unallocated, currency),
  grants: ownedBy(actor, row.accountId),
});

export class PaymentRepository {
  readonly ofAccount: RowList<Stored, PaymentRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'FROM payments y',
      parent: 'y.account_id',
      reach: OWN,
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<PaymentRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE y.id IN (${keys}) AND ${OWN}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Refunds of payments, oldest first. */
  async refunds(scope: Scope, payments: readonly number[]): Promise<PaymentRefundRow[]> {
    const rows = await this.database.rows<
      Omit<PaymentRefundRow, 'amount' | 'grants'> & {
        readonly accountId: number;
        readonly amount: StoredMinor;
        readonly currency: Currency;
      }
    >(
      scope,
      sql`SELECT f.account_id AS accountId, f.payment_id AS paymentId, f.amount, f.currency, f.status, f.reason,
            f.created_at AS createdAt
          FROM refunds f WHERE f.payment_id IN (${payments}) AND ${reachAccounts('f.account_id')} ORDER BY f.id`,
    );
    return rows.map(({ accountId, amount, currency, ...row }) => ({
      ...row,
      amount: money(amount, currency),
      grants: ownedBy(scope.actor, accountId),
    }));
  }

  /** Disputes of payments, oldest first. */
  async disputes(scope: Scope, payments: readonly number[]): Promise<PaymentDisputeRow[]> {
    const rows = await this.database.rows<
      Omit<PaymentDisputeRow, 'held' | 'grants'> & {
        readonly accountId: number;
        readonly held: StoredMinor;
        readonly currency: Currency;
      }
    >(
      scope,
      sql`SELECT p.account_id AS accountId, p.payment_id AS paymentId, p.held, p.currency, p.status, p.reason,
            p.opened_at AS openedAt, p.closed_at AS closedAt
          FROM disputes p WHERE p.payment_id IN (${payments}) AND ${reachAccounts('p.account_id')} ORDER BY p.id`,
    );
    return rows.map(({ accountId, held, currency, ...row }) => ({
      ...row,
      held: money(held, currency),
      grants: ownedBy(scope.actor, accountId),
    }));
  }

  /** Which payments went to which invoices: pairs, to be loaded from either side. */
  allocations(
    scope: Scope,
    side: 'payment_id' | 'invoice_id',
    keys: readonly number[],
  ): Promise<{ paymentId: number; invoiceId: number }[]> {
    return this.database.rows(
      scope,
      sql`SELECT o.payment_id AS paymentId, o.invoice_id AS invoiceId FROM payment_allocations o
          WHERE o.${raw(side)} IN (${keys}) AND ${reachAccounts('o.account_id')}
          ORDER BY o.payment_id, o.invoice_id`,
    );
  }
}
