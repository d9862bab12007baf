import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import type { AccountRow } from '../account/account.types';
import {
  ApplyCreditInput,
  ApplyCreditPayload,
  RecordBankTransferInput,
  RecordBankTransferPayload,
  ReverseBankTransferInput,
  ReverseBankTransferPayload,
} from './bank-transfer.mutation-types';
import type { BankTransfers } from './bank-transfers';
import type { PaymentRow } from './payment.types';

/** Errors of each invoice that money is applied to. */
const OF_INVOICES =
  '`OF_ANOTHER_ACCOUNT` when an invoice is of another account, `REPEATED`, `INVOICE_PAID`, `INVOICE_VOID`, `INVOICE_CREDITED`, `INVOICE_ON_SUMMARY` when it is paid through a summary, `NOTHING_TO_PAY` when it is free or a credit note, `PAYMENT_IN_PROGRESS`, `CURRENCY_DIFFERS`, `MORE_THAN_OWED` when an amount exceeds what its invoice asks for, `MORE_THAN_RECEIVED` when the amounts exceed what is applied, `PAID_IN_FULL_ONLY` when it will be summarized and would be paid in part, `INVALID_AMOUNT`, `AMOUNT_TOO_LARGE`';

@Resolver()
export class BankTransferResolver {
  constructor(private readonly transfers: BankTransfers) {}

  @Write(() => RecordBankTransferInput, () => RecordBankTransferPayload, {
    description: `Records money that came by bank transfer. It pays the invoices that are named; what they still ask for stays open, and what they leave becomes credit of the account. People who get receipts are mailed one. Errors: \`TRANSFER_RECORDED\` when the reference is recorded already, \`DAY_OUT_OF_RANGE\` when the day is in the future or more than 366 days ago, ${OF_INVOICES}.`,
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
  })
  recordBankTransfer(
    input: RecordBankTransferInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<RecordBankTransferPayload>> {
    return this.transfers.record(call, input);
  }

  @Write(() => ReverseBankTransferInput, () => ReverseBankTransferPayload, {
    description:
      'Takes back the record of a bank transfer that was a mistake, as if it had not been made. The credit that it brought goes first; invoices that it paid, and those that its credit has paid since, are open again and are collected as usual. People who got the receipt are mailed. The reference can then be recorded again. Errors: `NOT_A_BANK_TRANSFER`, `TRANSFER_REVERSED`, `PAYMENT_REFUNDED` when some of it was sent back, `CREDIT_PAID_OUT` when the credit that it brought was refunded since, or is about to be used.',
    on: { type: 'Payment', id: 'paymentId' },
    dryRun: true,
    decided: true,
  })
  reverseBankTransfer(
    input: ReverseBankTransferInput,
    call: Call<PaymentRow>,
  ): Promise<Outcome<ReverseBankTransferPayload>> {
    return this.transfers.reverse(call, input);
  }

  @Write(() => ApplyCreditInput, () => ApplyCreditPayload, {
    description: `Pays invoices from the credit of the account, as far as it goes. Without it, credit pays the next invoice, and what is due. To give a customer credit, credit an invoice that is paid (\`creditInvoice\`). Errors: \`NO_CREDIT\`, \`MORE_THAN_CREDIT\`, \`EMPTY\` when no invoice is named, ${OF_INVOICES}.`,
    on: { type: 'Account', id: 'accountId' },
    dryRun: true,
    decided: true,
  })
  applyCredit(
    input: ApplyCreditInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<ApplyCreditPayload>> {
    return this.transfers.applyCredit(call, input);
  }
}
