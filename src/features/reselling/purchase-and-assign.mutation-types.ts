import { Field, InputType, ObjectType } from 'type-graphql';
import { BillingChoice } from '../../domain/purchasing/order';
import {
  Country,
  Decimal,
  Email,
  Id,
  Nested,
  NestedList,
  EnumField,
  Text,
} from '../../graphql/input';
import { DryRunInput } from '../../graphql/write.types';
import { License, type LicenseRow } from '../license/license.types';
import { AddOnIds } from '../purchase/cart.mutation-types';
import { BillToInput, OrderedPayload } from '../purchase/checkout.mutation-types';
import { CUSTOMER_COUNTRY, CUSTOMER_NAME, MOST_AT_ONCE } from './assignment.mutation-types';

@InputType({ description: 'One license to buy and assign.' })
export class BoughtLicenseInput {
  @Id({ description: 'The product.' })
  readonly productId!: string;
  @AddOnIds('The add-ons.')
  readonly addOnIds?: readonly string[];
}

@InputType({
  description:
    'Buys licenses for resale and assigns them to one customer, permanently. It does not change the cart.',
})
export class PurchaseAndAssignInput extends DryRunInput {
  @Id({ description: "The reseller's account." })
  readonly accountId!: string;
  @NestedList(() => BoughtLicenseInput, MOST_AT_ONCE, {
    description: 'The licenses, each a line of the order.',
  })
  readonly licenses!: readonly BoughtLicenseInput[];
  @Email({ description: 'E-mail address of the customer, who gets all of them.' })
  readonly email!: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
  @EnumField(() => BillingChoice, { description: 'How it is paid.' })
  readonly billing!: BillingChoice;
  @Decimal({
    description:
      'Expected total, tax included. When it differs, nothing is ordered and the new total is returned (`PRICE_CHANGED`).',
    whenAbsent: 'a dry run has the total in its effects, any other call is refused',
  })
  readonly acceptTotal?: string;
  @Id({
    description: 'A card on file.',
    whenAbsent: 'the default card',
  })
  readonly paymentMethodId?: string;
  @Nested(() => BillToInput, {
    description: 'Buyer on the invoice.',
    whenAbsent: 'the account',
  })
  readonly billTo?: BillToInput;
}

@ObjectType({ description: 'Result of `purchaseAndAssign`.', simpleResolvers: true })
export class PurchaseAndAssignPayload extends OrderedPayload {
  @Field(() => [License], {
    nullable: true,
    description:
      'The licenses, in the order of the input; null while there are none. They are `READY`, or in your stock when `CUSTOMER_AMBIGUOUS` is returned.',
  })
  readonly licenses!: readonly LicenseRow[] | null;
}
