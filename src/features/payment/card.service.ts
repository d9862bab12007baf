import { decideUseCard } from '../../domain/billing/card';
import { declineMessage } from '../../domain/billing/decline';
import { Refusal, type Reason } from '../../domain/refusal';
import { isDuplicate } from '../../database/failures';
import type { Call, Unit } from '../../graphql/call';
import { FormerId, Once, Ref, type Outcome } from '../../graphql/outcome';
import type { AccountRow } from '../account/account.types';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type {
  AddPaymentMethodInput,
  AddPaymentMethodPayload,
  PreparePaymentMethodPayload,
  RemovePaymentMethodPayload,
  SetDefaultPaymentMethodPayload,
} from './card.inputs';
import { recorded, type CardRemoval } from './card-removal';
import { CardRepository, type LockedCard } from './card.repository';
import { GatewayUnavailable, type CardDetails } from './gateway/gateway.types';
import { PaymentAttemptRepository } from './payment-attempt.repository';
import type { PaymentMethodRow } from './payment.types';
import type { Payments } from './payments';

const unavailable = (): never => {
  throw new Refusal({
    code: 'GATEWAY_UNAVAILABLE',
    message: 'The payment service does not answer. Nothing was changed; try again.',
  });
};

/** Asks the gateway. @throws Refusal GATEWAY_UNAVAILABLE when it does not answer. */
async function asked<Result>(question: Promise<Result>): Promise<Result> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof GatewayUnavailable) return unavailable();
    throw error;
  }
}

/** Cards on file (R4, R40). */
export class CardService {
  constructor(
    private readonly payments: Payments,
    private readonly removal: CardRemoval,
    private readonly publishableKey: string | null,
  ) {}

  /** Begins to take the details of a card. @throws Refusal PAYMENTS_UNAVAILABLE, GATEWAY_UNAVAILABLE. */
  async prepare(call: Call): Promise<Outcome<PreparePaymentMethodPayload>> {
    const gateway = this.payments.available();
    const customer = await this.customerOf(call);
    const setup = await asked(gateway.beginSetup(customer));
    return call.commit((unit) => {
      unit.audit({
        subject: new Ref('Account', call.target.pk),
        accountId: call.target.pk,
        before: null,
        after: { cardSetup: gateway.name },
      });
      return Promise.resolve({
        setup: {
          gateway: gateway.name,
          reference: setup.reference,
          publishableKey: this.publishableKey,
        },
        secret: new Once(setup.clientSecret),
      });
    });
  }

  /** @throws Refusal SETUP_INCOMPLETE, CARD_ON_FILE, and as `prepare`. */
  async add(
    call: Call,
    { setup, makeDefault }: AddPaymentMethodInput,
  ): Promise<Outcome<AddPaymentMethodPayload>> {
    const card = await this.take(call, setup, 'setup');
    return call.commit(async (unit) => {
      await new BilledAccountRepository(unit.tx).lockOne(call.scope, call.target.pk);
      const key = await this.store(unit, call, card, makeDefault ?? false, 'setup');
      return { paymentMethod: new Ref('PaymentMethod', key) };
    });
  }

  /**
   * The card that the gateway has taken the details of, for the account that the call is about.
   * @throws Refusal SETUP_INCOMPLETE, and as `prepare`.
   */
  async take(call: Call, setup: string, field: string): Promise<CardDetails> {
    const gateway = this.payments.available();
    const customer = await this.customerOf(call);
    const card = await asked(gateway.card(customer, setup));
    if (!('refused' in card)) return card;
    throw new Refusal({
      code: card.refused,
      message:
        card.refused === 'SETUP_INCOMPLETE'
          ? 'There is no card of this account by that name: begin again with `preparePaymentMethod`.'
          : declineMessage(card.refused),
      field: [field],
    });
  }

  /**
   * Puts a card on file, under the lock of the account. @returns its key.
   * @throws Refusal CARD_ON_FILE.
   */
  async store(
    unit: Unit,
    call: Call,
    card: CardDetails,
    makeDefault: boolean,
    field: string,
  ): Promise<number> {
    const { scope } = call;
    const accountId = call.target.pk;
    const cards = new CardRepository(unit.tx);
    const before = await cards.lockAll(scope, accountId);
    const key = await this.insert(cards, call, card, field);
    if (before.length === 0 || makeDefault) await cards.setDefault(scope, accountId, key);
    const subject = new Ref('PaymentMethod', key);
    unit.audit({ subject, accountId, before: null, after: recorded(card) });
    return key;
  }

