import type { Scope } from '../../database/scope';
import { isRunning, whatRuns } from '../../domain/licensing/activation';
import type { LicenseStatus } from '../../domain/licensing/license';
import { decideEvent, nextStatus } from '../../domain/licensing/license-life';
import { oldTermsUntil, sameTerms, type Terms } from '../../domain/licensing/terms';
import { refuse, type Reason } from '../../domain/refusal';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { ActivationRepository } from './activation.repository';
import { recorded } from './activation.service';
import { LicenseChangesRepository, type NamedTerms } from './license-changes.repository';
import {
  LockedLicenseRepository,
  PAYING_SIDE,
  type LockedLicense,
} from './locked-license.repository';

export interface NewTerms extends Terms {
  /** Whether anything is taken away: then what runs has seven days to be activated again (R34). */
  readonly downgrade: boolean;
}

/** A license, locked by the side that pays, and what it is to be for. */
export interface TermsChange extends NewTerms {
  readonly license: LockedLicense;
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

/** Can the terms of a license be changed? Null, or why not. */
export const decideTermsChange = ({ status }: Pick<LockedLicense, 'status'>): Reason | null =>
  decideEvent('CHANGE_TERMS', status);

/** Can a license end? Null, or why not. */
export const decideEnd = ({ status }: Pick<LockedLicense, 'status'>): Reason | null =>
  decideEvent('END', status);

/**
 * Makes a license one for another product or other add-ons, as `changeTermsOfAll` does.
 * @param license Key of the license, which `scope` reaches as the side that pays.
 */
export async function changeLicenseTerms(
  unit: Unit,
  scope: Scope,
  license: number,
  terms: NewTerms,
  now: Date,
): Promise<ChangedTerms> {
  const locked = await new LockedLicenseRepository(unit.tx, PAYING_SIDE).lock(scope, license);
  const [changed] = await changeTermsOfAll(unit, scope, [{ license: locked, ...terms }], now);
  return changed as ChangedTerms;
}

/**
 * Makes licenses ones for another product or other add-ons (R34, R43), in the caller's transaction, each with
 * its entry in the history (R36), in a number of statements that does not depend on how many they are. Whether the
 * product and the add-ons go together is the caller's to know. What runs keeps what it was activated with until it
 * is activated again, after a downgrade for seven days.
 * @returns the result of each, in their order. @throws Refusal LICENSE_ENDED.
 */
export async function changeTermsOfAll(
  unit: Unit,
  scope: Scope,
  changes: readonly TermsChange[],
  now: Date,
): Promise<ChangedTerms[]> {
  for (const { license } of changes) refuse(decideTermsChange(license));
  const activations = new ActivationRepository(unit.tx, PAYING_SIDE);
  const terms = new LicenseChangesRepository(unit.tx);
  const licenses = changes.map(({ license }) => license);
  const before = await terms.named(scope, licenses);
  const wanted = changes.map(({ license, productId, addOnIds }) => ({
    license,
    terms: { productId, addOnIds },
  }));
  await terms.setTerms(
    scope,
    wanted.filter((one) => !sameTerms(one.terms, one.license.terms)),
  );
  const open = await activations.openOf(
    scope,
    wanted.map((one) => ({ ...one.license, terms: one.terms })),
  );
  const limits = new Limits();
  const planned = changes.map(({ license, downgrade }) => {
    const installations = open.get(license.pk) ?? [];
    let latest: Date | null = null;
    for (const { pk, outdated, termsUntil } of installations) {
      const until = outdated ? oldTermsUntil(termsUntil, { downgrade }, now) : null;
      if (until?.getTime() !== termsUntil?.getTime()) limits.note(pk, until);
      if (until !== null && (latest === null || until > latest)) latest = until;
    }
    const status = nextStatus('CHANGE_TERMS', {
      status: license.status,
      assigned: license.customerAccountId !== null,
      running: whatRuns(installations, now),
    });
    return { license, status, oldTermsUntil: latest };
  });
  for (const [until, installations] of limits.groups)
    await activations.limitTerms(
      scope,
      licenses,
      installations,
      until === null ? null : new Date(until),
    );
  await new LockedLicenseRepository(unit.tx, PAYING_SIDE).setStatuses(scope, planned);
  const after = await terms.named(scope, licenses);
  return planned.map((one): ChangedTerms => {
    const { pk, accountId, status } = one.license;
    const [was, is] = [before.get(pk), after.get(pk)];
    if (was === undefined || is === undefined) throw new Error('The license is out of reach');
    unit.audit({
      subject: new RowRef('License', pk),
      accountId,
      before: { product: was.product, addOns: was.addOns, status },
      after: { product: is.product, addOns: is.addOns, status: one.status },
    });
    return { ...one, before: was, after: is };
  });
}

/** Installations by until when they may run on their terms: most of them by the same. */
class Limits {
  readonly groups = new Map<number | null, number[]>();

  note(installation: number, until: Date | null): void {
    const at = until === null ? null : until.getTime();
    this.groups.set(at, [...(this.groups.get(at) ?? []), installation]);
  }
}

/**
 * Ends a license for good, as `endAll` does.
 * @param reason Why staff do it. @throws Refusal LICENSE_ENDED when it has ended already.
 */
export async function endLicense(
  unit: Unit,
  scope: Scope,
  license: number,
  now: Date,
  reason?: string,
): Promise<LockedLicense> {
  const locked = await new LockedLicenseRepository(unit.tx, PAYING_SIDE).lock(scope, license);
  await endAll(unit, scope, [locked], now, reason);
  return locked;
}

/**
 * Ends licenses for good, with all that runs on them (R44), in the caller's transaction, each with its entry in the
 * history, in a number of statements that does not depend on how many they are.
 * @param licenses Locked by the side that pays. @throws Refusal LICENSE_ENDED.
 */
export async function endAll(
  unit: Unit,
  scope: Scope,
  licenses: readonly LockedLicense[],
  now: Date,
  reason?: string,
): Promise<void> {
  const activations = new ActivationRepository(unit.tx, PAYING_SIDE);
  const ends = licenses.map((license) => {
    const assigned = license.customerAccountId !== null;
    const { status } = license;
    return { license, status: nextStatus('END', { status, assigned, running: 'NOTHING' }) };
  });
  const open = await activations.openOf(scope, licenses);
  const running = [...open.values()].flat().filter((one) => isRunning(one, now));
  await activations.end(
    scope,
    licenses,
    running.map(({ pk }) => pk),
    now,
  );
  await new LockedLicenseRepository(unit.tx, PAYING_SIDE).setStatuses(scope, ends);
  for (const { license, status } of ends)
    unit.audit({
      subject: new RowRef('License', license.pk),
      accountId: license.accountId,
      before: recorded(license.status, open.get(license.pk) ?? []),
      after: recorded(status, []),
      ...(reason !== undefined && { reason }),
    });
}
