import type {
  LeaseEntity,
  LeaseTermAddOnEntity,
  LeaseTermEntity,
} from '../../database/entities/lease.entity';
import type { NumberCounterEntity } from '../../database/entities/order.entity';
import { BEFORE_FIRST_LEASE, leaseNumber } from './demo-license';
import type { DemoStory } from './demo-story';

export const leaseRows = ({ leases }: DemoStory): LeaseEntity[] =>
  leases.map((lease) => {
    const { id, license, provider, customer, customerEmail } = lease;
    const { startedAt, startedOn, stoppedAt, stoppedOn } = lease;
    return {
      id,
      number: leaseNumber(lease),
      accountId: provider.id,
      licenseId: license.id,
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

/** Numbers go on where those of the story end. */
export const leaseCounterRows = ({ leases }: DemoStory): NumberCounterEntity[] => [
  { series: 'LEASE', last: BEFORE_FIRST_LEASE + leases.length },
];

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
        addOns.push({
          leaseTermId: id,
          addOnId: addOn.id,
          accountId,
          monthlyPrice: term.prices.get(addOn) ?? 0n,
        });
    }
  return { terms, addOns };
}
