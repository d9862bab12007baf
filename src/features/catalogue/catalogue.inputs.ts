import { Field, InputType, ObjectType } from 'type-graphql';
import { Currency } from '../../domain/billing/money';
import type { Day } from '../../domain/billing/calendar';
import { Edition, PriceKind, ProductFamily } from '../../domain/licensing/catalogue';
import { Decimal, Id, Text, TextIs, Whole, Yes } from '../../graphql/input';
import { DateScalar } from '../../graphql/scalars';
import { RehearsableInput, RehearsablePayload } from '../../graphql/write.types';
import {
  AddOn,
  Product,
  SupportProduct,
  type AddOnRow,
  type ProductRow,
  type SupportProductRow,
} from './catalogue.types';

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const Code = (): PropertyDecorator => (target, name) => {
  Text(40, { description: 'Stable name for programs: `premium-antispam`.' })(target, name);
  TextIs('INVALID_CODE', 'Write it in small letters, digits and hyphens.', (value) =>
    CODE.test(value),
  )(target, name);
};

@InputType({ description: 'A product that the catalog does not have yet. Its name follows.' })
export class AddProductInput extends RehearsableInput {
  @Field(() => ProductFamily, { description: 'Family.' })
  readonly family!: ProductFamily;
  @Field(() => Edition, { description: 'Edition.' })
  readonly edition!: Edition;
  @Whole(1, 1_000_000_000, { description: 'How many units it covers.' })
  readonly level!: number;
}

@ObjectType({ description: 'Result of `addProduct`.', simpleResolvers: true })
export class AddProductPayload extends RehearsablePayload {
  @Field(() => Product, { nullable: true, description: 'The new product; it has no price yet.' })
  readonly product!: ProductRow | null;
}

@InputType({ description: 'An add-on that the catalog does not have yet.' })
export class AddAddOnInput extends RehearsableInput {
  @Field(() => ProductFamily, { description: 'Family that it adds to.' })
  readonly family!: ProductFamily;
  @Code()
  readonly code!: string;
  @Text(120, { description: 'Name for people.' })
  readonly name!: string;
  @Yes({ description: 'Whether it goes with Enterprise alone.', leftOut: 'no' })
  readonly requiresEnterprise?: boolean;
}

@ObjectType({ description: 'Result of `addAddOn`.', simpleResolvers: true })
export class AddAddOnPayload extends RehearsablePayload {
  @Field(() => AddOn, { nullable: true, description: 'The new add-on; it has no price yet.' })
  readonly addOn!: AddOnRow | null;
}

@InputType({ description: 'A support product that the catalog does not have yet.' })
export class AddSupportProductInput extends RehearsableInput {
  @Code()
  readonly code!: string;
  @Text(120, { description: 'Name for people.' })
  readonly name!: string;
}

@ObjectType({ description: 'Result of `addSupportProduct`.', simpleResolvers: true })
export class AddSupportProductPayload extends RehearsablePayload {
  @Field(() => SupportProduct, { nullable: true, description: 'It has no price yet.' })
  readonly supportProduct!: SupportProductRow | null;
}

/** A price from a day on. */
@InputType()
export abstract class NewPriceInput extends RehearsableInput {
  @Field(() => PriceKind, { description: 'What is paid for.' })
  readonly kind!: PriceKind;
  @Field(() => Currency, { description: 'Currency of the price.' })
  readonly currency!: Currency;
  @Decimal({
    description: 'List price, before tax and discount, `9999999.99` at most.',
    leftOut: '`withdraw` must be true',
  })
  readonly amount?: string;
  @Yes({
    description: 'In place of an amount: it is not sold that way any more.',
    leftOut: 'no; `amount` must be given',
  })
  readonly withdraw?: boolean;
  @Field(() => DateScalar, {
    description:
      'First day of the price: after today, or today where there is none today. The former price ends the day before; an announced later one stays.',
  })
  readonly validFrom!: Day;
}

@InputType({ description: 'What a product costs from a day on.' })
export class SetProductPriceInput extends NewPriceInput {
  @Id({ description: 'The product.' })
  readonly productId!: string;
}

@ObjectType({ description: 'Result of `setProductPrice`.', simpleResolvers: true })
export class SetProductPricePayload extends RehearsablePayload {
  @Field(() => Product, { nullable: true, description: 'The product.' })
  readonly product!: ProductRow | null;
}

@InputType({ description: 'What an add-on costs from a day on.' })
export class SetAddOnPriceInput extends NewPriceInput {
  @Id({ description: 'The add-on.' })
  readonly addOnId!: string;
}

@ObjectType({ description: 'Result of `setAddOnPrice`.', simpleResolvers: true })
export class SetAddOnPricePayload extends RehearsablePayload {
  @Field(() => AddOn, { nullable: true, description: 'The add-on.' })
  readonly addOn!: AddOnRow | null;
}

@InputType({ description: 'What support by the piece costs from a day on.' })
export class SetSupportPriceInput extends NewPriceInput {
  @Id({ description: 'The support.' })
  readonly supportProductId!: string;
}

@ObjectType({ description: 'Result of `setSupportPrice`.', simpleResolvers: true })
export class SetSupportPricePayload extends RehearsablePayload {
  @Field(() => SupportProduct, { nullable: true, description: 'The support.' })
  readonly supportProduct!: SupportProductRow | null;
}
