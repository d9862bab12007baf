import type { ErrorCode } from '../../domain/error-code';
import { Refusal } from '../../domain/refusal';
import type { Transaction } from '../../database/database';
import type { Scope } from '../../database/scope';
import { ChargeableCardRepository } from './chargeable-card.repository';
import type { NewAttempt } from './payment-attempt.repository';

const refuse = (code: ErrorCode, message: string): never => {
  throw new Refusal({ code, message, field: ['paymentMethodId'] });
};

/** The card that is charged. @throws Refusal NO_CARD, CARD_REMOVED, CARD_UNUSABLE. */
export async function cardToCharge(
  tx: Transaction,
  scope: Scope,
  accountId: number,
  gateway: string,
  { methodKey, newCard = false }: { readonly methodKey: number | null; readonly newCard?: boolean },
): Promise<Pick<NewAttempt, 'methodKey' | 'gateway' | 'newCard'>> {
  const cards = new ChargeableCardRepository(tx);
  const key =
    methodKey ??
    (await cards.defaultCard(scope, accountId)) ??
    refuse('NO_CARD', 'There is no card on file: add one first.');
  const card = await cards.card(scope, accountId, key);
  if (card === null || card.removed === 1)
    return refuse('CARD_REMOVED', 'This card was removed from the account: choose another one.');
  if (card.gateway !== gateway || card.reference === null)
    refuse('CARD_UNUSABLE', 'This card was added with another payment service: add it again.');
  return { methodKey: key, gateway, newCard };
}
