import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CLAIM_LIFE } from '../../src/graphql/idempotency';
import { Fixtures } from '../support/fixtures';
import { TEST_ENVIRONMENT, TEST_NOW, TestApplication } from '../support/test-application';

const ADD = `mutation ($input: AddContactInput!) { addContact(input: $input) {
  contact { firstName } userErrors { code } } }`;
const ANSWER = { addContact: { contact: { firstName: 'Grace' }, userErrors: [] } };

/** Where a process dies: at a statement with this beginning, or at the one with this number. */
interface Death {
  readonly at: string | number;
  /** Once the statement is on its way; otherwise before it is sent. */
  readonly sent: boolean;
}

/** What a process says that got to the end. */
interface Said {
  readonly body: string;
  readonly statements: number;
}

interface Left {
  readonly contacts: number;
  readonly audit: number;
  readonly claims: number;
  readonly answers: number;
}
const NOTHING = { contacts: 0, audit: 0, answers: 0 };
const ALL = { contacts: 1, audit: 1, claims: 1, answers: 1 };

describe('a process that is killed in the middle of a mutation', () => {
  let test: TestApplication;
  let make: Fixtures;
  let keys = 0;
  beforeAll(async () => {
    test = await TestApplication.start();
    make = new Fixtures(test);
  });
  afterAll(() => test.stop());
  afterEach(() => {
    test.now = TEST_NOW;
  });

  /** Lets a process die in the middle of a call, and says what it left, and how to repeat the call. */
  const kill = async (death: Death) => {
    const holder = await make.user();
    const account = await make.account(holder);
    const token = await test.tokenFor(holder);
    const key = `killed ${++keys}`;
    const accountId = test.app.ids.encode('Account', account);
    const email = 'grace@example.test';
    const input = { accountId, firstName: 'Grace', lastName: 'Hopper', email, country: 'US' };
    const { url } = test.dataSource.options as { readonly url: string };
    const child = fork(join(__dirname, 'mutation-process.cjs'), [
      JSON.stringify({
        url,
        environment: TEST_ENVIRONMENT,
        now: TEST_NOW,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
        payload: { query: ADD, variables: { input } },
        ...death,
      }),
    ]);
    const said: Said[] = [];
    child.on('message', (message) => said.push(message as Said));
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    const left = async (): Promise<Left> => {
      const [row] = await test.dataSource.query<Record<keyof Left, string>[]>(
        `SELECT (SELECT COUNT(*) FROM contacts WHERE account_id = ?) AS contacts,
           (SELECT COUNT(*) FROM audit_events WHERE account_id = ?) AS audit,
           (SELECT COUNT(*) FROM idempotency_keys WHERE account_id = ?) AS claims,
           (SELECT COUNT(answer) FROM idempotency_keys WHERE account_id = ?) AS answers`,
        [account, account, account, account],
      );
      const { contacts, audit, claims, answers } = row as Record<keyof Left, string>;
      return {
        contacts: Number(contacts),
        audit: Number(audit),
        claims: Number(claims),
        answers: Number(answers),
      };
    };
    const repeat = () => test.graph(ADD, { input }, token, key);
    return { said, signal, left, repeat };
  };
  type Killed = Awaited<ReturnType<typeof kill>>;

  /** Once the claim has run out, the repeat brings it to one contact and one event, and keeps to that. */
  const isMended = async ({ repeat, left }: Killed) => {
    test.now = new Date(TEST_NOW.getTime() + CLAIM_LIFE);
    expect(await repeat()).toMatchObject({ errors: [], data: ANSWER });
    expect(await left()).toEqual(ALL);
    expect(await repeat()).toMatchObject({ errors: [], data: ANSWER });
    expect(await left()).toEqual(ALL);
  };

  it('R60 gets to the end when nothing kills it', async () => {
    const { said, signal, left } = await kill({ at: 'no such statement', sent: false });
    const [{ body }] = said as [Said];
    expect([signal, JSON.parse(body)]).toMatchObject([null, { data: ANSWER }]);
    expect(await left()).toEqual(ALL);
  });

  it.each([
    ['before it claims its key', 'INSERT INTO idempotency_keys', { ...NOTHING, claims: 0 }],
    ['between claim and transaction', 'START TRANSACTION', { ...NOTHING, claims: 1 }],
    ['before COMMIT', 'COMMIT', { ...NOTHING, claims: 1 }],
    ['after COMMIT, before it answers', 'SELECT c.id AS pk', ALL],
  ])(
    'R60 R61 %s leaves nothing or everything, and a repeat brings it to an end once',
    async (_when: string, at: string, expected: Left) => {
      const killed = await kill({ at, sent: false });
      expect([killed.said, killed.signal]).toEqual([[], 'SIGKILL']);
      expect(await killed.left()).toEqual(expected);
      await isMended(killed);
    },
  );

  it('R60 R61 while its COMMIT is on the way leaves one or the other, and a repeat sees which', async () => {
    const killed = await kill({ at: 'COMMIT', sent: true });
    expect([killed.said, killed.signal]).toEqual([[], 'SIGKILL']);
    await isMended(killed);
  });

  // Every statement of the call in turn, before and after it is sent: a hundred processes.
  (process.env['KEYHOLD_LONG'] ? it : it.skip)(
    'R60 R61 at a hundred places is brought to an end once by a repeat',
    async () => {
      const { said } = await kill({ at: 'no such statement', sent: false });
      const [{ statements }] = said as [Said];
      expect(statements).toBeGreaterThan(8);
      let dead = 0;
      for (let round = 0; dead < 100; round++) {
        const sent = Math.floor(round / statements) % 2 === 1;
        const killed = await kill({ at: round % statements, sent });
        if (killed.signal === 'SIGKILL') dead++;
        const { contacts, audit, answers } = await killed.left();
        expect([audit, answers]).toEqual([contacts, contacts]);
        await isMended(killed);
        test.now = TEST_NOW;
      }
    },
    600_000,
  );
});
