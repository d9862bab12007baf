import type { AddressInfo } from 'node:net';
import type { OutgoingMail } from '../../../src/features/mail/mail.types';
import { RefusedForGood } from '../../../src/features/outbox/outbox.types';
import { accountMail } from '../../../src/features/outbox/mail';
import { accountSamples } from '../mail/letter-samples';
import { Fixtures } from '../../support/fixtures';
import { Outbox } from '../../support/outbox';
import { TestApplication, TEST_NOW } from '../../support/test-application';
import { write } from '../../support/write';

const MINUTE = 60_000;

describe('the PDF of an invoice in a mail', () => {
  const left: OutgoingMail[] = [];
  let answer: (mail: OutgoingMail) => Promise<void> = () => Promise.resolve();
  let test: TestApplication;
  let make: Fixtures;
  let outbox: Outbox;
  let account: number;
  let other: number;
  let holder: string;
  let invoice: number;

  beforeAll(async () => {
    const mailTransport = {
      send: async (mail: OutgoingMail) => {
        await answer(mail);
        left.push(mail);
      },
      close: () => undefined,
    };
    test = await TestApplication.start(
      { MAIL_FROM: 'Keyhold <no-reply@keyhold.test>', PUBLIC_URL: 'https://keyhold.test' },
      { mailTransport },
    );
    make = new Fixtures(test);
    outbox = new Outbox(test);
    const holderKey = await make.user({ email: 'holder@pdf.test' });
    account = await make.account(holderKey, { name: 'Pdf Ltd' });
    holder = await test.tokenFor(holderKey);
    await make.contact(account, { email: 'books@pdf.test', receivesStandardInvoices: true });
    await make.user({ email: 'billing@vendor.test', staffRole: 'BILLING' });
    invoice = await make.invoice(account, { number: 'INV-2026-900001' }, 60);
    other = await make.account(await make.user());
    await make.invoice(other, { number: 'INV-2026-900002' });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    left.length = 0;
    answer = () => Promise.resolve();
    test.jobFailures.length = 0;
    test.now = TEST_NOW;
    await test.dataSource.query('DELETE FROM outbox_messages');
  });

  const look = async (): Promise<void> => test.app.mails?.look();
  /** Looks every minute for so many. */
  const lookFor = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute <= minutes; minute++) {
      await look();
      test.now = new Date(test.now.getTime() + MINUTE);
    }
  };
  const mailTo = (email: string, given: { number?: string; amounts?: boolean } = {}) => {
    const { number = 'INV-2026-900001', amounts = true } = given;
    const said = accountSamples((name) => name)['invoice-created'];
    return accountMail(
      'invoice-created',
      { email, name: 'Ada', showsAmounts: amounts, showsKeys: false, carriesPdf: true },
      { pk: account, name: 'Pdf Ltd' },
      { ...said, parameters: { ...said.parameters, number } },
    );
  };
  async function download(): Promise<Buffer> {
    const { port } = test.server.server.address() as AddressInfo;
    const path = `/invoices/${test.app.ids.encode('Invoice', invoice)}.pdf`;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { authorization: `Bearer ${holder}` },
    });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  it('R17 R47 is the download, byte for byte, and the mail says how many lines are in it alone', async () => {
    const { codes } = await write(
      test,
      holder,
      'emailInvoice',
      {
        invoiceId: test.app.ids.encode('Invoice', invoice),
        to: ['books@pdf.test', 'holder@pdf.test'],
      },
      'sentTo',
    );
    expect(codes).toEqual([]);
    await look();
    const pdf = await download();
    expect(left.map(({ to }) => to.address)).toEqual(['books@pdf.test', 'holder@pdf.test']);
    for (const { attachments, text, html } of left) {
      expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
        ['INV-2026-900001.pdf', 'application/pdf'],
      ]);
      expect(attachments[0]?.content.equals(pdf)).toBe(true);
      for (const body of [text, html]) {
        expect(body).toContain('and 20 further lines, in the PDF');
        expect(body).toContain('The PDF is attached.');
      }
    }
    const [row] = await outbox.rows();
    expect(JSON.stringify(row?.parameters).length).toBeLessThan(8_000);
  });

  it('R15 does not come with a mail that names no amounts, whatever the mail says else', async () => {
    await outbox.add(mailTo('books@pdf.test', { amounts: false }));
    await look();
    expect(left.map(({ attachments }) => attachments)).toEqual([[]]);
    expect(left[0]?.text).not.toContain('PDF is attached');
  });

  it.each([
    ['that is gone', 'INV-2026-999999'],
    ['of another account', 'INV-2026-900002'],
  ])(
    'R20 an invoice %s is tried for an hour, and the mail leaves without, says so, and staff are told once',
    async (_what, number) => {
      await outbox.add(mailTo('books@pdf.test', { number }), mailTo('books@pdf.test'));
      await look();
      // It holds back no other.
      expect(left).toHaveLength(1);
      expect(await outbox.rows()).toMatchObject([
        { failure: `The account has no invoice ${number}`, settledAt: null },
        { failure: null },
      ]);
      await lookFor(50);
      expect(left).toHaveLength(1);
      // The server is away just then: staff are told of what has left, once.
      answer = ({ subject }) =>
        subject.includes(number) ? Promise.reject(new Error('451 busy')) : Promise.resolve();
      await lookFor(70);
      expect(left).toHaveLength(1);
      answer = () => Promise.resolve();
      await lookFor(70);
      expect(left.map(({ to }) => to.address)).toEqual([
        'books@pdf.test',
        'books@pdf.test',
        'billing@vendor.test',
      ]);
      expect(left[1]?.attachments).toEqual([]);
      expect(left[1]?.text).toContain('The PDF could not be attached.');
      expect(left[2]?.subject).toBe(`Invoice ${number} was mailed without its PDF`);
      expect(left[2]?.text).toContain('books@pdf.test');
      expect(test.jobFailures.map(({ job }) => job)).toEqual(['mail']);
    },
  );

  it('R18 is in the receipt of what was paid on order, which a contact is mailed of nothing else; of a dozen is none', async () => {
    const receipt = (numbers: readonly string[]) =>
      accountMail(
        'payment-received',
        {
          email: 'books@pdf.test',
          name: 'Bea',
          showsAmounts: true,
          showsKeys: false,
          carriesPdf: true,
        },
        { pk: account, name: 'Pdf Ltd' },
        {
          parameters: { numbers, receivedOn: '2026-11-21' },
          amounts: accountSamples((name) => name)['payment-received'].amounts,
        },
      );
    const many = Array.from({ length: 11 }, () => 'INV-2026-900001');
    await outbox.add(receipt(['INV-2026-900001']), receipt(many));
    await look();
    expect(left.map(({ attachments }) => attachments.length)).toEqual([1, 0]);
    expect(left[0]?.attachments[0]?.content.equals(await download())).toBe(true);
    expect(left[0]?.text).toContain('The PDF is attached.');
    expect(left[1]?.text).not.toContain('PDF');
  });

  it.each([
    ['was removed', 'DELETE FROM contacts WHERE email = ?'],
    ['chose otherwise', 'UPDATE contacts SET receives_standard_invoices = 0 WHERE email = ?'],
  ])(
    'R17 does not come to a contact that %s while the mail waited, and nor do amounts',
    async (_what, sql) => {
      await make.contact(account, { email: 'former@pdf.test', receivesStandardInvoices: true });
      answer = () => Promise.reject(new Error('451 busy'));
      await outbox.add(mailTo('former@pdf.test'));
      await look();
      answer = () => Promise.resolve();
      await test.dataSource.query(sql, ['former@pdf.test']);
      await lookFor(3);
      expect(left.map(({ attachments }) => attachments)).toEqual([[]]);
      expect(left[0]?.text).toContain('This mail shows no amounts.');
      expect(left[0]?.text).not.toMatch(/€|PDF is/);
      await test.dataSource.query('DELETE FROM contacts WHERE email = ?', ['former@pdf.test']);
    },
  );

  it('R20 an address that refuses a mail with a PDF is undeliverable at once, like any other', async () => {
    answer = () => Promise.reject(new RefusedForGood('550 No such mailbox', 'ADDRESS'));
    await outbox.add(mailTo('books@pdf.test'));
    await look();
    expect(await outbox.rows()).toMatchObject([
      { settledAt: TEST_NOW, givenUpAt: TEST_NOW, refusedAt: TEST_NOW },
    ]);
  });
});
