import type { Actor } from '../../domain/people/actor';
import { ownedBy } from '../../domain/people/row-grants';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { PaymentMethodRow } from './payment.types';
import { PaymentMethodEntity } from '../../database/entities/payment.entity';
import { flag } from '../../database/computed';
import { pick, type RowOf, select } from '../../database/select';
import { table } from '../../database/table';

type Stored = RowOf<typeof SELECT>;

const d = table(PaymentMethodEntity, 'd');

const SELECT = select({
  pk: d.id,
  ...pick(d, 'accountId', 'brand', 'last4', 'expiresOn', 'isDefault'),
  removed: flag('d.removed_at IS NOT NULL'),
}).from('payment_methods d');

const OWN = reachAccounts('d.account_id');

const toRow = (actor: Actor, row: Stored): PaymentMethodRow => ({
  ...row,
  __typename: 'PaymentMethod',
  grants: ownedBy(actor, row.accountId),
});

const USES = select({
  pk: d.id,
  last: flag(
    'NOT EXISTS (SELECT 1 FROM payment_methods o WHERE o.account_id = d.account_id AND o.id <> d.id AND o.removed_at IS NULL)',
  ),
  inUse: flag(
    `EXISTS (SELECT 1 FROM payments y WHERE y.account_id = d.account_id AND y.payment_method_id = d.id AND y.status = 'PENDING')`,
  ),
}).from('payment_methods d');

export class PaymentMethodRepository {
  readonly ofAccount: RowList<Stored, PaymentMethodRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'payment_methods d',
      parent: 'd.account_id',
      reach: sql`${OWN} AND d.removed_at IS NULL`,
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<PaymentMethodRow[]> {
    const rows = await this.database.rows(scope, sql`${SELECT} WHERE d.id IN (${keys}) AND ${OWN}`);
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Of each card, whether it is the last one on file, and whether an attempt by it waits for its outcome. */
  uses(
    scope: Scope,
    keys: readonly number[],
  ): Promise<{ pk: number; last: number; inUse: number }[]> {
    return this.database.rows(scope, sql`${USES} WHERE d.id IN (${keys}) AND ${OWN}`);
  }
}
