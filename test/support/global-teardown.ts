import { createConnection, type RowDataPacket } from 'mysql2/promise';
import './global-setup';

/** Leaves nothing behind: neither the databases of this run nor, if it is ours, the server. */
export default async function globalTeardown(): Promise<void> {
  const server = globalThis.keyholdTestDatabase;
  if (server === undefined) return;
  const connection = await createConnection(server.url);
  const prefix = `keyhold_test_${process.env['KEYHOLD_TEST_RUN']}_`;
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE ?',
    [`${prefix.replaceAll('_', '\\_')}%`],
  );
  for (const { name } of rows as { name: string }[])
    await connection.query(`DROP DATABASE \`${name}\``);
  await connection.end();
  await server.stop();
}
