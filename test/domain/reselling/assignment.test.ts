import {
  AMBIGUOUS,
  CONFIRMATION_LIFE,
  decideAssign,
} from '../../../src/domain/reselling/assignment';
import { LicenseOrigin, LicenseStatus } from '../../../src/domain/licensing/license';
import { codeAt, codeOf } from '../refusals';

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

  it('the others say why not', () => {
    const why = all.map((license) => [
      license.origin,
      license.status,
      license.customerAccountId === null ? 'in stock' : 'assigned',
      codeOf(decideAssign(license)),
    ]);
    const expected = all.map(({ origin, status, customerAccountId }) => [
      origin,
      status,
      customerAccountId === null ? 'in stock' : 'assigned',
      origin !== 'RESOLD'
        ? 'LICENSE_NOT_FOR_RESALE'
        : customerAccountId !== null
          ? 'LICENSE_ALREADY_ASSIGNED'
          : ['ENDED', 'SUSPENDED'].includes(status)
            ? `LICENSE_${status}`
            : null,
    ]);
    expect(why).toEqual(expected);
  });

  it('R31 an address that several customers answer to is told to be that', () => {
    expect(codeAt(AMBIGUOUS)).toBe('CUSTOMER_AMBIGUOUS at email');
  });

  it('a person has a quarter of an hour to confirm', () => {
    expect(CONFIRMATION_LIFE).toBe(900_000);
  });

  it('what was assigned says so in every state, for that is for good', () => {
    for (const license of all)
      if (license.origin === 'RESOLD' && license.customerAccountId !== null)
        expect(codeOf(decideAssign(license))).toBe('LICENSE_ALREADY_ASSIGNED');
  });
});
