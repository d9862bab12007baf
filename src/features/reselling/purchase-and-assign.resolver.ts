import type { AccountRow } from '../account/account.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import { PurchaseAndAssignInput, PurchaseAndAssignPayload } from './purchase-and-assign.inputs';
import type { PurchaseAndAssignService } from './purchase-and-assign.service';

@Resolver()
export class PurchaseAndAssignResolver {
  constructor(private readonly purchases: PurchaseAndAssignService) {}

  @Write(() => PurchaseAndAssignInput, () => PurchaseAndAssignPayload, {
    description:
      'For API tokens: buys licenses to resell and assigns them to a customer in one call, all or nothing; the key is mailed to them, and whoever is new gets an account. A declined or abandoned payment leaves nothing behind; where the outcome of a payment is not known yet (`PAYMENT_PENDING`), all of it follows once it is. People confirm an assignment (`CONFIRMATION_REQUIRED`): they use `checkout`, `prepareAssignLicense` and `assignLicense`, but may use a dry run of this. `CUSTOMER_AMBIGUOUS` before anything is bought; should the address turn ambiguous while the card is charged, the licenses are in your stock, and `licenses` names them. Moreover what `checkout` says of prices, billing, cards and caps; `CHECKOUT_IN_PROGRESS` while an order for the same customer waits for its payment.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: true,
  })
  purchaseAndAssign(
    input: PurchaseAndAssignInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<PurchaseAndAssignPayload>> {
    return this.purchases.purchase(call, input);
  }
}
