import PostalMime from 'postal-mime';
import type { OutgoingMail } from '../../../src/features/mail/mail.types';
import { SmtpTransport } from '../../../src/features/mail/smtp-transport';
import { ChannelDown } from '../../../src/features/outbox/outbox.types';
import { TestMailServer } from '../../support/mail-server';
import { byTheClock } from '../../support/yardstick';

const MAIL: OutgoingMail = {
  messageId: '<one@keyhold.test>',
  date: new Date('2026-11-21T12:00:00Z'),
  from: { name: 'Keyhold', address: 'no-reply@keyhold.test' },
  to: { name: 'Ada', address: 'ada@example.test' },
  subject: 'A subject',
  text: 'In words.',
  html: '<p>In words.</p>',
  attachments: [],
  headers: { 'Auto-Submitted': 'auto-generated' },
};

describe('mail over SMTP', () => {
  let server: TestMailServer;
  let transport: SmtpTransport;

  beforeEach(async () => {
    server = await TestMailServer.start();
    transport = new SmtpTransport(server.url);
  });
  afterEach(async () => {
    transport.close();
    await server.down();
  });

  const lastRaw = (): string => server.taken.at(-1)?.raw ?? '';
  const failure = (mail: OutgoingMail = MAIL): Promise<unknown> =>
    transport.send(mail).then(
      () => 'it was sent',
      (error: unknown) => error,
    );

  it('arrives with its headers, as text and as HTML', async () => {
    await transport.send(MAIL);
    const raw = lastRaw();
    const mail = await PostalMime.parse(raw);
    expect(mail).toMatchObject({
      messageId: MAIL.messageId,
      date: MAIL.date.toISOString(),
      from: MAIL.from,
      to: [MAIL.to],
      subject: MAIL.subject,
    });
    expect([mail.text?.trim(), mail.html?.trim()]).toEqual([MAIL.text, MAIL.html]);
    expect(raw).toContain('Auto-Submitted: auto-generated\r\n');
    expect(raw).toContain('multipart/alternative');
  });

  it('line breaks in names, subjects and addresses add no header and no recipient', async () => {
    const evil = 'Eve\r\nBcc: all@example.test\r\n\r\n<b>body</b>';
    await transport.send({
      ...MAIL,
      from: { ...MAIL.from, name: evil },
      to: { name: `${evil}" <mallory@example.test>, "`, address: MAIL.to.address },
      subject: evil,
    });
    const [head] = lastRaw().split('\r\n\r\n');
    expect(head).not.toMatch(/^bcc:/im);
    const mail = await PostalMime.parse(lastRaw());
    expect(mail.bcc).toBeUndefined();
    expect(mail.to?.map(({ address }) => address)).toEqual([MAIL.to.address]);
    expect(mail.from?.address).toBe(MAIL.from.address);
    expect(mail.text?.trim()).toBe(MAIL.text);

    const address = 'ada@example.test>\r\nRCPT TO:<mallory@example.test';
    await failure({ ...MAIL, to: { name: '', address } });
    await failure({ ...MAIL, to: { name: '', address: 'ada@example.test, mallory@example.test' } });
    expect(server.taken.flatMap(({ to }) => to)).not.toContain('mallory@example.test');
  });

  it('a refused address is the business of that mail alone', async () => {
    server.manner = (mail) => (mail === 0 ? 'refuse' : 'take');
    const error = await failure();
    expect(error).toEqual(
      expect.objectContaining({ message: expect.stringMatching(/550/) as string }),
    );
    expect(error).not.toBeInstanceOf(ChannelDown);
    expect(error).toMatchObject({ name: 'RefusedForGood', because: 'ADDRESS' });
    await transport.send(MAIL);
    expect(server.taken).toHaveLength(1);
  });

  it('a server that is busy with a mail may take the next', async () => {
    server.manner = (mail) => (mail === 0 ? 'busy' : 'take');
    const error = await failure();
    expect(error).not.toBeInstanceOf(ChannelDown);
    expect(error).not.toMatchObject({ name: 'RefusedForGood' });
    await transport.send(MAIL);
    expect(server.taken).toHaveLength(1);
  });

  it('a server that is not there is down, and used again once it is back', async () => {
    await server.down();
    expect(await failure()).toBeInstanceOf(ChannelDown);
    await server.up();
    await transport.send(MAIL);
    expect(server.taken).toHaveLength(1);
  });

  it('a connection that is dropped in the middle of a mail is tried once and no more', async () => {
    server.manner = () => 'drop';
    expect(await failure()).toBeInstanceOf(ChannelDown);
    expect(server.begun).toBe(1);
    server.manner = () => 'take';
    await transport.send(MAIL);
    expect(server.taken).toHaveLength(1);
  });

  it('a server that does not answer in time is cut off', async () => {
    const began = byTheClock();
    await transport.send(MAIL);
    // Many times what it takes to take a mail, here and now.
    const impatient = new SmtpTransport(
      server.url,
      Math.max(200, Math.ceil(20 * (byTheClock() - began))),
    );
    server.manner = () => 'stall';
    await expect(impatient.send(MAIL)).rejects.toThrow(ChannelDown);
    server.manner = () => 'take';
    await impatient.send(MAIL);
    expect(server.taken).toHaveLength(2);
    impatient.close();
  });

  it('several mails in one go take one connection', async () => {
    for (let n = 0; n < 5; n++) await transport.send(MAIL);
    expect([server.taken.length, server.connections]).toEqual([5, 1]);
  });
});
