import type {
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../database/entities/license.entity';
import type { Sealer } from '../../database/sealing';
import { formatLicenseKey } from '../../domain/licensing/license-key';
import { hashOfKey } from '../../features/license/key-hash';
import { KEY_SEAL } from '../../features/license/key-hash';
import type { DemoStory } from './demo-story';
import { Random } from './random';

const KEY_BYTES = 16;

export function licenseRows({ licenses }: DemoStory, sealer: Sealer): LicenseEntity[] {
  const random = new Random('license keys');
  return licenses.map((license) => {
    const { id, origin, status, createdAt, assignedAt, maintenance } = license;
    const key = formatLicenseKey(random.bytes(KEY_BYTES));
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
      assignedAt,
      createdAt,
    };
  });
}

export const licenseAddOnRows = ({ licenses }: DemoStory): LicenseAddOnEntity[] =>
  licenses.flatMap(({ id: licenseId, addOns, payer }) =>
    addOns.map(({ id: addOnId }) => ({ licenseId, addOnId, accountId: payer.id })),
  );

export const activationRows = ({ activations }: DemoStory): ActivationEntity[] =>
  activations.map(({ license, ...activation }, index) => ({
    id: index + 1,
    accountId: license.payer.id,
    licenseId: license.id,
    ...activation,
  }));
