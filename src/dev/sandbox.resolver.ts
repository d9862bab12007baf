import 'reflect-metadata';
import { Field, InputType, ObjectType, registerEnumType, Resolver } from 'type-graphql';
import { addMonths, lastDay, monthOf } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import { typedAmount } from '../domain/billing/typed-amount';
import { Refusal } from '../domain/refusal';
import { CardRepository } from '../features/payment/card.repository';
import type { ChargeState, GatewayChange } from '../features/payment/gateway/gateway.types';
import {
  PaymentAttemptRepository,
  type Attempt,
} from '../features/payment/payment-attempt.repository';
import {
  Payment,
  PaymentMethod,
  type PaymentMethodRow,
  type PaymentRow,
} from '../features/payment/payment.types';
import type { Call } from '../graphql/call';
import { Decimal, Id, OneWord, Yes } from '../graphql/input';
import { Ref, type Outcome } from '../graphql/outcome';
import { Write } from '../graphql/write';
import { WritePayload } from '../graphql/write.types';
import type { SandboxPlays } from './sandbox-plays';

/** What happens to a charge of the sandbox without anybody asking for it here. */
const PaymentPlay = {
  REFUND: 'REFUND',
  RETURN_REFUNDS: 'RETURN_REFUNDS',
  DISPUTE: 'DISPUTE',
  WIN_DISPUTE: 'WIN_DISPUTE',
  LOSE_DISPUTE: 'LOSE_DISPUTE',
  SUCCEED: 'SUCCEED',
} as const;
type PaymentPlay = keyof typeof PaymentPlay;
registerEnumType(PaymentPlay, {
  name: 'PaymentPlay',
  description: 'What happens to a payment without anybody asking for it here.',
  valuesConfig: {
    REFUND: { description: 'Somebody refunds it, or a part of it, at the payment service.' },
    RETURN_REFUNDS: { description: 'The bank sends the money of its refunds back.' },
    DISPUTE: { description: 'The bank of the customer takes it back, or a part of it.' },
    WIN_DISPUTE: { description: 'The bank decides its open disputes for the vendor.' },
    LOSE_DISPUTE: { description: 'The bank decides its open disputes for the customer.' },
    SUCCEED: { description: 'It had been declined, and is made after all.' },
  },
});

/** What happens to a card of the sandbox. */
const CardPlay = { RENEW: 'RENEW', REMOVE: 'REMOVE' } as const;
type CardPlay = keyof typeof CardPlay;
registerEnumType(CardPlay, {
  name: 'CardPlay',
  description: 'What happens to a card without anybody asking for it here.',
  valuesConfig: {
    RENEW: { description: 'Its bank gives out a new one, with another number, for four years.' },
    REMOVE: { description: 'Somebody removes it at the payment service.' },
  },
});

const LOST = {
  description:
    'Whether the payment service fails to tell of it: then the job finds it that reads its changes, at 19 minutes past each hour.',
  leftOut: 'no, it tells at once',
};

@InputType({ description: "Has something happen to a payment at the demo's payment service." })
export class PlayPaymentInput {
  @Id({ description: 'The payment: one by card, made since the demo was filled.' })
  readonly paymentId!: string;
  @OneWord(() => PaymentPlay, { description: 'What happens.' })
  readonly play!: PaymentPlay;
  @Decimal({
    description: 'How much, of a refund or a dispute, in the currency of the payment.',
    leftOut: 'all that is left of it there',
  })
  readonly amount?: string;
  @Yes(LOST)
  readonly webhookLost?: boolean;
}

@ObjectType({ description: 'Result of `playPayment`.', simpleResolvers: true })
export class PlayPaymentPayload extends WritePayload {
  @Field(() => Payment, { nullable: true, description: 'The payment as it is now.' })
  readonly payment!: PaymentRow | null;
}

@InputType({ description: "Has something happen to a card at the demo's payment service." })
export class PlayCardInput {
  @Id({ description: 'The card.' })
  readonly paymentMethodId!: string;
  @OneWord(() => CardPlay, { description: 'What happens.' })
  readonly play!: CardPlay;
  @Yes(LOST)
  readonly webhookLost?: boolean;
}

@ObjectType({ description: 'Result of `playCard`.', simpleResolvers: true })
export class PlayCardPayload extends WritePayload {
  @Field(() => PaymentMethod, { nullable: true, description: 'The card as it is now.' })
  readonly paymentMethod!: PaymentMethodRow | null;
}

const refuse = (code: string, message: string): never => {
  throw new Refusal({ code, message, field: ['play'] });
};

/** What the sandbox and whoever listens to it need of the demo, which is there once it has started. */
export interface SandboxStage {
  readonly plays: SandboxPlays;
  /** Tells of a change as a webhook does, and has it looked at. */
  readonly tell: (change: GatewayChange) => Promise<void>;
}

/** Has things happen at the sandbox by themselves: given to the demo alone, never to production. */
@Resolver()
export class SandboxResolver {
  constructor(private readonly stage: () => SandboxStage) {}

