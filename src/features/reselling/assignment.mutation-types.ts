import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Id, NestedList, Text, BooleanField } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { UserError } from '../../graphql/user-error';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import {
  CUSTOMER_COUNTRY,
  CUSTOMER_EMAIL,
  CUSTOMER_ID,
  CUSTOMER_NAME,
} from '../customer/customer.input';
import { Customer, type CustomerRow } from '../customer/customer.types';
import { License, type LicenseRow } from '../license/license.types';

/** Longer than any confirmation that we make. */
const LONGEST_TOKEN = 2_000;

const CONFIRMATION = {
  description: 'Confirmation token from `prepareAssignLicense`. People give only this.',
  whenAbsent: '`licenseId` and `email` or `customerId` are used',
} as const;
const LICENSE = {
  description: 'A license from your stock.',
  whenAbsent: '`confirmationToken` is used',
} as const;
const EMAIL = {
  ...CUSTOMER_EMAIL,
  whenAbsent: '`customerId` or `confirmationToken` is used',
} as const;
const CUSTOMER = { ...CUSTOMER_ID, whenAbsent: '`email` or `confirmationToken` is used' };

@InputType({ description: 'Prepares the assignment of a license for confirmation.' })
export class PrepareAssignLicenseInput {
  @Id({ description: 'A license from your stock.' })
  readonly licenseId!: string;
  @Email(CUSTOMER_EMAIL)
  readonly email?: string;
  @Id(CUSTOMER_ID)
  readonly customerId?: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
}

@ObjectType({
  description: 'License and customer of an assignment, to be shown and confirmed.',
  simpleResolvers: true,
})
export class PrepareAssignLicensePayload extends WritePayload {
  @Field(() => License, { nullable: true, description: 'The license, with its product.' })
  readonly license!: LicenseRow | null;
  @Field(() => String, {
    nullable: true,
    description: 'Address of the customer, in normal form.',
  })
  readonly toEmail!: string | null;
  @Field(() => Customer, {
    nullable: true,
    description: 'The customer, when it is one of yours already; null otherwise.',
  })
  readonly customer!: CustomerRow | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether you have sold to the account with this address before, or named the customer by its id. It does not reveal other customers of the vendor.',
  })
  readonly isKnownCustomer!: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Name of the customer, when you have sold to them before; null otherwise.',
  })
  readonly customerName!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Probably intended address, when the domain looks mistyped; null otherwise.',
  })
  readonly suggestedEmail!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Warning to show before confirmation; null when nothing looks suspicious.',
  })
  readonly warning!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Confirmation token for `assignLicense`. It is valid for 15 minutes, only for the viewer.',
  })
  readonly confirmationToken!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the confirmation token expires.',
  })
  readonly confirmableUntil!: Date | null;
}

@InputType({
  description:
    'One license and its customer. People give `confirmationToken`; API tokens give `licenseId` and `email` or `customerId`.',
})
export class AssignmentInput {
  @Text(LONGEST_TOKEN, CONFIRMATION)
  readonly confirmationToken?: string;
  @Id(LICENSE)
  readonly licenseId?: string;
  @Email(EMAIL)
  readonly email?: string;
  @Id(CUSTOMER)
  readonly customerId?: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
}

@InputType({
  description:
    'Assigns a license permanently. People give `confirmationToken`; API tokens and dry runs can give `licenseId` and `email` or `customerId`.',
})
export class AssignLicenseInput extends DryRunInput {
  @Text(LONGEST_TOKEN, CONFIRMATION)
  readonly confirmationToken?: string;
  @Id(LICENSE)
  readonly licenseId?: string;
  @Email(EMAIL)
  readonly email?: string;
  @Id(CUSTOMER)
  readonly customerId?: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
}

@ObjectType({ description: 'Result of `assignLicense`.', simpleResolvers: true })
export class AssignLicensePayload extends DryRunPayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}

/** As many licenses are assigned at once at most. */
export const MOST_AT_ONCE = 100;

@InputType({ description: 'Assigns several licenses of one account permanently.' })
export class AssignLicensesInput extends DryRunInput {
  @Id({ description: 'The account whose stock the licenses are in.' })
  readonly accountId!: string;
  @NestedList(() => AssignmentInput, MOST_AT_ONCE, { description: 'Licenses and customers.' })
  readonly assignments!: readonly AssignmentInput[];
  @BooleanField({
    description:
      'Whether to assign all of them or none. Otherwise each is assigned independently, and `results` has the outcome of each.',
    whenAbsent: 'no',
  })
  readonly allOrNothing?: boolean;
}

@ObjectType({ description: 'Result of assigning one of several licenses.', simpleResolvers: true })
export class AssignmentResult {
  @Field(() => License, {
    nullable: true,
    description: 'The updated license; null when it was refused, and in a dry run.',
  })
  readonly license!: LicenseRow | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `assignLicenses`.', simpleResolvers: true })
export class AssignLicensesPayload extends DryRunPayload {
  @Field(() => [AssignmentResult], {
    nullable: true,
    description:
      'One result for each assignment, in the same order; null when `allOrNothing` applies and one was refused.',
  })
  readonly results!: readonly AssignmentResult[] | null;
}
