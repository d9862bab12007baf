import type { Reason } from '../refusal';
import { schemaEnum } from '../schema-enum';
import { grantableOn, type Capabilities } from './actor';
import { PERMISSIONS, type Permission } from './permission';

/** Permissions that are granted together, in words that people use. */
export const PermissionPreset = schemaEnum(
  'PermissionPreset',
  'Permissions that are granted together.',
  {
    FULL_ACCESS:
      'All permissions that the account has use for: RESELLER only on the account of a reseller, LEASE_PROVIDER only on that of a lease provider.',
    BILLING: 'PAY_INVOICES.',
    LICENSES: 'ACTIVATE_LICENSES.',
  },
);
export type PermissionPreset = keyof typeof PermissionPreset;

const GRANTS: Readonly<Record<PermissionPreset, readonly Permission[]>> = {
  FULL_ACCESS: PERMISSIONS,
  BILLING: ['PAY_INVOICES'],
  LICENSES: ['ACTIVATE_LICENSES'],
};

/** What a preset grants on an account: what counts for nothing there is left out (R6). */
export const grantedBy = (preset: PermissionPreset, account: Capabilities): Permission[] => {
  const grantable = grantableOn(account);
  return GRANTS[preset].filter((permission) => grantable.includes(permission));
};

/** Are permissions named in one way, one by one or by a preset? Null, or why not. */
export function decidePreset(given: {
  readonly permissions: boolean;
  readonly preset: boolean;
}): Reason | null {
  if (given.permissions !== given.preset) return null;
  return given.preset
    ? {
        code: 'BOTH_GIVEN',
        message: 'Give either permissions or a preset, not both.',
        field: ['preset'],
      }
    : {
        code: 'MISSING',
        message: 'Give the permissions of the login, or a preset.',
        field: ['permissions'],
      };
}
