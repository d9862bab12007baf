import DataLoader from 'dataloader';
import type { StoredMinor } from '../../graphql/money';
import { childLoader, rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { Parties } from './invoice-parties.repository';
import type { CarriedInvoicesRepository, CarriedSum } from './carried-invoices.repository';
import type { InvoiceLineRepository } from './invoice-line.repository';
import type { InvoiceRepository } from './invoice.repository';
import type { InvoiceLineRow, InvoiceLineSegmentRow, InvoiceRow } from './invoice.types';

export const invoiceLoader = (
  context: Context,
  invoices: InvoiceRepository,
): DataLoader<number, InvoiceRow | null> =>
  rowLoader(
    context,
    'Invoice',
    (scope, keys) => invoices.byKeys(scope, keys),
    (row) => row.pk,
  );

/** Lines by the invoice itself, which knows their currency and whose they are. */
export const linesLoader = (
  { loaders, scope }: Context,
  invoiceLines: InvoiceLineRepository,
): DataLoader<InvoiceRow, readonly InvoiceLineRow[]> =>
  loaders.get(
    'Invoice.lines',
    () =>
      new DataLoader<InvoiceRow, readonly InvoiceLineRow[], unknown>(
        async (rows) => {
          const lines = await invoiceLines.lines(scope, rows);
          return rows.map(({ pk }) => lines.get(pk) ?? []);
        },
        { cacheKeyFn: ({ pk }) => pk },
      ),
  );

/** What the lines of an invoice were calculated from, by the invoice's key. */
export const segmentsLoader = (
  context: Context,
  invoiceLines: InvoiceLineRepository,
): DataLoader<number, readonly InvoiceLineSegmentRow[]> =>
  childLoader(
    context,
    'Invoice.segments',
    (scope, keys) => invoiceLines.segments(scope, keys),
    (row) => row.invoiceId,
  );

export const partiesLoader = (
  context: Context,
  invoices: InvoiceRepository,
): DataLoader<number, (Parties & { readonly pk: number }) | null> =>
  rowLoader(
    context,
    'Invoice.parties',
    (scope, keys) => invoices.parties(scope, keys),
    (row) => row.pk,
  );

/** What the carried invoices of an account come to; null for none. */
export const carriedLoader = (
  context: Context,
  carried: CarriedInvoicesRepository,
): DataLoader<number, CarriedSum | null> =>
  rowLoader(
    context,
    'Account.carried',
    (scope, keys) => carried.sums(scope, keys),
    (row) => row.accountId,
  );

export const owedLoader = (
  context: Context,
  invoices: InvoiceRepository,
): DataLoader<number, { owed: StoredMinor; overdue: StoredMinor } | null> =>
  rowLoader(
    context,
    'Account.owed',
    (scope, keys) => invoices.owed(scope, keys),
    (row) => row.accountId,
  );

export const creditLoader = (
  context: Context,
  invoices: InvoiceRepository,
): DataLoader<number, { credit: bigint } | null> =>
  rowLoader(
    context,
    'Account.credit',
    (scope, keys) => invoices.credit(scope, keys),
    (row) => row.accountId,
  );
