import type { Offer } from '../../domain/purchasing/basket';
import type { Call } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { plainMoney } from '../../graphql/money';
import { RowRef, type Outcome, type OutcomeValue } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { BatchResult, REPEATED } from '../batch-result';
import type { BasketReader } from './basket.reader';
import { buyerFrom } from './bill-to';
import { named, orderable, type NamedLine } from './named-lines';
import type { PlaceOrderService } from './place-order.service';
import type { RenewLicensesInput, RenewLicensesPayload } from './renew-licenses.mutation-types';

/** Renews up to a hundred licenses in one order (R23, R33): all or none, or those that can be. */
export class RenewLicensesService {
  constructor(
    private readonly ids: IdCodec,
    private readonly reader: BasketReader,
    private readonly orders: PlaceOrderService,
  ) {}

  /** @throws Refusal with everything that is wrong, when all were to be renewed; and as `PlaceOrderService.order`. */
  async renew(
    call: Call<AccountRow>,
    input: RenewLicensesInput,
  ): Promise<Outcome<RenewLicensesPayload>> {
    const { licenses, allOrNothing } = input;
    const refused = new BatchResult('licenses');
    const known = new Set<string>();
    for (const [index, { licenseId }] of licenses.entries()) {
      if (known.has(licenseId)) refused.refuse(index, { ...REPEATED, field: ['licenseId'] });
      known.add(licenseId);
    }
    const lines = licenses.map(({ licenseId }, index): NamedLine => {
      const path = ['licenses', String(index)];
      const given = { kind: 'RENEW', licenseId } as const;
      return { given, use: null, assignTo: null, path, customerPath: path };
    });
    const once = [...lines.keys()].filter((index) => !refused.isRefused(index));
    const offers = await this.offers(
      call,
      once.map((index) => lines[index] as NamedLine),
      input,
    );
    const offerOf = new Map(once.map((index, at) => [index, offers[at] as Offer]));
    for (const [index, { problem }] of offerOf)
      if (problem !== null) refused.refuse(index, { ...problem, field: ['licenseId'] });
    if (allOrNothing === true) refused.throwAll();
    const results = (): OutcomeValue =>
      licenses.map(({ licenseId }, index) => {
        const priced = refused.isRefused(index) ? null : (offerOf.get(index)?.priced ?? null);
        const key = this.ids.keyOf('License', licenseId);
        const renewed = priced !== null && key !== null && !call.dryRun;
        return {
          license: renewed ? new RowRef('License', key) : null,
          price: priced && plainMoney(priced.amount, call.target.currency),
          maintenanceEndsOn: priced?.license?.maintenance?.to ?? null,
          userErrors: refused.userErrorsOf(index),
        };
      });
    const left = lines.filter((_, index) => !refused.isRefused(index));
    if (left.length === 0) return call.withoutWrite({ results: results() });
    return this.orders.order<RenewLicensesPayload>(call, input, left, (_, paid) => ({
      results: paid ? results() : null,
    }));
  }

  /** What each would cost, or why it cannot be renewed. @throws NOT_FOUND. */
  private offers(
    call: Call<AccountRow>,
    lines: readonly NamedLine[],
    { billTo }: RenewLicensesInput,
  ): Promise<readonly Offer[]> {
    const { scope, target } = call;
    const read = named(this.ids, lines);
    if (read.length === 0) return Promise.resolve([]);
    return call.prepare(async (unit, record) => {
      record(call.attempt);
      const wanted = (await orderable(call, unit, read)).map((line) => line.wanted);
      const buyer = await this.reader.buyerOf(
        unit.tx,
        scope,
        target.pk,
        billTo ? buyerFrom(billTo) : null,
      );
      const today = this.reader.today(call.now);
      const [basket] = await this.reader.price(unit.tx, scope, [{ buyer, lines: wanted }], today);
      return basket?.offers ?? [];
    });
  }
}
