import { monthOf, type Day } from '../../domain/billing/calendar';
import type { Sealer } from '../../database/sealing';
import { formatMinor, type Currency } from '../../domain/billing/money';
import { decideStartLease } from '../../domain/leasing/lease-life';
import {
  monthlyTotal,
  type LeaseChoice,
  type MonthlyPrices,
} from '../../domain/leasing/lease-terms';
import { mailedAmount } from '../../domain/mail/account-mails';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import type {
  CustomerAccounts,
  FoundCustomer,
  OneTimePasswords,
} from '../customer/customer-accounts';
import { CustomerWritesRepository } from '../customer/customer-writes.repository';
import { byAddress, identityOf, type NamedCustomer } from '../customer/named-customer';
import { LicenseMakingRepository, type MadeLicense } from '../license/license-making.repository';
import { orRefused } from '../batch-result';
import type { Notifier } from '../mail/notifier';
import { spend } from '../token/token-spending.repository';
import { LeaseOffers } from './lease-offers';
import { LeaseWritesRepository } from './lease-writes.repository';
import { ProviderRepository, type Provider } from './provider.repository';

/** One lease to be started, as far as nothing was wrong with it. */
export interface WantedLease {
  /** Its place among those that were asked for. */
  readonly index: number;
  readonly customer: NamedCustomer;
  readonly choice: LeaseChoice;
  readonly prices: MonthlyPrices;
}

/** Leases that were started, in the order in which they were wanted. */
export interface StartedLeases {
  readonly leases: readonly RowRef[];
  /** What a month of each costs, in minor units. */
  readonly monthlyPrices: readonly bigint[];
  /** The day from which they are billed. */
  readonly startedOn: Day;
}

/** Starts leases: customers, licenses, leases, and who is told of them, in one transaction. */
export class LeaseStarter {
  constructor(
    private readonly customers: CustomerAccounts,
    private readonly sealer: Sealer,
    private readonly notifier: Notifier,
    private readonly timeZone: string,
  ) {}

  /**
   * Starts them within the transaction, in the order in which everybody locks: people by address, the account,
   * the token, then the new licenses and leases. They are billed from the day of the request on, or from the first of
   * the next month when the billing of that day's month has begun meanwhile, and cost what that day's prices say.
   * @param pricedOn The day that the prices of `wanted` are of.
   * @throws Refusal as `decideStartLease`; what is wrong with one of them is its own (`orRefused`): CUSTOMER_AMBIGUOUS,
   *   CUSTOMER_CHANGED, NOT_FOR_LEASE, SPENDING_CAP_REACHED.
   */
  async start(
    unit: Unit,
    call: Call,
    given: readonly WantedLease[],
    pricedOn: Day,
    passwords: OneTimePasswords,
  ): Promise<StartedLeases> {
    const { scope, now, actor } = call;
    const providers = new ProviderRepository(unit.tx);
    const [partner] = await providers.facts(scope, [call.target.pk]);
    if (partner === undefined) throw new Error('The account is out of reach');
    const found = new Map<string, FoundCustomer>();
    for (const { index, customer } of given.toSorted((one, other) =>
      byAddress(one.customer, other.customer),
    ))
      if (!found.has(identityOf(customer)))
        found.set(
          identityOf(customer),
          await orRefused(index, () =>
            ofCustomer(() => this.customers.findOrMake(unit, call, customer, partner, passwords)),
          ),
        );
    const provider = await providers.lock(scope, call.target.pk);
    const refused = decideStartLease(provider);
    if (refused !== null) throw new Refusal(refused);
    const today = await new BillingMonthRepository(unit.tx).billableDay(scope, now, this.timeZone);
    const wanted =
      today === pricedOn ? given : await repriced(unit, call, given, provider.currency, today);
    if (actor.kind === 'token')
      for (const { index, prices } of wanted)
        await orRefused(index, () =>
          spend(unit.tx, scope, {
            accountId: provider.pk,
            tokenId: actor.tokenId,
            month: monthOf(today),
            amount: monthlyTotal(prices),
          }),
        );
    const customerOf = ({ customer }: WantedLease): FoundCustomer =>
      found.get(identityOf(customer)) as FoundCustomer;
    const accounts = [...found.values()].map(({ accountId }) => accountId);
    await new CustomerWritesRepository(unit.tx).relate(scope, provider.pk, accounts, 'LEASED', now);
    const made = await new LicenseMakingRepository(unit.tx, this.sealer).make(
      scope,
      wanted.map((one) => ({
        accountId: provider.pk,
        customerAccountId: customerOf(one).accountId,
        productId: one.choice.product.key,
        addOnIds: one.choice.addOns.map(({ key }) => key),
        origin: 'LEASED',
        status: 'READY',
        maintenanceFrom: null,
        maintenanceTo: null,
        now,
      })),
    );
    const greeted = new Set<string>();
    const leases: number[] = [];
    for (const [at, one] of wanted.entries()) {
      const customer = customerOf(one);
      // Whoever gets several licenses is told of the new account and its password once.
      const greeting = greeted.has(customer.email) ? { ...customer, made: false } : customer;
      greeted.add(customer.email);
      const license = made[at] as MadeLicense;
      leases.push(await this.startOne(unit, call, provider, one, greeting, license, today));
    }
    await this.notify(unit, call, provider, wanted, leases, made, today);
    return {
      leases: leases.map((pk) => new RowRef('Lease', pk)),
      monthlyPrices: wanted.map(({ prices }) => monthlyTotal(prices)),
      startedOn: today,
    };
  }

