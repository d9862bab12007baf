import { decideUseCard } from '../../domain/billing/card';
import { declineMessage } from '../../domain/billing/decline';
import { Refusal, type Reason } from '../../domain/refusal';
import type { Call, Unit } from '../../graphql/call';
import { DeletedId, OneTimeSecret, RowRef, type Outcome } from '../../graphql/outcome';
import type { NodeRow } from '../../graphql/node';
import type { AccountRow } from '../account/account.types';
import { BilledAccountRepository } from '../invoice/billed-account.repository';
import type {
  AddPaymentMethodInput,
  AddPaymentMethodPayload,
  PreparePaymentMethodPayload,
  RemovePaymentMethodPayload,
  SetDefaultPaymentMethodPayload,
} from './card.mutation-types';
import { recorded, renewCard, type CardRemoval } from './card-removal';
import { CardRepository, type LockedCard } from './card.repository';
import { GatewayCustomerRepository } from './gateway-customer.repository';
import { ChargeableCardRepository } from './chargeable-card.repository';
import {
  GatewayRefused,
  GatewayUnavailable,
  type CardDetails,
  type SetupResult,
} from './gateway/gateway.types';
import type { GatewayFaults } from './gateway-faults';
import type { PaymentMethodRow } from './payment.types';
import type { GatewayCharges } from './gateway-charges';

const UNAVAILABLE: Reason = {
  code: 'GATEWAY_UNAVAILABLE',
  message: 'The payment service does not answer. Nothing was changed; try again.',
};
const OUR_FAULT: Reason = {
  code: 'PAYMENTS_UNAVAILABLE',
  message: 'Cards cannot be added at the moment. The vendor has to fix this and was notified.',
};
const TO_CONFIRM =
  'The bank requires you to confirm the card: open `cardAction.redirectUrl`, or pass its `clientSecret` to the payment service’s library, then add the card again with `cardAction.setup`.';
const TO_ADD_FIRST =
  'The bank requires you to confirm the card: add it with `addPaymentMethod`, which says how, then order with it.';

/** The account that a card is for, as far as its payment service is told. */
type CardOwner = NodeRow & Pick<AccountRow, '__typename' | 'number' | 'name' | 'email'>;

/** Cards on file (R4, R40). */
export class CardService {
  constructor(
    private readonly charges: GatewayCharges,
    private readonly removal: CardRemoval,
    private readonly faults: GatewayFaults,
    private readonly publishableKey: string | null,
  ) {}

  /** Begins to take the details of a card. @throws Refusal PAYMENTS_UNAVAILABLE, GATEWAY_UNAVAILABLE. */
  async prepare(call: Call<CardOwner>): Promise<Outcome<PreparePaymentMethodPayload>> {
    const gateway = this.charges.available();
    const setup = await this.asked(call, (customer) => gateway.beginSetup(customer));
    return call.commit((unit) => {
      unit.audit({
        subject: new RowRef('Account', call.target.pk),
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
        secret: new OneTimeSecret(setup.clientSecret),
      });
    });
  }

  /**
   * The same card twice is the one that is on file. Where the bank wants the person to confirm it, nothing is written.
   * @throws Refusal SETUP_INCOMPLETE, CARD_REMOVED, and as `prepare`.
   */
  async add(
    call: Call<CardOwner>,
    { setup, makeDefault }: AddPaymentMethodInput,
  ): Promise<Outcome<AddPaymentMethodPayload>> {
    const card = await this.setUp(call, setup, 'setup');
    if ('action' in card) {
      const { clientSecret, redirectUrl } = card.action;
      return call.withoutWrite({
        paymentMethod: null,
        cardAction: {
          setup: card.setup,
          clientSecret: new OneTimeSecret(clientSecret),
          redirectUrl: new OneTimeSecret(redirectUrl),
        },
        userErrors: [{ code: 'AUTHENTICATION_REQUIRED', message: TO_CONFIRM, field: ['setup'] }],
      });
    }
    return call.commit(async (unit) => {
      await new BilledAccountRepository(unit.tx).lockOne(call.scope, call.target.pk);
      const { key } = await this.bring(unit, call, card, {
        makeDefault: makeDefault ?? false,
        field: 'setup',
      });
      return { paymentMethod: new RowRef('PaymentMethod', key), cardAction: null };
    });
  }

