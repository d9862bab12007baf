import type { Actor } from '../../domain/access/actor';
import { ownedBy } from '../../domain/access/row-grants';
import type { Queries } from '../../database/database';
import { RowList } from '../../database/list-query';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { PaymentMethodRow } from './payment.types';

type Stored = Omit<PaymentMethodRow, '__typename' | 'grants'>;

const SELECT = `SELECT d.id AS pk, d.account_id AS accountId, d.brand, d.last4, d.expires_on AS expiresOn,
  d.is_default AS isDefault, d.removed_at IS NOT NULL AS removed FROM payment_methods d`;

const OWN = reachAccounts('d.account_id');

const toRow = (actor: Actor, row: Stored): PaymentMethodRow => ({
  ...row,
  __typename: 'PaymentMethod',
  grants: ownedBy(actor, row.accountId),
});

export class PaymentMethodRepository {
  readonly ofAccount: RowList<Stored, PaymentMethodRow>;

  constructor(private readonly database: Queries) {
    const source = {
      select: SELECT,
      from: 'FROM payment_methods d',
      parent: 'd.account_id',
      reach: sql`${OWN} AND d.removed_at IS NULL`,
    };
    this.ofAccount = new RowList(database, source, toRow);
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<PaymentMethodRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE d.id IN (${keys}) AND ${OWN}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  /** Of each card, whether it is the last one on file, and whether an attempt by it waits for its outcome. */
  uses(
    scope: Scope,
    keys: readonly number[],
  ): Promise<{ pk: number; last: number; inUse: number }[]> {
    return this.database.rows(
      scope,
      sql`SELECT d.id AS pk,
            NOT EXISTS (SELECT 1 FROM payment_methods o
                        WHERE o.account_id = d.account_id AND o.id <> d.id AND o.removed_at IS NULL) AS last,
            EXISTS (SELECT 1 FROM payments y WHERE y.account_id = d.account_id AND y.payment_method_id = d.id
                    AND y.status = 'PENDING') AS inUse
          FROM payment_methods d WHERE d.id IN (${keys}) AND ${OWN}`,
    );
  }
}
