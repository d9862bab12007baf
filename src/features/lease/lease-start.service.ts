import { inSameTime } from '../../auth/same-time';
import type { Queries } from '../../database/database';
import { monthOf, type Day } from '../../domain/billing/calendar';
import { leaseCharge } from '../../domain/billing/lease-charge';
import { sum } from '../../domain/billing/money';
import { AMBIGUOUS } from '../../domain/reselling/assignment';
import { decideChoice } from '../../domain/leasing/lease-terms';
import type { Call } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { plainMoney } from '../../graphql/money';
import type { RowRef, Outcome, OutcomeValue } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { BillingMonthRepository } from '../invoice/billing-month.repository';
import type { CustomerAccounts } from '../customer/customer-accounts';
import { namedCustomer, type NamedCustomer } from '../customer/named-customer';
import { BatchResult, untilNobodyIsInTheWay } from '../batch-result';
import { Refusal, type Reason } from '../../domain/refusal';
import { keyOf, LeaseOffers } from './lease-offers';
import type { LeaseStarter, WantedLease } from './lease-starter';
import type {
  LeaseStart,
  StartLeaseInput,
  StartLeasePayload,
  StartLeasesInput,
  StartLeasesPayload,
} from './lease-writes.mutation-types';

/** What starting leases needs of the rest. */
export interface LeaseStartDeps {
  readonly reading: Queries;
  readonly ids: IdCodec;
  readonly timeZone: string;
  readonly customers: CustomerAccounts;
  readonly starter: LeaseStarter;
  /** Milliseconds after which a dry run is answered at the earliest. */
  readonly answerAfter: number;
}

/** Starting leases (R39, R40, R53): one, or up to a hundred, all or none or each for itself. */
export class LeaseStartService {
  constructor(private readonly deps: LeaseStartDeps) {}

  /** @throws Refusal as `decideStartLease` and `decideChoice` have it, NOT_FOR_LEASE, CUSTOMER_AMBIGUOUS, SPENDING_CAP_REACHED. */
  async start(call: Call<AccountRow>, input: StartLeaseInput): Promise<Outcome<StartLeasePayload>> {
    return this.inTime(call, async () => {
      const several = new BatchResult('');
      const { wanted: found, pricedOn } = await this.wanted(call, [input], several, []);
      const [wanted] = found;
      several.throwOne(0);
      if (wanted === undefined) throw new Error('A lease was neither wanted nor refused');
      const passwords = await this.deps.customers.prepare(call, [wanted.customer]);
      const { currency } = call.target;
      return untilNobodyIsInTheWay(() =>
        call.commit(async (unit) => {
          const started = await this.deps.starter.start(unit, call, found, pricedOn, passwords);
          const { leases, startedOn, monthlyPrices } = started;
          const monthlyPrice = monthlyPrices[0] ?? 0n;
          return {
            lease: leases[0] ?? null,
            monthlyPrice: plainMoney(monthlyPrice, currency),
            thisMonth: plainMoney(firstCharge(startedOn, monthlyPrice), currency),
          };
        }),
      ).catch((error: unknown) => {
        several.note(error);
        several.throwOne(0);
        throw error;
      });
    });
  }

  /** @throws Refusal with everything that is wrong, when all were to be started; as `start` for what concerns all. */
  async startSeveral(
    call: Call<AccountRow>,
    { leases, allOrNothing }: StartLeasesInput,
  ): Promise<Outcome<StartLeasesPayload>> {
    return this.inTime(call, async () => {
      const several = new BatchResult('leases');
      const { wanted, pricedOn } = await this.wanted(call, leases, several, ['leases']);
      const passwords = await this.deps.customers.prepare(
        call,
        wanted.map(({ customer }) => customer),
      );
      const { currency } = call.target;
      for (;;) {
        if (allOrNothing === true) several.throwAll();
        const left = wanted.filter(({ index }) => !several.isRefused(index));
        const came = (
          started: readonly (RowRef | null)[],
          prices: readonly bigint[],
          startedOn: Day,
        ) => {
          const first = prices.map((price) => firstCharge(startedOn, price));
          const shown = (of: readonly bigint[], at: number): OutcomeValue =>
            of[at] === undefined ? null : plainMoney(of[at], currency);
          return {
            results: leases.map((_, index) => {
              const at = left.findIndex((each) => each.index === index);
              return {
                lease: started[at] ?? null,
                monthlyPrice: shown(prices, at),
                thisMonth: shown(first, at),
                userErrors: several.userErrorsOf(index),
              };
            }),
            monthlyPrice: plainMoney(sum(prices), currency),
            thisMonth: plainMoney(sum(first), currency),
          };
        };
        if (left.length === 0) return call.withoutWrite(came([], [], pricedOn));
        try {
          return await untilNobodyIsInTheWay(() =>
            call.commit(async (unit) => {
              const { starter } = this.deps;
              const started = await starter.start(unit, call, left, pricedOn, passwords);
              const { leases: rows, monthlyPrices, startedOn } = started;
              return came(call.dryRun ? [] : rows, monthlyPrices, startedOn);
            }),
          );
        } catch (error) {
          several.note(error);
        }
      }
    });
  }

