import type { CustomerEntity } from '../../database/entities/customer.entity';
import type { DemoStory } from './demo-story';

/** Who is whose customer, in the order in which they became it. */
export function customerRows({ licenses }: DemoStory): CustomerEntity[] {
  const pairs = new Map<string, Omit<CustomerEntity, 'id'>>();
  for (const { origin, payer, customer, assignedAt, createdAt } of licenses) {
    if (origin === 'PURCHASED' || customer === null) continue;
    const since = assignedAt ?? createdAt;
    const pair = `${payer.id} ${customer.id}`;
    const before = pairs.get(pair);
    pairs.set(pair, {
      accountId: payer.id,
      customerAccountId: customer.id,
      resold: before?.resold === true || origin === 'RESOLD',
      leased: before?.leased === true || origin === 'LEASED',
      createdAt: before !== undefined && before.createdAt < since ? before.createdAt : since,
    });
  }
  return [...pairs.values()]
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
    .map((row, index) => ({ id: index + 1, ...row }));
}
