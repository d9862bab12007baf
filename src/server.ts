import { randomUUID } from 'node:crypto';
import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequestListener,
  HeaderMap,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cookies from '@fastify/cookie';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Application } from './composition';
import { publicAddress, servedByHttps, type Config } from './config';
import { Connections, PATIENCE, type Patience } from './connections';
import { Cookies } from './cookies';
import { allowOrigins } from './cross-origin';
import { registerDownloads } from './downloads/downloads';
import { registerExplorer, type Demo } from './explorer/explorer';
import type { Context } from './features/context';
import { DocumentGate, DOCUMENT_LIMITS } from './graphql/document-limits';
import { errorFormatter } from './graphql/errors';
import { Executor } from './graphql/execution/executor';
import { registerStripeWebhook } from './features/payment/gateway/stripe-webhook';
import { Introspections } from './graphql/introspection';
import { Points } from './graphql/points';
import { asksForPage, keepToOneName } from './localhost';
import { Metering, type Source } from './metering';
import { registerPages } from './pages/pages';
import { countedHere, countedInRedis } from './points-counter';
import { addressOf, contextOf, contextOfLink, isNamed } from './request-context';
import { systemClock } from './system-clock';

/** What is kept of operations, so that they run faster: of 500 of them, 100,000 fields at most. */
const PLANS = { plans: 500, fields: 100_000 };
const LARGEST_BODY = 512 * 1_024;
/** Seconds for which whoever read the public keys need not ask again. */
const KEYS_KEPT = 3_600;
/** Seconds for which browsers ask this host over https alone: two years. */
const HTTPS_ALONE = 2 * 365 * 24 * 3_600;

export interface ServerOptions {
  readonly config: Config;
  /** Null when the service is ready; otherwise what it waits for. */
  readonly notReady: () => Promise<string | null>;
  /** People to offer for sign-in by one click; null outside demo mode. */
  readonly demo: Demo | null;
  /** How long a request may take to arrive. */
  readonly patience?: Patience;
}

/**
 * Runs operations and hands Apollo Server the finished answer. Its own way in for an
 * executor, the `gateway` option, makes an object with accessors for every request: V8 keeps the shape of
 * such an object, and with it all that the accessors see, until the next full collection. Every row and
 * every answer would be copied twice before it could go.
 */
