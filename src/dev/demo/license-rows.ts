import type {
  LeaseEntity,
  LeaseTermAddOnEntity,
  LeaseTermEntity,
} from '../../database/entities/lease.entity';
import type {
  ActivationEntity,
  LicenseAddOnEntity,
  LicenseEntity,
} from '../../database/entities/license.entity';
import type { Sealer } from '../../database/sealing';
import { formatLicenseKey } from '../../domain/licensing/license-key';
import { hashOfKey } from '../../features/license/key-hash';
import { KEY_SEAL } from '../../features/license/license.resolver';
import { leaseNumber, type DemoLicense } from './demo-license';
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

/** Which licence a row hangs on: a licence's account is always its payer. */
const on = ({ id, payer }: DemoLicense) => ({ accountId: payer.id, licenseId: id });

export const activationRows = ({ activations }: DemoStory): ActivationEntity[] =>
  activations.map(({ license, ...activation }, index) => ({
    id: index + 1,
    ...on(license),
    ...activation,
  }));

export const leaseRows = ({ leases }: DemoStory): LeaseEntity[] =>
  leases.map((lease) => {
    const { id, license, provider, customer, customerEmail } = lease;
    const { startedAt, startedOn, stoppedAt, stoppedOn } = lease;
    return {
      id,
      number: leaseNumber(lease),
      ...on(license),
      customerAccountId: customer.id,
      customerEmail,
      status: stoppedOn === null ? 'ACTIVE' : 'STOPPED',
      currency: provider.currency,
      startedAt,
      startedOn,
      stoppedAt,
      stoppedOn,
    };
  });

export function leaseTermRows({ leases }: DemoStory): {
  terms: LeaseTermEntity[];
  addOns: LeaseTermAddOnEntity[];
} {
  const terms: LeaseTermEntity[] = [];
  const addOns: LeaseTermAddOnEntity[] = [];
  for (const lease of leases)
    for (const { validFrom, product, monthlyPrice, createdAt, ...term } of lease.terms) {
      const id = terms.length + 1;
      const accountId = lease.provider.id;
      terms.push({
        id,
        accountId,
        leaseId: lease.id,
        validFrom,
        productId: product.id,
        monthlyPrice,
        createdAt,
      });
      for (const addOn of term.addOns)
        addOns.push({ leaseTermId: id, addOnId: addOn.id, accountId });
    }
  return { terms, addOns };
}
