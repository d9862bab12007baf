import type { Scope } from '../../database/scope';
import { isRunning, whatRuns } from '../../domain/licensing/activation';
import type { LicenseStatus } from '../../domain/licensing/license';
import { decideEvent, nextStatus } from '../../domain/licensing/license-life';
import { oldTermsUntil, sameTerms, type Terms } from '../../domain/licensing/terms';
import { Refusal } from '../../domain/refusal';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { ActivationRepository, PAYING_SIDE, type LockedLicense } from './activation.repository';
import { recorded } from './activation.service';
import { LicenseChangesRepository, type NamedTerms } from './license-changes.repository';

export interface NewTerms extends Terms {
  /** Whether anything is taken away: then what runs has seven days to be activated again (R34). */
  readonly downgrade: boolean;
  readonly now: Date;
}

/** What a change of terms came to. */
export interface ChangedTerms {
  readonly license: LockedLicense;
  readonly status: LicenseStatus;
  readonly before: NamedTerms;
  readonly after: NamedTerms;
  /** Until when what runs may go on with what it had; null when nothing limits it. */
  readonly oldTermsUntil: Date | null;
}

/**
 * Makes a license one for another product or other add-ons (R34, R43), in the caller's transaction, with
 * its entry in the history (R36). Whether the product and the add-ons go together is the caller's to know.
 * What runs keeps what it was activated with until it is activated again, after a downgrade for seven days.
 * @param license Key of the license, which `scope` reaches as the side that pays.
 * @throws Refusal LICENSE_ENDED.
 */
export async function changeLicenseTerms(
  unit: Unit,
  scope: Scope,
  license: number,
  { productId, addOnIds, downgrade, now }: NewTerms,
): Promise<ChangedTerms> {
  const activations = new ActivationRepository(unit.tx, PAYING_SIDE);
  const changes = new LicenseChangesRepository(unit.tx);
  const locked = await activations.lock(scope, license);
  const refused = decideEvent('CHANGE_TERMS', locked.status);
  if (refused !== null) throw new Refusal(refused);
  const [before, terms] = [await changes.named(scope, locked), { productId, addOnIds }];
  if (!sameTerms(terms, locked.terms)) await changes.setTerms(scope, locked, terms);
  const open = await activations.open(scope, { ...locked, terms });
  let latest: Date | null = null;
  for (const { pk, outdated, termsUntil } of open) {
    const until = outdated ? oldTermsUntil(termsUntil, { downgrade }, now) : null;
    if (until?.getTime() !== termsUntil?.getTime())
      await activations.limitTerms(scope, locked, pk, until);
    if (until !== null && (latest === null || until > latest)) latest = until;
  }
  const status = nextStatus('CHANGE_TERMS', {
    status: locked.status,
    assigned: locked.customerAccountId !== null,
    running: whatRuns(open, now),
  });
  if (status !== locked.status) await activations.setStatus(scope, locked, status);
  const after = await changes.named(scope, locked);
  unit.audit({
    subject: new RowRef('License', license),
    accountId: locked.accountId,
    before: { product: before.product, addOns: before.addOns, status: locked.status },
    after: { product: after.product, addOns: after.addOns, status },
  });
  return { license: locked, status, before, after, oldTermsUntil: latest };
}

/**
 * Ends a license for good, with all that runs on it (R44), in the caller's transaction, with its entry in
 * the history. @param reason Why staff do it. @throws Refusal LICENSE_ENDED when it has ended already.
 */
export async function endLicense(
  unit: Unit,
  scope: Scope,
  license: number,
  now: Date,
  reason?: string,
): Promise<LockedLicense> {
  const activations = new ActivationRepository(unit.tx, PAYING_SIDE);
  const locked = await activations.lock(scope, license);
  const assigned = locked.customerAccountId !== null;
  const status = nextStatus('END', { status: locked.status, assigned, running: 'NOTHING' });
  const open = await activations.open(scope, locked);
  const ended = open.filter((one) => isRunning(one, now)).map(({ pk }) => pk);
  if (ended.length > 0) await activations.end(scope, locked, ended, now);
  await activations.setStatus(scope, locked, status);
  unit.audit({
    subject: new RowRef('License', license),
    accountId: locked.accountId,
    before: recorded(locked.status, open),
    after: recorded(status, []),
    ...(reason !== undefined && { reason }),
  });
  return locked;
}
