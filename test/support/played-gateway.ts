import type { ChargeLimits } from '../../src/domain/billing/charge-limits';
import type { Currency } from '../../src/domain/billing/money';
import { cardLimits } from '../../src/features/payment/gateway/card-limits';
import {
  GatewayUnavailable,
  type CardDetails,
  type CardSetup,
  type ChargeRequest,
  type ChargeResult,
  type ChargeState,
  type PaymentGateway,
  type RefundResult,
} from '../../src/features/payment/gateway/gateway.types';

/** A charge as the gateway has it, whatever it has told. */
export interface PlayedCharge extends ChargeRequest {
  readonly name: string;
  status: 'OPEN' | 'WAITING' | 'SUCCEEDED' | 'DECLINED' | 'CANCELLED';
}

export type PlayedCall = 'open' | 'confirm' | 'settle' | 'refund';
export type Moment = 'before' | 'after';

/** The connection broke: before the gateway did anything, or after it did, when nobody hears of it. */
export class ConnectionReset extends Error {
  override readonly name = 'ConnectionReset';
}

/** A gateway with books of its own, whose connection does what a test wants. */
export class PlayedGateway implements PaymentGateway {
  readonly name = 'played';
  /** By key of the attempt. */
  readonly charges = new Map<string, PlayedCharge>();
  readonly refunds = new Map<string, bigint>();
  /** Asked around each call; may wait, or throw a `ConnectionReset`. */
  trouble: (call: PlayedCall, moment: Moment, key: string) => Promise<void> | void = () =>
    undefined;

  /** Charges that took money, by what the payer reads of them. */
  taken(description: string): PlayedCharge[] {
    return [...this.charges.values()].filter(
      (one) => one.status === 'SUCCEEDED' && one.description === description,
    );
  }

  limits(currency: Currency): ChargeLimits {
    return cardLimits(currency);
  }

  async open(request: ChargeRequest): Promise<string> {
    try {
      return await this.around('open', request.key, () => {
        const known = this.charges.get(request.key);
        if (known !== undefined) return known.name;
        const name = `charge${this.charges.size + 1}`;
        this.charges.set(request.key, { ...request, name, status: 'OPEN' });
        return name;
      });
    } catch (error) {
      if (error instanceof ConnectionReset) throw new GatewayUnavailable('reset');
      throw error;
    }
  }

  confirm(name: string): Promise<ChargeResult> {
    return this.unlessReset('confirm', name, () => this.finish(name, 'SUCCEEDED'));
  }

  retrieve(name: string): Promise<ChargeResult> {
    return Promise.resolve(this.resultOf(name));
  }

  settle(name: string): Promise<ChargeResult> {
    return this.unlessReset('settle', name, () => this.finish(name, 'CANCELLED'));
  }

  refund({ key, amount }: Parameters<PaymentGateway['refund']>[0]): Promise<RefundResult> {
    return this.unlessReset('refund', key, (): RefundResult => {
      this.refunds.set(key, amount);
      return { outcome: 'SUCCEEDED', reference: `refund of ${key}` };
    });
  }

  customer({ key }: { readonly key: string }): Promise<string> {
    return Promise.resolve(`customer ${key}`);
  }

  beginSetup(customer: string): Promise<CardSetup> {
    return Promise.resolve({ reference: `setup of ${customer}`, clientSecret: 'a secret of one' });
  }

  card(customer: string, setup: string): Promise<CardDetails> {
    const reference = `${customer} ${setup}`;
    return Promise.resolve({
      ...{ reference, brand: 'Visa', last4: '4242', expiresOn: '2039-12-31' },
      fingerprint: null,
    });
  }

  forget(_method: string): Promise<void> {
    return Promise.resolve();
  }

  lookUpCharge(name: string): Promise<ChargeState | null> {
    const charge = [...this.charges.values()].find((one) => one.name === name);
    if (charge === undefined) return Promise.resolve(null);
    const { key, amount, currency, customer } = charge;
    const result = this.resultOf(name);
    const nothing = { refunds: [], disputes: [] };
    return Promise.resolve({ charge: name, key, amount, currency, customer, result, ...nothing });
  }

  lookUpCard(customer: string, method: string): Promise<CardDetails> {
    return this.card(customer, method.slice(customer.length + 1));
  }

  async *changes(): AsyncGenerator<never> {
    // It tells nothing.
  }

  private finish(name: string, status: 'SUCCEEDED' | 'CANCELLED'): ChargeResult {
    const charge = [...this.charges.values()].find((one) => one.name === name);
    if (charge?.status === 'OPEN') charge.status = status;
    if (charge?.status === 'WAITING') charge.status = 'DECLINED';
    return this.resultOf(name);
  }

  private resultOf(name: string): ChargeResult {
    const charge = [...this.charges.values()].find((one) => one.name === name);
    if (charge === undefined || charge.status === 'OPEN') return { outcome: 'UNKNOWN' };
    if (charge.status === 'WAITING')
      return { outcome: 'ACTION_REQUIRED', action: { clientSecret: name, redirectUrl: null } };
    if (charge.status === 'DECLINED')
      return { outcome: 'DECLINED', reason: 'AUTHENTICATION_REQUIRED', card: null };
    return charge.status === 'SUCCEEDED'
      ? { outcome: 'SUCCEEDED', reference: name, card: null }
      : { outcome: 'CANCELLED' };
  }

  private async around<Result>(call: PlayedCall, key: string, work: () => Result): Promise<Result> {
    await this.trouble(call, 'before', key);
    const result = work();
    await this.trouble(call, 'after', key);
    return result;
  }

  private async unlessReset<Result>(
    call: PlayedCall,
    key: string,
    work: () => Result,
  ): Promise<Result | { readonly outcome: 'UNKNOWN' }> {
    try {
      return await this.around(call, key, work);
    } catch (error) {
      if (error instanceof ConnectionReset) return { outcome: 'UNKNOWN' };
      throw error;
    }
  }
}
