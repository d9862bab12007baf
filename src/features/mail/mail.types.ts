/** Name and address, as they stand in a header. */
export interface MailAddress {
  /** Empty when there is none. */
  readonly name: string;
  readonly address: string;
}

/** A file in a mail. */
export interface Attachment {
  /** Of letters, digits, `.`, `_` and `-`. */
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** One mail to one address, ready to leave. */
export interface OutgoingMail {
  /** The same whenever the same message leaves again, with its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
  /** Further headers. */
  readonly headers: Readonly<Record<string, string>>;
}

/** By what mails leave: a mail server, or a folder in demo mode. */
export interface MailTransport {
  /**
   * Resolves when the mail is in somebody else's hands for good. It gives up within a minute.
   * @throws RefusedForGood when the server does not take this mail, or no mail to its address
   * @throws ChannelDown when no other mail can leave now either
   */
  send(mail: OutgoingMail): Promise<void>;
  /** Lets go of what it holds open. */
  close(): void;
}
