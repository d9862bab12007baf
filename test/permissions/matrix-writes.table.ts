import type { AccountName } from './actors';
import { rows } from './matrix.types';

/**
 * One mutation, asked so that whoever may use it leaves everything as it was: as a dry run, or, where
 * there is none, with an input that is refused for what stands in it. The cell is `x` then: whoever meets that
 * refusal has passed the gate.
 */
export interface WriteCase {
  /** `$` is the name of the account, `~` of the actor, `<name>` the id of a row of the world. */
  readonly call: string;
  readonly row: ReturnType<typeof rows>[number];
  /** The code that `x` stands for. */
  readonly refusal: string;
  /** The account whose people ask, `$` in the call. */
  readonly account: AccountName;
  /** A secret in the payload, or several in one object of it, which nobody is told by such a call. */
  readonly secret: string;
}

const STRONG = 'teal anvil 94 marmot quay';
const LONG = 'x'.repeat(256);

const CASES: Readonly<Record<string, string>> = {
  'Mutation.updateAccount': 'updateAccount(input: { accountId: <$/account>, dryRun: true })',
  'Mutation.addContact':
    'addContact(input: { accountId: <$/account>, firstName: "A", lastName: "B", email: "a@b.example", country: "DE", dryRun: true })',
  'Mutation.updateContact': 'updateContact(input: { contactId: <$/contact>, dryRun: true })',
  'Mutation.removeContact': 'removeContact(input: { contactId: <$/contact>, dryRun: true })',
  'Mutation.activateLicense':
    'activateLicense(input: { licenseId: <$/license>, serverName: "s", move: true, dryRun: true })',
  'Mutation.deactivateLicense':
    'deactivateLicense(input: { licenseId: <$/license>, dryRun: true })',
  'Mutation.extendMaintenance':
    'extendMaintenance(input: { licenseId: <$/license>, until: "2029-06-30", reason: "" })',
  'Mutation.requestLicenseReversal':
    'requestLicenseReversal(input: { licenseId: <$/license>, reason: "" })',
  'Mutation.confirmLicenseReversal':
    'confirmLicenseReversal(input: { licenseId: <$/license>, reason: "" })',
  'Mutation.cancelLicenseReversal':
    'cancelLicenseReversal(input: { licenseId: <$/license>, dryRun: true })',
  'Mutation.replaceLicenseKey':
    'replaceLicenseKey(input: { licenseId: <$/license>, reason: "R", dryRun: true })',
  'Mutation.suspendLicense':
    'suspendLicense(input: { licenseId: <$/license>, reason: "R", dryRun: true })',
  'Mutation.resumeLicense': 'resumeLicense(input: { licenseId: <$/license>, reason: "" })',
  'Mutation.activateInstallation': 'activateInstallation(input: { key: "~", serverName: "s" })',
  'Mutation.checkIn': 'checkIn(input: { key: "~", serverName: "s" })',
  'Mutation.deactivateInstallation': 'deactivateInstallation(input: { key: "~", serverName: "s" })',
  'Mutation.prepareAssignLicense':
    'prepareAssignLicense(input: { licenseId: <$/stock>, email: "a@b.test" })',
  'Mutation.settleAssignment':
    'settleAssignment(input: { licenseId: <$/stock>, email: "a@b.test", accountId: <$/account>, reason: "", dryRun: true })',
  'Mutation.assignLicense':
    'assignLicense(input: { licenseId: <$/stock>, email: "a@b.test", dryRun: true })',
  'Mutation.assignLicenses':
    'assignLicenses(input: { accountId: <$/account>, assignments: [{ licenseId: <$/stock>, email: "a@b.test" }], dryRun: true })',
  'Mutation.purchaseAndAssign':
    'purchaseAndAssign(input: { accountId: <$/account>, licenses: [{ productId: <product> }], email: "a@b.test", billing: MONTHLY_SUMMARY, dryRun: true })',
  'Mutation.startLease':
    'startLease(input: { accountId: <$/account>, productId: <product>, customerEmail: "a@b.test", dryRun: true })',
  'Mutation.startLeases':
    'startLeases(input: { accountId: <$/account>, leases: [{ productId: <product>, customerEmail: "a@b.test" }], dryRun: true })',
  'Mutation.modifyLease':
    'modifyLease(input: { leaseId: <$-to-customer/lease>, addOnIds: [<add-on>], dryRun: true })',
  'Mutation.modifyLeases':
    'modifyLeases(input: { accountId: <$/account>, leases: [{ leaseId: <$-to-customer/lease>, addOnIds: [<add-on>] }], dryRun: true })',
  'Mutation.prepareStopLeases':
    'prepareStopLeases(input: { accountId: <$/account>, leaseIds: [<$-to-customer/lease>] })',
  // A token is found by the id that it begins with.
  'Mutation.stopLeases': 'stopLeases(input: { confirmationToken: <$/account>, dryRun: true })',
  'Mutation.activateLicenses':
    'activateLicenses(input: { accountId: <$/account>, activations: [{ licenseId: <$/license>, serverName: "s.test" }], dryRun: true })',
  'Mutation.prepareStopLease': 'prepareStopLease(input: { leaseId: <$-to-customer/lease> })',
  // Whoever may stop it gets as far as the token, which confirms nothing.
  'Mutation.stopLease':
    'stopLease(input: { confirmationToken: <$-to-customer/lease>, dryRun: true })',
  'Mutation.addAuthorizedLogin': `addAuthorizedLogin(input: { accountId: <$/account>, email: "new@at.all", fullName: "N", password: "${STRONG}", passwordConfirmation: "${STRONG}", permissions: [PAY_INVOICES], alerts: [], dryRun: true })`,
  'Mutation.updateAuthorizedLogin':
    'updateAuthorizedLogin(input: { membershipId: <$/membership:act>, permissions: [PAY_INVOICES], dryRun: true })',
  'Mutation.removeAuthorizedLogin':
    'removeAuthorizedLogin(input: { membershipId: <$/membership:act>, dryRun: true })',
  'Mutation.setAuthorizedLoginPassword':
    'setAuthorizedLoginPassword(input: { membershipId: <$/membership:act>, newPassword: "a", passwordConfirmation: "b" })',
  'Mutation.resendInvitation':
    'resendInvitation(input: { membershipId: <$/membership:invited>, dryRun: true })',
  'Mutation.updateMyAlerts':
    'updateMyAlerts(input: { membershipId: <$/membership:none>, marketingMail: false, dryRun: true })',
  'Mutation.updateMailingPreference':
    'updateMailingPreference(input: { accountId: <$/account>, mailingPreference: NONE, dryRun: true })',
  'Mutation.acceptInvitation':
    'acceptInvitation(input: { membershipId: <$/membership:invited>, dryRun: true })',
  'Mutation.declineInvitation':
    'declineInvitation(input: { membershipId: <$/membership:invited>, dryRun: true })',
  'Mutation.leaveAccount':
    'leaveAccount(input: { membershipId: <$/membership:none>, dryRun: true })',
  'Mutation.transferAccount':
    'transferAccount(input: { accountId: <$/account>, membershipId: <$/membership:act>, dryRun: true })',
  'Mutation.acceptTransfer': 'acceptTransfer(input: { accountId: <$/account>, dryRun: true })',
  'Mutation.cancelTransfer': 'cancelTransfer(input: { accountId: <$/account>, dryRun: true })',
  'Mutation.createApiToken':
    'createApiToken(input: { accountId: <$/account>, name: "T", scopes: [], expiresAt: "2026-12-01T00:00:00.000Z" })',
  'Mutation.revokeApiToken': 'revokeApiToken(input: { apiTokenId: <$/token>, dryRun: true })',
  'Mutation.setPartner':
    'setPartner(input: { accountId: <$/account>, reseller: true, dryRun: true })',
  'Mutation.inviteStaff':
    'inviteStaff(input: { email: "nobody@at.all", fullName: "N", role: SUPPORT, dryRun: true })',
  'Mutation.changeStaffRole':
    'changeStaffRole(input: { userId: <$/user:none>, role: ADMIN, dryRun: true })',
  'Mutation.removeStaff': 'removeStaff(input: { userId: <$/user:none>, dryRun: true })',
  'Mutation.disableUser':
    'disableUser(input: { userId: <$/user:none>, reason: "R", dryRun: true })',
  'Mutation.enableUser': 'enableUser(input: { userId: <$/user:none>, reason: "R", dryRun: true })',
  'Mutation.resetTwoFactor':
    'resetTwoFactor(input: { userId: <$/user:none>, reason: "R", dryRun: true })',
  'Mutation.cancelTwoFactorReset':
    'cancelTwoFactorReset(input: { userId: <$/user:none>, dryRun: true })',
  'Mutation.replaceHolder':
    'replaceHolder(input: { accountId: <$/account>, email: "nobody@at.all", reason: "R", dryRun: true })',
  'Mutation.cancelHolderReplacement':
    'cancelHolderReplacement(input: { accountId: <$/account>, dryRun: true })',
  'Mutation.settleEmail':
    'settleEmail(input: { userId: <$/user:none>, reason: "R", dryRun: true })',
  'Mutation.payInvoice': 'payInvoice(input: { invoiceId: <$/summary>, dryRun: true })',
  'Mutation.confirmPayment': 'confirmPayment(input: { paymentId: <$/paid>, dryRun: true })',
  'Mutation.cancelPayment': 'cancelPayment(input: { paymentId: <$/paid>, dryRun: true })',
  'Mutation.preparePaymentMethod': 'preparePaymentMethod(input: { accountId: <$/account> })',
  'Mutation.addPaymentMethod':
    'addPaymentMethod(input: { accountId: <$/account>, setup: "sandbox:success" })',
  'Mutation.setDefaultPaymentMethod':
    'setDefaultPaymentMethod(input: { paymentMethodId: <$/card>, dryRun: true })',
  'Mutation.removePaymentMethod':
    'removePaymentMethod(input: { paymentMethodId: <$/card>, dryRun: true })',
  'Mutation.voidInvoice':
    'voidInvoice(input: { invoiceId: <$/summary>, reason: "R", dryRun: true })',
  'Mutation.creditInvoice':
    'creditInvoice(input: { invoiceId: <$/invoice>, amount: "1.00", reason: "R", dryRun: true })',
  'Mutation.refundPayment':
    'refundPayment(input: { paymentId: <$/paid>, amount: "1.00", reason: "R", dryRun: true })',
  'Mutation.recordBankTransfer':
    'recordBankTransfer(input: { accountId: <$/account>, reference: "R", receivedOn: "2026-11-20", amount: "1.00", currency: EUR, dryRun: true })',
  'Mutation.reverseBankTransfer':
    'reverseBankTransfer(input: { paymentId: <$/transfer>, reason: "R", dryRun: true })',
  'Mutation.applyCredit':
    'applyCredit(input: { accountId: <$/account>, invoices: [{ invoiceId: <$/summary> }], amount: "1.00", reason: "R", dryRun: true })',
  'Mutation.resumeCollection':
    'resumeCollection(input: { invoiceId: <$/summary>, reason: "R", dryRun: true })',
  'Mutation.resendMail': 'resendMail(input: { mailId: <$/mail>, dryRun: true })',
  'Mutation.emailInvoice':
    'emailInvoice(input: { invoiceId: <$/invoice>, to: ["holder@$.test"], dryRun: true })',
  'Mutation.openSupportRequest':
    'openSupportRequest(input: { accountId: <$/account>, subject: "S", message: "M", dryRun: true })',
  'Mutation.recordSupportRequest':
    'recordSupportRequest(input: { contactId: <$/contact>, subject: "S", message: "M", dryRun: true })',
  'Mutation.replyBySupportLink': 'replyBySupportLink(input: { token: "no", message: "M" })',
  'Mutation.replyToSupportRequest':
    'replyToSupportRequest(input: { supportRequestId: <$/support-request>, message: "M", dryRun: true })',
  'Mutation.attachToSupportRequest':
    'attachToSupportRequest(input: { supportRequestId: <$/support-request>, dryRun: true })',
  'Mutation.closeSupportRequest':
    'closeSupportRequest(input: { supportRequestId: <$/support-request>, dryRun: true })',
  'Mutation.reopenSupportRequest':
    'reopenSupportRequest(input: { supportRequestId: <$/support-request>, dryRun: true })',
  'Mutation.useSupportIncident':
    'useSupportIncident(input: { supportRequestId: <$/support-request>, dryRun: true })',
  'Mutation.returnSupportIncident':
    'returnSupportIncident(input: { supportRequestId: <$/support-request>, reason: "R", dryRun: true })',
  'Mutation.addSupportNote':
    'addSupportNote(input: { supportRequestId: <$/support-request>, note: "N", dryRun: true })',
  'Mutation.addAccountNote':
    'addAccountNote(input: { accountId: <$/account>, note: "N", dryRun: true })',
  'Mutation.assignSupportRequest':
    'assignSupportRequest(input: { supportRequestId: <$/support-request>, userId: null, dryRun: true })',
  'Mutation.retryMail': 'retryMail(input: { mailId: <$/failing>, dryRun: true })',
  'Mutation.sendMailing':
    'sendMailing(input: { kind: CRITICAL, subject: "S", body: "B", dryRun: true })',
  'Mutation.addProduct':
    'addProduct(input: { family: SMARTERSTATS, edition: ENTERPRISE, level: 77, dryRun: true })',
  'Mutation.addAddOn':
    'addAddOn(input: { family: SMARTERSTATS, code: "new-one", name: "New", dryRun: true })',
  'Mutation.addSupportProduct':
    'addSupportProduct(input: { code: "new-one", name: "New", dryRun: true })',
  'Mutation.setProductPrice':
    'setProductPrice(input: { productId: <product>, kind: PURCHASE, currency: EUR, amount: "1.00", validFrom: "2026-12-01", dryRun: true })',
  'Mutation.setAddOnPrice':
    'setAddOnPrice(input: { addOnId: <add-on>, kind: PURCHASE, currency: EUR, amount: "1.00", validFrom: "2026-12-01", dryRun: true })',
  'Mutation.setSupportPrice':
    'setSupportPrice(input: { supportProductId: <support>, kind: PURCHASE, currency: EUR, amount: "1.00", validFrom: "2026-12-01", dryRun: true })',
  'Mutation.addToCart':
    'addToCart(input: { accountId: <$/account>, kind: NEW, productId: <product>, dryRun: true })',
  'Mutation.placeOrder':
    'placeOrder(input: { accountId: <$/account>, lines: [{ kind: NEW, productId: <product> }], billing: PAY_ON_ORDER, billTo: { name: "", address: "x", country: "DE" }, dryRun: true })',
  'Mutation.renewLicenses':
    'renewLicenses(input: { accountId: <$/account>, licenses: [{ licenseId: <$/license> }], billing: PAY_ON_ORDER, billTo: { name: "", address: "x", country: "DE" }, dryRun: true })',
  'Mutation.addRenewalsToCart':
    'addRenewalsToCart(input: { accountId: <$/account>, endsFrom: "2020-01-02", endsTo: "2020-01-01", dryRun: true })',
  'Mutation.checkout':
    'checkout(input: { accountId: <$/account>, billing: PAY_ON_ORDER, acceptTotal: "0", billTo: { name: "", address: "x", country: "DE" }, dryRun: true })',
  'Mutation.updateCartLine': 'updateCartLine(input: { cartLineId: <$/cart-line>, dryRun: true })',
  'Mutation.removeCartLine': 'removeCartLine(input: { cartLineId: <$/cart-line>, dryRun: true })',
  'Mutation.takeGuestCart':
    'takeGuestCart(input: { accountId: <$/account>, cartToken: "no", dryRun: true })',
  'Mutation.setGuestCart': 'setGuestCart(input: { country: "XX", lines: [] })',
  'Mutation.setGuestBuyer':
    'setGuestBuyer(input: { cartToken: "no", email: "~@at.all", fullName: "N", address: "A", country: "XX" })',
  'Mutation.prepareGuestPayment': 'prepareGuestPayment(input: { cartToken: "no" })',
  'Mutation.guestCheckout': 'guestCheckout(input: { cartToken: "no", dryRun: true })',
  'Mutation.confirmGuestPayment': 'confirmGuestPayment(input: { cartToken: "no", dryRun: true })',
  'Mutation.cancelGuestPayment': 'cancelGuestPayment(input: { cartToken: "no", dryRun: true })',
  'Mutation.actAs': 'actAs(input: { accountId: <$/account>, reason: "" })',
  'Mutation.updateMyself': 'updateMyself(input: { fullName: "" })',
  'Mutation.requestEmailVerification': 'requestEmailVerification(input: {})',
  'Mutation.changePassword':
    'changePassword(input: { currentPassword: "no", newPassword: "x", returnToken: true })',
  'Mutation.enableTwoFactor': 'enableTwoFactor(input: { currentPassword: "no" })',
  'Mutation.confirmTwoFactor': 'confirmTwoFactor(input: { code: "000000", returnToken: true })',
  'Mutation.disableTwoFactor': 'disableTwoFactor(input: { currentPassword: "no", code: "000000" })',
  'Mutation.signOut': `signOut(input: { clientMutationId: "${LONG}" })`,
  'Mutation.signIn': 'signIn(input: { email: "~@at.all", password: "no", returnToken: true })',
  'Mutation.signUp': `signUp(input: { email: "~@at.all", password: "${STRONG}", fullName: "N", address: "A", country: "XX" })`,
  'Mutation.requestPasswordReset': 'requestPasswordReset(input: { email: "no address ~" })',
  'Mutation.resetPassword': `resetPassword(input: { token: "x", newPassword: "${STRONG}" })`,
  'Mutation.verifyEmail': 'verifyEmail(input: { token: "x" })',
};

