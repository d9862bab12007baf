import { createServer } from 'node:net';

/** The wished port of 127.0.0.1 if nobody listens there, another free one if somebody does. */
export async function freePort(wished?: number): Promise<number> {
  if (wished !== undefined && (await listenOnce(wished)) !== undefined) return wished;
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('No free TCP port on 127.0.0.1.');
  return port;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
