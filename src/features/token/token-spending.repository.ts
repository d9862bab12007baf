import type { Transaction } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { sql } from '../../database/sql';
import type { Month } from '../../domain/billing/calendar';
import { Refusal, type Reason } from '../../domain/refusal';
import { ApiTokenEntity, ApiTokenSpendingEntity } from '../../database/entities/api-token.entity';
import { insertInto, update } from '../../database/changes';
import { minorUnits, orNull } from '../../database/computed';
import { select } from '../../database/select';
import { table } from '../../database/table';

/** Something that an API token is about to spend. */
export interface Spending {
  readonly accountId: number;
  readonly tokenId: number;
  /** Calendar month of the billing time zone: `2026-11`. */
  readonly month: Month;
  /** In minor units of the account's currency; never below zero, which would give back. */
  readonly amount: bigint;
}

export const SPENDING_CAP_REACHED: Reason = {
  code: 'SPENDING_CAP_REACHED',
  message: 'This token has reached its monthly spending cap.',
};

const LEFT_TO_SPEND = select({
  left: orNull(minorUnits('CAST(t.monthly_cap - COALESCE(s.spent, 0) AS SIGNED)')),
}).fromLike('api_tokens t LEFT JOIN api_token_spending s ON s.token_id = t.id');

/**
 * What an API token may spend yet in a month, in minor units; null where it has no cap. The account is locked, and the
 * token is from now on: before whatever it is spent on.
 */
export async function leftToSpend(
  tx: Transaction,
  scope: Scope,
  { accountId, tokenId, month }: Omit<Spending, 'amount'>,
): Promise<bigint | null> {
  const row = await tx.row(
    scope,
    sql`${LEFT_TO_SPEND} FROM api_tokens t
        LEFT JOIN api_token_spending s ON s.token_id = t.id AND s.month = ${month}
        WHERE t.id = ${tokenId} AND t.account_id = ${accountId} AND ${reachAccounts('t.account_id')} FOR UPDATE`,
  );
  return row === null || row.left === null ? null : BigInt(row.left);
}

const API_TOKEN_SPENDING = table(ApiTokenSpendingEntity);

/** Takes back what was counted and came to nothing, within the transaction that says so. */
export async function giveBack(tx: Transaction, scope: Scope, spending: Spending): Promise<void> {
  const { tokenId, month, amount } = spending;
  await tx.write(
    scope,
    update(
      API_TOKEN_SPENDING,
      { spent: sql`spent - ${amount}` },
      sql`WHERE token_id = ${tokenId} AND month = ${month} AND ${reachAccounts('account_id')}`,
    ),
  );
}

/** What came to nothing, and was taken back, is spent after all: nobody is asked whether it may be. */
export const spendAfterAll = (tx: Transaction, scope: Scope, spending: Spending): Promise<void> =>
  giveBack(tx, scope, { ...spending, amount: -spending.amount });

const API_TOKENS = table(ApiTokenEntity);
const CAP = select({ cap: API_TOKENS.monthlyCap }).from('api_tokens');
const SPENT = select({ spent: API_TOKEN_SPENDING.spent }).from('api_token_spending');
const t = table(ApiTokenEntity, 't');

/**
 * Counts what a token spends against its monthly cap (R59), within the transaction that spends: whoever
 * spends by the same token at the same time waits. @throws Refusal SPENDING_CAP_REACHED; RangeError for an amount below zero.
 */
export async function spend(tx: Transaction, scope: Scope, spending: Spending): Promise<void> {
  const { accountId, tokenId, month, amount } = spending;
  if (amount < 0n) throw new RangeError(`Nobody spends ${amount}`);
  const token = await tx.row(
    scope,
    sql`${CAP} WHERE id = ${tokenId} AND account_id = ${accountId} AND ${reachAccounts('account_id')} FOR UPDATE`,
  );
  if (token === null) throw new Error('The token is out of reach');
  const row = await tx.row(
    scope,
    sql`${SPENT} WHERE token_id = ${tokenId} AND month = ${month} AND ${reachAccounts('account_id')}`,
  );
  const spent = BigInt(row?.spent ?? 0) + amount;
  if (token.cap !== null && spent > BigInt(token.cap)) throw new Refusal(SPENDING_CAP_REACHED);
  await tx.write(
    scope,
    insertInto(
      ApiTokenSpendingEntity,
      { accountId: t.accountId, tokenId: t.id, month, spent },
      sql`FROM api_tokens t
        WHERE t.id = ${tokenId} AND ${reachAccounts('t.account_id')}
        ON DUPLICATE KEY UPDATE spent = ${spent}`,
    ),
  );
}
