import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { Currency } from '../../domain/billing/money';
import type { Queries } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { raw, sql } from '../../database/sql';
import { AccountEntity } from '../../database/entities/account.entity';
import { flag } from '../../database/computed';
import { pick, select } from '../../database/select';
import { table } from '../../database/table';

/** An account as far as its money goes. */
export interface BilledAccount extends InvoiceParty {
  readonly pk: number;
  readonly number: string;
  readonly email: string;
  readonly currency: Currency;
  readonly reseller: boolean;
  readonly leaseProvider: boolean;
  /** Hundredths of a percent (R24). */
  readonly discountBasisPoints: number;
  /** Whether it has a holder: that of a guest has none before money has come for it (R1). */
  readonly isOpen: boolean;
}

const ACCOUNTS = table(AccountEntity);
const LOCK = select({
  pk: ACCOUNTS.id,
  ...pick(
    ACCOUNTS,
    'number',
    'name',
    'address',
    'email',
    'currency',
    'country',
    'vatNumber',
    'reseller',
    'leaseProvider',
    'discountBasisPoints',
  ),
  isOpen: flag('holder_user_id IS NOT NULL'),
}).from('accounts');

/** Accounts, locked before anything of their money is read or written. */
export class BilledAccountRepository {
  constructor(private readonly database: Queries) {}

  /**
   * Locks accounts until the transaction ends, in the order of their keys: whoever orders, pays, credits or
   * bills for the same account waits. @throws when one is out of reach.
   * @param wait False to pass over those that somebody else has locked.
   */
  async lock(
    scope: Scope,
    keys: readonly number[],
    { wait = true }: { readonly wait?: boolean } = {},
  ): Promise<BilledAccount[]> {
    const rows = await this.database.rows(
      scope,
      sql`${LOCK} WHERE id IN (${keys}) AND ${reachAccounts('id')} ORDER BY id
          FOR UPDATE ${raw(wait ? '' : 'SKIP LOCKED')}`,
    );
    if (wait && rows.length !== new Set(keys).size) throw new Error('An account is out of reach');
    return rows.map((row) => ({
      ...row,
      reseller: row.reseller === 1,
      leaseProvider: row.leaseProvider === 1,
      isOpen: row.isOpen === 1,
    }));
  }

  /** Locks one account. @throws when it is out of reach. */
  async lockOne(scope: Scope, key: number): Promise<BilledAccount> {
    const [account] = await this.lock(scope, [key]);
    if (account === undefined) throw new Error('The account is out of reach');
    return account;
  }
}
