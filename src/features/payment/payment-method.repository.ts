import type { Actor } from '../../domain/access/actor';
import { ownedBy } from '../../domain/access/row-grants';
import type { Queries } from '../../database/database';
import { ListQuery } from '../../database/list-query';
import type { Order, PageRequest } from '../../database/page';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import type { PaymentMethodRow } from './payment.types';

type Stored = Omit<PaymentMethodRow, '__typename' | 'grants'>;

const SELECT = `SELECT d.id AS pk, d.account_id AS accountId, d.brand, d.last4, d.expires_on AS expiresOn,
  d.is_default AS isDefault FROM payment_methods d`;

const OWN = reachAccounts('d.account_id');

const toRow = (actor: Actor, row: Stored): PaymentMethodRow => ({
  ...row,
  __typename: 'PaymentMethod',
  grants: ownedBy(actor, row.accountId),
});

export class PaymentMethodRepository {
  private readonly ofAccount: ListQuery<Stored>;

  constructor(private readonly database: Queries) {
    this.ofAccount = new ListQuery(database, {
      select: SELECT,
      from: 'FROM payment_methods d',
      parent: 'd.account_id',
      reach: OWN,
    });
  }

  async byKeys(scope: Scope, keys: readonly number[]): Promise<PaymentMethodRow[]> {
    const rows = await this.database.rows<Stored>(
      scope,
      sql`${raw(SELECT)} WHERE d.id IN (${keys}) AND ${OWN}`,
    );
    return rows.map((row) => toRow(scope.actor, row));
  }

  async rows(
    scope: Scope,
    accounts: readonly number[],
    _filter: null,
    order: Order,
    request: PageRequest,
  ): Promise<PaymentMethodRow[]> {
    const rows = await this.ofAccount.rows(scope, accounts, order, request);
    return rows.map((row) => toRow(scope.actor, row));
  }

  counts(scope: Scope, accounts: readonly number[], _filter: null): Promise<Map<number, number>> {
    return this.ofAccount.counts(scope, accounts);
  }
}
