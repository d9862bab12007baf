import type { SystemScope } from '../../../database/scope';
import type { Unit } from '../../../graphql/call';
import { BilledAccountRepository } from '../../invoice/billed-account.repository';
import type { StaffNotifier } from '../../mail/staff-notifier';
import { renewCard, type CardRemoval, type MayRemoveLastCard } from '../card-removal';
import { CardRepository } from '../card.repository';
import { ForgottenCardRepository } from '../forgotten-card.repository';
import type { CardThere } from '../gateway-customer.repository';
import type { CardDetails } from '../gateway/gateway.types';

/** Brings a card on file to what the gateway knows of it: renewed by its bank, or gone. */
export class CardReconciler {
  constructor(
    private readonly removal: CardRemoval,
    private readonly needsCard: MayRemoveLastCard,
    private readonly staff: StaffNotifier,
  ) {}

  /** @param there Null when the gateway has the card no more. */
  async apply(
    unit: Unit,
    scope: SystemScope,
    card: CardThere,
    there: CardDetails | null,
    now: Date,
  ): Promise<void> {
    const account = await new BilledAccountRepository(unit.tx).lockOne(scope, card.accountId);
    const cards = new CardRepository(unit.tx);
    const all = await cards.lockAll(scope, card.accountId);
    const here = all.find(({ pk }) => pk === card.pk);
    if (here === undefined) return;
    if (there !== null) {
      await renewCard(unit, scope, { accountId: account.pk, key: card.pk }, there);
      return;
    }
    await this.removal.remove(unit, scope, here, all, now);
    await new ForgottenCardRepository(unit.tx).forgotten(scope, card.pk);
    const needed =
      all.length === 1 && (await this.needsCard(unit.tx, scope, [account.pk])).length > 0;
    await this.staff.notify(unit, 'staff-card-gone', {
      account: account.name,
      accountNumber: account.number,
      card: `${here.brand} ending in ${here.last4}`,
      needed,
    });
  }
}
