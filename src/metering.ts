import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import { ANONYMOUS, type Actor } from './domain/people/actor';
import type { Context } from './features/context';
import { Costs, tooDear, type CostLimits } from './graphql/cost';
import { DOCUMENT_LIMITS, type DocumentGate } from './graphql/document-limits';
import { badInput, refusedWhole, STATUS, type errorFormatter } from './graphql/errors';
import { checkHeader } from './graphql/idempotency';
import type { Introspections } from './graphql/introspection';
import { tooOften } from './graphql/limits';
import { payersOf, type Points, type Taken } from './graphql/points';
import { Holding } from './holding';
import { networkOf } from './network/address';

/** `extensions.cost` of every answer. */
interface CostReport {
  /** Null for what was refused before it was known. */
  readonly asked: number | null;
  readonly limit: number;
  /** What may still be spent in this window. */
  readonly left: number;
}

/** Where a request comes from. */
export interface Source {
  /** Whether it brings a credential, be it right or wrong. */
  readonly named: boolean;
  readonly address: string;
  /** Length of its body in UTF-16 units, or, before it is read, as announced; 0 where there is none. */
  readonly size: number;
}

/** A document as long as this is read of somebody who has sent too many that were refused. */
const SHORT = 4_000;
/** What comes beside a document has to be read and walked through, whatever is asked for; so much is free. */
const FREE = 4_000;
/** A body with the longest document that anybody may send, and little else. */
const LONGEST_DOCUMENT = DOCUMENT_LIMITS.characters + FREE;
const CHARACTERS_OF_A_POINT = 50;
/** What a body of this size costs for what it has beside its document. */
const luggagePrice = (text: string, size: number): number =>
  Math.ceil(Math.max(0, size - text.length - FREE) / CHARACTERS_OF_A_POINT);
/** What a document costs that is refused: it had to be read, with all that came along. */
const refusedPrice = (text: string, size: number): number =>
  100 + Math.ceil(text.length / 5) + luggagePrice(text, size);
/** What a file costs: an invoice of 300 lines, or the first page of a long list. */
const DOWNLOAD = 20_000;

/** The text of the document that a request brings along; empty where it brings none, which Apollo Server tells. */
function documentOf(body: unknown): string {
  const text = (body as { readonly query?: unknown } | null)?.query;
  return typeof text === 'string' ? text : '';
}

const isTextOrNone = (value: unknown): boolean => typeof (value ?? '') === 'string';
const isObjectOrNone = (value: unknown): boolean =>
  typeof (value ?? {}) === 'object' && !Array.isArray(value);

/** Whether a body is a request at all. What is none, Apollo Server answers before it asks what it costs. */
function isRequest(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  return (
    Object.keys(body).length > 0 &&
    [query, operationName].every(isTextOrNone) &&
    [variables, extensions].every(isObjectOrNone)
  );
}

/** Says what every request costs before it runs, takes the points, and refuses what is too much. */
export class Metering {
  private readonly costs: Costs;
  private readonly holding = new Holding();

  constructor(
    schema: GraphQLSchema,
    private readonly limits: CostLimits,
    private readonly points: Points,
    introspections: Introspections,
    private readonly gate: DocumentGate,
    private readonly format: ReturnType<typeof errorFormatter>,
  ) {
    this.costs = new Costs(schema, introspections);
  }

  /**
   * Before the body is read: whoever has spent too much waits, and is told so. Whoever brings a credential is let in
   * where guests wait, unless with more than a document.
   */
  async letsWait(reply: FastifyReply, source: Source): Promise<boolean> {
    const wait = this.waitOf(source);
    if (wait !== null) await this.tellToWait(reply, source, wait);
    return wait !== null;
  }

  private waitOf({ named, address, size }: Source): number | null {
    const payers = payersOf(ANONYMOUS, networkOf(address));
    return this.points.waitOf(named && size <= LONGEST_DOCUMENT ? payers.slice(1) : payers);
  }

  private async tellToWait(reply: FastifyReply, source: Source, wait: number): Promise<void> {
    if (!(await this.holding.hold())) void reply.header('connection', 'close');
    void reply.header('retry-after', String(wait));
    await this.answer(reply, source, [tooOften(wait)], 0);
  }

