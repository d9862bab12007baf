import { Resolver } from 'type-graphql';
import { whatRuns } from '../../domain/licensing/activation';
import { nextStatus } from '../../domain/licensing/license-life';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { ActivationRepository } from './activation.repository';
import { LockedLicenseRepository } from './locked-license.repository';
import {
  ResumeLicenseInput,
  ResumeLicensePayload,
  SuspendLicenseInput,
  SuspendLicensePayload,
} from './suspension.mutation-types';

/** What staff do to licenses (R66). */
@Resolver()
export class SuspensionResolver {
  @Write(() => SuspendLicenseInput, () => SuspendLicensePayload, {
    description:
      'Suspends a license: it cannot be activated, and its installations get no new entitlement. They learn of it when they check in. Errors: `LICENSE_SUSPENDED`, `LICENSE_ENDED`.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  suspendLicense(
    { reason }: SuspendLicenseInput,
    call: Call,
  ): Promise<Outcome<SuspendLicensePayload>> {
    return this.change(call, 'SUSPEND', reason);
  }

  @Write(() => ResumeLicenseInput, () => ResumeLicensePayload, {
    description:
      'Resumes a suspended license. Its status follows from its activations. Errors: `LICENSE_NOT_SUSPENDED`, `LICENSE_ENDED`.',
    on: { type: 'License', id: 'licenseId' },
    dryRun: true,
    decided: true,
  })
  resumeLicense(
    { reason }: ResumeLicenseInput,
    call: Call,
  ): Promise<Outcome<ResumeLicensePayload>> {
    return this.change(call, 'RESUME', reason);
  }

  private change(
    call: Call,
    event: 'SUSPEND' | 'RESUME',
    reason: string,
  ): Promise<Outcome<SuspendLicensePayload & ResumeLicensePayload>> {
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const licenses = new LockedLicenseRepository(unit.tx);
      const license = await licenses.lock(scope, call.target.pk);
      const { pk, accountId, customerAccountId, status } = license;
      const after = nextStatus(event, {
        status,
        assigned: customerAccountId !== null,
        running: whatRuns(await new ActivationRepository(unit.tx).open(scope, license), now),
      });
      await licenses.setStatuses(scope, [{ license, status: after }]);
      unit.audit({
        subject: new RowRef('License', pk),
        accountId: customerAccountId ?? accountId,
        before: { status },
        after: { status: after },
        reason,
      });
      return { license: new RowRef('License', pk) };
    });
  }
}
