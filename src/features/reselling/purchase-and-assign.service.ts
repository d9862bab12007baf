import type { AccountRow } from '../account/account.types';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { NamedLine } from '../purchase/named-lines';
import type { PlaceOrderService } from '../purchase/place-order.service';
import type {
  PurchaseAndAssignInput,
  PurchaseAndAssignPayload,
} from './purchase-and-assign.mutation-types';
import { customerOfInput } from './wanted-assignment';

const NOTHING: Reason = {
  code: 'MISSING',
  message: 'Give at least one license to buy.',
  field: ['licenses'],
};

/** Buys for resale and assigns to one customer in one call (R38): an order of new licenses that are all for it. */
export class PurchaseAndAssignService {
  constructor(private readonly orders: PlaceOrderService) {}

  /** @throws Refusal MISSING, and as `PlaceOrderService.order`. */
  async purchase(
    call: Call<AccountRow>,
    input: PurchaseAndAssignInput,
  ): Promise<Outcome<PurchaseAndAssignPayload>> {
    if (input.licenses.length === 0) throw new Refusal(NOTHING);
    const assignTo = await customerOfInput(call, call.target.pk, input);
    const lines = input.licenses.map((given, at): NamedLine => ({
      given: { kind: 'NEW', ...given },
      use: 'RESOLD',
      assignTo,
      path: ['licenses', String(at)],
      customerPath: [],
    }));
    return this.orders.order<PurchaseAndAssignPayload>(call, input, lines, (licenses) => ({
      licenses: licenses.length === 0 ? null : licenses.map(({ pk }) => new RowRef('License', pk)),
    }));
  }
}
