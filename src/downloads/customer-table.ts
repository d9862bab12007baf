import type { AccountRow } from '../features/account/account.types';
import { CUSTOMER_ORDER, relationsSeen } from '../features/customer/customer.lists';
import type { CustomerRepository } from '../features/customer/customer.repository';
import type { CustomerRow } from '../features/customer/customer.types';
import type { IdCodec } from '../graphql/ids';
import type { CsvTable } from './csv-table';

/** Customers of a partner, of each kind that the viewer may see, each once (R37, R46). */
export const customerTable =
  (customers: CustomerRepository, ids: IdCodec) =>
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
      { head: 'Id', value: ({ pk }) => ids.encode('Customer', pk) },
      { head: 'Name', rule: ['Customer', 'name'], value: ({ name }) => name },
      { head: 'E-mail', rule: ['Customer', 'email'], value: ({ email }) => email },
      { head: 'Relations', value: ({ relations }) => relations.join(' ') },
    ],
  });
