/** Ids of things that examples are about, each with the person who may do it. */
export interface ExampleIds {
  /** A customer's account, and a license that runs on one of its servers. */
  readonly customer: string;
  readonly license: string;
  readonly serverName: string;
  /** A product that is for sale. */
  readonly product: string;
  /** A reseller's account, and a license of its stock. */
  readonly reseller: string;
  readonly stock: string;
  /** A lease provider's account. */
  readonly provider: string;
  /** An invoice of the customer. */
  readonly invoice: string;
  /** An instant 30 days from now, ISO 8601. */
  readonly inThirtyDays: string;
}

/** In place of ids where nothing is known of the data: words that say what belongs there. */
export const ID_WORDS: ExampleIds = {
  customer: '(id of an account: see Viewer)',
  license: '(id of a license: see Licenses)',
  serverName: 'mail.example.com',
  product: '(id of a product: see Products)',
  reseller: "(id of a reseller's account: see Viewer)",
  stock: '(id of a license in stock: see Stock)',
  provider: "(id of a lease provider's account: see Viewer)",
  invoice: '(id of an invoice: see Invoices)',
  inThirtyDays: '2030-01-31T00:00:00Z',
};

/** A document to try, a tab of the explorer; its name is that of its operation. */
export interface Example {
  readonly name: string;
  /** What it is about, in a few words. */
  readonly about: string;
  /** Who can run it in the demo. */
  readonly as: string;
  readonly query: string;
  readonly variables?: (ids: ExampleIds) => object;
}

/** The examples for one kind of client. */
export interface ExampleGroup {
  readonly client: string;
  readonly examples: readonly Example[];
}

/** Variables as the explorer's editor shows them; empty when there are none. */
export const variablesText = ({ variables }: Example, ids: ExampleIds): string =>
  variables === undefined ? '' : JSON.stringify(variables(ids), null, 2);
