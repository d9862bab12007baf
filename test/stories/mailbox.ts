import type { MailTransport, OutgoingMail } from '../../src/features/mail/mail.types';
import type { TestApplication } from '../support/test-application';

/** Where all mails of a story arrive, as they leave: people read what they got. */
export class Mailbox implements MailTransport {
  private readonly all: OutgoingMail[] = [];

  send(mail: OutgoingMail): Promise<void> {
    this.all.push(mail);
    return Promise.resolve();
  }

  close(): void {
    // Nothing is held open.
  }

  /** Delivers what waits. @returns what an address has got so far, oldest first. */
  async of(test: TestApplication, address: string): Promise<readonly OutgoingMail[]> {
    await test.app.mails?.look();
    return this.all.filter(({ to }) => to.address === address);
  }
}

/** What stands in a mail, by a pattern with one group. @throws when it is not there. */
export function read({ subject, text }: OutgoingMail, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`“${subject}” has no ${pattern}: ${text}`);
  return found;
}
