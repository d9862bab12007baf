import type { AccountRow } from '../account/account.types';
import type { PaymentMethodRow } from './payment.types';
import { Resolver } from 'type-graphql';
import type { Call } from '../../graphql/call';
import { perPerson } from '../../graphql/limits';
import type { Outcome } from '../../graphql/outcome';
import { Write } from '../../graphql/write';
import {
  AddPaymentMethodInput,
  AddPaymentMethodPayload,
  PreparePaymentMethodInput,
  PreparePaymentMethodPayload,
  RemovePaymentMethodInput,
  RemovePaymentMethodPayload,
  SetDefaultPaymentMethodInput,
  SetDefaultPaymentMethodPayload,
} from './card.mutation-types';
import type { CardService } from './card.service';

/** Cards on file. */
@Resolver()
export class CardResolver {
  constructor(private readonly cards: CardService) {}

  @Write(() => PreparePaymentMethodInput, () => PreparePaymentMethodPayload, {
    description:
      "Starts adding a card: the client collects its details with the payment service's own form. Errors: `PAYMENTS_UNAVAILABLE` when no payment service is set up, or it rejects requests, `GATEWAY_UNAVAILABLE` when it does not answer.",
    on: { type: 'Account', id: 'accountId' },
    dryRun: false,
    limits: [perPerson(100, 3600)],
  })
  preparePaymentMethod(
    _input: PreparePaymentMethodInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<PreparePaymentMethodPayload>> {
    return this.cards.prepare(call);
  }

  @Write(() => AddPaymentMethodInput, () => AddPaymentMethodPayload, {
    description:
      'Adds a card whose details the payment service has collected. The first card becomes the default; a card that is on file already is returned unchanged. Errors: `AUTHENTICATION_REQUIRED` when the bank requires confirmation (`cardAction` says how; add the same setup again afterwards), `SETUP_INCOMPLETE`, `CARD_REMOVED`, `CARD_DECLINED`, `PAYMENTS_UNAVAILABLE` when no payment service is set up, or it rejects requests, `GATEWAY_UNAVAILABLE` when it does not answer.',
    on: { type: 'Account', id: 'accountId' },
    dryRun: false,
    limits: [perPerson(100, 3600)],
  })
  addPaymentMethod(
    input: AddPaymentMethodInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<AddPaymentMethodPayload>> {
    return this.cards.add(call, input);
  }

  @Write(() => SetDefaultPaymentMethodInput, () => SetDefaultPaymentMethodPayload, {
    description:
      'Sets the default card of an account. Errors: `GONE` when the card was removed meanwhile.',
    on: { type: 'PaymentMethod', id: 'paymentMethodId' },
    dryRun: true,
    decided: true,
  })
  setDefaultPaymentMethod(
    _input: SetDefaultPaymentMethodInput,
    call: Call<PaymentMethodRow>,
  ): Promise<Outcome<SetDefaultPaymentMethodPayload>> {
    return this.cards.setDefault(call);
  }

  @Write(() => RemovePaymentMethodInput, () => RemovePaymentMethodPayload, {
    description:
      'Removes a card from the account; the oldest remaining card becomes the default. Errors: `LAST_CARD` when it is the last card while a lease is active, lease usage is not billed or a lease invoice is not paid, `PAYMENT_IN_PROGRESS` when a payment with it is in progress, `GONE` when it was removed meanwhile.',
    on: { type: 'PaymentMethod', id: 'paymentMethodId' },
    dryRun: true,
    decided: true,
  })
  removePaymentMethod(
    _input: RemovePaymentMethodInput,
    call: Call<PaymentMethodRow>,
  ): Promise<Outcome<RemovePaymentMethodPayload>> {
    return this.cards.remove(call);
  }
}
