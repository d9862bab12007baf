import { createHash } from 'node:crypto';
import { normalizeLicenseKey } from '../../domain/licensing/license-key';

/** What a licence is found by: SHA-256 of its key as typed, whatever the separators. */
export const hashOfKey = (typed: string): Buffer =>
  createHash('sha256').update(normalizeLicenseKey(typed)).digest();
