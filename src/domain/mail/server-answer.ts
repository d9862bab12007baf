/** What a mail server has answered to a mail that it does not take. */
export interface ServerAnswer {
  /** Of SMTP: 550. */
  readonly code: number;
  /** Whole answer, in which an enhanced code may stand: `550 5.1.1 No such mailbox`. */
  readonly text: string;
  /** To what: `RCPT TO`, `DATA`. */
  readonly command: string;
}

/**
 * What becomes of the mail: its address is undeliverable; the server refuses this mail, or us, whatever the address; or it
 * may take the mail later.
 */
export type Verdict = 'ADDRESS' | 'MAIL' | 'LATER';

/** The server does not understand, or wants us to sign in: a setting of ours. */
const SETTINGS: ReadonlySet<number> = new Set([500, 502, 503, 504, 530, 534, 535, 538]);
/** Of a mail that was refused after all of it was sent: still because of the mailbox. */
const MAILBOX: ReadonlySet<number> = new Set([550, 551, 552, 553]);

export function verdictOf({ code, text, command }: ServerAnswer): Verdict {
  const atAddress = command === 'RCPT TO';
  if (code < 500 || code > 599 || SETTINGS.has(code)) return 'LATER';
  if (!atAddress && command !== 'DATA') return 'LATER';
  // RFC 3463: the class, then what it is about: 1 address, 2 mailbox, 3 and 4 systems, 5 protocol, 6 content, 7 policy.
  const about = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(text)?.[1];
  if (about !== undefined)
    return about === '1' || about === '2' || about === '0' ? 'ADDRESS' : 'MAIL';
  return atAddress || MAILBOX.has(code) ? 'ADDRESS' : 'MAIL';
}