/** What is asked by the people of another account than the customer's. */
const ELSEWHERE: Readonly<Record<string, AccountName>> = {
  'Mutation.prepareAssignLicense': 'reseller',
  'Mutation.settleAssignment': 'reseller',
  'Mutation.assignLicense': 'reseller',
  'Mutation.assignLicenses': 'reseller',
  'Mutation.purchaseAndAssign': 'reseller',
  'Mutation.startLease': 'provider',
  'Mutation.startLeases': 'provider',
  'Mutation.modifyLease': 'provider',
  'Mutation.modifyLeases': 'provider',
  'Mutation.prepareStopLeases': 'provider',
  'Mutation.stopLeases': 'provider',
  'Mutation.prepareStopLease': 'provider',
  'Mutation.stopLease': 'provider',
};

/** For what an input is refused that stands behind an open gate. */
const REFUSALS: Readonly<Record<string, string>> = {
  'Mutation.checkout': 'BLANK',
  'Mutation.placeOrder': 'BLANK',
  'Mutation.renewLicenses': 'BLANK',
  'Mutation.resumeLicense': 'BLANK',
  'Mutation.extendMaintenance': 'BLANK',
  'Mutation.settleAssignment': 'BLANK',
  'Mutation.requestLicenseReversal': 'BLANK',
  'Mutation.confirmLicenseReversal': 'BLANK',
  'Mutation.reopenSupportRequest': 'SUPPORT_REQUEST_OPEN',
  'Mutation.useSupportIncident': 'INCIDENT_ALREADY_USED',
  'Mutation.recordSupportRequest': 'CONTACT_NOT_AUTHORIZED',
  'Mutation.replyBySupportLink': 'LINK_INVALID',
  'Mutation.activateInstallation': 'LICENSE_KEY_INVALID',
  'Mutation.checkIn': 'LICENSE_KEY_INVALID',
  'Mutation.deactivateInstallation': 'LICENSE_KEY_INVALID',
  'Mutation.setAuthorizedLoginPassword': 'PASSWORDS_DIFFER',
  'Mutation.stopLease': 'CONFIRMATION_INVALID',
  'Mutation.stopLeases': 'CONFIRMATION_INVALID',
  'Mutation.acceptTransfer': 'NO_TRANSFER',
  'Mutation.cancelTransfer': 'NO_TRANSFER',
  'Mutation.createApiToken': 'NO_SCOPES',
  'Mutation.changeStaffRole': 'NOT_STAFF',
  'Mutation.removeStaff': 'NOT_STAFF',
  'Mutation.enableUser': 'NOT_DISABLED',
  'Mutation.resetTwoFactor': 'TWO_FACTOR_OFF',
  'Mutation.cancelTwoFactorReset': 'NOTHING_REQUESTED',
  'Mutation.replaceHolder': 'NOBODY_SIGNS_IN_WITH_IT',
  'Mutation.cancelHolderReplacement': 'NOTHING_REQUESTED',
  'Mutation.settleEmail': 'NOTHING_TO_SETTLE',
  'Mutation.takeGuestCart': 'CART_NOT_FOUND',
  'Mutation.addRenewalsToCart': 'INVALID_RANGE',
  'Mutation.setGuestCart': 'INVALID_COUNTRY',
  'Mutation.setGuestBuyer': 'INVALID_COUNTRY',
  'Mutation.prepareGuestPayment': 'CART_NOT_FOUND',
  'Mutation.guestCheckout': 'CART_NOT_FOUND',
  'Mutation.confirmGuestPayment': 'CART_NOT_FOUND',
  'Mutation.cancelGuestPayment': 'CART_NOT_FOUND',
  'Mutation.preparePaymentMethod': 'GATEWAY_UNAVAILABLE',
  'Mutation.cancelPayment': 'NOTHING_TO_CANCEL',
  'Mutation.addPaymentMethod': 'GATEWAY_UNAVAILABLE',
  'Mutation.actAs': 'BLANK',
  'Mutation.updateMyself': 'BLANK',
  'Mutation.requestEmailVerification': 'ALREADY_VERIFIED',
  'Mutation.changePassword': 'INVALID_CREDENTIALS',
  'Mutation.enableTwoFactor': 'INVALID_CREDENTIALS',
  'Mutation.confirmTwoFactor': 'INVALID_CODE',
  'Mutation.disableTwoFactor': 'INVALID_CREDENTIALS',
  'Mutation.signOut': 'TOO_LONG',
  'Mutation.signIn': 'INVALID_CREDENTIALS',
  'Mutation.signUp': 'INVALID_COUNTRY',
  'Mutation.requestPasswordReset': 'INVALID_EMAIL',
  'Mutation.resetPassword': 'LINK_INVALID',
  'Mutation.verifyEmail': 'LINK_INVALID',
};

