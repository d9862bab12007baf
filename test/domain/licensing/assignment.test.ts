import { decideAssign } from '../../../src/domain/licensing/assignment';
import { LicenseOrigin, LicenseStatus } from '../../../src/domain/licensing/license';

describe('R30 which licenses can be assigned', () => {
  const all = Object.values(LicenseOrigin).flatMap((origin) =>
    Object.values(LicenseStatus).flatMap((status) =>
      [null, 7].map((customerAccountId) => ({ origin, status, customerAccountId })),
    ),
  );

  it('those in stock alone, whatever else they are', () => {
    const open = all.filter((license) => decideAssign(license) === null);
    expect(
      open.every(
        ({ origin, customerAccountId }) => origin === 'RESOLD' && customerAccountId === null,
      ),
    ).toBe(true);
    expect(open.map(({ status }) => status)).toEqual([
      'UNASSIGNED',
      'READY',
      'ACTIVE',
      'REACTIVATION_REQUIRED',
    ]);
  });

  it('what was assigned says so in every state, for that is for good', () => {
    for (const license of all)
      if (license.origin === 'RESOLD' && license.customerAccountId !== null)
        expect(decideAssign(license)?.code).toBe('LICENSE_ALREADY_ASSIGNED');
  });
});
