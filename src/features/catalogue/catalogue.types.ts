import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  Edition,
  LevelUnit,
  ProductFamily,
  type PriceKind,
} from '../../domain/licensing/catalogue';
import type { Currency } from '../../domain/billing/money';
import { connectionOf } from '../../graphql/connection';
import type { StoredMinor } from '../../graphql/money';
import { Node, type NodeRow } from '../../graphql/node';

registerEnumType(ProductFamily, {
  name: 'ProductFamily',
  description: 'What the vendor makes (R21).',
  valuesConfig: {
    SMARTERMAIL: { description: 'Mail server; its level counts mailboxes.' },
    SMARTERTRACK: { description: 'Help desk; its level counts agents.' },
    SMARTERSTATS: { description: 'Web statistics; its level counts sites.' },
  },
});
registerEnumType(Edition, {
  name: 'Edition',
  description: 'Edition of a product.',
  valuesConfig: {
    PROFESSIONAL: { description: 'The smaller edition.' },
    ENTERPRISE: { description: 'The larger edition; some add-ons need it.' },
  },
});
registerEnumType(LevelUnit, {
  name: 'LevelUnit',
  description: 'What the level of a product counts.',
  valuesConfig: {
    MAILBOXES: { description: 'Mailboxes.' },
    AGENTS: { description: 'Agents.' },
    SITES: { description: 'Sites.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Family × edition × level (R21).',
})
export class Product extends Node {
  @Field(() => ProductFamily, { description: 'Family of the product.' })
  readonly family!: ProductFamily;
  @Field(() => Edition, { description: 'Edition of the product.' })
  readonly edition!: Edition;
  @Field(() => Int, { description: 'How many units it covers.' })
  readonly level!: number;
  @Field(() => LevelUnit, { description: 'What the level counts.' })
  readonly unit!: LevelUnit;
  @Field(() => String, { description: 'Name for people: `SmarterMail Enterprise 250`.' })
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
  description: 'An addition to the products of a family (R21).',
})
export class AddOn extends Node {
  @Field(() => String, { description: 'Stable, for programs: `exchange-web-services`.' })
  readonly code!: string;
  @Field(() => ProductFamily, { description: 'Family that it adds to.' })
  readonly family!: ProductFamily;
  @Field(() => String, { description: 'Name for people.' })
  readonly name!: string;
  @Field(() => Boolean, { description: 'Whether it goes with the Enterprise edition alone.' })
  readonly requiresEnterprise!: boolean;
}

export interface AddOnRow extends NodeRow {
  readonly __typename: 'AddOn';
  readonly code: string;
  readonly family: ProductFamily;
  readonly name: string;
  readonly requiresEnterprise: number;
}

/** A price that is valid today. */
export interface PriceRow {
  readonly itemKey: number;
  readonly kind: PriceKind;
  readonly currency: Currency;
  readonly amount: StoredMinor;
}

export const ProductConnection = connectionOf<ProductRow>('Product', () => Product);
