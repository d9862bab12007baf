import { Fixtures, checksum } from '../../support/fixtures';
import { sentMails } from '../../support/sent-mails';
import { TestApplication } from '../../support/test-application';
import { write } from '../../support/write';

interface Emailed {
  readonly invoice: { readonly number: string } | null;
  readonly sentTo: readonly string[] | null;
}

describe('R47 emailInvoice', () => {
  let test: TestApplication;
  let make: Fixtures;
  let invoiceId: string;
  let holder: string;
  let payer: string;
  let account: number;

  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
    const holderKey = await make.user({ email: 'holder@mailed.test', fullName: 'Hedy Holder' });
    account = await make.account(holderKey, { name: 'Mailed Ltd' });
    holder = await test.tokenFor(holderKey);
    const payerKey = await make.user({ email: 'payer@mailed.test', fullName: 'Pia Payer' });
    await make.membership(account, payerKey, ['PAY_INVOICES']);
    payer = await test.tokenFor(payerKey);
    const buyer = await make.user({ email: 'buyer@mailed.test' });
    await make.membership(account, buyer, ['MAKE_PURCHASES']);
    const guest = await make.user({ email: 'guest@mailed.test' });
    await make.membership(account, guest, ['PAY_INVOICES'], {
      status: 'INVITED',
      invitedEmail: 'guest@mailed.test',
      invitedName: 'Guest',
    });
    await make.contact(account, {
      email: 'books@mailed.test',
      receivesStandardInvoices: false,
    });
    await make.contact(await make.account(await make.user()), { email: 'other@mailed.test' });
    const given = { awaitsSummary: true, number: 'INV-2026-900001' };
    invoiceId = test.app.ids.encode('Invoice', await make.invoice(account, given, 42));
  });
  afterAll(() => test.stop());

  const email = (to: readonly string[], as = payer, more: object = {}) =>
    write<Emailed>(
      test,
      as,
      'emailInvoice',
      { invoiceId, to, ...more },
      'invoice { number } sentTo',
    );

  it('goes to the holder, logins that have accepted and contacts, once to each address', async () => {
    const before = (await sentMails(test)).length;
    const { payload, codes } = await email([
      'Holder@Mailed.test ',
      'buyer@mailed.test',
      'books@mailed.test',
      'BOOKS@mailed.test',
    ]);
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      invoice: { number: 'INV-2026-900001' },
      sentTo: ['holder@mailed.test', 'buyer@mailed.test', 'books@mailed.test'],
      userErrors: [],
    });
    const mails = (await sentMails(test)).slice(before);
    expect(mails.map(({ event, to, accountId }) => [event, to, accountId])).toEqual([
      ['invoice-emailed', 'holder@mailed.test', account],
      ['invoice-emailed', 'buyer@mailed.test', account],
      ['invoice-emailed', 'books@mailed.test', account],
    ]);
    for (const { parameters } of mails)
      expect(parameters).toMatchObject({
        account: 'Mailed Ltd',
        number: 'INV-2026-900001',
        invoiceId,
        sentBy: 'Pia Payer',
        notes: [
          'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.',
        ],
        amounts: {
          further: { lines: 2, amount: { amount: '200.00', currency: 'EUR' } },
          rows: [
            { label: 'Subtotal' },
            { label: 'Tax (19 %)' },
            { label: 'Total' },
            { label: 'Balance due', amount: { amount: '4998.00', currency: 'EUR' } },
          ],
        },
      });
    expect((mails[0]?.parameters['amounts'] as { lines: object[] }).lines).toHaveLength(40);
  });

  it('says which addresses are not of the account, and then sends and writes nothing', async () => {
    const before = await checksum(test.dataSource);
    for (const more of [{}, { dryRun: true }]) {
      const { payload } = await email(
        [
          'holder@mailed.test',
          'other@mailed.test',
          'guest@mailed.test',
          'nonsense',
          "x' OR 1=1 --",
        ],
        payer,
        more,
      );
      expect(payload?.sentTo).toBeNull();
      expect(payload?.userErrors.map(({ code, field }) => [code, field])).toEqual(
        ['1', '2', '3', '4'].map((at) => ['ADDRESS_NOT_OF_ACCOUNT', ['input', 'to', at]]),
      );
    }
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('takes from 1 to 20 addresses', async () => {
    expect((await email([])).payload?.userErrors).toMatchObject([
      { code: 'NO_ADDRESSES', field: ['input', 'to'] },
    ]);
    const many = Array.from({ length: 21 }, () => 'books@mailed.test');
    expect((await email(many)).payload?.userErrors).toMatchObject([
      { code: 'TOO_MANY', field: ['input', 'to'] },
    ]);
    expect((await email(many.slice(1))).payload?.sentTo).toEqual(['books@mailed.test']);
  });

  it('takes as many statements for 20 addresses as for one', async () => {
    const addresses: string[] = [];
    for (let n = 0; n < 20; n++) {
      addresses.push(`many${n}@mailed.test`);
      await make.contact(account, { email: `many${n}@mailed.test` });
    }
    const ofOne = await test.countStatements(() => email(addresses.slice(0, 1), holder));
    const ofAll = await test.countStatements(() => email(addresses, holder));
    expect(ofAll).toHaveLength(ofOne.length);
  });

  it('R15 R65 a dry run tells a login no name of the people that it does not see', async () => {
    const { data } = await test.graph(
      'mutation ($input: EmailInvoiceInput!) { emailInvoice(input: $input) { sentTo effects { kind event changes { field after } } } }',
      { input: { invoiceId, to: ['holder@mailed.test'], dryRun: true } },
      payer,
    );
    const text = JSON.stringify(data);
    expect(text).toContain('holder@mailed.test');
    expect(text).toContain('"invoice-emailed"');
    expect(text).not.toContain('Hedy');
  });

  it('R66 staff who act for the account are not named in the mail', async () => {
    const staff = await test.tokenFor(
      await make.user({ fullName: 'Stella Staff', staffRole: 'SUPPORT' }),
    );
    const accountId = test.app.ids.encode('Account', account);
    await write(test, staff, 'actAs', { accountId, reason: 'Asked by phone' }, 'account { id }');
    expect((await email(['books@mailed.test'], staff)).codes).toEqual([]);
    expect((await sentMails(test)).at(-1)?.parameters).toMatchObject({ sentBy: null });
  });
});
