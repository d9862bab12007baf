import { PERMISSIONS } from '../../../src/domain/people/permission';
import {
  decideAcceptInvitation,
  decideAcceptTransfer,
  decideCancelTransfer,
  decideGrant,
  decideInvitation,
  decideLogin,
  decideOwnAlerts,
  decideSetPassword,
  type TransferState,
} from '../../../src/domain/people/people';
import { countingOn, UNCONDITIONAL } from '../../support/capabilities';
import { codeAt } from '../refusals';

const INVITED = { role: 'AUTHORIZED_LOGIN', status: 'INVITED' } as const;
const ACTIVE = { role: 'AUTHORIZED_LOGIN', status: 'ACTIVE' } as const;
const HOLDER = { role: 'HOLDER', status: 'ACTIVE' } as const;

describe('R10 an invitation', () => {
  it('can be answered once', () => {
    expect([INVITED, ACTIVE, HOLDER].map((one) => codeAt(decideInvitation(one)))).toEqual([
      null,
      'NOT_INVITED',
      'NOT_INVITED',
    ]);
  });

  it('is accepted by nobody whose password a holder chose', () => {
    const accept = (state: typeof INVITED | typeof ACTIVE, passwordByHolder: boolean) =>
      codeAt(decideAcceptInvitation({ ...state, passwordByHolder }));
    expect(accept(INVITED, false)).toBeNull();
    expect(accept(INVITED, true)).toBe('PASSWORD_SET_BY_HOLDER');
    expect([accept(ACTIVE, false), accept(ACTIVE, true)]).toEqual(['NOT_INVITED', 'NOT_INVITED']);
  });

  it('lets nobody choose alerts before it is accepted', () => {
    expect([INVITED, ACTIVE, HOLDER].map((one) => codeAt(decideOwnAlerts(one)))).toEqual([
      'NOT_ACCEPTED',
      null,
      null,
    ]);
  });
});

describe('R2 R11 a login', () => {
  it('can be changed and removed, invited or not; the holder cannot', () => {
    expect([INVITED, ACTIVE, HOLDER].map((one) => codeAt(decideLogin(one)))).toEqual([
      null,
      null,
      'IS_HOLDER',
    ]);
  });

  it.each([
    ['of this account alone', {}, null],
    ['who was invited and has not accepted', INVITED, 'PASSWORD_IS_THEIR_OWN'],
    ['who belongs to another account', { elsewhere: 1 }, 'PASSWORD_IS_THEIR_OWN'],
    ['who belongs to several others', { elsewhere: 3 }, 'PASSWORD_IS_THEIR_OWN'],
    ['who is staff', { isStaff: true }, 'PASSWORD_IS_THEIR_OWN'],
    ['who holds the account', HOLDER, 'IS_HOLDER'],
    ['who holds the account, and is staff', { ...HOLDER, isStaff: true }, 'IS_HOLDER'],
  ])('R11 the holder sets the password of somebody %s: %#', (_who, given, code) => {
    const person = { ...ACTIVE, elsewhere: 0, isStaff: false, ...given };
    expect(codeAt(decideSetPassword(person))).toBe(code);
  });
});

describe('R6 what can be granted on an account', () => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('that is a reseller (%s) and a lease provider (%s)', (reseller, leaseProvider) => {
    const capabilities = { reseller, leaseProvider };
    for (const one of PERMISSIONS) {
      const open = countingOn(capabilities).includes(one);
      expect([one, codeAt(decideGrant([one], capabilities))]).toEqual([
        one,
        open ? null : 'PERMISSION_NOT_AVAILABLE at permissions',
      ]);
    }
    expect(decideGrant([], capabilities)).toBeNull();
  });

  it('says which of them cannot, and names no other', () => {
    const { message } = decideGrant(PERMISSIONS, { reseller: false, leaseProvider: false })!;
    for (const one of PERMISSIONS)
      expect([one, message.includes(one)]).toEqual([one, !UNCONDITIONAL.includes(one)]);
  });
});

describe('R12 handing an account over', () => {
  const NOW = new Date('2026-11-30T12:00:00Z');
  const offer: TransferState = {
    fromUserId: 1,
    toUserId: 2,
    expiresAt: new Date(NOW.getTime() + 1),
    passwordByHolder: false,
  };
  const facts = { userId: 2, holderUserId: 1, now: NOW };

  it.each([
    ['whom it was offered to', offer, {}, null],
    ['nobody was offered it', null, {}, 'NO_TRANSFER'],
    ['it was offered to somebody else', offer, { userId: 3 }, 'NO_TRANSFER'],
    ['who offered it', offer, { userId: 1 }, 'NO_TRANSFER'],
    ['no person asks', offer, { userId: null }, 'NO_TRANSFER'],
    ['somebody else holds the account by now', offer, { holderUserId: 3 }, 'NO_TRANSFER'],
    ['it is over at this very moment', { ...offer, expiresAt: NOW }, {}, 'NO_TRANSFER'],
    [
      'the holder chose their password',
      { ...offer, passwordByHolder: true },
      {},
      'PASSWORD_SET_BY_HOLDER',
    ],
    [
      'the holder chose their password, and the offer is over',
      { ...offer, passwordByHolder: true, expiresAt: NOW },
      {},
      'NO_TRANSFER',
    ],
  ])('is accepted or refused: %s', (_who, transfer, given, code) => {
    expect(codeAt(decideAcceptTransfer(transfer, { ...facts, ...given }))).toBe(code);
  });

  it('is called off by both of its sides and nobody else', () => {
    expect([1, 2, 3, null].map((userId) => codeAt(decideCancelTransfer(offer, userId)))).toEqual([
      null,
      null,
      'NO_TRANSFER',
      'NO_TRANSFER',
    ]);
    expect([1, null].map((userId) => codeAt(decideCancelTransfer(null, userId)))).toEqual([
      'NO_TRANSFER',
      'NO_TRANSFER',
    ]);
  });
});
