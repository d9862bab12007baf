import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context } from '../features/context';
import type { LinkViewer } from '../features/invoice/invoice-links';
import type { NodeRows } from '../graphql/node-rows';
import { AccessDenied, notThere } from '../permissions/access-denied';
import { authorize } from '../permissions/authorize';
import type { Download, DownloadRoute } from './download.types';

/** All downloads, and where the rows are that they are judged by. */
export interface Downloads {
  readonly nodes: Pick<NodeRows, 'named'>;
  readonly routes: readonly DownloadRoute[];
}

/** Why nothing is sent: the answer's status, and what a program is told. */
export interface DownloadRefusal {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly message: string };
}

interface Requests {
  /**
   * Who asks, once they have paid for it: the one who made the link, unless it is over with them, else by the
   * credential of the request. @throws RATE_LIMITED, UNAUTHENTICATED.
   */
  readonly contextOf: (
    request: FastifyRequest,
    reply: FastifyReply,
    linkedBy: LinkViewer | null,
  ) => Promise<Context>;
  /** The one place where an error becomes an answer. */
  readonly format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  /** Tells a person or a program, as they like it. */
  readonly refuse: (
    request: FastifyRequest,
    reply: FastifyReply,
    why: DownloadRefusal,
  ) => FastifyReply;
}
interface DownloadRequest {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  PASSWORD_CHANGE_REQUIRED: 403,
  SECOND_FACTOR_REQUIRED: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
};

/** What is downloaded is somebody's own: no cache keeps it, no other site loads it. */
const HEADERS = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  // The address may be a link that opens by itself.
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Files for whoever may read the fields that they show, by the same credentials and rules as the graph. */
export function registerDownloads(
  server: FastifyInstance,
  { nodes, routes }: Downloads,
  { contextOf, format, refuse }: Requests,
): void {
  for (const { path, rule, linkedBy, make } of routes)
    server.get<DownloadRequest>(path, async (request, reply) => {
      void reply.headers(HEADERS);
      try {
        const { params, query } = request;
        const open = async (viewer: LinkViewer | null) => {
          const context = await contextOf(request, reply, viewer);
          return { context, row: await openRow(nodes, context, rule, params.id) };
        };
        const viewer = linkedBy?.(params.id, query) ?? null;
        // A link that opens nothing is none, whatever the reason: the answer is that of the address without it.
        const linked = viewer && (await open(viewer).catch(nullIfDenied));
        const { context, row } = linked ?? (await open(null));
        return await sent(reply, await make(context, row, query));
      } catch (error) {
        const refusal = refusalOf(format, error);
        const { retryAfter } = refusal.body;
        if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
        return refuse(request, reply, refusal);
      }
    });
}

function nullIfDenied(error: unknown): null {
  if (error instanceof AccessDenied) return null;
  throw error;
}

/** The row, judged by the field's rule. @throws AccessDenied, the same for what is out of reach as for nothing. */
async function openRow(
  nodes: Downloads['nodes'],
  context: Context,
  [type, field]: DownloadRoute['rule'],
  id: string,
) {
  // Asked before anything is read: to nobody, all ids are alike.
  const anybody = context.actor.kind === 'anonymous' && authorize(context.actor, type, field, null);
  if (anybody) throw new AccessDenied(anybody);
  const row = await nodes.named(context, type, id);
  if (row === null) throw notThere(context.actor);
  const denied = authorize(context.actor, type, field, row.grants);
  if (denied !== null) throw new AccessDenied(denied);
  return row;
}

function sent(reply: FastifyReply, download: Download): FastifyReply {
  const { fileName, contentType, inline, body } = download;
  const name = fileName.replace(/[^A-Za-z0-9._-]/g, '_');
  return reply
    .headers({
      'content-type': contentType,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${name}"`,
    })
    .send(body);
}

function refusalOf(format: Requests['format'], error: unknown): DownloadRefusal {
  const shown = error instanceof GraphQLError ? error.toJSON() : { message: '' };
  const { message, extensions } = format(shown, error);
  const code = String(extensions?.['code']);
  return { status: STATUS[code] ?? 500, body: { message, ...extensions } };
}
