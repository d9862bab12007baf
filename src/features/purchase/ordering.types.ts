import type { Currency } from '../../domain/billing/money';
import type { BasketTotals } from '../../domain/purchasing/basket';
import type { BillingChoice } from '../../domain/purchasing/order';
import type { Unit } from '../../graphql/call';
import type { NodeRow } from '../../graphql/node';
import type { Outcome } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import type { OneTimePasswords } from '../customer/customer-accounts';
import type { NamedCustomer } from '../customer/named-customer';
import type { BegunAttempt, OpenAttempt } from '../payment/gateway-charges';
import type { PaymentReport } from '../payment/payments';
import type { WantedLine } from './basket.types';
import type { BillTo } from './bill-to';

/** The account that buys, as far as ordering asks. */
export type BuyingAccount = NodeRow &
  Pick<AccountRow, '__typename' | 'number' | 'name' | 'email' | 'currency' | 'reseller'>;

/** How an order is paid, as somebody asked for it. */
export interface PaymentWish {
  readonly billing: BillingChoice;
  /** The total that was accepted, tax included, as a decimal. */
  readonly acceptTotal: string;
  readonly paymentMethodId?: string;
  readonly cardSetup?: string;
  readonly billTo?: BillTo;
}

/** A line that is to be ordered. */
export interface OrderableLine {
  readonly wanted: WantedLine;
  /** The line of the cart that it is. */
  readonly cartLineId: number | null;
  /** To whom its licenses go as soon as they are bought (R38); null for what nobody is named for. */
  readonly assignTo: NamedCustomer | null;
  /** Where the input names it, for a refusal to say so. */
  readonly path?: readonly string[];
  /** Where the input names its customer, whose address is `email` of that. */
  readonly customerPath?: readonly string[];
}

/** Lines as they are looked at under the lock of the account. */
export interface WantedLines {
  /** The cart that they leave once they are ordered; null for what was in none. */
  readonly cart: number | null;
  readonly lines: readonly OrderableLine[];
}

/** An order that has been written down, and the attempt to pay it; null for one that needs none. */
export interface BegunOrder {
  readonly order: number;
  readonly cart: number | null;
  readonly open: OpenAttempt | null;
  /** What it comes to, where it was written down by this call. */
  readonly costs: OrderCosts | null;
}

/** What an order comes to. */
export interface OrderCosts {
  readonly currency: Currency;
  readonly totals: BasketTotals;
  readonly taxNote: string | null;
  /** How it is paid at once; null on the monthly summary, and where nothing is to be paid. */
  readonly paid: Pick<BegunAttempt, 'fromCredit' | 'charged'> | null;
}

/** What somebody orders, and what they are told of it. */
export interface OrderWish<Payload extends object> {
  /** Reads the lines, within the transaction. @throws Refusal. */
  lines(unit: Unit): Promise<WantedLines>;
  /** Told of the order once it is written down, within the transaction. */
  readonly written?: (unit: Unit, order: number) => Promise<void>;
  /** For customers who are new. */
  readonly passwords?: OneTimePasswords;
  /**
   * The answer, within the transaction that fulfills the order or learns that nothing came of it.
   * @throws Refusal where nothing was paid: then nothing was ordered.
   */
  answer(unit: Unit, begun: BegunOrder, report: PaymentReport): Promise<Outcome<Payload>>;
}
