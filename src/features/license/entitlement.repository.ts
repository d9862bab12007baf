import type { Edition, ProductFamily } from '../../domain/catalog/catalog';
import type { LicenseOrigin } from '../../domain/licensing/license';
import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import { RUNNING_SIDE } from './locked-license.repository';
import { ActivationEntity, LicenseEntity } from '../../database/entities/license.entity';
import { ProductEntity } from '../../database/entities/product.entity';
import { orNull, text } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** What an installation may run, as the store has it. */
export interface Entitled {
  readonly pk: number;
  readonly licenseKey: number;
  readonly origin: LicenseOrigin;
  readonly serverName: string;
  readonly activatedAt: Date;
  readonly endsAt: Date | null;
  readonly termsUntil: Date | null;
  readonly deactivatedAt: Date | null;
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly level: number;
  readonly productName: string;
  /** Codes, with commas between them; null for none. */
  readonly addOns: string | null;
  /** `2026-12-31`; null for what is leased. */
  readonly maintenanceTo: string | null;
}

const v = table(ActivationEntity, 'v');
const l = table(LicenseEntity, 'l');
const p = table(ProductEntity, 'p');
const OF = select({
  pk: v.id,
  licenseKey: l.id,
  origin: l.origin,
  ...pick(v, 'serverName', 'activatedAt', 'endsAt', 'termsUntil', 'deactivatedAt'),
  ...pick(p, 'family', 'edition', 'level'),
  productName: p.name,
  maintenanceTo: l.maintenanceTo,
  addOns: orNull(
    text(
      '(SELECT GROUP_CONCAT(a.code ORDER BY a.code) FROM activation_add_ons x JOIN add_ons a ON a.id = x.add_on_id WHERE x.activation_id = v.id)',
    ),
  ),
}).from(
  'activations v JOIN licenses l ON l.id = v.license_id JOIN products p ON p.id = v.product_id',
);

/** Reads what installations of a license run with, for whoever runs it. */
export class EntitlementRepository {
  constructor(private readonly database: Queries) {}

  /** Of these installations, those in reach, oldest first. */
  of(scope: Scope, installations: readonly number[]): Promise<Entitled[]> {
    return this.database.rows(
      scope,
      sql`${OF} WHERE v.id IN (${installations}) AND ${RUNNING_SIDE} ORDER BY v.id`,
    );
  }
}
