/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Activates several licenses of one account. */
export type ActivateLicensesInput = {
  /** Account that the licenses belong to: its own, resold or leased to it. */
  accountId: string | number;
  /** Each license once. At most 100. */
  activations: Array<LicenseActivation>;
  /** Whether to activate all of them or none. Otherwise each is activated independently, and `results` has the outcome of each. Left out: no. Null is refused. */
  allOrNothing?: boolean | null | undefined;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
};

/** A note of the staff about an account. */
export type AddAccountNoteInput = {
  /** The account. */
  accountId: string | number;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The note. Nobody of the account ever sees it. At most 5000 characters. */
  note: string;
};

/** Adds a card whose details the payment service has collected. */
export type AddPaymentMethodInput = {
  /** The account. */
  accountId: string | number;
  /** Whether to make it the default card. The first card becomes the default in any case. Left out: no. Null is refused. */
  makeDefault?: boolean | null | undefined;
  /** Id of the setup, from `preparePaymentMethod`. In the demo also a test card: `sandbox:success`, `sandbox:success-mastercard`, `sandbox:declined`, `sandbox:insufficient-funds`, `sandbox:expired`, `sandbox:authentication` (every payment must be confirmed), `sandbox:authentication-on-setup` (adding it must be confirmed), `sandbox:times-out-after-charging`, `sandbox:times-out-before-charging`. At most 120 characters. */
  setup: string;
};

/** Renewals of licenses whose Maintenance and Support ends, or ended, in a range of days. */
export type AddRenewalsToCartInput = {
  /** Buying account. */
  accountId: string | number;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** First day on which Maintenance and Support ends. */
  endsFrom: string;
  /** Last such day, included. */
  endsTo: string;
  /** PERSONAL for the account's own licenses, RESOLD for those that it resells. Left out: PERSONAL, or RESOLD when the caller has only `RESELLER`. Null is refused. */
  use?: LineUse | null | undefined;
};

/** An internal note of the staff. */
export type AddSupportNoteInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The note. Customers never see it. At most 5000 characters. */
  note: string;
  /** The support request. */
  supportRequestId: string | number;
};

/** A new cart line. Its kind decides which fields are required. */
export type AddToCartInput = {
  /** Buying account. */
  accountId: string | number;
  /** For NEW (optional) and ADD_ON: the add-ons. At most 20. Left out: none. Null is refused. */
  addOnIds?: Array<string | number> | null | undefined;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Kind of the line. */
  kind: OrderKind;
  /** For MODIFY, ADD_ON, RENEW and REINSTATE: the license. Left out: none, for other kinds or with `licenseKey`. Null is refused. */
  licenseId?: string | number | null | undefined;
  /** Replaces `licenseId` on a RESOLD line: the key of a license that the account bought for resale. At most 100 characters. Left out: `licenseId` is used. Null is refused. */
  licenseKey?: string | null | undefined;
  /** For NEW: the product. For MODIFY: the new product of the license. Left out: none, for other kinds. Null is refused. */
  productId?: string | number | null | undefined;
  /** For NEW and SUPPORT_INCIDENT: the quantity. From 1 to 1000. Left out: 1. Null is refused. */
  quantity?: number | null | undefined;
  /** For SUPPORT_INCIDENT: the support product. Left out: none, for other kinds. Null is refused. */
  supportProductId?: string | number | null | undefined;
  /** Purpose of the purchase. Left out: for the account itself, or for resale when the caller has only `RESELLER`. Null is refused. */
  use?: LineUse | null | undefined;
};

/** An invoice to which staff apply money. */
export type AppliedInvoiceInput = {
  /** How much of the money goes to it, at most what it asks for. Left out: as much as it asks for, or what the invoices with an amount, and those before it, leave. Null is refused. */
  amount?: string | null | undefined;
  /** The invoice, of the account. */
  invoiceId: string | number;
};

/** Applies the credit of an account to its invoices. */
export type ApplyCreditInput = {
  /** The account. */
  accountId: string | number;
  /** How much of the credit is applied at most. Left out: as much as there is. Null is refused. */
  amount?: string | null | undefined;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Invoices that it pays, at least one. At most 100. */
  invoices: Array<AppliedInvoiceInput>;
  /** Reason. It is shown in the history. At most 500 characters. */
  reason: string;
};

/** Buyer on the invoice, in place of the account. All fields replace those of the account. Country and VAT number decide the tax. */
export type BillToInput = {
  /** Postal address; can have several lines. At most 500 characters. */
  address: string;
  /** Country, ISO 3166-1 alpha-2: `DE`. It decides the tax. At most 2 characters. */
  country: string;
  /** Name. At most 200 characters. */
  name: string;
  /** VAT number of a business, with its country first: `DE136695976`. Its form and check digits must be valid (`INVALID_VAT_NUMBER`), and it must be of the account's country (`VAT_NUMBER_OF_ANOTHER_COUNTRY`). At most 30 characters. Left out: none. Null: none. */
  vatNumber?: string | null | undefined;
};

/** How an order is paid. */
export type BillingChoice =
  /** With the monthly summary invoice; for resellers. */
  | 'MONTHLY_SUMMARY'
  /** At once, by card. */
  | 'PAY_ON_ORDER';

/** Cancels the payment of a guest's order that is not confirmed yet. */
export type CancelGuestPaymentInput = {
  /** Token of the guest's cart. At most 100 characters. */
  cartToken: string;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
};

/** Cancels a request to take back a license. */
export type CancelLicenseReversalInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The license that was assigned to the wrong customer, or bought on the wrong account. */
  licenseId: string | number;
};

/** Cancels a payment that its payer has not confirmed yet. */
export type CancelPaymentInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Id of the payment, from `PaymentAction.paymentId`. */
  paymentId: string | number;
};

/** Orders the content of the cart. */
export type CheckoutInput = {
  /** Expected total, tax included, from `Cart.totalToOrder`, or from `Cart.quote` with `billTo`. When a price has changed, nothing is ordered and the new total is returned (`PRICE_CHANGED`). */
  acceptTotal: string;
  /** The buying account. */
  accountId: string | number;
  /** Buyer on the invoice. Left out: the account. Null is refused. */
  billTo?: BillToInput | null | undefined;
  /** How the order is paid. `MONTHLY_SUMMARY` is for resellers. */
  billing: BillingChoice;
  /** A new card in place of a saved one: id of the setup, as for `addPaymentMethod`. It is kept on file, unless it is declined. At most 120 characters. Left out: a saved card is charged. Null is refused. */
  cardSetup?: string | null | undefined;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** A card on file. Left out: the default card. Null is refused. */
  paymentMethodId?: string | number | null | undefined;
};

/** Closes a support request. */
export type CloseSupportRequestInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The support request. */
  supportRequestId: string | number;
};

/** Completes the payment of a guest's order after the payer confirmed it. */
export type ConfirmGuestPaymentInput = {
  /** Token of the guest's cart. At most 100 characters. */
  cartToken: string;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
};

/** Confirms what another member of the staff requested. */
export type ConfirmLicenseReversalInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The license that was assigned to the wrong customer, or bought on the wrong account. */
  licenseId: string | number;
  /** Reason. It is shown in the history of the license and in the mails to the staff, and the holder can read it. At most 500 characters. */
  reason: string;
  /** The account that was requested, which has to be the same. Left out: for a resold license, whose replacement goes into the stock of its reseller. Null is refused. */
  toAccountId?: string | number | null | undefined;
};

/** Completes a payment after the payer confirmed it with their bank. */
export type ConfirmPaymentInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Id of the payment, from `PaymentAction.paymentId`. */
  paymentId: string | number;
};

/** Mail that a contact receives. */
export type ContactMail =
  /** Critical mailings. */
  | 'IMPORTANT_NOTICES'
  /** Standard invoices, and lease invoices. */
  | 'STANDARD_INVOICES'
  /** Summary invoices. */
  | 'SUMMARY_INVOICES'
  /** Mail about support requests of the contact, each with a link that opens the request. Sent only while the contact is authorized for support. */
  | 'SUPPORT';

/** How a customer is related to a partner. */
export type CustomerRelation =
  /** By a lease, running or stopped. */
  | 'LEASED'
  /** By a resold license. */
  | 'RESOLD';

/** Keeps a person from signing in. */
export type DisableUserInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Reason. It is shown in the history. At most 500 characters. */
  reason: string;
  /** The person. */
  userId: string | number;
};

/** Kind of an effect. */
export type EffectKind =
  /** An object would be changed. */
  | 'CHANGE'
  /** An object would be created. */
  | 'CREATE'
  /** An object would be removed. */
  | 'REMOVE'
  /** Something would be sent, such as a mail. */
  | 'SEND';

/** Mails an invoice to people and contacts of its account. */
export type EmailInvoiceInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The invoice or credit note. */
  invoiceId: string | number;
  /** Addresses of the account's holder, of logins that have accepted, or of contacts. Each receives one mail. At most 20. */
  to: Array<string>;
};

