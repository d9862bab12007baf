import type { Day } from '../../src/domain/billing/calendar';
import { PERMISSION, type Permission } from '../../src/domain/people/permission';
import { auditRows } from '../../src/dev/demo/audit-rows';
import type { DemoLicense } from '../../src/dev/demo/demo-license';
import { sharedStory } from '../support/shared-story';

type Changes = Readonly<Record<string, readonly [unknown, unknown]>>;

/** What somebody had to be granted to do it, for a license of each origin. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, Permission>>>> = {
  checkout: { PURCHASED: 'MAKE_PURCHASES', RESOLD: 'RESELLER' },
  assignLicense: { RESOLD: 'RESELLER' },
  startLease: { LEASED: 'LEASE_PROVIDER' },
  modifyLease: { LEASED: 'LEASE_PROVIDER' },
  stopLease: { LEASED: 'LEASE_PROVIDER' },
  activateLicense: {
    PURCHASED: 'ACTIVATE_LICENSES',
    RESOLD: 'ACTIVATE_LICENSES',
    LEASED: 'ACTIVATE_LICENSES',
  },
  deactivateLicense: {
    PURCHASED: 'ACTIVATE_LICENSES',
    RESOLD: 'ACTIVATE_LICENSES',
    LEASED: 'ACTIVATE_LICENSES',
  },
};
const BY_STAFF = ['creditInvoice', 'replaceLicenseKey', 'suspendLicense', 'voidInvoice'];
/** What support does for whoever asked needs no reason. */
const BY_SUPPORT = ['recordSupportRequest', 'replyToSupportRequest'];

