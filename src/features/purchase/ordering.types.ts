import type { BillingChoice } from '../../domain/purchasing/order';
import type { Unit } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import type { NamedCustomer, OneTimePasswords } from '../customer/customer-accounts';
import type { OpenAttempt } from '../payment/gateway-charges';
import type { PaymentReport } from '../payment/payments';
import type { WantedLine } from './basket.types';
import type { BillTo } from './bill-to';

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
  /** Where the input names it, for a refusal to say so. */
  readonly path?: readonly string[];
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
}

/** What somebody orders, and what they are told of it. */
export interface OrderWish<Payload extends object> {
  /** Reads the lines, within the transaction. @throws Refusal. */
  lines(unit: Unit): Promise<WantedLines>;
  /** To whom all of it goes as soon as it is bought (R38); null for what nobody is named for. */
  readonly assignTo: NamedCustomer | null;
  /** For a customer who is new. */
  readonly passwords?: OneTimePasswords;
  /**
   * The answer, within the transaction that fulfills the order or learns that nothing came of it.
   * @throws Refusal where nothing was paid: then nothing was ordered.
   */
  answer(unit: Unit, begun: BegunOrder, report: PaymentReport): Promise<Outcome<Payload>>;
}
