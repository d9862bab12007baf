import * as fc from 'fast-check';
import { DEVICE_DAYS, DeviceCookies } from '../../src/auth/device-cookie';

const DAY = 24 * 3_600_000;
const EMAIL = 'ada@example.test';

describe('R72 device cookies', () => {
  let now = new Date('2026-11-30T08:00:00Z');
  const devices = new DeviceCookies(Buffer.alloc(32, 7), { now: () => now });
  afterEach(() => {
    now = new Date('2026-11-30T08:00:00Z');
  });

  it('R72 name the browser for whom it was made for, again and again, and for nobody else', () => {
    const first = devices.remember(null, EMAIL, false);
    const name = devices.nameFor(first, EMAIL);
    expect(name).toMatch(/^[\w-]{22}$/);
    expect(devices.nameFor(devices.remember(first, EMAIL, false), EMAIL)).toBe(name);
    expect(devices.nameFor(devices.remember(first, EMAIL, true), EMAIL)).not.toBe(name);
    expect(devices.nameFor(first, 'eve@example.test')).toBeNull();
    expect(devices.nameFor(null, EMAIL)).toBeNull();
    expect(first).not.toContain('ada');
    const elsewhere = new DeviceCookies(Buffer.alloc(32, 8), { now: () => now });
    expect(elsewhere.nameFor(first, EMAIL)).toBeNull();
  });

  it('R72 remember the five who came last', () => {
    const people = Array.from({ length: 7 }, (_, n) => `p${n}@example.test`);
    let cookie: string | null = null;
    for (const one of people) cookie = devices.remember(cookie, one, false);
    expect(people.map((one) => devices.nameFor(cookie, one) !== null)).toEqual([
      ...[false, false],
      ...[true, true, true, true, true],
    ]);
    expect((cookie ?? '').length).toBeLessThan(400);
  });

  it('R72 count for a year from the last sign-in on', () => {
    const cookie = devices.remember(null, EMAIL, false);
    now = new Date(now.getTime() + (DEVICE_DAYS - 1) * DAY);
    expect(devices.nameFor(cookie, EMAIL)).not.toBeNull();
    now = new Date(now.getTime() + DAY);
    expect(devices.nameFor(cookie, EMAIL)).toBeNull();
  });

  it('R72 no text but what was given counts, and none is too much', () => {
    const cookie = devices.remember(null, EMAIL, false);
    fc.assert(
      fc.property(
        fc.nat(cookie.length - 1),
        fc.string({ minLength: 1, maxLength: 2 }),
        (at, by) => {
          const changed = cookie.slice(0, at) + by + cookie.slice(at + 1);
          const name = devices.nameFor(changed, EMAIL);
          return changed === cookie || name === null;
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => devices.nameFor(text, EMAIL) === null));
  });
});
