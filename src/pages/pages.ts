import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RENEWALS_SCRIPT, SCRIPT, SIGN_IN_SCRIPT, STYLE, SUPPORT_REQUEST_SCRIPT } from './assets';
import {
  answeredBankPage,
  bankPage,
  paymentReturnPage,
  resetPasswordPage,
  supportRequestPage,
  unknownLinkPage,
  unsubscribedPage,
  unsubscribePage,
  verifyEmailPage,
} from './page';
import { renewalsPage } from './renewals-page';
import { noSuchPage, refusalPage, type PagePeople, type Refusal } from './refusal-page';

/** Stops marketing mail by the token of a mail. */
export interface Unsubscriber {
  /** Whether a token is one of ours. */
  knows(token: string): boolean;
  /** @returns false for a token that is not ours */
  unsubscribe(
    token: string,
    requester: { readonly address: string; readonly requestId: string },
  ): Promise<boolean>;
}

/** What the sandbox's bank asks somebody. */
export interface BankQuestion {
  /** `119.00 EUR` and what it is for; null when it is about adding a card. */
  readonly charge: { readonly amount: string; readonly description: string } | null;
}

/** The bank of the sandbox's cards. */
export interface Bank {
  /** Null when a link asks nothing any more. */
  asked(token: string): Promise<BankQuestion | null>;
  /** @returns false when nothing was asked. */
  answer(token: string, confirmed: boolean): Promise<boolean>;
}

interface WithToken {
  readonly Params: { readonly token: string };
}

const HTML = 'text/html; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
/** The form of a mail program is a few bytes. */
const LARGEST_FORM = 16 * 1_024;

/** No referrer: what a page loads must not learn the token in its address. */
const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What a browser is shown where a program gets an error. */
export interface ErrorPages {
  readonly refused: (request: FastifyRequest, reply: FastifyReply, why: Refusal) => FastifyReply;
  readonly noSuchPage: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

/** What the pages need of the rest. */
export interface PageDeps {
  readonly unsubscriber: Unsubscriber;
  /** The network address that a request comes from. */
  readonly addressOf: (request: FastifyRequest) => string;
  /** Of the sandbox; null where no sandbox takes the money. */
  readonly bank: Bank | null;
  /** People to offer for sign-in by one click; null outside the demo. */
  readonly demo: PagePeople | null;
}

/** The few pages that links lead to; nobody needs to be signed in for them. */
export function registerPages(
  server: FastifyInstance,
  { unsubscriber, addressOf, bank, demo }: PageDeps,
): ErrorPages {
  const style = asset(server, 'style', 'css', 'text/css; charset=utf-8', STYLE);
  // Whatever a mail program posts: the token in the address says all (RFC 8058). Elsewhere such bodies
  // are refused.
  void server.register((pages, _options, done) => {
    pages.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_request, _body, parsed) => parsed(null),
    );
    const script = asset(pages, 'link', 'js', JAVASCRIPT, SCRIPT);
    const assets = { style, script };

    const [verifyEmail, resetPassword] = [verifyEmailPage(assets), resetPasswordPage(assets)];
    pages.get('/verify-email', (_request, reply) => page(reply, 200, verifyEmail));
    pages.get('/reset-password', (_request, reply) => page(reply, 200, resetPassword));

    const follow = asset(pages, 'support-request', 'js', JAVASCRIPT, SUPPORT_REQUEST_SCRIPT);
    const supportRequest = supportRequestPage({ style, script: follow });
    pages.get('/support-request', (_request, reply) => page(reply, 200, supportRequest));

    // One folder further down than the others.
    const above = `../${style}`;
    const [ask, stopped, unknown] = [unsubscribePage, unsubscribedPage, unknownLinkPage].map(
      (write) => write(above),
    ) as [string, string, string];
    pages.get<WithToken>('/unsubscribe/:token', ({ params }, reply) =>
      unsubscriber.knows(params.token) ? page(reply, 200, ask) : page(reply, 404, unknown),
    );
    pages.post<WithToken>('/unsubscribe/:token', async (request, reply) => {
      const requester = { address: addressOf(request), requestId: request.id };
      const known = await unsubscriber.unsubscribe(request.params.token, requester);
      return known ? page(reply, 200, stopped) : page(reply, 404, unknown);
    });
    // Nothing of what the payment service adds to the address is looked at: whoever paid asks by themself.
    const back = paymentReturnPage(above);
    pages.get('/payments/return', (_request, reply) => page(reply, 200, back));
    if (bank !== null) registerBank(pages, bank, style);
    done();
  });

  const renew = asset(server, 'renewals', 'js', JAVASCRIPT, RENEWALS_SCRIPT);
  const signIn = asset(server, 'sign-in', 'js', JAVASCRIPT, SIGN_IN_SCRIPT);
  const renewals = renewalsPage(
    { style: `../${style}`, scripts: [signIn, renew].map((script) => `../${script}`) },
    { graph: '../graphql', demo },
  );
  server.get('/renewals/:account', (_request, reply) => page(reply, 200, renewals));
  return {
    refused(request, reply, why) {
      const up = upFrom(request);
      const assets = { style: up + style, script: up + signIn };
      return page(reply, why.status, refusalPage(assets, why, { graph: `${up}graphql`, demo }));
    },
    noSuchPage(request, reply) {
      const up = upFrom(request);
      return page(reply, 404, noSuchPage(up + style, up || './'));
    },
  };
}

/** From the address of a request up to the first page: where that is a folder, all paths hang on it. */
const upFrom = ({ url }: FastifyRequest): string =>
  '../'.repeat(((url.split('?')[0] as string).match(/\//g)?.length ?? 1) - 1);

/** The pages of the sandbox's bank, for a browser and for curl alike. */
function registerBank(pages: FastifyInstance, bank: Bank, style: string): void {
  const gone = answeredBankPage(`../../${style}`, 'NOTHING');
  pages.get<WithToken>('/sandbox/bank/:token', async ({ params }, reply) => {
    const question = await bank.asked(params.token);
    return question === null
      ? page(reply, 404, gone)
      : page(reply, 200, bankPage(`../../${style}`, params.token, question.charge));
  });
  for (const [verb, confirmed] of [
    ['confirm', true],
    ['refuse', false],
  ] as const) {
    const done = answeredBankPage(`../../../${style}`, confirmed ? 'CONFIRMED' : 'REFUSED');
    const nothing = answeredBankPage(`../../../${style}`, 'NOTHING');
    pages.post<WithToken>(`/sandbox/bank/:token/${verb}`, async ({ params }, reply) =>
      (await bank.answer(params.token, confirmed))
        ? page(reply, 200, done)
        : page(reply, 404, nothing),
    );
  }
}

const page = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply
    .code(status)
    .headers({
      ...COMMON_HEADERS,
      'content-type': HTML,
      'content-security-policy': POLICY,
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
    .send(text);

/** Adds the route of a file that changes its path with its content, and gives the path back. */
function asset(
  server: FastifyInstance,
  name: string,
  extension: string,
  type: string,
  text: string,
): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const path = `pages/${name}-${hash}.${extension}`;
  server.get(`/${path}`, (_request, reply) =>
    reply
      .headers({
        ...COMMON_HEADERS,
        'content-type': type,
        'content-security-policy': "default-src 'none'",
        'cache-control': 'public, max-age=31536000, immutable',
      })
      .send(text),
  );
  return path;
}
