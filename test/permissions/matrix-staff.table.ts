import type { Cell } from './matrix.types';

/** Members of the staff by role, in sessions with a second factor; they act for nobody. */
export const ROLES = ['SUPPORT', 'BILLING', 'ADMIN'] as const;

/** Reading, every role meets what the column `staff` has, whether they act for the account or not (R66). */
export interface StaffRow {
  readonly field: string;
  /** Acting for nobody. */
  readonly support: Cell;
  readonly billing: Cell;
  readonly admin: Cell;
  /** Acting for the account, whatever the role: as the holder, but not in person. */
  readonly acting: Cell;
  /** Of the staff, but without a second factor in this session: a stranger. */
  readonly unproved: Cell;
}

function table(text: string): StaffRow[] {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return lines.map(
    (cells) => Object.fromEntries(head.map((name, at) => [name, cells[at]])) as never,
  );
}

/**
 * What staff write, by hand from R66. A stranger who holds no account is told what such a mutation needs
 * in general (`-`), whatever the id. `ADMIN` alone sets partners and sends
 * mailings, and who is `BILLING` or more voids, credits and refunds, acting or not; mails that do not arrive are the business of every role (R20).
 */
export const STAFF_WRITES: readonly StaffRow[] = table(`
| field                               | support | billing | admin | acting | unproved |
| Mutation.updateAccount              | -       | -       | -     | +      | -/n      |
| Mutation.addContact                 | -       | -       | -     | +      | -/n      |
| Mutation.updateContact              | -       | -       | -     | +      | -/n      |
| Mutation.removeContact              | -       | -       | -     | +      | -/n      |
| Mutation.activateLicense            | -       | -       | -     | +      | -/n      |
| Mutation.deactivateLicense          | -       | -       | -     | +      | -/n      |
| Mutation.suspendLicense             | +       | +       | +     | +      | n/stf    |
| Mutation.resumeLicense              | x       | x       | x     | x      | n/stf    |
| Mutation.activateInstallation       | x       | x       | x     | x      | x        |
| Mutation.checkIn                    | x       | x       | x     | x      | x        |
| Mutation.deactivateInstallation     | x       | x       | x     | x      | x        |
| Mutation.updateAuthorizedLogin      | -       | -       | -     | +      | -/n      |
| Mutation.removeAuthorizedLogin      | -       | -       | -     | +      | -/n      |
| Mutation.resendInvitation           | -       | -       | -     | +      | -/n      |
| Mutation.revokeApiToken             | -       | -       | -     | +      | -/n      |
| Mutation.prepareAssignLicense       | -       | -       | -     | +      | -/n      |
| Mutation.assignLicense              | -       | -       | -     | +      | -/n      |
| Mutation.assignLicenses             | -       | -       | -     | +      | -/n      |
| Mutation.purchaseAndAssign          | -       | -       | -     | +      | -/n      |
| Mutation.startLease                 | -       | -       | -     | +      | -/n      |
| Mutation.startLeases                | -       | -       | -     | +      | -/n      |
| Mutation.modifyLease                | -       | -       | -     | +      | -/n      |
| Mutation.prepareStopLease           | -       | -       | -     | +      | -/n      |
| Mutation.stopLease                  | -       | -       | -     | x      | -/n      |
| Mutation.addAuthorizedLogin         | -       | -       | -     | -      | -/n      |
| Mutation.setAuthorizedLoginPassword | -       | -       | -     | -      | -/n      |
| Mutation.createApiToken             | -       | -       | -     | -      | -/n      |
| Mutation.transferAccount            | -       | -       | -     | -      | -/n      |
| Mutation.acceptTransfer             | -       | -       | -     | -      | -/n      |
| Mutation.cancelTransfer             | -       | -       | -     | -      | -/n      |
| Mutation.acceptInvitation           | -       | -       | -     | -      | -/n      |
| Mutation.declineInvitation          | -       | -       | -     | -      | -/n      |
| Mutation.updateMyAlerts             | -       | -       | -     | -      | -/n      |
| Mutation.updateMailingPreference    | -       | -       | -     | +      | -/n      |
| Mutation.leaveAccount               | -       | -       | -     | -      | -/n      |
| Mutation.payInvoice                 | -       | -       | -     | +      | -/n      |
| Mutation.confirmPayment             | -       | -       | -     | +      | -/n      |
| Mutation.cancelPayment              | -       | -       | -     | x      | -/n      |
| Mutation.preparePaymentMethod       | -       | -       | -     | x      | -/n      |
| Mutation.addPaymentMethod           | -       | -       | -     | x      | -/n      |
| Mutation.setDefaultPaymentMethod    | -       | -       | -     | +      | -/n      |
| Mutation.removePaymentMethod        | -       | -       | -     | +      | -/n      |
| Mutation.voidInvoice                | -/stf   | +       | +     | -/stf  | n/stf    |
| Mutation.creditInvoice              | -/stf   | +       | +     | -/stf  | n/stf    |
| Mutation.refundPayment              | -/stf   | +       | +     | -/stf  | n/stf    |
| Mutation.resumeCollection           | -/stf   | +       | +     | -/stf  | n/stf    |
| Mutation.setPartner                 | -/stf   | -/stf   | +     | -/stf  | n/stf    |
| Mutation.resetTwoFactor             | x       | x       | x     | x      | n/stf    |
| Mutation.cancelTwoFactorReset       | x       | x       | x     | x      | n/stf    |
| Mutation.settleEmail                | x       | x       | x     | x      | n/stf    |
| Mutation.replaceHolder              | x       | x       | x     | x      | n/stf    |
| Mutation.cancelHolderReplacement    | x       | x       | x     | x      | -/n      |
| Mutation.resendMail                 | +       | +       | +     | +      | -/n      |
| Mutation.emailInvoice               | -       | -       | -     | +      | -/n      |
| Mutation.retryMail                  | +       | +       | +     | +      | n/stf    |
| Mutation.sendMailing                | -/stf   | -/stf   | +     | -/stf  | stf      |
| Mutation.addProduct                 | -/stf   | -/stf   | +     | -/stf  | stf      |
| Mutation.addAddOn                   | -/stf   | -/stf   | +     | -/stf  | stf      |
| Mutation.addSupportProduct          | -/stf   | -/stf   | +     | -/stf  | stf      |
| Mutation.setProductPrice            | -/stf   | -/stf   | +     | -/stf  | -/stf    |
| Mutation.setAddOnPrice              | -/stf   | -/stf   | +     | -/stf  | -/stf    |
| Mutation.setSupportPrice            | -/stf   | -/stf   | +     | -/stf  | -/stf    |
| Mutation.addToCart                  | -       | -       | -     | +      | -/n      |
| Mutation.checkout                   | -       | -       | -     | x      | -/n      |
| Mutation.updateCartLine             | -       | -       | -     | +      | -/n      |
| Mutation.removeCartLine             | -       | -       | -     | +      | -/n      |
| Mutation.takeGuestCart              | -       | -       | -     | x      | -/n      |
| Mutation.setGuestCart               | x       | x       | x     | x      | x        |
| Mutation.actAs                      | x       | x       | x     | x      | n/stf    |
| Mutation.updateMyself               | x       | x       | x     | x      | x        |
| Mutation.requestEmailVerification   | x       | x       | x     | x      | x        |
| Mutation.changePassword             | x       | x       | x     | x      | x        |
| Mutation.enableTwoFactor            | x       | x       | x     | x      | x        |
| Mutation.confirmTwoFactor           | x       | x       | x     | x      | x        |
| Mutation.disableTwoFactor           | x       | x       | x     | x      | x        |
| Mutation.signOut                    | x       | x       | x     | x      | x        |
| Mutation.signIn                     | x       | x       | x     | x      | x        |
| Mutation.signUp                     | x       | x       | x     | x      | x        |
| Mutation.requestPasswordReset       | x       | x       | x     | x      | x        |
| Mutation.resetPassword              | x       | x       | x     | x      | x        |
| Mutation.verifyEmail                | x       | x       | x     | x      | x        |
`);
