import { decideAssign } from '../../domain/reselling/assignment';
import type { Reason } from '../../domain/refusal';
import type { LicenseRow } from '../license/license.types';

/** What `viewerCan` asks of a license; the mutations ask the same under the lock. */
export const assignmentDecisions = {
  prepareAssignLicense: (row: LicenseRow): Reason | null => decideAssign(row),
  settleAssignment: (row: LicenseRow): Reason | null => decideAssign(row),
  assignLicense: (row: LicenseRow): Reason | null => decideAssign(row),
};
