import { randomBytes } from 'node:crypto';
import type { Database } from '../../../database/database';
import { isDuplicate } from '../../../database/failures';
import type { ChargeLimits } from '../../../domain/billing/charge-limits';
import type { Day } from '../../../domain/billing/calendar';
import { sum, type Currency } from '../../../domain/billing/money';
import { TEST_CARDS, testCardNamed, type TestCard } from '../../../domain/billing/test-card';
import { cardLimits } from './card-limits';
import {
  GatewayRefused,
  type CardDetails,
  type CardSetup,
  type ChargeRequest,
  type ChargeResult,
  type ChargeState,
  type GatewayChange,
  type Payer,
  type PayerAction,
  type PaymentGateway,
  type RefundResult,
  type SetupResult,
} from './gateway.types';
import { SandboxBooks } from './sandbox-books.repository';
import { answered, reached, UNKNOWN } from './sandbox-calls';
import { keyOf, nameOf, ourKey } from './sandbox-names';
import type { CardLook, SandboxCharge, SandboxRefund } from './sandbox.types';

const INCOMPLETE = { refused: 'SETUP_INCOMPLETE' } as const;
/** Last day of every test card: what becomes of it, its name says. */
const LAST_DAY: Day = '2039-12-31';
const NEW_CARD = { status: 'BEGUN', expiresOn: LAST_DAY } as const;

/** In a link, of this one charge or card. */
const newSecret = (): string => randomBytes(24).toString('base64url');

/** A card as its person may know it; null where the sandbox does not know how long it is good. */
function detailsOf(key: number, { testCard, ...card }: CardLook): CardDetails | null {
  const { expiresOn } = card;
  if (expiresOn === null) return null;
  const { brand, last4 } = TEST_CARDS[testCard];
  return {
    reference: nameOf('card', key),
    brand: card.brand ?? brand,
    last4: card.last4 ?? last4,
    expiresOn,
    fingerprint: `sandbox_fp_${card.brand === null ? testCard.toLowerCase() : key}`,
  };
}

const refundResultOf = ({ id, failed }: SandboxRefund): RefundResult =>
  failed === 1
    ? refused('The bank refused the refund.')
    : { outcome: 'SUCCEEDED', reference: nameOf('re', id) };

const refused = (message: string): RefundResult => ({ outcome: 'REFUSED', message });

/**
 * A gateway that takes no money: an outside system in tables of its own, in transactions of its own. A
 * card is added by the name of a test card in the place of a setup's (`sandbox:declined`, see
 * `domain/billing/test-card.ts`); a setup that was begun comes to the card that is good. Any other name is
 * a setup that nobody finished. Nothing here waits: an answer that gets lost is simply not given.
 */
export class SandboxGateway implements PaymentGateway {
  readonly name = 'sandbox';
  private readonly books: SandboxBooks;

  /** @param bankUrl Where the bank's page is that payers confirm on, without a slash at its end. */
  constructor(
    database: Database,
    private readonly bankUrl: string,
  ) {
    this.books = new SandboxBooks(database);
  }

  limits(currency: Currency): ChargeLimits {
    return cardLimits(currency);
  }

  open(request: ChargeRequest): Promise<string> {
    const { key, amount, currency, description } = request;
    const customerId = keyOf('cus', request.customer);
    const cardId = keyOf('card', request.method);
    return reached(async () => {
      let charge = await this.books.chargeOfKey(key);
      if (charge === null) {
        const { least, greatest, step } = this.limits(currency);
        if (amount < least) throw new GatewayRefused('AMOUNT_TOO_SMALL', 'It is too little');
        if (amount > greatest) throw new GatewayRefused('AMOUNT_TOO_LARGE', 'It is too much');
        if (amount % step !== 0n)
          throw new GatewayRefused('AMOUNT_NOT_CHARGEABLE', 'It is no whole number of steps');
        if (!(await this.books.isCustomer(customerId)))
          throw new GatewayRefused('CUSTOMER_GONE', 'The customer was deleted');
        if ((await this.books.card(customerId, cardId))?.status !== 'READY')
          throw new GatewayRefused(
            'CARD_GONE',
            'The card was removed, or belongs to another customer',
          );
        charge = await this.books.addCharge({
          key,
          customerId,
          cardId,
          amount,
          currency,
          description,
        });
      }
      if (
        charge.customerId !== customerId ||
        charge.cardId !== cardId ||
        charge.currency !== currency ||
        BigInt(charge.amount) !== amount
      )
        throw new GatewayRefused('OURS', 'The key was used for another charge');
      return nameOf('ch', charge.id);
    });
  }

