import { isEnumType } from 'graphql';
import { GUEST_TOKEN } from '../../permissions/world';
import type { TestApplication } from '../../support/test-application';

export const DECISION = '{ allowed reason message missingPermission grantableBy }';

export interface Decision {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly message: string | null;
  readonly missingPermission: string | null;
  readonly grantableBy: string | null;
}
/** A node as somebody sees it, with a decision by the name of each action. */
export type Seen = { readonly __typename: string; readonly id: string } & Readonly<
  Record<string, Decision | string>
>;

export interface Fit {
  readonly type: string;
  /** Input that the mutation goes through with, if it may; `server` is one that the license runs on. */
  readonly call: (id: string, server: string, login: string, product: string) => string;
}

const onMembership = (mutation: string): Fit => ({
  type: 'Membership',
  call: (id) => `${mutation}(input: { membershipId: "${id}", dryRun: true })`,
});
const onAccount = (mutation: string, rest = ''): Fit => ({
  type: 'Account',
  call: (id) => `${mutation}(input: { accountId: "${id}", ${rest} dryRun: true })`,
});
const priced = (type: string, mutation: string, field: string): Fit => ({
  type,
  call: (id) =>
    `${mutation}(input: { ${field}: "${id}", kind: PURCHASE, currency: EUR, amount: "5.00", validFrom: "2026-12-01", dryRun: true })`,
});
export const PASSWORD = 'seventeen purple cranes at dawn';

/** A contact of every account. */
export const BOOKKEEPER = 'books@everywhere.test';
/** Ids of the world that inputs name, by the word that stands for them. */
export const NAMED = new Map<string, string>();
export const named = (call: string): string =>
  call.replace(/"(PRODUCT|ADD-ON|NEW-HOLDER)"/g, (_, word: string) => `"${NAMED.get(word) ?? ''}"`);

