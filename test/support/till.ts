import { Database } from '../../src/database/database';
import { SystemScope } from '../../src/database/scope';
import {
  InvoiceIssueRepository,
  type InvoiceDraft,
} from '../../src/features/invoice/invoice-issue.repository';
import { LedgerRepository, type LedgerGap } from '../../src/features/invoice/ledger.repository';
import type { Fixtures } from './fixtures';
import { addedUp, mailFigures, pdfFigures } from './document-figures';
import { letterOf, sentMails } from './sent-mails';
import { TEST_NOW, type TestApplication } from './test-application';
import { write, type Written } from './write';

/** What stands in the books of one invoice. Minor units. */
export interface Standing {
  readonly status: string;
  readonly total: number;
  readonly paid: number;
  readonly credited: number;
}

export interface Paid {
  readonly payment: {
    readonly id: string;
    readonly status: string;
    readonly failure: string | null;
  };
  readonly invoice: { readonly status: string };
}

const scope = new SystemScope('test');

/** What a document of 119.00 with tax says. */
export const draft = (accountId: number, given: Partial<InvoiceDraft> = {}): InvoiceDraft => ({
  accountId,
  seller: { name: 'Keyhold', address: '1 Vendor Road', country: 'DE', vatNumber: null },
  buyer: { name: 'Northwind', address: '1 Main Street', country: 'DE', vatNumber: null },
  kind: 'STANDARD',
  period: null,
  issuedOn: '2026-11-02',
  dueOn: '2026-12-15',
  currency: 'EUR',
  taxRateBasisPoints: 1_900,
  taxNote: null,
  awaitsSummary: false,
  correctsInvoiceId: null,
  subtotal: 10_000n,
  tax: 1_900n,
  total: 11_900n,
  lines: [
    {
      description: 'A thing',
      explanation: null,
      quantity: 1,
      amount: 10_000n,
      licenseId: null,
      leaseId: null,
    },
  ],
  ...given,
});

/** One account with its money: issued as the service issues, with its ledger, and asked over the graph. */
export class Till {
  private constructor(
    readonly test: TestApplication,
    readonly database: Database,
    readonly make: Fixtures,
    readonly account: number,
    readonly holder: string,
    readonly billing: string,
  ) {}

  static async open(test: TestApplication, make: Fixtures, given: object = {}): Promise<Till> {
    const holder = await make.user();
    const account = await make.account(holder, given);
    const staff = await make.user({ staffRole: 'BILLING' });
    const database = new Database(test.dataSource, { statementTimeout: 10_000 });
    const tokens = [await test.tokenFor(holder), await test.tokenFor(staff)] as const;
    return new Till(test, database, make, account, ...tokens);
  }

  /** The same till with sessions of now: those of before may have ended. */
  static async reopened({ test, database, make, account }: Till): Promise<Till> {
    const [row] = await test.dataSource.query<{ holder: number }[]>(
      'SELECT holder_user_id AS holder FROM accounts WHERE id = ?',
      [account],
    );
    const staff = await make.user({ staffRole: 'BILLING' });
    const tokens = [await test.tokenFor(row?.holder ?? 0), await test.tokenFor(staff)] as const;
    return new Till(test, database, make, account, ...tokens);
  }

  id(type: string, key: number): string {
    return this.test.app.ids.encode(type, key);
  }

  async issue(given: Partial<InvoiceDraft> = {}): Promise<number> {
    const [issued] = await this.database.transaction((tx) =>
      new InvoiceIssueRepository(tx).issue(scope, [draft(this.account, given)], this.test.now),
    );
    return issued?.pk ?? 0;
  }

  /** An untaxed one of one line. */
  issueOf(total: bigint, given: Partial<InvoiceDraft> = {}): Promise<number> {
    return this.issue({
      ...{ subtotal: total, tax: 0n, taxRateBasisPoints: 0, total },
      lines: draft(this.account).lines.map((line) => ({ ...line, amount: total })),
      ...given,
    });
  }

  /** A summary of invoices that wait for one (R50). */
  async summary(...invoices: number[]): Promise<number> {
    const times = BigInt(invoices.length);
    const [line] = draft(this.account).lines;
    if (line === undefined) throw new Error('No line');
    const key = await this.issue({
      kind: 'SUMMARY',
      period: '2026-10',
      subtotal: 10_000n * times,
      tax: 1_900n * times,
      total: 11_900n * times,
      lines: invoices.map(() => line),
    });
    await this.test.dataSource.query('UPDATE invoices SET summary_invoice_id = ? WHERE id IN (?)', [
      key,
      invoices,
    ]);
    return key;
  }

  waiting(): Promise<number> {
    return this.issue({ awaitsSummary: true });
  }

  /** Adds a card by its setup. @returns its id. */
  async card(setup = 'sandbox:success', more: object = {}): Promise<string> {
    const { payload, codes } = await write<{ paymentMethod: { id: string } }>(
      this.test,
      this.holder,
      'addPaymentMethod',
      { accountId: this.id('Account', this.account), setup, ...more },
      'paymentMethod { id }',
    );
    if (codes.length > 0) throw new Error(`No card: ${codes.join()}`);
    return payload?.paymentMethod.id ?? '';
  }

