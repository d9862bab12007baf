import {
  decideExtendable,
  decideExtension,
  extended,
} from '../../../src/domain/licensing/maintenance-extension';
import { codeAt, codeOf } from '../refusals';

const TODAY = '2026-11-21';

describe('R66 extending Maintenance and Support', () => {
  const license = { origin: 'PURCHASED', status: 'READY', maintenanceTo: '2027-01-31' } as const;

  it('is for what has it, is not leased and has not ended', () => {
    expect(decideExtendable(license)).toBeNull();
    expect(decideExtendable({ ...license, origin: 'RESOLD', status: 'SUSPENDED' })).toBeNull();
    expect(codeOf(decideExtendable({ ...license, origin: 'LEASED' }))).toBe('LICENSE_LEASED');
    expect(codeOf(decideExtendable({ ...license, status: 'ENDED' }))).toBe('LICENSE_ENDED');
    expect(codeOf(decideExtendable({ ...license, maintenanceTo: null }))).toBe('NO_MAINTENANCE');
  });

  it.each([
    ['2027-01-31', '2027-02-01', true],
    ['2027-01-31', '2027-01-31', false],
    ['2027-01-31', '2029-11-21', true],
    ['2027-01-31', '2029-11-22', false],
    // What has lapsed is given days that are still to come.
    ['2026-01-31', '2026-11-22', true],
    ['2026-01-31', '2026-11-21', false],
  ] as const)('from %s to %s: %s', (to, until, possible) => {
    expect(codeAt(decideExtension(to, until, TODAY))).toBe(
      possible ? null : 'OUT_OF_RANGE at until',
    );
  });

  it('goes on from its first day, or begins anew today', () => {
    const cover = { from: '2026-02-01', to: '2027-01-31' } as const;
    expect(extended(cover, '2028-01-31', TODAY)).toEqual({ from: '2026-02-01', to: '2028-01-31' });
    const lapsed = { from: '2025-02-01', to: '2026-01-31' } as const;
    expect(extended(lapsed, '2028-01-31', TODAY)).toEqual({ from: TODAY, to: '2028-01-31' });
  });
});
