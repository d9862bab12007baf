import { addDays, daysBetween, lastDay, type Day } from '../../domain/billing/calendar';
import { makeCustomers } from './customers';
import type { DemoAccount } from './demo-account';
import type { DemoLease, DemoLicense } from './demo-license';
import { firstLeaseDay, type DemoSetting } from './demo-setting';
import { LeaseTerms } from './lease-terms';
import { defaulterAmong } from './lease-payers';
import { Random } from './random';

const FABRIKAM_LEASES = 430;
const NORTHWIND_EVERY = 48;

/** That many leases, the oldest first, each with its license. */
export function makeLeases(setting: DemoSetting, total: number): DemoLease[] {
  const { time, accounts, catalog } = setting;
  const { fabrikam, northwind, leaseProviders } = accounts;
  const random = new Random('leases');
  const customers = makeCustomers(accounts, random);
  const terms = new LeaseTerms(time, catalog, random);
  const defaulter = defaulterAmong(accounts);
  const leases: DemoLease[] = [];

  for (let count = 0; count < FABRIKAM_LEASES; count += 1) leases.push(lease(fabrikam, count));
  const others = leaseProviders.filter((provider) => provider !== fabrikam);
  for (let count = FABRIKAM_LEASES; count < total; count += 1)
    leases.push(lease(random.pick(others), count));
  leases.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  leases.forEach((one, index) => (one.id = index + 1));
  return leases;

  function lease(provider: DemoAccount, count: number): DemoLease {
    const startedOn = startOf(provider);
    const startedAt = time.morning(startedOn, random);
    const stoppedOn = stopOf(startedOn);
    const stoppedAt = stoppedOn === null ? null : time.afternoon(stoppedOn, random);
    const forNorthwind = provider === fabrikam && count % NORTHWIND_EVERY === 0;
    const customer = forNorthwind ? northwind : customers.of(provider, startedOn);
    const { history, lastChange } = terms.from(provider, startedOn, startedAt, stoppedOn);
    const last = history[history.length - 1]!;
    const license: DemoLicense = {
      id: 0,
      origin: 'LEASED',
      payer: provider,
      customer,
      product: last.product,
      addOns: last.addOns,
      status: stoppedAt === null ? 'READY' : 'ENDED',
      createdOn: startedOn,
      createdAt: startedAt,
      assignedAt: startedAt,
      maintenance: null,
      endedAt: stoppedAt,
      lastChange,
      keyReplacedAt: null,
      changes: [],
    };
    const customerEmail = random.chance(0.8) ? customer.email : customer.holder.email;
    const days = { startedOn, startedAt, stoppedOn, stoppedAt };
    return { id: 0, license, provider, customer, customerEmail, ...days, terms: history };
  }

  /** Nothing new starts with a lease invoice overdue (R53). */
  function startOf(provider: DemoAccount): Day {
    const first = firstLeaseDay(time);
    const last = provider === defaulter ? lastDay(time.monthsAgo(1)) : time.yesterday;
    // Some came over together when the lease program began.
    if (random.chance(0.1)) return addDays(first, random.whole(0, 20));
    return addDays(first, random.whole(0, daysBetween(first, last)));
  }

  /** Four in ten are meant to end; those whose time has not come yet still run. */
  function stopOf(startedOn: Day): Day | null {
    if (!random.chance(0.45)) return null;
    const share = random.fraction();
    const days = share < 0.05 ? 0 : share < 0.2 ? random.whole(1, 27) : random.whole(28, 300);
    const stoppedOn = addDays(startedOn, days);
    return stoppedOn > time.yesterday ? null : stoppedOn;
  }
}
