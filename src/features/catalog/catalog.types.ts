import { Field, Int, ObjectType } from 'type-graphql';
import type { RowGrants } from '../../domain/people/row-grants';
import type { Day } from '../../domain/billing/calendar';
import {
  Edition,
  LevelUnit,
  PriceKind,
  ProductFamily,
  type PricedItem,
} from '../../domain/catalog/catalog';
import type { Currency } from '../../domain/billing/money';
import { connectionOf } from '../../graphql/connection';
import { Money, type StoredMinor } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';
import { DateScalar } from '../../graphql/scalars';
import { registerEnums } from '../../graphql/register-enum';

registerEnums(ProductFamily, Edition, LevelUnit, PriceKind);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Family × edition × level.',
})
export class Product extends Node {
  @Field(() => ProductFamily, { description: 'Family of the product.' })
  readonly family!: ProductFamily;
  @Field(() => Edition, { description: 'Edition of the product.' })
  readonly edition!: Edition;
  @Field(() => Int, { description: 'How many units it covers.' })
  readonly level!: number;
  @Field(() => LevelUnit, { description: 'Unit that the level counts.' })
  readonly unit!: LevelUnit;
  @Field(() => String, { description: 'Name for people to read: `SmarterMail Enterprise 250`.' })
  readonly name!: string;
}

export interface ProductRow extends NodeRow {
  readonly __typename: 'Product';
  readonly family: ProductFamily;
  readonly edition: Edition;
  readonly level: number;
  readonly unit: LevelUnit;
  readonly name: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An add-on to the products of a family.',
})
export class AddOn extends Node {
  @Field(() => String, { description: 'Stable code for programs: `exchange-web-services`.' })
  readonly code!: string;
  @Field(() => ProductFamily, { description: 'Product family of the add-on.' })
  readonly family!: ProductFamily;
  @Field(() => String, { description: 'Name for people to read.' })
  readonly name!: string;
  @Field(() => Boolean, { description: 'Whether it requires the Enterprise edition.' })
  readonly requiresEnterprise!: boolean;
}

export interface AddOnRow extends NodeRow {
  readonly __typename: 'AddOn';
  readonly code: string;
  readonly family: ProductFamily;
  readonly name: string;
  readonly requiresEnterprise: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A support product, bought by the piece, such as an incident.',
})
export class SupportProduct extends Node {
  @Field(() => String, { description: 'Stable code for programs: `support-incident`.' })
  readonly code!: string;
  @Field(() => String, { description: 'Name for people to read.' })
  readonly name!: string;
}

export interface SupportProductRow extends NodeRow {
  readonly __typename: 'SupportProduct';
  readonly code: string;
  readonly name: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Former, present or announced price of an item. Purchased items keep their price.',
})
export class Price {
  @Field(() => PriceKind, { description: 'Kind of price.' })
  readonly kind!: PriceKind;
  @Field(() => Money, { description: 'List price, before tax and discount.' })
  readonly amount!: Money;
  @Field(() => DateScalar, { description: 'First day of the price.' })
  readonly validFrom!: Day;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day of the price; null when it has no end.',
  })
  readonly validTo!: Day | null;
}

/** A price as the graph shows it. */
export interface ShownPrice extends Price {
  readonly grants: RowGrants;
}

/** A stored price of a thing of the catalog. */
export interface PriceRow {
  readonly pk: number;
  readonly itemKey: number;
  readonly kind: PriceKind;
  readonly currency: Currency;
  readonly amount: StoredMinor;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** A thing that has prices. */
export interface ItemRef {
  readonly item: PricedItem;
  readonly key: number;
}

export const ProductConnection = connectionOf<ProductRow>('Product', () => Product);
