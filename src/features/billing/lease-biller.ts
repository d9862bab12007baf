import { addDays, firstDay, lastDay, type Month } from '../../domain/billing/calendar';
import { LEASE_INVOICE_DAYS } from '../../domain/billing/billing-month';
import { partyOf, type InvoiceParty } from '../../domain/billing/invoice-party';
import { startOfDay } from '../../domain/billing/day-of';
import { leaseInvoiceOf } from '../../domain/billing/lease-invoice';
import { noteAsOf, taxTermsFor, type TaxRules } from '../../domain/billing/tax';
import { PlainError } from '../../domain/plain-error';
import type { Queries, Transaction } from '../../database/database';
import { reachAccounts } from '../../database/reach';
import type { Scope, SystemScope } from '../../database/scope';
import { sql } from '../../database/sql';
import { FormerTaxFactsRepository } from '../account/former-tax-facts.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import { LeaseFactsRepository, type BilledLease } from '../lease/lease-facts.repository';
import { BilledRepository } from './billed.repository';
import type { AccountPage, Biller, DueTotal, BilledMonth, MonthlyDraft } from './billing.types';
import { AccountEntity } from '../../database/entities/account.entity';
import { LeaseEntity } from '../../database/entities/lease.entity';
import { decimal, select, table } from '../../database/table';

const a = table(AccountEntity, 'a');
const e = table(LeaseEntity, 'e');
const TOTALS = select({ accountId: a.id, number: a.number, currency: e.currency }).fromLike(
  'leases e JOIN accounts a ON a.id = e.account_id',
);

/** One lease invoice for every account with a lease that was active in the month (R51, R52). */
export class LeaseBiller implements Biller {
  readonly kind = 'LEASE';
  readonly event = 'LEASE_INVOICE_CREATED';

  constructor(
    private readonly database: Queries,
    private readonly taxRules: TaxRules,
    private readonly timeZone: string,
    private readonly seller: InvoiceParty,
  ) {}

  /** All lease providers, since one may be starting its first lease; and who has leases still (R6). */
  candidates(scope: SystemScope, month: Month, page: AccountPage): Promise<number[]> {
    return new BilledRepository(this.database).accountsWhere(
      scope,
      sql`a.lease_provider = 1 OR EXISTS (
            SELECT 1 FROM leases e WHERE e.account_id = a.id AND e.started_on <= ${lastDay(month)}
              AND (e.stopped_on IS NULL OR e.stopped_on >= ${firstDay(month)}))`,
      page,
    );
  }

  /** What a whole month of every lease would cost under its last terms: more than it comes to, if anything. */
  async totals(scope: SystemScope, month: Month): Promise<DueTotal[]> {
    const last = sql`COALESCE(SUM((SELECT t.monthly_price FROM lease_terms t
              WHERE t.account_id = e.account_id AND t.lease_id = e.id AND t.valid_from <= ${lastDay(month)}
              ORDER BY t.valid_from DESC LIMIT 1)), 0)`;
    const rows = await this.database.rows(
      scope,
      sql`${TOTALS.with({ amount: decimal(last) })} FROM leases e JOIN accounts a ON a.id = e.account_id
          WHERE e.started_on <= ${lastDay(month)} AND (e.stopped_on IS NULL OR e.stopped_on > ${firstDay(month)})
            AND ${reachAccounts('e.account_id')} GROUP BY a.id, a.number, e.currency`,
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }

  async drafts(
    tx: Transaction,
    scope: Scope,
    accounts: readonly BilledAccount[],
    { month, on }: BilledMonth,
  ): Promise<{ readonly drafts: readonly MonthlyDraft[]; readonly waiting: readonly [] }> {
    const keys = accounts.map(({ pk }) => pk);
    const leasesOf = new Map<number, BilledLease[]>(keys.map((key) => [key, []]));
    for (const lease of await new LeaseFactsRepository(tx).ofMonth(scope, keys, month))
      leasesOf.get(lease.accountId)?.push(lease);
    const taxedOn = lastDay(month);
    const midnight = startOfDay(taxedOn, this.timeZone);
    const facts = await new FormerTaxFactsRepository(tx).asOf(scope, accounts, midnight);
    const drafts = accounts.flatMap((account) => {
      const leases = leasesOf.get(account.pk) ?? [];
      const { currency } = account;
      const other = leases.find((lease) => lease.currency !== currency);
      if (other !== undefined)
        throw new PlainError(
          `lease ${other.number} is in ${other.currency}, its account in ${currency}`,
        );
      const taxedAs = facts.get(account.pk) ?? account;
      const tax = taxTermsFor(taxedAs, taxedOn, this.taxRules);
      const invoice = leaseInvoiceOf(month, leases, { currency, tax });
      if (invoice === null) return [];
      const { subtotal, tax: taxed, total } = invoice;
      const lines = invoice.lines.map(({ lease, description, explanation, amount }) => ({
        description,
        explanation,
        quantity: 1,
        amount,
        licenseId: lease.licenseId,
        leaseId: lease.key,
      }));
      return [
        {
          accountId: account.pk,
          seller: this.seller,
          buyer: partyOf(account),
          kind: 'LEASE' as const,
          period: month,
          issuedOn: on,
          dueOn: addDays(on, LEASE_INVOICE_DAYS),
          currency,
          taxRateBasisPoints: tax.rateInBasisPoints,
          taxNote: noteAsOf(tax.note, taxedAs, account, taxedOn),
          awaitsSummary: false,
          correctsInvoiceId: null,
          subtotal,
          tax: taxed,
          total,
          lines,
        },
      ];
    });
    return { drafts, waiting: [] };
  }
}
