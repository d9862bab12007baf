import type { AccountRow } from '../account/account.types';
import { inSameTime } from '../../auth/same-time';
import { decideAssignments, decideSize } from '../../domain/purchasing/decisions';
import { AMBIGUOUS } from '../../domain/reselling/assignment';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { CustomerAccounts } from '../customer/customer-accounts';
import { CUSTOMER_FIELDS } from '../customer/customer.input';
import { identityOf, namedCustomer, type NamedCustomer } from '../customer/named-customer';
import type { PaymentReport } from '../payment/payments';
import type { BillTo } from './bill-to';
import type { OrderedPayload } from './checkout.mutation-types';
import { named, type NamedLine, orderable, type UnreadLine } from './named-lines';
import { begunBefore, type Ordering } from './ordering';
import type { BegunOrder, PaymentWish } from './ordering.types';
import { OrderWritesRepository } from './order-writes.repository';
import type {
  OrderCustomerInput,
  PlaceOrderInput,
  PlaceOrderPayload,
} from './place-order.mutation-types';

const PERSONS_CONFIRM: Reason = {
  code: 'CONFIRMATION_REQUIRED',
  message:
    'An assignment is final, so people confirm it: order without a customer, then call `prepareAssignLicense`. Only API tokens can do both at once.',
};
const TOTAL_MISSING: Reason = {
  code: 'MISSING',
  message: 'Give the expected total; only a dry run can omit it.',
  field: ['acceptTotal'],
};
const LEFT_IN_STOCK =
  'The licenses are bought and in your stock, but not assigned: the address has become ambiguous. Ask support to find out whose it is, then assign them.';

/** How an order that names its lines is paid; a dry run may leave the total to be told. */
export interface NamedOrder extends Omit<PaymentWish, 'acceptTotal'> {
  readonly acceptTotal?: string;
}

/** A license that a line of an order made. */
export interface BoughtLicense {
  readonly pk: number;
}

/** What the payload has beside the order. @param paid False while its payment is pending, and when it failed. */
type Shown<Payload extends object> = (
  licenses: readonly BoughtLicense[],
  paid: boolean,
) => Outcome<Payload>;

/** Orders lines that are in no cart, and gives what is new to its customers (R38). */
export class PlaceOrderService {
  /** @param answerAfter Milliseconds after which a dry run that names customers is answered at the earliest. */
  constructor(
    private readonly ids: IdCodec,
    private readonly ordering: Ordering,
    private readonly customers: CustomerAccounts,
    private readonly answerAfter: number,
  ) {}

  /** @throws Refusal CONFIRMATION_REQUIRED, CUSTOMER_AMBIGUOUS, MISSING, and as `Ordering.order`. */
  async place(call: Call<AccountRow>, input: PlaceOrderInput): Promise<Outcome<PlaceOrderPayload>> {
    if (input.lines.length === 0)
      throw new Refusal({ code: 'MISSING', message: 'Give at least one line.', field: ['lines'] });
    const lines = await Promise.all(
      input.lines.map(async (given, at): Promise<NamedLine> => {
        const path = ['lines', String(at)];
        const customerPath = [...path, 'customer'];
        const named = await customerOf(call, given.customer, customerPath);
        return { given, use: given.use ?? null, ...named, path, customerPath };
      }),
    );
    return this.order(call, input, lines, () => ({}));
  }

  /** @param shown What the payload has beside the order. @throws as `place`. */
  order<Payload extends OrderedPayload>(
    call: Call<AccountRow>,
    input: NamedOrder,
    lines: readonly NamedLine[],
    shown: Shown<Payload>,
  ): Promise<Outcome<Payload>> {
    const customers = customersOf(lines);
    if (customers.length > 0 && call.actor.kind !== 'token' && !call.dryRun)
      throw new Refusal(PERSONS_CONFIRM);
    const work = () => this.orderOnce(call, input, lines, shown);
    // How long a dry run takes must not tell who is a customer.
    return call.dryRun && customers.length > 0 ? inSameTime(this.answerAfter, work) : work();
  }

