import { isDuplicate } from '../../database/failures';
import { decideApplyCredit } from '../../domain/billing/account-credit';
import {
  bankReference,
  decideReceivedOn,
  decideReference,
} from '../../domain/billing/bank-transfer';
import { dayOf } from '../../domain/billing/day-of';
import { sum, type Currency } from '../../domain/billing/money';
import { typedAmount } from '../../domain/billing/typed-amount';
import { refuse, Refusal, type Reason } from '../../domain/refusal';
import { mailedAmount } from '../../domain/mail/account-mails';
import { withReason, type Call, type Unit } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { plainMoney } from '../../graphql/money';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { AccountCreditRepository } from '../invoice/account-credit.repository';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type { Notifier } from '../mail/notifier';
import {
  applyTo,
  assertWithinCredit,
  namedInvoices,
  paidShares,
  shownShares,
  type NamedInvoice,
} from './applied-shares';
import type {
  ApplyCreditInput,
  ApplyCreditPayload,
  RecordBankTransferInput,
  RecordBankTransferPayload,
  ReverseBankTransferInput,
  ReverseBankTransferPayload,
} from './bank-transfer.mutation-types';
import { BankTransferRepository } from './bank-transfer.repository';
import type { PaymentRow } from './payment.types';
import type { Payments } from './payments';
import { transferText, type RecordedTransfer } from './payment-booking';
import { RefundablePaymentRepository, type LockedPayment } from './refundable-payment.repository';
import { reverseTransfer, type Reversed } from './transfer-reversal';

const alreadyRecorded = (where: string): Reason => ({
  code: 'TRANSFER_RECORDED',
  message: `A bank transfer with this reference is recorded already${where}.`,
  field: ['reference'],
});

/** Money that staff apply: bank transfers, which they record and reverse, and the credit of accounts. */
export class BankTransfers {
  constructor(
    private readonly payments: Payments,
    private readonly notifier: Notifier,
    private readonly ids: IdCodec,
    private readonly timeZone: string,
  ) {}

  /**
   * @throws Refusal as `decideReference`, `decideReceivedOn`, `namedInvoices` and `applyMoney`, CURRENCY_DIFFERS, INVALID_AMOUNT,
   *   AMOUNT_TOO_LARGE, TRANSFER_RECORDED.
   */
  async record(
    call: Call<AccountRow>,
    input: RecordBankTransferInput,
  ): Promise<Outcome<RecordBankTransferPayload>> {
    const { pk, currency } = call.target;
    refuse(
      decideReference(bankReference(input.reference)),
      decideReceivedOn(input.receivedOn, dayOf(call.now, this.timeZone)),
      differs(input.currency, currency),
    );
    const amount = typedAmount(input.amount, currency, ['amount']);
    const named = await namedInvoices(call, pk, input.invoices ?? []);
    try {
      return await call.commit((unit) => this.recordWithin(unit, call, input, amount, named));
    } catch (error) {
      // Somebody else recorded it at the same moment.
      throw isDuplicate(error) ? new Refusal(alreadyRecorded('')) : error;
    }
  }

