import { createHash } from 'node:crypto';
import { normalizeLicenseKey } from '../../domain/licensing/license-key';

/** What a licence is found by: SHA-256 of its key as typed, whatever the separators. */
export const hashOfKey = (typed: string): Buffer =>
  createHash('sha256').update(normalizeLicenseKey(typed)).digest();

/** Where licence keys are sealed; part of what the seal vouches for. */
export const KEY_SEAL = 'licenses.key';
