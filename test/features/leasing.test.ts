import type { Day } from '../../src/domain/billing/calendar';
import { Outbox } from '../support/outbox';
import { checksum } from '../support/fixtures';
import { People, type OfAccount, type Person } from '../support/people';
import { TEST_NOW, TestApplication } from '../support/test-application';

const MONEY = '{ amount currency }';
const START = `lease { id number status customerEmail customer { name email } product { name } addOns { name } startedAt
  monthlyPrice ${MONEY} license { id status key } } monthlyPrice ${MONEY} thisMonth ${MONEY}`;
const TERMS = `lease { id product { name } addOns { name } monthlyPrice ${MONEY} terms { from monthlyPrice ${MONEY} }
  license { status } } monthlyPrice ${MONEY} thisMonth ${MONEY}`;

interface Started {
  readonly lease: {
    readonly id: string;
    readonly number: string;
    readonly license: { readonly id: string; readonly key: string };
  };
}

describe('leasing', () => {
  let test: TestApplication;
  let people: People;
  let provider: OfAccount;
  let products: Record<'professional' | 'enterprise' | 'other', number>;
  let addOns: Record<'plain' | 'enterprise' | 'other' | 'unpriced', number>;
  const id = (type: string, key: number) => test.app.ids.encode(type, key);

  beforeAll(async () => {
    test = await TestApplication.start();
    people = new People(test);
    const { make } = people;
    const priced = async (product: number, amount: bigint) => {
      await make.price({ productId: product, kind: 'LEASE', amount });
      return product;
    };
    products = {
      professional: await priced(
        await make.product({ edition: 'PROFESSIONAL', level: 250, name: 'Mail Pro 250' }),
        2_000n,
      ),
      enterprise: await priced(
        await make.product({ edition: 'ENTERPRISE', level: 500, name: 'Mail Ent 500' }),
        5_600n,
      ),
      other: await priced(
        await make.product({
          family: 'SMARTERTRACK',
          edition: 'PROFESSIONAL',
          level: 5,
          name: 'Track Pro 5',
        }),
        3_000n,
      ),
    };
    const addOn = async (given: object, amount: bigint | null) => {
      const key = await make.addOn(given);
      if (amount !== null) await make.price({ addOnId: key, kind: 'LEASE', amount });
      return key;
    };
    addOns = {
      plain: await addOn({ name: 'Archive', requiresEnterprise: false }, 280n),
      enterprise: await addOn({ name: 'Sync', requiresEnterprise: true }, 560n),
      other: await addOn({ family: 'SMARTERTRACK', name: 'Chat', requiresEnterprise: false }, 100n),
      unpriced: await addOn({ name: 'Unpriced', requiresEnterprise: false }, null),
    };
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    test.now = TEST_NOW;
    provider = await people.account({ leaseProvider: true });
    await people.make.card(provider.key);
  });

  const chosen = (product: keyof typeof products, ...of: (keyof typeof addOns)[]) => ({
    productId: id('Product', products[product]),
    addOnIds: of.map((one) => id('AddOn', addOns[one])),
  });
  const start = (given: object = {}, as: Pick<Person, 'token'> | null = provider.holder) =>
    people.send<Started & { monthlyPrice: object; thisMonth: object }>(
      as,
      'startLease',
      {
        accountId: provider.id,
        ...chosen('professional'),
        customerEmail: people.address(),
        ...given,
      },
      START,
    );
  const started = async (given: object = {}): Promise<Started['lease']> => {
    const { payload, codes } = await start(given);
    expect(codes).toEqual([]);
    return payload?.lease as Started['lease'];
  };
  const modify = (leaseId: string, given: object) =>
    people.send<{
      lease: { terms: { from: string }[]; license: { status: string } };
      thisMonth: object;
    }>(provider.holder, 'modifyLease', { leaseId, ...given }, TERMS);
  const prepare = (leaseId: string, as: Pick<Person, 'token'> = provider.holder) =>
    people.send<{ confirmationToken: string | null; finalCharge: object }>(
      as,
      'prepareStopLease',
      { leaseId },
      `stopsOn explanation confirmableUntil finalCharge ${MONEY} saving ${MONEY} confirmationToken`,
    );
  const stop = (
    confirmationToken: string,
    as: Pick<Person, 'token'> = provider.holder,
    given = {},
  ) =>
    people.send(
      as,
      'stopLease',
      { confirmationToken, ...given },
      `lease { status stoppedAt license { status } } finalCharge ${MONEY}`,
    );
  /** Moves the clock; the holder signs in again. */
  const later = async (instant: string): Promise<void> => {
    test.now = new Date(instant);
    const token = await test.tokenFor(provider.holder.key);
    provider = { ...provider, holder: { ...provider.holder, token } };
  };
  const mails = async (work: () => Promise<unknown>): Promise<string[]> => {
    const outbox = new Outbox(test);
    const before = (await outbox.rows()).length;
    await work();
    return (await outbox.rows()).slice(before).map(({ event }) => event);
  };
  const unchanged = async (work: () => Promise<unknown>): Promise<void> => {
    const before = await checksum(test.dataSource);
    await work();
    expect(await checksum(test.dataSource)).toBe(before);
  };

  describe('starting', () => {
    it('R39, R32 starts a lease for somebody new, who gets account and key; the month costs what is left of it', async () => {
      const email = people.address();
      const sent = await mails(async () => {
        const { payload, codes } = await start({
          ...chosen('enterprise', 'plain', 'enterprise'),
          customerEmail: email.toUpperCase(),
          customerName: 'Ada & Co',
        });
        expect(codes).toEqual([]);
        expect(payload).toMatchObject({
          lease: {
            status: 'ACTIVE',
            customerEmail: email,
            customer: { name: 'Ada & Co', email },
            product: { name: 'Mail Ent 500' },
            addOns: [{ name: 'Archive' }, { name: 'Sync' }],
            monthlyPrice: { amount: '64.40', currency: 'EUR' },
            license: { status: 'READY' },
          },
          monthlyPrice: { amount: '64.40', currency: 'EUR' },
          // The 21st to the 30th of November: 10 of 28 days.
          thisMonth: { amount: '23.00', currency: 'EUR' },
        });
        expect(payload?.lease.number).toMatch(/^L-1\d{5}$/);
      });
      expect(sent).toEqual(['account-created']);
    });

    it('R65 a dry run, and what is refused, draws no number', async () => {
      const numberOf = ({ number }: Started['lease']) => Number(number.slice(2));
      const before = numberOf(await started());
      expect((await start({ dryRun: true })).codes).toEqual([]);
      expect((await start(chosen('professional', 'unpriced'))).codes).toEqual(['NOT_FOR_LEASE']);
      const input = { ...chosen('professional'), customerEmail: people.address() };
      const several = { accountId: provider.id, leases: [input, input], allOrNothing: true };
      const send = (given: object) =>
        people.send<{ results: { lease: { number: string } | null; monthlyPrice: object }[] }>(
          provider.holder,
          'startLeases',
          { ...several, ...given },
          `results { lease { number } monthlyPrice { amount } thisMonth { amount } }
           monthlyPrice { amount } thisMonth { amount }`,
        );
      const dryRun = await send({ dryRun: true });
      expect(dryRun.codes).toEqual([]);
      const { payload } = await send({});
      // What it costs, each and together, a dry run tells as well.
      const results = payload?.results.map((one) => ({ ...one, lease: null }));
      expect(dryRun.payload).toEqual({ ...payload, results });
      expect(payload).toMatchObject({ monthlyPrice: { amount: '40.00' } });
      expect(payload?.results.map(({ lease }) => lease?.number)).toEqual([
        `L-${before + 1}`,
        `L-${before + 2}`,
      ]);
      expect(numberOf(await started())).toBe(before + 3);
    });

    it('R31, R15 an existing customer gets the key, and people with the alert are told', async () => {
      const customer = await people.account({ email: people.address() });
      const [row] = await test.dataSource.query<{ email: string }[]>(
        'SELECT email FROM accounts WHERE id = ?',
        [customer.key],
      );
      const login = await people.login(provider, ['LEASE_PROVIDER']);
      await test.dataSource.query(
        'UPDATE memberships SET alert_lease_assigned = 1 WHERE user_id = ?',
        [login.key],
      );
      expect(await mails(() => started({ customerEmail: row?.email }))).toEqual([
        'license-key-delivery',
        'lease-assigned',
      ]);
    });

    it('R31 says of an address with several accounts that it is ambiguous', async () => {
      const email = people.address();
      await people.account({ email });
      await people.account({ email });
      await unchanged(async () => {
        const { codes, payload } = await start({ customerEmail: email });
        expect([codes, payload?.userErrors[0]?.field]).toEqual([
          ['CUSTOMER_AMBIGUOUS'],
          ['input', 'customerEmail'],
        ]);
      });
    });

    it.each<[string, () => object, string]>([
      ['R39 an add-on of another family', () => chosen('professional', 'other'), 'ANOTHER_FAMILY'],
      [
        'R21 an add-on that needs Enterprise',
        () => chosen('professional', 'enterprise'),
        'ENTERPRISE_REQUIRED',
      ],
      ['R39 what has no lease price', () => chosen('professional', 'unpriced'), 'NOT_FOR_LEASE'],
      ['R60 a product that is none', () => ({ productId: id('AddOn', addOns.plain) }), 'NOT_FOUND'],
    ])('%s is refused, and nothing is written', async (_title, given, code) => {
      await unchanged(async () => expect((await start(given())).codes).toEqual([code]));
    });

    it('R40 needs a card on file', async () => {
      await test.dataSource.query('DELETE FROM payment_methods WHERE account_id = ?', [
        provider.key,
      ]);
      await unchanged(async () => expect((await start()).codes).toEqual(['NO_CARD_ON_FILE']));
    });

    it('R53 needs that nothing is overdue', async () => {
      await people.make.invoice(provider.key, { status: 'OVERDUE' });
      await unchanged(async () => expect((await start()).codes).toEqual(['INVOICE_OVERDUE']));
    });

    it('R6, R7 needs the capability and the permission', async () => {
      const without = await people.login(provider, ['RESELLER', 'PAY_INVOICES']);
      await unchanged(async () => {
        expect((await start({}, without)).codes).toEqual(['FORBIDDEN']);
        expect((await start({}, null)).codes).toEqual(['UNAUTHENTICATED']);
      });
      expect((await start({}, await people.login(provider, ['LEASE_PROVIDER']))).codes).toEqual([]);
      await test.dataSource.query('UPDATE accounts SET lease_provider = 0 WHERE id = ?', [
        provider.key,
      ]);
      await unchanged(async () => expect((await start()).codes).toEqual(['FORBIDDEN']));
    });

    it('R65 a dry run says what it costs, and does not tell who is a customer', async () => {
      const known = await people.account({ email: people.address() });
      const [row] = await test.dataSource.query<{ email: string }[]>(
        'SELECT email FROM accounts WHERE id = ?',
        [known.key],
      );
      const dryRun = async (customerEmail: string) => {
        const { payload } = await people.send<{
          effects: object[];
          monthlyPrice: object;
          lease: null;
        }>(
          provider.holder,
          'startLease',
          { accountId: provider.id, ...chosen('professional'), customerEmail, dryRun: true },
          `lease { id } monthlyPrice ${MONEY} effects { kind subject event changes { field after } }`,
        );
        expect(payload?.lease).toBeNull();
        expect(payload?.monthlyPrice).toEqual({ amount: '20.00', currency: 'EUR' });
        return JSON.stringify(payload?.effects)
          .replaceAll(customerEmail, 'THEM')
          .replace(/L-\d+/g, 'NUMBER');
      };
      await unchanged(async () => {
        expect(await dryRun(row?.email ?? '')).toBe(await dryRun(people.address()));
      });
    });
  });

  describe('several at once', () => {
    const startSeveral = (leases: object[], given: object = {}) =>
      people.send<{
        results: { lease: object | null; userErrors: { code: string; field: string[] }[] }[] | null;
      }>(
        provider.holder,
        'startLeases',
        { accountId: provider.id, leases, ...given },
        'results { lease { number } userErrors { code message field } }',
      );
    const one = (given: object = {}) => ({
      ...chosen('professional'),
      customerEmail: people.address(),
      ...given,
    });

    it('R39 each stands for itself, and says what was wrong with it', async () => {
      const email = people.address();
      const { payload, codes } = await startSeveral([
        one({ customerEmail: email }),
        one(chosen('professional', 'enterprise')),
        one({ customerEmail: email }),
      ]);
      expect(codes).toEqual([]);
      expect(payload?.results).toMatchObject([
        { lease: { number: expect.stringMatching(/^L-/) as string }, userErrors: [] },
        {
          lease: null,
          userErrors: [
            { code: 'ENTERPRISE_REQUIRED', field: ['input', 'leases', '1', 'addOnIds'] },
          ],
        },
        { lease: { number: expect.stringMatching(/^L-/) as string }, userErrors: [] },
      ]);
      const [{ n } = { n: 0 }] = await test.dataSource.query<{ n: number }[]>(
        'SELECT COUNT(*) n FROM accounts WHERE email = ?',
        [email],
      );
      expect(Number(n)).toBe(1);
    });

    it('R39 all or none', async () => {
      await unchanged(async () => {
        const { codes, payload } = await startSeveral(
          [one(), one(chosen('professional', 'other'))],
          { allOrNothing: true },
        );
        expect([codes, payload?.results]).toEqual([['ANOTHER_FAMILY'], null]);
      });
    });

    it('R40 what concerns the account refuses all', async () => {
      await test.dataSource.query('DELETE FROM payment_methods WHERE account_id = ?', [
        provider.key,
      ]);
      await unchanged(async () =>
        expect((await startSeveral([one(), one()])).codes).toEqual(['NO_CARD_ON_FILE']),
      );
    });
  });

  describe('what the list says meanwhile', () => {
    let dear: number;
    let extras: readonly [number, number];

    /** 102.00 until December, then 136.00, until the 15th; the first add-on is withdrawn with November. */
    beforeAll(async () => {
      const { make } = people;
      const price = (given: object, amount: bigint, validFrom: Day, validTo: Day | null) =>
        make.price({ kind: 'LEASE', amount, validFrom, validTo, ...given });
      dear = await make.product({ edition: 'PROFESSIONAL', level: 900, name: 'Mail Pro 900' });
      await price({ productId: dear }, 10_200n, '2026-01-01', '2026-11-30');
      await price({ productId: dear }, 13_600n, '2026-12-01', '2026-12-14');
      extras = [
        await make.addOn({ name: 'Going', requiresEnterprise: false }),
        await make.addOn({ name: 'Staying', requiresEnterprise: false }),
      ];
      await price({ addOnId: extras[0] }, 1_600n, '2026-01-01', '2026-11-30');
      await price({ addOnId: extras[1] }, 800n, '2026-01-01', '2026-12-09');
      await price({ addOnId: extras[1] }, 900n, '2026-12-10', null);
    });

    it('R43 R71 what stays costs what was agreed; what is withdrawn can be kept and left, and not be taken', async () => {
      const [going, staying] = extras.map((key) => id('AddOn', key)) as [string, string];
      const productId = id('Product', dear);
      const { id: lease } = await started({ productId, addOnIds: [going, staying] });
      const costs = async (given: object) => {
        const { payload, codes } = await modify(lease, given);
        return (
          codes[0] ??
          (payload as unknown as { monthlyPrice: { amount: string } }).monthlyPrice.amount
        );
      };
      await later('2026-12-10T12:00:00Z');
      expect(await costs({ addOnIds: [staying] })).toBe('110.00');
      expect(await costs({ addOnIds: [staying, going] })).toBe('NOT_FOR_LEASE');
      expect(await costs({ addOnIds: [] })).toBe('102.00');
      await later('2026-12-20T12:00:00Z');
      // The product is withdrawn by now: the lease goes on with it, and is given an add-on at the price of the day.
      expect(await costs({ addOnIds: [staying] })).toBe('111.00');
      expect((await start({ productId })).codes).toEqual(['NOT_FOR_LEASE']);
      expect((await start({ addOnIds: [going] })).codes).toEqual(['NOT_FOR_LEASE']);
      expect(await costs({ productId: id('Product', products.professional) })).toBe('29.00');
      expect(await costs({ productId })).toBe('NOT_FOR_LEASE');
      expect(await costs({ productId: id('Product', products.enterprise), addOnIds: [] })).toBe(
        '56.00',
      );
    });

    it('R52 a start that waits past the end of its month costs what the first day of the next one says', async () => {
      const other = test.dataSource.createQueryRunner();
      await other.startTransaction();
      await other.query('SELECT id FROM accounts WHERE id = ? FOR UPDATE', [provider.key]);
      const blocked = new Promise<void>((resolve) => {
        test.onStatement = (text) => {
          if (/^SELECT id FROM accounts WHERE id = \? .* FOR UPDATE$/.test(text)) resolve();
        };
      });
      const asked = start({ productId: id('Product', dear) });
      await blocked;
      test.onStatement = null;
      await other.query("INSERT INTO billing_months (month, closed_at) VALUES ('2026-11', ?)", [
        test.now,
      ]);
      await other.commitTransaction();
      await other.release();
      const { payload, codes } = await asked;
      expect(codes).toEqual([]);
      expect(payload).toMatchObject({
        monthlyPrice: { amount: '136.00' },
        thisMonth: { amount: '136.00' },
      });
      const terms = await test.dataSource.query<object[]>(
        'SELECT valid_from, monthly_price FROM lease_terms WHERE account_id = ?',
        [provider.key],
      );
      expect(terms).toMatchObject([{ valid_from: '2026-12-01', monthly_price: 13_600 }]);
      await test.dataSource.query('DELETE FROM billing_months');
    });
  });

  describe('changing', () => {
    it('R43, R34, R52 is one change from today on; another one today takes its place', async () => {
      const { id: lease, license } = await started();
      await people.make.activation(
        provider.key,
        test.app.ids.keyOf('License', license.id) as number,
        {
          productId: products.professional,
        },
      );
      await test.dataSource.query("UPDATE licenses SET status = 'ACTIVE' WHERE id = ?", [
        test.app.ids.keyOf('License', license.id),
      ]);
      await later('2026-12-10T12:00:00Z');
      const sent = await mails(async () => {
        const { payload, codes } = await modify(lease, chosen('enterprise', 'enterprise'));
        expect(codes).toEqual([]);
        expect(payload).toMatchObject({
          lease: {
            product: { name: 'Mail Ent 500' },
            addOns: [{ name: 'Sync' }],
            monthlyPrice: { amount: '61.60' },
            license: { status: 'REACTIVATION_REQUIRED' },
            terms: [{ from: '2026-11-21' }, { from: '2026-12-10' }],
          },
          // 9 days at 20.00 and 22 days at 61.60 of 31.
          thisMonth: { amount: '49.52' },
        });
      });
      expect(sent).toEqual(['license-modified']);
      const { payload } = await modify(lease, chosen('professional', 'plain'));
      expect(payload).toMatchObject({
        lease: {
          addOns: [{ name: 'Archive' }],
          terms: [{ from: '2026-11-21' }, { from: '2026-12-10' }],
        },
        monthlyPrice: { amount: '22.80' },
      });
      const rows = await test.dataSource.query<object[]>(
        'SELECT x.add_on_id FROM lease_term_add_ons x JOIN lease_terms t ON t.id = x.lease_term_id WHERE t.lease_id = ?',
        [test.app.ids.keyOf('Lease', lease)],
      );
      expect(rows).toHaveLength(1);
    });

    it('R43 what is left out stays as it is, and an empty list takes all add-ons away', async () => {
      const { id: lease } = await started(chosen('professional', 'plain'));
      const { productId } = chosen('enterprise');
      expect((await modify(lease, { productId })).payload).toMatchObject({
        lease: { product: { name: 'Mail Ent 500' }, addOns: [{ name: 'Archive' }] },
      });
      expect((await modify(lease, { addOnIds: [] })).payload).toMatchObject({
        lease: { product: { name: 'Mail Ent 500' }, addOns: [] },
      });
    });

    it.each<[string, () => object, string]>([
      ['R43 another family', () => chosen('other'), 'ANOTHER_FAMILY'],
      ['R43 what changes nothing', () => chosen('professional', 'plain'), 'NOTHING_CHANGES'],
      [
        'R21 an add-on that needs Enterprise',
        () => chosen('professional', 'enterprise'),
        'ENTERPRISE_REQUIRED',
      ],
      ['R43 what has no lease price', () => chosen('professional', 'unpriced'), 'NOT_FOR_LEASE'],
    ])('%s is refused, and nothing is written', async (_title, given, code) => {
      const { id: lease } = await started(chosen('professional', 'plain'));
      await unchanged(async () => expect((await modify(lease, given())).codes).toEqual([code]));
    });

    it('R6 is not done any more once the account is no lease provider', async () => {
      const { id: lease } = await started();
      await test.dataSource.query('UPDATE accounts SET lease_provider = 0 WHERE id = ?', [
        provider.key,
      ]);
      await unchanged(async () =>
        expect((await modify(lease, chosen('enterprise'))).codes).toEqual(['FORBIDDEN']),
      );
    });
  });

  describe('stopping', () => {
    it('R44, R52 shows the final charge, then stops; the license ends with all that runs on it', async () => {
      const { id: lease, license } = await started();
      const key = test.app.ids.keyOf('License', license.id) as number;
      await people.make.activation(provider.key, key, { productId: products.professional });
      await later('2026-12-08T12:00:00Z');
      const prepared = await prepare(lease);
      expect(prepared.payload).toMatchObject({
        stopsOn: '2026-12-08',
        explanation: '7 of 28 days at €20.00',
        finalCharge: { amount: '5.00' },
        saving: { amount: '15.00' },
        confirmableUntil: '2026-12-08T12:15:00.000Z',
      });
      const token = prepared.payload?.confirmationToken ?? '';
      const sent = await mails(async () => {
        const { payload, codes } = await stop(token);
        expect(codes).toEqual([]);
        expect(payload).toMatchObject({
          lease: {
            status: 'STOPPED',
            stoppedAt: '2026-12-08T12:00:00.000Z',
            license: { status: 'ENDED' },
          },
          finalCharge: { amount: '5.00' },
        });
      });
      expect(sent).toEqual(['lease-stopped']);
      const open = await test.dataSource.query<object[]>(
        'SELECT id FROM activations WHERE license_id = ? AND deactivated_at IS NULL',
        [key],
      );
      expect(open).toEqual([]);
      await unchanged(async () => {
        expect((await stop(token)).codes).toEqual(['LEASE_STOPPED']);
        expect((await prepare(lease)).codes).toEqual(['LEASE_STOPPED']);
        expect((await modify(lease, chosen('enterprise'))).codes).toEqual(['LEASE_STOPPED']);
      });
    });

    it('R44 what is confirmed is what was shown, by whom it was shown, within 15 minutes', async () => {
      const { id: lease } = await started();
      const token = (await prepare(lease)).payload?.confirmationToken ?? '';
      const colleague = await people.login(provider, ['LEASE_PROVIDER']);
      const stranger = await people.account({ leaseProvider: true });
      await unchanged(async () => {
        expect((await stop(token, colleague)).codes).toEqual(['CONFIRMATION_INVALID']);
        expect((await stop(token, stranger.holder)).codes).toEqual(['NOT_FOUND']);
        expect((await stop(`${lease}.abc`)).codes).toEqual(['CONFIRMATION_INVALID']);
        expect((await stop('nonsense')).codes).toEqual(['NOT_FOUND']);
      });
      test.now = new Date(TEST_NOW.getTime() + 15 * 60_000);
      expect((await stop(token)).codes).toEqual(['CONFIRMATION_INVALID']);
      test.now = TEST_NOW;
      expect((await modify(lease, chosen('enterprise'))).codes).toEqual([]);
      await unchanged(async () =>
        expect((await stop(token)).codes).toEqual(['CONFIRMATION_DIFFERS']),
      );
    });

    it('R6 the holder still stops what runs once the account is no lease provider, nobody else does', async () => {
      const { id: lease } = await started();
      const login = await people.login(provider, ['LEASE_PROVIDER']);
      await test.dataSource.query('UPDATE accounts SET lease_provider = 0 WHERE id = ?', [
        provider.key,
      ]);
      await unchanged(async () =>
        expect((await prepare(lease, login)).codes).toEqual(['FORBIDDEN']),
      );
      const token = (await prepare(lease)).payload?.confirmationToken ?? '';
      expect((await stop(token)).codes).toEqual([]);
    });

    it('R44, R51 of several who stop it at once one does', async () => {
      const { id: lease } = await started();
      const token = (await prepare(lease)).payload?.confirmationToken ?? '';
      const came = await Promise.all([1, 2, 3, 4].map(() => stop(token)));
      expect(came.map(({ codes }) => codes).sort()).toEqual([
        [],
        ['LEASE_STOPPED'],
        ['LEASE_STOPPED'],
        ['LEASE_STOPPED'],
      ]);
    });
  });
});
