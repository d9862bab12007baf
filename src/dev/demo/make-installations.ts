import type { ActivationEntity } from '../../database/entities/license.entity';
import type { ProductFamily } from '../../domain/catalog/catalog';
import type { DemoLicense } from './demo-license';
import type { DemoTime } from './demo-time';
import { NORTHWIND } from './named-accounts';
import { Random } from './random';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A move gives both installations so long (R35). */
const MOVE_DAYS = 30;

const SERVERS: Readonly<Record<ProductFamily, readonly string[]>> = {
  SMARTERMAIL: ['mail', 'mail', 'mx', 'smtp'],
  SMARTERTRACK: ['helpdesk', 'support', 'track'],
  SMARTERSTATS: ['stats', 'web-stats'],
};

export type DemoActivation = Omit<
  ActivationEntity,
  'id' | 'accountId' | 'licenseId' | 'productId' | 'termsUntil'
> & {
  readonly license: DemoLicense;
};

/** Where licenses run, or ran, the oldest activation first; gives each license its status. */
export function makeInstallations(
  time: DemoTime,
  licenses: readonly DemoLicense[],
): DemoActivation[] {
  const random = new Random('installations');
  const now = time.now.getTime();
  const servers = new Map<string, number>();
  const activations: DemoActivation[] = [];
  for (const license of licenses) if (license.customer !== null) install(license);
  return activations.sort((a, b) => a.activatedAt.getTime() - b.activatedAt.getTime());

  function install(license: DemoLicense): void {
    const since = (license.assignedAt ?? license.createdAt).getTime();
    const start =
      since + random.whole(5, 90) * MINUTE + (random.chance(0.3) ? random.whole(1, 6) * DAY : 0);
    const end = license.endedAt?.getTime() ?? null;
    // Never activated: the key still waits, or the lease runs idle.
    if (random.chance(0.05) || start >= (end ?? now)) return;
    const first = activation(license, start);
    const last = random.chance(movesOften(license) ? 0.3 : 0.08) ? move(first, end ?? now) : first;
    if (end !== null) return finish(last, end);
    const days = Math.floor((now - last.activatedAt.getTime()) / DAY);
    if (days > 40 && random.chance(0.03)) {
      const at = daysAgo(3, 35);
      if (first !== last && (first.deactivatedAt?.getTime() ?? now) > at) finish(first, at);
      return finish(last, at);
    }
    const silent = days > 40 && random.chance(0.06);
    last.lastSeenAt = new Date(silent ? daysAgo(16, 39) : lately(last));
    if (license.status === 'READY')
      license.status = needsReactivation(license, last) ? 'REACTIVATION_REQUIRED' : 'ACTIVE';
    if (license.origin === 'LEASED' && random.chance(0.008)) license.status = 'SUSPENDED';
  }

  function activation(license: DemoLicense, at: number): DemoActivation {
    const activatedAt = new Date(at);
    const serverName = serverFor(license);
    const made: DemoActivation = {
      license,
      serverName,
      activatedAt,
      lastSeenAt: activatedAt,
      endsAt: null,
      deactivatedAt: null,
    };
    activations.push(made);
    return made;
  }

  /** The license went to another server; the older installation had, or has, thirty days more. */
  function move(old: DemoActivation, until: number): DemoActivation {
    const start = old.activatedAt.getTime();
    if (until - start < 2 * DAY) return old;
    const latest = random.chance(0.3) ? until - start : Math.min(until - start, 400 * DAY);
    const at = start + DAY + Math.floor(random.fraction() * (latest - DAY));
    const endsAt = at + MOVE_DAYS * DAY;
    const ended = Math.min(endsAt, until);
    old.endsAt = new Date(endsAt);
    old.deactivatedAt = ended < now ? new Date(ended) : null;
    old.lastSeenAt = new Date(
      ended < now ? Math.max(at, ended - random.whole(1, 20) * HOUR) : lately(old),
    );
    return activation(old.license, at);
  }

  function finish(last: DemoActivation, at: number): void {
    last.deactivatedAt = new Date(at);
    last.lastSeenAt = new Date(
      Math.max(last.activatedAt.getTime(), at - random.whole(0, 20) * HOUR),
    );
  }

  function daysAgo(least: number, most: number): number {
    return now - Math.floor((least + random.fraction() * (most - least)) * DAY);
  }

  /** Installations check in once a day or more often. */
  function lately({ activatedAt }: DemoActivation): number {
    return Math.max(activatedAt.getTime(), now - random.whole(2, 22 * 60) * MINUTE);
  }

  /** Most change over within days; some run on what they had, which a larger product allows (R34). */
  function needsReactivation({ lastChange }: DemoLicense, last: DemoActivation): boolean {
    if (lastChange === null || last.activatedAt > lastChange.at) return false;
    const days = (now - lastChange.at.getTime()) / DAY;
    if (days < 3) return true;
    return days < 6 ? random.chance(0.5) : lastChange.to === 'MORE' && random.chance(0.06);
  }

  /** `mail03.northwind.example`: the customer's third server of that name. */
  function serverFor({ customer, product }: DemoLicense): string {
    const domain = customer?.domain ?? 'keyhold.example';
    const role = random.pick(SERVERS[product.family]);
    const next = (servers.get(`${role}.${domain}`) ?? 0) + 1;
    servers.set(`${role}.${domain}`, next);
    return `${role}${String(next).padStart(2, '0')}.${domain}`;
  }
}

/** So that who looks at Northwind finds moved installations. */
const movesOften = ({ customer }: DemoLicense): boolean => customer?.domain === NORTHWIND.domain;
