import type { Actor } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { money } from '../../graphql/money';
import type { PaymentDisputeRow, PaymentRefundRow, PaymentRow } from './payment.types';
import { unallocatedOf } from './unallocated';
import {
  BankTransferEntity,
  DisputeEntity,
  PaymentAllocationEntity,
  PaymentEntity,
  RefundEntity,
} from '../../database/entities/payment.entity';
import { instant, minorUnits, orNull } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { outerTable, table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const y = table(PaymentEntity, 'y');
const b = outerTable(BankTransferEntity, 'b');
const FROM = 'payments y LEFT JOIN bank_transfers b ON b.payment_id = y.id';

const SELECT = select({
  pk: y.id,
  ...pick(y, 'accountId', 'paymentMethodId', 'amount', 'refunded', 'currency'),
  disputed: minorUnits(
    'CAST(COALESCE((SELECT SUM(p.held) FROM disputes p WHERE p.account_id = y.account_id AND p.payment_id = y.id), 0) AS SIGNED)',
  ),
  unallocated: minorUnits(`CAST(IF(y.status = 'SUCCEEDED', ${unallocatedOf('y')}, 0) AS SIGNED)`),
  ...pick(y, 'status', 'kind', 'attemptedAt', 'failure'),
  confirmBy: orNull(instant(`IF(y.status = 'PENDING', y.confirm_by, NULL)`)),
  ...pick(b, 'reference', 'receivedOn', 'reversedAt'),
}).from(FROM);

const OWN = reachAccounts('y.account_id');

const toRow = (
  actor: Actor,
  {
    amount,
    refunded,
    disputed,
    unallocated,
    currency,
    reference,
    receivedOn,
    reversedAt,
    ...row
  }: Stored,
): PaymentRow => ({
  ...row,
  bankTransfer:
    reference === null || receivedOn === null ? null : { reference, receivedOn, reversedAt },
  __typename: 'Payment',
  amount: money(amount, currency),
  refunded: money(refunded, currency),
  disputed: money(disputed, currency),
  unallocated: money(unallocated, currency),
  grants: ownedBy(actor, row.accountId),
});

const f = table(RefundEntity, 'f');
const REFUNDS = select(
  pick(f, 'accountId', 'paymentId', 'amount', 'currency', 'status', 'reason', 'createdAt'),
).from('refunds f');
const p = table(DisputeEntity, 'p');
const DISPUTES = select(
  pick(p, 'accountId', 'paymentId', 'held', 'currency', 'status', 'reason', 'openedAt', 'closedAt'),
).from('disputes p');
const o = table(PaymentAllocationEntity, 'o');
const ALLOCATIONS = select(pick(o, 'paymentId', 'invoiceId')).from('payment_allocations o');

export class PaymentRepository {
  readonly ofAccount: RowList<Stored, PaymentRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: FROM,
      parent: 'y.account_id',
      reach: OWN,
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<PaymentRow[]> {
    const rows = await this.database.rows(scope, sql`${SELECT} WHERE y.id IN (${keys}) AND ${OWN}`);
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Refunds of payments, oldest first. */
  async refunds(scope: Scope, payments: readonly number[]): Promise<PaymentRefundRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${REFUNDS} WHERE f.payment_id IN (${payments}) AND ${reachAccounts('f.account_id')} ORDER BY f.id`,
    );
    return rows.map(({ accountId, amount, currency, ...row }) => ({
      ...row,
      amount: money(amount, currency),
      grants: ownedBy(scope.actor, accountId),
    }));
  }

  /** Disputes of payments, oldest first. */
  async disputes(scope: Scope, payments: readonly number[]): Promise<PaymentDisputeRow[]> {
    const rows = await this.database.rows(
      scope,
      sql`${DISPUTES} WHERE p.payment_id IN (${payments}) AND ${reachAccounts('p.account_id')} ORDER BY p.id`,
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
      sql`${ALLOCATIONS} WHERE o.${raw(side)} IN (${keys}) AND ${reachAccounts('o.account_id')}
          ORDER BY o.payment_id, o.invoice_id`,
    );
  }
}
