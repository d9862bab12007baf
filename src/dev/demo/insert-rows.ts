import type { EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import type { PlainRow } from '../../database/changes';

/** Rows per statement: large enough to save round trips, small enough for any server's packet limit. */
const CHUNK = 500;

/**
 * Inserts plain rows, in their order, by statements of many rows. The columns are the entity's; no
 * entity is built, which would take many times as long.
 */
export async function insertRows<Row extends ObjectLiteral>(
  runner: QueryRunner,
  entity: EntityTarget<Row>,
  rows: readonly PlainRow<Row>[],
): Promise<void> {
  const { columns, tableName } = runner.connection.getMetadata(entity);
  const names = columns.map(({ databaseName }) => `\`${databaseName}\``).join(', ');
  const properties = columns.map(({ propertyName }) => propertyName);
  const statement = `INSERT INTO \`${tableName}\` (${names}) VALUES ?`;
  const sent: Promise<unknown>[] = [];
  for (let from = 0; from < rows.length; from += CHUNK) {
    const values = rows
      .slice(from, from + CHUNK)
      .map((row) => properties.map((property) => (row as ObjectLiteral)[property] as unknown));
    // The connection queues them: the next statement is written while the server works on this one.
    sent.push(runner.query(statement, [values]));
  }
  await Promise.all(sent);
}
