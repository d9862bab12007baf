import { Field, InputType } from 'type-graphql';
import { LicenseFilter } from '../license/license.types';
import { schemaEnum } from '../../domain/schema-enum';
import { registerEnums } from '../../graphql/register-enum';

/** Orders of what was resold. */
export const ResoldLicenseSort = schemaEnum(
  'ResoldLicenseSort',
  'Sort order of a list of resold licenses.',
  {
    NEWEST_FIRST: 'Newest first, by purchase.',
    OLDEST_FIRST: 'Oldest first, by purchase.',
    LAST_ASSIGNED_FIRST: 'Newest first, by assignment.',
    FIRST_ASSIGNED_FIRST: 'Oldest first, by assignment.',
  },
);
export type ResoldLicenseSort = keyof typeof ResoldLicenseSort;

registerEnums(ResoldLicenseSort);

@InputType({ description: "Filter for a reseller's lists of licenses." })
export class ResellingFilter extends LicenseFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "Whole license key, part of the product name, part of the customer's name or e-mail address, or start of the name of a server that the license is active on.",
  })
  readonly search?: string | null;
}
