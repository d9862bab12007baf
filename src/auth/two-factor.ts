import { hash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { CredentialScope } from '../database/scope';
import type { Queries } from '../database/database';
import type { Sealer } from '../database/sealing';
import { TwoFactorRepository } from './two-factor.repository';

/** Where secrets of second factors are sealed; part of what the seal vouches for. */
export const TWO_FACTOR_SEAL = 'two_factors.secret_sealed';

/** Seconds that a code stands for. */
const PERIOD = 30;
/** Clocks of phones may be this many periods off. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Without what is easily misread. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const totp = (secret: string, label = '', issuer = ''): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: PERIOD });

/** The code of a moment, for the demo and for tests. */
export const codeAt = (secret: string, now: Date): string =>
  totp(secret).generate({ timestamp: now.getTime() });

/** The 30 seconds that a code is for, near `now`; null when it is none of the secret's. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1_000 / PERIOD) + delta;
}

const newRecoveryCode = (): string => {
  const letters = [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
};

const hashOfCode = (code: string): Buffer =>
  hash('sha256', code.toUpperCase().replace(/[^A-Z0-9]/g, ''), 'buffer');

/** What an authenticator app is given. */
export interface Enrolment {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://…`, to be shown as a QR code. */
  readonly uri: string;
}

/** TOTP (RFC 6238) with recovery codes. A code is taken once. */
export class TwoFactor {
  /** @param issuer - whose login it is, as authenticator apps list it */
  constructor(
    private readonly sealer: Sealer,
    private readonly issuer: string,
  ) {}

  /** Begins: keeps a new secret, which counts from its first code on. */
  async begin(tx: Queries, email: string, now: Date): Promise<Enrolment> {
    const secret = new Secret({ size: 20 }).base32;
    const sealed = this.sealer.seal(secret, TWO_FACTOR_SEAL);
    await new TwoFactorRepository(tx).put(new CredentialScope(email), sealed, now);
    return { secret, uri: totp(secret, email, this.issuer).toString() };
  }

  /** Takes a code of the app, or a recovery code. @returns whether it was right, and new. */
  async take(tx: Queries, email: string, code: string, now: Date): Promise<boolean> {
    const scope = new CredentialScope(email);
    const factors = new TwoFactorRepository(tx);
    const factor = await factors.lock(scope);
    if (factor === null) return false;
    const typed = code.replace(/[\s-]/g, '');
    const isRecoveryCode = !/^\d{6}$/.test(typed);
    const secret = this.sealer.unseal(factor.secretSealed, TWO_FACTOR_SEAL);
    const step = isRecoveryCode ? null : stepOf(secret, typed, now);
    const right = isRecoveryCode
      ? factor.confirmedAt !== null && (await factors.takeRecoveryCode(scope, hashOfCode(code)))
      : step !== null && (await factors.takeStep(scope, step));
    if (right && factor.confirmedAt !== null) await factors.cancelReset(scope);
    return right;
  }

  /** From now on it counts. @returns the recovery codes, which are told this once. */
  async confirm(tx: Queries, email: string, now: Date): Promise<string[]> {
    const scope = new CredentialScope(email);
    const factors = new TwoFactorRepository(tx);
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await factors.confirm(scope, now);
    await factors.putRecoveryCodes(scope, codes.map(hashOfCode));
    return codes;
  }

  async remove(tx: Queries, email: string): Promise<void> {
    await new TwoFactorRepository(tx).remove(new CredentialScope(email));
  }
}
