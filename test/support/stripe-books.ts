import { randomBytes } from 'node:crypto';
import { TEST_CARDS, type TestCard } from '../../src/domain/billing/test-card';

/** An object of the API, as JSON. */
export type Thing = Record<string, unknown> & { readonly id: string };

/** An error as the API writes it. */
export class StripeFault extends Error {
  constructor(
    readonly status: number,
    readonly error: Readonly<Record<string, unknown>>,
  ) {
    super(String(error['message']));
  }
}

const invalid = (message: string, more: object = {}, status = 400): StripeFault =>
  new StripeFault(status, { type: 'invalid_request_error', message, ...more });

const BRANDS: Readonly<Record<string, string>> = { 'American Express': 'amex' };

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

const DECLINES: Readonly<Partial<Record<TestCard, { code: string; decline_code?: string }>>> = {
  DECLINED: { code: 'card_declined', decline_code: 'generic_decline' },
  INSUFFICIENT_FUNDS: { code: 'card_declined', decline_code: 'insufficient_funds' },
  EXPIRED: { code: 'expired_card' },
};
/** Of a card whose bank asks a person, when nobody is there. */
const NOBODY_THERE = {
  code: 'authentication_required',
  decline_code: 'authentication_required',
};

/** What is charged at least, as Stripe publishes it, and at most. */
const LEAST: Readonly<Record<string, number>> = { eur: 50, usd: 50, gbp: 30 };
const GREATEST = 99_999_999;
/** Of what people write as an address Stripe takes this. */
const EMAIL = /^[\x21-\x7e]+@[a-z0-9.-]+\.[a-z]{2,}$/i;

/** Parameters that each call takes; the API refuses any other. */
const PARAMETERS: Readonly<Record<string, RegExp>> = {
  'POST /customers': /^metadata\[\w+\]$/,
  'POST /customers/:id': /^(name|email)$/,
  'POST /setup_intents': /^(customer|usage|allowed_payment_method_types\[0\])$/,
  'GET /setup_intents/:id': /^expand\[0\]$/,
  'POST /payment_intents':
    /^(amount|currency|customer|payment_method|allowed_payment_method_types\[0\]|description|statement_descriptor_suffix|metadata\[\w+\])$/,
  'GET /payment_intents/:id': /^expand\[0\]$/,
  'POST /payment_intents/:id/confirm': /^(off_session|return_url|expand\[0\])$/,
  'POST /payment_intents/:id/cancel': /^cancellation_reason$/,
  'POST /refunds': /^(payment_intent|amount|metadata\[\w+\])$/,
  'GET /refunds': /^(payment_intent|charge|limit|starting_after)$/,
  'GET /disputes': /^(payment_intent|charge|limit|starting_after)$/,
  'GET /events': /^(types\[\d+\]|limit|starting_after|created\[gte\])$/,
};

/** The page of a list, latest first, that the API answers with. */
function pageOf(url: string, all: readonly Thing[], parameters: URLSearchParams): object {
  const latest = [...all].reverse();
  const after = parameters.get('starting_after');
  const from = after === null ? 0 : latest.findIndex(({ id }) => id === after) + 1;
  if (after !== null && from === 0)
    throw invalid(`No such object: '${after}'`, { code: 'resource_missing' });
  const data = latest.slice(from, from + Number(parameters.get('limit') ?? 10));
  return { object: 'list', url, has_more: from + data.length < latest.length, data };
}

const metadataOf = (parameters: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...parameters].flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
      return key === undefined ? [] : [[key, value]];
    }),
  );

/** What Stripe keeps, and what its API does with it. */
export class StripeBooks {
  readonly customers = new Map<string, Thing>();
  readonly methods = new Map<string, Thing>();
  private readonly cards = new Map<string, TestCard>();
  private readonly setups = new Map<string, Thing>();
  readonly intents = new Map<string, Thing>();
  readonly refunds: Thing[] = [];
  readonly disputes: Thing[] = [];
  /** What happened, oldest first, as webhooks tell it. */
  readonly events: (Thing & {
    readonly type: string;
    readonly data: { readonly object: Thing };
  })[] = [];
  /** Charges by which money was taken, one for each time. */
  readonly taken: string[] = [];
  /** Status of the next refunds. */
  refundStatus = 'succeeded';
  /** Called between the moment at which a cancellation is asked for and its effect. */
  beforeCancelling: ((intent: Thing) => void) | null = null;

