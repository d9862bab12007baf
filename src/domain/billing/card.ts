import type { Reason } from '../refusal';

/** A card as far as taking it off the account goes. */
export interface RemovableCard {
  /** It was taken off before. */
  readonly removed: boolean;
  /** Why the account cannot be without a card, where this is its last one (R40). */
  readonly needed: Reason | null;
  /** An attempt to pay by it whose outcome is not known yet (R56). */
  readonly inUse: boolean;
}

/** Is the card still on file, to be chosen or taken off? Null, or why not. */
export function decideUseCard({ removed }: Pick<RemovableCard, 'removed'>): Reason | null {
  if (!removed) return null;
  return { code: 'GONE', message: 'This card was removed from the account.' };
}

/** Can it be taken off the account (R40)? Null, or why not. */
export function decideRemoveCard(card: RemovableCard): Reason | null {
  const gone = decideUseCard(card) ?? card.needed;
  if (gone !== null || !card.inUse) return gone;
  return {
    code: 'PAYMENT_IN_PROGRESS',
    message: 'A payment with this card is in progress; wait for its outcome.',
  };
}
