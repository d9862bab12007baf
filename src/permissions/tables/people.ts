import {
  anySession,
  apiToken,
  everyone,
  holder,
  holderInPerson,
  member,
  memberInPerson,
  self,
  signedIn,
  staff,
} from '../rule';
import { holderAndStaff, ownPerson, ownToken } from './sides';
import type { PermissionTable } from './permission-table';

export const PEOPLE: PermissionTable = {
  Query: {
    fields: {
      viewer: everyone,
      node: everyone,
      nodes: everyone,
      account: [signedIn, member()],
      accounts: [staff()],
    },
  },
  Mutation: {
    fields: {
      signIn: everyone,
      signOut: [anySession],
      changePassword: [anySession],
      requestPasswordReset: everyone,
      resetPassword: everyone,
      requestEmailVerification: [signedIn],
      verifyEmail: everyone,
      updateMyself: [signedIn],
      enableTwoFactor: [signedIn],
      confirmTwoFactor: [signedIn],
      disableTwoFactor: [signedIn],
      revokeSession: [self],
      // In the demo alone; see DEMO_ONLY.
      moveClock: [signedIn],
      signUp: everyone,
      addAuthorizedLogin: [holderInPerson],
      updateAuthorizedLogin: [holder()],
      setAuthorizedLoginPassword: [holderInPerson],
      removeAuthorizedLogin: [holder()],
      resendInvitation: [holder()],
      acceptInvitation: [self],
      declineInvitation: [self],
      leaveAccount: [self],
      transferAccount: [holderInPerson],
      acceptTransfer: [memberInPerson],
      cancelTransfer: [memberInPerson],
      createApiToken: [holderInPerson],
      revokeApiToken: [holder()],
      setPartner: [staff('ADMIN')],
      actAs: [staff()],
      updateAccount: [holder()],
      addContact: [holder()],
      updateContact: [holder()],
      removeContact: [holder()],
    },
  },
  Account: {
    // `self` is whoever was invited: they learn which account asks, nothing more.
    row: [member(), self, staff()],
    fields: {
      holder: [member(), staff()],
      email: holderAndStaff,
      address: holderAndStaff,
      country: holderAndStaff,
      vatNumber: holderAndStaff,
      partner: holderAndStaff,
      memberships: holderAndStaff,
      contacts: holderAndStaff,
      history: holderAndStaff,
      apiTokens: holderAndStaff,
    },
  },
  // Whoever gave the password; shown to a client that asked for it.
  SignInPayload: { fields: { token: everyone } },
  ChangePasswordPayload: { fields: { token: everyone } },
  ConfirmTwoFactorPayload: { fields: { token: everyone } },
  EnableTwoFactorPayload: { fields: { secret: everyone } },
  Viewer: {
    fields: {
      user: [anySession, apiToken],
      memberships: [anySession],
      sessions: [anySession],
      token: [anySession, apiToken],
    },
  },
  User: {
    row: ownPerson,
    fields: { email: ownPerson, fullName: ownPerson, twoFactorEnabled: ownPerson },
  },
  Session: {
    row: [self],
    fields: { address: [self] },
  },
  Membership: {
    row: ownPerson,
    fields: {
      account: ownPerson,
      user: ownPerson,
      permissions: ownPerson,
      alerts: ownPerson,
      availableAlerts: ownPerson,
      marketingMail: ownPerson,
      invitation: ownPerson,
      transfer: ownPerson,
    },
  },
  Invitation: { fields: { email: ownPerson, fullName: ownPerson } },
  ApiToken: {
    row: ownToken,
    fields: { monthlySpendingCap: ownToken, createdBy: ownToken },
  },
  CreateApiTokenPayload: { fields: { token: everyone } },
  Contact: {
    row: holderAndStaff,
    fields: {
      firstName: holderAndStaff,
      lastName: holderAndStaff,
      email: holderAndStaff,
      country: holderAndStaff,
    },
  },
};
