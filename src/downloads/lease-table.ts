import { EVERY_LEASE } from '../features/lease/lease-search.repository';
import { dayOf } from '../domain/billing/day-of';
import { LEASE_ORDERS } from '../features/lease/account-leases.resolver';
import { termsLoader } from '../features/lease/lease.loaders';
import type { LeaseRepository } from '../features/lease/lease.repository';
import type { LeaseRow } from '../features/lease/lease.types';
import type { LicenseRepository } from '../features/license/license.repository';
import type { IdCodec } from '../graphql/ids';
import type { CsvTable } from './csv-table';
import { addOnNames, serverNames } from './license-tables';

interface Sources {
  readonly leases: LeaseRepository;
  readonly licenses: LicenseRepository;
  readonly ids: IdCodec;
  /** In which days are counted, an IANA name. */
  readonly timeZone: string;
}

/** Current and past leases of a lease provider (R41). Prices are of a whole month, before tax. */
export const leaseTable = ({ leases, licenses, ids, timeZone }: Sources): CsvTable<LeaseRow> => ({
  order: LEASE_ORDERS.NEWEST_FIRST,
  rows: ({ scope, now }, account, request) =>
    leases.rows(scope, [account], { ...EVERY_LEASE, now }, LEASE_ORDERS.NEWEST_FIRST, request),
  columns: [
    { head: 'Id', value: ({ pk }) => ids.encode('Lease', pk) },
    { head: 'Number', value: ({ number }) => number },
    { head: 'Product', value: ({ product }) => product.name },
    {
      head: 'Add-ons',
      value: ({ licenseId }, context) => addOnNames(context, licenses, licenseId),
    },
    { head: 'Status', value: ({ status }) => status },
    {
      head: 'Customer',
      rule: ['Lease', 'customer'],
      value: ({ customerName }) => customerName,
    },
    {
      head: 'Customer e-mail',
      rule: ['Lease', 'customerEmail'],
      value: ({ customerEmail }) => customerEmail,
    },
    {
      head: 'Active on',
      value: ({ licenseId }, context) => serverNames(context, licenses, licenseId),
    },
    { head: 'Started on', value: ({ startedOn }) => startedOn },
    { head: 'Stopped on', value: ({ stoppedOn }) => stoppedOn },
    {
      head: 'Monthly price',
      rule: ['Lease', 'monthlyPrice'],
      value: async ({ pk }, context) => {
        const terms = await termsLoader(context, leases).load(pk);
        const today = dayOf(context.now, timeZone);
        return terms.findLast(({ from }) => from <= today)?.monthlyPrice.amount ?? null;
      },
    },
    { head: 'Currency', value: ({ currency }) => currency },
  ],
});
