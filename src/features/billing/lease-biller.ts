import { addDays, lastDay, type Month } from '../../domain/billing/calendar';
import { LEASE_INVOICE_DAYS } from '../../domain/billing/billing-month';
import { partyOf, type InvoiceParty } from '../../domain/billing/invoice-party';
import { startOfDay } from '../../domain/billing/day-of';
import { termOn } from '../../domain/billing/lease-charge';
import { leaseInvoiceOf } from '../../domain/billing/lease-invoice';
import { noteAsOf, taxTermsFor, type TaxRules } from '../../domain/billing/tax';
import { PlainError } from '../../domain/plain-error';
import type { Queries, Transaction } from '../../database/database';
import type { Scope, SystemScope } from '../../database/scope';
import { FormerTaxFactsRepository } from '../account/former-tax-facts.repository';
import type { BilledAccount } from '../invoice/billed-account.repository';
import { LeaseFactsRepository, type BilledLease } from '../lease/lease-facts.repository';
import type { AccountPage, Biller, DueTotal, BilledMonth, MonthlyDraft } from './billing.types';
import { BillableRepository } from './billable.repository';

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
    return new BillableRepository(this.database).providers(scope, month, page);
  }

  /** What a whole month of every lease would cost under its last terms: more than it comes to, if anything. */
  totals(scope: SystemScope, month: Month): Promise<DueTotal[]> {
    return new BillableRepository(this.database).leased(scope, month);
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
      const lines = invoice.lines.map(({ lease, description, explanation, charge, amount }) => {
        const segments = charge.segments.map(({ from, to, rate }) => {
          const term = termOn(lease.terms, to);
          if (term === undefined)
            throw new PlainError(`lease ${lease.number} has no terms on ${to}`);
          return { from, to, rate, productId: term.productId };
        });
        return {
          description,
          explanation,
          quantity: 1,
          amount,
          licenseId: lease.licenseId,
          leaseId: lease.key,
          productId: segments.at(-1)?.productId ?? null,
          segments,
        };
      });
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
