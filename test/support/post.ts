import {
  Agent,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';

/** A connection for each request costs more than the request. */
const KEEPS_ALIVE = new Agent({ keepAlive: true });

export interface Posted {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Posts a document to a server that listens: over HTTP, but past supertest, for tests that send thousands. */
export async function postDocument(
  { server }: FastifyInstance,
  document: object,
  headers: OutgoingHttpHeaders,
): Promise<Posted> {
  const body = Buffer.from(JSON.stringify(document));
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const to = { agent: KEEPS_ALIVE, host: '127.0.0.1', port, method: 'POST', path: '/graphql' };
    const about = { 'content-type': 'application/json', 'content-length': body.length };
    request({ ...to, headers: { ...about, ...headers } })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
  const { statusCode = 0, headers: answered } = response;
  return { status: statusCode, headers: answered, text: await text(response) };
}
