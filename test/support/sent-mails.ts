import { Sealer } from '../../src/database/sealing';
import type { MailEvent } from '../../src/domain/mail/mails';
import { formatsOf, localeOf } from '../../src/features/mail/formats';
import type { Given } from '../../src/features/mail/letter.types';
import { linksOf } from '../../src/features/mail/links';
import { writeLetter, type WrittenLetter } from '../../src/features/mail/write-letter';
import { OUTBOX_SEAL } from '../../src/features/outbox/outbox.repository';
import { TEST_NOW, type TestApplication } from './test-application';

/** A mail that waits to be sent. */
export interface SentMail {
  readonly event: string;
  readonly to: string;
  readonly accountId: number | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Of the link in it; empty for a mail without one. */
  readonly token: string;
}

/** Every mail in the outbox, oldest first, with what only its recipient reads. */
export async function sentMails(test: TestApplication): Promise<SentMail[]> {
  const rows = await test.dataSource.query<
    {
      event: string;
      account_id: number | null;
      parameters: string | { to: { email: string } };
      secrets: Buffer | null;
    }[]
  >('SELECT event, account_id, parameters, secrets FROM outbox_messages ORDER BY id');
  const sealer = new Sealer(1, test.config.sealKey);
  return rows.map(({ event, account_id, parameters: given, secrets }) => {
    const parameters =
      typeof given === 'string' ? (JSON.parse(given) as { to: { email: string } }) : given;
    const opened = secrets && (JSON.parse(sealer.unseal(secrets, OUTBOX_SEAL)) as object);
    return {
      event,
      to: parameters.to.email,
      accountId: account_id === null ? null : Number(account_id),
      parameters,
      token: (opened as { token?: string } | null)?.token ?? '',
    };
  });
}

/** Token of the newest link that was mailed to an address. @throws when there is none. */
export async function mailedToken(
  test: TestApplication,
  event: string,
  to: string,
): Promise<string> {
  const mails = (await sentMails(test)).filter((one) => one.event === event && one.to === to);
  const { token = '' } = mails.at(-1) ?? {};
  if (token === '') throw new Error(`No ${event} was mailed to ${to}`);
  return token;
}

/** The mail as it leaves, in the words and the country of the vendor. */
export function letterOf({
  event,
  to,
  parameters,
  token,
}: Omit<SentMail, 'accountId'>): WrittenLetter {
  const given = {
    parameters,
    secrets: { token },
    email: to,
    at: TEST_NOW,
    formats: formatsOf(localeOf('GB'), 'UTC'),
    links: linksOf('https://account.keyhold.test'),
    sender: 'Keyhold',
    pdf: null,
  } as unknown as Given<MailEvent>;
  return writeLetter(event as MailEvent, given, { name: null, unsubscribe: null });
}
