import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  type Cipher,
  type Decipher,
} from 'node:crypto';

const FORM = /^([a-z]{3})_([A-Za-z0-9_-]{22})$/;

/**
 * Opaque ids: a prefix that says the type to a person, and one AES block of type and key. Nobody can
 * guess another one, or read from it how many there are. One cipher object serves all: ECB of a single
 * block that is never repeated within a type gives nothing away.
 */
export class IdCodec {
  private readonly cipher: Cipher;
  private readonly decipher: Decipher;
  private readonly block = Buffer.alloc(16);
  private readonly byPrefix: ReadonlyMap<string, string>;

  /**
   * @param secret 16 random bytes; with another key, ids that are out there stop working.
   * @param prefixes Three letters by the name of each type.
   */
  constructor(
    private readonly secret: Buffer,
    private readonly prefixes: Readonly<Record<string, string>>,
  ) {
    this.byPrefix = new Map(Object.entries(prefixes).map(([type, prefix]) => [prefix, type]));
    this.cipher = createCipheriv('aes-128-ecb', secret, null).setAutoPadding(false);
    this.decipher = createDecipheriv('aes-128-ecb', secret, null).setAutoPadding(false);
  }

  /** @throws for a type that has no prefix: it is no node. */
  encode(type: string, key: number): string {
    const prefix = this.prefixes[type];
    if (prefix === undefined) throw new Error(`${type} has no id prefix`);
    this.block.fill(0);
    this.block.write(prefix, 0, 'latin1');
    this.block.writeBigUInt64BE(BigInt(key), 8);
    return `${prefix}_${this.cipher.update(this.block).toString('base64url')}`;
  }

  /** Type and key of an id, or null for anything that we did not make. */
  decode(id: string): { type: string; key: number } | null {
    const match = FORM.exec(id);
    const type = match ? this.byPrefix.get(match[1] as string) : undefined;
    if (!match || type === undefined) return null;
    const plain = this.decipher.update(Buffer.from(match[2] as string, 'base64url'));
    const honest =
      plain.length === 16 &&
      plain.toString('latin1', 0, 3) === this.prefixes[type] &&
      plain.readUInt32BE(3) === 0 &&
      plain[7] === 0;
    const key = honest ? plain.readBigUInt64BE(8) : null;
    if (key === null || key > BigInt(Number.MAX_SAFE_INTEGER)) return null;
    // The last character has bits that carry nothing: only the spelling that we write counts.
    return this.encode(type, Number(key)) === id ? { type, key: Number(key) } : null;
  }

  /** A mark that only we can make: what bears it came from us as it is. */
  mark(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url').slice(0, 16);
  }

  /** The key of an id of this type, or null. */
  keyOf(type: string, id: string): number | null {
    const decoded = this.decode(id);
    return decoded?.type === type ? decoded.key : null;
  }
}
