import type { PlainRow } from '../../database/changes';
import type { FormerLicenseKeyEntity } from '../../database/entities/former-license-key.entity';
import type {
  ActivationAddOnEntity,
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../database/entities/license.entity';
import type { Sealer } from '../../database/sealing';
import { addDays, type Day } from '../../domain/billing/calendar';
import { stepDue } from '../../domain/licensing/maintenance-notice';
import { formatLicenseKey, LICENSE_KEY_BYTES } from '../../domain/licensing/license-key';
import { formerKeyEnd } from '../../domain/licensing/key-replacement';
import { oldTermsUntil } from '../../domain/licensing/terms';
import { hashOfKey, KEY_SEAL } from '../../features/license/key-hash';
import type { DemoAccount } from './demo-account';
import type { DemoLicense, DemoTermsChange } from './demo-license';
import type { DemoStory } from './demo-story';
import { CONTOSO, NORTHWIND } from './named-accounts';
import type { DemoActivation } from './make-installations';
import { Random } from './random';

/** Accounts that nobody has mailed yet of maintenance that ends: they are when the demo starts. */
const NOT_YET_MAILED: readonly string[] = [NORTHWIND, CONTOSO].map(({ name }) => name);

export function licenseRows(
  { licenses, time }: DemoStory,
  sealer: Sealer,
): PlainRow<LicenseEntity>[] {
  const random = new Random('license keys');
  const yesterday = addDays(time.today, -1);
  /** When an account was last mailed of the end of maintenance. */
  const notifiedOn = (account: DemoAccount | null, endsOn: Day | null): Day | null =>
    account === null ||
    endsOn === null ||
    NOT_YET_MAILED.includes(account.name) ||
    stepDue(endsOn, null, yesterday) === null
      ? null
      : yesterday;
  return licenses.map((license) => {
    const { id, origin, status, createdAt, assignedAt, maintenance } = license;
    const key = formatLicenseKey(random.bytes(LICENSE_KEY_BYTES));
    return {
      id,
      accountId: license.payer.id,
      customerAccountId: license.customer?.id ?? null,
      productId: license.product.id,
      origin,
      status,
      keyHash: hashOfKey(key),
      keySealed: sealer.seal(key, KEY_SEAL),
      maintenanceFrom: maintenance?.from ?? null,
      maintenanceTo: maintenance?.to ?? null,
      customerNotifiedOn: notifiedOn(license.customer, maintenance?.to ?? null),
      sellerNotifiedOn:
        origin === 'RESOLD' ? notifiedOn(license.payer, maintenance?.to ?? null) : null,
      assignedAt,
      createdAt,
    };
  });
}

/** Keys that staff replaced: nobody knows what they were. */
export function formerKeyRows({ licenses }: DemoStory): FormerLicenseKeyEntity[] {
  const random = new Random('former license keys');
  return licenses.flatMap(({ id: licenseId, payer, keyReplacedAt: replacedAt }) =>
    replacedAt === null
      ? []
      : {
          keyHash: hashOfKey(formatLicenseKey(random.bytes(LICENSE_KEY_BYTES))),
          ...{ accountId: payer.id, licenseId, replacedAt, endsAt: formerKeyEnd(replacedAt) },
        },
  );
}

export const licenseAddOnRows = ({ licenses }: DemoStory): LicenseAddOnEntity[] =>
  licenses.flatMap(({ id: licenseId, addOns, payer }) =>
    addOns.map(({ id: addOnId }) => ({ licenseId, addOnId, accountId: payer.id })),
  );

/** The change after which an installation has not been activated again; null when it runs what is licensed. */
const missed = ({ license, activatedAt }: DemoActivation): DemoTermsChange | null =>
  license.status === 'REACTIVATION_REQUIRED' &&
  license.lastChange !== null &&
  activatedAt <= license.lastChange.at
    ? license.lastChange
    : null;

const termsOf = (activation: DemoActivation): Pick<DemoLicense, 'product' | 'addOns'> =>
  missed(activation)?.from ?? activation.license;

export const activationRows = ({ activations }: DemoStory): ActivationEntity[] =>
  activations.map((activation, index) => {
    const { license, ...installation } = activation;
    const change = missed(activation);
    return {
      id: index + 1,
      accountId: license.payer.id,
      licenseId: license.id,
      productId: termsOf(activation).product.id,
      termsUntil: change && oldTermsUntil(null, { downgrade: change.to === 'LESS' }, change.at),
      ...installation,
    };
  });

export const activationAddOnRows = ({ activations }: DemoStory): ActivationAddOnEntity[] =>
  activations.flatMap((activation, index) =>
    termsOf(activation).addOns.map(({ id: addOnId }) => ({
      activationId: index + 1,
      addOnId,
      accountId: activation.license.payer.id,
    })),
  );