describe.each<[Day, string]>([
  ['2026-11-21', 'Europe/Berlin'],
  ['2027-01-01', 'America/New_York'],
  ['2028-02-29', 'Pacific/Auckland'],
])('the history of the demo on %s in %s', (today, timeZone) => {
  const story = sharedStory(today, timeZone);
  const { licenses, activations, directory, accounts } = story;
  const events = auditRows(story).map((row) => ({
    ...row,
    changed: JSON.parse(row.changes) as Changes,
  }));
  type Event = (typeof events)[number];
  const of = new Map<DemoLicense, Event[]>(licenses.map((license) => [license, []]));
  const onLicense = events.filter(({ subjectType }) => subjectType === 'License');
  for (const event of onLicense) of.get(licenses[event.subjectId - 1]!)!.push(event);
  const ids = (wrong: readonly { id: number }[]) => wrong.map(({ id }) => id);
  const wrongOnes = (isWrong: (license: DemoLicense, events: readonly Event[]) => boolean) =>
    ids(licenses.filter((license) => isWrong(license, of.get(license)!)));
  const count = (events: readonly Event[], name: string): number =>
    events.filter(({ action }) => action === name).length;
  /** What a field is in the end, as the events have it. */
  const last = (events: readonly Event[], field: string): unknown =>
    events.findLast(({ changed }) => changed[field] !== undefined)?.changed[field]?.[1];

  it('is in the order of time, and of nothing that is still to come', () => {
    expect(events.filter(({ id }, index) => id !== index + 1)).toEqual([]);
    const early = events.filter(
      ({ createdAt }, index) => index > 0 && createdAt < events[index - 1]!.createdAt,
    );
    expect(ids(early)).toEqual([]);
    expect(events.at(-1)!.createdAt.getTime()).toBeLessThanOrEqual(story.time.now.getTime());
  });

  it('R36 every license of the demo data tells how it was bought, and by whom', () => {
    const wrong = wrongOnes(({ origin, createdAt, payer }, [first]) => {
      const action = origin === 'LEASED' ? 'startLease' : 'checkout';
      return (
        first?.action !== action ||
        first.createdAt.getTime() !== createdAt.getTime() ||
        first.accountId !== payer.id ||
        first.userId === null ||
        typeof first.changed['product']?.[1] !== 'string'
      );
    });
    expect(wrong).toEqual([]);
  });

  it('R36 assigned: once, when it was, to the customer who has it', () => {
    const wrong = wrongOnes(({ origin, assignedAt, customer }, events) => {
      const [assigned] = events.filter(({ action }) => action === 'assignLicense');
      const expected = origin === 'RESOLD' && assignedAt !== null;
      if (count(events, 'assignLicense') !== (expected ? 1 : 0)) return true;
      return (
        assigned !== undefined &&
        (assigned.createdAt.getTime() !== assignedAt?.getTime() ||
          assigned.changed['customer']?.[1] !== customer?.email)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('R36 activated: every license that runs, on the servers on which it runs, and as what it is', () => {
    const running = new Map<DemoLicense, string[]>(licenses.map((license) => [license, []]));
    for (const { license, serverName, endsAt, deactivatedAt } of activations)
      if (deactivatedAt === null)
        running
          .get(license)!
          .push(endsAt === null ? serverName : `${serverName} until ${endsAt.toISOString()}`);
    const stillThere = (server: string) => {
      const until = / until (.*)$/.exec(server)?.[1];
      return until === undefined || new Date(until) > story.time.now;
    };
    const wrong = wrongOnes((license, events) => {
      const servers = (last(events, 'servers') ?? []) as string[];
      return (
        last(events, 'status') !== license.status ||
        (license.status === 'ACTIVE' && count(events, 'activateLicense') === 0) ||
        servers.filter(stillThere).join() !== running.get(license)!.join()
      );
    });
    expect(wrong).toEqual([]);
  });

  it('R35 moved: for a while on two servers', () => {
    const moves = onLicense.filter(
      ({ action, changed }) =>
        action === 'activateLicense' && (changed['servers']?.[1] as string[] | undefined)?.[1],
    );
    expect(moves.length).toBeGreaterThan(100);
    const shapes = moves.filter(
      ({ changed: { servers } }) =>
        !/^[a-z0-9.-]+ until 20\d\d-[\d-]+T[\d:.]+Z,[a-z0-9.-]+$/.test(String(servers?.[1])),
    );
    expect(ids(shapes)).toEqual([]);
  });

  it('R34 R36 modified and renewed: ends with the product, the add-ons and the maintenance that it has', () => {
    const wrong = wrongOnes(
      ({ product, addOns, maintenance }, events) =>
        last(events, 'product') !== product.name ||
        String(last(events, 'addOns')) !== String(addOns.map(({ name }) => name)) ||
        (last(events, 'maintenanceEndsOn') ?? null) !== (maintenance?.to ?? null),
    );
    expect(wrong).toEqual([]);
    const reactivated = onLicense.filter(
      ({ action, changed: { status } }) =>
        action === 'activateLicense' && status?.[0] === 'REACTIVATION_REQUIRED',
    );
    expect(reactivated.length).toBeGreaterThan(100);
  });

  it('R43 R44 leases: a change for each of their terms, a stop for each that stopped', () => {
    const wrong = story.leases.filter(({ license, terms, stoppedAt }) => {
      const events = of.get(license)!;
      return (
        count(events, 'startLease') !== 1 ||
        count(events, 'modifyLease') !== terms.length - 1 ||
        count(events, 'stopLease') !== (stoppedAt === null ? 0 : 1)
      );
    });
    expect(ids(wrong)).toEqual([]);
  });

  it('each event goes on from where the one before it left off', () => {
    const wrong = wrongOnes((_, events) => {
      const known: Record<string, unknown> = {};
      return events.some(({ changed }) =>
        Object.entries(changed).some(([field, [before, after]]) => {
          // What was moved away from ends by itself.
          const left = JSON.stringify(known[field] ?? null);
          const gap = field !== 'servers' && left !== JSON.stringify(before);
          known[field] = after;
          return gap;
        }),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('whoever did it was allowed to, and belonged to the account already', () => {
    const members = new Map(
      directory.memberships.map((one) => [`${one.accountId} ${one.userId}`, one]),
    );
    const wrong = onLicense.filter(({ action, accountId, userId, createdAt, subjectId }) => {
      if (BY_STAFF.includes(action)) return false;
      const { origin, payer, customer } = licenses[subjectId - 1]!;
      const member = members.get(`${accountId} ${userId}`);
      const needed = NEEDED[action]?.[origin];
      const expected = needed === 'ACTIVATE_LICENSES' ? customer : payer;
      return (
        needed === undefined ||
        accountId !== expected?.id ||
        member?.status !== 'ACTIVE' ||
        !member[PERMISSION[needed].column] ||
        member.createdAt > createdAt
      );
    });
    expect(ids(wrong)).toEqual([]);
    const holders = new Set(accounts.all.map(({ holder }) => holder.id));
    const byLogins = onLicense.filter(({ userId }) => !holders.has(userId ?? 0));
    expect(byLogins.length).toBeGreaterThan(500);
  });

  it('R66 staff give a reason, unless they answer a support request, and nobody else does', () => {
    const byStaff = events.filter(({ staffRole }) => staffRole !== null);
    expect([...new Set(byStaff.map(({ action }) => action))].sort()).toEqual(
      [...BY_STAFF, ...BY_SUPPORT].sort(),
    );
    const staff = new Map(directory.users.map(({ id, staffRole }) => [id, staffRole]));
    const wrong = events.filter(
      ({ action, staffRole, reason, userId }) =>
        (staffRole === null || BY_SUPPORT.includes(action)) !== (reason === null) ||
        staff.get(userId ?? 0) !== staffRole,
    );
    expect(ids(wrong)).toEqual([]);
  });

  it('R8 every contact was added by the holder of its account', () => {
    const added = events.filter(({ action }) => action === 'addContact');
    expect(added.map(({ subjectId }) => subjectId).sort((a, b) => a - b)).toEqual(
      ids(directory.contacts),
    );
    const wrong = added.filter(({ accountId, userId, subjectId, createdAt, changed }) => {
      const contact = directory.contacts[subjectId - 1]!;
      return (
        contact.accountId !== accountId ||
        contact.createdAt !== createdAt ||
        accounts.all[accountId - 1]?.holder.id !== userId ||
        changed['email']?.[1] !== contact.email ||
        !Array.isArray(changed['receives']?.[1])
      );
    });
    expect(ids(wrong)).toEqual([]);
  });

  it('comes from addresses that are nobody’s, by requests of their own', () => {
    const address =
      /^(192\.0\.2|198\.51\.100|203\.0\.113)\.([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/;
    expect(ids(events.filter((event) => !address.test(event.address ?? '')))).toEqual([]);
    const requests = new Map<string, string>();
    const shared = events.filter(({ requestId, action, userId, createdAt }) => {
      const request = `${action} ${userId} ${createdAt.getTime()}`;
      const known = requests.get(requestId);
      requests.set(requestId, request);
      return known !== undefined && known !== request;
    });
    expect(ids(shared)).toEqual([]);
  });

  it('tells of no money: a customer reads what was done to a resold or leased license', () => {
    const fields = new Set(onLicense.flatMap(({ changed }) => Object.keys(changed)));
    expect([...fields].sort()).toEqual([
      'addOns',
      'customer',
      'formerKeyEndsAt',
      'maintenanceEndsOn',
      'product',
      'servers',
      'status',
    ]);
  });
});