  /** The gateway deletes the account's customer, and all its cards. @returns its name there. */
  async deleteCustomer(): Promise<string> {
    const [row] = await this.test.dataSource.query<{ reference: string }[]>(
      'SELECT reference FROM gateway_customers WHERE account_id = ?',
      [this.account],
    );
    const reference = row?.reference ?? '';
    await this.test.dataSource.query('UPDATE sandbox_customers SET deleted = 1 WHERE id = ?', [
      reference.replace('sandbox_cus_', ''),
    ]);
    return reference;
  }

  pay(invoice: number, more: object = {}): Promise<Written<Paid>> {
    return write<Paid>(
      this.test,
      this.holder,
      'payInvoice',
      { invoiceId: this.id('Invoice', invoice), ...more },
      'payment { id status failure } invoice { status }',
    );
  }

  /** By billing staff, with a reason. */
  correct(name: string, input: object, selection = ''): Promise<Written<object>> {
    return write(this.test, this.billing, name, { reason: 'Asked by phone', ...input }, selection);
  }

  void(invoice: number): Promise<Written<object>> {
    return this.correct('voidInvoice', { invoiceId: this.id('Invoice', invoice) });
  }

  /** A part of an invoice, or all that is left of it. */
  credit(invoice: number, amount?: string): Promise<Written<object>> {
    const given = amount === undefined ? {} : { amount };
    return this.correct('creditInvoice', { invoiceId: this.id('Invoice', invoice), ...given });
  }

  async refund(payment: string | undefined, amount?: string): Promise<unknown[]> {
    const given = amount === undefined ? {} : { amount };
    return (await this.correct('refundPayment', { paymentId: payment, ...given })).codes.slice();
  }

  async standing(invoice: number): Promise<Standing> {
    const [row] = await this.test.dataSource.query<Standing[]>(
      'SELECT status, total, paid, credited FROM invoices WHERE id = ?',
      [invoice],
    );
    if (row === undefined) throw new Error(`There is no invoice ${invoice}`);
    const { status, total, paid, credited } = row;
    return { status, total: Number(total), paid: Number(paid), credited: Number(credited) };
  }

  async payments(): Promise<{ status: string; amount: number; refunded: number }[]> {
    const rows = await this.test.dataSource.query<
      { status: string; amount: unknown; refunded: unknown }[]
    >('SELECT status, amount, refunded FROM payments WHERE account_id = ? ORDER BY id', [
      this.account,
    ]);
    return rows.map(({ status, amount, refunded }) => ({
      status,
      amount: Number(amount),
      refunded: Number(refunded),
    }));
  }

  /** `Account.balance`, as its holder reads it: what is owed, below zero what is in credit, or both. */
  async balance(): Promise<string> {
    const { data } = await this.test.graph(
      'query ($id: ID!) { account(id: $id) { balance { owed { amount } credit { amount } } } }',
      { id: this.id('Account', this.account) },
      this.holder,
    );
    const { owed, credit } = (
      data as { account: { balance: Record<'owed' | 'credit', { amount: string }> } }
    ).account.balance;
    if (credit.amount === '0.00') return owed.amount;
    return owed.amount === '0.00'
      ? `-${credit.amount}`
      : `${owed.amount} and ${credit.amount} in credit`;
  }

  /** A document as its holder fetches it. */
  async pdf(invoice: number): Promise<Buffer> {
    const response = await this.test
      .http()
      .get(`/invoices/${this.id('Invoice', invoice)}.pdf`)
      .set('authorization', `Bearer ${this.holder}`)
      .buffer(true);
    return response.body as Buffer;
  }

  /** Reads every document and every mail of the account as it is printed, and adds it up: to the balance in the books. */
  async printed(): Promise<void> {
    const rows = await this.test.dataSource.query<{ id: number; balance: number }[]>(
      'SELECT id, total - paid - credited AS balance FROM invoices WHERE account_id = ?',
      [this.account],
    );
    for (const { id, balance } of rows)
      expect(addedUp(pdfFigures(await this.pdf(Number(id))))).toBe(BigInt(balance));
    for (const mail of await sentMails(this.test)) {
      if (mail.accountId !== this.account) continue;
      const figures = mailFigures(letterOf(mail).text);
      if (figures !== null) addedUp(figures);
    }
  }

  /** What of the ledger does not add up; nothing, if all is well. */
  gaps(): Promise<LedgerGap[]> {
    return new LedgerRepository(this.database).gaps(scope);
  }

  /** Minutes go by, and whoever asks the gateway looks. */
  async later(minutes: number): Promise<void> {
    this.test.now = new Date(this.test.now.getTime() + minutes * 60_000);
    await this.test.app.reconciling.look();
  }

  static reset(test: TestApplication): void {
    test.now = TEST_NOW;
  }
}
