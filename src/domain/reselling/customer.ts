import { schemaEnum } from '../schema-enum';
import type { Reason } from '../refusal';

/** What a partner knows a customer as. */
export const CustomerRelation = schemaEnum(
  'CustomerRelation',
  'How a customer is related to a partner.',
  {
    RESOLD: 'By a resold license.',
    LEASED: 'By a lease, running or stopped.',
  },
);
export type CustomerRelation = keyof typeof CustomerRelation;

/** Names of the two fields of an input that name a customer. */
export interface CustomerFields {
  readonly email: string;
  readonly customerId: string;
}

/** Is a customer named in one way, by its address or by its id? Null, or why not. */
export function decideNaming(
  given: { readonly email: boolean; readonly customerId: boolean },
  fields: CustomerFields,
): Reason | null {
  if (given.email !== given.customerId) return null;
  return given.email
    ? {
        code: 'BOTH_GIVEN',
        message: `Name the customer by \`${fields.email}\` or by \`${fields.customerId}\`, not by both.`,
        field: [fields.customerId],
      }
    : {
        code: 'MISSING',
        message: `Name the customer, by \`${fields.email}\` or by \`${fields.customerId}\`.`,
        field: [fields.email],
      };
}
