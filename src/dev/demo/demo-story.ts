import { addDays, type Day } from '../../domain/billing/calendar';
import type { TaxRules } from '../../domain/billing/tax';
import { DemoCatalog } from './demo-catalog';
import type { DemoInvoice } from './demo-invoice';
import type { DemoLease, DemoLicense } from './demo-license';
import type { DemoOrder } from './demo-order';
import type { DemoSetting } from './demo-setting';
import { DemoTime } from './demo-time';
import { Directory } from './directory';
import type { Ledger } from './ledger';
import { makeAccounts } from './make-accounts';
import { makeBilling } from './make-billing';
import { makeInstallations, type DemoActivation } from './make-installations';
import { makeLeases } from './make-leases';
import { makeModifications } from './make-modifications';
import { makePeople } from './make-people';
import { makePurchases } from './make-purchases';
import { makeRenewals } from './make-renewals';
import { makeSupportIncidents } from './make-support-incidents';
import { makeResales } from './make-resales';
import { NORTHWIND } from './named-accounts';
import { OrderBook } from './order-book';
import { Random } from './random';
import { Settlements } from './settlements';

const LICENSES = 5_000;
const LEASES = 1_500;
const RESOLD = 1_450;

/** Everything that has happened, not yet as rows. */
export interface DemoStory extends DemoSetting {
  readonly directory: Directory;
  readonly leases: readonly DemoLease[];
  /** The oldest first, as their keys. */
  readonly licenses: readonly DemoLicense[];
  readonly activations: readonly DemoActivation[];
  readonly ledger: Ledger;
  /** The invoice of each order, in the order of time. */
  readonly billed: ReadonlyMap<DemoOrder, DemoInvoice>;
}

/** Staff replaced a key of Northwind's so many days ago. */
const KEY_REPLACED_DAYS_AGO = 9;

function replaceLeakedKey(time: DemoTime, licenses: readonly DemoLicense[]): void {
  const day = addDays(time.today, -KEY_REPLACED_DAYS_AGO);
  const leaked = licenses.find(
    ({ customer, status, origin, createdOn }) =>
      customer?.name === NORTHWIND.name &&
      status === 'ACTIVE' &&
      origin === 'PURCHASED' &&
      createdOn < addDays(day, -1),
  );
  if (leaked !== undefined) leaked.keyReplacedAt = time.morning(day, new Random('leaked key'));
}

/** The story of the demo as it stands on `today`; the same day gives the same story. */
export function demoStory(today: Day, timeZone: string, taxRules: TaxRules): DemoStory {
  const time = new DemoTime(today, timeZone);
  const directory = new Directory();
  const accounts = makeAccounts(time, directory, taxRules);
  makePeople(time, directory, accounts);
  const setting: DemoSetting = { time, accounts, catalog: new DemoCatalog(time) };

  const random = new Random('orders');
  const book = new OrderBook(setting, random);
  const settlements = new Settlements(time, random);
  makePurchases(setting, book, settlements, random, LICENSES - LEASES - RESOLD);
  makeResales(setting, book, settlements, random, RESOLD);
  makeModifications(setting, book, settlements, random);
  makeRenewals(setting, book, settlements, random);
  makeSupportIncidents(setting, book);

  const leases = makeLeases(setting, LEASES);
  const licenses = [...book.licenses, ...leases.map(({ license }) => license)];
  licenses.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  licenses.forEach((license, index) => (license.id = index + 1));
  const activations = makeInstallations(time, licenses);
  replaceLeakedKey(time, licenses);
  const billing = makeBilling(setting, book.orders, leases);
  return { ...setting, directory, leases, licenses, activations, ...billing };
}
