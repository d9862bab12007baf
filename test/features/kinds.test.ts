import { PERMISSIONS } from '../../src/domain/people/permission';
import { checksum } from '../support/fixtures';
import type { OfAccount, People } from '../support/people';
import { TestApplication } from '../support/test-application';
import { Till } from '../support/till';
import { desksOf, type Desk } from './purchase/checkout-desk';
import type { Shop } from './purchase/shop';
import type { Resellers, WholeMail } from './reselling/reseller';

/** Faults of one kind can be made on every path: each kind is asked on all paths that there are. */
describe('kinds of faults', () => {
  let test: TestApplication;
  let shop: Shop;
  let world: Resellers;
  let people: People;
  let desk: Desk;
  let till: Till;
  let customer: OfAccount;
  let office: string;
  let open: (given?: object) => Promise<Desk>;
  let count = 0;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox', TAX_RATES: 'DE=19' });
    ({ shop, open, resellers: world } = await desksOf(test));
    ({ people } = world);
    for (const name of ['pro', 'proLarge', 'ent'] as const)
      await shop.make.price({
        productId: shop.products[name],
        kind: 'LEASE',
        amount: name === 'pro' ? 2_000n : 5_000n,
      });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    Till.reset(test);
    const number = `AC-8${(++count).toString().padStart(5, '0')}`;
    desk = await open({ number, reseller: true, leaseProvider: true, name: 'Contoso' });
    ({ till } = desk);
    office = `office${++count}@customer.test`;
    customer = await account({ email: office, name: 'Customer' });
  });
  afterEach(() => {
    test.onStatement = null;
    expect(test.locks.faults.splice(0)).toEqual([]);
  });

  /** The service numbers accounts by itself; those of the test keep clear of that, and of each other. */
  const account = (given: object): Promise<OfAccount> =>
    people.account({ number: `AC-9${(++count).toString().padStart(5, '0')}`, ...given });
  const id = (type: string, key: number): string => till.id(type, key);
  const send = async (name: string, input: object, token = till.holder, selection = '') =>
    people.send<Record<string, unknown>>({ token }, name, input, selection);
  const codesOf = async (name: string, input: object, token = till.holder): Promise<unknown[]> => [
    ...(await send(name, input, token)).codes,
  ];
  const resold = (given: object = {}): Promise<number> =>
    shop.make.license(till.account, shop.products.pro, {
      customerAccountId: customer.key,
      origin: 'RESOLD',
      assignedAt: test.now,
      ...given,
    });
  const leased = async (): Promise<{ lease: string; license: number }> => {
    const { leaseId, licenseId } = await shop.make.lease(
      till.account,
      customer.key,
      shop.products.pro,
      { customerEmail: office },
    );
    return { lease: id('Lease', leaseId), license: licenseId };
  };
  const prepared = async (lease: string): Promise<string> => {
    const came = await send(
      'prepareStopLease',
      { leaseId: lease },
      till.holder,
      'confirmationToken',
    );
    return String(came.payload?.['confirmationToken']);
  };
  const order =
    (line: object, billing = 'PAY_ON_ORDER') =>
    async (): Promise<void> => {
      await desk.put({ use: 'RESOLD', ...line });
      await desk.placed({ billing });
    };

  describe('R33 R43 R44 whatever becomes of a license, its customer is told at their own address, and nobody else', () => {
    const LAPSED = { maintenanceFrom: '2025-01-01', maintenanceTo: '2025-12-31' };
    const change = (kind: string, more: () => object = () => ({}), given: object = {}) =>
      ['PAY_ON_ORDER', 'MONTHLY_SUMMARY'].map((billing): [string, () => Promise<void>] => [
        `${kind} ${billing}`,
        async () => {
          const license = await resold(given);
          await order({ kind, licenseId: id('License', license), ...more() }, billing)();
        },
      ]);
    const PATHS: readonly (readonly [string, () => Promise<void>])[] = [
      ...change('MODIFY', () => ({ productId: shop.product('proLarge') })),
      ...change('ADD_ON', () => ({ addOnIds: [shop.addOn('spam')] })),
      ...change('RENEW'),
      ...change('REINSTATE', undefined, LAPSED),
      [
        'modifyLease',
        async () => {
          const { lease } = await leased();
          const input = { leaseId: lease, productId: shop.product('ent') };
          expect(await codesOf('modifyLease', input)).toEqual([]);
        },
      ],
      [
        'stopLease',
        async () => {
          const confirmationToken = await prepared((await leased()).lease);
          expect(await codesOf('stopLease', { confirmationToken })).toEqual([]);
        },
      ],
    ];

    it.each(PATHS)('%s', async (_path, happens) => {
      await till.card();
      const before = (await world.mails()).length;
      await happens();
      const mails = (await world.mails()).slice(before);
      const about = ({ event }: WholeMail): boolean => /^(license-|lease-)/.test(event);
      expect(mails.filter(about).map(({ to, accountId }) => [to, accountId])).toEqual([
        [office, customer.key],
      ]);
      // A key leaves the account in no other mail either.
      for (const { to, secrets } of mails) if (secrets.key !== undefined) expect(to).toBe(office);
    });

    it('is ended with its invoice', async () => {
      await till.card();
      const { token } = await shop.make.apiToken(
        till.account,
        await holderOf(),
        'RESELLER:WRITE,PAY_INVOICES:WRITE',
      );
      const input = {
        accountId: desk.account,
        licenses: [{ productId: shop.product('pro') }],
        email: office,
        billing: 'MONTHLY_SUMMARY',
        acceptTotal: '119.01',
      };
      expect(await codesOf('purchaseAndAssign', input, token)).toEqual([]);
      const [row] = await test.dataSource.query<{ id: number }[]>(
        'SELECT MAX(invoice_id) AS id FROM orders WHERE account_id = ?',
        [till.account],
      );
      const before = (await world.mails()).length;
      expect((await till.void(Number(row?.id))).codes).toEqual([]);
      const mails = (await world.mails()).slice(before);
      const ended = mails.filter(({ event }) => event === 'license-modified');
      expect(ended.map(({ to, accountId }) => [to, accountId])).toEqual([[office, customer.key]]);
    });
  });

  const holderOf = async (): Promise<number> => {
    const [row] = await test.dataSource.query<{ id: number }[]>(
      'SELECT holder_user_id AS id FROM accounts WHERE id = ?',
      [till.account],
    );
    return Number(row?.id);
  };

  describe('R59 whatever spends counts against the cap of its token', () => {
    interface Spends {
      readonly ready?: () => Promise<object>;
      /** Minor units. */
      readonly costs: bigint;
    }
    const LEASE = () => ({ productId: shop.product('pro'), customerEmail: office });
    const cart = async (billing: string): Promise<object> => {
      await desk.put({ use: 'RESOLD' });
      return { accountId: desk.account, billing, acceptTotal: '119.01' };
    };
    const bought = (billing: string): Promise<object> =>
      Promise.resolve({
        accountId: desk.account,
        licenses: [{ productId: shop.product('pro') }],
        email: office,
        billing,
        acceptTotal: '119.01',
      });
    const placed = (billing: string): Promise<object> =>
      Promise.resolve({
        accountId: desk.account,
        lines: [
          {
            kind: 'NEW',
            productId: shop.product('pro'),
            use: 'RESOLD',
            customer: { email: office },
          },
        ],
        billing,
        acceptTotal: '119.01',
      });
    /** Every mutation that spends, by each of its ways. */
    const SPENDS: Readonly<Record<string, Spends>> = {
      startLease: {
        ready: () => Promise.resolve({ accountId: desk.account, ...LEASE() }),
        costs: 2_000n,
      },
      startLeases: {
        ready: () =>
          Promise.resolve({
            accountId: desk.account,
            allOrNothing: true,
            leases: [LEASE(), { ...LEASE(), customerEmail: `new${office}` }],
          }),
        costs: 4_000n,
      },
      modifyLease: {
        ready: async () => ({
          leaseId: (await leased()).lease,
          productId: shop.product('proLarge'),
        }),
        costs: 3_000n,
      },
      'checkout by card': { ready: () => cart('PAY_ON_ORDER'), costs: 11_901n },
      'checkout on the summary': { ready: () => cart('MONTHLY_SUMMARY'), costs: 11_901n },
      'purchaseAndAssign by card': { ready: () => bought('PAY_ON_ORDER'), costs: 11_901n },
      'purchaseAndAssign on the summary': {
        ready: () => bought('MONTHLY_SUMMARY'),
        costs: 11_901n,
      },
      'placeOrder by card': { ready: () => placed('PAY_ON_ORDER'), costs: 11_901n },
      'placeOrder on the summary': { ready: () => placed('MONTHLY_SUMMARY'), costs: 11_901n },
      payInvoice: {
        ready: async () => ({ invoiceId: id('Invoice', await till.issue()) }),
        costs: 11_900n,
      },
    };

    it('is every mutation that says so', async () => {
      const { data } = await test.graph(
        '{ __schema { mutationType { fields { name description } } } }',
        {},
        till.holder,
      );
      const { fields } = (
        data as {
          __schema: { mutationType: { fields: { name: string; description: string }[] } };
        }
      ).__schema.mutationType;
      const saying = fields.filter(({ description }) => /SPENDING_CAP_REACHED/.test(description));
      const asked = Object.keys(SPENDS).map((one) => one.split(' ')[0]);
      expect(saying.length).toBeGreaterThan(3);
      expect(asked).toEqual(expect.arrayContaining(saying.map(({ name }) => name)));
    });

    it.each(Object.entries(SPENDS))('%s', async (path, { ready, costs }) => {
      await till.card();
      const name = path.split(' ')[0] ?? '';
      const input = (await ready?.()) ?? {};
      const scopes = 'RESELLER:WRITE,LEASE_PROVIDER:WRITE,PAY_INVOICES:WRITE,MAKE_PURCHASES:WRITE';
      const tokenOf = async (monthlyCap: bigint) =>
        (await shop.make.apiToken(till.account, await holderOf(), scopes, { monthlyCap })).token;
      const short = await tokenOf(costs - 1n);
      // A token remembers when it was used last.
      await codesOf(name, { ...input, dryRun: true }, short);
      const before = await checksum(test.dataSource);
      expect(await codesOf(name, input, short)).toEqual(['SPENDING_CAP_REACHED']);
      expect(await checksum(test.dataSource)).toBe(before);
      expect(await desk.spent()).toBe(0);
      const enough = await tokenOf(costs);
      expect(await codesOf(name, input, enough)).toEqual([]);
      expect(BigInt(await desk.spent())).toBe(costs);
    });
  });

  describe('R7 R63 a row that a mutation names beside its own is asked for by itself', () => {
    /** Somebody who may do everything for one account, and nothing for another that they belong to as well. */
    const login = async (): Promise<{ token: string; other: Till }> => {
      const user = await shop.make.user();
      await shop.make.membership(till.account, user, PERMISSIONS);
      const number = `AC-7${(++count).toString().padStart(5, '0')}`;
      const other = await Till.open(test, shop.make, { number, reseller: true });
      await shop.make.membership(other.account, user, []);
      return { token: await test.tokenFor(user), other };
    };
    const stock = { customerAccountId: null, origin: 'RESOLD', status: 'UNASSIGNED' } as const;

    const NAMES: Readonly<Record<string, (other: Till) => Promise<[string, object]>>> = {
      'payInvoice paymentMethodId': async (other) => [
        'payInvoice',
        { invoiceId: id('Invoice', await till.issue()), paymentMethodId: await other.card() },
      ],
      'payInvoice furtherInvoiceIds': async (other) => [
        'payInvoice',
        {
          invoiceId: id('Invoice', await till.issue()),
          furtherInvoiceIds: [id('Invoice', await other.issue())],
        },
      ],
      'checkout paymentMethodId': async (other) => {
        await desk.put();
        const paymentMethodId = await other.card();
        return [
          'checkout',
          {
            accountId: desk.account,
            billing: 'PAY_ON_ORDER',
            acceptTotal: '119.01',
            paymentMethodId,
          },
        ];
      },
      'deactivateLicense activationId': async (other) => {
        const [own, theirs] = [
          await shop.make.license(till.account, shop.products.pro, { status: 'ACTIVE' }),
          await shop.make.license(other.account, shop.products.pro, { status: 'ACTIVE' }),
        ];
        await shop.make.activation(till.account, own);
        const activation = await shop.make.activation(other.account, theirs);
        return [
          'deactivateLicense',
          { licenseId: id('License', own), activationId: id('Activation', activation) },
        ];
      },
    };

    it.each(Object.entries(NAMES))('%s', async (_what, ready) => {
      const { token, other } = await login();
      await till.card();
      const [name, input] = await ready(other);
      const before = await checksum(test.dataSource);
      expect(await codesOf(name, input, token)).toEqual(['FORBIDDEN']);
      expect(await checksum(test.dataSource)).toBe(before);
    });

    it('assignLicenses licenseId', async () => {
      const { key: user, token: session } = await people.person();
      await shop.make.membership(till.account, user, ['RESELLER']);
      const other = await account({ reseller: true });
      await shop.make.membership(other.key, user, []);
      const confirm = async (account: number): Promise<string> => {
        const license = await shop.make.license(account, shop.products.pro, stock);
        return id('License', license);
      };
      // A person confirms, and nobody prepares what they may not assign: a session has no way to name it otherwise.
      const licenseId = await confirm(other.key);
      expect(await codesOf('prepareAssignLicense', { licenseId, email: office }, session)).toEqual([
        'FORBIDDEN',
      ]);
      // A token reaches one account: the stock of another is not there for it.
      const { token } = await shop.make.apiToken(till.account, await holderOf(), 'RESELLER:WRITE');
      const assignments = [{ licenseId, email: office }];
      const answer = await send(
        'assignLicenses',
        { accountId: desk.account, assignments },
        token,
        'results { userErrors { code } }',
      );
      expect(answer.text).toContain('NOT_FOUND');
    });

    it('transferAccount membershipId', async () => {
      const theirs = await account({});
      const login = await people.login(theirs);
      const input = { accountId: desk.account, membershipId: login.membershipId };
      expect(await codesOf('transferAccount', input)).toEqual(['NOT_FOUND']);
      // Of an account that the holder belongs to as a login, they hand over nobody.
      await shop.make.membership(theirs.key, await holderOf(), ['PAY_INVOICES']);
      expect(await codesOf('transferAccount', input)).toEqual(['FORBIDDEN']);
    });
  });

  describe('R13 R49 R55 what was looked at before the lock is looked at again under it', () => {
    interface Race {
      /** What is sent, and which row its first lock waits for. */
      readonly ready: () => Promise<{ name: string; input: object; lock: string; key: number }>;
      /** What somebody else does while it waits. */
      readonly meanwhile: (key: number) => readonly [string, unknown[]];
      readonly code: string;
      readonly by?: 'billing' | 'support';
    }
    const ofAccount = (name: string, input: object) =>
      Promise.resolve({ name, input, lock: 'accounts', key: till.account });
    let invoice = 0;
    let row = 0;
    const onInvoice =
      (name: string, more: object = {}) =>
      async () => {
        invoice = await till.issue();
        return ofAccount(name, { invoiceId: id('Invoice', invoice), ...more });
      };
    const onLicense =
      (name: string, more: object, given: object = {}) =>
      async () => {
        row = await shop.make.license(till.account, shop.products.pro, given);
        return {
          name,
          input: { licenseId: id('License', row), ...more },
          lock: 'licenses',
          key: row,
        };
      };
    const ofInvoice = (status: string): readonly [string, unknown[]] => [
      "UPDATE invoices SET status = ?, paid = IF(? = 'PAID', total, paid), credited = IF(? = 'PAID', 0, total) WHERE id = ?",
      [status, status, status, invoice],
    ];
    const ofLicense = (status: string): readonly [string, unknown[]] => [
      'UPDATE licenses SET status = ? WHERE id = ?',
      [status, row],
    ];
    const REASON = { reason: 'Asked for by phone' };

    const RACES: Readonly<Record<string, Race>> = {
      'payInvoice, paid': {
        ready: onInvoice('payInvoice'),
        meanwhile: () => ofInvoice('PAID'),
        code: 'INVOICE_PAID',
      },
      'payInvoice, voided': {
        ready: onInvoice('payInvoice'),
        meanwhile: () => ofInvoice('VOID'),
        code: 'INVOICE_VOID',
      },
      'voidInvoice, paid': {
        ready: onInvoice('voidInvoice', REASON),
        meanwhile: () => ofInvoice('PAID'),
        code: 'INVOICE_PAID',
        by: 'billing',
      },
      'creditInvoice, voided': {
        ready: onInvoice('creditInvoice', REASON),
        meanwhile: () => ofInvoice('VOID'),
        code: 'INVOICE_VOID',
        by: 'billing',
      },
      'modifyLease, stopped': {
        ready: async () => {
          const { lease } = await leased();
          return ofAccount('modifyLease', { leaseId: lease, productId: shop.product('ent') });
        },
        meanwhile: (account) => [
          "UPDATE leases SET status = 'STOPPED', stopped_on = '2026-11-20', stopped_at = '2026-11-20 10:00:00' WHERE account_id = ?",
          [account],
        ],
        code: 'LEASE_STOPPED',
      },
      'modifyLease, no lease provider': {
        ready: async () => {
          const { lease } = await leased();
          return ofAccount('modifyLease', { leaseId: lease, productId: shop.product('ent') });
        },
        meanwhile: (account) => ['UPDATE accounts SET lease_provider = 0 WHERE id = ?', [account]],
        code: 'NOT_A_LEASE_PROVIDER',
      },
      'stopLease, stopped': {
        ready: async () =>
          ofAccount('stopLease', { confirmationToken: await prepared((await leased()).lease) }),
        meanwhile: (account) => [
          "UPDATE leases SET status = 'STOPPED', stopped_on = '2026-11-20', stopped_at = '2026-11-20 10:00:00' WHERE account_id = ?",
          [account],
        ],
        code: 'LEASE_STOPPED',
      },
      'startLease, no lease provider': {
        ready: () =>
          ofAccount('startLease', {
            accountId: desk.account,
            productId: shop.product('pro'),
            customerEmail: office,
          }),
        meanwhile: (account) => ['UPDATE accounts SET lease_provider = 0 WHERE id = ?', [account]],
        code: 'NOT_A_LEASE_PROVIDER',
      },
      'startLease, without a card': {
        ready: () =>
          ofAccount('startLease', {
            accountId: desk.account,
            productId: shop.product('pro'),
            customerEmail: office,
          }),
        meanwhile: (account) => [
          'UPDATE payment_methods SET removed_at = NOW(3), gateway_reference = NULL, is_default = 0 WHERE account_id = ?',
          [account],
        ],
        code: 'NO_CARD_ON_FILE',
      },
      'checkout, dearer': {
        ready: async () => {
          await desk.put();
          return ofAccount('checkout', {
            accountId: desk.account,
            billing: 'PAY_ON_ORDER',
            acceptTotal: '119.01',
          });
        },
        meanwhile: (account) => [
          'UPDATE cart_lines SET quantity = 2 WHERE account_id = ?',
          [account],
        ],
        code: 'PRICE_CHANGED',
      },
      'checkout, no reseller': {
        ready: async () => {
          await desk.put();
          return ofAccount('checkout', {
            accountId: desk.account,
            billing: 'MONTHLY_SUMMARY',
            acceptTotal: '119.01',
          });
        },
        meanwhile: (account) => ['UPDATE accounts SET reseller = 0 WHERE id = ?', [account]],
        code: 'MONTHLY_NOT_OFFERED',
      },
      'activateLicense, suspended': {
        ready: onLicense('activateLicense', { serverName: 's.test' }),
        meanwhile: () => ofLicense('SUSPENDED'),
        code: 'LICENSE_SUSPENDED',
      },
      'activateLicense, ended': {
        ready: onLicense('activateLicense', { serverName: 's.test' }),
        meanwhile: () => ofLicense('ENDED'),
        code: 'LICENSE_ENDED',
      },
      'suspendLicense, ended': {
        ready: onLicense('suspendLicense', REASON),
        meanwhile: () => ofLicense('ENDED'),
        code: 'LICENSE_ENDED',
        by: 'support',
      },
      'resumeLicense, resumed': {
        ready: onLicense('resumeLicense', REASON, { status: 'SUSPENDED' }),
        meanwhile: () => ofLicense('READY'),
        code: 'LICENSE_NOT_SUSPENDED',
        by: 'support',
      },
      'assignLicense, assigned': {
        ready: async () => {
          const stock = { customerAccountId: null, origin: 'RESOLD', status: 'UNASSIGNED' };
          const { lock, key, input } = await onLicense('assignLicense', {}, stock)();
          const named = { ...input, email: office };
          const { payload } = await send(
            'prepareAssignLicense',
            named,
            till.holder,
            'confirmationToken',
          );
          return {
            name: 'assignLicense',
            input: { confirmationToken: payload?.['confirmationToken'] },
            lock,
            key,
          };
        },
        meanwhile: (key) => [
          "UPDATE licenses SET customer_account_id = ?, status = 'READY', assigned_at = NOW(3) WHERE id = ?",
          [customer.key, key],
        ],
        code: 'LICENSE_ALREADY_ASSIGNED',
      },
    };

    it.each(Object.entries(RACES))('%s', async (_what, { ready, meanwhile, code, by }) => {
      await till.card();
      const { name, input, lock, key } = await ready();
      const support = await test.tokenFor(await shop.make.user({ staffRole: 'SUPPORT' }));
      const as = by === 'billing' ? till.billing : by === 'support' ? support : till.holder;
      const elsewhere = test.dataSource.createQueryRunner();
      try {
        await elsewhere.startTransaction('READ COMMITTED');
        await elsewhere.query(`SELECT id FROM ${lock} WHERE id = ? FOR UPDATE`, [key]);
        const blocked = new Promise<void>((resolve) => {
          const asksFor = new RegExp(`\\bFROM ${lock}\\b[^]*FOR UPDATE`);
          test.onStatement = (text) => {
            if (asksFor.test(text)) resolve();
          };
        });
        const answer = codesOf(name, input, as);
        await Promise.race([blocked, answer]);
        await elsewhere.query(...(meanwhile(key) as [string, unknown[]]));
        await elsewhere.commitTransaction();
        expect(await answer).toEqual([code]);
      } finally {
        if (elsewhere.isTransactionActive) await elsewhere.rollbackTransaction();
        await elsewhere.release();
      }
    });
  });

  describe('R7 what was let in by one argument is not let in by another', () => {
    interface Argument {
      readonly name: string;
      readonly type: { readonly kind: string; readonly enumValues: { name: string }[] | null };
    }
    /** Fields of an account with an argument of a few words, and those words. */
    const chosen = async (): Promise<readonly (readonly [string, string, string[]])[]> => {
      const { data } = await test.graph(
        '{ __type(name: "Account") { fields { name args { name type { kind enumValues { name } } } } } }',
        {},
        till.holder,
      );
      const { fields } = (
        data as { __type: { fields: { name: string; args: readonly Argument[] }[] } }
      ).__type;
      return fields.flatMap(({ name, args }) =>
        args.flatMap(({ name: argument, type: { enumValues } }) =>
          enumValues === null ? [] : [[name, argument, enumValues.map((one) => one.name)] as const],
        ),
      );
    };

    it.each(PERMISSIONS)(
      'to a login with %s, of every field that takes a word',
      async (permission) => {
        const user = await shop.make.user();
        await shop.make.membership(till.account, user, [permission]);
        const token = await test.tokenFor(user);
        const asked = (await chosen()).flatMap(([field, argument, words]) =>
          words.map((word) => [`${field}_${word}`, `${field}(${argument}: ${word})`] as const),
        );
        const outcomes = async (
          some: readonly (readonly [string, string])[],
        ): Promise<Record<string, unknown>> => {
          const pieces = some.map(([alias, call]) => `${alias}: ${call} { __typename }`);
          const { errors } = await test.graph(
            `query ($id: ID!) { account(id: $id) { ${pieces.join(' ')} } }`,
            { id: desk.account },
            token,
          );
          const refused = errors.map(({ path, extensions }) => [path?.[1], extensions['code']]);
          const met = Object.fromEntries(refused) as Record<string, unknown>;
          return Object.fromEntries(some.map(([alias]) => [alias, met[alias] ?? 'let in']));
        };
        const alone: Record<string, unknown> = {};
        for (const one of asked) Object.assign(alone, await outcomes([one]));
        expect(await outcomes(asked)).toEqual(alone);
        expect(await outcomes([...asked].reverse())).toEqual(alone);
        const relations = [alone['customers_RESOLD'], alone['customers_LEASED']];
        expect(relations).toEqual(
          permission === 'RESELLER'
            ? ['let in', 'FORBIDDEN']
            : permission === 'LEASE_PROVIDER'
              ? ['FORBIDDEN', 'let in']
              : ['FORBIDDEN', 'FORBIDDEN'],
        );
      },
    );
  });

  it('locks were watched', () => {
    for (const pair of ['accounts > invoices', 'accounts > payments', 'accounts > licenses'])
      expect([...test.locks.met]).toContain(pair);
  });
});
