import {
  anySession,
  apiToken,
  everyone,
  holder,
  holderInPerson,
  may,
  mayWhen,
  member,
  memberInPerson,
  self,
  signedIn,
  staff,
  type Rule,
  type TypeRules,
} from './rule';

/*
 * The one place where permissions meet fields and mutations (R7). `authorize` decides by it, the
 * shield enforces it, the schema shows it as directives, and docs/permissions.md is printed from it.
 * A field of Query or Mutation without a row here stops the start of the process.
 *
 * A partner permission ends with the partner capability; what the holder must still be able to wind
 * down afterwards (R6) names the holder beside it.
 */

const holderAndStaff: Rule = [holder(), staff()];
const payers: Rule = [may('PAY_INVOICES'), staff()];
const resellers: Rule = [may('RESELLER'), holder(), staff()];
const providers: Rule = [may('LEASE_PROVIDER'), holder(), staff()];

/** Both sides of a sale or a lease, and the owner of what was bought for oneself. */
const licenseSides: Rule = [
  may('ACTIVATE_LICENSES', 'CUSTOMER'),
  may('MAKE_PURCHASES', 'CUSTOMER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
/** The key opens the product, so who merely buys does not see it. */
const keyHolders: Rule = [
  may('ACTIVATE_LICENSES', 'CUSTOMER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
/** The side that paid: a customer of a partner is not on it. */
const payingSide: Rule = [
  may('ACTIVATE_LICENSES', 'OWNER'),
  may('MAKE_PURCHASES', 'OWNER'),
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
const leaseSide: Rule = [may('LEASE_PROVIDER', 'PROVIDER'), holder('PROVIDER'), staff()];
const partnerSide: Rule = [
  may('RESELLER', 'SELLER'),
  holder('SELLER'),
  may('LEASE_PROVIDER', 'PROVIDER'),
  holder('PROVIDER'),
  staff(),
];
const ownPerson: Rule = [self, holder(), staff()];
/** The token itself, and whoever looks after it. */
const ownToken: Rule = [self, holder(), staff()];

export type PermissionTable = Readonly<Record<string, TypeRules>>;

export const PERMISSION_TABLE: PermissionTable = {
  Query: {
    fields: {
      viewer: everyone,
      node: everyone,
      nodes: everyone,
      products: everyone,
      account: [signedIn, member()],
      accounts: [staff()],
      undeliveredMails: [staff()],
      mailings: [staff()],
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
      updateMyAlerts: [self],
      updateMailingPreference: [holder()],
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
      resendMail: [holder(), staff()],
      retryMail: [staff()],
      sendMailing: [staff('ADMIN')],
      updateAccount: [holder()],
      addContact: [holder()],
      updateContact: [holder()],
      removeContact: [holder()],
      activateLicense: [may('ACTIVATE_LICENSES', 'CUSTOMER')],
      deactivateLicense: [may('ACTIVATE_LICENSES', 'CUSTOMER')],
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
  Account: {
    // `self` is whoever was invited: they learn which account asks, nothing more.
    row: [member(), self, staff()],
    fields: {
      holder: [member(), staff()],
      email: holderAndStaff,
      address: holderAndStaff,
      country: holderAndStaff,
      vatNumber: holderAndStaff,
      mailingPreference: holderAndStaff,
      partner: holderAndStaff,
      memberships: holderAndStaff,
      contacts: holderAndStaff,
      history: holderAndStaff,
      apiTokens: holderAndStaff,
      mails: holderAndStaff,
      whoWouldBeNotified: holderAndStaff,
      licenses: [may('ACTIVATE_LICENSES'), may('MAKE_PURCHASES'), staff()],
      unassignedProducts: resellers,
      resoldLicenses: resellers,
      leases: providers,
      customers: [
        mayWhen('RESELLER', 'relation', 'RESOLD'),
        mayWhen('LEASE_PROVIDER', 'relation', 'LEASED'),
        holder(),
        staff(),
      ],
      balance: payers,
      invoices: payers,
      unpaidSummaryInvoices: payers,
      payments: payers,
      paymentMethods: payers,
    },
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
  ToldPerson: { fields: { email: holderAndStaff, name: holderAndStaff } },
  LeftOutPerson: { fields: { email: holderAndStaff, name: holderAndStaff } },
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
  Product: {
    row: everyone,
    fields: { price: everyone, leasePrice: everyone, maintenancePrice: everyone },
  },
  AddOn: {
    row: everyone,
    fields: { price: everyone, leasePrice: everyone },
  },
  License: {
    row: licenseSides,
    fields: {
      key: keyHolders,
      activations: keyHolders,
      seller: licenseSides,
      history: licenseSides,
      // When a reseller bought it is the reseller's business.
      createdAt: payingSide,
      owner: payingSide,
      customer: payingSide,
      // Of what is not leased it is null, for the same side.
      lease: payingSide,
    },
  },
  Activation: {
    row: keyHolders,
    fields: { license: keyHolders },
  },
  Customer: {
    fields: {
      name: partnerSide,
      email: partnerSide,
      licenses: partnerSide,
      leases: partnerSide,
    },
  },
  Seller: {
    fields: { name: licenseSides },
  },
  Lease: {
    row: leaseSide,
    fields: {
      license: leaseSide,
      customer: leaseSide,
      customerEmail: leaseSide,
      monthlyPrice: leaseSide,
      thisMonth: leaseSide,
      savingIfStopped: leaseSide,
      terms: leaseSide,
      history: leaseSide,
    },
  },
  LeaseTerm: {
    fields: { monthlyPrice: leaseSide },
  },
  LeaseCharge: {
    fields: { amount: leaseSide, segments: leaseSide },
  },
  LeaseChargeSegment: {
    fields: { rate: leaseSide },
  },
  Invoice: {
    row: payers,
    fields: {
      subtotal: payers,
      tax: payers,
      total: payers,
      balance: payers,
      lines: payers,
      summaryInvoice: payers,
      summarizedInvoices: payers,
      payments: payers,
    },
  },
  InvoiceLine: {
    fields: { amount: payers },
  },
  Payment: {
    row: payers,
    fields: { amount: payers, method: payers, invoices: payers },
  },
  PaymentMethod: {
    row: payers,
    fields: { last4: payers },
  },
  Mail: {
    row: holderAndStaff,
    fields: {
      account: holderAndStaff,
      email: holderAndStaff,
      name: holderAndStaff,
      failure: [staff()],
    },
  },
  Mailing: {
    row: [staff()],
    fields: { createdBy: [staff()] },
  },
};