  confirm(name: string, payer: Payer | null = null): Promise<ChargeResult> {
    return answered(async () => {
      const charge = await this.books.charge(keyOf('ch', name));
      if (charge?.status !== 'OPEN' || charge.actionSecret !== null) return this.resultOf(charge);
      const { declined, answerLost, confirmed } = TEST_CARDS[charge.testCard];
      if (answerLost === 'BEFORE_CHARGING') return UNKNOWN;
      const asks = confirmed === 'EACH_CHARGE' && charge.cardStatus === 'READY';
      if (asks && payer !== null) await this.books.askPayer(charge.id, newSecret());
      else {
        const reason = charge.cardStatus === 'READY' ? declined : 'CARD_DECLINED';
        await this.books.finish(charge.id, asks ? 'AUTHENTICATION_REQUIRED' : reason);
      }
      if (answerLost === 'AFTER_CHARGING') return UNKNOWN;
      return this.resultOf(await this.books.charge(charge.id));
    });
  }

  retrieve(name: string): Promise<ChargeResult> {
    return answered(async () => this.resultOf(await this.books.charge(keyOf('ch', name))));
  }

  settle(name: string): Promise<ChargeResult> {
    return answered(async () => {
      const key = keyOf('ch', name);
      const charge = await this.books.charge(key);
      if (charge !== null && charge.actionSecret !== null)
        await this.books.finish(key, 'AUTHENTICATION_REQUIRED');
      else await this.books.cancel(key);
      return this.resultOf(await this.books.charge(key));
    });
  }

  refund(request: Parameters<PaymentGateway['refund']>[0]): Promise<RefundResult> {
    const { key, amount, currency } = request;
    const another = refused('The key was used for another refund.');
    return answered(async () => {
      try {
        return await this.books.refunding(
          keyOf('ch', request.charge),
          async (tx, charge, refunds): Promise<RefundResult> => {
            if (charge?.status !== 'SUCCEEDED' || charge.currency !== currency)
              return refused('There is no such charge.');
            const done = refunds.find((one) => one.key === key);
            if (done !== undefined)
              return BigInt(done.amount) === amount ? refundResultOf(done) : another;
            const gone = refunds.filter(({ failed }) => failed === 0);
            const held = await this.books.disputes(charge.id);
            const left =
              BigInt(charge.amount) -
              sum(gone.map((one) => BigInt(one.amount))) -
              sum(held.map((one) => BigInt(one.held)));
            if (amount <= 0n || amount > left)
              return refused('The refund is more than what is left of the charge.');
            const refund = await this.books.addRefund(tx, charge.id, key, amount);
            return { outcome: 'SUCCEEDED', reference: nameOf('re', refund) };
          },
        );
      } catch (error) {
        // Refunds of one charge wait for each other: the key is another charge's.
        if (isDuplicate(error)) return another;
        throw error;
      }
    });
  }

  customer({ key }: { readonly key: string }): Promise<string> {
    return reached(async () => nameOf('cus', await this.books.customer(key)));
  }

  beginSetup(customer: string): Promise<CardSetup> {
    return reached(async () => {
      const customerId = await this.customerKey(customer);
      const card = await this.books.addCard(customerId, { ...NEW_CARD, testCard: 'SUCCESS' });
      return { reference: nameOf('card', card), clientSecret: `${nameOf('card', card)}_secret` };
    });
  }