  @Write(() => PlayPaymentInput, () => PlayPaymentPayload, {
    description:
      "Has something happen to a payment at the demo's payment service, as people do it in its dashboard and banks without being asked: see what becomes of payment, invoices, ledger, history and the mails to staff. `NOT_AT_GATEWAY` for a payment that the sandbox knows nothing of, `NOTHING_TO_PLAY` when it cannot happen to it as it stands, `INVALID_AMOUNT`, `MORE_THAN_PAID`.",
    on: { type: 'Payment', id: 'paymentId' },
    rehearsable: false,
  })
  async playPayment(
    input: PlayPaymentInput,
    call: Call<PaymentRow>,
  ): Promise<Outcome<PlayPaymentPayload>> {
    const { plays } = this.stage();
    const { pk, accountId } = call.target;
    const attempt = await call.prepare(({ tx }) =>
      new PaymentAttemptRepository(tx).byKey(call.scope, pk),
    );
    const state = attempt.charge === null ? null : await plays.state(attempt.charge);
    if (state === null)
      return refuse(
        'NOT_AT_GATEWAY',
        'The sandbox knows nothing of this payment: it is from before the demo began, or was none by card. Pay an invoice by card, and play with that payment.',
      );
    const act = this.planned(plays, input, attempt, state);
    const outcome = await call.commit((unit) => {
      unit.audit({
        subject: new Ref('Payment', pk),
        accountId,
        before: {},
        after: { played: input.play },
      });
      return Promise.resolve({ payment: new Ref('Payment', pk) });
    });
    await this.play(act, input.webhookLost);
    return outcome;
  }

  @Write(() => PlayCardInput, () => PlayCardPayload, {
    description:
      "Has something happen to a card at the demo's payment service, as banks and people do it there: see what becomes of the card here. `NOT_AT_GATEWAY` for a card that the sandbox knows nothing of.",
    on: { type: 'PaymentMethod', id: 'paymentMethodId' },
    rehearsable: false,
  })
  async playCard(
    input: PlayCardInput,
    call: Call<PaymentMethodRow>,
  ): Promise<Outcome<PlayCardPayload>> {
    const { plays } = this.stage();
    const { pk, accountId, last4 } = call.target;
    const card = await call.prepare(({ tx }) => new CardRepository(tx).byKey(call.scope, pk));
    if (card === null) return refuse('NOT_AT_GATEWAY', 'The sandbox knows nothing of this card.');
    const outcome = await call.commit((unit) => {
      unit.audit({
        subject: new Ref('PaymentMethod', pk),
        accountId,
        before: {},
        after: { played: input.play },
      });
      return Promise.resolve({ paymentMethod: new Ref('PaymentMethod', pk) });
    });
    const { reference } = card;
    const next = String((Number(last4) + 1) % 10_000).padStart(4, '0');
    const until = lastDay(monthOf(addMonths(dayOf(call.now, 'UTC'), 48)));
    await this.play(
      () =>
        input.play === 'REMOVE' ? plays.remove(reference) : plays.renew(reference, next, until),
      input.webhookLost,
    );
    return outcome;
  }

  /** What is to be done at the sandbox. @throws Refusal when a gateway would not do it. */
  private planned(
    plays: SandboxPlays,
    { play, amount: typed }: PlayPaymentInput,
    { currency }: Attempt,
    { charge, amount, result, refunds, disputes }: ChargeState,
  ): () => Promise<GatewayChange> {
    const taken = result.outcome === 'SUCCEEDED';
    const back = refunds.filter(({ status }) => status !== 'FAILED');
    const gone = [...back.map((one) => one.amount), ...disputes.map(({ held }) => held)];
    const left = gone.reduce((rest, one) => rest - one, taken ? amount : 0n);
    const open = disputes.some(({ status }) => status === 'OPEN');
    const some = (): bigint => {
      if (left <= 0n) return refuse('NOTHING_TO_PLAY', 'Nothing of this payment is left there.');
      const wanted = typed === undefined ? left : typedAmount(typed, currency, ['amount']);
      if (wanted <= left) return wanted;
      throw new Refusal({
        code: 'MORE_THAN_PAID',
        message: 'That is more than what is left of this payment there.',
        field: ['amount'],
      });
    };
    const onlyIf = (possible: boolean, message: string): void => {
      if (!possible) refuse('NOTHING_TO_PLAY', message);
    };
    switch (play) {
      case 'REFUND': {
        const wanted = some();
        return () => plays.refund(charge, wanted);
      }
      case 'DISPUTE': {
        const wanted = some();
        return () => plays.dispute(charge, wanted);
      }
      case 'RETURN_REFUNDS':
        onlyIf(back.length > 0, 'There is no refund of this payment that could come back.');
        return () => plays.returnRefunds(charge);
      case 'WIN_DISPUTE':
      case 'LOSE_DISPUTE':
        onlyIf(open, 'There is no dispute of this payment that is open.');
        return () => plays.decideDisputes(charge, play === 'WIN_DISPUTE' ? 'WON' : 'LOST');
      case 'SUCCEED':
        onlyIf(result.outcome === 'DECLINED', 'Only a payment that was declined is made late.');
        return () => plays.succeed(charge);
    }
  }

  private async play(act: () => Promise<GatewayChange>, lost = false): Promise<void> {
    const change = await act();
    if (!lost) await this.stage().tell(change);
  }
}
