import { NEW_PASSWORD, PASSWORD, TOKEN } from './stage';
import type { Mutations } from './mutation';

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
