import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Sealer } from '../../../src/database/sealing';
import { DEMO_SIGN_INS } from '../../../src/dev/demo/demo-sign-ins';
import { fillDemoData } from '../../../src/dev/demo/fill-demo-data';
import { FAR_ACCOUNTS } from '../../../src/dev/demo/named-accounts';
import { InvoiceKind, InvoiceStatus } from '../../../src/domain/billing/invoice';
import { formatMinor, parseMinor, sum } from '../../../src/domain/billing/money';
import { GUEST_TOKEN } from '../../permissions/world';
import {
  addedUp,
  leaseAmount,
  mailFigures,
  pdfFigures,
  type Figures,
} from '../../support/document-figures';
import { pdfTexts } from '../../support/pdf-text';
import { letterOf } from '../../support/sent-mails';
import { Fixtures } from '../../support/fixtures';
import { ANY_COST, TestApplication } from '../../support/test-application';
import { NAMED } from './actions.table';
import { Walk } from './walk';
import { taxRules } from '../../support/tax-rules';
import { emptyTables } from '../../support/test-database';

describe('the demo as its people meet it', () => {
  let test: TestApplication;
  const ids = async (type: string, statement: string): Promise<string[]> => {
    const rows: { id: number }[] = await test.dataSource.query(statement);
    return rows.map(({ id }) => test.app.ids.encode(type, Number(id)));
  };

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    await emptyTables(test.dataSource);
    await fillDemoData(test.dataSource, {
      today: '2026-11-21',
      timeZone: 'Europe/Berlin',
      sealer: new Sealer(1, test.config.sealKey),
      taxRules: taxRules({ DE: 1900 }),
      seller: { name: 'Keyhold', address: '1 Vendor Road', country: 'DE', vatNumber: null },
    });
    await new Fixtures(test).guestCart(GUEST_TOKEN);
    const [leased] = await ids(
      'Product',
      "SELECT MIN(product_id) AS id FROM prices WHERE kind = 'LEASE'",
    );
    NAMED.set('PRODUCT', leased ?? '');
    await new Fixtures(test).user({ email: 'heir@stage.test' });
    NAMED.set('NEW-HOLDER', 'heir@stage.test');
  }, 120_000);
  afterAll(() => test.stop());

  it('R64 each sign-in is told what the mutation then says', async () => {
    const emails = DEMO_SIGN_INS.map(({ email }) => `'${email}'`).join(', ');
    const theirs = `(SELECT m.account_id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email IN (${emails}))`;
    const nodes = [
      ...(await ids('Account', `SELECT id FROM accounts WHERE id IN ${theirs}`)),
      ...(await ids('Membership', `SELECT id FROM memberships WHERE account_id IN ${theirs}`)),
      ...(await ids(
        'Contact',
        `SELECT MIN(id) AS id FROM contacts WHERE account_id IN ${theirs} GROUP BY account_id`,
      )),
      ...(await ids(
        'License',
        `SELECT MIN(id) AS id FROM licenses WHERE account_id IN ${theirs} OR customer_account_id IN ${theirs}
         GROUP BY account_id, origin, status`,
      )),
      ...(await ids(
        'License',
        `SELECT MAX(license_id) AS id FROM activations WHERE account_id IN ${theirs}
           AND deactivated_at IS NULL AND ends_at IS NOT NULL GROUP BY account_id`,
      )),
    ];
    const walk = await Walk.over(test);
    const [before] = await checksums();
    for (const { email } of DEMO_SIGN_INS) {
      const [user]: { id: number }[] = await test.dataSource.query(
        'SELECT id FROM users WHERE email = ?',
        [email],
      );
      expect([email, await walk.as(await test.tokenFor(Number(user?.id)), nodes)]).toEqual([
        email,
        [],
      ]);
    }
    expect(walk.said.get('ACTIVATE_LICENSE allowed')).toBeGreaterThan(3);
    expect(walk.said.get('ACTIVATE_LICENSE FORBIDDEN')).toBeGreaterThan(3);
    expect(walk.said.get('DEACTIVATE_LICENSE allowed')).toBeGreaterThan(3);
    expect(walk.said.get('UPDATE_ACCOUNT allowed')).toBeGreaterThan(2);
    expect(walk.said.get('LEAVE_ACCOUNT allowed')).toBeGreaterThan(0);
    expect(await checksums()).toEqual([before]);
  }, 60_000);

  /** A staff member, who sees the documents of all accounts. */
  const billing = async (): Promise<string> => {
    const [user]: { id: number }[] = await test.dataSource.query(
      "SELECT id FROM users WHERE email = 'billing@keyhold.example'",
    );
    return test.tokenFor(Number(user?.id));
  };
  const fetched = async (path: string, token: string): Promise<Buffer> => {
    const response = await test
      .http()
      .get(path)
      .set('authorization', `Bearer ${token}`)
      .buffer(true)
      .parse((stream, done) => {
        buffer(stream as unknown as Readable).then(
          (bytes) => done(null, bytes),
          (error: Error) => done(error, null),
        );
      });
    return response.body as Buffer;
  };

  it('R47 R57 R58 printed, documents of every kind and status lead to the balance that the graph says', async () => {
    const token = await billing();
    const documents = await ids(
      'Invoice',
      `SELECT MAX(id) AS id FROM invoices GROUP BY kind, status, summary_invoice_id IS NULL, paid = 0, credited = 0
       UNION SELECT MIN(id) FROM invoices GROUP BY currency, tax_note IS NULL
       UNION SELECT MIN(id) FROM invoices WHERE account_id IN (${[...FAR_ACCOUNTS.keys()].join()})
       GROUP BY account_id`,
    );
    const { data } = await test.graph(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice { kind status balance { amount } } } }',
      { ids: documents },
      token,
    );
    const { nodes } = data as unknown as {
      nodes: { kind: string; status: string; balance: { amount: string } }[];
    };
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(Object.keys(InvoiceKind)));
    expect(new Set(nodes.map(({ status }) => status))).toEqual(new Set(Object.keys(InvoiceStatus)));
    for (const [at, id] of documents.entries()) {
      const pdf = await fetched(`/invoices/${id}.pdf`, token);
      const balance = formatMinor(addedUp(pdfFigures(pdf)), 'EUR');
      expect(balance).toBe(nodes[at]?.balance.amount);
      const texts = pdfTexts(pdf).flat();
      expect(texts.map(({ text }) => text).join('')).not.toContain('\u25a1');
      const explained = texts.filter(({ text }) => / days at /.test(text));
      if (nodes[at]?.kind === 'LEASE')
        expect(explained.map(({ text }) => leaseAmount(text))).toEqual(
          pdfFigures(pdf).lines.map(({ amount }) => amount),
        );
    }
  }, 60_000);

  it('R58 mailed, documents lead from their lines to what is to be paid', async () => {
    const rows: { event: string; parameters: string }[] = await test.dataSource.query(
      `SELECT event, parameters FROM outbox_messages WHERE id IN (
         SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY event ORDER BY LENGTH(parameters) DESC) AS n
                         FROM outbox_messages WHERE parameters LIKE '%"rows"%') m WHERE n < 20)`,
    );
    expect(new Set(rows.map(({ event }) => event)).size).toBeGreaterThan(3);
    for (const { event, parameters: text } of rows) {
      const parameters = JSON.parse(text) as { to: { email: string } };
      const { email: to } = parameters.to;
      const figures = mailFigures(letterOf({ event, to, parameters, token: '' }).text);
      addedUp(figures as Figures);
    }
  });

  it('R46 R58 the prices in the file of leases come to what its leases cost a month', async () => {
    const [row]: { id: number; price: string }[] = await test.dataSource.query(
      `SELECT e.account_id AS id, SUM((SELECT t.monthly_price FROM lease_terms t WHERE t.lease_id = e.id
           AND t.valid_from <= '2026-11-21' ORDER BY t.valid_from DESC LIMIT 1)) AS price
       FROM leases e GROUP BY e.account_id ORDER BY COUNT(*) DESC LIMIT 1`,
    );
    const account = test.app.ids.encode('Account', Number(row?.id));
    const csv = await fetched(`/accounts/${account}/leases.csv`, await billing());
    const [head = '', ...lines] = csv.toString('utf8').trimEnd().split('\r\n');
    const column = head.split(',').indexOf('Monthly price') - head.split(',').length;
    const prices = lines.map((line) => parseMinor(line.split(',').at(column) ?? '', 'EUR'));
    expect(prices.length).toBeGreaterThan(100);
    expect(sum(prices)).toBe(BigInt(row?.price ?? 0));
  });

  /** Of the tables that the mutations write. */
  async function checksums(): Promise<unknown[]> {
    const rows: { Checksum: unknown }[] = await test.dataSource.query(
      'CHECKSUM TABLE accounts, memberships, users, contacts, licenses, activations, audit_events',
    );
    return [rows.map(({ Checksum }) => String(Checksum)).join()];
  }
});
