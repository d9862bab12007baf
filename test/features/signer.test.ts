import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { ConfigProblem, readConfig } from '../../src/config';
import { Signer } from '../../src/features/license/signer';

const SECRET = { KEYHOLD_SECRET: 'a secret that only the tests know, long enough' };
const ENVIRONMENT = { DATABASE_URL: 'mysql://u:p@h/d', ...SECRET };
const signerOf = (environment: Record<string, string>): Signer => {
  const { signingKey, formerSigningKeys } = readConfig({ ...ENVIRONMENT, ...environment });
  return new Signer(signingKey, formerSigningKeys);
};
const pair = (): { privateKey: KeyObject; publicKey: KeyObject } => generateKeyPairSync('ed25519');
const pem = (key: KeyObject, type: 'pkcs8' | 'spki'): string =>
  key.export({ format: 'pem', type }).toString();
const der = (key: KeyObject, type: 'pkcs8' | 'spki'): string =>
  key.export({ format: 'der', type }).toString('base64');

/** Whether one of the published keys, the one that the document names, has signed it. */
function isSigned(document: string, { keys }: Signer): boolean {
  const [header = '', claims = '', signature = ''] = document.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const jwk = keys.find((one) => one.kid === kid);
  if (jwk === undefined) return false;
  const key = createPublicKey({ key: jwk as unknown as JsonWebKey, format: 'jwk' });
  const signed = Buffer.from(`${header}.${claims}`);
  return verify(null, signed, key, Buffer.from(signature, 'base64url'));
}

describe('what documents are signed with', () => {
  it('without a key of its own, one that follows from the secret and from nothing else', () => {
    const document = signerOf({}).sign('keyhold-entitlement+jwt', { sub: 'lic' });
    expect(isSigned(document, signerOf({}))).toBe(true);
    const other = signerOf({ KEYHOLD_SECRET: 'another secret that only the tests know of' });
    expect(isSigned(document, other)).toBe(false);
  });

  it('a key is read as PEM, as PEM in one line, and as base64', () => {
    const { privateKey } = pair();
    const text = pem(privateKey, 'pkcs8');
    const given = [text, text.replaceAll('\n', '\\n'), der(privateKey, 'pkcs8')];
    const kids = given.map((one) => signerOf({ KEYHOLD_SIGNING_KEY: one }).keys[0]?.kid);
    expect(new Set(kids).size).toBe(1);
    const [published] = signerOf({ KEYHOLD_SIGNING_KEY: text }).keys;
    const { crv, kty, x } = published ?? {};
    // RFC 7638: the required members in the order of their names.
    const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x }));
    expect(published?.kid).toBe(thumbprint.digest('base64url'));
    expect(Object.keys(published ?? {})).not.toContain('d');
  });

  it('what a former key has signed stays good while that is published', () => {
    const [former, older, now] = [pair(), pair(), pair()];
    const document = signerOf({ KEYHOLD_SIGNING_KEY: pem(former.privateKey, 'pkcs8') }).sign(
      'keyhold-receipt+jwt',
      { sub: 'lic' },
    );
    const today = { KEYHOLD_SIGNING_KEY: der(now.privateKey, 'pkcs8') };
    expect(isSigned(document, signerOf(today))).toBe(false);
    const [one, other] = [former.publicKey, older.publicKey];
    for (const list of [
      pem(other, 'spki') + pem(one, 'spki'),
      `${der(one, 'spki')}, ${der(other, 'spki')}`,
    ]) {
      const signer = signerOf({ ...today, KEYHOLD_FORMER_SIGNING_KEYS: list });
      expect(isSigned(document, signer)).toBe(true);
      expect(signer.keys).toHaveLength(3);
      expect(isSigned(signer.sign('keyhold-receipt+jwt', {}), signerOf(today))).toBe(true);
    }
  });

  it('anything else is named in one line, and does not stand in it', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 });
    const wrong = [
      { KEYHOLD_SIGNING_KEY: pem(rsa.privateKey, 'pkcs8') },
      { KEYHOLD_SIGNING_KEY: 'nonsense' },
      { KEYHOLD_FORMER_SIGNING_KEYS: 'nonsense' },
      { KEYHOLD_FORMER_SIGNING_KEYS: `${der(pair().publicKey, 'spki')},nonsense` },
      { KEYHOLD_FORMER_SIGNING_KEYS: pem(rsa.publicKey, 'spki') },
    ];
    for (const environment of wrong) {
      const [name = '', text = ''] = Object.entries(environment)[0] ?? [];
      try {
        readConfig({ ...ENVIRONMENT, ...environment });
        throw new Error('it was taken');
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigProblem);
        expect((error as Error).message).toMatch(new RegExp(`^${name} is not? [^\n]*$`));
        expect((error as Error).message).not.toContain(text);
      }
    }
  });
});
