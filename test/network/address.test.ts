import fc from 'fast-check';
import {
  blockOf,
  clientAddress,
  isWithin,
  networkOf,
  readAddress,
  readRange,
  UNKNOWN_ADDRESS,
  type AddressRange,
} from '../../src/network/address';

describe('the spelling of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51008', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['"203.0.113.7:80"', '203.0.113.7'],
    ['[203.0.113.7]:80', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
    ['::ffff:203.0.113.7:443', '203.0.113.7'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]:443"', '2001:db8::1'],
    ['2001:db8:0:0:0:0:0:1:443', '2001:db8::1'],
    ['2001:db8::1:51008', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%25eth0]:443', 'fe80::1'],
    ['::203.0.113.7', '::cb00:7107'],
    ['::1', '::1'],
  ])('%p is %p', (text, address) => {
    expect(readAddress(text)).toBe(address);
    expect(readAddress(address)).toBe(address);
  });

  it.each([
    '',
    ' ',
    'unknown',
    '_hidden',
    'localhost',
    'example.com:443',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.007',
    '0xcb.0.0x71.7',
    '3405803783',
    '203.0.113.7:',
    '203.0.113.7:port',
    '203.0.113.7:123456',
    '203.0.113.7:80:80',
    '203.0.113.7, 10.0.0.1',
    '203.0.113.0/24',
    '[203.0.113.7',
    '[]:443',
    '[[::1]]',
    '[2001:db8::1]443',
    '2001:db8:::1',
    '::ffff:010.1.2.3',
    '2001:db8::1%',
    '<script>',
    '\u0661.1.1.1',
  ])('%p is none', (text) => {
    expect(readAddress(text)).toBeNull();
  });

  it('is the same for any IPv4 address, with any port, alone or in IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(65_535), (address, port) => {
        for (const text of [
          address,
          `${address}:${port}`,
          `::ffff:${address}`,
          `[::ffff:${address}]:${port}`,
        ])
          expect(readAddress(text)).toBe(address);
      }),
    );
  });

  it('is the same for any IPv6 address, in brackets or not, with a port or not', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.nat(65_535), (address, port) => {
        const spelling = readAddress(address);
        expect(spelling).not.toBeNull();
        for (const text of [
          `[${address}]`,
          `[${address}]:${port}`,
          address.toUpperCase(),
          spelling ?? '',
        ])
          expect(readAddress(text)).toBe(spelling);
      }),
    );
  });

  it('is found or not in whatever text, and then is one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0129af:.[]%"/ ,x') }), (text) => {
        const address = readAddress(text);
        if (address !== null) expect(readAddress(address)).toBe(address);
      }),
    );
  });
});

describe('R79 what a network address is counted as', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51008', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::1', '::/64'],
    ['2001:db8::1', '2001:db8::/64'],
    ['[2001:db8::1]:443', '2001:db8::/64'],
    ['2001:0DB8:0000::ffff:1', '2001:db8::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8:1::2:3:4:5', '2001:db8:1::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    // Behind NAT64 all of IPv4 begins alike.
    ['64:ff9b::203.0.113.7', '203.0.113.7'],
    [UNKNOWN_ADDRESS, UNKNOWN_ADDRESS],
  ])('R79 %p is %p', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('R79 a block has exactly the addresses that the range of its name has', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(fc.ipV4(), fc.ipV4()), fc.tuple(fc.ipV6(), fc.ipV6())),
        fc.record({ ipv4: fc.nat(32), ipv6: fc.nat(128) }),
        ([one, other], bits) => {
          const range = readRange(blockOf(one, bits));
          expect(range && isWithin([range], one)).toBe(true);
          expect(range && isWithin([range], other)).toBe(
            blockOf(one, bits) === blockOf(other, bits),
          );
        },
      ),
    );
  });
});

describe('R79 whence a request comes', () => {
  const trusted = ['10.0.0.0/8', 'fd00::/8'].flatMap((text) => readRange(text) ?? []);
  it.each([
    ['nobody says', '203.0.113.1', undefined, '203.0.113.1'],
    ['somebody says who is not trusted', '203.0.113.1', '198.51.100.1', '203.0.113.1'],
    ['a proxy says nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['a proxy says only commas', '10.0.0.1', ' , ,', '10.0.0.1'],
    ['a proxy says', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['a proxy on IPv6 sees IPv4', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
    ['a proxy adds the port', '10.0.0.1', '198.51.100.1:51008', '198.51.100.1'],
    ['a proxy adds brackets and a port', 'fd00::1', '[2001:DB8::1]:443', '2001:db8::1'],
    [
      'proxies with ports say',
      '10.0.0.1',
      '198.51.100.1:5, 10.0.0.2:443,[fd00::2]:9',
      '198.51.100.1',
    ],
    ['a client says it of itself', '10.0.0.1', '192.0.2.1, 198.51.100.1', '198.51.100.1'],
    [
      'a client claims to be a proxy',
      '10.0.0.1',
      '192.0.2.1, 10.0.0.9, 198.51.100.1',
      '198.51.100.1',
    ],
    ['a client says garbage', '10.0.0.1', 'garbage, 198.51.100.1', '198.51.100.1'],
    ['a proxy says garbage', '10.0.0.1', '198.51.100.1, garbage', UNKNOWN_ADDRESS],
    ['a proxy hides it', '10.0.0.1', 'unknown', UNKNOWN_ADDRESS],
    ['all are proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['the connection is gone', undefined, '198.51.100.1', UNKNOWN_ADDRESS],
  ])('R79 where %s', (_what, connection, forwarded, client) => {
    expect(clientAddress(connection, forwarded, trusted)).toBe(client);
  });

  it('R79 is not what a client says, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (said, byProxy) => {
        const forwarded = byProxy ? `${said},198.51.100.1:80` : said;
        expect(clientAddress(byProxy ? '10.0.0.1' : '198.51.100.1', forwarded, trusted)).toBe(
          '198.51.100.1',
        );
      }),
    );
  });
});

describe('R59 ranges of addresses', () => {
  const ranges = (...texts: string[]): AddressRange[] =>
    texts.map((text) => {
      const range = readRange(text);
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
    ['203.0.113.0/24', '203.0.113.9:443', true],
    // Each family for itself.
    ['::/0', '203.0.113.9', false],
    ['::/0', '::ffff:203.0.113.9', false],
    ['::/0', '::203.0.113.9', true],
    ['::ffff:0:0/95', '203.0.113.9', false],
    ['::ffff:0:0/96', '203.0.113.9', true],
    ['::ffff:0:0/96', '::1', false],
    ['0.0.0.0/0', '::', false],
  ])('R59 %p has %p: %p', (range, address, within) => {
    expect(isWithin(ranges(range), address)).toBe(within);
  });

  it('R59 of several one is enough, and of none nothing is', () => {
    expect(isWithin([], '198.51.100.1')).toBe(false);
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
    expect(readRange(text)).toBeNull();
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
