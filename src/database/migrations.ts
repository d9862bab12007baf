import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

/** As sources, and as they are built. */
const DIRECTORY = join(__dirname, '../../migrations');
const FILE = /^(\d{13})-(\w+)\.[jt]s$/;

/**
 * Every migration of the directory, by its timestamp. `1795251600000-CreateUsers` exports the class
 * `CreateUsers1795251600000`, by which the database remembers it.
 * @throws for a file that does not.
 */
export const migrationsIn = (directory = DIRECTORY): MigrationClass[] =>
  readdirSync(directory)
    .sort()
    .flatMap((file) => {
      const [, timestamp, name] = FILE.exec(file) ?? [];
      if (timestamp === undefined || name === undefined) return [];
      // Known by its path alone: no import can name it.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const exported = require(join(directory, file)) as Record<string, MigrationClass | undefined>;
      const migration = exported[`${name}${timestamp}`];
      if (migration === undefined)
        throw new Error(`migrations/${file} does not export ${name}${timestamp}`);
      return [migration];
    });
