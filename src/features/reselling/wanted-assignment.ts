import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Fields } from '../../graphql/call';
import { namedBy, type Confirmations } from '../confirmations';
import { CUSTOMER_FIELDS } from '../customer/customer.input';
import {
  customerOfId,
  namedCustomer,
  type NamedCustomer,
  type ReadCustomer,
} from '../customer/named-customer';
import type { AssignmentInput, PrepareAssignLicenseInput } from './assignment.mutation-types';

/** What somebody shown a confirmation has agreed to. */
export const confirmed = (
  { email, name, country }: NamedCustomer,
  customerId: string | null,
): Fields => ({ email, name, country, customerId });

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The customer that an assignment names: by what was confirmed, or, for API tokens and dry runs, straight
 * away (R30, R38).
 * @param partner Key of the reseller. @param path Where the input names the assignment.
 * @throws Refusal CONFIRMATION_REQUIRED, CONFIRMATION_INVALID, CONFIRMATION_DIFFERS, BOTH_GIVEN, MISSING; NOT_FOUND.
 */
export async function wantedCustomer(
  call: Call,
  partner: number,
  input: AssignmentInput,
  confirmations: Confirmations,
  path: readonly string[] = [],
): Promise<NamedCustomer> {
  const { confirmationToken, licenseId, email, customerId } = input;
  if (confirmationToken === undefined) {
    if (call.actor.kind !== 'token' && !call.dryRun) throw new Refusal(REQUIRED);
    return customerOfInput(call, partner, input, path);
  }
  const facts = confirmations.read(confirmationToken, call.actor, call.now);
  const shown = text(facts['email']) ?? '';
  const shownId = text(facts['customerId']);
  // Said again, it has to be the same: what is done is what was shown.
  const differs =
    (licenseId !== undefined && licenseId !== namedBy(confirmationToken)) ||
    (email !== undefined && email !== shown) ||
    (customerId !== undefined && customerId !== shownId);
  if (differs) throw new Refusal(DIFFERS);
  const name = text(facts['name']);
  const country = text(facts['country']);
  if (shownId === null) return { email: shown, name, country, customer: null };
  const customer = await customerOfId(call, partner, shownId, [...path, 'confirmationToken']);
  // The key would go somewhere else.
  if (customer.email !== shown) throw new Refusal(DIFFERS);
  return { email: shown, name, country, customer };
}

/** The customer as an input names it. @throws as `namedCustomer`. */
export const customerOfInput = (
  call: Call,
  partner: number,
  {
    email,
    customerId,
    customerName: name,
    customerCountry: country,
  }: Pick<PrepareAssignLicenseInput, 'email' | 'customerId' | 'customerName' | 'customerCountry'>,
  path: readonly string[] = [],
): Promise<ReadCustomer> =>
  namedCustomer(call, partner, { email, customerId, name, country }, CUSTOMER_FIELDS, path);

const REQUIRED: Reason = {
  code: 'CONFIRMATION_REQUIRED',
  message:
    'An assignment is final: call `prepareAssignLicense` and confirm the result with its token.',
  field: ['confirmationToken'],
};
const DIFFERS: Reason = {
  code: 'CONFIRMATION_DIFFERS',
  message: 'Something else was confirmed; prepare the assignment again.',
  field: ['confirmationToken'],
};