  /** How long a dry run takes must not tell who is a customer (R63). */
  private inTime<Result>(call: Call, work: () => Promise<Result>): Promise<Result> {
    return call.dryRun ? inSameTime(this.deps.answerAfter, work) : work();
  }

  /** What is asked for, without what can be refused before anything is locked; that goes to `several`. */
  private async wanted(
    call: Call<AccountRow>,
    leases: readonly LeaseStart[],
    several: BatchResult,
    path: readonly string[],
  ): Promise<{ readonly wanted: readonly WantedLease[]; readonly pricedOn: Day }> {
    const { ids, reading, timeZone, customers } = this.deps;
    const { currency } = call.target;
    const at = (index: number) => (path.length === 0 ? [] : [...path, String(index)]);
    const chosen = leases.map(({ productId, addOnIds }, index) => ({
      productId: keyOf(ids, 'Product', productId, [...at(index), 'productId']),
      addOnIds: (addOnIds ?? []).map((id) => keyOf(ids, 'AddOn', id, [...at(index), 'addOnIds'])),
      path: at(index),
    }));
    const months = new BillingMonthRepository(reading);
    const pricedOn = await months.billableDay(call.scope, call.now, timeZone);
    if (chosen.length === 0) return { wanted: [], pricedOn };
    const days = { from: pricedOn, to: pricedOn };
    const offers = await LeaseOffers.read(reading, call.scope, chosen, { currency, ...days });
    const wanted: WantedLease[] = [];
    for (const [index, input] of leases.entries()) {
      const choice = offers.choice(index);
      const prices = decideChoice(choice) ?? offers.pricesOn(pricedOn, index);
      const customer = await customerOf(call, input, at(index));
      if ('code' in customer) several.refuse(index, customer);
      else if ('code' in prices) several.refuse(index, prices);
      else wanted.push({ index, customer, choice, prices });
    }
    const isAmbiguous = await customers.ambiguousAmong(wanted.map(({ customer }) => customer));
    for (const { index, customer } of wanted)
      if (isAmbiguous(customer)) several.refuse(index, ofCustomer(AMBIGUOUS));
    return { wanted, pricedOn };
  }
}

/** What the first month costs of a lease that starts on a day. */
function firstCharge(startedOn: Day, monthlyPrice: bigint): bigint {
  const terms = [{ from: startedOn, monthlyPrice }];
  return leaseCharge(monthOf(startedOn), { startedOn, stoppedOn: null, terms })?.amount ?? 0n;
}

const FIELDS = { email: 'customerEmail', customerId: 'customerId' };

/** The customer of a lease, or why there is none. @throws NOT_FOUND. */
async function customerOf(
  call: Call<AccountRow>,
  { customerEmail: email, customerId, customerName: name, customerCountry: country }: LeaseStart,
  path: readonly string[],
): Promise<NamedCustomer | Reason> {
  try {
    const given = { email, customerId, name, country };
    return await namedCustomer(call, call.target.pk, given, FIELDS, path);
  } catch (error) {
    if (error instanceof Refusal) return error.reasons[0];
    throw error;
  }
}

const ofCustomer = (reason: Reason): Reason => ({ ...reason, field: ['customerEmail'] });