/** Secrets that payloads tell once, to whoever made them, and amounts. */
const SECRETS: Readonly<Record<string, string>> = {
  'Mutation.activateInstallation': 'entitlement',
  'Mutation.checkIn': 'entitlement',
  'Mutation.deactivateInstallation': 'receipt',
  'Mutation.signIn': 'token',
  'Mutation.changePassword': 'token',
  'Mutation.confirmTwoFactor': 'token',
  'Mutation.enableTwoFactor': 'secret',
  'Mutation.createApiToken': 'token',
  'Mutation.setGuestCart': 'token',
  'Mutation.prepareGuestPayment': 'secret',
  'Mutation.guestCheckout':
    'paymentAction { clientSecret redirectUrl } totals { subtotal { amount } discount { amount } tax { amount } total { amount } fromCredit { amount } charged { amount } }',
  'Mutation.confirmGuestPayment': 'paymentAction { clientSecret redirectUrl }',
  'Mutation.preparePaymentMethod': 'secret',
  'Mutation.addPaymentMethod': 'cardAction { clientSecret redirectUrl }',
  'Mutation.payInvoice':
    'paymentAction { clientSecret redirectUrl } totals { amount { amount } fromCredit { amount } charged { amount } }',
  'Mutation.recordBankTransfer':
    'totals { amount { amount } applied { amount } keptAsCredit { amount } }',
  'Mutation.reverseBankTransfer': 'totals { amount { amount } fromCredit { amount } }',
  'Mutation.applyCredit': 'totals { applied { amount } creditLeft { amount } }',
  'Mutation.confirmPayment': 'paymentAction { clientSecret redirectUrl }',
  'Mutation.placeOrder':
    'totals { subtotal { amount } discount { amount } tax { amount } total { amount } fromCredit { amount } charged { amount } }',
  'Mutation.renewLicenses': 'paymentAction { clientSecret redirectUrl }',
  'Mutation.checkout': 'paymentAction { clientSecret redirectUrl }',
  'Mutation.purchaseAndAssign': 'paymentAction { clientSecret redirectUrl }',
};

