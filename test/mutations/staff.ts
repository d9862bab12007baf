import { REASON } from './stage';
import type { Leaves, Mutations } from './mutation';

/** What the vendor's own people do, and mails. */
export const STAFF: Mutations = {
  setPartner: {
    staff: 'ADMIN',
    input: () => ({ reseller: true, leaseProvider: true, discountPercent: '12.5' }),
  },
  inviteStaff: {
    staff: 'ADMIN',
    input: ({ newEmail }) => ({ email: newEmail, fullName: 'Ina Vited', role: 'BILLING' }),
  },
  'inviteStaff, somebody who signs in': {
    staff: 'ADMIN',
    ready: async (stage) => ({
      input: {
        email: await stage.emailOf(await stage.person('heir')),
        fullName: 'Other',
        role: 'SUPPORT',
      },
    }),
  },
  changeStaffRole: {
    staff: 'ADMIN',
    input: () => ({ role: 'ADMIN' }),
    ready: async (stage) => ({
      row: stage.id('User', await stage.person('colleague', { staffRole: 'SUPPORT' })),
    }),
  },
  removeStaff: {
    staff: 'ADMIN',
    ready: async (stage) => ({
      row: stage.id('User', await stage.person('colleague', { staffRole: 'SUPPORT' })),
    }),
  },
  disableUser: {
    staff: 'ADMIN',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: stage.id('User', await stage.person('suspect')) }),
  },
  enableUser: {
    staff: 'ADMIN',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({
      row: stage.id('User', await stage.person('suspect', { disabledAt: stage.test.now })),
    }),
  },
  actAs: { staff: 'SUPPORT', input: () => ({ reason: REASON }) },
  resetTwoFactor: {
    staff: 'ADMIN',
    input: () => ({ reason: REASON }),
    ready: async (stage) => ({ row: await stage.guarded() }),
  },
  'resetTwoFactor, confirmed': {
    staff: 'ADMIN',
    input: () => ({ reason: REASON }),
    ready: async (stage) => {
      const userId = await stage.guarded();
      await stage.byColleague('resetTwoFactor', { userId, reason: 'R' });
      return { row: userId };
    },
  },
  cancelTwoFactorReset: {
    staff: 'ADMIN',
    ready: async (stage) => {
      const userId = await stage.guarded();
      await stage.byColleague('resetTwoFactor', { userId, reason: 'R' });
      return { row: userId };
    },
  },
  settleEmail: {
    staff: 'ADMIN',
    input: () => ({ reason: REASON }),
    ready: async (stage) => {
      const [spelling, normal] = ['köln', 'xn--kln-sna'].map(
        (domain) => `kim${stage.account}@${domain}.example`,
      );
      const user = await stage.person('misspelled', { email: spelling ?? '' });
      stage.people.set(normal ?? '', 'as it is spelled');
      await stage.rows(
        'INSERT INTO unsettled_emails (spelling, normal_form, found_at) VALUES (?, ?, ?)',
        [spelling, normal, stage.test.now],
      );
      return { row: stage.id('User', user) };
    },
  },
  replaceHolder: {
    staff: 'ADMIN',
    input: ({ email }) => ({ email, reason: REASON }),
    ready: async (stage) => ({
      things: { email: await stage.emailOf(await stage.person('heir')) },
    }),
  },
  'replaceHolder, confirmed': {
    staff: 'ADMIN',
    input: ({ email }) => ({ email, reason: REASON }),
    ready: async (stage) => {
      const email = await stage.emailOf(await stage.person('heir'));
      const accountId = stage.ids.account;
      await stage.byColleague('replaceHolder', { accountId, email, reason: 'R' });
      return { things: { email } };
    },
  },
  cancelHolderReplacement: {
    staff: 'ADMIN',
    ready: async (stage) => {
      const email = await stage.emailOf(await stage.person('heir'));
      const accountId = stage.ids.account;
      await stage.byColleague('replaceHolder', { accountId, email, reason: 'R' });
      return {};
    },
  },
  resendMail: {
    ready: async (stage) => {
      const email = await stage.emailOf(stage.holder);
      return { row: stage.id('Mail', await stage.make.mail(stage.account, email)) };
    },
  },
  retryMail: {
    staff: 'BILLING',
    ready: async (stage) => {
      const email = await stage.emailOf(stage.holder);
      return { row: stage.id('Mail', await stage.make.failingMail(stage.account, email)) };
    },
  },
  sendMailing: {
    staff: 'ADMIN',
    input: () => ({ kind: 'CRITICAL', subject: 'S', body: 'B' }),
  },
  'sendMailing, to one account': {
    staff: 'ADMIN',
    ready: ({ ids }) => ({
      input: {
        kind: 'CRITICAL',
        subject: 'Update now',
        body: 'One.\n\nTwo.',
        audience: { accountIds: [ids.account] },
      },
    }),
  },
};

