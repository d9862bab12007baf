import { decideActivate, decideDeactivate } from '../../domain/licensing/activation';
import { decideReplaceKey } from '../../domain/licensing/key-replacement';
import { decideEvent } from '../../domain/licensing/license-life';
import type { Reason } from '../../domain/refusal';
import type { Context } from '../context';
import { activationsLoader } from './license.loaders';
import type { LicenseRepository } from './license.repository';
import type { LicenseRow } from './license.types';

/** What `viewerCan` asks of a license's state; the mutations ask the same under the lock. */
export const licenseDecisions = (licenses: LicenseRepository) => ({
  activateLicense: (row: LicenseRow): Reason | null => decideActivate(row),
  replaceLicenseKey: (row: LicenseRow): Reason | null => decideReplaceKey(row),
  suspendLicense: ({ status }: LicenseRow): Reason | null => decideEvent('SUSPEND', status),
  resumeLicense: ({ status }: LicenseRow): Reason | null => decideEvent('RESUME', status),
  deactivateLicense: async (row: LicenseRow, context: Context): Promise<Reason | null> => {
    const installations = await activationsLoader(context, licenses).load(row.pk);
    return decideDeactivate({ installations }, context.now);
  },
});
