import { NEW_PASSWORD, PASSWORD, TOKEN } from './stage';
import type { Leaves, Mutations } from './mutation';

const CONTACT = { firstName: 'A', lastName: 'B', email: 'a@b.example', country: 'DE' };
const LOGIN = {
  fullName: 'As The Holder Typed It',
  password: NEW_PASSWORD,
  passwordConfirmation: NEW_PASSWORD,
  permissions: ['PAY_INVOICES', 'ACTIVATE_LICENSES'],
  alerts: ['INVOICE_CREATED'],
};

/** Accounts and the people who belong to them. */
export const PEOPLE: Mutations = {
  updateAccount: { input: () => ({ name: 'New' }), nulls: { vatNumber: 'none' } },
  'updateAccount, of everything': {
    input: () => ({
      name: 'Analytical Engines',
      email: ' Office@Engines.Example ',
      address: 'St James Square\nLondon',
      country: 'FR',
      vatNumber: 'fr 40 303 265 045',
    }),
  },
  'updateAccount, of nothing': {},
  updateMailingPreference: { input: () => ({ mailingPreference: 'NONE' }) },
  addContact: { input: () => CONTACT },
  'addContact, with all that can be said': {
    input: () => ({
      ...CONTACT,
      email: 'Grace@Navy.Example',
      receives: ['IMPORTANT_NOTICES', 'STANDARD_INVOICES'],
      supportAuthorized: true,
    }),
  },
  updateContact: {
    input: () => ({ firstName: 'Ada' }),
    ready: ({ ids }) => ({ row: ids.contact }),
  },
  'updateContact, of two fields': {
    input: () => ({ firstName: 'Ada', receives: [] }),
    ready: ({ ids }) => ({ row: ids.contact }),
  },
  removeContact: { ready: ({ ids }) => ({ row: ids.contact }) },
  addAuthorizedLogin: { input: ({ newEmail: email }) => ({ email, ...LOGIN }) },
  'addAuthorizedLogin, who signs in already': {
    input: ({ email }) => ({ email, ...LOGIN }),
    ready: async (stage) => ({
      things: { email: await stage.emailOf(await stage.person('somebody')) },
    }),
  },
  updateAuthorizedLogin: {
    input: () => ({ permissions: ['PAY_INVOICES'], alerts: [] }),
    ready: (stage) => stage.member().then(({ row }) => ({ row })),
  },
  'updateAuthorizedLogin, of everything': {
    input: () => ({
      permissions: ['PAY_INVOICES'],
      alerts: ['INVOICE_CREATED'],
      marketingMail: false,
    }),
    ready: (stage) => stage.member().then(({ row }) => ({ row })),
  },
  setAuthorizedLoginPassword: {
    input: () => ({ newPassword: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD }),
    ready: (stage) => stage.member().then(({ row }) => ({ row })),
  },
  removeAuthorizedLogin: { ready: (stage) => stage.member().then(({ row }) => ({ row })) },
  'removeAuthorizedLogin, who is invited': {
    ready: (stage) => stage.member('INVITED').then(({ row }) => ({ row })),
  },
  resendInvitation: { ready: (stage) => stage.member('INVITED').then(({ row }) => ({ row })) },
  acceptInvitation: { ready: (stage) => stage.member('INVITED') },
  declineInvitation: { ready: (stage) => stage.member('INVITED') },
  leaveAccount: { ready: (stage) => stage.member() },
  updateMyAlerts: {
    input: () => ({ alerts: ['INVOICE_CREATED'], marketingMail: false }),
    ready: (stage) => stage.member(),
  },
  transferAccount: {
    input: ({ membershipId }) => ({ membershipId, formerHolderPermissions: ['PAY_INVOICES'] }),
    ready: (stage) => stage.member().then(({ row }) => ({ things: { membershipId: row } })),
  },
  acceptTransfer: {
    ready: async (stage) => {
      await stage.apiToken('ended');
      const { as, user } = await stage.offered();
      return { as, user };
    },
  },
  'acceptTransfer, with a token': {
    ready: async (stage) => {
      const kept = await stage.apiToken('kept');
      await stage.apiToken('ended');
      const { as, user } = await stage.offered();
      return { as, user, input: { accountId: stage.ids.account, keepTokenIds: [kept] } };
    },
  },
  cancelTransfer: {
    ready: async (stage) => {
      await stage.offered();
      return {};
    },
  },
  'cancelTransfer, by whom it was offered to': {
    ready: (stage) => stage.offered().then(({ as, user }) => ({ as, user })),
  },
  createApiToken: { input: () => TOKEN },
  revokeApiToken: { ready: async (stage) => ({ row: await stage.apiToken('R') }) },
};

