import { createPublicKey, hash, sign, type KeyObject } from 'node:crypto';

/** What a document is: an installation takes no receipt for an entitlement. */
export type DocumentType = 'keyhold-entitlement+jwt' | 'keyhold-receipt+jwt';

/** A public key as it is published (RFC 7517, RFC 8037). */
export interface PublishedKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `kid` is the thumbprint of the key (RFC 7638): the same key has the same name everywhere. */
function published(key: KeyObject): PublishedKey {
  const { x = '' } = createPublicKey(key.export({ format: 'pem', type: 'spki' })).export({
    format: 'jwk',
  });
  const kid = hash('sha256', JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }), 'base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
}

/** Signs what installations are given, so that they can check it without asking. */
export class Signer {
  /** All keys that a document may be signed with, today's first. */
  readonly keys: readonly PublishedKey[];

  constructor(
    private readonly key: KeyObject,
    former: readonly KeyObject[],
  ) {
    const known = new Map<string, PublishedKey>();
    for (const one of [createPublicKey(key.export({ format: 'pem', type: 'pkcs8' })), ...former]) {
      const { kid } = published(one);
      if (!known.has(kid)) known.set(kid, published(one));
    }
    this.keys = [...known.values()];
  }

  /** The claims as a signed document: JWS in its compact form (RFC 7515). */
  sign(type: DocumentType, claims: object): string {
    const header = { alg: 'EdDSA', typ: type, kid: this.keys[0]?.kid };
    const signed = `${encoded(header)}.${encoded(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), this.key).toString('base64url')}`;
  }
}
