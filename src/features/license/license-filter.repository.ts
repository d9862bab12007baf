import { contains, hasEmailPart, startsWith } from '../../database/like';
import { raw, sql, TRUE, type Statement } from '../../database/sql';
import type { Day } from '../../domain/billing/calendar';
import { normalizeServerName } from '../../domain/licensing/server-name';
import type { LicenseStatus } from '../../domain/licensing/license';

export interface LicenseConditions {
  readonly status: readonly LicenseStatus[] | null;
  readonly product: string | null;
  /** Days between which Maintenance and Support ends, both included; null for any. */
  readonly maintenanceFrom: Day | null;
  readonly maintenanceTo: Day | null;
  /** Whole key, part of product or customer, or beginning of a server's name; for what partners sold alone. */
  readonly search: string | null;
}

/** An installation `v` that a partner may know to run: one that has ended is the customer's own business. */
export const running = (now: Date): Statement<false> =>
  sql`v.deactivated_at IS NULL AND (v.ends_at IS NULL OR v.ends_at > ${now})`;

/** A customer `f` with this text in its name or address. */
export const ofCustomer = (text: string): Statement<false> => {
  const part = contains(text);
  return sql`(f.name LIKE ${part} OR ${hasEmailPart(raw('f.email'), text)})`;
};

/** An installation `v` on a server whose name begins with the text, or is another spelling of it. */
export const ofServer = (text: string): Statement<false> =>
  sql`(v.server_name LIKE ${startsWith(text)} OR v.server_name = ${normalizeServerName(text)})`;

/** A license `l` whose Maintenance and Support ends between days; what has none ends on no day. */
export function ofMaintenance({
  maintenanceFrom,
  maintenanceTo,
}: LicenseConditions): Statement<false> {
  const from = maintenanceFrom === null ? TRUE : sql`l.maintenance_to >= ${maintenanceFrom}`;
  return maintenanceTo === null ? from : sql`${from} AND l.maintenance_to <= ${maintenanceTo}`;
}

/** A license `l` of a product `p`. */
export function ofConditions(conditions: LicenseConditions): Statement<false> {
  const { status, product } = conditions;
  const ofStatus = status === null ? TRUE : sql`l.status IN (${status})`;
  const ofProduct = product === null ? TRUE : sql`p.name LIKE ${contains(product)}`;
  return sql`${ofStatus} AND ${ofProduct} AND ${ofMaintenance(conditions)}`;
}
