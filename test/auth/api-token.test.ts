import fc from 'fast-check';
import {
  hashOfApiToken,
  hintOf,
  isApiToken,
  newApiToken,
  scopesAsText,
  scopesOf,
} from '../../src/auth/api-token';
import { Access, type TokenScopes } from '../../src/domain/people/actor';
import { PERMISSIONS } from '../../src/domain/people/permission';

describe('R59 the form of an API token', () => {
  it('R59 has a typed prefix, 256 random bits and a checksum, and every one is another', () => {
    const tokens = Array.from({ length: 200 }, newApiToken);
    for (const token of tokens) expect(token).toMatch(/^keyhold_api_[\w-]{43}_[0-9a-f]{8}$/);
    expect(new Set(tokens).size).toBe(200);
    expect(new Set(tokens.map((token) => String(hashOfApiToken(token)?.length)))).toEqual(
      new Set(['32']),
    );
    expect(tokens.every(isApiToken)).toBe(true);
  });

  it('R59 a single changed, missing or added character makes it none', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.constantFrom(...'abcXYZ019_-'), (place, letter) => {
        const token = newApiToken();
        const at = place % token.length;
        const [head, tail] = [token.slice(0, at), token.slice(at + 1)];
        const changed = `${head}${letter}${tail}`;
        if (changed !== token) expect(hashOfApiToken(changed)).toBeNull();
        expect(hashOfApiToken(`${head}${tail}`)).toBeNull();
        expect(hashOfApiToken(`${head}${letter}${token.slice(at)}`)).toBeNull();
      }),
    );
  });

  it.each(['', 'keyhold_api_', 'x'.repeat(43), `keyhold_api_${'x'.repeat(43)}_00000000`])(
    'R59 %p is none',
    (text) => expect(hashOfApiToken(text)).toBeNull(),
  );

  it('R59 its hint is its last four characters, which the checksum has and not the secret', () => {
    const token = newApiToken();
    expect(hintOf(token)).toBe(token.slice(-4));
    expect(hintOf(token)).toMatch(/^[0-9a-f]{4}$/);
  });
});

describe('R59 scopes as text', () => {
  it('R59 come back as they were', () => {
    const one = fc.tuple(
      fc.constantFrom(...PERMISSIONS),
      fc.constantFrom(...Object.values(Access)),
    );
    fc.assert(
      fc.property(fc.array(one), (pairs) => {
        const scopes: TokenScopes = new Map(pairs);
        expect(scopesOf(scopesAsText(scopes))).toEqual(scopes);
      }),
    );
  });

  it.each(['', ',', 'RESELLER', 'RESELLER:', 'RESELLER:ALL', 'HOLDER:WRITE', 'reseller:WRITE'])(
    'R59 %p opens nothing',
    (text) => expect(scopesOf(text).size).toBe(0),
  );
});
