import {
  decideOneTimePassword,
  ONE_TIME_PASSWORD_DAYS,
} from '../../../src/domain/people/one-time-password';
import {
  decideCancelRecovery,
  decideNewHolder,
  decideReplaceHolder,
  decideTwoFactorReset,
  RECOVERY_DELAY,
} from '../../../src/domain/people/recovery';
import { codeAt } from '../refusals';

const pending = { requestedBy: 5, effectiveAt: new Date('2026-12-02T12:00:00Z') };
const STAFF = { userId: 5, role: 'SUPPORT' } as const;
const COLLEAGUE = { userId: 6, role: 'SUPPORT' } as const;

describe('R72 removing a second factor', () => {
  const person = { userId: 1, enabled: true, staffRole: null, pending: null } as const;

  it.each([
    ['of a customer', {}, STAFF, null],
    ['of oneself', { userId: 5 }, STAFF, 'OWN_SECOND_FACTOR'],
    ['of oneself, without any', { userId: 5, enabled: false }, STAFF, 'OWN_SECOND_FACTOR'],
    ['that is not there', { enabled: false }, STAFF, 'TWO_FACTOR_OFF'],
    ['of a colleague, by support', { staffRole: 'SUPPORT' }, STAFF, 'ADMIN_NEEDED'],
    [
      'of a colleague, by billing',
      { staffRole: 'SUPPORT' },
      { userId: 5, role: 'BILLING' },
      'ADMIN_NEEDED',
    ],
    [
      'of a colleague, by nobody',
      { staffRole: 'ADMIN' },
      { userId: 5, role: null },
      'ADMIN_NEEDED',
    ],
    [
      'of a colleague, by an administrator',
      { staffRole: 'ADMIN' },
      { userId: 5, role: 'ADMIN' },
      null,
    ],
    ['that oneself asked for', { pending }, STAFF, 'ALREADY_REQUESTED'],
    ['that a colleague asked for', { pending }, COLLEAGUE, null],
  ] as const)('%s: %#', (_what, given, staff, code) => {
    expect(codeAt(decideTwoFactorReset({ ...person, ...given }, staff))).toBe(code);
  });
});

describe('R72 another holder', () => {
  it('is confirmed by a second member of the staff, and never by the first', () => {
    expect(codeAt(decideReplaceHolder({ pending: null }, STAFF))).toBeNull();
    expect(codeAt(decideReplaceHolder({ pending }, STAFF))).toBe('ALREADY_REQUESTED');
    expect(decideReplaceHolder({ pending }, STAFF)?.message).toContain('2026-12-02T12:00:00.000Z');
    expect(codeAt(decideReplaceHolder({ pending }, COLLEAGUE))).toBeNull();
    // Nobody has asked, and nobody is known to ask.
    expect(decideReplaceHolder({ pending: null }, { userId: null, role: null })).toBeNull();
  });

  const facts = { holderUserId: 1, pendingUserId: null, staffUserId: 5 };
  it.each([
    ['somebody with a proved address', { pk: 2, verified: true }, {}, null],
    ['nobody', null, {}, 'NOBODY_SIGNS_IN_WITH_IT at email'],
    [
      'an address that is not proved',
      { pk: 2, verified: false },
      {},
      'NOBODY_SIGNS_IN_WITH_IT at email',
    ],
    ['the holder', { pk: 1, verified: true }, {}, 'IS_HOLDER at email'],
    ['whoever asks', { pk: 5, verified: true }, {}, 'NOT_YOURSELF at email'],
    ['the one who is named already', { pk: 2, verified: true }, { pendingUserId: 2 }, null],
    [
      'another than the one who is named already',
      { pk: 2, verified: true },
      { pendingUserId: 3 },
      'OTHER_HOLDER_REQUESTED at email',
    ],
  ])('can be %s: %#', (_who, person, given, code) => {
    expect(codeAt(decideNewHolder(person, { ...facts, ...given }))).toBe(code);
  });

  it('waits two days for a second member of the staff', () => {
    expect(RECOVERY_DELAY).toBe(172_800_000);
  });

  it('can be canceled while it waits', () => {
    expect(codeAt(decideCancelRecovery(pending))).toBeNull();
    expect(codeAt(decideCancelRecovery(null))).toBe('NOTHING_REQUESTED');
  });
});

describe('R32 a one-time password', () => {
  const madeAt = new Date('2026-11-01T00:00:00Z');
  const on = (mustChange: boolean, milliseconds: number) =>
    codeAt(
      decideOneTimePassword({ mustChange, madeAt }, new Date(madeAt.getTime() + milliseconds), [
        'password',
      ]),
    );
  const END = 14 * 24 * 3_600_000;

  it('works for fourteen days, and one of the person’s own for ever', () => {
    expect(ONE_TIME_PASSWORD_DAYS).toBe(14);
    expect([on(true, 0), on(true, END - 1)]).toEqual([null, null]);
    expect([on(true, END), on(true, 2 * END)]).toEqual([
      'PASSWORD_EXPIRED at password',
      'PASSWORD_EXPIRED at password',
    ]);
    expect([on(false, 0), on(false, 2 * END)]).toEqual([null, null]);
  });

  it('that is too old says how old, and how to go on', () => {
    const reason = decideOneTimePassword({ mustChange: true, madeAt }, new Date('2027-01-01'), []);
    expect(reason?.message).toMatch(/14 days.*requestPasswordReset/);
    expect(reason?.field).toEqual([]);
  });
});
