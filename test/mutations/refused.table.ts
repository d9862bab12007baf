/**
 * What a login without permissions, and a stranger, are answered, by hand: FORBIDDEN and NOT_FOUND where nothing is
 * said; null where everybody may, or it is about oneself.
 */
export const REFUSED: Readonly<Record<string, readonly [login: string, stranger: string] | null>> =
  {
    ...Object.fromEntries(
      [
        'signIn',
        'signOut',
        'signUp',
        'revokeSession',
        'changePassword',
        'requestPasswordReset',
        'resetPassword',
        'requestEmailVerification',
        'verifyEmail',
        'updateMyself',
        'enableTwoFactor',
        'confirmTwoFactor',
        'disableTwoFactor',
        'setGuestCart',
        'setGuestBuyer',
        'prepareGuestPayment',
        'guestCheckout',
        'confirmGuestPayment',
        'cancelGuestPayment',
        'replyBySupportLink',
        'activateInstallation',
        'checkIn',
        'deactivateInstallation',
      ].map((name) => [name, null]),
    ),
    ...Object.fromEntries(
      [
        'setPartner',
        'actAs',
        'resetTwoFactor',
        'replaceHolder',
        'settleEmail',
        'retryMail',
        'recordSupportRequest',
        'sendMailing',
        'settleAssignment',
        'extendMaintenance',
        'replaceLicenseKey',
        'suspendLicense',
        'resumeLicense',
        'addProduct',
        'addAddOn',
        'addSupportProduct',
        'voidInvoice',
        'creditInvoice',
        'refundPayment',
        'resumeCollection',
        'recordBankTransfer',
        'reverseBankTransfer',
        'applyCredit',
        'setProductPrice',
        'setAddOnPrice',
        'setSupportPrice',
        'addSupportNote',
        'addAccountNote',
        'returnSupportIncident',
        'assignSupportRequest',
      ].map((name) => [name, ['FORBIDDEN', 'FORBIDDEN'] as const]),
    ),
    // Every login may ask the support; what another one asked is not there.
    openSupportRequest: null,
    ...Object.fromEntries(
      [
        'replyToSupportRequest',
        'attachToSupportRequest',
        'closeSupportRequest',
        'reopenSupportRequest',
        'useSupportIncident',
      ].map((name) => [name, ['NOT_FOUND', 'NOT_FOUND'] as const]),
    ),
    // Every member may ask whether the account is offered to them.
    acceptTransfer: ['NO_TRANSFER', 'NOT_FOUND'],
    cancelTransfer: ['NO_TRANSFER', 'NOT_FOUND'],
    // People of no account of theirs are not there for them.
    cancelTwoFactorReset: ['NOT_FOUND', 'NOT_FOUND'],
  };
