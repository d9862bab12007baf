import { createHash } from 'node:crypto';
import { IdempotencyKeyEntity } from '../../src/database/entities/idempotency-key.entity';
import { SupportLinkEntity } from '../../src/database/entities/support-link.entity';
import { Fixtures } from '../support/fixtures';
import { TestApplication } from '../support/test-application';

const DAY = 24 * 3_600_000;

describe('housekeeping', () => {
  let test: TestApplication;
  beforeAll(async () => {
    test = await TestApplication.start();
  });
  afterAll(() => test.stop());

  /** Keys that expire so many milliseconds after now. */
  const makeKeys = async (offsets: readonly number[]): Promise<void> => {
    const rows = offsets.map((offset, index) => {
      const hash = createHash('sha256').update(`${offset} ${index}`).digest();
      return {
        actor: 'user:7',
        keyHash: hash,
        mutation: 'signOut',
        inputHash: hash,
        accountId: null,
        claimToken: 'token',
        claimedUntil: test.now,
        attempt: null,
        answer: '{}',
        settledAt: test.now,
        createdAt: test.now,
        expiresAt: new Date(test.now.getTime() + offset),
      };
    });
    for (let from = 0; from < rows.length; from += 500)
      await test.dataSource.manager.insert(IdempotencyKeyEntity, rows.slice(from, from + 500));
  };
  const left = async (): Promise<number[]> =>
    (await test.dataSource.manager.find(IdempotencyKeyEntity, { order: { expiresAt: 'ASC' } })).map(
      ({ expiresAt }) => expiresAt.getTime() - test.now.getTime(),
    );

  it('removes what has expired, oldest first and a thousand at a time, once a day', async () => {
    await makeKeys([...Array.from({ length: 2_500 }, (_, index) => -index), 1, DAY]);
    const statements = await test.countStatements(() => test.app.jobs.tick());
    const removals = statements.filter((text) => text.startsWith('DELETE FROM idempotency_keys'));
    expect(removals).toHaveLength(3);
    expect(removals[0]).toMatch(/ORDER BY expires_at LIMIT 1000$/);
    expect(await left()).toEqual([1, DAY]);

    test.now = new Date(test.now.getTime() + 1);
    await test.app.jobs.tick();
    expect(await left()).toEqual([0, DAY - 1]);
    test.now = new Date(test.now.getTime() + DAY);
    await test.app.jobs.tick();
    expect(await left()).toEqual([]);
    expect(test.jobFailures).toEqual([]);
  });

  it('R68 removes links to support requests that have expired', async () => {
    const make = new Fixtures(test);
    const holder = await make.user();
    const account = await make.account(holder);
    const contactId = await make.contact(account);
    const requestId = await make.supportRequest(account, holder);
    for (const [n, offset] of [0, 1].entries())
      await test.dataSource.manager.insert(SupportLinkEntity, {
        ...{ accountId: account, requestId, contactId, createdAt: test.now },
        tokenHash: createHash('sha256').update(`link ${n}`).digest(),
        expiresAt: new Date(test.now.getTime() + DAY + offset),
      });
    test.now = new Date(test.now.getTime() + DAY);
    await test.app.jobs.tick();
    const links = await test.dataSource.manager.find(SupportLinkEntity);
    expect(links.map(({ expiresAt }) => expiresAt.getTime() - test.now.getTime())).toEqual([1]);
  });

  it('removes counts of limits whose window is over, by the time of the machine', async () => {
    const count = (key: string, expire: number) =>
      test.dataSource.query('INSERT INTO rate_limits VALUES (?, 1, ?)', [key, expire]);
    await count('over', Date.now() - 1_000);
    await count('open', Date.now() + 600_000);
    test.now = new Date(test.now.getTime() + DAY);
    await test.app.jobs.tick();
    const rows: { key: string }[] = await test.dataSource.query('SELECT `key` FROM rate_limits');
    expect(rows).toEqual([{ key: 'open' }]);
    expect(test.jobFailures).toEqual([]);
  });
});