  /** What was taken by a charge, each time that it was taken. */
  takenBy(charge: string): bigint {
    const amount = BigInt(Number(this.intents.get(charge)?.['amount'] ?? 0));
    return amount * BigInt(this.taken.filter((one) => one === charge).length);
  }

  /** A person fills in the form of a setup, with a card that behaves like `card`. */
  completeSetup(setup: string, card: TestCard): void {
    const { brand, last4 } = TEST_CARDS[card];
    const id = newId('pm');
    const { customer } = this.get(this.setups, setup);
    const details = {
      brand: BRANDS[brand] ?? brand.toLowerCase(),
      last4,
      exp_month: 2,
      exp_year: 2032,
      fingerprint: `fp_${card}`,
    };
    this.methods.set(id, { id, object: 'payment_method', type: 'card', customer, card: details });
    this.cards.set(id, card);
    const asks = TEST_CARDS[card].confirmed === 'ON_SETUP';
    Object.assign(this.get(this.setups, setup), {
      ...{ status: asks ? 'requires_action' : 'succeeded', payment_method: id },
      next_action: asks ? { type: 'use_stripe_sdk', use_stripe_sdk: {} } : null,
    });
  }

  /** A person answers what their bank asks, of a charge or of a setup, by its client secret. */
  authenticate(clientSecret: string, confirmed: boolean): void {
    const of = (things: Map<string, Thing>) =>
      [...things.values()].find((one) => one['client_secret'] === clientSecret);
    const setup = of(this.setups);
    if (setup?.['status'] === 'requires_action')
      Object.assign(
        setup,
        confirmed
          ? { status: 'succeeded', next_action: null }
          : {
              ...{ status: 'requires_payment_method', payment_method: null, next_action: null },
              last_setup_error: { type: 'card_error', code: 'setup_intent_authentication_failure' },
            },
      );
    const intent = of(this.intents);
    if (intent?.['status'] !== 'requires_action') return;
    if (confirmed) this.take(intent);
    else
      Object.assign(intent, {
        ...{ status: 'requires_payment_method', next_action: null },
        last_payment_error: {
          ...{ type: 'card_error', code: 'payment_intent_authentication_failure' },
          payment_method: this.methods.get(String(intent['payment_method'])),
        },
        payment_method: null,
      });
  }

  /** The bank refuses the card of a setup. */
  refuseSetup(setup: string, code: string): void {
    Object.assign(this.get(this.setups, setup), {
      status: 'requires_payment_method',
      last_setup_error: { type: 'card_error', code },
    });
  }

  /** Writes down what happened, as it is now. */
  happened(type: string, object: Thing): void {
    const created = Math.floor(Date.now() / 1_000);
    const data = { object: structuredClone(object) };
    this.events.push({ id: newId('evt'), object: 'event', type, created, data });
  }

  /** When the answer to a request gets lost, by the card that it is about. */
  answerLost(path: string): 'BEFORE_CHARGING' | 'AFTER_CHARGING' | null {
    const id = /^\/payment_intents\/(\w+)\/confirm$/.exec(path)?.[1] ?? '';
    const intent = this.intents.get(id);
    const card = this.cards.get(String(intent?.['payment_method']));
    const lost = card === undefined ? null : TEST_CARDS[card].answerLost;
    return intent?.['status'] === 'canceled' ? null : lost;
  }

