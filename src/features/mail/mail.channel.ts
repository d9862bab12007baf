import { createHmac } from 'node:crypto';
import type { Clock } from '../../domain/clock';
import type { Marketing } from '../../domain/mail/account-mails';
import type { MailEvent } from '../../domain/mail/mails';
import { isGreetable } from '../../domain/mail/typed-text';
import { MAIL_CHANNEL } from '../outbox/mail';
import type { Channel, Delivery } from '../outbox/outbox.types';
import { formatsOf, localeOf } from './formats';
import type { Given } from './letter.types';
import { LETTERS } from './letters';
import { linksOf, type Links } from './links';
import type { Attachment, MailAddress, MailTransport } from './mail.types';
import { writeLetter } from './write-letter';

/** The invoices that mails carry. They are made when a mail leaves: nothing of them is kept with it. */
export interface MailedDocuments {
  /** @throws when one cannot be made, or they are too large for a mail. */
  of(accountId: number, numbers: readonly string[]): Promise<readonly Attachment[]>;
  /** Whether somebody at an address may still be sent what such a mail carries: it may have waited for days. */
  mayHave(accountId: number, event: string, email: string): Promise<boolean>;
  /** Tells people that a mail left without those it was to carry. */
  missing(
    accountId: number,
    numbers: readonly string[],
    email: string,
    error: unknown,
  ): Promise<void>;
}

export interface MailSettings {
  readonly transport: MailTransport;
  readonly from: MailAddress;
  /** Where links lead, without a slash at its end. */
  readonly publicUrl: string;
  /** Time zone in which instants are written, an IANA name. */
  readonly timeZone: string;
  /** Country of an account, which says how days and amounts are written in its mails; null when it is gone. */
  readonly countryOf: (accountId: number) => Promise<string | null>;
  /** Country for mails that are about no account. */
  readonly vendorCountry: string;
  readonly documents: MailedDocuments;
  readonly clock: Clock;
  /** Key that the ids of mails are made with. */
  readonly key: Buffer;
}

/** As the vendor calls itself, also where the sender's address has no name. */
export const senderName = (from: MailAddress | null): string => from?.name || 'Keyhold';

/** Mails whose reader has not proved the address, or was named by somebody else: they are not greeted by a name. */
const NAMED_BY_OTHERS: ReadonlySet<MailEvent> = new Set([
  'email-verification',
  'account-email-verification',
  'invitation',
  'support-contact',
]);

interface AnyMail {
  readonly to: { readonly email: string; readonly name: string | null };
}

/** A mail that may carry an invoice. */
interface InvoiceMail extends AnyMail {
  /** Of the invoice that it is about; a receipt may be of several. */
  readonly number?: string;
  readonly numbers?: readonly string[];
  readonly amounts?: object | null;
  readonly pdf?: boolean;
}

/** What became of the invoice that a mail is to carry. */
interface Attached {
  readonly pdf: Given<MailEvent>['pdf'];
  readonly attachments: readonly Attachment[];
  /** Whether its reader may not see the amounts any more either. */
  readonly hidden: boolean;
  /** Tells that it is missing; null where it is not. */
  readonly tell: (() => Promise<void>) | null;
}

const NOTHING: Attached = { pdf: null, attachments: [], hidden: false, tell: null };

/**
 * For how long a mail waits for a document that cannot be made, in milliseconds: long enough to mend what is broken,
 * and for staff to see it among the mails that fail. Then it leaves without.
 */
const PATIENCE = 3_600_000;

/** Messages of the outbox leave as mails: one row, one mail, one address. */
export class MailChannel implements Channel {
  readonly name = MAIL_CHANNEL;
  private readonly links: Links;

  constructor(private readonly settings: MailSettings) {
    this.links = linksOf(settings.publicUrl);
  }

  /** @throws for an event that has no letter. */
  async deliver(message: Delivery): Promise<void> {
    const { transport, from } = this.settings;
    const { to, ...said } = message.parameters as unknown as AnyMail;
    const event = message.event as MailEvent;
    if (!Object.hasOwn(LETTERS, event)) throw new Error(`There is no letter for ${event}`);
    const { pdf, attachments, hidden, tell } = await this.attached(message);
    const parameters: typeof said = hidden ? Object.assign({}, said, { amounts: null }) : said;
    const unsubscribe = this.unsubscribeLink(message);
    const name = NAMED_BY_OTHERS.has(event) ? null : to.name;
    const letter = writeLetter(
      event,
      {
        // The same that `mail()` took, whose types say what an event needs.
        parameters,
        secrets: message.secrets,
        email: to.email,
        at: message.createdAt,
        formats: formatsOf(await this.locale(message.accountId), this.settings.timeZone),
        links: this.links,
        sender: senderName(from),
        pdf,
      },
      { name, unsubscribe },
    );
    await transport.send({
      ...letter,
      messageId: this.messageId(message),
      date: message.createdAt,
      from,
      to: { name: name !== null && isGreetable(name) ? name : '', address: to.email },
      attachments,
      headers: {
        // Nobody's absence is to be answered with a mail (RFC 3834).
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribe === null
          ? {}
          : {
              'List-Unsubscribe': `<${unsubscribe}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
      },
    });
    await tell?.();
  }

  /** @throws while a document that cannot be made is waited for. */
  private async attached(message: Delivery): Promise<Attached> {
    const { accountId, event, parameters, failingSince } = message;
    const { documents, clock } = this.settings;
    const { to, number, numbers = [], amounts, pdf } = parameters as unknown as InvoiceMail;
    const all = number === undefined ? numbers : [number];
    // What tells no amounts carries none, whatever else it says.
    if (pdf !== true || accountId === null || all.length === 0 || (amounts ?? null) === null)
      return NOTHING;
    if (!(await documents.mayHave(accountId, event, to.email))) return { ...NOTHING, hidden: true };
    try {
      const attachments = await documents.of(accountId, all);
      return { ...NOTHING, pdf: attachments.length === 0 ? null : 'ATTACHED', attachments };
    } catch (error) {
      const waited = failingSince === null ? 0 : clock.now().getTime() - failingSince.getTime();
      if (waited < PATIENCE) throw error;
      const tell = () => documents.missing(accountId, all, to.email, error);
      return { ...NOTHING, pdf: 'MISSING', tell };
    }
  }

  close(): void {
    this.settings.transport.close();
  }

  private async locale(accountId: number | null): Promise<string> {
    const country = accountId === null ? null : await this.settings.countryOf(accountId);
    return localeOf(country ?? this.settings.vendorCountry);
  }

  /** A marketing mail carries a token to unsubscribe by (R19). */
  private unsubscribeLink({ secrets }: Delivery): string | null {
    const token = (secrets as Partial<Marketing['secrets']> | null)?.unsubscribe;
    return token === undefined ? null : this.links.unsubscribe(token);
  }

  /**
   * The same for one message however often it is sent, so that a mail program shows it once; and no
   * other's, in whatever database, although keys begin anew in each.
   */
  private messageId({ id, createdAt }: Delivery): string {
    const code = createHmac('sha256', this.settings.key)
      .update(`message ${id} ${createdAt.getTime()}`)
      .digest('hex')
      .slice(0, 32);
    return `<${code}@${this.settings.from.address.split('@').at(-1)}>`;
  }
}
