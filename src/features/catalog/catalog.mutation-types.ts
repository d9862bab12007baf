import { Field, InputType, ObjectType } from 'type-graphql';
import type { Currency } from '../../domain/billing/money';
import type { Day } from '../../domain/billing/calendar';
import { Edition, PriceKind, ProductFamily } from '../../domain/catalog/catalog';
import { Decimal, Id, Text, TextIs, IntField, BooleanField } from '../../graphql/input';
import { CurrencyScalar, DateScalar } from '../../graphql/scalars';
import { DryRunInput, DryRunPayload } from '../../graphql/write.types';
import {
  AddOn,
  Product,
  SupportProduct,
  type AddOnRow,
  type ProductRow,
  type SupportProductRow,
} from './catalog.types';

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const Code = (): PropertyDecorator => (target, name) => {
  Text(40, { description: 'Stable code for programs: `premium-antispam`.' })(target, name);
  TextIs('INVALID_CODE', 'Use lower-case letters, digits and hyphens.', (value) =>
    CODE.test(value),
  )(target, name);
};

@InputType({
  description: 'A new product of the catalog. Its name is derived from family, edition and level.',
})
export class AddProductInput extends DryRunInput {
  @Field(() => ProductFamily, { description: 'Family.' })
  readonly family!: ProductFamily;
  @Field(() => Edition, { description: 'Edition.' })
  readonly edition!: Edition;
  @IntField(1, 1_000_000_000, { description: 'How many units it covers.' })
  readonly level!: number;
}

@ObjectType({ description: 'Result of `addProduct`.', simpleResolvers: true })
export class AddProductPayload extends DryRunPayload {
  @Field(() => Product, { nullable: true, description: 'The new product; it has no price yet.' })
  readonly product!: ProductRow | null;
}

@InputType({ description: 'A new add-on of the catalog.' })
export class AddAddOnInput extends DryRunInput {
  @Field(() => ProductFamily, { description: 'Product family of the add-on.' })
  readonly family!: ProductFamily;
  @Code()
  readonly code!: string;
  @Text(120, { description: 'Name for people to read.' })
  readonly name!: string;
  @BooleanField({ description: 'Whether it requires the Enterprise edition.', whenAbsent: 'no' })
  readonly requiresEnterprise?: boolean;
}

@ObjectType({ description: 'Result of `addAddOn`.', simpleResolvers: true })
export class AddAddOnPayload extends DryRunPayload {
  @Field(() => AddOn, { nullable: true, description: 'The new add-on; it has no price yet.' })
  readonly addOn!: AddOnRow | null;
}

@InputType({ description: 'A new support product of the catalog.' })
export class AddSupportProductInput extends DryRunInput {
  @Code()
  readonly code!: string;
  @Text(120, { description: 'Name for people to read.' })
  readonly name!: string;
}

@ObjectType({ description: 'Result of `addSupportProduct`.', simpleResolvers: true })
export class AddSupportProductPayload extends DryRunPayload {
  @Field(() => SupportProduct, {
    nullable: true,
    description: 'The new support product; it has no price yet.',
  })
  readonly supportProduct!: SupportProductRow | null;
}

/** A price from a day on. */
@InputType()
export abstract class NewPriceInput extends DryRunInput {
  @Field(() => PriceKind, { description: 'Kind of price.' })
  readonly kind!: PriceKind;
  @Field(() => CurrencyScalar, { description: 'Currency of the price.' })
  readonly currency!: Currency;
  @Decimal({
    description: 'List price, before tax and discount; at most `9999999.99`.',
    whenAbsent: '`withdraw` must be true',
  })
  readonly amount?: string;
  @BooleanField({
    description: 'In place of an amount: it is no longer sold that way.',
    whenAbsent: 'no; `amount` must be given',
  })
  readonly withdraw?: boolean;
  @Field(() => DateScalar, {
    description:
      'First day of the price: after today, or today when there is no price today. The former price ends the day before; an announced later one stays.',
  })
  readonly validFrom!: Day;
}

@InputType({ description: 'Sets the price of a product from a given day on.' })
export class SetProductPriceInput extends NewPriceInput {
  @Id({ description: 'The product.' })
  readonly productId!: string;
}

@ObjectType({ description: 'Result of `setProductPrice`.', simpleResolvers: true })
export class SetProductPricePayload extends DryRunPayload {
  @Field(() => Product, { nullable: true, description: 'The product.' })
  readonly product!: ProductRow | null;
}

@InputType({ description: 'Sets the price of an add-on from a given day on.' })
export class SetAddOnPriceInput extends NewPriceInput {
  @Id({ description: 'The add-on.' })
  readonly addOnId!: string;
}

@ObjectType({ description: 'Result of `setAddOnPrice`.', simpleResolvers: true })
export class SetAddOnPricePayload extends DryRunPayload {
  @Field(() => AddOn, { nullable: true, description: 'The add-on.' })
  readonly addOn!: AddOnRow | null;
}

@InputType({ description: 'Sets the price of a support product from a given day on.' })
export class SetSupportPriceInput extends NewPriceInput {
  @Id({ description: 'The support product.' })
  readonly supportProductId!: string;
}

@ObjectType({ description: 'Result of `setSupportPrice`.', simpleResolvers: true })
export class SetSupportPricePayload extends DryRunPayload {
  @Field(() => SupportProduct, { nullable: true, description: 'The support product.' })
  readonly supportProduct!: SupportProductRow | null;
}
