import type DataLoader from 'dataloader';
import { childLoader, rowLoader } from '../../graphql/lists';
import type { AddOnRow } from '../catalog/catalog.types';
import type { Context } from '../context';
import type { LicenseRepository } from './license.repository';
import type { ActivationRow, LicenseRow } from './license.types';

export const licenseLoader = (
  context: Context,
  licenses: LicenseRepository,
): DataLoader<number, LicenseRow | null> =>
  rowLoader(
    context,
    'License',
    (scope, keys) => licenses.byKeys(scope, keys),
    (row) => row.pk,
  );

export const addOnsOfLicenseLoader = (
  context: Context,
  licenses: LicenseRepository,
): DataLoader<number, readonly AddOnRow[]> =>
  childLoader(
    context,
    'License.addOns',
    (scope, keys) => licenses.addOns(scope, keys),
    (row) => row.licenseId,
  );

export const activationsLoader = (
  context: Context,
  licenses: LicenseRepository,
): DataLoader<number, readonly ActivationRow[]> =>
  childLoader(
    context,
    'License.activations',
    (scope, keys) => licenses.activations(scope, keys),
    (row) => row.licenseId,
  );
