import { checksum, Fixtures } from '../../support/fixtures';
import { sentMails } from '../../support/sent-mails';
import { TestApplication } from '../../support/test-application';
import { Till } from '../../support/till';
import { write } from '../../support/write';
import { desksOf, type Desk } from './checkout-desk';

const SELECTION = `invoice { status } effects { kind subject id changes { field after } }
  endedLicenses { licenseId statusBefore license { id status } } keptLicenses { licenseId reason license { id status } }`;

interface Ended {
  readonly licenseId: string;
  readonly statusBefore: string;
  readonly license: { readonly id: string; readonly status: string } | null;
}
interface Kept {
  readonly licenseId: string;
  readonly reason: string;
  readonly license: { readonly id: string; readonly status: string } | null;
}
interface Corrected {
  readonly effects:
    | readonly {
        readonly kind: string;
        readonly subject: string;
        readonly id: string | null;
        readonly changes: readonly { readonly field: string; readonly after: string | null }[];
      }[]
    | null;
  readonly endedLicenses: readonly Ended[] | null;
  readonly keptLicenses: readonly Kept[] | null;
}

describe('licenses whose invoice is taken back', () => {
  let test: TestApplication;
  let make: Fixtures;
  let desk: Desk;
  let till: Till;
  let open: (given?: object) => Promise<Desk>;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    make = new Fixtures(test);
    ({ open } = await desksOf(test));
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    await begin();
  });
  afterEach(async () => {
    expect(await till.gaps()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  const begin = async (given: object = {}): Promise<void> => {
    desk = await open(given);
    ({ till } = desk);
  };
  const lastInvoice = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ id: number }[]>(
      'SELECT MAX(invoice_id) AS id FROM orders WHERE account_id = ?',
      [till.account],
    );
    return Number(row?.id);
  };
  const licenses = async (): Promise<{ id: number; status: string }[]> => {
    const rows = await test.dataSource.query<{ id: unknown; status: string }[]>(
      'SELECT id, status FROM licenses WHERE account_id = ? ORDER BY id',
      [till.account],
    );
    return rows.map(({ id, status }) => ({ id: Number(id), status }));
  };
  const statuses = async (): Promise<string[]> => (await licenses()).map(({ status }) => status);
  const correct = async (
    name: 'voidInvoice' | 'creditInvoice',
    invoice: number,
    more: object = {},
  ): Promise<{ readonly codes: readonly unknown[]; readonly payload: Corrected | null }> => {
    const input = { invoiceId: till.id('Invoice', invoice), reason: 'Withdrawn', ...more };
    return write<Corrected>(test, till.billing, name, input, SELECTION);
  };
  const ended = (payload: Corrected | null): unknown[] =>
    (payload?.endedLicenses ?? []).map(({ statusBefore, license }) => [
      statusBefore,
      license?.status,
    ]);
  const kept = (payload: Corrected | null): unknown[] =>
    (payload?.keptLicenses ?? []).map(({ reason, license }) => [reason, license?.status]);
  const mailsOfEnds = async (): Promise<number[]> =>
    (await sentMails(test))
      .filter(({ event, parameters }) => {
        return event === 'license-modified' && parameters['change'] === 'ENDED';
      })
      .map(({ accountId }) => Number(accountId));

  it('R21 R57 R68 support incidents that are left are withdrawn with their invoice; one that was used stays used, and is not left again once it is given back', async () => {
    await till.card('sandbox:success', { makeDefault: true });
    const supportProductId = till.id('SupportProduct', desk.shop.support);
    await desk.put({ kind: 'SUPPORT_INCIDENT', supportProductId, quantity: 3 });
    await desk.placed();
    const invoice = await lastInvoice();
    const standing = async (): Promise<unknown> => {
      const id = till.id('Account', till.account);
      const { data } = await test.graph(
        'query ($id: ID!) { account(id: $id) { supportIncidentsLeft } }',
        { id },
        till.billing,
      );
      return (data as { account: { supportIncidentsLeft: unknown } }).account.supportIncidentsLeft;
    };
    const taken = async (more: object = {}): Promise<unknown> => {
      const input = { invoiceId: till.id('Invoice', invoice), reason: 'Withdrawn', ...more };
      const selection = 'withdrawnSupportIncidents keptSupportIncidents';
      const { payload, codes } = await write(test, till.billing, 'creditInvoice', input, selection);
      return codes.length > 0 ? codes : payload;
    };
    expect(await standing()).toBe(3);
    const [opener] = await test.dataSource.query<{ id: string }[]>(
      'SELECT holder_user_id AS id FROM accounts WHERE id = ?',
      [till.account],
    );
    const request = await make.supportRequest(till.account, Number(opener?.id));
    const supportRequestId = till.id('SupportRequest', request);
    expect(
      (await write(test, till.billing, 'useSupportIncident', { supportRequestId })).codes,
    ).toEqual([]);
    const none = { withdrawnSupportIncidents: 0, keptSupportIncidents: 0 };
    expect(await taken({ amount: '1.00' })).toMatchObject(none);
    const all = { withdrawnSupportIncidents: 2, keptSupportIncidents: 1 };
    const kept = { withdrawnSupportIncidents: 0, keptSupportIncidents: 3 };
    expect(await taken({ dryRun: true, endLicenses: false })).toMatchObject(kept);
    expect(await taken({ dryRun: true })).toMatchObject(all);
    expect(await standing()).toBe(2);
    expect(await taken()).toMatchObject(all);
    expect(await standing()).toBe(0);
    const given = { supportRequestId, reason: 'Not answered' };
    expect((await write(test, till.billing, 'returnSupportIncident', given)).codes).toEqual([]);
    expect(await standing()).toBe(0);
  });

  it('R57 R65 what was bought new ends with all that runs on it once everything is credited, as the dry run said', async () => {
    await till.card('sandbox:success', { makeDefault: true });
    await desk.put({ kind: 'NEW', productId: desk.shop.product('pro'), quantity: 2 });
    await desk.placed();
    const invoice = await lastInvoice();
    const [running] = await licenses();
    if (running === undefined) throw new Error('Nothing was bought');
    await make.activation(till.account, running.id);
    await test.dataSource.query("UPDATE licenses SET status = 'ACTIVE' WHERE id = ?", [running.id]);

    // A part of it ends nothing.
    const part = await correct('creditInvoice', invoice, { amount: '100.00' });
    expect([part.codes, ended(part.payload), kept(part.payload)]).toEqual([[], [], []]);
    expect(await statuses()).toEqual(['ACTIVE', 'READY']);

    const before = await checksum(test.dataSource);
    const mailed = (await mailsOfEnds()).length;
    const said = (await correct('creditInvoice', invoice, { dryRun: true })).payload;
    expect(await checksum(test.dataSource)).toBe(before);
    expect(
      said?.endedLicenses?.map(({ statusBefore, license }) => [statusBefore, license]),
    ).toEqual([
      ['ACTIVE', null],
      ['READY', null],
    ]);
    const { codes, payload } = await correct('creditInvoice', invoice);
    expect(codes).toEqual([]);
    expect(ended(payload)).toEqual([
      ['ACTIVE', 'ENDED'],
      ['READY', 'ENDED'],
    ]);
    const ids = payload?.endedLicenses?.map(({ licenseId }) => licenseId);
    expect(said?.endedLicenses?.map(({ licenseId }) => licenseId)).toEqual(ids);
    const announced = said?.effects?.filter(({ subject }) => subject === 'License') ?? [];
    expect(announced.map(({ kind, id }) => [kind, id])).toEqual(ids?.map((id) => ['CHANGE', id]));
    expect(await statuses()).toEqual(['ENDED', 'ENDED']);
    expect((await mailsOfEnds()).slice(mailed)).toEqual([till.account, till.account]);
    const { data } = await test.graph(
      `query ($id: ID!) { node(id: $id) { ... on License {
        history(first: 1) { nodes { reason changes { field before after } } } } } }`,
      { id: ids?.[0] },
      till.holder,
    );
    expect(data?.['node']).toMatchObject({
      history: {
        nodes: [
          {
            reason: 'Withdrawn',
            changes: expect.arrayContaining([
              { field: 'status', before: 'ACTIVE', after: 'ENDED' },
            ]) as unknown,
          },
        ],
      },
    });
    const [open_] = await test.dataSource.query<{ n: unknown }[]>(
      'SELECT COUNT(*) AS n FROM activations WHERE license_id = ? AND deactivated_at IS NULL',
      [running.id],
    );
    expect(Number(open_?.n)).toBe(0);
  });

  it('R57 R72 what took the place of a license that was bought by mistake ends with its invoice', async () => {
    await till.card('sandbox:success', { makeDefault: true });
    await desk.put({ kind: 'NEW', productId: desk.shop.product('pro') });
    await desk.placed();
    const invoice = await lastInvoice();
    const [bought] = await licenses();
    const { make: people } = desk.shop;
    // Twice: on the way to the right account it was on another wrong one.
    let licenseId = till.id('License', bought?.id ?? 0);
    for (let at = 0; at < 2; at += 1) {
      const toAccountId = till.id('Account', await people.account(await people.user()));
      const [first, second] = [
        await test.tokenFor(await people.user({ staffRole: 'SUPPORT' })),
        await test.tokenFor(await people.user({ staffRole: 'SUPPORT' })),
      ];
      const request = { licenseId, toAccountId, reason: 'Bought on a wrong account' };
      expect((await write(test, first, 'requestLicenseReversal', request)).codes).toEqual([]);
      const { codes, payload } = await write<{ replacement: { id: string } }>(
        test,
        second,
        'confirmLicenseReversal',
        request,
        'replacement { id }',
      );
      expect(codes).toEqual([]);
      licenseId = payload?.replacement.id ?? '';
    }
    const { codes, payload } = await correct('creditInvoice', invoice);
    expect(codes).toEqual([]);
    expect(payload?.endedLicenses).toEqual([
      { licenseId, statusBefore: 'READY', license: { id: licenseId, status: 'ENDED' } },
    ]);
    expect(kept(payload)).toEqual([
      ['ENDED_BEFORE', 'ENDED'],
      ['ENDED_BEFORE', 'ENDED'],
    ]);
  });

  it('R57 R28 R33 a voided invoice ends what is in stock and what customers have; what has ended is named', async () => {
    await begin({ reseller: true });
    await desk.put({
      kind: 'NEW',
      productId: desk.shop.product('pro'),
      quantity: 3,
      use: 'RESOLD',
    });
    await desk.placed({ billing: 'MONTHLY_SUMMARY' });
    const invoice = await lastInvoice();
    const [stock, assigned, before] = await licenses();
    if (stock === undefined || assigned === undefined || before === undefined)
      throw new Error('Too few were bought');
    const customer = await make.account(await make.user());
    await test.dataSource.query(
      "UPDATE licenses SET status = 'READY', customer_account_id = ?, assigned_at = NOW(3) WHERE id = ?",
      [customer, assigned.id],
    );
    await test.dataSource.query("UPDATE licenses SET status = 'ENDED' WHERE id = ?", [before.id]);
    const mailed = (await mailsOfEnds()).length;
    const { codes, payload } = await correct('voidInvoice', invoice);
    expect(codes).toEqual([]);
    expect(ended(payload)).toEqual([
      ['UNASSIGNED', 'ENDED'],
      ['READY', 'ENDED'],
    ]);
    expect(kept(payload)).toEqual([['ENDED_BEFORE', 'ENDED']]);
    expect((await mailsOfEnds()).slice(mailed)).toEqual([customer]);
    const { data } = await test.graph(
      'query ($id: ID!) { account(id: $id) { unassignedProducts { totalCount } } }',
      { id: desk.account },
      till.holder,
    );
    expect(data).toEqual({ account: { unassignedProducts: { totalCount: 0 } } });
    expect((await correct('voidInvoice', invoice)).codes).toEqual(['INVOICE_VOID']);
  });

  it('R57 an invoice on a summary ends its own licenses when it is credited; a summary that is voided ends none', async () => {
    await begin({ reseller: true });
    const bought: number[] = [];
    for (let count = 0; count < 2; count++) {
      await desk.put({ kind: 'NEW', productId: desk.shop.product('pro') });
      await desk.placed({ billing: 'MONTHLY_SUMMARY' });
      bought.push(await lastInvoice());
    }
    const [one = 0] = bought;
    await test.dataSource.query('DELETE FROM job_runs');
    await test.dataSource.query('DELETE FROM billing_months');
    test.now = new Date('2026-12-01T06:00:00Z');
    await test.app.jobs.tick();
    Till.reset(test);
    const [row] = await test.dataSource.query<{ id: number }[]>(
      "SELECT id FROM invoices WHERE account_id = ? AND kind = 'SUMMARY'",
      [till.account],
    );
    const summary = Number(row?.id);
    const withdrawn = await correct('voidInvoice', summary, { dryRun: true });
    expect([withdrawn.codes, ended(withdrawn.payload), kept(withdrawn.payload)]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await statuses()).toEqual(['READY', 'READY']);
    const { codes, payload } = await correct('creditInvoice', one);
    expect([codes, ended(payload)]).toEqual([[], [['READY', 'ENDED']]]);
    expect(await statuses()).toEqual(['ENDED', 'READY']);
  });

  it('R57 renewals, changes and add-ons end nothing, and are named; what staff keep goes on', async () => {
    await till.card('sandbox:success', { makeDefault: true });
    await desk.put();
    await desk.placed();
    const first = await lastInvoice();
    const [license] = await licenses();
    const licenseId = till.id('License', license?.id ?? 0);
    await desk.put({ kind: 'RENEW', licenseId });
    await desk.put({ kind: 'ADD_ON', licenseId, addOnIds: [desk.shop.addOn('spam')] });
    await desk.put({ kind: 'NEW', productId: desk.shop.product('ent') });
    await desk.placed();
    const { codes, payload } = await correct('creditInvoice', await lastInvoice());
    expect(codes).toEqual([]);
    expect(kept(payload)).toEqual([
      ['RENEWED', 'READY'],
      ['ADD_ON', 'READY'],
    ]);
    expect(payload?.keptLicenses?.map((one) => one.licenseId)).toEqual([licenseId, licenseId]);
    expect(ended(payload)).toEqual([['READY', 'ENDED']]);

    const mailed = (await mailsOfEnds()).length;
    const keeping = await correct('creditInvoice', first, { endLicenses: false });
    expect([keeping.codes, ended(keeping.payload)]).toEqual([[], []]);
    expect(kept(keeping.payload)).toEqual([['KEPT_ON_REQUEST', 'READY']]);
    expect([await statuses(), (await mailsOfEnds()).length]).toEqual([['READY', 'ENDED'], mailed]);
  });

  it('R38 R57 R60 what was bought for a customer ends there too, and a repeat answers the same and ends nothing more', async () => {
    await begin({ reseller: true });
    await till.card('sandbox:success', { makeDefault: true });
    const bought = await write<{ licenses: { id: string }[] }>(
      test,
      await desk.apiToken('100000.00', 'RESELLER', 'PAY_INVOICES'),
      'purchaseAndAssign',
      {
        accountId: desk.account,
        licenses: [{ productId: desk.shop.product('pro') }],
        email: 'taken@back.test',
        billing: 'PAY_ON_ORDER',
        acceptTotal: '119.01',
      },
      'licenses { id }',
    );
    expect(bought.codes).toEqual([]);
    const licenseId = bought.payload?.licenses[0]?.id ?? '';
    await test.dataSource.query("UPDATE licenses SET status = 'SUSPENDED' WHERE account_id = ?", [
      till.account,
    ]);
    const invoice = await lastInvoice();
    const mailed = (await mailsOfEnds()).length;
    const send = () =>
      test.graph(
        `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) { ${SELECTION} userErrors { code } } }`,
        { input: { invoiceId: till.id('Invoice', invoice), reason: 'Withdrawn' } },
        till.billing,
        'an assignment is final',
      );
    const [first, again] = [await send(), await send()];
    expect(first.data).toMatchObject({
      creditInvoice: {
        endedLicenses: [{ licenseId, statusBefore: 'SUSPENDED', license: { status: 'ENDED' } }],
        keptLicenses: [],
        userErrors: [],
      },
    });
    expect(again.data).toEqual(first.data);
    const ends = (await sentMails(test)).filter(
      ({ event, parameters }) => event === 'license-modified' && parameters['change'] === 'ENDED',
    );
    expect(ends.slice(mailed)).toMatchObject([{ to: 'taken@back.test', parameters: { by: null } }]);
    // What was paid is credit, and goes back to the card.
    expect(await till.balance()).toBe('-119.01');
  });

  it('R27 R57 while an order for it waits for its payment a license does not end, and nothing is written', async () => {
    await till.card('sandbox:success', { makeDefault: true });
    await desk.put();
    await desk.placed();
    const invoice = await lastInvoice();
    const [license] = await licenses();
    const slow = await till.card('sandbox:times-out-after-charging');
    await desk.put({ kind: 'RENEW', licenseId: till.id('License', license?.id ?? 0) });
    expect((await desk.order({ paymentMethodId: slow })).codes).toEqual(['PAYMENT_PENDING']);
    const before = await checksum(test.dataSource);
    expect((await correct('creditInvoice', invoice)).codes).toEqual(['CHECKOUT_IN_PROGRESS']);
    expect(await checksum(test.dataSource)).toBe(before);
    await till.later(10);
    expect(await statuses()).toEqual(['READY']);
    expect(ended((await correct('creditInvoice', invoice)).payload)).toEqual([['READY', 'ENDED']]);
  });
});
