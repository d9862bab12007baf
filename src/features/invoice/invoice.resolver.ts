import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LimitsOf } from '../../domain/billing/charge-limits';
import { balanceOf } from '../../domain/billing/invoice-totals';
import { LooksAt } from '../../graphql/looks';
import { PageArgs } from '../../graphql/connection';
import type { ListDeclaration, Lists } from '../../graphql/lists';
import { Money, money } from '../../graphql/money';
import type { Context } from '../context';
import { invoiceLoader, linesLoader, partiesLoader } from './invoice.loaders';
import { carriedToNext, notesOf, sumsOf, summaryPending } from './invoice-standing';
import type { InvoiceLinks, LinkViewer } from './invoice-links';
import { INVOICE_ORDERS } from './invoice-orders';
import type { InvoiceLineRepository } from './invoice-line.repository';
import type { InvoiceRepository } from './invoice.repository';
import {
  Invoice,
  InvoiceConnection,
  InvoiceLine,
  type InvoiceSort,
  InvoiceParty,
  type InvoiceLineRow,
  type InvoiceRow,
} from './invoice.types';

@Resolver(() => Invoice)
export class InvoiceResolver {
  private readonly summarized: ListDeclaration<InvoiceRow, null, InvoiceSort>;
  private readonly notesOf: ListDeclaration<InvoiceRow, null, InvoiceSort>;

  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly invoiceLines: InvoiceLineRepository,
    private readonly lists: Lists,
    private readonly limits: LimitsOf,
    private readonly links: InvoiceLinks,
  ) {
    this.summarized = {
      name: 'Invoice.summarizedInvoices',
      type: 'Invoice',
      connection: InvoiceConnection,
      orders: INVOICE_ORDERS,
      parentOf: (row) => row.summaryInvoiceId ?? 0,
      reader: {
        rows: (scope, parents, _filter, order, request) =>
          invoices.summarized(scope, parents, order, request),
        counts: (scope, parents) => invoices.countsOfSummarized(scope, parents),
      },
    };
    this.notesOf = {
      name: 'Invoice.creditNotes',
      type: 'Invoice',
      connection: InvoiceConnection,
      orders: INVOICE_ORDERS,
      parentOf: (row) => row.correctsInvoiceId ?? 0,
      reader: {
        rows: (scope, parents, _filter, order, request) =>
          invoices.creditNotes(scope, parents, order, request),
        counts: (scope, parents) => invoices.countsOfCreditNotes(scope, parents),
      },
    };
  }

  @FieldResolver(() => [String], {
    description:
      'Notes below the lines: whether it is a summary, is collected by a summary, or is carried over; why it bears no tax.',
  })
  notes(@Root() invoice: InvoiceRow): string[] {
    return notesOf(invoice, this.limits);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the invoice will be collected by a summary. It can be paid before that.',
  })
  willBeSummarized(@Root() invoice: InvoiceRow): boolean {
    return summaryPending(invoice);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the balance is below the minimum card charge. The invoice stays `OPEN` and is charged together with others.',
  })
  carried(@Root() invoice: InvoiceRow): boolean {
    return carriedToNext(invoice, this.limits);
  }

  @FieldResolver(() => Money, {
    description:
      'Amount still to be paid; for an invoice on a summary, through the summary. It is `total` less `credited` less `paid`, and never below zero: an excess payment becomes account credit.',
  })
  @LooksAt({ always: 100_000 })
  balance(@Root() invoice: InvoiceRow): Money {
    return money(balanceOf(sumsOf(invoice)), invoice.currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Amount paid by card, by bank transfer, from account credit and through the summary, less `keptAsCredit` and `refunded`.',
  })
  paid(@Root() { paidMinor, currency }: InvoiceRow): Money {
    return money(paidMinor, currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Amount of all credit notes, tax included; the whole amount when the invoice is void.',
  })
  credited(@Root() { creditedMinor, currency }: InvoiceRow): Money {
    return money(creditedMinor, currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Part of the payments that came from account credit.',
  })
  creditApplied(@Root() { creditAppliedMinor, currency }: InvoiceRow): Money {
    return money(creditAppliedMinor, currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Part of the payments that became account credit, because credit notes exceeded the amount still to be paid. Excludes what was refunded since; includes what paid other invoices since.',
  })
  keptAsCredit(@Root() { creditKeptMinor, currency }: InvoiceRow): Money {
    return money(creditKeptMinor, currency);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Part of the payments that was returned to the payer: refunded, or taken by the bank from an amount that had become credit.',
  })
  refunded(@Root() { refundedMinor, currency }: InvoiceRow): Money {
    return money(refundedMinor, currency);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'URL of the PDF of the invoice. It opens without credentials for 10 minutes, while the session or API token that requested it is valid and may still see the invoice; afterwards, or without its query string, it needs credentials with the same permissions. Anybody who has the URL can open the PDF in that time.',
  })
  pdfUrl(@Root() { pk }: InvoiceRow, @Ctx() { now, authentication, apiToken }: Context): string {
    const session = authentication?.sessionKey ?? null;
    const token = apiToken?.tokenKey ?? null;
    const viewer: LinkViewer | null =
      session !== null
        ? { type: 'Session', key: session }
        : token === null
          ? null
          : { type: 'ApiToken', key: token };
    return this.links.urlOf(pk, viewer, now);
  }

  @FieldResolver(() => InvoiceParty, {
    nullable: true,
    description:
      'The seller: the vendor on the day of issue. For a credit note, the seller of the invoice that it corrects.',
  })
  async seller(@Root() invoice: InvoiceRow, @Ctx() context: Context): Promise<InvoiceParty | null> {
    return (await partiesLoader(context, this.invoices).load(invoice.pk))?.seller ?? null;
  }

  @FieldResolver(() => InvoiceParty, {
    nullable: true,
    description:
      'The buyer on the day of issue; tax follows from its country and VAT number. For a credit note, the buyer of the invoice that it corrects.',
  })
  async buyer(@Root() invoice: InvoiceRow, @Ctx() context: Context): Promise<InvoiceParty | null> {
    return (await partiesLoader(context, this.invoices).load(invoice.pk))?.buyer ?? null;
  }

  @FieldResolver(() => [InvoiceLine], {
    nullable: true,
    description: 'Lines, in order of position.',
  })
  lines(@Root() invoice: InvoiceRow, @Ctx() context: Context): Promise<readonly InvoiceLineRow[]> {
    return linesLoader(context, this.invoiceLines).load(invoice);
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description:
      'The summary that collects this invoice, which is then paid only through the summary; null when there is none.',
  })
  summaryInvoice(
    @Root() { summaryInvoiceId }: InvoiceRow,
    @Ctx() context: Context,
  ): Promise<InvoiceRow | null> | null {
    return summaryInvoiceId === null
      ? null
      : invoiceLoader(context, this.invoices).load(summaryInvoiceId);
  }

  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description: 'Invoices that this summary collects, oldest first; empty for other kinds.',
  })
  summarizedInvoices(
    @Root() { pk }: InvoiceRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.summarized, pk, page, 'OLDEST_FIRST', null);
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The invoice that this credit note corrects; null for other kinds.',
  })
  corrects(
    @Root() { correctsInvoiceId }: InvoiceRow,
    @Ctx() context: Context,
  ): Promise<InvoiceRow | null> | null {
    return correctsInvoiceId === null
      ? null
      : invoiceLoader(context, this.invoices).load(correctsInvoiceId);
  }

  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description: 'Credit notes that correct this invoice, oldest first.',
  })
  creditNotes(
    @Root() { pk }: InvoiceRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.lists.connection(context, this.notesOf, pk, page, 'OLDEST_FIRST', null);
  }
}
