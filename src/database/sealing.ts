import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/**
 * Encrypts what has to be shown again, such as a license key: AES-256-GCM; the stored bytes are key
 * id, nonce, tag, ciphertext. `context` (for instance the table) is authenticated, so that a sealed
 * value cannot be moved to another place.
 */
export class Sealer {
  constructor(
    private readonly keyId: number,
    private readonly key: Buffer,
  ) {}

  seal(plain: string, context: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    cipher.setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([this.keyId]), nonce, cipher.getAuthTag(), text]);
  }

  /** @throws if the bytes were sealed under another key or context, or were changed. */
  unseal(sealed: Buffer, context: string): string {
    if (sealed[0] !== this.keyId)
      throw new Error(`Sealed under key ${sealed[0]}, which is not configured`);
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(1, 1 + NONCE));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
    const text = sealed.subarray(1 + NONCE + TAG);
    return decipher.update(text, undefined, 'utf8') + decipher.final('utf8');
  }
}
