import type { AddOnEntity, ProductEntity } from '../../database/entities/product.entity';
import type { Day } from '../../domain/billing/calendar';
import type { LicenseOrigin, LicenseStatus } from '../../domain/licensing/license';
import type { DemoAccount } from './demo-account';

/** A change of what was bought, as the history tells it. */
export interface DemoChange {
  readonly at: Date;
  readonly field: 'product' | 'maintenanceEndsOn';
  readonly from: string;
  readonly to: string;
}

/** A change of product or add-ons, with what they were before. */
export interface DemoTermsChange {
  readonly at: Date;
  readonly to: 'MORE' | 'LESS';
  readonly from: { readonly product: ProductEntity; readonly addOns: readonly AddOnEntity[] };
}

/** A license while the demo's story is told; it gets its key in the table when all are known. */
export interface DemoLicense {
  id: number;
  readonly origin: LicenseOrigin;
  readonly payer: DemoAccount;
  /** Null while in a reseller's stock. */
  readonly customer: DemoAccount | null;
  product: ProductEntity;
  addOns: readonly AddOnEntity[];
  status: LicenseStatus;
  readonly createdOn: Day;
  readonly createdAt: Date;
  readonly assignedAt: Date | null;
  maintenance: { readonly from: Day; to: Day } | null;
  /** When it stopped for good: a lease's stop, a withdrawn order. */
  endedAt: Date | null;
  /** The last change of product or add-ons, which asks for a new activation (R34). */
  lastChange: DemoTermsChange | null;
  /** When staff replaced its key; null when they did not. */
  keyReplacedAt: Date | null;
  /** What was ordered for it after it was bought; the terms of a lease tell that themselves. */
  readonly changes: DemoChange[];
}

/** A change of terms as invoices and histories tell it. */
export interface DemoTerm {
  readonly validFrom: Day;
  readonly createdAt: Date;
  readonly product: ProductEntity;
  readonly addOns: readonly AddOnEntity[];
  /** What was agreed for each part, in minor units of the provider's currency. */
  readonly prices: ReadonlyMap<ProductEntity | AddOnEntity, bigint>;
  /** Their sum. */
  readonly monthlyPrice: bigint;
}

export interface DemoLease {
  id: number;
  readonly license: DemoLicense;
  readonly provider: DemoAccount;
  readonly customer: DemoAccount;
  readonly customerEmail: string;
  readonly startedOn: Day;
  readonly startedAt: Date;
  readonly stoppedOn: Day | null;
  readonly stoppedAt: Date | null;
  readonly terms: readonly DemoTerm[];
}

export const BEFORE_FIRST_LEASE = 100_000;
export const leaseNumber = ({ id }: DemoLease): string => `L-${BEFORE_FIRST_LEASE + id}`;
