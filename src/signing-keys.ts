import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** An Ed25519 private key in PKCS #8 is this and its 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PEM = /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g;

const isEd25519 = (key: KeyObject): boolean => key.asymmetricKeyType === 'ed25519';

/** A key from PEM, or from DER in base64; null when it is none of ours. */
function read(text: string, from: (text: string) => KeyObject): KeyObject | null {
  try {
    // An environment often holds the ends of lines as two letters.
    const key = from(text.trim().replaceAll('\\n', '\n'));
    return isEd25519(key) ? key : null;
  } catch {
    return null;
  }
}

/** The private key of 32 bytes. */
export const privateKeyFromSeed = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** An Ed25519 private key, as PEM or as PKCS #8 in base64; null for anything else. */
export const readPrivateKey = (text: string): KeyObject | null =>
  read(text, (one) =>
    one.includes('-----')
      ? createPrivateKey(one)
      : createPrivateKey({ key: Buffer.from(one, 'base64'), format: 'der', type: 'pkcs8' }),
  );

/** Ed25519 public keys, as PEM one after the other or as SPKI in base64 with commas; null for anything else. */
export function readPublicKeys(text: string): KeyObject[] | null {
  const texts = text.includes('-----')
    ? (text.match(PEM) ?? [''])
    : text.split(',').filter((part) => part.trim() !== '');
  const keys = texts.map((part) =>
    read(part, (one) =>
      one.includes('-----')
        ? createPublicKey(one)
        : createPublicKey({ key: Buffer.from(one, 'base64'), format: 'der', type: 'spki' }),
    ),
  );
  return keys.every((key) => key !== null) ? keys : null;
}
