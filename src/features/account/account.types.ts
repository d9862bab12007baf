import { Field, ObjectType, registerEnumType } from 'type-graphql';
import {
  MembershipRole,
  MembershipStatus,
  PERMISSION,
  Permission,
} from '../../domain/people/permission';
import type { RowGrants } from '../../domain/people/row-grants';
import type { Currency } from '../../domain/billing/money';
import { ALERT, Alert, MailingPreference } from '../../domain/mail/preferences';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { CurrencyScalar, DecimalScalar } from '../../graphql/scalars';
import { registerEnums } from '../../graphql/register-enum';

registerEnumType(Permission, {
  name: 'Permission',
  description: 'Permission that a holder grants to an authorized login.',
  valuesConfig: PERMISSION,
});

registerEnums(MembershipRole, MembershipStatus, MailingPreference);
registerEnumType(Alert, {
  name: 'Alert',
  description: 'Event that a person can be notified of by mail.',
  valuesConfig: ALERT,
});

@ObjectType({ description: 'Partner capabilities of an account.', simpleResolvers: true })
export class Partner {
  @Field(() => Boolean, { description: 'Buys licenses to resell them.' })
  readonly reseller!: boolean;
  @Field(() => Boolean, { description: 'Leases licenses by the month to customers.' })
  readonly leaseProvider!: boolean;
  @Field(() => DecimalScalar, {
    description: 'Discount on purchases, in percent: `"12.50"`.',
  })
  readonly discountPercent!: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A customer of the vendor, with its people, licenses and invoices; can be a partner too.',
})
export class Account extends Node {
  @Field(() => String, { description: 'Number for people to read: `AC-10023`.' })
  readonly number!: string;
  @Field(() => String, { description: 'Name of the person or organization.' })
  readonly name!: string;
  @Field(() => String, { nullable: true, description: 'E-mail address, personal or departmental.' })
  readonly email!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Postal address; lines are separated by a newline.',
  })
  readonly address!: string;
  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2: `DE`.' })
  readonly country!: string;
  @Field(() => String, {
    nullable: true,
    description: 'VAT number of a business; null when there is none.',
  })
  readonly vatNumber!: string | null;
  @Field(() => CurrencyScalar, { description: 'Currency of all amounts of the account.' })
  readonly currency!: Currency;
  @Field(() => MailingPreference, {
    nullable: true,
    description: 'Mail that the holder receives.',
  })
  readonly mailingPreference!: MailingPreference;
}

export interface AccountRow extends NodeRow {
  readonly __typename: 'Account';
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: number;
  readonly address: string;
  readonly country: string;
  readonly vatNumber: string | null;
  readonly currency: Currency;
  readonly holderUserId: number;
  readonly mailingPreference: MailingPreference;
  readonly reseller: number;
  readonly leaseProvider: number;
  readonly discountBasisPoints: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Role and permissions of one user on one account.',
})
export class Membership extends Node {
  @Field(() => MembershipRole, { description: 'Holder or authorized login.' })
  readonly role!: MembershipRole;
  @Field(() => MembershipStatus, { description: 'Whether the membership is active.' })
  readonly status!: MembershipStatus;
  @Field(() => [Permission], {
    nullable: true,
    description:
      'Permissions that are in effect. A partner permission is missing while the account lacks the capability.',
  })
  readonly permissions!: readonly Permission[];
  @Field(() => [Alert], {
    nullable: true,
    description: 'Alerts that the person chose, as far as the account has such events.',
  })
  readonly alerts!: readonly Alert[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the person receives marketing mail.',
  })
  readonly marketingMail!: boolean;
}

@ObjectType({
  description:
    'Invited person, as the holder entered them. No other data of that person are shown.',
  simpleResolvers: true,
})
export class Invitation {
  @Field(() => String, {
    nullable: true,
    description: 'Address that the invitation was mailed to.',
  })
  readonly email!: string | null;
  @Field(() => String, { nullable: true, description: 'Full name, as the holder entered it.' })
  readonly fullName!: string | null;
}
export interface InvitationRow {
  readonly email: string | null;
  readonly fullName: string | null;
  readonly grants: RowGrants;
}

export interface MembershipRow extends NodeRow {
  readonly __typename: 'Membership';
  readonly accountId: number;
  readonly userId: number;
  readonly role: MembershipRole;
  readonly status: MembershipStatus;
  /** What the holder calls somebody who was invited. */
  readonly invitedName: string | null;
  readonly invitedEmail: string | null;
  readonly permissions: readonly Permission[];
  readonly alerts: readonly Alert[];
  readonly availableAlerts: readonly Alert[];
  readonly marketingMail: number;
}

export const AccountConnection = connectionOf<AccountRow>('Account', () => Account);
export const MembershipConnection = connectionOf<MembershipRow>('Membership', () => Membership);
