import { reachAccounts } from '../../src/database/reach';
import { sql } from '../../src/database/sql';
import { RowRef } from '../../src/graphql/outcome';
import { Stage } from '../mutations/stage';
import { checksum, Fixtures } from '../support/fixtures';
import { runWork } from '../support/run-work';
import { TestApplication } from '../support/test-application';
import { write } from '../support/write';

const PASSWORD = 'seventeen purple cranes at dawn';

interface Answered {
  readonly effects: readonly object[] | null;
  readonly userErrors: readonly object[];
}

/** What its state refuses: the code, and the input. */
const REFUSED: readonly (readonly [
  mutation: string,
  code: string,
  input: (stage: Stage) => Promise<object> | object,
])[] = [
  [
    'addAuthorizedLogin',
    'ALREADY_A_LOGIN',
    async (stage) => ({
      ...{ accountId: stage.ids.account, fullName: 'N', permissions: [], alerts: [] },
      ...{ password: PASSWORD, passwordConfirmation: PASSWORD },
      email: await stage.emailOf((await stage.member()).user),
    }),
  ],
  [
    'updateAuthorizedLogin',
    'PERMISSION_NOT_AVAILABLE',
    async (stage) => ({ membershipId: (await stage.member()).row, permissions: ['RESELLER'] }),
  ],
  [
    'resendInvitation',
    'NOT_INVITED',
    async (stage) => ({ membershipId: (await stage.member()).row }),
  ],
  ['acceptTransfer', 'NO_TRANSFER', ({ ids }) => ({ accountId: ids.account })],
  [
    'transferAccount',
    'NOT_A_LOGIN',
    async (stage) => ({
      accountId: stage.ids.account,
      membershipId: (await stage.member('INVITED')).row,
    }),
  ],
  [
    'activateLicense',
    'LICENSE_ACTIVE_ELSEWHERE',
    async (stage) => ({
      licenseId: await stage.running('old.example.test'),
      serverName: 'new.example.test',
    }),
  ],
  [
    'payInvoice',
    'CARD_UNUSABLE',
    async (stage) => ({
      invoiceId: await stage.invoice(),
      // Of another gateway.
      paymentMethodId: stage.id(
        'PaymentMethod',
        await stage.make.chargeable(stage.account, 'played'),
      ),
    }),
  ],
  ['deactivateLicense', 'LICENSE_NOT_ACTIVE', ({ ids }) => ({ licenseId: ids.license })],
  ['updateAccount', 'INVALID_COUNTRY', ({ ids }) => ({ accountId: ids.account, country: 'XX' })],
];

/** What each dry run announces, and that it changes nothing, says test/mutations/every.test.ts. */
describe('R65 a dry run', () => {
  let test: TestApplication;
  let make: Fixtures;
  let stage: Stage;
  let product: number;

  beforeAll(async () => {
    test = await TestApplication.start({ PAYMENT_GATEWAY: 'sandbox' });
    make = new Fixtures(test);
    product = await make.product();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    stage = await Stage.set(test, make, product);
  });

  const done = async (mutation: string, input: object, key?: string): Promise<Answered> => {
    const selection = 'effects { kind subject id event changes { field before after } }';
    const { payload, errors } = await write<Answered>(
      test,
      stage.token,
      mutation,
      input,
      selection,
      key,
    );
    expect(errors).toEqual([]);
    return payload as Answered;
  };
  const audited = async (): Promise<number> => {
    const [row] = await stage.rows<{ n: number }>(
      'SELECT COUNT(*) AS n FROM audit_events WHERE account_id = ?',
      [stage.account],
    );
    return Number(row?.n);
  };

  it('R65 can be repeated, and says the same each time', async () => {
    const input = { contactId: stage.ids.contact, dryRun: true };
    const first = await done('removeContact', input);
    expect(await done('removeContact', input)).toEqual(first);
  });

  it.each(REFUSED)('R65 of %s is refused with %s like the act', async (mutation, code, make) => {
    const input = await make(stage);
    const before = await checksum(test.dataSource);
    const dryRun = await done(mutation, { ...input, dryRun: true });
    expect(dryRun).toMatchObject({ effects: null, userErrors: [{ code }] });
    expect(await done(mutation, input)).toEqual(dryRun);
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R60 R65 takes no idempotency key: the act under the same key runs', async () => {
    const input = { contactId: stage.ids.contact, firstName: 'Ada' };
    const before = await checksum(test.dataSource);
    await done('updateContact', { ...input, dryRun: true }, 'one key');
    expect(await checksum(test.dataSource)).toBe(before);
    expect(await done('updateContact', input, 'one key')).toMatchObject({ effects: null });
    expect(await audited()).toBe(1);
  });

  it('R65 of a call in several steps announces all of them, and its outside calls are not made', async () => {
    const input = { accountId: stage.ids.account, dryRun: true, firstName: 'A', lastName: 'B' };
    const before = await checksum(test.dataSource);
    const rename = (name: string) =>
      sql`UPDATE accounts SET name = ${name} WHERE id = ${stage.account} AND ${reachAccounts('id')}`;
    const entry = (was: string, is: string) => ({
      subject: new RowRef('Account', stage.account),
      accountId: stage.account,
      before: { name: was },
      after: { name: is },
    });
    let outside = 0;
    const answer = await runWork(
      test,
      {
        token: stage.token,
        key: 'in steps',
        mutation: 'addContact',
        input: { ...input, email: 'a@b.example', country: 'DE' },
      },
      async (step) => {
        await step.prepare(async (unit, record) => {
          await unit.tx.write(step.scope, rename('one'));
          unit.audit(entry('none', 'one'));
          record('before the outside call');
        });
        if (!step.dryRun) outside++;
        return step.commit(async (unit) => {
          await unit.tx.write(step.scope, rename('two'));
          unit.audit(entry('one', 'two'));
          unit.send({
            channel: 'mail',
            event: 'account.renamed',
            accountId: stage.account,
            parameters: { to: 'two', text: 'Hello' },
            secrets: { link: 'only the recipient reads this' },
          });
          return {};
        });
      },
    );
    expect(outside).toBe(0);
    const change = (was: string, is: string) => ({
      kind: 'CHANGE',
      subject: 'Account',
      id: stage.ids.account,
      event: null,
      changes: [{ field: 'name', before: was, after: is }],
    });
    expect(answer).toEqual({
      userErrors: [],
      effects: [
        change('none', 'one'),
        change('one', 'two'),
        {
          kind: 'SEND',
          subject: 'mail',
          id: null,
          event: 'account.renamed',
          changes: [{ field: 'text', before: null, after: 'Hello' }],
        },
      ],
    });
    expect(await checksum(test.dataSource)).toBe(before);
  });

  it('R65 that breaks leaves nothing behind either', async () => {
    const before = await checksum(test.dataSource);
    test.onStatement = (statement) => {
      if (statement.includes('INSERT INTO audit_events')) throw new Error('broken');
    };
    const input = { contactId: stage.ids.contact, dryRun: true };
    const { codes } = await write(test, stage.token, 'removeContact', input);
    test.onStatement = null;
    expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(await checksum(test.dataSource)).toBe(before);
  });
});
