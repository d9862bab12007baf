import 'reflect-metadata';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { PATIENCE } from '../../src/connections';
import { readRange } from '../../src/network/address';
import { createServer, type ServerOptions } from '../../src/server';
import { TestApplication } from '../support/test-application';

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
const BODY = JSON.stringify({ query: '{ __typename }' });
const WHOLE = `${HEAD}content-length: ${BODY.length}\r\n\r\n${BODY}`;
const MOST = 8;
/** Whose word on others counts, and whose connections do not. */
const PROXY = '127.0.0.2';

describe('R79 connections', () => {
  let test: TestApplication;
  let impatient: FastifyInstance;
  let capped: FastifyInstance;
  const sockets = new Set<Socket>();
  /** What a route answers with; it waits for that. */
  let answer: (text: string) => void;

  const started = async (more: Partial<ServerOptions>): Promise<FastifyInstance> => {
    const proxy = readRange(PROXY);
    const trustedProxies = proxy === null ? [] : [proxy];
    const server = await createServer(test.app, {
      config: { ...test.config, connectionsPerAddress: MOST, trustedProxies },
      notReady: () => Promise.resolve(null),
      demo: null,
      ...more,
    });
    server.get('/late', () => new Promise((resolve) => (answer = resolve)));
    server.get('/events', (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
      reply.raw.write('data: first\n\n');
      answer = (text) => reply.raw.end(`data: ${text}\n\n`);
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    return server;
  };
  beforeAll(async () => {
    test = await TestApplication.start();
    impatient = await started({ patience: { headers: 200, whole: 400, look: 20 } });
    capped = await started({});
  });
  afterAll(async () => {
    await impatient.close();
    await capped.close();
    await test.stop();
  });
  afterEach(async () => {
    const closing = [...sockets].map((socket) => closed(socket));
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await Promise.all(closing);
  });

  const open = async (from = PROXY, server = impatient): Promise<Socket> => {
    const { port } = server.server.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    socket.on('error', () => undefined);
    sockets.add(socket);
    await once(socket, 'connect');
    return socket;
  };
  const closed = async (socket: Socket): Promise<void> => {
    socket.resume();
    if (!socket.closed) await once(socket, 'close');
  };
  /** Sends a byte of it every now and then, as long as that goes, and never all. */
  const drip = (socket: Socket, text: string): void => {
    let at = 0;
    const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ' '), 15);
    socket.once('close', () => clearInterval(timer));
  };
  /** The answer of the next request on a connection, as far as `until`. */
  const heard = async (socket: Socket, until: string): Promise<string> => {
    let text = '';
    for (;;) {
      const [part] = (await once(socket, 'data')) as [Buffer];
      text += part.toString();
      if (text.includes(until)) return text;
    }
  };

  it('are cut off within 30 seconds when nothing whole arrives, the last look included', () => {
    expect(PATIENCE.headers + PATIENCE.look).toBeLessThan(30_000);
    expect(PATIENCE.whole + PATIENCE.look).toBeLessThan(30_000);
    expect(test.server.server.headersTimeout).toBe(PATIENCE.headers);
    expect(test.server.server.requestTimeout).toBe(PATIENCE.whole);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['nothing at all', () => undefined],
    ['half of a line', (socket) => socket.write('POST /graphql HT')],
    ['half of the headers', (socket) => socket.write(HEAD)],
    ['headers byte by byte', (socket) => drip(socket, 'GET / HTTP/1.1\r\nx-y: ')],
    [
      'headers without end',
      (socket) => {
        socket.write(HEAD);
        drip(socket, 'x-more: and more\r\n');
      },
    ],
    ['no body', (socket) => socket.write(`${HEAD}content-length: 1000\r\n\r\n`)],
    [
      'a body byte by byte',
      (socket) => {
        socket.write(`${HEAD}content-length: 100000\r\n\r\n`);
        drip(socket, BODY);
      },
    ],
    [
      'a chunked body that goes on',
      (socket) => {
        socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
        drip(socket, '1\r\n \r\n');
      },
    ],
    [
      'a body that nobody reads',
      (socket) => {
        socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 9999\r\n\r\n');
        drip(socket, 'x');
      },
    ],
    [
      'something whole, then half of the next',
      (socket) => {
        socket.write(WHOLE);
        drip(socket, HEAD);
      },
    ],
  ])('are cut off that send %s', async (_what, send) => {
    const socket = await open();
    send(socket);
    await closed(socket);
  });

  it('are cut off though there are many, and others are answered meanwhile', async () => {
    const slow = await Promise.all(Array.from({ length: 60 }, () => open()));
    for (const [n, socket] of slow.entries()) {
      socket.write(n % 2 === 0 ? HEAD : `${HEAD}content-length: 100000\r\n\r\n`);
      drip(socket, 'x');
    }
    const honest = await open('127.0.0.1');
    honest.write(WHOLE);
    expect(await heard(honest, '__typename')).toContain('200 OK');
    await Promise.all(slow.map(closed));
  });

  it('are kept for the next request, and for answers that take their time', async () => {
    const [kept, late] = [await open(), await open()];
    kept.write(WHOLE);
    await heard(kept, '__typename');
    late.write('GET /late HTTP/1.1\r\nhost: x\r\n\r\n');
    // Each that is silent goes later than anything of those from before would.
    for (let n = 0; n < 3; n++) await closed(await open());
    answer('took its time');
    expect(await heard(late, 'took its time')).toContain('200 OK');
    const stream = await open();
    stream.write('GET /events HTTP/1.1\r\nhost: x\r\n\r\n');
    await heard(stream, 'first');
    for (let n = 0; n < 3; n++) await closed(await open());
    answer('second');
    await heard(stream, 'second');
    kept.write(WHOLE);
    expect(await heard(kept, '__typename')).toContain('200 OK');
  });

  it('are capped for each address, and free again once they are closed; those of a trusted proxy are not', async () => {
    const of = async (from: string, count: number): Promise<Socket[]> => {
      const all: Socket[] = [];
      for (let n = 0; n < count; n++) all.push(await open(from, capped));
      return all;
    };
    const asks = async (socket: Socket): Promise<string> => {
      socket.write(WHOLE);
      return Promise.race([
        heard(socket, '__typename').then(() => 'answered'),
        closed(socket).then(() => 'closed'),
      ]);
    };
    const [first, ...mine] = await of('127.0.0.1', MOST);
    const [tooMany] = await of('127.0.0.1', 1);
    await closed(tooMany as Socket);
    // Whoever is elsewhere is not in question, nor is what a proxy brings.
    for (const from of ['127.0.0.3', PROXY])
      for (const socket of await of(from, from === PROXY ? 3 * MOST : MOST))
        expect([from, await asks(socket)]).toEqual([from, 'answered']);
    for (const socket of mine) expect(await asks(socket)).toBe('answered');
    first?.destroy();
    let next: Socket;
    // When the server hears that one has gone is not for us to see: until then one more is too many.
    do [next] = (await of('127.0.0.1', 1)) as [Socket];
    while ((await asks(next)) === 'closed');
  });
});
