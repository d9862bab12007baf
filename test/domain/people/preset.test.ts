import { decidePreset, grantedBy, PermissionPreset } from '../../../src/domain/people/preset';
import { countingOn } from '../../support/capabilities';
import { codeAt } from '../refusals';

const NONE = { reseller: false, leaseProvider: false };

describe('R6 a preset', () => {
  it.each([
    NONE,
    { reseller: true, leaseProvider: false },
    { reseller: false, leaseProvider: true },
    { reseller: true, leaseProvider: true },
  ])('FULL_ACCESS is all that counts on the account (%j)', (account) => {
    expect(grantedBy('FULL_ACCESS', account)).toEqual(countingOn(account));
  });

  it('names what it is for, and nothing else', () => {
    expect(grantedBy('BILLING', NONE)).toEqual(['PAY_INVOICES']);
    expect(grantedBy('LICENSES', NONE)).toEqual(['ACTIVATE_LICENSES']);
    expect(Object.keys(PermissionPreset)).toEqual(['FULL_ACCESS', 'BILLING', 'LICENSES']);
  });

  it('stands in place of permissions, never beside them', () => {
    expect(codeAt(decidePreset({ permissions: true, preset: true }))).toBe('BOTH_GIVEN at preset');
    expect(codeAt(decidePreset({ permissions: false, preset: false }))).toBe(
      'MISSING at permissions',
    );
    expect(decidePreset({ permissions: true, preset: false })).toBeNull();
    expect(decidePreset({ permissions: false, preset: true })).toBeNull();
  });
});
