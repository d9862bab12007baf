import { dayOf } from '../../domain/billing/day-of';
import type { InvoiceParty } from '../../domain/billing/invoice-party';
import { renewed, twelveMonths } from '../../domain/licensing/maintenance';
import type { Scope } from '../../database/scope';
import type { Sealer } from '../../database/sealing';
import type { Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { BilledAccountRepository, type BilledAccount } from '../invoice/billed-account.repository';
import type { DraftLine } from '../invoice/invoice-issue.repository';
import { changeLicenseTerms } from '../license/license-changes';
import { LicenseMakingRepository } from '../license/license-making.repository';
import { byAddress, identityOf, type NamedCustomer } from '../customer/named-customer';
import type { Notifier } from '../mail/notifier';
import type { FulfilHow, OrderHooks } from '../payment/order-hooks';
import { giveBack } from '../token/token-spending.repository';
import { BasketRepository } from './basket.repository';
import { CartRepository } from './cart.repository';
import { GuestOpening, type OpenedAccount } from './guest-opening';
import { LicenseNotifier } from './license-notifier';
import { MaintenanceRepository } from './maintenance.repository';
import { OrderInvoice } from './order-invoice';
import { OrderWritesRepository, type OrderLineRow } from './order-writes.repository';
import { SupportIncidentRepository } from './support-incident.repository';

/** Gives what was bought to the customer whom it was bought for (R38); the composition hands it over. */
export interface AssignBought {
  /** Assigns all of the licenses; where nobody can tell whose the address is, they stay in stock (R31). */
  assign(
    unit: Unit,
    by: { readonly scope: Scope; readonly now: Date; readonly accountId: number },
    customer: NamedCustomer,
    licenses: readonly number[],
    how: FulfilHow,
  ): Promise<void>;
}

/** Whose order it is; `opened` where the account was opened for it. */
interface Buyer {
  readonly account: BilledAccount;
  readonly opened: OpenedAccount | null;
}

/** What an order bought for one customer. */
interface Bought {
  readonly customer: NamedCustomer;
  readonly licenses: number[];
}

/** Whoever is named several times is one customer: as they were named first. */
function note(
  assigned: Map<string, Bought>,
  customer: NamedCustomer,
  licenses: readonly number[],
): void {
  const bought = assigned.get(identityOf(customer)) ?? { customer, licenses: [] };
  bought.licenses.push(...licenses);
  assigned.set(identityOf(customer), bought);
}

/** Does what was ordered: licenses, what becomes of them, the invoice. */
export class Fulfilment implements OrderHooks {
  private readonly invoicing: OrderInvoice;
  private readonly guests: GuestOpening;

  constructor(
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
    private readonly timeZone: string,
    seller: InvoiceParty,
    private readonly assigning: AssignBought,
  ) {
    this.invoicing = new OrderInvoice(notifier, timeZone, seller);
    this.guests = new GuestOpening(notifier);
  }

  async isPending(unit: Unit, scope: Scope, order: number): Promise<boolean> {
    return (await new OrderWritesRepository(unit.tx).lock(scope, order)).status === 'PENDING';
  }

  /** The order is paid. @returns the key of its invoice. */
  paid(unit: Unit, scope: Scope, order: number, now: Date, how: FulfilHow): Promise<number> {
    return this.fulfil(unit, scope, order, now, how);
  }

  async moneyCame(unit: Unit, scope: Scope, account: BilledAccount, now: Date): Promise<void> {
    await this.guests.open(unit, scope, account, now);
  }

  /** Nothing was paid: no license, no invoice, no number; the cart is as it was (R27). */
  async failed(unit: Unit, scope: Scope, order: number): Promise<void> {
    const orders = new OrderWritesRepository(unit.tx);
    const { accountId, tokenId, spentMonth, total } = await orders.lock(scope, order);
    await orders.fail(scope, order);
    if (tokenId !== null && spentMonth !== null)
      await giveBack(unit.tx, scope, { accountId, tokenId, month: spentMonth, amount: total });
  }

  /**
   * Fulfills an order that was written down, in the transaction of `unit`. Its invoice comes last, for the
   * counter of invoices is what everybody waits for.
   * What was bought for a customer is assigned at once (R38), unless nobody can tell any more who that is.
   * @returns the key of its invoice.
   */
  async fulfil(unit: Unit, scope: Scope, key: number, now: Date, how: FulfilHow): Promise<number> {
    const orders = new OrderWritesRepository(unit.tx);
    const order = await orders.lock(scope, key);
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, order.accountId);
    const lines = await orders.lines(scope, key);
    const opened = account.isOpen ? null : await this.guests.open(unit, scope, account, now);
    const drafts: DraftLine[] = [];
    const assigned = new Map<string, Bought>();
    for (const line of lines) {
      const licenses = await this.line(unit, scope, { account, opened }, line, now);
      const licenseId = licenses[0] ?? null;
      if (line.kind === 'NEW' && licenseId !== null) await orders.made(scope, line.pk, licenseId);
      if (line.assignTo !== null) note(assigned, line.assignTo, licenses);
      const { description, explanation, quantity, amount, productId } = line;
      const words = { description, explanation, quantity, amount };
      drafts.push({ ...words, licenseId, leaseId: null, productId });
    }
    // What has no key, such as support, is told of where nothing else is.
    const bought = { product: lines[0]?.description ?? '', addOns: [], key: null };
    await opened?.tell(unit, bought);
    const taken = lines.flatMap(({ cartLineId }) => cartLineId ?? []);
    if (taken.length > 0) await new CartRepository(unit.tx).remove(scope, taken);
    const by = { scope, now, accountId: account.pk };
    // In the order in which everybody locks people: by address.
    const forCustomers = [...assigned.values()];
    for (const { customer, licenses } of forCustomers.sort((one, other) =>
      byAddress(one.customer, other.customer),
    ))
      await this.assigning.assign(unit, by, customer, licenses, how);
    return this.invoicing.issue(unit, scope, account, order, drafts, now, how);
  }

  /** Does one line. @returns the licenses that it is about, or made. */
  private async line(
    unit: Unit,
    scope: Scope,
    { account, opened }: Buyer,
    line: OrderLineRow,
    now: Date,
  ): Promise<readonly number[]> {
    switch (line.kind) {
      case 'NEW':
        return this.make(unit, scope, { account, opened }, line, now);
      case 'SUPPORT_INCIDENT':
        await this.credit(unit, scope, account, line, now);
        return [];
      case 'MODIFY':
      case 'ADD_ON':
      case 'RENEW':
      case 'REINSTATE':
        return [await this.change(unit, scope, account, line, now)];
    }
  }

  private async credit(
    unit: Unit,
    scope: Scope,
    { pk: accountId }: BilledAccount,
    { pk: line, quantity }: OrderLineRow,
    now: Date,
  ): Promise<void> {
    const incidents = new SupportIncidentRepository(unit.tx);
    const before = await incidents.leftOf(scope, accountId);
    await incidents.add(scope, accountId, line, quantity, now);
    unit.audit({
      ...{ subject: new RowRef('Account', accountId), accountId },
      before: { supportIncidentsLeft: before },
      after: { supportIncidentsLeft: before + quantity },
    });
  }

  private async make(
    unit: Unit,
    scope: Scope,
    { account, opened }: Buyer,
    { pk: line, productId, addOnIds, quantity, use, description }: OrderLineRow,
    now: Date,
  ): Promise<number[]> {
    if (productId === null) throw new Error('A new license is for no product');
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
    const keys = made.map(({ pk }) => pk);
    await new OrderWritesRepository(unit.tx).tie(scope, line, keys);
    for (const pk of keys)
      unit.audit({
        subject: new RowRef('License', pk),
        accountId: account.pk,
        before: null,
        after: { product: description, status: resold ? 'UNASSIGNED' : 'READY' },
      });
    if (!resold)
      await new LicenseNotifier(unit, this.sealer, this.notifier).delivered(
        scope,
        { account, opened },
        made,
        now,
      );
    return keys;
  }

  private async change(
    unit: Unit,
    scope: Scope,
    account: BilledAccount,
    { kind, licenseId, productId, addOnIds }: OrderLineRow,
    now: Date,
  ): Promise<number> {
    const [license] =
      licenseId === null
        ? []
        : await new BasketRepository(unit.tx).licenses(scope, [licenseId], true);
    if (license === undefined) throw new Error('A license that was bought for is out of reach');
    const licenseNotifier = new LicenseNotifier(unit, this.sealer, this.notifier);
    if (kind === 'MODIFY' || kind === 'ADD_ON') {
      const has = license.addOns.map(({ key }) => key);
      const { status, oldTermsUntil } = await changeLicenseTerms(
        unit,
        scope,
        license.key,
        {
          productId: kind === 'MODIFY' ? (productId ?? license.product.key) : license.product.key,
          addOnIds: [...new Set([...has, ...(kind === 'ADD_ON' ? addOnIds : [])])],
          downgrade: false,
        },
        now,
      );
      await licenseNotifier.changed(scope, account, license.key, 'MODIFIED', now, {
        reactivation: status === 'REACTIVATION_REQUIRED',
        oldTermsUntil: oldTermsUntil === null ? null : dayOf(oldTermsUntil, this.timeZone),
      });
      return license.key;
    }
    const reinstated = kind === 'REINSTATE';
    const cover =
      reinstated || license.maintenance === null
        ? twelveMonths(dayOf(now, this.timeZone))
        : renewed(license.maintenance);
    await new MaintenanceRepository(unit.tx).set(scope, license.key, cover);
    unit.audit({
      subject: new RowRef('License', license.key),
      accountId: account.pk,
      before: { maintenanceTo: license.maintenance?.to ?? null },
      after: { maintenanceTo: cover.to },
    });
    const word = reinstated ? 'REINSTATED' : 'RENEWED';
    const nothing = { reactivation: false, oldTermsUntil: null };
    await licenseNotifier.changed(scope, account, license.key, word, now, nothing);
    return license.key;
  }
}
