import type { AccountRow } from '../features/account/account.types';
import { CUSTOMER_ORDER, relationsSeen } from '../features/license/customer.lists';
import type { CustomerRepository } from '../features/license/customer.repository';
import type { CustomerRow } from '../features/license/license.types';
import type { CsvTable } from './csv-table';

/** Customers of a partner, of each kind that the viewer may see (R37, R46). */
export const customerTable =
  (customers: CustomerRepository) =>
  (account: AccountRow): CsvTable<CustomerRow> => ({
    order: CUSTOMER_ORDER,
    rows: ({ scope, actor }, key, request) =>
      customers.rows(
        scope,
        [key],
        { relations: relationsSeen(actor, account), search: null },
        CUSTOMER_ORDER,
        request,
      ),
    columns: [
      { head: 'Name', rule: ['Customer', 'name'], value: ({ name }) => name },
      { head: 'E-mail', rule: ['Customer', 'email'], value: ({ email }) => email },
      { head: 'Relation', value: ({ relation }) => relation },
    ],
  });
