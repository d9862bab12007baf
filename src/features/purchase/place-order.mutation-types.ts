import { InputType, ObjectType } from 'type-graphql';
import { MOST_LINES } from '../../domain/purchasing/decisions';
import { LineUse } from '../../domain/purchasing/order-line';
import { Country, Email, EnumField, Id, Nested, NestedList, Text } from '../../graphql/input';
import {
  CUSTOMER_COUNTRY,
  CUSTOMER_EMAIL,
  CUSTOMER_ID,
  CUSTOMER_NAME,
} from '../customer/customer.input';
import { LineInput } from './cart.mutation-types';
import { AcceptTotal, CardSetup, OrderedPayload, OrderInput } from './checkout.mutation-types';

@InputType({ description: 'The customer that new licenses are assigned to, permanently.' })
export class OrderCustomerInput {
  @Email(CUSTOMER_EMAIL)
  readonly email?: string;
  @Id(CUSTOMER_ID)
  readonly customerId?: string;
  @Text(200, CUSTOMER_NAME)
  readonly name?: string;
  @Country(CUSTOMER_COUNTRY)
  readonly country?: string;
}

@InputType({
  description: 'A line of an order. Its kind decides which fields are required.',
})
export class OrderLineInput extends LineInput {
  @EnumField(() => LineUse, {
    description: 'Purpose of the purchase.',
    whenAbsent:
      'as the license was bought; RESOLD with `licenseKey` or `customer`; otherwise for the account itself, or for resale when the caller has only `RESELLER`',
  })
  readonly use?: LineUse;
  @Nested(() => OrderCustomerInput, {
    description:
      'For NEW lines that are resold: the customer that the licenses of the line are assigned to.',
    whenAbsent: 'the licenses go to the stock of the account, or are its own',
  })
  readonly customer?: OrderCustomerInput;
}

@InputType({
  description: 'Orders any lines, for any number of customers. It does not change the cart.',
})
export class PlaceOrderInput extends OrderInput {
  @NestedList(() => OrderLineInput, MOST_LINES, {
    description: 'The lines, in the order in which they take effect.',
  })
  readonly lines!: readonly OrderLineInput[];
  @AcceptTotal()
  readonly acceptTotal?: string;
  @CardSetup()
  readonly cardSetup?: string;
}

@ObjectType({ description: 'Result of `placeOrder`.', simpleResolvers: true })
export class PlaceOrderPayload extends OrderedPayload {}
