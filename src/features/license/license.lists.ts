import type { Order } from '../../database/page';
import type { ListDeclaration } from '../../graphql/lists';
import type { LicenseConditions } from './license-filter.repository';
import type { LicenseList, LicenseRepository } from './license.repository';
import {
  LicenseConnection,
  type LicenseFilter,
  type LicenseSort,
  type LicenseRow,
} from './license.types';

export const LICENSE_ORDERS: Readonly<Record<LicenseSort, Order>> = {
  NEWEST_FIRST: [{ column: 'l.id', property: 'pk', descending: true }],
  OLDEST_FIRST: [{ column: 'l.id', property: 'pk', descending: false }],
};

export type LicenseListDeclaration = ListDeclaration<LicenseRow, LicenseConditions, LicenseSort>;

/** One of the lists of licenses that hang on an account. */
export const licenseList = (
  licenses: LicenseRepository,
  list: LicenseList,
  name: string,
): LicenseListDeclaration => ({
  name,
  type: 'License',
  connection: LicenseConnection,
  orders: LICENSE_ORDERS,
  parentOf: (row) => (list === 'own' ? (row.customerAccountId ?? 0) : row.accountId),
  reader: {
    rows: (scope, parents, conditions, order, request) =>
      licenses.rows(scope, list, parents, conditions, order, request),
    counts: (scope, parents, conditions) => licenses.counts(scope, list, parents, conditions),
  },
});

export const licenseConditions = (
  filter: LicenseFilter | null | undefined,
  search: string | null = null,
): LicenseConditions => ({
  status: filter?.status ?? null,
  product: filter?.product ?? null,
  search,
});
