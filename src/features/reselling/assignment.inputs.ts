import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Id, NestedList, Text, Yes } from '../../graphql/input';
import { DateTimeScalar } from '../../graphql/scalars';
import { UserError } from '../../graphql/user-error';
import { RehearsableInput, RehearsablePayload, WritePayload } from '../../graphql/write.types';
import { License, type LicenseRow } from '../license/license.types';

/** Longer than any confirmation that we make. */
const LONGEST_TOKEN = 2_000;

/** How the name of a customer is asked for. */
export const CUSTOMER_NAME = {
  description: 'Name of the account, should it have to be made for a new customer.',
  leftOut: 'the address',
} as const;
/** How the country of a customer is asked for. */
export const CUSTOMER_COUNTRY = {
  description: 'Country of that account (ISO 3166-1 alpha-2), which also decides its currency.',
  leftOut: "your own account's",
} as const;
const CONFIRMATION = {
  description: 'What `prepareAssignLicense` returned. People give this and nothing else.',
  leftOut: '`licenseId` and `email` say what goes to whom',
} as const;
const LICENSE = {
  description: 'A license of your stock.',
  leftOut: '`confirmationToken` names it',
} as const;
const EMAIL = {
  description: 'E-mail address of the customer.',
  leftOut: '`confirmationToken` names it',
} as const;

@InputType({ description: 'Asks for what confirms the assignment of a license.' })
export class PrepareAssignLicenseInput {
  @Id({ description: 'A license of your stock.' })
  readonly licenseId!: string;
  @Email({ description: 'E-mail address of the customer.' })
  readonly email!: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
}

@ObjectType({
  description: 'What would be assigned, and to whom: show it, and let it be confirmed.',
  simpleResolvers: true,
})
export class PrepareAssignLicensePayload extends WritePayload {
  @Field(() => License, { nullable: true, description: 'The license, with its product.' })
  readonly license!: LicenseRow | null;
  @Field(() => String, {
    nullable: true,
    description: 'The address that it would go to, as it is compared: in lower case.',
  })
  readonly toEmail!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether you have sold to the account with this address before. It says nothing of other customers of the vendor.',
  })
  readonly isKnownCustomer!: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Name of the customer, if you have sold to them before.',
  })
  readonly customerName!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The address that was probably meant, when the domain looks mistyped; else null.',
  })
  readonly suggestedEmail!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What to warn of before it is confirmed, in words; null when nothing is suspicious.',
  })
  readonly warning!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Confirms it: give it to `assignLicense`. It works for you alone, and for 15 minutes.',
  })
  readonly confirmationToken!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when it can be confirmed.',
  })
  readonly confirmableUntil!: Date | null;
}

@InputType({
  description:
    'One license and its customer. People give the `confirmationToken`; API tokens give `licenseId` and `email`.',
})
export class AssignmentInput {
  @Text(LONGEST_TOKEN, CONFIRMATION)
  readonly confirmationToken?: string;
  @Id(LICENSE)
  readonly licenseId?: string;
  @Email(EMAIL)
  readonly email?: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
}

@InputType({
  description:
    'Assigns a license for good. People give the `confirmationToken`; API tokens and dry runs can give `licenseId` and `email`.',
})
export class AssignLicenseInput extends RehearsableInput {
  @Text(LONGEST_TOKEN, CONFIRMATION)
  readonly confirmationToken?: string;
  @Id(LICENSE)
  readonly licenseId?: string;
  @Email(EMAIL)
  readonly email?: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
}

@ObjectType({ description: 'Result of `assignLicense`.', simpleResolvers: true })
export class AssignLicensePayload extends RehearsablePayload {
  @Field(() => License, { nullable: true, description: 'The license as it is now.' })
  readonly license!: LicenseRow | null;
}

/** As many licences are assigned at once at most. */
export const MOST_AT_ONCE = 100;

@InputType({ description: 'Assigns several licenses of one account for good.' })
export class AssignLicensesInput extends RehearsableInput {
  @Id({ description: 'The account whose stock they are of.' })
  readonly accountId!: string;
  @NestedList(() => AssignmentInput, MOST_AT_ONCE, { description: 'What goes to whom.' })
  readonly assignments!: readonly AssignmentInput[];
  @Yes({
    description:
      'Assign all of them or none. Otherwise each stands for itself, and `results` say how it ended.',
    leftOut: 'no',
  })
  readonly allOrNothing?: boolean;
}

@ObjectType({ description: 'Result of assigning one of several licenses.', simpleResolvers: true })
export class AssignmentResult {
  @Field(() => License, {
    nullable: true,
    description: 'The license as it is now; null when it was refused, and in a dry run.',
  })
  readonly license!: LicenseRow | null;
  @Field(() => [UserError], { description: 'Why it was refused; empty when all went well.' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType({ description: 'Result of `assignLicenses`.', simpleResolvers: true })
export class AssignLicensesPayload extends RehearsablePayload {
  @Field(() => [AssignmentResult], {
    nullable: true,
    description:
      'One for each assignment, in their order; null when all of them were to be assigned and one was refused.',
  })
  readonly results!: readonly AssignmentResult[] | null;
}
