import { createDecipheriv, createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPool, type RowDataPacket } from 'mysql2';
import { readConfig } from '../src/config';
import { activate } from './by-hand-activation';
import { answerTheRun } from './child';
import { DASHBOARD_PAGE, type OperationName } from './operations';

/*
 * The measure: what the two operations cost when somebody writes them out by hand, with node:http,
 * prepared statements and JSON.stringify, for these two questions alone. Nothing of Keyhold runs here
 * but the reading of its settings. Permissions are judged once per request, on the account.
 */

const config = readConfig(process.env);
const { hostname, port, username, password, pathname } = new URL(config.databaseUrl);
const pool = createPool({
  host: hostname,
  port: Number(port || 3306),
  user: decodeURIComponent(username),
  password: decodeURIComponent(password),
  database: pathname.slice(1),
  connectionLimit: config.databasePool,
  timezone: 'Z',
  dateStrings: ['DATE'],
  supportBigNumbers: true,
});

let statements = 0;

function rows<Row>(text: string, params: (string | number | Date | Buffer)[]): Promise<Row[]> {
  statements++;
  return new Promise((resolve, reject) => {
    pool.execute<RowDataPacket[]>(text, params, (error, found) => {
      if (error) reject(error);
      else resolve(found as unknown as Row[]);
    });
  });
}

const SESSION = `SELECT s.last_seen_at AS lastSeenAt, u.id AS userId, u.email,
    m.account_id AS accountId, m.status, a.holder_user_id AS holderUserId, a.reseller,
    m.may_pay_invoices AS mayPayInvoices, m.may_resell AS mayResell
  FROM sessions s
  JOIN users u ON u.id = s.user_id
  LEFT JOIN memberships m ON m.user_id = u.id
  LEFT JOIN accounts a ON a.id = m.account_id
  WHERE s.token_hash = ? AND s.revoked_at IS NULL AND s.expires_at > ? AND s.last_seen_at > ?`;
const SEEN = 'UPDATE sessions SET last_seen_at = ? WHERE token_hash = ?';
const ACCOUNT = 'SELECT name, number FROM accounts WHERE id = ?';
const LICENSES = `SELECT l.id, l.key_sealed AS keySealed, l.status, p.name AS productName, p.family,
    p.edition, p.level, c.name AS customerName, c.email AS customerEmail
  FROM licenses l
  JOIN products p ON p.id = l.product_id
  JOIN accounts c ON c.id = l.customer_account_id
  WHERE l.account_id = ? AND l.origin = 'RESOLD'
  ORDER BY l.id DESC LIMIT ${DASHBOARD_PAGE.licenses}`;
const INVOICES = `SELECT id, number, status, issued_on AS issuedOn, total, currency FROM invoices
  WHERE account_id = ? ORDER BY issued_on DESC, id DESC LIMIT ${DASHBOARD_PAGE.invoices}`;
const LINES = `SELECT n.invoice_id AS invoiceId, n.description, n.quantity, n.amount
  FROM (
    SELECT id FROM invoices WHERE account_id = ?
    ORDER BY issued_on DESC, id DESC LIMIT ${DASHBOARD_PAGE.invoices}
  ) i
  JOIN invoice_lines n ON n.invoice_id = i.id
  ORDER BY n.invoice_id, n.position`;
const CONTACTS = `SELECT first_name AS firstName, last_name AS lastName, email FROM contacts
  WHERE account_id = ? ORDER BY id LIMIT ${DASHBOARD_PAGE.contacts}`;

const DAY = 24 * 3_600_000;
const IDLE = 7 * DAY;
const SEEN_EVERY = 5 * 60_000;
const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/;

interface SessionRow {
  readonly lastSeenAt: Date;
  readonly userId: number;
  readonly email: string;
  readonly accountId: number | null;
  readonly status: string;
  readonly holderUserId: number;
  readonly reseller: number;
  readonly mayPayInvoices: number;
  readonly mayResell: number;
}

/** The session of a request, a row for each membership of its user; none when it opens nothing. */
async function sessionOf({ headers }: IncomingMessage): Promise<SessionRow[]> {
  const token = BEARER.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return [];
  const hash = createHash('sha256').update(token).digest();
  const now = new Date();
  const found = await rows<SessionRow>(SESSION, [hash, now, new Date(now.getTime() - IDLE)]);
  const [first] = found;
  if (first !== undefined && now.getTime() - first.lastSeenAt.getTime() > SEEN_EVERY)
    await rows(SEEN, [now, hash]);
  return found;
}