export const PEOPLE_LEAVE: Leaves = {
  updateAccount: ['CHANGE Account: name'],
  'updateAccount, of everything': [
    'CHANGE Account: address, country, email, name, vatNumber',
    'MAIL account-email-verification to office@engines.example',
  ],
  'updateAccount, of nothing': ['CHANGE Account: nothing'],
  updateMailingPreference: ['CHANGE Account: mailingPreference'],
  addContact: ['CREATE Contact: country, email, firstName, lastName, receives, supportAuthorized'],
  'addContact, with all that can be said': [
    'CREATE Contact: country, email, firstName, lastName, receives, supportAuthorized',
  ],
  updateContact: ['CHANGE Contact: firstName'],
  'updateContact, of two fields': ['CHANGE Contact: firstName, receives'],
  removeContact: [
    'REMOVE Contact: country, email, firstName, lastName, receives, supportAuthorized',
  ],
  addAuthorizedLogin: [
    'CREATE Membership: alerts, email, fullName, marketingMail, permissions, status',
    'CREATE User: verificationSentTo',
    'MAIL email-verification to somebody new',
  ],
  'addAuthorizedLogin, who signs in already': [
    'CREATE Membership: alerts, email, fullName, marketingMail, permissions, status',
    'MAIL invitation to somebody',
  ],
  updateAuthorizedLogin: ['CHANGE Membership: permissions'],
  'updateAuthorizedLogin, of everything': ['CHANGE Membership: alerts, marketingMail, permissions'],
  setAuthorizedLoginPassword: ['CHANGE Membership: password'],
  removeAuthorizedLogin: [
    'REMOVE Membership: alerts, email, fullName, marketingMail, permissions, status',
  ],
  'removeAuthorizedLogin, who is invited': [
    'REMOVE Membership: alerts, email, fullName, marketingMail, permissions, status',
  ],
  resendInvitation: [
    'CHANGE Membership: invitationSentTo',
    'MAIL invitation to as the holder typed it',
  ],
  acceptInvitation: ['CHANGE Membership: status'],
  declineInvitation: [
    'REMOVE Membership: alerts, email, fullName, marketingMail, permissions, status',
  ],
  leaveAccount: ['REMOVE Membership: alerts, email, fullName, marketingMail, permissions, status'],
  updateMyAlerts: ['CHANGE Membership: alerts, marketingMail'],
  transferAccount: [
    'CHANGE Account: formerHolderPermissions, offeredTo',
    'MAIL transfer-request to login',
  ],
  acceptTransfer: ['CHANGE ApiToken: revoked', 'CHANGE Account: formerHolderPermissions, holder'],
  'acceptTransfer, with a token': [
    'CHANGE ApiToken: madeBy',
    'CHANGE ApiToken: revoked',
    'CHANGE Account: formerHolderPermissions, holder',
  ],
  cancelTransfer: ['CHANGE Account: offeredBy'],
  'cancelTransfer, by whom it was offered to': ['CHANGE Account: offeredBy'],
  createApiToken: ['CREATE ApiToken: addressRanges, expiresAt, name, scopes'],
  revokeApiToken: ['CHANGE ApiToken: revoked'],
};

