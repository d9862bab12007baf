import type { Day } from '../../domain/billing/calendar';
import { insertInto, update } from '../../database/changes';
import type { Queries } from '../../database/database';
import { AccountEntity } from '../../database/entities/account.entity';
import { BankTransferEntity, PaymentEntity } from '../../database/entities/payment.entity';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { pick, select } from '../../database/select';
import { sql } from '../../database/sql';
import { table } from '../../database/table';
import type { RecordedTransfer } from './payment-booking';

const b = table(BankTransferEntity, 'b');
const y = table(PaymentEntity, 'y');
const a = table(AccountEntity, 'a');
const RECORDED = select({ accountNumber: a.number, receivedOn: b.receivedOn }).from(
  'bank_transfers b JOIN accounts a ON a.id = b.account_id',
);

const TRANSFER = select(pick(b, 'reference', 'receivedOn')).from('bank_transfers b');

/** What the bank says of payments that staff recorded. */
export class BankTransferRepository {
  constructor(private readonly database: Queries) {}

  /** Where the transfer of a reference counts already; null for nowhere. */
  recorded(
    scope: Scope,
    reference: string,
  ): Promise<{ readonly accountNumber: string; readonly receivedOn: Day } | null> {
    return this.database.row(
      scope,
      sql`${RECORDED} WHERE b.counted_reference = ${reference} AND ${reachAccounts('b.account_id')}`,
    );
  }

  /** @throws as a duplicate when the transfer of the reference counts already. */
  async add(
    scope: Scope,
    payment: number,
    { reference, receivedOn }: Pick<BankTransferEntity, 'reference' | 'receivedOn'>,
  ): Promise<void> {
    await this.database.write(
      scope,
      insertInto(
        BankTransferEntity,
        {
          paymentId: y.id,
          accountId: y.accountId,
          reference,
          receivedOn,
          countedReference: reference,
        },
        sql`FROM payments y WHERE y.id = ${payment} AND ${reachAccounts('y.account_id')}`,
      ),
    );
  }

  /** Its record was a mistake: the reference can be recorded once more. @returns what had been recorded. */
  async reversed(scope: Scope, payment: number, now: Date): Promise<RecordedTransfer> {
    const transfer = await this.database.row(
      scope,
      sql`${TRANSFER} WHERE b.payment_id = ${payment} AND ${reachAccounts('b.account_id')}`,
    );
    const found = await this.database.write(
      scope,
      update(
        b,
        { reversedAt: now, countedReference: null },
        sql`WHERE b.payment_id = ${payment} AND b.reversed_at IS NULL AND ${reachAccounts('b.account_id')}`,
      ),
    );
    if (found !== 1 || transfer === null)
      throw new Error('The bank transfer changed while it was locked');
    return transfer;
  }
}
