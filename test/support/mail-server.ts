import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/**
 * What the server does with a mail: takes it; refuses the address for good; is busy after all of it;
 * drops the connection in the middle of it; never answers.
 */
export type Manner = 'take' | 'refuse' | 'busy' | 'drop' | 'stall';

const answer = (text: string, responseCode: number): Error =>
  Object.assign(new Error(text), { responseCode });

/** A mail that was taken. */
export interface TakenMail {
  /** As it came over the wire. */
  readonly raw: string;
  /** For whom, by the envelope. */
  readonly to: readonly string[];
}

/** A mail server that behaves as the test says. */
export class TestMailServer {
  /** In the order in which they came. */
  readonly taken: TakenMail[] = [];
  /** Decides about each mail, told its number, counted from 0. */
  manner: (mail: number) => Manner = () => 'take';
  /** Called with every mail that was taken, before the client is told. */
  onTaken: ((mail: TakenMail) => Promise<void> | void) | null = null;
  /** How many mails were begun, and how many connections opened. */
  begun = 0;
  connections = 0;

  private server: SMTPServer | null = null;
  private readonly sockets = new Map<number, Socket>();
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  static async start(): Promise<TestMailServer> {
    const server = new TestMailServer();
    await server.up();
    return server;
  }

  /** Listens, on the same port as before. */
  async up(): Promise<void> {
    const manners = new Map<string, Manner>();
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 0,
      onMailFrom: (_address, session, done) => {
        manners.set(session.id, this.manner(this.begun++));
        done();
      },
      onRcptTo: (_address, session, done) => {
        done(manners.get(session.id) === 'refuse' ? answer('No such mailbox', 550) : null);
      },
      onData: (stream, session, done) => {
        const manner = manners.get(session.id);
        if (manner === 'drop') {
          stream.once('data', () => this.sockets.get(session.remotePort)?.destroy());
          stream.resume();
          return;
        }
        const take = async (bytes: Buffer): Promise<void> => {
          if (manner === 'stall') return;
          if (manner === 'busy') return done(answer('Try again later', 451));
          const to = session.envelope.rcptTo.map(({ address }) => address);
          const mail = { raw: bytes.toString('utf8'), to };
          this.taken.push(mail);
          await this.onTaken?.(mail);
          done();
        };
        // A connection that ends in the middle of a mail brings none.
        void buffer(stream).then(take, () => undefined);
      },
    });
    // Connections that a test cuts off are no error of the server's.
    server.on('error', () => undefined);
    const listener = server.listen(this.port, '127.0.0.1');
    listener.on('connection', (socket) => {
      this.connections++;
      const { remotePort = 0 } = socket;
      this.sockets.set(remotePort, socket);
      socket.on('close', () => this.sockets.delete(remotePort));
    });
    await once(listener, 'listening');
    this.port = (listener.address() as AddressInfo).port;
    this.server = server;
  }

  /** Goes away at once, with every connection. */
  async down(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.sockets.values()) socket.destroy();
    await closed;
  }
}
