import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type Connection, type FieldPacket } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { SELECTED, type Select } from '../../src/database/select';
import { type Column, type Kind } from '../../src/database/table';
import { databaseUrl, workerDatabase } from '../support/test-database';

const SRC = join(__dirname, '../../src');
const NOT_NULL = 1;
const BINARY = 63;

/** Types of the protocol by what they are read as; the NULL of a UNION is any. */
const TYPES: Readonly<Record<Exclude<Kind, 'text' | 'bytes' | 'json'>, readonly number[]>> = {
  integer: [1, 2, 3, 8, 9],
  decimal: [246],
  instant: [7, 12],
  day: [10],
};
const TEXTS = [6, 15, 249, 250, 251, 252, 253, 254];

/** What the server says of a column, by what was declared; null where both agree. */
function disagreement(
  name: string,
  column: Column,
  field: FieldPacket | undefined,
  aggregated: boolean,
): string | null {
  if (field === undefined) return `${name} is not selected`;
  if (field.name !== name) return `${field.name} stands where ${name} is declared`;
  const type = Number(field.columnType ?? field.type);
  const { kind } = column;
  const fits =
    kind === 'json'
      ? type === 245 || TEXTS.includes(type)
      : kind === 'text' || kind === 'bytes'
        ? TEXTS.includes(type) &&
          (type === 6 || (field.characterSet === BINARY) === (kind === 'bytes'))
        : TYPES[kind].includes(type);
  if (!fits) return `${name} is declared ${kind} and comes as type ${type}`;
  // Of what is computed a server may not know that it is never null; of a column it does.
  const known = typeof column.sql === 'string' && /^\w+(\.\w+)?$/.test(column.sql);
  const mayBeNull = (Number(field.flags) & NOT_NULL) === 0;
  return known && !aggregated && mayBeNull && !column.nullable && !column.never
    ? `${name} is declared as never null and may be`
    : null;
}

describe('rows are what was selected', () => {
  let dataSource: DataSource;
  let connection: Connection;

  async function complaints(select: Select<object>): Promise<string[]> {
    const [, fields] = await connection.query(`${select.text} LIMIT 0`);
    const shape = Object.entries(select.shape);
    // Without the GROUP BY that follows, all of it may be null; MySQL says so beside any aggregate.
    const aggregated = /\b(SUM|COUNT|MIN|MAX|GROUP_CONCAT|JSON_ARRAYAGG)\(/.test(select.text);
    const found = shape.map(([name, column], at) =>
      disagreement(name, column, fields[at], aggregated),
    );
    const more =
      fields.length > shape.length ? [`${fields.length} columns for ${shape.length}`] : [];
    return [...found.flatMap((one) => one ?? []), ...more].map((one) => `${one}: ${select.text}`);
  }

  beforeAll(async () => {
    for (const name of readdirSync(SRC, { recursive: true, encoding: 'utf8' }))
      if (/\.ts$/.test(name) && /database\/select'/.test(readFileSync(join(SRC, name), 'utf8')))
        await import(join(SRC, name));
    dataSource = await workerDatabase();
    connection = await createConnection(
      databaseUrl(
        String(
          (dataSource.options as { database?: string }).database ?? dataSource.driver.database,
        ),
      ),
    );
    // Sums beside columns are grouped by what follows.
    await connection.query("SET SESSION sql_mode = ''");
  });

  afterAll(async () => {
    await connection.end();
    await dataSource.destroy();
  });

  it('every declared row has the columns that the server reports, of the declared kinds', async () => {
    const found: string[] = [];
    let compared = 0;
    for (const select of SELECTED.values()) {
      if (select.columns === null) continue;
      compared++;
      found.push(
        ...(await complaints(select).catch((error: Error) => [`${error.message}: ${select.text}`])),
      );
    }
    expect(found).toEqual([]);
    expect(compared).toBeGreaterThan(200);
  });

  it('none is declared without a FROM to compare it with', () => {
    const compared = new Set([...SELECTED.values()].map(({ columns }) => columns));
    const left = [...SELECTED.values()].filter((one) => one.columns === null && !compared.has(one));
    expect(left.map(({ text }) => text)).toEqual([]);
  });
});
