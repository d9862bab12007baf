import { randomBytes } from 'node:crypto';
import type { Month } from '../../domain/billing/calendar';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import type { Currency } from '../../domain/billing/money';
import type { TaxTerms } from '../../domain/billing/tax';
import type { BasketTotals } from '../../domain/purchasing/basket';
import type { BillingChoice, OrderStatus } from '../../domain/purchasing/order';
import type { LineUse, OrderKind, PricedLine } from '../../domain/purchasing/order-line';
import type { Transaction } from '../../database/database';
import { drawNumbers } from '../../database/number-counters';
import { reachAccountKey, reachAccounts } from '../../database/reach';
import type { Scope } from '../../database/scope';
import { join, raw, sql, type Statement } from '../../database/sql';
import type { StoredMinor } from '../../graphql/money';
import type { NamedCustomer } from '../license/customer-accounts';
import type { WantedLine } from './basket.types';

/** An order that is about to be written down. */
export interface NewOrder {
  readonly accountId: number;
  readonly billing: BillingChoice;
  readonly currency: Currency;
  readonly totals: BasketTotals;
  readonly tax: TaxTerms;
  /** Whom the invoice is made out to; the tax follows from it. */
  readonly buyer: InvoiceParty;
  /** To whom all of it goes once it is bought (R38). */
  readonly assignTo: NamedCustomer | null;
  /** The API token that orders, and the month that it counts in. */
  readonly spends: { readonly tokenId: number; readonly month: Month } | null;
  readonly lines: readonly {
    readonly wanted: WantedLine;
    readonly priced: PricedLine;
    readonly cartLineId: number | null;
  }[];
  readonly now: Date;
}

/** An order as it is fulfilled, locked. Amounts in minor units. */
export interface LockedOrder {
  readonly pk: number;
  readonly accountId: number;
  readonly status: OrderStatus;
  readonly billing: BillingChoice;
  readonly currency: Currency;
  readonly subtotal: bigint;
  readonly taxRateBasisPoints: number;
  readonly tax: bigint;
  readonly total: bigint;
  readonly taxNote: string | null;
  readonly tokenId: number | null;
  readonly spentMonth: string | null;
  readonly buyer: InvoiceParty;
  readonly assignTo: NamedCustomer | null;
  readonly createdAt: Date;
}

/** A line as it is fulfilled. */
export interface OrderedLine {
  readonly pk: number;
  readonly kind: OrderKind;
  readonly use: LineUse;
  readonly productId: number | null;
  readonly licenseId: number | null;
  readonly addOnIds: readonly number[];
  readonly description: string;
  readonly explanation: string;
  readonly quantity: number;
  readonly amount: bigint;
  readonly cartLineId: number | null;
}

/** What becomes of orders. The account is locked by whoever calls. */
export class OrderWritesRepository {
  constructor(private readonly tx: Transaction) {}

  /** Writes an order down: nobody sees it before it is placed. @returns its key. */
  async add(scope: Scope, order: NewOrder): Promise<number> {
    const { accountId, totals, tax, buyer, assignTo, spends } = order;
    const pk = await this.tx.insert(
      scope,
      sql`INSERT INTO orders (account_id, status, billing, currency, subtotal, discount, tax_rate_basis_points, tax,
            total, tax_note, created_at, token_id, spent_month, billed_name, billed_address, billed_country,
            billed_vat_number, assign_email, assign_name, assign_country)
          SELECT a.id, 'PENDING', ${order.billing}, ${order.currency}, ${totals.subtotal}, ${totals.discount},
            ${tax.rateInBasisPoints}, ${totals.tax}, ${totals.total}, ${tax.note}, ${order.now},
            ${spends?.tokenId ?? null}, ${spends?.month ?? null}, ${buyer.name}, ${buyer.address},
            ${buyer.country}, ${buyer.vatNumber}, ${assignTo?.email ?? null}, ${assignTo?.name ?? null}, ${assignTo?.country ?? null}
          FROM accounts a WHERE a.id = ${accountId} AND ${reachAccounts('a.id')}`,
    );
    const rows = order.lines.map(
      ({ wanted, priced, cartLineId }, index) =>
        sql`(IF(${reachAccountKey(accountId)}, ${accountId}, NULL), ${pk}, ${index + 1}, ${wanted.kind},
             ${wanted.use}, ${wanted.product}, ${wanted.support}, ${wanted.license}, ${wanted.addOns.join(',')},
             ${priced.description}, ${priced.explanation}, ${priced.quantity}, ${priced.listPrice},
             ${priced.discount}, ${priced.discountReason}, ${priced.amount}, ${cartLineId})`,
    );
    await this.tx.write(
      scope,
      sql`INSERT INTO order_lines (account_id, order_id, position, kind, line_use, product_id, support_product_id,
            license_id, add_ons, description, explanation, quantity, list_price, discount, discount_reason, amount,
            cart_line_id) VALUES ${join(rows, ', ')}`,
    );
    return pk;
  }