  /** @throws StripeFault */
  answer(method: string, path: string, parameters: URLSearchParams): object {
    const [, kind = '', id = '', verb = ''] = path.split('/');
    const call = `${method} /${kind}${id && '/:id'}${verb && `/${verb}`}`;
    for (const name of parameters.keys())
      if (!(PARAMETERS[call]?.test(name) ?? false))
        throw invalid(`Received unknown parameter: ${name}`, {
          code: 'parameter_unknown',
          param: name,
        });
    const given = (name: string) => parameters.get(name);
    switch (call) {
      case 'POST /customers':
        return this.add(this.customers, 'cus', {
          object: 'customer',
          metadata: metadataOf(parameters),
        });
      case 'POST /customers/:id': {
        const customer = this.get(this.customers, id);
        const email = given('email');
        if (email !== null && !EMAIL.test(email))
          throw invalid(`Invalid email address: ${email}`, {
            ...{ code: 'email_invalid', param: 'email' },
          });
        return Object.assign(customer, Object.fromEntries(parameters));
      }
      case 'POST /setup_intents': {
        const { id: customer } = this.get(this.customers, given('customer') ?? '', 'customer');
        const setup = this.add(this.setups, 'seti', {
          ...{ object: 'setup_intent', customer, usage: given('usage') },
          ...{ status: 'requires_payment_method', payment_method: null, last_setup_error: null },
          next_action: null,
        });
        return Object.assign(setup, { client_secret: `${setup.id}_secret_${newId('x')}` });
      }
      case 'GET /setup_intents/:id': {
        const setup = this.get(this.setups, id);
        const card = this.methods.get(String(setup['payment_method']));
        const expanded = given('expand[0]') === 'payment_method' && card !== undefined;
        return expanded ? { ...setup, payment_method: card } : setup;
      }
      case 'POST /payment_intents':
        return this.openIntent(parameters);
      case 'GET /payment_intents/:id':
        return this.expanded(this.get(this.intents, id), given('expand[0]'));
      case 'POST /payment_intents/:id/confirm':
        return this.expanded(
          this.confirm(
            this.get(this.intents, id),
            given('off_session') === 'true',
            given('return_url'),
          ),
          given('expand[0]'),
        );
      case 'POST /payment_intents/:id/cancel':
        return this.cancel(this.get(this.intents, id), given('cancellation_reason'));
      case 'POST /refunds':
        return this.refund(parameters);
      case 'GET /refunds': {
        const of = this.refunds.filter((one) => one['payment_intent'] === given('payment_intent'));
        return pageOf('/v1/refunds', of, parameters);
      }
      case 'GET /disputes': {
        const of = this.disputes.filter((one) => one['payment_intent'] === given('payment_intent'));
        return pageOf('/v1/disputes', of, parameters);
      }
      case 'GET /events': {
        const types = [...parameters].filter(([name]) => name.startsWith('types['));
        if (types.length > 20) throw invalid('You may only provide up to 20 types.');
        const since = Number(given('created[gte]') ?? 0);
        const of = this.events.filter(
          ({ type, created }) =>
            types.some(([, asked]) => asked === type) && Number(created) >= since,
        );
        return pageOf('/v1/events', of, parameters);
      }
      case 'GET /payment_methods/:id':
        return this.get(this.methods, id);
      case 'POST /payment_methods/:id/detach': {
        const card = this.get(this.methods, id);
        if (card['customer'] === null)
          throw invalid('The payment method you provided is not attached to a customer.');
        card['customer'] = null;
        this.happened('payment_method.detached', card);
        return card;
      }
      default:
        throw invalid(`Unrecognized request URL (${method}: ${path}).`, {}, 404);
    }
  }

  private openIntent(parameters: URLSearchParams): Thing {
    const amount = Number(parameters.get('amount'));
    const customer = this.get(this.customers, parameters.get('customer') ?? '', 'customer').id;
    const card = this.get(this.methods, parameters.get('payment_method') ?? '', 'payment_method');
    if (card['customer'] !== customer)
      throw invalid(`The PaymentMethod ${card.id} does not belong to the Customer ${customer}.`);
    const currency = parameters.get('currency') ?? '';
    if (!(amount >= (LEAST[currency] ?? Number.POSITIVE_INFINITY)))
      throw invalid('Amount must be at least 50 cents', {
        ...{ code: 'amount_too_small', param: 'amount' },
      });
    if (amount > GREATEST)
      throw invalid('Amount must be no more than 999,999.99', {
        ...{ code: 'amount_too_large', param: 'amount' },
      });
    const intent = this.add(this.intents, 'pi', {
      ...{ object: 'payment_intent', amount, currency, customer },
      ...{ payment_method: card.id, status: 'requires_confirmation', last_payment_error: null },
      ...{ description: parameters.get('description'), metadata: metadataOf(parameters) },
      statement_descriptor_suffix: parameters.get('statement_descriptor_suffix'),
      ...{ next_action: null, cancellation_reason: null },
    });
    return Object.assign(intent, { client_secret: `${intent.id}_secret_${newId('x')}` });
  }