/** Why something is refused: `UserError.code`, `Decision.reason`, and `extensions.code` of errors at the top level. Codes are stable; new ones are added, so treat an unknown one as a refusal whose `message` is for people. */
export type ErrorCode =
  /** Sign in with an account for this. */
  | 'ACCOUNT_NEEDED'
  /** The address is of no person or contact of the account. */
  | 'ADDRESS_NOT_OF_ACCOUNT'
  /** The license has the add-on already. */
  | 'ADD_ON_THERE'
  /** Only an administrator can do this. */
  | 'ADMIN_NEEDED'
  /** The account has no such events. */
  | 'ALERT_NOT_AVAILABLE'
  /** The person is on the account already, or invited to it. */
  | 'ALREADY_A_LOGIN'
  /** The person is disabled already. */
  | 'ALREADY_DISABLED'
  /** It was requested already. */
  | 'ALREADY_REQUESTED'
  /** The person is a member of the staff already. */
  | 'ALREADY_STAFF'
  /** The e-mail address is verified already. */
  | 'ALREADY_VERIFIED'
  /** Cards are not charged amounts with so many decimals. */
  | 'AMOUNT_NOT_CHARGEABLE'
  /** Give either an amount or `withdraw`. */
  | 'AMOUNT_OR_WITHDRAW'
  /** The amount is above the maximum. */
  | 'AMOUNT_TOO_LARGE'
  /** The amount is below the minimum. */
  | 'AMOUNT_TOO_SMALL'
  /** The products are of different families. */
  | 'ANOTHER_FAMILY'
  /** The payer did not confirm the payment. */
  | 'AUTHENTICATION_REQUIRED'
  /** The document, a variable or an argument is invalid; the message says which. */
  | 'BAD_USER_INPUT'
  /** A field is blank, or null where null means nothing. */
  | 'BLANK'
  /** Two fields are given that exclude each other. */
  | 'BOTH_GIVEN'
  /** Say first who buys, with `setGuestBuyer`. */
  | 'BUYER_MISSING'
  /** Credit notes and summaries are not credited. */
  | 'CANNOT_CREDIT'
  /** The mail cannot be sent again. */
  | 'CANNOT_RESEND'
  /** Credit notes are not voided. */
  | 'CANNOT_VOID'
  /** The card was declined. */
  | 'CARD_DECLINED'
  /** The card has expired. */
  | 'CARD_EXPIRED'
  /** The credit was kept for a payment whose card was not charged. */
  | 'CARD_NOT_CHARGED'
  /** The card was removed. */
  | 'CARD_REMOVED'
  /** The card cannot be charged here; add it again. */
  | 'CARD_UNUSABLE'
  /** The cart is empty. */
  | 'CART_EMPTY'
  /** The cart has too many lines. */
  | 'CART_FULL'
  /** There is no such cart of a guest. */
  | 'CART_NOT_FOUND'
  /** Nothing of the cart of the guest was ordered yet. */
  | 'CART_NOT_ORDERED'
  /** The cart of the guest was ordered already; create a new one. */
  | 'CART_ORDERED'
  /** Payment of another order for the same is pending; wait, or cancel it. */
  | 'CHECKOUT_IN_PROGRESS'
  /** The clock goes forward only. */
  | 'CLOCK_BACKWARDS'
  /** The clock does not go that far. */
  | 'CLOCK_TOO_FAR'
  /** The code is of another item. */
  | 'CODE_TAKEN'
  /** Collection of the invoice is not held. */
  | 'COLLECTION_NOT_HELD'
  /** What was confirmed has changed, or another thing is named; prepare it again. */
  | 'CONFIRMATION_DIFFERS'
  /** The confirmation token is wrong, expired, or of somebody else. */
  | 'CONFIRMATION_INVALID'
  /** The step is final: prepare it first, and confirm it with the token. */
  | 'CONFIRMATION_REQUIRED'
  /** The contact is not authorized for support. */
  | 'CONTACT_NOT_AUTHORIZED'
  /** The credit has paid other invoices since. */
  | 'CREDIT_APPLIED'
  /** The credit came by bank transfer: refund that payment instead. */
  | 'CREDIT_CAME_BY_BANK'
  /** The credit that it brought has left the account since, or is about to. */
  | 'CREDIT_PAID_OUT'
  /** The currency is not that of the account. */
  | 'CURRENCY_DIFFERS'
  /** The address is ambiguous; support finds out whose it is. */
  | 'CUSTOMER_AMBIGUOUS'
  /** The address has just changed hands; try again. */
  | 'CUSTOMER_CHANGED'
  /** One customer is named in two ways. */
  | 'CUSTOMER_DIFFERS'
  /** The address is not ambiguous: the reseller assigns the license. */
  | 'CUSTOMER_NOT_AMBIGUOUS'
  /** The day is in the future, or too long ago. */
  | 'DAY_OUT_OF_RANGE'
  /** The payment service declined it. */
  | 'DECLINED'
  /** The invoices are of different accounts. */
  | 'DIFFERENT_ACCOUNTS'
  /** A purchased license can only be upgraded. */
  | 'DOWNGRADE_NOT_SOLD'
  /** Another person signs in with this e-mail address. */
  | 'EMAIL_IN_USE'
  /** A list is empty; omit it instead. */
  | 'EMPTY'
  /** The add-on requires the Enterprise edition. */
  | 'ENTERPRISE_REQUIRED'
  /** The expiry is in the past, or too far ahead. */
  | 'EXPIRY_OUT_OF_RANGE'
  /** A permission is missing. `extensions.missingPermission` says which, `extensions.grantableBy` who can grant it. */
  | 'FORBIDDEN'
  /** The payment service does not answer; nothing was charged. */
  | 'GATEWAY_UNAVAILABLE'
  /** Somebody else has just changed or removed it; read it again. */
  | 'GONE'
  /** The idempotency key was used with another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A call with the same idempotency key is still running; repeat it later. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The support request uses an incident already. */
  | 'INCIDENT_ALREADY_USED'
  /** The card has insufficient funds. */
  | 'INSUFFICIENT_FUNDS'
  /** A fault of the service. It was logged; try again. */
  | 'INTERNAL_SERVER_ERROR'
  /** This is not an address range. */
  | 'INVALID_ADDRESS_RANGE'
  /** This is not an amount of the currency. */
  | 'INVALID_AMOUNT'
  /** The code of the authenticator app is wrong or was used. */
  | 'INVALID_CODE'
  /** This is not a country code, ISO 3166-1 alpha-2. */
  | 'INVALID_COUNTRY'
  /** E-mail address or password is wrong. */
  | 'INVALID_CREDENTIALS'
  /** This is not an e-mail address. */
  | 'INVALID_EMAIL'
  /** This is not a percentage that is possible here. */
  | 'INVALID_PERCENT'
  /** The end of a range is before its beginning. */
  | 'INVALID_RANGE'
  /** This is not the name of a server. */
  | 'INVALID_SERVER_NAME'
  /** A text has invisible or control characters. */
  | 'INVALID_TEXT'
  /** This is not a VAT number. */
  | 'INVALID_VAT_NUMBER'
  /** The invoice is credited. */
  | 'INVOICE_CREDITED'
  /** The invoice is paid through its summary. */
  | 'INVOICE_ON_SUMMARY'
  /** A lease invoice is overdue; no new lease starts until it is paid. */
  | 'INVOICE_OVERDUE'
  /** The invoice is paid. */
  | 'INVOICE_PAID'
  /** The invoice is partly credited. */
  | 'INVOICE_PARTLY_CREDITED'
  /** The invoice is partly paid. */
  | 'INVOICE_PARTLY_PAID'
  /** The invoice is void. */
  | 'INVOICE_VOID'
  /** The person is the holder of the account. */
  | 'IS_HOLDER'
  /** Nobody else could administer then. */
  | 'LAST_ADMINISTRATOR'
  /** The last card is needed while leases run or are unpaid. */
  | 'LAST_CARD'
  /** The lease has been stopped. */
  | 'LEASE_STOPPED'
  /** The license is active on another server; it can be moved. */
  | 'LICENSE_ACTIVE_ELSEWHERE'
  /** The license is assigned already, and an assignment is final. */
  | 'LICENSE_ALREADY_ASSIGNED'
  /** The license is assigned to a customer. */
  | 'LICENSE_ASSIGNED'
  /** The license has ended. */
  | 'LICENSE_ENDED'
  /** There is no license with this key. */
  | 'LICENSE_KEY_INVALID'
  /** The key was replaced; this needs the new one. */
  | 'LICENSE_KEY_REPLACED'
  /** The license is leased: change its lease instead. */
  | 'LICENSE_LEASED'
  /** The license is being moved to another server. */
  | 'LICENSE_MOVE_IN_PROGRESS'
  /** The license is not active there. */
  | 'LICENSE_NOT_ACTIVE'
  /** The license was not bought for resale. */
  | 'LICENSE_NOT_FOR_RESALE'
  /** The account has resold no license with this key. */
  | 'LICENSE_NOT_FOUND'
  /** The license is not suspended. */
  | 'LICENSE_NOT_SUSPENDED'
  /** The license was bought for the account itself. */
  | 'LICENSE_PERSONAL'
  /** The license was bought for resale. */
  | 'LICENSE_RESOLD'
  /** The license is suspended; contact support. */
  | 'LICENSE_SUSPENDED'
  /** The license is assigned to nobody yet. */
  | 'LICENSE_UNASSIGNED'
  /** The link is wrong, was used, or has expired; request a new one. */
  | 'LINK_INVALID'
  /** The mail does not fail. */
  | 'MAIL_NOT_FAILING'
  /** The mail is on its way. */
  | 'MAIL_ON_ITS_WAY'
  /** Maintenance and Support is current: renew it instead. */
  | 'MAINTENANCE_CURRENT'
  /** Maintenance and Support has lapsed: reinstate it first. */
  | 'MAINTENANCE_LAPSED'
  /** A required field is missing. */
  | 'MISSING'
  /** Only resellers are invoiced monthly. */
  | 'MONTHLY_NOT_OFFERED'
  /** The amount exceeds the credit of the account. */
  | 'MORE_THAN_CREDIT'
  /** The amount exceeds what is not credited yet. */
  | 'MORE_THAN_INVOICE'
  /** The amount exceeds what the invoice asks for. */
  | 'MORE_THAN_OWED'
  /** The amount exceeds what can be refunded. */
  | 'MORE_THAN_PAID'
  /** The amounts of the invoices exceed what is applied to them. */
  | 'MORE_THAN_RECEIVED'
  /** Nobody signs in with this e-mail address. */
  | 'NOBODY_SIGNS_IN_WITH_IT'
  /** Nothing would change. */
  | 'NOTHING_CHANGES'
  /** Nothing was requested. */
  | 'NOTHING_REQUESTED'
  /** There is no pending payment to cancel. */
  | 'NOTHING_TO_CANCEL'
  /** The invoice asks for nothing. */
  | 'NOTHING_TO_PAY'
  /** This cannot be played now. */
  | 'NOTHING_TO_PLAY'
  /** Nothing is left to refund. */
  | 'NOTHING_TO_REFUND'
  /** No license of the account is to be renewed on these days. */
  | 'NOTHING_TO_RENEW'
  /** The e-mail addresses of the person are settled. */
  | 'NOTHING_TO_SETTLE'
  /** The invitation is not accepted yet. */
  | 'NOT_ACCEPTED'
  /** The action is not for this type of object. In decisions only. */
  | 'NOT_APPLICABLE'
  /** The payment service does not know it. */
  | 'NOT_AT_GATEWAY'
  /** The payment is no bank transfer. */
  | 'NOT_A_BANK_TRANSFER'
  /** The account is no lease provider. */
  | 'NOT_A_LEASE_PROVIDER'
  /** The person is no login of the account that has accepted. */
  | 'NOT_A_LOGIN'
  /** The person is not disabled. */
  | 'NOT_DISABLED'
  /** It is not for lease. */
  | 'NOT_FOR_LEASE'
  /** Lines for the account itself do not take this field. */
  | 'NOT_FOR_PERSONAL_LINES'
  /** The kind of the line does not take this field. */
  | 'NOT_FOR_THIS_KIND'
  /** There is no such object, or it is out of reach of the viewer. */
  | 'NOT_FOUND'
  /** The invitation was answered already. */
  | 'NOT_INVITED'
  /** The license is in the stock of another account. */
  | 'NOT_IN_STOCK'
  /** It does not belong to this account. */
  | 'NOT_OF_ACCOUNT'
  /** The payment failed. */
  | 'NOT_PAID'
  /** It is not sold. */
  | 'NOT_SOLD'
  /** It is not sold in this way. */
  | 'NOT_SOLD_THAT_WAY'
  /** The user is no member of the staff. */
  | 'NOT_STAFF'
  /** You cannot do this to yourself. */
  | 'NOT_YOURSELF'
  /** No account is meant. */
  | 'NO_ACCOUNTS'
  /** Nobody is there to send it to. */
  | 'NO_ADDRESSES'
  /** Give at least one add-on. */
  | 'NO_ADD_ONS'
  /** There is no card to charge. */
  | 'NO_CARD'
  /** A card on file is required. */
  | 'NO_CARD_ON_FILE'
  /** The account has no credit. */
  | 'NO_CREDIT'
  /** The vendor sells in no currency yet. */
  | 'NO_CURRENCY'
  /** The account has just changed hands. */
  | 'NO_HOLDER_ANY_MORE'
  /** The account has no support incident left. */
  | 'NO_INCIDENT_LEFT'
  /** The support request uses no incident. */
  | 'NO_INCIDENT_USED'
  /** This is not a moment. */
  | 'NO_INSTANT'
  /** The license never had Maintenance and Support. */
  | 'NO_MAINTENANCE'
  /** The e-mail address has no normal form; give another one. */
  | 'NO_NORMAL_FORM'
  /** An API token needs at least one scope. */
  | 'NO_SCOPES'
  /** The account is offered to nobody. */
  | 'NO_TRANSFER'
  /** It belongs to another account than the call is about. */
  | 'OF_ANOTHER_ACCOUNT'
  /** Give one of them, or all. */
  | 'ONE_OR_ALL'
  /** Another holder was requested. */
  | 'OTHER_HOLDER_REQUESTED'
  /** A number is outside its range. */
  | 'OUT_OF_RANGE'
  /** It is your own second factor; remove it yourself. */
  | 'OWN_SECOND_FACTOR'
  /** The payment was made from credit; no money moved. */
  | 'PAID_FROM_CREDIT'
  /** The invoice will be summarized: before that it is paid in full only. */
  | 'PAID_IN_FULL_ONLY'
  /** The two passwords differ. */
  | 'PASSWORDS_DIFFER'
  /** The viewer signed in with a one-time password: choose a new one first, with `changePassword`. */
  | 'PASSWORD_CHANGE_REQUIRED'
  /** The one-time password has expired; request a new one. */
  | 'PASSWORD_EXPIRED'
  /** The person resets the password; nobody else can set it. */
  | 'PASSWORD_IS_THEIR_OWN'
  /** The password was chosen by a holder: choose a new one by the mailed link first. */
  | 'PASSWORD_SET_BY_HOLDER'
  /** The new password is the present one. */
  | 'PASSWORD_UNCHANGED'
  /** No payment service is set up, or it rejects requests; nothing was charged. */
  | 'PAYMENTS_UNAVAILABLE'
  /** The bank requires the payer to confirm the payment: see `paymentAction`. */
  | 'PAYMENT_ACTION_REQUIRED'
  /** The payment was canceled before it succeeded; nothing was charged. */
  | 'PAYMENT_CANCELED'
  /** Another payment of the same is in progress. */
  | 'PAYMENT_IN_PROGRESS'
  /** The outcome of the payment is not known yet. */
  | 'PAYMENT_PENDING'
  /** The payment was refunded. */
  | 'PAYMENT_REFUNDED'
  /** The payment succeeded already. */
  | 'PAYMENT_SUCCEEDED'
  /** The account is no partner of the kind that the permission is for. */
  | 'PERMISSION_NOT_AVAILABLE'
  /** The total is no longer the accepted one; the message names the new one. */
  | 'PRICE_CHANGED'
  /** The price would begin in the past. */
  | 'PRICE_IN_THE_PAST'
  /** The price is the present one. */
  | 'PRICE_UNCHANGED'
  /** There is such a product already. */
  | 'PRODUCT_EXISTS'
  /** The document is too long, too deep or too dear; ask for less at once. */
  | 'QUERY_TOO_COMPLEX'
  /** Too many requests. Wait as long as `Retry-After` says. */
  | 'RATE_LIMITED'
  /** Another refund of the payment is in progress. */
  | 'REFUND_IN_PROGRESS'
  /** The outcome of the refund is not known yet. */
  | 'REFUND_PENDING'
  /** The payment service refused the refund. */
  | 'REFUND_REFUSED'
  /** Something is named twice. */
  | 'REPEATED'
  /** It is on this account already. */
  | 'SAME_ACCOUNT'
  /** The viewer is staff, and the role is in effect only in sessions with a second factor: set one up with `enableTwoFactor`, or sign in with a code. */
  | 'SECOND_FACTOR_REQUIRED'
  /** Another member of the staff has to confirm it. */
  | 'SECOND_PERSON_NEEDED'
  /** The setup was not completed; begin it again. */
  | 'SETUP_INCOMPLETE'
  /** The license runs on several servers; say which. */
  | 'SEVERAL_RUN'
  /** The API token would spend more than its monthly cap. */
  | 'SPENDING_CAP_REACHED'
  /** The support request is closed. */
  | 'SUPPORT_REQUEST_CLOSED'
  /** The support request is open. */
  | 'SUPPORT_REQUEST_OPEN'
  /** The API token is no valid one of the former holder. */
  | 'TOKEN_NOT_KEPT'
  /** A text is too long. */
  | 'TOO_LONG'
  /** A list has too many entries. */
  | 'TOO_MANY'
  /** More new licenses than one order can have. */
  | 'TOO_MANY_LICENSES'
  /** A bank transfer with this reference is recorded already. */
  | 'TRANSFER_RECORDED'
  /** The bank transfer was reversed already. */
  | 'TRANSFER_REVERSED'
  /** No second factor is set up. */
  | 'TWO_FACTOR_OFF'
  /** The second factor is set up already. */
  | 'TWO_FACTOR_ON'
  /** A code of the authenticator app is required. */
  | 'TWO_FACTOR_REQUIRED'
  /** Nobody is signed in, or the bearer token opens nothing: it is wrong, expired or revoked. Sign in, or use another token. */
  | 'UNAUTHENTICATED'
  /** The login is disabled: an administrator keeps the person from signing in. */
  | 'USER_DISABLED'
  /** The VAT number is of another country than the address. */
  | 'VAT_NUMBER_OF_ANOTHER_COUNTRY'
  /** The password is too easy to guess. */
  | 'WEAK_PASSWORD';

