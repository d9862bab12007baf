import { schemaEnum } from './schema-enum';

/**
 * Every code that a request can be refused with, once: what names another one does not compile. `extensions.code` of
 * errors at the top level is one of the first group.
 */
export const ErrorCode = schemaEnum(
  'ErrorCode',
  'Why something is refused: `UserError.code`, `Decision.reason`, and `extensions.code` of errors at the top level. Codes are stable; new ones are added, so treat an unknown one as a refusal whose `message` is for people.',
  {
    // Of errors at the top level.
    UNAUTHENTICATED:
      'Nobody is signed in, or the bearer token opens nothing: it is wrong, expired or revoked. Sign in, or use another token.',
    PASSWORD_CHANGE_REQUIRED:
      'The viewer signed in with a one-time password: choose a new one first, with `changePassword`.',
    FORBIDDEN:
      'A permission is missing. `extensions.missingPermission` says which, `extensions.grantableBy` who can grant it.',
    NOT_FOUND: 'There is no such object, or it is out of reach of the viewer.',
    RATE_LIMITED: 'Too many requests. Wait as long as `Retry-After` says.',
    IDEMPOTENCY_CONFLICT: 'The idempotency key was used with another input.',
    IDEMPOTENCY_IN_PROGRESS:
      'A call with the same idempotency key is still running; repeat it later.',
    QUERY_TOO_COMPLEX: 'The document is too long, too deep or too dear; ask for less at once.',
    BAD_USER_INPUT: 'The document, a variable or an argument is invalid; the message says which.',
    INTERNAL_SERVER_ERROR: 'A fault of the service. It was logged; try again.',

    // Of any input.
    MISSING: 'A required field is missing.',
    BLANK: 'A field is blank, or null where null means nothing.',
    EMPTY: 'A list is empty; omit it instead.',
    TOO_LONG: 'A text is too long.',
    TOO_MANY: 'A list has too many entries.',
    OUT_OF_RANGE: 'A number is outside its range.',
    REPEATED: 'Something is named twice.',
    BOTH_GIVEN: 'Two fields are given that exclude each other.',
    INVALID_TEXT: 'A text has invisible or control characters.',
    INVALID_EMAIL: 'This is not an e-mail address.',
    INVALID_COUNTRY: 'This is not a country code, ISO 3166-1 alpha-2.',
    INVALID_SERVER_NAME: 'This is not the name of a server.',
    INVALID_AMOUNT: 'This is not an amount of the currency.',
    INVALID_RANGE: 'The end of a range is before its beginning.',
    INVALID_PERCENT: 'This is not a percentage that is possible here.',
    INVALID_VAT_NUMBER: 'This is not a VAT number.',
    VAT_NUMBER_OF_ANOTHER_COUNTRY: 'The VAT number is of another country than the address.',
    AMOUNT_TOO_SMALL: 'The amount is below the minimum.',
    AMOUNT_TOO_LARGE: 'The amount is above the maximum.',
    GONE: 'Somebody else has just changed or removed it; read it again.',
    NOT_APPLICABLE: 'The action is not for this type of object. In decisions only.',
    CONFIRMATION_REQUIRED: 'The step is final: prepare it first, and confirm it with the token.',
    CONFIRMATION_INVALID: 'The confirmation token is wrong, expired, or of somebody else.',
    CONFIRMATION_DIFFERS:
      'What was confirmed has changed, or another thing is named; prepare it again.',

    // Signing in.
    INVALID_CREDENTIALS: 'E-mail address or password is wrong.',
    INVALID_CODE: 'The code of the authenticator app is wrong or was used.',
    TWO_FACTOR_REQUIRED: 'A code of the authenticator app is required.',
    TWO_FACTOR_ON: 'The second factor is set up already.',
    TWO_FACTOR_OFF: 'No second factor is set up.',
    SETUP_INCOMPLETE: 'The setup was not completed; begin it again.',
    OWN_SECOND_FACTOR: 'It is your own second factor; remove it yourself.',
    PASSWORD_EXPIRED: 'The one-time password has expired; request a new one.',
    PASSWORD_SET_BY_HOLDER:
      'The password was chosen by a holder: choose a new one by the mailed link first.',
    PASSWORD_IS_THEIR_OWN: 'The person resets the password; nobody else can set it.',
    PASSWORD_UNCHANGED: 'The new password is the present one.',
    PASSWORDS_DIFFER: 'The two passwords differ.',
    WEAK_PASSWORD: 'The password is too easy to guess.',
    LINK_INVALID: 'The link is wrong, was used, or has expired; request a new one.',
    ALREADY_VERIFIED: 'The e-mail address is verified already.',
    EMAIL_IN_USE: 'Another person signs in with this e-mail address.',
    NOBODY_SIGNS_IN_WITH_IT: 'Nobody signs in with this e-mail address.',
    NO_NORMAL_FORM: 'The e-mail address has no normal form; give another one.',
    NOTHING_TO_SETTLE: 'The e-mail addresses of the person are settled.',
    ACCOUNT_NEEDED: 'Sign in with an account for this.',

    // People of an account.
    IS_HOLDER: 'The person is the holder of the account.',
    NOT_A_LOGIN: 'The person is no login of the account that has accepted.',
    NOT_YOURSELF: 'You cannot do this to yourself.',
    NOT_INVITED: 'The invitation was answered already.',
    NOT_ACCEPTED: 'The invitation is not accepted yet.',
    ALREADY_A_LOGIN: 'The person is on the account already, or invited to it.',
    PERMISSION_NOT_AVAILABLE: 'The account is no partner of the kind that the permission is for.',
    ALERT_NOT_AVAILABLE: 'The account has no such events.',
    ADDRESS_NOT_OF_ACCOUNT: 'The address is of no person or contact of the account.',
    NO_ADDRESSES: 'Nobody is there to send it to.',
    NOT_OF_ACCOUNT: 'It does not belong to this account.',
    OF_ANOTHER_ACCOUNT: 'It belongs to another account than the call is about.',
    NO_TRANSFER: 'The account is offered to nobody.',
    NO_HOLDER_ANY_MORE: 'The account has just changed hands.',
    NO_SCOPES: 'An API token needs at least one scope.',
    EXPIRY_OUT_OF_RANGE: 'The expiry is in the past, or too far ahead.',
    INVALID_ADDRESS_RANGE: 'This is not an address range.',
    TOKEN_NOT_KEPT: 'The API token is no valid one of the former holder.',
    SPENDING_CAP_REACHED: 'The API token would spend more than its monthly cap.',

    // Catalog.
    ADD_ON_THERE: 'The license has the add-on already.',
    ANOTHER_FAMILY: 'The products are of different families.',
    ENTERPRISE_REQUIRED: 'The add-on requires the Enterprise edition.',
    NOT_SOLD: 'It is not sold.',
    NOT_SOLD_THAT_WAY: 'It is not sold in this way.',
    NOT_FOR_LEASE: 'It is not for lease.',
    PRODUCT_EXISTS: 'There is such a product already.',
    CODE_TAKEN: 'The code is of another item.',
    PRICE_UNCHANGED: 'The price is the present one.',
    PRICE_IN_THE_PAST: 'The price would begin in the past.',
    AMOUNT_OR_WITHDRAW: 'Give either an amount or `withdraw`.',

    // Buying.
    CART_EMPTY: 'The cart is empty.',
    CART_FULL: 'The cart has too many lines.',
    CART_NOT_FOUND: 'There is no such cart of a guest.',
    TOO_MANY_LICENSES: 'More new licenses than one order can have.',
    NOT_FOR_THIS_KIND: 'The kind of the line does not take this field.',
    NOT_FOR_PERSONAL_LINES: 'Lines for the account itself do not take this field.',
    NO_ADD_ONS: 'Give at least one add-on.',
    NOTHING_CHANGES: 'Nothing would change.',
    DOWNGRADE_NOT_SOLD: 'A purchased license can only be upgraded.',
    NO_MAINTENANCE: 'The license never had Maintenance and Support.',
    MAINTENANCE_LAPSED: 'Maintenance and Support has lapsed: reinstate it first.',
    MAINTENANCE_CURRENT: 'Maintenance and Support is current: renew it instead.',
    PRICE_CHANGED: 'The total is no longer the accepted one; the message names the new one.',
    NOTHING_TO_RENEW: 'No license of the account is to be renewed on these days.',
    MONTHLY_NOT_OFFERED: 'Only resellers are invoiced monthly.',
    CHECKOUT_IN_PROGRESS: 'Payment of another order for the same is pending; wait, or cancel it.',

    // Licenses.
    LICENSE_NOT_FOUND: 'The account has resold no license with this key.',
    LICENSE_KEY_INVALID: 'There is no license with this key.',
    LICENSE_ENDED: 'The license has ended.',
    LICENSE_SUSPENDED: 'The license is suspended; contact support.',
    LICENSE_NOT_SUSPENDED: 'The license is not suspended.',
    LICENSE_ASSIGNED: 'The license is assigned to a customer.',
    LICENSE_UNASSIGNED: 'The license is assigned to nobody yet.',
    LICENSE_LEASED: 'The license is leased: change its lease instead.',
    LICENSE_RESOLD: 'The license was bought for resale.',
    LICENSE_PERSONAL: 'The license was bought for the account itself.',
    LICENSE_NOT_ACTIVE: 'The license is not active there.',
    LICENSE_ACTIVE_ELSEWHERE: 'The license is active on another server; it can be moved.',
    LICENSE_MOVE_IN_PROGRESS: 'The license is being moved to another server.',
    ONE_OR_ALL: 'Give one of them, or all.',
    SEVERAL_RUN: 'The license runs on several servers; say which.',

    // Reselling and leasing.
    LICENSE_NOT_FOR_RESALE: 'The license was not bought for resale.',
    LICENSE_ALREADY_ASSIGNED: 'The license is assigned already, and an assignment is final.',
    NOT_IN_STOCK: 'The license is in the stock of another account.',
    CUSTOMER_AMBIGUOUS: 'The address is ambiguous; support finds out whose it is.',
    CUSTOMER_CHANGED: 'The address has just changed hands; try again.',
    CUSTOMER_DIFFERS: 'One customer is named in two ways.',
    NOT_A_LEASE_PROVIDER: 'The account is no lease provider.',
    NO_CARD_ON_FILE: 'A card on file is required.',
    INVOICE_OVERDUE: 'A lease invoice is overdue; no new lease starts until it is paid.',
    LEASE_STOPPED: 'The lease has been stopped.',

    // Invoices and payments.
    INVOICE_PAID: 'The invoice is paid.',
    INVOICE_VOID: 'The invoice is void.',
    INVOICE_CREDITED: 'The invoice is credited.',
    INVOICE_PARTLY_PAID: 'The invoice is partly paid.',
    INVOICE_PARTLY_CREDITED: 'The invoice is partly credited.',
    INVOICE_ON_SUMMARY: 'The invoice is paid through its summary.',
    CANNOT_VOID: 'Credit notes are not voided.',
    CANNOT_CREDIT: 'Credit notes and summaries are not credited.',
    MORE_THAN_INVOICE: 'The amount exceeds what is not credited yet.',
    NOTHING_TO_PAY: 'The invoice asks for nothing.',
    DIFFERENT_ACCOUNTS: 'The invoices are of different accounts.',
    COLLECTION_NOT_HELD: 'Collection of the invoice is not held.',
    NO_CARD: 'There is no card to charge.',
    LAST_CARD: 'The last card is needed while leases run or are unpaid.',
    CARD_REMOVED: 'The card was removed.',
    CARD_UNUSABLE: 'The card cannot be charged here; add it again.',
    CARD_DECLINED: 'The card was declined.',
    CARD_EXPIRED: 'The card has expired.',
    INSUFFICIENT_FUNDS: 'The card has insufficient funds.',
    AUTHENTICATION_REQUIRED: 'The payer did not confirm the payment.',
    PAYMENT_ACTION_REQUIRED:
      'The bank requires the payer to confirm the payment: see `paymentAction`.',
    PAYMENT_PENDING: 'The outcome of the payment is not known yet.',
    PAYMENT_IN_PROGRESS: 'Another payment of the same is in progress.',
    PAYMENT_SUCCEEDED: 'The payment succeeded already.',
    PAYMENT_REFUNDED: 'The payment was refunded.',
    PAID_FROM_CREDIT: 'The payment was made from credit; no money moved.',
    NOT_PAID: 'The payment failed.',
    NOTHING_TO_CANCEL: 'There is no pending payment to cancel.',
    GATEWAY_UNAVAILABLE: 'The payment service does not answer; nothing was charged.',
    PAYMENTS_UNAVAILABLE:
      'No payment service is set up, or it rejects requests; nothing was charged.',
    DECLINED: 'The payment service declined it.',
    NOTHING_TO_REFUND: 'Nothing is left to refund.',
    MORE_THAN_PAID: 'The amount exceeds what can be refunded.',
    CREDIT_APPLIED: 'The credit has paid other invoices since.',
    REFUND_IN_PROGRESS: 'Another refund of the payment is in progress.',
    REFUND_PENDING: 'The outcome of the refund is not known yet.',
    REFUND_REFUSED: 'The payment service refused the refund.',

    // Support.
    SUPPORT_REQUEST_CLOSED: 'The support request is closed.',
    SUPPORT_REQUEST_OPEN: 'The support request is open.',
    NO_INCIDENT_LEFT: 'The account has no support incident left.',
    NO_INCIDENT_USED: 'The support request uses no incident.',
    INCIDENT_ALREADY_USED: 'The support request uses an incident already.',

    // Staff.
    NOT_STAFF: 'The user is no member of the staff.',
    ADMIN_NEEDED: 'Only an administrator can do this.',
    ALREADY_REQUESTED: 'It was requested already.',
    NOTHING_REQUESTED: 'Nothing was requested.',
    OTHER_HOLDER_REQUESTED: 'Another holder was requested.',
    NO_ACCOUNTS: 'No account is meant.',
    MAIL_ON_ITS_WAY: 'The mail is on its way.',
    MAIL_NOT_FAILING: 'The mail does not fail.',
    CANNOT_RESEND: 'The mail cannot be sent again.',

    // The demo.
    NOT_AT_GATEWAY: 'The payment service does not know it.',
    NOTHING_TO_PLAY: 'This cannot be played now.',
    CLOCK_BACKWARDS: 'The clock goes forward only.',
    CLOCK_TOO_FAR: 'The clock does not go that far.',
    NO_INSTANT: 'This is not a moment.',
  },
);
export type ErrorCode = keyof typeof ErrorCode;

/** Whether a text from outside, such as from the payment service, is one of ours. */
export const isErrorCode = (text: string | null): text is ErrorCode =>
  text !== null && Object.hasOwn(ErrorCode, text);