/**
 * What belongs to the customer itself. The invited may know which account asks them, and no more. The
 * account is offered to the first login (R12). The staff of this table acts for nobody: support, billing, admin.
 * `acting` is any of them acting for the account, as the holder but not in person; `unproved` is one without a second
 * factor in this session, a stranger, who holds no account and is told what such a mutation needs in general (`-`),
 * whatever the id. `ADMIN` alone sets partners and sends mailings, and who is `BILLING` or more voids, credits and
 * refunds, acting or not; mails that do not arrive are the business of every role (R20, R66).
 */
const TABLE = rows(`
| field                               | nobody | none  | act   | buy   | pay   | res   | lea   | holder | outsider | invited | staff | billing | admin | acting | unproved |
| Mutation.updateAccount              | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.addContact                 | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.updateContact              | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.removeContact              | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.activateLicense            | u      | act   | +     | act   | act   | act   | act   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.deactivateLicense          | u      | act   | +     | act   | act   | act   | act   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.settleAssignment           | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.extendMaintenance          | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.requestLicenseReversal     | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.confirmLicenseReversal     | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.cancelLicenseReversal      | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.replaceLicenseKey          | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.suspendLicense             | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.resumeLicense              | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.activateInstallation       | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.checkIn                    | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.deactivateInstallation     | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.prepareAssignLicense       | u      | res   | res   | res   | res   | +     | res   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.assignLicense              | u      | res   | res   | res   | res   | +     | res   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.assignLicenses             | u      | res   | res   | res   | res   | +     | res   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.purchaseAndAssign          | u      | res   | res   | res   | res   | +     | res   | +      | -        | -       | -     | -       | -     | +      | -/n      |
| Mutation.startLease                 | u      | lea   | lea   | lea   | lea   | lea   | +     | +      | -        | -       | -     | -       | -     | +      | -/n      |
| Mutation.startLeases                | u      | lea   | lea   | lea   | lea   | lea   | +     | +      | -        | -       | -     | -       | -     | +      | -/n      |
| Mutation.modifyLease                | u      | lea   | lea   | lea   | lea   | lea   | +     | +      | -        | -       | -     | -       | -     | +      | -/n      |
| Mutation.modifyLeases               | u      | lea   | lea   | lea   | lea   | lea   | +     | +      | -        | -       | -     | -       | -     | +      | -/n      |
| Mutation.prepareStopLeases          | u      | lea   | lea   | lea   | lea   | lea   | +     | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.stopLeases                 | u      | lea   | lea   | lea   | lea   | lea   | x     | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.activateLicenses           | u      | act   | +     | act   | act   | act   | act   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.prepareStopLease           | u      | lea   | lea   | lea   | lea   | lea   | +     | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.stopLease                  | u      | lea   | lea   | lea   | lea   | lea   | x     | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.addAuthorizedLogin         | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | -      | -/n      |
| Mutation.updateAuthorizedLogin      | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -/n     | -     | -       | -     | +      | -/n      |
| Mutation.removeAuthorizedLogin      | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -/n     | -     | -       | -     | +      | -/n      |
| Mutation.setAuthorizedLoginPassword | u      | hol   | hol   | hol   | hol   | hol   | hol   | x      | n        | -/n     | -     | -       | -     | -      | -/n      |
| Mutation.resendInvitation           | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.acceptInvitation           | u      | -     | -     | -     | -     | -     | -     | -      | n        | +       | -     | -       | -     | -      | -/n      |
| Mutation.declineInvitation          | u      | -     | -     | -     | -     | -     | -     | -      | n        | +       | -     | -       | -     | -      | -/n      |
| Mutation.leaveAccount               | u      | +     | -     | -     | -     | -     | -     | -      | n        | n       | -     | -       | -     | -      | -/n      |
| Mutation.updateMyAlerts             | u      | +     | -     | -     | -     | -     | -     | -      | n        | n       | -     | -       | -     | -      | -/n      |
| Mutation.updateMailingPreference    | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.transferAccount            | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | -      | -/n      |
| Mutation.acceptTransfer             | u      | +     | x     | x     | x     | x     | x     | x      | n        | -       | -     | -       | -     | -      | -/n      |
| Mutation.cancelTransfer             | u      | +     | x     | x     | x     | x     | x     | +      | n        | -       | -     | -       | -     | -      | -/n      |
| Mutation.createApiToken             | u      | hol   | hol   | hol   | hol   | hol   | hol   | x      | n        | -       | -     | -       | -     | -      | -/n      |
| Mutation.revokeApiToken             | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -/n     | -     | -       | -     | +      | -/n      |
| Mutation.payInvoice                 | u      | pay   | pay   | pay   | +     | pay   | pay   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.confirmPayment             | u      | pay   | pay   | pay   | +     | pay   | pay   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.cancelPayment              | u      | pay   | pay   | pay   | x     | pay   | pay   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.preparePaymentMethod       | u      | pay   | pay   | pay   | x     | pay   | pay   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.addPaymentMethod           | u      | pay   | pay   | pay   | x     | pay   | pay   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.setDefaultPaymentMethod    | u      | pay   | pay   | pay   | +     | pay   | pay   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.removePaymentMethod        | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.voidInvoice                | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | +       | +     | -/stf  | n/stf    |
| Mutation.creditInvoice              | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | +       | +     | -/stf  | n/stf    |
| Mutation.refundPayment              | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | +       | +     | -/stf  | n/stf    |
| Mutation.resumeCollection           | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | +       | +     | -/stf  | n/stf    |
| Mutation.recordBankTransfer         | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | +       | +     | -/stf  | n/stf    |
| Mutation.reverseBankTransfer        | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | +       | +     | -/stf  | n/stf    |
| Mutation.applyCredit                | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | +       | +     | -/stf  | n/stf    |
| Mutation.setPartner                 | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | -/stf | -/stf   | +     | -/stf  | n/stf    |
| Mutation.inviteStaff                | u      | stf   | stf   | stf   | stf   | stf   | stf   | stf    | stf      | stf     | -/stf | -/stf   | +     | -/stf  | stf      |
| Mutation.changeStaffRole            | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | -/stf | -/stf   | x     | -/stf  | n/stf    |
| Mutation.removeStaff                | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | -/stf | -/stf   | x     | -/stf  | n/stf    |
| Mutation.disableUser                | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | -/stf | -/stf   | +     | -/stf  | n/stf    |
| Mutation.enableUser                 | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | -/stf | -/stf   | x     | -/stf  | n/stf    |
| Mutation.resetTwoFactor             | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.cancelTwoFactorReset       | u      | x     | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.settleEmail                | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.replaceHolder              | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.cancelHolderReplacement    | u      | hol   | hol   | hol   | hol   | hol   | hol   | x      | n        | -       | x     | x       | x     | x      | -/n      |
| Mutation.resendMail                 | u      | hol   | hol   | hol   | hol   | hol   | hol   | +      | n        | -/n     | +     | +       | +     | +      | -/n      |
| Mutation.openSupportRequest         | u      | +     | +     | +     | +     | +     | +     | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.replyToSupportRequest      | u      | +     | n     | n     | n     | n     | n     | +      | n        | -/n     | +     | +       | +     | +      | -/n      |
| Mutation.attachToSupportRequest     | u      | +     | n     | n     | n     | n     | n     | +      | n        | -/n     | +     | +       | +     | +      | -/n      |
| Mutation.closeSupportRequest        | u      | +     | n     | n     | n     | n     | n     | +      | n        | -/n     | +     | +       | +     | +      | -/n      |
| Mutation.reopenSupportRequest       | u      | x     | n     | n     | n     | n     | n     | x      | n        | -/n     | x     | x       | x     | x      | -/n      |
| Mutation.useSupportIncident       | u      | x     | n     | n     | n     | n     | n     | x      | n        | -/n     | x     | x       | x     | x      | -/n      |
| Mutation.addSupportNote             | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.addAccountNote             | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.returnSupportIncident             | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.assignSupportRequest       | u      | -/stf | n/stf | n/stf | n/stf | n/stf | n/stf | -/stf  | n/stf    | n/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.emailInvoice               | u      | pay   | pay   | pay   | +     | pay   | pay   | +      | n        | -/n     | -     | -       | -     | +      | -/n      |
| Mutation.retryMail                  | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | +     | +       | +     | +      | n/stf    |
| Mutation.recordSupportRequest       | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.sendMailing                | u      | stf   | stf   | stf   | stf   | stf   | stf   | stf    | stf      | stf     | -/stf | -/stf   | +     | -/stf  | stf      |
| Mutation.addProduct                 | u      | stf   | stf   | stf   | stf   | stf   | stf   | stf    | stf      | stf     | -/stf | -/stf   | +     | -/stf  | stf      |
| Mutation.addAddOn                   | u      | stf   | stf   | stf   | stf   | stf   | stf   | stf    | stf      | stf     | -/stf | -/stf   | +     | -/stf  | stf      |
| Mutation.addSupportProduct          | u      | stf   | stf   | stf   | stf   | stf   | stf   | stf    | stf      | stf     | -/stf | -/stf   | +     | -/stf  | stf      |
| Mutation.setProductPrice            | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | -/stf    | -/stf   | -/stf | -/stf   | +     | -/stf  | -/stf    |
| Mutation.setAddOnPrice              | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | -/stf    | -/stf   | -/stf | -/stf   | +     | -/stf  | -/stf    |
| Mutation.setSupportPrice            | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | -/stf    | -/stf   | -/stf | -/stf   | +     | -/stf  | -/stf    |
| Mutation.addToCart                  | u      | buy   | buy   | +     | buy   | buy   | buy   | +      | n        | -       | -     | -       | -     | +      | -/n      |
| Mutation.placeOrder                 | u      | buy   | buy   | x     | buy   | buy   | buy   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.renewLicenses              | u      | buy   | buy   | x     | buy   | buy   | buy   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.addRenewalsToCart          | u      | buy   | buy   | x     | buy   | buy   | buy   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.checkout                   | u      | buy   | buy   | x     | buy   | buy   | buy   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.updateCartLine             | u      | buy   | buy   | +     | buy   | buy   | buy   | +      | n        | -/n     | -     | -       | -     | +      | -/n      |
| Mutation.removeCartLine             | u      | buy   | buy   | +     | buy   | buy   | buy   | +      | n        | -/n     | -     | -       | -     | +      | -/n      |
| Mutation.takeGuestCart              | u      | buy   | buy   | x     | buy   | buy   | buy   | x      | n        | -       | -     | -       | -     | x      | -/n      |
| Mutation.setGuestCart               | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.setGuestBuyer              | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.prepareGuestPayment        | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.guestCheckout              | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.confirmGuestPayment        | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.cancelGuestPayment         | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.replyBySupportLink         | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.actAs                      | u      | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf | -/stf  | n/stf    | -/stf   | x     | x       | x     | x      | n/stf    |
| Mutation.updateMyself               | u      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.requestEmailVerification   | u      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.changePassword             | u      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.enableTwoFactor            | u      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.confirmTwoFactor           | u      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.disableTwoFactor           | u      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.signOut                    | u      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.signIn                     | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.signUp                     | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.requestPasswordReset       | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.resetPassword              | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
| Mutation.verifyEmail                | x      | x     | x     | x     | x     | x     | x     | x      | x        | x       | x     | x       | x     | x      | x        |
`);

export const WRITES: readonly WriteCase[] = TABLE.map((row) => ({
  row,
  call: CASES[row.field] ?? '',
  refusal: REFUSALS[row.field] ?? '',
  secret: SECRETS[row.field] ?? '',
  account: ELSEWHERE[row.field] ?? 'customer',
}));
