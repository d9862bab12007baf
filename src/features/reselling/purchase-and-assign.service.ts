import type { AccountRow } from '../account/account.types';
import { inSameTime } from '../../auth/same-time';
import { AMBIGUOUS } from '../../domain/reselling/assignment';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { CustomerAccounts, NamedCustomer } from '../customer/customer-accounts';
import { BasketRepository } from '../purchase/basket.repository';
import type { BillTo } from '../purchase/bill-to';
import { begunBefore, type Ordering } from '../purchase/ordering';
import type { PaymentReport } from '../payment/payments';
import type { BegunOrder, OrderableLine } from '../purchase/ordering.types';
import { OrderWritesRepository } from '../purchase/order-writes.repository';
import { assertThere, wantedLine } from '../purchase/wanted';
import type {
  PurchaseAndAssignInput,
  PurchaseAndAssignPayload,
} from './purchase-and-assign.mutation-types';
import { namedCustomer } from './wanted-assignment';

const PERSONS_CONFIRM: Reason = {
  code: 'CONFIRMATION_REQUIRED',
  message:
    'An assignment is final, so people confirm it: order with `checkout`, then call `prepareAssignLicense`. Only API tokens can do both at once.',
};
const TOTAL_MISSING: Reason = {
  code: 'MISSING',
  message: 'Give the expected total; only a dry run can omit it.',
  field: ['acceptTotal'],
};
const NOTHING: Reason = {
  code: 'MISSING',
  message: 'Give at least one license to buy.',
  field: ['licenses'],
};
const LEFT_IN_STOCK: Reason = {
  ...AMBIGUOUS,
  message:
    'The licenses are bought and in your stock, but not assigned: the address has become ambiguous. Ask support to find out whose it is, then assign them.',
};

/** Buys for resale and assigns to a customer in one call (R38), with what checkout and assignment do it. */
export class PurchaseAndAssignService {
  /** @param answerAfter Milliseconds after which a dry run is answered at the earliest. */
  constructor(
    private readonly ids: IdCodec,
    private readonly ordering: Ordering,
    private readonly customers: CustomerAccounts,
    private readonly answerAfter: number,
  ) {}

  /** @throws Refusal CONFIRMATION_REQUIRED, CUSTOMER_AMBIGUOUS, MISSING, and as `Ordering.order`. */
  purchase(
    call: Call<AccountRow>,
    input: PurchaseAndAssignInput,
  ): Promise<Outcome<PurchaseAndAssignPayload>> {
    if (call.actor.kind !== 'token' && !call.dryRun) throw new Refusal(PERSONS_CONFIRM);
    const work = () => this.purchaseOnce(call, input);
    // How long a dry run takes must not tell who is a customer.
    return call.dryRun ? inSameTime(this.answerAfter, work) : work();
  }

  private async purchaseOnce(
    call: Call<AccountRow>,
    input: PurchaseAndAssignInput,
  ): Promise<Outcome<PurchaseAndAssignPayload>> {
    const lines = input.licenses.map((given, at): OrderableLine => {
      const path = ['licenses', String(at)];
      const wanted = wantedLine(this.ids, { kind: 'NEW', ...given }, 'RESOLD', path);
      return { wanted, cartLineId: null, path };
    });
    if (lines.length === 0) throw new Refusal(NOTHING);
    const customer = namedCustomer(input);
    // What was begun goes on, whatever the address has become: it may be paid.
    if (begunBefore(call) === null) await this.assertClear(customer);
    const passwords = await this.customers.prepare(call, [customer.email]);
    const acceptTotal = input.acceptTotal ?? (await this.dryRunTotal(call, lines, input.billTo));
    return this.ordering.order<PurchaseAndAssignPayload>(
      call,
      { ...input, acceptTotal },
      {
        lines: async (unit) => {
          await assertAllThere(call, unit, lines);
          return { cart: null, lines };
        },
        assignTo: customer,
        passwords,
        answer: (unit, begun, report) => answer(call, unit, begun, report),
      },
    );
  }

  /** Before anything is charged. @throws Refusal CUSTOMER_AMBIGUOUS. */
  private async assertClear({ email }: NamedCustomer): Promise<void> {
    if ((await this.customers.ambiguousAmong([email])).has(email)) throw new Refusal(AMBIGUOUS);
  }

  private dryRunTotal(
    call: Call,
    lines: readonly OrderableLine[],
    billTo: BillTo | null | undefined,
  ): Promise<string> {
    if (!call.dryRun) throw new Refusal(TOTAL_MISSING);
    return call.prepare(async (unit) => {
      await assertAllThere(call, unit, lines);
      return this.ordering.total(call, unit, lines, billTo);
    });
  }
}

/** @throws NOT_FOUND for a product or add-on that is not there. */
async function assertAllThere(
  { scope }: Call,
  { tx }: Unit,
  lines: readonly OrderableLine[],
): Promise<void> {
  const facts = await new BasketRepository(tx).facts(
    scope,
    lines.map(({ wanted }) => wanted),
  );
  for (const { wanted, path } of lines) assertThere(facts, wanted, path);
}

/** @throws Refusal CUSTOMER_AMBIGUOUS where nothing was paid, so that nothing is ordered either. */
async function answer(
  call: Call,
  { tx }: Unit,
  { order, open }: BegunOrder,
  { userErrors, paymentAction }: PaymentReport,
): Promise<Outcome<PurchaseAndAssignPayload>> {
  const bought = await new OrderWritesRepository(tx).bought(call.scope, order);
  const inStock = bought.some(({ assigned }) => assigned === 0);
  if (inStock && open === null) throw new Refusal(AMBIGUOUS);
  return {
    order: new RowRef('Order', order),
    payment: open && new RowRef('Payment', open.pk),
    licenses: bought.length === 0 ? null : bought.map(({ pk }) => new RowRef('License', pk)),
    paymentAction,
    userErrors: inStock ? [...userErrors, LEFT_IN_STOCK] : userErrors,
  };
}
