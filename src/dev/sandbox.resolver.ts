import type { ErrorCode } from '../domain/error-code';
import 'reflect-metadata';
import { Field, InputType, ObjectType, Resolver } from 'type-graphql';
import { addMonths, lastDay, monthOf } from '../domain/billing/calendar';
import { dayOf } from '../domain/billing/day-of';
import { typedAmount } from '../domain/billing/typed-amount';
import { Refusal } from '../domain/refusal';
import { CardRepository } from '../features/payment/card.repository';
import type { ChargeState, GatewayChange } from '../features/payment/gateway/gateway.types';
import type { Attempt } from '../features/payment/attempt.types';
import { PaymentAttemptRepository } from '../features/payment/payment-attempt.repository';
import {
  Payment,
  PaymentMethod,
  type PaymentMethodRow,
  type PaymentRow,
} from '../features/payment/payment.types';
import type { Call } from '../graphql/call';
import { Decimal, Id, EnumField, BooleanField } from '../graphql/input';
import { RowRef, type Outcome } from '../graphql/outcome';
import { Write } from '../graphql/write';
import { WritePayload } from '../graphql/write.types';
import type { SandboxPlays } from './sandbox-plays';
import { schemaEnum } from '../domain/schema-enum';
import { registerEnums } from '../graphql/register-enum';

/** What happens to a charge of the sandbox without anybody asking for it here. */
const PaymentPlay = schemaEnum('PaymentPlay', 'Event of a payment at the payment service.', {
  REFUND: "Somebody refunds it, or a part of it, in the payment service's dashboard.",
  RETURN_REFUNDS: 'The bank returns the money of its refunds.',
  DISPUTE: "The customer's bank takes it back, or a part of it (chargeback).",
  WIN_DISPUTE: 'The bank decides its open disputes in favor of the vendor.',
  LOSE_DISPUTE: 'The bank decides its open disputes in favor of the customer.',
  SUCCEED: 'It was declined and succeeds after all.',
});
type PaymentPlay = keyof typeof PaymentPlay;

/** What happens to a card of the sandbox. */
const CardPlay = schemaEnum('CardPlay', 'Event of a card at the payment service.', {
  RENEW: 'Its bank replaces it by a card with another number, valid for four years.',
  REMOVE: "Somebody removes it in the payment service's dashboard.",
});
type CardPlay = keyof typeof CardPlay;

registerEnums(PaymentPlay, CardPlay);

const LOST = {
  description:
    'Whether the payment service sends no webhook. The job that reads its changes then finds the event, at 19 minutes past each hour.',
  whenAbsent: 'no, the webhook is sent at once',
};

@InputType({ description: "Simulates an event of a payment at the demo's payment service." })
export class PlayPaymentInput {
  @Id({ description: 'The payment, made by card since the demo data were created.' })
  readonly paymentId!: string;
  @EnumField(() => PaymentPlay, { description: 'The event.' })
  readonly play!: PaymentPlay;
  @Decimal({
    description: 'Amount of a refund or a dispute, in the currency of the payment.',
    whenAbsent: 'all that is left of the payment there',
  })
  readonly amount?: string;
  @BooleanField(LOST)
  readonly webhookLost?: boolean;
}

@ObjectType({ description: 'Result of `playPayment`.', simpleResolvers: true })
export class PlayPaymentPayload extends WritePayload {
  @Field(() => Payment, { nullable: true, description: 'The payment as it is now.' })
  readonly payment!: PaymentRow | null;
}

@InputType({ description: "Simulates an event of a card at the demo's payment service." })
export class PlayCardInput {
  @Id({ description: 'The card.' })
  readonly paymentMethodId!: string;
  @EnumField(() => CardPlay, { description: 'The event.' })
  readonly play!: CardPlay;
  @BooleanField(LOST)
  readonly webhookLost?: boolean;
}

@ObjectType({ description: 'Result of `playCard`.', simpleResolvers: true })
export class PlayCardPayload extends WritePayload {
  @Field(() => PaymentMethod, { nullable: true, description: 'The card as it is now.' })
  readonly paymentMethod!: PaymentMethodRow | null;
}