  private async orderOnce<Payload extends OrderedPayload>(
    call: Call<AccountRow>,
    input: NamedOrder,
    given: readonly NamedLine[],
    shown: Shown<Payload>,
  ): Promise<Outcome<Payload>> {
    const lines = named(this.ids, given);
    const sizes = lines.map(({ wanted, assignTo }) => ({ ...wanted, assigned: assignTo !== null }));
    const tooMany = decideSize(sizes) ?? decideAssignments(sizes);
    if (tooMany !== null) throw new Refusal(tooMany);
    // What was begun goes on, whatever an address has become: it may be paid.
    if (begunBefore(call) === null) await this.assertClear(lines);
    const passwords = await this.customers.prepare(call, customersOf(lines));
    const acceptTotal = input.acceptTotal ?? (await this.dryRunTotal(call, lines, input.billTo));
    return this.ordering.order<Payload>(
      call,
      { ...input, acceptTotal },
      {
        lines: async (unit) => ({ cart: null, lines: await orderable(call, unit, lines) }),
        passwords,
        answer: (unit, begun, report) => answer(call, unit, lines, begun, report, shown),
      },
    );
  }

  /** Before anything is charged. @throws Refusal CUSTOMER_AMBIGUOUS. */
  private async assertClear(lines: readonly UnreadLine[]): Promise<void> {
    const isAmbiguous = await this.customers.ambiguousAmong(customersOf(lines));
    const [first, ...more] = oncePerCustomer(
      lines.filter(({ assignTo }) => assignTo !== null && isAmbiguous(assignTo)),
    ).map(ambiguousOf);
    if (first !== undefined) throw new Refusal(first, ...more);
  }

  private dryRunTotal(
    call: Call<AccountRow>,
    lines: readonly UnreadLine[],
    billTo: BillTo | null | undefined,
  ): Promise<string> {
    if (!call.dryRun) throw new Refusal(TOTAL_MISSING);
    return call.prepare(async (unit) =>
      this.ordering.total(call, unit, await orderable(call, unit, lines), billTo),
    );
  }
}

const customersOf = (
  lines: readonly { readonly assignTo: NamedCustomer | null }[],
): NamedCustomer[] => lines.flatMap(({ assignTo }) => assignTo ?? []);

/** The customer of a line, or why there is none. @throws NOT_FOUND. */
async function customerOf(
  call: Call<AccountRow>,
  given: OrderCustomerInput | undefined,
  path: readonly string[],
): Promise<Pick<NamedLine, 'assignTo' | 'unnamed'>> {
  if (given === undefined) return { assignTo: null };
  try {
    const { email, customerId, name, country } = given;
    const who = { email, customerId, name, country };
    return { assignTo: await namedCustomer(call, call.target.pk, who, CUSTOMER_FIELDS, path) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { assignTo: null, unnamed: error.reasons };
  }
}

const ambiguousOf = ({ customerPath }: UnreadLine): Reason => ({
  ...AMBIGUOUS,
  field: [...customerPath, 'email'],
});

/** The first line for each customer. */
const oncePerCustomer = (lines: readonly UnreadLine[]): UnreadLine[] =>
  [
    ...new Map(
      lines.toReversed().map((line) => [line.assignTo && identityOf(line.assignTo), line]),
    ).values(),
  ].reverse();

/** @throws Refusal CUSTOMER_AMBIGUOUS where nothing was paid, so that nothing is ordered either. */
async function answer<Payload extends OrderedPayload>(
  call: Call,
  { tx }: Unit,
  lines: readonly UnreadLine[],
  { order, open }: BegunOrder,
  { userErrors, paymentAction }: PaymentReport,
  shown: Shown<Payload>,
): Promise<Outcome<Payload>> {
  const bought = await new OrderWritesRepository(tx).bought(call.scope, order);
  const inStock = bought.filter((one) => one.inStock === 1);
  const [first, ...more] = oncePerCustomer(
    inStock.map(({ position }) => lines[position - 1] as UnreadLine),
  ).map(ambiguousOf);
  if (first !== undefined && open === null) throw new Refusal(first, ...more);
  const left = first === undefined ? [] : [first, ...more];
  return {
    ...shown(bought, userErrors.length === 0),
    order: new RowRef('Order', order),
    payment: open && new RowRef('Payment', open.pk),
    paymentAction,
    userErrors: [...userErrors, ...left.map((reason) => ({ ...reason, message: LEFT_IN_STOCK }))],
  };
}