  /**
   * The card that the gateway has taken the details of, for the account that the call is about.
   * @throws Refusal SETUP_INCOMPLETE, AUTHENTICATION_REQUIRED, and as `prepare`.
   */
  async take(call: Call<CardOwner>, setup: string, field: string): Promise<CardDetails> {
    const card = await this.setUp(call, setup, field);
    if (!('action' in card)) return card;
    throw new Refusal({ code: 'AUTHENTICATION_REQUIRED', message: TO_ADD_FIRST, field: [field] });
  }

  /**
   * Puts a card on file, under the lock of the account: what is on file already, by this setup or by another one, is
   * that. @returns its key, and whether it is new. @throws Refusal CARD_REMOVED.
   */
  async bring(
    unit: Unit,
    call: Call,
    card: CardDetails,
    { makeDefault = false, field }: { readonly makeDefault?: boolean; readonly field: string },
  ): Promise<{ readonly key: number; readonly isNew: boolean }> {
    const { scope, now } = call;
    const accountId = call.target.pk;
    const { name } = this.charges.available();
    const cards = new CardRepository(unit.tx);
    const known = await cards.byReference(scope, accountId, name, card.reference);
    const onFile =
      known?.removed === 0
        ? known
        : card.fingerprint === null
          ? null
          : await cards.same(scope, accountId, name, card.fingerprint);
    if (known?.removed === 1 && onFile === null)
      throw new Refusal({
        code: 'CARD_REMOVED',
        message: 'This card was removed from the account: add it again, or add another one.',
        field: [field],
      });
    const all = await cards.lockAll(scope, accountId);
    const key = onFile?.pk ?? (await cards.add(scope, accountId, name, card, now));
    // By a setup that was replaced since it stays as it is: the gateway is about to forget that one.
    if (onFile !== null && known?.removed !== 1) {
      await cards.rename(scope, key, card.reference, now);
      await renewCard(unit, scope, { accountId, key }, card);
    }
    if (all.length === 0 || makeDefault) await cards.setDefault(scope, accountId, key);
    unit.audit({
      subject: new RowRef('PaymentMethod', key),
      accountId,
      before: onFile && { ...recorded(card), addedAgain: false },
      after: onFile === null ? recorded(card) : { ...recorded(card), addedAgain: true },
    });
    return { key, isNew: onFile === null };
  }

