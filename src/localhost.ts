import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PATIENCE, type Connections } from './connections';

/** What this machine calls itself, in a browser as in a link: a cookie of one name is not sent to another. */
const NAME = 'localhost';

/** `Host` of a request that names this machine by its address; the port in the group. */
const BY_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

/** Errors of a machine that has no IPv6. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** Whether somebody opens it in a browser; programs do not ask for HTML. */
export const asksForPage = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/i.test(headers.accept ?? '');

/** Where a server is reached that listens on `host`; every name that this machine has for itself is one. */
export const addressAt = (host: string, port: number): string => {
  const isHere = /^(?:localhost|0\.0\.0\.0|127(?:\.\d{1,3}){3}|::1?)$/.test(host);
  return `http://${isHere ? NAME : host.includes(':') ? `[${host}]` : host}:${port}`;
};

/** Sends whoever opens a page by a loopback address to the same page at `localhost`, where that is the public name. */
export function keepToOneName(server: FastifyInstance, publicAddress: string): void {
  if (new URL(publicAddress).hostname !== NAME) return;
  server.addHook('onRequest', (request, reply, done) => {
    const byAddress = BY_ADDRESS.exec(request.headers.host ?? '');
    if (byAddress === null || !asksForPage(request) || !request.url.startsWith('/')) return done();
    // The port stays: the one that was asked for need not be the one that the server knows of.
    void reply.redirect(`http://${NAME}${byAddress[1] ?? ''}${request.url}`, 307);
  });
}

/**
 * Listens. `localhost` is 127.0.0.1 to some clients and ::1 to others: it is both, as far as the machine has them.
 * @returns where the server is reached
 */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  if (host !== NAME) {
    await server.listen({ host, port });
  } else {
    const second = createServer(
      { connectionsCheckingInterval: PATIENCE.look },
      (request, response) => server.routing(request, response),
    );
    second.headersTimeout = server.server.headersTimeout;
    second.requestTimeout = server.server.requestTimeout;
    server.getDecorator<Connections>('connections').watch(second);
    second.keepAliveTimeout = server.server.keepAliveTimeout;
    server.addHook('preClose', (done) => {
      if (second.listening) second.close(() => done());
      else done();
    });
    await server.listen({ host: '127.0.0.1', port });
    await new Promise<void>((resolve, reject) => {
      second.once('listening', resolve);
      second.once('error', (error: NodeJS.ErrnoException) =>
        // Where somebody else listens, half of all clients would reach them instead.
        NO_SUCH_ADDRESS.has(error.code ?? '') ? resolve() : reject(error),
      );
      second.listen({ host: '::1', port: portOf(server) });
    });
  }
  return addressAt(host, portOf(server));
}

const portOf = (server: FastifyInstance): number => (server.server.address() as AddressInfo).port;
