import type { DataSource, QueryRunner } from 'typeorm';

/** A column that holds words of an enum. */
interface EnumColumn {
  readonly entity: unknown;
  readonly property: string;
  readonly words: readonly string[];
}

const noted: EnumColumn[] = [];

/** Notes a column as its entity is declared. */
export const noteEnumColumn = (column: EnumColumn): void => void noted.push(column);

const sorted = (words: readonly string[]): string => [...words].sort().join(', ');

/** What a CHECK lets into a column, by `table.column`; both servers write it in their own way. */
const IN_LIST = /^\(?`(\w+)` in \(([^()]+)\)\)?$/i;

/** Words that each column of the database may hold, in alphabetic order, by `table.column`. */
export async function storedWords(
  query: (statement: string) => Promise<unknown>,
): Promise<Map<string, string>> {
  const rows = (await query(
    `SELECT t.table_name AS name, c.check_clause AS clause
     FROM information_schema.check_constraints c
     JOIN information_schema.table_constraints t
       ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
     WHERE c.constraint_schema = DATABASE()`,
  )) as { name: string; clause: string }[];
  const words = new Map<string, string>();
  for (const { name, clause } of rows) {
    const [, column, list = ''] = IN_LIST.exec(clause) ?? [];
    if (column === undefined) continue;
    const found = [...list.matchAll(/'([^'\\]*)\\?'/g)].map(([, word = '']) => word);
    words.set(`${name}.${column}`, sorted(found));
  }
  return words;
}

/** Enum columns whose CHECK lists other words than the code, as `table.column`. */
export async function mislistedColumns(
  dataSource: DataSource,
  runner: QueryRunner,
): Promise<string[]> {
  const stored = await storedWords((statement) => runner.query(statement));
  return noted.flatMap(({ entity, property, words }) => {
    const metadata = dataSource.entityMetadatas.find(({ target }) => target === entity);
    const column = metadata?.findColumnWithPropertyName(property);
    if (metadata === undefined || column === undefined) return [];
    const name = `${metadata.tableName}.${column.databaseName}`;
    return stored.get(name) === sorted(words) ? [] : [name];
  });
}

/** Every column that holds words of an enum, as `Entity.property`. */
export const enumColumns = (): readonly string[] =>
  noted.map(({ entity, property }) => `${(entity as { name: string }).name}.${property}`);