  private async recordWithin(
    unit: Unit,
    call: Call<AccountRow>,
    { reference: typed, receivedOn, currency }: RecordBankTransferInput,
    amount: bigint,
    named: readonly NamedInvoice[],
  ): Promise<Outcome<RecordBankTransferPayload>> {
    const { scope, now, target } = call;
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, target.pk);
    const transfers = new BankTransferRepository(unit.tx);
    const transfer = { reference: bankReference(typed), receivedOn };
    const before = await transfers.recorded(scope, transfer.reference);
    if (before !== null)
      throw new Refusal(
        alreadyRecorded(` for account ${before.accountNumber}, received on ${before.receivedOn}`),
      );
    const applied = await applyTo(unit, call, account, named, amount);
    const shares = paidShares(applied);
    const payment = { kind: 'BANK_TRANSFER', automatic: false, amount, shares, now } as const;
    const key = await this.payments.payAtOnce(
      unit,
      scope,
      account,
      { ...payment, more: transfer },
      { transfer },
    );
    await transfers.add(scope, key, transfer);
    return {
      payment: new RowRef('Payment', key),
      totals: {
        amount: plainMoney(amount, currency),
        applied: plainMoney(amount - applied.left, currency),
        keptAsCredit: plainMoney(applied.left, currency),
        invoices: shownShares(this.ids, applied.shares),
      },
    };
  }

  /** @throws Refusal as `decideReverse`. */
  reverse(
    call: Call<PaymentRow>,
    { reason }: ReverseBankTransferInput,
  ): Promise<Outcome<ReverseBankTransferPayload>> {
    const { scope, now, target } = call;
    return call.commit(async (own) => {
      const unit = withReason(own, reason);
      await new BilledAccountRepository(unit.tx).lockOne(scope, target.accountId);
      const payments = new RefundablePaymentRepository(unit.tx);
      const payment = await payments.lockPayment(scope, target.pk);
      const { fromCredit, invoices } = await reverseTransfer(unit, { scope, payment, now });
      const transfer = await new BankTransferRepository(unit.tx).reversed(scope, payment.pk, now);
      await this.withdrawReceipt(unit, payment, transfer, invoices);
      const { currency } = payment;
      return {
        payment: new RowRef('Payment', payment.pk),
        totals: {
          amount: plainMoney(payment.amount, currency),
          fromCredit: plainMoney(fromCredit, currency),
          invoices: shownShares(this.ids, invoices),
        },
      };
    });
  }

  /** Whoever got the receipt is told that it does not apply. */
  private async withdrawReceipt(
    unit: Unit,
    { accountId, currency, amount }: LockedPayment,
    { reference, receivedOn }: RecordedTransfer,
    invoices: Reversed['invoices'],
  ): Promise<void> {
    const summary = invoices.some(({ invoice }) => invoice.kind === 'SUMMARY');
    await this.notifier.notify(
      unit,
      accountId,
      { event: 'PAYMENT_RECEIVED', summary, paidBy: null },
      () => ({
        parameters: {
          numbers: invoices.map(({ invoice }) => invoice.number),
          receivedOn,
          withdrawn: true,
        },
        amounts: {
          amount: mailedAmount(amount, currency),
          method: transferText(reference),
          remaining: invoices.map(({ invoice, remaining }) => ({
            number: invoice.number,
            amount: mailedAmount(remaining, currency),
          })),
        },
      }),
    );
  }

  /** @throws Refusal as `decideApplyCredit`, `namedInvoices` and `applyMoney`, INVALID_AMOUNT, MORE_THAN_CREDIT. */
  async applyCredit(
    call: Call<AccountRow>,
    { invoices, amount: typed, reason }: ApplyCreditInput,
  ): Promise<Outcome<ApplyCreditPayload>> {
    const { scope, now, target } = call;
    if (invoices.length === 0)
      throw new Refusal({
        code: 'EMPTY',
        message: 'Name the invoices that the credit is to pay.',
        field: ['invoices'],
      });
    const named = await namedInvoices(call, target.pk, invoices);
    return call.commit(async (own) => {
      const unit = withReason(own, reason);
      const account = await new BilledAccountRepository(unit.tx).lockOne(scope, target.pk);
      const { currency } = account;
      const credit = await new AccountCreditRepository(unit.tx).of(scope, account.pk);
      refuse(decideApplyCredit(credit));
      const most = typed === undefined ? credit : typedAmount(typed, currency, ['amount']);
      assertWithinCredit(most, credit, currency);
      const applied = await applyTo(unit, call, account, named, most);
      const shares = paidShares(applied);
      const amount = sum(shares.map((share) => share.amount));
      const payment = { kind: 'CREDIT', automatic: false, amount, shares, now } as const;
      const key = await this.payments.payAtOnce(unit, scope, account, payment);
      return {
        payment: new RowRef('Payment', key),
        account: new RowRef('Account', account.pk),
        totals: {
          applied: plainMoney(amount, currency),
          creditLeft: plainMoney(credit - amount, currency),
          invoices: shownShares(this.ids, applied.shares),
        },
      };
    });
  }
}

const differs = (given: Currency, currency: Currency): Reason | null =>
  given === currency
    ? null
    : {
        code: 'CURRENCY_DIFFERS',
        message: `The account is billed in ${currency}: convert nothing, and have the bank return ${given}.`,
        field: ['currency'],
      };
