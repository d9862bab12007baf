import { decideRemoveCard } from '../../domain/billing/card';
import type { Reason } from '../../domain/refusal';
import type { Queries } from '../../database/database';
import type { Scope } from '../../database/scope';
import type { Fields, Unit } from '../../graphql/call';
import { RowRef } from '../../graphql/outcome';
import { CardRepository, type KnownCard, type LockedCard } from './card.repository';
import type { CardDetails } from './gateway/gateway.types';
import type { Attempt } from './attempt.types';

/** Which accounts cannot be without a card, and why; the composition hands it over (R40). */
export type MayRemoveLastCard = (
  queries: Queries,
  scope: Scope,
  accounts: readonly number[],
) => Promise<readonly { readonly accountId: number; readonly reason: Reason }[]>;

/** A card as the history tells it. */
export const recorded = ({ brand, last4 }: Pick<LockedCard, 'brand' | 'last4'>): Fields => ({
  card: `${brand} ending in ${last4}`,
});

/** Writes down how the gateway knows a card now, and leaves in the history what changed of it. */
export async function renewCard(
  unit: Unit,
  scope: Scope,
  { accountId, key }: { readonly accountId: number; readonly key: number },
  details: CardDetails,
): Promise<void> {
  const cards = new CardRepository(unit.tx);
  const before = await cards.byKey(scope, key);
  if (before?.reference !== details.reference) return;
  if (!(await cards.renew(scope, key, details))) return;
  const shown = (card: Pick<KnownCard, 'brand' | 'last4' | 'expiresOn'>): Fields => ({
    ...recorded(card),
    expiresOn: card.expiresOn,
  });
  const [was, is] = [shown(before), shown(details)];
  if (JSON.stringify(was) === JSON.stringify(is)) return;
  unit.audit({ subject: new RowRef('PaymentMethod', key), accountId, before: was, after: is });
}

/** Takes cards off accounts; their gateway forgets them soon after. The account is locked by whoever calls. */
export class CardRemoval {
  constructor(private readonly mayRemoveLast: MayRemoveLastCard) {}

  /** Why a card cannot be taken off, or null. @param all The account's cards. */
  async refusal(
    unit: Unit,
    scope: Scope,
    { accountId, pk }: LockedCard,
    all: readonly LockedCard[],
  ): Promise<Reason | null> {
    const [needs] = all.length === 1 ? await this.mayRemoveLast(unit.tx, scope, [accountId]) : [];
    return decideRemoveCard({
      removed: false,
      needed: needs?.reason ?? null,
      inUse: await new CardRepository(unit.tx).isInUse(scope, pk),
    });
  }

  /** The oldest card that is left becomes the default. @param all The account's cards. */
  async remove(
    unit: Unit,
    scope: Scope,
    card: LockedCard,
    all: readonly LockedCard[],
    now: Date,
  ): Promise<void> {
    const { pk, accountId } = card;
    const cards = new CardRepository(unit.tx);
    await cards.remove(scope, pk, now);
    const next = all.find((one) => one.pk !== pk);
    if (card.isDefault === 1 && next !== undefined)
      await cards.setDefault(scope, accountId, next.pk);
    unit.audit({
      subject: new RowRef('PaymentMethod', pk),
      accountId,
      before: recorded(card),
      after: null,
    });
  }

  /**
   * The gateway knows cards no more, which therefore charge nothing: they do not stay on file, even where the account
   * cannot be without one, for it is without one.
   * @param only The card; all of this gateway when it is left out.
   */
  async lost(
    unit: Unit,
    scope: Scope,
    { accountId, gateway, only }: { accountId: number; gateway: string; only?: number | null },
    now: Date,
  ): Promise<void> {
    const cards = new CardRepository(unit.tx);
    let all = await cards.lockAll(scope, accountId);
    for (const card of all) {
      if (card.gateway !== gateway || (only !== undefined && card.pk !== only)) continue;
      await this.remove(unit, scope, card, all, now);
      all = all.filter(({ pk }) => pk !== card.pk);
    }
  }

  /** No card of the account stays on file. */
  async all(unit: Unit, scope: Scope, accountId: number, now: Date): Promise<void> {
    for (const card of await new CardRepository(unit.tx).lockAll(scope, accountId))
      await this.remove(unit, scope, card, [card], now);
  }

  /**
   * An attempt was declined: a card that came with an order and has paid nothing yet does not stay on file.
   * What was saved before stays, and what the account cannot be without.
   */
  async declined(
    unit: Unit,
    scope: Scope,
    { accountId, methodKey }: Pick<Attempt, 'accountId' | 'methodKey'>,
    now: Date,
  ): Promise<void> {
    const cards = new CardRepository(unit.tx);
    if (methodKey === null || !(await cards.isOnTrial(scope, accountId, methodKey))) return;
    const all = await cards.lockAll(scope, accountId);
    const card = all.find(({ pk }) => pk === methodKey);
    if (card === undefined || (await this.refusal(unit, scope, card, all)) !== null) return;
    await this.remove(unit, scope, card, all, now);
  }
}
