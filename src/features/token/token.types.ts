import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../../domain/access/actor';
import { Permission } from '../../domain/access/permission';
import { connectionOf } from '../../graphql/connection';
import { Decimal, Id, NestedList, Text, TextList } from '../../graphql/input';
import { Money } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateTimeScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload, WritePayload } from '../../graphql/write.types';

registerEnumType(Access, {
  name: 'Access',
  description: 'How far a scope of a token goes.',
  valuesConfig: {
    READ: { description: 'What the permission lets read; no mutation, and no dry run of one.' },
    WRITE: { description: 'What the permission lets read and do.' },
  },
});

@ObjectType({ description: 'One of the permissions, and how far.', simpleResolvers: true })
export class ApiTokenScope {
  @Field(() => Permission, { description: 'The permission.' })
  readonly permission!: Permission;
  @Field(() => Access, { description: 'How far.' })
  readonly access!: Access;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Lets a partner's back end in. It may do what its scopes name, as long as whoever made it may do that too.",
})
export class ApiToken extends Node {
  @Field(() => String, { description: 'What the account calls it.' })
  readonly name!: string;
  @Field(() => String, { description: 'Its last four characters, to tell it by.' })
  readonly hint!: string;
  @Field(() => [ApiTokenScope], { description: 'What it was made for.' })
  readonly scopes!: readonly ApiTokenScope[];
  @Field(() => [String], {
    description: 'Addresses and ranges (CIDR) that it works from; everywhere when empty.',
  })
  readonly addressRanges!: readonly string[];
  @Field(() => Money, {
    nullable: true,
    description: 'Most that it may spend in a calendar month; null for no limit of its own.',
  })
  readonly monthlySpendingCap!: Money | null;
  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  readonly createdAt!: Date;
  @Field(() => String, {
    nullable: true,
    description: 'Full name of who made it: it may do no more than they may.',
  })
  readonly createdBy!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  readonly expiresAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to within five minutes; null if never.',
  })
  readonly lastUsedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was revoked; null while it was not.',
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

@InputType({ description: 'One of the permissions, and how far.' })
export class ApiTokenScopeInput {
  @Field(() => Permission, { description: 'The permission.' })
  readonly permission!: Permission;
  @Field(() => Access, { description: 'How far.' })
  readonly access!: Access;
}

@InputType({ description: "Makes a token for a partner's back end." })
export class CreateApiTokenInput {
  @Id({ description: 'The account.' })
  readonly accountId!: string;
  @Text(100, { description: 'What to call it, such as the system that uses it.' })
  readonly name!: string;
  @NestedList(() => ApiTokenScopeInput, 5, { description: 'What it may do.' })
  readonly scopes!: readonly ApiTokenScopeInput[];
  @Field(() => DateTimeScalar, { description: 'When it ends by itself; within a year.' })
  readonly expiresAt!: Date;
  @TextList(20, 50, {
    description:
      'Addresses and ranges, IPv4 and IPv6, that it works from: `203.0.113.7`, `2001:db8::/32`; at least one.',
    leftOut: 'it works from everywhere',
  })
  readonly addressRanges?: readonly string[];
  @Decimal({
    description:
      'Most that it may spend in a calendar month, in the account\'s currency: `"500.00"`.',
    leftOut: 'no limit',
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
      'The token itself, to be sent as `Authorization: Bearer`. Shown this once: it is stored as a hash.',
  })
  readonly token!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when this repeats a call whose token was shown then, and is kept nowhere. Make another one.',
  })
  readonly tokenWithheld!: boolean | null;
}

@InputType({ description: 'Ends a token.' })
export class RevokeApiTokenInput extends RehearsableInput {
  @Id({ description: 'The token.' })
  readonly apiTokenId!: string;
}

@ObjectType({ description: 'Result of `revokeApiToken`.', simpleResolvers: true })
export class RevokeApiTokenPayload extends RehearsablePayload {
  @Field(() => ApiToken, { nullable: true, description: 'The token, which opens nothing now.' })
  readonly apiToken!: ApiTokenRow | null;
}

@ObjectType({
  description: "A token of the holder's that ends with the transfer unless it is kept.",
  simpleResolvers: true,
})
export class TransferableToken {
  /** Its key. */
  readonly pk!: number;
  @Field(() => String, { description: 'What the account calls it.' })
  readonly name!: string;
  @Field(() => [ApiTokenScope], { description: 'What it was made for.' })
  readonly scopes!: readonly ApiTokenScope[];
}
