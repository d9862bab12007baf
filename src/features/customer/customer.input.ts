/** How the name of a customer is asked for. */
export const CUSTOMER_NAME = {
  description: 'Account name, in case a new account is created for the customer.',
  whenAbsent: 'the e-mail address',
} as const;
/** How the country of a customer is asked for. */
export const CUSTOMER_COUNTRY = {
  description: 'Country of the new account (ISO 3166-1 alpha-2), which also decides its currency.',
  whenAbsent: 'the country of your own account',
} as const;
