import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { Mailbox } from '../../src/dev/mailbox/mailbox';
import { registerMailbox } from '../../src/dev/mailbox/mailbox-routes';
import type { OutgoingMail } from '../../src/features/mail/mail.types';
import { mail } from '../../src/features/outbox/mail';
import { Outbox } from '../support/outbox';
import { TestApplication } from '../support/test-application';
import { temporaryFolder } from './temporary-folder';

const MAIL: OutgoingMail = {
  messageId: '<one@localhost>',
  date: new Date('2026-11-21T12:00:00.500Z'),
  from: { name: 'Keyhold', address: 'no-reply@localhost' },
  to: { name: 'Ada <b>', address: 'ada@example.test' },
  subject: 'Hello <img src=x onerror=alert(1)>',
  text: 'In words: <script>alert(2)</script>',
  html: '<!doctype html><p>In HTML.</p><script>alert(3)</script>',
  attachments: [],
  headers: { 'X-Odd': '"><script>alert(4)</script>' },
};

describe('the mails of the demo', () => {
  let folder: string;
  let mailbox: Mailbox;
  let server: FastifyInstance;

  beforeEach(async () => {
    folder = join(temporaryFolder(), 'mail');
    mailbox = new Mailbox(folder);
    server = fastify();
    registerMailbox(server, mailbox);
    await server.ready();
  });
  afterEach(() => server.close());

  const get = (path: string) => supertest(server.server).get(path);
  const nameOf = (page: string): string => /\/dev\/mail\/([^"/]+)"/.exec(page)?.[1] ?? 'none';

  it('there are none at first', async () => {
    expect((await get('/dev/mail').expect(200)).text).toContain('No mails yet.');
  });

  it('are kept as files and listed, the newest first; the same one again is no other', async () => {
    const later = { ...MAIL, messageId: '<two@localhost>', date: new Date('2026-11-22T00:00:00Z') };
    await mailbox.send(MAIL);
    await mailbox.send({ ...later, subject: 'Later' });
    await mailbox.send(MAIL);
    expect(readdirSync(folder).sort()).toEqual([
      expect.stringMatching(/^20261121T120000500Z-[0-9a-f]{16}\.eml$/),
      expect.stringMatching(/^20261122T000000000Z-[0-9a-f]{16}\.eml$/),
    ]);
    writeFileSync(join(folder, 'notes.eml'), 'not a mail of ours');
    const { text } = await get('/dev/mail').expect(200);
    const rows = [...text.matchAll(/<tr><td>(.*?)<\/td>/g)].map(([, when]) => when);
    expect(rows).toEqual(['2026-11-22 00:00:00 UTC', '2026-11-21 12:00:00 UTC']);
  });

  it('are shown as text with their headers; nothing in them becomes part of the page', async () => {
    await mailbox.send(MAIL);
    const list = (await get('/dev/mail')).text;
    const { text, headers } = await get(`/dev/mail/${nameOf(list)}`).expect(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('script-src');
    for (const page of [list, text]) expect(page).not.toMatch(/<script|<img|Ada <b>/);
    for (const shown of ['Message-ID', '&lt;one@localhost&gt;', 'X-Odd', 'In words: &lt;script'])
      expect(text).toContain(shown);
  });

  it('are shown as HTML in a frame that runs nothing, and as they would have left', async () => {
    await mailbox.send(MAIL);
    const name = nameOf((await get('/dev/mail')).text);
    const page = (await get(`/dev/mail/${name}`)).text;
    expect(page).toContain(
      `src="/dev/mail/${name}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"`,
    );
    const framed = await get(`/dev/mail/${name}/html`).expect(200);
    expect(framed.text.trim()).toBe(MAIL.html);
    const policy = String(framed.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none';.*; sandbox allow-popups allow-popups-to-escape-/);
    const source = await get(`/dev/mail/${name}/source`).expect(200);
    expect(source.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(source.text).toMatch(/^(.+\r\n)+\r\n/);
    expect(source.text).toContain('Message-ID: <one@localhost>\r\n');
  });

  it('show what is attached, and open it; no name of a file ends a header', async () => {
    const content = Buffer.from('%PDF-1.7 of the invoice');
    const attachments = [
      { filename: 'INV-2026-000001.pdf', contentType: 'application/pdf', content },
      { filename: 'a"\r\nb<b>.html', contentType: 'text/html', content },
    ];
    await mailbox.send({ ...MAIL, attachments });
    const list = (await get('/dev/mail')).text;
    const name = nameOf(list);
    for (const page of [list, (await get(`/dev/mail/${name}`)).text]) {
      expect(page).toContain(`<a href="/dev/mail/${name}/files/0">INV-2026-000001.pdf</a>`);
      expect(page).not.toContain('<b>');
    }
    const pdf = await get(`/dev/mail/${name}/files/0`).buffer(true).expect(200);
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="INV-2026-000001.pdf"',
    });
    expect((pdf.body as Buffer).equals(content)).toBe(true);
    const html = await get(`/dev/mail/${name}/files/1`).expect(200);
    expect(html.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="[A-Za-z0-9._-]+"$/,
      ) as string,
    });
    for (const at of ['2', '-1', 'x', 'length'])
      await get(`/dev/mail/${name}/files/${at}`).expect(404);
  });

  it.each(['nothing', '..%2f..%2fpackage', '20261121T120000500Z-0123456789abcdef'])(
    '%s is not there',
    async (name) => {
      for (const what of ['', '/html', '/source', '/files/0'])
        await get(`/dev/mail/${name}${what}`).expect(404);
    },
  );

  it('come from the outbox', async () => {
    const environment = { MAIL_FROM: 'Demo <demo@localhost>', PUBLIC_URL: 'http://localhost:4000' };
    const test = await TestApplication.start(environment, { mailTransport: mailbox });
    const to = { email: 'ada@example.test', name: 'Ada' };
    await new Outbox(test).add(mail('password-reset', to, null, {}, { token: 'abc' }));
    await test.app.mails?.look();
    const [kept, ...others] = await mailbox.list(10);
    expect(others).toEqual([]);
    expect(kept?.mail.text).toContain('http://localhost:4000/reset-password?token=abc');
    await test.stop();
  });
});
