/** Crockford's base 32: no I, L, O, U, so that nobody mistakes one sign for another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 5;

/** Random bytes of a key: 128 bits, which nobody guesses. */
export const LICENSE_KEY_BYTES = 16;

/**
 * A license key from random bytes, in groups that people can type, the last sign a check: 16 bytes
 * give 26 signs and the check sign.
 */
export function formatLicenseKey(bytes: Uint8Array): string {
  let signs = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      signs += ALPHABET[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  if (bits > 0) signs += ALPHABET[(value << (5 - bits)) & 31];
  const whole = signs + checkSign(signs);
  return (whole.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/**
 * The signs as a polynomial over the field of 32 elements (x⁵ + x² + 1), at its generator: one wrong
 * sign and one swap of neighbors always change it, in keys of up to 31 signs.
 */
function checkSign(signs: string): string {
  let sum = 0;
  for (const sign of signs) {
    sum = (sum ^ ALPHABET.indexOf(sign)) << 1;
    if (sum > 31) sum ^= 0b100101;
  }
  return ALPHABET[sum] as string;
}

/**
 * A key as somebody typed or copied it, in the one form in which keys are hashed: upper case, nothing but its signs.
 * Whatever program made of its hyphens, or put around it, does not count.
 */
export const normalizeLicenseKey = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