/** What people do about themselves. */
export const ONESELF: Mutations = {
  signIn: {
    // Who signs in is nobody yet, and yet it is known who it was.
    ready: async (stage) => ({
      input: { email: await stage.emailOf(stage.holder), password: PASSWORD },
      as: null,
    }),
    nulls: { code: 'none' },
  },
  signOut: { nulls: { clientMutationId: 'none' } },
  signUp: {
    input: ({ newEmail: email }) => ({
      ...{ email, password: NEW_PASSWORD, fullName: 'N', address: 'A', country: 'DE' },
    }),
    ready: () => ({ as: null }),
    nulls: { vatNumber: 'none' },
  },
  revokeSession: {
    ready: async (stage) => ({ row: stage.id('Session', await stage.make.session(stage.holder)) }),
  },
  changePassword: {
    input: () => ({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
  },
  requestPasswordReset: {
    ready: async (stage) => ({
      input: { email: await stage.emailOf(stage.holder) },
      as: null,
      user: null,
    }),
  },
  resetPassword: {
    ready: async (stage) => {
      const email = await stage.emailOf(stage.holder);
      await stage.done('requestPasswordReset', { email }, '', null);
      const token = await stage.mailed('password-reset', email);
      return { input: { token, newPassword: NEW_PASSWORD }, as: null };
    },
  },
  requestEmailVerification: {
    ready: async (stage) => {
      const user = await stage.person('unverified', { emailVerifiedAt: null });
      return { as: await stage.test.tokenFor(user), user };
    },
    nulls: { clientMutationId: 'none' },
  },
  verifyEmail: {
    ready: async (stage) => {
      const email = `moved${stage.holder}@staged.test`;
      await stage.done('updateMyself', { email, currentPassword: PASSWORD });
      return { input: { token: await stage.mailed('email-verification', email) }, as: null };
    },
  },
  updateMyself: {
    input: ({ newEmail: email }) => ({ fullName: 'Hedwig', email, currentPassword: PASSWORD }),
  },
  enableTwoFactor: { input: () => ({ currentPassword: PASSWORD }) },
  confirmTwoFactor: {
    ready: async (stage) => ({ input: { code: stage.code(await stage.enrolled()) } }),
  },
  disableTwoFactor: {
    ready: async (stage) => {
      const secret = await stage.enrolled();
      await stage.done('confirmTwoFactor', { code: stage.code(secret) });
      stage.test.now = new Date(stage.test.now.getTime() + 60_000);
      return { input: { currentPassword: PASSWORD, code: stage.code(secret) } };
    },
  },
};

export const ONESELF_LEAVE: Leaves = {
  signIn: ['CHANGE User: sessionUntil', 'MAIL new-sign-in to holder'],
  signOut: ['CHANGE User: signedIn'],
  signUp: [
    'CREATE Account: address, country, currency, email, holder, name',
    'CHANGE User: verificationSentTo',
    'MAIL email-verification to somebody new',
  ],
  revokeSession: ['CHANGE Session: open'],
  changePassword: ['CHANGE User: password'],
  requestPasswordReset: ['CHANGE User: passwordLinkSentTo', 'MAIL password-reset to holder'],
  resetPassword: ['CHANGE User: password'],
  requestEmailVerification: [
    'CHANGE User: verificationSentTo',
    'MAIL email-verification to unverified',
  ],
  verifyEmail: ['CHANGE User: email, emailVerifiedAt', 'MAIL email-changed to holder'],
  updateMyself: ['CHANGE User: emailAskedFor, fullName', 'MAIL email-verification to somebody new'],
  enableTwoFactor: ['CHANGE User: twoFactor'],
  confirmTwoFactor: ['CHANGE User: twoFactor'],
  disableTwoFactor: ['CHANGE User: twoFactor'],
};