/** Orders and pays what a guest's cart holds. */
export type GuestCheckoutInput = {
  /** Expected total, tax included, from `totals` of a dry run. When it differs, nothing is ordered and the new total is returned (`PRICE_CHANGED`). Left out: refused, except in a dry run, which returns the total. Null is refused. */
  acceptTotal?: string | null | undefined;
  /** The card: id of the setup, from `prepareGuestPayment`. In the demo also a test card, as for `addPaymentMethod`. The card is charged once and is not kept on file. At most 120 characters. Left out: refused, except in a dry run, and when nothing is to be paid. Null is refused. */
  cardSetup?: string | null | undefined;
  /** Token of the guest's cart. At most 100 characters. */
  cartToken: string;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
};

/** A line of a guest's cart. */
export type GuestLineInput = {
  /** For NEW (optional): the add-ons. At most 20. Left out: none. Null is refused. */
  addOnIds?: Array<string | number> | null | undefined;
  /** NEW or SUPPORT_INCIDENT. */
  kind: OrderKind;
  /** For NEW: the product. Left out: none, for the other kind. Null is refused. */
  productId?: string | number | null | undefined;
  /** Quantity. From 1 to 1000. Left out: 1. Null is refused. */
  quantity?: number | null | undefined;
  /** For SUPPORT_INCIDENT: the support product. Left out: none, for the other kind. Null is refused. */
  supportProductId?: string | number | null | undefined;
};

/** Status of the order of a guest. */
export type GuestOrderStatus =
  /** Its payment failed; nothing was charged and nothing was ordered. */
  | 'FAILED'
  /** Its payment is pending; nothing is ordered yet. */
  | 'PENDING'
  /** It is paid and placed. */
  | 'PLACED';

/** Invites a person to the vendor's staff. */
export type InviteStaffInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** E-mail address that the person signs in with, or will. At most 254 characters. */
  email: string;
  /** Full name. A person who can sign in already keeps their own. At most 200 characters. */
  fullName: string;
  /** The role. */
  role: StaffRole;
};

/** Filter for a list of invoices. */
export type InvoiceFilter = {
  /** Issued on or after this day. */
  issuedFrom?: string | null | undefined;
  /** Issued on or before this day. */
  issuedTo?: string | null | undefined;
  /** Only these kinds. */
  kind?: Array<InvoiceKind> | null | undefined;
  /** Month that a summary or a lease invoice bills: `2026-11`. */
  period?: string | null | undefined;
  /** Part of the number, or of a line's description or explanation. */
  search?: string | null | undefined;
  /** Only these statuses. */
  status?: Array<InvoiceStatus> | null | undefined;
};

/** Kind of an invoice. */
export type InvoiceKind =
  /** Corrects an invoice. */
  | 'CREDIT_NOTE'
  /** A lease provider's leases of a month. */
  | 'LEASE'
  /** An order. */
  | 'STANDARD'
  /** A reseller's purchases of a month. */
  | 'SUMMARY';

/** Status of an invoice. */
export type InvoiceStatus =
  /** Fully taken back by credit notes. */
  | 'CREDITED'
  /** To be paid; not due yet. */
  | 'OPEN'
  /** Not paid by the due date. */
  | 'OVERDUE'
  /** Paid, separately or through its summary. */
  | 'PAID'
  /** Voided by staff. */
  | 'VOID';

/** New terms of a lease. */
export type LeaseChange = {
  /** All add-ons from today on; an empty list removes all. At most 20. Left out: as they are. Null is refused. */
  addOnIds?: Array<string | number> | null | undefined;
  /** The lease. */
  leaseId: string | number;
  /** The product from today on; must be of the same family. Left out: as it is. Null is refused. */
  productId?: string | number | null | undefined;
};

/** Filter for a list of leases. */
export type LeaseFilter = {
  /** True for idle leases only: running, but not active on any server, or active on one that has not checked in for 14 days. False for leases in use only. */
  idle?: boolean | null | undefined;
  /** Least price of a whole month under the present or last terms, before tax, in the account's currency. */
  monthlyPriceFrom?: string | null | undefined;
  /** Greatest price of a whole month under the present or last terms, before tax, in the account's currency. */
  monthlyPriceTo?: string | null | undefined;
  /** Only leases of these products. */
  productIds?: Array<string | number> | null | undefined;
  /** Lease number, customer's e-mail address or part of it, whole license key, or name of a server that the license is active on. */
  search?: string | null | undefined;
  /** Started on or after this day. */
  startedFrom?: string | null | undefined;
  /** Started on or before this day. */
  startedTo?: string | null | undefined;
  /** Only leases of this status. */
  status?: LeaseStatus | null | undefined;
  /** Stopped on or after this day. */
  stoppedFrom?: string | null | undefined;
  /** Stopped on or before this day. */
  stoppedTo?: string | null | undefined;
};

/** Status of a lease. */
export type LeaseStatus =
  /** Running and billed, in use or not. */
  | 'ACTIVE'
  /** Stopped; its license has ended. */
  | 'STOPPED';

/** A license and the server that it is activated on. */
export type LicenseActivation = {
  /** The license. */
  licenseId: string | number;
  /** Moves the license from the server that it is active on: both run for 30 days, then the older one ends. Left out: no. Null is refused. */
  move?: boolean | null | undefined;
  /** Name of the server that the product runs on. At most 255 characters. */
  serverName: string;
};

/** Filter for a list of licenses. */
export type LicenseFilter = {
  /** Maintenance and Support ends on or after this day. */
  maintenanceEndsFrom?: string | null | undefined;
  /** Maintenance and Support ends on or before this day. */
  maintenanceEndsTo?: string | null | undefined;
  /** True for licenses whose Maintenance and Support has ended, false for those that have it now. Leased licenses, and those that never had any, are neither. */
  maintenanceLapsed?: boolean | null | undefined;
  /** Part of the product name. */
  product?: string | null | undefined;
  /** Only these statuses. */
  status?: Array<LicenseStatus> | null | undefined;
};

/** Origin of a license. */
export type LicenseOrigin =
  /** Leased by the month from a lease provider. */
  | 'LEASED'
  /** Bought from the vendor for the account itself. */
  | 'PURCHASED'
  /** Bought by a reseller for resale. */
  | 'RESOLD';

/** A license whose Maintenance and Support is renewed. */
export type LicenseRenewal = {
  /** The license: bought for the account itself or for resale. */
  licenseId: string | number;
};

/** Status of a license. */
export type LicenseStatus =
  /** Active on a server. */
  | 'ACTIVE'
  /** Ended, for instance because its lease was stopped. */
  | 'ENDED'
  /** Its terms changed; the installation must be activated again. */
  | 'REACTIVATION_REQUIRED'
  /** Can be activated. */
  | 'READY'
  /** Suspended by staff. */
  | 'SUSPENDED'
  /** In a reseller's stock; cannot be activated. */
  | 'UNASSIGNED';

/** Purpose of a purchase. */
export type LineUse =
  /** For the account itself: needs MAKE_PURCHASES. */
  | 'PERSONAL'
  /** For resale, or for a resold license: needs RESELLER. */
  | 'RESOLD';

/** Role of a user on an account. */
export type MembershipRole =
  /** Has the permissions that the holder granted. */
  | 'AUTHORIZED_LOGIN'
  /** Has complete control of the account; there is exactly one. */
  | 'HOLDER';

/** Whether a membership is active. */
export type MembershipStatus =
  /** Counts. */
  | 'ACTIVE'
  /** The user has not accepted the invitation yet; the membership gives no access. */
  | 'INVITED';

/** Changes the terms of several leases of one account. */
export type ModifyLeasesInput = {
  /** Account of the lease provider. */
  accountId: string | number;
  /** Whether to change all of them or none. Otherwise each is handled independently, and `results` has the outcome of each. Left out: no. Null is refused. */
  allOrNothing?: boolean | null | undefined;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Each lease once. At most 100. */
  leases: Array<LeaseChange>;
};

/** A question to the support of the vendor. */
export type OpenSupportRequestInput = {
  /** Account that the request is about. */
  accountId: string | number;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Lease that it is about. Left out: none. Null is refused. */
  leaseId?: string | number | null | undefined;
  /** License that it is about. Left out: none. Null is refused. */
  licenseId?: string | number | null | undefined;
  /** The question. At most 5000 characters. */
  message: string;
  /** Subject. At most 200 characters. */
  subject: string;
  /** Whether it uses up one of the support incidents that the account has left. Left out: no. Null is refused. */
  useIncident?: boolean | null | undefined;
};

/** The customer that new licenses are assigned to, permanently. */
export type OrderCustomerInput = {
  /** Country of the new account (ISO 3166-1 alpha-2), which also decides its currency. At most 2 characters. Left out: the country of your own account. Null is refused. */
  country?: string | null | undefined;
  /** One of the account's customers. The key is mailed to the e-mail address of the customer's account; no new account is created. Left out: `email` is used. Null is refused. */
  customerId?: string | number | null | undefined;
  /** E-mail address of the customer, who gets the key there. At most 254 characters. Left out: `customerId` is used. Null is refused. */
  email?: string | null | undefined;
  /** Account name, in case a new account is created for the customer. At most 200 characters. Left out: the e-mail address. Null is refused. */
  name?: string | null | undefined;
};

