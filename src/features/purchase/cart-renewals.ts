import type { Day } from '../../domain/billing/calendar';
import { formatMinor } from '../../domain/billing/money';
import { MOST_LINES, decideTotal } from '../../domain/purchasing/decisions';
import type { LineUse } from '../../domain/purchasing/order-line';
import { Refusal, refuse } from '../../domain/refusal';
import type { Call } from '../../graphql/call';
import { RowRef, type Outcome } from '../../graphql/outcome';
import type { BasketReader } from './basket.reader';
import { BasketRepository } from './basket.repository';
import type { WantedLine } from './basket.types';
import type { AddRenewalsToCartInput, AddRenewalsToCartPayload } from './cart.mutation-types';
import { CartRepository } from './cart.repository';
import { assertMayBuy, usualUse } from './wanted';

/** Most licenses that are looked at for one call; a cart holds far fewer. */
const MOST_LOOKED_AT = 1_000;

/** Renewals of all that ends on some days, put into the cart at once. */
export class CartRenewals {
  constructor(private readonly reader: BasketReader) {}

  /** Adds what is not there yet, and so nothing when it is called again. @throws FORBIDDEN; Refusal INVALID_RANGE, NOTHING_TO_RENEW. */
  add(
    call: Call,
    { use: given, endsFrom: from, endsTo: to }: AddRenewalsToCartInput,
  ): Promise<Outcome<AddRenewalsToCartPayload>> {
    const { scope, now, target } = call;
    const use = given ?? usualUse(target.grants.OWNER);
    assertMayBuy(target.grants.OWNER, use);
    if (to < from)
      throw new Refusal({
        code: 'INVALID_RANGE',
        message: 'The last day is before the first.',
        field: ['endsTo'],
      });
    const today = this.reader.today(now);
    return call.commit(async (unit) => {
      const carts = new CartRepository(unit.tx);
      const cart = await carts.lock(scope, target.pk, now);
      const ending = await new BasketRepository(unit.tx).endingMaintenance(
        scope,
        target.pk,
        use,
        { from, to },
        MOST_LOOKED_AT,
      );
      if (ending.length === 0)
        throw new Refusal({
          code: 'NOTHING_TO_RENEW',
          message:
            'Maintenance and Support of no license of the account ends on these days. It may have been renewed.',
        });
      const present = await carts.linesOf(scope, [cart]);
      const renewing = new Set(
        present.flatMap(({ kind, license }) =>
          kind === 'RENEW' || kind === 'REINSTATE' ? [license] : [],
        ),
      );
      const missing = ending.filter(({ key }) => !renewing.has(key));
      const buyer = await this.reader.buyerOf(unit.tx, scope, target.pk);
      const added: RowRef[] = [];
      const lines: WantedLine[] = [...present];
      let amount = 0n;
      for (let at = 0; at < missing.length && lines.length < MOST_LINES;) {
        // What is not sold takes no place in the cart from what comes after it.
        const wanted = missing
          .slice(at, at + MOST_LINES - lines.length)
          .map((license) => renewalOf(license, use, today));
        at += wanted.length;
        const asked = [{ buyer, lines: [...lines, ...wanted] }];
        const [basket] = await this.reader.price(unit.tx, scope, asked, today);
        refuse(decideTotal(basket?.totals.total ?? 0n, buyer.currency));
        const before = lines.length;
        for (const [place, line] of wanted.entries()) {
          const priced = basket?.offers[before + place]?.priced ?? null;
          if (priced === null) continue;
          const key = await carts.add(scope, cart, line, priced.amount, now);
          added.push(new RowRef('CartLine', key));
          lines.push(line);
          amount += priced.amount;
        }
      }
      unit.audit({
        subject: new RowRef('Account', target.pk),
        accountId: target.pk,
        before: { renewals: null },
        after: {
          renewals: `${added.length} for ${formatMinor(amount, buyer.currency)} ${buyer.currency}, ending ${from} to ${to}`,
        },
      });
      return {
        cartLines: added,
        added: added.length,
        alreadyInCart: ending.length - missing.length,
        notAdded: missing.length - added.length,
        cart: new RowRef('Cart', cart),
      };
    });
  }
}

const renewalOf = (
  { key, endsOn }: { readonly key: number; readonly endsOn: Day },
  use: LineUse,
  today: Day,
): WantedLine => ({
  kind: today <= endsOn ? 'RENEW' : 'REINSTATE',
  use,
  product: null,
  support: null,
  license: key,
  addOns: [],
  quantity: 1,
});
