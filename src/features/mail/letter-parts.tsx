import type { CSSProperties, ReactNode } from 'react';

// Styles stand on each element: many mail programs throw style sheets away. Nothing is loaded from
// anywhere, so that opening a mail tells nobody.
const FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif';
const INK = '#1d2733';
const FAINT = '#5b6673';
const ACCENT = '#1f5fbf';

const styles = {
  body: { margin: 0, padding: 0, backgroundColor: '#f2f4f7' },
  around: { padding: '24px 12px' },
  sheet: { width: '100%', maxWidth: '560px', backgroundColor: '#ffffff', borderRadius: '8px' },
  content: { padding: '32px', fontFamily: FONT, fontSize: '16px', lineHeight: '24px', color: INK },
  sender: { margin: '0 0 24px', fontSize: '14px', fontWeight: 600, color: FAINT },
  title: { margin: '0 0 16px', fontSize: '22px', lineHeight: '28px', fontWeight: 600 },
  paragraph: { margin: '0 0 16px', overflowWrap: 'anywhere' },
  lines: { margin: '0 0 16px', overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
  note: {
    margin: '0 0 12px',
    fontSize: '14px',
    lineHeight: '20px',
    color: FAINT,
    overflowWrap: 'anywhere',
  },
  facts: { margin: '0 0 16px', borderCollapse: 'collapse', fontSize: '15px', lineHeight: '22px' },
  label: {
    padding: '2px 16px 2px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: 400,
    color: FAINT,
  },
  value: { padding: '2px 0', verticalAlign: 'top', overflowWrap: 'anywhere' },
  amount: {
    padding: '2px 0 2px 16px',
    verticalAlign: 'top',
    textAlign: 'right',
    whiteSpace: 'nowrap',
  },
  cell: { borderRadius: '6px', backgroundColor: ACCENT },
  action: {
    display: 'inline-block',
    padding: '12px 20px',
    fontWeight: 600,
    color: '#ffffff',
    textDecoration: 'none',
  },
  link: { color: ACCENT },
  foot: { marginTop: '24px', paddingTop: '16px', borderTop: '1px solid #e2e6eb' },
} satisfies Record<string, CSSProperties>;

/** A table that lays out and means nothing: the one layout that all mail programs share. */
const Layout = ({ style, cell, children }: LayoutProps): ReactNode => (
  <table
    role="presentation"
    cellPadding={0}
    cellSpacing={0}
    border={0}
    align="center"
    style={style}
  >
    <tbody>
      <tr>
        <td style={cell}>{children}</td>
      </tr>
    </tbody>
  </table>
);
interface LayoutProps {
  readonly style?: CSSProperties;
  readonly cell: CSSProperties;
  readonly children: ReactNode;
}

/** @param dir - `auto` for a text that somebody else wrote, in whatever direction */
export const Paragraph = ({ children, dir }: ParagraphProps): ReactNode => (
  <p style={styles.paragraph} dir={dir}>
    {children}
  </p>
);
interface ParagraphProps {
  readonly children: ReactNode;
  readonly dir?: 'auto';
}

/** What somebody wrote in lines: an empty one begins a paragraph. */
export const Written = ({ text }: { readonly text: string }): ReactNode =>
  text
    .split(/\n\s*\n/)
    .filter((one) => one.trim() !== '')
    .map((one, at) => (
      <p key={at} className="lines" style={styles.lines} dir="auto">
        {one}
      </p>
    ));

/** What matters less: for how long a link works, what to do when it was not you. */
export const Note = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p style={styles.note}>{children}</p>
);

/** A text that is to be found as it is: it stands on one line of the plain text. */
export const Exact = ({ children }: { readonly children: string }): ReactNode => (
  <p className="exact" style={styles.paragraph}>
    {children}
  </p>
);

/** What is known, by what it is: `Device  Firefox on Windows`. Rows that are null are left out. */
export const Facts = ({ rows }: { readonly rows: readonly (Row | null)[] }): ReactNode => (
  <table className="facts" cellPadding={0} cellSpacing={0} border={0} style={styles.facts}>
    <tbody>{rows.flatMap((row, at) => (row === null ? [] : [<Fact key={at} row={row} />]))}</tbody>
  </table>
);
/** What it is, and its value. */
export type Row = readonly [label: string, value: string];

const Fact = ({ row: [label, value] }: { readonly row: Row }): ReactNode => (
  <tr>
    <th scope="row" style={styles.label}>
      {label}
    </th>
    <td style={styles.value}>{value}</td>
  </tr>
);

/** Amounts, each with what it is for; in the order given. */
export const Amounts = ({ rows }: { readonly rows: readonly Row[] }): ReactNode => (
  <table
    className="facts"
    cellPadding={0}
    cellSpacing={0}
    border={0}
    style={{ ...styles.facts, width: '100%' }}
  >
    <tbody>
      {rows.map(([label, value], at) => (
        <tr key={at}>
          <th scope="row" style={styles.label}>
            {label}
          </th>
          <td style={styles.amount}>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** The one thing to do: a button, and its address for programs that show none. */
export const Action = ({ href, children }: ActionProps): ReactNode => (
  <>
    <table
      role="presentation"
      cellPadding={0}
      cellSpacing={0}
      border={0}
      style={{ margin: '0 0 16px' }}
    >
      <tbody>
        <tr>
          <td style={styles.cell}>
            <a className="action" href={href} target="_blank" style={styles.action}>
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
    <div className="html-only">
      <Note>
        If the button does not work, open this address:
        <br />
        <a href={href} target="_blank" style={styles.link}>
          {href}
        </a>
      </Note>
    </div>
  </>
);
interface ActionProps {
  readonly href: string;
  readonly children: string;
}

/** A whole mail as a page. */
export const Sheet = ({ sender, title, unsubscribe, children }: SheetProps): ReactNode => (
  <html lang="en" dir="ltr">
    <head>
      <meta httpEquiv="Content-Type" content="text/html; charset=utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta name="x-apple-disable-message-reformatting" />
      <title>{title}</title>
    </head>
    <body style={styles.body}>
      <Layout style={{ width: '100%' }} cell={styles.around}>
        <Layout style={styles.sheet} cell={styles.content}>
          <p className="html-only" style={styles.sender}>
            {sender}
          </p>
          <h1 style={styles.title}>{title}</h1>
          {children}
          <div style={styles.foot}>
            <Note>{sender} sent this mail automatically. Replies to it are not read.</Note>
            {unsubscribe !== null && (
              <Note>
                <a className="action" href={unsubscribe} target="_blank" style={styles.link}>
                  Unsubscribe from news like this
                </a>
              </Note>
            )}
          </div>
        </Layout>
      </Layout>
    </body>
  </html>
);
interface SheetProps {
  readonly sender: string;
  readonly title: string;
  /** Where one says that such mails should stop; null for a mail that no preference holds back. */
  readonly unsubscribe: string | null;
  readonly children: ReactNode;
}
