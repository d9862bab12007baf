import { Field, InputType, registerEnumType } from 'type-graphql';
import { LicenseFilter } from '../license/license.types';

/** Orders of what was resold. */
export const ResoldLicenseOrder = {
  NEWEST_FIRST: 'NEWEST_FIRST',
  OLDEST_FIRST: 'OLDEST_FIRST',
  LAST_ASSIGNED_FIRST: 'LAST_ASSIGNED_FIRST',
  FIRST_ASSIGNED_FIRST: 'FIRST_ASSIGNED_FIRST',
} as const;
export type ResoldLicenseOrder = keyof typeof ResoldLicenseOrder;
registerEnumType(ResoldLicenseOrder, {
  name: 'ResoldLicenseOrder',
  description: 'Orders of a list of resold licenses.',
  valuesConfig: {
    NEWEST_FIRST: { description: 'Bought last, first.' },
    OLDEST_FIRST: { description: 'Bought first, first.' },
    LAST_ASSIGNED_FIRST: { description: 'Assigned last, first.' },
    FIRST_ASSIGNED_FIRST: { description: 'Assigned first, first.' },
  },
});

@InputType({ description: "Which licenses of a reseller's lists." })
export class ResellingFilter extends LicenseFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "A whole license key, part of the product's name, part of the customer's name or e-mail address, or the beginning of the name of a server that it runs on.",
  })
  readonly search?: string | null;
}
