import fc from 'fast-check';
import {
  addressRange,
  hashOfApiToken,
  hintOf,
  isApiToken,
  isWithin,
  newApiToken,
  scopesAsText,
  scopesOf,
  type AddressRange,
} from '../../src/auth/api-token';
import { Access, type TokenScopes } from '../../src/domain/access/actor';
import { PERMISSIONS } from '../../src/domain/access/permission';

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

describe('R59 ranges of addresses', () => {
  const ranges = (...texts: string[]): AddressRange[] =>
    texts.map((text) => {
      const range = addressRange(text);
      if (range === null) throw new Error(`${text} is no range`);
      return range;
    });

  it.each([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.77/24', '203.0.113.1', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
    ['::/0', '2001:db8::1', true],
    [' 203.0.113.7 ', '203.0.113.7', true],
    // A server that listens on IPv6 sees IPv4 in one of these.
    ['203.0.113.0/24', '::ffff:203.0.113.9', true],
    ['203.0.113.0/24', '::FFFF:203.0.113.9', true],
    ['203.0.113.0/24', '::ffff:cb00:7109', true],
    ['203.0.113.0/24', '0:0:0:0:0:ffff:203.0.113.9', true],
    ['203.0.113.0/24', '::ffff:203.0.114.9', false],
    ['::ffff:203.0.113.0/120', '203.0.113.9', true],
    ['::ffff:203.0.113.0/120', '203.0.114.9', false],
    // Written as if it were one, and no IPv4 at all.
    ['203.0.113.0/24', '::203.0.113.9', false],
    ['203.0.113.0/24', '64:ff9b::203.0.113.9', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['203.0.113.0/24', 'unknown', false],
    ['203.0.113.0/24', '', false],
    ['203.0.113.0/24', '203.0.113.9, 10.0.0.1', false],
    ['203.0.113.0/24', '203.0.113.009', false],
    ['203.0.113.0/24', '203.0.113.9:443', false],
  ])('R59 %p has %p: %p', (range, address, within) => {
    expect(isWithin(ranges(range), address)).toBe(within);
  });

  it('R59 none is everywhere, of several one is enough', () => {
    expect(isWithin([], '198.51.100.1')).toBe(true);
    const two = ranges('203.0.113.0/24', '2001:db8::/32');
    expect(['203.0.113.1', '2001:db8::1', '198.51.100.1'].map((one) => isWithin(two, one))).toEqual(
      [true, true, false],
    );
  });

  it.each([
    '',
    ' ',
    '203.0.113',
    '203.0.113.0/33',
    '203.0.113.0/-1',
    '203.0.113.0/',
    '203.0.113.0/24/24',
    '203.0.113.0/2e1',
    '203.0.113.0/0x10',
    '203.0.113.256',
    '010.0.0.1',
    '2001:db8::/129',
    '2001:db8:::1',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
    'localhost',
    '203.0.113.0/24,0.0.0.0/0',
    '*',
  ])('R59 %p is no range', (text) => {
    expect(addressRange(text)).toBeNull();
  });

  it('R59 agree with counting the bits, for any IPv4 range and address', () => {
    const octet = fc.nat(255);
    const address = fc.tuple(octet, octet, octet, octet);
    const bitsOf = (one: readonly number[]) =>
      one.map((part) => part.toString(2).padStart(8, '0')).join('');
    fc.assert(
      fc.property(address, address, fc.nat(32), fc.boolean(), (base, other, length, near) => {
        const [range] = ranges(`${base.join('.')}/${length}`);
        const asked = near ? base.map((part, n) => (n === 3 ? part ^ 1 : part)) : other;
        expect(isWithin(range === undefined ? [] : [range], asked.join('.'))).toBe(
          bitsOf(base).slice(0, length) === bitsOf(asked).slice(0, length),
        );
      }),
    );
  });
});
