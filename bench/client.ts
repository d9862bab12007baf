import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** What one operation sends to one server. */
export interface Requests {
  readonly bodies: readonly string[];
  /** How long every answer must be. */
  readonly length: number;
  readonly keyed: boolean;
}

/** Asks one server, over connections that are kept. */
export class Client {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly concurrency: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  }

  /** @param keyed Send an idempotency key that no other call has. */
  ask(body: string, keyed: boolean): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        this.url,
        {
          method: 'POST',
          agent: this.agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            authorization: `Bearer ${this.token}`,
            ...(keyed ? { 'idempotency-key': randomUUID() } : {}),
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) }),
          );
          incoming.on('error', reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /**
   * Sends the requests in turn, `count` of them, always as many at once as there are connections.
   * @returns milliseconds of each. @throws when an answer is not as long as it must be.
   */
  async load({ bodies, length: expected, keyed }: Requests, count: number): Promise<number[]> {
    const took: number[] = [];
    let left = count;
    const worker = async (): Promise<void> => {
      while (left > 0) {
        const body = bodies[left-- % bodies.length] as string;
        const started = performance.now();
        const answer = await this.ask(body, keyed);
        took.push(performance.now() - started);
        if (answer.status !== 200 || answer.body.length !== expected)
          throw new Error(
            `An answer went wrong: ${answer.status} ${answer.body.toString('utf8', 0, 300)}`,
          );
      }
    };
    await Promise.all(Array.from({ length: this.concurrency }, worker));
    return took;
  }

  close(): void {
    this.agent.destroy();
  }
}