/** By action; written by hand, so that an action that nobody thought of fails the test. */
export const FIT: Readonly<Record<string, Fit>> = {
  UPDATE_ACCOUNT: {
    type: 'Account',
    call: (id) => `updateAccount(input: { accountId: "${id}", name: "New", dryRun: true })`,
  },
  ADD_CONTACT: {
    type: 'Account',
    call: (id) =>
      `addContact(input: { accountId: "${id}", firstName: "A", lastName: "B", email: "a@b.example", country: "DE", dryRun: true })`,
  },
  UPDATE_CONTACT: {
    type: 'Contact',
    call: (id) => `updateContact(input: { contactId: "${id}", firstName: "New", dryRun: true })`,
  },
  REMOVE_CONTACT: {
    type: 'Contact',
    call: (id) => `removeContact(input: { contactId: "${id}", dryRun: true })`,
  },
  ACTIVATE_LICENSE: {
    type: 'License',
    call: (id, server) =>
      `activateLicense(input: { licenseId: "${id}", serverName: "${server}", move: true, dryRun: true })`,
  },
  DEACTIVATE_LICENSE: {
    type: 'License',
    call: (id) => `deactivateLicense(input: { licenseId: "${id}", all: true, dryRun: true })`,
  },
  SUSPEND_LICENSE: {
    type: 'License',
    call: (id) => `suspendLicense(input: { licenseId: "${id}", reason: "R", dryRun: true })`,
  },
  RESUME_LICENSE: {
    type: 'License',
    call: (id) => `resumeLicense(input: { licenseId: "${id}", reason: "R", dryRun: true })`,
  },
  ASSIGN_LICENSE: {
    type: 'License',
    call: (id) =>
      `assignLicense(input: { licenseId: "${id}", email: "nobody@new.test", dryRun: true })`,
  },
  PURCHASE_AND_ASSIGN: {
    type: 'Account',
    call: (id, _server, _login, product) =>
      `purchaseAndAssign(input: { accountId: "${id}", licenses: [{ productId: "${product}" }], email: "nobody@new.test", billing: MONTHLY_SUMMARY, dryRun: true })`,
  },
  ASSIGN_LICENSES: onAccount('assignLicenses', 'assignments: [],'),
  START_LEASE: onAccount('startLease', 'productId: "PRODUCT", customerEmail: "nobody@new.test",'),
  START_LEASES: onAccount(
    'startLeases',
    'leases: [{ productId: "PRODUCT", customerEmail: "nobody@new.test" }],',
  ),
  MODIFY_LEASE: {
    type: 'Lease',
    call: (id) => `modifyLease(input: { leaseId: "${id}", addOnIds: ["ADD-ON"], dryRun: true })`,
  },
  ADD_AUTHORIZED_LOGIN: onAccount(
    'addAuthorizedLogin',
    `email: "nobody@new.test", fullName: "N", password: "${PASSWORD}", passwordConfirmation: "${PASSWORD}", permissions: [], alerts: [],`,
  ),
  UPDATE_AUTHORIZED_LOGIN: {
    type: 'Membership',
    call: (id) =>
      `updateAuthorizedLogin(input: { membershipId: "${id}", marketingMail: false, dryRun: true })`,
  },
  REMOVE_AUTHORIZED_LOGIN: onMembership('removeAuthorizedLogin'),
  RESEND_INVITATION: onMembership('resendInvitation'),
  ACCEPT_INVITATION: onMembership('acceptInvitation'),
  DECLINE_INVITATION: onMembership('declineInvitation'),
  LEAVE_ACCOUNT: onMembership('leaveAccount'),
  UPDATE_MY_ALERTS: onMembership('updateMyAlerts'),
  UPDATE_MAILING_PREFERENCE: onAccount('updateMailingPreference', 'mailingPreference: NONE,'),
  TRANSFER_ACCOUNT: {
    type: 'Account',
    call: (id, _server, login) =>
      `transferAccount(input: { accountId: "${id}", membershipId: "${login}", dryRun: true })`,
  },
  ACCEPT_TRANSFER: onAccount('acceptTransfer'),
  CANCEL_TRANSFER: onAccount('cancelTransfer'),
  REVOKE_API_TOKEN: {
    type: 'ApiToken',
    call: (id) => `revokeApiToken(input: { apiTokenId: "${id}", dryRun: true })`,
  },
  RESEND_MAIL: {
    type: 'Mail',
    call: (id) => `resendMail(input: { mailId: "${id}", dryRun: true })`,
  },
  EMAIL_INVOICE: {
    type: 'Invoice',
    call: (id) =>
      `emailInvoice(input: { invoiceId: "${id}", to: ["${BOOKKEEPER}"], dryRun: true })`,
  },
  RETRY_MAIL: {
    type: 'Mail',
    call: (id) => `retryMail(input: { mailId: "${id}", dryRun: true })`,
  },
  SET_PRODUCT_PRICE: priced('Product', 'setProductPrice', 'productId'),
  SET_ADD_ON_PRICE: priced('AddOn', 'setAddOnPrice', 'addOnId'),
  SET_SUPPORT_PRICE: priced('SupportProduct', 'setSupportPrice', 'supportProductId'),
  ADD_TO_CART: {
    type: 'Account',
    call: (id, _server, _login, product) =>
      `addToCart(input: { accountId: "${id}", kind: NEW, productId: "${product}", dryRun: true })`,
  },
  UPDATE_CART_LINE: {
    type: 'CartLine',
    call: (id) => `updateCartLine(input: { cartLineId: "${id}", dryRun: true })`,
  },
  REMOVE_CART_LINE: {
    type: 'CartLine',
    call: (id) => `removeCartLine(input: { cartLineId: "${id}", dryRun: true })`,
  },
  TAKE_GUEST_CART: onAccount('takeGuestCart', `cartToken: "${GUEST_TOKEN}",`),
  PAY_INVOICE: {
    type: 'Invoice',
    call: (id) => `payInvoice(input: { invoiceId: "${id}", dryRun: true })`,
  },
  CONFIRM_PAYMENT: {
    type: 'Payment',
    call: (id) => `confirmPayment(input: { paymentId: "${id}", dryRun: true })`,
  },
  CANCEL_PAYMENT: {
    type: 'Payment',
    call: (id) => `cancelPayment(input: { paymentId: "${id}", dryRun: true })`,
  },
  VOID_INVOICE: {
    type: 'Invoice',
    call: (id) => `voidInvoice(input: { invoiceId: "${id}", reason: "R", dryRun: true })`,
  },
  CREDIT_INVOICE: {
    type: 'Invoice',
    call: (id) => `creditInvoice(input: { invoiceId: "${id}", reason: "R", dryRun: true })`,
  },
  REFUND_PAYMENT: {
    type: 'Payment',
    call: (id) => `refundPayment(input: { paymentId: "${id}", reason: "R", dryRun: true })`,
  },
  RESUME_COLLECTION: {
    type: 'Invoice',
    call: (id) => `resumeCollection(input: { invoiceId: "${id}", reason: "R", dryRun: true })`,
  },
  SET_DEFAULT_PAYMENT_METHOD: {
    type: 'PaymentMethod',
    call: (id) => `setDefaultPaymentMethod(input: { paymentMethodId: "${id}", dryRun: true })`,
  },
  REMOVE_PAYMENT_METHOD: {
    type: 'PaymentMethod',
    call: (id) => `removePaymentMethod(input: { paymentMethodId: "${id}", dryRun: true })`,
  },
  SET_PARTNER: onAccount('setPartner', 'reseller: true,'),
  RESET_TWO_FACTOR: {
    type: 'User',
    call: (id) => `resetTwoFactor(input: { userId: "${id}", reason: "R", dryRun: true })`,
  },
  CANCEL_TWO_FACTOR_RESET: {
    type: 'User',
    call: (id) => `cancelTwoFactorReset(input: { userId: "${id}", dryRun: true })`,
  },
  SETTLE_EMAIL: {
    type: 'User',
    call: (id) => `settleEmail(input: { userId: "${id}", reason: "R", dryRun: true })`,
  },
  REPLACE_HOLDER: onAccount('replaceHolder', 'email: "NEW-HOLDER", reason: "R",'),
  CANCEL_HOLDER_REPLACEMENT: onAccount('cancelHolderReplacement'),
};

/** What has no dry run here is tried for real: below, in test/features/sessions.test.ts and in those of checkout. */
const WITHOUT_DRY_RUN = [
  'REVOKE_SESSION',
  'SET_AUTHORIZED_LOGIN_PASSWORD',
  'CREATE_API_TOKEN',
  'ACT_AS',
  'PREPARE_ASSIGN_LICENSE',
  'PREPARE_STOP_LEASE',
  'STOP_LEASE',
  'PREPARE_PAYMENT_METHOD',
  'ADD_PAYMENT_METHOD',
  'CHECKOUT',
];

export const actionsOf = (test: TestApplication): string[] => {
  const type = test.app.schema.getType('Action');
  const all = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  return all.filter((name) => !WITHOUT_DRY_RUN.includes(name));
};
