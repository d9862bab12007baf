import { Field, InputType, ObjectType } from 'type-graphql';
import { Country, Email, Id, NestedList, Text } from '../../graphql/input';
import {
  CUSTOMER_COUNTRY,
  CUSTOMER_EMAIL,
  CUSTOMER_ID,
  CUSTOMER_NAME,
} from '../customer/customer.input';
import { License, type LicenseRow } from '../license/license.types';
import { AddOnIds } from '../purchase/cart.mutation-types';
import { AcceptTotal, OrderedPayload, OrderInput } from '../purchase/checkout.mutation-types';
import { MOST_AT_ONCE } from './assignment.mutation-types';

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
export class PurchaseAndAssignInput extends OrderInput {
  @NestedList(() => BoughtLicenseInput, MOST_AT_ONCE, {
    description: 'The licenses, each a line of the order.',
  })
  readonly licenses!: readonly BoughtLicenseInput[];
  @Email(CUSTOMER_EMAIL)
  readonly email?: string;
  @Id(CUSTOMER_ID)
  readonly customerId?: string;
  @Text(200, CUSTOMER_NAME)
  readonly customerName?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly customerCountry?: string;
  @AcceptTotal()
  readonly acceptTotal?: string;
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
