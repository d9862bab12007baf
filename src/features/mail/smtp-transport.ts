import { createTransport, type Transporter } from 'nodemailer';
import { verdictOf } from '../../domain/mail/server-answer';
import { ChannelDown, RefusedForGood } from '../outbox/outbox.types';
import type { MailTransport, OutgoingMail } from './mail.types';

/** How long each step of a conversation may take, in milliseconds; all of it, `DEADLINE`. */
const STEP = 15_000;
const DEADLINE = 50_000;
/** An open connection serves the mails of one go and is then closed: servers close idle ones without a word. */
const IDLE = 2_000;

/** Failures of the connection, not of what was sent over it. `EABORT`: slower than the deadline. */
const CONNECTION_FAILURES = new Set([
  'ECONNECTION',
  'ESOCKET',
  'ETIMEDOUT',
  'EDNS',
  'ETLS',
  'EAUTH',
  'EPROTOCOL',
  'EABORT',
]);

/** Hands mails to a server over SMTP, one after the other over one connection. */
export class SmtpTransport implements MailTransport {
  private readonly transporter: Transporter;

  /**
   * @param url - `smtp://user:password@host:587` or `smtps://…`
   * @param deadline - longest that one mail may take, in milliseconds
   */
  constructor(
    url: string,
    private readonly deadline = DEADLINE,
  ) {
    this.transporter = createTransport({
      url,
      pool: true,
      maxConnections: 1,
      // When to try again is the outbox's business; what it is not told of would be sent twice.
      maxRequeues: 0,
      idleTimeout: IDLE,
      dnsTimeout: STEP,
      connectionTimeout: STEP,
      greetingTimeout: STEP,
      socketTimeout: STEP,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(mail: OutgoingMail): Promise<void> {
    try {
      await this.transporter.sendMail({
        ...mail,
        headers: { ...mail.headers },
        attachments: [...mail.attachments],
        // A server may answer just often enough for no step to take too long. Whatever is late is cut
        // off, so that it cannot arrive after it was noted as failed.
        signal: AbortSignal.timeout(this.deadline),
      });
    } catch (error) {
      const { code, message, responseCode, response, command } = error as Error & {
        code?: string;
        responseCode?: number;
        response?: string;
        command?: string;
      };
      if (responseCode === 421 || CONNECTION_FAILURES.has(code ?? ''))
        throw new ChannelDown(`${code}: ${message}`);
      const answer = { code: responseCode ?? 0, text: response ?? '', command: command ?? '' };
      const verdict = verdictOf(answer);
      if (verdict !== 'LATER') throw new RefusedForGood(message, verdict);
      throw error;
    }
  }

  /** Connects and signs in, and sends nothing. @throws when the server does not let us. */
  async verify(): Promise<void> {
    await this.transporter.verify();
  }

  close(): void {
    this.transporter.close();
  }
}
