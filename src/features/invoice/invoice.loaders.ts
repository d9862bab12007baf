import type DataLoader from 'dataloader';
import type { StoredMinor } from '../../graphql/money';
import { childLoader, rowLoader } from '../../graphql/lists';
import type { Context } from '../context';
import type { InvoiceRepository } from './invoice.repository';
import type { InvoiceLineRow, InvoiceRow } from './invoice.types';

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

export const linesLoader = (
  context: Context,
  invoices: InvoiceRepository,
): DataLoader<number, readonly InvoiceLineRow[]> =>
  childLoader(
    context,
    'Invoice.lines',
    (scope, keys) => invoices.lines(scope, keys),
    (row) => row.invoiceId,
  );

export const balanceLoader = (
  context: Context,
  invoices: InvoiceRepository,
): DataLoader<number, { owed: StoredMinor } | null> =>
  rowLoader(
    context,
    'Account.balance',
    (scope, keys) => invoices.balances(scope, keys),
    (row) => row.accountId,
  );
