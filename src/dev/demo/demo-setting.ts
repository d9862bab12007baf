import { firstDay, type Day } from '../../domain/billing/calendar';
import type { DemoAccounts } from './demo-account';
import type { DemoCatalog } from './demo-catalog';
import type { DemoTime } from './demo-time';

/** Where the demo's story is set. */
export interface DemoSetting {
  readonly time: DemoTime;
  readonly catalog: DemoCatalog;
  readonly accounts: DemoAccounts;
}

/** Orders go back over two years, so that maintenance was renewed, or lapsed, more than once. */
const ORDER_MONTHS = 26;
/** Leases go back 14 months, the running one included. */
const LEASE_MONTHS = 13;

export const firstOrderDay = (time: DemoTime): Day => firstDay(time.monthsAgo(ORDER_MONTHS));
export const firstLeaseDay = (time: DemoTime): Day => firstDay(time.monthsAgo(LEASE_MONTHS));
