import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Mailbox } from './mailbox';
import { listPage, mailPage } from './mailbox-pages';

/** How many mails the list shows. */
const SHOWN = 200;

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** A mail runs nothing and loads nothing, also when somebody opens it outside its frame. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** A browser shows a PDF with parts of its own: none of ours. */
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'";

interface FileOf {
  readonly Params: { readonly name: string; readonly at: string };
}
interface Named {
  readonly Params: { readonly name: string };
}

/** The demo's mails in a browser: `/dev/mail`. */
export function registerMailbox(server: FastifyInstance, mailbox: Mailbox): void {
  const answer = (reply: FastifyReply, type: string, policy: string, body: string | Buffer) =>
    reply
      .headers({
        'content-type': type,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .send(body);
  const html = 'text/html; charset=utf-8';

  server.get('/dev/mail', async (_request, reply) =>
    answer(reply, html, PAGE_POLICY, listPage(await mailbox.list(SHOWN))),
  );
  server.get<Named>('/dev/mail/:name', async ({ params }, reply) => {
    const kept = await mailbox.find(params.name);
    return kept ? answer(reply, html, PAGE_POLICY, mailPage(kept)) : reply.callNotFound();
  });
  server.get<Named>('/dev/mail/:name/html', async ({ params }, reply) => {
    const kept = await mailbox.find(params.name);
    return kept ? answer(reply, html, MAIL_POLICY, kept.mail.html ?? '') : reply.callNotFound();
  });
  server.get<FileOf>('/dev/mail/:name/files/:at', async ({ params }, reply) => {
    const file = (await mailbox.find(params.name))?.mail.attachments[Number(params.at)];
    if (file === undefined) return reply.callNotFound();
    // What a browser shows in place; everything else it keeps.
    const isPdf = file.mimeType === 'application/pdf';
    const name = (file.filename ?? '').replace(/[^A-Za-z0-9._-]/g, '_') || 'file';
    void reply.header(
      'content-disposition',
      `${isPdf ? 'inline' : 'attachment'}; filename="${name}"`,
    );
    const type = isPdf ? file.mimeType : 'application/octet-stream';
    return answer(reply, type, FILE_POLICY, Buffer.from(file.content as ArrayBuffer));
  });
  server.get<Named>('/dev/mail/:name/source', async ({ params }, reply) => {
    const source = await mailbox.source(params.name);
    return source
      ? answer(reply, 'text/plain; charset=utf-8', PAGE_POLICY, source)
      : reply.callNotFound();
  });
}