  card(customer: string, setup: string): Promise<SetupResult> {
    return reached(async () => {
      const customerId = await this.customerKey(customer);
      const named = testCardNamed(setup);
      const key = named === null ? keyOf('card', setup) : await this.addNamed(customerId, named);
      await this.books.completeCard(customerId, key);
      const card = await this.books.card(customerId, key);
      if (card?.status === 'BEGUN' && card.actionSecret !== null)
        return { setup: nameOf('card', key), action: this.actionOf(card.actionSecret) };
      if (card?.status !== 'READY') return INCOMPLETE;
      return detailsOf(key, card) ?? INCOMPLETE;
    });
  }

  lookUpCharge(name: string): Promise<ChargeState | null> {
    return reached(async () => {
      const charge = await this.books.charge(keyOf('ch', name));
      if (charge === null) return null;
      return {
        charge: name,
        key: ourKey(charge.key),
        amount: BigInt(charge.amount),
        currency: charge.currency,
        customer: nameOf('cus', charge.customerId),
        result: this.resultOf(charge),
        refunds: (await this.books.refunds(charge.id)).map((refund) => ({
          reference: nameOf('re', refund.id),
          key: ourKey(refund.key),
          amount: BigInt(refund.amount),
          status: refund.failed === 1 ? 'FAILED' : 'SUCCEEDED',
        })),
        disputes: (await this.books.disputes(charge.id)).map(({ id, held, fee, ...dispute }) => ({
          ...dispute,
          reference: nameOf('dp', id),
          held: BigInt(held),
          fee: BigInt(fee),
          respondBy: null,
        })),
      };
    });
  }

  lookUpCard(customer: string, method: string): Promise<CardDetails | null> {
    return reached(async () => {
      const key = keyOf('card', method);
      const customerId = keyOf('cus', customer);
      if (!(await this.books.isCustomer(customerId))) return null;
      const card = await this.books.card(customerId, key);
      if (card?.status !== 'READY') return null;
      return detailsOf(key, { ...card, expiresOn: card.expiresOn ?? LAST_DAY });
    });
  }

  async *changes(since: Date | null): AsyncGenerator<GatewayChange & { readonly at: Date }> {
    yield* await reached(() => this.books.events(since ?? new Date(0)));
  }

  forget(method: string): Promise<void> {
    return reached(() => this.books.forgetCard(keyOf('card', method)));
  }

  private addNamed(customerId: number, testCard: TestCard): Promise<number> {
    const asks = TEST_CARDS[testCard].confirmed === 'ON_SETUP';
    return this.books.addCard(customerId, {
      ...NEW_CARD,
      testCard,
      actionSecret: asks ? newSecret() : null,
    });
  }

  /** @throws GatewayRefused CUSTOMER_GONE. */
  private async customerKey(name: string): Promise<number> {
    const key = keyOf('cus', name);
    if (await this.books.isCustomer(key)) return key;
    throw new GatewayRefused('CUSTOMER_GONE', 'The customer was deleted');
  }

  private actionOf(secret: string): PayerAction {
    return { clientSecret: secret, redirectUrl: `${this.bankUrl}/${secret}` };
  }

  private resultOf(charge: SandboxCharge | null): ChargeResult {
    if (charge === null) return UNKNOWN;
    const { id, cardId, status, reason, actionSecret } = charge;
    const card = detailsOf(cardId, charge);
    switch (status) {
      case 'SUCCEEDED':
        return { outcome: 'SUCCEEDED', reference: nameOf('ch', id), card };
      case 'DECLINED':
        return { outcome: 'DECLINED', reason: reason ?? 'CARD_DECLINED', card };
      case 'CANCELLED':
        return { outcome: 'CANCELLED' };
      case 'OPEN':
        return actionSecret === null
          ? UNKNOWN
          : { outcome: 'ACTION_REQUIRED', action: this.actionOf(actionSecret) };
    }
  }
}
