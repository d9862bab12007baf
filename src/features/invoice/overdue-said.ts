import { balanceOf } from '../../domain/billing/invoice-totals';
import { mailedAmount } from '../../domain/mail/account-mails';
import type { StaffMails } from '../../domain/mail/staff-mails';
import type { BilledAccount } from './billed-account.repository';
import type { LockedInvoice } from './invoice-change.repository';

type Said = StaffMails['staff-invoice-overdue']['parameters'];

/** What staff are told of an invoice that is overdue (R53). */
export const overdueSaid = (
  account: BilledAccount,
  invoice: LockedInvoice,
  { tries, failure }: Pick<Said, 'tries' | 'failure'>,
): Said => ({
  account: account.name,
  accountNumber: account.number,
  number: invoice.number,
  balance: mailedAmount(balanceOf(invoice), invoice.currency),
  tries,
  failure,
});
