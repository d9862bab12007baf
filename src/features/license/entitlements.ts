import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import { unitOf } from '../../domain/catalog/catalog';
import { entitledUntil } from '../../domain/licensing/entitlement';
import type { IdCodec } from '../../graphql/ids';
import { EntitlementRepository, type Entitled } from './entitlement.repository';
import type { Signer } from './signer';

/** Seconds since 1970, as signed documents count (RFC 7519). */
const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

/** Writes the documents that installations check offline; docs/entitlements.md says what stands in them. */
export class Entitlements {
  constructor(
    private readonly ids: IdCodec,
    private readonly signer: Signer,
  ) {}

  /** The entitlement of an installation; null when what it was activated with may run no longer (R34). */
  async of(
    database: Queries,
    scope: Scope,
    installation: number,
    now: Date,
  ): Promise<string | null> {
    return (await this.ofAll(database, scope, [installation], now)).get(installation) ?? null;
  }

  /** The same of several installations, by their keys, in one statement. */
  async ofAll(
    database: Queries,
    scope: Scope,
    installations: readonly number[],
    now: Date,
  ): Promise<Map<number, string | null>> {
    const found = await new EntitlementRepository(database).of(scope, installations);
    if (found.length !== new Set(installations).size)
      throw new Error('The installation is out of reach');
    return new Map(found.map((one) => [one.pk, this.entitlementOf(one, now)]));
  }

  private entitlementOf(found: Entitled, now: Date): string | null {
    const { origin, endsAt, termsUntil, family, edition, level } = found;
    const until = entitledUntil({ leased: origin === 'LEASED', endsAt, termsUntil }, now);
    if (until !== null && until <= now) return null;
    return this.signer.sign('keyhold-entitlement+jwt', {
      ...this.about(found),
      iat: seconds(now),
      ...(until === null ? {} : { exp: seconds(until) }),
      product: { family, edition, level, unit: unitOf(family), name: found.productName },
      addOns: found.addOns?.split(',') ?? [],
      origin,
      maintenanceEndsOn: found.maintenanceTo,
    });
  }

  /** Receipts for installations that were ended, oldest first. */
  async receipts(
    database: Queries,
    scope: Scope,
    installations: readonly number[],
    now: Date,
  ): Promise<string[]> {
    const ended = await new EntitlementRepository(database).of(scope, installations);
    return ended.map((one) =>
      this.signer.sign('keyhold-receipt+jwt', {
        ...this.about(one),
        iat: seconds(now),
        deactivatedAt: seconds(one.deactivatedAt ?? now),
      }),
    );
  }

  private about({ pk, licenseKey, serverName, activatedAt }: Entitled): object {
    return {
      sub: this.ids.encode('License', licenseKey),
      activation: this.ids.encode('Activation', pk),
      server: serverName,
      activatedAt: seconds(activatedAt),
    };
  }
}
