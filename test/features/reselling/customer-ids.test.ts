import { answerBank, type Action } from '../../support/bank';
import { checksum } from '../../support/fixtures';
import { TestApplication } from '../../support/test-application';
import { write } from '../../support/write';
import { Partner, type Seen } from './partner';

/** What one Pro 250 comes to, less 10 %, with the tax of Germany. */
const TOTAL = '107.11';
const CUSTOMER = 'id name email relations';

describe('a customer who is named by its id', () => {
  let test: TestApplication;
  let partner: Partner;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    partner = await Partner.open(test);
  });
  afterAll(() => test.stop());

  it('R30 R31 a person sees whose address it is, confirms, and the key is mailed there', async () => {
    const { customerId, key, holder: theirs } = await partner.customer({ name: 'Known' });
    const email = `office-${key}@customers.test`;
    await partner.moveTo(key, email);
    const licenseId = await partner.stock();
    const before = await checksum(test.dataSource);
    const { payload, codes } = await partner.prepare({ licenseId, customerId });
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({
      toEmail: email,
      isKnownCustomer: true,
      warning: null,
      customer: { id: customerId, name: 'Known' },
    });
    expect((await partner.assign({ licenseId, customerId }, partner.holder)).codes).toEqual([
      'CONFIRMATION_REQUIRED',
    ]);
    const confirmationToken = payload?.confirmationToken;
    const another = await partner.customer();
    const differs = { confirmationToken, customerId: another.customerId };
    expect((await partner.assign(differs, partner.holder)).codes).toEqual(['CONFIRMATION_DIFFERS']);
    await partner.moveTo(key, `elsewhere-${key}@customers.test`);
    expect((await partner.assign({ confirmationToken }, partner.holder)).codes).toEqual([
      'CONFIRMATION_DIFFERS',
    ]);
    await partner.moveTo(key, email);
    expect(await checksum(test.dataSource)).not.toBe(before);
    const accounts = await partner.world.count('accounts');
    const done = await partner.assign({ confirmationToken, customerId, email }, partner.holder);
    expect(done.codes).toEqual([]);
    expect(done.payload?.license?.customer?.id).toBe(customerId);
    expect(await partner.world.count('accounts')).toBe(accounts);
    expect(await partner.keysTo(email)).toBe(1);
    expect(await partner.keysTo(theirs.email)).toBe(0);
    // An assignment is final, however the customer was named.
    const twice = await partner.assign({ licenseId, customerId: another.customerId });
    expect(twice.codes).toEqual(['LICENSE_ALREADY_ASSIGNED']);
  });

  it('R31 an address that stands for two accounts is not ambiguous any more', async () => {
    const email = 'shared@customers.test';
    const [one, two] = [await partner.customer({ email }), await partner.customer({ email })];
    const [first = '', second = '', third = ''] = await Promise.all(
      [1, 2, 3].map(() => partner.stock()),
    );
    expect((await partner.assign({ licenseId: first, email })).codes).toEqual([
      'CUSTOMER_AMBIGUOUS',
    ]);
    const { payload } = await write<{
      results: { license: { customer: Seen } | null; userErrors: { code: string }[] }[];
    }>(
      test,
      partner.token,
      'assignLicenses',
      {
        accountId: partner.account.id,
        assignments: [
          { licenseId: first, customerId: two.customerId },
          { licenseId: second, customerId: one.customerId },
          { licenseId: third, email },
        ],
      },
      `results { license { customer { ${CUSTOMER} } } userErrors { code } }`,
    );
    expect(
      payload?.results.map(({ license, userErrors }) => license?.customer.id ?? userErrors),
    ).toEqual([two.customerId, one.customerId, [{ code: 'CUSTOMER_AMBIGUOUS' }]]);
    expect(await partner.keysTo(email)).toBe(2);
  });

  it('R39 a lease starts, for one that only bought before, and its key goes to its address', async () => {
    const { customerId, key } = await partner.customer({ name: 'To lease' });
    const email = `lessee-${key}@customers.test`;
    await partner.moveTo(key, email);
    const dryRun = await partner.lease({ customerId, dryRun: true });
    expect(dryRun.codes).toEqual([]);
    expect((await partner.node(customerId, partner.holder))?.relations).toEqual(['RESOLD']);
    const { payload, codes } = await partner.lease({ customerId });
    expect(codes).toEqual([]);
    expect(payload?.lease).toEqual({
      customerEmail: email,
      customer: { id: customerId, name: 'To lease', email, relations: ['RESOLD', 'LEASED'] },
    });
    expect(await partner.keysTo(email)).toBe(1);
  });

  it('R38 R27 an order that is paid later is assigned to it, wherever its address is then', async () => {
    const { customerId, key } = await partner.customer({ name: 'To order for' });
    const [old, email] = [`old-${key}@customers.test`, `new-${key}@customers.test`];
    await partner.moveTo(key, old);
    const card = await partner.desk.till.card('sandbox:authentication');
    const order = (named: object) =>
      write<{ paymentAction: Action | null }>(
        test,
        partner.token,
        'placeOrder',
        {
          accountId: partner.account.id,
          billing: 'PAY_ON_ORDER',
          acceptTotal: TOTAL,
          paymentMethodId: card,
          lines: [{ kind: 'NEW', productId: partner.shop.product('pro'), customer: named }],
        },
        'paymentAction { paymentId clientSecret redirectUrl }',
      );
    const { codes, payload } = await order({ customerId });
    expect(codes).toEqual(['PAYMENT_ACTION_REQUIRED']);
    // It is the same customer, and so is whoever is named by its address.
    for (const [named, field] of [
      [{ customerId }, 'customerId'],
      [{ email: old }, 'email'],
    ] as const) {
      const refused = await order(named);
      expect(refused.payload?.userErrors).toMatchObject([
        { code: 'CHECKOUT_IN_PROGRESS', field: ['input', 'lines', '0', 'customer', field] },
      ]);
    }
    await partner.moveTo(key, email);
    await answerBank(test, payload?.paymentAction ?? null, 'confirm');
    await write(test, partner.token, 'confirmPayment', {
      paymentId: payload?.paymentAction?.paymentId,
    });
    expect([await partner.keysTo(old), await partner.keysTo(email)]).toEqual([0, 1]);
    const row = await partner.node(customerId, partner.holder);
    expect(row?.licenses?.nodes).toHaveLength(2);
  });

  it('R38 purchaseAndAssign takes it on the summary', async () => {
    const { customerId } = await partner.customer();
    const { payload, codes } = await write<{ licenses: { customer: Seen }[] }>(
      test,
      partner.token,
      'purchaseAndAssign',
      {
        accountId: partner.account.id,
        billing: 'MONTHLY_SUMMARY',
        acceptTotal: TOTAL,
        customerId,
        licenses: [{ productId: partner.shop.product('pro') }],
      },
      `licenses { customer { ${CUSTOMER} } }`,
    );
    expect(codes).toEqual([]);
    expect(payload?.licenses.map((one) => one.customer.id)).toEqual([customerId]);
  });

  it('R38 R63 named twice, not at all, or no customer of this partner, nothing is written', async () => {
    const { customerId, key, holder: theirs } = await partner.customer();
    await partner.moveTo(key, theirs.email);
    const foreign = await partner.sold(key, partner.other);
    const licenseId = await partner.stock();
    const lineOf = (customer: object) => ({
      ...{ kind: 'NEW', productId: partner.shop.product('pro'), customer },
    });
    const bought = {
      accountId: partner.account.id,
      billing: 'MONTHLY_SUMMARY',
      acceptTotal: TOTAL,
    };
    /** Where each input names the customer, by address and by id, and how it is sent. */
    type Way = readonly [string, (named: object) => object, string?];
    const WAYS: readonly Way[] = [
      ['prepareAssignLicense', (named) => ({ licenseId, ...named })],
      ['assignLicense', (named) => ({ licenseId, ...named })],
      [
        'assignLicenses',
        (named) => ({
          ...{
            accountId: partner.account.id,
            allOrNothing: true,
            assignments: [{ licenseId, ...named }],
          },
        }),
      ],
      ['startLease', leaseOf],
      [
        'startLeases',
        (named) => ({
          accountId: partner.account.id,
          allOrNothing: true,
          leases: [leaseOf(named, false)],
        }),
      ],
      ['placeOrder', (named) => ({ ...bought, lines: [lineOf(named)] })],
      [
        'purchaseAndAssign',
        (named) => ({
          ...bought,
          licenses: [{ productId: partner.shop.product('pro') }],
          ...named,
        }),
      ],
    ];
    const email = 'nobody@customers.test';
    const asked = async ([name, inputOf]: Way, named: object) => {
      const { codes, errors, payload } = await write(test, partner.token, name, inputOf(named));
      const at = errors[0]?.extensions['field'] ?? payload?.userErrors[0]?.field ?? [];
      return [codes, (at as string[]).at(-1)];
    };
    // Tokens remember when they were used last.
    await partner.lease({ customerEmail: email, dryRun: true });
    const before = await checksum(test.dataSource);
    for (const way of WAYS) {
      const emailField = way[0].startsWith('startLease') ? 'customerEmail' : 'email';
      expect([way[0], await asked(way, { email, customerId })]).toEqual([
        way[0],
        [['BOTH_GIVEN'], 'customerId'],
      ]);
      expect([way[0], await asked(way, {})]).toEqual([way[0], [['MISSING'], emailField]]);
      for (const strange of [foreign, partner.id('Customer', 999_999), partner.account.id, 'x'])
        expect([way[0], strange, await asked(way, { customerId: strange })]).toEqual([
          ...[way[0], strange],
          [['NOT_FOUND'], 'customerId'],
        ]);
    }
    // One person may have to do with both partners; the customer of one is none of the other.
    const manager = await partner.world.people.person();
    for (const { key: account } of [partner.account, partner.other])
      await partner.world.people.make.membership(account, manager.key, ['RESELLER']);
    const strange = { licenseId, customerId: foreign };
    const again = await checksum(test.dataSource);
    expect((await partner.prepare(strange, manager.token)).codes).toEqual(['NOT_FOUND']);
    expect(await checksum(test.dataSource)).toBe(again);
    expect(before).not.toBe('');
  });

  const leaseOf = (named: object, whole = true): object => {
    const { email, ...more } = named as { email?: string };
    return {
      ...(whole ? { accountId: partner.account.id } : {}),
      productId: partner.shop.product('pro'),
      ...(email === undefined ? {} : { customerEmail: email }),
      ...more,
    };
  };
});