/** Kind of a line of a cart or an order. */
export type OrderKind =
  /** Add-ons; Maintenance and Support must be current. */
  | 'ADD_ON'
  /** Upgrade to a larger edition or level, for the difference in price. */
  | 'MODIFY'
  /** New licenses, with 12 months of Maintenance and Support. */
  | 'NEW'
  /** 12 months of lapsed Maintenance and Support, from today, with a surcharge. */
  | 'REINSTATE'
  /** 12 more months of Maintenance and Support, from its end. */
  | 'RENEW'
  /** A support product, by the piece. */
  | 'SUPPORT_INCIDENT';

/** A line of an order. Its kind decides which fields are required. */
export type OrderLineInput = {
  /** For NEW (optional) and ADD_ON: the add-ons. At most 20. Left out: none. Null is refused. */
  addOnIds?: Array<string | number> | null | undefined;
  /** For NEW lines that are resold: the customer that the licenses of the line are assigned to. Left out: the licenses go to the stock of the account, or are its own. Null is refused. */
  customer?: OrderCustomerInput | null | undefined;
  /** Kind of the line. */
  kind: OrderKind;
  /** For MODIFY, ADD_ON, RENEW and REINSTATE: the license. Left out: none, for other kinds or with `licenseKey`. Null is refused. */
  licenseId?: string | number | null | undefined;
  /** Replaces `licenseId` on a RESOLD line: the key of a license that the account bought for resale. At most 100 characters. Left out: `licenseId` is used. Null is refused. */
  licenseKey?: string | null | undefined;
  /** For NEW: the product. For MODIFY: the new product of the license. Left out: none, for other kinds. Null is refused. */
  productId?: string | number | null | undefined;
  /** For NEW and SUPPORT_INCIDENT: the quantity. From 1 to 1000. Left out: 1. Null is refused. */
  quantity?: number | null | undefined;
  /** For SUPPORT_INCIDENT: the support product. Left out: none, for other kinds. Null is refused. */
  supportProductId?: string | number | null | undefined;
  /** Purpose of the purchase. Left out: as the license was bought; RESOLD with `licenseKey` or `customer`; otherwise for the account itself, or for resale when the caller has only `RESELLER`. Null is refused. */
  use?: LineUse | null | undefined;
};

/** Pays the open balance of invoices by card. */
export type PayInvoiceInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** More invoices of the same account, to be paid with the same charge. At most 50. Left out: none. Null is refused. */
  furtherInvoiceIds?: Array<string | number> | null | undefined;
  /** The invoice. */
  invoiceId: string | number;
  /** The card. Left out: the default card. Null is refused. */
  paymentMethodId?: string | number | null | undefined;
  /** Whether carried-over invoices (`Account.carried`) are paid with the same charge, as far as the maximum charge and the spending cap of an API token allow. Left out: yes. Null is refused. */
  withCarried?: boolean | null | undefined;
};

/** Outcome of a payment. */
export type PaymentStatus =
  /** Failed, or recorded by mistake; see `failure`. */
  | 'FAILED'
  /** Not known yet; the payment service is asked before anything else happens. */
  | 'PENDING'
  /** Paid. */
  | 'SUCCEEDED';

/** Permission that a holder grants to an authorized login. */
export type Permission =
  /** See the account's own licenses with their keys; activate, deactivate, move. */
  | 'ACTIVATE_LICENSES'
  /** Start, change and stop leases, and manage their customers. Counts only while the account is a lease provider. */
  | 'LEASE_PROVIDER'
  /** Buy, modify, renew and reinstate for the account itself. */
  | 'MAKE_PURCHASES'
  /** See invoices, payments and cards; pay. */
  | 'PAY_INVOICES'
  /** Buy for resale, assign, and manage resold licenses and their customers. Counts only while the account is a reseller. */
  | 'RESELLER';

/** Orders any lines, for any number of customers. It does not change the cart. */
export type PlaceOrderInput = {
  /** Expected total, tax included, from `totals` of a dry run. When it differs, nothing is ordered and the new total is returned (`PRICE_CHANGED`). Left out: refused, except in a dry run, which returns the total. Null is refused. */
  acceptTotal?: string | null | undefined;
  /** The buying account. */
  accountId: string | number;
  /** Buyer on the invoice. Left out: the account. Null is refused. */
  billTo?: BillToInput | null | undefined;
  /** How the order is paid. `MONTHLY_SUMMARY` is for resellers. */
  billing: BillingChoice;
  /** A new card in place of a saved one: id of the setup, as for `addPaymentMethod`. It is kept on file, unless it is declined. At most 120 characters. Left out: a saved card is charged. Null is refused. */
  cardSetup?: string | null | undefined;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The lines, in the order in which they take effect. At most 100. */
  lines: Array<OrderLineInput>;
  /** A card on file. Left out: the default card. Null is refused. */
  paymentMethodId?: string | number | null | undefined;
};

/** Starts to take the card details of a guest. */
export type PrepareGuestPaymentInput = {
  /** Token of the guest's cart. At most 100 characters. */
  cartToken: string;
};

/** Starts adding a card. */
export type PreparePaymentMethodInput = {
  /** The account. */
  accountId: string | number;
};

/** Shows the effect of stopping several leases of one account. */
export type PrepareStopLeasesInput = {
  /** Account of the lease provider. */
  accountId: string | number;
  /** The leases. At most 100. */
  leaseIds: Array<string | number>;
};

/** Product family of the vendor. */
export type ProductFamily =
  /** Mail server; the level counts mailboxes. */
  | 'SMARTERMAIL'
  /** Web statistics; the level counts sites. */
  | 'SMARTERSTATS'
  /** Help desk; the level counts agents. */
  | 'SMARTERTRACK';

/** Records money that came by bank transfer. */
export type RecordBankTransferInput = {
  /** The account that paid. */
  accountId: string | number;
  /** Amount that was received, above zero. */
  amount: string;
  /** Its currency, which must be that of the account. */
  currency: unknown;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Invoices that it pays. What they leave becomes credit of the account. At most 100. Left out: all of it becomes credit. Null is refused. */
  invoices?: Array<AppliedInvoiceInput> | null | undefined;
  /** Day on which the bank credited the amount, at most 366 days ago. */
  receivedOn: string;
  /** The bank's reference of the transfer. Spaces and capitals make no difference. Each is recorded once. At most 140 characters. */
  reference: string;
};

/** A support request on the word of a contact. */
export type RecordSupportRequestInput = {
  /** Contact that asks. It must be authorized for support. */
  contactId: string | number;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Lease that it is about. Left out: none. Null is refused. */
  leaseId?: string | number | null | undefined;
  /** License that it is about. Left out: none. Null is refused. */
  licenseId?: string | number | null | undefined;
  /** The question, as the contact put it. At most 5000 characters. */
  message: string;
  /** Subject. At most 200 characters. */
  subject: string;
  /** Whether it uses up one of the support incidents that the account has left. Left out: no. Null is refused. */
  useIncident?: boolean | null | undefined;
};

/** Renews Maintenance and Support of several licenses in one order. */
export type RenewLicensesInput = {
  /** Expected total, tax included, from `totals` of a dry run. When it differs, nothing is ordered and the new total is returned (`PRICE_CHANGED`). Left out: refused, except in a dry run, which returns the total. Null is refused. */
  acceptTotal?: string | null | undefined;
  /** The buying account. */
  accountId: string | number;
  /** Whether to renew all of them or none. Otherwise those that cannot be renewed are refused independently, and all others are in the order. Left out: no. Null is refused. */
  allOrNothing?: boolean | null | undefined;
  /** Buyer on the invoice. Left out: the account. Null is refused. */
  billTo?: BillToInput | null | undefined;
  /** How the order is paid. `MONTHLY_SUMMARY` is for resellers. */
  billing: BillingChoice;
  /** A new card in place of a saved one: id of the setup, as for `addPaymentMethod`. It is kept on file, unless it is declined. At most 120 characters. Left out: a saved card is charged. Null is refused. */
  cardSetup?: string | null | undefined;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Each license once. At most 100. */
  licenses: Array<LicenseRenewal>;
  /** A card on file. Left out: the default card. Null is refused. */
  paymentMethodId?: string | number | null | undefined;
};

/** Replaces the key of a license. */
export type ReplaceLicenseKeyInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The license. */
  licenseId: string | number;
  /** Reason. It is shown in the history of the license, and the holder can read it. At most 500 characters. */
  reason: string;
};

/** A message of a contact to its support request. */
export type ReplyBySupportLinkInput = {
  /** The message. At most 5000 characters. */
  message: string;
  /** Token of the mailed link. At most 100 characters. */
  token: string;
};

/** A message to a support request. */
export type ReplyToSupportRequestInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The message. At most 5000 characters. */
  message: string;
  /** For staff: whether it records what the contact that the request came from said by phone. It counts as a message of the contact. Left out: no. Null is refused. */
  onWordOfContact?: boolean | null | undefined;
  /** The support request. */
  supportRequestId: string | number;
};

/** Requests to take back a license that was assigned to the wrong customer, or bought on the wrong account. */
export type RequestLicenseReversalInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The license that was assigned to the wrong customer, or bought on the wrong account. */
  licenseId: string | number;
  /** Reason. It is shown in the history of the license and in the mails to the staff, and the holder can read it. At most 500 characters. */
  reason: string;
  /** Account that a purchased license should have been bought on. Left out: for a resold license, whose replacement goes into the stock of its reseller. Null is refused. */
  toAccountId?: string | number | null | undefined;
};

/** Gives the support incident of a support request back to the account. */
export type ReturnSupportIncidentInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** Reason. It is shown in the history of the account. At most 500 characters. */
  reason: string;
  /** The support request. */
  supportRequestId: string | number;
};

/** Takes back the record of a bank transfer, because it was a mistake. */
export type ReverseBankTransferInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The payment. */
  paymentId: string | number;
  /** Reason. It is shown in the history. At most 500 characters. */
  reason: string;
};

/** Says who buys what a guest's cart holds. All fields are replaced. */
export type SetGuestBuyerInput = {
  /** Name of the account, which the invoice is made out to. At most 200 characters. Left out: the holder's name. Null is refused. */
  accountName?: string | null | undefined;
  /** Billing address; lines are separated by a newline. At most 500 characters. */
  address: string;
  /** Token of the guest's cart. At most 100 characters. */
  cartToken: string;
  /** Country, ISO 3166-1 alpha-2: `DE`. It replaces that of the cart, and decides currency and tax. At most 2 characters. */
  country: string;
  /** E-mail address that the license keys and the receipt are sent to, and that the holder of the new account signs in with. At most 254 characters. */
  email: string;
  /** Full name of the holder: a person or an organization. At most 200 characters. */
  fullName: string;
  /** VAT number of a business, with its country first: `DE136695976`. Its form and check digits must be valid (`INVALID_VAT_NUMBER`), and it must be of the account's country (`VAT_NUMBER_OF_ANOTHER_COUNTRY`). At most 30 characters. Left out: none. Null: none. */
  vatNumber?: string | null | undefined;
};

/** The whole content of a guest's cart, which replaces the former content. */
export type SetGuestCartInput = {
  /** Token of the cart to change. At most 100 characters. Left out: a new cart is created. Null is refused. */
  cartToken?: string | null | undefined;
  /** Country that the guest buys from, ISO 3166-1 alpha-2: `DE`. At most 2 characters. */
  country: string;
  /** All lines of the cart. At most 20. */
  lines: Array<GuestLineInput>;
};

/** Signs a person in. */
export type SignInInput = {
  /** Code of the authenticator app, or a recovery code, for people with a second factor. Without it `TWO_FACTOR_REQUIRED` is returned to them. At most 30 characters. Left out: none. Null: none. */
  code?: string | null | undefined;
  /** E-mail address. At most 254 characters. */
  email: string;
  /** Password. At most 1000 characters. */
  password: string;
  /** For clients without cookies (mobile, command line): whether to return the session token, to be sent as `Authorization: Bearer`, instead of setting a cookie. Left out: no. Null is refused. */
  returnToken?: boolean | null | undefined;
};

/** Signs out. It needs no fields. */
export type SignOutInput = {
  /** Any text of the client; it is returned unchanged (Relay). At most 255 characters. Left out: null is returned. Null: null is returned. */
  clientMutationId?: string | null | undefined;
};

