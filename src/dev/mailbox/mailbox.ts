import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import type { MailTransport, OutgoingMail } from '../../features/mail/mail.types';

/** Name of a mail, and of its file without `.eml`: when it was written, and a digest of its own id. */
const NAME = /^\d{8}T\d{9}Z-[0-9a-f]{16}$/;

export interface KeptMail {
  readonly name: string;
  readonly mail: Email;
}

/** The demo's mails: instead of leaving they are kept as files, each of which a mail program opens. */
export class Mailbox implements MailTransport {
  private readonly composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  constructor(private readonly folder: string) {}

  /** Keeps a mail; the same one again takes the place of the first. */
  async send(mail: OutgoingMail): Promise<void> {
    const { message } = await this.composer.sendMail({
      ...mail,
      headers: { ...mail.headers },
      attachments: [...mail.attachments],
    });
    const date = mail.date.toISOString().replace(/[-:.]/g, '');
    const digest = createHash('sha256').update(mail.messageId).digest('hex').slice(0, 16);
    await mkdir(this.folder, { recursive: true });
    const file = this.fileOf(`${date}-${digest}`);
    // Whoever reads meanwhile finds all of it or nothing.
    await writeFile(`${file}.next`, message as Buffer);
    await rename(`${file}.next`, file);
  }

  close(): void {
    // Nothing is held open.
  }

  /** The newest first, `most` of them at most. */
  async list(most: number): Promise<KeptMail[]> {
    const files = await readdir(this.folder).catch(() => []);
    const names = files.flatMap((file) => /^(.*)\.eml$/.exec(file)?.[1] ?? []).filter(isName);
    const newest = names.sort().reverse().slice(0, most);
    const mails = await Promise.all(newest.map((name) => this.find(name)));
    return mails.flatMap((mail) => mail ?? []);
  }

  /** A mail by its name; null when there is none. */
  async find(name: string): Promise<KeptMail | null> {
    const source = await this.source(name);
    return source && { name, mail: await PostalMime.parse(source) };
  }

  /** A mail as it would have left; null when there is none. */
  async source(name: string): Promise<Buffer | null> {
    return isName(name) ? readFile(this.fileOf(name)).catch(() => null) : null;
  }

  private fileOf(name: string): string {
    return join(this.folder, `${name}.eml`);
  }
}

const isName = (name: string): boolean => NAME.test(name);
