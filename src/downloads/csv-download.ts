import { Readable } from 'node:stream';
import type { RowGrants } from '../domain/people/row-grants';
import type { AccountRow } from '../features/account/account.types';
import { BYTE_ORDER_MARK } from './csv';
import { csvOf, type CsvTable } from './csv-table';
import type { DownloadRoute } from './download.types';

/**
 * The download of a list that hangs on an account.
 *
 * @param name - of the file: `customers`
 * @param field - of `Account`, which shows the same list
 */
export const csvDownload = <Row extends { readonly grants: RowGrants }>(
  name: string,
  field: string,
  tableOf: (account: AccountRow) => CsvTable<Row>,
): DownloadRoute => ({
  path: `/accounts/:id/${name}.csv`,
  rule: ['Account', field],
  async make(context, row, query) {
    // The rule is one of accounts, and so is the row.
    const account = row as AccountRow;
    const pages = csvOf(tableOf(account), context, account.pk);
    // Read before anything is sent: what fails here is answered as what it is.
    const first = await pages.next();
    return {
      fileName: `${account.number}-${name}.csv`,
      contentType: 'text/csv; charset=utf-8; header=present',
      inline: false,
      body: Readable.from(rest(query['bom'] === '1', first.value as string, pages), {
        objectMode: false,
      }),
    };
  },
});

async function* rest(
  bom: boolean,
  first: string,
  pages: AsyncGenerator<string>,
): AsyncGenerator<string> {
  yield bom ? BYTE_ORDER_MARK + first : first;
  yield* pages;
}
