import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SCRIPT, STYLE } from './assets';
import { ID_WORDS, variablesText } from './examples/example';
import { EXAMPLES } from './examples/examples';
import { findGraphiqlBundle, type BundlePart } from './graphiql-bundle';
import { ICON } from './icon';
import { renderPage, type Demo, type PageAssets } from './page';

export type { Demo, DemoPerson } from './page';

export interface ExplorerOptions {
  /** The people to offer for sign-in by one click; null outside demo mode. */
  readonly demo: Demo | null;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const SVG = 'image/svg+xml; charset=utf-8';

/**
 * Everything from our own origin and no inline script. Styles stay open, for the editor writes its
 * own into the page as it goes and knows no nonce; fonts and a few images come inside its style.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A worker is ruled by its own answer's policy: it computes, and loads nothing. */
const ASSET_POLICY = "default-src 'none'; frame-ancestors 'none'";

const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Serves the explorer: GraphiQL at `/` with a bar to sign in by, and what it loads under
 * `/explorer/…`, each file by a route of its own under a path that changes with its content.
 * @throws Error when the package that holds GraphiQL is not installed
 */
export function registerExplorer(app: FastifyInstance, options: ExplorerOptions): void {
  const bundle = findGraphiqlBundle();
  // Read when the first browser asks for it, so that neither start nor a server that nobody
  // browses pays for it; kept packed (2.4 MB).
  const packed = once(async () => {
    const files = bundle.load();
    const [js, css, editorWorkerService, jsonWorker, graphqlWorker] = await Promise.all([
      pack(files.js),
      pack(files.css),
      pack(files.editorWorkerService),
      pack(files.jsonWorker),
      pack(files.graphqlWorker),
    ]);
    return { js, css, editorWorkerService, jsonWorker, graphqlWorker };
  });
  const ofBundle = (name: string, type: string, part: BundlePart): string =>
    serve(
      app,
      `/explorer/graphiql-${bundle.version}/${name}`,
      type,
      async () => (await packed())[part],
    );
  const ofOurs = (name: string, extension: string, type: string, text: string): string => {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
    return serve(
      app,
      `/explorer/${name}-${hash}.${extension}`,
      type,
      once(() => pack(text)),
    );
  };

  const assets: PageAssets = {
    icon: ofOurs('icon', 'svg', SVG, ICON),
    style: ofOurs('explorer', 'css', CSS, STYLE),
    script: ofOurs('explorer', 'js', JAVASCRIPT, SCRIPT),
    graphiqlStyle: ofBundle('graphiql.css', CSS, 'css'),
    graphiqlScript: ofBundle('graphiql.js', JAVASCRIPT, 'js'),
    editorWorker: ofBundle('editor.worker.js', JAVASCRIPT, 'editorWorkerService'),
    jsonWorker: ofBundle('json.worker.js', JAVASCRIPT, 'jsonWorker'),
    graphqlWorker: ofBundle('graphql.worker.js', JAVASCRIPT, 'graphqlWorker'),
  };
  const page = renderPage(assets, options.demo);

  const { demo } = options;
  const examples = new Map(
    EXAMPLES.flatMap((group) => group.examples.map((one) => [one.name, one] as const)),
  );
  app.get<{ Querystring: { example?: string } }>('/explorer/variables', async (request, reply) => {
    const example = examples.get(request.query.example ?? '');
    if (example === undefined) return reply.callNotFound();
    const variables = variablesText(example, (await demo?.ids()) ?? ID_WORDS);
    return reply.headers({ ...COMMON_HEADERS, 'cache-control': 'no-store' }).send({ variables });
  });
  if (demo !== null)
    app.get<{ Querystring: { email?: string } }>('/explorer/codes', (request, reply) =>
      reply
        .headers({ ...COMMON_HEADERS, 'cache-control': 'no-store' })
        .send({ codes: demo.codesOf(request.query.email ?? '') }),
    );
  app.get('/', (_request, reply) =>
    reply
      .headers({
        ...COMMON_HEADERS,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': PAGE_POLICY,
        'cross-origin-opener-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'cache-control': 'no-cache',
      })
      .send(page),
  );
}

/** Adds the route of one asset and gives its path back. */
function serve(
  app: FastifyInstance,
  path: string,
  type: string,
  gzipped: () => Promise<Buffer>,
): string {
  app.get(path, async (request: FastifyRequest, reply: FastifyReply) => {
    const body = await gzipped();
    const takesGzip = acceptsGzip(request.headers['accept-encoding']);
    reply.headers({
      ...COMMON_HEADERS,
      'content-type': type,
      'content-security-policy': ASSET_POLICY,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    if (takesGzip) reply.header('content-encoding', 'gzip');
    return reply.send(takesGzip ? body : await unpack(body));
  });
  return path;
}

function acceptsGzip(accepted: string | string[] | undefined): boolean {
  return /(^|[,\s])(gzip|\*)\s*(,|$|;\s*q=(1|0\.\d*[1-9]))/i.test(String(accepted ?? ''));
}

const pack: (text: string) => Promise<Buffer> = promisify(gzip);
const unpack: (body: Buffer) => Promise<Buffer> = promisify(gunzip);

/** Does the work at the first call and remembers it, unless it failed. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    });
    return done;
  };
}
