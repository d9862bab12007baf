import type { OutgoingMail } from '../../src/features/mail/mail.types';
import type { Permission } from '../../src/domain/people/permission';
import { Shop } from '../features/purchase/shop';
import { pdfPages } from '../support/pdf-text';
import { HOLDERS, PASSWORD } from '../support/people';
import { TestApplication } from '../support/test-application';
import { write } from '../support/write';
import { act, signedIn, STORY_ENVIRONMENT } from './acts';
import { Mailbox, read } from './mailbox';

const HOLDER = 'hanna@week.test';
const ACCOUNTANT = 'books@week.test';
const CUSTOMER = 'customer@week.test';
const WAITS =
  'This invoice will be summarized in the monthly summarized invoice and does not need to be paid immediately.';

/** One login for each permission, by the address that it signs in with. */
const LOGINS = {
  ACTIVATE_LICENSES: 'ada@week.test',
  MAKE_PURCHASES: 'berta@week.test',
  PAY_INVOICES: 'paula@week.test',
  RESELLER: 'rita@week.test',
  LEASE_PROVIDER: 'lena@week.test',
} as const satisfies Record<Permission, string>;
type Person = keyof typeof LOGINS | 'HOLDER';

describe('the week of a holder', () => {
  let test: TestApplication;
  let shop: Shop;
  let admin: string;
  let account = '';
  const mailbox = new Mailbox();
  const tokens = new Map<Person, string>();

  beforeAll(async () => {
    test = await TestApplication.start(STORY_ENVIRONMENT, { mailTransport: mailbox });
    shop = await Shop.over(test);
    await shop.make.price({ productId: shop.products.pro, kind: 'LEASE', amount: 2_000n });
    admin = await test.tokenFor(await shop.make.user({ staffRole: 'ADMIN' }));
  });
  afterAll(() => test.stop());

  const of = (address: string) => mailbox.of(test, address);
  const by = (who: Person): string | null => tokens.get(who) ?? null;
  async function asks<Answer>(who: Person, selection: string): Promise<Answer> {
    const { data, errors } = await test.graph(
      `query ($id: ID!) { account(id: $id) { ${selection} } }`,
      { id: account },
      by(who),
    );
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return (data as { account: Answer }).account;
  }
  async function signIn(who: Person): Promise<void> {
    const [email, password] =
      who === 'HOLDER' ? [HOLDER, PASSWORD] : ([LOGINS[who], HOLDERS] as const);
    tokens.set(who, await signedIn(test, email, password));
  }
  const everybody: readonly Person[] = ['HOLDER', ...(Object.keys(LOGINS) as Permission[])];
  /** Weeks go by: the jobs run, and people sign in again. */
  async function itIs(day: string): Promise<void> {
    test.now = new Date(`${day}T09:00:00Z`);
    await test.app.jobs.tick();
    expect(test.jobFailures).toEqual([]);
    for (const who of everybody) if (tokens.has(who)) await signIn(who);
  }
  /** Opened by somebody without a session: what a browser gets. */
  async function opened(url: string): Promise<{ status: number; body: Buffer }> {
    const { pathname, search } = new URL(url);
    const response = await test
      .http()
      .get(pathname + search)
      .buffer(true);
    return { status: response.status, body: response.body as Buffer };
  }
  const pdfOf = ({ attachments }: OutgoingMail): Buffer => {
    expect(attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf']);
    return attachments[0]?.content ?? Buffer.alloc(0);
  };
  interface Listed {
    readonly id: string;
    readonly number: string;
    readonly kind: string;
    readonly status: string;
    readonly pdfUrl: string;
  }
  const invoices = async (who: Person = 'PAY_INVOICES'): Promise<readonly Listed[]> =>
    (
      await asks<{ invoices: { nodes: readonly Listed[] } }>(
        who,
        'invoices(first: 50) { nodes { id number kind status pdfUrl } }',
      )
    ).invoices.nodes;
  /** What the accountant was mailed of an invoice: byte for byte what the payer's link opens. */
  async function expectInMailbox(kind: string): Promise<OutgoingMail> {
    const listed = (await invoices()).find((invoice) => invoice.kind === kind);
    const mail = (await of(ACCOUNTANT)).findLast(({ attachments }) =>
      attachments.some(({ filename }) => filename === `${listed?.number}.pdf`),
    );
    if (mail === undefined || listed === undefined) throw new Error(`No ${kind} in the mailbox`);
    const { status, body } = await opened(listed.pdfUrl);
    expect([status, pdfOf(mail).equals(body)]).toEqual([200, true]);
    return mail;
  }

  it('R1 R3 R5 on Monday the account is opened by a mailed link, and its people get one permission each', async () => {
    const who = { email: HOLDER, fullName: 'Hanna Holder', accountName: 'Week Ltd' };
    const where = { address: 'Week Street 1, Berlin', country: 'DE' };
    await act(test, null, 'signUp', { ...who, ...where, password: PASSWORD }, 'requested');
    const [welcome] = await of(HOLDER);
    const token = decodeURIComponent(read(welcome as OutgoingMail, /token=(\S+)/));
    await act(test, null, 'verifyEmail', { token }, 'verified');
    await signIn('HOLDER');
    const { data } = await test.graph(
      '{ viewer { memberships { account { id } } } }',
      {},
      by('HOLDER'),
    );
    const seen = data as { viewer: { memberships: { account: { id: string } }[] } };
    account = seen.viewer.memberships[0]?.account.id ?? '';
    const partner = { accountId: account, reseller: true, leaseProvider: true };
    await act(test, admin, 'setPartner', partner, 'account { id }');
    for (const [permission, email] of Object.entries(LOGINS)) {
      const login = { accountId: account, email, fullName: `Login ${permission}`, alerts: [] };
      const password = { password: HOLDERS, passwordConfirmation: HOLDERS };
      const input = { ...login, ...password, permissions: [permission] };
      await act(test, by('HOLDER'), 'addAuthorizedLogin', input, 'membership { id }');
      await signIn(permission as Permission);
    }
    const contact = { firstName: 'Bea', lastName: 'Books', country: 'DE', email: ACCOUNTANT };
    const receives = ['STANDARD_INVOICES', 'SUMMARY_INVOICES'];
    await act(
      test,
      by('HOLDER'),
      'addContact',
      { accountId: account, ...contact, receives },
      'contact { id }',
    );
  });

  it('R7 R17 on Tuesday each does what they may, and the accountant has the invoices with their PDFs', async () => {
    const setup = { accountId: account, setup: 'sandbox:success' };
    await act(test, by('PAY_INVOICES'), 'addPaymentMethod', setup, 'paymentMethod { id }');
    const buys = async (who: Person, use: string, billing: string) => {
      const line = { accountId: account, kind: 'NEW', use, productId: shop.product('pro') };
      const cart = 'cart { totalToOrder { amount } }';
      const { cart: priced } = await act<{ cart: { totalToOrder: { amount: string } } }>(
        test,
        by(who),
        'addToCart',
        line,
        cart,
      );
      const order = { accountId: account, billing, acceptTotal: priced.totalToOrder.amount };
      await act(test, by(who), 'checkout', order, 'order { number }');
    };
    await buys('MAKE_PURCHASES', 'PERSONAL', 'PAY_ON_ORDER');
    const receipt = await expectInMailbox('STANDARD');
    expect(receipt.subject).toMatch(/^Receipt for invoice INV-/);
    await buys('RESELLER', 'RESOLD', 'MONTHLY_SUMMARY');
    const waits = (await of(ACCOUNTANT)).at(-1) as OutgoingMail;
    expect(waits.text).toContain(WAITS);
    expect(pdfPages(pdfOf(waits)).join(' ')).toContain('monthly summarized invoice');

    const { licenses } = await asks<{
      licenses: { nodes: { id: string; status: string; key: string }[] };
    }>('ACTIVATE_LICENSES', 'licenses { nodes { id status key } }');
    const [license] = licenses.nodes;
    const server = { licenseId: license?.id, serverName: 'mail.week.test' };
    await act(test, by('ACTIVATE_LICENSES'), 'activateLicense', server, 'activation { id }');

    const lease = { accountId: account, productId: shop.product('pro'), customerEmail: CUSTOMER };
    await act(test, by('LEASE_PROVIDER'), 'startLease', lease, 'lease { id }');
    expect(read((await of(CUSTOMER))[0] as OutgoingMail, /License key +(\S+)/)).not.toBe('');
    // Nobody else was mailed a key or an invoice, and the accountant no key.
    const accountant = JSON.stringify((await of(ACCOUNTANT)).map(({ text, html }) => [text, html]));
    expect(accountant).not.toContain(license?.key);
    for (const email of Object.values(LOGINS))
      expect((await of(email)).flatMap(({ attachments }) => attachments)).toEqual([]);
  });

  it('R63 who lacks a permission learns which, and from whom to get it', async () => {
    const [invoice] = await invoices();
    const input = { invoiceId: invoice?.id, to: [ACCOUNTANT] };
    for (const who of everybody.filter((one) => one !== 'HOLDER' && one !== 'PAY_INVOICES')) {
      const { errors } = await write(test, by(who), 'emailInvoice', input, 'sentTo');
      expect(errors[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        missingPermission: 'PAY_INVOICES',
        grantableBy: 'Hanna Holder',
      });
    }
  });

  it('R47 on Wednesday the payer mails an invoice to the accountant, and hands on a link that opens it alone', async () => {
    const before = (await of(ACCOUNTANT)).length;
    const [invoice] = await invoices();
    if (invoice === undefined) throw new Error('There is no invoice');
    const to = { invoiceId: invoice.id, to: [ACCOUNTANT] };
    await act(test, by('PAY_INVOICES'), 'emailInvoice', to, 'sentTo');
    const mails = await of(ACCOUNTANT);
    expect(mails).toHaveLength(before + 1);
    const { status, body } = await opened(invoice.pdfUrl);
    expect(status).toBe(200);
    expect(pdfOf(mails.at(-1) as OutgoingMail).equals(body)).toBe(true);
    const stranger = { invoiceId: invoice.id, to: ['stranger@week.test'] };
    const { codes } = await write(test, by('PAY_INVOICES'), 'emailInvoice', stranger, 'sentTo');
    expect(codes).toEqual(['ADDRESS_NOT_OF_ACCOUNT']);
    expect(await of('stranger@week.test')).toEqual([]);
  });

  it('R50 R51 on the 1st the accountant has the summary and the lease invoice, as the links open them', async () => {
    await itIs('2026-12-01');
    expect((await expectInMailbox('SUMMARY')).text).toContain('Summary Invoice');
    await expectInMailbox('LEASE');
  });

  it('R15 before maintenance ends those who buy it are mailed, and the link of the mail buys nothing', async () => {
    await itIs('2027-09-22');
    expect(await of(ACCOUNTANT)).not.toContainEqual(
      expect.objectContaining({ subject: 'Maintenance and Support ends within 60 days' }),
    );
    const [mail, ...more] = (await of(LOGINS.MAKE_PURCHASES)).filter(({ subject }) =>
      subject.startsWith('Maintenance and Support'),
    );
    expect([mail?.subject, more]).toEqual(['Maintenance and Support ends within 60 days', []]);
    const digest = (await of(LOGINS.RESELLER))
      .map(({ subject }) => subject)
      .filter((subject) => subject.startsWith('Maintenance and Support'));
    expect(digest).toEqual([
      "Maintenance and Support of your customers' licenses ends within 60 days",
    ]);
    const link = new URL(read(mail as OutgoingMail, /(http:\/\/localhost:4000\/renewals\/\S+)/));
    const orders = 'orders { totalCount } cart { lines { kind } }';
    const seen = () => asks<object>('MAKE_PURCHASES', orders);
    const before = await seen();
    // A scanner opens it, and the person.
    for (let n = 0; n < 2; n++) expect((await opened(link.href)).status).toBe(200);
    expect(await seen()).toEqual(before);
    const given = link.searchParams;
    const input = {
      accountId: link.pathname.split('/').at(-1),
      ...{ use: given.get('use'), endsFrom: given.get('from'), endsTo: given.get('to') },
    };
    for (const added of [1, 0])
      expect(
        await act(
          test,
          by('MAKE_PURCHASES'),
          'addRenewalsToCart',
          input,
          'added cart { lines { kind } }',
        ),
      ).toMatchObject({ added, cart: { lines: [{ kind: 'RENEW' }] } });
    expect(await seen()).toEqual({ ...before, cart: { lines: [{ kind: 'RENEW' }] } });
  });

  it('R13 on Friday a permission, a contact and a login are taken away, and all of it acts at once', async () => {
    const [invoice] = await invoices();
    if (invoice === undefined) throw new Error('There is no invoice');
    expect((await opened(invoice.pdfUrl)).status).toBe(200);
    const people = await asks<{
      memberships: { nodes: { id: string; user: { email: string } }[] };
      contacts: { nodes: { id: string }[] };
    }>('HOLDER', 'memberships { nodes { id user { email } } } contacts { nodes { id } }');
    const membershipOf = (who: Permission) =>
      people.memberships.nodes.find(({ user }) => user.email === LOGINS[who])?.id;

    const change = { membershipId: membershipOf('PAY_INVOICES'), permissions: ['MAKE_PURCHASES'] };
    await act(test, by('HOLDER'), 'updateAuthorizedLogin', change, 'membership { id }');
    expect((await opened(invoice.pdfUrl)).status).toBe(401);
    const { errors } = await write(
      test,
      by('PAY_INVOICES'),
      'emailInvoice',
      { invoiceId: invoice.id, to: [ACCOUNTANT] },
      'sentTo',
    );
    expect(errors[0]?.extensions).toMatchObject({ missingPermission: 'PAY_INVOICES' });

    const contact = { contactId: people.contacts.nodes[0]?.id };
    const own = (await invoices('HOLDER'))[0] as Listed;
    expect((await opened(own.pdfUrl)).status).toBe(200);
    const mailed = (await of(ACCOUNTANT)).length;
    await act(test, by('HOLDER'), 'removeContact', contact, 'removedContactId');
    const to = { invoiceId: own.id, to: [ACCOUNTANT] };
    const { codes } = await write(test, by('HOLDER'), 'emailInvoice', to, 'sentTo');
    expect(codes).toEqual(['ADDRESS_NOT_OF_ACCOUNT']);

    const gone = { membershipId: membershipOf('LEASE_PROVIDER') };
    await act(test, by('HOLDER'), 'removeAuthorizedLogin', gone, 'removedMembershipId');
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { number } }',
      { id: account },
      by('LEASE_PROVIDER'),
    );
    expect(data).toEqual({ account: null });
    // The next month's invoices reach the accountant no more.
    tokens.delete('LEASE_PROVIDER');
    await itIs('2027-10-01');
    expect(await of(ACCOUNTANT)).toHaveLength(mailed);
  });
});