  /**
   * The card that an order comes with, put on file if it is new: what the same order left there when it was
   * tried before is used again. @returns its key, and whether it came now. @throws Refusal CARD_REMOVED.
   */
  async bring(
    unit: Unit,
    call: Call,
    card: CardDetails,
    field: string,
  ): Promise<{ readonly key: number; readonly isNew: boolean }> {
    const { name } = this.payments.available();
    const cards = new CardRepository(unit.tx);
    const known = await cards.byReference(call.scope, call.target.pk, name, card.reference);
    if (known?.removed === 1)
      throw new Refusal({
        code: 'CARD_REMOVED',
        message: 'This card was taken off the account: add it again, or another one.',
        field: [field],
      });
    if (known !== null) return { key: known.pk, isNew: false };
    return { key: await this.store(unit, call, card, false, field), isNew: true };
  }

  /** @throws Refusal GONE. */
  setDefault(call: Call): Promise<Outcome<SetDefaultPaymentMethodPayload>> {
    return call.commit(async (unit) => {
      const { accountId, pk } = call.target as PaymentMethodRow;
      await new BilledAccountRepository(unit.tx).lockOne(call.scope, accountId);
      const cards = new CardRepository(unit.tx);
      const all = await cards.lockAll(call.scope, accountId);
      const card = present(all, pk);
      await cards.setDefault(call.scope, accountId, pk);
      const paymentMethod = new Ref('PaymentMethod', pk);
      const was = all.find(({ isDefault }) => isDefault === 1);
      unit.audit({
        subject: paymentMethod,
        accountId,
        before: { default: was === undefined ? null : `${was.brand} ending in ${was.last4}` },
        after: { default: `${card.brand} ending in ${card.last4}` },
      });
      return { paymentMethod };
    });
  }

  /**
   * Takes a card off the account; the gateway forgets it soon after. The oldest one that is left becomes the
   * default. @throws Refusal GONE, PAYMENT_IN_PROGRESS, and why it is needed (R40).
   */
  remove(call: Call): Promise<Outcome<RemovePaymentMethodPayload>> {
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const { accountId, pk } = call.target as PaymentMethodRow;
      await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
      const cards = new CardRepository(unit.tx);
      const all = await cards.lockAll(scope, accountId);
      const card = present(all, pk);
      refuse(await this.removal.refusal(unit, scope, card, all));
      await this.removal.remove(unit, scope, card, all, now);
      return { removedPaymentMethodId: new FormerId('PaymentMethod', pk) };
    });
  }

  private async insert(
    cards: CardRepository,
    call: Call,
    card: CardDetails,
    field: string,
  ): Promise<number> {
    try {
      const { name } = this.payments.available();
      return await cards.add(call.scope, call.target.pk, name, card, call.now);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Refusal({
        code: 'CARD_ON_FILE',
        message: 'This card is on file already.',
        field: [field],
      });
    }
  }

  /** The gateway's name of the account, made with its first card. */
  private async customerOf(call: Call): Promise<string> {
    const gateway = this.payments.available();
    const { pk: accountId, name, number } = call.target as AccountRow;
    const known = await call.prepare(({ tx }) =>
      new PaymentAttemptRepository(tx).customer(call.scope, accountId, gateway.name),
    );
    if (known !== null) return known;
    const made = await asked(
      gateway.customer({
        key: `account-${number}`,
        name,
        email: (call.target as AccountRow).email,
      }),
    );
    await call.prepare(({ tx }) =>
      new CardRepository(tx).setCustomer(call.scope, accountId, gateway.name, made, call.now),
    );
    return made;
  }
}

function refuse(reason: Reason | null): void {
  if (reason !== null) throw new Refusal({ ...reason, field: ['paymentMethodId'] });
}

/** The card among those that are on file. @throws Refusal GONE. */
function present(cards: readonly LockedCard[], pk: number): LockedCard {
  const card = cards.find((one) => one.pk === pk);
  refuse(decideUseCard({ removed: card === undefined }));
  if (card === undefined) throw new Error('A card that is gone was let through');
  return card;
}
