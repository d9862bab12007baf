import { Fixtures } from '../support/fixtures';
import { ANY_COST, TestApplication } from '../support/test-application';

const MONEY = '{ amount currency }';
const LICENSE = `{ id key status origin assignedAt product { id name unit } addOns { id name } owner { number }
  customer { name email } seller { name } maintenance { current } activations { serverName license { id } } lease { number } }`;
const INVOICE = `{ id number status notes total ${MONEY} balance ${MONEY} lines { description amount ${MONEY} product { name } license { id } lease { number }
    order { number lines { product { name } addOns { name } license { id } } } summarizedInvoice { number }
    leaseCharge { days segments { from rate ${MONEY} product { name } } } }
  payments { amount ${MONEY} method { last4 } invoices { number } } summaryInvoice { number }
  summarizedInvoices(first: 3) { nodes { number } } }`;
const LEASE = `{ id number status customerEmail serverName idleSince product { name } addOns { name } license { id key }
  customer { name } monthlyPrice ${MONEY} savingIfStopped ${MONEY} terms { from monthlyPrice ${MONEY} product { name } }
  thisMonth { days divisor amount ${MONEY} segments { from to rate ${MONEY} } } }`;

/** Operations that a frontend sends; each takes the size of its pages as `$n`. */
const OPERATIONS: Readonly<Record<string, { document: string; most: number }>> = {
  'the people of an account': {
    document: `query ($id: ID!, $n: Int) { account(id: $id) { name partner { discountPercent }
      memberships(first: $n) { totalCount nodes { role permissions user { email fullName } } }
      contacts(first: $n) { totalCount nodes { email } } } }`,
    most: 7,
  },
  'own licenses': {
    document: `query ($id: ID!, $n: Int) { account(id: $id) { licenses(first: $n) { nodes ${LICENSE} } } }`,
    most: 6,
  },
  'the reselling section': {
    document: `query ($id: ID!, $n: Int) { account(id: $id) {
      unassignedProducts(first: $n) { totalCount nodes { id key product { name } } }
      resoldLicenses(first: $n) { totalCount nodes ${LICENSE} }
      customers(first: $n, relation: RESOLD) { totalCount nodes { name email licenses(first: 2) { nodes { key } } } } } }`,
    most: 12,
  },
  leases: {
    document: `query ($id: ID!, $n: Int) { account(id: $id) { leases(first: $n) { totalCount nodes ${LEASE} }
      customers(first: $n, relation: LEASED) { nodes { name leases(first: 1) { nodes { number } } } } } }`,
    most: 11,
  },
  invoices: {
    document: `query ($id: ID!, $n: Int) { account(id: $id) { balance { owed ${MONEY} overdue ${MONEY} credit ${MONEY} } unpaidSummaryInvoices(first: $n) { nodes { number } }
      invoices(first: $n) { totalCount nodes ${INVOICE} } payments(first: $n) { nodes { status } } paymentMethods(first: $n) { nodes { last4 } } } }`,
    most: 24,
  },
  'the catalogue': {
    document: `query ($n: Int) { products(first: $n) { totalCount nodes { name price ${MONEY} leasePrice ${MONEY}
      addOns { name price ${MONEY} } } } }`,
    most: 6,
  },
  'support requests': {
    document: `query ($id: ID!, $n: Int) { account(id: $id) { supportRequests(first: $n) { totalCount
      nodes { number openedBy account { name } license { id } messages(first: 3) { totalCount nodes { body author } } } } } }`,
    most: 7,
  },
  'support requests of all accounts, for staff': {
    document: `query ($n: Int) { supportRequests(first: $n, filter: { search: "start" }) { totalCount
      nodes { number account { name } license { id } assignedTo { fullName } messages(first: 3) { nodes { body } } } } }`,
    most: 8,
  },
  'notes about an account, for staff': {
    document: `query ($id: ID!, $n: Int) { account(id: $id) { notes(first: $n) { totalCount nodes { author body } } } }`,
    most: 5,
  },
  'every account, for staff': {
    document: `query ($n: Int) { accounts(first: $n) { totalCount nodes { name balance { owed ${MONEY} overdue ${MONEY} credit ${MONEY} }
      licenses(first: 3) { totalCount nodes { key } } invoices(first: 3) { nodes { number } } holder { user { email } } } } }`,
    most: 11,
  },
};

