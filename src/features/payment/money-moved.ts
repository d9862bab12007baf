import { balanceOf } from '../../domain/billing/invoice-totals';
import type { Currency } from '../../domain/billing/money';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { MoneyMovedEvent, StaffMails } from '../../domain/mail/staff-mails';
import type { BilledAccount } from '../invoice/billed-account.repository';
import type { LockedInvoice } from '../invoice/invoice-change.repository';
import { owedAgain } from './payment-returns';

/** The payment that it is about. */
interface MovedOf {
  readonly currency: Currency;
  readonly card: string | null;
  readonly gateway: string | null;
  readonly charge: string | null;
}

/** What staff are told of money that moved by itself. Amounts in minor units. */
export function moneyMovedSaid(
  what: MoneyMovedEvent,
  account: BilledAccount,
  { currency, card, gateway, charge }: MovedOf,
  moved: {
    readonly amount: bigint;
    readonly invoices?: readonly LockedInvoice[];
    readonly fee?: bigint;
    readonly reason?: string;
    readonly respondBy?: Date | null;
    readonly unasked?: bigint;
  },
): StaffMails['staff-money-moved']['parameters'] {
  const { amount, invoices = [], fee, reason = null, respondBy = null, unasked = 0n } = moved;
  return {
    account: account.name,
    accountNumber: account.number,
    what,
    amount: mailedAmount(amount, currency),
    fee: fee === undefined ? null : mailedAmount(fee, currency),
    method: card,
    gateway,
    charge,
    reason,
    respondBy: respondBy?.toISOString() ?? null,
    owed: owedAgain(invoices).map((invoice) => ({
      number: invoice.number,
      balance: mailedAmount(balanceOf(invoice), currency),
    })),
    unasked: unasked > 0n ? mailedAmount(unasked, currency) : null,
  };
}
