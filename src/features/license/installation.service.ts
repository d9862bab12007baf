import { inSameTime } from '../../auth/same-time';
import type { Queries } from '../../database/database';
import { CredentialScope, type Scope } from '../../database/scope';
import { runningOn } from '../../domain/licensing/activation';
import { decideActivateWithFormerKey, KEY_REPLACED } from '../../domain/licensing/key-replacement';
import { Refusal, refuse } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { OneTimeSecret, type Outcome } from '../../graphql/outcome';
import { ActivationRepository } from './activation.repository';
import type { ActivationService } from './activation.service';
import type { Entitlements } from './entitlements';
import type {
  ActivateInstallationInput,
  ActivateInstallationPayload,
  CheckInInput,
  CheckInPayload,
  DeactivateInstallationInput,
  DeactivateInstallationPayload,
} from './installation.mutation-types';
import { FormerKeyRepository } from './former-key.repository';
import { hashOfKey } from './key-hash';
import { LockedLicenseRepository, type LockedLicense } from './locked-license.repository';

/** That an installation is alive is written down no more often than this, in milliseconds. */
export const SEEN_EVERY = 5 * 60_000;

/** The same for a key that never was, one that is none, and one that nobody has been assigned yet (R29). */
const unknownKey = (): Refusal =>
  new Refusal({
    code: 'LICENSE_KEY_INVALID',
    message: 'No license that can be activated has this key.',
    field: ['key'],
  });

const notHere = (): Refusal =>
  new Refusal({
    code: 'LICENSE_NOT_ACTIVE',
    message: 'The license is not active on this server: activate it here first.',
    field: ['serverName'],
  });

/** A license that a key opens. */
interface Opened {
  readonly scope: Scope;
  readonly license: LockedLicense;
  /** When the key ends, because it was replaced; null for the present one. */
  readonly keyEndsAt: Date | null;
}

const said = (keyEndsAt: Date | null) =>
  keyEndsAt === null ? {} : { keyEndsAt: keyEndsAt.toISOString() };

/** What installations do by themselves. Whoever has the key may: it opens this one license, and no more. */
export class InstallationService {
  /** @param answerAfter Milliseconds after which anything is answered at the earliest. */
  constructor(
    private readonly database: Queries,
    private readonly activations: ActivationService,
    private readonly entitlements: Entitlements,
    private readonly answerAfter: number,
  ) {}

  /** @throws Refusal LICENSE_KEY_INVALID, LICENSE_KEY_REPLACED, or as `planActivation` does. */
  activate(
    input: ActivateInstallationInput,
    call: Call,
  ): Promise<Outcome<ActivateInstallationPayload>> {
    return inSameTime(this.answerAfter, () =>
      call.commit(async (unit) => {
        const { now } = call;
        const { scope, license, keyEndsAt } = await this.byKey(unit.tx, input.key, now);
        if (keyEndsAt !== null) {
          const installations = await new ActivationRepository(unit.tx).open(scope, license);
          refuse(decideActivateWithFormerKey(installations, input, now));
        }
        const running = { unit, scope, now, license };
        const { status, entitlement } = await this.activations.start(running, input);
        return { status, entitlement: new OneTimeSecret(entitlement), ...said(keyEndsAt) };
      }),
    );
  }

  /**
   * Notes that the server is alive, and renews its entitlement. A sign of life is no deed: it leaves no
   * audit event, like that a session is in use.
   * @throws Refusal LICENSE_KEY_INVALID, LICENSE_NOT_ACTIVE.
   */
  checkIn({ key, serverName }: CheckInInput, call: Call): Promise<Outcome<CheckInPayload>> {
    const { now } = call;
    return inSameTime(this.answerAfter, async () => {
      const outcome = await this.database.transaction(async (tx) => {
        const { scope, license, keyEndsAt } = await this.byKey(tx, key, now);
        const { status } = license;
        if (status === 'SUSPENDED' || status === 'ENDED')
          return { status, entitlement: new OneTimeSecret(null), ...said(keyEndsAt) };
        const activations = new ActivationRepository(tx);
        const here = runningOn(await activations.open(scope, license), serverName, now);
        if (here === undefined) throw notHere();
        if (now.getTime() - here.lastSeenAt.getTime() >= SEEN_EVERY)
          await activations.seen(scope, license, here.pk, now);
        const entitlement = await this.entitlements.of(tx, scope, here.pk, now);
        return {
          ...{ status, entitlement: new OneTimeSecret(entitlement) },
          ...{ termsChanged: here.outdated, ...said(keyEndsAt) },
        };
      });
      return call.withoutWrite(outcome);
    });
  }

  /**
   * Not with a key that was replaced: the server could not be activated with it again.
   * @throws Refusal LICENSE_KEY_INVALID, LICENSE_KEY_REPLACED, LICENSE_NOT_ACTIVE.
   */
  deactivate(
    { key, serverName }: DeactivateInstallationInput,
    call: Call,
  ): Promise<Outcome<DeactivateInstallationPayload>> {
    return inSameTime(this.answerAfter, () =>
      call.commit(async (unit) => {
        const { now } = call;
        const { scope, license, keyEndsAt } = await this.byKey(unit.tx, key, now);
        if (keyEndsAt !== null) throw new Refusal(KEY_REPLACED);
        const installations = await new ActivationRepository(unit.tx).open(scope, license);
        const here = runningOn(installations, serverName, now);
        if (here === undefined) throw notHere();
        const running = { unit, scope, now, license };
        const { status, receipts } = await this.activations.end(running, installations, here.pk);
        return { status, receipt: new OneTimeSecret(receipts[0] ?? null) };
      }),
    );
  }

  /** @throws Refusal LICENSE_KEY_INVALID. */
  private async byKey(tx: Queries, key: string, now: Date): Promise<Opened> {
    const licenses = new LockedLicenseRepository(tx);
    const scope = new CredentialScope(hashOfKey(key));
    const license = await licenses.lockByKey(scope);
    if (license !== null) return { scope, license, keyEndsAt: null };
    const former = await new FormerKeyRepository(tx).opened(scope, now);
    if (former === null) throw unknownKey();
    const present = new CredentialScope(former.keyHash);
    const opened = await licenses.lockByKey(present);
    if (opened === null) throw unknownKey();
    return { scope: present, license: opened, keyEndsAt: former.keyEndsAt };
  }
}