describe('the number of statements does not depend on the size of the pages', () => {
  let test: TestApplication;
  let account: string;
  let token: string;
  let staffToken: string;

  beforeAll(async () => {
    test = await TestApplication.start({ ...ANY_COST });
    const made = await Fixtures.together(test, async (make) => {
      const holder = await make.user();
      const key = await make.account(holder, {
        reseller: true,
        leaseProvider: true,
        discountBasisPoints: 1_250,
      });
      const product = await make.product();
      const addOn = await make.addOn();
      await make.price({ productId: product });
      await make.price({ addOnId: addOn });
      const card = await make.card(key);
      const summary = await make.invoice(key, { kind: 'SUMMARY', period: '2026-10' });
      for (let n = 0; n < 101; n++) {
        const customer = await make.account(await make.user());
        await make.membership(key, await make.user(), ['PAY_INVOICES']);
        await make.contact(key);
        await make.product();
        const own = await make.license(key, product);
        await make.supportRequest(key, holder, { licenseId: own, assignedTo: holder });
        await make.accountNote(key, holder);
        await make.licenseAddOn(key, own, addOn);
        await make.activation(key, own);
        await make.license(key, product, {
          origin: 'RESOLD',
          customerAccountId: null,
          status: 'UNASSIGNED',
        });
        await make.license(key, product, { origin: 'RESOLD', customerAccountId: customer });
        const { leaseId, licenseId } = await make.lease(key, customer, product);
        await make.activation(key, licenseId);
        const invoice = await make.invoice(
          key,
          { awaitsSummary: true, summaryInvoiceId: n % 2 === 0 ? summary : null },
          [
            { licenseId: own, productId: product },
            { leaseId, licenseId, productId: product },
          ],
        );
        await make.segment(key, invoice, product, { linePosition: 2 });
        await make.order(key, { invoiceId: invoice }, { licenseId: own, productId: product });
        await make.payment(key, invoice, { paymentMethodId: card });
      }
      const staff = await make.user({ staffRole: 'SUPPORT' });
      return { key, holder, staff };
    });
    account = test.app.ids.encode('Account', made.key);
    token = await test.tokenFor(made.holder);
    staffToken = await test.tokenFor(made.staff);
  }, 60_000);
  afterAll(() => test.stop());

  it.each(Object.keys(OPERATIONS))('%s', async (name) => {
    const { document, most } = OPERATIONS[name] as { document: string; most: number };
    const as = name.includes('staff') ? staffToken : token;
    const counts: number[] = [];
    for (const n of [1, 10, 100]) {
      const sent = await test.countStatements(async () => {
        const answer = await test.graph(document, { id: account, n }, as);
        expect(answer.errors).toEqual([]);
        const rows = JSON.stringify(answer.data).match(/"nodes":\[\{/g) ?? [];
        expect(rows.length).toBeGreaterThan(0);
      });
      counts.push(sent.length);
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(most);
  });

  it('the viewer costs one statement: the session itself', async () => {
    const sent = await test.countStatements(() =>
      test.graph('{ viewer { user { id email } staffRole } }', {}, token),
    );
    expect(sent).toHaveLength(1);
  });

  it('a total is counted only when asked for', async () => {
    const sent = await test.countStatements(() =>
      test.graph(
        'query ($id: ID!) { account(id: $id) { invoices { nodes { number } } } }',
        { id: account },
        token,
      ),
    );
    expect(sent.filter((text) => text.includes('COUNT('))).toEqual([]);
    expect(sent).toHaveLength(3);
  });

  it('many nodes of one type come in one statement', async () => {
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { licenses(first: 50) { nodes { id } } } }',
      { id: account },
      token,
    );
    const ids = (
      data as { account: { licenses: { nodes: { id: string }[] } } }
    ).account.licenses.nodes.map(({ id }) => id);
    const sent = await test.countStatements(async () => {
      const answer = await test.graph(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on License { key } } }',
        { ids },
        token,
      );
      expect((answer.data?.['nodes'] as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    });
    expect(sent).toHaveLength(2);
  });
});