function execution(
  executor: Executor,
  format: ReturnType<typeof errorFormatter>,
): ApolloServerPlugin<Context> {
  const listener: GraphQLRequestListener<Context> = {
    async responseForOperation({ document, request, operation, contextValue: context }) {
      // Apollo Server says itself what is wrong with the name.
      if (operation === undefined) return null;
      const { data, errors } = await executor.execute({
        document,
        operation,
        variables: request.variables ?? {},
        context,
      });
      const http = { headers: new HeaderMap() };
      return {
        // Without data nothing ran: what was asked does not fit the schema.
        http: data === undefined ? { ...http, status: 400 } : http,
        body: {
          kind: 'single',
          singleResult: {
            ...(data === undefined ? {} : { data }),
            ...(errors ? { errors: errors.map((error) => format(error.toJSON(), error)) } : {}),
          },
        },
      };
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** Those of the demo's people whom a click signs in without a code. */
const withoutCode = ({ people, password, codesOf }: Demo): Pick<Demo, 'people' | 'password'> => ({
  password,
  people: people.filter(({ email }) => codesOf(email).length === 0),
});

/** The HTTP server, ready to listen. */
export async function createServer(
  app: Application,
  options: ServerOptions,
): Promise<FastifyInstance> {
  const { config, notReady, demo, patience = PATIENCE } = options;
  const server = Fastify({
    // The audit keeps it: no other request may have the same one, in whatever process.
    genReqId: () => randomUUID(),
    logger: {
      level: config.logLevel,
      // What stands behind the question mark may be a link that opens by itself.
      serializers: {
        req: ({ id, method, url }: FastifyRequest) => ({
          id,
          method,
          url: url.replace(/\?.*/s, ''),
        }),
      },
      redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    requestTimeout: patience.whole,
    http: { headersTimeout: patience.headers, connectionsCheckingInterval: patience.look },
  });
  const connections = new Connections({
    most: config.connectionsPerAddress,
    trusted: config.trustedProxies,
    warn: (network) => server.log.warn({ network }, 'too many connections: some were closed'),
  });
  connections.watch(server.server);
  server.decorate('connections', connections);
  await allowOrigins(server, config.allowedOrigins);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  await server.register(cookies);
  keepToOneName(server, publicAddress(config));
  if (servedByHttps(config))
    server.addHook('onRequest', (_request, reply, done) => {
      void reply.header('strict-transport-security', `max-age=${HTTPS_ALONE}`);
      done();
    });

  const report = (error: unknown): void => server.log.error({ err: error }, 'request failed');
  const format = errorFormatter(report);
  const ofPeople = new Cookies(servedByHttps(config));
  const context = contextOf(app, ofPeople, config.trustedProxies);
  const linkContext = contextOfLink(app, config.trustedProxies);
  const counting =
    config.queries.redisUrl === null
      ? countedHere()
      : countedInRedis(config.queries.redisUrl, (state, reason) =>
          state === 'away'
            ? server.log.error(
                { reason },
                'Redis does not answer: each process counts points separately',
              )
            : server.log.info('Redis answers again: points are counted together'),
        );
  server.addHook('onClose', counting.close);
  const introspections = new Introspections();
  const metering = new Metering(
    app.schema,
    config.queries.cost,
    new Points(config.queries.points, counting.counter, systemClock),
    introspections,
    new DocumentGate(DOCUMENT_LIMITS, app.schema, demo === null),
    format,
  );
  const apollo = new ApolloServer<Context>({
    schema: app.schema,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    // The one route that leads here lets nothing in that does not fit the schema.
    dangerouslyDisableValidation: true,
    hideSchemaDetailsFromClientErrors: demo === null,
    allowBatchedHttpRequests: false,
    // Who listens to signals is main's business: it closes the server, and the server closes this.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: DOCUMENT_LIMITS.tokens },
    formatError: format,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      metering.plugin,
      execution(new Executor(app.schema, PLANS, introspections), format),
    ],
  });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  server.addHook('onClose', () => app.close());

  const sourceOf = (request: FastifyRequest): Source => ({
    named: isNamed(request, ofPeople),
    address: addressOf(request, config.trustedProxies),
    size: request.size,
  });
  const contexts = new WeakMap<FastifyRequest, Promise<Context>>();
  server.decorateRequest('size', 0);
  await server.register((graph, _options, done) => {
    const parse = graph.getDefaultJsonParser('error', 'error');
    graph.addContentTypeParser<string>(
      'application/json',
      { parseAs: 'string' },
      (request, body, parsed) => {
        request.size = body.length;
        void parse(request, body, (error, value) => {
          if (error === null) return parsed(null, value);
          // It had to be read to find out.
          metering.takeForRefused('', sourceOf(request)).then(() => parsed(error), parsed);
        });
      },
    );
    graph.route({
      method: 'POST',
      url: '/graphql',
      onRequest: async (request, reply) => {
        const announced = Number(request.headers['content-length'] ?? LARGEST_BODY);
        await metering.letsWait(reply, { ...sourceOf(request), size: announced });
      },
      preHandler: async (request, reply) => {
        const source = sourceOf(request);
        if (await metering.refuses(request, reply, source)) return;
        const pending = context(request, reply);
        contexts.set(request, pending);
        // What fails for another reason is Apollo Server's to answer.
        const refusal: unknown = await pending.then(
          () => null,
          (error: unknown) => error,
        );
        if (refusal instanceof GraphQLError)
          await metering.turnAway(request, reply, source, [refusal]);
      },
      handler: fastifyApolloHandler(apollo, {
        context: (request, reply) => contexts.get(request) ?? context(request, reply),
      }),
    });
    done();
  });
  server.get('/healthz', () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const problem = await notReady();
    if (problem !== null) return reply.code(503).send({ status: problem });
    // Books that do not add up are for people to look at: to stop serving would mend nothing.
    return reply.send({ status: 'ready', ledger: await app.ledger() });
  });
  server.get('/.well-known/keyhold-keys.json', (_request, reply) =>
    reply
      .headers({
        'cache-control': `public, max-age=${KEYS_KEPT}`,
        'x-content-type-options': 'nosniff',
      })
      .send({ keys: app.signer.keys }),
  );
  const pages = registerPages(server, {
    unsubscriber: app.unsubscriber,
    addressOf: (request) => addressOf(request, config.trustedProxies),
    bank: app.bank,
    demo: demo && withoutCode(demo),
  });
  // Fastify's own answer repeats the address, and with it what should never stand in one.
  server.setNotFoundHandler((request, reply) =>
    asksForPage(request)
      ? pages.noSuchPage(request, reply)
      : reply.code(404).send({ message: 'Not found', error: 'Not Found', statusCode: 404 }),
  );
  // Whoever opens the graph's address in a browser looks for the explorer.
  server.get('/graphql', (request, reply) =>
    asksForPage(request) ? reply.redirect('./', 307) : reply.callNotFound(),
  );
  registerExplorer(server, { demo });
  registerDownloads(server, app.downloads, {
    contextOf: (request, reply, linkedBy) => {
      const source = sourceOf(request);
      return metering.forDownload(
        { ...source, named: source.named || linkedBy !== null },
        async () =>
          linkedBy === null
            ? context(request, reply)
            : ((await linkContext(request, linkedBy)) ?? context(request, reply)),
      );
    },
    format,
    refuse: (request, reply, refusal) =>
      asksForPage(request)
        ? pages.refused(request, reply, { status: refusal.status, message: refusal.body.message })
        : reply.code(refusal.status).send(refusal.body),
  });
  if (config.payments?.gateway === 'stripe')
    registerStripeWebhook(server, {
      secret: config.payments.webhookSecret,
      reportChange: (change) => app.gatewayReported('stripe', change),
    });
  return server;
}
