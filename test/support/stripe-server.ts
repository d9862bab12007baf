import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { StripeBooks, StripeFault } from './stripe-books';
import { StripeDashboard } from './stripe-dashboard';

/** The secret key that the server takes. */
export const STRIPE_TEST_KEY = 'sk_test_only_the_tests_know_this_one';

/**
 * What the server does with a request: answers; resets the connection, before or after the effect; fails
 * with a 500 that it keeps, before or after the effect; never answers, though the effect is there.
 */
export type StripeManner =
  'serve' | 'reset-before' | 'reset-after' | 'fail-before' | 'fail-after' | 'stall-after';

interface StripeAnswer {
  readonly status: number;
  readonly body: object;
}

const FAILED: StripeAnswer = {
  status: 500,
  body: { error: { type: 'api_error', message: 'An unknown error occurred' } },
};

/** Speaks Stripe's API as it is documented: form bodies, kept answers of idempotency keys, errors. */
export class TestStripeServer {
  readonly books = new StripeBooks();
  readonly dashboard = new StripeDashboard(this.books);
  /** Requests as they came, `POST /payment_intents`, each time. */
  readonly requests: string[] = [];
  /** Decides about each request, told `POST /payment_intents/pi_…/confirm`. */
  manner: (request: string) => StripeManner = () => 'serve';

  /** Answers a request in place of the books; null for what they say. */
  answerWith: (request: string) => StripeAnswer | null = () => null;
  /** Called between what a request did and its answer. */
  after: ((request: string) => Promise<void>) | null = null;

  private readonly kept = new Map<string, { sent: string; answer: StripeAnswer | null }>();

  private constructor(private readonly server: Server) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<TestStripeServer> {
    const server = createServer();
    const stripe = new TestStripeServer(server);
    server.on('request', (request, response) => void stripe.serve(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return stripe;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** Forgets the keys, as Stripe does after a day. */
  forgetKeys(): void {
    this.kept.clear();
  }

  private mannerOf(request: string, path: string): StripeManner {
    const manner = this.manner(request);
    const lost = manner === 'serve' ? this.books.answerLost(path) : null;
    if (lost === null) return manner;
    return lost === 'AFTER_CHARGING' ? 'reset-after' : 'reset-before';
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = '', headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const path = pathname.replace(/^\/v1/, '');
    this.requests.push(`${method} ${path}`);
    const manner = this.mannerOf(`${method} ${path}`, path);
    if (manner === 'reset-before') {
      request.socket.resetAndDestroy();
      return;
    }
    const parameters = method === 'POST' ? new URLSearchParams(body) : searchParams;
    const key = method === 'POST' ? String(headers['idempotency-key'] ?? '') : '';
    const answer =
      this.answerWith(`${method} ${path}`) ??
      (headers.authorization === `Bearer ${STRIPE_TEST_KEY}` && headers['stripe-version']
        ? await this.once(key, `${path} ${body}`, () =>
            this.answer(manner, () => this.books.answer(method, path, parameters)),
          )
        : { status: 401, body: { error: { type: 'invalid_request_error', message: 'No key' } } });
    await this.after?.(`${method} ${path}`);
    if (manner === 'stall-after') return;
    if (manner === 'reset-after') request.socket.resetAndDestroy();
    else
      response
        .writeHead(answer.status, {
          'content-type': 'application/json',
          'request-id': 'req_test',
          // A failure that is kept for its key would only come back.
          ...(answer.status >= 500 && { 'stripe-should-retry': 'false' }),
        })
        .end(JSON.stringify(answer.body));
  }

  private answer(manner: StripeManner, work: () => object): StripeAnswer {
    if (manner === 'fail-before') return FAILED;
    try {
      const body = work();
      return manner === 'fail-after' ? FAILED : { status: 200, body };
    } catch (error) {
      if (!(error instanceof StripeFault)) throw error;
      return { status: error.status, body: { error: error.error } };
    }
  }

  /** Does a request once for its key. What is wrong with its parameters is not kept. */
  private async once(key: string, sent: string, work: () => StripeAnswer): Promise<StripeAnswer> {
    const refused = (status: number, more: object): StripeAnswer => ({
      ...{ status, body: { error: { type: 'idempotency_error', message: 'Key in use', ...more } } },
    });
    const known = this.kept.get(key);
    if (known !== undefined) {
      if (known.sent !== sent) return refused(400, {});
      return known.answer ?? refused(409, { code: 'idempotency_key_in_use' });
    }
    const entry: { sent: string; answer: StripeAnswer | null } = { sent, answer: null };
    if (key !== '') this.kept.set(key, entry);
    // Twins find it under way.
    await setImmediate();
    const answer = work();
    entry.answer = { status: answer.status, body: structuredClone(answer.body) };
    if (answer.status === 400 || answer.status === 404) this.kept.delete(key);
    return entry.answer;
  }
}
