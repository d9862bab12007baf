import type { DataSource } from 'typeorm';
import { ID_WORDS, type ExampleIds } from '../../explorer/examples/example';
import type { IdCodec } from '../../graphql/ids';

const ACCOUNT =
  'SELECT a.id FROM accounts a JOIN users u ON u.id = a.holder_user_id WHERE u.email = ? ORDER BY a.id';
const ACTIVATION =
  "SELECT a.license_id AS id, a.server_name AS name FROM activations a JOIN licenses l ON l.id = a.license_id WHERE l.customer_account_id = ? AND l.status = 'ACTIVE' AND a.deactivated_at IS NULL AND a.ends_at IS NULL ORDER BY a.id";
const PRODUCT =
  "SELECT product_id AS id FROM prices WHERE kind IN ('PURCHASE', 'LEASE') AND product_id IS NOT NULL AND valid_to IS NULL GROUP BY product_id HAVING COUNT(DISTINCT kind) = 2 ORDER BY product_id";
const STOCK = "SELECT id FROM licenses WHERE account_id = ? AND status = 'UNASSIGNED' ORDER BY id";
const INVOICE =
  "SELECT id FROM invoices WHERE account_id = ? AND kind = 'STANDARD' AND status = 'PAID' AND credited = 0 AND summary_invoice_id IS NULL ORDER BY id DESC";

interface Found {
  readonly id: number;
  readonly name?: string;
}

const THIRTY_DAYS = 30 * 24 * 60 * 60_000;

/** What the explorer's examples name, as it is in the demo's data now; words where there is none any more. */
export async function exampleIds(
  dataSource: DataSource,
  ids: IdCodec,
  now: Date,
): Promise<ExampleIds> {
  const first = async (statement: string, ...values: unknown[]): Promise<Found | undefined> => {
    const [found]: Found[] = await dataSource.query(`${statement} LIMIT 1`, values);
    return found;
  };
  const [customer, reseller, provider] = await Promise.all(
    ['northwind', 'contoso', 'fabrikam'].map((name) => first(ACCOUNT, `holder@${name}.example`)),
  );
  const [activation, product, stock, invoice] = await Promise.all([
    first(ACTIVATION, customer?.id ?? null),
    first(PRODUCT),
    first(STOCK, reseller?.id ?? null),
    first(INVOICE, customer?.id ?? null),
  ]);
  const idOf = (type: string, found: Found | undefined, words: string): string =>
    found === undefined ? words : ids.encode(type, Number(found.id));
  return {
    customer: idOf('Account', customer, ID_WORDS.customer),
    license: idOf('License', activation, ID_WORDS.license),
    serverName: activation?.name ?? ID_WORDS.serverName,
    product: idOf('Product', product, ID_WORDS.product),
    reseller: idOf('Account', reseller, ID_WORDS.reseller),
    stock: idOf('License', stock, ID_WORDS.stock),
    provider: idOf('Account', provider, ID_WORDS.provider),
    invoice: idOf('Invoice', invoice, ID_WORDS.invoice),
    inThirtyDays: new Date(now.getTime() + THIRTY_DAYS).toISOString(),
  };
}
