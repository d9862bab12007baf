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
} from './card.inputs';
import type { CardService } from './card.service';

/** Cards on file. */
@Resolver()
export class CardResolver {
  constructor(private readonly cards: CardService) {}

  @Write(() => PreparePaymentMethodInput, () => PreparePaymentMethodPayload, {
    description:
      "Begins to add a card: the client takes its details with the gateway's own form. `PAYMENTS_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`.",
    on: { type: 'Account', id: 'accountId' },
    rehearsable: false,
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
      'Adds a card that the gateway has taken the details of. The first card becomes the default; one that is on file already is answered as it is. Where the bank wants the card confirmed (`AUTHENTICATION_REQUIRED`), `cardAction` says how, and the same setup is added again afterwards. `SETUP_INCOMPLETE`, `CARD_REMOVED`, `CARD_DECLINED`, `PAYMENTS_UNAVAILABLE`, `GATEWAY_UNAVAILABLE`.',
    on: { type: 'Account', id: 'accountId' },
    rehearsable: false,
    limits: [perPerson(100, 3600)],
  })
  addPaymentMethod(
    input: AddPaymentMethodInput,
    call: Call<AccountRow>,
  ): Promise<Outcome<AddPaymentMethodPayload>> {
    return this.cards.add(call, input);
  }

  @Write(() => SetDefaultPaymentMethodInput, () => SetDefaultPaymentMethodPayload, {
    description: 'Chooses the card that is charged when nobody chooses another one. `GONE`.',
    on: { type: 'PaymentMethod', id: 'paymentMethodId' },
    rehearsable: true,
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
      'Takes a card off the account; the oldest one left becomes the default. The last card stays while a lease is active, lease usage is not billed or a lease invoice is not paid (`LAST_CARD`). `PAYMENT_IN_PROGRESS`, `GONE`.',
    on: { type: 'PaymentMethod', id: 'paymentMethodId' },
    rehearsable: true,
    decided: true,
  })
  removePaymentMethod(
    _input: RemovePaymentMethodInput,
    call: Call<PaymentMethodRow>,
  ): Promise<Outcome<RemovePaymentMethodPayload>> {
    return this.cards.remove(call);
  }
}
