import type { Month } from '../../src/domain/billing/calendar';
import { ApiTokenEntity } from '../../src/database/entities/api-token.entity';
import { Database } from '../../src/database/database';
import { AccountScope, type Scope } from '../../src/database/scope';
import { tokenActor } from '../../src/domain/people/actor';
import { PERMISSIONS } from '../../src/domain/people/permission';
import { Refusal } from '../../src/domain/refusal';
import { spend } from '../../src/features/token/token-spending.repository';
import { hashOfApiToken, newApiToken } from '../../src/auth/api-token';
import { Fixtures } from '../support/fixtures';
import { TEST_NOW, TestApplication } from '../support/test-application';

describe('R59 what an API token spends', () => {
  let test: TestApplication;
  let database: Database;
  let holder: number;
  let accountId: number;

  beforeAll(async () => {
    test = await TestApplication.start();
    database = new Database(test.dataSource, { statementTimeout: 10_000 });
    const make = new Fixtures(test);
    holder = await make.user();
    accountId = await make.account(holder);
  });
  afterAll(() => test.stop());

  const token = async (monthlyCap: bigint | null): Promise<number> => {
    const { identifiers } = await test.dataSource.manager.insert(ApiTokenEntity, {
      accountId,
      makerUserId: holder,
      name: 'Back end',
      tokenHash: hashOfApiToken(newApiToken()) as Buffer,
      hint: 'abcd',
      scopes: 'MAKE_PURCHASES:WRITE',
      addressRanges: '',
      monthlyCap,
      createdAt: TEST_NOW,
      expiresAt: new Date('2027-01-01T00:00:00Z'),
      lastUsedAt: null,
      revokedAt: null,
    });
    return Number((identifiers[0] as { id: number }).id);
  };

  /** In reach of the token itself, as it is when it buys something. */
  const scopeOn = (account: number, tokenId: number): Scope =>
    new AccountScope(
      tokenActor(tokenId, new Map([['MAKE_PURCHASES', 'WRITE']]), {
        accountId: account,
        role: 'HOLDER',
        status: 'ACTIVE',
        granted: new Set(PERMISSIONS),
        capabilities: { reseller: false, leaseProvider: false },
        holderName: 'Holder',
      }),
    );

  const take = async (
    tokenId: number,
    amount: bigint,
    month: Month = '2026-11',
    account = accountId,
  ): Promise<string> => {
    try {
      await database.transaction((tx) =>
        spend(tx, scopeOn(account, tokenId), { accountId, tokenId, month, amount }),
      );
      return 'spent';
    } catch (error) {
      if (error instanceof Refusal) return error.reasons.map(({ code }) => code).join();
      throw error;
    }
  };
  const spent = async (tokenId: number): Promise<Record<string, string>> => {
    const rows = await test.dataSource.query<{ month: string; spent: string | number }[]>(
      'SELECT month, spent FROM api_token_spending WHERE token_id = ? AND account_id = ?',
      [tokenId, accountId],
    );
    return Object.fromEntries(rows.map((row) => [row.month, String(row.spent)]));
  };

  it('R59 reaches its cap to the cent and never exceeds it', async () => {
    const capped = await token(10_000n);
    expect(await take(capped, 9_999n)).toBe('spent');
    expect(await take(capped, 2n)).toBe('SPENDING_CAP_REACHED');
    expect(await take(capped, 1n)).toBe('spent');
    expect(await take(capped, 1n)).toBe('SPENDING_CAP_REACHED');
    expect(await spent(capped)).toEqual({ '2026-11': '10000' });
  });

  it('R59 one amount above the cap leaves nothing behind', async () => {
    const capped = await token(100n);
    expect(await take(capped, 101n)).toBe('SPENDING_CAP_REACHED');
    expect(await spent(capped)).toEqual({});
  });

  it('R59 of 50 parallel purchases as many stand as the cap pays for', async () => {
    const capped = await token(1_000n);
    const all = await Promise.all(Array.from({ length: 50 }, () => take(capped, 70n)));
    expect(all.filter((one) => one === 'spent')).toHaveLength(14);
    expect(new Set(all)).toEqual(new Set(['spent', 'SPENDING_CAP_REACHED']));
    expect(await spent(capped)).toEqual({ '2026-11': '980' });
  });

  it('R59 every calendar month begins anew', async () => {
    const capped = await token(500n);
    for (const month of ['2026-11', '2026-12', '2027-01'] as const)
      expect([await take(capped, 500n, month), await take(capped, 1n, month)]).toEqual([
        'spent',
        'SPENDING_CAP_REACHED',
      ]);
    expect(await spent(capped)).toEqual({ '2026-11': '500', '2026-12': '500', '2027-01': '500' });
  });

  it('R59 without a cap nothing is refused, and what was spent is known all the same', async () => {
    const free = await token(null);
    const large = 9_000_000_000_000_000n;
    for (const amount of [1n, large]) expect(await take(free, amount)).toBe('spent');
    expect(await spent(free)).toEqual({ '2026-11': String(large + 1n) });
  });

  it('R59 one token does not use up the cap of another', async () => {
    const [one, two] = [await token(100n), await token(100n)];
    expect([await take(one, 100n), await take(two, 100n)]).toEqual(['spent', 'spent']);
  });

  it('R59 what is undone was not spent', async () => {
    const capped = await token(100n);
    await expect(
      database.transaction(async (tx) => {
        const spending = { accountId, tokenId: capped, month: '2026-11' as const, amount: 100n };
        await spend(tx, scopeOn(accountId, capped), spending);
        throw new Error('the purchase failed');
      }),
    ).rejects.toThrow('the purchase failed');
    expect(await spent(capped)).toEqual({});
    expect(await take(capped, 100n)).toBe('spent');
  });

  it('R59 by whoever does not reach the account nothing can be spent', async () => {
    const capped = await token(100n);
    await expect(take(capped, 1n, '2026-11', accountId + 1)).rejects.toThrow('out of reach');
    expect(await spent(capped)).toEqual({});
  });

  it.each([-1n, -1_000n])(
    'R59 %p cannot be spent: it would make room under the cap',
    async (amount) => {
      const capped = await token(100n);
      await take(capped, 100n);
      await expect(take(capped, amount)).rejects.toThrow(RangeError);
      expect(await spent(capped)).toEqual({ '2026-11': '100' });
    },
  );

  it('R59 what costs nothing can be had when the cap is reached', async () => {
    const capped = await token(100n);
    expect([await take(capped, 100n), await take(capped, 0n)]).toEqual(['spent', 'spent']);
  });
});
