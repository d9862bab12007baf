import type { Order } from '../../database/page';
import { addDays, type Day } from '../../domain/billing/calendar';
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

/** Finds every license of a list. */
export const EVERY_LICENSE: LicenseConditions = {
  ...{ status: null, product: null, maintenanceFrom: null, maintenanceTo: null, search: null },
};

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

/** @param today What lapsed ended before it. @param search What partners look for in what they sold. */
export function licenseConditions(
  filter: LicenseFilter | null | undefined,
  today: Day,
  search: string | null = null,
): LicenseConditions {
  const lapsed = filter?.maintenanceLapsed ?? null;
  const from = filter?.maintenanceEndsFrom ?? null;
  const to = filter?.maintenanceEndsTo ?? null;
  const yesterday = addDays(today, -1);
  return {
    status: filter?.status ?? null,
    product: filter?.product ?? null,
    maintenanceFrom: lapsed === false && (from === null || from < today) ? today : from,
    maintenanceTo: lapsed === true && (to === null || to > yesterday) ? yesterday : to,
    search,
  };
}
