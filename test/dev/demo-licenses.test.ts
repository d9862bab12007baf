import {
  addMonths,
  daysBetween,
  firstDay,
  monthOf,
  type Day,
} from '../../src/domain/billing/calendar';
import { idleSince } from '../../src/domain/leasing/lease';
import { LicenseStatus } from '../../src/domain/licensing/license';
import { stepDue } from '../../src/domain/licensing/maintenance-notice';
import { invoiceLineRows } from '../../src/dev/demo/invoice-rows';
import { sharedStory } from '../support/shared-story';

describe.each<[Day, string]>([
  ['2026-11-21', 'Europe/Berlin'],
  ['2027-01-01', 'UTC'],
])('licenses of the demo on %s in %s', (today, timeZone) => {
  const story = sharedStory(today, timeZone);
  const { accounts, leases, licenses, activations, catalog } = story;
  const { now } = story.time;
  const { northwind, contoso, fabrikam } = accounts;
  const installationsOf = (license: (typeof licenses)[number]) =>
    activations.filter((activation) => activation.license === license);
  const running = activations.filter(({ deactivatedAt }) => deactivatedAt === null);

  it('is told relative to its day', () => {
    const starts = leases.map(({ startedOn }) => startedOn).sort();
    expect(monthOf(starts[0]!)).toBe(monthOf(addMonths(firstDay(monthOf(today)), -13)));
    expect(daysBetween(starts.at(-1)!, today)).toBeGreaterThanOrEqual(1);
    expect(daysBetween(starts.at(-1)!, today)).toBeLessThan(7);
    const stops = leases.map(({ stoppedOn }) => stoppedOn ?? starts[0]!).sort();
    expect(daysBetween(stops.at(-1)!, today)).toBeLessThan(7);
  });

  it('R15 maintenance of some ends soon, of which people are mailed when the demo starts', () => {
    const due = licenses.filter(
      ({ origin, maintenance, payer }) =>
        origin !== 'LEASED' &&
        (payer === northwind || payer === contoso) &&
        maintenance !== null &&
        stepDue(maintenance.to, null, today) !== null,
    );
    expect(due.length).toBeGreaterThan(1);
  });

  it('every status occurs', () => {
    const found = new Set(licenses.map(({ status }) => status));
    expect(found).toEqual(new Set(Object.keys(LicenseStatus)));
    expect(new Set(leases.map(({ stoppedOn }) => stoppedOn === null)).size).toBe(2);
  });

  it('R28 R29 what is in stock is unassigned, and nothing else is', () => {
    const wrong = licenses.filter(
      ({ origin, customer, assignedAt, status }) =>
        (status === 'UNASSIGNED') !== (customer === null) ||
        (customer === null && (origin !== 'RESOLD' || assignedAt !== null)),
    );
    expect(wrong).toEqual([]);
    expect(running.filter(({ license }) => license.customer === null)).toEqual([]);
  });

  it('each has the parties that its origin asks for', () => {
    const wrong = licenses.filter(({ origin, payer, customer }) => {
      if (origin === 'PURCHASED') return customer !== payer;
      if (customer !== null && (customer.reseller || customer.leaseProvider)) return true;
      return origin === 'RESOLD' ? !payer.reseller : !payer.leaseProvider;
    });
    expect(wrong).toEqual([]);
    const early = licenses.filter(
      ({ customer, createdOn, assignedAt, createdAt }) =>
        (customer !== null && assignedAt === null && customer.createdOn > createdOn) ||
        (customer !== null && assignedAt !== null && customer.createdAt > assignedAt) ||
        (assignedAt !== null && assignedAt < createdAt),
    );
    expect(early).toEqual([]);
  });

  it('a leased license agrees with the last terms of its lease', () => {
    const wrong = leases.filter(
      ({ license, terms, provider, customer, stoppedAt, startedAt }) =>
        license.payer !== provider ||
        license.customer !== customer ||
        license.product !== terms.at(-1)?.product ||
        license.addOns !== terms.at(-1)?.addOns ||
        (license.status === 'ENDED') !== (stoppedAt !== null) ||
        license.maintenance !== null ||
        license.assignedAt !== startedAt,
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('the terms of a lease follow each other within its time, one a day', () => {
    const wrong = leases.filter(({ startedOn, stoppedOn, terms }) =>
      terms.some(({ validFrom, product, addOns }, index) => {
        const before = terms[index - 1];
        if (index === 0 ? validFrom !== startedOn : before && before.validFrom >= validFrom)
          return true;
        if (stoppedOn !== null && index > 0 && validFrom >= stoppedOn) return true;
        return addOns.some((addOn) => !catalog.addOnsFor(product).includes(addOn));
      }),
    );
    expect(wrong).toEqual([]);
    expect(leases.filter(({ terms }) => terms.length > 2).length).toBeGreaterThan(20);
  });

  it('R35 a license runs on one server, but for the thirty days of a move', () => {
    const lasting = running.filter(({ endsAt }) => endsAt === null);
    expect(new Set(lasting.map(({ license }) => license)).size).toBe(lasting.length);
    const ending = running.filter(({ endsAt }) => endsAt !== null);
    expect(ending.filter(({ endsAt }) => endsAt !== null && endsAt <= now)).toEqual([]);
    expect(new Set(ending.map(({ license }) => license)).size).toBe(ending.length);
    expect(running.filter(({ license }) => license.status === 'ENDED')).toEqual([]);
    const active = licenses.filter(({ status }) => status === 'ACTIVE');
    const withServer = new Set(lasting.map(({ license }) => license));
    expect(active.filter((license) => !withServer.has(license))).toEqual([]);
  });

  it('R45 some leases run idle, at Fabrikam too', () => {
    const idle = leases.filter(
      ({ license, stoppedOn, startedAt }) =>
        stoppedOn === null && idleSince(startedAt, installationsOf(license), now) !== null,
    );
    expect(idle.length).toBeGreaterThan(50);
    expect(idle.filter(({ provider }) => provider === fabrikam).length).toBeGreaterThan(10);
  });

  it('R40 every lease provider has a card on file', () => {
    expect(accounts.leaseProviders.filter(({ card }) => card === null)).toEqual([]);
  });

  it('every license that was bought is on an invoice', () => {
    const billed = new Set(invoiceLineRows(story).map(({ licenseId }) => licenseId));
    expect(licenses.filter(({ id, origin }) => origin !== 'LEASED' && !billed.has(id))).toEqual([]);
  });

  it('prices rise with the level, with Enterprise, and with time', () => {
    for (const product of catalog.products) {
      const larger = [catalog.nextLevel(product, 1)];
      if (product.edition === 'PROFESSIONAL') larger.push(catalog.otherEdition(product));
      for (const kind of ['PURCHASE', 'LEASE', 'MAINTENANCE'] as const)
        for (const currency of ['EUR', 'USD', 'GBP'] as const) {
          const price = catalog.price(product, kind, currency, today);
          expect(price > catalog.price(product, kind, currency, '2020-01-01')).toBe(true);
          for (const other of larger)
            if (other) expect(catalog.price(other, kind, currency, today) > price).toBe(true);
        }
    }
  });

  it('the accounts that one signs in to have something to show', () => {
    const northwinds = licenses.filter(({ customer }) => customer === northwind);
    const from = (origin: string) => northwinds.filter((license) => license.origin === origin);
    expect(from('PURCHASED').length).toBeGreaterThan(40);
    expect(new Set(from('RESOLD').map(({ payer }) => payer))).toEqual(new Set([contoso]));
    expect(new Set(from('LEASED').map(({ payer }) => payer))).toEqual(new Set([fabrikam]));
    const stock = licenses.filter(({ payer, customer }) => payer === contoso && customer === null);
    expect(stock.length).toBeGreaterThan(10);
    expect(leases.filter(({ provider }) => provider === fabrikam).length).toBe(430);
    const { invoices } = story.ledger;
    const statuses = invoices
      .filter(({ account }) => account === northwind)
      .map(({ status }) => status);
    expect(statuses).toEqual(expect.arrayContaining(['PAID', 'OPEN', 'OVERDUE']));
    const summaries = invoices.filter(
      ({ account, kind }) => account === contoso && kind === 'SUMMARY',
    );
    expect(summaries.slice(-2).map(({ paid }) => paid)).toEqual([0n, 0n]);
    expect(summaries.filter(({ status }) => status === 'PAID').length).toBeGreaterThan(5);
  });
});
