import type { Config } from '../config';
import { migrate, pendingMigrations } from '../database/migrate';
import { requireSuitable } from '../database/suitability';
import { connected } from './connected';
import type { Answer } from './terminal';

/** Brings the tables up to date, or says what that would run. */
export const runMigrations = (
  config: Config,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Answer> =>
  connected(config, async (dataSource) => {
    await requireSuitable(dataSource, config.acceptedSettings);
    const pending = await pendingMigrations(dataSource);
    const ran = dryRun ? 0 : await migrate(dataSource);
    return {
      lines: dryRun
        ? [...pending, `${pending.length} to run; nothing was written.`]
        : [ran === 0 ? 'The database is up to date.' : `${ran} run; the database is up to date.`],
      json: dryRun ? { dryRun, pending } : { dryRun, ran },
      done: true,
    };
  });