const refuse = (code: ErrorCode, message: string): never => {
  throw new Refusal({ code, message, field: ['play'] });
};

/** What the sandbox and whoever listens to it need of the demo, which is there once it has started. */
export interface SandboxStage {
  readonly plays: SandboxPlays;
  /** Tells of a change as a webhook does, and has it looked at. */
  readonly report: (change: GatewayChange) => Promise<void>;
}

/** Has things happen at the sandbox by themselves: given to the demo alone, never to production. */
@Resolver()
export class SandboxResolver {
  constructor(private readonly stage: () => SandboxStage) {}

  @Write(() => PlayPaymentInput, () => PlayPaymentPayload, {
    description:
      "Simulates an event of a payment at the demo's payment service, such as people cause in its dashboard and banks on their own. It shows what happens to payment, invoices, ledger, history and mails to staff. Errors: `NOT_AT_GATEWAY` when the sandbox does not know the payment, `NOTHING_TO_PLAY` when the event is impossible in the payment's present state, `INVALID_AMOUNT`, `MORE_THAN_PAID` when the amount exceeds what is left of the payment.",
    on: { type: 'Payment', id: 'paymentId' },
    dryRun: false,
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
        'The sandbox does not know this payment: it was created with the demo data, or was not made by card. Pay an invoice by card, and use that payment.',
      );
    const act = this.planned(plays, input, attempt, state);
    const outcome = await call.commit((unit) => {
      unit.audit({
        subject: new RowRef('Payment', pk),
        accountId,
        before: {},
        after: { played: input.play },
      });
      return Promise.resolve({ payment: new RowRef('Payment', pk) });
    });
    await this.play(act, input.webhookLost);
    return outcome;
  }

  @Write(() => PlayCardInput, () => PlayCardPayload, {
    description:
      "Simulates an event of a card at the demo's payment service, such as banks and people cause there. It shows what happens to the card here. Errors: `NOT_AT_GATEWAY` when the sandbox does not know the card.",
    on: { type: 'PaymentMethod', id: 'paymentMethodId' },
    dryRun: false,
  })
  async playCard(
    input: PlayCardInput,
    call: Call<PaymentMethodRow>,
  ): Promise<Outcome<PlayCardPayload>> {
    const { plays } = this.stage();
    const { pk, accountId, last4 } = call.target;
    const card = await call.prepare(({ tx }) => new CardRepository(tx).byKey(call.scope, pk));
    if (card === null) return refuse('NOT_AT_GATEWAY', 'The sandbox does not know this card.');
    const outcome = await call.commit((unit) => {
      unit.audit({
        subject: new RowRef('PaymentMethod', pk),
        accountId,
        before: {},
        after: { played: input.play },
      });
      return Promise.resolve({ paymentMethod: new RowRef('PaymentMethod', pk) });
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
      if (left <= 0n)
        return refuse('NOTHING_TO_PLAY', 'Nothing is left of this payment at the payment service.');
      const wanted = typed === undefined ? left : typedAmount(typed, currency, ['amount']);
      if (wanted <= left) return wanted;
      throw new Refusal({
        code: 'MORE_THAN_PAID',
        message: 'The amount is more than what is left of this payment at the payment service.',
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
        onlyIf(back.length > 0, 'This payment has no refund that the bank could return.');
        return () => plays.returnRefunds(charge);
      case 'WIN_DISPUTE':
      case 'LOSE_DISPUTE':
        onlyIf(open, 'This payment has no open dispute.');
        return () => plays.decideDisputes(charge, play === 'WIN_DISPUTE' ? 'WON' : 'LOST');
      case 'SUCCEED':
        onlyIf(result.outcome === 'DECLINED', 'Only a declined payment can succeed late.');
        return () => plays.succeed(charge);
    }
  }

  private async play(act: () => Promise<GatewayChange>, lost = false): Promise<void> {
    const change = await act();
    if (!lost) await this.stage().report(change);
  }
}
