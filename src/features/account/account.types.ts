import { Field, ObjectType, registerEnumType } from 'type-graphql';
import {
  MembershipRole,
  MembershipStatus,
  PERMISSION,
  Permission,
} from '../../domain/access/permission';
import type { RowGrants } from '../../domain/access/row-grants';
import { Currency } from '../../domain/billing/money';
import { ALERT, Alert, MailingPreference } from '../../domain/mail/preferences';
import { connectionOf } from '../../graphql/connection';
import { Node, type NodeRow } from '../../graphql/node';
import { DecimalScalar } from '../../graphql/scalars';

registerEnumType(Permission, {
  name: 'Permission',
  description: 'What a holder grants to a login, one by one.',
  valuesConfig: PERMISSION,
});
registerEnumType(MembershipRole, {
  name: 'MembershipRole',
  description: 'What somebody is on an account.',
  valuesConfig: {
    HOLDER: { description: 'Has complete control of the account; there is exactly one.' },
    AUTHORIZED_LOGIN: { description: 'Reaches what its permissions name.' },
  },
});
registerEnumType(MembershipStatus, {
  name: 'MembershipStatus',
  description: 'Whether a membership counts yet.',
  valuesConfig: {
    INVITED: { description: 'Waits for the user to accept; opens nothing.' },
    ACTIVE: { description: 'Counts.' },
  },
});
registerEnumType(MailingPreference, {
  name: 'MailingPreference',
  description: 'What the holder receives.',
  valuesConfig: {
    ALL: { description: 'Everything.' },
    CRITICAL_ONLY: { description: 'Everything but marketing.' },
    NONE: { description: 'Transactional mail alone.' },
  },
});
registerEnumType(Alert, {
  name: 'Alert',
  description: 'What somebody can be told of by mail.',
  valuesConfig: ALERT,
});

@ObjectType({ description: 'What kinds of partner an account is.', simpleResolvers: true })
export class Partner {
  @Field(() => Boolean, { description: 'Buys licenses to resell them.' })
  readonly reseller!: boolean;
  @Field(() => Boolean, { description: 'Leases licenses out by the month.' })
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
    'A customer of the vendor, with its people, licenses and invoices; maybe a partner too.',
})
export class Account extends Node {
  @Field(() => String, { description: 'Number for people: `AC-10023`.' })
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
    description: 'VAT number of a business; null for everybody else.',
  })
  readonly vatNumber!: string | null;
  @Field(() => Currency, { description: 'The one currency of the account.' })
  readonly currency!: Currency;
  @Field(() => MailingPreference, {
    nullable: true,
    description: 'What the holder receives.',
  })
  readonly mailingPreference!: MailingPreference;
}

export interface AccountRow extends NodeRow {
  readonly __typename: 'Account';
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly emailProved: number;
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
  description: 'What one user is, and may do, on one account.',
})
export class Membership extends Node {
  @Field(() => MembershipRole, { description: 'Holder or authorized login.' })
  readonly role!: MembershipRole;
  @Field(() => MembershipStatus, { description: 'Whether the membership counts yet.' })
  readonly status!: MembershipStatus;
  @Field(() => [Permission], {
    nullable: true,
    description:
      'Permissions that count now. A partner permission is missing while the account lacks the capability.',
  })
  readonly permissions!: readonly Permission[];
  @Field(() => [Alert], {
    nullable: true,
    description: 'What the person chose to be told of, as far as it counts here now.',
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
    'Who was invited, as the holder knows them. What else is known of them is their own.',
  simpleResolvers: true,
})
export class Invitation {
  @Field(() => String, { nullable: true, description: 'Address that the invitation went to.' })
  readonly email!: string | null;
  @Field(() => String, { nullable: true, description: 'Full name, as the holder gave it.' })
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
