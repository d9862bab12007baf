import type DataLoader from 'dataloader';
import { childLoader, rowLoader } from '../../graphql/lists';
import type { AddOnRow } from '../catalog/catalog.types';
import type { Context } from '../context';
import type { LeaseRepository } from './lease.repository';
import type { LeaseRow, LeaseTermRow } from './lease.types';

export const leaseLoader = (
  context: Context,
  leases: LeaseRepository,
): DataLoader<number, LeaseRow | null> =>
  rowLoader(
    context,
    'Lease',
    (scope, keys) => leases.byKeys(scope, keys),
    (row) => row.pk,
  );

/** The lease of a leased license, by the license's key. */
export const leaseOfLicenseLoader = (
  context: Context,
  leases: LeaseRepository,
): DataLoader<number, LeaseRow | null> =>
  rowLoader(
    context,
    'License.lease',
    (scope, keys) => leases.byLicenses(scope, keys),
    (row) => row.licenseId,
  );

export const termsLoader = (
  context: Context,
  leases: LeaseRepository,
): DataLoader<number, readonly LeaseTermRow[]> =>
  childLoader(
    context,
    'Lease.terms',
    (scope, keys) => leases.terms(scope, keys),
    (row) => row.leaseId,
  );

export const addOnsOfTermLoader = (
  context: Context,
  leases: LeaseRepository,
): DataLoader<number, readonly AddOnRow[]> =>
  childLoader(
    context,
    'LeaseTerm.addOns',
    (scope, keys) => leases.addOns(scope, keys),
    (row) => row.leaseTermId,
  );
