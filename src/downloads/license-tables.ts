import type { Sealer } from '../database/sealing';
import { runs } from '../domain/leasing/lease';
import type { Context } from '../features/context';
import { KEY_SEAL } from '../features/license/key-hash';
import { EVERY_LICENSE, LICENSE_ORDERS } from '../features/license/license.lists';
import { activationsLoader, addOnsOfLicenseLoader } from '../features/license/license.loaders';
import type { LicenseList, LicenseRepository } from '../features/license/license.repository';
import type { LicenseRow } from '../features/license/license.types';
import type { IdCodec } from '../graphql/ids';
import type { Column, CsvTable } from './csv-table';

/** What tables of licenses are made from. */
export interface LicenseSources {
  readonly licenses: LicenseRepository;
  readonly sealer: Sealer;
  readonly ids: IdCodec;
}

type LicenseColumn = Column<LicenseRow>;

/** Names of the add-ons of a license. */
export const addOnNames = async (
  context: Context,
  licenses: LicenseRepository,
  licenseKey: number,
): Promise<string> => {
  const addOns = await addOnsOfLicenseLoader(context, licenses).load(licenseKey);
  return addOns.map(({ name }) => name).join(', ');
};

/** Servers that a license runs on now: two while it moves (R35). */
export const serverNames = async (
  context: Context,
  licenses: LicenseRepository,
  licenseKey: number,
): Promise<string> => {
  const activations = await activationsLoader(context, licenses).load(licenseKey);
  return activations
    .filter((one) => runs(one, context.now))
    .map(({ serverName }) => serverName)
    .join(', ');
};

const tableOf = (
  { licenses }: LicenseSources,
  list: LicenseList,
  columns: readonly LicenseColumn[],
): CsvTable<LicenseRow> => ({
  order: LICENSE_ORDERS.NEWEST_FIRST,
  rows: ({ scope }, account, request) =>
    licenses.rows(scope, list, [account], EVERY_LICENSE, LICENSE_ORDERS.NEWEST_FIRST, request),
  columns,
});

const whatItIs = ({ licenses, ids }: LicenseSources): readonly LicenseColumn[] => [
  { head: 'Id', value: ({ pk }) => ids.encode('License', pk) },
  { head: 'Product', value: ({ product }) => product.name },
  { head: 'Add-ons', value: ({ pk }, context) => addOnNames(context, licenses, pk) },
  { head: 'Status', value: ({ status }) => status },
  { head: 'Maintenance until', value: ({ maintenanceTo }) => maintenanceTo },
];

/** Stock of a reseller (R28). Keys are for whom a license is assigned to, and so not in it. */
export const unassignedTable = (sources: LicenseSources): CsvTable<LicenseRow> =>
  tableOf(sources, 'stock', [
    ...whatItIs(sources),
    {
      head: 'Bought at',
      rule: ['License', 'createdAt'],
      value: ({ createdAt }) => createdAt.toISOString(),
    },
  ]);

/** What a reseller sold, to whom, and where it runs (R37). */
export const resoldTable = (sources: LicenseSources): CsvTable<LicenseRow> =>
  tableOf(sources, 'resold', [
    ...whatItIs(sources),
    {
      head: 'Key',
      rule: ['License', 'key'],
      value: ({ keySealed }) => sources.sealer.unseal(keySealed, KEY_SEAL),
    },
    {
      head: 'Customer',
      rule: ['License', 'customer'],
      value: ({ customerName }) => customerName,
    },
    {
      head: 'Customer e-mail',
      rule: ['License', 'customer'],
      value: ({ customerEmail }) => customerEmail,
    },
    { head: 'Assigned at', value: ({ assignedAt }) => assignedAt?.toISOString() ?? null },
    {
      head: 'Active on',
      rule: ['License', 'activations'],
      value: ({ pk }, context) => serverNames(context, sources.licenses, pk),
    },
  ]);
