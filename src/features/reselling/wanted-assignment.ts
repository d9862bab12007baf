import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Fields } from '../../graphql/call';
import { namedBy, type Confirmations } from '../confirmations';
import type { NamedCustomer } from '../customer/customer-accounts';
import type { AssignmentInput } from './assignment.mutation-types';

/** What somebody shown a confirmation has agreed to. */
export const confirmed = ({ email, name, country }: NamedCustomer): Fields => ({
  email,
  name,
  country,
});

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const blank = (field: string): Refusal =>
  new Refusal({ code: 'BLANK', message: 'This field is required.', field: [field] });

/**
 * The customer that an assignment names: by what was confirmed, or, for API tokens and dry runs, straight
 * away (R30, R38). @throws Refusal CONFIRMATION_REQUIRED, CONFIRMATION_INVALID, CONFIRMATION_DIFFERS, BLANK.
 */
export function wantedCustomer(
  call: Call,
  input: AssignmentInput,
  confirmations: Confirmations,
): NamedCustomer {
  const { confirmationToken, licenseId, email } = input;
  if (confirmationToken !== undefined) {
    const facts = confirmations.read(confirmationToken, call.actor, call.now);
    const shown = text(facts['email']) ?? '';
    // Said again, it has to be the same: what is done is what was shown.
    const differs =
      (licenseId !== undefined && licenseId !== namedBy(confirmationToken)) ||
      (email !== undefined && email !== shown);
    if (differs) throw new Refusal(DIFFERS);
    return { email: shown, name: text(facts['name']), country: text(facts['country']) };
  }
  if (call.actor.kind !== 'token' && !call.dryRun) throw new Refusal(REQUIRED);
  if (email === undefined) throw blank('email');
  return namedCustomer({ ...input, email });
}

/** The customer as an input names it. */
export const namedCustomer = (
  input: Pick<AssignmentInput, 'customerName' | 'customerCountry'> & { readonly email: string },
): NamedCustomer => ({
  email: input.email,
  name: input.customerName ?? null,
  country: input.customerCountry ?? null,
});

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