  /**
   * Before anybody is looked for: whether the document is one that anybody needs. Where it is not, it is answered.
   */
  async refuses(request: FastifyRequest, reply: FastifyReply, source: Source): Promise<boolean> {
    const text = documentOf(request.body);
    const payers = payersOf(ANONYMOUS, networkOf(source.address));
    // Whoever brings a credential was let in; at length nothing is read where so much was refused.
    const isShort = text.length <= SHORT || this.gate.knows(text);
    const wait = isShort ? null : this.points.waitOf(payers);
    if (wait !== null) {
      await this.tellToWait(reply, source, wait);
      return true;
    }
    if (!isRequest(request.body)) await this.takeForRefused(text, source);
    // What is wrong with no text at all, Apollo Server tells.
    const refusals = text === '' ? [] : this.gate.refusals(text);
    if (refusals.length > 0) await this.turnAway(request, reply, source, refusals);
    return refusals.length > 0;
  }

  /** Answers a request that is refused whole. It costs something nevertheless. */
  async turnAway(
    { body }: FastifyRequest,
    reply: FastifyReply,
    source: Source,
    refusals: readonly GraphQLError[],
  ): Promise<void> {
    const { left } = await this.takeForRefused(documentOf(body), source);
    await this.answer(reply, source, refusals, left);
  }

  /** Takes the points of a request that was refused before anybody was looked for. */
  takeForRefused(text: string, { address, size }: Omit<Source, 'named'>): Promise<Taken> {
    return this.points.take(payersOf(ANONYMOUS, networkOf(address)), refusedPrice(text, size));
  }

  /**
   * Whoever asks for a file, which costs points like a request of the graph: they are taken before anything of it is
   * read. @throws RATE_LIMITED.
   */
  async forDownload(source: Source, find: () => Promise<Context>): Promise<Context> {
    let wait = this.waitOf(source);
    if (wait === null) {
      const context = await find().catch(async (error: unknown) => {
        await this.takeForRefused('', source);
        throw error;
      });
      const price =
        context.actor.kind === 'anonymous'
          ? refusedPrice('', 0)
          : Math.min(DOWNLOAD, this.limits.signedIn);
      ({ wait } = await this.points.take(payersIn(context), price));
      if (wait === null) return context;
    }
    await this.holding.hold();
    throw tooOften(wait);
  }

  private async answer(
    reply: FastifyReply,
    { named }: Source,
    refusals: readonly GraphQLError[],
    left: number,
  ): Promise<void> {
    const limit = named ? this.limits.signedIn : this.limits.guest;
    await reply.code(STATUS[String(refusals[0]?.extensions['code'])] ?? 400).send({
      errors: refusals.map((refusal) => this.format(refusal.toJSON(), refusal)),
      extensions: { cost: { asked: null, limit, left } satisfies CostReport },
    });
  }

  /** Before an operation runs: its price; with every answer: what it was, and what is left. */
  get plugin(): ApolloServerPlugin<Context> {
    return { requestDidStart: () => Promise.resolve(this.listener()) };
  }

  private listener(): GraphQLRequestListener<Context> {
    let report: CostReport | null = null;
    return {
      didResolveOperation: async ({ document, request, operation, contextValue }) => {
        // Apollo Server says itself what is wrong with the name.
        if (!operation) return;
        try {
          if (contextValue.idempotencyKey !== null) checkHeader(document, operation);
          if (operation.operation === OperationTypeNode.SUBSCRIPTION)
            throw badInput('Subscriptions are not supported; use a query.');
          const price = this.costs.of(document, operation, request.variables ?? {});
          if (price === null) return;
          const text = request.query ?? '';
          const asked = price + luggagePrice(text, contextValue.size);
          const limit = this.limitOf(contextValue.actor);
          const dear = asked > limit;
          const taken = dear ? refusedPrice(text, contextValue.size) : asked;
          const { left, wait } = await this.points.take(payersIn(contextValue), taken);
          report = { asked, limit, left };
          if (dear) throw tooDear(asked, limit);
          if (wait !== null) {
            const headers: [string, string][] = [['retry-after', String(wait)]];
            if (!(await this.holding.hold())) headers.push(['connection', 'close']);
            throw refusedWhole(tooOften(wait), headers);
          }
        } catch (error) {
          throw error instanceof GraphQLError && error.extensions['http'] === undefined
            ? refusedWhole(error)
            : error;
        }
      },
      willSendResponse: async ({ request, response, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const cost = report ?? (await this.refused(contextValue, request.query ?? ''));
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, cost };
      },
    };
  }

  /** What did not get as far as its price has cost something too. */
  private async refused(context: Context, text: string): Promise<CostReport> {
    const { left } = await this.points.take(payersIn(context), refusedPrice(text, context.size));
    return { asked: null, limit: this.limitOf(context.actor), left };
  }

  private limitOf({ kind }: Actor): number {
    return kind === 'anonymous' ? this.limits.guest : this.limits.signedIn;
  }
}

const payersIn = ({ actor, client }: Context) => payersOf(actor, networkOf(client.address));
