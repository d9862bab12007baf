import type { Database } from '../../../database/database';
import { CommitUnknown, isDuplicate, isRetryable, wasAnswered } from '../../../database/failures';
import type { Day } from '../../../domain/billing/calendar';
import { sum } from '../../../domain/billing/money';
import { TEST_CARDS, testCardNamed } from '../../../domain/billing/test-card';
import {
  GatewayRefused,
  GatewayUnavailable,
  type CardDetails,
  type CardSetup,
  type ChargeRequest,
  type ChargeResult,
  type PaymentGateway,
  type RefundResult,
} from './gateway.types';
import { SandboxBooks, type SandboxCharge } from './sandbox-books';

const UNKNOWN = { outcome: 'UNKNOWN' } as const;
const INCOMPLETE = { refused: 'SETUP_INCOMPLETE' } as const;
/** Last day of every test card: what becomes of it, its name says. */
const LAST_DAY: Day = '2039-12-31';

type Kind = 'cus' | 'card' | 'ch' | 're';

const nameOf = (kind: Kind, key: number): string => `sandbox_${kind}_${key}`;

/** The key in a name that we gave; 0, which no row has, for any other. */
function keyOf(kind: Kind, name: string): number {
  const parts = /^sandbox_([a-z]+)_([1-9]\d{0,14})$/.exec(name);
  return parts?.[1] === kind ? Number(parts[2]) : 0;
}

/** Whether it is the way to the store that failed, and not what was asked of it. */
function isOutage(error: unknown): boolean {
  if (isRetryable(error) || error instanceof CommitUnknown) return true;
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && !code.startsWith('ERR_') && !wasAnswered(error);
}

/** As if over a network: without the store there is no gateway. @throws GatewayUnavailable. */
async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isOutage(error)) throw new GatewayUnavailable('The sandbox cannot be reached');
    throw error;
  }
}

/** The same for what may have been done though no answer came. */
async function answered<Result>(work: () => Promise<Result>): Promise<Result | typeof UNKNOWN> {
  try {
    return await work();
  } catch (error) {
    if (isOutage(error)) return UNKNOWN;
    throw error;
  }
}

function resultOf(charge: SandboxCharge | null): ChargeResult {
  if (charge?.status === 'SUCCEEDED')
    return { outcome: 'SUCCEEDED', reference: nameOf('ch', charge.id) };
  if (charge?.status === 'DECLINED')
    return { outcome: 'DECLINED', reason: charge.reason ?? 'CARD_DECLINED' };
  return charge?.status === 'CANCELLED' ? { outcome: 'CANCELLED' } : UNKNOWN;
}

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

  constructor(database: Database) {
    this.books = new SandboxBooks(database);
  }

  open(request: ChargeRequest): Promise<string> {
    const { key, amount, currency, description } = request;
    const customerId = keyOf('cus', request.customer);
    const cardId = keyOf('card', request.method);
    return reached(async () => {
      let charge = await this.books.chargeOfKey(key);
      if (charge === null) {
        if (amount <= 0n) throw new GatewayRefused('A charge takes more than nothing');
        if ((await this.books.readyCard(customerId, cardId)) === null)
          throw new GatewayRefused("The card is gone, or another customer's");
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
        throw new GatewayRefused('The key was used for another charge');
      return nameOf('ch', charge.id);
    });
  }

  confirm(name: string): Promise<ChargeResult> {
    return answered(async () => {
      const charge = await this.books.charge(keyOf('ch', name));
      if (charge?.status !== 'OPEN') return resultOf(charge);
      const { declined, answerLost } = TEST_CARDS[charge.testCard];
      if (answerLost === 'BEFORE_CHARGING') return UNKNOWN;
      const reason = charge.cardStatus === 'READY' ? declined : 'CARD_DECLINED';
      const status = reason === null ? 'SUCCEEDED' : 'DECLINED';
      await this.books.finishCharge(charge.id, status, reason);
      if (answerLost === 'AFTER_CHARGING') return UNKNOWN;
      return resultOf(await this.books.charge(charge.id));
    });
  }

  settle(name: string): Promise<ChargeResult> {
    return answered(async () => {
      const key = keyOf('ch', name);
      await this.books.finishCharge(key, 'CANCELLED', null);
      return resultOf(await this.books.charge(key));
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
              return BigInt(done.amount) === amount
                ? { outcome: 'SUCCEEDED', reference: nameOf('re', done.id) }
                : another;
            const left = BigInt(charge.amount) - sum(refunds.map((one) => BigInt(one.amount)));
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
      const card = await this.books.addCard(keyOf('cus', customer), 'SUCCESS', 'BEGUN');
      return { reference: nameOf('card', card), clientSecret: `${nameOf('card', card)}_secret` };
    });
  }

  card(
    customer: string,
    setup: string,
  ): Promise<CardDetails | { readonly refused: 'SETUP_INCOMPLETE' }> {
    return reached(async () => {
      const customerId = keyOf('cus', customer);
      const named = testCardNamed(setup);
      const cardId =
        named === null
          ? keyOf('card', setup)
          : await this.books.addCard(customerId, named, 'READY');
      if (named === null) await this.books.completeCard(customerId, cardId);
      const card = await this.books.readyCard(customerId, cardId);
      if (card === null) return INCOMPLETE;
      const { brand, last4 } = TEST_CARDS[card];
      return { reference: nameOf('card', cardId), brand, last4, expiresOn: LAST_DAY };
    });
  }

  forget(method: string): Promise<void> {
    return reached(() => this.books.forgetCard(keyOf('card', method)));
  }
}