/** Does the session open this account's dashboard: its contacts, its bills, what it resold? */
function opens(session: readonly SessionRow[], accountId: number): boolean {
  const on = session.find((row) => row.accountId === accountId);
  return on?.status === 'ACTIVE' && on.holderUserId === on.userId && on.reseller === 1;
}

const NONCE = 12;
const TAG = 16;
const SEALED_FOR = Buffer.from('licenses.key');

function unseal(sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', config.sealKey, sealed.subarray(1, 1 + NONCE));
  decipher.setAAD(SEALED_FOR);
  decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
  return (
    decipher.update(sealed.subarray(1 + NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
  );
}

/** Cents as euros: `1990` is `19.90`; bills of this account are never below a euro. */
const euros = (cents: number): string => {
  const text = String(cents);
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
};

interface AccountRow {
  readonly name: string;
  readonly number: string;
}
interface LicenseRow {
  readonly id: number;
  readonly keySealed: Buffer;
  readonly status: string;
  readonly productName: string;
  readonly family: string;
  readonly edition: string;
  readonly level: number;
  readonly customerName: string;
  readonly customerEmail: string;
}
interface InvoiceRow {
  readonly id: number;
  readonly number: string;
  readonly status: string;
  readonly issuedOn: string;
  readonly total: number;
  readonly currency: string;
}
interface LineRow {
  readonly invoiceId: number;
  readonly description: string;
  readonly quantity: number;
  readonly amount: number;
}
interface ContactRow {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

const licenseOf = (row: LicenseRow): object => ({
  id: String(row.id),
  key: unseal(row.keySealed),
  status: row.status,
  product: {
    name: row.productName,
    family: row.family,
    edition: row.edition,
    level: row.level,
  },
  customer: { name: row.customerName, email: row.customerEmail },
});

function invoicesOf(found: readonly InvoiceRow[], lines: readonly LineRow[]): object[] {
  const linesOf = new Map<number, LineRow[]>(found.map(({ id }) => [id, []]));
  for (const line of lines) linesOf.get(line.invoiceId)?.push(line);
  return found.map(({ id, number, status, issuedOn, total, currency }) => ({
    number,
    status,
    issuedOn,
    total: { amount: euros(total), currency },
    lines: linesOf.get(id)?.map(({ description, quantity, amount }) => ({
      description,
      quantity,
      amount: { amount: euros(amount), currency },
    })),
  }));
}

async function dashboard(session: readonly SessionRow[], id: number): Promise<object | null> {
  if (!opens(session, id)) return null;
  const [[account], licenses, invoices, lines, contacts] = await Promise.all([
    rows<AccountRow>(ACCOUNT, [id]),
    rows<LicenseRow>(LICENSES, [id]),
    rows<InvoiceRow>(INVOICES, [id]),
    rows<LineRow>(LINES, [id]),
    rows<ContactRow>(CONTACTS, [id]),
  ]);
  if (account === undefined) return null;
  return {
    account: {
      name: account.name,
      number: account.number,
      resoldLicenses: { nodes: licenses.map(licenseOf) },
      invoices: { nodes: invoicesOf(invoices, lines) },
      contacts: { nodes: contacts },
    },
  };
}

interface GraphRequest {
  readonly operationName: OperationName;
  readonly variables: { readonly id?: string };
}

async function answer(request: IncomingMessage, body: string): Promise<object | null> {
  const { operationName, variables } = JSON.parse(body) as GraphRequest;
  const session = await sessionOf(request);
  const [first] = session;
  if (first === undefined) return null;
  if (operationName === 'Activate')
    return activate(
      pool,
      request,
      first.userId,
      Number(variables.id),
      (more) => (statements += more),
    );
  if (operationName === 'Dashboard') return dashboard(session, Number(variables.id));
  return { viewer: { user: { id: String(first.userId), email: first.email } } };
}

function reply(response: ServerResponse, status: number, value: object): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answer(request, Buffer.concat(chunks).toString()).then(
      (data) => (data === null ? reply(response, 401, {}) : reply(response, 200, { data })),
      () => reply(response, 500, {}),
    );
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port: taken } = server.address() as AddressInfo;
  answerTheRun(`http://127.0.0.1:${taken}/graphql`, () => statements);
});
