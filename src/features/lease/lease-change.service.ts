import { sum } from '../../domain/billing/money';
import type { Call } from '../../graphql/call';
import type { IdCodec } from '../../graphql/ids';
import { plainMoney } from '../../graphql/money';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { BatchResult, commitBatch } from '../batch-result';
import type { ModifyLeasesInput, ModifyLeasesPayload } from './lease-batch.mutation-types';
import type { LeaseModifier, WantedChange } from './lease-modifier';
import { keyOf } from './lease-offers';
import type { ModifyLeaseInput, ModifyLeasePayload } from './lease-writes.mutation-types';
import type { LeaseRow } from './lease.types';
import { leasesOf, shownLease } from './named-leases';

/** Changing leases (R43): one, or up to a hundred of one account. */
export class LeaseChangeService {
  constructor(
    private readonly ids: IdCodec,
    private readonly modifier: LeaseModifier,
  ) {}

  /** @throws Refusal as `LeaseModifier.modify` says. */
  async modify(
    call: Call<LeaseRow>,
    input: ModifyLeaseInput,
  ): Promise<Outcome<ModifyLeasePayload>> {
    const lease = call.target;
    const wanted = [this.wanted({ ...input, index: 0, lease, path: [] })];
    return call.commit(async (unit) => {
      const refused = new BatchResult('');
      const proceed = () => refused.throwOne(0);
      const changed = await this.modifier.modify(unit, call, wanted, refused, proceed);
      const { monthlyPrice = 0n, thisMonth = 0n } = changed.get(0) ?? {};
      return {
        lease: new RowRef('Lease', lease.pk),
        monthlyPrice: plainMoney(monthlyPrice, lease.currency),
        thisMonth: plainMoney(thisMonth, lease.currency),
      };
    });
  }

  /** @throws Refusal with everything that is wrong, when all were to be changed. */
  async modifySeveral(
    call: Call<AccountRow>,
    { leases, allOrNothing }: ModifyLeasesInput,
  ): Promise<Outcome<ModifyLeasesPayload>> {
    const { currency } = call.target;
    const refused = new BatchResult('leases');
    const rows = await leasesOf(
      call,
      leases.map(({ leaseId }) => leaseId),
      ['leases', 'leaseId'],
      refused,
    );
    const wanted = rows.flatMap((lease, index) =>
      refused.isRefused(index)
        ? []
        : [this.wanted({ ...leases[index], index, lease, path: ['leases', String(index)] })],
    );
    let changed: Awaited<ReturnType<LeaseModifier['modify']>> = new Map();
    return commitBatch<Outcome<ModifyLeasesPayload>>(call, {
      ...{ refused, size: leases.length, allOrNothing },
      work: async (unit, decided, proceed) => {
        changed = await this.modifier.modify(unit, call, wanted, decided, proceed);
      },
      answer: (decided) => ({
        results: rows.map((lease, index) => {
          const of = decided.isRefused(index) ? undefined : changed.get(index);
          return {
            lease: shownLease(call, lease),
            monthlyPrice: of ? plainMoney(of.monthlyPrice, currency) : null,
            thisMonth: of ? plainMoney(of.thisMonth, currency) : null,
            userErrors: decided.userErrorsOf(index),
          };
        }),
        monthlyChange: plainMoney(
          sum(
            [...changed].flatMap(([index, { monthlyPrice, before }]) =>
              decided.isRefused(index) ? [] : [monthlyPrice - before],
            ),
          ),
          currency,
        ),
      }),
    });
  }

  private wanted({
    productId,
    addOnIds,
    path,
    ...one
  }: Pick<WantedChange, 'index' | 'lease' | 'path'> & {
    readonly productId?: string;
    readonly addOnIds?: readonly string[];
  }): WantedChange {
    const { ids } = this;
    const key = (type: 'Product' | 'AddOn', id: string, field: string) =>
      keyOf(ids, type, id, [...path, field]);
    return {
      index: one.index,
      lease: one.lease,
      path,
      productId: productId === undefined ? null : key('Product', productId, 'productId'),
      addOnIds: addOnIds?.map((id) => key('AddOn', id, 'addOnIds')) ?? null,
    };
  }
}
