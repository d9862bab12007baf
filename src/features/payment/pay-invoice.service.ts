import { Refusal } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { plainMoney } from '../../graphql/money';
import { RowRef, type Outcome, type OutcomeValue } from '../../graphql/outcome';
import type { Currency } from '../../domain/billing/money';
import { chargedTogether, type LimitsOf } from '../../domain/billing/charge-limits';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import { CarriedInvoicesRepository } from '../invoice/carried-invoices.repository';
import { InvoiceChangeRepository, type LockedInvoice } from '../invoice/invoice-change.repository';
import type { InvoiceRow } from '../invoice/invoice.types';
import type { PayInvoiceInput, PayInvoicePayload } from './pay-invoice.mutation-types';
import { leftToSpend } from '../token/token-spending.repository';
import type { BegunAttempt, OpenAttempt } from './gateway-charges';
import type { Payments } from './payments';
import { resumedAttempt, toResume } from './resumed-attempt';

/** A dry run tells what would be paid (R65). */
function totalsOf(
  { dryRun }: Call,
  open: OpenAttempt | BegunAttempt,
  currency: Currency,
): OutcomeValue {
  if (!dryRun || !('charged' in open)) return null;
  const shown = (amount: bigint) => plainMoney(amount, currency);
  const { fromCredit, charged } = open;
  return {
    amount: shown(fromCredit + charged),
    fromCredit: shown(fromCredit),
    charged: shown(charged),
  };
}

/** Pays invoices by card (R47). */
export class PayInvoiceService {
  constructor(
    private readonly payments: Payments,
    private readonly limits: LimitsOf,
  ) {}

  /**
   * Writes the attempt down, charges the card, settles. A repeat after a crash goes on where it was.
   * What the account was carrying is charged along. @throws Refusal as `Payments.begin`, DIFFERENT_ACCOUNTS.
   */
  async pay(call: Call<InvoiceRow>, input: PayInvoiceInput): Promise<Outcome<PayInvoicePayload>> {
    const first = call.target;
    const open = resumedAttempt(call) ?? (await this.begin(call, input, first));
    const end = await this.payments.charge(call, open);
    return call.commit(async (unit) => {
      const { report } = await this.payments.report(call, unit, open, end);
      const payment = new RowRef('Payment', open.pk);
      const invoice = new RowRef('Invoice', first.pk);
      return { payment, invoice, totals: totalsOf(call, open, first.currency), ...report };
    });
  }

  private async begin(
    call: Call,
    { furtherInvoiceIds, paymentMethodId, withCarried }: PayInvoiceInput,
    first: InvoiceRow,
  ): Promise<BegunAttempt> {
    const card =
      paymentMethodId === undefined
        ? null
        : await call.row('PaymentMethod', paymentMethodId, ['paymentMethodId']);
    const further = await Promise.all(
      (furtherInvoiceIds ?? []).map((id, index) =>
        call.row('Invoice', id, ['furtherInvoiceIds', String(index)]),
      ),
    );
    const keys = [first.pk, ...further.map(({ pk }) => pk)];
    return call.prepare(async (unit, record) => {
      const { scope, now } = call;
      const account = await new BilledAccountRepository(unit.tx).lockOne(scope, first.accountId);
      const carried =
        withCarried === false
          ? []
          : await new CarriedInvoicesRepository(unit.tx, this.limits).ofAccount(
              scope,
              account.pk,
              account.currency,
            );
      const room = await this.room(unit, call, account);
      const all = await this.lock(unit, call, [...keys, ...carried], account.pk);
      const isAsked = ({ pk }: LockedInvoice): boolean => keys.includes(pk);
      const invoices = chargedTogether(
        all.filter(isAsked),
        all.filter((one) => !isAsked(one)),
        room,
      );
      const by = { methodKey: card?.pk ?? null, automatic: false, now };
      const open = await this.payments.begin(unit, scope, account, { invoices }, by);
      record(toResume(open));
      return open;
    });
  }

  /** How much may be charged at once: not what a token's cap leaves no room for either (R59). */
  private async room(
    { tx }: Unit,
    { scope, now }: Call,
    { pk: accountId, currency }: BilledAccount,
  ): Promise<bigint> {
    const { greatest } = this.limits(currency);
    const spends = this.payments.spends(scope, now);
    const left = spends && (await leftToSpend(tx, scope, { ...spends, accountId }));
    return left !== null && left < greatest ? left : greatest;
  }

  private async lock(
    unit: Unit,
    call: Call,
    keys: readonly number[],
    accountId: number,
  ): Promise<LockedInvoice[]> {
    const invoices = await new InvoiceChangeRepository(unit.tx).lock(call.scope, keys);
    if (invoices.some((invoice) => invoice.accountId !== accountId))
      throw new Refusal({
        code: 'DIFFERENT_ACCOUNTS',
        message: 'Only invoices of one account can be paid together.',
        field: ['furtherInvoiceIds'],
      });
    return invoices;
  }
}
