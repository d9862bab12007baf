import { Field, InputType, ObjectType } from 'type-graphql';
import { Access } from '../../domain/people/actor';
import { Permission } from '../../domain/people/permission';
import { connectionOf } from '../../graphql/connection';
import { Decimal, Id, NestedList, Text, TextList } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload, WritePayload } from '../../graphql/write.types';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(Access);

@ObjectType({ description: 'A permission and its access level.', simpleResolvers: true })
export class ApiTokenScope {
  @Field(() => Permission, { description: 'The permission.' })
  readonly permission!: Permission;
  @Field(() => Access, { description: 'The access level.' })
  readonly access!: Access;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "An API token of a partner's back end. It has the permissions of its scopes, as long as the person who created it has them too.",
})
export class ApiToken extends Node {
  @Field(() => String, { description: 'Name that the account gave it.' })
  readonly name!: string;
  @Field(() => String, { description: 'Its last four characters, to recognize it by.' })
  readonly hint!: string;
  @Field(() => [ApiTokenScope], { description: 'Its scopes.' })
  readonly scopes!: readonly ApiTokenScope[];
  @Field(() => [String], {
    description: 'IP addresses and ranges (CIDR) that it is valid from; empty for everywhere.',
  })
  readonly addressRanges!: readonly string[];
  @Field(() => Money, {
    nullable: true,
    description: 'Spending cap for a calendar month; null when there is none.',
  })
  readonly monthlySpendingCap!: Money | null;
  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  readonly createdAt!: Date;
  @Field(() => String, {
    nullable: true,
    description:
      'Full name of the person who created it. The token never has more permissions than that person.',
  })
  readonly createdBy!: string | null;
  @Field(() => DateTimeScalar, { description: 'When the impersonation ends.' })
  readonly expiresAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to within five minutes; null when it never was.',
  })
  readonly lastUsedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was revoked; null otherwise.',
  })
  readonly revokedAt!: Date | null;
}

export interface ApiTokenRow extends NodeRow {
  readonly __typename: 'ApiToken';
  readonly accountId: number;
  readonly makerUserId: number;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly ApiTokenScope[];
  readonly addressRanges: readonly string[];
  readonly monthlySpendingCap: Money | null;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export const ApiTokenConnection = connectionOf<ApiTokenRow>('ApiToken', () => ApiToken);

@InputType({ description: 'A permission and its access level.' })
export class ApiTokenScopeInput {
  @Field(() => Permission, { description: 'The permission.' })
  readonly permission!: Permission;
  @Field(() => Access, { description: 'The access level.' })
  readonly access!: Access;
}

@InputType({ description: "Creates an API token for a partner's back end." })
export class CreateApiTokenInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Text(100, { description: 'Name of the token, such as the system that uses it.' })
  readonly name!: string;
  @NestedList(() => ApiTokenScopeInput, 5, { description: 'Its scopes.' })
  readonly scopes!: readonly ApiTokenScopeInput[];
  @Field(() => DateTimeScalar, { description: 'When it expires; within a year.' })
  readonly expiresAt!: Date;
  @TextList(20, 50, {
    description:
      'IP addresses and ranges, IPv4 and IPv6, that it is valid from: `203.0.113.7`, `2001:db8::/32`; at least one.',
    whenAbsent: 'it is valid from everywhere',
  })
  readonly addressRanges?: readonly string[];
  @Decimal({
    description: 'Spending cap for a calendar month, in the account\'s currency: `"500.00"`.',
    whenAbsent: 'no cap',
  })
  readonly monthlySpendingCap?: string;
}

@ObjectType({ description: 'Result of `createApiToken`.', simpleResolvers: true })
export class CreateApiTokenPayload extends WritePayload {
  @Field(() => ApiToken, { nullable: true, description: 'The new token.' })
  readonly apiToken!: ApiTokenRow | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The token, to be sent as `Authorization: Bearer`. Shown only once: only its hash is stored.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when this is a repeat of an earlier call: the token was returned then and is not stored. Create another one.',
  })
  readonly tokenWithheld!: boolean | null;
}

@InputType({ description: 'Revokes an API token.' })
export class RevokeApiTokenInput extends DryRunInput {
  @Id({ description: 'The token.' })
  readonly apiTokenId!: string;
}

@ObjectType({ description: 'Result of `revokeApiToken`.', simpleResolvers: true })
export class RevokeApiTokenPayload extends DryRunPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The revoked token.' })
  readonly apiToken!: ApiTokenRow | null;
}

@ObjectType({
  description: 'An API token of the holder that ends with the transfer unless it is kept.',
  simpleResolvers: true,
})
export class TransferableToken {
  /** Its key. */
  readonly pk!: number;
  @Field(() => String, { description: 'Name that the account gave it.' })
  readonly name!: string;
  @Field(() => [ApiTokenScope], { description: 'Its scopes.' })
  readonly scopes!: readonly ApiTokenScope[];
}
