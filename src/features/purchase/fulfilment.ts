import {
  addDays,
  firstDay,
  monthOf,
  nextMonth,
  parseDay,
  type Day,
} from '../../domain/billing/calendar';
import { dayOf } from '../../domain/billing/day-of';
import { formatMinor } from '../../domain/billing/money';
import { mailedAmount } from '../../domain/mail/account-mails';
import { twelveMonths } from '../../domain/purchasing/line-price';
import type { ChangeableLicense, Cover } from '../../domain/purchasing/order-line';
import type { Scope } from '../../database/scope';
import type { Sealer } from '../../database/sealing';
import type { Unit } from '../../graphql/call';
import { Ref } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import {
  InvoiceIssueRepository,
  type DraftLine,
  type InvoiceDraft,
} from '../invoice/invoice-issue.repository';
import { changeLicenseTerms } from '../license/license-changes';
import { LicenseMakingRepository } from '../license/license-making.repository';
import type { Notifier } from '../mail/notifier';
import type { OrderHooks } from '../payment/payment-settlement';
import { giveBack } from '../token/token-spending';
import { BasketRepository } from './basket.repository';
import { CartRepository } from './cart.repository';
import { LicenseTeller } from './license-teller';
import { MaintenanceRepository } from './maintenance.repository';
import {
  OrderWritesRepository,
  type LockedOrder,
  type OrderedLine,
} from './order-writes.repository';

/** Days within which a summary is to be paid, with all that is on it. */
const SUMMARY_DAYS = 30;
/** How many lines of an invoice a mail tells of. */
const MAILED_LINES = 40;

/** Does what was ordered: licences, what becomes of them, the invoice. */
export class Fulfilment implements OrderHooks {
  constructor(
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
    private readonly timeZone: string,
  ) {}

  /** The order is paid. @returns the key of its invoice. */
  paid(unit: Unit, scope: Scope, order: number, now: Date, rehearsal: boolean): Promise<number> {
    return this.fulfil(unit, scope, order, now, rehearsal);
  }

  /** Nothing was paid: no licence, no invoice, no number; the cart is as it was (R27). */
  async failed(unit: Unit, scope: Scope, order: number): Promise<void> {
    const orders = new OrderWritesRepository(unit.tx);
    const { accountId, tokenId, spentMonth, total } = await orders.lock(scope, order);
    await orders.fail(scope, order);
    if (tokenId !== null && spentMonth !== null)
      await giveBack(unit.tx, scope, { accountId, tokenId, month: spentMonth, amount: total });
  }

