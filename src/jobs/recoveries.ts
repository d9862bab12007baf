import type { Queries } from '../database/database';
import { plainWords } from '../database/plain-words';
import type { HolderRecovery } from '../features/staff/holder-recovery';
import { HolderReplacementRepository } from '../features/staff/holder-replacement.repository';
import type { TwoFactorRecovery } from '../features/staff/two-factor-recovery';
import { TwoFactorResetRepository } from '../features/staff/two-factor-reset.repository';
import type { SystemUnit, SystemWork } from '../features/system-work';
import type { Job } from './job.types';
import { assertComplete } from './one-by-one';
import { hourly } from './periods';

/** Requests that are looked at in an hour; there are few. */
const MOST = 200;

/** Every hour, does what staff asked for 48 hours before and nobody canceled (R72). */
export const recoveries = (
  database: Queries,
  work: SystemWork,
  ways: { readonly twoFactor: TwoFactorRecovery; readonly holder: HolderRecovery },
  timeZone: string,
): Job => ({
  name: 'recoveries',
  cron: '11 * * * *',
  ...hourly(timeZone),
  run: async ({ now, scope }) => {
    const people = await new TwoFactorResetRepository(database).due(scope, now, MOST);
    const accounts = await new HolderReplacementRepository(database).due(scope, now, MOST);
    const left: { words: string; error: unknown }[] = [];
    // Each by itself, so that one holds back no other.
    const each = async (
      action: string,
      keys: readonly number[],
      complete: (unit: SystemUnit, key: number) => Promise<void>,
    ): Promise<void> => {
      for (const key of keys)
        try {
          await work.run(scope, action, (unit) => complete(unit, key));
        } catch (error) {
          left.push({ words: `One ${action} is skipped: ${plainWords(error)}.`, error });
        }
    };
    await each('resetTwoFactor', people, (unit, key) =>
      ways.twoFactor.completeDue(unit, scope, key, now),
    );
    await each('replaceHolder', accounts, (unit, key) =>
      ways.holder.completeDue(unit, scope, key, now),
    );
    assertComplete(left);
  },
});
