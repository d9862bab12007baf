import type { PoolConnection } from 'mysql2';
import { poolOf } from '../../src/database/data-source';
import type { TestApplication } from './test-application';

/** How many rows the database looks at for something, on the connections of this application alone. */
export async function rowsRead(
  { dataSource }: Pick<TestApplication, 'dataSource'>,
  work: () => Promise<unknown>,
): Promise<number> {
  const pool = poolOf(dataSource) as unknown as {
    readonly _allConnections: { toArray(): PoolConnection[] };
  };
  const readSoFar = async () => {
    let sum = 0;
    for (const connection of pool._allConnections.toArray()) {
      const [rows] = await connection
        .promise()
        .query("SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%'");
      for (const { Value } of rows as { readonly Value: string }[]) sum += Number(Value);
    }
    return sum;
  };
  const before = await readSoFar();
  await work();
  return (await readSoFar()) - before;
}
