import { Refusal } from '../../domain/refusal';
import type { Call, Fields } from '../../graphql/call';
import type { LeaseRow } from '../lease/lease.types';
import type { LicenseRow } from '../license/license.types';

/** What a request is about. */
export interface Attached {
  readonly licenseId: number | null;
  readonly leaseId: number | null;
}

const notOfAccount = (field: string): Refusal =>
  new Refusal({
    code: 'NOT_OF_ACCOUNT',
    message: 'It does not belong to the account of the support request.',
    field: [field],
  });

/** @throws NOT_FOUND, FORBIDDEN; Refusal NOT_OF_ACCOUNT. */
export async function licenseOf(call: Call, id: string, accountId: number): Promise<number> {
  const row = (await call.visible('License', id, ['licenseId'])) as LicenseRow;
  if (row.accountId !== accountId && row.customerAccountId !== accountId)
    throw notOfAccount('licenseId');
  return row.pk;
}

/** @throws NOT_FOUND, FORBIDDEN; Refusal NOT_OF_ACCOUNT. */
export async function leaseOf(call: Call, id: string, accountId: number): Promise<number> {
  const row = (await call.visible('Lease', id, ['leaseId'])) as LeaseRow;
  if (row.accountId !== accountId) throw notOfAccount('leaseId');
  return row.pk;
}

export const recorded = ({ licenseId, leaseId }: Attached): Fields => ({
  license: licenseId === null ? 'NONE' : `license ${licenseId}`,
  lease: leaseId === null ? 'NONE' : `lease ${leaseId}`,
});
