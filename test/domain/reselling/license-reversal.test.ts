import { LicenseOrigin, LicenseStatus } from '../../../src/domain/licensing/license';
import {
  decideCancelReversal,
  decideConfirmedTarget,
  decideConfirmReversal,
  decideRequestReversal,
  decideReversalTarget,
} from '../../../src/domain/reselling/license-reversal';
import { codeAt, codeOf } from '../refusals';

const REFUSED: Partial<Record<LicenseStatus, string>> = {
  UNASSIGNED: 'LICENSE_UNASSIGNED',
  SUSPENDED: 'LICENSE_SUSPENDED',
  ENDED: 'LICENSE_ENDED',
};

describe('R72 taking back a license that was assigned or bought by mistake', () => {
  const license = { origin: 'RESOLD', status: 'ACTIVE', accountId: 1 } as const;
  const pending = { requestedBy: 7, toAccountId: null };

  it('is for what somebody has, for sale, and neither suspended nor ended', () => {
    for (const origin of Object.keys(LicenseOrigin) as LicenseOrigin[])
      for (const status of Object.keys(LicenseStatus) as LicenseStatus[]) {
        const expected = origin === 'LEASED' ? 'LICENSE_LEASED' : (REFUSED[status] ?? null);
        const given = { ...license, origin, status };
        expect(codeOf(decideRequestReversal(given, null))).toBe(expected);
        expect(codeOf(decideConfirmReversal(given, pending, 8))).toBe(expected);
      }
  });

  it('is requested once, and confirmed by somebody else', () => {
    expect(codeOf(decideRequestReversal(license, pending))).toBe('ALREADY_REQUESTED');
    expect(codeOf(decideConfirmReversal(license, null, 8))).toBe('NOTHING_REQUESTED');
    expect(codeOf(decideConfirmReversal(license, pending, 7))).toBe('SECOND_PERSON_NEEDED');
    expect(codeOf(decideConfirmReversal(license, pending, null))).toBe('SECOND_PERSON_NEEDED');
    expect(decideConfirmReversal(license, pending, 8)).toBeNull();
    expect(codeOf(decideCancelReversal(null))).toBe('NOTHING_REQUESTED');
    expect(decideCancelReversal(pending)).toBeNull();
  });

  it('goes back into the stock, or to the account that is named, and to no other', () => {
    const bought = { ...license, origin: 'PURCHASED' } as const;
    expect(decideReversalTarget(license, null)).toBeNull();
    expect(codeAt(decideReversalTarget(license, 2))).toBe('LICENSE_RESOLD at toAccountId');
    expect(codeAt(decideReversalTarget(bought, null))).toBe('MISSING at toAccountId');
    expect(codeAt(decideReversalTarget(bought, 1))).toBe('SAME_ACCOUNT at toAccountId');
    expect(decideReversalTarget(bought, 2)).toBeNull();
    expect(decideConfirmedTarget(pending, null)).toBeNull();
    for (const [requested, confirmed] of [[2, 3] as const, [2, null] as const, [null, 2] as const])
      expect(
        codeOf(decideConfirmedTarget({ requestedBy: 7, toAccountId: requested }, confirmed)),
      ).toBe('CONFIRMATION_DIFFERS');
  });
});
