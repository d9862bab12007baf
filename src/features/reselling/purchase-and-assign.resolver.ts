import type { AccountRow } from '../account/account.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  PurchaseAndAssignInput,
  PurchaseAndAssignPayload,
} from './purchase-and-assign.mutation-types';
import type { PurchaseAndAssignService } from './purchase-and-assign.service';

@Resolver()
export class PurchaseAndAssignResolver {
  constructor(private readonly purchases: PurchaseAndAssignService) {}

  @Write(() => PurchaseAndAssignInput, () => PurchaseAndAssignPayload, {
    description:
      'For API tokens: buys licenses for resale and assigns them to one customer, by `email` or `customerId`, in one call, all or nothing; `placeOrder` does so for many customers, with lines of any kind. The license key is mailed to the customer; a new customer gets an account. A declined or abandoned payment changes nothing; when the outcome of a payment is not known yet (`PAYMENT_PENDING`), order and assignment follow once it succeeds. People use `checkout`, `prepareAssignLicense` and `assignLicense` instead, but can use a dry run of this. Errors: `CONFIRMATION_REQUIRED` when the caller is a person, `BOTH_GIVEN`, `MISSING` when the customer is not named, `CUSTOMER_AMBIGUOUS` when support has to decide whose address it is (nothing is bought; when the address becomes ambiguous during the charge, the licenses are in your stock, in `licenses`), `CHECKOUT_IN_PROGRESS` when payment of another order for the same customer is pending, and those of `checkout` about prices, billing, cards and caps.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  purchaseAndAssign(
    input: PurchaseAndAssignInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<PurchaseAndAssignPayload>> {
    return this.purchases.purchase(call, input);
  }
}
