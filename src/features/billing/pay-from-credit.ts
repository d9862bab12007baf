import type { SystemScope } from '../../database/scope';
import type { Unit } from '../../graphql/call';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import type { IssuedInvoice } from '../invoice/invoice-issue.repository';
import type { Payments } from '../payment/payments';
import type { MonthlyDraft } from './billing.types';

/**
 * What accounts have in credit pays the documents that were just issued, before a card is charged.
 * @returns those of which it paid something, by key.
 */
export async function payFromCredit(
  unit: Unit,
  scope: SystemScope,
  payments: Payments,
  accounts: ReadonlyMap<number, BilledAccount>,
  issued: readonly IssuedInvoice<MonthlyDraft>[],
  now: Date,
): Promise<Map<number, LockedInvoice>> {
  const keys = issued.map(({ draft }) => draft.accountId);
  const credit = await new AccountCreditRepository(unit.tx).available(scope, keys);
  const changes = new InvoiceChangeRepository(unit.tx);
  const paid = new Map<number, LockedInvoice>();
  for (const { pk, draft } of issued) {
    const account = accounts.get(draft.accountId);
    if (account === undefined || (credit.get(account.pk) ?? 0n) <= 0n) continue;
    const invoice = await changes.lockOne(scope, pk);
    // What costs nothing, or was credited before, asks for nothing.
    const applied = await payments.applyCredit(unit, scope, account, [invoice], { now });
    if (applied === 0n) continue;
    paid.set(pk, await changes.lockOne(scope, pk));
  }
  return paid;
}