  /**
   * Fulfils an order that was written down, in the transaction of `unit`. Its invoice comes last, for the
   * counter of invoices is what everybody waits for.
   * @param rehearsal No number is drawn then.
   * @returns the key of its invoice.
   */
  async fulfil(
    unit: Unit,
    scope: Scope,
    key: number,
    now: Date,
    rehearsal: boolean,
  ): Promise<number> {
    const orders = new OrderWritesRepository(unit.tx);
    const order = await orders.lock(scope, key);
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, order.accountId);
    const lines = await orders.lines(scope, key);
    const drafts: DraftLine[] = [];
    for (const line of lines) {
      const licenseId = await this.line(unit, scope, account, line, now);
      if (line.kind === 'NEW' && licenseId !== null) await orders.made(scope, line.pk, licenseId);
      const { description, explanation, quantity, amount } = line;
      drafts.push({ description, explanation, quantity, amount, licenseId, leaseId: null });
    }
    const taken = lines.flatMap(({ cartLineId }) => cartLineId ?? []);
    if (taken.length > 0) await new CartRepository(unit.tx).remove(scope, taken);
    return this.invoice(unit, scope, account, order, drafts, now, rehearsal);
  }

  /** Does one line. @returns the licence that it is about; of several new ones the first. */
  private async line(
    unit: Unit,
    scope: Scope,
    account: BilledAccount,
    line: OrderedLine,
    now: Date,
  ): Promise<number | null> {
    switch (line.kind) {
      case 'NEW':
        return this.make(unit, scope, account, line, now);
      case 'SUPPORT_INCIDENT':
        return null;
      case 'MODIFY':
      case 'ADD_ON':
      case 'RENEW':
      case 'REINSTATE':
        return this.change(unit, scope, account, line, now);
    }
  }

  private async make(
    unit: Unit,
    scope: Scope,
    account: BilledAccount,
    { productId, addOnIds, quantity, use, description }: OrderedLine,
    now: Date,
  ): Promise<number | null> {
    if (productId === null) throw new Error('A new licence is for no product');
    const resold = use === 'RESOLD';
    const cover = twelveMonths(dayOf(now, this.timeZone));
    const made = await new LicenseMakingRepository(unit.tx, this.sealer).make(
      scope,
      Array.from({ length: quantity }, () => ({
        accountId: account.pk,
        customerAccountId: resold ? null : account.pk,
        productId,
        addOnIds,
        origin: resold ? ('RESOLD' as const) : ('PURCHASED' as const),
        status: resold ? ('UNASSIGNED' as const) : ('READY' as const),
        maintenanceFrom: cover.from,
        maintenanceTo: cover.to,
        now,
      })),
    );
    const teller = new LicenseTeller(unit, this.sealer, this.notifier);
    for (const { pk, key } of made) {
      unit.audit({
        subject: new Ref('License', pk),
        accountId: account.pk,
        before: null,
        after: { product: description, status: resold ? 'UNASSIGNED' : 'READY' },
      });
      if (!resold) await teller.delivered(scope, account, pk, key, now);
    }
    return made[0]?.pk ?? null;
  }

  private async change(
    unit: Unit,
    scope: Scope,
    account: BilledAccount,
    { kind, licenseId, productId, addOnIds }: OrderedLine,
    now: Date,
  ): Promise<number> {
    const [license] =
      licenseId === null
        ? []
        : await new BasketRepository(unit.tx).licenses(scope, [licenseId], true);
    if (license === undefined) throw new Error('A licence that was bought for is out of reach');
    const teller = new LicenseTeller(unit, this.sealer, this.notifier);
    if (kind === 'MODIFY' || kind === 'ADD_ON') {
      const has = license.addOns.map(({ key }) => key);
      const { status, oldTermsUntil } = await changeLicenseTerms(unit, scope, license.key, {
        productId: kind === 'MODIFY' ? (productId ?? license.product.key) : license.product.key,
        addOnIds: [...new Set([...has, ...(kind === 'ADD_ON' ? addOnIds : [])])],
        downgrade: false,
        now,
      });
      await teller.changed(scope, account, license.key, 'MODIFIED', now, {
        reactivation: status === 'REACTIVATION_REQUIRED',
        oldTermsUntil: oldTermsUntil === null ? null : dayOf(oldTermsUntil, this.timeZone),
      });
      return license.key;
    }
    const reinstated = kind === 'REINSTATE';
    const cover = coverAfter(reinstated, license, dayOf(now, this.timeZone));
    await new MaintenanceRepository(unit.tx).set(scope, license.key, cover);
    unit.audit({
      subject: new Ref('License', license.key),
      accountId: account.pk,
      before: { maintenanceTo: license.maintenance?.to ?? null },
      after: { maintenanceTo: cover.to },
    });
    const word = reinstated ? 'REINSTATED' : 'RENEWED';
    const nothing = { reactivation: false, oldTermsUntil: null };
    await teller.changed(scope, account, license.key, word, now, nothing);
    return license.key;
  }

  private async invoice(
    unit: Unit,
    scope: Scope,
    account: BilledAccount,
    order: LockedOrder,
    lines: readonly DraftLine[],
    now: Date,
    rehearsal: boolean,
  ): Promise<number> {
    const today = dayOf(now, this.timeZone);
    const monthly = order.billing === 'MONTHLY_SUMMARY';
    const draft: InvoiceDraft = {
      accountId: account.pk,
      billedTo: {
        name: order.billedName ?? account.name,
        address: order.billedAddress ?? account.address,
        country: account.country,
        vatNumber: account.vatNumber,
      },
      kind: 'STANDARD',
      period: null,
      issuedOn: today,
      // What waits for its summary is due with it.
      dueOn: monthly ? addDays(firstDay(nextMonth(monthOf(today))), SUMMARY_DAYS) : today,
      currency: order.currency,
      taxRateBasisPoints: order.taxRateBasisPoints,
      taxNote: order.taxNote,
      awaitsSummary: monthly,
      correctsInvoiceId: null,
      subtotal: order.subtotal,
      tax: order.tax,
      total: order.total,
      lines,
    };
    const issued = await new InvoiceIssueRepository(unit.tx).issue(scope, [draft], now, rehearsal);
    const [invoice] = issued;
    if (invoice === undefined) throw new Error('No invoice was issued');
    await new OrderWritesRepository(unit.tx).place(scope, order.pk, invoice.pk, now);
    const total = formatMinor(order.total, order.currency);
    unit.audit({
      subject: new Ref('Order', order.pk),
      accountId: account.pk,
      before: null,
      after: { billing: order.billing, total },
    });
    unit.audit({
      subject: new Ref('Invoice', invoice.pk),
      accountId: account.pk,
      before: null,
      after: { kind: 'STANDARD', total },
    });
    // What is paid at once is told of by its receipt.
    if (monthly) await this.tell(unit, account, draft, invoice.number);
    return invoice.pk;
  }

  private async tell(
    unit: Unit,
    account: BilledAccount,
    draft: InvoiceDraft,
    number: string,
  ): Promise<void> {
    const { issuedOn, dueOn, currency, lines } = draft;
    const money = (minor: bigint) => mailedAmount(minor, currency);
    await this.notifier.notify(unit, account.pk, { event: 'INVOICE_AWAITING_SUMMARY' }, () => ({
      parameters: { number, issuedOn, dueOn },
      amounts: {
        lines: lines
          .slice(0, MAILED_LINES)
          .map(({ description, amount }) => ({ description, amount: money(amount) })),
        further: Math.max(0, lines.length - MAILED_LINES),
        subtotal: money(draft.subtotal),
        tax: money(draft.tax),
        taxNote: draft.taxNote,
        total: money(draft.total),
      },
    }));
  }
}

/** Early renewal extends from the old end; what lapsed starts anew today (R23). */
function coverAfter(reinstated: boolean, { maintenance }: ChangeableLicense, today: Day): Cover {
  if (reinstated || maintenance === null) return twelveMonths(today);
  return { from: maintenance.from, to: twelveMonths(addDays(parseDay(maintenance.to), 1)).to };
}
