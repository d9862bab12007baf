import type { Actor } from '../../domain/access/actor';
import { ownedBy } from '../../domain/access/row-grants';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { money, type StoredMinor } from '../../graphql/money';
import type { PaymentRow } from './payment.types';

interface Stored extends Omit<PaymentRow, '__typename' | 'grants' | 'amount' | 'refunded'> {
  readonly amount: StoredMinor;
  readonly refunded: StoredMinor;
  readonly currency: Currency;
}

const SELECT = `SELECT y.id AS pk, y.account_id AS accountId, y.payment_method_id AS paymentMethodId,
  y.amount, y.refunded, y.currency, y.status, y.kind, y.attempted_at AS attemptedAt, y.failure,
  IF(y.status = 'PENDING', y.confirm_by, NULL) AS confirmBy FROM payments y`;

const OWN = reachAccounts('y.account_id');

const toRow = (actor: Actor, { amount, refunded, currency, ...row }: Stored): PaymentRow => ({
  ...row,
  __typename: 'Payment',
  amount: money(amount, currency),
  refunded: money(refunded, currency),
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