/** Opens an account with a new user as its holder. */
export type SignUpInput = {
  /** Name of the account. At most 200 characters. Left out: the holder's name. Null is refused. */
  accountName?: string | null | undefined;
  /** Postal address; lines are separated by a newline. At most 500 characters. */
  address: string;
  /** Country, ISO 3166-1 alpha-2: `DE`. It decides currency and tax. At most 2 characters. */
  country: string;
  /** E-mail address to sign in with, personal or departmental. At most 254 characters. */
  email: string;
  /** Full name of the holder: a person or an organization. At most 200 characters. */
  fullName: string;
  /** Password. Strength is judged by how hard it is to guess, not by kinds of characters. At most 1000 characters. */
  password: string;
  /** VAT number of a business, with its country first: `DE136695976`. Its form and check digits must be valid (`INVALID_VAT_NUMBER`), and it must be of the account's country (`VAT_NUMBER_OF_ANOTHER_COUNTRY`). At most 30 characters. Left out: none. Null: none. */
  vatNumber?: string | null | undefined;
};

/** Roles of the vendor's staff; each includes the ones before it. */
export type StaffRole =
  /** Can also manage partners, catalog, mailings and staff. */
  | 'ADMIN'
  /** Can also void, credit and refund. */
  | 'BILLING'
  /** Can read all accounts and impersonate customers. */
  | 'SUPPORT';

/** Stops several leases with the token of `prepareStopLeases`. */
export type StopLeasesInput = {
  /** Whether to stop all of them or none. Otherwise each is handled independently, and `results` has the outcome of each. Left out: no. Null is refused. */
  allOrNothing?: boolean | null | undefined;
  /** Token from `prepareStopLeases`. At most 10000 characters. */
  confirmationToken: string;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
};

/** Kind of a message of a support request. */
export type SupportMessageKind =
  /** Written by the customer. */
  | 'CUSTOMER'
  /** Internal note of the staff, which customers never see. */
  | 'NOTE'
  /** Written by the vendor's staff. */
  | 'STAFF';

/** Filter for a list of support requests. */
export type SupportRequestFilter = {
  /** true: only those that used up a support incident. false: only those that used none. */
  incidentUsed?: boolean | null | undefined;
  /** Part of the number, of the subject, or of a message that the viewer can see. */
  search?: string | null | undefined;
  /** Only these statuses. */
  status?: Array<SupportRequestStatus> | null | undefined;
};

/** Status of a support request. */
export type SupportRequestStatus =
  /** Support has answered; the customer can reply. */
  | 'ANSWERED'
  /** Closed; it can be reopened. */
  | 'CLOSED'
  /** Support has to answer. */
  | 'OPEN';

/** Moves a guest's cart into the cart of an account. */
export type TakeGuestCartInput = {
  /** The account. */
  accountId: string | number;
  /** Token of the guest's cart. At most 100 characters. */
  cartToken: string;
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
};

/** Uses up a support incident of the account for a support request. */
export type UseSupportIncidentInput = {
  /** Dry run: returns the `effects` and changes nothing. It needs the same permissions. Left out: the mutation is executed. Null is refused. */
  dryRun?: boolean | null | undefined;
  /** The support request. */
  supportRequestId: string | number;
};

/** Verifies an address with the mailed link. */
export type VerifyEmailInput = {
  /** Token of the mailed link; it works once, for 30 minutes. At most 100 characters. */
  token: string;
};

export type AccountLicensesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: LicenseFilter | null | undefined;
}>;


export type AccountLicensesQuery = { account: { name: string, licenses: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, key: string | null, status: LicenseStatus, product: { name: string }, addOns: Array<{ name: string }>, maintenance: { endsOn: string, current: boolean } | null, seller: { name: string } | null, activations: Array<{ serverName: string, activatedAt: string }> | null }> } | null } | null };

export type AccountInvoicesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: InvoiceFilter | null | undefined;
}>;


export type AccountInvoicesQuery = { account: { balance: { owed: { amount: string, currency: unknown } | null, overdue: { amount: string, currency: unknown } | null, credit: { amount: string, currency: unknown } | null } | null, invoices: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: string, kind: InvoiceKind, status: InvoiceStatus, issuedOn: string, dueOn: string, pdfUrl: string | null, notes: Array<string>, subtotal: { amount: string, currency: unknown }, tax: { amount: string, currency: unknown }, total: { amount: string, currency: unknown }, paid: { amount: string, currency: unknown } | null, creditApplied: { amount: string, currency: unknown } | null, credited: { amount: string, currency: unknown } | null, balance: { amount: string, currency: unknown }, lines: Array<{ description: string, explanation: string | null, amount: { amount: string, currency: unknown } | null }> | null }> } | null } | null };

export type AccountLeasesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: LeaseFilter | null | undefined;
}>;


export type AccountLeasesQuery = { account: { leases: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: string, status: LeaseStatus, customerEmail: string | null, serverName: string | null, idleSince: string | null, product: { name: string }, monthlyPrice: { amount: string, currency: unknown } | null, savingIfStopped: { amount: string, currency: unknown } | null, thisMonth: { days: number, divisor: number, amount: { amount: string, currency: unknown } | null } | null }> } | null } | null };

export type AccountPeopleQueryVariables = Exact<{
  id: string | number;
}>;


export type AccountPeopleQuery = { account: { memberships: { nodes: Array<{ id: string, role: MembershipRole, status: MembershipStatus, permissions: Array<Permission> | null, user: { fullName: string, email: string } | null }> } | null, contacts: { nodes: Array<{ id: string, firstName: string, lastName: string, email: string, receives: Array<ContactMail>, supportAuthorized: boolean }> } | null } | null };

export type AmountFragment = { amount: string, currency: unknown };

export type EmailInvoiceMutationVariables = Exact<{
  input: EmailInvoiceInput;
}>;


