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
/** How the address of a customer is asked for. */
export const CUSTOMER_EMAIL = {
  description: 'E-mail address of the customer, who gets the key there.',
  whenAbsent: '`customerId` is used',
} as const;
/** How a customer is asked for that the partner has already, in place of its address. */
export const customerIdBeside = (email: string) => ({
  description:
    "One of the account's customers. The key is mailed to the e-mail address of the customer's account; no new account is created.",
  whenAbsent: `\`${email}\` is used`,
});
export const CUSTOMER_ID = customerIdBeside('email');
/** What inputs call a customer. */
export const CUSTOMER_FIELDS = { email: 'email', customerId: 'customerId' } as const;
