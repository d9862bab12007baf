import { LicenseStatus } from '../../../src/domain/licensing/license';
import { takenBack, type InvoicedLicense } from '../../../src/domain/purchasing/taken-back';

const license = (given: Partial<InvoicedLicense> = {}): InvoicedLicense => ({
  key: 1,
  kind: 'NEW',
  status: 'READY',
  ...given,
});
const reasonOf = (given: Partial<InvoicedLicense>, end = true): string | null => {
  const { ended, kept } = takenBack([license(given)], end);
  expect(ended.length + kept.length).toBe(1);
  return kept[0]?.reason ?? null;
};

describe('licenses of an invoice that was taken back', () => {
  it.each(Object.values(LicenseStatus).filter((status) => status !== 'ENDED'))(
    'R57 what was bought new ends, also while it is %s, unless staff keep it',
    (status) => {
      expect(reasonOf({ status })).toBeNull();
      expect(reasonOf({ status }, false)).toBe('KEPT_ON_REQUEST');
    },
  );

  it('R57 what has ended is left as it is', () => {
    expect([reasonOf({ status: 'ENDED' }), reasonOf({ status: 'ENDED' }, false)]).toEqual([
      'ENDED_BEFORE',
      'ENDED_BEFORE',
    ]);
  });

  it.each([
    ['MODIFY', 'MODIFIED'],
    ['ADD_ON', 'ADD_ON'],
    ['RENEW', 'RENEWED'],
    ['REINSTATE', 'REINSTATED'],
  ] as const)('R57 what was bought for a license there was (%s) ends nothing', (kind, reason) => {
    expect([reasonOf({ kind }), reasonOf({ kind }, false)]).toEqual([reason, reason]);
  });
});
