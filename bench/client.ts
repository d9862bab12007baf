import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
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

  ask(body: string): Promise<Answer> {
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
   * Sends the request `count` times, always as many at once as there are connections.
   * @returns milliseconds of each. @throws when an answer is not as long as `expected`.
   */
  async load(body: string, count: number, expected: number): Promise<number[]> {
    const took: number[] = [];
    let left = count;
    const worker = async (): Promise<void> => {
      while (left > 0) {
        left--;
        const started = performance.now();
        const answer = await this.ask(body);
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