  /** @throws when it is out of reach. */
  async lock(scope: Scope, key: number): Promise<LockedOrder> {
    const row = await this.tx.row<
      Omit<LockedOrder, 'subtotal' | 'tax' | 'total' | 'assignTo' | 'buyer'> &
        Record<'subtotal' | 'tax' | 'total', StoredMinor> &
        Record<'billedName' | 'billedAddress' | 'billedCountry', string> & {
          billedVatNumber: string | null;
        } & Record<'assignEmail' | 'assignName' | 'assignCountry', string | null>
    >(
      scope,
      sql`SELECT o.id AS pk, o.account_id AS accountId, o.status, o.billing, o.currency, o.subtotal,
            o.tax_rate_basis_points AS taxRateBasisPoints, o.tax, o.total, o.tax_note AS taxNote,
            o.token_id AS tokenId, o.spent_month AS spentMonth, o.billed_name AS billedName,
            o.billed_address AS billedAddress, o.billed_country AS billedCountry,
            o.billed_vat_number AS billedVatNumber, o.assign_email AS assignEmail, o.assign_name AS assignName,
            o.assign_country AS assignCountry, o.created_at AS createdAt
          FROM orders o WHERE o.id = ${key} AND ${reachAccounts('o.account_id')} FOR UPDATE`,
    );
    if (row === null) throw new Error('The order is out of reach');
    const { assignEmail: email, assignName: name, assignCountry: country, ...order } = row;
    return {
      ...order,
      buyer: {
        name: row.billedName,
        address: row.billedAddress,
        country: row.billedCountry,
        vatNumber: row.billedVatNumber,
      },
      assignTo: email === null ? null : { email, name, country },
      subtotal: BigInt(row.subtotal),
      tax: BigInt(row.tax),
      total: BigInt(row.total),
    };
  }

  async lines(scope: Scope, order: number): Promise<OrderedLine[]> {
    const rows = await this.tx.rows<
      Omit<OrderedLine, 'addOnIds' | 'amount'> & { addOns: string; amount: StoredMinor }
    >(
      scope,
      sql`SELECT n.id AS pk, n.kind, n.line_use AS ${raw('`use`')}, n.product_id AS productId, n.license_id AS licenseId,
            n.add_ons AS addOns, n.description, n.explanation, n.quantity, n.amount,
            n.cart_line_id AS cartLineId
          FROM order_lines n WHERE n.order_id = ${order} AND ${reachAccounts('n.account_id')}
          ORDER BY n.position`,
    );
    return rows.map(({ addOns, amount, ...row }) => ({
      ...row,
      addOnIds: addOns === '' ? [] : addOns.split(',').map(Number),
      amount: BigInt(amount),
    }));
  }

  /** For whom its lines are bought. */
  async uses(scope: Scope, order: number): Promise<LineUse[]> {
    const rows = await this.tx.rows<{ use: LineUse }>(
      scope,
      sql`SELECT DISTINCT n.line_use AS ${raw('`use`')} FROM order_lines n
          WHERE n.order_id = ${order} AND ${reachAccounts('n.account_id')}`,
    );
    return rows.map(({ use }) => use);
  }

  /** Ties an order to licences that a line of it made. */
  async tie(scope: Scope, line: number, licenses: readonly number[]): Promise<void> {
    await this.tx.write(
      scope,
      sql`INSERT INTO ordered_licenses (license_id, order_id, account_id)
          SELECT l.id, n.order_id, n.account_id FROM order_lines n
          JOIN licenses l ON l.account_id = n.account_id AND l.id IN (${licenses})
          WHERE n.id = ${line} AND ${reachAccounts('n.account_id')}`,
    );
  }

  /** Ties a line to the licence that it made. */
  async made(scope: Scope, line: number, license: number): Promise<void> {
    await this.tx.write(
      scope,
      sql`UPDATE order_lines n SET n.license_id = ${license}
          WHERE n.id = ${line} AND ${reachAccounts('n.account_id')}`,
    );
  }

  /** The licences that an order made or was for, by its lines, and whether each has its customer. */
  bought(scope: Scope, order: number): Promise<{ pk: number; assigned: number }[]> {
    return this.tx.rows(
      scope,
      sql`SELECT l.id AS pk, l.customer_account_id IS NOT NULL AS assigned
          FROM order_lines n JOIN licenses l ON l.id = n.license_id
          WHERE n.order_id = ${order} AND ${reachAccounts('n.account_id')} ORDER BY n.position`,
    );
  }

  /**
   * Gives it its number, which nothing that is not placed uses up (R27): like that of an invoice it is drawn last,
   * for everybody who orders wants the row of the counter.
   * @param rehearsal No number is drawn then. @throws when it is not pending.
   */
  async place(
    scope: Scope,
    key: number,
    invoiceId: number,
    now: Date,
    rehearsal: boolean,
  ): Promise<void> {
    const number = rehearsal
      ? `REHEARSAL-${randomBytes(4).toString('hex')}`
      : `O-${await drawNumbers(this.tx, scope, 'ORDER')}`;
    await this.settle(
      scope,
      key,
      sql`o.status = 'PLACED', o.number = ${number}, o.invoice_id = ${invoiceId}, o.placed_at = ${now}`,
    );
  }

  /** Nothing came of it. @throws when it is not pending. */
  fail(scope: Scope, key: number): Promise<void> {
    return this.settle(scope, key, sql`o.status = 'FAILED'`);
  }

  private async settle(scope: Scope, key: number, change: Statement<false>): Promise<void> {
    const found = await this.tx.write(
      scope,
      sql`UPDATE orders o SET ${change}
          WHERE o.id = ${key} AND o.status = 'PENDING' AND ${reachAccounts('o.account_id')}`,
    );
    if (found !== 1) throw new Error('The order changed while it was locked');
  }
}
