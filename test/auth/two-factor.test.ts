import { createHmac } from 'node:crypto';
import { codeAt } from '../../src/auth/two-factor';

/** RFC 6238 by hand. */
function rfc6238(secret: Buffer, seconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const at = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const SECRET = Buffer.from('12345678901234567890');
const BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an authenticator app', () => {
  // The vectors of RFC 6238, appendix B, cut to six digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %p of the epoch: %p', (seconds, code) => {
    expect(codeAt(BASE32, new Date(seconds * 1_000))).toBe(code);
    expect(rfc6238(SECRET, seconds)).toBe(code);
  });

  it('last for 30 seconds', () => {
    const codes = [0, 29, 30].map((second) =>
      codeAt(BASE32, new Date(1_800_000_000_000 + second * 1_000)),
    );
    expect(codes[1]).toBe(codes[0]);
    expect(codes[2]).not.toBe(codes[0]);
  });
});
