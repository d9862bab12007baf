import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { KeptMail } from './mailbox';

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; }
  h1 { font-size: 1.3rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { padding: .35rem .6rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
  th { white-space: nowrap; font-weight: 600; }
  iframe { width: 100%; height: 38rem; border: 1px solid #8888; border-radius: 6px; background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid #8888; border-radius: 6px; }
  h2 { font-size: 1.05rem; margin-top: 2rem; }
`;

const page = (title: string, content: ReactNode): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{STYLE}</style>
      </head>
      <body>{content}</body>
    </html>,
  )}`;

const addresses = ({ mail }: KeptMail): string =>
  (mail.to ?? []).map(({ name, address = '' }) => (name ? `${name} <${address}>` : address)).join();
const shownDate = ({ mail }: KeptMail): string =>
  (mail.date ?? '').replace('T', ' ').replace(/\.\d+Z$/, ' UTC');

/** What is attached, each to be opened. */
const Files = ({ name, mail }: KeptMail): ReactNode =>
  mail.attachments.map(({ filename }, at) => (
    <div key={at}>
      <a href={`/dev/mail/${name}/files/${at}`}>{filename || `File ${at + 1}`}</a>
    </div>
  ));

/** Every mail that is shown, the newest first. */
export const listPage = (mails: readonly KeptMail[]): string =>
  page(
    'Mails of the demo',
    <>
      <h1>Mails of the demo</h1>
      {mails.length === 0 ? (
        <p>No mails yet. Mails of the demo are kept here and sent nowhere else.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>When</th>
              <th>To</th>
              <th>Subject</th>
              <th>Files</th>
            </tr>
          </thead>
          <tbody>
            {mails.map((kept) => (
              <tr key={kept.name}>
                <td>{shownDate(kept)}</td>
                <td>{addresses(kept)}</td>
                <td>
                  <a href={`/dev/mail/${kept.name}`}>{kept.mail.subject || '(no subject)'}</a>
                </td>
                <td>
                  <Files {...kept} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>,
  );

/** One mail: as HTML in a frame that can do nothing but open links, as text, its files, and its headers. */
export const mailPage = (kept: KeptMail): string => {
  const { name, mail } = kept;
  return page(
    mail.subject ?? 'Mail',
    <>
      <p>
        <a href="/dev/mail">All mails</a> · <a href={`/dev/mail/${name}/source`}>Source</a>
      </p>
      <h1>{mail.subject}</h1>
      <iframe
        title="The mail as HTML"
        src={`/dev/mail/${name}/html`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
      />
      <h2>As text</h2>
      <pre>{mail.text}</pre>
      {mail.attachments.length > 0 && <h2>Attached</h2>}
      <Files {...kept} />
      <h2>Headers</h2>
      <table>
        <tbody>
          {mail.headers.map(({ originalKey, value }, index) => (
            <tr key={index}>
              <th>{originalKey}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>,
  );
};
