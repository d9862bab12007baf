import type { Day } from '../../domain/billing/calendar';
import type { DemoAccount, DemoAccounts } from './demo-account';
import type { Random } from './random';

const POOL = 32;
const LARGE_POOL = 70;

/**
 * Who buys through which partner: every partner has a circle of customers of its own. Northwind is in
 * none: it is a customer of Contoso and of Fabrikam, as told there.
 */
export interface Customers {
  /** Some customer of the partner whose account was open by that day. */
  of(partner: DemoAccount, day: Day): DemoAccount;
}

export function makeCustomers(accounts: DemoAccounts, random: Random): Customers {
  const { northwind, contoso, fabrikam } = accounts;
  const others = accounts.plain.filter((account) => account !== northwind);
  const pools = new Map<DemoAccount, readonly DemoAccount[]>();
  for (const partner of accounts.all) {
    if (!partner.reseller && !partner.leaseProvider) continue;
    const large = partner === contoso || partner === fabrikam;
    pools.set(partner, random.some(others, large ? LARGE_POOL : POOL));
  }
  return {
    of(partner, day) {
      const open = (pools.get(partner) ?? others).filter(({ createdOn }) => createdOn <= day);
      return random.pickEarly(open);
    },
  };
}
