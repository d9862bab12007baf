import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Speaks as much of Redis as counting points needs, and can fall silent as one does that hangs. */
export class RedisServer {
  private readonly counts = new Map<string, number>();
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const command of commandsIn(data.toString()))
        if (!this.silent) socket.write(this.answer(command));
    });
  });
  /** Takes commands, and answers none. */
  silent = false;
  private port = 0;

  static async start(): Promise<RedisServer> {
    const redis = new RedisServer();
    await redis.listen();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Again, where it was before. */
  async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer([name = '', ...words]: readonly string[]): string {
    if (name === 'HELLO') return '%1\r\n$5\r\nproto\r\n:3\r\n';
    if (name !== 'EVAL') return '+OK\r\n';
    const [, , key = '', points = '0', seconds = '0'] = words;
    const count = (this.counts.get(key) ?? 0) + Number(points);
    this.counts.set(key, count);
    return `*2\r\n:${count}\r\n:${Number(seconds) * 1_000}\r\n`;
  }
}

/** Commands come as arrays of texts; none is cut in two here, for they are short. */
function* commandsIn(data: string): Generator<string[]> {
  const lines = data.split('\r\n');
  while (lines.length > 1) {
    const length = Number(lines.shift()?.slice(1));
    yield Array.from({ length }, () => {
      lines.shift();
      return lines.shift() ?? '';
    });
  }
}
