import { applyMoney, type AppliedMoney } from '../../domain/billing/applied-money';
import { typedAmount } from '../../domain/billing/typed-amount';
import { formatMinor, type Currency } from '../../domain/billing/money';
import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { plainMoney } from '../../graphql/money';
import type { OutcomeValue } from '../../graphql/outcome';
import type { BilledAccount } from '../invoice/billed-account.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import type { AppliedInvoiceInput } from './bank-transfer.mutation-types';

/** An invoice to which staff apply money, before it is locked. */
export interface NamedInvoice {
  readonly pk: number;
  readonly amount: string | null;
}

/** Reads the invoices that an input names, past the gates. @throws Refusal REPEATED, OF_ANOTHER_ACCOUNT. */
export async function namedInvoices(
  call: Call,
  account: number,
  named: readonly AppliedInvoiceInput[],
): Promise<NamedInvoice[]> {
  const rows = await Promise.all(
    named.map(({ invoiceId }, at) => call.row('Invoice', invoiceId, fieldOf(at))),
  );
  rows.forEach((row, at) => {
    if (!('accountId' in row) || row.accountId !== account)
      throw new Refusal({
        code: 'OF_ANOTHER_ACCOUNT',
        message: 'The invoice is of another account.',
        field: fieldOf(at),
      });
    if (rows.findIndex(({ pk }) => pk === row.pk) < at)
      throw new Refusal({
        code: 'REPEATED',
        message: 'Name each invoice once.',
        field: fieldOf(at),
      });
  });
  return rows.map(({ pk }, at) => ({ pk, amount: named[at]?.amount ?? null }));
}

const fieldOf = (at: number, field = 'invoiceId'): string[] => ['invoices', String(at), field];

/** Applies an amount to invoices, which it locks; the account is locked. @throws Refusal as `applyMoney`. */
export async function applyTo(
  { tx }: Unit,
  { scope }: Call,
  { currency }: BilledAccount,
  named: readonly NamedInvoice[],
  amount: bigint,
): Promise<AppliedMoney<LockedInvoice>> {
  const locked = await new InvoiceChangeRepository(tx).lock(
    scope,
    named.map(({ pk }) => pk),
  );
  const asked = named.map(({ pk, amount: typed }, at) => {
    const invoice = locked.find((one) => one.pk === pk);
    if (invoice === undefined) throw new Error('An invoice is out of reach');
    const share = typed === null ? null : typedAmount(typed, currency, fieldOf(at, 'amount'));
    return { invoice, amount: share };
  });
  const applied = applyMoney(amount, currency, asked);
  if (!('refused' in applied)) return applied;
  const { refused, at } = applied;
  throw new Refusal({ ...refused, field: at === null ? ['invoices'] : fieldOf(at) });
}

/** What a payload says of invoices that get, or lose, some of an amount. */
export const shownShares = (
  ids: IdCodec,
  shares: readonly {
    readonly invoice: Pick<LockedInvoice, 'pk' | 'number' | 'currency'>;
    readonly amount: bigint;
    readonly remaining: bigint;
  }[],
): OutcomeValue =>
  shares.map(({ invoice: { pk, number, currency }, amount, remaining }) => ({
    invoiceId: ids.encode('Invoice', pk),
    number,
    amount: plainMoney(amount, currency),
    remaining: plainMoney(remaining, currency),
  }));

/** Shares that are paid, for a payment. */
export const paidShares = ({ shares }: AppliedMoney<LockedInvoice>) =>
  shares
    .filter(({ amount }) => amount > 0n)
    .map(({ invoice, amount }) => ({ target: invoice, amount }));

/** @throws Refusal MORE_THAN_CREDIT. */
export function assertWithinCredit(amount: bigint, credit: bigint, currency: Currency): void {
  if (amount <= credit) return;
  throw new Refusal({
    code: 'MORE_THAN_CREDIT',
    message: `The account has ${formatMinor(credit, currency)} ${currency} in credit.`,
    field: ['amount'],
  });
}
