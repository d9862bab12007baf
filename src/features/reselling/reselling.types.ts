import { Field, InputType, registerEnumType } from 'type-graphql';
import { LicenseFilter } from '../license/license.types';

/** Orders of what was resold. */
export const ResoldLicenseSort = {
  NEWEST_FIRST: 'NEWEST_FIRST',
  OLDEST_FIRST: 'OLDEST_FIRST',
  LAST_ASSIGNED_FIRST: 'LAST_ASSIGNED_FIRST',
  FIRST_ASSIGNED_FIRST: 'FIRST_ASSIGNED_FIRST',
} as const;
export type ResoldLicenseSort = keyof typeof ResoldLicenseSort;
registerEnumType(ResoldLicenseSort, {
  name: 'ResoldLicenseSort',
  description: 'Sort order of a list of resold licenses.',
  valuesConfig: {
    NEWEST_FIRST: { description: 'Newest first, by purchase.' },
    OLDEST_FIRST: { description: 'Oldest first, by purchase.' },
    LAST_ASSIGNED_FIRST: { description: 'Newest first, by assignment.' },
    FIRST_ASSIGNED_FIRST: { description: 'Oldest first, by assignment.' },
  },
});

@InputType({ description: "Filter for a reseller's lists of licenses." })
export class ResellingFilter extends LicenseFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "Whole license key, part of the product name, part of the customer's name or e-mail address, or start of the name of a server that the license is active on.",
  })
  readonly search?: string | null;
}