export type EmailInvoiceMutation = { emailInvoice: { sentTo: Array<string> | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ProductsToBuyQueryVariables = Exact<{
  family?: ProductFamily | null | undefined;
  currency: unknown;
}>;


export type ProductsToBuyQuery = { products: { nodes: Array<{ id: string, name: string, price: { amount: string, currency: unknown } | null, addOns: Array<{ id: string, name: string }> }> } };

export type AddRenewalsToCartMutationVariables = Exact<{
  input: AddRenewalsToCartInput;
}>;


export type AddRenewalsToCartMutation = { addRenewalsToCart: { added: number | null, alreadyInCart: number | null, notAdded: number | null, cartLines: Array<{ id: string, kind: OrderKind, license: { id: string, maintenance: { endsOn: string } | null } | null }> | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type AddToCartMutationVariables = Exact<{
  input: AddToCartInput;
}>;


export type AddToCartMutation = { addToCart: { cart: { id: string, subtotal: { amount: string } | null, discount: { amount: string } | null, tax: { amount: string } | null, total: { amount: string, currency: unknown } | null, totalToOrder: { amount: string, currency: unknown } | null, linesLeft: Array<{ id: string, use: LineUse }> | null, lines: Array<{ id: string, kind: OrderKind, use: LineUse, quantity: number, price: { description: string, explanation: string, discountReason: string | null, listPrice: { amount: string }, discount: { amount: string }, amount: { amount: string } } | null, priceChanged: { before: { amount: string } | null, now: { amount: string } | null } | null, problem: { code: ErrorCode, message: string } | null }> | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type CartQueryVariables = Exact<{
  accountId: string | number;
}>;


export type CartQuery = { account: { cart: { id: string, subtotal: { amount: string } | null, discount: { amount: string } | null, tax: { amount: string } | null, total: { amount: string, currency: unknown } | null, totalToOrder: { amount: string, currency: unknown } | null, linesLeft: Array<{ id: string, use: LineUse }> | null, lines: Array<{ id: string, kind: OrderKind, use: LineUse, quantity: number, price: { description: string, explanation: string, discountReason: string | null, listPrice: { amount: string }, discount: { amount: string }, amount: { amount: string } } | null, priceChanged: { before: { amount: string } | null, now: { amount: string } | null } | null, problem: { code: ErrorCode, message: string } | null }> | null } | null } | null };

export type CheckoutMutationVariables = Exact<{
  input: CheckoutInput;
}>;


export type CheckoutMutation = { checkout: { order: { id: string, number: string, total: { amount: string, currency: unknown } | null, lines: Array<{ license: { id: string, status: LicenseStatus } | null }> | null } | null, paymentAction: { paymentId: string, gateway: string, clientSecret: string | null, redirectUrl: string | null, confirmBy: string } | null, cart: { id: string, subtotal: { amount: string } | null, discount: { amount: string } | null, tax: { amount: string } | null, total: { amount: string, currency: unknown } | null, totalToOrder: { amount: string, currency: unknown } | null, linesLeft: Array<{ id: string, use: LineUse }> | null, lines: Array<{ id: string, kind: OrderKind, use: LineUse, quantity: number, price: { description: string, explanation: string, discountReason: string | null, listPrice: { amount: string }, discount: { amount: string }, amount: { amount: string } } | null, priceChanged: { before: { amount: string } | null, now: { amount: string } | null } | null, problem: { code: ErrorCode, message: string } | null }> | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type LicenseKeyQueryVariables = Exact<{
  id: string | number;
}>;


export type LicenseKeyQuery = { node:
    | { key: string | null, status: LicenseStatus, product: { name: string } }
    | Record<PropertyKey, never>
   | null };

export type CartPartsFragment = { id: string, subtotal: { amount: string } | null, discount: { amount: string } | null, tax: { amount: string } | null, total: { amount: string, currency: unknown } | null, totalToOrder: { amount: string, currency: unknown } | null, linesLeft: Array<{ id: string, use: LineUse }> | null, lines: Array<{ id: string, kind: OrderKind, use: LineUse, quantity: number, price: { description: string, explanation: string, discountReason: string | null, listPrice: { amount: string }, discount: { amount: string }, amount: { amount: string } } | null, priceChanged: { before: { amount: string } | null, now: { amount: string } | null } | null, problem: { code: ErrorCode, message: string } | null }> | null };

export type SetGuestCartMutationVariables = Exact<{
  input: SetGuestCartInput;
}>;


export type SetGuestCartMutation = { setGuestCart: { token: string | null, cart: { country: string, currency: unknown, expiresAt: string, hasBuyer: boolean, taxNote: string | null, order: { status: GuestOrderStatus, number: string | null, placedAt: string | null, confirmBy: string | null, total: { amount: string, currency: unknown } } | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown }, lines: Array<{ kind: OrderKind, quantity: number, price: { description: string, explanation: string, amount: { amount: string } } | null, problem: { code: ErrorCode, message: string } | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type GuestCartQueryVariables = Exact<{
  cartToken: string;
}>;


export type GuestCartQuery = { guestCart: { country: string, currency: unknown, expiresAt: string, hasBuyer: boolean, taxNote: string | null, order: { status: GuestOrderStatus, number: string | null, placedAt: string | null, confirmBy: string | null, total: { amount: string, currency: unknown } } | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown }, lines: Array<{ kind: OrderKind, quantity: number, price: { description: string, explanation: string, amount: { amount: string } } | null, problem: { code: ErrorCode, message: string } | null }> } | null };

export type SetGuestBuyerMutationVariables = Exact<{
  input: SetGuestBuyerInput;
}>;


export type SetGuestBuyerMutation = { setGuestBuyer: { cart: { country: string, currency: unknown, expiresAt: string, hasBuyer: boolean, taxNote: string | null, order: { status: GuestOrderStatus, number: string | null, placedAt: string | null, confirmBy: string | null, total: { amount: string, currency: unknown } } | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown }, lines: Array<{ kind: OrderKind, quantity: number, price: { description: string, explanation: string, amount: { amount: string } } | null, problem: { code: ErrorCode, message: string } | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type PrepareGuestPaymentMutationVariables = Exact<{
  input: PrepareGuestPaymentInput;
}>;


export type PrepareGuestPaymentMutation = { prepareGuestPayment: { secret: string | null, setup: { gateway: string, reference: string, publishableKey: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type GuestCheckoutMutationVariables = Exact<{
  input: GuestCheckoutInput;
}>;


export type GuestCheckoutMutation = { guestCheckout: { totals: { taxNote: string | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown } } | null, paymentAction: { gateway: string, clientSecret: string | null, redirectUrl: string | null, confirmBy: string } | null, cart: { country: string, currency: unknown, expiresAt: string, hasBuyer: boolean, taxNote: string | null, order: { status: GuestOrderStatus, number: string | null, placedAt: string | null, confirmBy: string | null, total: { amount: string, currency: unknown } } | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown }, lines: Array<{ kind: OrderKind, quantity: number, price: { description: string, explanation: string, amount: { amount: string } } | null, problem: { code: ErrorCode, message: string } | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ConfirmGuestPaymentMutationVariables = Exact<{
  input: ConfirmGuestPaymentInput;
}>;


export type ConfirmGuestPaymentMutation = { confirmGuestPayment: { paymentAction: { gateway: string, clientSecret: string | null, redirectUrl: string | null, confirmBy: string } | null, cart: { country: string, currency: unknown, expiresAt: string, hasBuyer: boolean, taxNote: string | null, order: { status: GuestOrderStatus, number: string | null, placedAt: string | null, confirmBy: string | null, total: { amount: string, currency: unknown } } | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown }, lines: Array<{ kind: OrderKind, quantity: number, price: { description: string, explanation: string, amount: { amount: string } } | null, problem: { code: ErrorCode, message: string } | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type CancelGuestPaymentMutationVariables = Exact<{
  input: CancelGuestPaymentInput;
}>;


export type CancelGuestPaymentMutation = { cancelGuestPayment: { cart: { country: string, currency: unknown, expiresAt: string, hasBuyer: boolean, taxNote: string | null, order: { status: GuestOrderStatus, number: string | null, placedAt: string | null, confirmBy: string | null, total: { amount: string, currency: unknown } } | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown }, lines: Array<{ kind: OrderKind, quantity: number, price: { description: string, explanation: string, amount: { amount: string } } | null, problem: { code: ErrorCode, message: string } | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type SignUpMutationVariables = Exact<{
  input: SignUpInput;
}>;


export type SignUpMutation = { signUp: { requested: boolean | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type VerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type VerifyEmailMutation = { verifyEmail: { verified: boolean | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type MyAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAccountsQuery = { viewer: { memberships: Array<{ role: MembershipRole, account: { id: string, name: string, cart: { id: string, subtotal: { amount: string } | null, discount: { amount: string } | null, tax: { amount: string } | null, total: { amount: string, currency: unknown } | null, totalToOrder: { amount: string, currency: unknown } | null, linesLeft: Array<{ id: string, use: LineUse }> | null, lines: Array<{ id: string, kind: OrderKind, use: LineUse, quantity: number, price: { description: string, explanation: string, discountReason: string | null, listPrice: { amount: string }, discount: { amount: string }, amount: { amount: string } } | null, priceChanged: { before: { amount: string } | null, now: { amount: string } | null } | null, problem: { code: ErrorCode, message: string } | null }> | null } | null } | null }> } | null };

export type PreparePaymentMethodMutationVariables = Exact<{
  input: PreparePaymentMethodInput;
}>;


export type PreparePaymentMethodMutation = { preparePaymentMethod: { secret: string | null, setup: { gateway: string, reference: string, publishableKey: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type TakeGuestCartMutationVariables = Exact<{
  input: TakeGuestCartInput;
}>;


export type TakeGuestCartMutation = { takeGuestCart: { cart: { id: string, subtotal: { amount: string } | null, discount: { amount: string } | null, tax: { amount: string } | null, total: { amount: string, currency: unknown } | null, totalToOrder: { amount: string, currency: unknown } | null, linesLeft: Array<{ id: string, use: LineUse }> | null, lines: Array<{ id: string, kind: OrderKind, use: LineUse, quantity: number, price: { description: string, explanation: string, discountReason: string | null, listPrice: { amount: string }, discount: { amount: string }, amount: { amount: string } } | null, priceChanged: { before: { amount: string } | null, now: { amount: string } | null } | null, problem: { code: ErrorCode, message: string } | null }> | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type GuestCartPartsFragment = { country: string, currency: unknown, expiresAt: string, hasBuyer: boolean, taxNote: string | null, order: { status: GuestOrderStatus, number: string | null, placedAt: string | null, confirmBy: string | null, total: { amount: string, currency: unknown } } | null, subtotal: { amount: string }, tax: { amount: string }, total: { amount: string, currency: unknown }, lines: Array<{ kind: OrderKind, quantity: number, price: { description: string, explanation: string, amount: { amount: string } } | null, problem: { code: ErrorCode, message: string } | null }> };

export type BilledLeasesQueryVariables = Exact<{
  accountId: string | number;
  period?: string | null | undefined;
}>;


export type BilledLeasesQuery = { account: { invoices: { nodes: Array<{ number: string, period: string | null, total: { amount: string, currency: unknown }, lines: Array<{ position: number, description: string, amount: { amount: string } | null, lease: { id: string, number: string, customerEmail: string | null } | null, license: { id: string } | null, product: { id: string, name: string } | null, leaseCharge: { days: number, divisor: number, segments: Array<{ from: string, to: string, days: number, rate: { amount: string } | null, product: { name: string } | null }> | null } | null }> | null }> } | null } | null };

export type CostByCustomerQueryVariables = Exact<{
  accountId: string | number;
  from?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type CostByCustomerQuery = { account: { reports: { costByCustomer: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ leases: number, customer: { name: string, email: string } | null, cost: { amount: string, currency: unknown } | null, months: Array<{ month: string, leases: number, cost: { amount: string } | null }> | null }> } | null } | null } | null };

export type ModifyLeasesMutationVariables = Exact<{
  input: ModifyLeasesInput;
}>;


export type ModifyLeasesMutation = { modifyLeases: { results: Array<{ lease: { id: string, number: string } | null, monthlyPrice: { amount: string } | null, thisMonth: { amount: string } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> }> | null, monthlyChange: { amount: string, currency: unknown } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type PrepareStopLeasesMutationVariables = Exact<{
  input: PrepareStopLeasesInput;
}>;


export type PrepareStopLeasesMutation = { prepareStopLeases: { stopsOn: string | null, confirmationToken: string | null, confirmableUntil: string | null, results: Array<{ explanation: string | null, lease: { id: string, number: string } | null, finalCharge: { amount: string } | null, saving: { amount: string } | null, userErrors: Array<{ code: ErrorCode, message: string }> }> | null, finalCharge: { amount: string, currency: unknown } | null, saving: { amount: string } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type StopLeasesMutationVariables = Exact<{
  input: StopLeasesInput;
}>;


export type StopLeasesMutation = { stopLeases: { results: Array<{ lease: { id: string, status: LeaseStatus } | null, finalCharge: { amount: string } | null, userErrors: Array<{ code: ErrorCode, message: string }> }> | null, finalCharge: { amount: string, currency: unknown } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ActivateLicensesMutationVariables = Exact<{
  input: ActivateLicensesInput;
}>;


export type ActivateLicensesMutation = { activateLicenses: { results: Array<{ entitlement: string | null, license: { id: string, status: LicenseStatus } | null, activation: { serverName: string } | null, userErrors: Array<{ code: ErrorCode, message: string }> }> | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ReplaceLicenseKeyMutationVariables = Exact<{
  input: ReplaceLicenseKeyInput;
}>;


export type ReplaceLicenseKeyMutation = { replaceLicenseKey: { license: { id: string, key: string | null, formerKeys: Array<{ replacedAt: string, endsAt: string }> | null } | null, effects: Array<{ kind: EffectKind, subject: string, event: string | null }> | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestLicenseReversalMutationVariables = Exact<{
  input: RequestLicenseReversalInput;
}>;


export type RequestLicenseReversalMutation = { requestLicenseReversal: { license: { id: string, status: LicenseStatus, reversal: { requestedByName: string, reason: string, requestedAt: string, expiresAt: string, toAccount: { id: string, number: string, name: string } | null } | null, replacedBy: { id: string, status: LicenseStatus } | null, viewerCan: { allowed: boolean, reason: ErrorCode | null, message: string | null } } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ConfirmLicenseReversalMutationVariables = Exact<{
  input: ConfirmLicenseReversalInput;
}>;


export type ConfirmLicenseReversalMutation = { confirmLicenseReversal: { license: { id: string, status: LicenseStatus, reversal: { requestedByName: string, reason: string, requestedAt: string, expiresAt: string, toAccount: { id: string, number: string, name: string } | null } | null, replacedBy: { id: string, status: LicenseStatus } | null, viewerCan: { allowed: boolean, reason: ErrorCode | null, message: string | null } } | null, replacement: { id: string, status: LicenseStatus, maintenance: { endsOn: string } | null } | null, effects: Array<{ kind: EffectKind, subject: string, event: string | null }> | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type CancelLicenseReversalMutationVariables = Exact<{
  input: CancelLicenseReversalInput;
}>;


export type CancelLicenseReversalMutation = { cancelLicenseReversal: { license: { id: string, status: LicenseStatus, reversal: { requestedByName: string, reason: string, requestedAt: string, expiresAt: string, toAccount: { id: string, number: string, name: string } | null } | null, replacedBy: { id: string, status: LicenseStatus } | null, viewerCan: { allowed: boolean, reason: ErrorCode | null, message: string | null } } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type LicenseKeysQueryVariables = Exact<{
  id: string | number;
}>;


export type LicenseKeysQuery = { node:
    | { id: string, key: string | null, formerKeys: Array<{ replacedAt: string, endsAt: string }> | null }
    | Record<PropertyKey, never>
   | null };

export type LicenseKeysFragment = { id: string, key: string | null, formerKeys: Array<{ replacedAt: string, endsAt: string }> | null };

export type LicenseReversalsFragment = { id: string, status: LicenseStatus, reversal: { requestedByName: string, reason: string, requestedAt: string, expiresAt: string, toAccount: { id: string, number: string, name: string } | null } | null, replacedBy: { id: string, status: LicenseStatus } | null, viewerCan: { allowed: boolean, reason: ErrorCode | null, message: string | null } };

export type PlaceOrderMutationVariables = Exact<{
  input: PlaceOrderInput;
}>;


export type PlaceOrderMutation = { placeOrder: { order: { id: string, number: string, lines: Array<{ position: number, kind: OrderKind, license: { id: string, key: string | null, status: LicenseStatus, customer: { email: string } | null } | null }> | null } | null, totals: { taxNote: string | null, subtotal: { amount: string, currency: unknown }, discount: { amount: string, currency: unknown }, tax: { amount: string, currency: unknown }, total: { amount: string, currency: unknown }, charged: { amount: string, currency: unknown } } | null, paymentAction: { paymentId: string, gateway: string, clientSecret: string | null, redirectUrl: string | null, confirmBy: string } | null, effects: Array<{ kind: EffectKind, subject: string, event: string | null }> | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type RenewLicensesMutationVariables = Exact<{
  input: RenewLicensesInput;
}>;


export type RenewLicensesMutation = { renewLicenses: { results: Array<{ maintenanceEndsOn: string | null, license: { id: string } | null, price: { amount: string, currency: unknown } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> }> | null, totals: { total: { amount: string, currency: unknown } } | null, order: { number: string } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type CustomersQueryVariables = Exact<{
  accountId: string | number;
  relation?: CustomerRelation | null | undefined;
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomersQuery = { account: { customers: { nodes: Array<{ id: string, name: string, email: string, relations: Array<CustomerRelation> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type CustomerQueryVariables = Exact<{
  customerId: string | number;
}>;


export type CustomerQuery = { node:
    | { id: string, name: string, email: string, relations: Array<CustomerRelation>, licenses: { nodes: Array<{ id: string, status: LicenseStatus, origin: LicenseOrigin }> } | null, leases: { nodes: Array<{ id: string, number: string, status: LeaseStatus }> } | null }
    | Record<PropertyKey, never>
   | null };

export type AssignToCustomerMutationVariables = Exact<{
  licenseId: string | number;
  customerId: string | number;
}>;


export type AssignToCustomerMutation = { assignLicense: { license: { id: string, status: LicenseStatus, customer: { id: string } | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ToPayQueryVariables = Exact<{
  accountId: string | number;
}>;


export type ToPayQuery = { account: { paymentMethods: { nodes: Array<{ id: string, brand: string, last4: string, isDefault: boolean }> } | null, invoices: { nodes: Array<{ id: string, number: string, carried: boolean, balance: { amount: string, currency: unknown } }> } | null } | null };

export type PayInvoiceMutationVariables = Exact<{
  input: PayInvoiceInput;
}>;


export type PayInvoiceMutation = { payInvoice: { payment: { id: string, status: PaymentStatus } | null, paymentAction: { paymentId: string, gateway: string, clientSecret: string | null, redirectUrl: string | null, confirmBy: string } | null, invoice: { status: InvoiceStatus } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ConfirmPaymentMutationVariables = Exact<{
  input: ConfirmPaymentInput;
}>;


export type ConfirmPaymentMutation = { confirmPayment: { payment: { status: PaymentStatus, failure: string | null } | null, order: { id: string, number: string, lines: Array<{ license: { id: string } | null }> | null } | null, paymentAction: { paymentId: string, gateway: string, clientSecret: string | null, redirectUrl: string | null, confirmBy: string } | null, userErrors: Array<{ code: ErrorCode, message: string }> } | null };

export type CancelPaymentMutationVariables = Exact<{
  input: CancelPaymentInput;
}>;


export type CancelPaymentMutation = { cancelPayment: { payment: { status: PaymentStatus } | null, userErrors: Array<{ code: ErrorCode, message: string }> } | null };

export type AddCardMutationVariables = Exact<{
  input: AddPaymentMethodInput;
}>;


export type AddCardMutation = { addPaymentMethod: { paymentMethod: { id: string, brand: string, last4: string, expiresOn: string } | null, cardAction: { setup: string, clientSecret: string | null, redirectUrl: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type PaymentActionPartsFragment = { paymentId: string, gateway: string, clientSecret: string | null, redirectUrl: string | null, confirmBy: string };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { token: string | null, viewer: { staffRole: StaffRole | null, user: { id: string, email: string, fullName: string } | null, memberships: Array<{ id: string, role: MembershipRole, status: MembershipStatus, permissions: Array<Permission> | null, account: { id: string, name: string, number: string } | null }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;


export type SignOutMutation = { signOut: { userErrors: Array<{ code: ErrorCode, message: string }> } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { staffRole: StaffRole | null, user: { id: string, email: string, fullName: string } | null, memberships: Array<{ id: string, role: MembershipRole, status: MembershipStatus, permissions: Array<Permission> | null, account: { id: string, name: string, number: string } | null }> } | null };

export type ViewerPartsFragment = { staffRole: StaffRole | null, user: { id: string, email: string, fullName: string } | null, memberships: Array<{ id: string, role: MembershipRole, status: MembershipStatus, permissions: Array<Permission> | null, account: { id: string, name: string, number: string } | null }> };

export type RecordBankTransferMutationVariables = Exact<{
  input: RecordBankTransferInput;
}>;


export type RecordBankTransferMutation = { recordBankTransfer: { payment: { id: string, bankTransfer: { reference: string, receivedOn: string } | null } | null, totals: { amount: { amount: string, currency: unknown }, applied: { amount: string, currency: unknown }, keptAsCredit: { amount: string, currency: unknown }, invoices: Array<{ invoiceId: string, number: string, amount: { amount: string, currency: unknown }, remaining: { amount: string, currency: unknown } }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ReverseBankTransferMutationVariables = Exact<{
  input: ReverseBankTransferInput;
}>;


export type ReverseBankTransferMutation = { reverseBankTransfer: { payment: { status: PaymentStatus, failure: string | null } | null, totals: { amount: { amount: string, currency: unknown }, fromCredit: { amount: string, currency: unknown }, invoices: Array<{ invoiceId: string, number: string, amount: { amount: string, currency: unknown }, remaining: { amount: string, currency: unknown } }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ApplyCreditMutationVariables = Exact<{
  input: ApplyCreditInput;
}>;


export type ApplyCreditMutation = { applyCredit: { totals: { applied: { amount: string, currency: unknown }, creditLeft: { amount: string, currency: unknown }, invoices: Array<{ invoiceId: string, number: string, amount: { amount: string, currency: unknown }, remaining: { amount: string, currency: unknown } }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type AppliedInvoicePartsFragment = { invoiceId: string, number: string, amount: { amount: string, currency: unknown }, remaining: { amount: string, currency: unknown } };

export type StaffQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StaffQuery = { staff: { totalCount: number, nodes: Array<{ id: string, email: string, fullName: string, twoFactorEnabled: boolean | null, disabledAt: string | null, staffMembership: { staffRole: StaffRole | null, invitedRole: StaffRole | null, invitationExpiresAt: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type InviteStaffMutationVariables = Exact<{
  input: InviteStaffInput;
}>;


export type InviteStaffMutation = { inviteStaff: { user: { id: string, email: string } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type DisableUserMutationVariables = Exact<{
  input: DisableUserInput;
}>;


export type DisableUserMutation = { disableUser: { user: { id: string, disabledAt: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type SupportRequestsQueryVariables = Exact<{
  accountId: string | number;
  filter?: SupportRequestFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type SupportRequestsQuery = { account: { supportIncidentsLeft: number | null, supportRequests: { nodes: Array<{ id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, incidentUsedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type FollowSupportRequestQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type FollowSupportRequestQuery = { node:
    | { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null, messages: { nodes: Array<{ kind: SupportMessageKind, author: string, body: string, sentAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null }
    | Record<PropertyKey, never>
   | null };

export type OpenSupportRequestMutationVariables = Exact<{
  input: OpenSupportRequestInput;
}>;


export type OpenSupportRequestMutation = { openSupportRequest: { supportRequest: { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ReplyToSupportRequestMutationVariables = Exact<{
  input: ReplyToSupportRequestInput;
}>;


export type ReplyToSupportRequestMutation = { replyToSupportRequest: { supportRequest: { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type UseSupportIncidentMutationVariables = Exact<{
  input: UseSupportIncidentInput;
}>;


export type UseSupportIncidentMutation = { useSupportIncident: { supportRequest: { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type CloseSupportRequestMutationVariables = Exact<{
  input: CloseSupportRequestInput;
}>;


export type CloseSupportRequestMutation = { closeSupportRequest: { supportRequest: { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type SupportRequestPartsFragment = { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null };

export type RecordSupportRequestMutationVariables = Exact<{
  input: RecordSupportRequestInput;
}>;


export type RecordSupportRequestMutation = { recordSupportRequest: { supportRequest: { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null, contact: { id: string, firstName: string, lastName: string } | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type AccountNotesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountNotesQuery = { account: { notes: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ author: string, body: string, writtenAt: string }> } | null } | null };

export type AddAccountNoteMutationVariables = Exact<{
  input: AddAccountNoteInput;
}>;


export type AddAccountNoteMutation = { addAccountNote: { account: { id: string } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type AddSupportNoteMutationVariables = Exact<{
  input: AddSupportNoteInput;
}>;


export type AddSupportNoteMutation = { addSupportNote: { supportRequest: { id: string } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type ReturnSupportIncidentMutationVariables = Exact<{
  input: ReturnSupportIncidentInput;
}>;


export type ReturnSupportIncidentMutation = { returnSupportIncident: { supportRequest: { id: string, number: string, subject: string, status: SupportRequestStatus, openedBy: string, openedAt: string, firstResponseMinutes: number | null, resolutionMinutes: number | null, incidentUsedAt: string | null } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type FollowSupportRequestByLinkQueryVariables = Exact<{
  token: string;
}>;


export type FollowSupportRequestByLinkQuery = { supportRequestByLink: { number: string, subject: string, status: SupportRequestStatus, openedAt: string, messages: Array<{ kind: SupportMessageKind, author: string, body: string, sentAt: string }> } | null };

export type ReplyBySupportLinkMutationVariables = Exact<{
  input: ReplyBySupportLinkInput;
}>;


export type ReplyBySupportLinkMutation = { replyBySupportLink: { supportRequest: { number: string, subject: string, status: SupportRequestStatus, openedAt: string, messages: Array<{ kind: SupportMessageKind, author: string, body: string, sentAt: string }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field: Array<string> | null }> } | null };

export type FollowedSupportRequestPartsFragment = { number: string, subject: string, status: SupportRequestStatus, openedAt: string, messages: Array<{ kind: SupportMessageKind, author: string, body: string, sentAt: string }> };

export const CartPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalToOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linesLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"use"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"use"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"discountReason"}},{"kind":"Field","name":{"kind":"Name","value":"listPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"now"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CartPartsFragment, unknown>;
export const GuestCartPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GuestCartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasBuyer"}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<GuestCartPartsFragment, unknown>;
export const LicenseKeysFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LicenseKeys"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"formerKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replacedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}}]}}]}}]} as unknown as DocumentNode<LicenseKeysFragment, unknown>;
export const LicenseReversalsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LicenseReversals"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reversal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestedByName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"toAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replacedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"action"},"value":{"kind":"EnumValue","value":"CONFIRM_LICENSE_REVERSAL"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<LicenseReversalsFragment, unknown>;
export const PaymentActionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentActionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentId"}},{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}}]} as unknown as DocumentNode<PaymentActionPartsFragment, unknown>;
export const ViewerPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Viewer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffRole"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}}]} as unknown as DocumentNode<ViewerPartsFragment, unknown>;
export const AmountFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<AmountFragment, unknown>;
export const AppliedInvoicePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppliedInvoiceParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AppliedInvoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceId"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"remaining"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<AppliedInvoicePartsFragment, unknown>;
export const SupportRequestPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<SupportRequestPartsFragment, unknown>;
export const FollowedSupportRequestPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FollowedSupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FollowedSupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}}]}}]} as unknown as DocumentNode<FollowedSupportRequestPartsFragment, unknown>;
export const AccountLicensesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountLicenses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LicenseFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"licenses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"addOns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"current"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"serverName"}},{"kind":"Field","name":{"kind":"Name","value":"activatedAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AccountLicensesQuery, AccountLicensesQueryVariables>;
export const AccountInvoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountInvoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"owed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"overdue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"credit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"issuedOn"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"pdfUrl"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditApplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"credited"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<AccountInvoicesQuery, AccountInvoicesQueryVariables>;
export const AccountLeasesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountLeases"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LeaseFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"leases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"customerEmail"}},{"kind":"Field","name":{"kind":"Name","value":"serverName"}},{"kind":"Field","name":{"kind":"Name","value":"idleSince"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"savingIfStopped"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thisMonth"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"days"}},{"kind":"Field","name":{"kind":"Name","value":"divisor"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<AccountLeasesQuery, AccountLeasesQueryVariables>;
export const AccountPeopleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountPeople"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"receives"}},{"kind":"Field","name":{"kind":"Name","value":"supportAuthorized"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AccountPeopleQuery, AccountPeopleQueryVariables>;
export const EmailInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EmailInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EmailInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"emailInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sentTo"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<EmailInvoiceMutation, EmailInvoiceMutationVariables>;
export const ProductsToBuyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProductsToBuy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"family"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProductFamily"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"currency"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Currency"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"family"},"value":{"kind":"Variable","name":{"kind":"Name","value":"family"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"currency"},"value":{"kind":"Variable","name":{"kind":"Name","value":"currency"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"addOns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProductsToBuyQuery, ProductsToBuyQueryVariables>;
export const AddRenewalsToCartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddRenewalsToCart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddRenewalsToCartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addRenewalsToCart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"added"}},{"kind":"Field","name":{"kind":"Name","value":"alreadyInCart"}},{"kind":"Field","name":{"kind":"Name","value":"notAdded"}},{"kind":"Field","name":{"kind":"Name","value":"cartLines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endsOn"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AddRenewalsToCartMutation, AddRenewalsToCartMutationVariables>;
export const AddToCartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddToCart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddToCartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addToCart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalToOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linesLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"use"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"use"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"discountReason"}},{"kind":"Field","name":{"kind":"Name","value":"listPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"now"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<AddToCartMutation, AddToCartMutationVariables>;
export const CartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Cart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartParts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalToOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linesLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"use"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"use"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"discountReason"}},{"kind":"Field","name":{"kind":"Name","value":"listPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"now"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CartQuery, CartQueryVariables>;
export const CheckoutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Checkout"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CheckoutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkout"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentActionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentActionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentId"}},{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalToOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linesLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"use"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"use"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"discountReason"}},{"kind":"Field","name":{"kind":"Name","value":"listPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"now"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CheckoutMutation, CheckoutMutationVariables>;
export const LicenseKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LicenseKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LicenseKeyQuery, LicenseKeyQueryVariables>;
export const SetGuestCartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetGuestCart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetGuestCartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setGuestCart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GuestCartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GuestCartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasBuyer"}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetGuestCartMutation, SetGuestCartMutationVariables>;
export const GuestCartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GuestCart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"cartToken"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"guestCart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"cartToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"cartToken"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GuestCartParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GuestCartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasBuyer"}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<GuestCartQuery, GuestCartQueryVariables>;
export const SetGuestBuyerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetGuestBuyer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetGuestBuyerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setGuestBuyer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GuestCartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GuestCartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasBuyer"}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetGuestBuyerMutation, SetGuestBuyerMutationVariables>;
export const PrepareGuestPaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PrepareGuestPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PrepareGuestPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prepareGuestPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"publishableKey"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<PrepareGuestPaymentMutation, PrepareGuestPaymentMutationVariables>;
export const GuestCheckoutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GuestCheckout"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCheckoutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"guestCheckout"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GuestCartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GuestCartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasBuyer"}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<GuestCheckoutMutation, GuestCheckoutMutationVariables>;
export const ConfirmGuestPaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmGuestPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmGuestPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmGuestPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GuestCartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GuestCartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasBuyer"}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ConfirmGuestPaymentMutation, ConfirmGuestPaymentMutationVariables>;
export const CancelGuestPaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelGuestPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelGuestPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelGuestPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GuestCartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GuestCartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GuestCart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"hasBuyer"}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placedAt"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CancelGuestPaymentMutation, CancelGuestPaymentMutationVariables>;
export const SignUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requested"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<SignUpMutation, SignUpMutationVariables>;
export const VerifyEmailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerifyEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerifyEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verified"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<VerifyEmailMutation, VerifyEmailMutationVariables>;
export const MyAccountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyAccounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartParts"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalToOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linesLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"use"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"use"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"discountReason"}},{"kind":"Field","name":{"kind":"Name","value":"listPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"now"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<MyAccountsQuery, MyAccountsQueryVariables>;
export const PreparePaymentMethodDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PreparePaymentMethod"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PreparePaymentMethodInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"preparePaymentMethod"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"publishableKey"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<PreparePaymentMethodMutation, PreparePaymentMethodMutationVariables>;
export const TakeGuestCartDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TakeGuestCart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TakeGuestCartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"takeGuestCart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cart"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CartParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CartParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Cart"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalToOrder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linesLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"use"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"use"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"discountReason"}},{"kind":"Field","name":{"kind":"Name","value":"listPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"before"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"now"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<TakeGuestCartMutation, TakeGuestCartMutationVariables>;
export const BilledLeasesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BilledLeases"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"LEASE"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lease"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"customerEmail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"leaseCharge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"days"}},{"kind":"Field","name":{"kind":"Name","value":"divisor"}},{"kind":"Field","name":{"kind":"Name","value":"segments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"days"}},{"kind":"Field","name":{"kind":"Name","value":"rate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<BilledLeasesQuery, BilledLeasesQueryVariables>;
export const CostByCustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CostByCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"costByCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"leases"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"months"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"leases"}},{"kind":"Field","name":{"kind":"Name","value":"cost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CostByCustomerQuery, CostByCustomerQueryVariables>;
export const ModifyLeasesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ModifyLeases"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModifyLeasesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modifyLeases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lease"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thisMonth"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthlyChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<ModifyLeasesMutation, ModifyLeasesMutationVariables>;
export const PrepareStopLeasesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PrepareStopLeases"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PrepareStopLeasesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prepareStopLeases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lease"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"finalCharge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"saving"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stopsOn"}},{"kind":"Field","name":{"kind":"Name","value":"finalCharge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"saving"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"confirmationToken"}},{"kind":"Field","name":{"kind":"Name","value":"confirmableUntil"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<PrepareStopLeasesMutation, PrepareStopLeasesMutationVariables>;
export const StopLeasesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StopLeases"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StopLeasesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stopLeases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lease"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"finalCharge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"finalCharge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<StopLeasesMutation, StopLeasesMutationVariables>;
export const ActivateLicensesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ActivateLicenses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActivateLicensesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activateLicenses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"serverName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entitlement"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<ActivateLicensesMutation, ActivateLicensesMutationVariables>;
export const ReplaceLicenseKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplaceLicenseKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplaceLicenseKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replaceLicenseKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LicenseKeys"}}]}},{"kind":"Field","name":{"kind":"Name","value":"effects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"event"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LicenseKeys"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"formerKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replacedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}}]}}]}}]} as unknown as DocumentNode<ReplaceLicenseKeyMutation, ReplaceLicenseKeyMutationVariables>;
export const RequestLicenseReversalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestLicenseReversal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequestLicenseReversalInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestLicenseReversal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LicenseReversals"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LicenseReversals"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reversal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestedByName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"toAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replacedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"action"},"value":{"kind":"EnumValue","value":"CONFIRM_LICENSE_REVERSAL"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<RequestLicenseReversalMutation, RequestLicenseReversalMutationVariables>;
export const ConfirmLicenseReversalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmLicenseReversal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmLicenseReversalInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmLicenseReversal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LicenseReversals"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replacement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endsOn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"effects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"event"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LicenseReversals"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reversal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestedByName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"toAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replacedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"action"},"value":{"kind":"EnumValue","value":"CONFIRM_LICENSE_REVERSAL"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ConfirmLicenseReversalMutation, ConfirmLicenseReversalMutationVariables>;
export const CancelLicenseReversalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelLicenseReversal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelLicenseReversalInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelLicenseReversal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LicenseReversals"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LicenseReversals"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reversal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestedByName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"toAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"replacedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"action"},"value":{"kind":"EnumValue","value":"CONFIRM_LICENSE_REVERSAL"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<CancelLicenseReversalMutation, CancelLicenseReversalMutationVariables>;
export const LicenseKeysDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LicenseKeys"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LicenseKeys"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LicenseKeys"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"License"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"formerKeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replacedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}}]}}]}}]} as unknown as DocumentNode<LicenseKeysQuery, LicenseKeysQueryVariables>;
export const PlaceOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlaceOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlaceOrderInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeOrder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"charged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxNote"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentActionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"effects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"event"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentActionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentId"}},{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}}]} as unknown as DocumentNode<PlaceOrderMutation, PlaceOrderMutationVariables>;
export const RenewLicensesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RenewLicenses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RenewLicensesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"renewLicenses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenanceEndsOn"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<RenewLicensesMutation, RenewLicensesMutationVariables>;
export const CustomersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Customers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"relation"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerRelation"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"relation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"relation"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"relations"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CustomersQuery, CustomersQueryVariables>;
export const CustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Customer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"relations"}},{"kind":"Field","name":{"kind":"Name","value":"licenses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"leases"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CustomerQuery, CustomerQueryVariables>;
export const AssignToCustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AssignToCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"licenseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignLicense"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"licenseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"licenseId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AssignToCustomerMutation, AssignToCustomerMutationVariables>;
export const ToPayDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ToPay"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentMethods"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"OPEN"},{"kind":"EnumValue","value":"OVERDUE"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"carried"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ToPayQuery, ToPayQueryVariables>;
export const PayInvoiceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PayInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PayInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentActionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentActionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentId"}},{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}}]} as unknown as DocumentNode<PayInvoiceMutation, PayInvoiceMutationVariables>;
export const ConfirmPaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}}]}},{"kind":"Field","name":{"kind":"Name","value":"order"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"license"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentActionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentActionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentId"}},{"kind":"Field","name":{"kind":"Name","value":"gateway"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"confirmBy"}}]}}]} as unknown as DocumentNode<ConfirmPaymentMutation, ConfirmPaymentMutationVariables>;
export const CancelPaymentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CancelPaymentMutation, CancelPaymentMutationVariables>;
export const AddCardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddCard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddPaymentMethodInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addPaymentMethod"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentMethod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cardAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setup"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AddCardMutation, AddCardMutationVariables>;
export const SignInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewerParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Viewer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffRole"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOut"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignOutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signOut"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ViewerParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ViewerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Viewer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffRole"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const RecordBankTransferDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordBankTransfer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordBankTransferInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordBankTransfer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bankTransfer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"receivedOn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"applied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"keptAsCredit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppliedInvoiceParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppliedInvoiceParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AppliedInvoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceId"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"remaining"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}}]} as unknown as DocumentNode<RecordBankTransferMutation, RecordBankTransferMutationVariables>;
export const ReverseBankTransferDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReverseBankTransfer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReverseBankTransferInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reverseBankTransfer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fromCredit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppliedInvoiceParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppliedInvoiceParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AppliedInvoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceId"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"remaining"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}}]} as unknown as DocumentNode<ReverseBankTransferMutation, ReverseBankTransferMutationVariables>;
export const ApplyCreditDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApplyCredit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ApplyCreditInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"applyCredit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"applied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppliedInvoiceParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Amount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppliedInvoiceParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AppliedInvoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoiceId"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"remaining"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Amount"}}]}}]}}]} as unknown as DocumentNode<ApplyCreditMutation, ApplyCreditMutationVariables>;
export const StaffDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Staff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staff"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"twoFactorEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"staffMembership"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"staffRole"}},{"kind":"Field","name":{"kind":"Name","value":"invitedRole"}},{"kind":"Field","name":{"kind":"Name","value":"invitationExpiresAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<StaffQuery, StaffQueryVariables>;
export const InviteStaffDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteStaff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteStaffInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inviteStaff"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<InviteStaffMutation, InviteStaffMutationVariables>;
export const DisableUserDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DisableUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DisableUserInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disableUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<DisableUserMutation, DisableUserMutationVariables>;
export const SupportRequestsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SupportRequests"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequestFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"accountId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportIncidentsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"supportRequests"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SupportRequestsQuery, SupportRequestsQueryVariables>;
export const FollowSupportRequestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FollowSupportRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SupportRequestParts"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<FollowSupportRequestQuery, FollowSupportRequestQueryVariables>;
export const OpenSupportRequestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OpenSupportRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenSupportRequestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openSupportRequest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SupportRequestParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<OpenSupportRequestMutation, OpenSupportRequestMutationVariables>;
export const ReplyToSupportRequestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplyToSupportRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplyToSupportRequestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replyToSupportRequest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SupportRequestParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<ReplyToSupportRequestMutation, ReplyToSupportRequestMutationVariables>;
export const UseSupportIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UseSupportIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UseSupportIncidentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useSupportIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SupportRequestParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<UseSupportIncidentMutation, UseSupportIncidentMutationVariables>;
export const CloseSupportRequestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseSupportRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CloseSupportRequestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"closeSupportRequest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SupportRequestParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<CloseSupportRequestMutation, CloseSupportRequestMutationVariables>;
export const RecordSupportRequestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordSupportRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordSupportRequestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordSupportRequest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SupportRequestParts"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<RecordSupportRequestMutation, RecordSupportRequestMutationVariables>;
export const AccountNotesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountNotes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"writtenAt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AccountNotesQuery, AccountNotesQueryVariables>;
export const AddAccountNoteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddAccountNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddAccountNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addAccountNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AddAccountNoteMutation, AddAccountNoteMutationVariables>;
export const AddSupportNoteDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddSupportNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddSupportNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addSupportNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AddSupportNoteMutation, AddSupportNoteMutationVariables>;
export const ReturnSupportIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReturnSupportIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReturnSupportIncidentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"returnSupportIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SupportRequestParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedBy"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstResponseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"resolutionMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"incidentUsedAt"}}]}}]} as unknown as DocumentNode<ReturnSupportIncidentMutation, ReturnSupportIncidentMutationVariables>;
export const FollowSupportRequestByLinkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FollowSupportRequestByLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"token"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequestByLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"token"},"value":{"kind":"Variable","name":{"kind":"Name","value":"token"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FollowedSupportRequestParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FollowedSupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FollowedSupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}}]}}]} as unknown as DocumentNode<FollowSupportRequestByLinkQuery, FollowSupportRequestByLinkQueryVariables>;
export const ReplyBySupportLinkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplyBySupportLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplyBySupportLinkInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replyBySupportLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportRequest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FollowedSupportRequestParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FollowedSupportRequestParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FollowedSupportRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}}]}}]}}]} as unknown as DocumentNode<ReplyBySupportLinkMutation, ReplyBySupportLinkMutationVariables>;