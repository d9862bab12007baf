import { Field, InputType, ObjectType } from 'type-graphql';
import { BillingChoice } from '../../domain/purchasing/order';
import {
  Country,
  Decimal,
  Email,
  Id,
  Nested,
  NestedList,
  OneWord,
  Text,
} from '../../graphql/input';
import { RehearsableInput } from '../../graphql/write.types';
import { License, type LicenseRow } from '../license/license.types';
import { AddOnIds } from '../purchase/cart.inputs';
import { BillToInput, OrderedPayload } from '../purchase/checkout.inputs';
import { CUSTOMER_COUNTRY, CUSTOMER_NAME, MOST_AT_ONCE } from './assignment.inputs';

@InputType({ description: 'One license to buy, and to assign.' })
export class BoughtLicenseInput {
  @Id({ description: 'Its product.' })
  readonly productId!: string;
  @AddOnIds('Its add-ons.')
  readonly addOnIds?: readonly string[];
}

@InputType({
  description:
    'Buys licenses to resell and assigns them to one customer, for good. It leaves the cart alone.',
})
export class PurchaseAndAssignInput extends RehearsableInput {
  @Id({ description: 'The account that resells.' })
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
  @OneWord(() => BillingChoice, { description: 'How it is paid.' })
  readonly billing!: BillingChoice;
  @Decimal({
    description:
      'The total that you expect, tax included. If it is another one, nothing is ordered and the total is said (`PRICE_CHANGED`).',
    leftOut: 'a dry run says the total in its effects; everything else is refused',
  })
  readonly acceptTotal?: string;
  @Id({
    description: 'A saved card.',
    leftOut: 'the default one',
  })
  readonly paymentMethodId?: string;
  @Nested(() => BillToInput, {
    description: 'Whom the invoice is made out to.',
    leftOut: 'the account as it is',
  })
  readonly billTo?: BillToInput;
}

@ObjectType({ description: 'Result of `purchaseAndAssign`.', simpleResolvers: true })
export class PurchaseAndAssignPayload extends OrderedPayload {
  @Field(() => [License], {
    nullable: true,
    description:
      'The licenses, in the order in which they were named; null while there are none. They are `READY`, unless `CUSTOMER_AMBIGUOUS` says that they are in your stock.',
  })
  readonly licenses!: readonly LicenseRow[] | null;
}
