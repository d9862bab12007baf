import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Seconds for which a browser need not ask beforehand again; Chromium keeps it no longer. */
const ASKED_BEFORE = 7_200;

/**
 * Lets scripts of other origins read answers, of these alone, compared letter by letter. Cookies are `SameSite=Lax`: a
 * browser sends them from an origin of the same site; any other brings a bearer token.
 */
export async function allowOrigins(
  server: FastifyInstance,
  origins: readonly string[],
): Promise<void> {
  if (origins.length === 0) return;
  await server.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'apollo-require-preflight',
      'apollographql-client-name',
      'apollographql-client-version',
    ],
    exposedHeaders: ['retry-after', 'www-authenticate', 'content-disposition', 'x-request-id'],
    maxAge: ASKED_BEFORE,
    // Without the headers a browser refuses by itself; whoever is no browser needs no answer about it.
    strictPreflight: false,
  });
}