  /** @throws Refusal GONE. */
  setDefault(call: Call<PaymentMethodRow>): Promise<Outcome<SetDefaultPaymentMethodPayload>> {
    return call.commit(async (unit) => {
      const { accountId, pk } = call.target;
      await new BilledAccountRepository(unit.tx).lockOne(call.scope, accountId);
      const cards = new CardRepository(unit.tx);
      const all = await cards.lockAll(call.scope, accountId);
      const card = present(all, pk);
      await cards.setDefault(call.scope, accountId, pk);
      const paymentMethod = new RowRef('PaymentMethod', pk);
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
  remove(call: Call<PaymentMethodRow>): Promise<Outcome<RemovePaymentMethodPayload>> {
    return call.commit(async (unit) => {
      const { scope, now } = call;
      const { accountId, pk } = call.target;
      await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
      const cards = new CardRepository(unit.tx);
      const all = await cards.lockAll(scope, accountId);
      const card = present(all, pk);
      refuse(await this.removal.refusal(unit, scope, card, all));
      await this.removal.remove(unit, scope, card, all, now);
      return { removedPaymentMethodId: new DeletedId('PaymentMethod', pk) };
    });
  }

  /** What a setup came to, unless it was refused. @throws Refusal SETUP_INCOMPLETE, and as `prepare`. */
  private async setUp(
    call: Call<CardOwner>,
    setup: string,
    field: string,
  ): Promise<Exclude<SetupResult, { readonly refused: unknown }>> {
    const gateway = this.charges.available();
    const card = await this.asked(call, (customer) => gateway.card(customer, setup));
    if (!('refused' in card)) return card;
    throw new Refusal({
      code: card.refused,
      message:
        card.refused === 'SETUP_INCOMPLETE'
          ? 'This account has no card with this id: start again with `preparePaymentMethod`.'
          : declineMessage(card.refused),
      field: [field],
    });
  }

  /**
   * Asks the gateway about the account, which it may have deleted: then it gets a new customer there.
   * @throws Refusal GATEWAY_UNAVAILABLE; PAYMENTS_UNAVAILABLE, and staff are told.
   */
  private async asked<Result>(
    call: Call<CardOwner>,
    question: (customer: string) => Promise<Result>,
  ): Promise<Result> {
    try {
      const customer = await this.customerOf(call);
      try {
        return await question(customer);
      } catch (error) {
        if (!(error instanceof GatewayRefused && error.because === 'CUSTOMER_GONE')) throw error;
        return await question(await this.replaceCustomer(call, customer));
      }
    } catch (error) {
      if (error instanceof GatewayUnavailable) throw new Refusal(UNAVAILABLE);
      if (!(error instanceof GatewayRefused)) throw error;
      const { name: gateway } = this.charges.available();
      const { message: fault } = error;
      await call.prepare((unit) => this.faults.notify(unit, { gateway, fault, now: call.now }));
      throw new Refusal(OUR_FAULT);
    }
  }

  /** The gateway's name of the account, made with its first card. */
  private async customerOf(call: Call<CardOwner>): Promise<string> {
    const gateway = this.charges.available();
    const { pk: accountId, number } = call.target;
    const known = await this.knownCustomer(call, gateway.name);
    if (known !== null) return known;
    const made = await gateway.customer(customerRequest(call, `account-${number}`));
    await call.prepare(({ tx }) =>
      new GatewayCustomerRepository(tx).setCustomer(
        call.scope,
        accountId,
        gateway.name,
        made,
        call.now,
      ),
    );
    return made;
  }

  /** The account's customer was deleted at the gateway, and all its cards: it gets another one, and is without a card. */
  private async replaceCustomer(call: Call<CardOwner>, deleted: string): Promise<string> {
    const gateway = this.charges.available();
    const { pk: accountId, number } = call.target;
    const made = await gateway.customer(
      customerRequest(call, `account-${number}-after-${deleted}`),
    );
    await call.prepare(async (unit) => {
      const { scope, now } = call;
      await new BilledAccountRepository(unit.tx).lockOne(scope, accountId);
      const names = { gateway: gateway.name, deleted, made };
      const replaced = await new GatewayCustomerRepository(unit.tx).replaceCustomer(
        scope,
        accountId,
        names,
      );
      if (replaced) await this.removal.lost(unit, scope, { accountId, gateway: gateway.name }, now);
    });
    return (await this.knownCustomer(call, gateway.name)) ?? made;
  }

  private knownCustomer(call: Call, gateway: string): Promise<string | null> {
    return call.prepare(({ tx }) =>
      new ChargeableCardRepository(tx).customer(call.scope, call.target.pk, gateway),
    );
  }
}

const customerRequest = (
  call: Call<CardOwner>,
  key: string,
): { readonly key: string; readonly name: string; readonly email: string } => {
  const { name, email } = call.target;
  return { key, name, email };
};

function refuse(reason: Reason | null): void {
  if (reason !== null) throw new Refusal({ ...reason, field: ['paymentMethodId'] });
}

/** The card among those that are on file. @throws Refusal GONE. */
function present(cards: readonly LockedCard[], pk: number): LockedCard {
  const card = cards.find((one) => one.pk === pk);
  refuse(decideUseCard({ removed: card === undefined }));
  if (card === undefined) throw new Error('A removed card was accepted');
  return card;
}