export const STAFF_LEAVE: Leaves = {
  setPartner: ['CHANGE Account: discountBasisPoints, leaseProvider, reseller'],
  inviteStaff: [
    'CREATE User: passwordLinkSentTo, staffInvitedRole',
    'MAIL staff-invitation to somebody new',
  ],
  'inviteStaff, somebody who signs in': [
    'CHANGE User: passwordLinkSentTo, staffInvitedRole',
    'MAIL staff-invitation to heir',
  ],
  changeStaffRole: ['CHANGE User: staffRole', 'MAIL staff-role to colleague'],
  removeStaff: ['CHANGE User: staffRole', 'MAIL staff-role to colleague'],
  disableUser: ['CHANGE User: disabled'],
  enableUser: ['CHANGE User: disabled'],
  actAs: ['CHANGE Account: staffActsUntil'],
  resetTwoFactor: [
    'CHANGE User: twoFactorResetAt',
    'MAIL two-factor-reset to guarded',
    'MAIL staff-recovery to staff',
  ],
  'resetTwoFactor, confirmed': [
    'CHANGE User: twoFactor',
    'MAIL two-factor-reset to guarded',
    'MAIL staff-recovery to staff',
    'MAIL staff-recovery to staff',
  ],
  cancelTwoFactorReset: [
    'CHANGE User: twoFactorResetAt',
    'MAIL two-factor-reset to guarded',
    'MAIL staff-recovery to staff',
    'MAIL staff-recovery to staff',
  ],
  settleEmail: [
    'CHANGE User: email',
    'MAIL email-respelled to misspelled',
    'MAIL email-verification to as it is spelled',
  ],
  replaceHolder: [
    'CHANGE Account: newHolder, newHolderFrom',
    'MAIL holder-replacement to account',
    'MAIL holder-replacement to heir',
    'MAIL holder-replacement to holder',
    'MAIL staff-recovery to staff',
  ],
  'replaceHolder, confirmed': [
    'CHANGE Account: holder',
    'MAIL holder-replacement to account',
    'MAIL holder-replacement to heir',
    'MAIL holder-replacement to holder',
    'MAIL staff-recovery to staff',
    'MAIL staff-recovery to staff',
  ],
  cancelHolderReplacement: [
    'CHANGE Account: newHolder',
    'MAIL holder-replacement to account',
    'MAIL holder-replacement to heir',
    'MAIL holder-replacement to holder',
    'MAIL staff-recovery to staff',
    'MAIL staff-recovery to staff',
  ],
  resendMail: ['CHANGE Mail: resentAt', 'MAIL transfer-request to holder'],
  retryMail: ['CHANGE Mail: triedAgainAt'],
  sendMailing: ['CREATE Mailing: accounts, kind, paragraphs, subject'],
  'sendMailing, to one account': [
    'CREATE Mailing: accountKeys, accounts, kind, paragraphs, subject',
  ],
};