  private async startOne(
    unit: Unit,
    call: Call,
    provider: Provider,
    { choice, prices }: WantedLease,
    customer: FoundCustomer,
    license: MadeLicense,
    startedOn: Day,
  ): Promise<number> {
    const pk = await new LeaseWritesRepository(unit.tx).start(call.scope, {
      accountId: provider.pk,
      licenseId: license.pk,
      customerAccountId: customer.accountId,
      customerEmail: customer.email,
      currency: provider.currency,
      startedOn,
      productId: choice.product.key,
      prices,
      now: call.now,
    });
    const { product, addOns } = namesOf(choice);
    unit.audit({
      subject: new RowRef('License', license.pk),
      accountId: provider.pk,
      before: null,
      after: { status: 'READY', product, addOns, customer: customer.email },
    });
    const delivered = { product, addOns, key: license.key, by: provider.name };
    await this.customers.deliver(unit, customer, delivered);
    return pk;
  }

  /** Numbers the leases, and tells of them. Who is told is read before: from then on everybody who starts waits. */
  private async notify(
    unit: Unit,
    { scope, dryRun }: Call,
    { pk: accountId, currency }: Provider,
    wanted: readonly WantedLease[],
    leases: readonly number[],
    made: readonly MadeLicense[],
    startedOn: Day,
  ): Promise<void> {
    const people = await this.notifier.read(unit, [accountId]);
    const writes = new LeaseWritesRepository(unit.tx);
    const numbers = await writes.number(scope, leases, dryRun);
    for (const [at, { choice, prices, customer }] of wanted.entries()) {
      const number = numbers[at] as string;
      const { product, addOns } = namesOf(choice);
      const { email: customerEmail } = customer;
      const monthlyPrice = monthlyTotal(prices);
      unit.audit({
        subject: new RowRef('Lease', leases[at] as number),
        accountId,
        before: null,
        after: {
          number,
          customer: customerEmail,
          product,
          addOns,
          monthlyPrice: formatMinor(monthlyPrice, currency),
          startedOn,
        },
      });
      people.notify(unit, accountId, { event: 'LEASE_ASSIGNED' }, () => ({
        parameters: { product, addOns, customerEmail, number, startedOn },
        amounts: { monthlyPrice: mailedAmount(monthlyPrice, currency) },
        keys: { key: (made[at] as MadeLicense).key },
      }));
    }
  }
}

const namesOf = ({ product, addOns }: LeaseChoice): { product: string; addOns: string[] } => ({
  product: product.name,
  addOns: addOns.map(({ name }) => name).sort(),
});

/** The same leases at the prices of another day. @throws Refusal NOT_FOR_LEASE. */
async function repriced(
  { tx }: Unit,
  { scope }: Call,
  wanted: readonly WantedLease[],
  currency: Currency,
  day: Day,
): Promise<WantedLease[]> {
  const chosen = wanted.map(({ choice: { product, addOns } }) => ({
    productId: product.key,
    addOnIds: addOns.map(({ key }) => key),
    path: [],
  }));
  const offers = await LeaseOffers.read(tx, scope, chosen, { currency, from: day, to: day });
  return Promise.all(
    wanted.map((one, at) =>
      orRefused(one.index, () => {
        const prices = offers.pricesOn(day, at);
        if ('code' in prices) throw new Refusal(prices);
        return Promise.resolve({ ...one, prices });
      }),
    ),
  );
}

const placed = ({ field, ...reason }: Reason): Reason => ({
  ...reason,
  field: field?.[0] === 'email' ? ['customerEmail'] : (field ?? []),
});

/** What is wrong with the address stands in this input under another name. */
async function ofCustomer<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first, ...more] = error.reasons;
    throw new Refusal(placed(first), ...more.map(placed));
  }
}
