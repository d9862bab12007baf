import { createHash, randomBytes } from 'node:crypto';
import {
  formatLicenseKey,
  LICENSE_KEY_BYTES,
  normalizeLicenseKey,
} from '../../domain/licensing/license-key';

/** What a license is found by: SHA-256 of its key as typed, whatever the separators. */
export const hashOfKey = (typed: string): Buffer =>
  createHash('sha256').update(normalizeLicenseKey(typed)).digest();

/** Where license keys are sealed; part of what the seal vouches for. */
export const KEY_SEAL = 'licenses.key';

/** A key that nobody has: 128 random bits in groups that people can type. */
export const newLicenseKey = (): string => formatLicenseKey(randomBytes(LICENSE_KEY_BYTES));
