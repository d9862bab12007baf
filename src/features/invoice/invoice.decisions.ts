import { decideApplyCredit, paidFromCredit } from '../../domain/billing/account-credit';
import { decideInvoiceCharge, type LimitsOf } from '../../domain/billing/charge-limits';
import {
  decideCredit,
  decidePay,
  decideResume,
  decideVoid,
  type InvoiceStanding,
} from '../../domain/billing/invoice-life';
import { balanceOf } from '../../domain/billing/invoice-totals';
import type { Reason } from '../../domain/refusal';
import { rowLoader } from '../../graphql/lists';
import type { AccountRow } from '../account/account.types';
import type { Context } from '../context';
import type { CarriedInvoicesRepository } from './carried-invoices.repository';
import { carriedLoader, creditLoader, invoiceLoader } from './invoice.loaders';
import { carriedToNext, sumsOf } from './invoice-standing';
import type { InvoiceRepository } from './invoice.repository';
import type { InvoiceRow } from './invoice.types';

/** What `viewerCan` asks of an invoice; the mutations ask the same under the lock. */
export function invoiceDecisions(
  invoices: InvoiceRepository,
  carried: CarriedInvoicesRepository,
  limits: LimitsOf,
) {
  const standing = async (row: InvoiceRow, context: Context): Promise<InvoiceStanding> => {
    const { pk, number, kind, status, summaryInvoiceId } = row;
    const pending = rowLoader(
      context,
      'Invoice.pending',
      (scope, keys) => invoices.pending(scope, keys),
      (one) => one.pk,
    );
    const [summary, pendingPayment] = await Promise.all([
      summaryInvoiceId === null ? null : invoiceLoader(context, invoices).load(summaryInvoiceId),
      pending.load(pk),
    ]);
    return {
      number,
      kind,
      status,
      ...sumsOf(row),
      creditApplied: BigInt(row.creditAppliedMinor),
      onSummary: summary?.number ?? null,
      paymentPending: pendingPayment !== null,
    };
  };
  const decided =
    (decide: (invoice: InvoiceStanding) => Reason | null) =>
    async (row: InvoiceRow, context: Context): Promise<Reason | null> =>
      decide(await standing(row, context));
  /** What is too small by itself is charged together with all that are carried; credit pays before a card. */
  const decideAmount = async (row: InvoiceRow, context: Context): Promise<Reason | null> => {
    const { accountId, currency } = row;
    const own = balanceOf(sumsOf(row));
    const bounds = limits(currency);
    const credit = (await creditLoader(context, invoices).load(accountId))?.credit ?? 0n;
    const decide = (amount: bigint): Reason | null => {
      const { rest } = paidFromCredit(amount, credit, bounds.least);
      return rest === 0n ? null : decideInvoiceCharge(rest, currency, bounds);
    };
    if (own >= bounds.least) return decide(own);
    const all = BigInt((await carriedLoader(context, carried).load(accountId))?.amount ?? 0);
    return decide(carriedToNext(row, limits) ? all : own + all);
  };
  return {
    payInvoice: async (row: InvoiceRow, context: Context): Promise<Reason | null> =>
      decidePay(await standing(row, context)) ?? decideAmount(row, context),
    applyCredit: async ({ pk }: AccountRow, context: Context): Promise<Reason | null> =>
      decideApplyCredit((await creditLoader(context, invoices).load(pk))?.credit ?? 0n),
    voidInvoice: decided(decideVoid),
    creditInvoice: decided(decideCredit),
    resumeCollection: (row: InvoiceRow): Promise<Reason | null> =>
      Promise.resolve(decideResume(row)),
  };
}
