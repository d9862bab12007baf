import type { Readable } from 'node:stream';
import type { Context } from '../features/context';
import type { LinkViewer } from '../features/invoice/invoice-links';
import type { NodeRow } from '../graphql/node';

/** A file that is on its way. */
export interface Download {
  /** Without anything that could end a header. */
  readonly fileName: string;
  readonly contentType: string;
  /** Whether a browser may show it in place. */
  readonly inline: boolean;
  readonly body: Readable;
}

/** An address under which a file is, made of a row of the graph. */
export interface DownloadRoute {
  /** `/accounts/:id/customers.csv` */
  readonly path: string;
  /** The field whose rule it enforces, and the type of the row that is judged by it. */
  readonly rule: readonly [type: string, field: string];
  /** By whose credential a link was made that opens this row alone; null for a query without a good one. */
  readonly linkedBy?: (id: string, query: Readonly<Record<string, unknown>>) => LinkViewer | null;
  /** @param row - of the rule's type, read within the scope of the request, and open to its actor */
  readonly make: (
    context: Context,
    row: NodeRow,
    query: Readonly<Record<string, unknown>>,
  ) => Promise<Download>;
}