  private expanded(intent: Thing, field: string | null): Thing {
    const card = this.methods.get(String(intent['payment_method']));
    return field === 'payment_method' && card !== undefined
      ? { ...intent, payment_method: card }
      : intent;
  }

  private confirm(intent: Thing, offSession: boolean, returnUrl: string | null): Thing {
    if (intent['status'] !== 'requires_confirmation') throw this.unexpected('confirm', intent);
    const method = String(intent['payment_method']);
    const card = this.cards.get(method) ?? 'SUCCESS';
    const asks = TEST_CARDS[card].confirmed === 'EACH_CHARGE';
    if (asks && !offSession)
      return Object.assign(intent, {
        status: 'requires_action',
        next_action:
          returnUrl === null
            ? { type: 'use_stripe_sdk', use_stripe_sdk: {} }
            : {
                type: 'redirect_to_url',
                redirect_to_url: {
                  ...{ return_url: returnUrl, url: `https://hooks.stripe.test/${intent.id}` },
                },
              },
      });
    const decline = asks ? NOBODY_THERE : DECLINES[card];
    if (decline !== undefined) {
      const error = { type: 'card_error', message: 'Your card was declined.', ...decline };
      Object.assign(intent, {
        ...{ status: 'requires_payment_method', payment_method: null },
        last_payment_error: { ...error, payment_method: this.methods.get(method) },
      });
      this.happened('payment_intent.payment_failed', intent);
      throw new StripeFault(402, { ...error, payment_intent: { ...intent } });
    }
    return this.take(intent);
  }

  private take(intent: Thing): Thing {
    this.taken.push(intent.id);
    Object.assign(intent, {
      ...{ status: 'succeeded', amount_received: intent['amount'], next_action: null },
    });
    this.happened('payment_intent.succeeded', intent);
    return intent;
  }

  private cancel(intent: Thing, reason: string | null): Thing {
    this.beforeCancelling?.(intent);
    if (['succeeded', 'canceled', 'processing'].includes(String(intent['status'])))
      throw this.unexpected('cancel', intent);
    Object.assign(intent, {
      ...{ status: 'canceled', cancellation_reason: reason, next_action: null },
    });
    this.happened('payment_intent.canceled', intent);
    return intent;
  }

  private unexpected(verb: string, intent: Thing): StripeFault {
    const message = `You cannot ${verb} this PaymentIntent because it has a status of ${String(intent['status'])}.`;
    const code = 'payment_intent_unexpected_state';
    return invalid(message, { code, payment_intent: { ...intent } });
  }

  refund(parameters: URLSearchParams): Thing {
    const intent = this.get(this.intents, parameters.get('payment_intent') ?? '');
    const amount = Number(parameters.get('amount'));
    if (intent['status'] !== 'succeeded')
      throw invalid('This PaymentIntent does not have a successful charge to refund.');
    const of = (one: Thing): boolean => one['payment_intent'] === intent.id;
    const held = this.disputes
      .filter((one) => of(one) && one['status'] !== 'won')
      .reduce((sum, one) => sum + Number(one['amount']), 0);
    const left = this.refunds
      .filter((one) => of(one) && one['status'] !== 'failed')
      .reduce((rest, one) => rest - Number(one['amount']), Number(intent['amount']) - held);
    if (left === 0) throw invalid('Already refunded.', { code: 'charge_already_refunded' });
    if (amount > left)
      throw invalid('Refund amount is greater than unrefunded amount', { param: 'amount' });
    const refund: Thing = {
      ...{ id: newId('re'), object: 'refund', payment_intent: intent.id, amount },
      ...{ status: this.refundStatus, metadata: metadataOf(parameters) },
    };
    this.refunds.push(refund);
    this.happened('refund.created', refund);
    this.happened('charge.refunded', {
      ...{ id: newId('ch'), object: 'charge', payment_intent: intent.id },
      amount_refunded: amount,
    });
    return refund;
  }

  add(things: Map<string, Thing>, prefix: string, thing: object): Thing {
    const made: Thing = { id: newId(prefix), ...thing };
    things.set(made.id, made);
    return made;
  }

  get(things: Map<string, Thing>, id: string, param = 'id'): Thing {
    const thing = things.get(id);
    if (thing === undefined)
      throw invalid(
        `No such object: '${id}'`,
        { code: 'resource_missing', param },
        param === 'id' ? 404 : 400,
      );
    return thing;
  }
}
