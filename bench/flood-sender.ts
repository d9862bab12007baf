import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { floodsOn, type Flood, type Targets } from './floods';

/** What the run tells a sender to do, until it is told to stop. */
export interface FloodOrder {
  readonly url: string;
  readonly token: string;
  readonly flood: string;
  readonly targets: Targets;
}

/** Answers by status; `cut` for requests that got none. */
export type Heard = Record<string, number>;

/** One flood, from a process of its own: what it costs to send may not slow the probe. */
class Sender {
  readonly heard: Heard = {};
  private readonly agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  private count = 0;
  private underWay = 0;
  private stopped = false;

  constructor(
    private readonly order: FloodOrder,
    private readonly flood: Flood,
  ) {}

  start(): void {
    const { atOnce, perSecond } = this.flood;
    if (perSecond !== undefined) this.sendAtRandom(perSecond, performance.now());
    else for (let n = 0; n < atOnce; n++) void this.again();
  }

  stop(): void {
    this.stopped = true;
  }

  /** Sends as senders do who know nothing of each other: the gaps between requests are exponential. */
  private sendAtRandom(perSecond: number, due: number): void {
    const now = performance.now();
    let next = due;
    for (; next <= now; next -= (Math.log(1 - Math.random()) * 1_000) / perSecond)
      if (this.underWay < this.flood.atOnce) void this.send();
    setTimeout(() => this.sendAtRandom(perSecond, next), next - now);
  }

  private async again(): Promise<void> {
    while (!this.stopped) await this.send();
  }

  private send(): Promise<void> {
    const { url, token } = this.order;
    const { body, networks, signedIn, slow } = this.flood;
    const n = this.count++;
    const text = body(n);
    this.underWay++;
    return new Promise((resolve) => {
      const ended = (how: string): void => {
        this.heard[how] = (this.heard[how] ?? 0) + 1;
        this.underWay--;
        // Whoever is refused at once does not ask again in the same breath.
        setImmediate(resolve);
      };
      const outgoing = request(
        url,
        {
          method: 'POST',
          agent: slow === true ? false : this.agent,
          headers: {
            'content-type': 'application/json',
            'content-length': slow === true ? 100_000 : Buffer.byteLength(text),
            'x-forwarded-for': `198.18.${Math.floor((n % networks) / 200)}.${(n % networks) % 200}`,
            ...(signedIn ? { authorization: `Bearer ${token}` } : {}),
          },
        },
        (incoming) => {
          incoming.resume();
          incoming.on('close', () => ended(String(incoming.statusCode)));
        },
      );
      outgoing.once('error', () => ended('cut'));
      if (slow !== true) return void outgoing.end(text);
      const timer = setInterval(() => outgoing.write(' '), 500);
      outgoing.once('close', () => clearInterval(timer));
    });
  }
}

let sender: Sender | null = null;
process.on('message', (order: FloodOrder | 'stop') => {
  if (order === 'stop') {
    sender?.stop();
    return void process.send?.(sender?.heard ?? {}, () => process.exit());
  }
  const flood = floodsOn(order.targets).find(({ name }) => name === order.flood);
  if (flood === undefined) throw new Error(`No flood is called ${order.flood}`);
  sender = new Sender(order, flood);
  sender.start();
});
process.on('disconnect', () => process.exit());
