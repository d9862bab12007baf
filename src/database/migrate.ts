import type { DataSource, QueryRunner } from 'typeorm';
import { mislistedColumns } from './enum-columns';

/** What is wrong with a database, and what to do, in one line. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
}

const LOCK_SECONDS = 60;
// Locks are the server's, not the database's, and their names are at most 64 characters.
const LOCK_NAME = "RIGHT(CONCAT('keyhold-migrations ', DATABASE()), 64)";

async function locked<Result>(
  dataSource: DataSource,
  work: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    const [got] = (await runner.query(`SELECT GET_LOCK(${LOCK_NAME}, ?) AS got`, [
      LOCK_SECONDS,
    ])) as {
      got: number | null;
    }[];
    if (got?.got !== 1)
      throw new DatabaseProblem(
        `Another process has been migrating this database for ${LOCK_SECONDS} seconds; wait for it, then start again.`,
      );
    return await work(runner);
  } finally {
    await runner.query(`SELECT RELEASE_LOCK(${LOCK_NAME})`).catch(() => undefined);
    await runner.release();
  }
}

/** Names of the migrations that a database has. */
async function ranMigrations(runner: QueryRunner): Promise<string[]> {
  if (!(await runner.hasTable('migrations'))) return [];
  const rows = (await runner.query('SELECT name FROM migrations ORDER BY id')) as {
    name: string;
  }[];
  return rows.map((row) => row.name);
}

const knownMigrations = (dataSource: DataSource): string[] =>
  dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);

/** Names of migrations that the database has and this code does not: a newer Keyhold was here. */
async function unknownMigrations(dataSource: DataSource, runner: QueryRunner): Promise<string[]> {
  const known = new Set(knownMigrations(dataSource));
  return (await ranMigrations(runner)).filter((name) => !known.has(name));
}

/** Names of migrations that the database still lacks. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const ran = new Set(await ranMigrations(runner));
    return knownMigrations(dataSource).filter((name) => !ran.has(name));
  } finally {
    await runner.release();
  }
}

/** Columns that the code knows and the database lacks, as `table.column`. */
async function missingColumns(dataSource: DataSource, runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(
    "SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns WHERE table_schema = DATABASE()",
  )) as { name: string }[];
  const present = new Set(rows.map((row) => row.name));
  return dataSource.entityMetadatas.flatMap((entity) =>
    entity.columns
      .map((column) => `${entity.tableName}.${column.databaseName}`)
      .filter((name) => !present.has(name)),
  );
}

/**
 * Brings the tables up to date under one lock, however many processes start at once. Every migration
 * is one repeatable statement, so a run that was cut off is simply continued.
 * @returns how many migrations ran.
 * @throws DatabaseProblem when the database cannot be brought to what the code expects.
 */
export async function migrate(dataSource: DataSource): Promise<number> {
  return locked(dataSource, async (runner) => {
    const unknown = await unknownMigrations(dataSource, runner);
    if (unknown.length > 0)
      throw new DatabaseProblem(
        `The database was migrated by a newer Keyhold (${unknown.join(', ')}); start that version, or use another database.`,
      );
    const ran = await dataSource.runMigrations();
    const missing = await missingColumns(dataSource, runner);
    if (missing.length > 0)
      throw new DatabaseProblem(
        `The database is half migrated: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', …' : ''} missing although the migrations are recorded; restore it from a backup, or use an empty database.`,
      );
    const mislisted = await mislistedColumns(dataSource, runner);
    if (mislisted.length > 0)
      throw new DatabaseProblem(
        `The CHECK of ${mislisted.join(', ')} differs from the enum in the code; add a migration that lists all its values.`,
      );
    return ran.length;
  });
}
